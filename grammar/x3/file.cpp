// A whole file, and the one door into the X3 grammar.
#include "grammar/x3/file.hpp"

#include "grammar/x3/blocks.hpp"
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

constexpr auto language_word = terminal([](ParseState&, Token*& at) {
  if (at->kind != TokenKind::word) return false;
  take_name(at);
  return true;
});

// The language was found before parsing; here it only becomes a node.
auto const language = node(NodeKind::language, kw(Keyword::language) >> -main(language_word));

}  // namespace

auto const declaration = choose(
    on(Keyword::package, package), on(Keyword::uses, uses), on(Keyword::actor, actor), on(Keyword::source, source),
    on(Keyword::calendar, calendar), on(Keyword::concept_, concept_), on(Keyword::define, define),
    on(Keyword::parameter, parameter), on(Keyword::rule, rule_), on(Keyword::exception, exception),
    on(Keyword::recommendation, recommendation), on(Keyword::suggest, suggest), on(Keyword::table, table),
    on(Keyword::indicator, indicator), on(Keyword::overlay, overlay), on(Keyword::test, test));

auto const file_def = node(NodeKind::file, -language >> clauses(Block::file, Keyword::none, declaration));

BOOST_SPIRIT_DEFINE(file)

}  // namespace rettesnor::x3_grammar

namespace rettesnor {

void parse_file(ParseState& state) {
  x3_grammar::Context const context(state);
  Token* first = state.first_token;
  Token* const last = state.last_token;
  x3_grammar::file.parse(first, last, context, x3_grammar::x3::unused, x3_grammar::x3::unused);
}

}  // namespace rettesnor
