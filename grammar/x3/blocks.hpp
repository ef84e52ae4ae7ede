// Lists of clauses and of bullets, with recovery: a broken clause is left at the next one.
#pragma once

#include <utility>

#include "grammar/x3/common.hpp"

namespace rettesnor::x3_grammar {

/// Clauses of a block until its `end`, the next declaration or `stop`. What begins no clause is reported and skipped.
template <class Subject>
struct clauses_directive : silent_unary<Subject, clauses_directive<Subject>> {
  Block block;
  Keyword owner;  ///< what messages call the block
  Keyword stop;
  constexpr clauses_directive(Block b, Keyword o, Keyword s, const Subject& inner)
      : silent_unary<Subject, clauses_directive<Subject>>(inner), block(b), owner(o), stop(s) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    ParseState& state = state_of(context);
    Block const outer = state.block;
    state.block = block;
    Token* comma = nullptr;  // stands before `first`, and what follows is not known to go on from it
    for (;;) {
      Token* const begin = first;
      try {
        if (this->subject.parse(first, last, context, rcontext, x3::unused) && first != begin) {
          report_comma(state, comma);
          continue;
        }
        first = begin;
      } catch (const Broken& stopped) {
        comma = nullptr;
        restore(state);
        first = state.next_clause(std::max(begin + 1, stopped.at), block);
        continue;
      }
      if (first->kind == TokenKind::comma) {
        if (comma == nullptr && !state.follows(first + 1)) comma = first;
        ++first;
        continue;
      }
      if (state.ends_block(first, block) || (stop != Keyword::none && state.match(first, stop) != 0)) break;
      comma = nullptr;  // the unknown clause behind it is the mistake
      skip_unknown(state, first);
    }
    report_comma(state, comma);
    state.block = outer;
    return true;
  }

 private:
  void restore(ParseState& state) const {
    state.broken = true;
    state.block = block;
    state.in_define = state.in_given = false;
  }

  static void report_comma(ParseState& state, Token*& comma) {
    Token* const at = std::exchange(comma, nullptr);
    if (at == nullptr) return;
    if (Diagnostic* const made = state.report_span(at->span(), at, Code::stray_comma, {})) {
      made->edit = Edit{at->span(), "", true};
    }
  }

  void skip_unknown(ParseState& state, Token*& first) const {
    if (block == Block::file && state.is_end(first)) {
      std::string const word(state.text(first));
      if (Diagnostic* const made = state.report_span(first->span(), first, Code::stray_end, {word})) made->help = {word};
    } else {
      state.report_unknown(first, block, owner);
    }
    auto const mark = state.builder.mark();
    Token* const begin = first;
    first = state.next_clause(first + 1, block);
    state.close({NodeKind::error, true}, mark, NodeId::none, begin, first);
  }
};

template <class P>
constexpr auto clauses(Block block, Keyword owner, const P& p, Keyword stop = Keyword::none) {
  return clauses_directive<parser_of<P>>(block, owner, stop, x3::as_parser(p));
}

/// One or more `- item`, then `end`. A broken item is left at the next bullet.
template <class Subject>
struct bullets_directive : silent_unary<Subject, bullets_directive<Subject>> {
  Keyword owner;
  Code missing;
  constexpr bullets_directive(Keyword o, Code m, const Subject& inner)
      : silent_unary<Subject, bullets_directive<Subject>>(inner), owner(o), missing(m) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    ParseState& state = state_of(context);
    Token* const head = first - 1;
    if (first->kind != TokenKind::bullet) state.fail(first, Code::no_bullets, {state.spell(owner)});
    while (first->kind == TokenKind::bullet) {
      Token* const begin = ++first;
      std::uint32_t const depth = state.depth;
      try {
        if (!this->subject.parse(first, last, context, rcontext, x3::unused)) state.fail(first, missing);
        if (first->kind == TokenKind::comma) ++first;
        if (first->kind == TokenKind::bullet || state.is_end(first) || state.follows(first)) continue;
        state.report_missing_keyword(first, Keyword::end);
        first = state.next_bullet(first);
      } catch (const Broken& stopped) {
        state.broken = true;
        state.depth = depth;
        first = state.next_bullet(std::max(begin, stopped.at));
      }
    }
    if (!state.accept(first, Keyword::end)) {
      if (Diagnostic* const made = state.report(first, Code::missing_end, {state.spell(owner), state.spell(Keyword::end)})) {
        made->labels.push_back({head->span(), {}, "begynder her", "begins here"});
      }
    }
    return true;
  }
};

template <class P>
constexpr auto bullets(Keyword owner, const P& p, Code missing) {
  return bullets_directive<parser_of<P>>(owner, missing, x3::as_parser(p));
}

/// The keyword of a declaration; remembered for the message about a missing `end`.
constexpr auto head(Keyword keyword) {
  return terminal([keyword](ParseState& state, Token*& at) {
    Token* const begin = at;
    if (!state.accept(at, keyword)) return false;
    state.block_head = begin;
    return true;
  });
}

/// The `end` of a declaration.
constexpr auto block_end(Keyword owner) {
  return terminal([owner](ParseState& state, Token*& at) {
    if (state.accept(at, Keyword::end)) return true;
    std::vector<std::string> arguments{state.spell(owner), state.spell(Keyword::end)};
    if (Diagnostic* const made = state.report(at, Code::missing_end, std::move(arguments))) {
      made->labels.push_back({state.block_head->span(), {}, "begynder her", "begins here"});
    }
    return true;
  });
}

}  // namespace rettesnor::x3_grammar
