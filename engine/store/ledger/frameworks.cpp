#include "engine/store/ledger/frameworks.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <set>

#include "engine/store/ledger/dated_cites.hpp"
#include "engine/store/ledger/rows.hpp"

namespace rettesnor::ledger {

namespace {

/// Does an overlay of this package speak of what the other declares?
bool uses(const Model& model, PackageId overlay, PackageId other) {
  return overlay == other || std::ranges::find(model.packages[overlay].uses, other) != model.packages[overlay].uses.end();
}

}  // namespace

std::vector<Framework> frameworks_of(const Model& model, std::optional<Date> as_of) {
  std::vector<Framework> out;
  for (std::uint32_t i = 0; i < model.parameters.size(); ++i) {
    const ParameterDecl& p = model.parameters[ParameterId{i}];
    if (!p.municipality_may_set) continue;
    Framework f{.parameter = model.packages[p.package].name + "." + p.name, .title_da = p.title.danish, .title_en = p.title.english, .cites = {}, .hole = p.national_value_none,
                .keys = p.keys ? static_cast<std::int64_t>(model.code_sets[p.keys].codes.size()) : 1, .set = {}};
    for (const Cite& c : p.cites) f.cites += (f.cites.empty() ? "" : "; ") + dated_cite_text(model, c);
    std::map<std::string, std::set<std::string>> keys;
    for (const OverlayDecl& o : model.overlays.rows()) {
      if (!uses(model, o.package, p.package)) continue;
      std::set<std::string>& set = keys[o.municipality];
      if (as_of && ((o.from && *as_of < *o.from) || (o.until && *o.until < *as_of))) continue;
      for (const OverlayDecl::Setting& s : o.settings) {
        if (s.parameter == ParameterId{i}) set.insert(s.key);
      }
    }
    for (const auto& [municipality, set] : keys) f.set[municipality] = static_cast<std::int64_t>(set.size());
    out.push_back(std::move(f));
  }
  return out;
}

void write_frameworks(SQLite::Database& db, const Model& model, std::optional<Date> as_of) {
  SQLite::Statement parameter(db, "INSERT INTO parameter VALUES (?, ?, ?, ?, ?, ?, ?)");
  SQLite::Statement decision(db, "INSERT INTO decision VALUES (?, ?, ?)");
  std::int64_t number = 0;
  for (const Framework& f : frameworks_of(model, as_of)) {
    parameter.bind(1, number);
    parameter.bind(2, f.parameter);
    parameter.bind(3, f.title_da);
    parameter.bind(4, f.title_en);
    parameter.bind(5, f.cites);
    parameter.bind(6, f.hole ? 1 : 0);
    parameter.bind(7, f.keys);
    execute(parameter);
    for (const auto& [municipality, set] : f.set) {
      decision.bind(1, number);
      decision.bind(2, municipality);
      decision.bind(3, set);
      execute(decision);
    }
    ++number;
  }
}

std::vector<Framework> read_frameworks(SQLite::Database& db) {
  std::vector<Framework> out;
  std::map<std::int64_t, std::size_t> place;
  SQLite::Statement parameters(db, "SELECT parameter, name, title_da, title_en, cites, hole, keys FROM parameter ORDER BY parameter");
  while (parameters.executeStep()) {
    place[parameters.getColumn(0).getInt64()] = out.size();
    out.push_back({.parameter = parameters.getColumn(1).getString(), .title_da = parameters.getColumn(2).getString(), .title_en = parameters.getColumn(3).getString(),
                   .cites = parameters.getColumn(4).getString(), .hole = parameters.getColumn(5).getInt() != 0, .keys = parameters.getColumn(6).getInt64(), .set = {}});
  }
  SQLite::Statement decisions(db, "SELECT parameter, municipality, keys FROM decision");
  while (decisions.executeStep()) {
    const auto found = place.find(decisions.getColumn(0).getInt64());
    if (found != place.end()) out[found->second].set[decisions.getColumn(1).getString()] = decisions.getColumn(2).getInt64();
  }
  return out;
}

}  // namespace rettesnor::ledger
