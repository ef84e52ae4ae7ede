// Counting the cases affected takes no longer than an author waits, and says so instead of giving a part.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "apps/lsp/affected.hpp"
#include "apps/lsp/uri.hpp"

namespace rettesnor::lsp {
namespace {

constexpr const char* rules = R"(language en
package made.small version 1
title "Small"
owner "R" status draft review by 2040-01-01
actor municipality "M"
source LAW law "Law" url "https://example.org/law"
concept file "Case"
  event opened date "Opened"
  event closed date "Closed" verb close
end
rule closing "Closing"
  cite LAW § 1
  municipality must close closed within 14 days of opened
end
)";

class AffectedInTime : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(folder_);
    std::ofstream(folder_ / "small.regel") << rules;
    documents_.changed_on_disk(uri_of(folder_ / "small.regel"));
    std::ofstream out(folder_ / "cases.ndjson");
    for (int i = 0; i < 1000; ++i) {
      out << R"({"case": "C-)" << i << R"(", "concept": "file", "extraction_time": "2026-06-01 00:00", "opened": "2026-01-05", "closed": "2026-01-19"})" << "\n";
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Documents documents_;
  std::filesystem::path folder_ = std::filesystem::path(::testing::TempDir()) / "rettesnor_affected";
};

TEST_F(AffectedInTime, AllOrNothing) {
  // Each case was closed on the 14th day.
  std::string shorter = rules;
  shorter.replace(shorter.find("14 days"), 2, "7");
  documents_.open(uri_of(folder_ / "small.regel"), shorter);
  const CaseSource source{folder_ / "cases.ndjson", start_of_day(*make_date(2026, 3, 1))};
  const CountTask task = count_task(documents_, source);
  const Affected whole = count_affected(task, [] { return false; });
  EXPECT_EQ(whole.outcome, Affected::Outcome::counted);
  EXPECT_EQ(whole.cases, 1000U);
  EXPECT_EQ(affected_title(&whole, documents_.revision(), "made.small.closing", Language::english), "1,000 of 1,000 cases affected");
  int asked = 0;
  const Affected cut = count_affected(task, [&] { return ++asked > 500; });
  EXPECT_EQ(cut.outcome, Affected::Outcome::out_of_time);
  EXPECT_TRUE(cut.rules.empty()) << "half the cases are no answer";
  EXPECT_EQ(affected_title(&cut, documents_.revision(), "made.small.closing", Language::danish), "berørte sager ikke talt: det tog for længe");
}

}  // namespace
}  // namespace rettesnor::lsp
