#include "grammar/parse_state.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace rettesnor {

ParseState::ParseState(const Source& source_text, const ParseOptions& parse_options, KeywordLanguage file_language,
                       TreeBuilder& tree_builder)
    : source(source_text),
      options(parse_options),
      language(file_language),
      builder(tree_builder),
      first_token(tree_builder.tokens().data()),
      last_token(first_token + tree_builder.tokens().size() - 1),
      index_(&keyword_index(file_language)),
      facts_(&word_facts(file_language)) {}

ParseState::Match ParseState::find_any(const Token* at, const KeywordSet& set) const {
  if (at->word == 0) return {};
  for (KeywordIndex::Entry const& entry : index_->by_word[at->word]) {
    if (set.has(entry.keyword) && match_rest(at, entry.phrase)) return {entry.keyword, entry.phrase.size};
  }
  return {};
}

bool ParseState::phrase_follows(const Token* at) const {
  Match const found = find_any(at, follow_set(block));
  // A fact may be called `quality`: the word begins a clause only before a category.
  if (found.keyword == Keyword::quality) return match_any(at + found.size, quality_categories) != Keyword::none;
  return found.keyword != Keyword::none || is_end(at) || begins_declaration(at);
}

bool ParseState::begins_declaration(const Token* at) const {
  if (!at->has(TokenFlag::first_on_line)) return false;
  Match const found = find_any(at, declaration_starts());
  if (found.size == 0) return false;
  Token const* const behind = at + found.size;
  return behind->kind == TokenKind::word || behind->kind == TokenKind::quoted_name || behind->kind == TokenKind::string;
}

bool ParseState::phrase_begins_duty(const Token* at) const {
  if (!is_name(at)) return false;
  bool const modal_behind = match_any(at + 1, modals) != Keyword::none;
  if (language == KeywordLanguage::english) return modal_behind;
  // `når a skal kommunen …`: the name before `skal` belongs to the condition, unless a new line says otherwise.
  bool const one_line = at->has(TokenFlag::first_on_line) && !at[1].has(TokenFlag::first_on_line);
  return (modal_behind && one_line) || (match_any(at, modals) != Keyword::none && is_name(at + 1));
}

Span ParseState::place_of(const Token* at) const {
  bool const at_line_start = at->kind == TokenKind::end_of_file || at->has(TokenFlag::first_on_line);
  if (!at_line_start || at == first_token) return at->span();
  return {at[-1].end, at[-1].end};
}

Diagnostic* ParseState::report(const Token* at, Code code, std::vector<std::string> arguments) {
  return report_span(place_of(at), at, code, std::move(arguments));
}

Diagnostic* ParseState::report_span(Span span, const Token* at, Code code, std::vector<std::string> arguments) {
  broken = true;
  auto const index = static_cast<std::uint32_t>(at - first_token);
  bool const known_to_lexer = at->kind == TokenKind::unknown || (at != first_token && at[-1].kind == TokenKind::unknown);
  if (known_to_lexer || index == last_reported_) return nullptr;
  last_reported_ = index;
  diagnostics.push_back({.code = code, .at = span, .file = source.file, .arguments = std::move(arguments)});
  return &diagnostics.back();
}

void ParseState::fail(Token* at, Code code, std::vector<std::string> arguments) {
  report(at, code, std::move(arguments));
  throw Broken{at};
}

std::size_t ParseState::report_other_language(const Token* at, const KeywordSet& wanted) {
  if (at->word == 0) return 0;
  KeywordLanguage const other =
      language == KeywordLanguage::english ? KeywordLanguage::danish : KeywordLanguage::english;
  for (KeywordIndex::Entry const& entry : keyword_index(other).by_word[at->word]) {
    if (!wanted.has(entry.keyword) || !match_rest(at, entry.phrase)) continue;
    Span const span{at->begin, at[entry.phrase.size - 1].end};
    std::string const right = spell(entry.keyword);
    if (Diagnostic* const made = report_span(span, at, Code::other_language, {std::string(source.slice(span))})) {
      made->help = {right};
      made->edit = Edit{span, right, true};
    }
    return entry.phrase.size;
  }
  return 0;
}

