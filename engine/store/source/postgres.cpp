// A PostgreSQL database, read in one snapshot: what the audit reads is what the server held at one moment, and nothing is
// written. The only file that knows libpqxx.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <pqxx/pqxx>

#include "engine/store/source/address.hpp"
#include "engine/store/source/tables.hpp"

namespace rettesnor::source {

namespace {

using Snapshot = pqxx::transaction<pqxx::repeatable_read, pqxx::read_only>;

/// As of a record of CSV: letters of a value; a longer one makes its record unreadable.
constexpr std::size_t longest = std::size_t{1} << 20U;

std::string as_name(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

/// How a column's values are handed on.
enum class Kind : std::uint8_t { text, number, time, instant, yes_no, array, bytes };

Kind kind_of(const std::string& type, bool array) {
  static const std::map<std::string, Kind> known{{"int2", Kind::number},  {"int4", Kind::number},   {"int8", Kind::number},      {"numeric", Kind::number},     {"float4", Kind::number},
                                                 {"float8", Kind::number}, {"date", Kind::time},     {"timestamp", Kind::time},   {"timestamptz", Kind::instant}, {"bool", Kind::yes_no},
                                                 {"bytea", Kind::bytes}};
  if (array) return Kind::array;
  const auto found = known.find(type);
  return found == known.end() ? Kind::text : found->second;
}

struct ColumnOf {
  std::string name;
  Kind kind = Kind::text;
  bool collates = false;
};

struct TableOf {
  std::string id;       ///< its oid
  std::string written;  ///< "schema"."table"
  std::vector<ColumnOf> columns{};
  std::vector<std::string> key{};  ///< columns whose values together stand once; empty: none known
  bool number_key = false;         ///< the key is one whole number
};

/// `{a,"b c",NULL}` as the server writes it; none: of several dimensions, or with a value that is not there.
std::optional<std::vector<std::string>> items_of(const pqxx::field& field) {
  std::vector<std::string> out;
  auto parser = field.as_array();
  int depth = 0;
  while (true) {
    auto [juncture, value] = parser.get_next();
    switch (juncture) {
      case pqxx::array_parser::row_start:
        if (++depth > 1) return std::nullopt;
        break;
      case pqxx::array_parser::string_value: out.push_back(std::move(value)); break;
      case pqxx::array_parser::null_value: return std::nullopt;
      case pqxx::array_parser::row_end: break;
      case pqxx::array_parser::done: return out;
    }
  }
}

class Server final : public Tables {
 public:
  explicit Server(Address address) : address_(std::move(address)) {}

  std::expected<void, Unusable> connect() {
    return guarded([&] {
      // What the address says itself stands first and wins.
      const std::string more = "connect_timeout=20&keepalives_idle=60&application_name=rettesnor";
      connection_ = std::make_unique<pqxx::connection>(address_.text + (address_.text.find('?') == std::string::npos ? "?" : "&") + missing(more));
      quiet_ = std::make_unique<pqxx::quiet_errorhandler>(*connection_);
      // Rows that a policy hides would seem not to be there: with row_security off the server refuses instead.
      pqxx::nontransaction settings(*connection_);
      settings.exec("SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET row_security = off; "
                    "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET default_transaction_read_only = on");
      settings.commit();
      snapshot_ = std::make_unique<Snapshot>(*connection_);
      find_tables();
    });
  }

  std::vector<std::string> names() const override {
    std::vector<std::string> out;
    for (const auto& [name, table] : tables_) out.push_back(name);
    return out;
  }
  std::string shown(const std::string& table) const override { return table; }

  void let_go() override {
    snapshot_.reset();
    quiet_.reset();
    connection_.reset();
  }

  std::expected<std::vector<std::string>, Unusable> columns(const std::string& table) override {
    std::vector<std::string> out;
    auto known = guarded([&] {
      for (const ColumnOf& c : described(table).columns) out.push_back(c.name);
    });
    if (!known) return std::unexpected(known.error());
    return out;
  }

  std::expected<void, Unusable> read(const std::string& table, const std::function<void(Row&&)>& take) override {
    return guarded([&] { each_row(table, take); });
  }

  /// Over the contents: a server has no file to look at.
  std::expected<std::pair<Digest, std::uint64_t>, Unusable> fingerprint(const std::vector<std::string>& tables) const override {
    Sha256 sum;
    std::uint64_t bytes = 0;
    const auto put = [&](std::string_view text) {
      bytes += text.size();
      sum.add(std::to_string(text.size()) + ":");
      sum.add(text);
    };
    auto done = guarded([&] {
      for (const std::string& table : tables) {
        put(table);
        for (const ColumnOf& c : described(table).columns) put(c.name);
        each_row(table, [&](Row&& row) {
          put(std::to_string(row.line));
          for (const Cell& c : row.cells) {
            put(c.text);
            if (c.items) put(std::to_string(c.items->size()));
            for (const std::string& item : c.items.value_or(std::vector<std::string>())) put(item);
          }
        });
      }
    });
    if (!done) return std::unexpected(done.error());
    return std::pair(sum.digest(), bytes);
  }

 private:
  /// Parameters that the address does not give itself.
  std::string missing(std::string_view all) const {
    std::string out;
    while (!all.empty()) {
      const std::string_view one = all.substr(0, all.find('&'));
      all.remove_prefix(std::min(one.size() + 1, all.size()));
      if (address_.text.find(std::string(one.substr(0, one.find('='))) + "=") == std::string::npos) out += (out.empty() ? "" : "&") + std::string(one);
    }
    return out;
  }

  template <class Do>
  std::expected<void, Unusable> guarded(const Do& what) const {
    try {
      what();
      return {};
    } catch (const pqxx::sql_error& e) {
      // 57P…: the server ends the connection; 08…: it is gone.
      if (snapshot_ && (e.sqlstate().starts_with("57P") || e.sqlstate().starts_with("08"))) return std::unexpected(lost());
      return std::unexpected(trouble(e.what()));
    } catch (const pqxx::broken_connection& e) {
      return std::unexpected(snapshot_ ? lost() : trouble(e.what()));
    } catch (const pqxx::pqxx_exception& e) {  // also what the library throws when it is used after a loss
      return std::unexpected(snapshot_ && !connection_->is_open() ? lost() : trouble(e.base().what()));
    }
  }
  Unusable lost() const { return {Code::source_lost, {address_.shown}}; }
  Unusable trouble(std::string what) const {
    what = without_secrets(std::move(what), address_);
    std::ranges::replace(what, '\n', ' ');
    what.erase(what.find_last_not_of(" \t") + 1);
    return {.arguments = {address_.shown, what}};
  }

  void find_tables() {
    // One that is found by its bare name is called by it; others with their schema.
    for (const auto& row : snapshot_->exec("SELECT CASE WHEN pg_table_is_visible(c.oid) THEN c.relname::text ELSE n.nspname || '.' || c.relname END, c.oid, n.nspname, c.relname "
                                           "FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                                           "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'")) {
      tables_[row[0].c_str()] = {.id = row[1].c_str(), .written = as_name(row[2].c_str()) + "." + as_name(row[3].c_str())};
    }
  }

  TableOf& described(const std::string& name) const {
    TableOf& table = tables_.at(name);
    if (!table.columns.empty()) return table;
    for (const auto& row : snapshot_->exec("SELECT a.attname, coalesce(b.typname, t.typname), coalesce(b.typcategory, t.typcategory) = 'A', a.attcollation <> 0 "
                                           "FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid LEFT JOIN pg_type AS b ON b.oid = nullif(t.typbasetype, 0) "
                                           "WHERE a.attrelid = " + table.id + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")) {
      table.columns.push_back({row[0].c_str(), kind_of(row[1].c_str(), row[2].as<bool>()), row[3].as<bool>()});
    }
    // The key of a table that others inherit from may stand in them again.
    for (const auto& row : snapshot_->exec("SELECT a.attname, t.typname IN ('int2', 'int4', 'int8') FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid "
                                           "CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place) "
                                           "JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number JOIN pg_type AS t ON t.oid = a.atttypid "
                                           "WHERE i.indrelid = " + table.id + " AND i.indisprimary AND (c.relkind = 'p' OR NOT c.relhassubclass) ORDER BY k.place")) {
      table.key.push_back(row[0].c_str());
      table.number_key = table.key.size() == 1 && row[1].as<bool>();
    }
    if (table.number_key) {
      const pqxx::result least = snapshot_->exec("SELECT coalesce(min(" + as_name(table.key.front()) + "), 1) > 0 FROM " + table.written);
      table.number_key = least[0][0].as<bool>();
    }
    return table;
  }

  /// The order is that of the key, or of all values: it never depends on where the rows lie.
  static std::string order_of(const TableOf& table) {
    std::string out;
    for (const ColumnOf& c : table.columns) {
      if (!table.key.empty()) break;
      out += (out.empty() ? "" : ", ") + as_name(c.name) + "::text COLLATE \"C\"";
    }
    for (const std::string& name : table.key) {
      const bool collates = std::ranges::find(table.columns, name, &ColumnOf::name)->collates;
      out += (out.empty() ? "" : ", ") + as_name(name) + (collates ? " COLLATE \"C\"" : "");
    }
    return out;
  }

  void each_row(const std::string& name, const std::function<void(Row&&)>& take) const {
    const TableOf& table = described(name);
    std::string list = table.number_key ? as_name(table.key.front()) : std::string("0");
    for (const ColumnOf& c : table.columns) {
      list += c.kind == Kind::bytes ? ", (" + as_name(c.name) + " IS NOT NULL)::text" : fmt::format(", left({}::text, {})", as_name(c.name), longest + 1);
    }
    const std::string order = order_of(table);
    snapshot_->exec("DECLARE rows NO SCROLL CURSOR FOR SELECT " + list + " FROM " + table.written + (order.empty() ? "" : " ORDER BY " + order));
    constexpr std::size_t most_rows = 1024, most_bytes = std::size_t{4} << 20U;
    std::size_t at_once = 16;
    std::uint64_t number = 0;
    while (true) {
      const pqxx::result some = snapshot_->exec(fmt::format("FETCH {} FROM rows", at_once));
      if (some.empty()) break;
      std::size_t bytes = 0;
      for (const auto& from : some) {
        Row row{.line = ++number, .cells = {}};
        if (table.number_key) row.line = from[0].as<std::uint64_t>();
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
          const pqxx::field field = from[static_cast<pqxx::row::size_type>(c + 1)];
          bytes += field.size();
          cell(field, table.columns[c].kind, row);
        }
        take(std::move(row));
      }
      at_once = bytes > most_bytes ? std::max<std::size_t>(1, at_once / 4) : std::min(most_rows, at_once * 2);
    }
    snapshot_->exec("CLOSE rows");
  }

  static void cell(const pqxx::field& field, Kind kind, Row& row) {
    Cell out;
    const auto place = static_cast<std::uint32_t>(row.cells.size());
    if (field.is_null()) {
      row.cells.push_back(std::move(out));
      return;
    }
    const auto refuse = [&](Code code) {
      if (row.fault) return;
      row.fault = code;
      row.column = place + 1;
    };
    out.text = std::string(field.c_str(), field.size());
    switch (kind) {
      case Kind::text: break;
      case Kind::number: out.form = Cell::Form::number; break;
      case Kind::time: out.form = Cell::Form::time; break;
      case Kind::instant:
        out.form = Cell::Form::instant;
        if (out.text.ends_with("+00")) out.text.replace(out.text.size() - 3, 3, "Z");
        break;
      case Kind::yes_no: out.text = out.text == "true" ? "true" : "false"; break;
      case Kind::array:
        if (out.text.size() > longest) break;
        out.items = items_of(field);
        if (!out.items) row.not_text.push_back(place);
        break;
      case Kind::bytes:
        if (out.text == "true") row.not_text.push_back(place);
        out.text.clear();
        break;
    }
    if (out.text.size() > longest) refuse(Code::source_record_too_large);
    row.cells.push_back(std::move(out));
  }

  Address address_;
  std::unique_ptr<pqxx::connection> connection_;
  std::unique_ptr<pqxx::quiet_errorhandler> quiet_;
  std::unique_ptr<Snapshot> snapshot_;
  mutable std::map<std::string, TableOf> tables_;  ///< with columns when they were asked for
};

}  // namespace

std::expected<std::unique_ptr<Tables>, Unusable> open_server(std::string_view address) {
  auto read = read_address(address);
  if (!read) return std::unexpected(Unusable{Code::source_unusable, {shown_source(address), "postgresql://[user[:password]@]host[:port]/database"}});
  auto server = std::make_unique<Server>(std::move(*read));
  if (auto connected = server->connect(); !connected) return std::unexpected(connected.error());
  return server;
}

}  // namespace rettesnor::source
