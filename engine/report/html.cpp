// The report for a browser or paper.
#include <fmt/format.h>

#include "engine/report/measure_tables.hpp"
#include "engine/report/report.hpp"
#include "engine/report/quality.hpp"
#include "engine/report/sections.hpp"
#include "engine/report/style.hpp"
#include "engine/report/svg.hpp"

namespace rettesnor::report {

namespace {

std::string paragraph(std::string_view text, std::string_view kind = {}) {
  return fmt::format("<p{}>{}</p>\n", kind.empty() ? std::string() : fmt::format(" class=\"{}\"", kind), escaped(text));
}

std::string table_html(const Table& table, Language l) {
  std::string out;
  if (!table.rows.empty()) {
    out += fmt::format("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">\n<table>\n<caption>{0}</caption>\n<thead><tr>", escaped(table.title));
    for (const Column& c : table.columns) out += fmt::format("<th scope=\"col\"{}>{}</th>", c.kind == ColumnKind::text ? " class=\"t\"" : "", escaped(c.title));
    out += "</tr></thead>\n<tbody>\n";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      out += table.total && r + 1 == table.rows.size() ? "<tr class=\"total\">" : "<tr>";
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const CellValue& value = table.rows[r][c];
        const std::string text = escaped(shown(value, l));
        if (c == 0) out += fmt::format("<th scope=\"row\" class=\"t\">{}</th>", text);
        else if (std::holds_alternative<Hidden>(value)) out += fmt::format("<td class=\"h{}\">{}</td>", table.columns[c].kind == ColumnKind::text ? " t" : "", text);
        else out += fmt::format("<td{}>{}</td>", table.columns[c].kind == ColumnKind::text ? " class=\"t\"" : "", text);
      }
      out += "</tr>\n";
    }
    out += "</tbody>\n</table>\n</div>\n";
  }
  for (const std::string& note : table.notes) out += paragraph(note, "note");
  return out;
}

std::string figure(const std::string& picture, const std::string& of, const Table& table, Language l) {
  return "<figure>\n" + picture + fmt::format("<figcaption><details><summary>{}</summary>\n", escaped(word(Word::twin, l, {of}))) + table_html(table, l) + "</details></figcaption>\n</figure>\n";
}

/// Empty where there is too little to draw.
std::string rule_html(const Publication& from, const PublishedRule& rule, std::size_t number, bool always, Language l) {
  const auto funnel = funnel_of(rule);
  const auto chart = chart_of(rule);
  const bool draws_funnel = funnel && funnel->points.size() >= fewest_units;
  const bool draws_chart = chart && chart->points.size() >= fewest_months;
  if (!rule.any || (!draws_funnel && !draws_chart && !always)) return {};
  const std::string title = title_of(rule, l);
  const std::string by_municipality = word(Word::by_municipality, l), by_month = word(Word::by_month, l);
  std::string out = fmt::format("<section id=\"rule-{}\">\n<h3>{}</h3>\n", number, escaped(title));
  out += paragraph(rule.rule + (rule.cites.empty() ? "" : " · " + rule.cites) + (rule.unverified ? " *" : ""), "cite");
  const Table municipalities = municipality_table(from, rule, l), months = month_table(from, rule, l);
  if (draws_funnel) out += figure(funnel_svg(*funnel, fmt::format("funnel-{}", number), title, l), by_municipality, municipalities, l);
  else if (always) out += table_html(municipalities, l);
  if (draws_chart) out += figure(chart_svg(*chart, fmt::format("chart-{}", number), title, l), by_month, months, l);
  else if (always) out += table_html(months, l);
  return out + "</section>\n";
}

/// Practice beside outcome: the picture with its tables, then each measure divided.
std::string measures_html(const Publication& from, Language l) {
  std::string tables;
  for (const Table& t : measure_tables(from, l)) tables += table_html(t, l);
  if (tables.empty()) return {};
  std::string out = paragraph(word(Word::note_beside, l)) + paragraph(word(Word::recommendations_apart, l));
  if (const std::string picture = measures_svg(from, "measures-picture", l); !picture.empty()) {
    out += "<figure>\n" + picture + fmt::format("<figcaption><details open><summary>{}</summary>\n", escaped(word(Word::twin, l, {word(Word::measures_picture, l)}))) + tables + "</details></figcaption>\n</figure>\n";
  } else {
    out += tables;
  }
  for (const PublishedMeasure& m : from.measures) {
    for (const Table& t : measure_parts(from, m, l)) out += fmt::format("<details><summary>{}</summary>\n", escaped(t.title)) + table_html(t, l) + "</details>\n";
    if (m.left_out) out += paragraph(title_of(m, l) + ": " + word(Word::note_left_out, l), "note");
  }
  return out;
}

std::string heading(std::string_view id, Word title, Language l) { return fmt::format("<h2 id=\"{}\">{}</h2>\n", id, escaped(word(title, l))); }

}  // namespace

