#include "grammar/format/layout.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "grammar/format/wrap.hpp"

namespace rettesnor::format_detail {
namespace {

constexpr std::size_t indentation_step = 2;
constexpr std::size_t before_comment = 2;
constexpr std::size_t widest_column = 32;      // longer cells do not widen their column
constexpr std::size_t widest_title = 72;       // titles may
constexpr std::size_t widest_commented = 110;  // lines longer than this do not push the comments of their neighbours

enum class LineKind : std::uint8_t { code, comment, blank, prose, copy };

struct Cell {
  std::string text;
  std::uint8_t gap = 0;
  std::uint8_t column = 0;
};

struct Line {
  LineKind kind = LineKind::code;
  std::int32_t level = 0;
  std::uint32_t group = 0;
  std::vector<Cell> cells;
  std::string text;                   // of comments, prose and copies; of code once it is joined
  std::string comment;                // behind code
  std::uint32_t first = 0, last = 0;  // tokens of code: [first, last)
};

/// Gathers the lines of the file.
class Gatherer {
 public:
  Gatherer(const Syntax& syntax, const Gaps& gaps, const std::vector<TokenShape>& shapes)
      : syntax_(syntax), gaps_(gaps), shapes_(shapes) {}

  std::vector<Line> run() {
    const auto tokens = syntax_.tokens();
    const auto last = static_cast<std::uint32_t>(tokens.size() - 1);  // end_of_file
    for (std::uint32_t i = 0; i <= last;) {
      const bool first = take_gap(i, i == last);
      if (i == last) break;
      if (first) take_break(i);
      if (shapes_[i].copy_end != 0) {
        i = copy(i);
        continue;
      }
      write(i++);
    }
    finish();
    return std::move(lines_);
  }

 private:
  /// @return whether token i begins a line
  bool take_gap(std::uint32_t i, bool at_end) {
    std::int32_t level = shapes_[i].level;
    if (!at_end && syntax_.tokens()[i].keyword == Keyword::end) ++level;
    bool first = i == 0 || shapes_[i].first_on_line;
    for (const GapPart& part : gaps_.before(i)) {
      switch (part.kind) {
        case GapKind::line_break:
          finish();
          first = true;
          break;
        case GapKind::blank_line:
          lines_.push_back({.kind = LineKind::blank, .cells = {}, .text = {}, .comment = {}});
          break;
        case GapKind::comment:
          if (open_)
            line_.comment = part.text;
          else
            lines_.push_back({.kind = LineKind::comment,
                              .level = level,
                              .cells = {},
                              .text = std::string(part.text),
                              .comment = {}});
          break;
        case GapKind::prose:
          finish();
          lines_.push_back({.kind = LineKind::prose, .cells = {}, .text = std::string(part.text), .comment = {}});
          first = true;
          break;
      }
    }
    return first;
  }

  void take_break(std::uint32_t i) {
    finish();
    if (!shapes_[i].blank_line_before) return;
    // Comments right above belong to what begins here.
    auto at = lines_.end();
    while (at != lines_.begin() && std::prev(at)->kind == LineKind::comment) --at;
    if (at == lines_.begin()) return;
    const LineKind above = std::prev(at)->kind;
    if (above != LineKind::blank && above != LineKind::prose)
      lines_.insert(at, {.kind = LineKind::blank, .cells = {}, .text = {}, .comment = {}});
  }

  void write(std::uint32_t i) {
    const TokenShape& shape = shapes_[i];
    if (!open_) {
      open_ = true;
      line_.first = i;
      line_.level = shape.level;
      line_.group = shape.group;
      row_end_ = shape.row_end;
    }
    const Token& token = syntax_.tokens()[shape.shown];
    const std::string_view text = syntax_.tree.text(token);
    if (line_.cells.empty() || line_.cells.back().column != shape.column) {
      const std::uint8_t gap = line_.cells.empty() ? 0 : shape.gap;
      line_.cells.push_back({std::string(text), gap, shape.column});
    } else {
      line_.cells.back().text.append(shape.gap, ' ') += text;
    }
    line_.last = i + 1;
  }

  /// Copies a broken declaration with the blanks before it on its line.
  std::uint32_t copy(std::uint32_t i) {
    const auto tokens = syntax_.tokens();
    const std::string& text = syntax_.source->text;
    const std::uint32_t end = shapes_[i].copy_end;
    std::size_t begin = tokens[i].begin;
    if (tokens[i].has(TokenFlag::first_on_line)) {
      while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
    }
    line_.kind = LineKind::copy;
    line_.text = text.substr(begin, tokens[end - 1].end - begin);
    open_ = true;
    return end;
  }

  void finish() {
    if (!open_) return;
    const bool table =
        line_.first < shapes_.size() && line_.last > line_.first + 1 && shapes_[line_.first + 1].in_table_row;
    // Something stands behind the row, or a table's row goes on.
    if (row_end_ < line_.last || (table && row_end_ > line_.last)) line_.group = 0;
    lines_.push_back(std::move(line_));
    line_ = {};
    open_ = false;
    row_end_ = 0;
  }

