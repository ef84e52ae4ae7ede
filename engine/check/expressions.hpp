// From expression nodes to checked expressions: names resolved, types known.
#pragma once

#include <optional>

#include "engine/check/context.hpp"

namespace rettesnor::checking {

/// What an expression may see and say. A value: copy it to go deeper.
struct Env {
  const File* file = nullptr;
  Scope scope{};
  bool recorded = false;          ///< `is recorded` may stand here
  bool recorded_reasons = false;  ///< … on reasons only: in an exception
  ConceptId previous{};           ///< recurring duty: whose occurrence `previous` is
  bool lost = false;              ///< the element could not be found: names say nothing more
  std::vector<RuleId> exception_to{};  ///< in an exception: the rules whose own due it may read
};

/// Any expression. `wanted` types a bare code; no message if the result has another type.
ExprId expression(Context& ctx, const Env& env, NodeId node, Type wanted = {});
/// An expression of exactly this type kind (a `periods` fact and a state are conditions too); else a message.
ExprId typed_expression(Context& ctx, const Env& env, NodeId node, Type wanted);
ExprId condition(Context& ctx, const Env& env, NodeId node);
/// An event or a date expression.
ExprId time_expression(Context& ctx, const Env& env, NodeId node);
ExprId duration_expression(Context& ctx, const Env& env, NodeId node);
/// A condition that can be read on a day: a state, periods, and what is made of them.
ExprId state_expression(Context& ctx, const Env& env, NodeId node);

/// names.cpp — a name or path standing as a value.
ExprId name_expression(Context& ctx, const Env& env, NodeId node, Type wanted);
/// A field named as something to record or keep: an event, fact, judgement or one of their parts; not a list.
ExprId field_expression(Context& ctx, const Env& env, NodeId node);
/// Every value name that the environment sees: for near misses.
std::vector<std::string_view> value_names(Context& ctx, const Env& env);
/// The place of the element that a definition, table or rule about `about` is read for; nothing, with a message.
std::optional<Place> place_for(Context& ctx, const Env& env, ConceptId about, ConceptId root, std::string_view name, Origin at);

/// lists.cpp — lists, the elements picked from them, and the slots they bind.
std::optional<ListRef> find_list(Context& ctx, const Env& env, NodeId path);
/// The list named by a path, if it is one; says nothing if it is not.
std::optional<ListRef> try_list(Context& ctx, const Env& env, NodeId path);
struct Selected {
  Selection selection;
  Env inner;  ///< sees the element
};
/// Binds an element of a list. `variable` may be none; `where` may be none.
std::optional<Selected> select(Context& ctx, const Env& env, NodeId path, NodeId variable, NodeId where,
                               Selection::Which which);
/// The same for a list that is already found.
std::optional<Selected> select_from(Context& ctx, const Env& env, ListRef list, NodeId variable, NodeId where,
                                    Selection::Which which, Origin at);
/// `first of L where c`, `last of …` as the time of that element's first event.
ExprId pick_expression(Context& ctx, const Env& env, NodeId node);

/// The scope of a concept's own states and of what is declared `of C`: slot 1, or the case alone for a root.
Scope scope_of_concept(const Model& model, ConceptId concept_id);
/// The outermost concept around it; none where several lists make that ambiguous.
ConceptId root_around(const Model& model, ConceptId concept_id);

}  // namespace rettesnor::checking
