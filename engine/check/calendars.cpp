// Calendars: which days count, and the readings of them.
#include <algorithm>
#include <map>

#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"

namespace rettesnor::checking {

namespace {

std::optional<unsigned> weekday_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::monday: return 0;
    case Keyword::tuesday: return 1;
    case Keyword::wednesday: return 2;
    case Keyword::thursday: return 3;
    case Keyword::friday: return 4;
    case Keyword::saturday: return 5;
    case Keyword::sunday: return 6;
    default: return std::nullopt;
  }
}

struct Reading {
  Context& ctx;
  const File& file;
  const Tree& tree = file.tree();
  CalendarRule rule{};
  std::vector<Date> single_days{};

  void weekday(NodeId node) {
    if (auto const day = weekday_of(tree.keyword(node))) rule.weekdays |= 1U << *day;
  }

  void weekday_range(NodeId node) {
    NodeId const from = tree.child_at(node, 0);
    NodeId const to = tree.child_at(node, 1);
    if (!from || !to) return;
    auto const first = weekday_of(tree.keyword(from));
    auto const last = weekday_of(tree.keyword(to));
    if (!first || !last) return;
    // `saturday .. monday` runs over the end of the week.
    for (unsigned day = *first;; day = (day + 1) % 7) {
      rule.weekdays |= 1U << day;
      if (day == *last) break;
    }
  }

  void month_day(NodeId node) {
    NodeId const month = tree.child_at(node, 0);
    NodeId const day = tree.child_at(node, 1);
    if (!month || !day) return;
    auto const m = read_count(ctx, file, month, 1);
    auto const d = read_count(ctx, file, day, 1);
    if (!m || !d) return;
    if (*m > 12 || *d > days_in_month(2024, *m)) {
      ctx.report(Code::bad_month_day, file.at(node), {std::string(tree.whole_text(node))});
      return;
    }
    rule.except_days.emplace_back(*m, *d);
  }

  void except(NodeId node) {
    for (NodeId const child : tree.children(node)) {
      switch (tree.kind(child)) {
        case NodeKind::month_day: month_day(child); break;
        case NodeKind::date:
          if (auto const day = read_date(ctx, file, child)) single_days.push_back(*day);
          break;
        case NodeKind::name:
        case NodeKind::path: {
          std::string const name = path_text(file, child);
          if (name == "danish_public_holidays") {
            rule.except_public_holidays = true;
          } else {
            suggest(ctx.report(Code::unknown_name, file.at(child), {name}), name, {"danish_public_holidays"});
          }
          break;
        }
        default: break;
      }
    }
  }

  Calendar read(NodeId days) {
    for (NodeId const child : tree.children(days)) {
      if (tree.kind(child) == NodeKind::weekday) weekday(child);
      if (tree.kind(child) == NodeKind::weekday_range) weekday_range(child);
      if (tree.kind(child) == NodeKind::calendar_except) except(child);
    }
    std::vector<CalendarVersion> versions{CalendarVersion{first_date, last_date, rule}};
    // A day of one year is excepted by a version for that year.
    std::map<std::int32_t, CalendarRule> years;
    for (Date const day : single_days) {
      auto const parts = year_month_day(day);
      years.try_emplace(parts.year, rule).first->second.except_days.emplace_back(parts.month, parts.day);
    }
    for (const auto& [year, own] : years) {
      versions.push_back({*make_date(year, 1, 1), *make_date(year, 12, 31), own});
    }
    return Calendar(std::move(versions));
  }
};

}  // namespace

void check_calendars(Context& ctx) {
  for (std::uint32_t i = 0; i < ctx.calendars.size(); ++i) {
    const File& file = *ctx.calendars[i].file;
    const Tree& tree = file.tree();
    NodeId const node = ctx.calendars[i].node;
    CalendarDecl& row = ctx.model.calendars[CalendarId{i}];
    if (NodeId const days = tree.child(node, NodeKind::calendar_days)) {
      row.alternatives.push_back(Reading{ctx, file}.read(days));
    } else {
      row.alternatives.push_back(Calendar(CalendarRule{}));
      if (!tree.broken(node)) ctx.report(Code::calendar_without_days, row.origin, {row.name});
    }
    read_cites(ctx, file, node);
    ReadingSet set;
    set.construct = row.name;
    set.alternatives.emplace_back();
    ReadingSetId const id{static_cast<std::uint32_t>(ctx.model.readings.size())};
    for (NodeId const reading : tree.children(node, NodeKind::reading)) {
      NodeId const days = tree.child(reading, NodeKind::calendar_days);
      std::string const name(tree.text(reading));
      if (!days) {
        if (!tree.broken(reading)) ctx.report(Code::calendar_without_days, file.name_at(reading), {name});
        continue;
      }
      row.alternatives.push_back(Reading{ctx, file}.read(days));
      set.alternatives.push_back({name, read_text_child(file, reading, NodeKind::title), read_cites(ctx, file, reading),
                                  file.name_at(reading)});
      Symbol const symbol{SymbolKind::reading, id.value, static_cast<std::uint32_t>(set.alternatives.size() - 1),
                          file.package, file.name_at(reading)};
      if (const Symbol* earlier = ctx.symbols.add(name, symbol)) {
        ctx.report(Code::declared_twice, symbol.origin, {name})
            .labels.push_back(label(earlier->origin, "først erklæret her", "first declared here"));
      }
    }
    if (set.alternatives.size() > 1) row.readings = ctx.model.readings.add(std::move(set));
  }
}

}  // namespace rettesnor::checking
