// Counting the cases affected takes no longer than an author waits, and says so instead of giving a part.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "apps/lsp/affected.hpp"

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
    documents_.language = Language::english;
    documents_.open("untitled:a.regel", rules);
    documents_.close("untitled:a.regel");
    file_ = std::filesystem::path(::testing::TempDir()) / "affected_cases.ndjson";
    std::ofstream out(file_);
    for (int i = 0; i < 1000; ++i) {
      out << R"({"case": "C-)" << i << R"(", "concept": "file", "extraction_time": "2026-06-01 00:00", "opened": "2026-01-05", "closed": "2026-01-19"})" << "\n";
    }
  }
  void TearDown() override { std::filesystem::remove(file_); }

  Documents documents_;
  std::filesystem::path file_;
};

TEST_F(AffectedInTime, AllOrNothing) {
  // A new document is new in all: its rule applied to no case before.
  documents_.open("untitled:a.regel", rules);
  const CaseSource source{file_, Moment{1'770'000'000'000'000}};
  const Affected whole = count_affected(documents_, source, [] { return false; });
  EXPECT_EQ(whole.outcome, Affected::Outcome::counted);
  EXPECT_EQ(whole.cases, 1000U);
  EXPECT_EQ(affected_title(&whole, documents_.revision(), "made.small.closing", Language::english), "1,000 of 1,000 cases affected");
  int asked = 0;
  const Affected cut = count_affected(documents_, source, [&] { return ++asked > 500; });
  EXPECT_EQ(cut.outcome, Affected::Outcome::out_of_time);
  EXPECT_TRUE(cut.rules.empty()) << "half the cases are no answer";
  EXPECT_EQ(affected_title(&cut, documents_.revision(), "made.small.closing", Language::danish), "berørte sager ikke talt: det tog for længe");
}

}  // namespace
}  // namespace rettesnor::lsp
