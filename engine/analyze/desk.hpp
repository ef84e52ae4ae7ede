// Where the checks write: what was found, what stayed open, and how many questions of each kind were asked.
#pragma once

#include "engine/analyze/lab.hpp"

namespace rettesnor::analyze {

class Desk {
 public:
  Desk(const Model& of, const Sources& texts) : model(of), sources(texts) {}

  /// It is as it should be.
  void in_order(Kind kind);
  void found(Finding finding);
  void open(Open open, const Reply& reply);
  /// The rule's name with its package.
  std::string name(RuleId id) const;
  std::string text(ExprId id) const { return written(model, sources, id); }
  Origin origin(ExprId id) const { return {model.exprs[id].file, model.exprs[id].span}; }
  /// `analysis_12`: names of test blocks, in the order of the findings.
  std::string next_name() { return "analysis_" + std::to_string(++shown_); }

  /// One more duty about this kind of case that nothing ends. @param first  makes the finding
  void without_end(ConceptId root, const std::string& rule, const std::function<Finding()>& first);
  void close();

  const Model& model;
  const Sources& sources;
  Analysis out;

 private:
  std::size_t shown_ = 0;
  std::map<ConceptId, Finding> endless_;
};

void check_rule(Desk& desk, RuleId rule);
void check_tables(Desk& desk, const Options& options);
void check_versions(Desk& desk, const Options& options);
void check_overlays(Desk& desk, const Options& options);
void check_pairs(Desk& desk, const Options& options);

}  // namespace rettesnor::analyze
