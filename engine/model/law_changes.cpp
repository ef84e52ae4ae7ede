#include "engine/model/law_changes.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

#include "engine/model/match.hpp"

namespace rettesnor {

namespace {

/// The paragraphs that a locator begins with: `§ 82 b stk. 1` is 82 to 82 with `b`, `§§ 20-22` is 20 to 22.
struct Paragraphs {
  int first = 0;
  int last = 0;
  char letter = 0;

  bool meet(const Paragraphs& other) const {
    const bool ranges = first != last || other.first != other.last;
    return first <= other.last && other.first <= last && (ranges || letter == other.letter);
  }
};

void skip_blanks(std::string_view& text) {
  const std::size_t at = text.find_first_not_of(' ');
  text.remove_prefix(std::min(at, text.size()));
}

std::optional<int> take_number(std::string_view& text) {
  int n = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (wrong != std::errc{} || n < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return n;
}

std::optional<Paragraphs> paragraphs_of(std::string_view locator) {
  constexpr std::string_view sign = "§";
  if (!locator.starts_with(sign)) return std::nullopt;
  while (locator.starts_with(sign)) locator.remove_prefix(sign.size());
  skip_blanks(locator);
  const auto first = take_number(locator);
  if (!first) return std::nullopt;
  Paragraphs out{.first = *first, .last = *first};
  if (locator.starts_with('-')) {
    locator.remove_prefix(1);
    if (const auto last = take_number(locator)) out.last = std::max(*first, *last);
    return out;
  }
  skip_blanks(locator);
  const bool alone = locator.size() == 1 || (locator.size() > 1 && (locator[1] == ' ' || locator[1] == ','));
  if (alone && locator.front() >= 'a' && locator.front() <= 'z') out.letter = locator.front();
  return out;
}

struct Change {
  Date from;
  bool ended;
  LawChange::By by;
  const Cite* cite;
  Paragraphs place;
};

/// A stretch of days in which a construct says what holds at a place.
struct Stretch {
  const Cite* cite;
  Paragraphs place;
  std::optional<Date> from;
  std::optional<Date> until;

  bool holds(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

std::optional<Date> later(std::optional<Date> a, std::optional<Date> b) { return std::max(a, b); }  // none is before every day
std::optional<Date> earlier(std::optional<Date> a, std::optional<Date> b) { return a && b ? std::min(a, b) : a ? a : b; }

struct Search {
  const Model& model;
  /// By the source's name, since each package declares its own; each by its day.
  std::map<std::string, std::vector<Change>, std::less<>> changes{};

  bool is_law(const Cite& cite) const {
    if (!cite.source) return false;
    const Norm norm = model.sources[cite.source].norm;
    return norm == Norm::law || norm == Norm::order;
  }
  const std::string& source_of(const Cite& cite) const { return model.sources[cite.source].name; }

  void add(const std::vector<Cite>& cites, std::optional<Date> from, std::optional<Date> until, std::vector<Stretch>& out) const {
    for (const Cite& cite : cites) {
      const auto place = is_law(cite) ? paragraphs_of(cite.locator) : std::nullopt;
      if (place) out.push_back({&cite, *place, later(from, cite.from), earlier(until, cite.until)});
    }
  }

  void note(LawChange::By by, const std::vector<Stretch>& all) {
    for (const Stretch& s : all) {
      std::vector<Change>& here = changes[source_of(*s.cite)];
      if (s.from) here.push_back({*s.from, false, by, s.cite, s.place});
      if (!s.until || *s.until >= last_date) continue;
      const Date next{s.until->days + 1};
      const bool goes_on = std::ranges::any_of(all, [&](const Stretch& o) { return o.holds(next) && source_of(*o.cite) == source_of(*s.cite) && o.place.meet(s.place); });
      if (!goes_on) here.push_back({next, true, by, s.cite, s.place});
    }
  }

  void gather() {
    for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
      if (model.rules[RuleId{i}].kind != RuleKind::rule) continue;  // a recommendation that begins changes no law
      note(RuleId{i}, stretches(model.rules[RuleId{i}].versions));
    }
    for (std::uint32_t i = 0; i < model.exceptions.size(); ++i) {
      const ExceptionDecl& row = model.exceptions[ExceptionId{i}];
      const bool to_law = std::ranges::any_of(row.to, [&](RuleId rule) { return model.rules[rule].kind == RuleKind::rule; });
      if (to_law) note(ExceptionId{i}, stretches(row.versions));
    }
    for (std::uint32_t i = 0; i < model.parameters.size(); ++i) note(ParameterId{i}, stretches(model.parameters[ParameterId{i}]));
    for (auto& [source, all] : changes) std::ranges::stable_sort(all, {}, [](const Change& c) { return std::pair(c.from, c.ended); });
  }

  std::vector<Stretch> stretches(const std::vector<Version>& versions) const {
    std::vector<Stretch> out;
    for (const Version& version : versions) add(version.cites, version.from, version.until, out);
    return out;
  }

  // A value's own citations; those in front of all values are of each.
  std::vector<Stretch> stretches(const ParameterDecl& row) const {
    std::vector<Stretch> out;
    const bool own = std::ranges::any_of(row.values, [](const ParameterValue& v) { return !v.cites.empty(); });
    for (const ParameterValue& value : row.values) {
      if (value.reading == 0) add(own ? value.cites : row.cites, value.from, value.until, out);
    }
    if (row.values.empty()) add(row.cites, {}, {}, out);
    return out;
  }

  /// The day that the rule as a whole was written on the strength of.
  std::optional<Date> written(const RuleDecl& rule) const {
    if (rule.evidence.as_of) return rule.evidence.as_of;
    std::optional<Date> newest;
    for (const Version& version : rule.versions) {
      for (const Cite& cite : version.cites) {
        if (!is_law(cite) && cite.text_of) newest = std::max(newest, std::optional(cite.text_of->last));
      }
    }
    return newest;
  }

  const Change* after(const Cite& cite, Date day) const {
    const auto found = changes.find(source_of(cite));
    const auto place = paragraphs_of(cite.locator);
    if (found == changes.end() || !place) return nullptr;
    const std::vector<Change>& all = found->second;
    for (auto c = std::ranges::upper_bound(all, day, {}, &Change::from); c != all.end(); ++c) {
      if (c->place.meet(*place)) return &*c;
    }
    return nullptr;
  }
};

}  // namespace

const std::string& name_of(const Model& model, LawChange::By by) {
  return std::visit(match{[&](RuleId id) -> const std::string& { return model.rules[id].name; },
                          [&](ExceptionId id) -> const std::string& { return model.exceptions[id].name; },
                          [&](ParameterId id) -> const std::string& { return model.parameters[id].name; }},
                    by);
}

const Text& title_of(const Model& model, LawChange::By by) {
  return std::visit(match{[&](RuleId id) -> const Text& { return model.rules[id].title; },
                          [&](ExceptionId id) -> const Text& { return model.exceptions[id].title; },
                          [&](ParameterId id) -> const Text& { return model.parameters[id].title; }},
                    by);
}

std::vector<LawChange> law_changes(const Model& model) {
  Search search{model};
  search.gather();
  std::vector<LawChange> out;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const RuleId id{i};
    if (model.rules[id].kind == RuleKind::rule) continue;  // law follows law: its versions say so
    const std::optional<Date> written = search.written(model.rules[id]);
    std::vector<std::pair<SourceId, std::string_view>> said;
    for (const Version& version : model.rules[id].versions) {
      const bool first = &version == &model.rules[id].versions.front();
      for (const Cite& cite : version.cites) {
        const std::optional<Date> read = cite.text_of ? std::optional(cite.text_of->last) : written;
        if (!read || !search.is_law(cite)) continue;
        const Date day = *later(read, later(cite.from, first ? std::nullopt : version.from));
        const std::pair<SourceId, std::string_view> place{cite.source, cite.locator};
        if (std::ranges::find(said, place) != said.end()) continue;  // the rule's citation stands in each version
        const Change* const change = search.after(cite, day);
        const std::optional<Date> last = earlier(version.until, cite.until);
        if (change == nullptr || (last && change->from > *last)) continue;
        said.push_back(place);
        out.push_back({.rule = id, .cite = &cite, .as_of = day, .by = change->by, .since = change->cite, .from = change->from, .ended = change->ended});
      }
    }
  }
  return out;
}

}  // namespace rettesnor
