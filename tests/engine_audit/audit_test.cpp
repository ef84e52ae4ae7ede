// The audit run whole, stopped, and tampered with. Expected counts follow from how the cases are made; see `source`.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "engine/audit/audit.hpp"
#include "engine/store/ledger/ledger.hpp"
#include "engine/store/ledger/measures.hpp"
#include "engine/store/ledger/tallies.hpp"
#include "tests/support/load.hpp"

namespace rettesnor {
namespace {

namespace fs = std::filesystem;

constexpr const char* rules_text = R"(language en
package small.audit version 1
actor office "Kontoret"
source L law "Small law"
concept visit "Besøg"
  event made date "Besøget"
  fact days_before number "Dage før"
end
concept matter "Sag"
  event a date "Anker"
  event e date "Handling"
  fact c yes/no "Betingelse"
  list visits of visit "Besøg"
end
rule in_time "I tide" "In time" cite L § 1
  office must do e within 2 days of a
end
rule each_visit "Hvert besøg" "Each visit" cite L § 2
  for each v in visits
  office must not do made while c
end
rule if_c "Kun når" "Only if" cite L § 3
  when c
  office must do e within 2 days of a
end
indicator timely "Rettidigt" "Timely"
  from rule in_time for a in period by municipality
end
indicator visited "Besøgt" "Visited"
  population visits
  average of days_before   by municipality
end
rule right_to "Ret" "Right" cite L § 4
  office may do e within 2 days of a
end
)";

/// Sixty cases in five kinds of twelve, three lines that are none, and a duplicate of the first.
/// Kind 0 done in time, 1 done late, 2 not done and past, 3 not done and not past, 4 nothing known of the condition.
std::string source() {
  std::string out;
  for (int i = 0; i < 60; ++i) {
    const int kind = i % 5;
    std::string line = R"({"case":"C-)" + std::to_string(i) + R"(","municipality":")" + (i % 2 == 0 ? "0101" : "0751") +
                       R"(","extraction_time":"2026-02-01 00:00","a":")" + (kind == 3 ? "2026-01-19" : "2026-01-05") + "\"";
    if (kind == 0) line += R"(,"e":"2026-01-06")";
    if (kind == 1) line += R"(,"e":"2026-01-12")";
    if (kind == 1) line += R"(,"visits":[{"id":"v1","made":"2026-01-07","days_before":0.)" + std::to_string(i) + R"(},{"id":"v2","made":"2026-01-30"}])";
    if (kind != 4) line += R"(,"c":true)";
    out += line + "}\n";
    if (i == 10) out += "{\"case\": broken\n";
    if (i == 20) out += R"({"case":"C-0","extraction_time":"2026-02-01 00:00","a":"2026-01-05"})" "\n";
    if (i == 30) out += R"({"case":"X","extraction_time":"2026-02-01 00:00","nonsense":1})" "\n\n";
    if (i == 40) out += "\xff\xfe\n";
  }
  return out;
}

class AuditTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("rettesnor_audit_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    loaded_ = testing::load({rules_text});
    ASSERT_EQ(loaded_->problems, "");
    cases_ = folder_ / "cases.ndjson";
    std::ofstream(cases_, std::ios::binary) << source();
  }
  void TearDown() override { fs::remove_all(folder_); }

  audit::Options options(unsigned threads) const {
    audit::Options out{.question = {.as_of = testing::at("2026-01-20 12:00"), .trust_as_of_watermark = false}, .period = *audit::parse_period("2026-01-01..2026-01-31"), .reading = {}, .shard_size = 7, .threads = threads};
    return out;
  }
  ledger::Options place(const std::string& name, bool resume = false) const {
    return {.file = folder_ / name, .identity = {{"source", "cases"}, {"shard", "7"}}, .key = "a key for the test", .resume = resume};
  }

  /// Runs until the end, or stops after `shards`. @return the head of the chain; empty when stopped
  std::string run(const std::string& name, unsigned threads, int shards = -1, bool resume = false) {
    auto opened = ledger::Ledger::open(loaded_->model, place(name, resume));
    if (!opened) return "cannot open";
    int left = shards;
    const auto done = audit::run(loaded_->model, cases_, options(threads), (*opened)->start(), **opened,
                                 [&](const audit::Progress&) { return shards < 0 || --left > 0; });
    if (!done) return "cannot read";
    return shards < 0 ? (*opened)->finish() : std::string();
  }

  void change(const std::string& name, const std::string& sql) {
    SQLite::Database db(folder_ / name, SQLite::OPEN_READWRITE);
    ASSERT_GT(db.exec(sql), 0) << sql;
  }

  fs::path folder_, cases_;
  std::unique_ptr<testing::Loaded> loaded_;
};

