#include "engine/leader/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/report/drawing.hpp"
#include "engine/report/words.hpp"
#include "engine/statistics/numbers.hpp"

namespace rettesnor::leader {

namespace {

using report::line;
using report::said;
using report::stroke;
using report::text;
using report::word;
using report::Word;
using statistics::Interval;

// Places in the picture, in its own units: titles to the left, values to the right.
constexpr double names_at = 12, values_from = 380, values_to = 728, row_height = 34, heading_height = 28, first_row = 58;

/// A title in at most two lines; the rest of a longer one is left out, and the table has it.
std::string title(const std::string& words, double y) {
  constexpr std::size_t room = 50;
  if (words.size() <= room) return text(names_at, y + 4, "start", words);
  const std::size_t cut = words.rfind(' ', room);
  if (cut == std::string::npos || cut == 0) return text(names_at, y + 4, "start", words);
  std::string rest = words.substr(cut + 1);
  if (rest.size() > room) {
    const std::size_t end = rest.rfind(' ', room - 2);
    rest = (end == std::string::npos ? std::string() : rest.substr(0, end)) + " …";
  }
  return text(names_at, y - 3, "start", words.substr(0, cut)) + text(names_at, y + 13, "start", rest);
}

/// Square for outcome, round for law, and a triangle for a recommendation, so that no colour is needed.
std::string own_mark(double x, double y, Group group, const char* kind = "point") {
  if (group == Group::outcome) return fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"9\" height=\"9\" fill=\"{}\"/>\n", kind, x - 4.5, y - 4.5, report::vermillion);
  if (group == Group::recommendation) return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f} l5.5 10 l-11 0 z\" fill=\"{}\"/>\n", kind, x, y - 5.5, report::green);
  return fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\" fill=\"{}\"/>\n", kind, x, y, report::blue);
}

std::string country_mark(double x, double y) { return fmt::format("<path d=\"M{:.1f} {:.1f} l6 6 l-6 6 l-6 -6 z\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\"/>\n", x, y - 6, report::ink); }

const char* colour_of(Group group) { return group == Group::outcome ? report::vermillion : group == Group::recommendation ? report::green : report::blue; }

std::string heading(Group group, Language l) {
  switch (group) {
    case Group::outcome: return said(l, "For borgerne", "For the citizens");
    case Group::law:
    case Group::material: return said(l, "Lov, efter kategori", "Law, by category");
    case Group::recommendation: return said(l, "Anbefalinger", "Recommendations");
  }
  return {};
}

/// Those with a mark to draw.
std::vector<const Beside*> drawn(std::span<const Beside> all) {
  std::vector<const Beside*> out;
  for (const Beside& b : all) {
    if (b.own.value || b.own.bounds) out.push_back(&b);
  }
  return out;
}

Group heading_group(Group group) { return group == Group::material ? Group::law : group; }

/// Rows under their headings, from `y` on, which is moved below them. @param values  from a value to a place
template <class Values>
std::string rows(const std::vector<const Beside*>& all, const Values& values, double& y, Language l) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Beside& b = *all[i];
    if (i == 0 || heading_group(all[i - 1]->group) != heading_group(b.group)) {
      out += fmt::format("<g font-weight=\"600\">{}</g>", text(names_at, y + 18, "start", heading(b.group, l)));
      y += heading_height;
    }
    const double at = y + row_height / 2;
    out += title(b.title, at);
    if (b.own.bounds && b.own.bounds->low <= b.own.bounds->high) out += line(values(b.own.bounds->low), at, values(b.own.bounds->high), at, stroke(report::soft, 1));
    if (b.own.chance) out += line(values(b.own.chance->low), at, values(b.own.chance->high), at, stroke(colour_of(b.group), 3));
    if (b.country.value) out += country_mark(values(*b.country.value), at);
    if (b.own.value) out += own_mark(values(*b.own.value), at, b.group);
    y += row_height;
  }
  return out;
}

