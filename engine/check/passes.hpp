// The passes of the checker, in the order in which `check` runs them. Each reads trees and fills tables of the model.
#pragma once

#include "engine/check/context.hpp"

namespace rettesnor::checking {

/// Packages, versions, `uses`.
void declare_packages(Context& ctx, std::span<const Syntax> files);
/// A row and a symbol for every declaration; actors and sources whole.
void declare_names(Context& ctx);
/// Calendars and their readings.
void check_calendars(Context& ctx);
/// Fields, their types, lists and roots; then states and `complete to`.
void check_concepts(Context& ctx);
void check_concept_expressions(Context& ctx);

/// Work one declaration out; at most once. A declaration met again while it is worked out is a cycle: reported once.
void check_parameter(Context& ctx, ParameterId id);
void check_define(Context& ctx, DefineId id);
void check_table(Context& ctx, TableRuleId id);

void check_rules(Context& ctx);
void check_exceptions(Context& ctx);
void check_indicators(Context& ctx);
void check_overlays(Context& ctx);
/// Layers of rules that read dues and verdicts; cycles; at most 16 worlds a rule.
void check_layers(Context& ctx);
void check_tests(Context& ctx);

/// The root concept that a declaration of this file speaks of when it names none; none, with a message, if there is
/// not exactly one.
ConceptId root_of(Context& ctx, const File& file, Origin at);

/// The scope of a declaration `of C` (slot 1) or about the case; `about` is none for the case. Nothing after a message.
struct About {
  Scope scope;
  ConceptId root;
  ConceptId about;
};
std::optional<About> about_of(Context& ctx, const File& file, NodeId declaration);

}  // namespace rettesnor::checking