TEST_F(AuditTest, CountsEveryInstanceOnceAndKeepsBadLinesOut) {
  ASSERT_EQ(run("a.db", 1).size(), 64U);
  const auto sums = ledger::summary(folder_ / "a.db");
  ASSERT_TRUE(sums);
  EXPECT_TRUE(sums->finished);
  EXPECT_EQ(sums->cases, 60U);
  EXPECT_EQ(sums->refused, 4U);  // broken, twice the same id, an unknown field, bytes that are no text
  const ledger::Tally& in_time = sums->rules.at(0);
  EXPECT_EQ(in_time.rule, "small.audit.in_time");
  // Due the second day after the anchor: 7 January, but 21 January for kind 3, which lies after T.
  EXPECT_EQ(in_time.certain[static_cast<int>(Verdict::fulfilled)], 12U);
  EXPECT_EQ(in_time.certain[static_cast<int>(Verdict::late)], 12U);
  EXPECT_EQ(in_time.certain[static_cast<int>(Verdict::breached)], 24U);
  EXPECT_EQ(in_time.certain[static_cast<int>(Verdict::pending)], 12U);
  EXPECT_EQ(in_time.undetermined, 0U);
  const ledger::Tally& each_visit = sums->rules.at(1);
  EXPECT_EQ(each_visit.rule, "small.audit.each_visit");
  EXPECT_EQ(each_visit.certain[static_cast<int>(Verdict::breached)], 12U);  // the first visit of each
  EXPECT_EQ(each_visit.certain[static_cast<int>(Verdict::pending)], 12U);   // the second lies after T
  const ledger::Tally& if_c = sums->rules.at(2);
  EXPECT_EQ(if_c.rule, "small.audit.if_c");
  EXPECT_EQ(if_c.undetermined, 12U);      // kind 4: not applicable or breached
  EXPECT_EQ(if_c.may_be_missed, 12U);
  EXPECT_EQ(if_c.may_be_outside, 12U);
  EXPECT_EQ(if_c.may_be_kept, 0U);
}

/// Shards are written some at a time: what is counted is the same over one such group and over many.
TEST_F(AuditTest, CountsTheSameWhereTheRunHasManyGroupsOfShards) {
  const auto tallies = [&](const std::string& name) {
    std::vector<std::string> out;
    SQLite::Database db(folder_ / name, SQLite::OPEN_READONLY);
    SQLite::Statement rows(db, "SELECT rule, municipality, month, possible, rest, instances FROM tally ORDER BY 1, 2, 3, 4, 5");
    while (rows.executeStep()) {
      out.emplace_back();
      for (int i = 0; i < rows.getColumnCount(); ++i) out.back() += rows.getColumn(i).getString() + ' ';
    }
    return out;
  };
  run("few.db", 1);
  const auto audit_by_ones = [&](const std::string& name, int stop_after, bool resume) {
    auto opened = ledger::Ledger::open(loaded_->model, place(name, resume));
    ASSERT_TRUE(opened);
    audit::Options by_ones = options(1);
    by_ones.shard_size = 1;  // sixty-odd shards: three groups and a part
    int left = stop_after;
    ASSERT_TRUE(audit::run(loaded_->model, cases_, by_ones, (*opened)->start(), **opened, [&](const audit::Progress&) { return stop_after < 0 || --left > 0; }));
    if (stop_after < 0) (*opened)->finish();
  };
  audit_by_ones("many.db", -1, false);
  EXPECT_EQ(tallies("many.db"), tallies("few.db"));
  audit_by_ones("stopped.db", 20, false);
  audit_by_ones("stopped.db", -1, true);
  EXPECT_EQ(tallies("stopped.db"), tallies("few.db"));
  EXPECT_EQ(ledger::verify(folder_ / "stopped.db")->breaks.size(), 0U);
}

