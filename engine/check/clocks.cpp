// Time clauses: when an act is to be done, and how the time is counted.
#include <algorithm>

#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

bool has_no_unit_of_days(const Context& ctx, ExprId duration) {
  auto const unit = static_unit(ctx, duration);
  return unit && unit->unit != Unit::days && unit->unit != Unit::calendar_days;
}

struct Reading {
  Context& ctx;
  const Env& env;
  NodeId parent;
  Type act;
  ConceptId element;
  const File& file = *env.file;
  const Tree& tree = file.tree();
  Times out{};
  NodeId principal{};  ///< the clause that decides the form
  NodeId limit{};      ///< `no later than`
  NodeId anchor{};     ///< `after`

  void principal_is(NodeId clause, DutyForm form) {
    if (principal) {
      ctx.report(Code::two_time_clauses, file.at(clause))
          .labels.push_back(label(file.at(principal), "den første står her", "the first one stands here"));
      return;
    }
    principal = clause;
    out.form = form;
    out.has_principal = true;
  }

  ExprId time_of(NodeId node) { return time_expression(ctx, env, node); }

  // `within D of a`, also under first … then.
  void within(const Env& seen, NodeId clause, Clock& clock) {
    clock.duration = duration_expression(ctx, seen, tree.child_at(clause, 0));
    if (NodeId const from = tree.child_at(clause, 1)) {
      clock.anchor = time_expression(ctx, seen, from);
    }
    check_elapsed_on(ctx, clock.duration, clock.anchor);
    check_act(clock.duration);
  }

  // The act's own time must know the clock too.
  void check_act(ExprId duration) {
    if (act.kind != TypeKind::date || elapsed(ctx, duration) != Elapsed::yes) return;
    ctx.report(Code::hours_for_a_date, ctx.origin_of(duration));
  }

  Clock part_of_series(NodeId clause, bool then) {
    Clock clock;
    Env seen = env;
    if (then) seen.previous = element;
    switch (tree.kind(clause)) {
      case NodeKind::within:
        within(seen, clause, clock);
        clock.limit_is_within = then;
        if (then && clock.anchor && !is_invalid(ctx.type_of(clock.anchor))) {
          const auto* previous = std::get_if<expr::PreviousField>(&ctx[clock.anchor].node);
          if (previous == nullptr || previous->field) ctx.report(Code::then_counts_from_previous, ctx.origin_of(clock.anchor));
        }
        break;
      case NodeKind::no_later_than: clock.limit = time_expression(ctx, seen, tree.child_at(clause, 0)); break;
      default: ctx.report(Code::before_in_series, file.at(clause)); break;
    }
    return clock;
  }

  void series(NodeId clause) {
    principal_is(clause, DutyForm::first_then);
    NodeId const first = tree.child_at(clause, 0);
    NodeId const then = tree.child_at(clause, 1);
    if (first) out.first = part_of_series(first, false);
    if (then) out.then = part_of_series(then, true);
  }

  void grid(NodeId clause) {
    principal_is(clause, DutyForm::grid);
    within(env, clause, out.clock);
  }

  void counted(NodeId clause) {
    principal_is(clause, DutyForm::at_least);
    NodeId const number = tree.child_at(clause, 0);
    NodeId const window = tree.child_at(clause, 1);
    if (number && tree.kind(number) == NodeKind::number) {
      out.times = read_count(ctx, file, number, 1).value_or(1);
    } else if (number) {
      out.times_of = expression(ctx, env, number, of_kind(TypeKind::number));
      if (!require_kind(ctx, out.times_of, TypeKind::number)) out.times = 1;
    }
    if (!window) return;
    if (tree.kind(window) == NodeKind::in_calendar_year) {
      out.window = Window::calendar_year;
      return;
    }
    out.window = tree.kind(window) == NodeKind::in_any ? Window::any_12_months : Window::every_12_months;
    NodeId const length = tree.child_at(window, 0);
    if (!length) return;
    ExprId const id = duration_expression(ctx, env, length);
    if (is_invalid(ctx.type_of(id))) return;
    const auto* value = std::get_if<expr::DurationValue>(&ctx[id].node);
    bool const year = value != nullptr && ((value->value.unit == Unit::months && value->value.count == 12) ||
                                           (value->value.unit == Unit::years && value->value.count == 1));
    if (!year) ctx.report(Code::window_is_a_year, file.at(length));
  }

  void far(NodeId clause) {
    principal_is(clause, DutyForm::as_far_as_possible);
    out.as_far_as_possible = true;
    NodeId const otherwise = tree.child(clause, NodeKind::otherwise_record);
    if (!otherwise) return;
    out.otherwise_record = true;
    if (NodeId const what = tree.child_at(otherwise, 0)) out.otherwise = field_expression(ctx, env, what);
  }

