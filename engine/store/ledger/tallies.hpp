// What an audit database counts, read back.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/verdict.hpp"
#include "engine/store/ledger/frameworks.hpp"
#include "engine/store/ledger/ledger.hpp"

namespace rettesnor::ledger {

/// Instances of one rule by what they may be. Certain verdicts each alone; the rest are undetermined.
struct Tally {
  std::string rule;        ///< `package.name`
  std::string title_da;
  std::string title_en;
  std::string sphere;      ///< law, recommendation, right, suggestion
  std::string municipality;///< empty in a sum over all
  std::uint64_t certain[6] = {};  ///< by verdict
  std::uint64_t undetermined = 0;
  std::uint64_t may_be_kept = 0;     ///< of the undetermined: may be fulfilled or for judgement
  std::uint64_t may_be_missed = 0;   ///< of the undetermined: may be late or breached
  std::uint64_t may_be_outside = 0;  ///< of the undetermined: may be not applicable
};

/// Cases that were judged with something doubtful in them: each once a code, and once a municipality.
struct Quality {
  std::vector<std::pair<std::string, std::uint64_t>> codes;           ///< by code
  std::vector<std::pair<std::string, std::uint64_t>> municipalities;  ///< by the code acting at `as_of`; empty: not known
};

struct Summary {
  std::uint64_t cases = 0;
  std::uint64_t refused = 0;
  bool finished = false;
  std::vector<std::pair<std::string, std::string>> run;  ///< its identity
  std::vector<Tally> rules;                              ///< duties by rule, over all municipalities
  Quality quality;
};

/// Cost: O(rows of `tally`).
std::expected<Summary, Trouble> summary(const std::filesystem::path& file);

/// Instances by the set of verdicts that they may be: `counts[bits]`.
struct BySet {
  std::array<std::uint64_t, 64> counts{};
};

/// What is counted of a duty.
struct RuleCounts {
  std::string rule;      ///< `package.name`
  std::string title_da;
  std::string title_en;
  std::string sphere;    ///< law or recommendation
  std::string quality;   ///< its category of the national measurement; empty: the rule does not say
  bool material = false;
  std::string cites;     ///< those in force at the run's `as_of`, else all; joined by `; `
  bool unverified = false;
  BySet all;
  std::map<std::string, BySet> municipalities;  ///< by the code acting at the anchor; empty: not known
  std::map<std::string, BySet> months;          ///< by the anchor's month, `2026-03`; empty: none
};

/// Something wrong with lines of the source.
struct FlawCount {
  std::string code;
  bool refused = false;     ///< the lines were kept out
  std::uint64_t lines = 0;  ///< each once a code
};

/// All that a report is made of. Counts are as they are: nothing is hidden yet, so nothing of it may leave unprotected.
struct Counts {
  std::uint64_t cases = 0;
  std::uint64_t refused = 0;  ///< lines kept out
  bool finished = false;
  std::string head;           ///< of the chain, hexadecimal
  std::vector<std::pair<std::string, std::string>> run;  ///< its identity, by name
  std::vector<RuleCounts> rules;                         ///< duties, also those without instances
  std::map<std::string, std::uint64_t> delivered;        ///< cases judged by municipality acting at `as_of`; empty: not known
  std::vector<FlawCount> flaws;                          ///< by code
  Quality quality;
  std::vector<Framework> frameworks;                     ///< what municipalities may decide, and have
  std::map<std::string, std::map<std::string, std::uint64_t>> by_month;  ///< instances of all duties by municipality and month of the anchor
};

/// Cost: O(rows of `tally`, `subject` and `flaw`).
std::expected<Counts, Trouble> counts(const std::filesystem::path& file);

}  // namespace rettesnor::ledger
