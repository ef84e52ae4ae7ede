// Tests: what is given, when it is asked, and what is expected.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"
#include "grammar/x3/verdict_words.hpp"

namespace rettesnor::x3_grammar {

namespace {

// A word that is a name here: not one that begins the next clause of the test.
constexpr auto given_name = terminal([](ParseState& state, Token*& at) {
  bool const name = state.is_name(at) && !(state.follows(at) && at->has(TokenFlag::first_on_line));
  if (!name) return false;
  take_name(at);
  return true;
});

// `watermark` before a date.
constexpr auto watermark_word = terminal([](ParseState& state, Token*& at) {
  std::size_t const size = state.match(at, Keyword::watermark);
  return size != 0 && at[size].kind == TokenKind::date && state.accept(at, Keyword::watermark);
});

// An element: a name with `(` behind it.
constexpr auto element_name = terminal([](ParseState& state, Token*& at) {
  if (!state.is_name(at) || at[1].kind != TokenKind::open) return false;
  take_name(at);
  return true;
});

// The comma before one more value of the same item: an element, or a value that stands alone.
constexpr auto value_comma = terminal([](ParseState& state, Token*& at) {
  if (at->kind != TokenKind::comma) return false;
  Token const* const next = at + 1;
  bool const word = state.is_name(next);
  TokenKind const behind = next[1].kind;
  bool const more = word ? behind == TokenKind::open || behind == TokenKind::comma || behind == TokenKind::close ||
                               behind == TokenKind::end_of_file ||
                               (next[1].has(TokenFlag::first_on_line) && state.follows(next + 1))
                         : next->kind == TokenKind::date || next->kind == TokenKind::number ||
                               next->kind == TokenKind::string;
  if (more) ++at;
  return more;
});

constexpr auto item_comma = tk(TokenKind::comma);

constexpr auto by_text = terminal([](ParseState& state, Token*& at) {
  std::size_t const size = state.match(at, Keyword::judged_by);
  return size != 0 && at[size].kind == TokenKind::string && state.accept(at, Keyword::judged_by);
});
constexpr auto on_date = terminal([](ParseState& state, Token*& at) {
  std::size_t const size = state.match(at, Keyword::judged_on);
  return size != 0 && at[size].kind == TokenKind::date && state.accept(at, Keyword::judged_on);
});
constexpr auto reasons_text = terminal([](ParseState& state, Token*& at) {
  std::size_t const size = state.match(at, Keyword::reasons);
  return size != 0 && at[size].kind == TokenKind::string && state.accept(at, Keyword::reasons);
});

// `= late by 1 day` and `= late late by 1 day` say the same; behind other verdicts the word is needed.
constexpr auto late_again = terminal([](ParseState& state, Token*& at) {
  std::size_t const size = state.match(at, Keyword::late);
  return size == 0 || (state.match(at + size, Keyword::late_by) != 0 && state.accept(at, Keyword::late));
});

constexpr auto missing_value = terminal([](ParseState& state, Token*& at) -> bool {
  state.fail(at, Code::missing_value, {std::string(state.text(at - 1))});
});

constexpr auto given_begins = terminal([](ParseState& state, Token*&) { return state.in_given = true; });
constexpr auto given_ends = terminal([](ParseState& state, Token*&) {
  state.in_given = false;
  return true;
});

}  // namespace

x3::rule<struct given_item_tag> const item = "item";
auto const fields = tk(TokenKind::open) >> -(item >> *(-item_comma >> item)) >> soft_mark(TokenKind::close, ")");

auto const date_leaf = leaf(NodeKind::date, tk(TokenKind::date));
auto const period =
    node(NodeKind::given_period, date_leaf >> main(tk(TokenKind::range)) >> -date_leaf);

x3::rule<struct given_value_tag> const given_value = "given_value";
auto const given_value_def = choose(
    on(Keyword::unknown, node(NodeKind::given_unknown, kw(Keyword::unknown))),
    on(Keyword::withheld, node(NodeKind::given_withheld, kw(Keyword::withheld))),
    on(Keyword::does_not_exist, node(NodeKind::given_missing, kw(Keyword::does_not_exist))),
    on(Keyword::none_, node(NodeKind::given_none, kw(Keyword::none_))),
    on(first_of_names,
       choose_by_next(on(TokenKind::open, node(NodeKind::given_element, main(element_name) >> guarded(fields))))),
    on(TokenKind::date, choose_by_next(on(TokenKind::range, period))), on(anything, literal));

auto const judged = choose(on(Keyword::judged_by, node(NodeKind::judged_by, by_text >> main(string))),
                           on(Keyword::judged_on, node(NodeKind::judged_on, on_date >> day)),
                           on(Keyword::reasons, node(NodeKind::judged_reasons, reasons_text >> main(string))));

auto const item_def = node(NodeKind::given_item,
                           main(given_name) >> (given_value | missing_value) >> *(value_comma >> given_value) >>
                               -choose(on(TokenKind::open, node(NodeKind::given_fields, guarded(fields)))) >> *judged);

auto const watermark = node(NodeKind::watermark, watermark_word >> main(day));
auto const watermark_or_item = choose(on(Keyword::watermark, watermark), on(first_of_names, item));
x3::rule<struct given_tag> const given = "given";
auto const given_def =
    node(NodeKind::given, kw(Keyword::given) >> given_begins >> need(watermark_or_item, Code::missing_name) >>
                              *(-item_comma >> watermark_or_item) >> given_ends);

auto const expected_value =
    need(choose(on(verdicts, leaf(NodeKind::verdict, kw_of(verdicts))), on(anything, term)), Code::missing_verdict);
x3::rule<struct expect_tag> const expect = "expect";
auto const expect_def = node(
    NodeKind::expect,
    kw(Keyword::expect) >> need(path, Code::missing_name) >>
        -choose(on(Keyword::of_for,
                   node(NodeKind::of_element, kw(Keyword::of_for) >> need(main(path), Code::missing_name)))) >>
        soft_mark(TokenKind::equal, "=") >> expected_value >> *(kw(Keyword::or_) >> expected_value) >>
        *(clause_comma >>
          choose(
              on(Keyword::due, node(NodeKind::expect_due, kw(Keyword::due) >> day >> -(tk(TokenKind::range) >> day))),
              on(KeywordSet{Keyword::late, Keyword::late_by},
                 node(NodeKind::late_by, late_again >> kw(Keyword::late_by) >> need(term, Code::missing_expression))),
              on(Keyword::missing,
                 node(NodeKind::missing, kw(Keyword::missing) >> list_of(path, Code::missing_name))))));

auto const test_clause =
    choose(on(Keyword::given, given), on(Keyword::at, node(NodeKind::at, kw(Keyword::at) >> day)),
           on(Keyword::known_at, node(NodeKind::known_at, kw(Keyword::known_at) >> day)), on(Keyword::expect, expect));
auto const test_def = node(NodeKind::test, head(Keyword::test) >> need(main(declared_name), Code::missing_name) >> -title >>
                                               clauses(Block::test, Keyword::test, test_clause) >> block_end(Keyword::test));

BOOST_SPIRIT_DEFINE(item, given_value, given, expect, test)
RSN_LEND(test)

}  // namespace rettesnor::x3_grammar
