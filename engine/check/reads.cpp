// What one rule may read of another: its due and its verdict, for the same element.
#include <algorithm>

#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

struct Target {
  RuleId rule;
  Place place;
};

std::optional<Target> find_target(Context& ctx, const Env& env, NodeId path, Origin at) {
  const Symbol* symbol = find_symbol(ctx, *env.file, path, Family::rule);
  if (symbol == nullptr) return std::nullopt;
  if (symbol->kind != SymbolKind::rule) {
    ctx.report(Code::not_a_rule, env.file->at(path), {path_text(*env.file, path)});
    return std::nullopt;
  }
  RuleId const rule = symbol->as<RuleId>();
  if (ctx.rules[rule.value].progress == Declared::Progress::running) {
    ctx.report(Code::rule_cycle, at, {ctx.model.rules[rule].name})
        .labels.push_back(label(ctx.model.rules[rule].origin, "reglen", "the rule"));
    return std::nullopt;
  }
  check_rule(ctx, rule);
  const RuleDecl& row = ctx.model.rules[rule];
  auto const place = place_for(ctx, env, instance_concept(ctx.model, row), row.root, row.name, at);
  if (!place) return std::nullopt;
  return Target{rule, *place};
}

enum class DueKind : std::uint8_t { none, day, moment, many };

/// Whether what is to be done is known by its day alone; its due is then a day, though the limit be a moment.
bool done_on_a_day(const Context& ctx, const Act& act) {
  if (act.event) return ctx.type_of(act.event).kind == TypeKind::date;
  if (!act.list) return false;
  const FieldId first = ctx.model.concepts[ctx.model.fields[act.list->list.list].element].first_event;
  return first && ctx.model.fields[first].type.kind == TypeKind::date;
}

DueKind due_kind(const Context& ctx, const Duty& duty) {
  using enum DutyForm;
  const auto of_limit = [&](bool by_day) {
    if (!duty.clock.limit) return DueKind::none;
    return !by_day && ctx.type_of(duty.clock.limit).kind == TypeKind::moment ? DueKind::moment : DueKind::day;
  };
  switch (duty.form) {
    case within:
    case right: {
      const bool by_day = done_on_a_day(ctx, duty.act);
      if (duty.clock.limit) return of_limit(by_day);
      if (!duty.clock.duration) return DueKind::none;
      return by_day || elapsed(ctx, duty.clock.duration) == Elapsed::no ? DueKind::day : DueKind::moment;
    }
    case no_later_than:
    case open_standard:
    case as_far_as_possible: return of_limit(done_on_a_day(ctx, duty.act));
    case before:
    case record: return of_limit(false);
    case first_then:
    case grid:
    case at_least: return DueKind::many;
    case untimed:
    case licence:
    case prohibition:
    case keep: return DueKind::none;
    case all_of:
    case any_of: {
      DueKind out = DueKind::none;
      for (DutyId const part : duty.parts) {
        DueKind const kind = due_kind(ctx, ctx.model.duties[part]);
        if (kind == DueKind::many) return kind;
        if (out == DueKind::none || kind == DueKind::day) out = kind == DueKind::none ? out : kind;
      }
      return out;
    }
  }
  return DueKind::none;
}

}  // namespace

ConceptId instance_concept(const Model& model, const RuleDecl& rule) {
  if (rule.for_each) return model.fields[rule.for_each->list.list].element;
  return rule.about;
}

ExprId due_of_rule(Context& ctx, const Env& env, NodeId node) {
  Origin const at = env.file->at(node);
  NodeId const path = env.file->tree().child_at(node, 0);
  auto const target = find_target(ctx, env, path, at);
  if (!target) return ctx.broken(at);
  bool const own = std::ranges::find(env.exception_to, target->rule) != env.exception_to.end();
  bool moments = true;
  bool any = false;
  for (const Version& version : ctx.model.rules[target->rule].versions) {
    for (DutyId const duty : version.duties) {
      if (!duty) continue;
      DueKind const kind = due_kind(ctx, ctx.model.duties[duty]);
      if (kind == DueKind::many && !own) {
        ctx.report(Code::due_of_series, env.file->at(path), {ctx.model.rules[target->rule].name});
        return ctx.broken(at);
      }
      any = any || kind != DueKind::none;
      moments = moments && (kind == DueKind::moment || kind == DueKind::none);
    }
  }
  if (!any) {
    if (!ctx.model.rules[target->rule].versions.empty()) {
      ctx.report(Code::rule_without_due, env.file->at(path), {ctx.model.rules[target->rule].name});
    }
    return ctx.broken(at);
  }
  return ctx.add(expr::DueOf{target->rule, target->place}, of_kind(moments ? TypeKind::moment : TypeKind::date), at);
}

ExprId rule_verdict(Context& ctx, const Env& env, NodeId node) {
  const Tree& tree = env.file->tree();
  Origin const at = env.file->at(node);
  expr::VerdictTest test = expr::VerdictTest::fulfilled;
  switch (tree.keyword(node)) {
    case Keyword::fulfilled:
    case Keyword::followed: break;
    case Keyword::late:
    case Keyword::followed_late: test = expr::VerdictTest::late; break;
    case Keyword::breached:
    case Keyword::deviation: test = expr::VerdictTest::breached; break;
    default: ctx.report(Code::verdict_not_readable, env.file->name_at(node)); return ctx.broken(at);
  }
  auto const target = find_target(ctx, env, tree.child_at(node, 0), at);
  if (!target) return ctx.broken(at);
  if (std::ranges::find(env.exception_to, target->rule) != env.exception_to.end()) {
    ctx.report(Code::exception_reads_own_verdict, at, {ctx.model.rules[target->rule].name});
    return ctx.broken(at);
  }
  return ctx.add(expr::VerdictIs{target->rule, target->place, test}, yes_no_type(), at);
}

}  // namespace rettesnor::checking
