#include "engine/store/ledger/chain.hpp"

#include <span>

namespace rettesnor::ledger {

namespace {

void add_number(Sha256& sum, std::int64_t value) {
  char bytes[8];
  for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> 8 * i);
  sum.add({bytes, 8});
}

void add_text(Sha256& sum, char type, std::string_view bytes) {
  sum.add({&type, 1});
  add_number(sum, static_cast<std::int64_t>(bytes.size()));
  sum.add(bytes);
}

void add_rows(Sha256& sum, SQLite::Database& db, const char* query, std::int64_t shard) {
  add_text(sum, 'q', query);
  SQLite::Statement rows(db, query);
  if (shard >= 0) rows.bind(1, shard);
  while (rows.executeStep()) {
    sum.add("r");
    for (int i = 0; i < rows.getColumnCount(); ++i) {
      const SQLite::Column column = rows.getColumn(i);
      if (column.isInteger()) {
        sum.add("i");
        add_number(sum, column.getInt64());
      } else if (column.isNull()) {
        sum.add("n");
      } else {
        const auto* bytes = static_cast<const char*>(column.getBlob());
        add_text(sum, column.isBlob() ? 'b' : 't', {bytes, static_cast<std::size_t>(column.getBytes())});
      }
    }
  }
}

constexpr const char* of_run[] = {
    "SELECT * FROM run ORDER BY name",
    "SELECT * FROM package ORDER BY package",
    "SELECT * FROM rule ORDER BY rule",
    "SELECT * FROM citation ORDER BY rule, number",
};
constexpr const char* of_shard[] = {
    "SELECT * FROM subject WHERE shard = ? ORDER BY position",
    "SELECT * FROM flaw WHERE shard = ? ORDER BY number",
    "SELECT * FROM plane WHERE shard = ? ORDER BY rule",
    "SELECT * FROM attention WHERE shard = ? ORDER BY rule, position, element, occurrence",
};
constexpr const char* of_end[] = {"SELECT * FROM tally ORDER BY rule, municipality, month, possible, rest"};

}  // namespace

Digest content_of(SQLite::Database& db, const std::string& kind, std::int64_t shard) {
  const std::span<const char* const> queries =
      kind == "run" ? std::span<const char* const>(of_run) : kind == "shard" ? std::span<const char* const>(of_shard) : std::span<const char* const>(of_end);
  Sha256 sum;
  for (const char* query : queries) add_rows(sum, db, query, kind == "shard" ? shard : -1);
  return sum.digest();
}

Digest link(const Digest& before, const Entry& entry, const Digest& content) {
  Sha256 sum;
  sum.add({reinterpret_cast<const char*>(before.data()), before.size()});
  add_text(sum, 'k', entry.kind);
  for (const std::int64_t n : {entry.number, entry.shard, entry.end_byte, entry.end_line, entry.cases, entry.refused}) add_number(sum, n);
  sum.add({reinterpret_cast<const char*>(content.data()), content.size()});
  return sum.digest();
}

}  // namespace rettesnor::ledger
