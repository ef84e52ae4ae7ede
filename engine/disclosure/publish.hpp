// The only form in which counts leave: tables, exports and pictures read from here, so that they hide the same.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/disclosure/policy.hpp"
#include "engine/disclosure/protect.hpp"
#include "engine/disclosure/table.hpp"

namespace rettesnor::disclosure {

/// A point in a picture; only units whose count and population are both visible have one.
struct Point {
  std::string label;
  std::int64_t events = 0;
  std::int64_t total = 0;
};

/// A protected table. Hidden counts are not in it, so nothing that reads it can show them.
class Published {
 public:
  /// Protects and keeps what is visible.
  Published(const CountTable& table, const Policy& policy, std::span<const Cell> requested = {});

  const std::vector<std::string>& row_labels() const { return row_labels_; }
  const std::vector<std::string>& column_labels() const { return column_labels_; }
  /// A count or margin; nothing when it is hidden. Row and column as in CountTable.
  std::optional<std::int64_t> at(Cell cell) const;
  /// Count of population, [0, 1]; nothing when either is hidden or the population is empty.
  std::optional<double> share(Cell cell) const;
  /// One a row with a visible share of the column, the total row left out.
  std::vector<Point> points(std::size_t column) const;
  /// Comma-separated, quoted where needed, with header and margins; `hidden` stands for what is hidden.
  std::string csv(std::string_view corner, std::string_view total, std::string_view hidden = "*") const;
  /// The places hidden: to be asked for again in a later run of nearly the same population.
  std::vector<Cell> hidden() const;

 private:
  std::vector<std::string> row_labels_, column_labels_;
  std::vector<std::optional<std::int64_t>> values_;
};

/// Why two publications together would tell more than each.
struct Hazard {
  enum class Kind : std::uint8_t {
    small_difference,  ///< visible in both, and the difference is a group below the threshold
    hidden_in_one,     ///< visible in one, hidden in the other, though the populations are nearly the same
  } kind;
  std::string row;  ///< empty for the total row
  std::string column;  ///< empty for the total column
};

/// What a reader could learn by holding `later` against `earlier`: rows and columns with the same labels whose populations
/// differ by fewer than the threshold, or may do so since one of them is hidden; all rows if the policy says so. A table whose rows are grouped in another
/// way cannot be compared here; that is for the one who plans publications. Cost: O(cells).
std::vector<Hazard> differencing_hazards(const Published& earlier, const Published& later, const Policy& policy);

/// The later publication, or a refusal with its reasons. What the earlier one hid of
/// nearly the same populations is hidden again.
std::expected<Published, std::vector<Hazard>> publish_after(const Published& earlier, const CountTable& table,
                                                            const Policy& policy);

}  // namespace rettesnor::disclosure
