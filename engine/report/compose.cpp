#include "engine/report/compose.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "engine/report/need.hpp"
#include "engine/store/ledger/dated_cites.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::report {

namespace {

using Cells = std::vector<CellValue>;

void add_columns(Table& table, Language l, std::initializer_list<Word> titles, ColumnKind kind) {
  for (const Word w : titles) table.columns.push_back({word(w, l), kind});
}

/// Share, bounds and interval; hidden where a count that they rest on is.
void add_share(Cells& cells, const Row& row) {
  const bool known = row.kept && row.missed && row.open;
  const auto share = share_of(row);
  const auto bounds = bounds_of(row);
  cells.push_back(share ? CellValue(ShareValue{share->value}) : known ? CellValue(Nothing{}) : CellValue(Hidden{}));
  cells.push_back(bounds ? CellValue(*bounds) : known ? CellValue(Nothing{}) : CellValue(Hidden{}));
  cells.push_back(share ? CellValue(share->chance) : known ? CellValue(Nothing{}) : CellValue(Hidden{}));
}

void add_share_columns(Table& table, Language l) {
  add_columns(table, l, {Word::column_share}, ColumnKind::share);
  add_columns(table, l, {Word::column_bounds, Word::column_chance}, ColumnKind::range);
}

void add_counts(Cells& cells, const Row& row) {
  for (const Maybe n : {row.relevant, row.kept, row.missed, row.open}) cells.push_back(cell(n));
  add_share(cells, row);
}

void add_count_columns(Table& table, Language l) {
  add_columns(table, l, {Word::column_relevant, Word::column_kept, Word::column_missed, Word::column_open}, ColumnKind::count);
  add_share_columns(table, l);
}

bool hides(const Table& table) {
  return std::ranges::any_of(table.rows, [](const Cells& row) {
    return std::ranges::any_of(row, [](const CellValue& c) { return std::holds_alternative<Hidden>(c); });
  });
}

Word signal_word(statistics::Signal signal) {
  switch (signal) {
    case statistics::Signal::none: break;
    case statistics::Signal::outside: return Word::signal_outside;
    case statistics::Signal::trend: return Word::signal_trend;
    case statistics::Signal::two_of_three: return Word::signal_two;
    case statistics::Signal::shift: return Word::signal_shift;
  }
  return Word::nothing;
}

void note_hidden(Table& table, const Publication& from, Language l) {
  if (!hides(table)) return;
  table.notes.push_back(word(Word::note_hidden, l, {std::to_string(from.threshold)}));
  if (!from.after.empty()) table.notes.push_back(word(Word::note_held, l));
}

/// How to come from a figure to its cases. @param which  options that name the figure
void note_cases(Table& table, const std::string& rule, const std::string& which, Language l) {
  table.notes.push_back(word(Word::note_cases, l, {(rule.empty() ? word(Word::placeholder_rule, l) : rule) + which}));
}

}  // namespace

std::string title_of(const PublishedRule& rule, Language l) {
  const std::string& own = l == Language::danish ? rule.title_da : rule.title_en;
  const std::string& other = l == Language::danish ? rule.title_en : rule.title_da;
  return !own.empty() ? own : !other.empty() ? other : rule.rule;
}

std::string name_of(const std::string& code, Language l) {
  if (code.empty()) return word(Word::not_known, l);
  const std::string_view name = municipality_name(code);
  return name.empty() ? word(Word::no_such, l) : std::string(name);
}

std::string standing_text(const Standing& standing, Language l) {
  using statistics::Place;
  Word which = Word::within;
  switch (standing.place) {
    case Place::far_below: which = Word::far_below; break;
    case Place::below: which = Word::below; break;
    case Place::within: break;
    case Place::above: which = Word::above; break;
    case Place::far_above: which = Word::far_above; break;
  }
  return standing.may_change ? word(Word::may_change, l, {word(which, l)}) : word(which, l);
}

