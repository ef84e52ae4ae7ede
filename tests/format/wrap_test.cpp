// Long lines: where they are broken, and where they never are.
#include <gtest/gtest.h>

#include <sstream>

#include "grammar/format_diff.hpp"
#include "grammar/literate.hpp"
#include "tests/format/format_support.hpp"

namespace rettesnor {
namespace {

using namespace format_tests;

/// Formats `before`, expects `after`, and expects `after` to stay as it is.
void expect_layout(std::string_view before, std::string_view after) {
  EXPECT_EQ(formatted(before), after);
  EXPECT_EQ(formatted(after), after) << "a formatted file is left alone";
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

TEST(Wrap, Breaks_a_condition_before_its_outermost_and_or_or) {
  expect_layout(R"(language en

rule r "R"   cite BL § 1
  when kind_of_the_submission = placement and (plan has happened no later than submitted or reasons has happened no later than submitted)
  municipality must make x after y
end
)",
                R"(language en

rule r "R"   cite BL § 1
  when kind_of_the_submission = placement
    and (plan has happened no later than submitted or reasons has happened no later than submitted)
  municipality must make x after y
end
)");
}

TEST(Wrap, Indents_what_stands_in_parentheses_deeper_than_what_follows_them) {
  expect_layout(R"(language en

rule r "R"   cite BL § 1
  when kind_of_the_submission = placement and (the_parents_plan has happened no later than submitted or the_reasons_for_no_plan has happened no later than submitted) and not_withdrawn
  municipality must make x after y
end
)",
                R"(language en

rule r "R"   cite BL § 1
  when kind_of_the_submission = placement
    and (the_parents_plan has happened no later than submitted
      or the_reasons_for_no_plan has happened no later than submitted)
    and not_withdrawn
  municipality must make x after y
end
)");
}

TEST(Wrap, Breaks_between_clauses_before_it_breaks_inside_one) {
  expect_layout(R"(language en

rule r "R"   cite BL § 1
  for each d in decisions   when the_lawyer_was_there and the_kind <> provisional and the_kind <> prebirth
  municipality must complete the_study_of_the_child within 4 months of awareness   counting first day, not rolling
end
)",
                R"(language en

rule r "R"   cite BL § 1
  for each d in decisions
  when the_lawyer_was_there and the_kind <> provisional and the_kind <> prebirth
  municipality must complete the_study_of_the_child within 4 months of awareness counting first day,
    not rolling
end
)");
}

TEST(Wrap, Breaks_behind_the_last_comma_that_fits) {
  expect_layout(R"(language en

test t "T"
  given decisions
    d1 (kind compulsory_placement, decided_by by_board, decided 2026-03-02 10:00, in_meeting yes, votes_for 4),
    d2 (kind support)
  at 2026-08-01
  expect r of d1 = fulfilled or late due 2026-04-02 .. 2026-04-07 missing the_reading_of_the_day_it_rolls_to
end
)",
                R"(language en

test t "T"
  given decisions
    d1 (kind compulsory_placement, decided_by by_board, decided 2026-03-02 10:00, in_meeting yes,
      votes_for 4),
    d2 (kind support)
  at 2026-08-01
  expect r of d1 = fulfilled or late due 2026-04-02 .. 2026-04-07
    missing the_reading_of_the_day_it_rolls_to
end
)");
}

TEST(Wrap, Keeps_the_columns_of_a_member_that_goes_on_below) {
  expect_layout(R"(language en

concept c "C"
  event receipt moment "Underretningen modtaget i kommunen" "Notification received by the municipality"  verb receive
  fact kind text "Art"
end
)",
                R"(language en

concept c "C"
  event receipt moment "Underretningen modtaget i kommunen"
    "Notification received by the municipality"  verb receive
  fact  kind    text   "Art"
end
)");
}

TEST(Wrap, Counts_letters_not_bytes) {
  // 100 letters in more than 120 bytes are short enough; one letter more is one too many.
  const std::string words =
      "når æøåæøåæøåæøåæøåæøå = aaaaaaaaaaaaaaaaaaaa og bbbbbbbbbbbbbbbbbbbb = cccccccccccccccccccc";
  ASSERT_EQ(code_points("  " + words), 94U);
  const auto rule = [&](std::string_view condition) {
    return "language da\n\nregel r \"R\"   jf. BL § 1\n" + std::string(condition) +
           "\n  skal municipality make x efter y\nslut\n";
  };
  expect_layout(rule("  " + words + "dddddd"), rule("  " + words + "dddddd"));
  expect_layout(rule("  " + words + "ddddddd"),
                rule("  når æøåæøåæøåæøåæøåæøå = aaaaaaaaaaaaaaaaaaaa\n    og bbbbbbbbbbbbbbbbbbbb = "
                     "ccccccccccccccccccccddddddd"));
}

TEST(Wrap, Never_breaks_a_string_a_comment_a_phrase_or_a_row) {
  const std::string string(110, 's');
  const std::string text = "language en\n\nrule r \"R\"   cite BL § 1\n  -- " + string +
                           "\n  municipality must make x within 6 months of start  -- " + string + "\n  remedy \"" +
                           string +
                           "\"\nend\n\ntable need \"Behov\"   of child_case\n  | absence | below || level |\n  | "
                           "is among (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, "
                           "cccccccccccccccccccccccc) | - || high |\nend\n";
  const std::string after = formatted(text);
  for (const std::string& whole : {"  -- " + string + "\n", "start  -- " + string + "\n", "\"" + string + "\"\n"})
    EXPECT_NE(after.find(whole), std::string::npos) << after;
  EXPECT_EQ(formatted(after), after);
}

// A `-` that begins a line is a bullet: a subtraction may not be broken before its minus.
TEST(Wrap, Never_begins_a_line_with_a_minus) {
  const std::string a(50, 'a'), b(60, 'b');
  const std::string text = "language en\n\ndefine x of c as " + a + " - " + b + " when y\n\ndefine z of c as 1 when " +
                           a + " - " + b + " > 1\n";
  const std::string after = formatted(text);
  EXPECT_EQ(after.find("\n    -"), std::string::npos) << after;
  EXPECT_NE(after.find(a + " - " + b), std::string::npos) << after;
}

/// Where a line of the project's rules is too long, a comment, a string or a single word is.
TEST(Wrap, Leaves_no_line_of_the_project_long_that_can_be_broken) {
  int files = 0;
  for (const char* folder : {"rules", "samples"}) {
    for (const auto& path : rule_files(folder)) {
      ++files;
      const std::string text = read_file(path);
      const Source source{path.string(), text};
      EXPECT_EQ(unified_diff(text, format(source).text, path.string()), "") << "run `rettesnor fmt rules samples`";
      // Of a literate file the rules alone: prose is its author's.
      std::vector<Diagnostic> ignored;
      std::istringstream lines(path.extension() == ".md" ? blank_outside_fences(text, ignored) : text);
      for (std::string line; std::getline(lines, line);) {
        if (line.find_first_not_of(' ') == std::string::npos) continue;
        const std::size_t comment = line.find("--");
        const std::size_t code = line.find_last_not_of(' ', comment == 0 ? 0 : comment - 1);
        if (comment != std::string::npos && (code == std::string::npos || code <= 100)) continue;
        const bool only_a_string = line.find('"') != std::string::npos;
        EXPECT_TRUE(code_points(line) <= 100 || only_a_string) << path << ": " << line;
      }
    }
  }
  EXPECT_GE(files, 15);
}

}  // namespace
}  // namespace rettesnor
