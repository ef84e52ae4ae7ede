#include "engine/store/ledger/tallies.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <bit>
#include <map>

#include "engine/store/ledger/schema.sql.hpp"

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

}  // namespace

std::expected<Summary, Trouble> summary(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::unexpected(Trouble{Trouble::Kind::missing, {}});
  try {
    SQLite::Database db(file, SQLite::OPEN_READONLY);
    if (db.execAndGet("PRAGMA application_id").getInt() != application_id) return std::unexpected(Trouble{Trouble::Kind::not_a_ledger, {}});
    if (db.execAndGet("PRAGMA user_version").getInt() > schema_version) return std::unexpected(Trouble{Trouble::Kind::newer, {}});
    Summary out;
    SQLite::Statement run(db, "SELECT name, value FROM run ORDER BY name");
    while (run.executeStep()) out.run.emplace_back(run.getColumn(0).getString(), run.getColumn(1).getString());
    SQLite::Statement log(db, "SELECT kind, cases, refused FROM log");
    while (log.executeStep()) {
      const std::string kind = log.getColumn(0).getString();
      if (kind == "end") out.finished = true;
      if (kind != "shard") continue;
      out.cases += static_cast<std::uint64_t>(log.getColumn(1).getInt64());
      out.refused += static_cast<std::uint64_t>(log.getColumn(2).getInt64());
    }
    SQLite::Statement rows(db,
                           "SELECT p.name || '.' || r.name, r.title_da, r.title_en, r.sphere, t.possible, sum(t.instances) "
                           "FROM tally AS t JOIN rule AS r USING (rule) JOIN package AS p USING (package) "
                           "WHERE t.rest = 0 AND r.sphere IN ('law', 'recommendation') GROUP BY t.rule, t.possible ORDER BY t.rule, t.possible");
    while (rows.executeStep()) {
      std::string rule = rows.getColumn(0).getString();
      if (out.rules.empty() || out.rules.back().rule != rule) {
        out.rules.push_back({.rule = std::move(rule), .title_da = rows.getColumn(1).getString(), .title_en = rows.getColumn(2).getString(),
                             .sphere = rows.getColumn(3).getString(), .municipality = {}});
      }
      count(out.rules.back(), VerdictSet::from_bits(rows.getColumn(4).getUInt()), static_cast<std::uint64_t>(rows.getColumn(5).getInt64()));
    }
    return out;
  } catch (const SQLite::Exception& e) {
    if (e.getErrorCode() == 26) return std::unexpected(Trouble{Trouble::Kind::not_a_ledger, {}});
    return std::unexpected(Trouble{Trouble::Kind::failed, e.what()});
  }
}

}  // namespace rettesnor::ledger