TEST_F(AuditTest, CountsByMunicipalityAndMonthAddUpToTheWhole) {
  run("a.db", 1);
  const auto all = ledger::counts(folder_ / "a.db");
  ASSERT_TRUE(all);
  EXPECT_TRUE(all->finished);
  EXPECT_EQ(all->head, ledger::verify(folder_ / "a.db")->head);
  // Even numbers are of 0101, odd ones of 0751.
  EXPECT_EQ(all->delivered, (std::map<std::string, std::uint64_t>{{"0101", 30}, {"0751", 30}}));
  ASSERT_EQ(all->rules.size(), 3U);  // a right is no duty
  const ledger::RuleCounts& in_time = all->rules.at(0);
  EXPECT_EQ(in_time.cites, "L § 1");
  EXPECT_EQ(in_time.sphere, "law");
  ASSERT_EQ(in_time.municipalities.size(), 2U);
  EXPECT_EQ(in_time.municipalities.at("0101").counts[VerdictSet(Verdict::fulfilled).bits()], 6U);  // 0, 10, 20, … 50
  EXPECT_EQ(in_time.months.at("2026-01").counts[VerdictSet(Verdict::late).bits()], 12U);
  for (const ledger::RuleCounts& r : all->rules) {
    for (const auto* parts : {&r.municipalities, &r.months}) {
      ledger::BySet sum;
      for (const auto& [key, part] : *parts) {
        for (std::size_t i = 0; i < sum.counts.size(); ++i) sum.counts[i] += part.counts[i];
      }
      EXPECT_EQ(sum.counts, r.all.counts) << r.rule;
    }
  }
  std::uint64_t refused = 0;
  for (const ledger::FlawCount& f : all->flaws) refused += f.refused ? f.lines : 0;
  EXPECT_EQ(refused, all->refused);
  EXPECT_EQ(all->flaws.back().code, "future");
  EXPECT_EQ(all->flaws.back().lines, 12U);
}

TEST_F(AuditTest, PlanesReadAsRowsAgreeWithTheTally) {
  run("a.db", 2);
  SQLite::Database db(folder_ / "a.db", SQLite::OPEN_READONLY);
  const auto table = [&](const char* sql) {
    std::set<std::tuple<int, int, int>> out;
    SQLite::Statement rows(db, sql);
    while (rows.executeStep()) out.emplace(rows.getColumn(0).getInt(), rows.getColumn(1).getInt(), rows.getColumn(2).getInt());
    return out;
  };
  const auto planes = table("SELECT rule, possible, count(*) FROM verdict GROUP BY 1, 2");
  EXPECT_FALSE(planes.empty());
  EXPECT_EQ(planes, table("SELECT rule, possible, sum(instances) FROM tally JOIN rule USING (rule) WHERE rest = 0 AND sphere = 'law' GROUP BY 1, 2"));
  // Every undetermined, late, pending or breached instance stands in `attention`, and nothing else.
  EXPECT_EQ(table("SELECT rule, possible, count(*) FROM verdict WHERE possible NOT IN (1, 2) GROUP BY 1, 2"),
            table("SELECT rule, possible, count(*) FROM attention GROUP BY 1, 2"));
  EXPECT_EQ(db.execAndGet("SELECT count(*) FROM attention_of_case WHERE unknown = 'c' AND possible = 33").getInt(), 12);
  EXPECT_EQ(db.execAndGet("SELECT count(*) FROM attention_of_case WHERE cites IS NULL").getInt(), 0);
  // An instance is tied to its case by place: both visits of each case of kind 1, which are the lines they stand on.
  EXPECT_EQ(db.execAndGet("SELECT count(*) FROM verdict JOIN subject USING (shard, position) JOIN rule USING (rule) WHERE name = 'each_visit'").getInt(), 24);
  EXPECT_EQ(db.execAndGet("SELECT count(DISTINCT line) FROM verdict JOIN subject USING (shard, position) JOIN rule USING (rule) WHERE name = 'each_visit'").getInt(), 12);
  EXPECT_EQ(db.execAndGet("SELECT min(line) FROM verdict JOIN subject USING (shard, position) JOIN rule USING (rule) WHERE name = 'each_visit'").getInt(), 2);
  EXPECT_EQ(db.execAndGet("SELECT element FROM attention JOIN rule USING (rule) WHERE name = 'each_visit' AND possible = 32 LIMIT 1").getString(), "visits[1]");
  EXPECT_EQ(db.execAndGet("SELECT count(*) FROM flaw WHERE code = 'future'").getInt(), 12);
}

