#include "engine/store/ledger/measures.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "engine/explain/finding.hpp"
#include "engine/store/ledger/dated_cites.hpp"
#include "engine/store/ledger/opened.hpp"

namespace rettesnor::ledger {

namespace {

using audit::Sums;

/// The columns that are counts, in the table's order.
constexpr std::array counts{&Sums::numerator,     &Sums::settled,     &Sums::excluded,       &Sums::waiting,      &Sums::for_judgement,
                            &Sums::unknown,       &Sums::missing,     &Sums::low_numerator,  &Sums::low_settled,  &Sums::high_numerator,
                            &Sums::high_settled,  &Sums::up,          &Sums::down};

std::string month_iso(std::int32_t month) { return month < 0 ? std::string() : fmt::format("{:04}-{:02}", month / 12, month % 12 + 1); }

/// `["a","b"]`; what it holds are words, so nothing in it is escaped.
std::string list_of(const std::vector<std::string>& words) {
  std::string out = "[";
  for (const std::string& w : words) out += (out.size() > 1 ? ",\"" : "\"") + w + "\"";
  return out + "]";
}

std::vector<std::string> words_in(const std::string& list) {
  std::vector<std::string> out;
  for (std::size_t at = list.find('"'); at != std::string::npos; at = list.find('"', at)) {
    const std::size_t end = list.find('"', at + 1);
    if (end == std::string::npos) break;
    out.push_back(list.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return out;
}

std::string length_of(const Duration& d) {
  constexpr std::array names{"minutes", "hours", "days", "weeks", "months", "years", "days of a calendar"};
  return fmt::format("{} {}", d.count, names.at(static_cast<std::size_t>(d.unit)));
}

/// The list, or the concept, whose elements are counted; empty for a rule's instances.
std::string population_of(const Model& model, const IndicatorDecl& of) {
  if (of.rule) return {};
  if (of.population) return model.fields[of.population->list.list].name;
  return model.concepts[of.about ? of.about : of.root].name;
}

constexpr const char* name_of(audit::Matter matter) {
  switch (matter) {
    case audit::Matter::law: return "law";
    case audit::Matter::recommendation: return "recommendation";
    case audit::Matter::outcome: break;
  }
  return "outcome";
}

/// Counts from column `first` on, then the two sums.
Sums sums_in(SQLite::Statement& row, int first) {
  Sums out;
  for (const auto member : counts) out.*member = static_cast<std::uint64_t>(row.getColumn(first++).getInt64());
  out.sum = ExactSum::parse(row.getColumn(first).getString(), sum_places).value_or(ExactSum{});
  out.squares = ExactSum::parse(row.getColumn(first + 1).getString(), square_places).value_or(ExactSum{});
  return out;
}

void bind_key(SQLite::Statement& row, const audit::MeasureKey& key) {
  row.bind(1, key.indicator);
  row.bind(2, key.municipality);
  row.bind(3, key.groups);
  row.bind(4, month_iso(key.month));
}

}  // namespace

void write_indicators(SQLite::Database& db, const Model& model) {
  SQLite::Statement row(db, "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (std::uint32_t i = 0; i < model.indicators.size(); ++i) {
    const IndicatorDecl& of = model.indicators[IndicatorId{i}];
    std::vector<std::string> by;
    bool municipality = false;
    for (std::size_t b = 0; b < of.by.size(); ++b) {
      if (std::holds_alternative<expr::Municipality>(model.exprs[of.by_values[b]].node)) municipality = true;
      else by.push_back(of.by[b]);
    }
    std::string cites;
    bool unverified = of.rule && model.rules[of.rule].unverified;
    for (const Cite& c : of.cites) {
      cites += (cites.empty() ? "" : "; ") + dated_cite_text(model, c);
      unverified = unverified || c.unverified;
    }
    row.bind(1, i);
    row.bind(2, of.package.value);
    row.bind(3, of.name);
    row.bind(4, of.title.danish);
    row.bind(5, of.title.english);
    row.bind(6, name_of(audit::matter_of(model, of)));
    row.bind(7, of.rule ? "rule" : of.average_of ? "average" : "share");
    if (of.rule) row.bind(8, of.rule.value); else row.bind(8);
    row.bind(9, population_of(model, of));
    row.bind(10, audit::in_the_period(model, of) ? 1 : 0);
    row.bind(11, municipality ? 1 : 0);
    row.bind(12, list_of(by));
    if (of.meaningful) row.bind(13, to_string(*of.meaningful)); else row.bind(13);
    if (of.observed_for) row.bind(14, length_of(*of.observed_for)); else row.bind(14);
    row.bind(15, of.higher_is_better ? "higher" : of.lower_is_better ? "lower" : of.rule ? "higher" : "");
    row.bind(16, audit::entry_by_score(model, of) ? 1 : 0);
    row.bind(17, cites);
    row.bind(18, unverified ? 1 : 0);
    row.exec();
    row.reset();
    row.clearBindings();
  }
}

void add_measures(SQLite::Database& db, const audit::Measures& measures) {
  SQLite::Statement before(db, "SELECT * FROM measure WHERE indicator = ? AND municipality = ? AND groups = ? AND month = ?");
  SQLite::Statement after(db, "INSERT OR REPLACE INTO measure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  constexpr int first = 4;
  for (const auto& [key, added] : measures) {
    Sums sums = added;
    bind_key(before, key);
    if (before.executeStep()) sums += sums_in(before, first);
    before.reset();
    bind_key(after, key);
    int place = first + 1;
    for (const auto member : counts) after.bind(place++, static_cast<std::int64_t>(sums.*member));
    after.bind(place++, sums.sum.text(sum_places));
    after.bind(place, sums.squares.text(square_places));
    after.exec();
    after.reset();
  }
}

std::expected<std::vector<Measured>, Trouble> measures(const std::filesystem::path& file) {
  return opened<std::vector<Measured>>(file, [](SQLite::Database& db) {
    std::vector<Measured> out;
    if (!db.tableExists("measure")) return out;
    std::map<std::int64_t, std::size_t> place;
    SQLite::Statement all(db,
                          "SELECT i.indicator, p.name || '.' || i.name, i.title_da, i.title_en, i.matter, i.form, "
                          "coalesce((SELECT q.name || '.' || r.name FROM rule AS r JOIN package AS q USING (package) WHERE r.rule = i.rule), ''), "
                          "i.population, i.in_period, i.by_municipality, i.groups, i.meaningful, coalesce(i.observed_for, ''), i.better, i.entry_by_score, i.cites, i.unverified "
                          "FROM indicator AS i JOIN package AS p USING (package) ORDER BY i.indicator");
    while (all.executeStep()) {
      place[all.getColumn(0).getInt64()] = out.size();
      Measured& m = out.emplace_back();
      m.indicator = all.getColumn(1).getString();
      m.title_da = all.getColumn(2).getString();
      m.title_en = all.getColumn(3).getString();
      m.matter = all.getColumn(4).getString();
      m.form = all.getColumn(5).getString();
      m.rule = all.getColumn(6).getString();
      m.population = all.getColumn(7).getString();
      m.in_period = all.getColumn(8).getInt() != 0;
      m.by_municipality = all.getColumn(9).getInt() != 0;
      m.by = words_in(all.getColumn(10).getString());
      if (!all.getColumn(11).isNull()) m.meaningful = all.getColumn(11).getString();
      m.observed_for = all.getColumn(12).getString();
      m.better = all.getColumn(13).getString();
      m.entry_by_score = all.getColumn(14).getInt() != 0;
      m.cites = all.getColumn(15).getString();
      m.unverified = all.getColumn(16).getInt() != 0;
    }
    SQLite::Statement rows(db, "SELECT * FROM measure ORDER BY indicator, municipality, groups, month");
    while (rows.executeStep()) {
      const auto found = place.find(rows.getColumn(0).getInt64());
      if (found == place.end()) continue;
      out[found->second].rows.push_back({.municipality = rows.getColumn(1).getString(), .groups = words_in(rows.getColumn(2).getString()),
                                         .month = rows.getColumn(3).getString(), .sums = sums_in(rows, 4)});
    }
    return out;
  });
}

}  // namespace rettesnor::ledger
