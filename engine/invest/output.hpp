// The result of an investment model for people: text, JSON, a workbook, a page with pictures. The same tables in all of them.
#pragma once

#include <filesystem>
#include <string>

#include "engine/invest/calculate.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::invest {

std::string as_text(const InvestmentModel& model, const Result& result, Language language);
/// Kroner with two decimals, shares with six.
std::string as_json(const InvestmentModel& model, const Result& result);
std::string as_html(const InvestmentModel& model, const Result& result, Language language);
/// @return the file is written
bool write_xlsx(const InvestmentModel& model, const Result& result, Language language, const std::filesystem::path& file);

}  // namespace rettesnor::invest
