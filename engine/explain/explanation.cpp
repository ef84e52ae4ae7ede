#include "engine/explain/explanation.hpp"

#include <algorithm>
#include <set>

#include "engine/explain/exception_cites.hpp"
#include "engine/explain/labels.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor {

namespace {

class Explainer {
 public:
  Explainer(Prober& prober, Finding finding, Language language)
      : prober_(prober), model_(prober.model()), language_(language) {
    out_.finding = std::move(finding);
  }

  Explanation run() {
    Finding& finding = out_.finding;
    const InstanceResult& result = finding.result;
    if (result.possible.determined()) {
      finding.decisive = find_decisive(prober_, result);
    } else {
      const std::vector<InstanceResult> all = prober_.judge(result.rule);
      const auto missing = find_missing(prober_, result.rule, all);
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (same_instance(result, {all[i]}) != nullptr) finding.missing = missing[i];
      }
    }
    out_.headline = headline(model_, finding, language_);
    times();
    decisive();
    guards();
    limbs();
    exceptions();
    missing();
    worlds();
    out_.changes = find_changes(prober_, finding, language_);
    return std::move(out_);
  }

 private:
  void because(Saying which, const std::string& what) { out_.because.push_back(say(which, language_, {what})); }

  void times() {
    const Finding& f = out_.finding;
    const InstanceResult& r = f.result;
    if (r.anchor) because(Saying::why_anchor, time_text(*r.anchor, language_));
    if (r.due) because(Saying::why_due, time_text(*r.due, language_));
    if (r.done) because(Saying::why_done, time_text(*r.done, language_));
    if (f.late_by && r.possible.is(Verdict::late)) because(Saying::why_late_by, length_text(*f.late_by, language_));
    if (f.since) because(f.overdue ? Saying::why_overdue : Saying::why_elapsed, length_text(*f.since, language_));
    if (r.early) out_.because.emplace_back(phrase(Saying::why_early, language_));
    if (r.rest) out_.because.emplace_back(phrase(r.unsure ? Saying::why_unsure : Saying::why_rest, language_));
    if (r.internal_error) out_.because.emplace_back(phrase(Saying::why_internal, language_));
  }

  void decisive() {
    for (const CellRef& ref : out_.finding.decisive) out_.because.push_back(fact_text(prober_, ref, language_));
  }

  const Version* version() const {
    const RuleDecl& rule = model_.rules[out_.finding.result.rule];
    const auto& judged = out_.finding.result.versions;
    if (judged.empty() || judged.back() >= rule.versions.size()) return nullptr;
    return &rule.versions[judged.back()];
  }

  std::string quote(ExprId id) const {
    const std::string text = prober_.quote(id);
    std::string facts = facts_in(id);
    if (text.empty()) return facts;
    return "`" + shorten(text, 80) + "`" + (facts.empty() ? "" : " – " + facts);
  }

  // The values of the cells that an expression reads, as this instance read them.
  std::string facts_in(ExprId id) const {
    const std::set<FieldId> fields = mentions_of(model_, id).fields;
    std::vector<std::string> parts;
    for (const CellRef& ref : out_.finding.result.touched) {
      if (!fields.contains(ref.field) || prober_.cell(ref) == nullptr) continue;
      if (model_.fields[ref.field].kind == FieldKind::state) continue;
      std::string text = fact_text(prober_, ref, language_);
      if (std::ranges::find(parts, text) == parts.end()) parts.push_back(std::move(text));
    }
    return listing(parts, language_, 4);
  }

  // Does this condition by itself make the rule not applicable, whatever all else is?
  bool fails_alone(ExprId condition) {
    const std::set<FieldId> fields = mentions_of(model_, condition).fields;
    const InstanceResult& result = out_.finding.result;
    std::vector<std::pair<CellRef, Cell>> changes;
    for (const CellRef& ref : result.touched) {
      const Cell* const cell = prober_.cell(ref);
      if (cell == nullptr || ref.part || fields.contains(ref.field)) continue;
      changes.emplace_back(ref, forgotten(*cell));
    }
    return set_in(result, prober_.judge_with(result.rule, std::move(changes), alone(result))).is(Verdict::not_applicable);
  }

  void guards() {
    const InstanceResult& result = out_.finding.result;
    if (!result.possible.is(Verdict::not_applicable)) return;
    const Version* const judged = version();
    if (judged == nullptr) {
      const Date day = result.anchor_day.value_or(local_day(prober_.question().as_of));
      out_.why_not.push_back(say(Saying::why_not_in_force, language_, {day_text(day, language_)}));
      return;
    }
    for (const ExprId condition : judged->when) {
      if (!fails_alone(condition)) continue;
      const auto* negated = std::get_if<expr::Not>(&model_.exprs[condition].node);
      out_.why_not.push_back(negated != nullptr ? say(Saying::why_guard_unless, language_, {quote(negated->operand)})
                                                : say(Saying::why_guard, language_, {quote(condition)}));
    }
    if (judged->while_state && out_.why_not.empty()) {
      out_.why_not.push_back(say(Saying::why_while, language_, {quote(judged->while_state)}));
    }
    const Duty* const duty = duty_of(model_, result);
    if (out_.why_not.empty() && duty != nullptr && duty->clock.anchor) {
      out_.why_not.push_back(say(Saying::why_no_trigger, language_, {quote(duty->clock.anchor)}));
    }
  }

