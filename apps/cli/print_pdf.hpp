// Paper: a page printed by Chromium, if there is one.
#pragma once

#include <filesystem>
#include <string>

namespace rettesnor::cli {

enum class Printed : std::uint8_t { done, no_browser, failed };

/// Prints a page that needs nothing but itself to a PDF file. Chromium runs without a shell, with an empty profile of its own.
/// Waits at most two minutes.
Printed print_pdf(const std::string& html, const std::filesystem::path& to);

}  // namespace rettesnor::cli
