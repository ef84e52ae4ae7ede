// Conditions and terms: operators, comparisons, and what may stand behind an operand.
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"
#include "grammar/x3/verdict_words.hpp"

namespace rettesnor::x3_grammar {

namespace {

constexpr auto logical_at = [](ParseState& state, const Token* at) -> Binary {
  if (at->word == 0) return {};
  if (state.match(at, Keyword::or_) != 0) return {NodeKind::or_, 1};
  if (state.match(at, Keyword::and_) != 0) return {NodeKind::and_, 2};
  return {};
};
constexpr auto take_logical = [](ParseState& state, Token*& at, NodeKind kind) {
  state.accept(at, kind == NodeKind::or_ ? Keyword::or_ : Keyword::and_);
};

constexpr auto arithmetic_at = [](ParseState&, const Token* at) -> Binary {
  static_assert(TokenKind::minus < TokenKind::plus && TokenKind::plus < TokenKind::star &&
                TokenKind::star < TokenKind::slash);
  if (at->kind < TokenKind::minus || at->kind > TokenKind::slash) return {};
  if (at->kind == TokenKind::plus) return {NodeKind::add, 1};
  if (at->kind == TokenKind::minus) return {NodeKind::subtract, 1};
  if (at->kind == TokenKind::star) return {NodeKind::multiply, 2};
  if (at->kind == TokenKind::slash) return {NodeKind::divide, 2};
  return {};
};
constexpr auto take_mark = [](ParseState&, Token*& at, NodeKind) { ++at; };

constexpr auto comparison = terminal([](ParseState&, Token*& at) {
  if (at->kind < TokenKind::equal || at->kind > TokenKind::greater_equal) return false;
  ++at;
  return true;
});

// The list after `is among`: in parentheses, or bare where no comma could mean something else.
constexpr auto bare_list = terminal([](ParseState& state, Token*&) { return !state.in_define; });

// `R late`; a clause that begins with the same word (`fulgt i`) is the clause.
constexpr auto verdict_word = terminal([](ParseState& state, Token*& at) {
  Keyword const found = state.match_any(at, verdicts);
  return found != Keyword::none && !state.follows(at) && state.accept(at, found);
});

}  // namespace

auto const among_item = leaf(NodeKind::string, tk(TokenKind::string)) | leaf(NodeKind::number, tk(TokenKind::number)) | path;

x3::rule<struct among_tag> const among = "among";
auto const among_def = (tk(TokenKind::open) >> need(among_item, Code::missing_name) >>
                        *(tk(TokenKind::comma) >> need(among_item, Code::missing_name)) >> soft_mark(TokenKind::close, ")")) |
                       (need(among_item, Code::missing_name) >>
                        -(bare_list >> *(list_comma >> need(among_item, Code::missing_name))));

x3::rule<struct tail_tag> const tail = "tail";
auto const tail_def = choose(
    on(First::between(TokenKind::equal, TokenKind::greater_equal),
       wrap(NodeKind::compare, main(comparison) >> need(term, Code::missing_expression))),
    on(Keyword::has_happened, wrap(NodeKind::has_happened, kw(Keyword::has_happened) >> -event_time)),
    on(Keyword::has_not_happened, wrap(NodeKind::has_not_happened, kw(Keyword::has_not_happened) >> -event_time)),
    on(Keyword::is_recorded, wrap(NodeKind::is_recorded, kw(Keyword::is_recorded))),
    on(Keyword::is_not_recorded, wrap(NodeKind::is_not_recorded, kw(Keyword::is_not_recorded))),
    on(Keyword::exists, wrap(NodeKind::exists, kw(Keyword::exists))),
    on(Keyword::is_among, wrap(NodeKind::is_among, kw(Keyword::is_among) >> among)),
    on(Keyword::on, wrap(NodeKind::on_day, kw(Keyword::on) >> need(term, Code::missing_expression))),
    on(verdicts, wrap(NodeKind::rule_verdict, main(verdict_word))));

x3::rule<struct negated_tag> const negated = "negated";
auto const negated_def =
    choose(on(Keyword::not_,
              node(NodeKind::not_, main(kw(Keyword::not_)) >> need(guarded(negated), Code::missing_expression))),
           on(quantifiers, quantified), on(anything, with_tail(term, tail)));

auto const condition_def = operators(negated, logical_at, take_logical);

auto const term_def = operators(primary, arithmetic_at, take_mark);

auto const where__def = node(NodeKind::where, kw(Keyword::where) >> need(guarded(condition), Code::missing_expression));

BOOST_SPIRIT_DEFINE(among, tail, negated, condition, term, where_)
RSN_LEND(condition)
RSN_LEND(term)
RSN_LEND(where_)

}  // namespace rettesnor::x3_grammar
