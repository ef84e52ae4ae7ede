// The help pages, Danish and English.
#pragma once

#include <string>

#include "apps/cli/arguments.hpp"

namespace rettesnor::cli {

/// The page of a command; of the program when `topic` is empty or no command.
std::string help_page(std::string_view topic, Language language);

}  // namespace rettesnor::cli
