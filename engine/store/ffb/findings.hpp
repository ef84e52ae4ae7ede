// What was found in the bundles: counted by code, and the first of each kept with its place.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/store/ffb/resource.hpp"
#include "grammar/base/diagnostic.hpp"

namespace rettesnor::ffb {

struct Finding {
  Diagnostic what;  ///< its span is without meaning
  Place place;
};

class Findings {
 public:
  static constexpr std::size_t most_of_a_code = 1000;

  void add(Diagnostic what, Place place) {
    if (counts_[what.code]++ < most_of_a_code) kept_.push_back({std::move(what), place});
  }
  void add(Code code, Place place, std::vector<std::string> arguments = {}) {
    add(Diagnostic{.code = code, .at = {}, .arguments = std::move(arguments)}, place);
  }
  const std::map<Code, std::uint64_t>& counts() const { return counts_; }
  /// In the order they were found; at most `most_of_a_code` of each code.
  const std::vector<Finding>& kept() const { return kept_; }

 private:
  std::map<Code, std::uint64_t> counts_;
  std::vector<Finding> kept_;
};

}  // namespace rettesnor::ffb
