// One municipality's figures beside the country's. Knows only what is published.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report/figures.hpp"
#include "engine/report/publication.hpp"

namespace rettesnor::leader {

/// What a figure speaks of. Never summed over.
enum class Group : std::uint8_t { outcome, law, material, recommendation };

/// One figure, as far as it may be shown.
struct Figure {
  std::optional<double> value;                 ///< a share, [0, 1], or an average
  std::optional<statistics::Interval> chance;  ///< 95 %
  std::optional<statistics::Interval> bounds;  ///< of a share: what the open ones can make it
  bool hidden = false;                         ///< something that it rests on is not shown; else, without a value: there is nothing
};

struct Beside {
  Group group = Group::outcome;
  std::string title;
  Figure own, country;
};

/// The municipality's row of a table of a rule. Nothing: it has no relevant instance, or the table is not shown.
std::optional<report::Row> row_in(const report::PublishedRule& rule, const std::string& municipality);

/// Its row of a measure.
struct OwnMeasure {
  const report::MeasureRow* row = nullptr;  ///< null: none
  bool divided = false;                     ///< the measure is shown by municipality
};
OwnMeasure row_in(const report::PublishedMeasure& measure, const std::string& municipality);

/// Law summed by one category of the national measurement over the rules whose counts are shown both here and for the country, so that the two
/// sums are of the same rules.
struct CategorySum {
  std::string category;
  bool material = false;    ///< of the category's material rules alone
  std::int64_t rules = 0;
  report::Row own, country;
};
struct CategorySums {
  std::vector<CategorySum> sums;  ///< in the national order, a category's material ones after it
  std::size_t hidden = 0;         ///< rules of a category left out, since a count here or of the country is hidden
  std::size_t outside = 0;        ///< rules with instances here that are in no category
};
CategorySums category_sums(const report::Publication& from, const std::string& municipality);

/// Shares: of citizens, of law by category, of recommendations one by one. With something to show here.
std::vector<Beside> shares_beside(const report::Publication& from, const std::string& municipality, Language language);
/// Averages: what became of the citizens.
std::vector<Beside> averages_beside(const report::Publication& from, const std::string& municipality, Language language);

}  // namespace rettesnor::leader
