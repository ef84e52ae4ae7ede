// The keyword table: complete, readable in both directions, and without two meanings in one place.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "grammar/keyword_index.hpp"
#include "grammar/lexer.hpp"
#include "grammar/parse_state.hpp"
#include "tests/grammar/golden_support.hpp"

namespace rettesnor {
namespace {

constexpr KeywordLanguage both[] = {KeywordLanguage::english, KeywordLanguage::danish};

std::vector<std::string> spellings_of(const KeywordRow& row, KeywordLanguage language) {
  std::vector<std::string> out;
  std::istringstream parts{std::string(row.spellings(language))};
  for (std::string part; std::getline(parts, part, '|');) out.push_back(part);
  return out;
}

// Lexing a spelling gives exactly the words that the parser looks for: word → keyword and keyword → word agree.
TEST(Keywords, EverySpellingIsFoundAgain) {
  for (KeywordRow const& row : keyword_rows()) {
    for (KeywordLanguage const language : both) {
      auto const spellings = spellings_of(row, language);
      ASSERT_EQ(spellings.size(), phrases(row.keyword, language).size()) << row.name;
      EXPECT_EQ(spelling(row.keyword, language), spellings.front());
      for (std::size_t i = 0; i < spellings.size(); ++i) {
        Lexed const lexed = lex(spellings[i]);
        EXPECT_TRUE(lexed.diagnostics.empty()) << spellings[i];
        Phrase const& phrase = phrases(row.keyword, language)[i];
        ASSERT_EQ(lexed.tokens.size(), phrase.size + 1U) << spellings[i];
        for (std::size_t word = 0; word < phrase.size; ++word) {
          EXPECT_NE(phrase.words[word], 0) << spellings[i];
          EXPECT_EQ(lexed.tokens[word].word, phrase.words[word]) << spellings[i];
        }
      }
    }
  }
}

TEST(Keywords, NamesAreUniqueAndRowsKnowThemselves) {
  std::set<std::string_view> names;
  for (KeywordRow const& row : keyword_rows()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(row_of(row.keyword).name, row.name);
  }
}

// Where several keywords may begin, no spelling belongs to two of them.
TEST(Keywords, NoTwoClausesOfABlockLookAlike) {
  for (KeywordLanguage const language : both) {
    for (int block = 0; block <= static_cast<int>(Block::test); ++block) {
      std::map<std::string, std::string_view> owners;
      for (KeywordRow const& row : keyword_rows()) {
        if (!clause_starts(static_cast<Block>(block)).has(row.keyword)) continue;
        for (std::string const& text : spellings_of(row, language)) {
          auto const [found, fresh] = owners.emplace(text, row.name);
          EXPECT_TRUE(fresh) << text << " is " << row.name << " and " << found->second << " in block " << block;
        }
      }
    }
  }
}

TEST(Keywords, WordsThatAreNoKeywordHaveNumberNone) {
  EXPECT_EQ(word_number("notifications"), 0);
  EXPECT_EQ(word_number("Within"), 0) << "keywords are written in small letters";
  EXPECT_NE(word_number("within"), 0);
  EXPECT_NE(word_number("jf."), 0);
  EXPECT_EQ(word_number("jf"), 0);
}

TEST(Keywords, OnlyTheWholeWordHasANumber) {
  for (std::string const word : {"within", "provision", "municipality", "retningslinje", "bekendtgørelse"}) {
    EXPECT_EQ(word_number(word + "q"), 0) << word;
    EXPECT_EQ(word_number(word.substr(0, word.size() - 1)), 0) << word;
    EXPECT_EQ(word_number(word.substr(0, word.size() - 1) + "q"), 0) << word << ": the first eight bytes are not all";
  }
  EXPECT_NE(word_number("bekendtgørelse"), 0);
}

TEST(Keywords, ReservedWordsAreThoseOfBothLanguages) {
  for (std::string_view const text : {"end", "slut", "and", "og", "or", "eller", "not", "ikke", "yes", "ja", "no", "nej"}) {
    EXPECT_TRUE(is_reserved_word(word_number(text))) << text;
  }
  for (std::string_view const text : {"of", "when", "rule", "from", "x"}) {
    EXPECT_FALSE(is_reserved_word(word_number(text))) << text;
  }
}

// The grammar for people without its comments.
std::string grammar_for_people() {
  std::string text = read_file("grammar/rettesnor.ebnf");
  for (std::size_t begin = text.find("(*"); begin != std::string::npos; begin = text.find("(*")) {
    text.erase(begin, text.find("*)", begin) + 2 - begin);
  }
  return text;
}

// grammar/rettesnor.ebnf writes keywords as %name%: each row is used there, and nothing else is.
TEST(Keywords, TheGrammarForPeopleUsesEveryRow) {
  std::string const text = grammar_for_people();
  std::set<std::string> used;
  std::regex const reference("%([a-z_]+)%");
  for (std::sregex_iterator at(text.begin(), text.end(), reference), end; at != end; ++at) used.insert((*at)[1]);
  std::set<std::string> rows;
  for (KeywordRow const& row : keyword_rows()) rows.insert(std::string(row.name));
  EXPECT_EQ(used, rows);
}

// Every rule name on a right side of the grammar for people is defined in it, once.
TEST(Keywords, TheGrammarForPeopleIsClosed) {
  std::istringstream lines(grammar_for_people());
  std::set<std::string> defined, used;
  std::regex const word("[a-z][a-z-]*");
  for (std::string line; std::getline(lines, line);) {
    line = std::regex_replace(line, std::regex("\"[^\"]*\"|'[^']*'|%[a-z_]+%|\\?[^?]*\\?"), " ");
    std::size_t const equals = line.find('=');
    if (equals != std::string::npos) {
      std::string name = line.substr(0, equals);
      name.erase(name.find_last_not_of(' ') + 1);
      EXPECT_TRUE(defined.insert(name).second) << name << " is defined twice";
      line = line.substr(equals + 1);
    }
    for (std::sregex_iterator at(line.begin(), line.end(), word), end; at != end; ++at) used.insert(at->str());
  }
  for (std::string const& name : used) EXPECT_TRUE(defined.contains(name)) << name << " is not defined";
  defined.erase("file");
  for (std::string const& name : defined) EXPECT_TRUE(used.contains(name)) << name << " is not used";
}

}  // namespace
}  // namespace rettesnor
