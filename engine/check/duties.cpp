// One duty: who must do what, in which form.
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

bool is_modal(NodeKind kind) {
  switch (kind) {
    case NodeKind::modal_must:
    case NodeKind::modal_must_not:
    case NodeKind::modal_should:
    case NodeKind::modal_should_not:
    case NodeKind::modal_may:
    case NodeKind::modal_may_only: return true;
    default: return false;
  }
}

bool is_body(NodeKind kind) {
  switch (kind) {
    case NodeKind::act:
    case NodeKind::record_act:
    case NodeKind::keep_act:
    case NodeKind::all_acts:
    case NodeKind::any_acts: return true;
    default: return false;
  }
}

struct Reading {
  Context& ctx;
  const Env& env;
  NodeId node;
  NodeId times_node;
  std::vector<ExprId>& while_of;
  const File& file = *env.file;
  const Tree& tree = file.tree();
  NodeId modal{};
  NodeId body{};

  struct ActRead {
    Act act;
    Type time;
    ConceptId element;
  };

  ActRead read_act(NodeId act_node) {
    ActRead out;
    if (NodeId const verb = tree.child(act_node, NodeKind::verb)) out.act.verb.danish = tree.text(verb);
    NodeId path;
    for (NodeId const child : tree.children(act_node)) {
      const NodeKind kind = tree.kind(child);
      if (kind == NodeKind::name || kind == NodeKind::path || kind == NodeKind::previous) path = child;  // the last is refused by its name
    }
    NodeId const where = tree.child(act_node, NodeKind::where);
    if (!path) return out;
    if (auto const list = try_list(ctx, env, path)) {
      auto const selected = select_from(ctx, env, *list, {}, where, Selection::Which::all, file.at(path));
      if (!selected) return out;
      out.act.list = selected->selection;
      out.element = ctx.model.fields[list->list].element;
      const Concept& element = ctx.model.concepts[out.element];
      if (!element.first_event) {
        ctx.report(Code::no_first_event, file.at(path), {element.name});
        return out;
      }
      const FieldDecl& first = ctx.model.fields[element.first_event];
      out.time = first.type;
      if (out.act.verb.danish.empty()) out.act.verb = first.verb;
      return out;
    }
    out.act.event = time_expression(ctx, env, path);
    out.time = ctx.type_of(out.act.event);
    if (const auto* field = std::get_if<expr::Field>(&ctx[out.act.event].node)) {
      if (out.act.verb.danish.empty()) out.act.verb = ctx.model.fields[field->field].verb;
    }
    if (where) out.act.where = condition(ctx, env, tree.child_at(where, 0));
    return out;
  }

  Modal modal_of() const {
    switch (tree.kind(modal)) {
      case NodeKind::modal_should:
      case NodeKind::modal_should_not: return Modal::should;
      case NodeKind::modal_may: return Modal::may;
      default: return Modal::must;
    }
  }
  bool prohibits() const {
    return tree.kind(modal) == NodeKind::modal_must_not || tree.kind(modal) == NodeKind::modal_should_not;
  }

  void take(Duty& duty, const Times& times) {
    duty.form = times.form;
    duty.clock = times.clock;
    duty.otherwise = times.otherwise;
    duty.otherwise_record = times.otherwise_record;
    duty.first = times.first;
    duty.then = times.then;
    duty.times = times.times;
    duty.times_of = times.times_of;
    duty.window = times.window;
  }

  void say_wrong_time(const Times& times) { ctx.report(Code::time_clause_does_not_fit, times.at); }

  // `must not m before e` is `must e before m`.
  void prohibition(Duty& duty, const Times& times) {
    if (times.form == DutyForm::before && !duty.act.list) {
      duty.form = DutyForm::before;
      ExprId const later = duty.act.event;
      duty.act.event = times.clock.limit;
      duty.clock.limit = later;
      return;
    }
    duty.form = DutyForm::prohibition;
    if (times.has_principal) say_wrong_time(times);
  }

  void recurring_needs_list(const Duty& duty) {
    using enum DutyForm;
    if (duty.form != first_then && duty.form != grid && duty.form != at_least) return;
    if (!duty.act.list && (!duty.act.event || !is_invalid(ctx.type_of(duty.act.event)))) {
      ctx.report(Code::recurring_needs_a_list, file.at(body));
    }
  }

  Duty act_duty(const Duty& base, NodeId act_node, const NodeId times_at) {
    Duty duty = base;
    auto read = read_act(act_node);
    duty.act = std::move(read.act);
    Times const times = read_times(ctx, env, times_at, read.time, read.element);
    take(duty, times);
    duty.span = tree.span(act_node == body ? node : act_node);
    if (tree.kind(modal) == NodeKind::modal_may) {
      duty.form = DutyForm::right;
      bool const fits = !times.has_principal || times.form == DutyForm::within || times.form == DutyForm::no_later_than ||
                        times.form == DutyForm::untimed;
      if (!fits) say_wrong_time(times);
    } else if (tree.kind(modal) == NodeKind::modal_may_only) {
      duty.form = DutyForm::licence;
      if (times.has_principal) say_wrong_time(times);
      licence(duty);
    } else if (prohibits()) {
      prohibition(duty, times);
    }
    recurring_needs_list(duty);
    return duty;
  }

