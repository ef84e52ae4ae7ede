// The smallest change: which single cell would make a verdict better, and where its boundary lies.
#include <algorithm>
#include <set>

#include "engine/explain/explanation.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor {

namespace {

constexpr std::size_t most_changes = 3;

/// 2: fulfilled; 1: settled as neither late nor breached; 0: no better. Running on is better only than being past due.
int goodness(VerdictSet set) {
  if (set.is(Verdict::fulfilled)) return 2;
  return set.determined() && !certainly_late_or_breached(set) ? 1 : 0;
}

std::optional<Moment> time_of(const Cell& cell) {
  if (cell.state != CellState::value) return std::nullopt;
  if (const auto* d = std::get_if<DateInterval>(&cell.value)) return start_of_day(d->first);
  if (const auto* m = std::get_if<MomentInterval>(&cell.value)) return m->first;
  return std::nullopt;
}

class ChangeFinder {
 public:
  ChangeFinder(Prober& prober, const Finding& finding, Language language)
      : prober_(prober), model_(prober.model()), finding_(finding), result_(finding.result), language_(language),
        should_(finding.sphere == Sphere::recommendation) {}

  std::vector<Change> run() {
    const std::vector<InstanceResult> all = prober_.judge(result_.rule);
    const Boundaries boundaries = boundaries_of(prober_, result_.rule, all);
    struct Candidate {
      int rank;
      Change change;
    };
    std::vector<Candidate> found;
    const std::set<FieldId> triggers = trigger_fields();
    for (const CellRef& ref : result_.touched) {
      if (triggers.contains(ref.field)) continue;
      if (prober_.cell(ref) == nullptr || ref.part || model_.fields[ref.field].kind == FieldKind::state) continue;
      if (std::optional<Change> change = best_for(ref, boundaries)) {
        const int rank = rank_of(ref) - 10 * goodness(change->then);
        found.push_back({rank, std::move(*change)});
      }
    }
    std::ranges::stable_sort(found, {}, &Candidate::rank);
    std::vector<Change> out;
    for (Candidate& candidate : found) {
      const bool doubled = std::ranges::any_of(out, [&](const Change& c) { return c.cell == candidate.change.cell; });
      if (!doubled && out.size() < most_changes) out.push_back(std::move(candidate.change));
    }
    return out;
  }

 private:
  // What a due runs from, or to, is no one's to change: a later trigger is no remedy.
  std::set<FieldId> trigger_fields() const {
    const Duty* const duty = duty_of(model_, result_);
    if (duty == nullptr) return {};
    std::set<FieldId> out = mentions_of(model_, duty->clock.anchor).fields;
    out.merge(mentions_of(model_, duty->clock.limit).fields);
    if (duty->first) out.merge(mentions_of(model_, duty->first->anchor).fields);
    return out;
  }

  // The act itself first, then what has not happened, then other events, then facts.
  int rank_of(const CellRef& ref) const {
    const Duty* const duty = duty_of(model_, result_);
    if (duty != nullptr && duty->act.event) {
      const auto* field = std::get_if<expr::Field>(&model_.exprs[duty->act.event].node);
      if (field != nullptr && field->field == ref.field) return 0;
    }
    if (model_.fields[ref.field].kind != FieldKind::event) return 3;
    const Cell* const cell = prober_.cell(ref);
    return cell->state == CellState::value ? 2 : 1;
  }

  // The best value; among equally good times the latest, which is the boundary.
  std::optional<Change> best_for(const CellRef& ref, const Boundaries& boundaries) {
    std::optional<Change> best;
    std::optional<Moment> best_time;
    for (Cell& cell : completions(prober_, ref, boundaries)) {
      const VerdictSet then = set_in(result_, prober_.judge_with(result_.rule, ref, cell, alone(result_)));
      const int good = goodness(then);
      const int needed = certainly_late_or_breached(result_.possible) ? 1 : 2;
      if (good < needed || then == result_.possible) continue;
      // To talk a duty away is no way to keep it: only an event that need not have happened may end its scope.
      if (then.is(Verdict::not_applicable) && model_.fields[ref.field].kind != FieldKind::event) continue;
      const std::optional<Moment> time = time_of(cell);
      if (best) {
        const int old = goodness(best->then);
        if (good < old || (good == old && !(time && best_time && *time > *best_time))) continue;
      }
      best = Change{ref, std::move(cell), then, {}};
      best_time = time;
    }
    if (best) best->sentence = sentence(*best);
    return best;
  }

  std::string sentence(const Change& change) const {
    const std::string title = title_of(model_, change.cell, language_);
    const std::string verdict(word(change.then, should_, language_));
    const FieldDecl& field = model_.fields[change.cell.field];
    const std::optional<Moment> time = time_of(change.to);
    if (field.kind == FieldKind::event && time) {
      const bool later = *time > prober_.question().as_of;
      if (later) return say(Saying::change_event_never, language_, {title, verdict});
      const bool by_day = field.type.kind == TypeKind::date || (result_.due && result_.due->day);
      const std::string when = by_day ? day_text(local_day(*time), language_) : moment_text(*time, language_);
      const bool today = local_day(*time) == local_day(prober_.question().as_of);
      const Cell* const now = prober_.cell(change.cell);
      if (today && now->state != CellState::value && result_.due && result_.due->latest >= prober_.question().as_of) {
        return say(Saying::change_event_will, language_, {title, time_text(*result_.due, language_), verdict});
      }
      if (today && now->state != CellState::value) return say(Saying::change_event_now, language_, {title, verdict});
      return say(Saying::change_event_by, language_, {title, when, verdict});
    }
    if (change.to.state == CellState::does_not_exist) {
      if (field.kind == FieldKind::event) return say(Saying::change_event_never, language_, {title, verdict});
      return say(Saying::change_value, language_, {title, std::string(phrase(Saying::value_does_not_exist, language_)), verdict});
    }
    return say(Saying::change_value, language_, {title, value_text(model_, field, change.to.value, language_) + prober_.title_behind(change.cell.field, change.to.value), verdict});
  }

  Prober& prober_;
  const Model& model_;
  const Finding& finding_;
  const InstanceResult& result_;
  Language language_;
  bool should_;
};

}  // namespace

std::vector<Change> find_changes(Prober& prober, const Finding& finding, Language language) {
  const VerdictSet possible = finding.result.possible;
  const bool open = possible.has(Verdict::late) || possible.has(Verdict::breached) || possible.has(Verdict::pending);
  const bool plain = finding.sphere == Sphere::law || finding.sphere == Sphere::recommendation;
  if (!open || !plain || finding.result.rest) return {};
  return ChangeFinder(prober, finding, language).run();
}

}  // namespace rettesnor