Table national_table(const Publication& from, bool law, const std::string& only, Language l) {
  Table out{.title = word(law ? Word::law : Word::recommendations, l), .leading_lines = true};
  add_columns(out, l, {Word::column_rule, Word::column_name, Word::column_cite}, ColumnKind::text);
  if (law) add_columns(out, l, {Word::column_relevant, Word::column_done, Word::column_late, Word::column_breached, Word::column_judgement}, ColumnKind::count);
  else add_columns(out, l, {Word::column_relevant, Word::column_followed, Word::column_followed_late, Word::column_deviation, Word::column_explained}, ColumnKind::count);
  add_columns(out, l, {Word::column_undetermined, Word::column_pending}, ColumnKind::count);
  add_share_columns(out, l);
  std::size_t empty = 0;
  bool unverified = false, dated = false;
  for (const PublishedRule& r : from.rules) {
    if (r.law != law || (!only.empty() && r.rule != only)) continue;
    if (!r.any && r.pending == 0) {
      ++empty;
      continue;
    }
    unverified = unverified || r.unverified;
    dated = dated || has_dated_cite(r.cites);
    Cells cells{title_of(r, l) + (r.unverified ? " *" : ""), r.rule, r.cites};
    if (r.any) {
      for (const Maybe n : {r.national.relevant, r.fulfilled, r.late, r.breached, r.for_judgement, r.undetermined, r.pending}) cells.push_back(cell(n));
      add_share(cells, r.national);
    } else {
      for (int i = 0; i < 6; ++i) cells.emplace_back(std::int64_t{0});
      cells.push_back(cell(r.pending));
      for (int i = 0; i < 3; ++i) cells.emplace_back(Nothing{});
    }
    out.rows.push_back(std::move(cells));
  }
  if (out.rows.empty()) out.notes.push_back(word(Word::nothing, l));
  note_hidden(out, from, l);
  if (!out.rows.empty()) note_cases(out, only, " --verdict breached", l);
  if (empty > 0) out.notes.push_back(word(Word::note_empty, l, {std::to_string(empty)}));
  if (unverified) out.notes.push_back(word(Word::note_unverified, l));
  if (dated) out.notes.push_back(word(Word::note_text_of, l));
  return out;
}

std::span<const Category> categories() {
  static constexpr std::array all{
      Category{"case_information", Word::category_case_information}, Category{"reasons", Word::category_reasons},
      Category{"assessment", Word::category_assessment},             Category{"legal_basis", Word::category_legal_basis},
      Category{"hearing", Word::category_hearing},                   Category{"complaint_guidance", Word::category_complaint_guidance},
      Category{"deadline", Word::category_deadline},                 Category{"plan", Word::category_plan},
      Category{"holistic_assessment", Word::category_holistic_assessment}};
  return all;
}

std::string category_name(std::string_view code, bool material, Language l) {
  for (const Category& c : categories()) {
    if (c.code == code) return material ? word(Word::category_material, l, {word(c.name, l)}) : word(c.name, l);
  }
  return std::string(code);
}

Table measured_table(const Publication& from, Language l) {
  struct Sum {
    std::int64_t rules = 0;
    std::int64_t relevant = 0, kept = 0, missed = 0, open = 0;
    void add(const Row& row) {
      ++rules;
      relevant += *row.relevant;
      kept += *row.kept;
      missed += *row.missed;
      open += *row.open;
    }
  };
  std::map<std::string, std::pair<Sum, Sum>> sums;
  std::size_t hidden = 0, outside = 0;
  for (const PublishedRule& r : from.rules) {
    if (!r.law || !r.any) continue;
    const Row& row = r.national;
    if (r.quality.empty() || r.quality == "none") {
      ++outside;
    } else if (!row.relevant || !row.kept || !row.missed || !row.open) {
      ++hidden;
    } else {
      auto& [all, material] = sums[r.quality];
      all.add(row);
      if (r.material) material.add(row);
    }
  }
  Table out{.title = word(Word::measured, l), .leading_lines = true};
  add_columns(out, l, {Word::column_category}, ColumnKind::text);
  add_columns(out, l, {Word::column_rules}, ColumnKind::count);
  add_count_columns(out, l);
  const auto add = [&](const std::string& title, const Sum& sum) {
    Cells cells{title, sum.rules};
    add_counts(cells, {sum.relevant, sum.kept, sum.missed, sum.open});
    out.rows.push_back(std::move(cells));
  };
  for (const Category& c : categories()) {
    const auto found = sums.find(c.code);
    if (found == sums.end()) continue;
    add(category_name(c.code, false, l), found->second.first);
    if (found->second.second.rules > 0) add(category_name(c.code, true, l), found->second.second);
  }
  if (out.rows.empty()) return out;
  out.notes.push_back(word(Word::note_measured, l));
  if (hidden > 0) out.notes.push_back(word(Word::note_measured_hidden, l, {std::to_string(hidden)}));
  if (outside > 0) out.notes.push_back(word(Word::note_measured_none, l, {std::to_string(outside)}));
  return out;
}

