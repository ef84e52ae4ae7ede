// Layers: a rule lies above the rules whose due or verdict it reads. Worlds: the readings and transitions it rests on.
#include <algorithm>
#include <set>

#include "engine/check/passes.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/walk.hpp"

namespace rettesnor::checking {

namespace {

/// What one rule rests on, its exceptions included.
struct Basis {
  std::set<RuleId> reads;             ///< dues and verdicts, not its own due in an exception
  std::set<ReadingSetId> readings;
};

void durations_and_calendars(const Context& ctx, ExprId at, Basis& out) {
  const ExprNode& node = ctx[at].node;
  if (const auto* d = std::get_if<expr::DurationValue>(&node); d != nullptr && d->value.unit == Unit::calendar_days) {
    out.readings.insert(ctx.model.calendars[CalendarId{d->value.calendar}].readings);
  }
  if (const auto* p = std::get_if<expr::Parameter>(&node)) {
    const ParameterDecl& parameter = ctx.model.parameters[p->parameter];
    out.readings.insert(parameter.readings);
    for (ExprId const bound : {parameter.range_low, parameter.range_high}) {
      if (bound) durations_and_calendars(ctx, bound, out);
    }
  }
}

void rolling(const Context& ctx, DutyId id, Basis& out) {
  if (!id) return;
  const Duty& duty = ctx.model.duties[id];
  auto const clock = [&](const Clock& c) {
    if (c.rolling) out.readings.insert(ctx.model.calendars[c.rolling].readings);
  };
  clock(duty.clock);
  if (duty.first) clock(*duty.first);
  if (duty.then) clock(*duty.then);
  for (DutyId const part : duty.parts) rolling(ctx, part, out);
}

void add_version(const Context& ctx, const Version& version, const std::vector<RuleId>& own, Basis& out) {
  out.readings.insert(version.readings);
  for (DutyId const duty : version.duties) rolling(ctx, duty, out);
  for (ExprId const root : expressions_of(ctx.model, version)) {
    walk(ctx.model, root, [&](ExprId at) {
      durations_and_calendars(ctx, at, out);
      const ExprNode& node = ctx[at].node;
      if (const auto* due = std::get_if<expr::DueOf>(&node)) {
        if (std::ranges::find(own, due->rule) == own.end()) out.reads.insert(due->rule);
      }
      if (const auto* verdict = std::get_if<expr::VerdictIs>(&node)) out.reads.insert(verdict->rule);
    });
  }
}

Basis basis_of(const Context& ctx, RuleId id) {
  Basis out;
  const RuleDecl& rule = ctx.model.rules[id];
  for (const Version& version : rule.versions) add_version(ctx, version, {}, out);
  if (rule.for_each && rule.for_each->where) {
    walk(ctx.model, rule.for_each->where, [&](ExprId at) { durations_and_calendars(ctx, at, out); });
  }
  for (ExceptionId const exception : rule.exceptions) {
    const ExceptionDecl& row = ctx.model.exceptions[exception];
    for (const Version& version : row.versions) add_version(ctx, version, row.to, out);
  }
  out.readings.erase(ReadingSetId{});
  return out;
}

struct Layering {
  Context& ctx;
  std::vector<Basis> bases{};
  std::vector<int> state{};  ///< 0 not seen, 1 on the way, 2 done

  std::uint32_t layer_of(RuleId id) {
    if (state[id.value] == 2) return ctx.model.rules[id].layer;
    if (state[id.value] == 1) {
      ctx.report(Code::rule_cycle, ctx.model.rules[id].origin, {ctx.model.rules[id].name});
      return 0;
    }
    state[id.value] = 1;
    std::uint32_t layer = 0;
    for (RuleId const below : bases[id.value].reads) layer = std::max(layer, layer_of(below) + 1);
    state[id.value] = 2;
    ctx.model.rules[id].layer = layer;
    return layer;
  }

  // Readings through all rules below, and transitions of those rules and this one.
  std::uint64_t worlds(RuleId id) {
    std::set<ReadingSetId> readings;
    std::set<RuleId> rules;
    std::vector<RuleId> todo{id};
    std::uint64_t count = 1;
    while (!todo.empty()) {
      RuleId const at = todo.back();
      todo.pop_back();
      if (!rules.insert(at).second) continue;
      readings.insert(bases[at.value].readings.begin(), bases[at.value].readings.end());
      todo.insert(todo.end(), bases[at.value].reads.begin(), bases[at.value].reads.end());
      bool const transition = std::ranges::any_of(ctx.model.rules[at].versions, &Version::transition_unsettled);
      if (transition) count *= 2;
    }
    for (ReadingSetId const set : readings) {
      count *= ctx.model.readings[set].alternatives.size();
      if (count > 1'000'000) break;
    }
    return count;
  }
};

}  // namespace

void check_layers(Context& ctx) {
  constexpr std::uint64_t most_worlds = 16;
  Layering layering{ctx};
  layering.state.resize(ctx.model.rules.size(), 0);
  for (std::uint32_t i = 0; i < ctx.model.rules.size(); ++i) layering.bases.push_back(basis_of(ctx, RuleId{i}));
  for (std::uint32_t i = 0; i < ctx.model.rules.size(); ++i) layering.layer_of(RuleId{i});
  for (std::uint32_t i = 0; i < ctx.model.rules.size(); ++i) {
    std::uint64_t const worlds = layering.worlds(RuleId{i});
    if (worlds <= most_worlds) continue;
    const RuleDecl& rule = ctx.model.rules[RuleId{i}];
    Diagnostic& d = ctx.report(Code::too_many_worlds, rule.origin, {rule.name, std::to_string(worlds), std::to_string(most_worlds)});
    for (ReadingSetId const set : layering.bases[i].readings) {
      const ReadingSet& readings = ctx.model.readings[set];
      for (const auto& alternative : readings.alternatives) {
        if (!alternative.name.empty()) d.labels.push_back(label(alternative.origin, "læsning af `" + readings.construct + "`", "reading of `" + readings.construct + "`"));
      }
    }
  }
}

}  // namespace rettesnor::checking
