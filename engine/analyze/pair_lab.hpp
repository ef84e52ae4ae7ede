// Two rules about the same element, over one chosen case.
#pragma once

#include "engine/analyze/desk.hpp"

namespace rettesnor::analyze {

/// Are they about the same kind of element, so that one case can be judged by both?
bool comparable(const Model& model, RuleId a, RuleId b);

class PairLab {
 public:
  struct Side {
    Encoder encoder;
    RuleTerms a;
    RuleTerms b;
    Side(const Model& model, RuleId a, RuleId b, Lists lists);
  };
  struct Witness {
    Case the_case;
    Question question;
    std::vector<InstanceResult> results;  ///< of both
    VerdictSet a;
    VerdictSet b;
    bool a_applies = false;
    bool b_applies = false;
  };
  using Ask = std::function<Term(Side&)>;
  using Confirm = std::function<bool(const Witness&)>;
  struct Answered {
    Reply reply;
    std::optional<Witness> witness;
  };

  /// @pre comparable
  PairLab(const Model& model, RuleId a, RuleId b) : model_(model), a_(a), b_(b) {}
  Answered ask(const Ask& question, const Confirm& confirm);
  Shown show(const Witness& witness, const std::string& name, const std::string& title) const;

 private:
  const Model& model_;
  RuleId a_, b_;
  std::unique_ptr<Side> few_;
  std::unique_ptr<Side> any_;
};

}  // namespace rettesnor::analyze
