// For tests: rule text to model, case text to case, all in memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/model/result.hpp"
#include "engine/store/cases.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::testing {

/// Rules loaded from texts; `problems` is empty when they are in order.
struct Loaded {
  Sources sources;
  std::vector<Syntax> syntax;
  Model model;
  std::string problems;  ///< rendered errors of parser and checker, one a paragraph
};

std::unique_ptr<Loaded> load(const std::vector<std::string>& texts);

/// A case from YAML text. Throws std::runtime_error with the reader's messages when it cannot be read.
Case read_yaml_case(const Model& model, const std::string& yaml);

/// A local moment from text such as `2026-03-02 09:00`. Throws on anything else.
Moment at(std::string_view text);

/// `[fulfilled, late]`.
std::string names(VerdictSet set);

}  // namespace rettesnor::testing
