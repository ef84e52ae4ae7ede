// Time to fulfilment as tables, and as a picture.
#include <fmt/format.h>

#include <algorithm>

#include "engine/report/compose.hpp"
#include "engine/report/drawing.hpp"
#include "engine/report/survival.hpp"
#include "engine/report/svg.hpp"

namespace rettesnor::report {

namespace {

CellValue median_cell(const PublishedSurvival& s, const std::optional<Stretch>& median, Language l) {
  if (!s.shown) return Hidden{};
  return median ? days_text(*median, l) : word(Word::survival_not_reached, l);
}

}  // namespace

std::string title_of(const PublishedSurvival& s, Language l) {
  const std::string& own = l == Language::danish ? s.title_da : s.title_en;
  const std::string& other = l == Language::danish ? s.title_en : s.title_da;
  return !own.empty() ? own : !other.empty() ? other : s.rule;
}

std::string days_text(const Stretch& days, Language l) {
  if (!days.until) return word(Word::days_later, l, {std::to_string(days.from)});
  if (*days.until == days.from) return word(Word::days_one, l, {std::to_string(days.from)});
  return word(Word::days_span, l, {std::to_string(days.from), std::to_string(*days.until)});
}

Table survival_table(const Publication& from, Language l) {
  Table out{.title = word(Word::survival, l), .leading_lines = true};
  for (const Word w : {Word::column_rule, Word::column_name, Word::column_cite}) out.columns.push_back({word(w, l), ColumnKind::text});
  for (const Word w : {Word::column_followed_so, Word::column_done_so, Word::column_open_so, Word::not_known}) out.columns.push_back({word(w, l), ColumnKind::count});
  for (const Word w : {Word::column_median, Word::column_median_low, Word::column_median_high}) out.columns.push_back({word(w, l), ColumnKind::text});
  std::size_t hidden = 0;
  for (const PublishedSurvival& s : from.survival) {
    if (!s.shown) {
      ++hidden;
      continue;
    }
    std::int64_t done = 0;
    for (const SurvivalBin& b : s.bins) done += b.done;
    out.rows.push_back({title_of(s, l) + (s.unverified ? " *" : ""), s.rule, s.cites, s.followed, done, s.followed - done, s.unknown, median_cell(s, s.median, l), median_cell(s, s.median_lowest, l), median_cell(s, s.median_highest, l)});
  }
  if (from.survival.empty()) return out;
  out.notes.push_back(word(Word::note_survival, l));
  if (hidden > 0) out.notes.push_back(word(Word::note_survival_hidden, l, {std::to_string(hidden), std::to_string(from.threshold)}));
  if (std::ranges::any_of(from.survival, [](const PublishedSurvival& s) { return s.shown && s.unverified; })) out.notes.push_back(word(Word::note_unverified, l));
  return out;
}

Table survival_steps_table(const PublishedSurvival& s, Language l) {
  Table out{.title = word(Word::survival_steps, l)};
  out.columns.push_back({word(Word::column_days, l), ColumnKind::text});
  for (const Word w : {Word::column_at_risk, Word::column_done_so, Word::column_open_so}) out.columns.push_back({word(w, l), ColumnKind::count});
  out.columns.push_back({word(Word::column_still_open, l), ColumnKind::share});
  out.columns.push_back({word(Word::column_bounds, l), ColumnKind::range});
  std::int64_t at_risk = s.followed;
  for (const SurvivalBin& b : s.bins) {
    out.rows.push_back({days_text(b.days, l), at_risk, b.done, b.open, ShareValue{b.still_open}, statistics::Interval{b.lowest, b.highest}});
    at_risk -= b.done + b.open;
  }
  out.notes.push_back(word(Word::note_survival_steps, l));
  return out;
}

std::string survival_svg(const PublishedSurvival& s, const std::string& id, const std::string& rule, Language l) {
  // Days on an axis that the last stretch's beginning ends; what is later has no length that is known.
  std::vector<double> at{0};
  for (const SurvivalBin& b : s.bins) at.push_back(b.days.until ? *b.days.until + 1 : at.back());
  const double most = std::max(at.back(), 1.0);
  const Scale x{.from = 0, .to = most, .low = left, .high = right};
  const Scale y{.from = 0, .to = 1, .low = bottom, .high = top};
  std::string out = begin_picture(id, word(Word::survival_title, l, {rule}), word(Word::survival_desc, l, {std::to_string(s.followed), s.median ? days_text(*s.median, l) : word(Word::survival_not_reached, l)}));
  for (int t = 0; t <= 10; t += 2) out += line(left, y(t / 10.0), right, y(t / 10.0), stroke(faint, 1)) + text(left - 8, y(t / 10.0) + 4, "end", fmt::format("{} %", t * 10));
  out += frame() + text(left - 46, top - 14, "start", word(Word::axis_still_open, l)) + text((left + right) / 2, bottom + 38, "middle", word(Word::axis_days, l));
  const double step = axis_step(most);
  for (double day = 0; day <= most; day += std::max(step, 1.0)) out += line(x(day), bottom, x(day), bottom + 5, stroke(soft, 1)) + text(x(day), bottom + 18, "middle", decimal(day, 0, l));
  // Where in a stretch it falls is not told: the line goes straight to the stretch's end.
  const auto drawn = [&](double SurvivalBin::* share, const std::string& style) {
    std::vector<std::pair<double, double>> points{{x(0), y(1)}};
    for (std::size_t i = 0; i < s.bins.size(); ++i) {
      if (s.bins[i].days.until) points.emplace_back(x(at[i + 1]), y(s.bins[i].*share));
    }
    return path(points, style);
  };
  const std::string style_bounds = stroke(soft, 1.2, "6 4"), style_curve = stroke(blue, 2), style_half = stroke(vermillion, 1.2, "1.5 4");
  out += line(left, y(0.5), right, y(0.5), style_half) + drawn(&SurvivalBin::lowest, style_bounds) + drawn(&SurvivalBin::highest, style_bounds) + drawn(&SurvivalBin::still_open, style_curve);
  for (std::size_t i = 0; i < s.bins.size(); ++i) {
    if (s.bins[i].days.until) out += fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n", x(at[i + 1]), y(s.bins[i].still_open), blue);
  }
  return out + key({{sample_line(style_curve), word(Word::column_still_open, l)}, {sample_line(style_bounds), word(Word::column_bounds, l)}, {sample_line(style_half), word(Word::key_half, l)}}, 1) + "</svg>\n";
}

}  // namespace rettesnor::report
