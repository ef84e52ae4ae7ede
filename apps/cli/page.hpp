// The caseworker's page: one case's report as calm text of 100 columns.
#pragma once

#include <string>

#include "apps/cli/console.hpp"
#include "engine/engine.hpp"

namespace rettesnor::cli {

struct PageOptions {
  bool all = false;           ///< also what is fulfilled, not applicable, and every open item
  bool as_of_is_now = false;  ///< the time was the clock's, not the user's
};

/// The whole page of `check`.
std::string report_page(const Console& console, const Prober& prober, const Report& report, const PageOptions& options);

/// The page of `explain` for one instance.
std::string explanation_page(const Console& console, const Prober& prober, const Explanation& explanation);

/// One line a due item.
std::string due_page(const Console& console, const Model& model, const std::vector<DueItem>& items, Moment as_of,
                     std::int32_t days);

/// Numbered questions with the rules they would settle.
std::string questions_page(const Console& console, const Prober& prober, const std::vector<Ask>& asks, std::size_t most);

}  // namespace rettesnor::cli
