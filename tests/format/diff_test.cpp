#include "grammar/format_diff.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <vector>

namespace rettesnor {
namespace {

TEST(UnifiedDiff, Says_nothing_of_equal_texts) {
  EXPECT_EQ(unified_diff("", "", "a"), "");
  EXPECT_EQ(unified_diff("x\ny\n", "x\ny\n", "a"), "");
}

TEST(UnifiedDiff, Shows_a_change_with_three_lines_around_it) {
  EXPECT_EQ(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "rules/a.regel"),
            "--- rules/a.regel\n+++ rules/a.regel\n"
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, Parts_changes_that_are_far_apart) {
  EXPECT_EQ(unified_diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n", "f"),
            "--- f\n+++ f\n"
            "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
            "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

TEST(UnifiedDiff, Names_the_line_before_an_empty_range) {
  EXPECT_EQ(unified_diff("", "a\nb\n", "f"), "--- f\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n");
  EXPECT_EQ(unified_diff("a\n", "", "f"), "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n");
}

TEST(UnifiedDiff, Marks_a_missing_line_break_at_the_end) {
  EXPECT_EQ(unified_diff("a", "a\n", "f"), "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

/// Applies a difference as `patch` does: keeps and adds what the hunks say, at the lines that they name.
std::string patched(const std::string& before, const std::string& diff) {
  if (diff.empty()) return before;
  std::istringstream old_lines(before);
  std::istringstream in(diff);
  std::vector<std::string> rest;
  for (std::string line; std::getline(old_lines, line);) rest.push_back(line + '\n');
  std::string out;
  std::size_t next = 0;
  std::string line;
  std::getline(in, line);
  std::getline(in, line);
  while (std::getline(in, line)) {
    if (line.starts_with("@@ -")) {
      const std::size_t first = std::stoul(line.substr(4));
      const bool empty_range = line.substr(4, line.find(' ', 4) - 4).ends_with(",0");
      for (const std::size_t stop = empty_range ? first : first - 1; next < stop; ++next) out += rest[next];
    } else if (line.front() == '+') {
      out += line.substr(1) + '\n';
    } else {
      EXPECT_EQ(rest.at(next), line.substr(1) + '\n') << "a kept or removed line is the old text's";
      if (line.front() == ' ') out += rest[next];
      ++next;
    }
  }
  for (; next < rest.size(); ++next) out += rest[next];
  return out;
}

TEST(UnifiedDiff, Turns_any_text_into_any_other) {
  std::mt19937 random(20260302);
  const auto any_text = [&](std::size_t letters) {
    std::string text;
    for (std::size_t lines = random() % 40; lines > 0; --lines)
      (text += static_cast<char>('a' + random() % letters)) += '\n';
    return text;
  };
  for (int round = 0; round < 2000; ++round) {
    const std::size_t letters = 1 + random() % 6;
    const std::string before = any_text(letters);
    const std::string after = any_text(letters);
    ASSERT_EQ(patched(before, unified_diff(before, after, "f")), after) << before << "=>\n" << after;
  }
}

TEST(UnifiedDiff, Gives_texts_with_nothing_in_common_as_one_change) {
  std::string before, after;
  for (int i = 0; i < 3000; ++i) {
    before += 'a' + std::to_string(i) + '\n';
    after += 'b' + std::to_string(i) + '\n';
  }
  EXPECT_EQ(patched(before, unified_diff(before, after, "f")), after);
}

}  // namespace
}  // namespace rettesnor
