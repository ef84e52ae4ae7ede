// What to say when an audit database cannot be used.
#pragma once

#include <filesystem>

#include "apps/cli/console.hpp"

namespace rettesnor::cli {

/// Says on standard error what is wrong, and what to do about it.
/// @param resume  the command was to go on with the database
void complain(const Console& console, const std::filesystem::path& file, const ledger::Trouble& trouble, bool resume = false);

}  // namespace rettesnor::cli
