// The report for a browser or paper.
#include <fmt/format.h>

#include "engine/report/frameworks.hpp"
#include "engine/report/html_table.hpp"
#include "engine/report/measure_tables.hpp"
#include "engine/report/need.hpp"
#include "engine/report/page.hpp"
#include "engine/report/report.hpp"
#include "engine/report/quality.hpp"
#include "engine/report/reasons.hpp"
#include "engine/report/sections.hpp"
#include "engine/report/survival.hpp"
#include "engine/report/svg.hpp"

namespace rettesnor::report {

namespace {

std::string figure(const std::string& picture, const std::string& of, const Table& table, const std::string& label, Language l) {
  return "<figure>\n" + picture + fmt::format("<figcaption><details><summary>{}</summary>\n", escape_markup(word(Word::twin, l, {of}))) + table_html(table, {.label = label}, l) + "</details></figcaption>\n</figure>\n";
}

std::string country_line(const PublishedRule& rule, Language l) {
  const auto share = share_of(rule.national);
  if (!share) return {};
  return paragraph(word(Word::country_line, l, {percent(share->value, l), grouped(share->settled.total, l), shown(share->bounds, l), shown(share->chance, l)}), "note");
}

/// Empty where there is too little to draw.
std::string rule_html(const Publication& from, const PublishedRule& rule, std::size_t number, bool always, Language l) {
  const auto funnel = funnel_of(rule);
  const auto chart = chart_of(rule);
  const bool draws_funnel = funnel && funnel->points.size() >= fewest_units;
  const bool draws_chart = chart && chart->points.size() >= fewest_months;
  if (!rule.any || (!draws_funnel && !draws_chart && !always)) return {};
  const std::string title = title_of(rule, l);
  std::string out = fmt::format("<section id=\"rule-{}\">\n<h3>{}</h3>\n", number, escape_markup(title));
  out += paragraph(rule.rule + (rule.cites.empty() ? "" : " · " + rule.cites) + (rule.unverified ? " *" : ""), "cite") + country_line(rule, l);
  const auto part = [&](Word what, const Table& table, bool draws, const std::string& picture) {
    if (!draws && !always) return std::string();
    const std::string name = word(what, l), label = name + ": " + title;
    return fmt::format("<h4>{}</h4>\n", escape_markup(name)) + (draws ? figure(picture, name, table, label, l) : table_html(table, {.label = label, .caption = false}, l));
  };
  out += part(Word::by_municipality, municipality_table(from, rule, l), draws_funnel, draws_funnel ? funnel_svg(*funnel, fmt::format("funnel-{}", number), title, l) : "");
  out += part(Word::by_month, month_table(from, rule, l), draws_chart, draws_chart ? chart_svg(*chart, fmt::format("chart-{}", number), title, l) : "");
  return out + "</section>\n";
}

/// Practice beside outcome: the picture with its tables, then each measure divided.
std::string measures_html(const Publication& from, Language l) {
  std::string tables;
  for (const Table& t : measure_tables(from, l)) tables += table_html(t, {.label = t.title}, l);
  if (tables.empty()) return {};
  std::string out = paragraph(word(Word::note_beside, l)) + paragraph(word(Word::recommendations_apart, l));
  if (const std::string picture = measures_svg(from, "measures-picture", l); !picture.empty()) {
    out += "<figure>\n" + picture + fmt::format("<figcaption><details open><summary>{}</summary>\n", escape_markup(word(Word::twin, l, {word(Word::measures_picture, l)}))) + tables + "</details></figcaption>\n</figure>\n";
  } else {
    out += tables;
  }
  for (const PublishedMeasure& m : from.measures) {
    for (const Table& t : measure_parts(from, m, l)) out += fmt::format("<details><summary>{}</summary>\n", escape_markup(t.title)) + table_html(t, {.label = t.title, .caption = false}, l) + "</details>\n";
    if (m.left_out) out += paragraph(title_of(m, l) + ": " + word(Word::note_left_out, l), "note");
  }
  return out;
}

std::string need_html(const Publication& from, const PublishedRule* rule, Language l) {
  const Table table = need_table(from, rule, l);
  const auto need = need_of(from, rule);
  if (!need || need->reached < fewest_units) return table_html(table, {.label = table.title}, l);
  return paragraph(word(Word::note_need, l, {reach_name(rule, l)}), "note") + figure(need_svg(*need, "need-picture", reach_name(rule, l), l), table.title, table, table.title, l);
}

/// The rules by median, then a curve of each.
std::string survival_html(const Publication& from, const std::string& only, Language l) {
  const Table all = survival_table(from, l);
  if (all.notes.empty()) return {};
  std::string out = only.empty() ? table_html(all, {.label = all.title, .caption = false}, l) : paragraph(word(Word::note_survival, l), "note");
  std::size_t drawn = 0;
  for (const PublishedSurvival& s : from.survival) {
    if (!s.shown || (!only.empty() && s.rule != only)) continue;
    const std::string title = title_of(s, l);
    const Table steps = survival_steps_table(s, l);
    out += fmt::format("<h3>{}</h3>\n", escape_markup(title)) + figure(survival_svg(s, fmt::format("survival-{}", ++drawn), title, l), steps.title, steps, steps.title + ": " + title, l);
  }
  return only.empty() || drawn > 0 ? out : std::string();
}

std::vector<Tile> tiles(const Publication& from, Language l) {
  std::int64_t laws = 0;
  for (const PublishedRule& r : from.rules) laws += r.law && r.any ? 1 : 0;
  std::vector<Tile> out{{shown(cell(from.cases), l), word(Word::tile_cases, l)}, {std::to_string(from.municipalities), word(Word::tile_municipalities, l)}, {grouped(laws, l), word(Word::tile_laws, l)}};
  if (from.refused != 0) out.push_back({shown(cell(from.refused), l), word(Word::tile_refused, l)});
  out.push_back({std::to_string(from.threshold), word(Word::tile_threshold, l)});
  return out;
}

}  // namespace

std::string as_html(const Publication& from, const std::string& rule, Language l) {
  const bool all = rule.empty();
  std::string pictures, rules;
  Links links;
  for (std::size_t i = 0; i < from.rules.size(); ++i) {
    const PublishedRule& r = from.rules[i];
    if (all ? !r.law : r.rule != rule) continue;
    const std::string own = rule_html(from, r, i, !all, l);
    if (own.empty()) continue;
    pictures += own;
    links[r.rule] = fmt::format("rule-{}", i);
    rules += fmt::format("<li><a href=\"#rule-{}\">{}</a></li>\n", i, escape_markup(title_of(r, l)));
  }
  std::vector<PagePart> parts;
  std::string quality;
  for (const Table& table : quality_tables(from, l)) quality += table_html(table, {.label = table.title}, l);
  parts.push_back({"quality", word(Word::quality, l), quality});  // before any verdict
  const auto national = [&](bool law, const std::string& before) {
    if (!all && find(from, rule, law) == nullptr) return;
    const Table table = national_table(from, law, rule, l);
    parts.push_back({law ? "law" : "recommendations", table.title, before + table_html(table, {.label = table.title, .caption = false, .links = &links}, l)});
  };
  national(true, "");
  national(false, paragraph(word(Word::recommendations_apart, l)));
  if (const Table measured = measured_table(from, l); all && !measured.rows.empty()) {
    parts.push_back({"measured", measured.title, table_html(measured, {.label = measured.title, .caption = false}, l)});
  }
  if (const std::string measures = all ? measures_html(from, l) : std::string(); !measures.empty()) parts.push_back({"measures", word(Word::measures, l), measures});
  if (all) {
    const std::string contents = rules.empty() ? std::string() : fmt::format("<nav aria-label=\"{0}\"><ul class=\"rules\">\n{1}</ul></nav>\n", escape_markup(word(Word::pictures, l)), rules);
    parts.push_back({"rules", word(Word::pictures, l), paragraph(word(Word::note_funnel, l), "note") + paragraph(word(Word::too_few, l), "note") + contents + pictures});
  } else if (!pictures.empty()) {
    parts.push_back({"rules", word(Word::column_rule, l), paragraph(word(Word::note_funnel, l), "note") + pictures});
  }
  if (!from.needs.empty()) parts.push_back({"need", word(Word::need, l), need_html(from, all ? nullptr : find(from, rule), l)});
  if (const std::string survival = survival_html(from, rule, l); !survival.empty()) parts.push_back({"survival", word(Word::survival, l), survival});
  if (const Table reasons = reasons_table(from, l); all && !reasons.notes.empty()) {
    std::string html = table_html(reasons, {.label = reasons.title, .caption = false}, l);
    for (const PublishedReasons& p : from.reasons) {
      if (!p.municipalities) continue;
      const Table own = reasons_by_municipality(from, p, l);
      html += fmt::format("<details><summary>{}</summary>\n", escape_markup(own.title)) + table_html(own, {.label = own.title, .caption = false}, l) + "</details>\n";
    }
    parts.push_back({"reasons", reasons.title, html});
  }
  if (const std::vector<Table> frameworks = all ? framework_tables(from, l) : std::vector<Table>{}; !frameworks.empty()) {
    std::string html;
    for (const Table& t : frameworks) html += table_html(t, {.label = t.title}, l);
    parts.push_back({"frameworks", word(Word::frameworks, l), html});
  }
  const Table coverage = coverage_table(from, l);
  parts.push_back({"coverage", coverage.title, table_html(coverage, {.label = coverage.title, .caption = false, .kind = "months"}, l)});
  parts.push_back({"identity", word(Word::identity, l), table_html(identity_table(from, l), {.label = word(Word::identity, l), .caption = false, .kind = "identity"}, l)});

  Page page{.title = word(Word::title, l), .short_date = as_of_text(from), .date = word(Word::as_of, l, {as_of_text(from)}), .tiles = tiles(from, l)};
  if (!from.after.empty()) page.how_to_read.push_back(word(Word::held_against, l, {std::to_string(from.after.size())}) + ". " + word(Word::note_held, l));
  for (const Word note : {Word::note_share, Word::note_funnel, Word::note_law}) page.how_to_read.push_back(word(note, l));
  page.parts = std::move(parts);
  page.footer = word(Word::note_law, l);
  return page_html(page, l);
}

}  // namespace rettesnor::report
