#include "grammar/expect/ebnf.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace rettesnor::expecting {

namespace {

// In Danish the actor may stand behind the modal; English has no such sentence.
constexpr std::string_view only_danish = "modal-first";

/// Reads the text once. A rule of prose alone (`word = ?…?`) is a kind of token.
class Reader {
 public:
  Reader(std::string_view text, KeywordLanguage language) : text_(text), language_(language) {}

  Grammar read() {
    for (skip(); at_ < text_.size(); skip()) statement();
    for (const auto& [name, rule] : by_name_) {
      if (out_.rules[rule].productions.empty() && !tokens_.contains(name)) fail("no rule", name);
    }
    // A kind of token was met as a rule before its own line was read.
    for (Production& production : out_.productions) {
      for (Symbol& symbol : production.symbols) {
        if (symbol.kind == Symbol::Kind::rule && tokens_.contains(out_.rules[symbol.rule].name)) {
          symbol = {Symbol::Kind::token, Keyword::none, 0, out_.rules[symbol.rule].name};
        }
      }
    }
    drop_other_language();
    find_nullable();
    out_.file = rule_named("file");
    return std::move(out_);
  }

 private:
  [[noreturn]] void fail(std::string_view what, std::string_view where) const {
    throw std::logic_error("rettesnor.ebnf: " + std::string(what) + " at `" + std::string(where.substr(0, 40)) + "`");
  }
  std::string_view rest() const { return text_.substr(at_); }
  void skip() {
    for (;;) {
      while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
      if (!rest().starts_with("(*")) return;
      std::size_t const end = text_.find("*)", at_);
      if (end == std::string_view::npos) fail("open comment", rest());
      at_ = end + 2;
    }
  }
  bool accept(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string_view until(char c) {
    std::size_t const end = text_.find(c, at_);
    if (end == std::string_view::npos) fail("open mark", rest());
    std::string_view const inside = text_.substr(at_, end - at_);
    at_ = end + 1;
    return inside;
  }
  std::string_view name() {
    skip();
    std::size_t end = at_;
    while (end < text_.size() && ((text_[end] >= 'a' && text_[end] <= 'z') || text_[end] == '-')) ++end;
    std::string_view const found = text_.substr(at_, end - at_);
    if (found.empty()) fail("name expected", rest());
    at_ = end;
    return found;
  }
  std::uint16_t rule_named(std::string_view wanted) {
    auto const [at, fresh] = by_name_.try_emplace(wanted, static_cast<std::uint16_t>(out_.rules.size()));
    if (fresh) out_.rules.push_back({wanted, {}, false});
    return at->second;
  }
  std::uint16_t bracket() {
    out_.rules.emplace_back();
    return static_cast<std::uint16_t>(out_.rules.size() - 1);
  }
  void add(std::uint16_t rule, std::vector<Symbol> symbols) {
    out_.rules[rule].productions.push_back(static_cast<std::uint16_t>(out_.productions.size()));
    out_.productions.push_back({rule, owner_, std::move(symbols)});
  }
  static Symbol to_rule(std::uint16_t rule) { return {Symbol::Kind::rule, Keyword::none, rule, {}}; }

  void statement() {
    std::string_view const defined = name();
    if (!accept('=')) fail("`=` expected", rest());
    skip();
    if (at_ < text_.size() && text_[at_] == '?') {
      // Prose: what the lexer knows.
      tokens_[defined] = true;
      rule_named(defined);
      ++at_;
      until('?');
      if (!accept(';')) fail("`;` expected", rest());
      return;
    }
    owner_ = rule_named(defined);
    alternatives(owner_, ';');
  }

  void alternatives(std::uint16_t rule, char end) {
    std::vector<Symbol> symbols;
    for (;;) {
      skip();
      if (at_ >= text_.size()) fail("unfinished rule", out_.rules[rule].name);
      char const c = text_[at_];
      if (c == end || c == '|') {
        ++at_;
        add(rule, std::move(symbols));
        symbols.clear();
        if (c == end) return;
        continue;
      }
      symbols.push_back(symbol());
    }
  }

  Symbol symbol() {
    if (accept('[')) {
      std::uint16_t const inside = bracket();
      alternatives(inside, ']');
      add(inside, {});
      return to_rule(inside);
    }
    if (accept('{')) {
      std::uint16_t const inside = bracket();
      std::uint16_t const many = bracket();
      alternatives(inside, '}');
      add(many, {});
      add(many, {to_rule(many), to_rule(inside)});
      return to_rule(many);
    }
    if (accept('(')) {
      std::uint16_t const inside = bracket();
      alternatives(inside, ')');
      return to_rule(inside);
    }
    if (accept('%')) {
      std::string_view const called = until('%');
      auto const rows = keyword_rows();
      auto const row = std::ranges::find(rows, called, &KeywordRow::name);
      if (row == rows.end()) fail("no keyword", called);
      return {Symbol::Kind::keyword, row->keyword, 0, {}};
    }
    if (accept('"')) return {Symbol::Kind::mark, Keyword::none, 0, until('"')};
    if (accept('?')) return until('?'), Symbol{Symbol::Kind::token, Keyword::none, 0, "word"};
    return to_rule(rule_named(name()));
  }

  void drop_other_language() {
    auto const known = by_name_.find(only_danish);
    if (language_ == KeywordLanguage::danish || known == by_name_.end()) return;
    for (Rule& rule : out_.rules) {
      std::erase_if(rule.productions, [&](std::uint16_t production) {
        const auto& symbols = out_.productions[production].symbols;
        return !symbols.empty() && symbols.front().kind == Symbol::Kind::rule && symbols.front().rule == known->second;
      });
    }
  }

  void find_nullable() {
    for (bool changed = true; changed;) {
      changed = false;
      for (Rule& rule : out_.rules) {
        if (rule.nullable) continue;
        rule.nullable = std::ranges::any_of(rule.productions, [&](std::uint16_t production) {
          return std::ranges::all_of(out_.productions[production].symbols, [&](const Symbol& s) {
            return s.kind == Symbol::Kind::rule && out_.rules[s.rule].nullable;
          });
        });
        changed = changed || rule.nullable;
      }
    }
  }

  std::string_view text_;
  KeywordLanguage language_;
  std::size_t at_ = 0;
  std::uint16_t owner_ = 0;
  Grammar out_;
  std::map<std::string_view, std::uint16_t> by_name_;
  std::map<std::string_view, bool> tokens_;
};

}  // namespace

const Grammar& grammar_of(KeywordLanguage language) {
  static const Grammar english = Reader(ebnf_text(), KeywordLanguage::english).read();
  static const Grammar danish = Reader(ebnf_text(), KeywordLanguage::danish).read();
  return language == KeywordLanguage::english ? english : danish;
}

}  // namespace rettesnor::expecting
