#include "engine/values/decimal.hpp"

#include <fmt/format.h>

#include <limits>

namespace rettesnor {
namespace {

__extension__ using Wide = __int128;

constexpr int most_digits = 18;
constexpr int most_decimals = 6;
constexpr std::int64_t millionths_per_hundredth = 10'000;

std::optional<Decimal> narrow(Wide millionths) {
  if (millionths < std::numeric_limits<std::int64_t>::min() || millionths > std::numeric_limits<std::int64_t>::max())
    return std::nullopt;
  return Decimal{static_cast<std::int64_t>(millionths)};
}

/// Without the sign; the magnitude of the least value does not fit the signed type.
std::uint64_t magnitude(Decimal value) {
  const auto bits = static_cast<std::uint64_t>(value.millionths);
  return value.millionths < 0 ? 0 - bits : bits;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::unexpected<ParseProblem> problem(ParseFault fault, std::size_t at) {
  return std::unexpected(ParseProblem{fault, static_cast<std::uint32_t>(at)});
}

/// The value with at least `least_decimals` decimals and no needless zeros after them.
std::string with_decimals(Decimal value, Wording wording, int least_decimals) {
  const std::uint64_t size = magnitude(value);
  std::string text = fmt::format("{}{}", value.millionths < 0 ? "-" : "", size / millionths_per_one);
  std::string decimals = fmt::format("{:06}", size % millionths_per_one);
  while (static_cast<int>(decimals.size()) > least_decimals && decimals.back() == '0') decimals.pop_back();
  if (!decimals.empty()) text += (wording == Wording::danish ? ',' : '.') + decimals;
  return text;
}

}  // namespace

std::optional<Decimal> make_decimal(std::int64_t whole) { return narrow(Wide{whole} * millionths_per_one); }

std::optional<Decimal> add(Decimal a, Decimal b) { return narrow(Wide{a.millionths} + b.millionths); }

std::optional<Decimal> sub(Decimal a, Decimal b) { return narrow(Wide{a.millionths} - b.millionths); }

std::optional<Decimal> mul(Decimal a, Decimal b) {
  if (std::int64_t narrow_product = 0; !__builtin_mul_overflow(a.millionths, b.millionths, &narrow_product)) {
    if (narrow_product % millionths_per_one != 0) return std::nullopt;
    return narrow(narrow_product / millionths_per_one);
  }
  const Wide product = Wide{a.millionths} * b.millionths;
  if (product % millionths_per_one != 0) return std::nullopt;
  return narrow(product / millionths_per_one);
}

std::expected<Decimal, ParseProblem> parse_decimal(std::string_view text) {
  if (text.empty()) return problem(ParseFault::empty, 0);
  const bool negative = text.front() == '-';
  std::size_t at = negative ? 1 : 0;
  Wide value = 0;
  int digits = 0;
  int decimals = 0;
  bool after_point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !after_point && digits > 0) {
      after_point = true;
      continue;
    }
    if (!is_digit(c)) return problem(ParseFault::malformed, at);
    if (after_point && ++decimals > most_decimals) return problem(ParseFault::too_many_decimals, at);
    if (++digits > most_digits) return problem(ParseFault::out_of_range, at);
    value = value * 10 + (c - '0');
  }
  if (digits == 0 || (after_point && decimals == 0)) return problem(ParseFault::malformed, at);
  for (int i = decimals; i < most_decimals; ++i) value *= 10;
  const auto decimal = narrow(negative ? -value : value);
  if (!decimal) return problem(ParseFault::out_of_range, 0);
  return *decimal;
}

std::string to_string(Decimal value, Wording wording) { return with_decimals(value, wording, 0); }

Decimal round_to_hundredths(Decimal value) {
  const std::uint64_t size = magnitude(value);
  std::uint64_t hundredths = (size + millionths_per_hundredth / 2) / millionths_per_hundredth;
  if (hundredths > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) / millionths_per_hundredth)
    hundredths = size / millionths_per_hundredth;
  const auto rounded = static_cast<std::int64_t>(hundredths * millionths_per_hundredth);
  return Decimal{value.millionths < 0 ? -rounded : rounded};
}

std::string format_amount(Decimal kroner, Wording wording) {
  const Decimal rounded = round_to_hundredths(kroner);
  const bool whole = rounded.millionths % millionths_per_one == 0;
  return with_decimals(rounded, wording, whole ? 0 : 2) + " kr";
}

}  // namespace rettesnor
