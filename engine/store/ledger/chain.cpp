#include "engine/store/ledger/chain.hpp"

#include <algorithm>

namespace rettesnor::ledger {

namespace {

void put_number(std::string& out, std::int64_t value) {
  char bytes[8];
  for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> 8 * i);
  out.append(bytes, sizeof bytes);
}

void put_bytes(std::string& out, char type, std::string_view bytes) {
  out += type;
  put_number(out, static_cast<std::int64_t>(bytes.size()));
  out += bytes;
}

constexpr const char* of_run[] = {
    "SELECT * FROM run ORDER BY name",
    "SELECT * FROM package ORDER BY package",
    "SELECT * FROM rule ORDER BY rule",
    "SELECT * FROM citation ORDER BY rule, number",
    "SELECT * FROM indicator ORDER BY indicator",
    "SELECT * FROM accepted_reason ORDER BY rule, number",
    "SELECT * FROM parameter ORDER BY parameter",
    "SELECT * FROM decision ORDER BY parameter, municipality",
};

}  // namespace

void add_rows(Content& content, SQLite::Database& db, const char* query, std::int64_t shard) {
  content.table(query);
  SQLite::Statement rows(db, query);
  if (shard >= 0) rows.bind(1, shard);
  while (rows.executeStep()) {
    content.row();
    for (int i = 0; i < rows.getColumnCount(); ++i) {
      const SQLite::Column column = rows.getColumn(i);
      if (column.isInteger()) {
        content.column(column.getInt64());
      } else if (column.isNull()) {
        content.column(std::nullopt);
      } else {
        const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
        const auto size = static_cast<std::size_t>(column.getBytes());
        if (column.isBlob()) content.column(Bytes(bytes, size));
        else content.column(std::string_view(reinterpret_cast<const char*>(bytes), size));
      }
    }
  }
}

void Content::table(std::string_view query) { put_bytes(bytes_, 'q', query); }

void Content::column(std::int64_t number) {
  bytes_ += 'i';
  put_number(bytes_, number);
  flush();
}

void Content::column(std::string_view text) {
  put_bytes(bytes_, 't', text);
  flush();
}

void Content::column(Bytes blob) {
  put_bytes(bytes_, 'b', {reinterpret_cast<const char*>(blob.data()), blob.size()});
  flush();
}

void Content::flush() {
  constexpr std::size_t enough = 1U << 15U;
  if (bytes_.size() < enough) return;
  sum_.add(bytes_);
  bytes_.clear();
}

Digest Content::digest() {
  sum_.add(bytes_);
  bytes_.clear();
  return sum_.digest();
}

SQLite::Statement& Inserts::of(const EntryRows& rows, std::size_t count) {
  const std::pair<std::string_view, std::size_t> key{rows.write, count};
  if (const auto found = made_.find(key); found != made_.end()) return found->second;
  const std::string_view row = key.first.substr(key.first.find('('));  // `(?, ?, …)`
  std::string sql(key.first);
  for (std::size_t i = 1; i < count; ++i) sql.append(", ").append(row);
  return made_.try_emplace(key, db_, sql).first->second;
}

Digest content_of(SQLite::Database& db, const std::string& kind, std::int64_t shard) {
  Content content;
  if (kind == "shard") {
    for (const EntryRows& rows : of_shard) add_rows(content, db, rows.read, shard);
  } else if (kind == "run") {
    for (const char* query : of_run) add_rows(content, db, query);
  } else {
    add_rows(content, db, tally_rows.read);
    add_rows(content, db, measures_read);
    add_rows(content, db, reasons_read);
    add_rows(content, db, followed_rows.read);
  }
  return content.digest();
}

Digest review_content(SQLite::Database& db, const std::string& kind, std::int64_t entry, std::int64_t sample) {
  Content content;
  if (kind == "sample") {
    add_rows(content, db, "SELECT * FROM sample WHERE sample = ?", sample);
    add_rows(content, db, "SELECT * FROM drawn WHERE sample = ? ORDER BY number", sample);
  } else {
    add_rows(content, db, "SELECT * FROM answer WHERE entry = ? ORDER BY sample, number, rater", entry);
  }
  return content.digest();
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
