#include "engine/analyze/solver.hpp"

#include <algorithm>

#include "engine/values/moment.hpp"

namespace rettesnor::analyze {

namespace {

constexpr std::int64_t minutes_per_day = 24 * 60;

/// The least and the greatest that f moves a day, over every day that proofs hold for; nothing where it is not always known.
struct Moves {
  std::int32_t least = 0;
  std::int32_t most = 0;
};

std::optional<Moves> moves_of(const Solver::DayFunction& f) {
  std::optional<Moves> out;
  for (Date day = earliest_day; day <= latest_day; ++day.days) {
    const auto to = f(day);
    if (!to) return std::nullopt;
    const std::int32_t by = to->days - day.days;
    if (!out) out = Moves{by, by};
    out->least = std::min(out->least, by);
    out->most = std::max(out->most, by);
  }
  return out;
}

}  // namespace

Term Solver::real(std::int64_t numerator, std::int64_t denominator) {
  return denominator == 1 ? literal_real(numerator) : literal_real(numerator) / literal_real(denominator);
}

Term Solver::free_day(const std::string& name) {
  const Term day = free_int(name);
  axiom(day >= whole(earliest_day.days) && day <= whole(latest_day.days));
  return day;
}

z3::func_decl Solver::free_predicate(const std::string& name) {
  return context_.function(unique(name).c_str(), context_.int_sort(), context_.bool_sort());
}

Term Solver::all(const std::vector<Term>& terms) {
  z3::expr_vector v(context_);
  for (const Term& t : terms) v.push_back(t);
  return z3::mk_and(v).simplify();
}

Term Solver::any(const std::vector<Term>& terms) {
  z3::expr_vector v(context_);
  for (const Term& t : terms) v.push_back(t);
  return z3::mk_or(v).simplify();
}

Term Solver::apply(const std::string& key, const Term& x, const DayFunction& f) {
  static thread_local std::map<std::string, std::optional<Moves>> known;
  for (const Application& a : applications_) {
    if (a.key == key && z3::eq(a.x, x)) return a.result;
  }
  auto found = known.find(key);
  if (found == known.end()) found = known.emplace(key, moves_of(f)).first;
  const Term result = free_int("f");
  if (found->second) {
    axiom(result >= x + whole(found->second->least));
    axiom(result <= x + whole(found->second->most));
  }
  for (const Application& a : applications_) {
    if (a.key != key) continue;
    axiom(z3::implies(a.x <= x, a.result <= result));
    axiom(z3::implies(x <= a.x, result <= a.result));
  }
  applications_.push_back({key, x, result, f});
  return result;
}

Term Solver::local_day(const Term& minute) {
  for (const LocalDay& l : local_days_) {
    if (z3::eq(l.minute, minute)) return l.day;
  }
  const Term day = free_day("day");
  // Local midnight is 22:00 or 23:00 UTC of the day before.
  const Term midnight = z3::to_real(day) * literal_real(minutes_per_day);
  axiom(minute >= midnight - literal_real(120));
  axiom(minute < midnight + literal_real(minutes_per_day - 60));
  for (const LocalDay& l : local_days_) {
    axiom(z3::implies(l.minute <= minute, l.day <= day));
    axiom(z3::implies(minute <= l.minute, day <= l.day));
  }
  local_days_.push_back({minute, day});
  return day;
}

Term Solver::between(const std::string& key, const Term& from, const Term& to, const std::function<std::int32_t(Date, Date)>& f) {
  for (const Count& c : counts_) {
    if (z3::eq(c.from, from) && z3::eq(c.to, to) && c.result.decl().name().str().starts_with(key)) return c.result;
  }
  const Term result = free_int(key);
  // Later days never give fewer.
  axiom(z3::implies(from <= to, result >= whole(0)));
  axiom(z3::implies(from > to, result <= whole(0)));
  counts_.push_back({from, to, result, f});
  return result;
}

bool Solver::refine() {
  bool wrong = false;
  for (const Application& a : applications_) {
    const Date x{static_cast<std::int32_t>(day_of(a.x))};
    if (x < earliest_day || x > latest_day) continue;
    const auto is = a.f(x);
    if (!is || is->days == day_of(a.result)) continue;
    wrong = true;
    // The days around it that are moved by as much.
    const std::int32_t by = is->days - x.days;
    Date first = x;
    Date last = x;
    const auto same = [&](Date d) {
      const auto to = a.f(d);
      return to && to->days - d.days == by;
    };
    while (first > earliest_day && x.days - first.days < 1500 && same(Date{first.days - 1})) --first.days;
    while (last < latest_day && last.days - x.days < 1500 && same(Date{last.days + 1})) ++last.days;
    axiom(z3::implies(a.x >= whole(first.days) && a.x <= whole(last.days), a.result == a.x + whole(by)));
  }
  for (const Count& c : counts_) {
    const Date from{static_cast<std::int32_t>(day_of(c.from))};
    const Date to{static_cast<std::int32_t>(day_of(c.to))};
    const std::int32_t is = c.f(from, to);
    if (is == day_of(c.result)) continue;
    wrong = true;
    Date first = to;
    Date last = to;
    while (first > earliest_day && to.days - first.days < 400 && c.f(from, Date{first.days - 1}) == is) --first.days;
    while (last < latest_day && last.days - to.days < 400 && c.f(from, Date{last.days + 1}) == is) ++last.days;
    axiom(z3::implies(c.from == whole(from.days) && c.to >= whole(first.days) && c.to <= whole(last.days), c.result == whole(is)));
  }
  for (const LocalDay& l : local_days_) {
    const auto at = fraction(l.minute);
    if (!at) continue;
    const Moment moment{at->first * (micros_per_minute / std::max<std::int64_t>(at->second, 1))};
    if (rettesnor::local_day(moment).days == day_of(l.day)) continue;
    wrong = true;
    // On and around this day the clock shows UTC and one or two hours: what the day is there.
    const Date near = rettesnor::local_day(moment);
    for (Date d{near.days - 1}; d.days <= near.days + 1; ++d.days) {
      const auto minute_of = [](Moment m) { return m.micros / micros_per_minute; };
      const Term inside = l.minute >= literal_real(minute_of(start_of_day(d))) && l.minute < literal_real(minute_of(end_of_day(d)));
      axiom(inside == (l.day == whole(d.days)));
    }
    // And in the whole half year, where the offset stays the same.
    const std::int32_t offset = utc_offset(moment);
    Date first = near;
    Date last = near;
    const auto same = [&](Date d) { return utc_offset(start_of_day(d)) == offset && utc_offset(Moment{end_of_day(d).micros - 1}) == offset; };
    if (!same(near)) continue;
    while (near.days - first.days < 200 && same(Date{first.days - 1})) --first.days;
    while (last.days - near.days < 200 && same(Date{last.days + 1})) ++last.days;
    const Term shown = l.minute + literal_real(offset / 60);
    const Term midnight = z3::to_real(l.day) * literal_real(minutes_per_day);
    axiom(z3::implies(l.day >= whole(first.days) && l.day <= whole(last.days),
                      shown >= midnight && shown < midnight + literal_real(minutes_per_day)));
  }
  return wrong;
}

Answer Solver::solve(const Term& question, bool wishes, const Limits& limits) {
  model_.reset();
  z3::solver solver(context_);
  z3::params params(context_);
  params.set("rlimit", limits.work);
  params.set("random_seed", 1U);
  solver.set(params);
  solver.add(question);
  // Each wish hangs on a name of its own; those that stand in the way are let go until the others can be had.
  std::vector<Term> names;
  if (wishes) {
    for (std::size_t i = 0; i < wishes_.size(); ++i) {
      names.push_back(context_.bool_const(("wish!" + std::to_string(i)).c_str()));
      solver.add(z3::implies(names.back(), wishes_[i]));
    }
  }
  std::size_t added = 0;
  for (unsigned round = 0; round < limits.rounds; ++round) {
    for (; added < axioms_.size(); ++added) solver.add(axioms_[added]);
    z3::expr_vector assumed(context_);
    for (const Term& name : names) assumed.push_back(name);
    const z3::check_result result = solver.check(assumed);
    if (result == z3::sat) {
      model_ = solver.get_model();
      if (!refine()) return Answer::some;
      continue;
    }
    if (result == z3::unknown) {
      if (names.empty()) return Answer::open;
      names.clear();  // the wishes may be what is hard
      continue;
    }
    const z3::expr_vector core = solver.unsat_core();
    if (core.empty()) return Answer::none;
    std::erase_if(names, [&](const Term& name) {
      for (unsigned i = 0; i < core.size(); ++i) {
        if (z3::eq(core[static_cast<int>(i)], name)) return true;
      }
      return false;
    });
  }
  model_.reset();
  return Answer::open;
}

bool Solver::holds(const Term& term) const { return model_->eval(term, true).is_true(); }

std::int64_t Solver::day_of(const Term& term) const {
  const Term value = model_->eval(term, true);
  std::int64_t out = 0;
  return value.is_numeral_i64(out) ? out : 0;
}

std::optional<std::pair<std::int64_t, std::int64_t>> Solver::fraction(const Term& term) const {
  const Term value = model_->eval(term, true);
  std::int64_t above = 0;
  std::int64_t below = 1;
  if (!value.is_numeral()) return std::nullopt;
  if (value.is_int()) return value.is_numeral_i64(above) ? std::optional(std::pair{above, below}) : std::nullopt;
  if (!value.numerator().is_numeral_i64(above) || !value.denominator().is_numeral_i64(below)) return std::nullopt;
  return std::pair{above, below};
}

}  // namespace rettesnor::analyze
