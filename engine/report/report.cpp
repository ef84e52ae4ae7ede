#include "engine/report/report.hpp"

#include "engine/report/frameworks.hpp"
#include "engine/report/measure_tables.hpp"
#include "engine/report/quality.hpp"
#include "engine/report/reasons.hpp"
#include "engine/report/sections.hpp"
#include "engine/report/survival.hpp"

namespace rettesnor::report {

std::vector<Table> sections(const Publication& from, const std::string& rule, bool coverage, Language l) {
  std::vector<Table> out;
  if (rule.empty()) out = quality_tables(from, l);
  for (const bool law : {true, false}) {
    if (rule.empty() || find(from, rule, law) != nullptr) out.push_back(national_table(from, law, rule, l));
  }
  if (rule.empty()) {
    if (Table measured = measured_table(from, l); !measured.rows.empty()) out.push_back(std::move(measured));
    for (Table& t : measure_tables(from, l)) out.push_back(std::move(t));
    if (coverage) {
      for (const PublishedMeasure& m : from.measures) {
        for (Table& t : measure_parts(from, m, l)) out.push_back(std::move(t));
      }
    }
  }
  for (const PublishedRule& r : from.rules) {
    if (r.rule != rule || !r.any) continue;
    out.push_back(municipality_table(from, r, l));
    out.push_back(month_table(from, r, l));
    for (const PublishedSurvival& s : from.survival) {
      if (s.rule == rule && s.shown) out.push_back(survival_steps_table(s, l));
    }
  }
  if (rule.empty()) {
    if (Table survival = survival_table(from, l); !survival.notes.empty()) out.push_back(std::move(survival));
    if (Table reasons = reasons_table(from, l); !reasons.notes.empty()) out.push_back(std::move(reasons));
    for (const PublishedReasons& p : from.reasons) {
      if (coverage && p.municipalities) out.push_back(reasons_by_municipality(from, p, l));
    }
    for (Table& t : framework_tables(from, l)) out.push_back(std::move(t));
  }
  if (!from.needs.empty()) out.push_back(need_table(from, rule.empty() ? nullptr : find(from, rule), l));
  if (coverage) out.push_back(coverage_table(from, l));
  return out;
}

const PublishedRule* find(const Publication& from, const std::string& rule) {
  const PublishedRule* law = find(from, rule, true);
  return law != nullptr ? law : find(from, rule, false);
}

const PublishedRule* find(const Publication& from, const std::string& rule, bool law) {
  for (const PublishedRule& r : from.rules) {
    if (r.rule == rule && r.law == law) return &r;
  }
  return nullptr;
}

std::vector<std::string> summary_lines(const Publication& from, Language l) {
  std::vector<std::string> out{word(Word::as_of, l, {as_of_text(from)}), word(Word::judged, l, {shown(cell(from.cases), l)}),
                               word(Word::delivered, l, {std::to_string(from.municipalities)})};
  if (from.refused != 0) out.push_back(word(Word::kept_out, l, {shown(cell(from.refused), l)}));
  if (!from.after.empty()) out.push_back(word(Word::held_against, l, {std::to_string(from.after.size())}));
  return out;
}

}  // namespace rettesnor::report