std::size_t ParseState::report_missing_keyword(const Token* at, Keyword keyword) {
  if (std::size_t const size = report_other_language(at, {keyword}); size != 0) return size;
  std::string const wanted = spell(keyword);
  bool const misspelt = at->kind == TokenKind::word && nearest_name(text(at), {wanted}).has_value();
  Diagnostic* const made =
      misspelt ? report_span(at->span(), at, Code::missing_keyword, {wanted}) : report(at, Code::missing_keyword, {wanted});
  if (!misspelt) return 0;
  if (made != nullptr) {
    made->help = {wanted, std::string(text(at))};
    made->edit = Edit{at->span(), wanted, false};
  }
  return 1;
}

namespace {

const KeywordSet modal_words{Keyword::must, Keyword::should, Keyword::may};

// A phrase of several words is compared with as many words of the text.
struct NearMiss {
  Span span;
  std::string spelling;
};

std::optional<NearMiss> near_miss(const ParseState& state, const Token* at, const KeywordSet& wanted) {
  std::vector<std::string_view> candidates;
  for (KeywordRow const& row : keyword_rows()) {
    if (wanted.has(row.keyword)) candidates.push_back(spelling(row.keyword, state.language));
  }
  for (std::size_t words = 1; words <= 3; ++words) {
    if (at + words > state.last_token || at[words - 1].kind != TokenKind::word) break;
    Span const span{at->begin, at[words - 1].end};
    if (auto found = nearest_name(state.source.slice(span), candidates)) return NearMiss{span, std::move(*found)};
  }
  return std::nullopt;
}

}  // namespace

void ParseState::report_unknown(const Token* at, Block where, Keyword owner) {
  bool const in_rule = where == Block::rule;
  KeywordSet wanted = where == Block::file ? clause_starts(where) : follow_set(where) | KeywordSet{Keyword::end};
  if (in_rule) wanted = wanted | modal_words;
  if (report_other_language(at, wanted) != 0) return;
  bool const two_names = is_name(at) && is_name(at + 1) && !at[1].has(TokenFlag::first_on_line);
  auto found = in_rule && two_names ? near_miss(*this, at + 1, modal_words) : std::nullopt;
  bool lacks_modal = found.has_value();
  if (!lacks_modal) found = near_miss(*this, at, wanted);
  lacks_modal = lacks_modal || (in_rule && two_names && !found);
  Diagnostic* made = nullptr;
  if (lacks_modal) {
    made = report_span(at[1].span(), at, Code::missing_modal, {std::string(text(at))});
    if (made != nullptr) made->help = {spell(Keyword::must), spell(Keyword::should), spell(Keyword::may)};
  } else {
    Code const code = where == Block::file ? Code::unknown_declaration : Code::unknown_clause;
    std::vector<std::string> arguments{std::string(text(at))};
    if (owner != Keyword::none) arguments.push_back(spell(owner));
    made = report_span(at->span(), at, code, std::move(arguments));
    if (made != nullptr && found) made->help = {found->spelling};
  }
  if (made != nullptr && found) made->edit = Edit{found->span, found->spelling, false};
}

bool ParseState::ends_block(const Token* at, Block where) const {
  if (at->kind == TokenKind::end_of_file) return true;
  return where != Block::file && (is_end(at) || begins_declaration(at));
}

Token* ParseState::next_clause(Token* at, Block where) const {
  bool lists = false;  // the `end` of a skipped list of bullets is not the block's
  for (; at != last_token; ++at) {
    if (at->kind == TokenKind::bullet) lists = true;
    if (begins_declaration(at)) return at;
    if (where == Block::file) continue;
    if (is_end(at)) {
      if (!lists) return at;
      lists = false;
      continue;
    }
    if (!at->has(TokenFlag::first_on_line)) continue;
    if (where == Block::table && at->kind == TokenKind::bar) return at;
    if (match_any(at, clause_starts(where)) != Keyword::none || begins_duty(at)) return at;
  }
  return at;
}

Token* ParseState::next_bullet(Token* at) const {
  for (; at != last_token; ++at) {
    if (at->kind == TokenKind::bullet || is_end(at) || begins_declaration(at)) return at;
    if (at->has(TokenFlag::first_on_line) && match_any(at, clause_starts(block)) != Keyword::none) return at;
  }
  return at;
}

}  // namespace rettesnor
