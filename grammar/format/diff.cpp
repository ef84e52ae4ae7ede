#include <algorithm>
#include <vector>

#include "grammar/format_diff.hpp"

namespace rettesnor {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context = 3;
constexpr std::ptrdiff_t most_steps = 2000;  // of the search; its memory grows with the square

/// With their line breaks, so that a missing last one shows.
Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// `before[old_begin, old_end)` became `after[new_begin, new_end)`.
struct Change {
  std::size_t old_begin, old_end, new_begin, new_end;
};

/// Appends a change, or widens the last one where the two touch.
void add(std::vector<Change>& changes, Change change) {
  if (!changes.empty() && changes.back().old_end == change.old_begin && changes.back().new_end == change.new_begin) {
    changes.back().old_end = change.old_end;
    changes.back().new_end = change.new_end;
  } else {
    changes.push_back(change);
  }
}

/// The shortest edit by Myers' greedy search over diagonals k = x - y, which remembers how far each reached in each
/// step.
std::vector<Change> find_changes(const Lines& before, const Lines& after) {
  const auto old_size = static_cast<std::ptrdiff_t>(before.size());
  const auto new_size = static_cast<std::ptrdiff_t>(after.size());
  const std::ptrdiff_t steps = std::min(old_size + new_size, most_steps);
  std::vector<std::ptrdiff_t> reach(static_cast<std::size_t>(2 * steps + 3), 0);
  const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& { return reach[static_cast<std::size_t>(k + steps + 1)]; };
  std::vector<std::vector<std::ptrdiff_t>> history;  // reach of diagonals -d .. d before step d
  for (std::ptrdiff_t d = 0; d <= steps; ++d) {
    history.emplace_back(reach.begin() + (steps + 1 - d - 1), reach.begin() + (steps + 1 + d + 2));
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
      std::ptrdiff_t x = down ? at(k + 1) : at(k - 1) + 1;
      std::ptrdiff_t y = x - k;
      while (x < old_size && y < new_size && before[static_cast<std::size_t>(x)] == after[static_cast<std::size_t>(y)])
        ++x, ++y;
      at(k) = x;
      if (x < old_size || y < new_size) continue;
      std::vector<Change> backwards;
      for (std::ptrdiff_t step = d; step > 0; --step) {
        const auto& then = history[static_cast<std::size_t>(step)];  // index 0 is diagonal -step - 1
        const auto past = [&](std::ptrdiff_t diagonal) { return then[static_cast<std::size_t>(diagonal + step + 1)]; };
        const std::ptrdiff_t diagonal = x - y;
        const bool inserted = diagonal == -step || (diagonal != step && past(diagonal - 1) < past(diagonal + 1));
        const std::ptrdiff_t from = inserted ? diagonal + 1 : diagonal - 1;
        const auto old_line = static_cast<std::size_t>(past(from));
        const auto new_line = static_cast<std::size_t>(past(from) - from);
        backwards.push_back({old_line, old_line + (inserted ? 0U : 1U), new_line, new_line + (inserted ? 1U : 0U)});
        x = past(from);
        y = x - from;
      }
      std::vector<Change> changes;
      for (auto change = backwards.rbegin(); change != backwards.rend(); ++change) add(changes, *change);
      return changes;
    }
  }
  return {{0, before.size(), 0, after.size()}};
}

void append_lines(std::string& out, char mark, const Lines& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    out += mark;
    out += lines[i];
    if (!lines[i].ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

/// `12,3`; the count is left out when it is one, and an empty range names the line before it.
std::string range_text(std::size_t begin, std::size_t end) {
  const std::size_t size = end - begin;
  std::string text = std::to_string(size == 0 ? begin : begin + 1);
  if (size != 1) text += ',' + std::to_string(size);
  return text;
}

}  // namespace

std::string unified_diff(std::string_view before_text, std::string_view after_text, std::string_view name) {
  if (before_text == after_text) return {};
  const Lines before = split(before_text);
  const Lines after = split(after_text);
  const std::vector<Change> changes = find_changes(before, after);
  std::string out;
  ((out += "--- ") += name) += '\n';
  ((out += "+++ ") += name) += '\n';
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t last = i;  // of the changes that share a hunk
    while (last + 1 < changes.size() && changes[last + 1].old_begin <= changes[last].old_end + 2 * context) ++last;
    const std::size_t lead = std::min(context, changes[i].old_begin);
    const std::size_t tail = std::min(context, before.size() - changes[last].old_end);
    const std::size_t old_begin = changes[i].old_begin - lead;
    const std::size_t old_end = changes[last].old_end + tail;
    out += "@@ -" + range_text(old_begin, old_end) + " +" +
           range_text(changes[i].new_begin - lead, changes[last].new_end + tail) + " @@\n";
    std::size_t at = old_begin;
    for (; i <= last; ++i) {
      append_lines(out, ' ', before, at, changes[i].old_begin);
      append_lines(out, '-', before, changes[i].old_begin, changes[i].old_end);
      append_lines(out, '+', after, changes[i].new_begin, changes[i].new_end);
      at = changes[i].old_end;
    }
    append_lines(out, ' ', before, at, old_end);
  }
  return out;
}

}  // namespace rettesnor
