#include "engine/explain/report.hpp"

#include <algorithm>

namespace rettesnor {

namespace {

// Enough to rank the next questions; `ask` tries all.
constexpr std::size_t completions_for_questions = 2;

bool needs_action(VerdictSet set) {
  return certainly_late_or_breached(set) || set.is(Verdict::for_judgement) || set.is(Verdict::pending);
}

std::vector<Finding>& list_for(Report& report, Sphere sphere) {
  switch (sphere) {
    case Sphere::law: return report.law;
    case Sphere::recommendation: return report.recommendations;
    case Sphere::right: return report.rights;
    case Sphere::suggestion: break;
  }
  return report.suggestions;
}

OverlayId overlay_of(const Model& model, const std::string& municipality, Date day) {
  OverlayId out;
  for (std::uint32_t i = 0; i < model.overlays.size(); ++i) {
    const OverlayDecl& overlay = model.overlays[OverlayId{i}];
    const bool in_force = (!overlay.from || *overlay.from <= day) && (!overlay.until || day <= *overlay.until);
    if (!municipality.empty() && overlay.municipality == municipality && in_force) out = OverlayId{i};
  }
  return out;
}

}  // namespace

bool Report::has_findings() const {
  return std::ranges::any_of(law, [](const Finding& f) {
    return !f.result.rest && (certainly_late_or_breached(f.result.possible) || f.result.possible.is(Verdict::for_judgement));
  });
}

std::string municipality_at(const Case& subject, const Question& question, Date day) {
  if (question.municipality) return *question.municipality;
  std::string out;
  for (const MunicipalityPeriod& period : subject.municipality) {
    if (!period.from || *period.from <= day) out = period.code;
  }
  return out;
}

Report make_report(Prober& prober, const ReportOptions& options) {
  const Model& model = prober.model();
  Report out;
  out.case_id = prober.subject().id;
  out.question = prober.question();
  const Date today = local_day(out.question.as_of);
  out.municipality = municipality_at(prober.subject(), out.question, today);
  out.overlay = overlay_of(model, out.municipality, today);
  std::vector<InstanceResult> judged = prober.judge_all();
  if (options.second_look != nullptr) options.second_look->hold(prober.subject(), judged);
  ByRule by_rule = group_by_rule(std::move(judged));
  Questions questions;
  for (auto& [rule, instances] : by_rule) {
    std::vector<std::vector<Missing>> missing(instances.size());
    if (options.missing || options.questions > 0) {
      const bool spent = prober.evaluations() > options.most_evaluations;
      const std::size_t at_least = spent ? 0 : options.questions > 0 ? completions_for_questions : 1;
      OpenFacts open = find_open_facts(prober, rule, instances, at_least);
      questions.add(model, rule, open.impacts);
      missing = std::move(open.missing);
    }
    for (std::size_t i = 0; i < instances.size(); ++i) {
      out.internal_errors += instances[i].internal_error ? 1 : 0;
      Finding finding = make_finding(model, std::move(instances[i]), out.question);
      finding.missing = std::move(missing[i]);
      if (options.decisive && needs_action(finding.result.possible) && finding.sphere == Sphere::law) {
        finding.decisive = find_decisive(prober, finding.result);
      }
      list_for(out, finding.sphere).push_back(std::move(finding));
    }
  }
  out.questions = questions.ranked();
  if (out.questions.size() > options.questions) out.questions.resize(options.questions);
  return out;
}

}  // namespace rettesnor
