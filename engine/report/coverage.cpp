#include "engine/report/coverage.hpp"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

namespace rettesnor::report {

namespace {

/// Months `2025-02` … `2026-02` for a run as of `2026-02-16…`; none for another form.
std::vector<std::string> months_until(const ledger::Counts& counts) {
  constexpr int most = 13;
  for (const auto& [name, value] : counts.run) {
    if (name != "as_of" || value.size() < 7) continue;
    int year = 0, month = 0;
    const char* text = value.data();
    if (std::from_chars(text, text + 4, year).ptr != text + 4 || std::from_chars(text + 5, text + 7, month).ptr != text + 7) return {};
    std::vector<std::string> out;
    for (int back = most - 1; back >= 0; --back) {
      const int number = year * 12 + month - 1 - back;
      out.push_back(fmt::format("{:04}-{:02}", number / 12, number % 12 + 1));
    }
    return out;
  }
  return {};
}

std::int64_t count_of(const ledger::Counts& counts, const std::string& code, const std::string& month) {
  const auto municipality = counts.by_month.find(code);
  if (municipality == counts.by_month.end()) return 0;
  const auto found = municipality->second.find(month);
  return found == municipality->second.end() ? 0 : static_cast<std::int64_t>(found->second);
}

}  // namespace

Coverage coverage_of(const ledger::Counts& counts, const std::optional<disclosure::Published>& delivered, std::int64_t threshold,
                     std::span<const ledger::Counts* const> earlier) {
  Coverage out;
  if (!delivered) return out;
  out.months = months_until(counts);
  for (std::size_t row = 0; row < delivered->row_labels().size(); ++row) {
    const std::string& code = delivered->row_labels()[row];
    const bool shown = delivered->at({row, 0}).has_value();
    std::vector<Delivered>& places = out.municipalities[code];
    for (const std::string& month : out.months) {
      const std::int64_t n = count_of(counts, code, month);
      bool hide = !shown || (n > 0 && n < threshold);
      for (const ledger::Counts* e : earlier) {
        const std::int64_t moved = std::abs(n - count_of(*e, code, month));
        hide = hide || (moved > 0 && moved < threshold);
      }
      places.push_back(hide ? Delivered::hidden : n == 0 ? Delivered::none : Delivered::some);
    }
  }
  return out;
}

}  // namespace rettesnor::report
