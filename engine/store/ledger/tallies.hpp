// What an audit database counts, read back.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/model/verdict.hpp"
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

struct Summary {
  std::uint64_t cases = 0;
  std::uint64_t refused = 0;
  bool finished = false;
  std::vector<std::pair<std::string, std::string>> run;  ///< its identity
  std::vector<Tally> rules;                              ///< duties by rule, over all municipalities
};

/// Cost: O(rows of `tally`).
std::expected<Summary, Trouble> summary(const std::filesystem::path& file);

}  // namespace rettesnor::ledger
