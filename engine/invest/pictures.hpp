// The pictures of an investment model's result. Internal to engine/invest.
#pragma once

#include <string>

#include "engine/invest/calculate.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::invest {

/// The running present value by year, in all and by payer, with the year from which it stays at or above 0.
std::string cumulative_svg(const InvestmentModel& model, const Result& result, const std::string& id, Language language);

/// A bar a number with a range, from the net result at its low to that at its high, widest above. @pre result.tornado is not empty
std::string tornado_svg(const Result& result, const std::string& id, Language language);

}  // namespace rettesnor::invest
