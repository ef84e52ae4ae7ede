// Drawing cases for review so that anyone can draw the same ones again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {

/// A case that can be drawn. The id is unique in the frame.
struct FrameCase {
  std::string id;
  std::string stratum;
};

/// A drawn case and what its answer counts for.
struct DrawnCase {
  std::string id;
  std::string stratum;
  double inclusion = 1;  ///< probability of being drawn, (0, 1]
  double weight = 1;     ///< 1 / inclusion: cases it stands for
};

/// Everything needed to draw it again, and to see that the frame was the same.
struct Sample {
  std::uint64_t seed = 0;
  std::string frame_hash;        ///< SHA-256 in hexadecimal, of ids and strata in order of id
  std::vector<DrawnCase> cases;  ///< by stratum, then id
};

struct SampleProblem {
  enum class Kind : std::uint8_t { duplicate_id, negative_size, unknown_stratum, no_hash } kind;
  std::string what;  ///< the id or stratum
};

/// Draws sizes[stratum] cases from each stratum, each case equally likely (sequential sampling by permanent random
/// numbers; Ohlsson 1995): a case's number comes from seed and id alone, so the order of the frame does not matter and two
/// samples of nearly the same frame share nearly all cases. A stratum not named is not drawn from; one smaller than its
/// size is taken whole. Cost: O(n log n), about a microsecond a case.
std::expected<Sample, SampleProblem> draw_stratified(std::span<const FrameCase> frame,
                                                     const std::map<std::string, std::int64_t>& sizes,
                                                     std::uint64_t seed);

struct DatedCase {
  std::string id;
  std::int32_t day = 0;  ///< of the decision, in any calendar that counts days
};

/// The board's own way: the last n decisions before `day`, latest first, ties by id. No randomness, so no weights; fewer
/// than n when there are not so many. Nothing for a negative n. Cost: O(n log n).
std::optional<std::vector<DatedCase>> latest_before(std::span<const DatedCase> cases, std::int32_t day, std::int64_t n);

struct WeightedAnswer {
  double weight = 1;  ///< positive
  bool yes = false;
};

/// Share of the population by weighted answers (Hájek 1971): the correction for strata drawn more heavily than others.
/// Nothing for an empty list or an invalid weight.
std::optional<double> weighted_share(std::span<const WeightedAnswer> answers);

}  // namespace rettesnor::statistics
