#include "engine/store/ledger/counting.hpp"

#include "engine/store/ledger/rows.hpp"

namespace rettesnor::ledger {

namespace {

/// Seven bits a byte, low first; all but the last have the eighth.
void put(std::vector<std::uint8_t>& out, std::uint64_t number) {
  for (; number > 127; number >>= 7U) out.push_back(static_cast<std::uint8_t>(number | 128U));
  out.push_back(static_cast<std::uint8_t>(number));
}

std::uint64_t take(Bytes bytes, std::size_t& at) {
  std::uint64_t out = 0;
  for (unsigned shift = 0; at < bytes.size() && shift < 64; shift += 7) {
    const std::uint8_t byte = bytes[at++];
    out |= static_cast<std::uint64_t>(byte & 127U) << shift;
    if (byte < 128) break;
  }
  return out;
}

}  // namespace

audit::Counts read_counting(SQLite::Database& db) {
  audit::Counts out;
  SQLite::Statement row(db, "SELECT counts FROM counting");
  if (!row.executeStep()) return out;
  const SQLite::Column column = row.getColumn(0);
  const Bytes bytes(static_cast<const std::uint8_t*>(column.getBlob()), static_cast<std::size_t>(column.getBytes()));
  std::uint64_t key = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    key += take(bytes, at);
    out.emplace_back(audit::CountKey(key), take(bytes, at));
  }
  return out;
}

void write_counting(SQLite::Database& db, const audit::Counts& counts) {
  if (counts.empty()) return;  // nothing is counted yet, and counts never shrink
  std::vector<std::uint8_t> bytes;
  std::uint64_t before = 0;
  for (const auto& [key, count] : counts) {
    put(bytes, key.packed() - before);
    put(bytes, count);
    before = key.packed();
  }
  SQLite::Statement row(db, "INSERT OR REPLACE INTO counting VALUES (0, ?)");
  row.bindNoCopy(1, bytes.data(), static_cast<int>(bytes.size()));
  row.exec();
}

void write_tallies(SQLite::Database& db, Inserts& inserts, const audit::Counts& counts, Content& content) {
  db.exec("DELETE FROM counting");
  Writer tally(inserts, tally_rows, counts.size(), content);
  for (const auto& [key, count] : counts) tally.add(key.rule(), municipality_code(key.municipality()), month_iso(key.month()), key.possible(), key.rest(), count);
}

}  // namespace rettesnor::ledger
