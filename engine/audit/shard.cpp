#include "engine/audit/shard.hpp"

#include <algorithm>
#include <memory>

#include "engine/explain/finding.hpp"
#include "engine/explain/probe.hpp"
#include "engine/explain/report.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/store/quality.hpp"

namespace rettesnor::audit {

namespace {

bool is_code(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::int32_t month_of(Moment moment) {
  const YearMonthDay civil = year_month_day(local_day(moment));
  return 12 * civil.year + static_cast<std::int32_t>(civil.month) - 1;
}
/// The month in which the anchor lies; -1: there is none, or it may lie in several.
std::int32_t month_of(const std::optional<TimeSpan>& anchor) {
  if (!anchor || month_of(anchor->earliest) != month_of(anchor->latest)) return -1;
  return month_of(anchor->earliest);
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

std::vector<Sphere> spheres_of(const Model& model) {
  std::vector<Sphere> out;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) out.push_back(sphere_of(model, RuleId{i}));
  return out;
}

/// What is doubtful in a case that was read, where the source has it.
void add_doubts(const Model& model, const RecordReader& reader, const Record& record, const Case& subject, Outcome& out) {
  const std::vector<Diagnostic> doubts = quality_findings(model, subject);
  if (doubts.empty()) return;
  const BadRecord text{record.number, reader.text(), {}};
  for (const Diagnostic& d : doubts) {
    const RecordSpot spot = spot_of(record, text, d);
    out.flaws.push_back({spot.table, spot.line, spot.column, std::string(number_of(d.code))});
  }
}

class Judge {
 public:
  Judge(const Model& model, const Question& question) : model_(model), question_(question), spheres_(spheres_of(model)) {}

  /// What is said of a case before it is judged.
  Outcome outcome(std::uint64_t line, const Case& subject) const {
    Outcome out{.line = line, .id = subject.id};
    const Date today = local_day(question_.as_of);
    out.municipalities.push_back(municipality(subject, today, out));
    if (has_future(*subject.root, question_.as_of)) out.flaws.push_back({.line = line, .code = "future"});
    return out;
  }

  void add(const Case& subject, const Seen& r, Outcome& out) const {
    const Sphere sphere = spheres_[r.rule.value];
    Instance one{.rule = r.rule.value, .month = month_of(r.anchor), .possible = r.possible.bits(), .rest = r.rest};
    if (r.anchor && local_day(r.anchor->earliest) == local_day(r.anchor->latest)) one.day = local_day(r.anchor->earliest).days;
    if (sphere == Sphere::right) one.possible = right_bits(r.right);
    // Who acted is asked at the anchor where that is known, else at T. Most cases have had one municipality all along.
    const bool one_all_along = question_.municipality || (subject.municipality.size() == 1 && !subject.municipality.front().from);
    if (one.month >= 0 && !one_all_along) {
      std::string acting = municipality(subject, local_day(r.anchor->earliest), out);
      const auto known = std::ranges::find(out.municipalities, acting);
      one.municipality = static_cast<std::uint32_t>(known - out.municipalities.begin());
      if (known == out.municipalities.end()) out.municipalities.push_back(std::move(acting));
    }
    if (r.possible.is(Verdict::not_applicable)) one.month = -1;
    out.instances.push_back(one);
    if (r.rest || sphere == Sphere::right || sphere == Sphere::suggestion || !needs_attention(r)) return;
    Attention a{.rule = one.rule, .element = place_of(model_, r.at), .occurrence = r.occurrence, .possible = one.possible,
                .municipality = out.municipalities[one.municipality], .month = one.month, .conflict = r.conflict, .early = r.early,
                .transition = r.transition, .internal_error = r.internal_error, .due = r.due, .unknown = {}};
    if (!r.possible.determined()) a.unknown = open_facts(model_, subject, question_, r);
    out.attention.push_back(std::move(a));
  }

 private:
  std::string municipality(const Case& subject, Date day, Outcome& out) const {
    std::string code = municipality_at(subject, question_, day);
    if (is_code(code)) return code;
    if (out.municipalities.empty()) out.flaws.push_back({.line = out.line, .code = code.empty() ? "no_municipality" : "municipality"});
    return {};
  }

  const Model& model_;
  const Question& question_;
  std::vector<Sphere> spheres_;  ///< by rule
};

}  // namespace

std::uint8_t right_bits(const RightStatus& right) {
  return static_cast<std::uint8_t>((right.used ? 1U : 0U) | (right.unused ? 2U : 0U) | (right.too_late ? 4U : 0U) |
                                   (right.not_applicable ? 8U : 0U));
}

std::vector<Outcome> judge(const Model& model, RecordReader& reader, Evaluator& evaluator, const Question& question,
                           const MeasurePeriod& period, std::vector<Record> records) {
  std::vector<Outcome> out;
  out.reserve(records.size());
  const Judge judge(model, question);
  std::vector<std::unique_ptr<Case>> cases;
  std::vector<std::size_t> places;  // of each case's outcome
  for (Record& r : records) {
    Outcome refused{.line = r.number};
    for (RecordFault& f : r.faults) refused.flaws.push_back({std::move(f.spot.table), f.spot.line, f.spot.column, std::move(f.code), true});
    if (refused.flaws.empty()) {
      auto record = reader.read(r.number, std::move(r.text), r.too_long);
      if (record) {
        cases.push_back(std::make_unique<Case>(std::move(*record)));
        places.push_back(out.size());
        out.push_back(judge.outcome(r.number, *cases.back()));
        if (!r.origins.empty()) out.back().table = r.origins.front().spot.table;
        add_doubts(model, reader, r, *cases.back(), out.back());
        continue;
      }
      for (const Diagnostic& d : record.error().problems) {
        const RecordSpot spot = spot_of(r, record.error(), d);
        refused.flaws.push_back({spot.table, spot.line, spot.column, std::string(number_of(d.code)), true});
      }
    }
    out.push_back(std::move(refused));
  }
  std::vector<const Case*> subjects;
  for (const auto& c : cases) subjects.push_back(c.get());
  const std::vector<bool> measured = measured_rules(model);
  std::vector<std::vector<JudgedInstance>> judged(subjects.size());  // those that an indicator counts
  evaluator.judge(subjects, [&](Seen&& seen) {
    judge.add(*subjects[seen.subject], seen, out[places[seen.subject]]);
    if (measured[seen.rule.value] && !seen.rest) judged[seen.subject].push_back({seen.rule, seen.at, seen.possible, seen.anchor});
  });
  for (std::size_t i = 0; i < subjects.size(); ++i) measure(model, *subjects[i], question, period, judged[i], out[places[i]].measures);
  return out;
}

void Planes::add(std::uint32_t position, std::uint8_t possible, std::int32_t day) {
  const std::size_t i = positions.size();
  positions.push_back(position);
  days.push_back(day);
  for (std::size_t v = 0; v < bits.size(); ++v) {
    if (i % 8 == 0) bits[v].push_back(0);
    if ((possible >> v & 1U) != 0) bits[v].back() = static_cast<std::uint8_t>(bits[v].back() | 1U << i % 8);
  }
}

Shard assemble(const Model& model, const Batch& batch, std::vector<Outcome> outcomes,
               const std::function<std::optional<std::uint64_t>(const std::string& id, std::uint64_t line)>& first_line_of) {
  Shard out{.number = batch.shard, .end_byte = batch.end_byte, .end_line = batch.end_line};
  const std::vector<Sphere> spheres = spheres_of(model);
  std::map<std::string, std::uint32_t> numbers;  // of the municipalities met
  std::vector<const std::string*> names;
  std::vector<std::tuple<std::uint32_t, std::uint32_t, std::int32_t, std::uint8_t, bool>> counted;
  for (Outcome& o : outcomes) {
    if (o.id && first_line_of(*o.id, o.line)) {
      out.flaws.push_back({.table = o.table, .line = o.line, .code = std::string(number_of(Code::case_duplicate_case)), .refused = true});
      ++out.refused;
      continue;
    }
    for (Flaw& f : o.flaws) {
      if (f.table.empty()) f.table = o.table;
      if (o.id) f.position = static_cast<std::uint32_t>(out.cases.size());
      out.flaws.push_back(std::move(f));
    }
    if (!o.id) {
      ++out.refused;
      continue;
    }
    const auto position = static_cast<std::uint32_t>(out.cases.size());
    std::vector<std::uint32_t> own;
    for (const std::string& m : o.municipalities) {
      const auto [at, fresh] = numbers.try_emplace(m, static_cast<std::uint32_t>(numbers.size()));
      if (fresh) names.push_back(&at->first);
      own.push_back(at->second);
    }
    for (const Instance& one : o.instances) {
      counted.push_back({one.rule, own[one.municipality], one.month, one.possible, one.rest});
      const bool judged = spheres[one.rule] == Sphere::law || spheres[one.rule] == Sphere::recommendation;
      if (judged && !one.rest) out.planes[one.rule].add(position, one.possible, one.day);
    }
    for (const auto& [key, sums] : o.measures) out.measures[key] += sums;
    for (Attention& a : o.attention) out.attention.emplace_back(position, std::move(a));
    out.cases.push_back({o.line, std::move(*o.id), o.municipalities.front()});
  }
  // Sorted and counted: many times faster than a map with text in its keys.
  std::ranges::sort(counted);
  for (auto at = counted.begin(); at != counted.end();) {
    const auto next = std::upper_bound(at, counted.end(), *at);
    const auto& [rule, municipality, month, possible, rest] = *at;
    out.counts[{rule, *names[municipality], month, possible, rest}] = static_cast<std::uint64_t>(next - at);
    at = next;
  }
  return out;
}

}  // namespace rettesnor::audit
