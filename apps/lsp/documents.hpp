// Documents: the texts of a session, those that an editor holds and those that lie on disk beside them.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "apps/lsp/json.hpp"
#include "apps/lsp/lines.hpp"
#include "engine/engine.hpp"

namespace rettesnor::lsp {

/// One text that a request is about. Holds until a text changes.
struct Document {
  FileId file{};
  const Source* source = nullptr;
  const Lines* lines = nullptr;
};

/// Not thread-safe.
class Documents {
 public:
  author::Desk desk;
  Encoding encoding = Encoding::utf16;
  Language language = Language::danish;

  /// Reads the rule files of a folder, and those of the folder `rules` around it, which they may use. What cannot be read
  /// is left out. Cost: O(bytes).
  /// @return why the folder could not be read at all
  std::optional<FileProblem> add_folder(const std::filesystem::path& folder);
  /// A file that was opened without a folder: what it may use lies in its folder, or in the folder `rules` around it. What is
  /// below its folder is left alone: that may be a whole disk.
  void add_beside(const std::filesystem::path& file);
  /// An editor has the text from now on: what lies on disk no longer counts.
  void open(const std::string& uri, std::string text);
  /// Applies changes in their order: each a range and its new text, or a whole text. An unknown document is left alone.
  void change(const std::string& uri, const Json& changes);
  /// The text on disk counts again, if there is one.
  void close(const std::string& uri);
  /// Does a document that is open now differ from what lay on disk when it was opened?
  bool changed_since_opened() const;
  /// All texts, by name: of open documents as they lay on disk then, without those that lay on none.
  std::map<std::string, std::string> as_opened() const;
  /// A file on disk is there, is another, or is gone.
  void changed_on_disk(const std::string& uri);

  /// Another number for each state of the texts.
  std::uint64_t revision() const { return revision_; }

  /// The document of that address, with everything checked; nothing if it is not known.
  std::optional<Document> document(const std::string& uri);
  Document document(FileId file);
  std::string uri(FileId file) const;

  Json range(FileId file, Span span);
  Json location(FileId file, Span span) { return {{"uri", uri(file)}, {"range", range(file, span)}}; }
  /// `{uri: [{range, newText}]}` for a WorkspaceEdit.
  Json changes(const std::vector<author::TextEdit>& edits);

 private:
  void put(const std::string& name, std::string text);
  void read(const std::filesystem::path& path);
  const Lines& lines(FileId file);
  static std::string name_of(const std::string& uri);

  std::uint64_t revision_ = 0;
  std::map<std::string, std::string> uris_;  ///< by name on the desk: as the editor writes them
  std::map<std::string, std::optional<std::string>> open_;  ///< names, and what lay on disk when they were opened
  std::map<FileId, Lines> lines_;            ///< of texts that were asked about since they changed
};

}  // namespace rettesnor::lsp
