// Workbooks. The one place with libxlsxwriter.
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/report/report.hpp"
#include "engine/report/sections.hpp"
#include "engine/report/workbook.hpp"
#include "engine/values/parse.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor::report {

namespace {

/// Whole code points of at most `most` bytes.
std::string cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

/// One look of cells; the last row of a table, its total, has a line above and stands out.
struct Looks {
  std::array<lxw_format*, 6> of_kind{};  ///< by ColumnKind
  lxw_format* hidden = nullptr;
  lxw_format* precise = nullptr;  ///< a number with more than two decimals
};

class Workbook {
 public:
  Workbook(const std::filesystem::path& file, std::string title, std::int64_t created, Language l) : book_(workbook_new(file.c_str())), title_text_(std::move(title)), l_(l) {
    if (book_ == nullptr) return;
    rows_ = looks(false);
    total_ = looks(true);
    header_ = format();
    format_set_bold(header_);
    format_set_text_wrap(header_);
    format_set_align(header_, LXW_ALIGN_VERTICAL_BOTTOM);
    format_set_bottom(header_, LXW_BORDER_MEDIUM);
    format_set_bg_color(header_, 0xE8EEF4);
    title_ = format();
    format_set_bold(title_);
    format_set_font_size(title_, 16);
    words_ = format();
    format_set_text_wrap(words_);
    format_set_align(words_, LXW_ALIGN_VERTICAL_TOP);
    note_ = format();
    format_set_font_color(note_, 0x404040);
    std::string engine = "Rettesnor";
    lxw_doc_properties about{};
    about.title = title_text_.data();
    about.author = engine.data();
    about.created = static_cast<time_t>(created);
    workbook_set_properties(book_, &about);
  }
  ~Workbook() { close(); }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  bool is_open() const { return book_ != nullptr; }

