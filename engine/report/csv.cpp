// The report for a spreadsheet.
#include <cmath>

#include "engine/report/report.hpp"
#include "engine/report/sections.hpp"

namespace rettesnor::report {

namespace {

class Writer {
 public:
  explicit Writer(Language language) : l_(language), separator_(language == Language::danish ? ';' : ',') {}

  void row(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out_ += separator_;
      out_ += cells[i];
    }
    out_ += "\r\n";
  }
  std::string text(std::string_view t) const { return csv_text(t, separator_); }

  void table(const Table& table) {
    row({text(table.title)});
    std::vector<std::string> header;
    for (const Column& c : table.columns) {
      if (c.kind == ColumnKind::range) {
        header.push_back(text(word(Word::column_low, l_, {c.title})));
        header.push_back(text(word(Word::column_high, l_, {c.title})));
      } else {
        header.push_back(text(c.title));
      }
    }
    row(header);
    for (const auto& cells : table.rows) {
      std::vector<std::string> line;
      for (std::size_t i = 0; i < cells.size(); ++i) add(line, cells[i], table.columns[i].kind);
      row(line);
    }
    for (const std::string& note : table.notes) row({text(note)});
    row({});
  }
  std::string take() { return std::move(out_); }

 private:
  void add(std::vector<std::string>& line, const CellValue& value, ColumnKind kind) const {
    std::string first, second;
    if (std::holds_alternative<Hidden>(value)) {
      first = second = hidden_mark;
    } else if (const auto* words = std::get_if<std::string>(&value)) {
      first = text(*words);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      first = std::to_string(*whole);
    } else if (const auto* share = std::get_if<ShareValue>(&value)) {
      first = number(share->share);
    } else if (const auto* range = std::get_if<statistics::Interval>(&value)) {
      first = number(range->low);
      second = number(range->high);
    } else if (const auto* n = std::get_if<Number>(&value)) {
      first = figure(n->value, n->digits);
    }
    line.push_back(first);
    if (kind == ColumnKind::range) line.push_back(second);
  }
  std::string number(double share) const { return figure(share * 100); }
  // A decimal comma between commas is quoted. A minus before digits is a number, no formula.
  std::string figure(double value, int digits_shown = 2) const {
    const std::string digits = text(decimal(std::abs(value), digits_shown, l_));
    const bool minus = value < 0 && digits.find_first_of("123456789") != std::string::npos;
    return !minus ? digits : digits.starts_with('"') ? "\"-" + digits.substr(1) : "-" + digits;
  }

  Language l_;
  char separator_;
  std::string out_ = "\xEF\xBB\xBF";
};

}  // namespace

std::string csv_text(std::string_view text, char separator) {
  std::string out(text);
  if (!out.empty() && std::string_view("=+-@\t\r").find(out.front()) != std::string_view::npos) out.insert(0, 1, '\'');
  if (out.find_first_of("\"\r\n\t'") == std::string::npos && out.find(separator) == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string as_csv(const Publication& from, const std::string& rule, Language l) {
  Writer out(l);
  out.row({out.text(word(Word::title, l))});
  for (const std::string& line : summary_lines(from, l)) out.row({out.text(line)});
  out.row({});
  for (const Table& table : sections(from, rule, true, l)) out.table(table);
  out.row({out.text(word(Word::note_share, l))});
  out.row({});
  out.table(identity_table(from, l));
  return out.take();
}

}  // namespace rettesnor::report
