// Indicators over cases: who counts, for what, in which group and month. Sums that are the same in any order.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/result.hpp"
#include "engine/values/exact_sum.hpp"

namespace rettesnor::audit {

/// The days that measures are of, both included.
struct MeasurePeriod {
  Date from;
  Date until;
  friend bool operator==(const MeasurePeriod&, const MeasurePeriod&) = default;
};

/// The twelve whole months before T's month, or up to it when T ends one: `2025-02-01..2026-01-31` at 16 February 2026.
MeasurePeriod year_before(Moment as_of);
/// `2025-02-01..2026-01-31`.
std::string to_string(const MeasurePeriod& period);
/// Reads it back. Nothing for what is no such text or ends before it begins.
std::optional<MeasurePeriod> parse_period(std::string_view text);

/// Whose practice or change an indicator speaks of. Never summed over.
enum class Matter : std::uint8_t { law, recommendation, outcome };
/// A rule's own; of a population always outcome.
Matter matter_of(const Model& model, const IndicatorDecl& indicator);
/// The period bears on it: the rule's instances are dated by `for … in period`, the elements by their observation or first
/// event. What is not dated counts as it is at T.
bool in_the_period(const Model& model, const IndicatorDecl& indicator);
/// The population is chosen by how high or low a number is that is then measured again, and no group is there to compare
/// with: part of the change is regression to the mean.
bool entry_by_score(const Model& model, const IndicatorDecl& indicator);

/// What is summed. Each thing measured is in exactly one of settled, excluded, waiting, for_judgement and unknown.
struct Sums {
  std::uint64_t numerator = 0;      ///< of the settled: yes, or done in time
  std::uint64_t settled = 0;        ///< the denominator: certainly counted, with a known answer
  std::uint64_t excluded = 0;       ///< certainly outside: not applicable (or that or pending), or the value does not exist
  std::uint64_t waiting = 0;        ///< certainly not yet: pending, or not observed for long enough
  std::uint64_t for_judgement = 0;  ///< certainly a matter for judgement
  std::uint64_t unknown = 0;        ///< anything else
  std::uint64_t missing = 0;        ///< of the unknown: observed for long enough, and yet no value
  // The share's ends (LANGUAGE.md §5): what the unknown could make of it.
  std::uint64_t low_numerator = 0, low_settled = 0, high_numerator = 0, high_settled = 0;
  // Averages: settled values.
  std::uint64_t up = 0, down = 0;   ///< by at least the meaningful change
  ExactSum sum, squares;            ///< in millionths, and in their squares
  Sums& operator+=(const Sums& other);
  friend bool operator==(const Sums&, const Sums&) = default;
};

/// `groups` is a JSON list of the codes of `by` without the municipality, "" where one is not known.
struct MeasureKey {
  std::uint32_t indicator = 0;
  std::string municipality;  ///< four digits; empty: not known, or not divided by
  std::string groups;
  std::int32_t month = -1;   ///< 12 · year + month - 1; -1: none, or not known to the month
  friend auto operator<=>(const MeasureKey&, const MeasureKey&) = default;
};
using Measures = std::map<MeasureKey, Sums>;

/// An instance of a rule in a case, without *the rest*.
struct JudgedInstance {
  RuleId rule{};
  const Element* at = nullptr;
  VerdictSet possible;
  std::optional<TimeSpan> anchor;
};

/// By rule: whether an indicator counts its instances.
std::vector<bool> measured_rules(const Model& model);

/// Adds one case to the sums. @param instances  at least those of measured rules
/// Cost: O(indicators · (instances of their rule + elements of their population)).
void measure(const Model& model, const Case& subject, const Question& question, const MeasurePeriod& period,
             std::span<const JudgedInstance> instances, Measures& into);

}  // namespace rettesnor::audit
