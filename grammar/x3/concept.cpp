// Concepts, definitions and parameters: what a case holds and what is derived from it.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

constexpr KeywordSet event_types{Keyword::moment, Keyword::date_type};
constexpr KeywordSet plain_types{Keyword::moment,  Keyword::date_type,     Keyword::text_type, Keyword::number_type,
                                 Keyword::periods, Keyword::duration_type, Keyword::yes_no,    Keyword::amount};

constexpr auto missing_type = terminal([](ParseState& state, Token*& at) -> bool {
  if (!state.report_other_language(at, plain_types)) {
    Diagnostic* const made = state.report(at, Code::missing_type);
    if (made != nullptr) {
      made->help = {state.spell(Keyword::date_type), state.spell(Keyword::yes_no), state.spell(Keyword::one_of)};
    }
  }
  throw Broken{at};
});

// The comma between codes always parts codes.
constexpr auto comma = tk(TokenKind::comma);

constexpr auto in_define = terminal([](ParseState& state, Token*&) { return state.in_define = true; });
constexpr auto after_define = terminal([](ParseState& state, Token*&) {
  state.in_define = false;
  return true;
});

}  // namespace

auto const declared = need(main(declared_name), Code::missing_name);
auto const name_leaf = leaf(NodeKind::name, used_name);
auto const ask_branch = on(Keyword::ask, node(NodeKind::ask, kw(Keyword::ask) >> main(texts)));
auto const title_branch = on(TokenKind::string, title);

// ---- types ---------------------------------------------------------------------------------------------------------
auto const code = leaf(NodeKind::code, declared_name);
x3::rule<struct type_tag> const type = "type";
auto const type_def = choose(
    on(Keyword::list_of, node(NodeKind::list_of, kw(Keyword::list_of) >> (guarded(type) | missing_type))),
    on(Keyword::one_of, node(NodeKind::ordered_one_of, kw(Keyword::one_of) >> code >> tk(TokenKind::less) >>
                                                           need(code, Code::missing_name) >>
                                                           *(tk(TokenKind::less) >> need(code, Code::missing_name)))),
    on(Keyword::one_of, node(NodeKind::one_of, kw(Keyword::one_of) >> need(code, Code::missing_name) >>
                                                   *(comma >> need(code, Code::missing_name)))),
    on(plain_types, leaf(NodeKind::type_name, kw_of(plain_types))));

// Not `texts`: the main token is the code.
auto const code_title = node(NodeKind::code_title, declared >> string >> -choose(on(TokenKind::string, string)));
auto const called_branch =
    on(Keyword::called, node(NodeKind::called, kw(Keyword::called) >> code_title >> *(comma >> code_title)));

// ---- members of a concept ------------------------------------------------------------------------------------------
x3::rule<struct event_tag> const event = "event";
auto const event_def = node(
    NodeKind::event,
    kw(Keyword::event) >> declared >> -leaf(NodeKind::type_name, kw_of(event_types)) >>
        *choose(title_branch, ask_branch,
                on(Keyword::verb, kw(Keyword::verb) >> need(leaf(NodeKind::verb, declared_name), Code::missing_name)),
                on(Keyword::with, node(NodeKind::with_field, kw(Keyword::with) >> declared >> (type | missing_type) >>
                                                                 *choose(title_branch, called_branch)))));

x3::rule<struct fact_tag> const fact = "fact";
auto const fact_def =
    node(NodeKind::fact, kw(Keyword::fact) >> declared >> (type | missing_type) >> *choose(title_branch, ask_branch, called_branch));

x3::rule<struct list_tag> const list = "list";
auto const list_def = node(
    NodeKind::list,
    kw(Keyword::list) >> declared >> soft(Keyword::of_concept) >> need(name_leaf, Code::missing_name) >>
        *choose(title_branch,
                on(Keyword::complete_to,
                   node(NodeKind::complete_to, kw(Keyword::complete_to) >> need(term, Code::missing_expression)))));

