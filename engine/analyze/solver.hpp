// Z3 behind a narrow door: terms, axioms, and functions of days that are made exact only where a question needs them.
#pragma once

#include <z3++.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/values/date.hpp"

namespace rettesnor::analyze {

using Term = z3::expr;

/// Proofs hold for cases whose days lie here: 1900-01-01 .. 2099-12-31.
inline constexpr Date earliest_day{-25567};
inline constexpr Date latest_day{47481};

enum class Answer : std::uint8_t {
  none,  ///< no assignment satisfies the question: a proof
  some,  ///< one does, and every function was worked out for it
  open,  ///< the solver's limit came first
};

/// What a question may cost before it is left open. `work` counts the solver's own steps, so that an answer does not depend on
/// the machine.
struct Limits {
  unsigned work = 3'000'000;
  unsigned rounds = 150;  ///< of making functions exact
};

/// One set of terms and what holds of them. Not thread-safe.
class Solver {
 public:
  Solver() = default;
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  Term yes() { return context_.bool_val(true); }
  Term no() { return context_.bool_val(false); }
  Term whole(std::int64_t value) { return context_.int_val(value); }
  Term real(std::int64_t numerator, std::int64_t denominator = 1);
  Term free_bool(const std::string& name) { return context_.bool_const(unique(name).c_str()); }
  Term free_int(const std::string& name) { return context_.int_const(unique(name).c_str()); }
  Term free_real(const std::string& name) { return context_.real_const(unique(name).c_str()); }
  /// A day within the days that proofs hold for.
  Term free_day(const std::string& name);
  /// yes/no of a day, about which nothing is known.
  z3::func_decl free_predicate(const std::string& name);
  z3::context& context() { return context_; }

  Term all(const std::vector<Term>& terms);
  Term any(const std::vector<Term>& terms);

  /// Holds in every answer.
  void axiom(const Term& fact) { axioms_.push_back(fact); }
  /// Wanted of a case that people are to read; left out where nothing satisfies it.
  void prefer(const Term& wish) { wishes_.push_back(wish); }

  using DayFunction = std::function<std::optional<Date>(Date)>;
  /// f(x), for a function of days that never falls. First bounds, worked out over every day; then, where an answer has it
  /// wrong, what it is on that day and those around it. @param key  equal for equal functions
  Term apply(const std::string& key, const Term& x, const DayFunction& f);
  /// The Danish day of an instant. @param minute  minutes since 1970-01-01T00:00Z
  Term local_day(const Term& minute);
  /// The greatest whole number of units from a day to another, as `f` has it.
  Term between(const std::string& key, const Term& from, const Term& to, const std::function<std::int32_t(Date, Date)>& f);

  /// @param wishes  also what is preferred
  Answer solve(const Term& question, bool wishes, const Limits& limits);
  /// The assignment of the last solve that gave some. @pre there is one
  bool holds(const Term& term) const;
  std::int64_t day_of(const Term& term) const;
  /// Numerator and denominator; nothing for what does not fit.
  std::optional<std::pair<std::int64_t, std::int64_t>> fraction(const Term& term) const;
  bool has_assignment() const { return model_.has_value(); }

 private:
  struct Application {
    std::string key;
    Term x;
    Term result;
    DayFunction f;
  };
  struct Count {
    Term from;
    Term to;
    Term result;
    std::function<std::int32_t(Date, Date)> f;
  };
  struct LocalDay {
    Term minute;
    Term day;
  };

  std::string unique(const std::string& name) { return name + "!" + std::to_string(++names_); }
  /// Adds what the assignment has wrong. @return whether it had anything wrong
  bool refine();
  Term literal_real(std::int64_t value) { return context_.real_val(value); }

  z3::context context_;
  std::vector<Term> axioms_;
  std::vector<Term> wishes_;
  std::vector<Application> applications_;
  std::vector<LocalDay> local_days_;
  std::vector<Count> counts_;
  std::optional<z3::model> model_;
  std::uint64_t names_ = 0;
};

}  // namespace rettesnor::analyze
