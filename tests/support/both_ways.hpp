// Lines read by both ways that there are, held against each other: straight into a case, and by way of a tree.
#pragma once

#include <cstddef>
#include <random>
#include <string>

#include "engine/store/plain_case.hpp"
#include "engine/store/schema.hpp"

namespace rettesnor::testing {

/// Where two cases differ first, to the last place in the text: `notifications[2].receipt.span`. Empty: nowhere.
std::string difference(const Model& model, const Case& a, const Case& b);

/// The text with one to three bytes or stretches changed, put in, cut out or doubled.
std::string shake(std::string text, std::mt19937& random);

class BothWays {
 public:
  BothWays(const Model& model, ConceptId root = {}, const DataLimits& limits = {})
      : model_(model), root_(root), limits_(limits), schema_(model), plain_(schema_, root, limits) {}

  /// Empty: both gave the same case, or the plain reader left the line. Else what differs.
  std::string held(const std::string& line);

  // Of the lines held so far.
  std::size_t plain = 0;    ///< read straight
  std::size_t left = 0;     ///< cases that only the tree gave
  std::size_t refused = 0;  ///< no cases

 private:
  const Model& model_;
  ConceptId root_;
  DataLimits limits_;
  Schema schema_;
  PlainCaseReader plain_;
};

}  // namespace rettesnor::testing
