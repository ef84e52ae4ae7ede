// Desk: the rule files an author works on, parsed and checked as they stand, whatever is half written in them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/author/unmoved.hpp"
#include "engine/check/check.hpp"
#include "grammar/base/source.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::author {

class Desk;

/// A state of the texts and what they mean together: the present one, or the good one before it. A view: it holds until the
/// desk is refreshed or a text changes.
class View {
 public:
  View(const Desk& desk);  // NOLINT(google-explicit-constructor): a desk stands for its present version
  const Model& model() const { return checked_->model; }
  /// By file and place.
  const std::vector<Use>& uses() const { return checked_->uses; }
  bool has(FileId file) const;
  /// @pre has(file)
  const Source& source(FileId file) const;
  const Syntax& syntax(FileId file) const;
  /// All files, by id.
  std::vector<FileId> files() const;

 private:
  friend class Desk;
  View(const Desk& desk, const Checked& checked, bool before) : desk_(&desk), checked_(&checked), before_(before) {}
  const Desk* desk_;
  const Checked* checked_;
  bool before_;
};

/// Texts by name, their trees, and the meaning of all of them together. A file keeps its id while it is on the desk.
/// `put` and `remove` make what was read of the meaning stale: ask again after `refresh`. Not thread-safe.
///
/// Beside the present version it keeps the *good* one, which the present one becomes unless some file has more errors in it than
/// in the good one. So what an author declared is still known while a line of it is half typed, and a file that stays wrong does
/// not stand in the way.
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

  /// The good version, if it is not the present one.
  std::optional<View> before() const;
  /// Where a name of the good version stands now: the same word, untouched, and still a word. Nothing if it is gone, or may be.
  std::optional<Span> now(FileId file, Span before) const;
  /// The other way. @pre before()
  std::optional<Span> then(FileId file, Span now) const;

 private:
  friend class View;
  struct Slot {
    std::unique_ptr<Source> source;  ///< none: the file was taken away
    std::size_t place = 0;           ///< in `files_`
  };
  /// A file as the good version has it, where that is not the present text.
  struct Old {
    std::unique_ptr<Source> source;
    Syntax syntax;
    Unmoved unmoved;
  };
  bool worse(const std::map<FileId, std::size_t>& errors) const;
  std::map<FileId, Old>::iterator set_aside(FileId file);

  std::vector<Slot> slots_;
  std::vector<Syntax> files_;
  std::map<std::string, FileId, std::less<>> by_name_;
  Checked checked_;
  std::vector<Diagnostic> diagnostics_;  ///< by file and place
  bool stale_ = false;
  bool ok_ = true;

  std::optional<Checked> good_;                 ///< of the good version; none: it is the one that was last checked
  std::map<FileId, std::size_t> good_errors_;   ///< how many each of its files has
  std::map<FileId, Old> old_;
};

}  // namespace rettesnor::author
