// Lint of how rules are written: what a caseworker can read at a glance, and what an author forgets.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/check/check.hpp"

namespace rettesnor {

struct WritingOptions {
  std::optional<Date> as_of{};               ///< review dates are held against it; none: they are not looked at
  std::vector<std::string> abbreviations{};  ///< that every reader knows
  bool quality = false;                      ///< duties without a category of quality are said
};

inline constexpr std::size_t longest_headline = 120;  ///< code points

/// Findings about headlines, abbreviations, several demands, remedies, categories of quality and review dates, by file and place. All are warnings.
/// @pre the model checked without errors. @param files  those that it was made of
std::vector<Diagnostic> lint_writing(const Model& model, std::span<const Syntax> files, const WritingOptions& options);

}  // namespace rettesnor
