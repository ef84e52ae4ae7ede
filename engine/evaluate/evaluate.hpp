// The production evaluator: many cases at once, as columns. It gives what engine/reference gives.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/model/result.hpp"

namespace rettesnor {

/// One instance of one rule in one of the cases judged together.
struct Seen {
  std::uint32_t subject = 0;   ///< which case
  RuleId rule{};
  const Element* at = nullptr;
  std::uint32_t occurrence = 0;
  bool rest = false;
  VerdictSet possible;         ///< empty for a right
  RightStatus right;
  std::optional<TimeSpan> anchor;
  std::optional<TimeSpan> due;
  bool conflict = false;
  bool early = false;
  bool transition = false;
  bool internal_error = false;
  std::vector<CellRef> touched;  ///< of an open set: every cell read, without paths
};

/// How the work was done; for benchmarks and for those who look after the plans.
struct Effort {
  std::uint64_t columns = 0;   ///< rules × cases judged over columns
  std::uint64_t careful = 0;   ///< rules × cases left to the careful evaluator for what the case has
  std::uint64_t open = 0;      ///< judged again to name what an open set rests on
  std::uint64_t no_plan = 0;   ///< rules × cases of rules that have no plan
};

/// Whether `Seen::touched` is wanted. It costs a second look at each open set.
enum class Naming : bool { none, of_open_sets };

/// Judges cases by the rules about them. One a thread; the model is shared and must outlive it.
class Evaluator {
 public:
  /// Cost: plans are made when the first case of a root concept comes.
  Evaluator(const Model& model, const Question& question, Naming naming = Naming::of_open_sets);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;

  /// @param cases  of any root concepts
  /// @param take   every instance, rule by rule; within a rule by case, then in the case's own order, the rest last
  /// Cost: a few nanoseconds for a rule and case over columns; some ten microseconds for each left to care.
  void judge(std::span<const Case* const> cases, const std::function<void(Seen&&)>& take);

  const Effort& effort() const { return effort_; }
  /// The rules that have no plan for cases of this root, and why.
  std::vector<std::pair<RuleId, std::string>> without_plan(ConceptId root);

 private:
  struct Root;
  Root& root(ConceptId concept_id);

  const Model& model_;
  Question question_;
  Naming naming_;
  std::map<ConceptId, std::unique_ptr<Root>> roots_;
  Effort effort_;
};

}  // namespace rettesnor
