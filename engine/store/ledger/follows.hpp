// How long instances of rules with a deadline were followed.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/store/ledger/ledger.hpp"

namespace rettesnor::ledger {

/// Instances of a rule by days after the start. Counts are as they are: nothing is hidden yet.
struct FollowCounts {
  std::string rule;                             ///< `package.name`
  std::map<std::int32_t, std::uint64_t> done;   ///< fulfilled on that day
  std::map<std::int32_t, std::uint64_t> open;   ///< followed so long, and not fulfilled
  std::uint64_t unknown = 0;                    ///< neither is known of them
};

/// Over all municipalities, of rules with any, in the rules' order. Cost: O(rows of `followed`).
std::expected<std::vector<FollowCounts>, Trouble> follows(const std::filesystem::path& file);

}  // namespace rettesnor::ledger
