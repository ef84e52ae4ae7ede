#include "engine/store/source/staging.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "engine/store/text_check.hpp"

namespace rettesnor::source {

namespace {

/// Faults whose record may have its fields in the wrong columns.
bool shifts_fields(Code code) { return code == Code::source_ragged || code == Code::source_bad_quote || code == Code::source_record_too_large; }

struct Made {
  std::string id, parent, members, faults;
  bool has_parent = false;
  bool shifted = false;
  std::vector<std::uint32_t> origins;  ///< byte, column, byte, column …

  void fault(Code code, std::size_t column) { faults += fmt::format("{}{}:{}", faults.empty() ? "" : ",", number_of(code), column); }
};

/// One record into what a case needs of it.
class Maker {
 public:
  Maker(const TableMap& table, const std::vector<std::string>& columns) : table_(table), columns_(columns) {}

  Made make(const Row& row) const {
    Made out;
    if (row.fault) out.fault(*row.fault, row.column);
    out.shifted = row.fault && shifts_fields(*row.fault);
    if (!table_.parent.text.empty()) key(row, table_.parent.text, out.parent, out);
    out.has_parent = !out.parent.empty();
    if (!table_.id.text.empty() && (table_.path.empty() || has(row, table_.id.text))) key(row, table_.id.text, out.id, out);
    if (out.shifted) return out;
    for (const Member& m : table_.members) member(m, row, out);
    return out;
  }

 private:
  /// Its number from 0; the number of columns for none.
  std::size_t place(const std::string& column) const {
    return static_cast<std::size_t>(std::ranges::find(columns_, column) - columns_.begin());
  }
  bool has(const Row& row, const std::string& column) const {
    const std::size_t at = place(column);
    return at < row.cells.size() && !row.cells[at].text.empty();
  }
  void key(const Row& row, const std::string& column, std::string& into, Made& out) const {
    const std::size_t at = place(column);
    if (!has(row, column)) {
      if (!row.fault) out.fault(Code::source_no_key, at + 1);
      return;
    }
    if (const auto fault = find_text_fault(row.cells[at].text)) return out.fault(fault->code, at + 1);
    into = row.cells[at].text;
  }

  std::string value(const ColumnMap& from, const Row& row, Made& out, std::size_t& column) const {
    if (from.column.text.empty()) return json_text(from.constant);
    const std::size_t at = place(from.column.text);
    column = at + 1;
    if (std::ranges::find(row.not_text, at) != row.not_text.end()) {
      out.fault(Code::source_not_text, column);
      return {};
    }
    auto json = json_of(from, row.cells[at]);
    if (json) return std::move(*json);
    out.fault(json.error(), column);
    return {};
  }

  void member(const Member& m, const Row& row, Made& out) const {
    const auto begin = [&](std::string_view name) {
      if (!out.members.empty() && out.members.back() != '{') out.members += ',';
      out.members += json_text(name) + ":";
    };
    const auto come_from = [&](std::size_t column) {
      out.origins.push_back(static_cast<std::uint32_t>(out.members.size()));
      out.origins.push_back(static_cast<std::uint32_t>(column));
    };
    std::size_t column = 0;
    const std::string first = value(m.parts.front().from, row, out, column);
    if (first.empty()) return;
    come_from(column);
    begin(m.name);
    if (m.parts.size() == 1 || first.starts_with("{\"unknown\"")) {
      out.members += first;
      return;
    }
    out.members += "{";
    begin(m.parts.front().key);
    out.members += first;
    for (std::size_t i = 1; i < m.parts.size(); ++i) {
      const std::string next = value(m.parts[i].from, row, out, column);
      if (next.empty()) continue;
      come_from(column);
      begin(m.parts[i].key);
      out.members += next;
    }
    out.members += "}";
  }

