#include "engine/store/ledger/tallies.hpp"

#include <bit>
#include <map>

#include "engine/store/ledger/opened.hpp"

namespace rettesnor::ledger {

namespace {

void count(Tally& into, VerdictSet possible, std::uint64_t n) {
  if (possible.determined()) {
    into.certain[std::countr_zero(static_cast<unsigned>(possible.bits()))] += n;
    return;
  }
  into.undetermined += n;
  if (possible.has(Verdict::fulfilled) || possible.has(Verdict::for_judgement)) into.may_be_kept += n;
  if (possible.has(Verdict::late) || possible.has(Verdict::breached)) into.may_be_missed += n;
  if (possible.has(Verdict::not_applicable)) into.may_be_outside += n;
}

std::uint64_t number(const SQLite::Column& column) { return static_cast<std::uint64_t>(column.getInt64()); }

/// Of a Summary or Counts: who ran what, and how far it came.
template <class Out>
void read_run(SQLite::Database& db, Out& out) {
  SQLite::Statement run(db, "SELECT name, value FROM run ORDER BY name");
  while (run.executeStep()) out.run.emplace_back(run.getColumn(0).getString(), run.getColumn(1).getString());
  SQLite::Statement log(db, "SELECT kind, cases, refused FROM log");
  while (log.executeStep()) {
    const std::string kind = log.getColumn(0).getString();
    if (kind == "end") out.finished = true;
    if (kind != "shard") continue;
    out.cases += number(log.getColumn(1));
    out.refused += number(log.getColumn(2));
  }
}

void read_rules(SQLite::Database& db, Counts& out) {
  std::map<std::int64_t, std::size_t> place;
  SQLite::Statement rules(db,
                          "SELECT r.rule, p.name || '.' || r.name, r.title_da, r.title_en, r.sphere, r.unverified, coalesce(r.quality, ''), r.material, "
                          "(SELECT coalesce(group_concat(c.cite, '; ') FILTER (WHERE (c.from_day IS NULL OR c.from_day <= t.day) AND "
                          "(c.until_day IS NULL OR c.until_day >= t.day)), group_concat(c.cite, '; '), '') FROM citation AS c WHERE c.rule = r.rule) "
                          "FROM rule AS r JOIN package AS p USING (package), "
                          "(SELECT coalesce((SELECT substr(value, 1, 10) FROM run WHERE name = 'as_of'), '9999') AS day) AS t "
                          "WHERE r.sphere IN ('law', 'recommendation') ORDER BY r.rule");
  while (rules.executeStep()) {
    place[rules.getColumn(0).getInt64()] = out.rules.size();
    RuleCounts& r = out.rules.emplace_back();
    r.rule = rules.getColumn(1).getString();
    r.title_da = rules.getColumn(2).getString();
    r.title_en = rules.getColumn(3).getString();
    r.sphere = rules.getColumn(4).getString();
    r.unverified = rules.getColumn(5).getInt() != 0;
    r.quality = rules.getColumn(6).getString();
    r.material = rules.getColumn(7).getInt() != 0;
    r.cites = rules.getColumn(8).getString();
  }
  SQLite::Statement rows(db, "SELECT rule, municipality, month, possible, instances FROM tally WHERE rest = 0");
  while (rows.executeStep()) {
    const auto found = place.find(rows.getColumn(0).getInt64());
    if (found == place.end()) continue;
    RuleCounts& r = out.rules[found->second];
    const std::size_t bits = rows.getColumn(3).getUInt() & 63U;
    const std::uint64_t n = number(rows.getColumn(4));
    r.all.counts[bits] += n;
    r.municipalities[rows.getColumn(1).getString()].counts[bits] += n;
    r.months[rows.getColumn(2).getString()].counts[bits] += n;
    if (std::string month = rows.getColumn(2).getString(); !month.empty()) out.by_month[rows.getColumn(1).getString()][std::move(month)] += n;
  }
}

template <class Out>
void read_quality(SQLite::Database& db, Out& out) {
  SQLite::Statement codes(db, "SELECT code, count(DISTINCT shard * 65536 + position) FROM quality GROUP BY code ORDER BY code");
  while (codes.executeStep()) out.quality.codes.emplace_back(codes.getColumn(0).getString(), number(codes.getColumn(1)));
  SQLite::Statement places(db, "SELECT municipality, count(DISTINCT shard * 65536 + position) FROM quality GROUP BY municipality ORDER BY municipality");
  while (places.executeStep()) out.quality.municipalities.emplace_back(places.getColumn(0).getString(), number(places.getColumn(1)));
}

}  // namespace

std::expected<Counts, Trouble> counts(const std::filesystem::path& file) {
  return opened<Counts>(file, [](SQLite::Database& db) {
    Counts out;
    read_run(db, out);
    SQLite::Statement head(db, "SELECT lower(hex(chain)) FROM log ORDER BY entry DESC LIMIT 1");
    if (head.executeStep()) out.head = head.getColumn(0).getString();
    read_rules(db, out);
    SQLite::Statement subjects(db, "SELECT municipality, count(*) FROM subject GROUP BY municipality");
    while (subjects.executeStep()) out.delivered[subjects.getColumn(0).getString()] = number(subjects.getColumn(1));
    SQLite::Statement flaws(db, "SELECT code, refused, count(DISTINCT line) FROM flaw GROUP BY code, refused ORDER BY refused DESC, code");
    while (flaws.executeStep()) {
      out.flaws.push_back({.code = flaws.getColumn(0).getString(), .refused = flaws.getColumn(1).getInt() != 0, .lines = number(flaws.getColumn(2))});
    }
    read_quality(db, out);
    out.frameworks = read_frameworks(db);
    return out;
  });
}

std::expected<Summary, Trouble> summary(const std::filesystem::path& file) {
  return opened<Summary>(file, [](SQLite::Database& db) {
    Summary out;
    read_run(db, out);
    read_quality(db, out);
    std::map<std::int64_t, Tally> tallies;
    SQLite::Statement rules(db, "SELECT r.rule, p.name || '.' || r.name, r.title_da, r.title_en, r.sphere FROM rule AS r JOIN package AS p USING (package) "
                                "WHERE r.sphere IN ('law', 'recommendation')");
    while (rules.executeStep()) {
      tallies.emplace(rules.getColumn(0).getInt64(), Tally{.rule = rules.getColumn(1).getString(), .title_da = rules.getColumn(2).getString(),
                                                           .title_en = rules.getColumn(3).getString(), .sphere = rules.getColumn(4).getString(), .municipality = {}});
    }
    // Added up here: SQLite would sort the rows to group them.
    std::map<std::int64_t, std::array<std::uint64_t, 64>> by_set;
    SQLite::Statement rows(db, "SELECT rule, possible, instances FROM tally WHERE rest = 0");
    while (rows.executeStep()) by_set[rows.getColumn(0).getInt64()][rows.getColumn(1).getUInt() & 63U] += number(rows.getColumn(2));
    for (const auto& [rule, sets] : by_set) {
      const auto found = tallies.find(rule);
      if (found == tallies.end()) continue;
      out.rules.push_back(std::move(found->second));
      for (unsigned bits = 0; bits < sets.size(); ++bits) {
        if (sets[bits] > 0) count(out.rules.back(), VerdictSet::from_bits(bits), sets[bits]);
      }
    }
    return out;
  });
}

}  // namespace rettesnor::ledger
