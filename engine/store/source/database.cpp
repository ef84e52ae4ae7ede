// A SQLite database, read only and never trusted: its schema may not call functions, its values may be anything.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>

#include "engine/store/files.hpp"
#include "engine/store/source/tables.hpp"

namespace rettesnor::source {

namespace {

namespace fs = std::filesystem;

std::string sql_name(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

Unusable trouble(const fs::path& path, const char* what) { return {.arguments = {path.generic_string(), what}}; }

/// What is written already and not yet in the file itself.
bool has_log(fs::path path) {
  path += "-wal";
  std::error_code none;
  const auto size = fs::file_size(path, none);
  return !none && size > 0;
}

/// Does the file say that its writers keep a log? Then SQLite would make one beside it, even to read.
bool keeps_log(const fs::path& path) {
  constexpr std::size_t place = 18;  // of the format's header: 2 when a log is kept
  std::string head(place + 2, '\0');
  std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
  return head[place] == 2 || head[place + 1] == 2;
}

/// How to open it: without a log nobody writes, and the file is taken as it lies.
std::string opening(const fs::path& path) {
  if (!keeps_log(path)) return path.string();
  std::string out = "file:";
  for (const char c : fs::absolute(path).string()) out += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02x}", static_cast<unsigned>(c)) : std::string(1, c);
  return out + "?immutable=1";
}

class Base final : public Tables {
 public:
  explicit Base(const fs::path& path) : path_(path), db_(opening(path), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX | (keeps_log(path) ? SQLite::OPEN_URI : 0)) {
    sqlite3* const handle = db_.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 8 << 20);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    db_.exec("PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0");
    SQLite::Statement rows(db_, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
    while (rows.executeStep()) names_.push_back(rows.getColumn(0).getString());
  }

  std::vector<std::string> names() const override { return names_; }
  std::string shown(const std::string& table) const override { return table; }

  std::expected<std::vector<std::string>, Unusable> columns(const std::string& table) override {
    try {
      std::vector<std::string> out;
      SQLite::Statement rows(db_, "SELECT name FROM pragma_table_xinfo(?) ORDER BY cid");
      rows.bind(1, table);
      while (rows.executeStep()) out.push_back(rows.getColumn(0).getString());
      return out;
    } catch (const SQLite::Exception& e) {
      return std::unexpected(trouble(path_, e.what()));
    }
  }

  std::expected<void, Unusable> read(const std::string& table, const std::function<void(Row&&)>& take) override {
    const auto names = columns(table);
    if (!names) return std::unexpected(names.error());
    try {
      std::string list, order;
      for (const std::string& name : *names) {
        list += ", " + sql_name(name);
        order += (order.empty() ? "" : ", ") + sql_name(name);
      }
      const bool rows_have_ids = has_rowid(table, *names);
      SQLite::Statement rows(db_, fmt::format("SELECT {}{} FROM {} ORDER BY {}", rows_have_ids ? "rowid" : "0", list, sql_name(table), rows_have_ids ? "rowid" : order));
      std::int64_t last = 0;
      while (rows.executeStep()) {
        // A damaged file may hand its rows on in any order, and twice.
        const std::int64_t number = rows_have_ids ? rows.getColumn(0).getInt64() : last + 1;
        if (number <= last) return std::unexpected(trouble(path_, "database disk image is malformed"));
        last = number;
        Row row{.line = static_cast<std::uint64_t>(number), .cells = {}};
        for (int c = 1; c <= static_cast<int>(names->size()); ++c) cell(rows.getColumn(c), row);
        take(std::move(row));
      }
      if (has_log(path_)) return std::unexpected(trouble(path_, "-wal"));  // somebody began to write
      return {};
    } catch (const SQLite::Exception& e) {
      return std::unexpected(trouble(path_, e.what()));
    }
  }

  std::expected<std::pair<Digest, std::uint64_t>, Unusable> fingerprint(const std::vector<std::string>& /*tables*/) const override {
    const auto print = rettesnor::fingerprint(path_);
    if (!print) return std::unexpected(trouble(path_, "I/O"));
    return std::pair(print->sha256, print->bytes);
  }

 private:
  static void cell(const SQLite::Column& value, Row& row) {
    if (value.isBlob()) row.not_text.push_back(static_cast<std::uint32_t>(row.cells.size()));
    if (value.isInteger()) row.cells.push_back({std::to_string(value.getInt64()), Cell::Form::number});
    else if (value.isFloat()) row.cells.push_back({fmt::format("{:.15g}", value.getDouble()), Cell::Form::number});
    else if (value.isText()) row.cells.push_back({value.getString()});
    else row.cells.push_back({});
  }

  /// Are there row ids, all positive? Views and tables without them are ordered by all their columns.
  bool has_rowid(const std::string& table, const std::vector<std::string>& columns) {
    for (const char* name : {"rowid", "ROWID", "Rowid"}) {
      if (std::ranges::find(columns, name) != columns.end()) return false;
    }
    try {
      const SQLite::Column least = db_.execAndGet(fmt::format("SELECT min(rowid) FROM {}", sql_name(table)));
      return least.isNull() ? false : least.getInt64() > 0;
    } catch (const SQLite::Exception&) {
      return false;
    }
  }

  fs::path path_;
  SQLite::Database db_;
  std::vector<std::string> names_;
};

}  // namespace

std::expected<std::unique_ptr<Tables>, Unusable> open_database(const fs::path& path) {
  if (has_log(path)) return std::unexpected(trouble(path, "-wal"));
  try {
    return std::make_unique<Base>(path);
  } catch (const SQLite::Exception& e) {
    return std::unexpected(trouble(path, e.what()));
  }
}

}  // namespace rettesnor::source
