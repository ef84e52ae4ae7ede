// A reader with pencil, algebra and patience tries to recover what is hidden.
#include <cmath>

#include "engine/disclosure/protect.hpp"
#include "tests/engine_disclosure/disclosure_support.hpp"

namespace rettesnor::disclosure {
namespace {

/// Written from the rules alone, not from the code that applies them.
bool tells_something(const CountTable& table, Cell cell, std::int64_t threshold) {
  const std::int64_t population = table.population(cell.row);
  const std::int64_t count = table.at(cell);
  if (population == 0) return false;
  return count < threshold || (cell.column < table.columns() && table.columns() > 1 && population - count < threshold);
}

/// Tightens what each place can be, line by line, until nothing changes: what a spreadsheet's owner would do.
struct Tightening {
  explicit Tightening(const CountTable& table, const Mask& hidden) : rows(table.rows()), columns(table.columns()) {
    for (std::size_t i = 0; i < table.size(); ++i) {
      const std::int64_t value = table.at(table.cell(i));
      const Cell cell = table.cell(i);
      const bool listed = cell.row < rows && cell.column == columns && value > 0;
      low.push_back(!hidden[i] ? value : listed ? 1 : 0);
      high.push_back(hidden[i] ? none : value);
    }
    while (tighten_all()) {
    }
  }

  bool tighten_all() {
    bool changed = false;
    for (std::size_t row = 0; row <= rows; ++row) {
      std::vector<std::size_t> line;
      for (std::size_t column = 0; column <= columns; ++column) line.push_back(row * (columns + 1) + column);
      changed = tighten(line) || changed;
    }
    for (std::size_t column = 0; column <= columns; ++column) {
      std::vector<std::size_t> line;
      for (std::size_t row = 0; row <= rows; ++row) line.push_back(row * (columns + 1) + column);
      changed = tighten(line) || changed;
    }
    return changed;
  }

  /// The last of the line is the sum of the others.
  bool tighten(const std::vector<std::size_t>& line) {
    bool changed = false;
    const std::size_t sum = line.back();
    std::int64_t all_low = 0;
    std::int64_t all_high = 0;
    for (std::size_t k = 0; k + 1 < line.size(); ++k) {
      all_low += low[line[k]];
      all_high = std::min(none, all_high + high[line[k]]);
    }
    const auto set = [&](std::size_t i, std::int64_t new_low, std::int64_t new_high) {
      if (new_low > low[i]) changed = true, low[i] = new_low;
      if (new_high < high[i]) changed = true, high[i] = new_high;
    };
    set(sum, all_low, all_high);
    for (std::size_t k = 0; k + 1 < line.size(); ++k) {
      const std::size_t i = line[k];
      std::int64_t others_low = 0;
      std::int64_t others_high = 0;
      for (std::size_t m = 0; m + 1 < line.size(); ++m) {
        if (m == k) continue;
        others_low += low[line[m]];
        others_high = std::min(none, others_high + high[line[m]]);
      }
      set(i, others_high >= none ? 0 : low[sum] - others_high, high[sum] >= none ? none : high[sum] - others_low);
    }
    return changed;
  }

