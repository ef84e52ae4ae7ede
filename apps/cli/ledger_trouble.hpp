// What to say when an audit database cannot be used, or has no rule of a name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "apps/cli/console.hpp"

namespace rettesnor::cli {

/// Says on standard error what is wrong, and what to do about it.
/// @param resume  the command was to go on with the database
void complain(const Console& console, const std::filesystem::path& file, const ledger::Trouble& trouble, bool resume = false);

/// Part of an audit must not be taken for the whole: says that it is not complete, and how to go on.
void say_unfinished(const std::filesystem::path& file, const Console& console);

/// The full name out of `names` (`package.rule`) that `name` means, which may leave the package out. Nothing: said why.
std::optional<std::string> duty_named(const std::vector<std::string>& names, const std::string& name, const Console& console);

}  // namespace rettesnor::cli
