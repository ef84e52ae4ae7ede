// Exact decimal numbers and amounts: six decimals, and no result rather than a wrong one.
#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "engine/values/parse.hpp"
#include "engine/values/wording.hpp"

namespace rettesnor {

/// A number with up to six decimals. Unit: millionths. Range: about +-9.2 * 10^12.
struct Decimal {
  std::int64_t millionths = 0;
  friend constexpr auto operator<=>(Decimal, Decimal) = default;
};

inline constexpr std::int64_t millionths_per_one = 1'000'000;

/// A whole number; nothing when it is too large.
std::optional<Decimal> make_decimal(std::int64_t whole);

/// Nothing on overflow.
std::optional<Decimal> add(Decimal a, Decimal b);
std::optional<Decimal> sub(Decimal a, Decimal b);

/// Nothing on overflow, and nothing when the product needs more than six decimals: it is never rounded.
std::optional<Decimal> mul(Decimal a, Decimal b);

/// `12`, `-12.5`: an optional `-`, digits, and at most six decimals after a point; no blanks, no `+`, no exponent, no
/// separators of thousands; at most 18 digits in all.
std::expected<Decimal, ParseProblem> parse_decimal(std::string_view text);

/// No more decimals than needed; a point in English, a comma in Danish. English is read back by parse_decimal.
std::string to_string(Decimal value, Wording wording = Wording::english);

/// To hundredths, half up by magnitude: 0.005 becomes 0.01 and -0.005 becomes -0.01. For output only.
/// At the very end of the range, where there is no such number, the value is cut instead.
Decimal round_to_hundredths(Decimal value);

/// An amount as people read it: `1105 kr`, `1105.50 kr` (Danish `1105,50 kr`); rounded to 1 øre.
std::string format_amount(Decimal kroner, Wording wording);

}  // namespace rettesnor
