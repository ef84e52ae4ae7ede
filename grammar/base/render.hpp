// Renders diagnostics as text for people: the line, a caret row, labels, help and a page to read.
#pragma once

#include <string>
#include <vector>

#include "grammar/base/diagnostic.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor {

struct RenderOptions {
  Language language = Language::danish;
  bool colour = false;  ///< ANSI escapes
};

/// The message alone, with arguments filled in: one line.
std::string message_text(const Diagnostic& diagnostic, Language language);
/// The help line alone; empty if the code has none.
std::string help_text(const Diagnostic& diagnostic, Language language);

/// The whole picture of one diagnostic, ending in a line break. `source` may be null (then no excerpt is drawn).
/// Control characters of the text are shown as `·`, so that a file cannot write to the terminal.
std::string render(const Diagnostic& diagnostic, const Sources& sources, RenderOptions options = {});
/// The same for a text outside any `Sources`.
std::string render(const Diagnostic& diagnostic, const Source& source, RenderOptions options = {});
/// All of them, in order, an empty line between two.
std::string render_all(const std::vector<Diagnostic>& diagnostics, const Sources& sources, RenderOptions options = {});

}  // namespace rettesnor
