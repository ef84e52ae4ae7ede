// Tokens: what each piece of text becomes, and where blanks and comments go.
#include <gtest/gtest.h>

#include <string>

#include "grammar/lexer.hpp"
#include "grammar/literate.hpp"

namespace rettesnor {
namespace {

using enum TokenKind;

std::vector<TokenKind> kinds(std::string_view text) {
  std::vector<TokenKind> out;
  for (Token const& token : lex(text).tokens) out.push_back(token.kind);
  return out;
}

using Kinds = std::vector<TokenKind>;

TEST(Lexer, WordsHoldDanishLettersDigitsAndUnderscores) {
  EXPECT_EQ(kinds("Ærø_24 åbnet"), (Kinds{word, word, end_of_file}));
  EXPECT_EQ(kinds("`end`"), (Kinds{quoted_name, end_of_file}));
}

TEST(Lexer, AWordWithItsFullStopIsAnAbbreviation) {
  EXPECT_EQ(kinds("stk. 3"), (Kinds{abbreviation, number, end_of_file}));
  EXPECT_EQ(kinds("previous.interval"), (Kinds{word, dot, word, end_of_file}));
  EXPECT_EQ(kinds("a..b"), (Kinds{word, range, word, end_of_file}));
  EXPECT_EQ(kinds("2. pkt."), (Kinds{ordinal, abbreviation, end_of_file}));
  EXPECT_EQ(kinds("1.-2. pkt."), (Kinds{ordinal, minus, ordinal, abbreviation, end_of_file}));
}

TEST(Lexer, NumbersDatesAndTimes) {
  EXPECT_EQ(kinds("0751 2.5 1.2.3"), (Kinds{number, number, version, end_of_file}));
  EXPECT_EQ(kinds("1..3"), (Kinds{number, range, number, end_of_file}));
  EXPECT_EQ(kinds("2026-03-02 09:00"), (Kinds{date, time, end_of_file}));
  EXPECT_EQ(kinds("06-05"), (Kinds{number, minus, number, end_of_file}));
  EXPECT_TRUE(lex("2024-02-29 23:59:59").diagnostics.empty());
  EXPECT_EQ(lex("2023-02-29").diagnostics.size(), 1U);
  EXPECT_EQ(lex("2100-02-29").diagnostics.size(), 1U) << "a century is no leap year";
  EXPECT_EQ(lex("24:00").diagnostics.size(), 1U);
  EXPECT_EQ(lex("9:00").diagnostics.size(), 1U);
}

TEST(Lexer, ADashIsABulletOnlyFirstOnItsLine) {
  EXPECT_EQ(kinds("a - b\n- c"), (Kinds{word, minus, word, bullet, word, end_of_file}));
  EXPECT_EQ(kinds("-- a comment - b\n  - c"), (Kinds{bullet, word, end_of_file}));
}

TEST(Lexer, StringsKeepTheirQuotesAndDoubledOnesAreContent) {
  Lexed const lexed = lex("\"a \"\"b\"\" c\" d");
  ASSERT_EQ(lexed.tokens.size(), 3U);
  EXPECT_EQ(lexed.tokens[0].span(), (Span{0, 11}));
}

// Words and texts are read sixteen bytes at a time, the last ones of a file one by one.
TEST(Lexer, WordsAndTextsOfEveryLengthEndWhereTheyEnd) {
  for (std::uint32_t length = 1; length <= 50; ++length) {
    std::string const letters(length, 'z');
    for (std::string_view const behind : {"", " b", "\n", "@", "[", "`b`", "{", "/", ":", "                    "}) {
      EXPECT_EQ(lex(letters + std::string(behind)).tokens[0].span(), (Span{0, length})) << behind;
    }
    EXPECT_EQ(lex(letters + "_Aå0_9Z(").tokens[0].span(), (Span{0, length + 8}));
    EXPECT_EQ(lex("\"" + letters + "\"").tokens[0].span(), (Span{0, length + 2}));
    EXPECT_EQ(lex("\"" + letters + "\n" + letters + "\"").tokens[0].span(), (Span{0, length + 1}));
  }
}

TEST(Lexer, AnUnclosedStringEndsWithItsLine) {
  Lexed const lexed = lex("title \"abc  \nowner");
  ASSERT_EQ(lexed.tokens.size(), 4U);
  EXPECT_EQ(lexed.tokens[1].span(), (Span{6, 10})) << "blanks at the end are not taken along";
  EXPECT_EQ(lexed.tokens[2].kind, word);
  ASSERT_EQ(lexed.diagnostics.size(), 1U);
  EXPECT_EQ(lexed.diagnostics[0].code, Code::unclosed_string);
}

TEST(Lexer, FlagsTellLineStartsAndNeighbours) {
  auto const tokens = lex("a.b\n c").tokens;
  EXPECT_TRUE(tokens[0].has(TokenFlag::first_on_line));
  EXPECT_TRUE(tokens[1].has(TokenFlag::glued));
  EXPECT_TRUE(tokens[2].has(TokenFlag::glued));
  EXPECT_FALSE(tokens[2].has(TokenFlag::first_on_line));
  EXPECT_TRUE(tokens[3].has(TokenFlag::first_on_line));
  EXPECT_FALSE(tokens[3].has(TokenFlag::glued));
}

TEST(Lexer, NoBreakSpacesAndAByteOrderMarkAreBlanks) {
  EXPECT_EQ(kinds("\xEF\xBB\xBF§ 20\xC2\xA0stk. 3"), (Kinds{section, number, abbreviation, number, end_of_file}));
  EXPECT_EQ(kinds("§§ 4"), (Kinds{section, number, end_of_file}));
}

// Every byte is in a token or in a gap of blanks and comments; tokens lie in order.
TEST(Lexer, TakesAnyBytes) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (int i = 255; i >= 0; --i) (bytes += static_cast<char>(i)) += 'x';
  Lexed const lexed = lex(bytes);
  std::uint32_t end = 0;
  for (Token const& token : lexed.tokens) {
    EXPECT_LE(end, token.begin);
    EXPECT_LE(token.begin, token.end);
    end = token.end;
  }
  EXPECT_EQ(end, bytes.size());
  EXPECT_EQ(lexed.tokens.back().kind, end_of_file);
}

TEST(Literate, KeepsOnlyTheRulesAndEveryOffset) {
  std::vector<Diagnostic> diagnostics;
  std::string const text = "# Tekst æ\n```regel\nactor a\n```\n```cpp\nint b;\n```\n~~~ regel\nactor c\n~~~\n";
  std::string const blanked = blank_outside_fences(text, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  ASSERT_EQ(blanked.size(), text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    EXPECT_TRUE(blanked[at] == text[at] || blanked[at] == ' ');
    EXPECT_EQ(blanked[at] == '\n', text[at] == '\n');
  }
  std::string words;
  for (Token const& token : lex(blanked).tokens) words += blanked.substr(token.begin, token.end - token.begin) + " ";
  EXPECT_EQ(words, "actor a actor c  ");
}

TEST(Literate, AFenceIsClosedByAsManyMarks) {
  std::vector<Diagnostic> diagnostics;
  std::string const blanked = blank_outside_fences("````regel\na\n```\nb\n````\nc\n", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_NE(blanked.find('b'), std::string::npos);
  EXPECT_EQ(blanked.find('c'), std::string::npos);
}

}  // namespace
}  // namespace rettesnor
