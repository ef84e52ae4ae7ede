// What is counted of a rule beside its verdicts: why a recommendation was departed from, and how long duties with a deadline took.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/reference/reading.hpp"

namespace rettesnor::audit {

/// Departures that are certainly explained. `reason` is the code of the accepted reason that is recorded, several joined by `+` in the rule's
/// order; empty: explained by something else, an exception or an open standard.
struct ReasonKey {
  std::uint32_t rule = 0;
  std::int16_t municipality = -1;  ///< the one that acted on the anchor's day; -1: not known
  std::string reason;
  friend auto operator<=>(const ReasonKey&, const ReasonKey&) = default;
};
using Reasons = std::map<ReasonKey, std::uint64_t>;

/// How an instance with a deadline from its anchor was followed, as one number: in the order of rule, municipality, ending and days.
class FollowKey {
 public:
  constexpr FollowKey() = default;
  constexpr explicit FollowKey(std::uint64_t packed) : packed_(packed) {}
  /// @param municipality  -1: not known. @pre rule < 2^28. Days beyond 2^16 - 1 count as that many
  constexpr FollowKey(std::uint32_t rule, std::int16_t municipality, const Followed& followed)
      : packed_(std::uint64_t{rule} << 36U | static_cast<std::uint64_t>(municipality + 1) << 22U | static_cast<std::uint64_t>(followed.ending) << 16U |
                static_cast<std::uint64_t>(followed.days > 0xFFFF ? 0xFFFF : followed.days)) {}
  constexpr std::uint64_t packed() const { return packed_; }
  constexpr std::uint32_t rule() const { return static_cast<std::uint32_t>(packed_ >> 36U); }
  constexpr std::int16_t municipality() const { return static_cast<std::int16_t>(static_cast<int>(packed_ >> 22U & 0x3FFFU) - 1); }
  constexpr Followed::Ending ending() const { return static_cast<Followed::Ending>(packed_ >> 16U & 3U); }
  constexpr std::int32_t days() const { return static_cast<std::int32_t>(packed_ & 0xFFFFU); }
  friend constexpr auto operator<=>(const FollowKey&, const FollowKey&) = default;

 private:
  std::uint64_t packed_ = 0;
};
/// How many, by key.
using Follows = std::map<FollowKey, std::uint64_t>;

/// An instance as it was judged, without *the rest*.
struct BesideInstance {
  RuleId rule{};
  const Element* at = nullptr;
  VerdictSet possible;
  std::optional<Date> anchor;      ///< none: it has none, or it is not known to the day
  std::int16_t municipality = -1;
  bool in_error = false;
};

/// By rule: whether anything is counted beside its verdicts.
std::vector<bool> counted_beside(const Model& model);

/// What is counted of one case.
struct BesideCounts {
  std::vector<ReasonKey> reasons;
  std::vector<FollowKey> follows;
};
/// Departures that are certainly explained, by reason; instances with a deadline that are certainly relevant or pending, by how long they were followed. One that may
/// be out of scope, or that a person judges and that is not done, is of those of which nothing is known. Cost: O(instances of such rules).
BesideCounts count_beside(const Model& model, const Case& subject, const Question& question, std::span<const BesideInstance> instances);

}  // namespace rettesnor::audit
