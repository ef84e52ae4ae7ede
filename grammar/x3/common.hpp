// The parts that the X3 rules are made of: tokens, keywords, nodes, expectations, lists of clauses and bullets.
// Only files in grammar/x3 include this. Rules have no attributes: nodes go to the tree builder.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <utility>

#include "grammar/parse_state.hpp"

namespace rettesnor::x3_grammar {

namespace x3 = boost::spirit::x3;

using Iterator = Token*;
struct StateTag;
/// The one context that all rules are instantiated with.
using Context = x3::context<StateTag, ParseState>;

template <class Ctx>
ParseState& state_of(const Ctx& context) {
  return x3::get<StateTag>(context);
}

template <class P>
using parser_of = typename x3::extension::as_parser<P>::value_type;

/// Base of parsers without an attribute.
template <class Derived>
struct silent : x3::parser<Derived> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
};

template <class Subject, class Derived>
struct silent_unary : x3::unary_parser<Subject, Derived> {
  using base = x3::unary_parser<Subject, Derived>;
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  static bool const handles_container = false;
  explicit constexpr silent_unary(const Subject& inner) : base(inner) {}
};

// ---- terminals -----------------------------------------------------------------------------------------------------

/// A parser made of a function `bool (ParseState&, Token*&)`, which moves the pointer only when it returns true.
template <class Function>
struct terminal_parser : silent<terminal_parser<Function>> {
  Function function;
  explicit constexpr terminal_parser(Function f) : function(f) {}

  template <class Ctx, class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator&, const Ctx& context, RCtx&, Attr&) const {
    return function(state_of(context), first);
  }
};

template <class Function>
constexpr auto terminal(Function function) {
  return terminal_parser<Function>(function);
}

/// A keyword.
struct keyword_parser : silent<keyword_parser> {
  Keyword keyword;
  explicit constexpr keyword_parser(Keyword k) : keyword(k) {}

  template <class Ctx, class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator&, const Ctx& context, RCtx&, Attr&) const {
    return state_of(context).accept(first, keyword);
  }
};

constexpr keyword_parser kw(Keyword keyword) { return keyword_parser(keyword); }

/// Any keyword of a set, the longest phrase that fits.
inline auto kw_of(const KeywordSet& set) {
  return terminal([set](ParseState& state, Token*& at) { return state.accept_any(at, set); });
}

/// A token of one kind.
constexpr auto tk(TokenKind kind) {
  return terminal([kind](ParseState&, Token*& at) {
    if (at->kind != kind) return false;
    ++at;
    return true;
  });
}

/// Takes a token as a name, whatever an alternative may have thought it was.
inline void take_name(Token*& at) {
  at->keyword = Keyword::none;
  at->flags = static_cast<std::uint8_t>(at->flags & ~static_cast<unsigned>(TokenFlag::continues));
  ++at;
}

/// A name where it is declared: any word. A reserved word is reported and taken, unless it begins a line.
inline constexpr auto declared_name = terminal([](ParseState& state, Token*& at) {
  if (!state.is_name(at)) {
    if (at->kind != TokenKind::word || at->has(TokenFlag::first_on_line)) return false;
    state.report(at, Code::reserved_name, {std::string(state.text(at))});
  }
  take_name(at);
  return true;
});

/// The name that `for each x in` binds: `in` itself only with another `in` behind it.
inline constexpr auto bound_name = terminal([](ParseState& state, Token*& at) {
  bool const lacks_name = state.match(at, Keyword::in) != 0 && state.match(at + 1, Keyword::in) == 0;
  if (lacks_name || !state.is_name(at)) return false;
  take_name(at);
  return true;
});

/// A name where it is used: where a keyword could follow, the word is the keyword.
inline constexpr auto used_name = terminal([](ParseState& state, Token*& at) {
  if (!state.is_name(at)) return false;
  bool const may_be_keyword = at->word != 0 && (!state.in_given || at->has(TokenFlag::first_on_line));
  if (may_be_keyword && state.follows(at)) return false;
  if ((at->word != 0 || at[1].word != 0) && state.begins_duty(at)) return false;  // no operand, but the next clause
  take_name(at);
  return true;
});

/// A comma between two items of a list: not the comma before a keyword.
inline constexpr auto list_comma = terminal([](ParseState& state, Token*& at) {
  if (at->kind != TokenKind::comma || state.follows(at + 1)) return false;
  ++at;
  return true;
});

/// The comma that may stand before a keyword.
inline constexpr auto clause_comma = terminal([](ParseState& state, Token*& at) {
  if (at->kind == TokenKind::comma && state.follows(at + 1)) ++at;
  return true;
});

/// `of C`; in Danish `for C`, but not `for hver`.
inline constexpr auto of_for = terminal([](ParseState& state, Token*& at) {
  return state.match(at, Keyword::for_each) == 0 && state.accept(at, Keyword::of_for);
});