/// The view's text is argued from what the columns mean, not from what an audit writes.
TEST_F(AuditTest, PackedAttentionIsReadAsText) {
  run("a.db", 1);
  SQLite::Database db(folder_ / "a.db", SQLite::OPEN_READWRITE);
  const auto read = [&](const std::string& values) {
    db.exec("DELETE FROM attention_packed; INSERT INTO attention_packed VALUES (" + values + ")");
    SQLite::Statement row(db, "SELECT * FROM attention");
    EXPECT_TRUE(row.executeStep());
    std::string out;
    for (int i = 0; i < row.getColumnCount(); ++i) out += (i > 0 ? "|" : "") + (row.getColumn(i).isNull() ? std::string("-") : row.getColumn(i).getString());
    return out;
  };
  db.exec("DELETE FROM word; INSERT INTO word VALUES (1, 0, 'stays[1]/visits[3]'), (2, 0, 'c,d')");
  // Shard 3, case 5, its eighth row. Month 24313 is 2026 · 12 + 1. Day 20454 is 1 January 2026.
  const std::string place = std::to_string((3LL << 40) + (5LL << 24) + 7);
  EXPECT_EQ(read(place + ", 2, 33, 0, 1, 4, 101, 24313, 20454, NULL, 2"), "2|3|5|stays[1]/visits[3]|4|33|0101|2026-02|2026-01-01|2026-01-01|0|0|0|0|0|c,d");
  EXPECT_EQ(read("0, 0, 8, 0, NULL, 0, NULL, NULL, NULL, NULL, NULL"), "0|0|0||0|8||-|-|-|0|0|0|0|0|");
  // Two days, a day before 1970, an end that is open, moments.
  EXPECT_EQ(read("0, 0, 8, 0, NULL, 0, 0, 0, 20454, 20455, NULL"), "0|0|0||0|8|0000|0000-01|2026-01-01|2026-01-02|0|0|0|0|0|");
  EXPECT_EQ(read("0, 0, 8, 1, NULL, 0, 751, 24311, -1, NULL, NULL"), "0|0|0||0|8|0751|2025-12|1969-12-31|-|1|0|0|0|0|");
  EXPECT_EQ(read("0, 0, 8, 0, NULL, 0, 751, 24311, '2026-01-01T08:00:00+01:00', NULL, NULL"),
            "0|0|0||0|8|0751|2025-12|2026-01-01T08:00:00+01:00|2026-01-01T08:00:00+01:00|0|0|0|0|0|");
  for (int mark = 0; mark < 5; ++mark) {
    std::string expected = "0|0|0||0|8|0751|2025-12|-|-";
    for (int i = 0; i < 5; ++i) expected += i == mark ? "|1" : "|0";
    EXPECT_EQ(read("0, 0, 8, " + std::to_string(1 << mark) + ", NULL, 0, 751, 24311, NULL, NULL, NULL"), expected + "|");
  }
}

/// Kind 2 is due on 7 January, kind 3 on the 21st.
TEST_F(AuditTest, WhatIsDueIsKept) {
  run("a.db", 1);
  SQLite::Database db(folder_ / "a.db", SQLite::OPEN_READONLY);
  std::map<std::string, int> due;
  SQLite::Statement rows(db, "SELECT due_earliest || ' ' || due_latest || ' ' || municipality, count(*) FROM attention JOIN rule USING (rule) "
                             "WHERE name = 'in_time' AND possible IN (16, 32) GROUP BY 1");
  while (rows.executeStep()) due[rows.getColumn(0).getString()] = rows.getColumn(1).getInt();
  EXPECT_EQ(due, (std::map<std::string, int>{{"2026-01-07 2026-01-07 0101", 12}, {"2026-01-07 2026-01-07 0751", 12},
                                             {"2026-01-21 2026-01-21 0101", 6}, {"2026-01-21 2026-01-21 0751", 6}}));
}