  const Syntax& syntax_;
  const Gaps& gaps_;
  const std::vector<TokenShape>& shapes_;
  std::vector<Line> lines_;
  Line line_;
  bool open_ = false;
  std::uint32_t row_end_ = 0;
};

/// Removes blank lines at the ends of the file, before `end` and beside prose, and all but one of several.
void thin_blank_lines(std::vector<Line>& lines) {
  std::vector<Line> kept;
  kept.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].kind == LineKind::blank) {
      const bool at_edge = kept.empty() || i + 1 == lines.size() || kept.back().kind == LineKind::blank ||
                           kept.back().kind == LineKind::prose || lines[i + 1].kind == LineKind::prose;
      const bool before_end = i + 1 < lines.size() && lines[i + 1].kind == LineKind::code &&
                              (lines[i + 1].cells.front().text == "end" || lines[i + 1].cells.front().text == "slut");
      if (at_edge || before_end) continue;
    }
    kept.push_back(std::move(lines[i]));
  }
  while (!kept.empty() && kept.back().kind == LineKind::blank) kept.pop_back();
  lines = std::move(kept);
}

std::size_t limit_of(const Cell& cell) { return cell.text.starts_with('"') ? widest_title : widest_column; }

/// Joins the cells of code lines; rows of one group, up to the next blank line, share their columns' widths.
void join_cells(std::vector<Line>& lines) {
  using Widths = std::array<std::size_t, 256>;
  const auto join = [](Line& line, const Widths* widths) {
    for (std::size_t c = 0; c < line.cells.size(); ++c) {
      const Cell& cell = line.cells[c];
      line.text.append(cell.gap, ' ') += cell.text;
      if (widths == nullptr || c + 1 == line.cells.size()) continue;
      const std::size_t width = width_of(cell.text);
      std::size_t wanted = (*widths)[cell.column];
      // A column that this row has not: the next cell begins where the others' does.
      for (std::size_t missing = cell.column + 1U; missing < line.cells[c + 1].column; ++missing) {
        if ((*widths)[missing] > 0) wanted += (*widths)[missing] + 1;
      }
      if (width < wanted) line.text.append(wanted - width, ' ');
    }
    line.cells.clear();
  };
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    std::map<std::uint32_t, Widths> groups;
    for (; end < lines.size() && lines[end].kind != LineKind::blank && lines[end].kind != LineKind::prose; ++end) {
      const Line& line = lines[end];
      if (line.group == 0) continue;
      Widths& widths = groups.try_emplace(line.group, Widths{}).first->second;
      for (std::size_t c = 0; c + 1 < line.cells.size(); ++c) {
        const std::size_t width = width_of(line.cells[c].text);
        if (width <= limit_of(line.cells[c]))
          widths[line.cells[c].column] = std::max(widths[line.cells[c].column], width);
      }
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (lines[i].kind != LineKind::code) continue;
      join(lines[i], lines[i].group == 0 ? nullptr : &groups.find(lines[i].group)->second);
    }
    begin = end + 1;
  }
}

std::size_t indentation(const Line& line) {
  return line.kind == LineKind::copy ? 0 : indentation_step * static_cast<std::size_t>(std::max(line.level, 0));
}

std::size_t last_line_width(const Line& line) {
  const std::size_t at = line.text.rfind('\n');
  return indentation(line) +
         width_of(at == std::string::npos ? std::string_view(line.text) : std::string_view(line.text).substr(at + 1));
}

/// Comments behind neighbouring lines stand in one column.
void join_comments(std::vector<Line>& lines) {
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    std::size_t column = 0;
    for (; end < lines.size() && !lines[end].comment.empty(); ++end) {
      const std::size_t width = last_line_width(lines[end]);
      if (width <= widest_commented) column = std::max(column, width);
    }
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t width = last_line_width(lines[i]);
      lines[i].text.append(std::max(column, width) - width + before_comment, ' ') += lines[i].comment;
    }
    begin = std::max(end, begin + 1);
  }
}

}  // namespace

Layout lay_out(const Syntax& syntax, const Gaps& gaps, const std::vector<TokenShape>& shapes) {
  std::vector<Line> lines = Gatherer(syntax, gaps, shapes).run();
  thin_blank_lines(lines);
  join_cells(lines);
  Layout layout;
  for (const Line& line : lines) {
    if (line.kind != LineKind::code) continue;
    const std::size_t own = indentation(line);
    find_breaks(syntax, shapes, {line.text, own, own + indentation_step, line.first, line.last}, layout.breaks);
  }
  join_comments(lines);

  const std::string& before = syntax.source->text;
  const std::size_t first_break = before.find('\n');
  const bool carriage_return = first_break != std::string::npos && first_break > 0 && before[first_break - 1] == '\r';
  std::string& out = layout.text;
  out = gaps.mark();
  out.reserve(before.size() + before.size() / 8);
  for (const Line& line : lines) {
    if (line.kind != LineKind::prose && line.kind != LineKind::blank) out.append(indentation(line), ' ');
    out += line.text;
    if (line.kind != LineKind::prose) out += carriage_return ? "\r\n" : "\n";
  }
  return layout;
}

}  // namespace rettesnor::format_detail
