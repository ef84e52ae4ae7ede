// Operands: literals, names, parentheses, phrases such as `count of`, and conditions over lists.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

constexpr KeywordSet units{Keyword::minute, Keyword::minutes, Keyword::hour, Keyword::hours,
                           Keyword::day,    Keyword::days,    Keyword::week, Keyword::weeks,
                           Keyword::month,  Keyword::months,  Keyword::years};
constexpr KeywordSet counted_units{Keyword::days, Keyword::weeks, Keyword::months, Keyword::years};
constexpr KeywordSet phrases_begin =
    counted_units | KeywordSet{Keyword::yes,       Keyword::no,      Keyword::count_of,
                               Keyword::sum_of, Keyword::first_of,  Keyword::last_of, Keyword::earliest_of,
                               Keyword::latest_of, Keyword::due_of,  Keyword::end_of_year_of};
// What may stand behind a number and is no unit.
constexpr KeywordSet behind_numbers{
    Keyword::of_event,    Keyword::of_for,          Keyword::after,        Keyword::to,
    Keyword::on,          Keyword::exists,          Keyword::has_happened, Keyword::has_not_happened,
    Keyword::is_recorded, Keyword::is_not_recorded, Keyword::is_among,     Keyword::times,
    Keyword::then,        Keyword::except,          Keyword::when,         Keyword::otherwise,
    Keyword::from,        Keyword::until,           Keyword::cite,         Keyword::in};

bool is_value_start(const Token* at) {
  return at->kind == TokenKind::number || at->kind == TokenKind::date || at->kind == TokenKind::string ||
         at->kind == TokenKind::open;
}

// A calendar's name behind a number: any name that is no keyword here and no actor before its `must`.
bool is_calendar_unit(const ParseState& state, const Token* at) {
  if (!state.is_name(at)) return false;
  if (at->word != 0 && (state.follows(at) || state.match_any(at, behind_numbers) != Keyword::none)) return false;
  if (state.match_any(at, modals) != Keyword::none || state.match_any(at + 1, modals) != Keyword::none) return false;
  return !state.in_given || !is_value_start(at + 1);
}

constexpr auto calendar_unit = terminal([](ParseState& state, Token*& at) {
  if (!is_calendar_unit(state, at)) return false;
  take_name(at);
  return true;
});

// `1 hour 30 minutes`. Most numbers of rules are durations, so this is written out by hand.
constexpr auto take_duration = terminal([](ParseState& state, Token*& at) {
  Token* const begin = at;
  auto const mark = state.builder.mark();
  while (at->kind == TokenKind::number) {
    Token* const unit = at + 1;
    Token* end = unit;
    if (!state.accept_any(end, units)) break;
    auto const part_mark = state.builder.mark();
    state.close_leaf({NodeKind::unit}, unit, end);
    state.close({NodeKind::duration_part}, part_mark, state.index_of(at), at, end);
    at = end;
  }
  if (at != begin) state.close({NodeKind::duration}, mark, NodeId::none, begin, at);
  return at != begin;
});

// `for s83` behind a parameter; not `for each`, not `for judgement`.
constexpr auto key_for = terminal([](ParseState& state, Token*& at) {
  if (state.match(at, Keyword::for_key) == 0) return false;
  if (state.match(at, Keyword::for_each) != 0 || state.match(at, Keyword::for_judgement) != 0) return false;
  return state.accept(at, Keyword::for_key);
});

// A dot with a word on either side, and nothing between: behind it every word is a name.
bool joins_names(const Token* at) {
  return at->kind == TokenKind::dot && at->has(TokenFlag::glued) && at[1].has(TokenFlag::glued) &&
         (at[1].kind == TokenKind::word || at[1].kind == TokenKind::quoted_name);
}