Table municipality_table(const Publication& from, const PublishedRule& rule, Language l) {
  Table out{.title = word(Word::by_municipality, l)};
  add_columns(out, l, {Word::column_code, Word::column_municipality}, ColumnKind::text);
  add_count_columns(out, l);
  add_columns(out, l, {Word::column_standing}, ColumnKind::text);
  if (!rule.municipalities) {
    out.notes.push_back(word(Word::note_no_municipalities, l));
    return out;
  }
  const auto funnel = funnel_of(rule);
  const auto& codes = rule.municipalities->row_labels();
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const Row row = row_of(*rule.municipalities, i);
    Cells cells{codes[i].empty() ? CellValue(Nothing{}) : CellValue(codes[i]), name_of(codes[i], l)};
    add_counts(cells, row);
    const bool known = row.kept && row.missed && row.open;
    const auto stands = funnel ? standing(row, funnel->centre) : std::nullopt;
    cells.push_back(stands ? CellValue(standing_text(*stands, l)) : known || !funnel ? CellValue(Nothing{}) : CellValue(Hidden{}));
    out.rows.push_back(std::move(cells));
  }
  Cells all{Nothing{}, word(Word::total, l)};
  add_counts(all, rule.national);
  all.emplace_back(Nothing{});
  out.rows.push_back(std::move(all));
  out.total = true;
  out.notes.push_back(word(Word::note_order, l));
  note_cases(out, rule.rule, " --municipality " + word(Word::placeholder_code, l), l);
  note_hidden(out, from, l);
  if (hides(out)) out.notes.push_back(word(Word::note_selection, l));
  if (funnel && funnel->spread && funnel->homogeneity) {
    out.notes.push_back(word(Word::note_spread, l, {decimal(funnel->spread->phi, 2, l), decimal(funnel->homogeneity->p, 4, l), std::to_string(funnel->points.size())}));
  }
  return out;
}

Table month_table(const Publication& from, const PublishedRule& rule, Language l) {
  Table out{.title = word(Word::by_month, l)};
  add_columns(out, l, {Word::column_month}, ColumnKind::text);
  add_count_columns(out, l);
  add_columns(out, l, {Word::column_signal}, ColumnKind::text);
  if (!rule.months) {
    out.notes.push_back(word(Word::note_no_months, l));
    return out;
  }
  std::map<std::string, statistics::Signal> flags;
  if (const auto chart = chart_of(rule)) {
    for (const ChartPoint& p : chart->points) flags[p.month] = p.signal;
  }
  const auto& months = rule.months->row_labels();
  for (std::size_t i = 0; i < months.size(); ++i) {
    Cells cells{months[i].empty() ? word(Word::not_known, l) : months[i]};
    add_counts(cells, row_of(*rule.months, i));
    const auto flag = flags.find(months[i]);
    cells.push_back(flag == flags.end() || flag->second == statistics::Signal::none ? CellValue(Nothing{}) : CellValue(word(signal_word(flag->second), l)));
    out.rows.push_back(std::move(cells));
  }
  Cells all{word(Word::total, l)};
  add_counts(all, rule.national);
  all.emplace_back(Nothing{});
  out.rows.push_back(std::move(all));
  out.total = true;
  note_cases(out, rule.rule, " --month " + word(Word::placeholder_month, l), l);
  note_hidden(out, from, l);
  if (hides(out)) {
    out.notes.push_back(word(Word::note_selection, l));
    out.notes.push_back(word(Word::note_gaps, l));
  }
  return out;
}

Table coverage_table(const Publication& from, Language l) {
  Table out{.title = word(Word::coverage, l)};
  add_columns(out, l, {Word::column_code, Word::column_municipality}, ColumnKind::text);
  add_columns(out, l, {Word::column_cases}, ColumnKind::count);
  for (const std::string& month : from.coverage.months) out.columns.push_back({month, ColumnKind::mark});
  std::map<std::string, CellValue> cases;
  for (const Municipality& m : municipalities()) cases[std::string(m.code)] = std::int64_t{0};
  if (from.delivered) {
    for (std::size_t i = 0; i < from.delivered->row_labels().size(); ++i) cases[from.delivered->row_labels()[i]] = cell(from.delivered->at({i, 0}));
  } else if (!from.cases) {
    cases.clear();
    out.notes.push_back(word(Word::note_no_municipalities, l));
  }
  std::size_t gaps = 0;
  for (const auto& [code, n] : cases) {
    Cells cells{code.empty() ? CellValue(Nothing{}) : CellValue(code), name_of(code, l), n};
    const auto months = from.coverage.municipalities.find(code);
    for (std::size_t i = 0; i < from.coverage.months.size(); ++i) {
      const Delivered d = months == from.coverage.municipalities.end() ? Delivered::none : months->second[i];
      cells.push_back(d == Delivered::some ? CellValue(some_mark) : d == Delivered::hidden ? CellValue(Hidden{}) : CellValue(nothing_mark));
    }
    if (months != from.coverage.municipalities.end() && std::ranges::find(months->second, Delivered::none) != months->second.end()) ++gaps;
    out.rows.push_back(std::move(cells));
  }
  if (from.delivered) {
    Cells all{Nothing{}, word(Word::total, l), cell(from.delivered->at({from.delivered->row_labels().size(), 0}))};
    all.resize(out.columns.size(), CellValue(std::string()));  // `–` would say that nobody delivered anything
    out.rows.push_back(std::move(all));
  }
  out.total = from.delivered.has_value();
  if (from.delivered) {
    out.notes.push_back(word(Word::note_empty_delivery, l, {std::to_string(municipalities().size() - from.municipalities), std::to_string(gaps)}));
    if (!from.coverage.months.empty()) out.notes.push_back(word(Word::note_coverage, l, {std::to_string(from.threshold)}));
  }
  note_hidden(out, from, l);
  return out;
}

