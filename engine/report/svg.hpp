// The report's pictures as SVG: drawn from figures alone, readable without colour, named for those who cannot see them.
#pragma once

#include <string>

#include "engine/report/figures.hpp"
#include "engine/report/need.hpp"
#include "engine/report/words.hpp"
#include "grammar/base/markup.hpp"

namespace rettesnor::report {

/// Municipalities by settled instances and share kept, with the country's share and control limits. @param id  unique in
/// its page. @param rule  the title of the rule
std::string funnel_svg(const Funnel& funnel, const std::string& id, const std::string& rule, Language language);

/// Shares by month with centre and limits; a line breaks where a month is not shown.
std::string chart_svg(const Chart& chart, const std::string& id, const std::string& rule, Language language);

/// Municipalities by need and reach, with what is expected and the medians; those far from it are named. @param reach  what reach counts
/// @param own  the code of a municipality that is named and marked wherever it stands; empty: none
std::string need_svg(const Need& need, const std::string& id, const std::string& reach, Language language, const std::string& own = {});

}  // namespace rettesnor::report
