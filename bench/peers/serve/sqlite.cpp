// SQLite through its C interface: the database in memory, the twenty statements prepared once.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "bench/peers/kernel/columns.hpp"
#include "bench/peers/serve/serve.hpp"
#include "bench/peers/workload/write.hpp"

namespace rettesnor::bench {
namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void execute(sqlite3* db, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db));
}

/// All statements of a text.
std::vector<Statement> prepare(sqlite3* db, const std::string& sql) {
  std::vector<Statement> out;
  for (const char* at = sql.c_str(); *at != 0;) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(db, at, -1, &made, &at) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db));
    if (made != nullptr) out.emplace_back(made, sqlite3_finalize);
  }
  return out;
}

/// Fills a table from CSV without quotes; an empty field is NULL.
void fill(sqlite3* db, std::string_view table, const std::string& csv) {
  std::istringstream lines(csv);
  std::string line, field;
  Statement insert{nullptr, sqlite3_finalize};
  while (std::getline(lines, line)) {
    const auto fields = static_cast<int>(std::count(line.begin(), line.end(), ',') + 1);
    if (!insert) {
      std::string places = "?";
      for (int i = 1; i < fields; ++i) places += ",?";
      insert = std::move(prepare(db, fmt::format("INSERT INTO {} VALUES ({})", table, places)).front());
    }
    std::istringstream in(line);
    sqlite3_clear_bindings(insert.get());
    for (int i = 1; std::getline(in, field, ','); ++i) {
      if (!field.empty()) sqlite3_bind_int64(insert.get(), i, std::stoll(field));
    }
    if (sqlite3_step(insert.get()) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db));
    sqlite3_reset(insert.get());
  }
}

void load(sqlite3* db, const Asked& asked) {
  execute(db, text_of(asked.sql + "/tables.sql"));
  execute(db, "BEGIN");
  fill(db, "calendar", calendar_rows());
  std::array<std::string, table_names.size()> rows;
  for (std::size_t i = 0; i < asked.cases; ++i) {
    append_rows(rows, make_case(asked.seed, i));
    if (i % 4096 != 4095 && i + 1 != asked.cases) continue;
    for (std::size_t t = 0; t < rows.size(); ++t) {
      fill(db, table_names[t], rows[t]);
      rows[t].clear();
    }
  }
  execute(db, "COMMIT");
  execute(db, "ANALYZE");
}

}  // namespace

void serve_sqlite(const Asked& asked) {
  sqlite3* opened = nullptr;
  if (sqlite3_open(":memory:", &opened) != SQLITE_OK) throw std::runtime_error("SQLite does not open");
  const Database db(opened, sqlite3_close);
  load(db.get(), asked);
  const std::vector<Statement> rules = prepare(db.get(), text_of(asked.sql + "/rules.sql"));
  if (rules.size() != rule_count) throw std::runtime_error("rules.sql has not one statement a rule");
  serve(fmt::format("SQLite {}", sqlite3_libversion()), [&] {
    Ours::Counts out(rule_count);
    for (std::size_t r = 0; r < rule_count; ++r) {
      sqlite3_stmt* s = rules[r].get();
      while (sqlite3_step(s) == SQLITE_ROW) {
        for (std::size_t v = 0; v < 6; ++v) {
          if ((sqlite3_column_int(s, 0) >> v & 1) != 0) out[r][v] += static_cast<std::uint64_t>(sqlite3_column_int64(s, 1));
        }
      }
      sqlite3_reset(s);
    }
    return out;
  });
}

}  // namespace rettesnor::bench
