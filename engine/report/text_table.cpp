// A table for a terminal.
#include "engine/report/text_table.hpp"

#include <algorithm>

#include "grammar/base/utf8.hpp"

namespace rettesnor::report {

namespace {

std::string padded(const std::string& text, std::size_t width, bool left) {
  const std::size_t own = display_width(text);
  const std::string blanks(own < width ? width - own : 0, ' ');
  return left ? text + blanks : blanks + text;
}

std::string without_end_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::string text_paragraph(const std::string& text, const std::string& indent) {
  constexpr std::size_t width = 100;
  std::string out, line = indent;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string piece = text.substr(start, end - start);
    if (line.size() > indent.size() && display_width(line) + 1 + display_width(piece) > width) {
      out += line + "\n";
      line = indent;
    }
    if (line.size() > indent.size()) line += ' ';
    line += piece;
    start = end + 1;
  }
  return out + line + "\n";
}

std::string table_text(const Table& table, Language l) {
  std::string out = "\n" + table.title + "\n";
  for (std::size_t i = 0; i < display_width(table.title); ++i) out += "─";
  out += "\n";
  std::size_t first = 0;
  while (table.leading_lines && first < table.columns.size() && table.columns[first].kind == ColumnKind::text) ++first;
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    widths.push_back(display_width(table.columns[c].title));
    for (const auto& row : table.rows) widths[c] = std::max(widths[c], display_width(shown(row[c], l)));
  }
  const auto row_text = [&](const auto& text_of) {
    std::string line = " ";
    for (std::size_t c = first; c < table.columns.size(); ++c) line += " " + padded(text_of(c), widths[c], table.columns[c].kind == ColumnKind::text) + (c + 1 < table.columns.size() ? " " : "");
    return without_end_blanks(std::move(line));
  };
  if (!table.rows.empty()) out += row_text([&](std::size_t c) { return table.columns[c].title; });
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const auto& row = table.rows[r];
    if (first > 0) {
      std::string line = shown(row[0], l);
      for (std::size_t c = 1; c < first; ++c) {
        if (const std::string text = shown(row[c], l); !text.empty()) line += " · " + text;
      }
      out += without_end_blanks(std::move(line));
    }
    out += row_text([&](std::size_t c) { return shown(row[c], l); });
  }
  for (const std::string& note : table.notes) out += text_paragraph(note, "  ");
  return out;
}

}  // namespace rettesnor::report