// ---- nodes ---------------------------------------------------------------------------------------------------------

/// Makes a node of what its subject builds; takes everything back if the subject does not match. If reading breaks off
/// inside, the node is kept as far as it came, marked broken.
template <class Subject>
struct node_directive : silent_unary<Subject, node_directive<Subject>> {
  NodeKind kind;
  constexpr node_directive(NodeKind k, const Subject& inner)
      : silent_unary<Subject, node_directive<Subject>>(inner), kind(k) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    ParseState& state = state_of(context);
    auto const mark = state.builder.mark();
    TokenIndex const outer_main = std::exchange(state.main, NodeId::none);
    bool const outer_broken = std::exchange(state.broken, false);
    Token* const begin = first;
    bool matched = false;
    try {
      matched = this->subject.parse(first, last, context, rcontext, x3::unused);
    } catch (const Broken& stop) {
      state.close({kind, true}, mark, state.main, begin, std::max(begin, stop.at));
      state.main = outer_main;
      state.broken = true;
      throw;
    }
    if (matched) {
      state.close({kind, state.broken}, mark, state.main, begin, first);
      state.broken |= outer_broken;
    } else {
      state.builder.rewind(mark);
      state.broken = outer_broken;
      first = begin;
    }
    state.main = outer_main;
    return matched;
  }
};

template <class P>
constexpr auto node(NodeKind kind, const P& p) {
  return node_directive<parser_of<P>>(kind, x3::as_parser(p));
}

/// The first token that the subject takes is the node's main token.
template <class Subject>
struct main_directive : silent_unary<Subject, main_directive<Subject>> {
  explicit constexpr main_directive(const Subject& inner) : silent_unary<Subject, main_directive<Subject>>(inner) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    Token* const at = first;
    if (!this->subject.parse(first, last, context, rcontext, x3::unused)) return false;
    ParseState& state = state_of(context);
    state.main = state.index_of(at);
    return true;
  }
};

template <class P>
constexpr auto main(const P& p) {
  return main_directive<parser_of<P>>(x3::as_parser(p));
}

/// A node that is one main token or phrase. The subject takes tokens, builds nothing and does not break off.
template <class Subject>
struct leaf_directive : silent_unary<Subject, leaf_directive<Subject>> {
  NodeKind kind;
  constexpr leaf_directive(NodeKind k, const Subject& inner)
      : silent_unary<Subject, leaf_directive<Subject>>(inner), kind(k) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    ParseState& state = state_of(context);
    bool const outer_broken = std::exchange(state.broken, false);
    Token* const begin = first;
    bool const matched = this->subject.parse(first, last, context, rcontext, x3::unused);
    if (matched) state.close_leaf({kind, state.broken}, begin, first);
    state.broken |= outer_broken;
    return matched;
  }
};

template <class P>
constexpr auto leaf(NodeKind kind, const P& p) {
  return leaf_directive<parser_of<P>>(kind, x3::as_parser(p));
}

// ---- expectations --------------------------------------------------------------------------------------------------

/// What must stand here: if it does not, reports `code` and leaves the clause.
template <class Subject>
struct need_directive : silent_unary<Subject, need_directive<Subject>> {
  Code code;
  constexpr need_directive(const Subject& inner, Code c)
      : silent_unary<Subject, need_directive<Subject>>(inner), code(c) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    if (this->subject.parse(first, last, context, rcontext, x3::unused)) return true;
    state_of(context).fail(first, code);
  }
};

template <class P>
constexpr auto need(const P& p, Code code) {
  return need_directive<parser_of<P>>(x3::as_parser(p), code);
}

/// A keyword that must stand here. If it does not, that is reported and reading goes on as if it did.
constexpr auto soft(Keyword keyword) {
  return terminal([keyword](ParseState& state, Token*& at) {
    if (!state.accept(at, keyword)) at += state.report_missing_keyword(at, keyword);
    return true;
  });
}

/// A mark such as `)` that must stand here; missing, it is reported once and taken as present.
constexpr auto soft_mark(TokenKind kind, const char* spelling) {
  return terminal([kind, spelling](ParseState& state, Token*& at) {
    if (at->kind == kind) {
      ++at;
    } else {
      state.report(at, Code::missing_mark, {spelling});
    }
    return true;
  });
}

/// At most `deepest` of these inside each other; one message, then the clause is left.
template <class Subject>
struct guarded_directive : silent_unary<Subject, guarded_directive<Subject>> {
  explicit constexpr guarded_directive(const Subject& inner)
      : silent_unary<Subject, guarded_directive<Subject>>(inner) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    ParseState& state = state_of(context);
    if (state.depth >= state.options.deepest) {
      state.fail(first, Code::too_deep, {std::to_string(state.options.deepest)});
    }
    struct Deeper {
      std::uint32_t& depth;
      explicit Deeper(std::uint32_t& d) : depth(d) { ++depth; }
      ~Deeper() { --depth; }
    } const deeper(state.depth);
    return this->subject.parse(first, last, context, rcontext, x3::unused);
  }
};