  const TableMap& table_;
  const std::vector<std::string>& columns_;
};

std::int64_t signed_of(std::uint64_t n) { return static_cast<std::int64_t>(n); }

void bind_or_null(SQLite::Statement& row, int at, const std::string& text) {
  if (text.empty()) row.bind(at); else row.bind(at, text);
}

}  // namespace

Staging::Staging(const Mapping& mapping, Tables& tables)
    : mapping_(mapping), tables_(tables), db_("", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX) {
  db_.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE");
}

std::expected<void, Unusable> Staging::fill() {
  for (std::size_t t = 0; t < mapping_.tables.size(); ++t) {
    if (auto copied = copy(t); !copied) return copied;
  }
  for (std::size_t t = 0; t < mapping_.tables.size(); ++t) flag_duplicates(t);
  for (std::size_t t = 1; t < mapping_.tables.size(); ++t) find_orphans(t);
  const SQLite::Column count = db_.execAndGet("SELECT count(*) FROM t0");
  cases_ = static_cast<std::uint64_t>(count.getInt64());
  const SQLite::Column last = db_.execAndGet("SELECT coalesce(max(n), 0) FROM t0");
  last_line_ = static_cast<std::uint64_t>(last.getInt64());
  return {};
}

std::uint64_t Staging::cases_until(std::uint64_t line) {
  SQLite::Statement count(db_, "SELECT count(*) FROM t0 WHERE n <= ?");
  count.bind(1, signed_of(line));
  count.executeStep();
  return static_cast<std::uint64_t>(count.getColumn(0).getInt64());
}

std::expected<void, Unusable> Staging::copy(std::size_t number) {
  const TableMap& table = mapping_.tables[number];
  const auto columns = tables_.columns(table.table.text);
  if (!columns) return std::unexpected(columns.error());
  db_.exec(fmt::format("CREATE TABLE t{}(n INTEGER PRIMARY KEY, id TEXT, members TEXT, origins BLOB, faults TEXT, parent TEXT, shifted INTEGER, orphan INTEGER)", number));
  const Maker maker(table, *columns);
  SQLite::Transaction whole(db_);
  SQLite::Statement insert(db_, fmt::format("INSERT INTO t{} VALUES (?, ?, ?, ?, ?, ?, ?, 0)", number));
  const auto done = tables_.read(table.table.text, [&](Row&& row) {
    const Made made = maker.make(row);
    insert.bind(1, signed_of(row.line));
    bind_or_null(insert, 2, made.id);
    insert.bind(3, made.members);
    insert.bind(4, made.origins.data(), static_cast<int>(made.origins.size() * sizeof(std::uint32_t)));
    bind_or_null(insert, 5, made.faults);
    bind_or_null(insert, 6, made.parent);
    insert.bind(7, made.shifted ? 1 : 0);
    insert.exec();
    insert.reset();
    insert.clearBindings();
  });
  if (!done) return done;
  whole.commit();
  const bool is_around = std::ranges::any_of(mapping_.tables, [&](const TableMap& t) { return !t.path.empty() && t.around == number; });
  if (is_around) db_.exec(fmt::format("CREATE INDEX i{0} ON t{0}(id)", number));
  if (number > 0) db_.exec(fmt::format("CREATE INDEX p{0} ON t{0}(parent)", number));
  return {};
}

/// Two records with one id, and lists that are tied to it: which is meant cannot be known.
void Staging::flag_duplicates(std::size_t number) {
  const auto around = [&](const TableMap& t) { return !t.path.empty() && t.around == number; };
  if (std::ranges::none_of(mapping_.tables, around)) return;
  const auto columns = tables_.columns(mapping_.tables[number].table.text);
  const auto at = columns ? std::ranges::find(*columns, mapping_.tables[number].id.text) - columns->begin() + 1 : 0;
  db_.exec(fmt::format("UPDATE t{0} SET faults = coalesce(faults || ',', '') || '{1}:{2}' "
                       "WHERE id IN (SELECT id FROM t{0} WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1)",
                       number, number_of(Code::source_duplicate_key), at));
}

void Staging::find_orphans(std::size_t number) {
  const TableMap& table = mapping_.tables[number];
  db_.exec(fmt::format("UPDATE t{0} SET orphan = 1 WHERE parent IS NULL OR NOT EXISTS (SELECT 1 FROM t{1} AS a WHERE a.id = t{0}.parent)", number, table.around));
  const SQLite::Column all = db_.execAndGet(fmt::format("SELECT count(*) FROM t{} WHERE orphan", number));
  orphans_ += static_cast<std::uint64_t>(all.getInt64());
  const SQLite::Column lost = db_.execAndGet(fmt::format("SELECT count(*) FROM t{} WHERE orphan AND (parent IS NULL OR shifted)", number));
  if (lost.getInt64() > 0) incomplete_.push_back(table.path);
  db_.exec(fmt::format("UPDATE t{0} SET faults = '{1}:0' WHERE orphan AND faults IS NULL", number, number_of(Code::source_orphan)));
}

Staged Staging::staged(SQLite::Statement& row, std::size_t table) const {
  const std::string name = tables_.shown(mapping_.tables[table].table.text);
  Staged out{.table = name, .line = static_cast<std::uint64_t>(row.getColumn(0).getInt64()), .id = row.getColumn(1).getString(), .members = row.getColumn(2).getString()};
  const SQLite::Column origins = row.getColumn(3);
  const auto* const numbers = static_cast<const std::uint32_t*>(origins.getBlob());
  for (std::size_t i = 0; i + 1 < static_cast<std::size_t>(origins.getBytes()) / sizeof(std::uint32_t); i += 2) {
    out.origins.push_back({numbers[i], {name, out.line, numbers[i + 1]}});
  }
  const std::string faults = row.getColumn(4).getString();
  for (std::size_t at = 0; at < faults.size();) {
    const std::size_t end = std::min(faults.find(',', at), faults.size());
    const std::size_t colon = faults.find(':', at);
    std::uint32_t column = 0;
    std::from_chars(faults.data() + colon + 1, faults.data() + end, column);
    out.faults.push_back({faults.substr(at, colon - at), {name, out.line, column}});
    at = end + 1;
  }
  return out;
}

}  // namespace rettesnor::source
