// The code lists of `--codes`: read, and tied to the facts that take their codes from them.
#pragma once

#include <optional>

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"
#include "engine/engine.hpp"

namespace rettesnor::cli {

struct CodeLists {
  CodeUse use;
  std::string digests{};  ///< of the files, and which facts they are for: part of what a run is
};

/// Reads every `--codes [FACT[,FACT…]=]FILE`. A fact is `name` or `concept.name`, and one of text; without facts the list is
/// for every fact of text. Nothing: said why.
std::optional<CodeLists> read_code_lists(const Arguments& arguments, const Console& console, const Rules& rules);

}  // namespace rettesnor::cli