  void clause(NodeId node) {
    switch (tree.kind(node)) {
      case NodeKind::within:
        principal_is(node, DutyForm::within);
        if (principal == node) within(env, node, out.clock);
        break;
      case NodeKind::before:
        principal_is(node, DutyForm::before);
        if (principal == node) out.clock.limit = time_of(tree.child_at(node, 0));
        break;
      case NodeKind::no_later_than: limit = node; break;
      case NodeKind::after: anchor = node; break;
      case NodeKind::as_soon_as_possible:
      case NodeKind::at_once: principal_is(node, DutyForm::open_standard); break;
      case NodeKind::as_far_as_possible: far(node); break;
      case NodeKind::first_then: series(node); break;
      case NodeKind::every: grid(node); break;
      case NodeKind::at_least_times: counted(node); break;
      default: break;
    }
  }

  // `no later than` alone is a deadline; beside an open standard or `as far as possible` it ends the act.
  void settle_limit() {
    if (limit) {
      bool const joins = principal && (out.form == DutyForm::open_standard || out.form == DutyForm::as_far_as_possible);
      if (!joins) principal_is(limit, DutyForm::no_later_than);
      if (joins || principal == limit) out.clock.limit = time_of(tree.child_at(limit, 0));
    }
    if (!anchor) return;
    using enum DutyForm;
    bool const takes = !principal || out.form == open_standard || out.form == at_least;
    out.has_principal = true;
    if (takes) {
      out.clock.anchor = time_of(tree.child_at(anchor, 0));
    } else {
      ctx.report(Code::two_time_clauses, file.at(anchor))
          .labels.push_back(label(file.at(principal), "den første står her", "the first one stands here"));
    }
  }

  // How to count: said of every clock of the duty.
  void modifiers() {
    std::vector<Clock*> clocks{&out.clock};
    if (out.first) clocks.push_back(&*out.first);
    if (out.then) clocks.push_back(&*out.then);
    NodeId rolling;
    for (NodeId const node : tree.children(parent)) {
      switch (tree.kind(node)) {
        case NodeKind::counting_first_day: counting(node, clocks); break;
        case NodeKind::rolling_to:
          rolling = node;
          roll(node, clocks);
          break;
        case NodeKind::not_rolling:
          if (rolling) ctx.report(Code::two_time_clauses, file.at(node));
          break;
        case NodeKind::paused_while: {
          ExprId const state = state_expression(ctx, env, tree.child_at(node, 0));
          for (Clock* clock : clocks) clock->paused_while = state;
          break;
        }
        default: break;
      }
    }
  }

  void counting(NodeId node, const std::vector<Clock*>& clocks) {
    bool any = false;
    for (Clock* clock : clocks) {
      clock->counting_first_day = true;
      if (!clock->duration) continue;
      any = true;
      if (has_no_unit_of_days(ctx, clock->duration)) {
        ctx.report(Code::first_day_needs_days, file.at(node))
            .labels.push_back(label(ctx.origin_of(clock->duration), "er ikke i dage", "is not in days"));
        return;
      }
    }
    if (!any) ctx.report(Code::nothing_to_count, file.at(node));
  }

  void roll(NodeId node, const std::vector<Clock*>& clocks) {
    const Symbol* calendar = find_symbol(ctx, file, tree.child_at(node, 0), Family::calendar);
    bool any = false;
    for (Clock* clock : clocks) {
      if (calendar != nullptr) clock->rolling = calendar->as<CalendarId>();
      any = any || clock->duration || clock->limit;
      if (clock->duration && elapsed(ctx, clock->duration) == Elapsed::yes) {
        ctx.report(Code::hours_do_not_roll, file.at(node))
            .labels.push_back(label(ctx.origin_of(clock->duration), "tælles i timer", "is counted in hours"));
        return;
      }
    }
    if (!any) ctx.report(Code::nothing_to_count, file.at(node));
  }

  Times read() {
    out.at = file.at(parent);
    for (NodeId const node : tree.children(parent)) clause(node);
    settle_limit();
    modifiers();
    return out;
  }
};

}  // namespace

bool says_when(const Tree& tree, NodeId parent) {
  return std::ranges::any_of(tree.children(parent), [&](NodeId child) {
    switch (tree.kind(child)) {
      case NodeKind::within:
      case NodeKind::no_later_than:
      case NodeKind::before:
      case NodeKind::after:
      case NodeKind::as_soon_as_possible:
      case NodeKind::at_once:
      case NodeKind::as_far_as_possible:
      case NodeKind::first_then:
      case NodeKind::every:
      case NodeKind::at_least_times: return true;
      default: return false;
    }
  });
}

Times read_times(Context& ctx, const Env& env, NodeId parent, Type act, ConceptId element) {
  return Reading{ctx, env, parent, act, element}.read();
}

}  // namespace rettesnor::checking
