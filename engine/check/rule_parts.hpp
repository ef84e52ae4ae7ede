// The parts of a rule: its duty, clauses, versions and readings; and what one rule may read of another.
#pragma once

#include <vector>

#include "engine/check/expressions.hpp"

namespace rettesnor::checking {

/// duties.cpp — one duty node. `times` is the node whose time clauses hold: the duty itself, or a reading of it.
/// `while_of` gets the `while` that the duty itself carries. None, with messages, if it cannot be one.
DutyId read_duty(Context& ctx, const Env& env, NodeId duty, NodeId times, std::vector<ExprId>& while_of);

/// clocks.cpp — the time clauses under a node.
struct Times {
  DutyForm form = DutyForm::untimed;
  Clock clock;
  bool has_principal = false;       ///< a clause that says when, not only how to count
  bool as_far_as_possible = false;
  ExprId otherwise{};
  bool otherwise_record = false;
  std::optional<Clock> first, then;
  std::uint32_t times = 0;
  ExprId times_of{};
  Window window = Window::every_12_months;
  Origin at;
};
/// Has the node a clause that says when, and not only how to count?
bool says_when(const Tree& tree, NodeId parent);
/// `act` is the type of the act's time, `element` the concept of its occurrences (none for a single event).
Times read_times(Context& ctx, const Env& env, NodeId parent, Type act, ConceptId element);

/// rules.cpp — works a rule out; at most once. A rule met again while it is worked out is a cycle.
void check_rule(Context& ctx, RuleId id);
/// The versions of a rule or exception, from its clauses. Readings are named after `construct`.
struct VersionsRead {
  std::vector<Version> versions;
  std::vector<NodeId> instead;  ///< exceptions: the `instead` of each version
};
VersionsRead read_versions(Context& ctx, const Env& env, NodeId declaration, const std::string& construct, bool exception);
/// Checks that [from, until] tile: says overlaps (errors) and gaps (warnings), sorts by `from`.
struct Days {
  std::optional<Date> from, from_last, until;
  Origin at;
};
void check_tiling(Context& ctx, std::vector<Days> days);
/// The days of an `in_force` clause.
Days read_in_force(Context& ctx, const File& file, NodeId in_force);

/// reads.cpp — `due of R`, `R breached`.
ExprId due_of_rule(Context& ctx, const Env& env, NodeId node);
ExprId rule_verdict(Context& ctx, const Env& env, NodeId node);
/// The concept whose elements are the rule's instances; none for the case.
ConceptId instance_concept(const Model& model, const RuleDecl& rule);

}  // namespace rettesnor::checking
