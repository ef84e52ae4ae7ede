// The woven document: a package's prose, its rules in whole sentences, their sources, examples and history, as HTML.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "grammar/base/codes.hpp"
#include "grammar/base/source.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::document {

/// What to write of. The model has no errors; it and the sources outlive the call.
struct Asked {
  const Model& model;
  const Sources& sources;
  std::span<const Syntax> files;    ///< of the sources: where each declaration begins and ends
  std::vector<PackageId> packages;  ///< at least one; in this order
  Language language = Language::danish;
  Date as_of;                       ///< which version is shown first, and which review dates are past
};

/// A page that needs nothing but itself: no script, no network.
struct Page {
  std::string name;  ///< a file's name: `index.html`, `dk.social.children.studies.html`
  std::string html;
};

/// All packages on one page. The same for the same texts and day. Cost: near linear in the rules and their tests.
std::string one_page(const Asked& asked);
/// `index.html` first, then one page a package, with links between them.
std::vector<Page> site(const Asked& asked);

}  // namespace rettesnor::document
