// Findings about sources, binding and evidence (LANGUAGE.md §8).
#include <algorithm>

#include "engine/check/check.hpp"
#include "engine/model/law_changes.hpp"

namespace rettesnor {

namespace {

struct Linting {
  const Model& model;
  std::vector<Diagnostic> out{};

  void report(Code code, const Origin& at, const std::string& name) {
    out.push_back(Diagnostic{.code = code, .at = at.span, .file = at.file, .arguments = {name}});
  }

  Norm norm_of(const Cite& cite) const { return model.sources[cite.source].norm; }

  bool cites(const RuleDecl& rule, auto fits) const {
    return std::ranges::any_of(rule.versions, [&](const Version& version) {
      return std::ranges::any_of(version.cites, [&](const Cite& cite) { return cite.source && fits(norm_of(cite)); });
    });
  }

  bool binds(const Version& version) const {
    return std::ranges::any_of(version.duties, [&](DutyId duty) { return duty && model.duties[duty].modal == Modal::must; });
  }

  // Only law, orders and a municipality's own standard bind.
  void guidance_only(const RuleDecl& rule) {
    for (const Version& version : rule.versions) {
      if (!binds(version) || version.cites.empty()) continue;
      bool const binding = std::ranges::any_of(version.cites, [&](const Cite& cite) {
        if (!cite.source) return true;
        Norm const norm = norm_of(cite);
        return norm == Norm::law || norm == Norm::order || norm == Norm::municipal_standard;
      });
      if (!binding) report(Code::must_on_guidance, version.cites.front().origin, rule.name);
    }
  }

  void evidence(const RuleDecl& rule) {
    bool const law = cites(rule, [](Norm norm) { return norm == Norm::law || norm == Norm::order; });
    bool const graded = rule.evidence.kind == Evidence::Kind::graded;
    bool const standard = cites(rule, [](Norm norm) {
      return norm == Norm::national_guideline || norm == Norm::professional_standard || norm == Norm::guidance ||
             norm == Norm::municipal_standard;
    });
    bool const grades = graded || rule.evidence.kind == Evidence::Kind::declared;
    if (law && grades && rule.kind == RuleKind::rule) {
      report(Code::law_with_grade, rule.origin, rule.name);
    } else if (graded && !standard) {
      report(Code::graded_without_source, rule.origin, rule.name);
    }
    if (graded && rule.evidence.certainty.empty()) report(Code::graded_without_certainty, rule.origin, rule.name);
    if (rule.evidence.kind == Evidence::Kind::practice && !rule.evidence.certainty.empty()) {
      report(Code::practice_with_certainty, rule.origin, rule.name);
    }
    if (graded && rule.kind == RuleKind::recommendation && !model.packages[rule.package].review_by) report(Code::no_review_by, rule.origin, rule.name);
  }

  void rule(const RuleDecl& row) {
    guidance_only(row);
    evidence(row);
    if (row.kind != RuleKind::recommendation) return;
    if (std::ranges::any_of(row.versions, [&](const Version& v) { return binds(v); })) {
      report(Code::recommendation_binds, row.origin, row.name);
    }
  }

  void changed(const LawChange& c) {
    std::string const place = model.sources[c.cite->source].name + ' ' + c.cite->locator;
    std::string const by = name_of(model, c.by), day = to_string(c.from), last = to_string(Date{c.from.days - 1});
    out.push_back(Diagnostic{.code = Code::law_changed_since, .at = c.cite->origin.span, .file = c.cite->origin.file, .arguments = {model.rules[c.rule].name, to_string(c.as_of), place, day}});
    out.back().labels.push_back(c.ended ? Label{c.since->origin.span, c.since->origin.file, "`" + by + "` gjaldt til og med " + last, "`" + by + "` was in force until " + last}
                                        : Label{c.since->origin.span, c.since->origin.file, "`" + by + "` gælder fra " + day, "`" + by + "` is in force from " + day});
  }

  void run() {
    for (const RuleDecl& row : model.rules.rows()) rule(row);
    for (const ParameterDecl& parameter : model.parameters.rows()) {
      if (parameter.cites.empty()) report(Code::parameter_without_cite, parameter.origin, parameter.name);
      if (!parameter.review_by) report(Code::no_review_by, parameter.origin, parameter.name);
    }
    for (const LawChange& change : law_changes(model)) changed(change);
    sort_by_place(out);
  }
};

}  // namespace

std::vector<Diagnostic> lint(const Model& model, std::span<const Syntax> files) {
  Linting linting{model};
  linting.run();
  quote_keywords(linting.out, files);
  return std::move(linting.out);
}

}  // namespace rettesnor
