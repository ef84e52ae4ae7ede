// Practice beside outcome in one picture: shares above, averages below, each on a line of its own.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/report/measure_tables.hpp"
#include "engine/report/svg.hpp"

namespace rettesnor::report {

namespace {

using statistics::Interval;

// Places in the picture, in its own units: titles to the left, values to the right.
constexpr double width = 760, names_at = 12, left = 372, right = 728, row_height = 34, head = 46;
constexpr const char* colours[] = {"#0072B2", "#D55E00"};  // practice, outcome; told apart by their marks as well
constexpr const char* grey = "#595959";

struct Scale {
  double from = 0, to = 1;
  double operator()(double value) const { return left + (value - from) / (to - from) * (right - left); }
};

std::string line(double x1, double y1, double x2, double y2, const char* colour, double thick) {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" stroke-width=\"{:.1f}\"/>\n", x1, y1, x2, y2, colour, thick);
}

std::string text(double x, double y, std::string_view anchor, std::string_view words) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, escape_markup(words));
}

/// At most two lines of a title.
std::string name(const std::string& title, double y) {
  constexpr std::size_t room = 52;
  if (title.size() <= room) return text(names_at, y + 4, "start", title);
  const std::size_t cut = title.rfind(' ', room);
  if (cut == std::string::npos) return text(names_at, y + 4, "start", title);
  return text(names_at, y - 3, "start", title.substr(0, cut)) + text(names_at, y + 13, "start", title.substr(cut + 1));
}

/// A round mark for practice, a square one for outcome.
std::string mark(double x, double y, bool outcome) {
  if (!outcome) return fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\" fill=\"{}\"/>\n", x, y, colours[0]);
  return fmt::format("<rect class=\"point\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"9\" height=\"9\" fill=\"{}\"/>\n", x - 4.5, y - 4.5, colours[1]);
}

std::string axis(const Scale& x, double from, double to, double y1, double y2, double step, const char* unit, double factor, Language l) {
  std::string out;
  for (double at = std::ceil(from / step) * step; at <= to + step / 1000; at += step) {
    const double value = std::abs(at) < step / 1000 ? 0 : at;
    out += line(x(value), y1, x(value), y2, value == 0 ? grey : "#D9D9D9", 1);
    out += text(x(value), y2 + 16, "middle", decimal(value * factor, step * factor < 1 ? 1 : 0, l) + unit);
  }
  return out;
}

/// 1, 2 or 5 times a power of ten, so that there are four or so steps.
double step_of(double range) {
  const double power = std::pow(10.0, std::floor(std::log10(range / 4)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (range / (power * times) <= 6) return power * times;
  }
  return power * 10;
}

}  // namespace

std::string measures_svg(const Publication& from, const std::string& id, Language l) {
  std::vector<const PublishedMeasure*> shares, averages;
  for (const char* matter : {"law", "recommendation", "outcome"}) {
    for (const PublishedMeasure& m : from.measures) {
      if (m.matter == matter && m.all.chance) shares.push_back(&m);
      if (m.matter == matter && m.all.mean) averages.push_back(&m);
    }
  }
  if (shares.empty() && averages.empty()) return {};
  std::string body;
  double y = head;
  if (!shares.empty()) {
    const Scale x{0, 1};
    const double end = y + row_height * static_cast<double>(shares.size());
    body += text(left, y - 14, "start", word(Word::column_share, l)) + axis(x, 0, 1, y, end, 0.2, " %", 100, l);
    for (const PublishedMeasure* m : shares) {
      const double at = y + row_height / 2;
      const double share = static_cast<double>(*m->all.parts[0]) / static_cast<double>(*m->all.settled);
      body += name(title_of(*m, l), at);
      if (m->all.bounds) body += line(x(m->all.bounds->low), at, x(m->all.bounds->high), at, grey, 1);
      const bool outcome = m->matter == "outcome";
      body += line(x(m->all.chance->low), at, x(m->all.chance->high), at, colours[outcome ? 1 : 0], 3) + mark(x(share), at, outcome);
      y += row_height;
    }
    y = end + 66;
  }
  if (!averages.empty()) {
    Interval range{0, 0};
    for (const PublishedMeasure* m : averages) range = {std::min(range.low, m->all.mean->interval.low), std::max(range.high, m->all.mean->interval.high)};
    if (range.high - range.low <= 0) range = {-1, 1};
    const double step = step_of(range.high - range.low);
    const Scale x{std::floor(range.low / step) * step, std::ceil(range.high / step) * step};
    const double end = y + row_height * static_cast<double>(averages.size());
    body += text(left, y - 14, "start", word(Word::axis_change, l)) + axis(x, x.from, x.to, y, end, step, "", 1, l);
    for (const PublishedMeasure* m : averages) {
      const double at = y + row_height / 2;
      body += name(title_of(*m, l) + (m->entry_by_score ? " †" : ""), at);
      body += line(x(m->all.mean->interval.low), at, x(m->all.mean->interval.high), at, colours[1], 3) + mark(x(m->all.mean->value), at, true);
      y += row_height;
    }
    y = end + 40;
  }
  const std::string description = word(Word::measures_desc, l, {std::to_string(shares.size()), std::to_string(averages.size())});
  return fmt::format("<svg role=\"img\" aria-labelledby=\"{0}-t {0}-d\" viewBox=\"0 0 {1:.0f} {2:.0f}\" class=\"picture\">\n<title id=\"{0}-t\">{3}</title>\n<desc id=\"{0}-d\">{4}</desc>\n{5}</svg>\n",
                     id, width, y, escape_markup(word(Word::measures_picture, l)), escape_markup(description), body);
}

}  // namespace rettesnor::report
