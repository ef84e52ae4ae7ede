// What a package says about itself: header, uses, actors, sources, calendars.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

KeywordSet const norms{Keyword::law, Keyword::order, Keyword::guidance, Keyword::national_guideline,
                       Keyword::professional_standard, Keyword::municipal_standard};

constexpr auto missing_norm = terminal([](ParseState& state, Token*& at) -> bool {
  Diagnostic* const made = state.report(at, Code::missing_norm);
  if (made != nullptr) {
    made->help = {state.spell(Keyword::law),
                  state.spell(Keyword::order),
                  state.spell(Keyword::guidance),
                  state.spell(Keyword::national_guideline),
                  state.spell(Keyword::professional_standard),
                  state.spell(Keyword::municipal_standard)};
  }
  throw Broken{at};
});

constexpr auto joining_dot = terminal([](ParseState&, Token*& at) {
  if (at->kind != TokenKind::dot) return false;
  ++at;
  return true;
});

constexpr auto word_part = terminal([](ParseState&, Token*& at) {
  if (at->kind != TokenKind::word && at->kind != TokenKind::quoted_name) return false;
  take_name(at);
  return true;
});

}  // namespace

auto const declared = need(main(declared_name), Code::missing_name);
auto const number_token = tk(TokenKind::number) | tk(TokenKind::version);
auto const version_number = need(leaf(NodeKind::version_number, number_token), Code::missing_version_number);
auto const part = leaf(NodeKind::name, word_part);
auto const qualified_name = node(
    NodeKind::qualified_name, need(main(part), Code::missing_name) >> *(joining_dot >> need(part, Code::missing_name)));

x3::rule<struct package_header_tag> const header = "header";
auto const header_def =
    node(NodeKind::title, kw(Keyword::title) >> texts) | node(NodeKind::owner, kw(Keyword::owner) >> texts) |
    node(NodeKind::status, kw(Keyword::status) >>
                               need(main(kw_of({Keyword::draft, Keyword::published}) | word_part), Code::missing_name)) |
    review_by;

auto const package_def = node(NodeKind::package, head(Keyword::package) >> qualified_name >> kw(Keyword::version) >>
                                                     version_number >> *header) |
                         node(NodeKind::package, head(Keyword::package) >> qualified_name >> soft(Keyword::version) >> *header);

auto const uses_def = node(NodeKind::uses, head(Keyword::uses) >> qualified_name >> version_number);

auto const actor_def = node(NodeKind::actor, head(Keyword::actor) >> declared >> -title);

auto const source_def =
    node(NodeKind::source, head(Keyword::source) >> declared >> (leaf(NodeKind::norm, kw_of(norms)) | missing_norm) >>
                               *(title | node(NodeKind::url, kw(Keyword::url) >> main(string))));

x3::rule<struct calendar_reading_tag> const calendar_reading = "calendar_reading";
auto const calendar_reading_def =
    node(NodeKind::reading, kw(Keyword::reading) >> declared >> -title >> *cite >>
                                need(calendar_days, Code::missing_weekday) >> *cite);

auto const calendar_def =
    node(NodeKind::calendar, head(Keyword::calendar) >> declared >>
                                 clauses(Block::calendar, Keyword::calendar, title | calendar_days | calendar_reading | cite) >>
                                 block_end(Keyword::calendar));

BOOST_SPIRIT_DEFINE(header, package, uses, actor, source, calendar_reading, calendar)
RSN_LEND(package)
RSN_LEND(uses)
RSN_LEND(actor)
RSN_LEND(source)
RSN_LEND(calendar)

}  // namespace rettesnor::x3_grammar
