// Models read from files and texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/store/investment.hpp"

namespace rettesnor::testing_invest {

/// A file of this folder or of the samples, from the project's root.
std::string text_of(const std::string& path);
/// Fails the test and gives an empty model if it is refused.
InvestmentModel accepted(const std::string& text);
/// What is refused, as `I001 3:7` (code, line, column), in order; empty if the text is read.
std::vector<std::string> refused(const std::string& text);
/// The text with the one occurrence of `from` replaced; fails the test if there is not exactly one.
std::string changed(std::string text, std::string_view from, std::string_view to);

}  // namespace rettesnor::testing_invest
