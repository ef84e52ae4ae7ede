// Citations, versions, dates and texts: the small parts that many clauses share.
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

constexpr auto is_number_like = [](const Token* at) { return at->kind == TokenKind::number; };

// `n`, `n-m` or `n a` (a single letter).
bool take_numbers(const ParseState& state, Token*& at) {
  if (!is_number_like(at)) return false;
  ++at;
  if (at->kind == TokenKind::minus && is_number_like(at + 1)) {
    at += 2;
  } else if (at->kind == TokenKind::word && at->end == at->begin + 1 && state.match(at, Keyword::in) == 0) {
    take_name(at);
  }
  return true;
}

// `§ 20`, `§§ 20-22`, `stk. 3`, `2. pkt.`, `1.-2. pkt.`
constexpr auto locator_part = terminal([](ParseState& state, Token*& at) {
  Token* here = at + 1;
  if (at->kind == TokenKind::ordinal) {
    if (here->kind == TokenKind::minus && here[1].kind == TokenKind::ordinal) here += 2;
    if (here->kind != TokenKind::abbreviation) state.fail(here, Code::bad_locator);
    ++here;
  } else if (at->kind == TokenKind::section ||
             (at->kind == TokenKind::abbreviation && state.match(at, Keyword::cite) == 0)) {
    if (!take_numbers(state, here)) state.fail(here, Code::bad_locator);
  } else {
    return false;
  }
  at = here;
  return true;
});

// A comma between two parts of one locator.
constexpr auto locator_comma = terminal([](ParseState& state, Token*& at) {
  if (at->kind != TokenKind::comma) return true;
  TokenKind const next = at[1].kind;
  bool const part = next == TokenKind::section || next == TokenKind::ordinal ||
                    (next == TokenKind::abbreviation && state.match(at + 1, Keyword::cite) == 0);
  if (part) ++at;
  return part;
});

constexpr auto bare_number = terminal([](ParseState& state, Token*& at) {
  if (at->kind == TokenKind::number) state.fail(at, Code::bad_locator);
  return true;
});

}  // namespace

auto const text_leaf = leaf(NodeKind::string, tk(TokenKind::string));
auto const date_leaf = leaf(NodeKind::date, tk(TokenKind::date));

auto const date_def = need(date_leaf, Code::missing_date);
auto const day_def = need(
    choose(on(TokenKind::date, choose_by_next(on(TokenKind::time, node(NodeKind::moment, main(tk(TokenKind::date)) >>
                                                                                             tk(TokenKind::time))),
                                              on(anything, date_leaf)))),
    Code::missing_date);
auto const string_def = need(text_leaf, Code::missing_text);
// Two texts only side by side: main is the first one.
auto const texts_def = need(main(text_leaf), Code::missing_text) >> -text_leaf;
auto const title_def = node(NodeKind::title, main(text_leaf) >> -text_leaf);

auto const unverified_def = node(NodeKind::unverified, kw(Keyword::unverified));
auto const text_of = node(NodeKind::text_of, kw(Keyword::text_of) >> need(date_leaf | leaf(NodeKind::number, tk(TokenKind::number)), Code::missing_date));
auto const from_date_def = node(NodeKind::from, kw(Keyword::from) >> date);
auto const until_date_def = node(NodeKind::until, kw(Keyword::until) >> date);
auto const from_between =
    node(NodeKind::from_between, kw(Keyword::from) >> date_leaf >> main(tk(TokenKind::range)) >> date);
auto const in_force_def =
    node(NodeKind::in_force, kw(Keyword::in_force) >> -(from_between | from_date) >> -until_date >> -unverified);

auto const part_node = node(NodeKind::locator_part, locator_part);
auto const locator = node(NodeKind::locator, text_leaf | (part_node >> *(locator_comma >> part_node))) | bare_number;
auto const citation_def =
    node(NodeKind::citation,
         main(used_name) >> -locator >> *choose(on(Keyword::from, from_date), on(Keyword::until, until_date),
                                                on(Keyword::unverified, unverified), on(Keyword::text_of, text_of)));
auto const cite_def = node(NodeKind::cite, kw(Keyword::cite) >> list_of(citation, Code::missing_name));

auto const review_by_def = node(NodeKind::review_by, kw(Keyword::review_by) >> main(date));
auto const by_names_def = node(NodeKind::by, kw(Keyword::per) >> list_of(path, Code::missing_name));

BOOST_SPIRIT_DEFINE(date, day, string, texts, title, unverified, from_date, until_date, in_force, citation, cite, review_by,
                    by_names)
RSN_LEND(date)
RSN_LEND(day)
RSN_LEND(string)
RSN_LEND(texts)
RSN_LEND(title)
RSN_LEND(unverified)
RSN_LEND(from_date)
RSN_LEND(until_date)
RSN_LEND(in_force)
RSN_LEND(citation)
RSN_LEND(cite)
RSN_LEND(review_by)
RSN_LEND(by_names)

}  // namespace rettesnor::x3_grammar
