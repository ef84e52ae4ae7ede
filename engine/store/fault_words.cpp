#include "engine/store/fault_words.hpp"

namespace rettesnor {

void add_fault(Problems& problems, Code code, Span at, const FaultWords& words) {
  problems.add(code, at).labels.push_back(
      {.span = at, .file = {}, .danish = std::string(words.danish), .english = std::string(words.english)});
}

}  // namespace rettesnor
