// What a register of determinants says: what helps and hinders in each municipality and package, whether raters agree, what separates those
// who have come far from those who have not, and what should have been done by now.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/agreement.hpp"
#include "engine/store/determinants.hpp"

namespace rettesnor::implementation {

/// What one or two raters say together. Two numbers on the same side of 0, or with one of them 0: their mean. On either side of 0, or one of
/// them mixed: mixed. Where one knows nothing or finds it not applicable, the other's.
struct Together {
  Rating::Kind kind = Rating::Kind::missing;
  double value = 0;    ///< of a number
  bool apart = false;  ///< two raters gave different answers

  bool helps() const { return kind == Rating::Kind::number && value > 0; }
  bool hinders() const { return kind == Rating::Kind::number && value < 0; }
};

struct Opinion {
  std::size_t determinant = 0;    ///< its place in the register
  DeterminantLevel level = DeterminantLevel::individual;
  std::vector<const Rated*> by;   ///< one or two, by name
  Together together;
};

struct Site {
  std::string municipality, package;
  std::optional<Degree> degree;   ///< how far it has come; nothing: not said
  std::vector<Opinion> opinions;  ///< in the determinants' order
};

enum class By : std::uint8_t { municipality, package };

/// Every municipality and package that somebody rated, or said how far it has come, in order. Refers to the register.
std::vector<Site> sites_of(const DeterminantRegister& reg, By by);

/// Two raters of the same. Where either knows nothing or finds it not applicable, there is no rating to agree on: such pairs count
/// neither as agreement nor against it.
struct RaterAgreement {
  std::int64_t both = 0;     ///< rated by two
  std::int64_t left_out = 0; ///< of these, missing or not applicable to one or both
  std::int64_t same = 0;     ///< of the others, given the same answer of the six
  std::int64_t numbers = 0;  ///< both gave numbers
  std::optional<statistics::Agreement> weighted;  ///< of the numbers, quadratic weights
  std::optional<statistics::Agreement> answers;   ///< of the numbers and mixed, unweighted
};
RaterAgreement agreement_of(std::span<const Opinion> opinions);
RaterAgreement agreement_of(std::span<const Site> sites);

enum class Separation : std::uint8_t {
  strong,  ///< it is rated higher wherever implementation is high than anywhere it is low, and helps in all of the high
  weak,    ///< it is rated higher, but is no help in some of the high
  none,
  unknown  ///< no number among the high, or none among the low
};

struct Placed {
  Degree degree = Degree::middle;
  Together together;
};

/// Only numbers count, and only low and high. The rule is ours: it gives the marks of the published comparison that docs/implementation.md
/// names, whose authors gave none.
Separation separation(std::span<const Placed> places);

/// An action that was to be done before a day and is not.
struct Overdue {
  const Rated* of = nullptr;
  std::int32_t days = 0;  ///< since it was due
};
/// The longest overdue first.
std::vector<Overdue> overdue(const DeterminantRegister& reg, Date as_of);

/// Opinions that hinder and have no action that is under way or done.
std::size_t without_action(std::span<const Site> sites);

}  // namespace rettesnor::implementation