/// The second of two cases with an id is kept out with all that was said of it, also where both are in one shard.
TEST_F(AuditTest, ASecondCaseWithAnIdLeavesNoTrace) {
  const auto line = [](const std::string& id, const std::string& more) {
    return R"({"case":")" + id + R"(","municipality":"0101","extraction_time":"2026-02-01 00:00","a":"2026-01-05")" + more + "}\n";
  };
  const std::string rest = line("b", R"(,"e":"2026-01-12")") + line("c", "");
  std::ofstream(cases_, std::ios::binary) << line("a", "") << line("a", R"(,"c":true,"visits":[{"made":"2026-01-07"}],"e":"2027-01-01")") << rest;
  run("twice.db", 1);
  std::ofstream(cases_, std::ios::binary) << line("a", "") << "\n" << rest;
  run("once.db", 1);
  SQLite::Database db(folder_ / "twice.db", SQLite::OPEN_READONLY);
  db.exec("ATTACH '" + (folder_ / "once.db").string() + "' AS once");
  for (const char* table : {"subject", "plane", "attention", "tally", "measure", "word"}) {
    for (const auto& [left, right] : {std::pair{"main", "once"}, std::pair{"once", "main"}}) {
      const std::string sql = std::string("SELECT count(*) FROM (SELECT * FROM ") + left + "." + table + " EXCEPT SELECT * FROM " + right + "." + table + ")";
      EXPECT_EQ(db.execAndGet(sql).getInt(), 0) << sql;
    }
  }
  EXPECT_EQ(db.execAndGet("SELECT group_concat(code || ' ' || line || ' ' || refused) FROM flaw").getString(), "K050 2 1");
}

TEST(CountKey, HoldsWhatItWasMadeOfAndOrdersByIt) {
  std::vector<audit::CountKey> keys;
  for (const std::uint32_t rule : {0U, 1U, (1U << 28U) - 1U}) {
    for (const int municipality : {-1, 0, 101, 9999}) {
      for (const std::int32_t month : {-1, 0, 24313, 26411}) {
        for (const int possible : {1, 63}) {
          for (const bool rest : {false, true}) {
            const audit::CountKey key(rule, static_cast<audit::MunicipalityNumber>(municipality), month, static_cast<std::uint8_t>(possible), rest);
            EXPECT_EQ(key.rule(), rule);
            EXPECT_EQ(key.municipality(), municipality);
            EXPECT_EQ(key.month(), month);
            EXPECT_EQ(key.possible(), possible);
            EXPECT_EQ(key.rest(), rest);
            keys.push_back(key);
          }
        }
      }
    }
  }
  EXPECT_TRUE(std::ranges::is_sorted(keys));
  EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end());
}

TEST(Counts, AreAddedKeyByKey) {
  const auto key = [](std::uint64_t n) { return audit::CountKey(n); };
  const audit::Counts a{{key(1), 2}, {key(3), 4}, {key(9), 1}}, b{{key(0), 5}, {key(3), 6}};
  const audit::Counts both{{key(0), 5}, {key(1), 2}, {key(3), 10}, {key(9), 1}};
  EXPECT_EQ(audit::merged(a, b), both);
  EXPECT_EQ(audit::merged(b, a), both);
  EXPECT_EQ(audit::merged(a, {}), a);
  EXPECT_EQ(audit::merged({}, b), b);
}

