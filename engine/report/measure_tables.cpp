#include "engine/report/measure_tables.hpp"

#include <algorithm>

#include "engine/report/compose.hpp"
#include "engine/store/ledger/dated_cites.hpp"

namespace rettesnor::report {

namespace {

using Cells = std::vector<CellValue>;
using Part = PublishedMeasure::Part;

Word word_of(Part column, const PublishedMeasure* measure) {
  const std::string_view better = measure == nullptr ? "" : measure->better;
  switch (column) {
    case Part::yes: return measure != nullptr && measure->matter != "outcome" ? Word::column_kept : Word::column_yes;
    case Part::no: return measure != nullptr && measure->matter != "outcome" ? Word::column_missed : Word::column_no;
    case Part::up: return better == "higher" ? Word::column_improved : better == "lower" ? Word::column_worse : Word::column_up;
    case Part::down: return better == "higher" ? Word::column_worse : better == "lower" ? Word::column_improved : Word::column_down;
    case Part::unchanged: return Word::column_unchanged;
    case Part::settled: return Word::column_measured;
    case Part::open: break;
  }
  return measure != nullptr && measure->average ? Word::column_unmeasured : Word::column_open;
}

std::string better_word(const PublishedMeasure& m, Language l) {
  return m.better == "higher" ? word(Word::better_higher, l) : m.better == "lower" ? word(Word::better_lower, l) : std::string(nothing_mark);
}

void add_share(Cells& cells, const MeasureRow& row, bool known) {
  const bool hidden = !known;
  const auto nothing = [&] { return hidden ? CellValue(Hidden{}) : CellValue(Nothing{}); };
  cells.push_back(known && *row.settled > 0 ? CellValue(ShareValue{static_cast<double>(*row.parts[0]) / static_cast<double>(*row.settled)}) : nothing());
  cells.push_back(row.bounds ? CellValue(*row.bounds) : nothing());
  cells.push_back(row.chance ? CellValue(*row.chance) : nothing());
}

void add_mean(Cells& cells, const MeasureRow& row, bool known) {
  for (const int part : {0, 1, 2}) {
    if (!row.mean) {
      cells.push_back(known ? CellValue(Nothing{}) : CellValue(Hidden{}));
      continue;
    }
    const double value = part == 0 ? row.mean->value : part == 1 ? row.mean->interval.low : row.mean->interval.high;
    cells.emplace_back(Number{value, 2});
  }
}

void add_value_columns(Table& table, bool average, Language l) {
  if (!average) {
    table.columns.push_back({word(Word::column_share, l), ColumnKind::share});
    table.columns.push_back({word(Word::column_bounds, l), ColumnKind::range});
    table.columns.push_back({word(Word::column_chance, l), ColumnKind::range});
    return;
  }
  for (const Word w : {Word::column_mean, Word::column_mean_low, Word::column_mean_high}) table.columns.push_back({word(w, l), ColumnKind::count});
}

bool hides(const Table& table) {
  return std::ranges::any_of(table.rows, [](const Cells& row) {
    return std::ranges::any_of(row, [](const CellValue& c) { return std::holds_alternative<Hidden>(c); });
  });
}

void note_hidden(Table& table, const Publication& from, Language l) {
  if (hides(table)) table.notes.push_back(word(Word::note_hidden, l, {std::to_string(from.threshold)}));
}

std::string marked_title(const PublishedMeasure& m, Language l) {
  return title_of(m, l) + (m.unverified ? " *" : "") + (m.entry_by_score ? " †" : "") + (m.in_period ? "" : " ‡");
}

/// The counts of an average in the order better, worse, unchanged, or measured alone; then the unknown.
void add_average_counts(Cells& cells, const PublishedMeasure& m) {
  const auto part = [&](Part wanted) -> CellValue {
    for (std::size_t i = 0; i < m.columns.size() && i < m.all.parts.size(); ++i) {
      if (m.columns[i] == wanted) return cell(m.all.parts[i]);
    }
    return Nothing{};
  };
  const Part first = m.better == "lower" ? Part::down : Part::up;
  const Part second = m.better == "lower" ? Part::up : Part::down;
  cells.push_back(m.meaningful ? cell(m.all.settled) : part(Part::settled));
  for (const Part c : {first, second, Part::unchanged}) cells.push_back(part(c));
  cells.push_back(part(Part::open));
  cells.push_back(m.observed_for.empty() ? CellValue(Nothing{}) : cell(m.missing));
}

Table national(const Publication& from, Word title, bool average, const std::string& matter, Language l) {
  Table out{.title = word(title, l), .leading_lines = true};
  for (const Word w : {Word::column_indicator, Word::column_name, Word::column_cite}) out.columns.push_back({word(w, l), ColumnKind::text});
  if (average) {
    for (const Word w : {Word::column_measured, Word::column_improved, Word::column_worse, Word::column_unchanged, Word::column_unmeasured, Word::column_missing}) {
      out.columns.push_back({word(w, l), ColumnKind::count});
    }
  } else {
    for (const Word w : {matter == "outcome" ? Word::column_yes : Word::column_kept, matter == "outcome" ? Word::column_no : Word::column_missed, Word::column_open,
                         Word::column_waiting, Word::column_excluded}) {
      out.columns.push_back({word(w, l), ColumnKind::count});
    }
  }
  add_value_columns(out, average, l);
  out.columns.push_back({word(Word::column_better, l), ColumnKind::text});
  bool regression = false, unverified = false, standing = false, dated = false, old_text = false;
  for (const PublishedMeasure& m : from.measures) {
    if (m.matter != matter || m.average != average || m.all.parts.empty()) continue;
    Cells cells{marked_title(m, l), m.indicator, m.cites};
    const bool known = m.all.settled.has_value();
    if (average) {
      add_average_counts(cells, m);
      add_mean(cells, m.all, known);
    } else {
      for (const Maybe n : m.all.parts) cells.push_back(cell(n));
      cells.push_back(cell(m.waiting));
      cells.push_back(cell(m.excluded));
      add_share(cells, m.all, known);
    }
    cells.emplace_back(better_word(m, l));
    regression = regression || m.entry_by_score;
    unverified = unverified || m.unverified;
    old_text = old_text || has_dated_cite(m.cites);
    (m.in_period ? dated : standing) = true;
    out.rows.push_back(std::move(cells));
  }
  if (out.rows.empty()) return out;
  if (dated && !from.measures.front().period.empty()) out.notes.push_back(word(Word::measure_period, l, {from.measures.front().period}));
  if (standing) out.notes.push_back(word(Word::note_standing, l));
  if (!average) out.notes.push_back(word(Word::note_measure_bounds, l));
  if (regression) out.notes.push_back(word(Word::note_regression, l));
  if (unverified) out.notes.push_back(word(Word::note_unverified, l));
  if (old_text) out.notes.push_back(word(Word::note_text_of, l));
  note_hidden(out, from, l);
  return out;
}

/// `anonymous`, `ja`, `ikke oplyst`.
std::string group_name(const std::string& label, Language l) {
  if (label.empty()) return word(Word::not_known, l);
  if (label == "yes") return word(Word::group_yes, l);
  if (label == "no") return word(Word::group_no, l);
  return label;
}

}  // namespace

std::string title_of(const PublishedMeasure& m, Language l) {
  const std::string& own = l == Language::danish ? m.title_da : m.title_en;
  const std::string& other = l == Language::danish ? m.title_en : m.title_da;
  return !own.empty() ? own : !other.empty() ? other : m.indicator;
}

std::vector<Table> measure_tables(const Publication& from, Language l) {
  std::vector<Table> out;
  out.push_back(national(from, Word::measures_law, false, "law", l));
  out.push_back(national(from, Word::measures_recommendation, false, "recommendation", l));
  out.push_back(national(from, Word::measures_share, false, "outcome", l));
  out.push_back(national(from, Word::measures_average, true, "outcome", l));
  std::erase_if(out, [](const Table& t) { return t.rows.empty(); });
  return out;
}

std::vector<Table> measure_parts(const Publication& from, const PublishedMeasure& m, Language l) {
  std::vector<Table> out;
  for (const MeasureTable& divided : m.tables) {
    std::string names;
    for (const std::string& by : m.by) names += (names.empty() ? "" : ", ") + by;
    Table table{.title = word(Word::measure_by, l, {title_of(m, l), divided.municipalities ? word(Word::by_municipality, l) : word(Word::measure_groups, l, {names})})};
    if (divided.municipalities) table.columns.push_back({word(Word::column_code, l), ColumnKind::text});
    table.columns.push_back({word(divided.municipalities ? Word::column_municipality : Word::column_group, l), ColumnKind::text});
    for (const Part c : m.columns) table.columns.push_back({word(word_of(c, &m), l), ColumnKind::count});
    add_value_columns(table, m.average, l);
    const auto add = [&](const MeasureRow& row, std::string name, bool total) {
      Cells cells;
      if (divided.municipalities) cells.push_back(total || row.label.empty() ? CellValue(Nothing{}) : CellValue(row.label));
      cells.emplace_back(std::move(name));
      for (const Maybe n : row.parts) cells.push_back(cell(n));
      if (m.average) add_mean(cells, row, row.settled.has_value());
      else add_share(cells, row, row.settled.has_value());
      table.rows.push_back(std::move(cells));
    };
    for (const MeasureRow& row : divided.rows) add(row, divided.municipalities ? name_of(row.label, l) : group_name(row.label, l), false);
    add(m.all, word(Word::total, l), true);
    table.total = true;
    if (m.meaningful) table.notes.push_back(word(Word::note_meaningful, l, {*m.meaningful}));
    if (!m.observed_for.empty()) table.notes.push_back(word(Word::note_observed, l, {m.observed_for}));
    if (m.entry_by_score) table.notes.push_back(word(Word::note_regression, l));
    if (divided.municipalities) table.notes.push_back(word(Word::note_order, l));
    note_hidden(table, from, l);
    out.push_back(std::move(table));
  }
  return out;
}

}  // namespace rettesnor::report
