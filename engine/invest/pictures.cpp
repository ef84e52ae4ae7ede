#include "engine/invest/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/invest/tables.hpp"
#include "engine/report/drawing.hpp"
#include "engine/report/words.hpp"
#include "engine/statistics/investment.hpp"

namespace rettesnor::invest {

using report::bottom;
using report::left;
using report::right;
using report::said;
using report::top;

namespace {

struct Ends {
  double low = 0, high = 0;
};

/// All values and 0, with some room, so that the length is never 0.
Ends ends_of(const std::vector<double>& values) {
  Ends out;
  for (const double v : values) {
    out.low = std::min(out.low, v);
    out.high = std::max(out.high, v);
  }
  const double room = std::max((out.high - out.low) * 0.05, 1.0);
  if (out.low < 0) out.low -= room;
  out.high += room;
  return out;
}

struct Unit {
  double size = 1;
  std::string danish, english;
};

/// In kroner, thousands or millions, so that an axis has few digits.
Unit unit_for(const Ends& e) {
  const double most = std::max(-e.low, e.high);
  if (most >= 2e6) return {1e6, "mio. kr.", "million kroner"};
  if (most >= 2e3) return {1e3, "1.000 kr.", "1,000 kroner"};
  return {1, "kr.", "kroner"};
}

std::string axis_number(double value, double step, Language l) { return report::decimal(value == 0 ? 0 : value, step >= 1 ? 0 : step >= 0.1 ? 1 : 2, l); }

}  // namespace

std::string cumulative_svg(const InvestmentModel& m, const Result& r, const std::string& id, Language l) {
  struct Curve {
    std::string words, style;
    std::vector<double> values;
  };
  std::vector<Curve> curves{{said(l, "i alt", "total"), report::stroke(report::ink, 2.5), r.cumulative}};
  const std::array styles{report::stroke(report::blue, 1.8), report::stroke(report::green, 1.8, "7 4"), report::stroke(report::vermillion, 1.8, "2 3")};
  std::vector<double> all = r.cumulative;
  for (std::size_t p = 0; p < payers; ++p) {
    if (!r.by_payer[p].stated) continue;
    const auto values = statistics::cumulative_present_value(r.by_payer[p].by_year, m.rate.value).value();
    all.insert(all.end(), values.begin(), values.end());
    curves.push_back({payer_name(static_cast<Payer>(p), l), styles[p], values});
  }
  const Ends e = ends_of(all);
  const Unit unit = unit_for(e);
  const report::Scale y{.from = e.low / unit.size, .to = e.high / unit.size, .low = bottom, .high = top};
  const report::Scale x{.from = 0, .to = std::max(1.0, static_cast<double>(m.horizon)), .low = left + 12, .high = right - 12};
  const std::string year = r.total.break_even_year ? std::to_string(*r.total.break_even_year) : said(l, "intet", "none");
  std::string out = report::begin_picture(id, said(l, "Akkumuleret nettoresultat pr. år", "Cumulative net result by year"),
                                          said(l, "Summen af nutidsværdierne, i alt {0} efter år {1}; tjent hjem i år: {2}", "Running sum of present values, {0} in all after year {1}; break-even year: {2}", {kroner(r.total.net, l), std::to_string(m.horizon), year}));
  const double step = report::axis_step(y.to - y.from);
  for (double v = std::ceil(y.from / step) * step; v <= y.to; v += step) {
    out += report::line(left, y(v), right, y(v), report::stroke(report::faint, 1)) + report::text(left - 8, y(v) + 4, "end", axis_number(v, step, l));
  }
  const int every = std::max(1, m.horizon / 12);
  for (int v = 0; v <= m.horizon; v += every) out += report::line(x(v), bottom, x(v), bottom + 5, report::stroke(report::soft, 1)) + report::text(x(v), bottom + 18, "middle", std::to_string(v));
  out += report::frame() + report::line(left, y(0), right, y(0), report::stroke(report::ink, 1.2));
  out += report::text(left - 46, top - 14, "start", l == Language::danish ? unit.danish : unit.english) + report::text((left + right) / 2, bottom + 38, "middle", said(l, "år", "year"));
  std::vector<report::Sample> samples;
  for (const Curve& c : curves) {
    std::vector<std::pair<double, double>> points;
    for (std::size_t i = 0; i < c.values.size(); ++i) points.emplace_back(x(static_cast<double>(i)), y(c.values[i] / unit.size));
    out += report::path(points, c.style);
    samples.push_back({report::sample_line(c.style), c.words});
  }
  for (std::size_t i = 0; i < r.cumulative.size(); ++i) {
    const bool paid = r.total.break_even_year && i >= *r.total.break_even_year;
    out += fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"/>\n", x(static_cast<double>(i)), y(r.cumulative[i] / unit.size), paid ? report::ink : report::paper, report::ink);
  }
  return out + report::key(samples) + "</svg>\n";
}

std::string tornado_svg(const Result& r, const std::string& id, Language l) {
  std::vector<double> all{r.total.net};
  for (const Swing& s : r.tornado) all.insert(all.end(), {s.at_low, s.at_high});
  // Not from 0: what matters is how far each bar goes to either side, and whether it crosses 0.
  const auto [least, most] = std::ranges::minmax(all);
  const double room = std::max((most - least) * 0.05, 1.0);
  const Ends e{least - room, most + room};
  const Unit unit = unit_for(e);
  constexpr double names = 230, row = 26, first = 46;
  const double floor = first + row * static_cast<double>(r.tornado.size()), high = floor + 56;
  const report::Scale x{.from = e.low / unit.size, .to = e.high / unit.size, .low = left + names, .high = right};
  std::string out = report::begin_picture(id, said(l, "Hvilke tal resultatet afhænger mest af", "Which numbers the result depends on most"),
                                          said(l, "Nettoresultatet ved hvert tals lave og høje værdi; mest afhænger det af {0}", "The net result at each number's low and high; it depends most on {0}", {estimate_name(r.tornado.front().of.name, l)}), high);
  const double step = report::axis_step(x.to - x.from);
  for (double v = std::ceil(x.from / step) * step; v <= x.to; v += step) {
    out += report::line(x(v), first - 8, x(v), floor, report::stroke(report::faint, 1)) + report::text(x(v), floor + 18, "middle", axis_number(v, step, l));
  }
  for (std::size_t i = 0; i < r.tornado.size(); ++i) {
    const Swing& s = r.tornado[i];
    const double at = first + row * static_cast<double>(i);
    const double from = x(std::min(s.at_low, s.at_high) / unit.size), until = x(std::max(s.at_low, s.at_high) / unit.size);
    out += fmt::format("<rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"16\" fill=\"{}\"/>\n", from, at, std::max(1.0, until - from), report::blue);
    out += report::text(left + names - 10, at + 12, "end", estimate_name(s.of.name, l));
  }
  if (e.low < 0 && e.high > 0) out += report::line(x(0), first - 8, x(0), floor, report::stroke(report::ink, 1.5));
  out += report::line(x(r.total.net / unit.size), first - 8, x(r.total.net / unit.size), floor, report::stroke(report::vermillion, 1.8, "6 4"));
  out += report::text((left + names + right) / 2, floor + 40, "middle", said(l, "netto, {0}", "net, {0}", {l == Language::danish ? unit.danish : unit.english}));
  return out + report::text(x(r.total.net / unit.size), first - 16, "middle", kroner(r.total.net, l)) + "</svg>\n";
}

}  // namespace rettesnor::invest
