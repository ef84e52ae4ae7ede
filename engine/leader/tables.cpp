#include "engine/leader/tables.hpp"

#include <algorithm>

#include "engine/report/compose.hpp"
#include "engine/report/frameworks.hpp"
#include "engine/report/measure_tables.hpp"
#include "engine/report/need.hpp"
#include "engine/store/ledger/dated_cites.hpp"

namespace rettesnor::leader {

using report::cell;
using report::CellValue;
using report::ColumnKind;
using report::Hidden;
using report::Maybe;
using report::Nothing;
using report::Number;
using report::PublishedMeasure;
using report::PublishedRule;
using report::Row;
using report::said;
using report::ShareValue;
using report::Table;
using report::Word;
using report::word;

namespace {

using Cells = std::vector<CellValue>;

void add_columns(Table& table, Language l, std::initializer_list<Word> titles, ColumnKind kind) {
  for (const Word w : titles) table.columns.push_back({word(w, l), kind});
}

std::string of_country(Word title, Language l) { return said(l, "landet: {0}", "country: {0}", {word(title, l)}); }

/// Share, bounds and interval of the municipality, then share and bounds of the country.
void add_share_columns(Table& table, Language l) {
  table.columns.push_back({word(Word::column_share, l), ColumnKind::share});
  table.columns.push_back({word(Word::column_bounds, l), ColumnKind::range});
  table.columns.push_back({word(Word::column_chance, l), ColumnKind::range});
  table.columns.push_back({of_country(Word::column_share, l), ColumnKind::share});
  table.columns.push_back({of_country(Word::column_bounds, l), ColumnKind::range});
}

CellValue nothing_of(const Figure& f) { return f.hidden ? CellValue(Hidden{}) : CellValue(Nothing{}); }

void add_shares(Cells& cells, const Figure& own, const Figure& country) {
  cells.push_back(own.value ? CellValue(ShareValue{*own.value}) : nothing_of(own));
  cells.push_back(own.bounds ? CellValue(*own.bounds) : nothing_of(own));
  cells.push_back(own.chance ? CellValue(*own.chance) : nothing_of(own));
  cells.push_back(country.value ? CellValue(ShareValue{*country.value}) : nothing_of(country));
  cells.push_back(country.bounds ? CellValue(*country.bounds) : nothing_of(country));
}

bool hides(const Table& table) {
  return std::ranges::any_of(table.rows, [](const Cells& row) {
    return std::ranges::any_of(row, [](const CellValue& c) { return std::holds_alternative<Hidden>(c); });
  });
}

void note_hidden(Table& table, const report::Publication& from, Language l) {
  if (hides(table)) table.notes.push_back(word(Word::note_hidden, l, {std::to_string(from.threshold)}));
}

std::string group_name(Group group, Language l) {
  switch (group) {
    case Group::outcome: return said(l, "for borgerne", "for the citizens");
    case Group::law: return said(l, "lov", "law");
    case Group::material: return said(l, "lov, væsentlige", "law, material");
    case Group::recommendation: return said(l, "anbefaling", "recommendation");
  }
  return {};
}

/// The figures of a row of counts, for the cells.
Figure figure_of(const Row& row) {
  Figure out{.value = {}, .chance = {}, .bounds = report::bounds_of(row), .hidden = !row.kept || !row.missed || !row.open};
  if (const auto share = report::share_of(row)) {
    out.value = share->value;
    out.chance = share->chance;
  }
  return out;
}

void add_counts(Cells& cells, const Row& row) {
  for (const Maybe n : {row.relevant, row.kept, row.missed, row.open}) cells.push_back(cell(n));
}

/// The rows of one kind of outcome; those that are not divided, or have nobody here, have the country's figures alone.
Table outcome_table(const report::Publication& from, const std::string& municipality, bool average, Language l) {
  using Part = PublishedMeasure::Part;
  Table out{.title = word(average ? Word::measures_average : Word::measures_share, l), .leading_lines = true};
  add_columns(out, l, {Word::column_indicator, Word::column_cite}, ColumnKind::text);
  if (average) {
    add_columns(out, l, {Word::column_measured, Word::column_improved, Word::column_worse, Word::column_unchanged, Word::column_unmeasured}, ColumnKind::count);
    add_columns(out, l, {Word::column_mean, Word::column_mean_low, Word::column_mean_high}, ColumnKind::count);
    for (const Word w : {Word::column_mean, Word::column_mean_low, Word::column_mean_high, Word::column_missing}) out.columns.push_back({of_country(w, l), ColumnKind::count});
  } else {
    add_columns(out, l, {Word::column_yes, Word::column_no, Word::column_open}, ColumnKind::count);
    add_share_columns(out, l);
  }
  bool regression = false, undivided = false, none = false, dated = false;
  for (const PublishedMeasure& m : from.measures) {
    if (m.matter != "outcome" || m.average != average || m.all.parts.empty()) continue;
    const OwnMeasure own = row_in(m, municipality);
    Cells cells{title_of(m, l) + (m.unverified ? " *" : "") + (m.entry_by_score ? " †" : "") + (m.in_period ? "" : " ‡"), m.cites};
    const auto nothing = [&] { return own.row == nullptr && !own.divided && m.left_out ? CellValue(Hidden{}) : CellValue(Nothing{}); };
    const auto part = [&](Part wanted) -> CellValue {
      if (own.row == nullptr) return nothing();
      for (std::size_t i = 0; i < m.columns.size(); ++i) {
        if (m.columns[i] == wanted) return cell(own.row->parts[i]);
      }
      return Nothing{};
    };
    if (average) {
      cells.push_back(own.row == nullptr ? nothing() : m.meaningful ? cell(own.row->settled) : part(Part::settled));
      const bool down_is_better = m.better == "lower";
      cells.push_back(part(down_is_better ? Part::down : Part::up));
      cells.push_back(part(down_is_better ? Part::up : Part::down));
      cells.push_back(part(Part::unchanged));
      cells.push_back(part(Part::open));
      const auto add_mean = [&](const report::MeasureRow* row) {
        for (const int which : {0, 1, 2}) {
          if (row == nullptr) cells.push_back(nothing());
          else if (!row->mean) cells.push_back(row->settled ? CellValue(Nothing{}) : CellValue(Hidden{}));
          else cells.emplace_back(Number{which == 0 ? row->mean->value : which == 1 ? row->mean->interval.low : row->mean->interval.high, 2});
        }
      };
      add_mean(own.row);
      add_mean(&m.all);
      cells.push_back(m.observed_for.empty() ? CellValue(Nothing{}) : cell(m.missing));
    } else {
      for (const Part p : {Part::yes, Part::no, Part::open}) cells.push_back(part(p));
      for (const report::MeasureRow* row : {own.row, &m.all}) {
        const bool here = row == own.row;
        if (row == nullptr) {
          for (int i = 0; i < 3; ++i) cells.push_back(nothing());
          continue;
        }
        const auto unsaid = [&] { return row->settled ? CellValue(Nothing{}) : CellValue(Hidden{}); };
        cells.push_back(row->settled && *row->settled > 0 ? CellValue(ShareValue{static_cast<double>(*row->parts[0]) / static_cast<double>(*row->settled)}) : unsaid());
        cells.push_back(row->bounds ? CellValue(*row->bounds) : unsaid());
        if (here) cells.push_back(row->chance ? CellValue(*row->chance) : unsaid());
      }
    }
    regression = regression || m.entry_by_score;
    dated = dated || m.in_period;
    if (own.row == nullptr) (own.divided ? none : undivided) = true;
    out.rows.push_back(std::move(cells));
  }
  if (out.rows.empty()) return out;
  if (dated && !from.measures.front().period.empty()) out.notes.push_back(word(Word::measure_period, l, {from.measures.front().period}));
  out.notes.push_back(average ? said(l, "Hvem der ikke er målt igen, er ukendt og aldrig uændret.", "Whoever was not measured again is unknown, never unchanged.") : word(Word::note_measure_bounds, l));
  if (regression) out.notes.push_back(word(Word::note_regression, l));
  if (none) out.notes.push_back(said(l, "– ud for kommunen: ingen her er målt på det i perioden.", "– at the municipality: nobody here was measured by it in the period."));
  if (undivided) out.notes.push_back(said(l, "Hvor kun landets tal står, er målet ikke delt efter kommune, eller delingen kan ikke vises.", "Where only the country's figures stand, the measure is not divided by municipality, or the division cannot be shown."));
  note_hidden(out, from, l);
  return out;
}

}  // namespace

Table overview_table(const report::Publication& from, std::span<const Beside> shares, Language l) {
  Table out{.title = said(l, "Kommunen ved siden af landet", "The municipality beside the country"), .columns = {{said(l, "Hvad", "What"), ColumnKind::text}, {said(l, "slags", "kind"), ColumnKind::text}}};
  add_share_columns(out, l);
  for (const Beside& b : shares) {
    Cells cells{b.title, group_name(b.group, l)};
    add_shares(cells, b.own, b.country);
    out.rows.push_back(std::move(cells));
  }
  if (out.rows.empty()) out.notes.push_back(said(l, "Ingen andele kan vises for kommunen.", "No shares can be shown of the municipality."));
  note_hidden(out, from, l);
  return out;
}

std::vector<Table> outcome_tables(const report::Publication& from, const std::string& municipality, Language l) {
  std::vector<Table> out{outcome_table(from, municipality, false, l), outcome_table(from, municipality, true, l)};
  std::erase_if(out, [](const Table& t) { return t.rows.empty(); });
  return out;
}

Table category_table(const report::Publication& from, const std::string& municipality, Language l) {
  const CategorySums sums = category_sums(from, municipality);
  Table out{.title = said(l, "Lovkrav efter Ankestyrelsens kategorier", "Law by the categories of the National Board of Appeal")};
  add_columns(out, l, {Word::column_category}, ColumnKind::text);
  add_columns(out, l, {Word::column_rules, Word::column_relevant, Word::column_kept, Word::column_missed, Word::column_open}, ColumnKind::count);
  add_share_columns(out, l);
  for (const CategorySum& s : sums.sums) {
    Cells cells{report::category_name(s.category, s.material, l), s.rules};
    add_counts(cells, s.own);
    add_shares(cells, figure_of(s.own), figure_of(s.country));
    out.rows.push_back(std::move(cells));
  }
  if (out.rows.empty()) out.notes.push_back(word(Word::nothing, l));
  else out.notes.push_back(word(Word::note_measured, l));
  out.notes.push_back(said(l, "Landets tal er af de samme regler som kommunens.", "The country's figures are of the same rules as the municipality's."));
  if (sums.hidden > 0) out.notes.push_back(word(Word::note_measured_hidden, l, {std::to_string(sums.hidden)}));
  if (sums.outside > 0) out.notes.push_back(word(Word::note_measured_none, l, {std::to_string(sums.outside)}));
  return out;
}

Table duty_table(const report::Publication& from, const std::string& municipality, bool law, Language l) {
  Table out{.title = law ? said(l, "Lovkrav, ét for ét", "Law, one by one") : said(l, "Anbefalinger, én for én", "Recommendations, one by one"), .leading_lines = true};
  add_columns(out, l, {Word::column_rule, Word::column_name, Word::column_cite}, ColumnKind::text);
  if (law) add_columns(out, l, {Word::column_relevant, Word::column_kept, Word::column_missed, Word::column_open}, ColumnKind::count);
  else add_columns(out, l, {Word::column_relevant, Word::column_followed, Word::column_deviation, Word::column_open}, ColumnKind::count);
  add_share_columns(out, l);
  add_columns(out, l, {Word::column_standing}, ColumnKind::text);
  std::size_t untold = 0;
  bool unverified = false, dated = false;
  for (const PublishedRule& r : from.rules) {
    if (r.law != law || !r.any) continue;
    const auto own = row_in(r, municipality);
    if (!own) {
      if (!r.municipalities) ++untold;
      continue;
    }
    unverified = unverified || r.unverified;
    dated = dated || has_dated_cite(r.cites);
    Cells cells{title_of(r, l) + (r.unverified ? " *" : ""), r.rule, r.cites};
    add_counts(cells, *own);
    const Figure figure = figure_of(*own);
    add_shares(cells, figure, figure_of(r.national));
    const auto funnel = report::funnel_of(r);
    const auto stands = funnel ? report::standing(*own, funnel->centre) : std::nullopt;
    cells.push_back(stands ? CellValue(report::standing_text(*stands, l)) : nothing_of(figure));
    out.rows.push_back(std::move(cells));
  }
  if (out.rows.empty()) out.notes.push_back(word(Word::nothing, l));
  if (untold > 0) out.notes.push_back(said(l, "{0} regler vises ikke efter kommune: tallene er for små.", "{0} rules are not shown by municipality: the counts are too small.", {std::to_string(untold)}));
  note_hidden(out, from, l);
  if (!out.rows.empty()) out.notes.push_back(word(Word::note_cases, l, {word(Word::placeholder_rule, l) + " --municipality " + municipality}));
  if (unverified) out.notes.push_back(word(Word::note_unverified, l));
  if (dated) out.notes.push_back(word(Word::note_text_of, l));
  return out;
}

Table need_table(const report::Publication& from, const std::string& municipality, Language l) {
  using statistics::Quadrant;
  Table out{.title = word(Word::need, l), .columns = {{said(l, "Rækkevidde af", "Reach of"), ColumnKind::text}}};
  add_columns(out, l, {Word::column_population}, ColumnKind::count);
  add_columns(out, l, {Word::column_need}, ColumnKind::number);
  out.columns.push_back({said(l, "antal", "number"), ColumnKind::count});
  add_columns(out, l, {Word::column_reach, Word::column_expected, Word::column_away}, ColumnKind::number);
  out.columns.push_back({said(l, "kommunernes median, pr. 1.000", "municipalities' median, per 1,000"), ColumnKind::number});
  add_columns(out, l, {Word::column_quadrant}, ColumnKind::text);
  std::vector<const PublishedRule*> reached{nullptr};
  for (const PublishedRule& r : from.rules) {
    if (!r.law && r.any && r.municipalities) reached.push_back(&r);
  }
  const auto number = [](std::optional<double> n) { return n ? CellValue(Number{*n, 2}) : CellValue(Nothing{}); };
  for (const PublishedRule* rule : reached) {
    const auto need = report::need_of(from, rule);
    if (!need) continue;
    const auto point = std::ranges::find(need->points, municipality, &report::NeedPoint::code);
    if (point == need->points.end()) continue;
    Cells cells{report::reach_name(rule, l), static_cast<std::int64_t>(point->population + 0.5), Number{point->need, 2}, cell(point->count)};
    const bool hidden = !point->reach;
    for (const auto& n : {point->reach, point->expected, point->studentised}) cells.push_back(hidden ? CellValue(Hidden{}) : number(n));
    cells.push_back(need->reached > 0 ? number(need->median_reach) : CellValue(Hidden{}));
    cells.push_back(hidden ? CellValue(Hidden{}) : point->quadrant ? CellValue(report::quadrant_name(*point->quadrant, l)) : CellValue(Nothing{}));
    out.rows.push_back(std::move(cells));
  }
  if (out.rows.empty()) out.notes.push_back(said(l, "Kommunen står ikke i behovsfilen, eller tallene efter kommune er skjult.", "The municipality is not in the need file, or the counts by municipality are hidden."));
  else out.notes.push_back(word(Word::note_need, l, {said(l, "antallet", "the number")}));
  note_hidden(out, from, l);
  return out;
}

Table decision_table(const report::Publication& from, const std::string& municipality, Language l) {
  Table out{.title = word(Word::frameworks, l), .leading_lines = true};
  add_columns(out, l, {Word::column_framework, Word::column_cite}, ColumnKind::text);
  out.columns.push_back({said(l, "her", "here"), ColumnKind::mark});
  add_columns(out, l, {Word::column_until_then}, ColumnKind::mark);
  for (const Word w : {Word::column_decided, Word::column_partly, Word::column_undecided, Word::not_known}) out.columns.push_back({of_country(w, l), ColumnKind::count});
  // First what is not decided.
  using report::Decided;
  for (const Decided wanted : {Decided::none, Decided::some, Decided::unknown, Decided::all}) {
    for (const ledger::Framework& f : from.frameworks) {
      if (report::decided(f, municipality) != wanted) continue;
      const report::DecidedCounts n = report::decided_counts(f);
      out.rows.push_back({report::title_of(f, l), f.cites, report::decided_text(f, municipality, l), word(f.hole ? Word::holds_nothing : Word::holds_national, l), n.all, n.some, n.none, n.unknown});
    }
  }
  if (!out.rows.empty()) out.notes.push_back(word(Word::note_frameworks, l));
  return out;
}

std::vector<Table> coverage_tables(const report::Publication& from, const std::string& municipality, Language l) {
  std::vector<Table> out{report::coverage_table(from, l)};
  Table& delivered = out.front();
  std::vector<Cells> rows;
  for (const Cells& row : delivered.rows) {
    const auto* code = std::get_if<std::string>(&row.front());
    if (code != nullptr && *code == municipality) rows.push_back(row);
  }
  if (delivered.total) rows.push_back(delivered.rows.back());
  delivered.rows = std::move(rows);
  Table doubts{.title = said(l, "Bedømte sager med tvivlsomme data", "Cases judged with doubtful data"), .columns = {{word(Word::column_municipality, l), ColumnKind::text}, {word(Word::column_cases, l), ColumnKind::count}}, .total = true};
  if (!from.quality_municipalities) {
    doubts.notes.push_back(word(from.after.empty() ? Word::nothing : Word::note_not_shown, l));
  } else {
    const auto& table = *from.quality_municipalities;
    const auto found = std::ranges::find(table.row_labels(), municipality);
    const bool there = found != table.row_labels().end();
    doubts.rows.push_back({report::name_of(municipality, l), there ? cell(table.at({static_cast<std::size_t>(found - table.row_labels().begin()), 0})) : CellValue(std::int64_t{0})});
    doubts.rows.push_back({word(Word::total, l), cell(table.at({table.row_labels().size(), 0}))});
    note_hidden(doubts, from, l);
  }
  out.push_back(std::move(doubts));
  return out;
}

}  // namespace rettesnor::leader