// `a` is a name, `a.b.c` a path of names; `previous` may be the first one. Most operands are paths, so this is written
// out by hand.
constexpr auto take_path = terminal([](ParseState& state, Token*& at) {
  Token* const begin = at;
  auto const mark = state.builder.mark();
  NodeKind head = NodeKind::name;
  if (state.accept(at, Keyword::previous)) {
    head = NodeKind::previous;
  } else if (!used_name.function(state, at)) {
    return false;
  }
  state.close_leaf({head}, begin, at);
  if (!joins_names(at)) return true;
  while (joins_names(at)) {
    Token* const name = ++at;
    take_name(at);
    state.close_leaf({NodeKind::name}, name, at);
  }
  state.close({NodeKind::path}, mark, NodeId::none, begin, at);
  return true;
});

constexpr auto no_quantifier = terminal([](ParseState& state, Token*& at) {
  bool const named = at[1].kind == TokenKind::word || at[1].kind == TokenKind::quoted_name;
  return state.match(at, Keyword::no) != 0 && !(named && state.match(at + 2, Keyword::in) != 0) &&
         state.accept(at, Keyword::no);
});

// `any x in`: the keyword counts only with a name and `in` behind it.
constexpr auto quantifier(Keyword keyword) {
  return terminal([keyword](ParseState& state, Token*& at) {
    std::size_t const size = state.match(at, keyword);
    if (size == 0) return false;
    Token const* const name = at + size;
    if (name->kind != TokenKind::word && name->kind != TokenKind::quoted_name) return false;
    return state.match(name + 1, Keyword::in) != 0 && state.accept(at, keyword);
  });
}

// `at least 2 of`: not the `at least 2 times` of a duty.
constexpr auto at_least_number = terminal([](ParseState& state, Token*& at) {
  std::size_t const size = state.match(at, Keyword::at_least);
  if (size == 0 || at[size].kind != TokenKind::number || state.match(at + size + 1, Keyword::of_following) == 0) return false;
  return state.accept(at, Keyword::at_least);
});

}  // namespace

auto const number_leaf = leaf(NodeKind::number, tk(TokenKind::number));
auto const where_or_none = -choose(on(Keyword::where, where_));

auto const path_def = take_path;

// A number is read by what stands behind it.
auto const calendar_part =
    node(NodeKind::duration_part, main(tk(TokenKind::number)) >> leaf(NodeKind::name, calendar_unit));
x3::rule<struct quantity_tag> const quantity = "quantity";
auto const quantity_def =
    choose(on(TokenKind::number,
              choose_by_next(on(TokenKind::percent,
                                node(NodeKind::percent, main(tk(TokenKind::number)) >> tk(TokenKind::percent))),
                             on(units, take_duration),
                             on(Keyword::kr, node(NodeKind::amount, main(tk(TokenKind::number)) >> kw(Keyword::kr))),
                             on(first_of_names, node(NodeKind::duration, calendar_part)), on(anything, number_leaf))));

auto const date_leaf = leaf(NodeKind::date, tk(TokenKind::date));
auto const date_or_moment =
    choose_by_next(on(TokenKind::time, node(NodeKind::moment, main(tk(TokenKind::date)) >> tk(TokenKind::time))),
                   on(anything, date_leaf));
auto const text_leaf = leaf(NodeKind::string, tk(TokenKind::string));

auto const keyed_path =
    with_tail(path, choose(on(Keyword::for_key, wrap(NodeKind::keyed, key_for >> need(path, Code::missing_name)))));

