// The same caseload from a PostgreSQL server; its types; and what happens when the server does not play along.
#include <sys/wait.h>

#include <cstdlib>

#include "tests/engine_source/postgres_server.hpp"
#include "tests/engine_source/source_support.hpp"

namespace rettesnor::testing_source {
namespace {

class PostgresTest : public SourceTest {
 protected:
  static void SetUpTestSuite() { server_ = std::make_unique<PostgresServer>(); }
  static void TearDownTestSuite() { server_.reset(); }
  void SetUp() override {
    SourceTest::SetUp();
    server_->execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET client_min_messages = error; DROP ROLE IF EXISTS reader");
  }

  /// The caseload of `json_lines`, cases last first.
  static void fill(int cases) {
    std::string sql = "CREATE TABLE sager(nr text, kom char(4), a date, e date, c text, note text);"
                      "CREATE TABLE visits(id text, sag text, made date, grade numeric(4, 2)); CREATE TABLE calls(besog text, taken date);";
    for (int i = cases; i-- > 0;) {
      const std::string n = std::to_string(i), e = i % 5 == 0 ? "'2026-01-06'" : i % 5 == 1 ? "'2026-01-12'" : "NULL", c = i % 4 == 0 ? "'J'" : i % 4 == 1 ? "'N'" : i % 4 == 2 ? "'?'" : "NULL";
      sql += "INSERT INTO sager VALUES ('C-" + n + "', '" + (i % 2 == 0 ? "0101" : "0751") + "', '2026-01-05', " + e + ", " + c + ", E'bl\u00e5;\\n\"x\"');";
      for (int v = 0; v < i % 3; ++v) {
        const std::string id = "v" + n + "-" + std::to_string(v);
        sql += "INSERT INTO visits VALUES ('" + id + "', 'C-" + n + "', '2026-01-" + two(7 + v) + "', " + (i % 2 == 0 ? "2.5" : "2") + ");";
        if (v == 1) sql += "INSERT INTO calls VALUES ('" + id + "', '2026-01-09');";
      }
    }
    server_->execute(sql);
  }
  std::unique_ptr<source::Tables> opened(const std::string& address) {
    auto tables = source::open_server(address);
    EXPECT_TRUE(tables) << tables.error().arguments.back();
    return tables ? std::move(*tables) : nullptr;
  }
  /// Each case as JSON; or its faults.
  std::vector<std::string> read(const std::string& map) {
    Problems problems({}, 20);
    const auto mapping = source::read_mapping(loaded_->model, {.name = {}, .text = map}, {}, problems);
    if (!mapping) return {codes(problems)};
    auto tables = opened(server_->address());
    if (!tables) return {};
    auto feed = source::CaseFeed::open(*mapping, *tables, 0, std::size_t{8} << 20U);
    if (!feed) return {std::string(number_of(feed.error().code))};
    std::vector<std::string> out;
    for (Record record; (*feed)->next(record);) {
      std::string faults;
      for (const RecordFault& f : record.faults) faults += f.code + "@" + std::to_string(f.spot.line) + ":" + std::to_string(f.spot.column);
      out.push_back(faults.empty() ? record.text : faults);
    }
    return out;
  }

