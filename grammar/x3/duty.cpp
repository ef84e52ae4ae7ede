// Duties: actor and modal verb in either order, the act, and its time.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/choose.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

// The modal verb's row: `må` and `must` stand for two, decided by the `not` or `only` behind.
struct Modal {
  Keyword verb = Keyword::none;
  Keyword particle = Keyword::none;
  NodeKind kind = NodeKind::modal_must;
};

// Which modal begins at `at`, if its particle (not, only) stands at `behind`?
Modal modal_at(const ParseState& state, const Token* at, const Token* behind) {
  if (!state.has(at, WordFact::modal)) return {};
  bool const negated = state.match(behind, Keyword::not_) != 0;
  bool const only = state.match(behind, Keyword::only) != 0;
  if (negated && state.match(at, Keyword::must_prohibiting) != 0) {
    return {Keyword::must_prohibiting, Keyword::not_, NodeKind::modal_must_not};
  }
  if (only && state.match(at, Keyword::may_licensing) != 0) {
    return {Keyword::may_licensing, Keyword::only, NodeKind::modal_may_only};
  }
  if (state.match(at, Keyword::should) != 0) {
    if (negated) return {Keyword::should, Keyword::not_, NodeKind::modal_should_not};
    return {Keyword::should, Keyword::none, NodeKind::modal_should};
  }
  if (state.match(at, Keyword::must) != 0) return {Keyword::must, Keyword::none, NodeKind::modal_must};
  if (state.match(at, Keyword::may) != 0) return {Keyword::may, Keyword::none, NodeKind::modal_may};
  if (state.match(at, Keyword::must_prohibiting) != 0) {  // a bare `må`
    return {Keyword::must_prohibiting, Keyword::none, NodeKind::modal_may};
  }
  return {};
}

void take_modal(ParseState& state, const Modal& modal, Token*& verb, Token*& behind) {
  Token* const begin = verb;
  bool const bare = modal.verb == Keyword::must_prohibiting && modal.particle == Keyword::none;
  if (bare) {
    if (Diagnostic* const made = state.report_span(verb->span(), verb, Code::bare_maa, {})) {
      made->edit = Edit{verb->span(), "kan", false};
    }
  }
  state.accept(verb, modal.verb);
  if (modal.particle != Keyword::none) state.accept(behind, modal.particle);
  state.close_leaf({modal.kind}, begin, verb);
}

// `municipality must [not]`; in Danish also `må municipality ikke`. Pushes the actor, then the modal.
constexpr auto duty_head = terminal([](ParseState& state, Token*& at) {
  if (state.is_name(at) && !(at->word != 0 && state.follows(at))) {
    if (Modal const modal = modal_at(state, at + 1, at + 2); modal.verb != Keyword::none) {
      Token* const actor = at;
      take_name(at);
      state.close_leaf({NodeKind::actor_ref}, actor, at);
      Token* behind = at + 1;
      Token* verb = at;
      take_modal(state, modal, verb, behind);
      at = behind;
      return true;
    }
  }
  if (state.language != KeywordLanguage::danish || !state.is_name(at + 1)) return false;
  Modal const modal = modal_at(state, at, at + 2);
  if (modal.verb == Keyword::none) return false;
  Token* verb = at;
  Token* behind = at + 2;
  Token* actor = at + 1;
  Token* const actor_begin = actor;
  take_name(actor);
  state.close_leaf({NodeKind::actor_ref}, actor_begin, actor);
  take_modal(state, modal, verb, behind);
  at = behind;
  return true;
});

// A verb is a word with the event's name behind it.
constexpr auto verb_word = terminal([](ParseState& state, Token*& at) {
  Token const* const next = at + 1;
  if (!state.is_name(at) || !state.is_name(next) || (next->word != 0 && state.follows(next))) return false;
  if (at->word != 0 && state.follows(at)) return false;
  take_name(at);
  return true;
});

}  // namespace

x3::rule<struct act_tag> const act = "act";
auto const act_def =
    node(NodeKind::act, -leaf(NodeKind::verb, verb_word) >> path >> -choose(on(Keyword::where, where_)));

x3::rule<struct single_tag> const single = "single";
auto const single_def =
    choose(on(Keyword::record, node(NodeKind::record_act, kw(Keyword::record) >> list_of(path, Code::missing_name))),
           on(Keyword::keep, node(NodeKind::keep_act, kw(Keyword::keep) >> need(path, Code::missing_name))),
           on(anything, act));

x3::rule<struct while_tag> const held = "held";
auto const held_def = node(NodeKind::while_, kw(Keyword::while_) >> need(condition, Code::missing_expression));

x3::rule<struct act_item_tag> const item = "item";
auto const item_def =
    node(NodeKind::act_item, need(single, Code::missing_act) >>
                                 *(clause_comma >> choose(on(times, time_clause), on(Keyword::while_, held))));

x3::rule<struct body_tag> const body = "body";
auto const body_def =
    choose(on(Keyword::all_of,
              node(NodeKind::all_acts, kw(Keyword::all_of) >> bullets(Keyword::all_of, item, Code::missing_act))),
           on(Keyword::any_of,
              node(NodeKind::any_acts, kw(Keyword::any_of) >> bullets(Keyword::any_of, item, Code::missing_act))),
           on(anything, single));

auto const only_if = node(NodeKind::only_if, kw(Keyword::if_) >> need(condition, Code::missing_expression));

auto const duty_def =
    node(NodeKind::duty,
         duty_head >> need(body, Code::missing_act) >>
             *(clause_comma >> choose(on(times, time_clause), on(Keyword::while_, held), on(Keyword::if_, only_if))));

BOOST_SPIRIT_DEFINE(act, single, held, item, body, duty)
RSN_LEND(duty)

}  // namespace rettesnor::x3_grammar
