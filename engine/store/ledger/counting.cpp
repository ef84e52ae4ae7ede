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

/// Number and count in turn, the numbers by their distance.
std::vector<std::pair<std::uint64_t, std::uint64_t>> read_numbers(SQLite::Database& db, int which) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> out;
  SQLite::Statement row(db, "SELECT counts FROM counting WHERE counting = ?");
  row.bind(1, which);
  if (!row.executeStep()) return out;
  const SQLite::Column column = row.getColumn(0);
  const Bytes bytes(static_cast<const std::uint8_t*>(column.getBlob()), static_cast<std::size_t>(column.getBytes()));
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    number += take(bytes, at);
    out.emplace_back(number, take(bytes, at));
  }
  return out;
}

/// @param counts  keys in order, with their counts
template <class KeyedCounts>
void write_numbers(SQLite::Database& db, int which, const KeyedCounts& counts) {
  if (counts.empty()) return;  // nothing is counted yet, and counts never shrink
  std::vector<std::uint8_t> bytes;
  std::uint64_t before = 0;
  for (const auto& [key, count] : counts) {
    put(bytes, key.packed() - before);
    put(bytes, count);
    before = key.packed();
  }
  SQLite::Statement row(db, "INSERT OR REPLACE INTO counting VALUES (?, ?)");
  row.bind(1, which);
  row.bindNoCopy(2, bytes.data(), static_cast<int>(bytes.size()));
  row.exec();
}

const char* ending_name(Followed::Ending ending) {
  switch (ending) {
    case Followed::Ending::done: return "done";
    case Followed::Ending::open: return "open";
    case Followed::Ending::unknown: break;
  }
  return "unknown";
}

}  // namespace

audit::Counts read_counting(SQLite::Database& db) {
  audit::Counts out;
  for (const auto& [number, count] : read_numbers(db, 0)) out.emplace_back(audit::CountKey(number), count);
  return out;
}

void write_counting(SQLite::Database& db, const audit::Counts& counts) { write_numbers(db, 0, counts); }

audit::Follows read_following(SQLite::Database& db) {
  audit::Follows out;
  for (const auto& [number, count] : read_numbers(db, 1)) out.emplace(audit::FollowKey(number), count);
  return out;
}

void write_following(SQLite::Database& db, const audit::Follows& follows) { write_numbers(db, 1, follows); }

void write_tallies(SQLite::Database& db, Inserts& inserts, const audit::Counts& counts, Content& content) {
  db.exec("DELETE FROM counting");
  Writer tally(inserts, tally_rows, counts.size(), content);
  for (const auto& [key, count] : counts) tally.add(key.rule(), municipality_code(key.municipality()), month_iso(key.month()), key.possible(), key.rest(), count);
}

void write_followed(Inserts& inserts, const audit::Follows& follows, Content& content) {
  Writer rows(inserts, followed_rows, follows.size(), content);
  for (const auto& [key, count] : follows) rows.add(key.rule(), municipality_code(key.municipality()), std::string(ending_name(key.ending())), key.days(), count);
}

}  // namespace rettesnor::ledger
