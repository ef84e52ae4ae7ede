// What a SQLite database may hold, and how a folder of CSV may lie about its character set.
#include "tests/engine_source/source_support.hpp"

namespace rettesnor::testing_source {
namespace {

class SqliteTest : public SourceTest {
 protected:
  std::string rules() const override {
    return R"(language en
package small.sqlite version 1
actor office "Kontoret"
source L law "Small law"
concept visit "Besøg"
  event made date "Besøget"
end
concept matter "Sag"
  event a date "Anker"
  event seen moment "Set"
  fact note text "Notat"
  list visits of visit "Besøg"
end
rule r "R" cite L § 1
  office must do a within 2 days of seen
end
)";
  }
  fs::path database(const std::string& name, const std::string& sql) {
    SQLite::Database db(folder_ / name, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec(sql);
    return folder_ / name;
  }
  static std::string small_map(const std::string& table, const std::string& more = {}) {
    return more + "case:\n  table: " + table + "\n  id: nr\n  municipality: {constant: \"0101\"}\n  extraction_time: {constant: 2026-02-01 00:00}\n  fields: {a: a, seen: seen, note: note}\n";
  }
  /// The cases as JSON.
  std::vector<std::string> texts(const fs::path& source, const std::string& map) {
    Problems problems({}, 20);
    const auto mapping = source::read_mapping(loaded_->model, {.name = {}, .text = map}, {}, problems);
    if (!mapping) return {codes(problems)};
    auto tables = source::open_tables(source, mapping->encoding, mapping->delimiter);
    if (!tables) return {std::string(number_of(tables.error().code))};
    const auto feed = source::CaseFeed::open(*mapping, **tables, 0, std::size_t{8} << 20U);
    if (!feed) return {std::string(number_of(feed.error().code))};
    std::vector<std::string> out;
    for (Record record; (*feed)->next(record);) out.push_back(record.text);
    return out;
  }
  std::set<std::string> files() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) out.insert(entry.path().filename().string());
    return out;
  }
};

constexpr const char* one_table = "CREATE TABLE sager(nr TEXT, a TEXT, seen TEXT, note TEXT);";

TEST_F(SqliteTest, AViewIsATableInTheOrderOfItsValues) {
  const fs::path source = database("view.sqlite", std::string(one_table) + "INSERT INTO sager VALUES ('C-2', '2026-01-05', NULL, 'x'), ('C-1', '2026-01-06', '2026-01-06 10:00', 'y'), ('C-3', '2026-13-01', NULL, 'z');"
                                                  "CREATE VIEW alle AS SELECT nr, a, seen, upper(note) AS note FROM sager");
  ASSERT_EQ(run(source, small_map("alle"), "view.db").size(), 64U);
  // By nr: C-1 is the first row, C-3 the third, whose date is in the second column.
  EXPECT_EQ(flaws("view.db"), (std::multiset<std::string>{"alle|3|2|K028"}));
  EXPECT_EQ(rows("view.db", "SELECT line FROM subject"), (std::multiset<std::string>{"1", "2"}));
  // A view that calls what a schema may not call is refused, not run.
  const fs::path hostile = database("hostile.sqlite", std::string(one_table) + "CREATE VIEW alle AS SELECT nr, a, seen, load_extension('x') AS note FROM sager; INSERT INTO sager VALUES ('C', '', '', '')");
  EXPECT_EQ(run(hostile, small_map("alle"), "hostile.db"), "K068");
}

TEST_F(SqliteTest, ACellOfBytesKeepsItsCaseOutAndNoOther) {
  const fs::path source = database("blob.sqlite", std::string(one_table) + "INSERT INTO sager VALUES ('C-1', x'323032362d30312d3035', NULL, NULL), ('C-2', '2026-01-05', NULL, x''), (x'43', '2026-01-05', NULL, NULL), ('C-4', '2026-01-05', NULL, NULL)");
  ASSERT_EQ(run(source, small_map("sager"), "blob.db").size(), 64U);
  // Also bytes that would spell a date, and none at all; an id of bytes is no id.
  const auto found = flaws("blob.db");
  EXPECT_TRUE(found.contains("sager|1|2|K061"));
  EXPECT_TRUE(found.contains("sager|2|4|K061"));
  EXPECT_TRUE(found.contains("sager|3|1|K058"));
  EXPECT_EQ(rows("blob.db", "SELECT line FROM subject"), (std::multiset<std::string>{"4"}));
}

