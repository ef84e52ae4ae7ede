// The clauses that rules, exceptions, recommendations and suggestions share.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

constexpr KeywordSet weekdays{Keyword::monday, Keyword::tuesday,  Keyword::wednesday, Keyword::thursday,
                              Keyword::friday, Keyword::saturday, Keyword::sunday};

constexpr auto missing_evidence = terminal([](ParseState& state, Token*& at) -> bool {
  Diagnostic* const made = state.report(at, Code::missing_evidence);
  if (made != nullptr) {
    made->help = {state.spell(Keyword::graded), state.spell(Keyword::declared), state.spell(Keyword::practice),
                  state.spell(Keyword::legal), state.spell(Keyword::none_stated)};
  }
  throw Broken{at};
});

constexpr auto missing_instead = terminal([](ParseState& state, Token*& at) -> bool {
  state.fail(at, Code::missing_instead,
             {state.spell(Keyword::instead), state.spell(Keyword::may_be_omitted), state.spell(Keyword::not_applicable)});
});

constexpr auto missing_quality = terminal([](ParseState& state, Token*& at) -> bool {
  Diagnostic* const made = state.report(at, Code::missing_quality);
  if (made != nullptr) {
    std::vector<std::string> words;
    for (KeywordRow const& row : keyword_rows()) {
      if (quality_categories.has(row.keyword)) words.push_back(state.spell(row.keyword));
    }
    made->help = std::move(words);
  }
  throw Broken{at};
});

// A reading that says nothing.
constexpr auto missing_time = terminal([](ParseState& state, Token*& at) -> bool {
  Diagnostic* const made = state.report(at, Code::missing_time);
  if (made != nullptr) {
    made->help = {state.spell(Keyword::within), state.spell(Keyword::no_later_than), state.spell(Keyword::at_least)};
  }
  throw Broken{at};
});

// `research B`: two plain words.
constexpr auto dimension_name = terminal([](ParseState& state, Token*& at) {
  bool const pair = state.is_name(at) && !(at->word != 0 && state.follows(at)) && at[1].kind == TokenKind::word &&
                    at[1].end == at[1].begin + 1 && !at[1].has(TokenFlag::first_on_line);
  if (!pair) return false;
  take_name(at);
  return true;
});

constexpr auto same_line_name = terminal([](ParseState& state, Token*& at) {
  if (at->has(TokenFlag::first_on_line) || !state.is_name(at) || state.follows(at)) return false;
  take_name(at);
  return true;
});

}  // namespace

// ---- for each, when ------------------------------------------------------------------------------------------------
x3::rule<struct for_each_tag> const for_each = "for_each";
auto const for_each_def = node(
    NodeKind::for_each,
    kw(Keyword::for_each) >> need(main(bound_name), Code::missing_name) >> soft(Keyword::in) >>
        choose(on(Keyword::first_of, node(NodeKind::first_of, kw(Keyword::first_of) >> need(path, Code::missing_name))),
               on(Keyword::last_of, node(NodeKind::last_of, kw(Keyword::last_of) >> need(path, Code::missing_name))),
               on(anything, need(path, Code::missing_name))) >>
        -choose(on(Keyword::where, where_)));

auto const what_holds = need(condition, Code::missing_expression);
auto const when_clause_def = choose(on(Keyword::when, node(NodeKind::when, kw(Keyword::when) >> what_holds)),
                                    on(Keyword::while_, node(NodeKind::while_, kw(Keyword::while_) >> what_holds)),
                                    on(Keyword::unless, node(NodeKind::unless, kw(Keyword::unless) >> what_holds)));

// ---- readings ------------------------------------------------------------------------------------------------------
auto const weekday = leaf(NodeKind::weekday, kw_of(weekdays));
auto const weekdays_item =
    node(NodeKind::weekday_range, weekday >> main(tk(TokenKind::range)) >> need(weekday, Code::missing_weekday)) | weekday;
auto const month_day = node(NodeKind::month_day, leaf(NodeKind::number, tk(TokenKind::number)) >> tk(TokenKind::minus) >>
                                                     leaf(NodeKind::number, tk(TokenKind::number)));
auto const except_item = month_day | leaf(NodeKind::date, tk(TokenKind::date)) | path;
auto const calendar_days_def =
    node(NodeKind::calendar_days,
         kw(Keyword::calendar_days) >> list_of(weekdays_item, Code::missing_weekday) >>
             -node(NodeKind::calendar_except, kw(Keyword::except) >> list_of(except_item, Code::missing_name)));