  void limbs() {
    for (const ExprId limb : out_.finding.result.failing) {
      out_.why_not.push_back(say(Saying::why_failing, language_, {quote(limb)}));
    }
    const Duty* const duty = duty_of(model_, out_.finding.result);
    const bool licence = duty != nullptr && duty->form == DutyForm::licence && duty->condition;
    if (licence && out_.finding.result.failing.empty() && out_.finding.result.possible.is(Verdict::breached)) {
      out_.why_not.push_back(say(Saying::why_failing, language_, {quote(duty->condition)}));
    }
  }

  void exceptions() {
    const InstanceResult& result = out_.finding.result;
    if (result.possible.is(Verdict::not_applicable) && result.exceptions.empty()) return;
    if (result.conflict) {
      std::vector<std::string> titles;
      for (const ExceptionId id : result.exceptions) titles.push_back(title_of(model_, id, language_));
      out_.why_not.push_back(say(Saying::why_conflict, language_, {listing(titles, language_)}));
    }
    for (const ExceptionId id : model_.rules[result.rule].exceptions) {
      const std::string& title = title_of(model_, id, language_);
      const bool named = std::ranges::find(result.exceptions, id) != result.exceptions.end();
      std::vector<std::string> conditions;
      for (const Version& v : model_.exceptions[id].versions) {
        for (const ExprId condition : v.when) conditions.push_back(quote(condition));
      }
      if (!named) {
        out_.why_not.push_back(say(Saying::why_exception_not, language_, {title, listing(conditions, language_)}));
      } else {
        const bool certain = result.possible.determined() && std::ranges::find(result.unsure_exceptions, id) == result.unsure_exceptions.end();
        const std::string cites = cites_labelled(model_, cites_on(model_, result, id), 3, false, language_);
        out_.because.push_back(say(certain ? Saying::why_exception_applies : Saying::why_exception_may, language_, {title}) + (cites.empty() ? "" : " (" + cites + ")"));
      }
    }
  }

  void missing() {
    for (const Missing& m : out_.finding.missing) {
      std::string line = missing_title(model_, m, language_);
      if (m.kind == Missing::Kind::cell) line += ": " + std::string(gap_text(m.gap, language_));
      out_.missing.push_back(std::move(line));
    }
  }

  void worlds() {
    const bool should = out_.finding.sphere == Sphere::recommendation;
    const auto& all = out_.finding.result.worlds;
    // Choices that change nothing are not worth a line.
    if (std::ranges::all_of(all, [&](const auto& w) { return w.possible == all.front().possible; })) return;
    for (const InstanceResult::World& world : out_.finding.result.worlds) {
      std::vector<std::string> names;
      for (const auto& [set, choice] : world.choices) {
        const ReadingSet& readings = model_.readings[set];
        const bool main = choice == 0 || choice >= readings.alternatives.size();
        names.push_back(title_of(model_, set, language_) + ": " +
                        (main ? std::string(phrase(Saying::main_text, language_))
                              : text_in(readings.alternatives[choice].title, language_, readings.alternatives[choice].name)));
      }
      if (world.new_law) names.emplace_back(phrase(*world.new_law ? Saying::new_law : Saying::old_law, language_));
      std::vector<std::string> verdicts;
      for (const Verdict v : all_verdicts) {
        if (world.possible.has(v)) verdicts.emplace_back(word(v, should, language_));
      }
      std::string line;
      for (const std::string& name : names) line += (line.empty() ? "" : ", ") + name;
      line += ": " + listing(verdicts, language_, 6);
      if (std::ranges::find(out_.worlds, line) == out_.worlds.end()) out_.worlds.push_back(std::move(line));
    }
  }

  Prober& prober_;
  const Model& model_;
  Language language_;
  Explanation out_;
};

}  // namespace

Explanation explain_instance(Prober& prober, Finding finding, Language language) {
  return Explainer(prober, std::move(finding), language).run();
}

std::string fact_text(const Prober& prober, const CellRef& ref, Language language) {
  const Model& model = prober.model();
  const FieldDecl& field = model.fields[ref.part ? ref.part : ref.field];
  const std::string title = title_of(model, ref, language);
  if (const Gap gap = prober.gap(ref); gap != Gap::known && gap != Gap::coarse) {
    return say(Saying::why_value, language, {title, std::string(gap_text(gap, language))});
  }
  const Cell* const cell = prober.cell(ref);
  if (cell == nullptr || cell->state == CellState::not_recorded) {
    return field.kind == FieldKind::event ? say(Saying::why_not_happened, language, {title})
                                          : say(Saying::why_value, language, {title, "–"});
  }
  if (cell->state == CellState::does_not_exist) {
    std::string text(phrase(Saying::value_does_not_exist, language));
    if (!cell->reason.empty()) text = say(Saying::value_by_whom, language, {text, cell->reason});
    return say(Saying::why_value, language, {title, text});
  }
  std::string value = value_text(model, field, cell->value, language) + prober.title_behind(ref.part ? ref.part : ref.field, cell->value);
  if (field.kind == FieldKind::judgement && !cell->parts.empty()) {
    const auto* who = std::get_if<std::string>(&cell->parts.front().value);
    if (who != nullptr && !who->empty()) value = say(Saying::value_by_whom, language, {value, *who});
  }
  return say(Saying::why_value, language, {title, value});
}

}  // namespace rettesnor
