#include "engine/report/drawing.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/report/svg.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor::report {

std::string line(double x1, double y1, double x2, double y2, std::string_view style) {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", x1, y1, x2, y2, style);
}

std::string text(double x, double y, std::string_view anchor, std::string_view words) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, escape_markup(words));
}

std::string stroke(const char* colour, double thick, std::string_view dashes) {
  std::string out = fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"{:.1f}\"", colour, thick);
  if (!dashes.empty()) out += fmt::format(" stroke-dasharray=\"{}\"", dashes);
  return out;
}

std::string path(const std::vector<std::pair<double, double>>& points, const std::string& style) {
  std::string out;
  for (const auto& [x, y] : points) out += fmt::format("{}{:.1f} {:.1f}", out.empty() ? "M" : " L", x, y);
  return out.empty() ? std::string() : "<path d=\"" + out + "\" " + style + "/>\n";
}

std::string begin_picture(const std::string& id, const std::string& title, const std::string& description, double high) {
  return fmt::format("<svg role=\"img\" aria-labelledby=\"{0}-t {0}-d\" viewBox=\"0 0 {1:.0f} {2:.0f}\" class=\"picture\">\n<title id=\"{0}-t\">{3}</title>\n<desc id=\"{0}-d\">{4}</desc>\n",
                     id, width, high, escape_markup(title), escape_markup(description));
}

std::string share_axis(const Scale& y, Language l) {
  std::string out;
  const int tens = static_cast<int>(std::lround(y.from * 10));
  const int step = tens <= 4 ? 2 : 1;
  for (int t = (tens + step - 1) / step * step; t <= 10; t += step) {
    const double at = y(t / 10.0);
    out += line(left, at, right, at, stroke(faint, 1));
    out += text(left - 8, at + 4, "end", fmt::format("{} %", t * 10));
  }
  return out + frame() + text(left - 46, top - 14, "start", word(Word::axis_share, l));
}

double axis_step(double length) {
  const double power = std::pow(10.0, std::floor(std::log10(length)));
  for (const double m : {0.1, 0.2, 0.5, 1.0}) {
    if (length / (m * power) <= 9) return m * power;
  }
  return 2 * power;
}

std::string mark(double x, double y, statistics::Place place, std::string_view kind) {
  using statistics::Place;
  if (place == Place::within) return fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\" fill-opacity=\"0.75\"/>\n", kind, x, y, blue);
  if (place == Place::above || place == Place::below) {
    return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f} l5.5 5.5 l-5.5 5.5 l-5.5 -5.5 z\" fill=\"{}\" stroke=\"{}\" stroke-width=\"2\"/>\n", kind, x, y - 5.5, paper, vermillion);
  }
  return fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"9\" height=\"9\" fill=\"{}\" stroke=\"{}\"/>\n", kind, x - 4.5, y - 4.5, vermillion, ink);
}

std::string key(const std::vector<Sample>& samples, int row, double from) {
  std::string out;
  double x = from;
  const double y = top - 18 - 20 * row;
  for (const Sample& s : samples) {
    out += fmt::format("<g transform=\"translate({:.1f} {:.1f})\">{}</g>\n", x, y, s.drawn) + text(x + 32, y + 4, "start", s.words);
    x += 48 + 6.6 * static_cast<double>(count_code_points(s.words));
  }
  return out;
}

std::string sample_line(const std::string& style) { return "<path d=\"M0 0 L26 0\" " + style + "/>"; }

std::string frame() { return line(left, top, left, bottom, stroke(soft, 1)) + line(left, bottom, right, bottom, stroke(soft, 1)); }

}  // namespace rettesnor::report