  void licence(Duty& duty) {
    NodeId const only_if = tree.child(node, NodeKind::only_if);
    if (!only_if) {
      if (!tree.broken(node)) ctx.report(Code::licence_without_if, file.at(node));
      return;
    }
    // Read at the moment of the act: the condition may speak of its occurrence.
    Env inner = env;
    if (duty.act.list) {
      inner.scope.bind(Frame{ctx.model.fields[duty.act.list->list.list].element, {}, duty.act.list->list.place, file.at(body)});
    }
    duty.condition = condition(ctx, inner, tree.child_at(only_if, 0));
  }

  Duty record_duty(const Duty& base, NodeId record, NodeId times_at) {
    Duty duty = base;
    Times const times = read_times(ctx, env, times_at, {}, {});
    duty.clock = times.clock;
    duty.form = DutyForm::record;
    duty.span = tree.span(record == body ? node : record);
    bool const fits = !times.has_principal || times.form == DutyForm::no_later_than;
    if (!fits || modal_of() == Modal::may || prohibits()) say_wrong_time(times);
    for (NodeId const path : tree.children(record)) {
      if (tree.kind(path) != NodeKind::error) duty.record.push_back(recordable(path));
    }
    return duty;
  }

  // Lists may be recorded too: at least one element.
  ExprId recordable(NodeId path) {
    if (auto const list = try_list(ctx, env, path)) {
      return ctx.add(expr::Field{list->place, list->list, {}}, yes_no_type(), file.at(path));
    }
    return field_expression(ctx, env, path);
  }

  Duty keep_duty(const Duty& base, NodeId keep, NodeId times_at) {
    Duty duty = base;
    Times const times = read_times(ctx, env, times_at, {}, {});
    duty.form = DutyForm::keep;
    duty.span = tree.span(keep == body ? node : keep);
    if (times.has_principal || modal_of() == Modal::may || prohibits()) say_wrong_time(times);
    NodeId const state = tree.child_at(keep, 0);
    if (!state) return duty;
    duty.keep = state_expression(ctx, env, state);
    if (is_invalid(ctx.type_of(duty.keep))) return duty;
    const auto* field = std::get_if<expr::Field>(&ctx[duty.keep].node);
    bool const is_state = field != nullptr && (ctx.model.fields[field->field].kind == FieldKind::state ||
                                               ctx.type_of(duty.keep).kind == TypeKind::periods);
    if (!is_state) ctx.report(Code::not_a_state, file.at(state));
    return duty;
  }

  Duty one(const Duty& base, NodeId what, NodeId times_at) {
    switch (tree.kind(what)) {
      case NodeKind::record_act: return record_duty(base, what, times_at);
      case NodeKind::keep_act: return keep_duty(base, what, times_at);
      default: return act_duty(base, what, times_at);
    }
  }

  DutyId joined(const Duty& base) {
    Duty duty = base;
    duty.form = tree.kind(body) == NodeKind::all_acts ? DutyForm::all_of : DutyForm::any_of;
    if (tree.kind(modal) == NodeKind::modal_may || tree.kind(modal) == NodeKind::modal_may_only) {
      ctx.report(Code::time_clause_does_not_fit, file.at(body));
    }
    for (NodeId const item : tree.children(body, NodeKind::act_item)) {
      for (NodeId const what : tree.children(item)) {
        if (!is_body(tree.kind(what))) continue;
        // A bullet's own time prevails over the shared one.
        duty.parts.push_back(ctx.model.duties.add(one(base, what, says_when(tree, item) ? item : times_node)));
      }
      if (NodeId const held = tree.child(item, NodeKind::while_)) ctx.report(Code::while_in_bullet, file.at(held));
    }
    return ctx.model.duties.add(std::move(duty));
  }

  DutyId read() {
    for (NodeId const child : tree.children(node)) {
      if (is_modal(tree.kind(child))) modal = child;
      if (is_body(tree.kind(child))) body = child;
    }
    NodeId const who = tree.child(node, NodeKind::actor_ref);
    if (!modal || !body || !who) return {};
    Duty base;
    base.file = file.id;
    base.span = tree.span(node);
    base.modal = modal_of();
    if (const Symbol* actor = find_named(ctx, file, tree.text(who), file.name_at(who), Family::actor)) {
      base.actor = actor->as<ActorId>();
    }
    if (NodeId const held = tree.child(node, NodeKind::while_)) {
      while_of.push_back(state_expression(ctx, env, tree.child_at(held, 0)));
    }
    if (tree.kind(body) == NodeKind::all_acts || tree.kind(body) == NodeKind::any_acts) return joined(base);
    return ctx.model.duties.add(one(base, body, times_node));
  }
};

}  // namespace

DutyId read_duty(Context& ctx, const Env& env, NodeId duty, NodeId times, std::vector<ExprId>& while_of) {
  return Reading{ctx, env, duty, times, while_of}.read();
}

}  // namespace rettesnor::checking
