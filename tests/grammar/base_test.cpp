// Sources, positions, rendering, the catalogue of messages.
#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "grammar/base/render.hpp"
#include "grammar/base/rows.hpp"
#include "grammar/base/utf8.hpp"
#include "grammar/keywords.hpp"
#include "tests/grammar/golden_support.hpp"

namespace rettesnor {
namespace {

TEST(Source, ColumnsCountLettersAndNotBytes) {
  Source const source{"x", "æøå b\na\xCC\x8A c", {}};
  EXPECT_EQ(source.position(0), (Position{1, 1}));
  EXPECT_EQ(source.position(7), (Position{1, 5})) << "three letters of two bytes and a blank before it";
  EXPECT_EQ(source.position(13), (Position{2, 3})) << "the loose ring takes no column";
  EXPECT_EQ(source.position(999), (Position{2, 4})) << "past the end is the end";
}

TEST(Source, LinesEndBeforeTheirBreak) {
  Source const source{"x", "ab\r\ncd", {}};
  EXPECT_EQ(source.slice(source.line_span(1)), "ab");
  EXPECT_EQ(source.slice(source.line_span(5)), "cd");
  EXPECT_EQ(source.slice(source.line_span(3)), "ab");
}

TEST(Utf8, BrokenBytesAreOneEach) {
  EXPECT_FALSE(decode_utf8("\xC3", 0).valid);
  EXPECT_FALSE(decode_utf8("\xC0\x80", 0).valid) << "overlong";
  EXPECT_FALSE(decode_utf8("\xED\xA0\x80", 0).valid) << "half of a surrogate pair";
  EXPECT_EQ(decode_utf8("\xF0\x9F\x98\x80", 0).value, 0x1F600U);
  EXPECT_EQ(count_code_points("æ\xFF" "b"), 3U);
}

TEST(Render, DrawsTheLineTheMarksAndTheHelp) {
  Sources sources;
  FileId const file = sources.add("a.regel", "linje et\n  ærlig fejl her\n");
  Diagnostic diagnostic{.code = Code::other_language, .at = {18, 22}, .file = file, .arguments = {"fejl"}};
  diagnostic.labels.push_back({{11, 17}, {}, "ordet før", "the word before"});
  diagnostic.help = {"error"};
  EXPECT_EQ(render(diagnostic, sources),
            "fejl[S014]: `fejl` hører til det andet sprog for nøgleord\n"
            " --> a.regel:2:9\n"
            "  |\n"
            "2 |   ærlig fejl her\n"
            "  |   ----- ordet før\n"
            "  |         ^^^^\n"
            "  = ret: skriv `error`\n"
            "  = se: docs/codes/S014.md\n");
}

TEST(Render, NothingFromTheFileReachesTheTerminalRaw) {
  Source const source{"x\x1b[2J", "a\x1b[31m\xFF b\tc\xE2\x80\xAE d", {}};
  Diagnostic const diagnostic{.code = Code::unclosed_string, .at = {0, 1}};
  std::string const out = render(diagnostic, source, {.language = Language::english});
  EXPECT_EQ(out.find('\x1b'), std::string::npos);
  EXPECT_EQ(out.find('\xFF'), std::string::npos);
  EXPECT_EQ(out.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_NE(render(diagnostic, source, {.colour = true}).find('\x1b'), std::string::npos);
}

TEST(Render, LongLinesAreCutAroundTheMark) {
  std::string const filler(5'000, 'a');
  Source const source{"x", filler + " æ! " + filler, {}};
  Diagnostic const diagnostic{.code = Code::unclosed_string, .at = {5'001, 5'003}};
  std::string const out = render(diagnostic, source);
  EXPECT_LT(out.size(), 700U);
  EXPECT_NE(out.find("æ!"), std::string::npos);
}

TEST(Names, TheNearestIsFoundWithinAThird) {
  std::vector<std::string_view> const names{"åbnet", "lukket", "afsluttet"};
  EXPECT_EQ(nearest_name("åbnett", names), "åbnet");
  EXPECT_EQ(nearest_name("åbent", names), "åbnet") << "a swap is one difference";
  EXPECT_EQ(nearest_name("helt_andet", names), std::nullopt);
  EXPECT_EQ(nearest_name("a", {"b"}), std::nullopt) << "one letter resembles nothing";
}

TEST(Catalogue, NumbersAreUniqueAndTextsAreWhole) {
  std::set<std::string_view> numbers;
  for (CodeRow const& row : code_rows()) {
    EXPECT_TRUE(numbers.insert(row.number).second) << row.number;
    EXPECT_EQ(row.number.size(), 4U) << row.number;
    EXPECT_FALSE(row.danish.empty() || row.english.empty()) << row.number;
    EXPECT_EQ(row.help_danish.empty(), row.help_english.empty()) << row.number << ": help in one language only";
    for (std::string_view const text : {row.danish, row.english, row.help_danish, row.help_english}) {
      EXPECT_FALSE(text.ends_with('.')) << row.number;
      EXPECT_EQ(text.find('\n'), std::string_view::npos) << row.number;
    }
    for (char place = '0'; place <= '9'; ++place) {
      std::string const mark = std::string("{") + place + "}";
      EXPECT_EQ(row.danish.find(mark) == std::string_view::npos, row.english.find(mark) == std::string_view::npos)
          << row.number << " fills " << mark << " in one language only";
    }
    EXPECT_EQ(find_code(row.number), row.code);
  }
}

TEST(Catalogue, EachCodeOfTheGrammarHasItsPage) {
  for (CodeRow const& row : code_rows()) {
    if (row.number[0] != 'L' && row.number[0] != 'S') continue;
    std::string const page = read_file("docs/codes/" + std::string(row.number) + ".md");
    EXPECT_NE(page.find(row.name), std::string::npos) << row.number << " does not name " << row.name;
  }
}

// A message quotes keywords by name: a misspelt name would be shown with its braces.
TEST(Catalogue, EveryKeywordThatIsQuotedExists) {
  std::size_t quoted = 0;
  for (CodeRow const& row : code_rows()) {
    for (std::string_view const text : {row.danish, row.english, row.help_danish, row.help_english}) {
      for (KeywordLanguage const language : {KeywordLanguage::english, KeywordLanguage::danish}) {
        std::string const filled = fill_keywords(text, spelling_by_name(language));
        quoted += filled != text;
        for (std::size_t at = filled.find('{'); at != std::string::npos; at = filled.find('{', at + 1)) {
          std::string const name = filled.substr(at + 1, filled.find('}', at) - at - 1);
          bool const letters = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
          EXPECT_FALSE(letters) << row.number << ' ' << filled;
        }
      }
    }
  }
  EXPECT_GE(quoted, 100U);
}

// The pages show the Danish texts with Danish keywords, the English ones with English keywords.
TEST(Catalogue, PagesHaveTheTextsOfTheCatalogue) {
  for (CodeRow const& row : code_rows()) {
    std::string const page = read_file("docs/codes/" + std::string(row.number) + ".md");
    auto const danish = spelling_by_name(KeywordLanguage::danish), english = spelling_by_name(KeywordLanguage::english);
    std::vector<std::pair<std::string, std::string>> const rows{{"dansk", fill_keywords(row.danish, danish)},
                                                                {"English", fill_keywords(row.english, english)},
                                                                {"ret", fill_keywords(row.help_danish, danish)},
                                                                {"help", fill_keywords(row.help_english, english)}};
    for (auto const& [label, text] : rows) {
      if (text.empty()) continue;
      EXPECT_NE(page.find("| " + label + " | " + text + " |"), std::string::npos) << row.number << ' ' << label << ' ' << text;
    }
  }
}

TEST(Catalogue, KeywordsFollowTheFileNotTheMessage) {
  Source const source{"a.regel", "language da\nregel r \"R\"\nslut\n"};
  Diagnostic made{.code = Code::previous_outside, .at = {12, 17}};
  made.keywords = spelling_by_name(KeywordLanguage::danish);
  EXPECT_EQ(help_text(made, Language::danish), "`den forrige` står efter `derefter` i en gentaget pligt");
  EXPECT_EQ(help_text(made, Language::english), "`den forrige` stands after `derefter` in a recurring duty");
  made.keywords = spelling_by_name(KeywordLanguage::english);
  EXPECT_EQ(help_text(made, Language::danish), "`previous` står efter `then` i en gentaget pligt");
}

TEST(Catalogue, PlacesAreFilled) {
  std::vector<std::string> const arguments{"a", "b"};
  EXPECT_EQ(fill("{1} og {0}, ikke {2} eller {x}", arguments), "b og a, ikke  eller {x}");
}

TEST(Rows, GrowingKeepsWhatIsWritten) {
  Rows<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < 1'500'000; ++i) {  // past the size from which on rows lie in huge pages
    if (i == rows.size()) rows.resize(2 * rows.size() + 1);
    rows[i] = i;
  }
  Rows<std::uint32_t> const moved = std::move(rows);
  for (std::uint32_t i = 0; i < 1'500'000; ++i) ASSERT_EQ(moved[i], i);
}

}  // namespace
}  // namespace rettesnor
