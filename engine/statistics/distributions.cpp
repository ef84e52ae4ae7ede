#include "engine/statistics/distributions.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {
namespace {

namespace bm = boost::math;

/// Boost reports a parameter out of range by throwing; here that is no answer.
template <class F>
std::optional<double> answer(F f) {
  try {
    const double value = f();
    if (std::isfinite(value)) return value;
  } catch (const std::exception&) {  // domain, overflow or evaluation: all mean that there is no answer
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> normal_quantile(double p) {
  return answer([&] { return bm::quantile(bm::normal(), p); });
}

double normal_density(double z) { return bm::pdf(bm::normal(), z); }
double normal_above(double z) { return bm::cdf(bm::complement(bm::normal(), z)); }

std::optional<double> z_of(double level) {
  if (!is_valid_level(level)) return std::nullopt;
  return answer([&] { return bm::quantile(bm::complement(bm::normal(), (1 - level) / 2)); });
}

std::optional<double> chi_squared_quantile(double p, double degrees) {
  return answer([&] { return bm::quantile(bm::chi_squared(degrees), p); });
}

std::optional<double> chi_squared_above(double x, double degrees) {
  return answer([&] { return bm::cdf(bm::complement(bm::chi_squared(degrees), x)); });
}

std::optional<double> t_quantile(double p, double degrees) {
  return answer([&] { return bm::quantile(bm::students_t(degrees), p); });
}

std::optional<double> t_beyond(double t, double degrees) {
  return answer([&] { return 2 * bm::cdf(bm::complement(bm::students_t(degrees), std::abs(t))); });
}

std::optional<double> beta_quantile(double p, double a, double b) {
  return answer([&] { return bm::quantile(bm::beta_distribution<>(a, b), p); });
}

std::optional<double> binomial_up_to(std::int64_t x, std::int64_t n, double p) {
  if (x < 0) return 0.0;
  if (x >= n) return 1.0;
  return answer([&] { return bm::cdf(bm::binomial(static_cast<double>(n), p), static_cast<double>(x)); });
}

std::optional<std::int64_t> binomial_quantile(double share, std::int64_t n, double p) {
  if (n < 1 || !is_share(p) || !is_inner_share(share)) return std::nullopt;
  using bm::policies::discrete_quantile;
  using RoundUp = bm::policies::policy<discrete_quantile<bm::policies::integer_round_up>>;
  const auto found = answer(
      [&] { return bm::quantile(bm::binomial_distribution<double, RoundUp>(static_cast<double>(n), p), share); });
  if (!found) return std::nullopt;
  return std::llround(*found);
}

std::optional<double> hypergeometric_up_to(std::int64_t x, std::int64_t n, std::int64_t marked, std::int64_t size) {
  constexpr std::int64_t most = std::numeric_limits<unsigned>::max();
  if (n < 0 || marked < 0 || size < 1 || n > size || marked > size || size > most) return std::nullopt;
  if (x < std::max<std::int64_t>(0, n + marked - size)) return 0.0;
  if (x >= std::min(n, marked)) return 1.0;
  return answer([&] {
    const bm::hypergeometric found(static_cast<unsigned>(marked), static_cast<unsigned>(n), static_cast<unsigned>(size));
    return bm::cdf(found, static_cast<unsigned>(x));
  });
}

}  // namespace rettesnor::statistics