/// 1, 2 or 5 times a power of ten, so that there are six steps or fewer.
double step_of(double range) {
  const double power = std::pow(10.0, std::floor(std::log10(range / 4)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (range / (power * times) <= 6) return power * times;
  }
  return power * 10;
}

/// Lines and numbers of an axis from `y1` to `y2`.
std::string axis(const report::Scale& x, double step, double factor, const char* unit, double y1, double y2, Language l) {
  std::string out;
  for (double at = std::ceil(x.from / step) * step; at <= x.to + step / 1000; at += step) {
    const double value = std::abs(at) < step / 1000 ? 0 : at;
    out += line(x(value), y1, x(value), y2, stroke(report::faint, 1)) + text(x(value), y2 + 16, "middle", report::decimal(value * factor, step * factor < 1 ? 1 : 0, l) + unit);
  }
  return out;
}

double height_of(const std::vector<const Beside*>& all) {
  double out = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    out += row_height + (i == 0 || heading_group(all[i - 1]->group) != heading_group(all[i]->group) ? heading_height : 0);
  }
  return out;
}

}  // namespace

std::string beside_svg(std::span<const Beside> all_shares, std::span<const Beside> all_averages, const std::string& municipality, const std::string& id, Language l) {
  const auto shares = drawn(all_shares), averages = drawn(all_averages);
  if (shares.empty() && averages.empty()) return {};
  std::string body;
  double y = first_row;
  if (!shares.empty()) {
    const report::Scale x{.from = 0, .to = 1, .low = values_from, .high = values_to};
    body += axis(x, 0.2, 100, " %", y, y + height_of(shares), l);
    body += rows(shares, x, y, l);  // moves y, so not in one sum with what reads it
    y += 40;
  }
  if (!averages.empty()) {
    Interval range{0, 0};
    for (const Beside* b : averages) {
      for (const Figure* f : {&b->own, &b->country}) {
        if (f->value) range = {std::min(range.low, *f->value), std::max(range.high, *f->value)};
      }
      if (b->own.chance) range = {std::min(range.low, b->own.chance->low), std::max(range.high, b->own.chance->high)};
    }
    if (range.high - range.low <= 0) range = {-1, 1};
    const double step = step_of(range.high - range.low);
    const report::Scale x{.from = std::floor(range.low / step) * step, .to = std::ceil(range.high / step) * step, .low = values_from, .high = values_to};
    body += text(values_from, y + 6, "start", word(Word::axis_change, l));
    y += 14;
    body += axis(x, step, 1, "", y, y + height_of(averages), l);
    body += rows(averages, x, y, l);
    y += 30;
  }
  std::vector<report::Sample> samples;
  for (const auto& [group, words] : {std::pair{Group::outcome, said(l, "for borgerne", "for the citizens")}, {Group::law, said(l, "lov", "law")}, {Group::recommendation, said(l, "anbefaling", "recommendation")}}) {
    const auto is_of = [&](const Beside* b) { return heading_group(b->group) == group; };
    if (std::ranges::any_of(shares, is_of) || std::ranges::any_of(averages, is_of)) samples.push_back({own_mark(13, 0, group, "key"), words});
  }
  samples.push_back({country_mark(13, 0), word(Word::key_country, l)});
  samples.push_back({report::sample_line(stroke(report::ink, 3)), word(Word::column_chance, l)});
  samples.push_back({report::sample_line(stroke(report::soft, 1)), word(Word::column_bounds, l)});
  const std::string name = said(l, "{0} ved siden af landet", "{0} beside the country", {municipality});
  const std::string description = said(l, "Hver linje er en andel eller et gennemsnit for kommunen med 95 %-interval; den tynde streg går fra det laveste til det højeste, som de åbne kan gøre den til, og ruden er landets. {0} andele og {1} gennemsnit er vist. Udbytte, lov og anbefalinger står hver for sig.",
                                       "Each line is a share or an average of the municipality with its 95 % interval; the thin line runs from the lowest to the highest that the open ones can make it, and the diamond is the country's. {0} shares and {1} averages are shown. Outcome, law and recommendations stand apart.",
                                       {std::to_string(shares.size()), std::to_string(averages.size())});
  return report::begin_picture(id, name, description, y) + report::key(samples, 1, names_at) + body + "</svg>\n";
}

}  // namespace rettesnor::leader
