// A register of what helps and hinders the implementation of rules: determinants, who rated them where, what is done about them, and how
// far each municipality has come. See docs/implementation.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/problems.hpp"
#include "engine/values/date.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor {

enum class DeterminantLevel : std::uint8_t {
  individual,      ///< competences
  interpersonal,   ///< culture
  institutional,   ///< the municipality
  infrastructural  ///< context
};
inline constexpr std::size_t determinant_levels = 4;

struct Determinant {
  std::string name, title;
  DeterminantLevel level = DeterminantLevel::individual;
  std::vector<std::string> explains;  ///< full names of rules whose breaches it may explain
};

/// Only a number is a place on the scale; the others are answers of their own and never zero.
struct Rating {
  enum class Kind : std::uint8_t {
    number,
    mixed,           ///< helps here and hinders there
    missing,         ///< nothing is known
    not_applicable,  ///< it does not exist here
  };
  Kind kind = Kind::missing;
  int value = 0;  ///< -2 .. 2: hinders much, hinders, neither, helps, helps much
  friend bool operator==(Rating, Rating) = default;
};
/// Categories for agreement: the numbers; the numbers and mixed.
inline constexpr std::size_t rating_numbers = 5, rating_answers = 6;

struct Rated {
  std::string municipality;  ///< four digits
  std::string package;
  std::size_t determinant = 0;  ///< its place in the register
  std::string rater;
  Date date;
  Rating rating;
  std::string evidence;
  std::string action, owner;  ///< owner: of the action, or of the determinant
  std::optional<Date> due, done;
};

enum class Degree : std::uint8_t { low, middle, high };

/// How far a municipality has come with a package, by whom or what.
struct Implementing {
  std::string municipality, package;
  Degree degree = Degree::middle;
  std::string source;
};

struct DeterminantRegister {
  std::string title;
  std::vector<Determinant> determinants;
  std::vector<Rated> ratings;
  std::vector<Implementing> implementing;  ///< each municipality and package once
};

/// Reads a register strictly; at most two raters a determinant, municipality and package. Warnings are left in `problems`. Cost: O(bytes).
/// @return the register; none when an error was reported
std::optional<DeterminantRegister> read_determinants(const Source& text, Problems& problems);

}  // namespace rettesnor
