#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "engine/store/ledger/chain.hpp"
#include "engine/store/ledger/opened.hpp"

namespace rettesnor::ledger {

namespace {

/// Tables, indexes and views, as text.
std::string shape_of(SQLite::Database& db) {
  std::string out;
  SQLite::Statement rows(db, "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema ORDER BY type, name");
  while (rows.executeStep()) {
    for (int i = 0; i < 4; ++i) out += rows.getColumn(i).getString() + '\n';
  }
  return out;
}

bool has_our_shape(SQLite::Database& db) {
  SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  fresh.exec(schema);
  return shape_of(db) == shape_of(fresh);
}

/// The reviews' chain, which begins at the run's head.
void verify_reviews(SQLite::Database& db, Digest before, Verified& out) {
  if (!db.tableExists("review_log")) return;
  SQLite::Statement log(db, "SELECT entry, kind, sample, content, chain FROM review_log ORDER BY entry");
  while (log.executeStep()) {
    const std::int64_t entry = log.getColumn(0).getInt64();
    const std::string kind = log.getColumn(1).getString();
    const std::int64_t sample = log.getColumn(2).isNull() ? -1 : log.getColumn(2).getInt64();
    if (entry != static_cast<std::int64_t>(out.reviews)) out.breaks.push_back({entry, "missing review"});
    const Digest content = review_content(db, kind, entry, sample);
    const Digest chain = review_link(before, kind, entry, sample, content);
    if (content != digest_in(log.getColumn(3)) || chain != digest_in(log.getColumn(4))) out.breaks.push_back({entry, "review"});
    before = digest_in(log.getColumn(4));
    ++out.reviews;
  }
  if (out.reviews > 0) out.review_head = hexadecimal(before);
  for (const auto& [table, stray] : {std::pair{"sample", "sample NOT IN (SELECT sample FROM review_log WHERE kind = 'sample')"},
                                     std::pair{"drawn", "sample NOT IN (SELECT sample FROM review_log WHERE kind = 'sample')"},
                                     std::pair{"answer", "entry NOT IN (SELECT entry FROM review_log WHERE kind = 'answers')"}}) {
    if (db.execAndGet(fmt::format("SELECT count(*) FROM {} WHERE {}", table, stray)).getInt64() > 0) out.breaks.push_back({-1, fmt::format("rows without entry: {}", table)});
  }
}

}  // namespace

std::expected<Verified, Trouble> verify(const std::filesystem::path& file) {
  if (auto trouble = no_file(file)) return std::unexpected(std::move(*trouble));
  try {
    SQLite::Database db(file, SQLite::OPEN_READONLY);
    if (db.execAndGet("PRAGMA application_id").getInt() != application_id) return std::unexpected(Trouble{Trouble::Kind::not_a_ledger, {}});
    if (auto other = other_version(db)) return std::unexpected(std::move(*other));
    Verified out;
    if (!has_our_shape(db)) out.breaks.push_back({-1, "schema"});
    if (db.execAndGet("PRAGMA integrity_check(1)").getString() != "ok") out.breaks.push_back({-1, "structure"});
    Digest before{};
    std::string last_kind;
    SQLite::Statement log(db, "SELECT entry, kind, shard, end_byte, end_line, cases, refused, content, chain FROM log ORDER BY entry");
    std::int64_t shards = 0;
    while (log.executeStep()) {
      const Entry entry{.number = log.getColumn(0).getInt64(), .kind = log.getColumn(1).getString(),
                        .shard = log.getColumn(2).isNull() ? -1 : log.getColumn(2).getInt64(), .end_byte = log.getColumn(3).getInt64(),
                        .end_line = log.getColumn(4).getInt64(), .cases = log.getColumn(5).getInt64(), .refused = log.getColumn(6).getInt64()};
      if (entry.number != static_cast<std::int64_t>(out.entries)) out.breaks.push_back({entry.number, "missing entry"});
      if (entry.kind == "shard" && entry.shard != shards++) out.breaks.push_back({entry.number, "missing entry"});
      const Digest content = content_of(db, entry.kind, entry.shard);
      if (content != digest_in(log.getColumn(7))) out.breaks.push_back({entry.number, "content"});
      const Digest chain = link(before, entry, content);
      if (chain != digest_in(log.getColumn(8))) out.breaks.push_back({entry.number, "chain"});
      before = digest_in(log.getColumn(8));
      last_kind = entry.kind;
      ++out.entries;
      if (entry.kind == "shard") out.cases += static_cast<std::uint64_t>(entry.cases);
    }
    for (const auto& [table, shard] : {std::pair{"subject", "shard"}, std::pair{"flaw", "shard"}, std::pair{"plane", "shard"}, std::pair{"word", "shard"},
                                       std::pair{"attention_packed", "place >> 40"}, std::pair{"anchor_day", "shard"}}) {
      const std::string query = fmt::format("SELECT count(*) FROM {} WHERE {} NOT IN (SELECT shard FROM log WHERE kind = 'shard')", table, shard);
      if (db.execAndGet(query).getInt64() > 0) out.breaks.push_back({-1, fmt::format("rows without entry: {}", table)});
    }
    verify_reviews(db, before, out);
    if (last_kind == "end" && db.execAndGet("SELECT count(*) FROM counting").getInt64() > 0) out.breaks.push_back({-1, "rows without entry: counting"});
    if (last_kind != "end") out.breaks.push_back({-1, "unfinished"});
    out.head = hexadecimal(before);
    return out;
  } catch (const SQLite::Exception& e) {
    return std::unexpected(trouble_of(e));
  }
}

}  // namespace rettesnor::ledger
