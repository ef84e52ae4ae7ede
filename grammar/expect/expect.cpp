// Earley's way: for each place the set of productions that may be under way there. It takes every grammar as it is
// written, so the grammar people read is the one completion follows.
#include "grammar/expect/expect.hpp"

#include <algorithm>
#include <unordered_set>

#include "grammar/expect/ebnf.hpp"

namespace rettesnor {

namespace {

using namespace expecting;

constexpr std::size_t most_tokens = 3000;

struct Item {
  std::uint16_t production = 0;
  std::uint16_t dot = 0;
  std::uint32_t origin = 0;
};

/// The items of one place, each once, in the order found.
struct Set {
  std::vector<Item> items;
  std::unordered_set<std::uint64_t> seen;

  /// @pre the item was never added: one that begins here, of a rule that is predicted for the first time
  void add_first(Item item) { items.push_back(item); }
  void add(Item item) {
    std::uint64_t const key = (std::uint64_t{item.origin} << 32U) | (std::uint64_t{item.production} << 16U) | item.dot;
    if (seen.insert(key).second) items.push_back(item);
  }
};

struct Walk {
  const Grammar& grammar;
  std::span<const Token> tokens;
  std::string_view text;
  KeywordLanguage language;
  std::vector<Set> sets{};
  std::vector<bool> predicted{};  ///< rules, at the place that is being closed
  std::size_t passed_over = 0;

  const Symbol* next(Item item) const {
    const auto& symbols = grammar.productions[item.production].symbols;
    return item.dot < symbols.size() ? &symbols[item.dot] : nullptr;
  }
  static Item step(Item item) { return {item.production, static_cast<std::uint16_t>(item.dot + 1), item.origin}; }

  // Most items are such beginnings; that a rule is predicted once spares looking each of them up.
  void predict(std::size_t at, std::uint16_t rule) {
    if (predicted[rule]) return;
    predicted[rule] = true;
    for (std::uint16_t const production : grammar.rules[rule].productions) {
      sets[at].add_first({production, 0, static_cast<std::uint32_t>(at)});
    }
  }

  /// Everything that follows from what is in the set without reading a token.
  void close(std::size_t at) {
    predicted.assign(grammar.rules.size(), false);
    if (at == 0) predict(0, grammar.file);
    for (std::size_t i = 0; i < sets[at].items.size(); ++i) {
      Item const item = sets[at].items[i];
      const Symbol* const symbol = next(item);
      if (symbol == nullptr) {
        std::uint16_t const rule = grammar.productions[item.production].rule;
        for (std::size_t j = 0; j < sets[item.origin].items.size(); ++j) {
          Item const waiting = sets[item.origin].items[j];
          const Symbol* const wanted = next(waiting);
          if (wanted != nullptr && wanted->kind == Symbol::Kind::rule && wanted->rule == rule) sets[at].add(step(waiting));
        }
      } else if (symbol->kind == Symbol::Kind::rule) {
        predict(at, symbol->rule);
        if (grammar.rules[symbol->rule].nullable) sets[at].add(step(item));
      }
    }
  }

  bool is(const Token& token, std::string_view kind) const {
    switch (token.kind) {
      case TokenKind::word: return kind == "word" && !is_reserved_word(token.word);
      case TokenKind::quoted_name: return kind == "word";
      case TokenKind::string: return kind == "string";
      case TokenKind::number: return kind == "number" || kind == "version-number";
      case TokenKind::version: return kind == "version-number";
      case TokenKind::ordinal: return kind == "ordinal";
      case TokenKind::abbreviation: return kind == "abbreviation";
      case TokenKind::date: return kind == "date";
      case TokenKind::time: return kind == "time-of-day";
      case TokenKind::bullet: return kind == "bullet";
      default: return false;
    }
  }

