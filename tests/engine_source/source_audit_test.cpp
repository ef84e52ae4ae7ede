// One caseload as JSON lines, as CSV in two writings and as SQLite: the same counts. Then what is wrong with a source.
#include "tests/engine_source/source_support.hpp"

namespace rettesnor::testing_source {
namespace {

TEST_F(SourceTest, TheSameCasesGiveTheSameCountsFromEverySource) {
  std::ofstream(folder_ / "cases.ndjson", std::ios::binary) << json_lines(count);
  ASSERT_EQ(run(folder_ / "cases.ndjson", "", "lines.db").size(), 64U);
  const auto wanted = tally("lines.db"), each = verdicts("lines.db");
  ASSERT_GT(each.size(), 200U);
  ASSERT_GT(wanted.size(), 10U);
  Writer danish{.danish = true}, plain;
  danish.write(count);
  plain.write(count);
  ASSERT_EQ(run(csv("danish", danish), map(true), "danish.db").size(), 64U);
  EXPECT_EQ(tally("danish.db"), wanted);
  EXPECT_EQ(verdicts("danish.db"), each);
  ASSERT_EQ(run(csv("plain", plain), map(false), "plain.db").size(), 64U);
  EXPECT_EQ(tally("plain.db"), wanted);
  EXPECT_EQ(verdicts("plain.db"), each);
  EXPECT_TRUE(flaws("plain.db").empty());
  {
    SQLite::Database db(folder_ / "source.sqlite", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("CREATE TABLE sager(nr TEXT PRIMARY KEY, kom TEXT, a TEXT, e TEXT, c TEXT, note TEXT) WITHOUT ROWID;"
            "CREATE TABLE visits(id TEXT, sag TEXT, made TEXT, grade REAL); CREATE TABLE calls(besog TEXT, taken TEXT)");
    for (int i = 0; i < count; ++i) {
      const std::string n = std::to_string(i), e = i % 5 == 0 ? "'2026-01-06'" : i % 5 == 1 ? "'2026-01-12'" : "NULL", c = i % 4 == 0 ? "'J'" : i % 4 == 1 ? "'N'" : i % 4 == 2 ? "'?'" : "NULL";
      db.exec("INSERT INTO sager VALUES ('C-" + n + "', '" + (i % 2 == 0 ? "0101" : "0751") + "', '2026-01-05', " + e + ", " + c + ", 'x')");
      for (int v = 0; v < i % 3; ++v) {
        const std::string id = "v" + n + "-" + std::to_string(v);
        db.exec("INSERT INTO visits VALUES ('" + id + "', 'C-" + n + "', '2026-01-" + two(7 + v) + "', " + (i % 2 == 0 ? "2.5" : "2") + ")");
        if (v == 1) db.exec("INSERT INTO calls VALUES ('" + id + "', '2026-01-09')");
      }
    }
  }
  ASSERT_EQ(run(folder_ / "source.sqlite", map(false), "sqlite.db").size(), 64U);
  EXPECT_EQ(tally("sqlite.db"), wanted);
  EXPECT_EQ(verdicts("sqlite.db"), each);
}

TEST_F(SourceTest, ARunThatWasStoppedGoesOnToTheSameHead) {
  Writer plain;
  plain.write(count);
  plain.visits += "lost,,2026-01-07,2\norphan,C-999,2026-01-07,2\n";
  for (int i = 0; i < 9; ++i) plain.visits += "o" + std::to_string(i) + ",C-999,2026-01-07,2\n";
  const fs::path source = csv("plain", plain);
  const std::string head = run(source, map(false), "whole.db");
  ASSERT_EQ(head.size(), 64U);
  EXPECT_EQ(flaws("whole.db").size(), 11U);
  for (int stop = 1; stop < 11; ++stop) {  // 71 records in shards of 7: eleven
    const std::string name = "stopped" + std::to_string(stop) + ".db";
    run(source, map(false), name, stop);
    EXPECT_EQ(run(source, map(false), name, -1, true), head) << stop;
  }
}

TEST_F(SourceTest, ABadRecordIsNamedAndItsCaseKeptOut) {
  Writer bad;
  // Lines: C-0 on 2, then two lines a case, since each note holds a line break.
  bad.write(6);
  bad.cases += "C-6,0101,2026-01-05\n";                       // line 14: too few fields
  bad.cases += "C-7,0101,2026-13-05,,,\n";                    // line 15: no such month, field 3
  bad.cases += "C-8,0101,2026-01-05,,X,\n";                   // line 16: not in the code list, field 5
  bad.cases += "C-9,0101,2026-01-05,,,\xff\n";                // line 17: not UTF-8, field 6
  bad.cases += "C-10,0101,2026-01-05,,,a\"b\n";               // line 18: stray quote, field 6
  bad.cases += "C-11,0101,2026-01-05,,,fine\n";
  const std::size_t before = static_cast<std::size_t>(std::ranges::count(bad.visits, '\n'));
  bad.visits += "w1,C-11,2026-01-07,many\n";                  // no number: keeps C-11 out
  bad.visits += "w2,C-12,2026-01-07,2\n";                     // no such case
  ASSERT_EQ(run(csv("bad", bad), map(false), "bad.db").size(), 64U);
  const std::string first = std::to_string(before + 1), second = std::to_string(before + 2);
  EXPECT_EQ(flaws("bad.db"), (std::multiset<std::string>{"sager.csv|14|0|K053", "sager.csv|15|3|K028", "sager.csv|16|5|K057", "sager.csv|17|6|K001", "sager.csv|18|6|K054",
                                                         "visits.csv|" + first + "|4|K024", "visits.csv|" + second + "|0|K059"}));
  EXPECT_EQ(rows("bad.db", "SELECT count(*) FROM subject"), (std::multiset<std::string>{"6"}));
}

TEST_F(SourceTest, ARecordThatMayBelongToAnyCaseLeavesItsListOpen) {
  Writer lost;
  lost.write(6);
  const std::string query = "SELECT possible, instances FROM tally JOIN rule USING (rule) WHERE name = 'each_visit' AND rest";
  ASSERT_EQ(run(csv("whole", lost), map(false), "whole.db").size(), 64U);
  const auto closed = rows("whole.db", query);
  lost.visits += "w1,,2026-01-07,3\n";
  ASSERT_EQ(run(csv("lost", lost), map(false), "lost.db").size(), 64U);
  EXPECT_EQ(rows("lost.db", "SELECT code FROM flaw WHERE refused"), (std::multiset<std::string>{"K058"}));
  EXPECT_NE(rows("lost.db", query), closed) << "a visit that nobody can place may break the rule in any case";
}

TEST_F(SourceTest, WhatNoColumnFillsIsOpenAndNotUndone) {
  Writer plain;
  plain.write(10);
  std::string text = map(false);
  text.replace(text.find("    e: e\n"), 9, "");
  ASSERT_EQ(run(csv("plain", plain), text, "open.db").size(), 64U);
  const auto breached = rows("open.db", "SELECT count(*) FROM tally JOIN rule USING (rule) WHERE name = 'in_time' AND possible = 32");
  EXPECT_EQ(breached, (std::multiset<std::string>{"0"})) << "nobody has said that it was not done";
}

TEST_F(SourceTest, TwoRecordsWithTheIdThatListsAreTiedToAreBothKeptOut) {
  Writer twice;
  twice.write(6);
  twice.cases += "C-2,0101,2026-01-05,,,again\n";
  ASSERT_EQ(run(csv("twice", twice), map(false), "twice.db").size(), 64U);
  EXPECT_EQ(flaws("twice.db"), (std::multiset<std::string>{"sager.csv|6|1|K060", "sager.csv|14|1|K060"}));
}

TEST_F(SourceTest, AMappingThatDoesNotFitIsRefusedBeforeAnythingIsJudged) {
  Writer plain;
  plain.write(3);
  const fs::path source = csv("plain", plain);
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = map(false);
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "nothing to replace"s : text.replace(at, from.size(), to);
  };
  EXPECT_EQ(run(source, with("table: sager", "table: sagerne"), "1.db"), "map K062 ");
  EXPECT_EQ(run(source, with("id: nr", "id: number"), "2.db"), "map K063 ");
  EXPECT_EQ(run(source, with("    parent: sag\n", ""), "3.db"), "map K064 ");
  EXPECT_EQ(run(source, with("codes: answers", "codes: replies"), "4.db"), "map K065 ");
  EXPECT_EQ(run(source, with("    a: a\n", "    b: a\n"), "5.db"), "map K016 ");
  EXPECT_EQ(run(source, "encoding: latin-1\n" + map(false), "6.db"), "K067") << "the file begins with the mark of UTF-8";
  EXPECT_EQ(run(folder_ / "nothing.sqlite", map(false), "7.db"), "K068");
  std::ofstream(folder_ / "noise.sqlite") << "SQLite format 3, but not really, and long enough to be looked at by somebody";
  EXPECT_EQ(run(folder_ / "noise.sqlite", map(false), "8.db"), "K068");
}

TEST_F(SourceTest, ADraftMatchesNamesInDanishAndMarksTheRest) {
  const fs::path out = folder_ / "draft";
  fs::create_directories(out);
  std::ofstream(out / "Sager.csv") << "Sagsnr;Kommunekode;Anker;Farve\n";
  std::ofstream(out / "Besoeg.csv") << "Id;Sagsnr;Besøget\n";
  std::ofstream(out / "Andet.csv") << "x\n";
  auto tables = source::open_tables(out, source::Encoding::utf8, ';');
  ASSERT_TRUE(tables);
  const auto drafted = source::draft(loaded_->model, loaded_->model.roots.front(), **tables);
  ASSERT_TRUE(drafted);
  for (const char* line : {"  table: \"Sager\"\n", "  id: \"Sagsnr\"\n", "  municipality: \"Kommunekode\"\n", "    a: \"Anker\"\n", "    # TODO e: date, Handling\n", "    # TODO: column Farve is not used\n",
                           "  visits:\n    table: \"Besoeg\"\n    parent: \"Sagsnr\"\n    id: \"Id\"\n", "      made: \"Besøget\"\n", "# TODO visits.calls: no table found", "# TODO: table Andet is not used\n"}) {
    EXPECT_NE(drafted->find(line), std::string::npos) << line << "\n" << *drafted;
  }
  Problems problems({}, 20);
  EXPECT_TRUE(source::read_mapping(loaded_->model, {.name = {}, .text = *drafted}, {}, problems)) << *drafted << codes(problems);
}

}  // namespace
}  // namespace rettesnor::testing_source
