#include "grammar/format/gaps.hpp"

#include <gtest/gtest.h>

#include "tests/format/format_support.hpp"

namespace rettesnor {
namespace {

using namespace format_tests;
using format_detail::GapKind;
using format_detail::GapPart;
using format_detail::Gaps;

/// One letter for each part before a token: `/` line break, `_` blank line, `c` comment, `p` prose.
std::string pattern(const Gaps& gaps, std::size_t index) {
  std::string out;
  for (const GapPart& part : gaps.before(index)) {
    switch (part.kind) {
      case GapKind::line_break:
        out += '/';
        break;
      case GapKind::blank_line:
        out += '_';
        break;
      case GapKind::comment:
        out += 'c';
        break;
      case GapKind::prose:
        out += 'p';
        break;
    }
  }
  return out;
}

TEST(Gaps, Tell_comments_line_breaks_and_blank_lines_apart) {
  const Source source = source_of("-- one\n\n  -- two  \nlanguage en -- three\n\n\nsource BL law \"B\"");
  const Syntax syntax = parse(source);
  const Gaps gaps(syntax);
  EXPECT_EQ(pattern(gaps, 0), "c/_c/");
  EXPECT_EQ(gaps.before(0)[3].text, "-- two") << "without the blanks behind it";
  EXPECT_EQ(pattern(gaps, 1), "");
  EXPECT_EQ(pattern(gaps, 2), "c/_");
}

TEST(Gaps, Take_prose_with_the_fences_around_it) {
  const Source source = source_of(
      "Før\n```regel\nlanguage en\n-- in\n```\nimellem\n```regel\n-- in too\nsource BL law \"B\"\n```\n", "x.regel.md");
  const Syntax syntax = parse(source);
  const Gaps gaps(syntax);
  EXPECT_EQ(pattern(gaps, 0), "p");
  EXPECT_EQ(gaps.before(0)[0].text, "Før\n```regel\n");
  EXPECT_EQ(pattern(gaps, 2), "/c/pc/");
  EXPECT_EQ(gaps.before(2)[3].text, "```\nimellem\n```regel\n");
}

}  // namespace
}  // namespace rettesnor
