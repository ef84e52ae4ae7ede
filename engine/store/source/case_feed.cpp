#include "engine/store/source/case_feed.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "engine/store/schema.hpp"
#include "engine/store/source/staging.hpp"

namespace rettesnor::source {

namespace {

constexpr const char* row_columns = "n, id, members, origins, faults";

using Names = std::vector<std::string>;

std::vector<std::string_view> views(const Names& names) { return {names.begin(), names.end()}; }

}  // namespace

std::expected<bool, Unusable> check_tables(const Mapping& mapping, Tables& tables, Problems& problems) {
  const Names names = tables.names();
  bool whole = true;
  for (const TableMap& table : mapping.tables) {
    if (std::ranges::find(names, table.table.text) == names.end()) {
      problems.add(Code::map_unknown_table, table.table.at, {table.table.text}).help = {{join(views(names))}};
      whole = false;
      continue;
    }
    const auto columns = tables.columns(table.table.text);
    if (!columns) return std::unexpected(columns.error());
    const auto look = [&](const Written& column) {
      if (column.text.empty() || std::ranges::find(*columns, column.text) != columns->end()) return;
      problems.add(Code::map_unknown_column, column.at, {table.table.text, column.text}).help = {{join(views(*columns))}};
      whole = false;
    };
    look(table.parent);
    if (std::ranges::none_of(table.members, [](const Member& m) { return m.name == "case" || m.name == "id"; })) look(table.id);
    for (const Member& m : table.members) {
      for (const Member::Part& part : m.parts) look(part.from.column);
    }
  }
  return whole;
}

struct CaseFeed::Inside {
  const Mapping& mapping;
  Staging staging;
  std::size_t max_bytes;
  std::string tail;  ///< what every case has besides
  std::vector<std::vector<std::size_t>> below{};  ///< by table: the lists in it
  std::vector<std::unique_ptr<SQLite::Statement>> children{};  ///< by table from 1
  std::unique_ptr<SQLite::Statement> rows{};  ///< cases, then the orphans of each table
  std::size_t table = 0;                      ///< whose rows those are
  std::uint64_t number = 0;                   ///< of the last record
  std::uint64_t orphans_done = 0;
  std::uint64_t done = 0;

  Inside(const Mapping& m, Tables& tables, std::size_t most) : mapping(m), staging(m, tables), max_bytes(most) {}

  std::expected<void, Unusable> begin(std::uint64_t after) {
    if (auto filled = staging.fill(); !filled) return filled;
    below.resize(mapping.tables.size());
    children.resize(mapping.tables.size());
    for (std::size_t t = 1; t < mapping.tables.size(); ++t) {
      below[mapping.tables[t].around].push_back(t);
      children[t] = std::make_unique<SQLite::Statement>(staging.database(), fmt::format("SELECT {} FROM t{} WHERE parent = ? ORDER BY n", row_columns, t));
    }
    Names open = staging.is_partial() ? mapping.everything : mapping.unmapped;
    if (!staging.is_partial()) open.insert(open.end(), staging.incomplete().begin(), staging.incomplete().end());
    for (const std::string& name : open) tail += (tail.empty() ? R"(,"unmapped":[)" : ",") + json_text(name);
    if (!tail.empty()) tail += ']';
    rows = std::make_unique<SQLite::Statement>(staging.database(), fmt::format("SELECT {} FROM t0 WHERE n > ? ORDER BY n", row_columns));
    rows->bind(1, static_cast<std::int64_t>(after));
    done = staging.cases_until(after);
    number = after;
    // Orphans that are done already are read and dropped.
    for (std::uint64_t skip = after > staging.last_line() ? after - staging.last_line() : 0; skip > 0 && step(); --skip) ++orphans_done;
    done += orphans_done;
    return {};
  }

  /// To the next row of any table.
  bool step() {
    if (table >= mapping.tables.size()) return false;
    while (!rows->executeStep()) {
      if (++table >= mapping.tables.size()) return false;
      rows = std::make_unique<SQLite::Statement>(staging.database(), fmt::format("SELECT {} FROM t{} WHERE orphan ORDER BY n", row_columns, table));
    }
    return true;
  }

  void append(const Staged& row, Record& out) const {
    for (const RecordOrigin& o : row.origins) out.origins.push_back({o.begin + static_cast<std::uint32_t>(out.text.size()), o.spot});
    out.text += row.members;
  }

  /// The lists of a record, each behind a comma.
  void lists(std::size_t around, const std::string& id, Record& out) {
    if (id.empty()) return;
    for (const std::size_t t : below[around]) {
      SQLite::Statement& child = *children[t];
      child.reset();
      child.bind(1, id);
      bool any = false;
      while (out.text.size() <= max_bytes && child.executeStep()) {
        const Staged row = staging.staged(child, t);
        out.faults.insert(out.faults.end(), row.faults.begin(), row.faults.end());
        if (any) out.text += ',';
        else out.text += (out.text.back() == '{' ? "" : ",") + json_text(mapping.tables[t].name) + ":[";
        any = true;
        out.origins.push_back({static_cast<std::uint32_t>(out.text.size()), {row.table, row.line, 0}});
        out.text += '{';
        append(row, out);
        lists(t, row.id, out);
        out.text += '}';
      }
      if (any) out.text += ']';
    }
  }
};

CaseFeed::CaseFeed(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
CaseFeed::~CaseFeed() = default;

std::expected<std::unique_ptr<CaseFeed>, Unusable> CaseFeed::open(const Mapping& mapping, Tables& tables, std::uint64_t after, std::size_t max_bytes) {
  try {
    auto inside = std::make_unique<Inside>(mapping, tables, max_bytes);
    if (auto begun = inside->begin(after); !begun) return std::unexpected(begun.error());
    tables.let_go();
    return std::unique_ptr<CaseFeed>(new CaseFeed(std::move(inside)));
  } catch (const SQLite::Exception& e) {
    return std::unexpected(Unusable{.arguments = {"", e.what()}});
  }
}

bool CaseFeed::next(Record& record) {
  Inside& in = *inside_;
  record = {};
  if (!in.step()) return false;
  Staged row = in.staging.staged(*in.rows, in.table);
  ++in.done;
  record.faults = std::move(row.faults);
  if (in.table > 0) {
    record.number = in.number = in.staging.last_line() + ++in.orphans_done;
    return true;
  }
  record.number = in.number = row.line;
  record.text = "{";
  record.origins.push_back({0, {row.table, row.line, 0}});
  in.append(row, record);
  in.lists(0, row.id, record);
  record.text += in.tail + "}";
  record.too_long = record.text.size() > in.max_bytes;
  return true;
}

FeedPlace CaseFeed::place() const { return {inside_->done, inside_->number}; }

std::uint64_t CaseFeed::size() const { return inside_->staging.cases() + inside_->staging.orphans(); }

}  // namespace rettesnor::source
