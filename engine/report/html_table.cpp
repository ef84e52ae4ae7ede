#include "engine/report/html_table.hpp"

#include <fmt/format.h>

#include "engine/report/svg.hpp"

namespace rettesnor::report {

namespace {

std::string attribute(std::string_view name, std::string_view value) { return value.empty() ? std::string() : fmt::format(" {}=\"{}\"", name, value); }

std::string_view header_class(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::text: return "t";
    case ColumnKind::mark: return "m";
    case ColumnKind::count:
    case ColumnKind::share:
    case ColumnKind::range:
    case ColumnKind::number: break;
  }
  return {};
}

/// A share has a bar from nothing to its lower bound and on to the upper one, which the next cell says in figures.
std::string share_cell(const std::vector<CellValue>& row, std::size_t c, const std::string& text) {
  const auto* bounds = c + 1 < row.size() ? std::get_if<statistics::Interval>(&row[c + 1]) : nullptr;
  if (bounds == nullptr || !std::holds_alternative<ShareValue>(row[c])) return fmt::format("<td>{}</td>", text);
  return fmt::format("<td class=\"share\" style=\"--a:{:.1f}%;--b:{:.1f}%\">{}</td>", bounds->low * 100, bounds->high * 100, text);
}

std::string cell_html(const Table& table, const std::vector<CellValue>& row, std::size_t c, Language l) {
  const std::string text = escape_markup(shown(row[c], l));
  const ColumnKind kind = table.columns[c].kind;
  std::string classes(header_class(kind));
  if (std::holds_alternative<Hidden>(row[c])) classes = classes.empty() ? "h" : "h " + classes;
  else if (kind == ColumnKind::share) return share_cell(row, c, text);
  else if (const auto* words = std::get_if<std::string>(&row[c]); kind == ColumnKind::mark && words != nullptr && *words == some_mark) classes += " some";
  return fmt::format("<td{}>{}</td>", attribute("class", classes), text);
}

/// Title, name and citation of a rule, one under the other.
std::string rule_cell(const std::vector<CellValue>& row, std::size_t first, const Links* links, Language l) {
  std::string title = escape_markup(shown(row[0], l));
  std::string more;
  for (std::size_t c = 1; c < first; ++c) {
    const std::string text = shown(row[c], l);
    if (!text.empty()) more += (more.empty() ? "" : " · ") + text;
  }
  const auto* name = first > 1 ? std::get_if<std::string>(&row[1]) : nullptr;
  if (links != nullptr && name != nullptr) {
    if (const auto found = links->find(*name); found != links->end()) title = fmt::format("<a href=\"#{}\">{}</a>", found->second, title);
  }
  return fmt::format("<th scope=\"row\" class=\"t rule\">{}<span class=\"sub\">{}</span></th>", title, escape_markup(more));
}

}  // namespace

std::string paragraph(std::string_view text, std::string_view kind) { return fmt::format("<p{}>{}</p>\n", attribute("class", kind), escape_markup(text)); }

std::string table_html(const Table& table, const TableLooks& looks, Language l) {
  std::string out;
  std::size_t first = 1;
  while (table.leading_lines && first < table.columns.size() && table.columns[first].kind == ColumnKind::text) ++first;
  if (!table.rows.empty()) {
    out += fmt::format("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table{}>\n<caption{}>{}</caption>\n<thead><tr>", escape_markup(looks.label), attribute("class", looks.kind),
                       looks.caption ? "" : " class=\"unseen\"", escape_markup(table.title));
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (c > 0 && c < first) continue;
      out += fmt::format("<th scope=\"col\"{}>{}</th>", attribute("class", header_class(table.columns[c].kind)), escape_markup(table.columns[c].title));
    }
    out += "</tr></thead>\n<tbody>\n";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const std::vector<CellValue>& row = table.rows[r];
      out += table.total && r + 1 == table.rows.size() ? "<tr class=\"total\">" : "<tr>";
      out += table.leading_lines ? rule_cell(row, first, looks.links, l) : fmt::format("<th scope=\"row\" class=\"t\">{}</th>", escape_markup(shown(row[0], l)));
      for (std::size_t c = first; c < table.columns.size(); ++c) out += cell_html(table, row, c, l);
      out += "</tr>\n";
    }
    out += "</tbody>\n</table>\n</div>\n";
  }
  for (const std::string& note : table.notes) out += paragraph(note, "note");
  return out;
}

}  // namespace rettesnor::report
