// The distributions the measures rest on, all from Boost.Math. One file includes it, since it is slow to compile.
#pragma once

#include <cstdint>
#include <optional>

namespace rettesnor::statistics {

/// Each gives nothing where a parameter is outside its range or the answer is not a finite number.
/// Cost: about a microsecond; the quantiles of beta, chi-squared and t some ten.

/// The value below which a standard normal variable falls with probability p, 0 < p < 1.
std::optional<double> normal_quantile(double p);
double normal_density(double z);
/// P(Z > z).
double normal_above(double z);
/// How many standard deviations a two-sided level reaches: 1.959963985 for 0.95, 3.090232306 for 0.998.
std::optional<double> z_of(double level);

std::optional<double> chi_squared_quantile(double p, double degrees);
/// P(X > x).
std::optional<double> chi_squared_above(double x, double degrees);

std::optional<double> t_quantile(double p, double degrees);
/// P(|T| > |t|).
std::optional<double> t_beyond(double t, double degrees);

std::optional<double> beta_quantile(double p, double a, double b);

/// P(X <= x) of x successes in n trials.
std::optional<double> binomial_up_to(std::int64_t x, std::int64_t n, double p);
/// The smallest x with P(X <= x) >= share.
std::optional<std::int64_t> binomial_quantile(double share, std::int64_t n, double p);
/// P(X <= x) marked ones among n drawn without replacement from `size`, of which `marked` are marked.
std::optional<double> hypergeometric_up_to(std::int64_t x, std::int64_t n, std::int64_t marked, std::int64_t size);

}  // namespace rettesnor::statistics