auto const list_operand = need(path, Code::missing_name) >> where_or_none;
auto const terms = list_of(guarded(term), Code::missing_expression);
x3::rule<struct phrase_tag> const phrase = "phrase";
auto const phrase_def = choose(
    on(Keyword::yes, leaf(NodeKind::yes, kw(Keyword::yes))), on(Keyword::no, leaf(NodeKind::no, no_quantifier)),
    on(Keyword::count_of, node(NodeKind::count_of, kw(Keyword::count_of) >> list_operand)),
    on(Keyword::sum_of, node(NodeKind::sum_of, kw(Keyword::sum_of) >> need(guarded(term), Code::missing_expression) >>
                                                   soft(Keyword::in) >> list_operand)),
    on(Keyword::first_of, node(NodeKind::first_of, kw(Keyword::first_of) >> list_operand)),
    on(Keyword::last_of, node(NodeKind::last_of, kw(Keyword::last_of) >> list_operand)),
    on(Keyword::earliest_of, node(NodeKind::earliest_of, kw(Keyword::earliest_of) >> terms)),
    on(Keyword::latest_of, node(NodeKind::latest_of, kw(Keyword::latest_of) >> terms)),
    on(Keyword::due_of, node(NodeKind::due_of, kw(Keyword::due_of) >> need(path, Code::missing_name))),
    on(Keyword::end_of_year_of,
       node(NodeKind::end_of_year_of, kw(Keyword::end_of_year_of) >> need(guarded(primary), Code::missing_expression))),
    on(counted_units,
       node(NodeKind::units_between, main(kw_of(counted_units)) >> kw(Keyword::from_event) >>
                                         need(guarded(term), Code::missing_expression) >> soft(Keyword::to) >>
                                         need(guarded(term), Code::missing_expression))));

auto const parentheses = tk(TokenKind::open) >> need(guarded(condition), Code::missing_expression) >>
                         soft_mark(TokenKind::close, ")");
auto const primary_def =
    choose(on(phrases_begin, phrase), on(first_of_names, keyed_path), on(TokenKind::number, quantity),
           on(TokenKind::date, date_or_moment), on(TokenKind::string, text_leaf), on(TokenKind::open, parentheses),
           on(TokenKind::minus,
              node(NodeKind::negate, main(tk(TokenKind::minus)) >> need(guarded(primary), Code::missing_expression))));

auto const limb = guarded(condition);
auto const bound = main(bound_name) >> soft(Keyword::in) >> need(path, Code::missing_name) >> where_or_none;

x3::rule<struct bulleted_tag> const bulleted = "bulleted";
auto const bulleted_def = choose(
    on(Keyword::all_of,
       node(NodeKind::all_of, kw(Keyword::all_of) >> bullets(Keyword::all_of, limb, Code::missing_expression))),
    on(Keyword::any_of,
       node(NodeKind::any_of, kw(Keyword::any_of) >> bullets(Keyword::any_of, limb, Code::missing_expression))),
    on(Keyword::none_of,
       node(NodeKind::none_of, kw(Keyword::none_of) >> bullets(Keyword::none_of, limb, Code::missing_expression))),
    on(Keyword::at_least, node(NodeKind::at_least_of, at_least_number >> number_leaf >> kw(Keyword::of_following) >>
                                                          bullets(Keyword::at_least, limb, Code::missing_expression))));

auto const quantified_def =
    bulleted | choose(on(Keyword::any_in, node(NodeKind::any_in, quantifier(Keyword::any_in) >> bound)),
                      on(Keyword::every_in, node(NodeKind::every_in, quantifier(Keyword::every_in) >> bound)),
                      on(Keyword::no_in, node(NodeKind::no_in, quantifier(Keyword::no_in) >> bound)));

auto const literal_def = choose(
    on(TokenKind::number, quantity), on(TokenKind::date, date_or_moment), on(TokenKind::string, text_leaf),
    on(Keyword::yes, leaf(NodeKind::yes, kw(Keyword::yes))), on(Keyword::no, leaf(NodeKind::no, kw(Keyword::no))),
    on(TokenKind::minus, node(NodeKind::negate, main(tk(TokenKind::minus)) >> need(quantity, Code::missing_number))),
    on(first_of_names, leaf(NodeKind::name, used_name)));

BOOST_SPIRIT_DEFINE(path, quantity, phrase, primary, bulleted, quantified, literal)
RSN_LEND(path)
RSN_LEND(primary)
RSN_LEND(quantified)
RSN_LEND(literal)

}  // namespace rettesnor::x3_grammar
