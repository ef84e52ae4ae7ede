// Diagnostics: what is wrong, as editors show it; sent only where it has changed.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "apps/lsp/documents.hpp"

namespace rettesnor::lsp {

class Publisher {
 public:
  /// @param docs  the folder whose `codes/N001.md` explains a message; empty: messages are not linked
  explicit Publisher(std::filesystem::path docs) : docs_(std::move(docs)) {}

  /// The parameters of `textDocument/publishDiagnostics` for each file whose messages differ from what was sent.
  std::vector<Json> changed(Documents& documents);
  /// One message, for code actions that mend it.
  Json diagnostic(Documents& documents, const Diagnostic& diagnostic) const;

 private:
  std::filesystem::path docs_;
  std::uint64_t revision_ = 0;               ///< of the texts whose messages were sent
  std::map<std::string, std::size_t> sent_;  ///< by address: a hash of the last list; absent: none was sent or an empty one
};

}  // namespace rettesnor::lsp
