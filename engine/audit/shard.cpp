#include "engine/audit/shard.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "engine/explain/finding.hpp"
#include "engine/explain/probe.hpp"
#include "engine/explain/report.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/store/quality.hpp"

namespace rettesnor::audit {

namespace {

/// None for what is no code of four digits.
MunicipalityNumber number_of_code(std::string_view text) {
  if (text.size() != 4 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return no_municipality;
  int out = 0;
  for (const char c : text) out = 10 * out + (c - '0');
  return static_cast<MunicipalityNumber>(out);
}

/// Texts by number, each once.
class Words {
 public:
  explicit Words(std::vector<std::string>& words) : words_(words) {}
  std::uint32_t number(std::string word) {
    if (word.empty()) return 0;
    const auto [at, fresh] = numbers_.try_emplace(std::move(word), static_cast<std::uint32_t>(words_.size()));
    if (fresh) words_.push_back(at->first);
    return at->second;
  }

 private:
  std::vector<std::string>& words_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// The local days on which an anchor may lie.
struct Days {
  Date first, last;
};
std::optional<Days> days_of(const std::optional<TimeSpan>& anchor) {
  if (!anchor) return std::nullopt;
  const Date first = local_day(anchor->earliest);
  return Days{first, anchor->latest == anchor->earliest ? first : local_day(anchor->latest)};
}

std::int32_t month_of(Date day) {
  const YearMonthDay civil = year_month_day(day);
  return 12 * civil.year + static_cast<std::int32_t>(civil.month) - 1;
}
/// The month in which all the days lie; -1: there are none, or they lie in several.
std::int32_t month_of(const std::optional<Days>& days) {
  if (!days) return -1;
  const std::int32_t month = month_of(days->first);
  return days->first == days->last || month == month_of(days->last) ? month : -1;
}

/// `decisions[2]`, or `stays[1]/visits[3]`, by place from 1.
std::string place_of(const Model& model, const Element* element) {
  if (element == nullptr || !element->in_list || element->parent == nullptr) return {};
  const FieldDecl& list = model.fields[element->in_list];
  const auto& cell = element->parent->lists[list.index];
  std::size_t number = 0;
  for (std::size_t i = 0; cell && i < cell->elements.size(); ++i) {
    if (cell->elements[i].get() == element) number = i + 1;
  }
  const std::string around = place_of(model, element->parent);
  return (around.empty() ? "" : around + "/") + list.name + "[" + std::to_string(number) + "]";
}

/// The names of the facts that were read and are open.
std::string open_facts(const Model& model, const Case& subject, const Question& question, const Seen& result) {
  std::vector<std::string> names;
  for (const CellRef& ref : result.touched) {
    if (gap_of(model, subject, question, ref) == Gap::known) continue;
    const std::string& name = model.fields[ref.part ? ref.part : ref.field].name;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  std::ranges::sort(names);
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ",") + name;
  return out;
}

bool needs_attention(const Seen& r) {
  return !(r.possible.is(Verdict::fulfilled) || r.possible.is(Verdict::not_applicable)) || r.conflict || r.internal_error;
}

/// A known time after T, in the case or any of its elements.
bool has_future(const Element& element, Moment at) {
  const auto ahead = [&](const Cell& cell) {
    if (const auto* d = std::get_if<DateInterval>(&cell.value)) return start_of_day(d->first) > at;
    if (const auto* m = std::get_if<MomentInterval>(&cell.value)) return m->first > at;
    return false;
  };
  return std::ranges::any_of(element.cells, ahead) || std::ranges::any_of(element.lists, [&](const auto& list) {
           return list && std::ranges::any_of(list->elements, [&](const auto& e) { return has_future(*e, at); });
         });
}

/// Where the source says what a problem is about.
RecordSpot spot_of(const Record& record, const BadRecord& bad, const Diagnostic& problem) {
  if (record.origins.empty()) return {{}, record.number, place(bad, problem).column};
  auto after = std::ranges::upper_bound(record.origins, problem.at.begin, {}, &RecordOrigin::begin);
  return after == record.origins.begin() ? record.origins.front().spot : std::prev(after)->spot;
}

class Judge {
 public:
  Judge(const Model& model, const Question& question, Judged& out) : model_(model), question_(question), out_(out), words_(out.words) {
    for (std::uint32_t i = 0; i < model.rules.size(); ++i) spheres_.push_back(sphere_of(model, RuleId{i}));
  }

  /// A record that is kept out, for what is wrong with it.
  void refuse(std::uint64_t line, std::vector<Flaw> flaws) {
    out_.records.push_back({.line = line, .id = std::nullopt});
    for (Flaw& f : flaws) flaw(std::move(f));
  }

  /// What is said of a case before it is judged.
  void begin(const RecordReader& reader, const Record& record, const Case& subject) {
    out_.records.push_back({.line = record.number, .id = subject.id});
    Judged::Subject& one = out_.records.back();
    if (!record.origins.empty()) one.table = record.origins.front().spot.table;
    const std::string code = municipality_at(subject, question_, local_day(question_.as_of));
    one.municipality = number_of_code(code);
    if (one.municipality == no_municipality) flaw({.line = one.line, .code = code.empty() ? "no_municipality" : "municipality"});
    if (has_future(*subject.root, question_.as_of)) flaw({.line = one.line, .code = "future"});
    add_doubts(reader, record, subject);
  }

  /// @return valid until the next
  const Instance& add(std::uint32_t record, const Case& subject, const Seen& r) {
    const Sphere sphere = spheres_[r.rule.value];
    const std::optional<Days> days = days_of(r.anchor);
    Instance one{.rule = r.rule.value, .record = record, .month = month_of(days), .municipality = out_.records[record].municipality,
                 .possible = sphere == Sphere::right ? right_bits(r.right) : r.possible.bits(), .rest = r.rest};
    if (days && days->first == days->last) one.day = days->first.days;
    // Who acted is asked at the anchor where that is known, else at T. Most cases have had one municipality all along.
    const bool one_all_along = question_.municipality || (subject.municipality.size() == 1 && !subject.municipality.front().from);
    if (one.month >= 0 && !one_all_along) one.municipality = number_of_code(municipality_at(subject, question_, days->first));
    if (r.possible.is(Verdict::not_applicable)) one.month = -1;
    out_.instances.push_back(one);
    if (r.rest || sphere == Sphere::right || sphere == Sphere::suggestion || !needs_attention(r)) return out_.instances.back();
    out_.attention.push_back({.rule = one.rule, .record = record, .element = words_.number(place_of(model_, r.at)), .occurrence = r.occurrence,
                              .unknown = r.possible.determined() ? 0 : words_.number(open_facts(model_, subject, question_, r)), .month = one.month,
                              .municipality = one.municipality, .possible = one.possible, .conflict = r.conflict, .early = r.early,
                              .transition = r.transition, .internal_error = r.internal_error, .due = r.due});
    return out_.instances.back();
  }

 private:
  void flaw(Flaw one) {
    one.record = static_cast<std::uint32_t>(out_.records.size() - 1);
    if (one.table.empty()) one.table = out_.records.back().table;
    out_.flaws.push_back(std::move(one));
  }

  /// What is doubtful in a case that was read, where the source has it.
  void add_doubts(const RecordReader& reader, const Record& record, const Case& subject) {
    std::vector<Diagnostic> doubts = quality_findings(model_, subject);
    if (reader.codes() != nullptr) {
      const std::vector<Diagnostic> unlisted = code_findings(model_, subject, *reader.codes());
      doubts.insert(doubts.end(), unlisted.begin(), unlisted.end());
    }
    if (doubts.empty()) return;
    const BadRecord text{record.number, reader.text(), {}};
    for (const Diagnostic& d : doubts) {
      const RecordSpot spot = spot_of(record, text, d);
      flaw({spot.table, spot.line, spot.column, std::string(number_of(d.code))});
    }
  }

  const Model& model_;
  const Question& question_;
  Judged& out_;
  Words words_;
  std::vector<Sphere> spheres_;  ///< by rule
};

}  // namespace

std::uint8_t right_bits(const RightStatus& right) {
  return static_cast<std::uint8_t>((right.used ? 1U : 0U) | (right.unused ? 2U : 0U) | (right.too_late ? 4U : 0U) |
                                   (right.not_applicable ? 8U : 0U));
}

Judged judge(const Model& model, RecordReader& reader, Evaluator& evaluator, const Question& question, const MeasurePeriod& period,
             std::vector<Record> records) {
  Judged out;
  out.records.reserve(records.size());
  Judge judge(model, question, out);
  std::vector<std::unique_ptr<Case>> cases;
  std::vector<std::uint32_t> places;  // of each case's record
  for (Record& r : records) {
    std::vector<Flaw> wrong;
    for (RecordFault& f : r.faults) wrong.push_back({std::move(f.spot.table), f.spot.line, f.spot.column, std::move(f.code), true});
    if (wrong.empty()) {
      auto record = reader.read(r.number, std::move(r.text), r.too_long);
      if (record) {
        cases.push_back(std::make_unique<Case>(std::move(*record)));
        places.push_back(static_cast<std::uint32_t>(out.records.size()));
        judge.begin(reader, r, *cases.back());
        continue;
      }
      for (const Diagnostic& d : record.error().problems) {
        const RecordSpot spot = spot_of(r, record.error(), d);
        wrong.push_back({spot.table, spot.line, spot.column, std::string(number_of(d.code)), true});
      }
    }
    judge.refuse(r.number, std::move(wrong));
  }
  std::vector<const Case*> subjects;
  for (const auto& c : cases) subjects.push_back(c.get());
  const std::vector<bool> measured = measured_rules(model), counted = counted_beside(model);
  std::vector<std::vector<JudgedInstance>> judged(subjects.size());  // those that an indicator counts
  std::vector<std::vector<BesideInstance>> beside(subjects.size());
  evaluator.judge(subjects, [&](Seen&& seen) {
    const Instance& one = judge.add(places[seen.subject], *subjects[seen.subject], seen);
    if (counted[seen.rule.value] && !seen.rest && !seen.possible.is(Verdict::not_applicable)) {
      const std::optional<Date> anchor = one.day == no_day ? std::nullopt : std::optional(Date{one.day});
      beside[seen.subject].push_back({seen.rule, seen.at, seen.possible, anchor, one.municipality, seen.internal_error});
    }
    if (measured[seen.rule.value] && !seen.rest) judged[seen.subject].push_back({seen.rule, seen.at, seen.possible, seen.anchor});
  });
  // Cases of several root concepts are judged one concept after the other.
  const auto place = [](const auto& one) { return std::pair(one.rule, one.record); };
  if (!std::ranges::is_sorted(out.instances, {}, place)) std::ranges::stable_sort(out.instances, {}, place);
  if (!std::ranges::is_sorted(out.attention, {}, place)) std::ranges::stable_sort(out.attention, {}, place);
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    measure(model, *subjects[i], question, period, judged[i], out.records[places[i]].measures);
    out.records[places[i]].beside = count_beside(model, *subjects[i], question, beside[i]);
  }
  return out;
}

}  // namespace rettesnor::audit
