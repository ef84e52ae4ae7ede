// One rule under question: asked of cases with few elements first, then over all; what is found is judged before it is said.
#pragma once

#include "engine/analyze/analyze.hpp"
#include "engine/analyze/rule_terms.hpp"
#include "engine/model/result.hpp"

namespace rettesnor::analyze {

/// A case that the solver chose, judged by the reference evaluator.
struct Witness {
  Case the_case;
  Question question;
  std::vector<InstanceResult> results;       ///< of the rule asked about
  std::vector<const InstanceResult*> mine;   ///< of the element asked about
  Date day{};                                ///< the anchor's

  bool any(Verdict v) const;
  bool applies() const;
  Witness() = default;
  Witness(Witness&&) = default;
  Witness& operator=(Witness&&) = default;
};

enum class Settled : std::uint8_t { impossible, shown, open };

struct Reply {
  Settled settled = Settled::open;
  std::optional<Witness> witness;
  bool limit = false;
  bool unconfirmed = false;
  std::vector<std::string> outside;
};

class Lab {
 public:
  /// @param root  of the cases
  Lab(const Model& model, RuleId rule);

  /// One of the two sets of terms a question is asked in.
  struct Side {
    Encoder encoder;
    RuleTerms rule;
    std::set<std::size_t> prepared;
    Side(const Model& model, RuleId id, Lists lists);
  };
  using Ask = std::function<Term(Side&)>;
  using Confirm = std::function<bool(const Witness&)>;

  /// @param version  whose anchor's day the witness gets
  Reply ask(std::size_t version, const Ask& question, const Confirm& confirm);
  const Model& model() const { return model_; }
  RuleId rule() const { return rule_; }

 private:
  Side& side(Lists lists);
  std::optional<Witness> witness(Side& side, std::size_t version);
  void prepare(Side& side, std::size_t version);

  const Model& model_;
  RuleId rule_;
  std::unique_ptr<Side> few_;
  std::unique_ptr<Side> any_;
};

/// A condition's parts: what `and` and `all of` join.
std::vector<ExprId> conjuncts(const Model& model, ExprId condition);
std::vector<ExprId> conjuncts(const Model& model, const std::vector<ExprId>& conditions);
/// The sides of `or` and `any of`; none where it is neither.
std::vector<ExprId> disjuncts(const Model& model, ExprId condition);

/// As it is written, on one line.
std::string written(const Model& model, const Sources& sources, ExprId id);
std::string full_name(const Model& model, PackageId package, const std::string& name);
Shown show(const Model& model, const Witness& witness, const std::string& name, const std::string& title);

}  // namespace rettesnor::analyze
