// Diagnostic: one problem in a text, as data. Rendering happens elsewhere (render.hpp, the editor, JSON).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/base/codes.hpp"
#include "grammar/base/id.hpp"
#include "grammar/base/span.hpp"

namespace rettesnor {

/// A remark at a place of the text: the cause, or what something was declared as.
struct Label {
  Span span;
  FileId file{};  ///< none: the diagnostic's own file
  std::string danish, english;
};

/// A change the editor can apply. `safe` edits keep the meaning that the author plainly had.
struct Edit {
  Span span;  ///< in the diagnostic's file
  std::string replacement;
  bool safe = false;
};

/// One problem. `arguments` fill {0}, {1} … of the catalogue's text.
struct Diagnostic {
  Code code{};
  Span at;
  FileId file{};
  std::vector<std::string> arguments{};
  std::vector<Label> labels{};
  /// Fills the catalogue's help text. Absent: the help line is shown only if its text has no places.
  std::optional<std::vector<std::string>> help{};
  std::optional<Edit> edit{};
  std::optional<Level> level{};  ///< instead of the catalogue's, where settings say so
  KeywordSpelling keywords = nullptr;  ///< of the file's keyword language; none for files without keywords
};

inline Level level_of(const Diagnostic& diagnostic) { return diagnostic.level.value_or(level_of(diagnostic.code)); }

/// Is there an error (not only warnings and notes)?
bool has_errors(const std::vector<Diagnostic>& diagnostics);

/// Sorts by file, then by place; equal places keep their order, so that a cause stays before its effect.
void sort_by_place(std::vector<Diagnostic>& diagnostics);

/// The name among `candidates` nearest to `name`, if at most a third of its letters (at least one) differ.
/// Counts code points; a swap of neighbours is one difference. Cost: O(candidates × letters²).
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace rettesnor
