#include "engine/store/ledger/chain.hpp"

#include <algorithm>
#include <span>

namespace rettesnor::ledger {

namespace {

void put_number(std::string& out, std::int64_t value) {
  for (unsigned i = 0; i < 8; ++i) out += static_cast<char>(static_cast<std::uint64_t>(value) >> 8 * i);
}

void put_bytes(std::string& out, char type, std::string_view bytes) {
  out += type;
  put_number(out, static_cast<std::int64_t>(bytes.size()));
  out += bytes;
}

void add_rows(Sha256& sum, SQLite::Database& db, const char* query, std::int64_t shard) {
  std::string row;
  put_bytes(row, 'q', query);
  SQLite::Statement rows(db, query);
  if (shard >= 0) rows.bind(1, shard);
  while (rows.executeStep()) {
    row += 'r';
    for (int i = 0; i < rows.getColumnCount(); ++i) {
      const SQLite::Column column = rows.getColumn(i);
      if (column.isInteger()) {
        row += 'i';
        put_number(row, column.getInt64());
      } else if (column.isNull()) {
        row += 'n';
      } else {
        const auto* bytes = static_cast<const char*>(column.getBlob());
        put_bytes(row, column.isBlob() ? 'b' : 't', {bytes, static_cast<std::size_t>(column.getBytes())});
      }
    }
    sum.add(row);
    row.clear();
  }
  sum.add(row);
}

constexpr const char* of_run[] = {
    "SELECT * FROM run ORDER BY name",
    "SELECT * FROM package ORDER BY package",
    "SELECT * FROM rule ORDER BY rule",
    "SELECT * FROM citation ORDER BY rule, number",
    "SELECT * FROM indicator ORDER BY indicator",
};
constexpr const char* of_shard[] = {
    "SELECT * FROM subject WHERE shard = ? ORDER BY position",
    "SELECT * FROM flaw WHERE shard = ? ORDER BY number",
    "SELECT * FROM plane WHERE shard = ? ORDER BY rule",
    "SELECT * FROM attention WHERE shard = ? ORDER BY rule, position, element, occurrence",
    "SELECT * FROM anchor_day WHERE shard = ? ORDER BY rule",
};
constexpr const char* of_end[] = {
    "SELECT * FROM tally ORDER BY rule, municipality, month, possible, rest",
    "SELECT * FROM measure ORDER BY indicator, municipality, groups, month",
};

}  // namespace

Digest content_of(SQLite::Database& db, const std::string& kind, std::int64_t shard) {
  const std::span<const char* const> queries =
      kind == "run" ? std::span<const char* const>(of_run) : kind == "shard" ? std::span<const char* const>(of_shard) : std::span<const char* const>(of_end);
  Sha256 sum;
  for (const char* query : queries) add_rows(sum, db, query, kind == "shard" ? shard : -1);
  return sum.digest();
}

Digest review_content(SQLite::Database& db, const std::string& kind, std::int64_t entry, std::int64_t sample) {
  Sha256 sum;
  if (kind == "sample") {
    add_rows(sum, db, "SELECT * FROM sample WHERE sample = ?", sample);
    add_rows(sum, db, "SELECT * FROM drawn WHERE sample = ? ORDER BY number", sample);
  } else {
    add_rows(sum, db, "SELECT * FROM answer WHERE entry = ? ORDER BY sample, number, rater", entry);
  }
  return sum.digest();
}

Digest review_link(const Digest& before, const std::string& kind, std::int64_t entry, std::int64_t sample, const Digest& content) {
  std::string bytes(before.begin(), before.end());
  put_bytes(bytes, 'k', kind);
  for (const std::int64_t n : {entry, sample}) put_number(bytes, n);
  bytes.append(content.begin(), content.end());
  return sha256(bytes);
}

Digest digest_in(const SQLite::Column& column) {
  Digest out{};
  const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
  if (column.getBytes() == static_cast<int>(out.size())) std::copy_n(bytes, out.size(), out.begin());
  return out;
}

Digest link(const Digest& before, const Entry& entry, const Digest& content) {
  std::string bytes(before.begin(), before.end());
  put_bytes(bytes, 'k', entry.kind);
  for (const std::int64_t n : {entry.number, entry.shard, entry.end_byte, entry.end_line, entry.cases, entry.refused}) put_number(bytes, n);
  bytes.append(content.begin(), content.end());
  return sha256(bytes);
}

}  // namespace rettesnor::ledger
