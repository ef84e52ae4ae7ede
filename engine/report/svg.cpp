#include "engine/report/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/report/drawing.hpp"

namespace rettesnor::report {

namespace {

using statistics::Interval;

/// The lower end of the share axis, so that what is drawn fills it: a multiple of ten per cent.
double floor_of(double lowest) { return std::clamp(std::floor(lowest * 10 - 0.2) / 10, 0.0, 0.8); }

/// Numbers of instances on an axis of square roots: many municipalities are small and a few very large, and so are the
/// limits about as wide as the distances.
struct RootScale {
  Scale root;
  double operator()(double n) const { return root(std::sqrt(n)); }
};

/// 1, 2 or 5 times a power of ten, where there is room for the number.
std::string number_axis(const RootScale& x, double most, Language l) {
  constexpr double room = 52;
  std::string out = text(x(0), bottom + 18, "middle", "0");
  double last = x(0);
  for (double power = 1; power <= most; power *= 10) {
    for (const double m : {1.0, 2.0, 5.0}) {
      const double at = m * power > most ? last : x(m * power);
      if (at < last + room) continue;
      out += line(at, bottom, at, bottom + 5, stroke(soft, 1)) + text(at, bottom + 18, "middle", grouped(static_cast<std::int64_t>(m * power), l));
      last = at;
    }
  }
  return out;
}

}  // namespace

std::string funnel_svg(const Funnel& funnel, const std::string& id, const std::string& rule, Language l) {
  using statistics::Place;
  std::size_t within = 0, outside = 0, far = 0;
  double lowest = funnel.centre, most = 10;
  for (const FunnelPoint& p : funnel.points) {
    const Place place = p.standing.place;
    ++(place == Place::within ? within : place == Place::above || place == Place::below ? outside : far);
    lowest = std::min({lowest, p.share.value, p.share.bounds.low});
    most = std::max(most, static_cast<double>(p.share.settled.total));
  }
  most *= 1.04;
  const RootScale x{{.from = 0, .to = std::sqrt(most), .low = left, .high = right}};
  const Scale y{.from = floor_of(lowest), .to = 1, .low = bottom, .high = top};
  std::string out = begin_picture(id, word(Word::funnel_title, l, {rule}),
                          word(Word::funnel_desc, l, {std::to_string(funnel.points.size()), std::to_string(within), std::to_string(outside), std::to_string(far), percent(funnel.centre, l)}));
  out += share_axis(y, l);
  out += number_axis(x, most, l) + text((left + right) / 2, bottom + 38, "middle", word(Word::axis_number, l));

  const auto limit_paths = [&](const auto& limits_at, const std::string& style) {
    std::vector<std::pair<double, double>> low, high;
    constexpr int pieces = 160;
    for (int i = 1; i <= pieces; ++i) {
      const auto n = std::max<std::int64_t>(1, std::llround(most * i * i / (pieces * pieces)));
      const std::optional<Interval> limits = limits_at(n);
      if (!limits || (!low.empty() && x(static_cast<double>(n)) <= low.back().first)) continue;
      low.emplace_back(x(static_cast<double>(n)), y(std::max(limits->low, y.from)));
      high.emplace_back(x(static_cast<double>(n)), y(limits->high));
    }
    return path(low, style) + path(high, style);
  };
  const std::string style_95 = stroke(soft, 1.5, "6 4"), style_998 = stroke(ink, 1.5), style_spread = stroke(blue, 1.5, "1.5 4");
  out += limit_paths([&](std::int64_t n) { return statistics::share_limits(funnel.centre, n, statistics::level_95); }, style_95);
  out += limit_paths([&](std::int64_t n) { return statistics::share_limits(funnel.centre, n, statistics::level_998); }, style_998);
  std::vector<Sample> samples{{sample_line(stroke(vermillion, 1.5)), word(Word::key_country, l)}, {sample_line(style_95), word(Word::key_95, l)}, {sample_line(style_998), word(Word::key_998, l)}};
  if (funnel.spread && funnel.spread->tau_squared > 0) {
    out += limit_paths([&](std::int64_t n) { return statistics::adjusted_limits(*funnel.spread, static_cast<double>(n), statistics::level_998); }, style_spread);
    samples.push_back({sample_line(style_spread), word(Word::key_adjusted, l)});
  }
  out += line(left, y(funnel.centre), right, y(funnel.centre), stroke(vermillion, 1.5));
  for (const FunnelPoint& p : funnel.points) {
    if (p.share.bounds.high - p.share.bounds.low < 0.001) continue;
    const double at = x(static_cast<double>(p.share.settled.total));
    out += line(at, y(p.share.bounds.low), at, y(p.share.bounds.high), "class=\"open\" stroke=\"#009E73\" stroke-width=\"1.6\"");
  }
  samples.push_back({"<path d=\"M13 -8 L13 8\" stroke=\"#009E73\" stroke-width=\"1.6\"/>", word(Word::key_open, l)});
  for (const FunnelPoint& p : funnel.points) out += mark(x(static_cast<double>(p.share.settled.total)), y(p.share.value), p.standing.place);
  const std::vector<Sample> marks{{mark(13, 0, Place::within, "key"), word(Word::within, l)}, {mark(13, 0, Place::below, "key"), word(Word::key_outside_95, l)}, {mark(13, 0, Place::far_below, "key"), word(Word::key_outside_998, l)}};
  return out + key(samples) + key(marks, 1) + "</svg>\n";
}

std::string chart_svg(const Chart& chart, const std::string& id, const std::string& rule, Language l) {
  std::size_t flagged = 0;
  double lowest = chart.centre;
  for (const ChartPoint& p : chart.points) {
    if (p.signal != statistics::Signal::none) ++flagged;
    lowest = std::min({lowest, p.share.value, p.share.bounds.low, p.limits.low});
  }
  const Scale x{.from = -0.5, .to = static_cast<double>(std::max<std::size_t>(chart.months, 1)) - 0.5, .low = left, .high = right};
  const Scale y{.from = floor_of(lowest), .to = 1, .low = bottom, .high = top};
  std::string out = begin_picture(id, word(Word::chart_title, l, {rule}), word(Word::chart_desc, l, {std::to_string(chart.points.size()), percent(chart.centre, l), std::to_string(flagged)}));
  out += share_axis(y, l);
  out += line(left, y(chart.centre), right, y(chart.centre), stroke(vermillion, 1.5));

  // A stretch of months without a gap is one line; its limits go in steps.
  std::vector<std::pair<double, double>> values, low, high;
  const std::string style_limits = stroke(ink, 1.5), style_values = stroke(blue, 1.2);
  const auto flush = [&] {
    out += path(low, style_limits) + path(high, style_limits) + path(values, style_values);
    values.clear();
    low.clear();
    high.clear();
  };
  const std::size_t every = std::max<std::size_t>(1, (chart.months + 11) / 12);
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const ChartPoint& p = chart.points[i];
    const auto place = static_cast<double>(p.place);
    if (i > 0 && p.place != chart.points[i - 1].place + 1) flush();
    values.emplace_back(x(place), y(p.share.value));
    for (const double side : {-0.5, 0.5}) {
      low.emplace_back(x(place + side), y(std::max(p.limits.low, y.from)));
      high.emplace_back(x(place + side), y(p.limits.high));
    }
    if ((p.place - chart.points.front().place) % every == 0) out += text(x(place), bottom + 18, "middle", p.month);
    if (p.share.bounds.high - p.share.bounds.low >= 0.001) {
      out += line(x(place), y(p.share.bounds.low), x(place), y(p.share.bounds.high), "class=\"open\" stroke=\"#009E73\" stroke-width=\"1.6\"");
    }
  }
  flush();
  for (const ChartPoint& p : chart.points) {
    const bool signal = p.signal != statistics::Signal::none;
    out += mark(x(static_cast<double>(p.place)), y(p.share.value), !signal ? statistics::Place::within : p.signal == statistics::Signal::outside ? statistics::Place::far_below : statistics::Place::below);
  }
  out += text((left + right) / 2, bottom + 38, "middle", word(Word::axis_month, l));
  return out + key({{sample_line(stroke(vermillion, 1.5)), word(Word::key_country, l)}, {sample_line(style_limits), word(Word::key_limits, l)},
                    {"<path d=\"M13 -8 L13 8\" stroke=\"#009E73\" stroke-width=\"1.6\"/>", word(Word::key_open, l)},
                    {mark(13, 0, statistics::Place::below, "key"), word(Word::key_signal, l)}, {mark(13, 0, statistics::Place::far_below, "key"), word(Word::signal_outside, l)}}) + "</svg>\n";
}

}  // namespace rettesnor::report