  static constexpr std::int64_t none = 1'000'000'000;
  std::size_t rows, columns;
  std::vector<std::int64_t> low, high;
};

/// The hidden places that follow from the sums by elimination, negative numbers allowed.
std::vector<std::size_t> by_elimination(const CountTable& table, const Mask& hidden) {
  std::vector<std::size_t> unknowns;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (hidden[i]) unknowns.push_back(i);
  }
  std::vector<std::vector<double>> equations;
  const auto add = [&](auto place, std::size_t length) {
    std::vector<double> equation(unknowns.size());
    for (std::size_t k = 0; k < length; ++k) {
      const auto at = std::ranges::find(unknowns, table.index(place(k)));
      if (at != unknowns.end()) equation[static_cast<std::size_t>(at - unknowns.begin())] = k + 1 == length ? -1 : 1;
    }
    equations.push_back(equation);
  };
  for (std::size_t r = 0; r <= table.rows(); ++r) add([&](std::size_t k) { return Cell{r, k}; }, table.columns() + 1);
  for (std::size_t c = 0; c <= table.columns(); ++c) add([&](std::size_t k) { return Cell{k, c}; }, table.rows() + 1);
  std::size_t pivots = 0;
  for (std::size_t u = 0; u < unknowns.size() && pivots < equations.size(); ++u) {
    std::size_t best = pivots;
    for (std::size_t e = pivots; e < equations.size(); ++e) {
      if (std::abs(equations[e][u]) > std::abs(equations[best][u])) best = e;
    }
    if (std::abs(equations[best][u]) < 1e-9) continue;
    std::swap(equations[best], equations[pivots]);
    const double pivot = equations[pivots][u];
    for (double& x : equations[pivots]) x /= pivot;
    for (std::size_t e = 0; e < equations.size(); ++e) {
      const double factor = equations[e][u];
      if (e == pivots || std::abs(factor) < 1e-9) continue;
      for (std::size_t v = 0; v < unknowns.size(); ++v) equations[e][v] -= factor * equations[pivots][v];
    }
    ++pivots;
  }
  std::vector<std::size_t> out;
  for (std::size_t e = 0; e < pivots; ++e) {  // a reduced equation with one unknown gives it away
    const auto filled = std::ranges::count_if(equations[e], [](double x) { return std::abs(x) > 1e-9; });
    if (filled != 1) continue;
    const auto at = std::ranges::find_if(equations[e], [](double x) { return std::abs(x) > 1e-9; });
    out.push_back(unknowns[static_cast<std::size_t>(at - equations[e].begin())]);
  }
  return out;
}

/// Hidden places given away to enumeration: known exactly, or known to be small.
int recovered_by_enumeration(const CountTable& table, const Mask& hidden, std::int64_t threshold) {
  const std::int64_t most = table.total() + threshold;  // a hidden total may be anything; this much is enough to see
  const Seen seen = enumerate(table, hidden, most);
  int out = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Cell cell = table.cell(i);
    if (!hidden[i]) {
      if (tells_something(table, cell, threshold)) ++out;
      continue;
    }
    const std::int64_t population = table.population(cell.row);
    if (seen.place[i].first == seen.place[i].second) ++out;
    if (population > 0 && table.at(cell) < threshold && seen.place[i].second < threshold) ++out;
    const bool has_rest = cell.column < table.columns() && table.columns() > 1 && population >= threshold;
    if (has_rest && population - table.at(cell) < threshold && seen.rest[i].second < threshold) ++out;
  }
  return out;
}

Mask primary_alone(const CountTable& table, const Policy& policy) {
  Mask out(table.size());
  for (const Need& need : primary_needs(table, policy)) out[table.index(need.cell)] = true;
  return out;
}

TEST(Attack, EnumerationRecoversNothing) {
  std::mt19937 random(2024);
  int attacked = 0;
  int recovered_without_partners = 0;
  for (int n = 0; attacked < 400 && n < 20000; ++n) {
    const Policy policy = random() % 2 == 0 ? Policy() : *Policy::with_threshold(3);
    const CountTable table = random_table(random, 2 + random() % 2, 2 + random() % 2, 14);
    const Protection p = protect(table, policy);
    std::int64_t inner = 0;
    for (const Hidden& h : p.proof) inner += table.is_margin(h.cell) ? 0 : 1;
    const bool margin_hidden = std::ranges::any_of(p.proof, [&](const Hidden& h) { return table.is_margin(h.cell); });
    if (p.proof.empty() || inner > (margin_hidden ? 4 : 9)) continue;  // too many to enumerate
    ++attacked;
    EXPECT_EQ(recovered_by_enumeration(table, p.hidden, policy.threshold()), 0) << "table " << n;
    recovered_without_partners += recovered_by_enumeration(table, primary_alone(table, policy), policy.threshold()) > 0 ? 1 : 0;
  }
  EXPECT_EQ(attacked, 400);
  EXPECT_GT(recovered_without_partners, 100) << "the attack has teeth: it breaks masks without partners";
}

TEST(Attack, RowsThatAreListedAreNotTakenForEmpty) {
  // One column, one large row and five of one each: the total would give all five away. So would five codes alone.
  for (const std::vector<std::vector<std::int64_t>>& rows : {std::vector<std::vector<std::int64_t>>{{15}, {1}, {1}, {1}, {1}, {1}}, {{1}, {1}, {1}, {1}, {1}}, {{20}, {4}, {1}}}) {
    const CountTable table = table_of(rows);
    const Protection p = protect(table, {});
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (table.population(row) < 5) {
        EXPECT_GE(feasible(table, p.hidden, {row, 1}).high.value_or(5), 5) << row << " of " << rows.size();
      }
    }
    if (table.rows() > 3) continue;  // too many to enumerate
    EXPECT_EQ(recovered_by_enumeration(table, p.hidden, 5), 0);
    EXPECT_GT(recovered_by_enumeration(table, primary_alone(table, {}), 5), 0) << "the small ones alone";
  }
}

