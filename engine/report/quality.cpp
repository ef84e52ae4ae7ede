#include "engine/report/quality.hpp"

#include "engine/report/compose.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::report {

namespace {

using Cells = std::vector<CellValue>;

/// One column of counts behind a label and what it means.
template <class Meaning>
Table counted(const std::optional<disclosure::Published>& from, Word title, Word label, Word meaning, Word count, Meaning meaning_of_label, bool total, const Publication& whole, Language l) {
  Table out{.title = word(title, l), .columns = {{word(label, l), ColumnKind::text}, {word(meaning, l), ColumnKind::text}, {word(count, l), ColumnKind::count}}};
  if (!from) {
    out.notes.push_back(word(whole.after.empty() ? Word::nothing : Word::note_not_shown, l));
    return out;
  }
  const std::size_t rows = from->row_labels().size();
  bool hidden = false;
  const auto add = [&](CellValue name, std::string means, std::size_t row) {
    const CellValue n = cell(from->at({row, 0}));
    hidden = hidden || std::holds_alternative<Hidden>(n);
    out.rows.push_back({std::move(name), std::move(means), n});
  };
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string& name = from->row_labels()[i];
    add(name.empty() ? CellValue(Nothing{}) : CellValue(name), meaning_of_label(name), i);
  }
  if (total) add(Nothing{}, word(Word::total, l), rows);
  out.total = total;
  if (hidden) out.notes.push_back(word(Word::note_hidden, l, {std::to_string(whole.threshold)}));
  if (hidden && !whole.after.empty()) out.notes.push_back(word(Word::note_held, l));
  return out;
}

}  // namespace

std::string meaning_of(const std::string& code, Language l) {
  if (code == "future") return word(Word::flaw_future, l);
  if (code == "municipality") return word(Word::flaw_municipality, l);
  if (code == "no_municipality") return word(Word::flaw_no_municipality, l);
  const auto found = find_code(code);
  const std::vector<std::string> open(10, "…");
  return found ? fill(row_of(*found).text(l), open) : code;
}

std::vector<Table> quality_tables(const Publication& from, Language l) {
  const auto means = [&](const std::string& code) { return meaning_of(code, l); };
  std::vector<Table> out;
  out.push_back(counted(from.refused_by_code, Word::refused, Word::column_code, Word::column_meaning, Word::column_lines, means, true, from, l));
  // A case with two codes stands in both rows: they have no sum.
  out.push_back(counted(from.quality_codes, Word::quality_codes, Word::column_code, Word::column_meaning, Word::column_cases, means, false, from, l));
  out.push_back(counted(from.quality_municipalities, Word::quality_municipalities, Word::column_code, Word::column_municipality, Word::column_cases,
                        [&](const std::string& code) { return name_of(code, l); }, true, from, l));
  return out;
}

}  // namespace rettesnor::report