TEST_F(AuditTest, NoCaseIdIsKeptUnlessAskedFor) {
  run("a.db", 1);
  std::ifstream in(folder_ / "a.db", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  EXPECT_EQ(bytes.find("C-1"), std::string::npos);
  EXPECT_NE(bytes.find(hexadecimal(keyed_sha256("a key for the test", "C-1")).substr(0, 32)), std::string::npos);
}

TEST_F(AuditTest, AMonthIsCountedOnlyWhereItIsKnown) {
  const auto line = [](const std::string& id, const std::string& anchor) {
    return R"({"case":")" + id + R"(","municipality":"0101","extraction_time":"2026-02-01 00:00","a":)" + anchor + "}\n";
  };
  std::ofstream(cases_, std::ios::binary) << line("one", R"({"between":["2025-12-03","2025-12-09"]})") << line("two", R"({"between":["2025-11-28","2025-12-02"]})")
                                          << line("three", R"({"unknown":"asked"})");
  run("a.db", 1);
  SQLite::Database db(folder_ / "a.db", SQLite::OPEN_READONLY);
  std::map<std::string, int> months;
  SQLite::Statement rows(db, "SELECT month, sum(instances) FROM tally JOIN rule USING (rule) WHERE name = 'in_time' GROUP BY 1");
  while (rows.executeStep()) months[rows.getColumn(0).getString()] = rows.getColumn(1).getInt();
  EXPECT_EQ(months, (std::map<std::string, int>{{"", 2}, {"2025-12", 1}}));
}

TEST_F(AuditTest, MeasuresAreSummedOverShards) {
  run("a.db", 3);
  const auto measured = ledger::measures(folder_ / "a.db");
  ASSERT_TRUE(measured);
  ASSERT_EQ(measured->size(), 2U);
  audit::Sums timely, visited;
  for (const ledger::Measured::Row& r : measured->at(0).rows) timely += r.sums;
  for (const ledger::Measured::Row& r : measured->at(1).rows) visited += r.sums;
  EXPECT_EQ(measured->at(0).rule, "small.audit.in_time");
  EXPECT_EQ(measured->at(0).better, "higher");  // that duties are kept
  EXPECT_EQ(timely.numerator, 12U);  // kind 0
  EXPECT_EQ(timely.settled, 48U);    // all but kind 3
  EXPECT_EQ(timely.waiting, 12U);
  // The first visit of the cases 1, 6, 11 … 56: 0.1 + 0.6 + 0.11 + 0.16 + … + 0.56. The second lies after T.
  EXPECT_EQ(visited.settled, 12U);
  EXPECT_EQ(visited.sum.text(sum_places), "4.05");
  for (const ledger::Measured::Row& r : measured->at(1).rows) EXPECT_EQ(r.month, "2026-01");
  ASSERT_EQ(measured->at(1).rows.size(), 2U);
  EXPECT_EQ(measured->at(1).rows[0].municipality, "0101");
}

TEST_F(AuditTest, ThreadsChangeNothing) {
  const std::string one = run("1.db", 1);
  ASSERT_EQ(one.size(), 64U);
  EXPECT_EQ(run("2.db", 2), one);
  EXPECT_EQ(run("8.db", 8), one);
}

TEST_F(AuditTest, AnyStopIsGoneOnFrom) {
  const std::string whole = run("whole.db", 2);
  ASSERT_EQ(whole.size(), 64U);
  for (int shards = 1; shards <= 10; ++shards) {
    const std::string name = "stopped_" + std::to_string(shards) + ".db";
    EXPECT_EQ(run(name, 2, shards), "");
    const auto half = ledger::verify(folder_ / name);
    ASSERT_TRUE(half);
    ASSERT_EQ(half->breaks.size(), 1U);
    EXPECT_EQ(half->breaks.front().what, "unfinished");
    EXPECT_EQ(run(name, 3, -1, true), whole) << shards;
  }
}

TEST_F(AuditTest, OnlyTheSameRunIsGoneOnWith) {
  run("a.db", 1, 2);
  ledger::Options other = place("a.db", true);
  other.identity.front().second = "other cases";
  const auto opened = ledger::Ledger::open(loaded_->model, other);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ledger::Trouble::Kind::other_run);
  EXPECT_EQ(opened.error().detail, "source");
  EXPECT_EQ(ledger::Ledger::open(loaded_->model, place("a.db")).error().kind, ledger::Trouble::Kind::exists);
  EXPECT_EQ(ledger::Ledger::open(loaded_->model, place("none.db", true)).error().kind, ledger::Trouble::Kind::missing);
  std::ofstream(folder_ / "text.db") << std::string(4096, 'x');
  EXPECT_EQ(ledger::Ledger::open(loaded_->model, place("text.db", true)).error().kind, ledger::Trouble::Kind::not_a_ledger);
  run("a.db", 1, -1, true);
  EXPECT_EQ(ledger::Ledger::open(loaded_->model, place("a.db", true)).error().kind, ledger::Trouble::Kind::finished);
}

TEST_F(AuditTest, OneAuditAtATimeWritesADatabase) {
  run("a.db", 1, 2);
  const auto first = ledger::Ledger::open(loaded_->model, place("a.db", true));
  ASSERT_TRUE(first);
  EXPECT_EQ(ledger::Ledger::open(loaded_->model, place("a.db", true)).error().kind, ledger::Trouble::Kind::busy);
  EXPECT_EQ(ledger::verify(folder_ / "a.db").error().kind, ledger::Trouble::Kind::busy);
}

