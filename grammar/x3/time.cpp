// Time clauses: when a duty falls due, and how the days are counted.
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

auto const duration_of = need(term, Code::missing_expression);
auto const moment_of = need(term, Code::missing_expression);

// `of a` or `after a`: the anchor.
auto const anchor_word = kw(Keyword::of_event) | kw(Keyword::after) | soft(Keyword::of_event);

x3::rule<struct within_tag> const within = "within";
auto const within_def = node(NodeKind::within, kw(Keyword::within) >> duration_of >> anchor_word >> moment_of);

x3::rule<struct limit_tag> const limit = "limit";
auto const limit_def =
    choose(on(Keyword::within, within),
           on(Keyword::no_later_than, node(NodeKind::no_later_than, kw(Keyword::no_later_than) >> moment_of)),
           on(Keyword::before, node(NodeKind::before, kw(Keyword::before) >> moment_of)));

auto const event_time_def =
    choose(on(limits, limit), on(Keyword::after, node(NodeKind::after, kw(Keyword::after) >> moment_of)));

auto const otherwise_record =
    node(NodeKind::otherwise_record, clause_comma >> kw(Keyword::otherwise_record) >> need(path, Code::missing_name));

x3::rule<struct recurring_tag> const recurring = "recurring";
auto const recurring_def = choose(
    on(Keyword::first_time,
       node(NodeKind::first_then, kw(Keyword::first_time) >> need(limit, Code::missing_time) >> clause_comma >>
                                      soft(Keyword::then) >> need(limit, Code::missing_time))),
    on(Keyword::every_time, node(NodeKind::every, kw(Keyword::every_time) >> duration_of >> anchor_word >> moment_of)),
    on(Keyword::at_least,
       node(NodeKind::at_least_times,
            kw(Keyword::at_least) >> need(leaf(NodeKind::number, tk(TokenKind::number)) | path, Code::missing_number) >>
                soft(Keyword::times) >>
                need(node(NodeKind::in_any, kw(Keyword::in_any) >> duration_of) |
                         node(NodeKind::in_calendar_year, kw(Keyword::in_every) >> kw(Keyword::calendar_year)) |
                         node(NodeKind::in_every, kw(Keyword::in_every) >> duration_of),
                     Code::missing_time))));

x3::rule<struct counting_tag> const counting = "counting";
auto const counting_def = choose(
    on(Keyword::counting_first_day, node(NodeKind::counting_first_day, kw(Keyword::counting_first_day))),
    on(Keyword::rolling_to, node(NodeKind::rolling_to, kw(Keyword::rolling_to) >> need(path, Code::missing_name))),
    on(Keyword::not_rolling, node(NodeKind::not_rolling, kw(Keyword::not_rolling))),
    on(Keyword::paused_while,
       node(NodeKind::paused_while, kw(Keyword::paused_while) >> need(condition, Code::missing_expression))));

x3::rule<struct standard_tag> const standard = "standard";
auto const standard_def =
    choose(on(Keyword::as_soon_as_possible, node(NodeKind::as_soon_as_possible, kw(Keyword::as_soon_as_possible))),
           on(Keyword::at_once, node(NodeKind::at_once, kw(Keyword::at_once))),
           on(Keyword::as_far_as_possible,
              node(NodeKind::as_far_as_possible, kw(Keyword::as_far_as_possible) >> -otherwise_record)));

auto const time_clause_def =
    choose(on(limits | KeywordSet{Keyword::after}, event_time),
           on(KeywordSet{Keyword::as_soon_as_possible, Keyword::at_once, Keyword::as_far_as_possible}, standard),
           on(KeywordSet{Keyword::first_time, Keyword::every_time, Keyword::at_least}, recurring),
           on(KeywordSet{Keyword::counting_first_day, Keyword::rolling_to, Keyword::not_rolling, Keyword::paused_while},
              counting));

BOOST_SPIRIT_DEFINE(within, limit, event_time, recurring, counting, standard, time_clause)
RSN_LEND(event_time)
RSN_LEND(time_clause)

}  // namespace rettesnor::x3_grammar