std::string reach_name(const PublishedRule* rule, Language l) {
  return rule == nullptr ? word(Word::need_cases, l) : word(Word::relevant_instances, l, {title_of(*rule, l)});
}

std::string quadrant_name(statistics::Quadrant quadrant, Language l) {
  using statistics::Quadrant;
  switch (quadrant) {
    case Quadrant::low_need_low_reach: return word(Word::quadrant_ll, l);
    case Quadrant::low_need_high_reach: return word(Word::quadrant_lh, l);
    case Quadrant::high_need_low_reach: return word(Word::quadrant_hl, l);
    case Quadrant::high_need_high_reach: break;
  }
  return word(Word::quadrant_hh, l);
}

Table need_table(const Publication& from, const PublishedRule* rule, Language l) {
  Table out{.title = word(Word::need_of, l, {reach_name(rule, l)})};
  add_columns(out, l, {Word::column_code, Word::column_municipality}, ColumnKind::text);
  add_columns(out, l, {Word::column_population}, ColumnKind::count);
  add_columns(out, l, {Word::column_need}, ColumnKind::number);
  out.columns.push_back({word(rule == nullptr ? Word::column_cases : Word::column_relevant, l), ColumnKind::count});
  add_columns(out, l, {Word::column_reach, Word::column_expected, Word::column_away}, ColumnKind::number);
  add_columns(out, l, {Word::column_quadrant}, ColumnKind::text);
  const auto need = need_of(from, rule);
  if (!need) {
    out.notes.push_back(word(Word::note_no_need, l));
    return out;
  }
  const auto number = [](std::optional<double> n) { return n ? CellValue(Number{*n, 2}) : CellValue(Nothing{}); };
  for (const NeedPoint& p : need->points) {
    Cells cells{p.code, name_of(p.code, l), static_cast<std::int64_t>(p.population + 0.5), Number{p.need, 2}, cell(p.count)};
    if (!p.reach) {
      cells.resize(out.columns.size(), Hidden{});
    } else {
      for (const auto& n : {p.reach, p.expected, p.studentised}) cells.push_back(number(n));
      cells.push_back(p.quadrant ? CellValue(quadrant_name(*p.quadrant, l)) : CellValue(Nothing{}));
    }
    out.rows.push_back(std::move(cells));
  }
  out.notes.push_back(word(Word::note_need, l, {reach_name(rule, l)}));
  if (need->expected && need->spearman && need->concentration) {
    out.notes.push_back(word(Word::note_fit, l, {std::to_string(need->reached), percent(need->expected->r_squared, l), decimal(*need->spearman, 2, l), decimal(*need->concentration, 3, l)}));
  }
  out.notes.push_back(word(Word::note_order, l));
  note_hidden(out, from, l);
  return out;
}

Table identity_table(const Publication& from, Language l) {
  Table out{.title = word(Word::identity, l), .columns = {{word(Word::column_name, l), ColumnKind::text}, {word(Word::column_value, l), ColumnKind::text}}};
  for (const auto& [name, value] : from.run) {
    if (name == "source_bytes") continue;  // with the lines' form known, it tells of counts
    out.rows.push_back({name, value});
  }
  out.rows.push_back({word(Word::head, l), from.head});
  for (const std::string& head : from.after) out.rows.push_back({word(Word::earlier_head, l), head});
  return out;
}

std::string as_of_text(const Publication& from) {
  for (const auto& [name, value] : from.run) {
    if (name != "as_of") continue;
    std::string out = value.substr(0, 16);
    std::ranges::replace(out, 'T', ' ');
    return out;
  }
  return nothing_mark;
}

}  // namespace rettesnor::report