  /// Tokens that the symbol takes at a place; a keyword may take several.
  void scan(std::size_t at, Item item, const Symbol& symbol, std::size_t& reaches) {
    const Token& token = tokens[at];
    std::size_t size = 0;
    switch (symbol.kind) {
      case Symbol::Kind::token: size = is(token, symbol.text) ? 1 : 0; break;
      case Symbol::Kind::mark: size = text.substr(token.begin, token.end - token.begin) == symbol.text ? 1 : 0; break;
      case Symbol::Kind::keyword:
        for (const Phrase& phrase : phrases(symbol.keyword, language)) {
          if (begins(phrase, at) != phrase.size) continue;
          sets[at + phrase.size].add(step(item));
          reaches = std::max(reaches, at + phrase.size);
        }
        return;
      case Symbol::Kind::rule: return;
    }
    if (size == 0) return;
    sets[at + 1].add(step(item));
    reaches = std::max(reaches, at + 1);
  }

  /// How many words of the phrase stand from `at` on: all, or as many as there are tokens left; 0 if another word stands there.
  std::size_t begins(const Phrase& phrase, std::size_t at) const {
    std::size_t const most = std::min<std::size_t>(phrase.size, tokens.size() - at);
    for (std::size_t i = 0; i < most; ++i) {
      if (tokens[at + i].word != phrase.words[i]) return 0;
    }
    return most;
  }

  void run() {
    sets.resize(tokens.size() + 1);
    std::size_t reaches = 0;  // the farthest place that something leads to
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (at > 0 && sets[at].items.empty()) continue;  // in the middle of a phrase
      close(at);
      for (std::size_t i = 0; i < sets[at].items.size(); ++i) {
        Item const item = sets[at].items[i];
        if (const Symbol* const symbol = next(item)) scan(at, item, *symbol, reaches);
      }
      // A comma may stand before a clause; a mistake is passed over. Either way what was under way goes on.
      bool const lost = reaches <= at;
      bool const comma = tokens[at].kind == TokenKind::comma;
      if (!lost && !comma) continue;
      if (lost && !comma) ++passed_over;
      // (Those with nothing read yet come again by prediction.)
      for (const Item& item : sets[at].items) {
        if (item.dot > 0 || item.origin < at || at == 0) sets[at + 1].add(item);
      }
      reaches = std::max(reaches, at + 1);
    }
    close(tokens.size());
  }

  void collect(Expected& out) const {
    const auto once = [](auto& list, const auto& value) {
      if (std::ranges::find(list, value) == list.end()) list.push_back(value);
    };
    for (std::size_t written = 0; written <= std::min<std::size_t>(5, tokens.size()); ++written) {
      std::size_t const at = tokens.size() - written;
      for (const Item& item : sets[at].items) {
        const Symbol* const symbol = next(item);
        if (symbol == nullptr) continue;
        if (symbol->kind == Symbol::Kind::keyword) {
          for (const Phrase& phrase : phrases(symbol->keyword, language)) {
            if (phrase.size > written && begins(phrase, at) == written) once(out.keywords, Expected::Phrase{symbol->keyword, written});
          }
        } else if (written == 0) {
          name(item, *symbol, once, out);
        }
      }
    }
    for (const Item& item : sets.back().items) {
      if (item.origin == 0 && next(item) == nullptr && grammar.productions[item.production].rule == grammar.file) out.whole = true;
    }
  }

  void name(Item item, const Symbol& symbol, const auto& once, Expected& out) const {
    const Production& production = grammar.productions[item.production];
    std::string_view const called = symbol.kind == Symbol::Kind::rule ? grammar.rules[symbol.rule].name : symbol.text;
    bool const wanted = called == "word" || called == "path" || called == "qualified-name" || called == "code";
    std::string_view const owner = grammar.rules[production.owner].name;
    // Inside a path only its first word is of interest, and that is known from whoever wants the path.
    if (!wanted || symbol.kind == Symbol::Kind::mark || owner == "path" || owner == "qualified-name" || owner == "code") return;
    Keyword after = Keyword::none;
    if (item.dot > 0 && production.symbols[item.dot - 1U].kind == Symbol::Kind::keyword) after = production.symbols[item.dot - 1U].keyword;
    once(out.names, ExpectedName{owner, called, after});
  }
};

}  // namespace

Expected expect_behind(std::span<const Token> before, std::string_view text, KeywordLanguage language) {
  Expected out;
  if (before.size() > most_tokens) return out;
  Walk walk{grammar_of(language), before, text, language};
  walk.run();
  walk.collect(out);
  out.passed_over = walk.passed_over;
  return out;
}

}  // namespace rettesnor
