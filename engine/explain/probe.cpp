#include "engine/explain/probe.hpp"

#include <algorithm>
#include <utility>

#include "engine/model/match.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor {

namespace {

bool is_coarse(const Value& value) {
  return std::visit(match{
                        [](const DateInterval& d) { return d.first != d.last; },
                        [](const MomentInterval& m) { return m.first != m.last; },
                        [](const auto&) { return false; },
                    },
                    value);
}

VerdictSet as_verdicts(const RightStatus& right) {
  VerdictSet out;
  if (right.used) out |= Verdict::fulfilled;
  if (right.unused) out |= Verdict::pending;
  if (right.too_late) out |= Verdict::breached;
  if (right.not_applicable || out.empty()) out |= Verdict::not_applicable;
  return out;
}

// A right's possible set is empty; it gets one that can be compared.
std::vector<InstanceResult> comparable(std::vector<InstanceResult> all) {
  for (InstanceResult& result : all) {
    if (result.possible.empty()) result.possible = as_verdicts(result.right);
  }
  return all;
}

}  // namespace

Prober::Prober(const Model& model, const Case& subject, const Question& question, const Sources* sources)
    : model_(&model), sources_(sources), question_(question), edit_(subject) {}

std::vector<InstanceResult> Prober::judge_all() {
  ++evaluations_;
  return comparable(evaluate(*model_, edit_.view(), question_));
}

std::vector<InstanceResult> Prober::judge(RuleId rule) {
  ++evaluations_;
  return comparable(evaluate_rule(*model_, edit_.view(), question_, rule));
}

std::string Prober::quote(ExprId id) const {
  const Expr& e = model_->exprs[id];
  const Source* const source = sources_ == nullptr ? nullptr : sources_->find(e.file);
  if (source == nullptr) return {};
  std::string out;
  for (const char c : source->slice(e.span)) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::vector<InstanceResult> Prober::judge_with(RuleId rule, const CellRef& ref, Cell cell) {
  Cell old = edit_.exchange(*model_, ref, std::move(cell));
  std::vector<InstanceResult> out = judge(rule);
  edit_.exchange(*model_, ref, std::move(old));
  return out;
}

std::vector<InstanceResult> Prober::judge_with(RuleId rule, std::vector<std::pair<CellRef, Cell>> changes) {
  for (auto& [ref, cell] : changes) cell = edit_.exchange(*model_, ref, std::move(cell));
  std::vector<InstanceResult> out = judge(rule);
  for (auto& [ref, cell] : changes) edit_.exchange(*model_, ref, std::move(cell));
  return out;
}

std::vector<InstanceResult> Prober::judge_with_whole_list(RuleId rule, const CellRef& ref) {
  const auto [complete_to, unmapped] = edit_.exchange_complete_to(*model_, ref, question_.as_of, false);
  std::vector<InstanceResult> out = judge(rule);
  edit_.exchange_complete_to(*model_, ref, complete_to, unmapped);
  return out;
}

std::optional<Moment> Prober::watermark(const CellRef& ref) const {
  std::optional<Moment> out = edit_.view().extraction_time;
  if (!out && question_.trust_as_of_watermark) out = question_.as_of;
  if (const Cell* const c = cell(ref)) {
    if (c->unmapped) return std::nullopt;
    if (c->not_by) out = c->not_by;
  } else if (const ListCell* const list = edit_.find_list(*model_, ref)) {
    if (list->unmapped) return std::nullopt;
    if (list->complete_to) out = list->complete_to;
  }
  if (out && question_.known_at) out = std::min(*out, *question_.known_at);
  return out;
}

Gap Prober::gap(const CellRef& ref) const {
  const FieldDecl& field = model_->fields[ref.field];
  if (field.kind == FieldKind::list) {
    if (edit_.find_list(*model_, ref) == nullptr) return Gap::known;
    const std::optional<Moment> mark = watermark(ref);
    return mark && *mark >= question_.as_of ? Gap::known : Gap::open_list;
  }
  const Cell* const c = cell(ref);
  if (c == nullptr || field.kind == FieldKind::state) return Gap::known;
  if (question_.known_at && c->recorded_at && *c->recorded_at > *question_.known_at) return Gap::later;
  switch (c->state) {
    case CellState::value: return is_coarse(c->value) ? Gap::coarse : Gap::known;
    case CellState::does_not_exist: return Gap::known;
    case CellState::asked_unknown: return Gap::asked_unknown;
    case CellState::withheld: return Gap::withheld;
    case CellState::conflicting: return Gap::conflicting;
    case CellState::not_recorded: break;
  }
  if (field.kind != FieldKind::event || ref.part) return Gap::not_recorded;
  const std::optional<Moment> mark = watermark(ref);
  return mark && *mark >= question_.as_of ? Gap::known : Gap::not_yet;
}

const InstanceResult* same_instance(const InstanceResult& before, const std::vector<InstanceResult>& after) {
  const auto found = std::ranges::find_if(after, [&](const InstanceResult& r) {
    if (r.rule != before.rule || r.rest != before.rest) return false;
    // A rule has one rest, whatever element it was found at.
    return r.rest || (r.at == before.at && r.element == before.element && r.occurrence == before.occurrence);
  });
  return found == after.end() ? nullptr : &*found;
}

VerdictSet set_in(const InstanceResult& before, const std::vector<InstanceResult>& after) {
  const InstanceResult* const found = same_instance(before, after);
  return found == nullptr ? VerdictSet(Verdict::not_applicable) : found->possible;
}

}  // namespace rettesnor