TEST_F(SqliteTest, ADatabaseThatIsBeingWrittenIsRefused) {
  SQLite::Database writer(folder_ / "live.sqlite", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  writer.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
  writer.exec(std::string(one_table) + "INSERT INTO sager VALUES ('C-1', '2026-01-05', NULL, NULL)");
  ASSERT_GT(fs::file_size(folder_ / "live.sqlite-wal"), 0U);
  EXPECT_EQ(run(folder_ / "live.sqlite", small_map("sager"), "live.db"), "K068") << "what is in the log alone would not be there";
}

TEST_F(SqliteTest, ReadingLeavesNothingBesideADatabaseThatHasKeptALog) {
  {
    SQLite::Database writer(folder_ / "kept.sqlite", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    writer.exec("PRAGMA journal_mode = WAL");
    writer.exec(std::string(one_table) + "INSERT INTO sager VALUES ('C-1', '2026-01-05', NULL, NULL)");
  }
  const auto before = files();
  EXPECT_EQ(texts(folder_ / "kept.sqlite", small_map("sager")).size(), 1U);
  EXPECT_EQ(files(), before);
}

TEST_F(SqliteTest, TimesAreInTheZoneThatTheMappingDeclares) {
  const fs::path source = database("zone.sqlite", std::string(one_table) + "INSERT INTO sager VALUES ('C-1', '2026-01-05', '2026-07-01 10:00', NULL)");
  const auto seen = [&](const std::string& zone) {
    const std::vector<std::string> all = texts(source, small_map("sager", zone));
    const std::size_t at = all.at(0).find("\"seen\":\"");
    return at == std::string::npos ? all.front() : all.front().substr(at + 8, all.front().find('"', at + 8) - at - 8);
  };
  EXPECT_EQ(seen(""), "2026-07-01 10:00") << "Danish time";
  EXPECT_EQ(seen("time_zone: Europe/Copenhagen\n"), "2026-07-01 10:00");
  EXPECT_EQ(seen("time_zone: UTC\n"), "2026-07-01 10:00Z");
  EXPECT_EQ(seen("time_zone: \"-05:00\"\n"), "2026-07-01 10:00-05:00");
  EXPECT_EQ(texts(source, small_map("sager", "time_zone: Mars/Olympus\n")), std::vector<std::string>{"K065 "});
  // A day has no zone.
  EXPECT_NE(texts(source, small_map("sager", "time_zone: UTC\n")).at(0).find(R"("a":"2026-01-05")"), std::string::npos);
}

TEST_F(SqliteTest, ARunThatWasStoppedGoesOnToTheSameHead) {
  std::string sql = std::string(one_table) + "CREATE TABLE visits(sag TEXT, made TEXT);";
  for (int i = 0; i < 40; ++i) {
    sql += "INSERT INTO sager VALUES ('C-" + std::to_string(i) + "', '2026-01-" + two(i % 28 + 1) + "', '2026-01-01 10:00', NULL);";
    sql += "INSERT INTO visits VALUES ('C-" + std::to_string(i + 3) + "', '2026-01-09');";
  }
  const fs::path source = database("stop.sqlite", sql);
  const std::string map = small_map("sager") + "lists:\n  visits: {table: visits, parent: sag, fields: {made: made}}\n";
  const std::string head = run(source, map, "whole.db");
  ASSERT_EQ(head.size(), 64U);
  EXPECT_EQ(flaws("whole.db").size(), 3U) << "visits of C-40, C-41 and C-42";
  for (int stop = 1; stop < 7; ++stop) {  // 43 records in shards of 7
    const std::string name = "stopped" + std::to_string(stop) + ".db";
    run(source, map, name, stop);
    EXPECT_EQ(run(source, map, name, -1, true), head) << stop;
  }
}

TEST_F(SqliteTest, AFolderIsReadInTheCharacterSetThatIsDeclaredOrNotAtAll) {
  const auto folder = [&](const std::string& name, const std::string& bytes) {
    fs::create_directories(folder_ / name);
    std::ofstream(folder_ / name / "sager.csv", std::ios::binary) << bytes;
    return folder_ / name;
  };
  const auto note = [&](const fs::path& source, const std::string& encoding) {
    const std::vector<std::string> all = texts(source, small_map("sager", "encoding: " + encoding + "\n"));
    const std::size_t at = all.at(0).find("\"note\":\"");
    return at == std::string::npos ? all.front() : all.front().substr(at + 8, all.front().find('"', at + 8) - at - 8);
  };
  const std::string head = "nr;a;seen;note\n", mark = "\xEF\xBB\xBF", latin = "C-1;;;bl\xE5\n", utf8 = "C-1;;;blå\n";
  EXPECT_EQ(note(folder("latin", head + latin), "latin-1"), "blå");
  EXPECT_EQ(note(folder("marked", mark + head + utf8), "utf-8"), "blå");
  EXPECT_EQ(note(folder("windows", head + "C-1;;;\x80\n"), "windows-1252"), "€");
  // The mark says UTF-8 and the mapping Latin-1: one of them is wrong, and no letter can be trusted.
  EXPECT_EQ(note(folder_ / "marked", "latin-1"), "K067");
  EXPECT_EQ(note(folder_ / "marked", "windows-1252"), "K067");
  // Latin-1 with the mark of UTF-8 before it: that record is kept out.
  const fs::path mixed = folder("mixed", mark + head + latin + "C-2;;;x\n");
  ASSERT_EQ(run(mixed, small_map("sager"), "mixed.db").size(), 64U);
  EXPECT_EQ(flaws("mixed.db"), (std::multiset<std::string>{"sager.csv|2|4|K001"}));
  EXPECT_EQ(rows("mixed.db", "SELECT line FROM subject"), (std::multiset<std::string>{"3"}));
  for (const char* wide : {"\xFF\xFEn\0r\0", "\xFE\xFF\0n\0r"}) EXPECT_EQ(note(folder("wide", std::string(wide, 6)), "utf-8"), "K067");
}

}  // namespace
}  // namespace rettesnor::testing_source
