#include "engine/change/uses.hpp"

#include "engine/change/spelling.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor::change {

std::map<RuleId, Uses> uses_of(const Model& model) {
  const Spelling spell(model);
  std::map<RuleId, Uses> out;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    Uses& uses = out[RuleId{i}];
    Reach reach(model);
    for (const RuleId id : with_layers_below(model, RuleId{i})) {
      const RuleDecl& rule = model.rules[id];
      reach.rule(id);
      uses.emplace(What::rule, spell.name(id));
      uses.emplace(What::concept_, spell.name(rule.about ? rule.about : rule.root));
      for (const ExceptionId e : rule.exceptions) uses.emplace(What::exception, spell.name(model.exceptions[e].package, model.exceptions[e].name));
    }
    for (const DefineId id : reach.defines()) uses.emplace(What::definition, spell.name(model.defines[id].package, model.defines[id].name));
    for (const TableRuleId id : reach.tables()) uses.emplace(What::table, spell.name(model.tables[id].package, model.tables[id].name));
    for (const ParameterId id : reach.parameters()) uses.emplace(What::parameter, spell.name(id));
    for (const CalendarId id : reach.calendars()) uses.emplace(What::calendar, spell.name(id));
    for (const FieldId id : reach.found().fields) uses.emplace(What::concept_, spell.name(id));
    for (const OverlayDecl& o : model.overlays.rows()) {
      bool read = false;
      for (const OverlayDecl::Setting& s : o.settings) read = read || reach.parameters().contains(s.parameter);
      for (const OverlayDecl::Pin& p : o.pins) {
        for (const ReadingSetId set : reach.found().readings) {
          for (const auto& a : model.readings[set].alternatives) read = read || a.name == p.reading;
        }
      }
      if (read) uses.emplace(What::overlay, spell.name(o.package, o.municipality));
    }
  }
  return out;
}

}  // namespace rettesnor::change