x3::rule<struct state_tag> const state = "state";
auto const state_def =
    node(NodeKind::state,
         kw(Keyword::state) >> declared >>
             *choose(title_branch,
                     on(Keyword::from_event,
                        node(NodeKind::from, kw(Keyword::from_event) >> need(term, Code::missing_expression))),
                     on(Keyword::until_event,
                        node(NodeKind::until, kw(Keyword::until_event) >> need(term, Code::missing_expression)))));

x3::rule<struct judgement_tag> const judgement = "judgement";
auto const judgement_def =
    node(NodeKind::judgement,
         kw(Keyword::judgement) >> declared >> -type >>
             *choose(title_branch, ask_branch, called_branch,
                     on(Keyword::with_reasons, node(NodeKind::with_reasons, kw(Keyword::with_reasons))),
                     on(Keyword::by_actor,
                        node(NodeKind::by_actor, kw(Keyword::by_actor) >> need(main(name_leaf), Code::missing_name)))));

auto const concept__def = node(
    NodeKind::concept_, head(Keyword::concept_) >> declared >> -title >>
                            clauses(Block::concept_, Keyword::concept_,
                                    choose(on(Keyword::event, event), on(Keyword::fact, fact), on(Keyword::list, list),
                                           on(Keyword::state, state), on(Keyword::judgement, judgement))) >>
                            block_end(Keyword::concept_));

// ---- definitions ---------------------------------------------------------------------------------------------------
x3::rule<struct case_tag> const define_case = "define_case";
auto const define_case_def = node(
    NodeKind::define_case,
    need(condition, Code::missing_expression) >>
        -choose(on(Keyword::when, node(NodeKind::when, kw(Keyword::when) >> need(condition, Code::missing_expression))),
                on(Keyword::otherwise, leaf(NodeKind::otherwise, kw(Keyword::otherwise)))));
auto const cases = define_case >> *(tk(TokenKind::comma) >> define_case);
auto const define_version = node(NodeKind::version, in_force >> *cite >> soft(Keyword::as) >> cases);
auto const of_concept = node(NodeKind::of_concept, of_for >> need(main(name_leaf), Code::missing_name));
auto const define_def =
    node(NodeKind::define, head(Keyword::define) >> declared >>
                               *choose(title_branch, on(Keyword::of_for, of_concept), on(Keyword::cite, cite)) >>
                               in_define >> (+define_version | (soft(Keyword::as) >> cases)) >> after_define);

// ---- parameters ----------------------------------------------------------------------------------------------------
auto const for_key = node(NodeKind::for_key, kw(Keyword::for_key) >> need(main(name_leaf), Code::missing_name) >>
                                                 -tk(TokenKind::equal));
x3::rule<struct value_tag> const value = "value";
auto const value_def = node(
    NodeKind::value, kw(Keyword::value) >> -for_key >>
                         (node(NodeKind::not_read, kw(Keyword::not_read)) | need(term, Code::missing_expression)) >>
                         *choose(on(Keyword::from, from_date), on(Keyword::until, until_date)));
x3::rule<struct range_tag> const range = "range";
auto const range_def =
    node(NodeKind::national_range, kw(Keyword::national_range) >> need(term, Code::missing_expression) >>
                                       main(soft_mark(TokenKind::range, "..")) >> need(term, Code::missing_expression));
auto const parameter_clause =
    title | value | range | node(NodeKind::national_value_none, kw(Keyword::national_value_none)) |
    node(NodeKind::municipality_may_set, kw(Keyword::municipality_may_set)) |
    leaf(NodeKind::stricter, kw_of({Keyword::lower_is_stricter, Keyword::higher_is_stricter})) | by_names | cite | review_by;
auto const parameter_def =
    node(NodeKind::parameter, head(Keyword::parameter) >> declared >>
                                  clauses(Block::parameter, Keyword::parameter, parameter_clause) >>
                                  block_end(Keyword::parameter));

BOOST_SPIRIT_DEFINE(type, event, fact, list, state, judgement, concept_, define_case, define, value, range, parameter)
RSN_LEND(concept_)
RSN_LEND(define)
RSN_LEND(parameter)

}  // namespace rettesnor::x3_grammar
