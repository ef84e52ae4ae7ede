#include "engine/document/html.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace rettesnor::document {

std::string paragraph(std::string_view text, std::string_view kind) {
  return kind.empty() ? fmt::format("<p>{}</p>\n", escape_markup(text)) : fmt::format("<p class=\"{}\">{}</p>\n", kind, escape_markup(text));
}

std::string heading(int level, std::string_view text, std::string_view id) {
  const int n = std::clamp(level, 1, 6);
  return id.empty() ? fmt::format("<h{0}>{1}</h{0}>\n", n, escape_markup(text)) : fmt::format("<h{0} id=\"{2}\">{1}</h{0}>\n", n, escape_markup(text), escape_markup(id));
}

bool is_address(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:"); }

std::string table_html(const HtmlTable& t) {
  std::string out = fmt::format("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table{1}>\n<caption>{0}</caption>\n<thead><tr>", escape_markup(t.caption), t.kind.empty() ? "" : " class=\"" + t.kind + "\"");
  for (const std::string& h : t.head) out += fmt::format("<th scope=\"col\">{}</th>", escape_markup(h));
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : t.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) out += i == 0 && t.row_heads ? "<th scope=\"row\">" + row[i] + "</th>" : "<td>" + row[i] + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string folded(std::string_view summary, const std::string& body, bool open) {
  return fmt::format("<details{}><summary>{}</summary>\n{}</details>\n", open ? " open" : "", escape_markup(summary), body);
}

}  // namespace rettesnor::document
