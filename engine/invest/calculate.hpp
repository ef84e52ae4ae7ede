// What an investment model comes to: net result by payer and year, and how much it depends on each number.
//
// Sign: a positive amount is money that a payer keeps, a negative one money that it spends. Costs are negative, less use of a
// service is positive.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/investment.hpp"

namespace rettesnor::invest {

/// Amounts by year, 0 .. horizon; kroner, not discounted.
using ByYear = std::vector<double>;

struct PayerResult {
  bool stated = false;      ///< some cost or price of the model names the payer; else its zeros mean nothing
  ByYear by_year;
  double cost = 0;          ///< present value, not positive
  double consequences = 0;  ///< present value
  double net = 0;           ///< their sum
  double undiscounted = 0;
  std::optional<std::size_t> break_even_year;  ///< from which the running sum stays at or above 0; nothing also where nothing is spent
};

/// The net result at the ends of one number's range, all others as they are.
struct Swing {
  Estimate of;  ///< with low and high
  double at_low = 0, at_high = 0;
};

/// The net result over random values between low and high, triangular with `value` as the likeliest, each number on its own.
struct Simulation {
  std::uint64_t seed = 0;
  std::size_t draws = 0;
  double mean = 0, low = 0, median = 0, high = 0;  ///< low and high: 5 and 95 of 100 draws lie below
  double share_not_negative = 0;
};

/// What success it takes for the total not to be negative.
enum class BreakEven : std::uint8_t {
  at_least,
  at_most,  ///< the consequences cost, so that more success costs more
  always,
  never
};

struct Result {
  std::array<PayerResult, payers> by_payer;
  PayerResult total;
  ByYear cumulative;                      ///< running present value of the total
  double extra_successes = 0;             ///< participants * (success - baseline)
  BreakEven break_even = BreakEven::never;
  std::optional<double> break_even_rate;  ///< the success at which the total is 0; only where it is at least or at most that
  bool too_large = false;                 ///< some amount is beyond `largest` and must not be shown
  std::vector<Swing> tornado;             ///< widest first
  std::optional<Simulation> simulation;   ///< nothing: no number has a range
  std::array<double, 3> resting_on{};     ///< by EstimateKind: share of all amounts, by the weakest number each is made of; an amount is as large as any one of its ranges can make it
  std::vector<Estimate> unweighed;        ///< guesses of 0 without a range, through which an amount is 0: what they weigh cannot be said
  double net_without_guesses = 0;         ///< without the consequences that rest on a guess
  std::vector<Estimate> estimates;        ///< every number of the model, in its order
};

/// Kroner. Beyond it a whole number of øre is no longer exact, and no effort costs as much.
inline constexpr double largest = 1e13;
inline constexpr std::size_t simulated_draws = 10'000;

/// Cost: O(draws * terms * years). The same model and seed give the same figures on every machine.
Result calculate(const InvestmentModel& model, std::uint64_t seed);

}  // namespace rettesnor::invest
