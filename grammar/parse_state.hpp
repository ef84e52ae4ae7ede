// ParseState: what the grammar rules share while one file is parsed: keywords, messages, recovery, depth.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/base/diagnostic.hpp"
#include "grammar/keyword_index.hpp"
#include "grammar/parser.hpp"
#include "grammar/tree_builder.hpp"

namespace rettesnor {

/// Thrown after a message was given, to leave the clause; caught by the nearest list of clauses or bullets.
struct Broken {
  Token* at;  ///< where reading stopped
};

/// Which clauses may begin: one for each kind of block. Decides recovery, commas and near misses.
enum class Block : std::uint8_t { file, calendar, concept_, parameter, rule, table, indicator, overlay, test };

/// Keywords that begin a clause in `block`.
const KeywordSet& clause_starts(Block block);
/// Keywords that may follow a complete expression or list in `block`: clause starts and what goes on inside a clause.
const KeywordSet& follow_set(Block block);
/// Keywords that begin a declaration.
const KeywordSet& declaration_starts();
/// The verbs of duties.
inline constexpr KeywordSet modals{Keyword::must, Keyword::must_prohibiting, Keyword::should, Keyword::may,
                                   Keyword::may_licensing};

/// What `quality` may name.
inline constexpr KeywordSet quality_categories{
    Keyword::quality_case_information, Keyword::quality_reasons,            Keyword::quality_assessment, Keyword::quality_legal_basis,
    Keyword::quality_hearing,          Keyword::quality_complaint_guidance, Keyword::quality_deadline,   Keyword::quality_plan,
    Keyword::quality_holistic_assessment, Keyword::quality_none};

/// What is asked about every word of a file; the bits below `reserved` are those of `follows_in`.
enum class WordFact : std::uint16_t { reserved = 1U << 9, modal = 1U << 10 };
/// The word may begin something that follows a complete expression or list in `block`: see `ParseState::follows`.
constexpr WordFact follows_in(Block block) { return static_cast<WordFact>(1U << static_cast<unsigned>(block)); }
/// Facts by word number. A fact about the first word of phrases is a quick no; a yes needs a look at the phrases.
using WordFacts = std::array<std::uint16_t, most_words>;
/// Built once, at first use. Thread-safe.
const WordFacts& word_facts(KeywordLanguage language);

class ParseState {
 public:
  ParseState(const Source& source, const ParseOptions& options, KeywordLanguage language, TreeBuilder& builder);

  // ---- keywords ----
  /// Number of tokens at `at` that spell the keyword; 0 if they do not. Marks nothing.
  std::size_t match(const Token* at, Keyword keyword) const {
    auto const& first = index_->first_words[static_cast<std::size_t>(keyword)];
    if (at->word == 0 || (at->word != first[0] && at->word != first[1])) return 0;
    for (Phrase const& phrase : index_->phrases[static_cast<std::size_t>(keyword)]) {
      if (at->word == phrase.words[0] && match_rest(at, phrase)) return phrase.size;
    }
    return 0;
  }
  /// Takes the keyword if it stands there, and marks its tokens.
  bool accept(Token*& at, Keyword keyword) {
    std::size_t const size = match(at, keyword);
    if (size == 0) return false;
    take_phrase(at, keyword, size);
    return true;
  }
  /// A keyword and how many tokens spell it.
  struct Match {
    Keyword keyword = Keyword::none;
    std::size_t size = 0;
  };
  /// The keyword of the set that stands at `at`, longest phrase first; none if there is none.
  Match find_any(const Token* at, const KeywordSet& set) const;
  Keyword match_any(const Token* at, const KeywordSet& set) const { return find_any(at, set).keyword; }
  /// Takes the keyword of the set that stands at `at`, and marks its tokens.
  bool accept_any(Token*& at, const KeywordSet& set) {
    Match const found = find_any(at, set);
    if (found.size != 0) take_phrase(at, found.keyword, found.size);
    return found.size != 0;
  }
  bool has(const Token* at, WordFact fact) const { return ((*facts_)[at->word] & static_cast<unsigned>(fact)) != 0; }
  /// A word or a name in back-ticks that may be a name (reserved words may not).
  bool is_name(const Token* at) const {
    return at->kind == TokenKind::quoted_name || (at->kind == TokenKind::word && !has(at, WordFact::reserved));
  }
  /// Does a keyword that can follow stand here, so that a comma or a word before it ends?
  bool follows(const Token* at) const {
    return at->word == 0 ? at->kind == TokenKind::end_of_file : has(at, follows_in(block)) && phrase_follows(at);
  }
  /// The first token of a declaration, first on its line and followed by what is declared?
  bool begins_declaration(const Token* at) const;
  /// An actor with its modal verb behind it, or (Danish) in front of it?
  bool begins_duty(const Token* at) const {
    return block == Block::rule && (has(at, WordFact::modal) || has(at + 1, WordFact::modal)) && phrase_begins_duty(at);
  }
  /// `end`, but not `end of year of`.
  bool is_end(const Token* at) const { return match(at, Keyword::end) != 0 && match(at, Keyword::end_of_year_of) == 0; }

