// Report: everything that one case's evaluation says, law apart from advice.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/ask.hpp"
#include "engine/explain/finding.hpp"
#include "engine/explain/second_look.hpp"

namespace rettesnor {

struct ReportOptions {
  bool missing = true;         ///< find what open verdicts wait for
  bool decisive = true;        ///< find the facts behind findings that need action
  std::size_t questions = 5;   ///< at most so many; 0: none are looked for
  /// Then what open verdicts wait for is no longer tried: all that was read and is unknown counts as missing.
  std::size_t most_evaluations = 20'000;
  SecondLook* second_look = nullptr;  ///< holds the verdicts against those over columns; null: nothing does. Of the same model and question
};

struct Report {
  std::string case_id;
  Question question;
  std::string municipality;    ///< the acting one at T; empty if unknown
  OverlayId overlay{};         ///< the overlay in force for it at T; none if there is none
  std::vector<Finding> law;
  std::vector<Finding> recommendations;
  std::vector<Finding> rights;
  std::vector<Finding> suggestions;
  std::vector<Ask> questions;
  std::size_t internal_errors = 0;

  /// Something is certainly late or breached, or is for a person to judge: exit code 1.
  bool has_findings() const;
};

/// Judges the prober's case. Results point into the prober's copy of it. Cost: see ReportOptions.
Report make_report(Prober& prober, const ReportOptions& options = {});

/// The municipality that acts for the case at a day: the question's, else the case's own.
std::string municipality_at(const Case& subject, const Question& question, Date day);

}  // namespace rettesnor
