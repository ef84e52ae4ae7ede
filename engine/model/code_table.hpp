// A list of codes that a user supplies: what each code is called, and under which other it stands.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/ids.hpp"

namespace rettesnor {

/// No list comes with the program: who publishes codes decides who may hand them on.
struct CodeTable {
  struct Entry {
    std::string title;
    std::string parent;  ///< the code right above; empty: none
  };
  std::string name;  ///< the file's, for messages
  std::string url;   ///< of a FHIR code system; empty: a plain list
  std::map<std::string, Entry, std::less<>> codes;

  /// What the code is called; null: it is not in the list.
  const std::string* title(std::string_view code) const {
    const auto found = codes.find(code);
    return found == codes.end() ? nullptr : &found->second.title;
  }
  /// Does the code stand somewhere below `root`? Not the root itself. Cost: O(depth · log codes)
  bool is_below(std::string_view code, std::string_view root) const {
    auto at = codes.find(code);
    for (std::size_t steps = 0; at != codes.end() && steps < codes.size(); ++steps) {
      const std::string& parent = at->second.parent;
      if (parent == root) return !parent.empty();
      at = codes.find(parent);
    }
    return false;
  }
};

/// Which text facts take their codes from which list.
struct CodeUse {
  struct Fact {
    FieldId fact{};
    std::size_t table = 0;  ///< its number
    bool named = true;      ///< the user says that the fact takes its codes from the list; else the list only gives titles
  };
  std::vector<CodeTable> tables;
  std::vector<Fact> facts;

  /// What the fact's value is called; null: no list of that fact has it.
  const std::string* title(FieldId fact, std::string_view code) const {
    for (const Fact& one : facts) {
      if (one.fact != fact) continue;
      if (const std::string* found = tables[one.table].title(code)) return found;
    }
    return nullptr;
  }
  /// Does the fact take its codes from lists, none of which has this one?
  bool is_unlisted(FieldId fact, std::string_view code) const {
    bool named = false;
    for (const Fact& one : facts) {
      if (one.fact != fact || !one.named) continue;
      if (tables[one.table].title(code) != nullptr) return false;
      named = true;
    }
    return named;
  }
};

}  // namespace rettesnor