  static std::unique_ptr<PostgresServer> server_;
};
std::unique_ptr<PostgresServer> PostgresTest::server_;

TEST_F(PostgresTest, TheSameCasesGiveTheSameVerdicts) {
  fill(count);
  std::ofstream(folder_ / "cases.ndjson", std::ios::binary) << json_lines(count);
  ASSERT_EQ(run(folder_ / "cases.ndjson", "", "lines.db").size(), 64U);
  ASSERT_EQ(run(server_->address(), map(false), "server.db").size(), 64U);
  EXPECT_EQ(tally("server.db"), tally("lines.db"));
  EXPECT_EQ(verdicts("server.db"), verdicts("lines.db"));
  EXPECT_TRUE(flaws("server.db").empty());
}

TEST_F(PostgresTest, ARunThatWasStoppedGoesOnToTheSameHead) {
  fill(20);
  server_->execute("CREATE INDEX places ON sager(note, kom, nr); INSERT INTO visits VALUES ('o1', 'C-999', '2026-01-07', 2), ('o2', NULL, '2026-01-07', 2)");
  const std::string head = run(server_->address(), map(false), "whole.db");
  ASSERT_EQ(head.size(), 64U);
  for (int stop = 1; stop < 4; ++stop) {  // 22 records in shards of 7: four
    const std::string name = "stopped" + std::to_string(stop) + ".db";
    run(server_->address(), map(false), name, stop);
    // Rows moved about in the file are the same rows.
    server_->execute("UPDATE sager SET note = note WHERE kom = '0101'; CLUSTER sager USING places; ");
    EXPECT_EQ(run(server_->address(), map(false), name, -1, true), head) << stop;
  }
}

TEST_F(PostgresTest, TheTableLooksTheSameToTheRunsIdentityUntilItChanges) {
  fill(5);
  const auto print = [&] { return hexadecimal(opened(server_->address())->fingerprint({"sager", "visits"})->first); };
  const std::string before = print();
  server_->execute("UPDATE sager SET note = note");
  EXPECT_EQ(print(), before);
  server_->execute("UPDATE visits SET grade = 3 WHERE id = 'v1-0'");
  EXPECT_NE(print(), before);
}

TEST_F(PostgresTest, AKeyThatIsOneNumberIsThePlaceOfARecord) {
  server_->execute("CREATE TABLE sager(n bigint PRIMARY KEY, nr text, kom text, a text); INSERT INTO sager VALUES (70, 'C-1', '0101', '2026-13-01'), (7, 'C-2', '0101', '2026-01-01'), (9, 'C-3', '01', '2026-01-01')");
  ASSERT_EQ(run(server_->address(), "case:\n  table: sager\n  id: nr\n  municipality: kom\n  extraction_time: {constant: 2026-02-01 00:00}\n  fields: {a: a}\n", "key.db").size(), 64U);
  EXPECT_EQ(flaws("key.db"), (std::multiset<std::string>{"sager|9|3|K047", "sager|70|4|K028"}));
}

class PostgresTypes : public PostgresTest {
 protected:
  std::string rules() const override {
    return R"(language en
package small.types version 1
actor office "Kontoret"
source L law "Small law"
concept matter "Sag"
  event seen moment "Set"
  event local moment "Lokalt"
  event day date "Dag"
  fact grade number "Karakter"
  fact flag yes/no "Flag"
  fact word text "Ord"
  fact reasons list of one of red, green, blue "Grunde"
end
rule r "R" cite L § 1
  office must do day within 2 days of seen
end
)";
  }
};

TEST_F(PostgresTypes, EachIsReadAsWhatItIs) {
  server_->execute("CREATE DOMAIN score AS numeric; CREATE TYPE mood AS ENUM ('glad', 'sur');"
                   "CREATE TABLE cases(id int PRIMARY KEY, seen timestamptz, local timestamp, day date, grade score, flag boolean, word mood, reasons text[]);"
                   "INSERT INTO cases VALUES (1, '2026-07-01 12:00:30+02', '2026-07-01 09:15', '2026-07-02', 2.50, true, 'sur', ARRAY['red', 'blue']),"
                   "(2, NULL, NULL, NULL, NULL, false, NULL, '{}')");
  const std::string map = "time_zone: \"+03:00\"\ndates: dd-mm-yyyy\nmoments: dd-mm-yyyy HH:MM\ndecimal: \",\"\ncase:\n  table: cases\n  id: id\n"
                          "  fields: {seen: seen, local: local, day: day, grade: grade, flag: flag, word: word, reasons: reasons}\n";
  // The instant is the server's own; a local time is in the zone that the mapping says; forms of dates and numbers are for text.
  EXPECT_EQ(read(map), (std::vector<std::string>{
                           R"({"case":"1","seen":"2026-07-01 10:00:30Z","local":"2026-07-01 09:15:00+03:00","day":"2026-07-02","grade":2.50,"flag":"true","word":"sur","reasons":["red","blue"]})",
                           R"({"case":"2","flag":"false","reasons":[]})"}));
}

TEST_F(PostgresTypes, WhatCannotBeReadKeepsItsCaseOut) {
  server_->execute("CREATE TABLE cases(id int PRIMARY KEY, day date, grade numeric, word text, raw bytea, reasons text[]);"
                   "INSERT INTO cases VALUES (1, 'infinity', NULL, NULL, NULL, NULL), (2, NULL, 'NaN', NULL, NULL, NULL), (3, NULL, NULL, repeat('x', 1048577), NULL, NULL),"
                   "(4, NULL, NULL, NULL, '\\x00', NULL), (5, NULL, NULL, NULL, NULL, ARRAY['red', NULL]), (6, NULL, NULL, NULL, NULL, ARRAY[['red'], ['blue']]), (7, NULL, NULL, repeat('x', 9), NULL, NULL)");
  const std::string map = "case:\n  table: cases\n  id: id\n  extraction_time: {constant: 2026-02-01 00:00}\n  fields: {day: day, grade: grade, word: word, reasons: reasons, day.source: raw}\n";
  const std::vector<std::string> found = read(map);
  ASSERT_EQ(found.size(), 7U);
  EXPECT_NE(found[0].find("\"infinity\""), std::string::npos) << "refused by the reader of cases: see below";
  EXPECT_EQ(found[1], "K024@2:3");
  EXPECT_EQ(found[2], "K055@3:4");
  EXPECT_EQ(found[4], "K061@5:6");
  EXPECT_EQ(found[5], "K061@6:6");
  EXPECT_NE(found[6].find(R"("word":"xxxxxxxxx")"), std::string::npos);
  ASSERT_EQ(run(server_->address(), map, "types.db").size(), 64U);
  EXPECT_TRUE(flaws("types.db").contains("cases|1|2|K028"));
}

TEST_F(PostgresTest, EverythingIsReadFromOneMoment) {
  fill(3);
  const auto tables = opened(server_->address());
  const auto rows_of = [&](const std::string& table) {
    int rows = 0;
    EXPECT_TRUE(tables->read(table, [&](source::Row&&) { ++rows; }));
    return rows;
  };
  EXPECT_EQ(rows_of("sager"), 3);
  server_->execute("DELETE FROM visits; INSERT INTO sager SELECT 'D', kom, a, e, c, note FROM sager");
  EXPECT_EQ(rows_of("visits"), 3);
  EXPECT_EQ(rows_of("sager"), 3);
}

TEST_F(PostgresTest, AConnectionThatIsLostIsSaidAndNothingIsJudged) {
  server_->execute("CREATE TABLE sager AS SELECT i::text AS nr, '0101'::text AS kom, repeat('x', 500) AS note FROM generate_series(1, 20000) AS i");
  const auto tables = opened(server_->address());
  std::size_t rows = 0;
  const auto done = tables->read("sager", [&](source::Row&&) {
    if (++rows == 40) server_->cut_connections();
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::source_lost);
  EXPECT_LT(rows, 20000U) << "rows are fetched a few at a time";
  const auto again = tables->read("sager", [](source::Row&&) {});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Code::source_lost);
}

TEST_F(PostgresTest, NothingIsWrittenAndNothingHidden) {
  server_->execute("CREATE TABLE seen(x int); CREATE FUNCTION note() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO seen VALUES (1) RETURNING 1'; CREATE VIEW trap AS SELECT note() AS n;"
                   "CREATE TABLE secret(x int); INSERT INTO secret VALUES (1), (2); ALTER TABLE secret ENABLE ROW LEVEL SECURITY; CREATE POLICY half ON secret USING (x = 1);"
                   "CREATE ROLE reader LOGIN PASSWORD 'laeser'; GRANT USAGE ON SCHEMA public TO reader; GRANT SELECT ON secret TO reader");
  const auto none = [](source::Row&&) {};
  EXPECT_FALSE(opened(server_->address())->read("trap", none));
  auto tables = opened(server_->address("reader", "laeser"));
  const auto hidden = tables->read("secret", none);
  ASSERT_FALSE(hidden) << "rows that a policy takes away would seem not to be there";
  EXPECT_EQ(hidden.error().code, Code::source_unusable);
  EXPECT_FALSE(opened(server_->address("reader", "laeser"))->read("seen", none)) << "may not be read";
  tables.reset();
  server_->execute("DROP OWNED BY reader");
}

TEST_F(PostgresTest, TablesOfOtherSchemasAreCalledWithThem) {
  server_->execute("DROP SCHEMA IF EXISTS \"Andet\" CASCADE; CREATE SCHEMA \"Andet\"; CREATE TABLE \"Andet\".\"Min \"\"sag\"(\"Nr. 1\" text); INSERT INTO \"Andet\".\"Min \"\"sag\" VALUES ('x'); CREATE TABLE sager(nr text)");
  auto tables = opened(server_->address());
  EXPECT_EQ(tables->names(), (std::vector<std::string>{"Andet.Min \"sag", "sager"}));
  EXPECT_EQ(tables->columns("Andet.Min \"sag").value(), (std::vector<std::string>{"Nr. 1"}));
  std::string cell;
  EXPECT_TRUE(tables->read("Andet.Min \"sag", [&](source::Row&& row) { cell = row.cells.at(0).text; }));
  EXPECT_EQ(cell, "x");
  tables.reset();
  server_->execute("DROP SCHEMA \"Andet\" CASCADE");
}

TEST_F(PostgresTest, ADraftIsMadeFromItsTables) {
  server_->execute("CREATE TABLE sager(sagsnr text, kommunekode text, anker date); CREATE TABLE besoeg(id text, sagsnr text, besoeget date)");
  auto tables = source::open_tables(server_->address(), source::Encoding::utf8, ';');
  ASSERT_TRUE(tables);
  const auto drafted = source::draft(loaded_->model, loaded_->model.roots.front(), **tables);
  ASSERT_TRUE(drafted);
  for (const char* line : {"  table: \"sager\"\n", "  id: \"sagsnr\"\n", "    a: \"anker\"\n", "    table: \"besoeg\"\n    parent: \"sagsnr\"\n"}) EXPECT_NE(drafted->find(line), std::string::npos) << *drafted;
}

TEST_F(PostgresTest, NoMessageHoldsThePassword) {
  const auto said = [](const std::string& address) {
    const auto tables = source::open_server(address);
    if (tables) return std::string("opened");
    std::string out;
    for (const std::string& a : tables.error().arguments) out += a + "\n";
    return out;
  };
  const std::string wrong = said(server_->address("tester", "hushhu%73h"));
  EXPECT_NE(wrong.find("tester"), std::string::npos) << wrong;
  EXPECT_EQ(wrong.find("hush"), std::string::npos) << wrong;
  for (const std::string& address : {
           server_->address("nobody", "hushhush"), "postgresql://u:hushhush@127.0.0.1:1/db?connect_timeout=2"s, "postgresql://u@127.0.0.1:1/db?connect_timeout=2&password=hushhush"s,
           "postgresql://u:hush@hush@127.0.0.1/db"s, "postgresql://u:hush/hush@127.0.0.1/db"s, "postgresql://u:hush?hush@127.0.0.1/db"s, "postgresql://u:hush#hush@127.0.0.1/db"s,
           "postgresql://u:hush%zzhush@127.0.0.1/db"s, "postgresql://127.0.0.1/db?hushhush"s, "postgresql://127.0.0.1/db?password=hush@hush"s,
       }) {
    const std::string all = said(address) + source::shown_source(address);
    EXPECT_EQ(all.find("hush"), std::string::npos) << all;
    EXPECT_EQ(all.find("opened"), std::string::npos) << address;
  }
}

TEST_F(PostgresTest, TheProgramAuditsAServerAndKeepsThePasswordToItself) {
  fill(5);
  std::ofstream(folder_ / "small.regel") << rules_text;
  std::ofstream(folder_ / "map.yaml") << map(false);
  const auto program = [&](const std::string& arguments) {
    const fs::path said = folder_ / "said";
    const std::string command = std::string(RSN_PROGRAM) + " " + arguments + " --rules " + (folder_ / "small.regel").string() + " >" + said.string() + " 2>&1";
    const int status = std::system(command.c_str());  // NOLINT: a test's own words
    std::ifstream in(said);
    return std::pair(WEXITSTATUS(status), std::string((std::istreambuf_iterator<char>(in)), {}));
  };
  const std::string rest = " --map " + (folder_ / "map.yaml").string() + " --as-of 2026-01-20 --out ";
  const auto [code, output] = program("audit '" + server_->address() + "'" + rest + (folder_ / "cli.db").string());
  EXPECT_EQ(code, 0) << output;
  EXPECT_EQ(rows("cli.db", "SELECT value FROM run WHERE name = 'source'"), (std::multiset<std::string>{"postgresql://tester@/test"}));
  std::string all = output;
  for (const std::string& row : rows("cli.db", "SELECT * FROM run")) all += row;
  const auto [again, output_again] = program("audit '" + server_->address() + "'" + rest + (folder_ / "cli.db").string() + " --resume");
  EXPECT_EQ(again, 2) << "complete";
  const auto [drafted, draft] = program("map init '" + server_->address() + "'");
  EXPECT_EQ(drafted, 0) << draft;
  // Nothing listens there; no mapping; a command that reads no address; one that is nearly an address.
  const auto [closed, not_there] = program("audit postgresql://u:hem-melig@127.0.0.1:1/db" + rest + (folder_ / "none.db").string());
  EXPECT_EQ(closed, 2);
  EXPECT_NE(not_there.find("postgresql://u@127.0.0.1:1/db"), std::string::npos) << not_there;
  const auto [without, no_map] = program("audit '" + server_->address() + "' --as-of 2026-01-20 --out " + (folder_ / "none.db").string());
  EXPECT_EQ(without, 2);
  const auto [other, checked] = program("check '" + server_->address() + "' --as-of 2026-01-20");
  EXPECT_EQ(other, 2);
  const auto [odd, near] = program("map init 'postgresql://u:hem-melig@@host/db'");
  EXPECT_EQ(odd, 2);
  for (const std::string& said : {all, output_again, draft, not_there, no_map, checked, near}) EXPECT_EQ(said.find("melig"), std::string::npos) << said;
}

TEST(AddressTest, IsShownWithoutItsPasswordAndParameters) {
  EXPECT_EQ(source::shown_source("postgresql://me:word@db.example.dk:5433/cases?sslmode=require"), "postgresql://me@db.example.dk:5433/cases");
  EXPECT_EQ(source::shown_source("postgres:///cases"), "postgresql:///cases");
  EXPECT_EQ(source::shown_source("postgresql://[::1]:5432,other/cases"), "postgresql://[::1]:5432,other/cases");
  EXPECT_EQ(source::shown_source("postgresql://me:wo@rd@host/cases"), "postgresql://…");
  EXPECT_EQ(source::shown_source("a/folder/"), "folder");
  EXPECT_EQ(source::shown_source("cases.ndjson"), "cases.ndjson");
  EXPECT_EQ(source::read_address("postgresql://me:w%4frd@h/c")->secrets, (std::vector<std::string>{"w%4frd", "wOrd"}));
  EXPECT_EQ(source::without_secrets("wOrd and w%4frd", *source::read_address("postgresql://me:w%4frd@h/c")), "*** and ***");
}

}  // namespace
}  // namespace rettesnor::testing_source
