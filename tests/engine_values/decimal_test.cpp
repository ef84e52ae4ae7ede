#include "engine/values/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/engine_values/values_support.hpp"

namespace rettesnor {
namespace {

constexpr Decimal largest{std::numeric_limits<std::int64_t>::max()};
constexpr Decimal smallest{std::numeric_limits<std::int64_t>::min()};

TEST(Decimal, Reads_what_is_plainly_a_number) {
  EXPECT_EQ(parse_decimal("0"), Decimal{0});
  EXPECT_EQ(parse_decimal("-0"), Decimal{0});
  EXPECT_EQ(parse_decimal("1105"), Decimal{1'105'000'000});
  EXPECT_EQ(parse_decimal("-12.5"), Decimal{-12'500'000});
  EXPECT_EQ(parse_decimal("0.000001"), Decimal{1});
  EXPECT_EQ(parse_decimal("999999999999.999999"), Decimal{999'999'999'999'999'999}) << "18 digits, the most";
}

TEST(Decimal, Points_at_what_is_wrong) {
  const auto expect = [](std::string_view text, ParseFault fault, std::uint32_t at) {
    const auto value = parse_decimal(text);
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error(), (ParseProblem{fault, at})) << text;
  };
  expect("", ParseFault::empty, 0);
  expect("-", ParseFault::malformed, 1);
  expect("+1", ParseFault::malformed, 0);
  expect("--1", ParseFault::malformed, 1);
  expect(".5", ParseFault::malformed, 0);
  expect("5.", ParseFault::malformed, 2);
  expect("1.2.3", ParseFault::malformed, 3);
  expect("12,5", ParseFault::malformed, 2);
  expect("1e3", ParseFault::malformed, 1);
  expect(" 1", ParseFault::malformed, 0);
  expect("1 ", ParseFault::malformed, 1);
  expect("0.1234567", ParseFault::too_many_decimals, 8);
  expect("1234567890123456789", ParseFault::out_of_range, 18);
  expect("9223372036855", ParseFault::out_of_range, 0);
}

TEST(Decimal, Calculates_exactly_or_not_at_all) {
  EXPECT_EQ(add(number("0.1"), number("0.2")), number("0.3"));
  EXPECT_EQ(sub(number("1"), number("0.000001")), number("0.999999"));
  EXPECT_EQ(mul(number("12.5"), number("0.04")), number("0.5"));
  EXPECT_EQ(mul(number("-3"), number("1105.25")), number("-3315.75"));
  EXPECT_FALSE(mul(number("0.001"), number("0.0001"))) << "needs seven decimals";
  EXPECT_FALSE(add(largest, Decimal{1}));
  EXPECT_FALSE(sub(smallest, Decimal{1}));
  EXPECT_FALSE(mul(number("4000000"), number("4000000")));
  EXPECT_EQ(add(largest, smallest), Decimal{-1});
  EXPECT_EQ(make_decimal(7), number("7"));
  EXPECT_FALSE(make_decimal(std::numeric_limits<std::int64_t>::max()));
}

TEST(Decimal, Is_written_with_a_point_or_a_comma) {
  EXPECT_EQ(to_string(number("1105")), "1105");
  EXPECT_EQ(to_string(number("12.50")), "12.5");
  EXPECT_EQ(to_string(number("12.5"), Wording::danish), "12,5");
  EXPECT_EQ(to_string(number("-0.000001")), "-0.000001");
  EXPECT_EQ(to_string(number("-0.5"), Wording::danish), "-0,5");
  EXPECT_EQ(to_string(smallest), "-9223372036854.775808");
}

TEST(Decimal, Rounds_half_up_to_oere) {
  EXPECT_EQ(round_to_hundredths(number("0.005")), number("0.01"));
  EXPECT_EQ(round_to_hundredths(number("0.004999")), number("0"));
  EXPECT_EQ(round_to_hundredths(number("2.675")), number("2.68")) << "binary fractions would give 2.67";
  EXPECT_EQ(round_to_hundredths(number("-0.005")), number("-0.01"));
  EXPECT_EQ(round_to_hundredths(number("-0.004999")), number("0"));
  EXPECT_EQ(round_to_hundredths(number("1105")), number("1105"));
  EXPECT_EQ(round_to_hundredths(largest), number("9223372036854.77")) << "there is no .78";
}

TEST(Decimal, Is_written_as_an_amount) {
  EXPECT_EQ(format_amount(number("1105"), Wording::english), "1105 kr");
  EXPECT_EQ(format_amount(number("1105.5"), Wording::danish), "1105,50 kr");
  EXPECT_EQ(format_amount(number("1105.5"), Wording::english), "1105.50 kr");
  EXPECT_EQ(format_amount(number("0.999"), Wording::danish), "1 kr");
}

}  // namespace
}  // namespace rettesnor
