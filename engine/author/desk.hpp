// Desk: the rule files an author works on, parsed and checked as they stand, whatever is half written in them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/check.hpp"
#include "grammar/base/source.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::author {

/// Texts by name, their trees, and the meaning of all of them together. A file keeps its id while it is on the desk.
/// `put` and `remove` make what was read of the meaning stale: ask again after `refresh`. Not thread-safe.
class Desk {
 public:
  /// Adds a text or gives a known one new bytes, and parses it. A name ending in `.md` is literate. Cost: O(bytes).
  FileId put(std::string_view name, std::string text);
  /// Takes a text away; nothing if there is none of that name.
  void remove(std::string_view name);
  std::optional<FileId> find(std::string_view name) const;
  bool has(FileId file) const { return file.value < slots_.size() && slots_[file.value].source != nullptr; }
  /// @pre has(file)
  const Source& source(FileId file) const { return *slots_[file.value].source; }
  const Syntax& syntax(FileId file) const { return files_[slots_[file.value].place]; }
  /// All files, in no order that matters.
  std::span<const Syntax> files() const { return files_; }

  /// Checks everything, and lints it where nothing is wrong, if a text has changed. Cost: near linear in all texts.
  void refresh();
  const Model& model() const { return checked_.model; }
  /// By file and place.
  const std::vector<Use>& uses() const { return checked_.uses; }
  /// No error in any file: the model may be evaluated.
  bool ok() const { return ok_; }
  /// Of parser, checker and lint; by place.
  std::vector<const Diagnostic*> diagnostics(FileId file) const;
  /// The same of all files, by file and place.
  const std::vector<Diagnostic>& all_diagnostics() const { return diagnostics_; }

 private:
  struct Slot {
    std::unique_ptr<Source> source;  ///< none: the file was taken away
    std::size_t place = 0;           ///< in `files_`
  };
  std::vector<Slot> slots_;
  std::vector<Syntax> files_;
  std::map<std::string, FileId, std::less<>> by_name_;
  Checked checked_;
  std::vector<Diagnostic> diagnostics_;  ///< by file and place
  bool stale_ = false;
  bool ok_ = true;
};

}  // namespace rettesnor::author
