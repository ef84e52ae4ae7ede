// A whole file, and the one door into the X3 grammar.
#include "grammar/x3/file.hpp"

#include "grammar/x3/blocks.hpp"
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

x3::rule<struct facts_tag> const facts = "facts";
auto const facts_def = package | uses | actor | source | calendar | concept_ | define | parameter;

x3::rule<struct norms_tag> const norms = "norms";
auto const norms_def = rule_ | exception | recommendation | suggest | table | indicator | overlay | test;

auto const file_def = node(NodeKind::file, -language >> clauses(Block::file, Keyword::none, norms | facts));

BOOST_SPIRIT_DEFINE(facts, norms, file)

}  // namespace rettesnor::x3_grammar

namespace rettesnor {

void parse_file(ParseState& state) {
  x3_grammar::Context const context(state);
  Token* first = state.first_token;
  Token* const last = state.last_token;
  x3_grammar::file.parse(first, last, context, x3_grammar::x3::unused, x3_grammar::x3::unused);
}

}  // namespace rettesnor
