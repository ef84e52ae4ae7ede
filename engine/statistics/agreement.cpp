#include "engine/statistics/agreement.hpp"

#include <cmath>

#include "engine/statistics/numbers.hpp"

namespace rettesnor::statistics {
namespace {

/// The table as shares of all cases.
struct Shares {
  std::size_t k = 0;
  std::vector<double> cell, first, second;
  double at(std::size_t i, std::size_t j) const { return cell[i * k + j]; }
  double agreed() const {
    double sum = 0;
    for (std::size_t i = 0; i < k; ++i) sum += at(i, i);
    return sum;
  }
};

std::optional<Shares> shares(const RatingTable& table) {
  const std::size_t k = table.categories;
  if (k < 2 || table.counts.size() != k * k) return std::nullopt;
  double total = 0;
  for (const std::int64_t n : table.counts) {
    if (n < 0) return std::nullopt;
    total += static_cast<double>(n);
  }
  if (total == 0) return std::nullopt;
  Shares out{k, {}, std::vector<double>(k), std::vector<double>(k)};
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    out.cell.push_back(static_cast<double>(table.counts[i]) / total);
    out.first[i / k] += out.cell.back();
    out.second[i % k] += out.cell.back();
  }
  return out;
}

std::optional<Agreement> beyond_chance(double observed, double by_chance) {
  constexpr double rounding = 1e-12;
  if (1 - by_chance < rounding) return std::nullopt;
  return Agreement{observed, by_chance, (observed - by_chance) / (1 - by_chance)};
}

}  // namespace

std::optional<Agreement> cohen_kappa(const RatingTable& table) {
  const auto s = shares(table);
  if (!s) return std::nullopt;
  double by_chance = 0;
  for (std::size_t i = 0; i < s->k; ++i) by_chance += s->first[i] * s->second[i];
  return beyond_chance(s->agreed(), by_chance);
}

std::optional<Agreement> adjusted_kappa(const RatingTable& table) {
  const auto s = shares(table);
  if (!s) return std::nullopt;
  return beyond_chance(s->agreed(), 1 / static_cast<double>(s->k));
}

std::optional<Agreement> gwet_ac1(const RatingTable& table) {
  const auto s = shares(table);
  if (!s) return std::nullopt;
  double spread = 0;
  for (std::size_t i = 0; i < s->k; ++i) {
    const double share = (s->first[i] + s->second[i]) / 2;
    spread += share * (1 - share);
  }
  return beyond_chance(s->agreed(), spread / static_cast<double>(s->k - 1));
}

std::optional<Agreement> quadratic_kappa(const RatingTable& table) {
  const auto s = shares(table);
  if (!s) return std::nullopt;
  const double widest = static_cast<double>(s->k - 1);
  double observed = 0;
  double by_chance = 0;
  for (std::size_t i = 0; i < s->k; ++i) {
    for (std::size_t j = 0; j < s->k; ++j) {
      const double apart = (static_cast<double>(i) - static_cast<double>(j)) / widest;
      observed += (1 - apart * apart) * s->at(i, j);
      by_chance += (1 - apart * apart) * s->first[i] * s->second[j];
    }
  }
  return beyond_chance(observed, by_chance);
}

std::optional<Agreement> fleiss_kappa(std::span<const std::vector<std::int64_t>> ratings) {
  if (ratings.empty() || ratings.front().size() < 2) return std::nullopt;
  std::vector<double> per_category(ratings.front().size());
  double raters = 0;
  double observed = 0;
  for (const auto& subject : ratings) {
    if (subject.size() != per_category.size()) return std::nullopt;
    double here = 0;
    double squares = 0;
    for (std::size_t k = 0; k < subject.size(); ++k) {
      if (subject[k] < 0) return std::nullopt;
      const double n = static_cast<double>(subject[k]);
      here += n;
      squares += n * n;
      per_category[k] += n;
    }
    if (raters == 0) raters = here;
    if (here != raters || raters < 2) return std::nullopt;
    observed += (squares - raters) / (raters * (raters - 1));
  }
  const double subjects = static_cast<double>(ratings.size());
  double by_chance = 0;
  for (const double n : per_category) by_chance += (n / (subjects * raters)) * (n / (subjects * raters));
  return beyond_chance(observed / subjects, by_chance);
}

std::optional<double> cronbach_alpha(std::span<const std::vector<double>> items) {
  if (items.size() < 2 || items.front().size() < 2) return std::nullopt;
  std::vector<double> totals(items.front().size());
  double item_variance = 0;
  for (const auto& item : items) {
    if (item.size() != totals.size() || !all_finite(item)) return std::nullopt;
    const double deviation = standard_deviation(item);
    item_variance += deviation * deviation;
    for (std::size_t p = 0; p < item.size(); ++p) totals[p] += item[p];
  }
  const double deviation = standard_deviation(totals);
  if (!is_positive(deviation)) return std::nullopt;
  const double k = static_cast<double>(items.size());
  return k / (k - 1) * (1 - item_variance / (deviation * deviation));
}

}  // namespace rettesnor::statistics
