#include "engine/model/law_changes.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

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
  RuleId by;
  const Cite* cite;
  Paragraphs place;
};

struct Search {
  const Model& model;
  /// By the source's name, since each package declares its own; each by its day.
  std::map<std::string, std::vector<Change>, std::less<>> changes{};

  bool is_law(const Cite& cite) const {
    if (!cite.source) return false;
    const Norm norm = model.sources[cite.source].norm;
    return norm == Norm::law || norm == Norm::order;
  }

  void gather() {
    for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
      if (model.rules[RuleId{i}].kind != RuleKind::rule) continue;  // a recommendation that begins changes no law
      for (const Version& version : model.rules[RuleId{i}].versions) {
        for (const Cite& cite : version.cites) {
          const auto place = is_law(cite) ? paragraphs_of(cite.locator) : std::nullopt;
          const std::optional<Date> from = version.from && cite.from ? std::max(version.from, cite.from) : version.from ? version.from : cite.from;
          if (place && from) changes[model.sources[cite.source].name].push_back({*from, RuleId{i}, &cite, *place});
        }
      }
    }
    for (auto& [source, all] : changes) std::ranges::stable_sort(all, {}, &Change::from);
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

  const Change* after(RuleId rule, const Cite& cite, Date day) const {
    const auto found = changes.find(model.sources[cite.source].name);
    const auto place = paragraphs_of(cite.locator);
    if (found == changes.end() || !place) return nullptr;
    const std::vector<Change>& all = found->second;
    for (auto c = std::ranges::upper_bound(all, day, {}, &Change::from); c != all.end(); ++c) {
      if (c->by != rule && c->place.meet(*place)) return &*c;
    }
    return nullptr;
  }
};

}  // namespace

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
      for (const Cite& cite : version.cites) {
        const std::optional<Date> day = cite.text_of ? std::optional(cite.text_of->last) : written;
        if (!day || !search.is_law(cite)) continue;
        const std::pair<SourceId, std::string_view> place{cite.source, cite.locator};
        if (std::ranges::find(said, place) != said.end()) continue;  // the rule's citation stands in each version
        if (const Change* const change = search.after(id, cite, *day)) {
          said.push_back(place);
          out.push_back({.rule = id, .cite = &cite, .as_of = *day, .by = change->by, .since = change->cite, .from = change->from});
        }
      }
    }
  }
  return out;
}

}  // namespace rettesnor
