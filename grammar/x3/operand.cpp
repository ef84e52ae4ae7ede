// Operands: literals, names, parentheses, phrases such as `count of`, and conditions over lists.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

KeywordSet const units{Keyword::minute, Keyword::minutes, Keyword::hour,  Keyword::hours,  Keyword::day,  Keyword::days,
                       Keyword::week,   Keyword::weeks,   Keyword::month, Keyword::months, Keyword::years};
KeywordSet const counted_units{Keyword::days, Keyword::weeks, Keyword::months, Keyword::years};
KeywordSet const modals{Keyword::must, Keyword::must_prohibiting, Keyword::should, Keyword::may, Keyword::may_licensing};
// What may stand behind a number and is no unit.
KeywordSet const behind_numbers{Keyword::of_event, Keyword::of_for, Keyword::after, Keyword::to, Keyword::on, Keyword::exists,
                                Keyword::has_happened, Keyword::has_not_happened, Keyword::is_recorded,
                                Keyword::is_not_recorded, Keyword::is_among, Keyword::times, Keyword::then, Keyword::except,
                                Keyword::when, Keyword::otherwise, Keyword::from, Keyword::until, Keyword::cite};

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

constexpr auto built_in_unit = terminal([](ParseState& state, Token*& at) {
  Keyword const unit = at->word == 0 ? Keyword::none : state.match_any(at, units);
  return unit != Keyword::none && state.accept(at, unit);
});

// `for s83` behind a parameter; not `for each`, not `for judgement`.
constexpr auto key_for = terminal([](ParseState& state, Token*& at) {
  if (state.match(at, Keyword::for_each) != 0 || state.match(at, Keyword::for_judgement) != 0) return false;
  return state.accept(at, Keyword::for_key);
});

constexpr auto glued_dot = terminal([](ParseState&, Token*& at) {
  bool const joins = at->kind == TokenKind::dot && at->has(TokenFlag::glued) && at[1].has(TokenFlag::glued) &&
                     (at[1].kind == TokenKind::word || at[1].kind == TokenKind::quoted_name);
  if (joins) ++at;
  return joins;
});

