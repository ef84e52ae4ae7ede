// The rules that one file of grammar/x3 lends to the others.
#pragma once

#include "grammar/x3/common.hpp"

namespace rettesnor::x3_grammar {

/// What `quantified` may begin with.
inline constexpr KeywordSet quantifiers{Keyword::all_of, Keyword::any_of,   Keyword::none_of, Keyword::at_least,
                                        Keyword::any_in, Keyword::every_in, Keyword::no_in};
/// What a limit may begin with.
inline constexpr KeywordSet limits{Keyword::within, Keyword::no_later_than, Keyword::before};
/// What `time_clause` may begin with.
inline constexpr KeywordSet times =
    limits |
    KeywordSet{Keyword::after,      Keyword::as_soon_as_possible, Keyword::at_once,     Keyword::as_far_as_possible,
               Keyword::first_time, Keyword::every_time,          Keyword::at_least,    Keyword::counting_first_day,
               Keyword::rolling_to, Keyword::not_rolling,         Keyword::paused_while};

// NOLINTBEGIN(misc-unused-using-decls): rules are used by name only.
#define RSN_RULE(name) \
  inline x3::rule<struct name##_tag> const name = #name; \
  BOOST_SPIRIT_DECLARE(decltype(name))

// expression.cpp: conditions, numbers, dates
RSN_RULE(condition)  // `a and not b`
RSN_RULE(term)       // `start + 3 months`: no comparison, no `and`
RSN_RULE(path)       // `a.b.c`
RSN_RULE(where_)     // `where c`

// operand.cpp: what has no operator at its top
RSN_RULE(primary)
RSN_RULE(quantified)  // `all of …`, `any x in L …`
RSN_RULE(literal)     // a value in a test: no operators

// citation.cpp
RSN_RULE(cite)
RSN_RULE(citation)
RSN_RULE(from_date)
RSN_RULE(until_date)
RSN_RULE(in_force)
RSN_RULE(unverified)
RSN_RULE(date)     // a date, or the message that one is missing
RSN_RULE(day)      // a date or moment, or the message
RSN_RULE(string)   // one quoted text, or the message
RSN_RULE(texts)    // one or two quoted texts, or the message
RSN_RULE(title)    // one or two quoted texts as a title node; none: no match
RSN_RULE(review_by)
RSN_RULE(by_names)  // `by a, b`

// time.cpp
RSN_RULE(time_clause)
RSN_RULE(event_time)  // what may follow `has happened`

// duty.cpp
RSN_RULE(duty)

// clause.cpp: clauses of rules
RSN_RULE(rule_clause)
RSN_RULE(when_clause)  // when, while, unless
RSN_RULE(evidence)
RSN_RULE(calendar_days)

// The declarations, one file for each family
RSN_RULE(package)
RSN_RULE(uses)
RSN_RULE(actor)
RSN_RULE(source)
RSN_RULE(calendar)
RSN_RULE(concept_)
RSN_RULE(define)
RSN_RULE(parameter)
RSN_RULE(rule_)
RSN_RULE(exception)
RSN_RULE(recommendation)
RSN_RULE(suggest)
RSN_RULE(table)
RSN_RULE(indicator)
RSN_RULE(overlay)
RSN_RULE(test)
RSN_RULE(file)

#undef RSN_RULE
// NOLINTEND(misc-unused-using-decls)

}  // namespace rettesnor::x3_grammar

/// Makes the rule usable from other files: once, where it is defined.
#define RSN_LEND(name) BOOST_SPIRIT_INSTANTIATE(decltype(name), Iterator, Context)