x3::rule<struct reading_tag> const reading = "reading";
auto const reading_def = node(
    NodeKind::reading,
    kw(Keyword::reading) >> need(main(declared_name), Code::missing_name) >> -choose(on(TokenKind::string, title)) >>
        (+(clause_comma >>
           choose(on(times, time_clause), on(Keyword::calendar_days, calendar_days), on(Keyword::cite, cite))) |
         missing_time));

// ---- evidence ------------------------------------------------------------------------------------------------------
constexpr KeywordSet kinds{Keyword::graded, Keyword::declared, Keyword::practice, Keyword::legal, Keyword::none_stated};
constexpr KeywordSet certainties{Keyword::high, Keyword::moderate, Keyword::low, Keyword::very_low};
constexpr KeywordSet directions{Keyword::in_favour, Keyword::against};
auto const evidence_part =
    choose(on(Keyword::strength,
              kw(Keyword::strength) >> leaf(NodeKind::strength, kw_of({Keyword::strong, Keyword::conditional}))),
           on(directions, leaf(NodeKind::direction, kw_of(directions))),
           on(Keyword::certainty, kw(Keyword::certainty) >> leaf(NodeKind::certainty, kw_of(certainties))),
           on(Keyword::as_of, node(NodeKind::as_of, kw(Keyword::as_of) >> main(date))),
           on(first_of_names, node(NodeKind::dimension, main(dimension_name) >> leaf(NodeKind::name, declared_name))),
           on(first_of_names, leaf(NodeKind::practice_kind, same_line_name)));
auto const evidence_comma = terminal([](ParseState&, Token*& at) {
  if (at->kind == TokenKind::comma) ++at;
  return true;
});
auto const for_each_ahead = terminal([](ParseState& state, Token*& at) { return state.match(at, Keyword::for_each) == 0; });
auto const evidence_def =
    node(NodeKind::evidence, kw(Keyword::evidence) >> (leaf(NodeKind::evidence_kind, kw_of(kinds)) | missing_evidence) >>
                                 *(for_each_ahead >> evidence_comma >> evidence_part));

// ---- the rest ------------------------------------------------------------------------------------------------------
x3::rule<struct instead_tag> const instead = "instead";
auto const instead_def =
    node(NodeKind::instead, kw(Keyword::instead) >> (node(NodeKind::may_be_omitted, kw(Keyword::may_be_omitted)) |
                                                     node(NodeKind::not_applicable, kw(Keyword::not_applicable)) | duty |
                                                     missing_instead));

x3::rule<struct small_tag> const small = "small";
auto const small_def = choose(
    on(Keyword::transition, node(NodeKind::transition, kw(Keyword::transition) >> soft(Keyword::unsettled))),
    on(Keyword::remedy, node(NodeKind::remedy, kw(Keyword::remedy) >> main(texts))),
    on(Keyword::accept_reasons,
       node(NodeKind::accept_reasons, kw(Keyword::accept_reasons) >> list_of(path, Code::missing_name))),
    on(Keyword::quality, node(NodeKind::quality, kw(Keyword::quality) >> (main(kw_of(quality_categories)) | missing_quality) >>
                                                     -leaf(NodeKind::material, kw(Keyword::material)))),
    on(Keyword::because, node(NodeKind::because, kw(Keyword::because) >> list_of(citation, Code::missing_name))));

auto const rule_clause_def =
    choose(on(Keyword::cite, cite), on(Keyword::for_each, for_each),
           on(KeywordSet{Keyword::when, Keyword::while_, Keyword::unless}, when_clause), on(Keyword::instead, instead),
           on(KeywordSet{Keyword::transition, Keyword::remedy, Keyword::accept_reasons, Keyword::quality, Keyword::because}, small),
           on(Keyword::reading, reading), on(Keyword::evidence, evidence), on(first_of_names, duty));

BOOST_SPIRIT_DEFINE(for_each, when_clause, calendar_days, reading, evidence, instead, small, rule_clause)
RSN_LEND(when_clause)
RSN_LEND(calendar_days)
RSN_LEND(evidence)
RSN_LEND(rule_clause)

}  // namespace rettesnor::x3_grammar
