// Which instances people are to judge.
#pragma once

#include <expected>
#include <string>

#include "engine/store/ledger/reviews.hpp"

namespace rettesnor::review {

enum class Strata : std::uint8_t { none, municipality, verdict };
std::string_view name_of(Strata strata);

/// Why no sample can be drawn.
struct Refusal {
  enum class Kind : std::uint8_t {
    empty,        ///< nothing to draw from
    too_small,    ///< fewer than one a stratum; `detail` is how many strata there are
    no_days,      ///< the audit kept no days
    hash_failed,  ///< the frame could not be fingerprinted
  } kind;
  std::string detail;
};

/// A seeded sample of `size` instances, or all when there are not so many. By municipality each stratum gets its part of
/// the size by the largest remainder, two at least; by verdict all get the same, so that rare verdicts are seen. A
/// stratum smaller than its part is taken whole. The same frame, size and seed give the same sample. Cost: O(n log n).
std::expected<ledger::NewSample, Refusal> draw(const ledger::Frame& frame, std::uint64_t size, Strata strata, std::uint64_t seed);

/// The last `size` instances anchored before a day, the latest first. No randomness, so it speaks for no others.
std::expected<ledger::NewSample, Refusal> draw_latest(const ledger::Frame& frame, std::uint64_t size, Date before);

}  // namespace rettesnor::review
