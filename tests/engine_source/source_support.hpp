// A caseload in every kind of source, and a run of it: shared by the tests of sources.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "engine/engine.hpp"
#include "tests/support/load.hpp"

namespace rettesnor::testing_source {

namespace fs = std::filesystem;
using namespace std::string_literals;

inline constexpr const char* rules_text = R"(language en
package small.source version 1
actor office "Kontoret"
source L law "Small law"
concept call "Opkald"
  event taken date "Taget"
end
concept visit "Besøg"
  event made date "Besøget"
  fact grade number "Karakter"
  list calls of call "Opkald"
end
concept matter "Sag"
  event a date "Anker"
  event e date "Handling"
  fact c yes/no "Betingelse"
  fact note text "Notat"
  list visits of visit "Besøg"
end
rule in_time "I tide" cite L § 1
  office must do e within 2 days of a
end
rule each_visit "Hvert besøg" cite L § 2
  for each v in visits
  office must not do made while c
end
rule if_c "Kun når" cite L § 3
  when c
  office must do e within 2 days of a
end
)";

inline std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// A caseload: case i has i mod 3 visits, the second of a case with a call.
struct Writer {
  bool danish = false;  ///< dd-mm-yyyy, decimal comma, Latin-1, semicolon
  std::string day(int d) const { return danish ? two(d) + "-01-2026" : "2026-01-" + two(d); }
  char sign() const { return danish ? ';' : ','; }
  std::string cases, visits, calls;
  void write(int count) {
    const std::string s(1, sign());
    const std::string mark = danish ? "" : "\xEF\xBB\xBF";
    cases = mark + "nr" + s + "kom" + s + "a" + s + "e" + s + "c" + s + "note\n";
    visits = mark + "id" + s + "sag" + s + "made" + s + "grade\n";
    calls = mark + "besog" + s + "taken\n";
    for (int i = 0; i < count; ++i) {
      cases += "C-" + std::to_string(i) + s + (i % 2 == 0 ? "0101" : "0751") + s + day(5) + s + (i % 5 == 0 ? day(6) : i % 5 == 1 ? day(12) : "") + s +
               (i % 4 == 0 ? "J" : i % 4 == 1 ? "N" : i % 4 == 2 ? "?" : "") + s + "\"" + (danish ? "bl\xE5" : "blå") + s + "\nand \"\"more\"\"\"\n";
      for (int v = 0; v < i % 3; ++v) {
        const std::string id = "v" + std::to_string(i) + "-" + std::to_string(v);
        visits += id + s + "C-" + std::to_string(i) + s + day(7 + v) + s + (i % 2 == 0 ? (danish ? "2,5" : "2.5") : "2") + "\n";
        if (v == 1) calls += id + s + day(9) + "\n";
      }
    }
  }
};

inline std::string json_lines(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += R"({"case":"C-)" + std::to_string(i) + R"(","municipality":")" + (i % 2 == 0 ? "0101" : "0751") + R"(","extraction_time":"2026-02-01 00:00","a":"2026-01-05")";
    if (i % 5 < 2) out += R"(,"e":"2026-01-)" + two(i % 5 == 0 ? 6 : 12) + "\"";
    if (i % 4 < 3) out += R"(,"c":)" + (i % 4 == 0 ? "true"s : i % 4 == 1 ? "false"s : R"({"unknown":"asked"})"s);
    out += R"(,"visits":[)";
    for (int v = 0; v < i % 3; ++v) {
      out += (v > 0 ? ","s : ""s) + R"({"made":"2026-01-)" + two(7 + v) + R"(","grade":)" + (i % 2 == 0 ? "2.5" : "2") + (v == 1 ? R"(,"calls":[{"taken":"2026-01-09"}])" : "") + "}";
    }
    out += "]}\n";
  }
  return out;
}

class SourceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("rettesnor_source_" + std::to_string(::getpid()) + "_" + ::testing::UnitTest::GetInstance()->current_test_info()->name());  // programs run side by side
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    loaded_ = testing::load({rules()});
    ASSERT_EQ(loaded_->problems, "");
  }
  void TearDown() override { fs::remove_all(folder_); }
  virtual std::string rules() const { return rules_text; }

  static std::string map(bool danish) {
    return std::string("concept: matter\n") + (danish ? "encoding: latin-1\ndecimal: \",\"\ndates: dd-mm-yyyy\n" : "delimiter: \",\"\n") + R"(codes:
  answers: {J: yes, N: no}
case:
  table: sager
  id: nr
  municipality: kom
  extraction_time: {constant: 2026-02-01 00:00}
  fields:
    a: a
    e: e
    c: {column: c, codes: answers, unknown: ["?"]}
    note: note
lists:
  visits:
    table: visits
    parent: sag
    id: id
    fields: {made: made, grade: grade}
  visits.calls:
    table: calls
    parent: besog
    fields: {taken: taken}
)";
  }
  fs::path csv(const std::string& name, const Writer& from) {
    const fs::path out = folder_ / name;
    fs::create_directories(out);
    for (const auto& [file, text] : {std::pair{"sager.csv", &from.cases}, {"visits.csv", &from.visits}, {"calls.csv", &from.calls}}) std::ofstream(out / file, std::ios::binary) << *text;
    return out;
  }

  audit::Options options() const {
    return {.question = {.as_of = testing::at("2026-01-20 12:00"), .trust_as_of_watermark = false}, .reading = {}, .shard_size = 7, .threads = 2};
  }
  /// The head of the chain; what went wrong, in short; or empty when stopped after `shards`.
  std::string run(const fs::path& source, const std::string& map, const std::string& database, int shards = -1, bool resume = false) {
    auto ledger = ledger::Ledger::open(loaded_->model, {.file = folder_ / database, .identity = {{"source", "x"}}, .key = "a key for the test", .resume = resume});
    if (!ledger) return "no ledger";
    int left = shards;
    const auto report = [&](const audit::Progress&) { return shards < 0 || --left > 0; };
    if (map.empty()) {
      if (!audit::run(loaded_->model, source, options(), (*ledger)->start(), **ledger, report)) return "cannot read";
      return (*ledger)->finish();
    }
    Problems problems({}, 20);
    const Source written{.name = "map.yaml", .text = map};
    const auto mapping = source::read_mapping(loaded_->model, written, {}, problems);
    if (!mapping) return "map " + codes(problems);
    auto tables = source::open_tables(source, mapping->encoding, mapping->delimiter);
    if (!tables) return std::string(number_of(tables.error().code));
    const auto whole = source::check_tables(*mapping, **tables, problems);
    if (!whole) return std::string(number_of(whole.error().code));
    if (!*whole) return "map " + codes(problems);
    const audit::Start start = (*ledger)->start();
    auto feed = source::CaseFeed::open(*mapping, **tables, start.line, std::size_t{8} << 20U);
    if (!feed) return std::string(number_of(feed.error().code));
    audit::run(loaded_->model, **feed, options(), start.shard, **ledger, report);
    return shards < 0 ? (*ledger)->finish() : std::string();
  }
  static std::string codes(Problems& problems) {
    std::string out;
    for (const Diagnostic& d : problems.take()) out += std::string(number_of(d.code)) + " ";
    return out;
  }
  std::multiset<std::string> rows(const std::string& database, const std::string& sql) {
    SQLite::Database db(folder_ / database, SQLite::OPEN_READONLY);
    SQLite::Statement found(db, sql);
    std::multiset<std::string> out;
    while (found.executeStep()) {
      std::string row;
      for (int i = 0; i < found.getColumnCount(); ++i) row += (i > 0 ? "|" : "") + found.getColumn(i).getString();
      out.insert(row);
    }
    return out;
  }
  std::multiset<std::string> tally(const std::string& database) { return rows(database, "SELECT * FROM tally"); }
  /// Every verdict with its case and rule, and what is to be looked at: whatever order the source has its cases in.
  std::multiset<std::string> verdicts(const std::string& database) {
    auto out = rows(database, "SELECT s.id, v.rule, v.possible FROM verdict AS v JOIN subject AS s USING (shard, position)");
    out.merge(rows(database, "SELECT case_id, rule, element, occurrence, possible, municipality, month, due_earliest, due_latest, unknown FROM attention_of_case"));
    out.merge(rows(database, "SELECT id, municipality FROM subject"));
    return out;
  }
  std::multiset<std::string> flaws(const std::string& database) { return rows(database, "SELECT source, line, place, code FROM flaw WHERE refused"); }

  fs::path folder_;
  std::unique_ptr<testing::Loaded> loaded_;
};

inline constexpr int count = 60;

}  // namespace rettesnor::testing_source
