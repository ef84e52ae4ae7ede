// Many cases: counts a rule, and findings.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "apps/cli/console.hpp"
#include "engine/engine.hpp"

namespace rettesnor::cli {

/// How many instances of one rule have which verdict; *the rest* is never counted.
struct RuleCounts {
  std::array<std::uint64_t, 6> determined{};  ///< by Verdict
  std::uint64_t undetermined = 0;
  std::uint64_t late_or_breached = 0;         ///< certainly, but not which: within `undetermined`
  std::uint64_t instances() const;
};

/// One line about one case.
struct BulkFinding {
  std::string case_id;
  VerdictSet possible;
  std::string headline;
};

/// Gathers results of many cases.
class BulkSums {
 public:
  BulkSums(const Model& model, Language language, bool keep_findings, std::size_t most_findings);

  void add(const Prober& prober, std::vector<InstanceResult> results);

  std::uint64_t cases() const { return cases_; }
  bool has_findings() const { return findings_total_ > 0; }
  /// Text: a table of law, one of recommendations, then the findings.
  std::string page(const Console& console, Moment as_of, std::uint64_t unreadable) const;
  /// JSON: `{"as_of":…, "packages":[…], "bundles":[…], "cases":…, "rules":[…]}`.
  std::string json(Moment as_of, const RulesUsed& used, std::uint64_t unreadable) const;

 private:
  std::string table(const Console& console, Sphere sphere) const;
  /// A cite of it is not verified, or an older text of its source was read.
  bool is_doubtful(RuleId rule) const;

  const Model& model_;
  Language language_;
  bool keep_;
  std::size_t most_;
  std::uint64_t cases_ = 0;
  std::uint64_t findings_total_ = 0;
  std::uint64_t internal_errors_ = 0;
  std::map<RuleId, RuleCounts> counts_;
  std::vector<BulkFinding> findings_;
};

}  // namespace rettesnor::cli