  void cover(const std::vector<std::string>& lines, const std::vector<std::string>& notes) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, word(Word::sheet_about, l_).c_str());
    worksheet_set_column(sheet, 0, 0, 100, nullptr);
    worksheet_set_paper(sheet, 9);
    lxw_row_t row = 0;
    write(sheet, row, 0, title_text_, title_);
    for (const std::string& line : lines) write(sheet, ++row, 0, line, words_);
    ++row;
    for (const std::string& line : notes) write(sheet, ++row, 0, line, words_);
  }

  void table(const Table& table) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(table).c_str());
    std::vector<double> widths;
    lxw_col_t column = 0;
    for (const Column& c : table.columns) {
      const bool range = c.kind == ColumnKind::range;
      for (const Word end : range ? std::vector{Word::column_low, Word::column_high} : std::vector{Word::column_low}) {
        const std::string title = range ? word(end, l_, {c.title}) : c.title;
        write(sheet, 0, column++, title, header_);
        widths.push_back(std::max(8.0, static_cast<double>(display_width(title.substr(0, title.find(' ')))) + 4));
      }
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const Looks& look = table.total && r + 1 == table.rows.size() ? total_ : rows_;
      column = 0;
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const ColumnKind kind = table.columns[c].kind;
        if (kind == ColumnKind::text) widths[column] = std::max(widths[column], static_cast<double>(display_width(shown(table.rows[r][c], l_))) + 2);
        cell(sheet, static_cast<lxw_row_t>(r + 1), column, table.rows[r][c], kind, look);
      }
    }
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const auto at = static_cast<lxw_col_t>(c);
      worksheet_set_column(sheet, at, at, std::min(widths[c], 60.0), nullptr);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    const std::size_t filtered = table.rows.size() - (table.total ? 1 : 0);
    if (filtered > 0 && column > 0) worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(filtered), static_cast<lxw_col_t>(column - 1));
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    lxw_row_t row = static_cast<lxw_row_t>(table.rows.size()) + 1;
    for (const std::string& note : table.notes) write(sheet, ++row, 0, note, note_);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_header(sheet, ("&L" + heading(table.title) + "&R&P / &N").c_str());
  }

  /// Writes the file. @return it is there
  bool close() {
    if (book_ == nullptr) return false;
    lxw_workbook* book = book_;
    book_ = nullptr;
    return workbook_close(book) == LXW_NO_ERROR && !lost_;
  }

 private:
  lxw_format* format() { return workbook_add_format(book_); }

  Looks looks(bool total) {
    Looks out;
    for (std::size_t kind = 0; kind < out.of_kind.size(); ++kind) {
      lxw_format* f = format();
      const auto of = static_cast<ColumnKind>(kind);
      const bool text = of == ColumnKind::text || of == ColumnKind::mark;
      // As text also when somebody goes through the cell: what begins with = must not become a formula then.
      format_set_num_format(f, text ? "@" : of == ColumnKind::count ? "#,##0" : of == ColumnKind::number ? "0.00" : "0.0%");
      if (of == ColumnKind::text) format_set_text_wrap(f);
      if (of == ColumnKind::mark) format_set_align(f, LXW_ALIGN_CENTER);
      out.of_kind[kind] = f;
    }
    out.hidden = format();
    format_set_align(out.hidden, LXW_ALIGN_RIGHT);
    format_set_num_format(out.hidden, "@");
    out.precise = format();
    format_set_num_format(out.precise, "General");
    std::vector<lxw_format*> all(out.of_kind.begin(), out.of_kind.end());
    all.push_back(out.hidden);
    all.push_back(out.precise);
    for (lxw_format* f : all) {
      format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
      if (!total) continue;
      format_set_bold(f);
      format_set_top(f, LXW_BORDER_MEDIUM);
    }
    return out;
  }

  /// Always a text, whatever it begins with.
  void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* look) {
    constexpr std::size_t most = 32'000;  // a cell holds 32,767 letters
    if (text.empty()) keep(worksheet_write_blank(sheet, row, column, look));
    else keep(worksheet_write_string(sheet, row, column, cut(text, most).c_str(), look));
  }

  /// Moves `column` past what it wrote: two cells for a range.
  void cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t& column, const CellValue& value, ColumnKind kind, const Looks& look) {
    lxw_format* own = look.of_kind[static_cast<std::size_t>(kind)];
    const int cells = kind == ColumnKind::range ? 2 : 1;
    for (int i = 0; i < cells; ++i, ++column) {
      if (std::holds_alternative<Hidden>(value)) write(sheet, row, column, hidden_mark, kind == ColumnKind::mark ? own : look.hidden);
      else if (const auto* text = std::get_if<std::string>(&value)) write(sheet, row, column, *text, own);
      else if (const auto* n = std::get_if<std::int64_t>(&value)) keep(worksheet_write_number(sheet, row, column, static_cast<double>(*n), own));
      else if (const auto* share = std::get_if<ShareValue>(&value)) keep(worksheet_write_number(sheet, row, column, share->share, own));
      else if (const auto* range = std::get_if<statistics::Interval>(&value)) keep(worksheet_write_number(sheet, row, column, i == 0 ? range->low : range->high, own));
      else if (const auto* number = std::get_if<Number>(&value)) keep(worksheet_write_number(sheet, row, column, number->value, number->digits > 2 ? look.precise : own));
      else keep(worksheet_write_blank(sheet, row, column, own));
    }
  }

  /// At most 31 letters, none of those that Excel refuses, each once.
  std::string sheet_name(const Table& table) {
    constexpr std::size_t most = 31;
    std::string name = table.title.substr(0, table.title.find_first_of(",:"));
    for (char& c : name) {
      if (std::strchr("[]*?/\\'", c) != nullptr) c = ' ';
    }
    while (count_code_points(name) > most) name = cut(name, name.size() - 1);
    const std::string stem = cut(name, name.size());
    for (int n = 2; std::ranges::find(names_, name) != names_.end(); ++n) name = cut(stem, most - 4) + " " + std::to_string(n);
    names_.push_back(name);
    return name;
  }

  /// In a page header `&` begins an order, and 255 bytes are all there is room for.
  static std::string heading(const std::string& title) {
    std::string out;
    for (const char c : title) out += c == '&' ? "&&" : std::string(1, c);
    return cut(out, 200);
  }

  void keep(lxw_error error) { lost_ = lost_ || error != LXW_NO_ERROR; }

  lxw_workbook* book_ = nullptr;
  std::string title_text_;
  Language l_;
  Looks rows_, total_;
  lxw_format *header_ = nullptr, *title_ = nullptr, *words_ = nullptr, *note_ = nullptr;
  std::vector<std::string> names_;
  bool lost_ = false;
};

}  // namespace

bool write_workbook(const Cover& cover, std::span<const Table> tables, Language l, const std::filesystem::path& file) {
  Workbook book(file, cover.title, cover.created, l);
  if (!book.is_open()) return false;
  book.cover(cover.lines, cover.notes);
  for (const Table& table : tables) book.table(table);
  return book.close();
}

bool write_xlsx(const Publication& from, const std::string& rule, Language l, const std::filesystem::path& file) {
  const auto as_of = parse_moment(as_of_text(from));
  const Cover cover{.title = word(Word::title, l),
                    .created = as_of ? as_of->first.micros / micros_per_second : 1,
                    .lines = summary_lines(from, l),
                    .notes = {word(Word::note_law, l), word(Word::note_share, l), word(Word::note_funnel, l), word(Word::recommendations_apart, l)}};
  std::vector<Table> tables = sections(from, rule, true, l);
  tables.push_back(identity_table(from, l));
  return write_workbook(cover, tables, l, file);
}

}  // namespace rettesnor::report
