// Second look: a case that `check` shows is judged by both evaluators, and where they differ neither is believed.
#pragma once

#include <memory>
#include <vector>

#include "engine/model/result.hpp"

namespace rettesnor {

/// Judges over columns what was judged by walking the rules' trees, and holds the one against the other. One a thread.
class SecondLook {
 public:
  /// Cost: plans for all rules about a root concept are made when its first case comes, some thirty milliseconds for all packages.
  /// @param model  outlives this
  SecondLook(const Model& model, const Question& question);
  ~SecondLook();

  /// What both say stays as it is. An instance on which they differ, or which only one of them has, is marked as an internal error
  /// and may be anything. @param results  of all rules, pointing into `subject`
  /// Cost: tens of microseconds a case.
  void hold(const Case& subject, std::vector<InstanceResult>& results);

 private:
  struct Columns;
  std::unique_ptr<Columns> columns_;
};

}  // namespace rettesnor
