// Data quality after an audit, in a few lines.
#pragma once

#include <string>

#include "engine/engine.hpp"

namespace rettesnor::cli {

/// Codes and how many cases that were judged have them, the most frequent first; empty when there are none. Names no case.
std::string quality_page(const ledger::Quality& quality, Language language);

}  // namespace rettesnor::cli