  // ---- messages ----
  /// Reports at a token; where it begins a line (or the file ends), right behind the token before it. One message for
  /// each place: a second one there is dropped, and so is one at a token the lexer has reported.
  Diagnostic* report(const Token* at, Code code, std::vector<std::string> arguments = {});
  /// The same at exact bytes.
  Diagnostic* report_span(Span span, const Token* at, Code code, std::vector<std::string> arguments);
  [[noreturn]] void fail(Token* at, Code code, std::vector<std::string> arguments = {});
  /// @return how many tokens plainly stand in the keyword's place (a misspelling, the other keyword language)
  std::size_t report_missing_keyword(const Token* at, Keyword keyword);
  void report_unknown(const Token* at, Block block, Keyword owner);
  /// A word of the other keyword language where one of `wanted` could stand? Then reports it.
  /// @return its number of tokens; 0 if there is none
  std::size_t report_other_language(const Token* at, const KeywordSet& wanted);
  std::string spell(Keyword keyword) const { return std::string(spelling(keyword, language)); }
  std::string_view text(const Token* at) const { return source.slice(at->span()); }

  // ---- recovery ----
  /// The next token from `at` on where a clause of the block, its `end` or a declaration can begin.
  Token* next_clause(Token* at, Block block) const;
  Token* next_bullet(Token* at) const;
  bool ends_block(const Token* at, Block block) const;

  /// Adds a node of everything that was built since `mark`; its tokens are [begin, end).
  void close(TreeBuilder::Shape shape, TreeBuilder::Mark mark, TokenIndex main_token, const Token* begin,
             const Token* end) {
    builder.close(shape, mark, main_token, index_of(begin), index_of(end));
  }
  /// Adds a node of one token or phrase, its main one.
  void close_leaf(TreeBuilder::Shape shape, const Token* begin, const Token* end) {
    builder.close_leaf(shape, index_of(begin), index_of(end));
  }
  TokenIndex index_of(const Token* at) const { return static_cast<TokenIndex>(at - first_token); }

  const Source& source;
  const ParseOptions& options;
  KeywordLanguage language;
  TreeBuilder& builder;
  Token* first_token = nullptr;
  Token* last_token = nullptr;  ///< the end_of_file token
  std::vector<Diagnostic> diagnostics;

  // Registers of the node that is open; saved and restored by the node directive.
  TokenIndex main = NodeId::none;
  bool broken = false;
  Block block = Block::file;
  /// The operand before a tail such as `exists`: where it begins and what was built before it.
  struct Operand {
    TreeBuilder::Mark mark = 0;
    Token* begin = nullptr;
  };
  Operand operand{};
  bool in_define = false;  ///< a bare list of codes would eat the comma between two cases
  bool in_given = false;   ///< every word is a name
  std::uint32_t depth = 0;
  std::uint32_t columns_in = 0, columns_out = 0;  ///< of the table that is being read
  Token* block_head = nullptr;  ///< the keyword that opened the innermost declaration

 private:
  bool phrase_follows(const Token* at) const;
  bool phrase_begins_duty(const Token* at) const;
  bool match_rest(const Token* at, const Phrase& phrase) const {
    for (std::size_t i = 1; i < phrase.size; ++i) {
      if (at[i].word != phrase.words[i]) return false;  // the end_of_file token stops every phrase
    }
    return true;
  }
  void take_phrase(Token*& at, Keyword keyword, std::size_t size) {
    constexpr auto later = static_cast<std::uint8_t>(TokenFlag::continues);
    at->flags = static_cast<std::uint8_t>(at->flags & ~later);
    at->keyword = keyword;
    ++at;
    for (std::size_t i = 1; i < size; ++i, ++at) {
      at->keyword = keyword;
      at->add(TokenFlag::continues);
    }
  }
  Span place_of(const Token* at) const;

  const KeywordIndex* index_;
  const WordFacts* facts_;
  std::uint32_t last_reported_ = UINT32_MAX;
};

}  // namespace rettesnor
