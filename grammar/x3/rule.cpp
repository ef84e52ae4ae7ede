// Rules, exceptions, recommendations, suggestions and their versions.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

auto const declared = need(main(declared_name), Code::missing_name);
auto const of_concept = node(NodeKind::of_concept, of_for >> need(main(leaf(NodeKind::name, used_name)), Code::missing_name));
auto const maybe_title = -choose(on(TokenKind::string, title));
auto const rule_intro = maybe_title >> -choose(on(Keyword::of_for, of_concept)) >> maybe_title;

x3::rule<struct version_tag> const version = "version";
auto const version_def =
    node(NodeKind::version, in_force >> clauses(Block::rule, Keyword::rule, rule_clause, Keyword::in_force));

// Versions stand behind the clauses that hold for all of them.
auto const body_clause = choose(on(Keyword::in_force, version), on(anything, rule_clause));
auto const rule_body = clauses(Block::rule, Keyword::rule, body_clause);

auto const rule__def = node(NodeKind::rule, head(Keyword::rule) >> declared >> rule_intro >> rule_body >>
                                                block_end(Keyword::rule));

auto const recommendation_def =
    node(NodeKind::recommendation, head(Keyword::recommendation) >> declared >> rule_intro >>
                                       clauses(Block::rule, Keyword::recommendation, body_clause) >>
                                       block_end(Keyword::recommendation));

auto const suggest_def = node(NodeKind::suggest, head(Keyword::suggest) >> declared >> rule_intro >>
                                                     clauses(Block::rule, Keyword::suggest, rule_clause) >>
                                                     block_end(Keyword::suggest));

auto const exception_to = node(NodeKind::exception_to, soft(Keyword::to_rule) >> list_of(path, Code::missing_name));
auto const exception_def = node(
    NodeKind::exception, head(Keyword::exception) >> declared >> exception_to >> maybe_title >>
                             clauses(Block::rule, Keyword::exception, body_clause) >> block_end(Keyword::exception));

BOOST_SPIRIT_DEFINE(version, rule_, recommendation, suggest, exception)
RSN_LEND(rule_)
RSN_LEND(recommendation)
RSN_LEND(suggest)
RSN_LEND(exception)

}  // namespace rettesnor::x3_grammar