std::string as_html(const Publication& from, const std::string& rule, Language l) {
  const std::string title = word(Word::title, l);
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{} · {}</title>\n<style>{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#law\">{}</a>\n<header>\n<h1>{}</h1>\n<ul class=\"lead\">\n",
      l == Language::danish ? "da" : "en", escaped(title), escaped(as_of_text(from)), style, escaped(word(Word::law, l)), escaped(title));
  for (const std::string& line : summary_lines(from, l)) out += "<li>" + escaped(line) + "</li>\n";
  out += "</ul>\n" + paragraph(word(Word::note_law, l)) + paragraph(word(Word::note_share, l)) + paragraph(word(Word::note_funnel, l));

  std::string laws;
  for (std::size_t i = 0; i < from.rules.size(); ++i) {
    const PublishedRule& r = from.rules[i];
    if (rule.empty() ? r.law : r.rule == rule) laws += rule_html(from, r, i, !rule.empty(), l);
  }
  out += fmt::format("<nav aria-label=\"{}\"><ul>\n", escaped(word(Word::contents, l)));
  std::vector<std::pair<const char*, Word>> parts{{"quality", Word::quality}, {"law", Word::law}, {"recommendations", Word::recommendations}};
  if (rule.empty() || !laws.empty()) parts.emplace_back("rules", rule.empty() ? Word::pictures : Word::column_rule);
  const std::string measures = rule.empty() ? measures_html(from, l) : std::string();
  if (!measures.empty()) parts.insert(parts.begin() + 3, {"measures", Word::measures});
  parts.emplace_back("identity", Word::identity);
  for (const auto& [id, words] : parts) {
    if (!rule.empty() && ((id == std::string_view("law") && find(from, rule, true) == nullptr) || (id == std::string_view("recommendations") && find(from, rule, false) == nullptr))) continue;
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, escaped(word(words, l)));
  }
  out += "</ul></nav>\n</header>\n<main>\n";
  out += heading("quality", Word::quality, l);
  for (const Table& table : quality_tables(from, l)) out += table_html(table, l);
  out += table_html(coverage_table(from, l), l);
  if (rule.empty() || find(from, rule, true) != nullptr) out += heading("law", Word::law, l) + table_html(national_table(from, true, rule, l), l);
  if (rule.empty() || find(from, rule, false) != nullptr) {
    out += heading("recommendations", Word::recommendations, l) + paragraph(word(Word::recommendations_apart, l)) + table_html(national_table(from, false, rule, l), l);
  }
  if (!measures.empty()) out += heading("measures", Word::measures, l) + measures;
  if (rule.empty() || !laws.empty()) out += heading("rules", rule.empty() ? Word::pictures : Word::column_rule, l) + (rule.empty() ? paragraph(word(Word::too_few, l), "note") : std::string()) + laws;
  return out + heading("identity", Word::identity, l) + table_html(identity_table(from, l), l) + "</main>\n</body>\n</html>\n";
}

}  // namespace rettesnor::report
