// The choices a rule depends on: readings of calendars, rules and parameters (LANGUAGE.md §7).
#include <algorithm>
#include <set>

#include "engine/model/traverse.hpp"
#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {
namespace {

/// Finds every reading set that a rule's meaning can reach.
struct Reach {
  const Model& model;
  std::set<ReadingSetId> found;
  std::set<ExprId> seen;
  std::set<RuleId> rules;

  void add_calendar(CalendarId id) {
    if (id && model.calendars[id].readings) found.insert(model.calendars[id].readings);
  }
  void add(ExprId id) {
    if (!id || !seen.insert(id).second) return;
    const ExprNode& node = model.exprs[id].node;
    each_part(node, [&](ExprId part) { add(part); });
    std::visit(match{
                   [&](const expr::DurationValue& x) {
                     if (x.value.unit == Unit::calendar_days) add_calendar(CalendarId{x.value.calendar});
                   },
                   [&](const expr::Define& x) {
                     for (const DefineVersion& v : model.defines[x.define].versions) {
                       for (const Branch& b : v.branches) { add(b.value); add(b.condition); }
                     }
                   },
                   [&](const expr::TableOutput& x) {
                     for (const TableDecl::Row& row : model.tables[x.table].rows) {
                       for (const ExprId e : row.conditions) add(e);
                       for (const ExprId e : row.outputs) add(e);
                     }
                   },
                   [&](const expr::Parameter& x) {
                     const ParameterDecl& p = model.parameters[x.parameter];
                     if (p.readings) found.insert(p.readings);
                     for (const ParameterValue& v : p.values) add(v.value);
                     add(p.range_low);
                     add(p.range_high);
                     for (const OverlayDecl& o : model.overlays.rows()) {
                       for (const OverlayDecl::Setting& s : o.settings) if (s.parameter == x.parameter) add(s.value);
                     }
                   },
                   [&](const expr::Field& x) {
                     add(model.fields[x.field].from);
                     add(model.fields[x.field].until);
                   },
                   [&](const expr::DueOf& x) { add_rule(x.rule); },
                   [&](const expr::VerdictIs& x) { add_rule(x.rule); },
                   [](const auto&) {},
               },
               node);
  }
  void add(const std::optional<Selection>& s) {
    if (s) add(s->where);
  }
  void add(const Clock& c) {
    add(c.duration);
    add(c.anchor);
    add(c.limit);
    add(c.paused_while);
    add_calendar(c.rolling);
  }
  void add(DutyId id) {
    if (!id) return;
    const Duty& d = model.duties[id];
    add(d.act.event);
    add(d.act.list);
    add(d.act.where);
    add(d.clock);
    if (d.first) add(*d.first);
    if (d.then) add(*d.then);
    add(d.condition);
    add(d.times_of);
    add(d.keep);
    for (const DutyId part : d.parts) add(part);
  }
  void add(const Version& v) {
    if (v.readings) found.insert(v.readings);
    for (const ExprId e : v.when) add(e);
    add(v.while_state);
    for (const DutyId d : v.duties) add(d);
  }
  void add_rule(RuleId id) {
    if (!rules.insert(id).second) return;
    const RuleDecl& rule = model.rules[id];
    add(rule.for_each);
    for (const Version& v : rule.versions) add(v);
    for (const ExceptionId e : rule.exceptions) {
      for (const Version& v : model.exceptions[e].versions) add(v);
    }
  }
};

}  // namespace

std::uint32_t World::choice(ReadingSetId set) const {
  for (const auto& [id, alternative] : choices) {
    if (id == set) return alternative;
  }
  return 0;
}

std::vector<World> Evaluator::worlds(RuleId rule) const {
  Reach reach{model_, {}, {}, {}};
  reach.add_rule(rule);
  std::vector<World> out{{}};
  for (const ReadingSetId set : reach.found) {
    const auto& alternatives = model_.readings[set].alternatives;
    std::vector<std::uint32_t> open;
    std::optional<std::uint32_t> selected;
    for (std::uint32_t i = 0; i < alternatives.size(); ++i) {
      const auto pin = i == 0 ? question_.pins.end() : question_.pins.find(alternatives[i].name);
      if (pin == question_.pins.end()) open.push_back(i);
      if (pin != question_.pins.end() && pin->second) selected = i;
    }
    if (selected) open = {*selected};
    std::vector<World> next;
    for (const World& w : out) {
      for (const std::uint32_t i : open) {
        next.push_back(w);
        next.back().choices.emplace_back(set, i);
      }
    }
    out = std::move(next);
  }
  return out;
}

/// A municipality's own pins hold for what is anchored while its overlay is in force.
bool Evaluator::pins_allow(Date day) const {
  const auto municipality = municipality_on(day);
  if (!municipality) return true;
  for (const OverlayDecl& overlay : model_.overlays.rows()) {
    if (overlay.municipality != *municipality) continue;
    if ((overlay.from && day < *overlay.from) || (overlay.until && day > *overlay.until)) continue;
    for (const OverlayDecl::Pin& pin : overlay.pins) {
      if (question_.pins.contains(pin.reading)) continue;
      for (const auto& [set, chosen] : world_.choices) {
        const auto& alternatives = model_.readings[set].alternatives;
        for (std::uint32_t i = 1; i < alternatives.size(); ++i) {
          if (alternatives[i].name == pin.reading && (chosen == i) != pin.yes) return false;
        }
      }
    }
  }
  return true;
}

}  // namespace rettesnor::reference
