#include "engine/store/problems.hpp"

namespace rettesnor {

Diagnostic& Problems::add(Code code, Span at, std::vector<std::string> arguments) {
  Diagnostic problem{.code = code, .at = at, .file = file_, .arguments = std::move(arguments)};
  if (found_.size() < limit_) return found_.emplace_back(std::move(problem));
  if (found_.size() == limit_)
    found_.push_back(
        {.code = Code::case_too_many_problems, .at = at, .file = file_, .arguments = {std::to_string(limit_)}});
  return dropped_ = std::move(problem);
}

std::vector<Diagnostic> Problems::take() {
  sort_by_place(found_);
  return std::exchange(found_, {});
}

}  // namespace rettesnor