TEST_F(AuditTest, APipeIsNoDatabase) {
  ASSERT_EQ(mkfifo((folder_ / "pipe.db").c_str(), 0600), 0);
  EXPECT_EQ(ledger::verify(folder_ / "pipe.db").error().kind, ledger::Trouble::Kind::not_a_ledger);
  EXPECT_EQ(ledger::Ledger::open(loaded_->model, place("pipe.db", true)).error().kind, ledger::Trouble::Kind::not_a_ledger);
}

// Rows that stay, and are hidden from whoever reads the views; a trigger would change what is written later.
TEST_F(AuditTest, AChangedViewIsFound) {
  ASSERT_EQ(run("a.db", 1).size(), 64U);
  for (const char* sql : {
           "DROP VIEW law_tally; CREATE VIEW law_tally AS SELECT t.* FROM tally AS t WHERE t.possible < 8",
           "CREATE TRIGGER quiet AFTER INSERT ON attention_packed BEGIN DELETE FROM attention_packed; END",
           "CREATE TABLE other (a)",
           "DROP VIEW attention_of_case",
       }) {
    fs::copy_file(folder_ / "a.db", folder_ / "b.db", fs::copy_options::overwrite_existing);
    SQLite::Database(folder_ / "b.db", SQLite::OPEN_READWRITE).exec(sql);
    const auto found = ledger::verify(folder_ / "b.db");
    ASSERT_TRUE(found) << sql;
    ASSERT_EQ(found->breaks.size(), 1U) << sql;
    EXPECT_EQ(found->breaks.front().what, "schema") << sql;
  }
}

TEST_F(AuditTest, AnyChangeIsFound) {
  ASSERT_EQ(run("a.db", 1).size(), 64U);
  const auto sound = ledger::verify(folder_ / "a.db");
  ASSERT_TRUE(sound);
  EXPECT_TRUE(sound->breaks.empty());
  EXPECT_EQ(sound->cases, 60U);
  for (const char* sql : {
           "UPDATE run SET value = 'other' WHERE name = 'source'",
           "UPDATE package SET sha256 = '0'",
           "UPDATE rule SET title_da = 'Andet' WHERE rule = 0",
           "DELETE FROM citation WHERE rule = 0",
           "UPDATE subject SET municipality = '0147' WHERE line = 3",
           "DELETE FROM flaw WHERE shard = 1",
           "UPDATE plane SET breached = NULL WHERE breached IS NOT NULL AND shard = 0",
           "UPDATE attention_packed SET possible = possible % 32 + 1 WHERE place < 1 << 40",
           "UPDATE attention_packed SET place = place + 1 WHERE place = (SELECT max(place) FROM attention_packed)",
           "DELETE FROM attention_packed WHERE place >> 40 = 2",
           "INSERT INTO attention_packed SELECT 1 << 50, rule, possible, marks, element, occurrence, municipality, month, due, due_latest, unknown FROM attention_packed LIMIT 1",
           "UPDATE word SET text = 'visits[7]' WHERE word = 1",
           "INSERT INTO word VALUES (99, 999, 'more')",
           "INSERT INTO counting VALUES (0, x'00')",
           "UPDATE tally SET instances = instances + 1 WHERE rule = 0",
           "UPDATE measure SET numerator = numerator + 1 WHERE indicator = 0",
           "UPDATE measure SET sum = '4.06' WHERE indicator = 1",
           "UPDATE indicator SET better = 'lower' WHERE indicator = 0",
           "DELETE FROM log WHERE entry = 3",
           "UPDATE log SET cases = cases + 1 WHERE entry = 2",
           "UPDATE log SET entry = 1000 - entry WHERE entry IN (1, 2)",
           "INSERT INTO subject VALUES (999, 0, 1, 'new', '0101')",
           "DELETE FROM log WHERE kind = 'end'",
       }) {
    fs::copy_file(folder_ / "a.db", folder_ / "b.db", fs::copy_options::overwrite_existing);
    const std::string statement = sql;
    change("b.db", statement);
    const auto found = ledger::verify(folder_ / "b.db");
    ASSERT_TRUE(found) << statement;
    EXPECT_FALSE(found->breaks.empty()) << statement;
  }
}

}  // namespace
}  // namespace rettesnor