template <class P>
constexpr auto guarded(const P& p) {
  return guarded_directive<parser_of<P>>(x3::as_parser(p));
}

/// Items with commas between them; after a comma an item must come.
template <class P>
constexpr auto list_of(const P& p, Code code) {
  return need(p, code) >> *(list_comma >> need(p, code));
}

// ---- operators -----------------------------------------------------------------------------------------------------

/// A binary operator: its node, and how tightly it binds. Level 0 is no operator.
struct Binary {
  NodeKind kind = NodeKind::error;
  int level = 0;
};

/// Operands with left-associative operators between them, by precedence climbing: a lone operand costs one look at the
/// token behind it, however many levels there are. `Operator` is a function `Binary (ParseState&, const Token*)`;
/// `Take` moves over the operator.
template <class Subject, class Operator, class Take>
struct operators_directive : silent_unary<Subject, operators_directive<Subject, Operator, Take>> {
  Operator operator_at;
  Take take;
  constexpr operators_directive(const Subject& inner, Operator o, Take t)
      : silent_unary<Subject, operators_directive<Subject, Operator, Take>>(inner), operator_at(o), take(t) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    auto const mark = state_of(context).builder.mark();
    Token* const begin = first;
    if (!this->subject.parse(first, last, context, rcontext, x3::unused)) return false;
    climb(first, last, context, rcontext, mark, begin, 1);
    return true;
  }

 private:
  // The operand that begins at `begin` was built since `mark`; operators of at least level `lowest` make it longer.
  template <class RCtx>
  void climb(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, TreeBuilder::Mark mark,
             Token* begin, int lowest) const {
    ParseState& state = state_of(context);
    for (;;) {
      Token* const at = first;
      Binary const found = operator_at(state, at);
      if (found.level < lowest) return;
      take(state, first, found.kind);
      // A chain leans to the left, so each link is one level deeper for those who walk the tree.
      if (state.builder.last_height() >= state.options.deepest) {
        state.fail(at, Code::too_deep, {std::to_string(state.options.deepest)});
      }
      auto const right_mark = state.builder.mark();
      Token* const right = first;
      if (!this->subject.parse(first, last, context, rcontext, x3::unused)) state.fail(first, Code::missing_expression);
      climb(first, last, context, rcontext, right_mark, right, found.level + 1);
      state.close({found.kind}, mark, state.index_of(at), begin, first);
    }
  }
};

template <class P, class Operator, class Take>
constexpr auto operators(const P& p, Operator operator_at, Take take) {
  return operators_directive<parser_of<P>, Operator, Take>(x3::as_parser(p), operator_at, take);
}

/// An operand, then perhaps something that makes a node of it: `x exists`. The tail is one or several `wrap`s.
template <class Subject, class Tail>
struct operand_then : silent_unary<Subject, operand_then<Subject, Tail>> {
  Tail tail;
  constexpr operand_then(const Subject& inner, const Tail& t)
      : silent_unary<Subject, operand_then<Subject, Tail>>(inner), tail(t) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    ParseState& state = state_of(context);
    auto const outer = state.operand;
    ParseState::Operand const mine{state.builder.mark(), first};
    if (!this->subject.parse(first, last, context, rcontext, x3::unused)) return false;
    state.operand = mine;
    tail.parse(first, last, context, rcontext, x3::unused);
    state.operand = outer;
    return true;
  }
};

template <class P, class T>
constexpr auto with_tail(const P& p, const T& tail) {
  return operand_then<parser_of<P>, parser_of<T>>(x3::as_parser(p), x3::as_parser(tail));
}

/// Makes a node of the operand before it and of what the subject builds.
template <class Subject>
struct wrap_directive : silent_unary<Subject, wrap_directive<Subject>> {
  NodeKind kind;
  constexpr wrap_directive(NodeKind k, const Subject& inner)
      : silent_unary<Subject, wrap_directive<Subject>>(inner), kind(k) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    ParseState& state = state_of(context);
    auto const operand = state.operand;
    auto const mark = state.builder.mark();
    struct Restore {
      TokenIndex& main;
      TokenIndex outer;
      ~Restore() { main = outer; }
    } const restore{state.main, state.main};
    Token* const begin = first;
    state.main = NodeId::none;
    if (!this->subject.parse(first, last, context, rcontext, x3::unused)) {
      state.builder.rewind(mark);
      first = begin;
      return false;
    }
    state.close({kind}, operand.mark, state.main, operand.begin, first);
    return true;
  }
};

template <class P>
constexpr auto wrap(NodeKind kind, const P& p) {
  return wrap_directive<parser_of<P>>(kind, x3::as_parser(p));
}

}  // namespace rettesnor::x3_grammar
