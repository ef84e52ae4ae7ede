// Collects what is wrong with one case file, up to a limit.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "grammar/base/diagnostic.hpp"

namespace rettesnor {

/// The mistakes of one text. After `limit` of them a note is added and the rest are dropped; readers ask `full()` and
/// stop.
class Problems {
 public:
  Problems(FileId file, std::size_t limit, std::vector<Diagnostic> found = {})
      : file_(file), limit_(limit), found_(std::move(found)) {}

  /// Reports one mistake. @return where labels and help may be added; valid until the next call
  Diagnostic& add(Code code, Span at, std::vector<std::string> arguments = {});

  bool empty() const { return found_.empty(); }
  bool full() const { return found_.size() > limit_; }
  bool has_errors() const { return rettesnor::has_errors(found_); }
  /// Sorted by place. The collector is empty afterwards.
  std::vector<Diagnostic> take();

 private:
  FileId file_;
  std::size_t limit_;
  std::vector<Diagnostic> found_;
  Diagnostic dropped_{};
};

}  // namespace rettesnor
