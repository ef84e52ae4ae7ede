// The picture of need against reach.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/report/drawing.hpp"
#include "engine/report/svg.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::report {

namespace {

int digits_of(double step) { return step >= 1 ? 0 : step >= 0.1 ? 1 : 2; }

struct Ends {
  double low = 0, high = 1;
};

/// A little more than the values.
Ends around(const std::vector<double>& values, bool from_zero) {
  if (values.empty()) return {};
  const auto [low, high] = std::ranges::minmax(values);
  const double room = std::max((high - low) * 0.06, 1e-9 + std::abs(high) * 0.01);
  return {from_zero ? 0 : low - room, high + room};
}

bool is_far(const NeedPoint& p) { return p.studentised && std::abs(*p.studentised) > 2; }

bool is_wanting(const NeedPoint& p) { return p.quadrant == statistics::Quadrant::high_need_low_reach; }

}  // namespace

std::string need_svg(const Need& need, const std::string& id, const std::string& reach, Language l, const std::string& own) {
  using statistics::Place;
  std::vector<double> needs, reaches;
  std::size_t wanting = 0, far = 0;
  for (const NeedPoint& p : need.points) {
    if (!p.reach) continue;
    needs.push_back(p.need);
    reaches.push_back(*p.reach);
    wanting += is_wanting(p) ? 1 : 0;
    far += is_far(p) ? 1 : 0;
  }
  const Ends across = around(needs, false), up = around(reaches, true);
  const Scale x{.from = across.low, .to = across.high, .low = left, .high = right};
  const Scale y{.from = up.low, .to = up.high, .low = bottom, .high = top};
  std::string out = begin_picture(id, word(Word::need_title, l, {reach}), word(Word::need_desc, l, {std::to_string(needs.size()), std::to_string(wanting), std::to_string(far)}));
  const double step_y = axis_step(up.high - up.low), step_x = axis_step(across.high - across.low);
  for (double v = std::ceil(up.low / step_y) * step_y; v <= up.high; v += step_y) {
    out += line(left, y(v), right, y(v), stroke(faint, 1)) + text(left - 8, y(v) + 4, "end", decimal(v, digits_of(step_y), l));
  }
  for (double v = std::ceil(across.low / step_x) * step_x; v <= across.high; v += step_x) {
    out += line(x(v), bottom, x(v), bottom + 5, stroke(soft, 1)) + text(x(v), bottom + 18, "middle", decimal(v, digits_of(step_x), l));
  }
  out += frame() + text(left - 46, top - 14, "start", word(Word::axis_reach, l, {reach})) + text((left + right) / 2, bottom + 38, "middle", word(Word::axis_need, l));
  const std::string style_median = stroke(soft, 1.2, "6 4"), style_expected = stroke(ink, 1.5);
  out += line(x(need.median_need), top, x(need.median_need), bottom, style_median) + line(left, y(need.median_reach), right, y(need.median_reach), style_median);
  if (need.expected) {
    // Where the line would leave the picture it ends.
    std::vector<std::pair<double, double>> points;
    constexpr int pieces = 60;
    for (int i = 0; i <= pieces; ++i) {
      const double at = across.low + (across.high - across.low) * i / pieces, value = need.expected->intercept + need.expected->slope * at;
      if (value >= up.low && value <= up.high) points.emplace_back(x(at), y(value));
    }
    out += path(points, style_expected);
  }
  for (const NeedPoint& p : need.points) {
    if (p.reach) out += mark(x(p.need), y(*p.reach), is_far(p) ? Place::far_below : is_wanting(p) ? Place::below : Place::within);
  }
  // A name that would lie on another is left out; the table has it.
  std::vector<std::pair<double, double>> named;
  // The page's own municipality first.
  std::vector<const NeedPoint*> marked;
  for (const NeedPoint& p : need.points) {
    if (p.reach && p.code == own) {
      marked.insert(marked.begin(), &p);
      out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"9\" {}/>\n", x(p.need), y(*p.reach), stroke(ink, 2));
    } else if (p.reach && is_far(p)) {
      marked.push_back(&p);
    }
  }
  for (const NeedPoint* at : marked) {
    const NeedPoint& p = *at;
    const bool at_right = x(p.need) > right - 120;
    const std::pair here{x(p.need), y(*p.reach)};
    if (std::ranges::any_of(named, [&](const auto& other) { return std::abs(other.first - here.first) < 110 && std::abs(other.second - here.second) < 13; })) continue;
    named.push_back(here);
    out += text(x(p.need) + (at_right ? -9 : 9), y(*p.reach) + 4, at_right ? "end" : "start", municipality_name(p.code));
  }
  const std::vector<Sample> lines{{sample_line(style_expected), word(Word::key_expected, l)}, {sample_line(style_median), word(Word::key_median, l)}};
  const std::vector<Sample> marks{{mark(13, 0, Place::within, "key"), word(Word::key_others, l)}, {mark(13, 0, Place::below, "key"), word(Word::key_high_low, l)}, {mark(13, 0, Place::far_below, "key"), word(Word::key_away, l)}};
  std::vector<Sample> all = marks;
  all.insert(all.end(), lines.begin(), lines.end());
  return out + key(all, 1, left - 46) + "</svg>\n";
}

}  // namespace rettesnor::report
