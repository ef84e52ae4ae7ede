#include "engine/invest/calculate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>

#include "engine/statistics/investment.hpp"

namespace rettesnor::invest {

namespace {

/// The same amount a year for some years, to one payer.
struct Term {
  Payer payer = Payer::municipality;
  bool is_cost = false;
  double yearly = 0;
  Years years;
  EstimateKind weakest = EstimateKind::measured;
};

double extra_successes(const InvestmentModel& m) { return m.participants.value * (m.success.value - m.baseline.value); }

template <class Each>
void each_term(const InvestmentModel& m, Each each) {
  for (const Cost& c : m.costs) {
    const double people = c.per_participant ? m.participants.value : 1;
    each(Term{c.payer, true, -people * c.amount.value, c.years, c.per_participant ? std::max(m.participants.kind, c.amount.kind) : c.amount.kind});
  }
  const EstimateKind effect = std::max({m.participants.kind, m.success.kind, m.baseline.kind});
  for (const Consequence& c : m.consequences) {
    for (const Price& p : c.prices) {
      each(Term{p.payer, false, -extra_successes(m) * c.change.value * p.amount.value, c.years, std::max({effect, c.change.kind, p.amount.kind})});
    }
  }
}

/// Whatever the years, the horizon bounds them.
void add(const Term& term, ByYear& to) {
  for (int y = term.years.from; y <= term.years.until && y < static_cast<int>(to.size()); ++y) to[static_cast<std::size_t>(y)] += term.yearly;
}

ByYear no_years(const InvestmentModel& m) { return ByYear(static_cast<std::size_t>(m.horizon) + 1); }

double present_value(const ByYear& flows, double rate) { return statistics::cumulative_present_value(flows, rate).value().back(); }

double net(const InvestmentModel& m) {
  ByYear flows = no_years(m);
  each_term(m, [&](const Term& t) { add(t, flows); });
  return present_value(flows, m.rate.value);
}

/// Every number but the horizon, which is a choice.
std::vector<Estimate*> estimates(InvestmentModel& m) {
  std::vector<Estimate*> out{&m.participants, &m.success, &m.baseline, &m.rate};
  for (Cost& c : m.costs) out.push_back(&c.amount);
  for (Consequence& c : m.consequences) {
    out.push_back(&c.change);
    for (Price& p : c.prices) out.push_back(&p.amount);
  }
  return out;
}

void close(PayerResult& r, double rate) {
  const auto running = statistics::cumulative_present_value(r.by_year, rate).value();
  r.net = running.back();
  const bool spends = std::ranges::any_of(r.by_year, [](double amount) { return amount < -statistics::half_an_ore; });
  if (spends) r.break_even_year = statistics::break_even_year(running);
  for (const double amount : r.by_year) r.undiscounted += amount;
}

void by_payer(const InvestmentModel& m, Result& out) {
  for (PayerResult& r : out.by_payer) r.by_year = no_years(m);
  out.total.by_year = no_years(m);
  each_term(m, [&](const Term& t) {
    PayerResult& own = out.by_payer[static_cast<std::size_t>(t.payer)];
    own.stated = out.total.stated = true;
    ByYear alone = no_years(m);
    add(t, alone);
    add(t, own.by_year);
    add(t, out.total.by_year);
    const double value = present_value(alone, m.rate.value);
    for (PayerResult* r : {&own, &out.total}) (t.is_cost ? r->cost : r->consequences) += value;
    if (t.is_cost || t.weakest != EstimateKind::guess) out.net_without_guesses += value;
  });
  for (PayerResult& r : out.by_payer) close(r, m.rate.value);
  close(out.total, m.rate.value);
  out.cumulative = statistics::cumulative_present_value(out.total.by_year, m.rate.value).value();
}

/// The present value of every term without sign, in the terms' order.
std::vector<double> sizes(const InvestmentModel& m) {
  std::vector<double> out;
  each_term(m, [&](const Term& t) {
    ByYear alone = no_years(m);
    add(t, alone);
    out.push_back(std::abs(present_value(alone, m.rate.value)));
  });
  return out;
}

/// Guesses of 0 without a range through which an amount is 0, alone or several together. @param most  the terms' sizes
void unweighed(InvestmentModel m, const std::vector<double>& most, Result& out) {
  std::vector<Estimate*> zeros;
  for (Estimate* e : estimates(m)) {
    if (e != &m.rate && e->kind == EstimateKind::guess && e->value == 0 && !e->low) zeros.push_back(e);
  }
  // No two alike, nor like a number that somebody gives: success less baseline is an amount's factor, and would be 0 again.
  double apart = 1;
  for (Estimate* e : zeros) e->value = (apart *= std::numbers::phi - 1);
  const std::vector<double> with_all = sizes(m);
  for (Estimate* e : zeros) {
    const double stood_in = std::exchange(e->value, 0);
    const std::vector<double> without = sizes(m);
    bool weighs = false;
    for (std::size_t i = 0; i < most.size(); ++i) weighs |= with_all[i] > 0 && !(most[i] > 0) && !(without[i] > 0);
    if (weighs) out.unweighed.push_back(*e);
    e->value = stood_in;
  }
}

/// A guess of 0 that may be anything weighs something: amounts count as they are at the end of any one range, where that is more.
void resting_on(const InvestmentModel& model, Result& out) {
  InvestmentModel m = model;
  std::vector<double> most = sizes(m);
  for (Estimate* e : estimates(m)) {
    if (e == &m.rate || !e->low || !e->high) continue;
    const double likeliest = e->value;
    for (const double end : {*e->low, *e->high}) {
      e->value = end;
      const std::vector<double> there = sizes(m);
      for (std::size_t i = 0; i < there.size(); ++i) most[i] = std::max(most[i], there[i]);
    }
    e->value = likeliest;
  }
  double all = 0;
  std::size_t at = 0;
  each_term(model, [&](const Term& t) {
    out.resting_on[static_cast<std::size_t>(t.weakest)] += most[at];
    all += most[at++];
  });
  for (double& share : out.resting_on) share = all > 0 ? share / all : 0;
  unweighed(m, most, out);
}

/// The net result is a straight line in the success.
void break_even(InvestmentModel m, Result& out) {
  m.success.value = 0;
  const double none = net(m);
  m.success.value = 1;
  const double every = net(m);
  const bool paid_by_none = none >= -statistics::half_an_ore, paid_by_every = every >= -statistics::half_an_ore;
  if (paid_by_none == paid_by_every) {
    out.break_even = paid_by_none ? BreakEven::always : BreakEven::never;
    return;
  }
  out.break_even = paid_by_every ? BreakEven::at_least : BreakEven::at_most;
  out.break_even_rate = std::clamp(none / (none - every), 0.0, 1.0);
}

bool is_too_large(const Result& r) {
  const auto beyond = [](double amount) { return !(std::abs(amount) <= largest); };
  const auto any = [&](const PayerResult& p) { return beyond(p.cost) || beyond(p.consequences) || beyond(p.undiscounted) || std::ranges::any_of(p.by_year, beyond); };
  return any(r.total) || std::ranges::any_of(r.by_payer, any) || std::ranges::any_of(r.cumulative, beyond) ||
         std::ranges::any_of(r.tornado, [&](const Swing& s) { return beyond(s.at_low) || beyond(s.at_high); }) ||
         (r.simulation && (beyond(r.simulation->mean) || beyond(r.simulation->low) || beyond(r.simulation->high)));
}

std::vector<Swing> tornado(InvestmentModel m) {
  std::vector<Swing> out;
  for (Estimate* e : estimates(m)) {
    if (!e->low || !e->high) continue;
    Swing swing{.of = *e};
    const double likeliest = e->value;
    e->value = *e->low;
    swing.at_low = net(m);
    e->value = *e->high;
    swing.at_high = net(m);
    e->value = likeliest;
    out.push_back(std::move(swing));
  }
  std::ranges::stable_sort(out, std::greater{}, [](const Swing& s) { return std::abs(s.at_high - s.at_low); });
  return out;
}

/// From the standard's own generator to [0, 1): the library's distributions may differ between machines, these steps may not.
double uniform(std::mt19937_64& random) {
  constexpr unsigned spare_bits = 11;
  return static_cast<double>(random() >> spare_bits) * 0x1p-53;
}

double triangular(double low, double likeliest, double high, double u) {
  const double width = high - low;
  if (!(width > 0)) return likeliest;
  if (u * width < likeliest - low) return low + std::sqrt(u * width * (likeliest - low));
  return high - std::sqrt((1 - u) * width * (high - likeliest));
}

/// The value that `percent` of 100 lie at or below. @pre sorted, not empty
double percentile(const std::vector<double>& sorted, std::size_t percent) { return sorted[(sorted.size() * percent + 99) / 100 - 1]; }

std::optional<Simulation> simulate(InvestmentModel m, std::uint64_t seed) {
  struct Range {
    Estimate* of;
    Estimate as_given;
  };
  std::vector<Range> ranges;
  for (Estimate* e : estimates(m)) {
    if (e->low && e->high) ranges.push_back({e, *e});
  }
  if (ranges.empty()) return std::nullopt;
  std::mt19937_64 random(seed);
  std::vector<double> nets;
  Simulation out{.seed = seed, .draws = simulated_draws};
  for (std::size_t i = 0; i < simulated_draws; ++i) {
    for (const Range& r : ranges) r.of->value = triangular(*r.as_given.low, r.as_given.value, *r.as_given.high, uniform(random));
    nets.push_back(net(m));
    out.mean += nets.back();
    out.share_not_negative += nets.back() >= -statistics::half_an_ore ? 1 : 0;
  }
  out.mean /= static_cast<double>(out.draws);
  out.share_not_negative /= static_cast<double>(out.draws);
  std::ranges::sort(nets);
  out.low = percentile(nets, 5);
  out.median = percentile(nets, 50);
  out.high = percentile(nets, 95);
  return out;
}

}  // namespace

Result calculate(const InvestmentModel& model, std::uint64_t seed) {
  Result out;
  out.extra_successes = extra_successes(model);
  by_payer(model, out);
  resting_on(model, out);
  break_even(model, out);
  out.tornado = tornado(model);
  out.simulation = simulate(model, seed);
  InvestmentModel copy = model;
  for (const Estimate* e : estimates(copy)) out.estimates.push_back(*e);
  out.too_large = is_too_large(out);
  return out;
}

}  // namespace rettesnor::invest
