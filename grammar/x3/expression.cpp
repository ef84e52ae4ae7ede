// Conditions and terms: operators, comparisons, and what may stand behind an operand.
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

using Op = std::optional<NodeKind>;

constexpr auto or_op = [](ParseState& state, Token*& at) -> Op {
  return state.accept(at, Keyword::or_) ? Op(NodeKind::or_) : std::nullopt;
};
constexpr auto and_op = [](ParseState& state, Token*& at) -> Op {
  return state.accept(at, Keyword::and_) ? Op(NodeKind::and_) : std::nullopt;
};
constexpr auto sum_op = [](ParseState&, Token*& at) -> Op {
  if (at->kind == TokenKind::plus) return ++at, NodeKind::add;
  if (at->kind == TokenKind::minus) return ++at, NodeKind::subtract;
  return std::nullopt;
};
constexpr auto product_op = [](ParseState&, Token*& at) -> Op {
  if (at->kind == TokenKind::star) return ++at, NodeKind::multiply;
  if (at->kind == TokenKind::slash) return ++at, NodeKind::divide;
  return std::nullopt;
};

constexpr auto comparison = terminal([](ParseState&, Token*& at) {
  if (at->kind < TokenKind::equal || at->kind > TokenKind::greater_equal) return false;
  ++at;
  return true;
});

// The list after `is among`: in parentheses, or bare where no comma could mean something else.
constexpr auto bare_list = terminal([](ParseState& state, Token*&) { return !state.in_define; });

KeywordSet const verdicts{Keyword::fulfilled, Keyword::late,      Keyword::pending,  Keyword::breached,
                          Keyword::followed,  Keyword::explained, Keyword::deviation, Keyword::followed_late,
                          Keyword::open,      Keyword::for_judgement, Keyword::verdict_not_applicable};

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

auto const may_be_tail = may_begin(
    verdicts | KeywordSet{Keyword::has_happened, Keyword::has_not_happened, Keyword::is_recorded, Keyword::is_not_recorded,
                          Keyword::exists, Keyword::is_among, Keyword::on});
auto const word_tail =
    wrap(NodeKind::has_happened, kw(Keyword::has_happened) >> -event_time) |
    wrap(NodeKind::has_not_happened, kw(Keyword::has_not_happened) >> -event_time) |
    wrap(NodeKind::is_recorded, kw(Keyword::is_recorded)) | wrap(NodeKind::is_not_recorded, kw(Keyword::is_not_recorded)) |
    wrap(NodeKind::exists, kw(Keyword::exists)) | wrap(NodeKind::is_among, kw(Keyword::is_among) >> among) |
    wrap(NodeKind::on_day, kw(Keyword::on) >> need(term, Code::missing_expression)) |
    wrap(NodeKind::rule_verdict, main(verdict_word));
x3::rule<struct tail_tag> const tail = "tail";
auto const tail_def =
    wrap(NodeKind::compare, main(comparison) >> need(term, Code::missing_expression)) | (may_be_tail >> word_tail);

x3::rule<struct compared_tag> const compared = "compared";
auto const compared_def = quantified | with_tail(term, tail);

x3::rule<struct negated_tag> const negated = "negated";
auto const negated_def =
    node(NodeKind::not_, main(kw(Keyword::not_)) >> need(guarded(negated), Code::missing_expression)) | compared;

x3::rule<struct conjunction_tag> const conjunction = "conjunction";
auto const conjunction_def = chain(negated, and_op);

auto const condition_def = chain(conjunction, or_op);

x3::rule<struct product_tag> const product = "product";
auto const product_def = chain(primary, product_op);

auto const term_def = chain(product, sum_op);

auto const where__def = node(NodeKind::where, kw(Keyword::where) >> need(guarded(condition), Code::missing_expression));

BOOST_SPIRIT_DEFINE(among, tail, compared, negated, conjunction, condition, product, term, where_)
RSN_LEND(condition)
RSN_LEND(term)
RSN_LEND(where_)

}  // namespace rettesnor::x3_grammar
