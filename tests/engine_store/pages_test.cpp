// The pages on case files: what they call a mistake is reported as that, and what they call right is read.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/store/files.hpp"
#include "tests/engine_store/case_support.hpp"

namespace rettesnor::testing_store {
namespace {

struct Example {
  std::string text;
  CaseFormat format = CaseFormat::yaml;
};

/// The first fence behind a heading line; none if the page has no such example.
std::optional<Example> example(const std::string& page, std::string_view heading) {
  const std::size_t at = page.find('\n' + std::string(heading) + ":\n");
  if (at == std::string::npos) return std::nullopt;
  const std::size_t fence = page.find("```", at);
  const std::size_t begin = page.find('\n', fence) + 1;
  const std::size_t end = page.find("\n```", begin);
  const bool json = page.substr(fence + 3, begin - fence - 4) == "json";
  return Example{page.substr(begin, end - begin), json ? CaseFormat::json : CaseFormat::yaml};
}

TEST(Pages, ExamplesAreWhatTheySay) {
  int shown = 0;
  for (const CodeRow& row : code_rows()) {
    if (!row.number.starts_with('K')) continue;
    const auto page = read_file("docs/codes/" + std::string(row.number) + ".md", 100'000);
    ASSERT_TRUE(page.has_value()) << row.number;
    const auto found = example(*page, "Found");
    const auto meant = example(*page, "Meant");
    ASSERT_EQ(found.has_value(), meant.has_value()) << row.number;
    if (!found) continue;
    ++shown;
    const auto problems = refused(found->text, found->format);
    EXPECT_TRUE(std::ranges::any_of(problems, [&](const std::string& p) { return p.starts_with(row.number); }))
        << row.number;
    EXPECT_TRUE(refused(meant->text, meant->format).empty()) << row.number;
  }
  EXPECT_GE(shown, 40);
}

TEST(Pages, EveryCaseOfTheReferenceIsRead) {
  const auto page = read_file("docs/cases.md", 100'000);
  ASSERT_TRUE(page.has_value());
  int shown = 0;
  for (std::size_t at = page->find("```yaml\n"); at != std::string::npos; at = page->find("```yaml\n", at + 1)) {
    const std::size_t begin = at + std::string_view("```yaml\n").size();
    const std::string text = page->substr(begin, page->find("```", begin) - begin);
    EXPECT_TRUE(refused(text).empty()) << text << refused(text).front();
    ++shown;
  }
  EXPECT_EQ(shown, 4);
}

}  // namespace
}  // namespace rettesnor::testing_store
