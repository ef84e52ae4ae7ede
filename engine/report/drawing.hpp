// What pictures are drawn with: places, lines, words, marks and axes. For the rooms that report.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/words.hpp"
#include "engine/statistics/funnel.hpp"

namespace rettesnor::report {

// Places in the picture, in its own units.
inline constexpr double width = 760, height = 400, left = 62, right = 728, top = 60, bottom = 350;

// Okabe and Ito's colours, those that stand out on white and on black; the page's style says what ink and paper are.
inline constexpr const char* blue = "var(--bar)";
inline constexpr const char* vermillion = "#D55E00";
inline constexpr const char* green = "#009E73";
inline constexpr const char* ink = "var(--ink)";
inline constexpr const char* soft = "var(--soft)";
inline constexpr const char* faint = "var(--line)";
inline constexpr const char* paper = "var(--paper)";

/// From a value to a place on an axis.
struct Scale {
  double from = 0, to = 1, low = 0, high = 1;
  double operator()(double value) const { return low + (value - from) / (to - from) * (high - low); }
};

std::string line(double x1, double y1, double x2, double y2, std::string_view style);
std::string text(double x, double y, std::string_view anchor, std::string_view words);
std::string stroke(const char* colour, double thick, std::string_view dashes = {});
std::string path(const std::vector<std::pair<double, double>>& points, const std::string& style);
/// The picture's element with its name and description; to be closed by `</svg>`. @param id  unique in the page
std::string begin_picture(const std::string& id, const std::string& title, const std::string& description, double high = height);

/// 1, 2 or 5 times a power of ten, so that an axis of this length has four to nine of it. @pre length > 0
double axis_step(double length);

/// A mark whose form tells what its colour tells: within, outside 95 %, outside 99.8 %.
std::string mark(double x, double y, statistics::Place place, std::string_view kind = "point");

/// A share axis on the left, of per cents from `y.from` to 100.
std::string share_axis(const Scale& y, Language language);
/// The frame of the picture on the left and below.
std::string frame();

struct Sample {
  std::string drawn;  ///< from (0, 0) to (26, 0)
  std::string words;
};

/// A row of samples; row 0 is the lower one, which the axis' words share.
std::string key(const std::vector<Sample>& samples, int row = 0, double from = left + 90);
std::string sample_line(const std::string& style);

}  // namespace rettesnor::report
