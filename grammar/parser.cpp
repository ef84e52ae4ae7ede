#include "grammar/parser.hpp"

#include <algorithm>
#include <utility>

#include "grammar/lexer.hpp"
#include "grammar/literate.hpp"
#include "grammar/parse_state.hpp"
#include "grammar/x3/file.hpp"

namespace rettesnor {

namespace {

// What the first line says; without it, the language that more of the first declarations are written in.
struct LanguageLine {
  KeywordLanguage language = KeywordLanguage::english;
  bool known = false;
};

LanguageLine read_language(const Source& source, std::span<const Token> tokens) {
  if (tokens.size() > 1 && source.slice(tokens[0].span()) == "language") {
    std::string_view const word = source.slice(tokens[1].span());
    if (word == "en") return {KeywordLanguage::english, true};
    if (word == "da") return {KeywordLanguage::danish, true};
  }
  for (Token const& token : tokens) {
    if (token.word == 0 || !token.has(TokenFlag::first_on_line)) continue;
    for (KeywordLanguage const language : {KeywordLanguage::english, KeywordLanguage::danish}) {
      KeywordLanguage const other =
          language == KeywordLanguage::english ? KeywordLanguage::danish : KeywordLanguage::english;
      auto const begins = [&](KeywordLanguage in) {
        for (KeywordIndex::Entry const& entry : keyword_index(in).by_word[token.word]) {
          if (declaration_starts().has(entry.keyword)) return true;
        }
        return false;
      };
      if (begins(language) && !begins(other)) return {language, false};
    }
  }
  return {};
}

void report_language(const Source& source, std::span<const Token> tokens, LanguageLine line,
                     std::vector<Diagnostic>& diagnostics) {
  if (line.known) return;
  bool const written = source.slice(tokens[0].span()) == "language";
  std::string const code = line.language == KeywordLanguage::danish ? "da" : "en";
  Diagnostic made{.code = Code::missing_language, .at = written ? tokens[1].span() : tokens[0].span()};
  made.help = {code};
  if (!written) made.edit = Edit{{tokens[0].begin, tokens[0].begin}, "language " + code + "\n", true};
  diagnostics.push_back(std::move(made));
}

void limit_messages(std::vector<Diagnostic>& diagnostics, std::size_t most) {
  if (diagnostics.size() <= most) return;
  std::size_t const more = diagnostics.size() - most;
  Span const last = diagnostics[most - 1].at;
  diagnostics.resize(most);
  diagnostics.push_back({.code = Code::too_many_messages, .at = last, .arguments = {std::to_string(more)}});
}

}  // namespace

Syntax parse(const Source& source, const ParseOptions& options) {
  Syntax out;
  out.source = &source;
  std::vector<Diagnostic> diagnostics;
  std::string blanked;
  std::string_view text = source.text;
  if (text.size() > options.largest_file) {
    diagnostics.push_back({.code = Code::file_too_large, .at = {}, .arguments = {std::to_string(options.largest_file)}});
    text = {};
  } else if (is_literate(source.name)) {
    blanked = blank_outside_fences(text, diagnostics);
    text = blanked;
  }
  Lexed lexed = lex(text, options.longest_string);
  LanguageLine const line = read_language(source, lexed.tokens);
  out.language = line.language;
  if (lexed.tokens.size() > 1) report_language(source, lexed.tokens, line, diagnostics);
  diagnostics.insert(diagnostics.end(), std::make_move_iterator(lexed.diagnostics.begin()),
                     std::make_move_iterator(lexed.diagnostics.end()));

  TreeBuilder builder(out.tree);
  builder.start(source, std::move(lexed.tokens));
  ParseState state(source, options, out.language, builder);
  parse_file(state);
  builder.finish();
  out.root = NodeId{static_cast<std::uint32_t>(out.tree.size() - 1)};
  diagnostics.insert(diagnostics.end(), std::make_move_iterator(state.diagnostics.begin()),
                     std::make_move_iterator(state.diagnostics.end()));
  for (Diagnostic& diagnostic : diagnostics) diagnostic.file = source.file;
  sort_by_place(diagnostics);
  limit_messages(diagnostics, options.most_diagnostics);
  for (Diagnostic& diagnostic : diagnostics) diagnostic.keywords = spelling_by_name(out.language);
  out.diagnostics = std::move(diagnostics);
  return out;
}

void quote_keywords(std::vector<Diagnostic>& diagnostics, std::span<const Syntax> files) {
  for (Diagnostic& diagnostic : diagnostics) {
    auto const file = std::ranges::find(files, diagnostic.file, [](const Syntax& one) { return one.source->file; });
    auto const language = file == files.end() ? KeywordLanguage::english : file->language;
    diagnostic.keywords = spelling_by_name(language);
  }
}

}  // namespace rettesnor