TEST(Attack, KnowingThePolicyDoesNotHelp) {
  // The reader knows that what tells something is hidden, and that something did: other tables are ruled out.
  std::mt19937 random(99);
  const Policy policy = *Policy::with_threshold(3);
  int attacked = 0;
  for (int n = 0; attacked < 200 && n < 5000; ++n) {
    const CountTable table = random_table(random, 3, 3, 25);
    const Protection p = protect(table, policy);
    const bool margin_hidden = std::ranges::any_of(p.proof, [&](const Hidden& h) { return table.is_margin(h.cell); });
    if (p.proof.empty() || margin_hidden || p.proof.size() > 7) continue;
    ++attacked;
    std::vector<std::pair<std::int64_t, std::int64_t>> seen(table.size(), {INT64_MAX, INT64_MIN});
    const Visible known = visible(table, p.hidden);
    Enumerator(known, 3, 3, table.total(), [&](const std::vector<std::int64_t>& counts) {
      const CountTable full = CountTable::make(table.row_labels(), table.column_labels(), counts).value();
      bool something = false;
      for (std::size_t i = 0; i < full.size(); ++i) {
        const bool tells = tells_something(full, full.cell(i), policy.threshold());
        if (tells && !p.hidden[i]) return;
        something = something || tells;
      }
      if (!something) return;
      for (std::size_t i = 0; i < full.size(); ++i) {
        const std::int64_t value = full.at(full.cell(i));
        seen[i] = {std::min(seen[i].first, value), std::max(seen[i].second, value)};
      }
    });
    for (const Hidden& h : p.proof) {
      const auto [low, high] = seen[table.index(h.cell)];
      EXPECT_LT(low, high) << "table " << n;
      EXPECT_GE(high, policy.threshold()) << "table " << n;
    }
  }
  EXPECT_EQ(attacked, 200);
}

TEST(Attack, AlgebraAndTighteningRecoverNothingInLargeTables) {
  std::mt19937 random(77);
  int hidden_places = 0;
  int recovered_without_partners = 0;
  for (int n = 0; n < 150; ++n) {
    const Policy policy = random() % 2 == 0 ? Policy() : *Policy::with_threshold(3);
    const CountTable table = random_table(random, 3 + random() % 18, 2 + random() % 5, 60);
    const Protection p = protect(table, policy);
    EXPECT_TRUE(by_elimination(table, p.hidden).empty()) << "table " << n;
    const Tightening reader(table, p.hidden);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const Cell cell = table.cell(i);
      if (!p.hidden[i]) {
        EXPECT_FALSE(tells_something(table, cell, policy.threshold())) << "table " << n << " shows " << cell.row << "," << cell.column;
        continue;
      }
      ++hidden_places;
      EXPECT_LT(reader.low[i], reader.high[i]) << "table " << n;
      const bool small = table.population(cell.row) > 0 && table.at(cell) < policy.threshold();
      if (small) {
        EXPECT_GE(reader.high[i], policy.threshold()) << "table " << n;
      }
    }
    if (!by_elimination(table, primary_alone(table, policy)).empty()) ++recovered_without_partners;
  }
  EXPECT_GT(hidden_places, 2000);
  EXPECT_GT(recovered_without_partners, 50) << "the attack has teeth";
}

TEST(Attack, TheProofSaysWhatTheReaderFinds) {
  // The ranges kept for the house hold the true value, and lie within what tightening alone finds.
  std::mt19937 random(8);
  for (int n = 0; n < 60; ++n) {
    const CountTable table = random_table(random, 5, 4, 30);
    const Protection p = protect(table, {});
    const Tightening reader(table, p.hidden);
    for (const Hidden& h : p.proof) {
      const std::size_t i = table.index(h.cell);
      EXPECT_LE(h.range.low, table.at(h.cell));
      EXPECT_GE(h.range.high.value_or(INT64_MAX), table.at(h.cell));
      EXPECT_GE(h.range.low, reader.low[i]);
      EXPECT_LE(h.range.high.value_or(0), reader.high[i]);
      EXPECT_FALSE(h.range.contains_one());
    }
  }
}

}  // namespace
}  // namespace rettesnor::disclosure