// Behind a dot every word is a name.
constexpr auto any_word = terminal([](ParseState&, Token*& at) {
  take_name(at);
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

constexpr auto no_words = terminal([](ParseState&, Token*& at) { return at->word == 0 && at->kind <= TokenKind::quoted_name; });

}  // namespace

auto const name_leaf = leaf(NodeKind::name, used_name);
auto const dotted_leaf = leaf(NodeKind::name, any_word);
auto const number_leaf = leaf(NodeKind::number, tk(TokenKind::number));
auto const where_or_none = -where_;

auto const path_head = (no_words >> name_leaf) | leaf(NodeKind::previous, kw(Keyword::previous)) | name_leaf;
// One name is a name node; with a dot it becomes a path.
auto const path_def = with_tail(path_head, wrap(NodeKind::path, +(glued_dot >> dotted_leaf)));

auto const duration_part = node(NodeKind::duration_part, main(tk(TokenKind::number)) >>
                                                             leaf(NodeKind::unit, built_in_unit));
constexpr auto number_ahead = terminal([](ParseState&, Token*& at) { return at->kind == TokenKind::number; });
x3::rule<struct quantity_tag> const quantity = "quantity";
auto const quantity_def = number_ahead >> (
    node(NodeKind::percent, main(tk(TokenKind::number)) >> tk(TokenKind::percent)) | node(NodeKind::duration, +duration_part) |
    node(NodeKind::amount, main(tk(TokenKind::number)) >> kw(Keyword::kr)) |
    node(NodeKind::duration,
         node(NodeKind::duration_part, main(tk(TokenKind::number)) >> leaf(NodeKind::name, calendar_unit))) |
    number_leaf);

x3::rule<struct plain_tag> const plain = "plain";
auto const plain_def = leaf(NodeKind::string, tk(TokenKind::string)) |
                       node(NodeKind::moment, main(tk(TokenKind::date)) >> tk(TokenKind::time)) |
                       leaf(NodeKind::date, tk(TokenKind::date)) | quantity;

auto const keyed_path = with_tail(path, wrap(NodeKind::keyed, key_for >> need(path, Code::missing_name)));

x3::rule<struct phrase_tag> const phrase = "phrase";
auto const phrase_def =
    leaf(NodeKind::yes, kw(Keyword::yes)) | leaf(NodeKind::no, no_quantifier) |
    node(NodeKind::count_of, kw(Keyword::count_of) >> need(path, Code::missing_name) >> where_or_none) |
    node(NodeKind::first_of, kw(Keyword::first_of) >> need(path, Code::missing_name) >> where_or_none) |
    node(NodeKind::last_of, kw(Keyword::last_of) >> need(path, Code::missing_name) >> where_or_none) |
    node(NodeKind::earliest_of, kw(Keyword::earliest_of) >> list_of(guarded(term), Code::missing_expression)) |
    node(NodeKind::latest_of, kw(Keyword::latest_of) >> list_of(guarded(term), Code::missing_expression)) |
    node(NodeKind::due_of, kw(Keyword::due_of) >> need(path, Code::missing_name)) |
    node(NodeKind::end_of_year_of, kw(Keyword::end_of_year_of) >> need(guarded(primary), Code::missing_expression)) |
    node(NodeKind::units_between, main(kw_of(counted_units)) >> kw(Keyword::from_event) >>
                                      need(guarded(term), Code::missing_expression) >> soft(Keyword::to) >>
                                      need(guarded(term), Code::missing_expression));

auto const may_be_phrase =
    may_begin({Keyword::yes, Keyword::no, Keyword::count_of, Keyword::first_of, Keyword::last_of, Keyword::earliest_of,
               Keyword::latest_of, Keyword::due_of, Keyword::end_of_year_of, Keyword::days, Keyword::weeks, Keyword::months,
               Keyword::years});
auto const primary_def =
    (no_words >> keyed_path) | plain |
    (tk(TokenKind::open) >> need(guarded(condition), Code::missing_expression) >> soft_mark(TokenKind::close, ")")) |
    node(NodeKind::negate, main(tk(TokenKind::minus)) >> need(guarded(primary), Code::missing_expression)) |
    (may_be_phrase >> phrase) | keyed_path;

auto const limb = guarded(condition);
auto const bound = main(bound_name) >> soft(Keyword::in) >> need(path, Code::missing_name) >> where_or_none;

x3::rule<struct bulleted_tag> const bulleted = "bulleted";
auto const bulleted_def =
    node(NodeKind::all_of, kw(Keyword::all_of) >> bullets(Keyword::all_of, limb, Code::missing_expression)) |
    node(NodeKind::any_of, kw(Keyword::any_of) >> bullets(Keyword::any_of, limb, Code::missing_expression)) |
    node(NodeKind::none_of, kw(Keyword::none_of) >> bullets(Keyword::none_of, limb, Code::missing_expression)) |
    node(NodeKind::at_least_of, at_least_number >> number_leaf >> kw(Keyword::of_following) >>
                                    bullets(Keyword::at_least, limb, Code::missing_expression));

auto const may_be_quantified = may_begin({Keyword::all_of, Keyword::any_of, Keyword::none_of, Keyword::at_least,
                                          Keyword::any_in, Keyword::every_in, Keyword::no_in});
auto const quantified_def = may_be_quantified >> (bulleted | node(NodeKind::any_in, quantifier(Keyword::any_in) >> bound) |
                                          node(NodeKind::every_in, quantifier(Keyword::every_in) >> bound) |
                                          node(NodeKind::no_in, quantifier(Keyword::no_in) >> bound));

auto const literal_def = plain | leaf(NodeKind::yes, kw(Keyword::yes)) | leaf(NodeKind::no, kw(Keyword::no)) |
                         node(NodeKind::negate, main(tk(TokenKind::minus)) >> need(quantity, Code::missing_number)) |
                         leaf(NodeKind::name, used_name);

BOOST_SPIRIT_DEFINE(path, quantity, plain, phrase, primary, bulleted, quantified, literal)
RSN_LEND(path)
RSN_LEND(primary)
RSN_LEND(quantified)
RSN_LEND(literal)

}  // namespace rettesnor::x3_grammar
