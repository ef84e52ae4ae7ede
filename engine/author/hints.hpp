// Hints: what an editor writes between the author's words: types, values, validity; tests of a rule; where the law is.
#pragma once

#include <string>
#include <vector>

#include "engine/author/desk.hpp"

namespace rettesnor::author {

/// A remark shown at a byte of the file.
struct Hint {
  std::uint32_t at = 0;
  std::string text;
};

/// Behind a definition's or column's name its type, behind a parameter that is used its value, and behind the name of a
/// rule with several versions the days of the first and the last. Those in `range`. Cost: O(names of the file).
std::vector<Hint> hints(const Desk& desk, FileId file, Span range, Language language);

/// A rule, recommendation or suggestion and the tests that expect something of it.
struct Lens {
  Span name_at;
  std::string rule;       ///< its name
  std::string qualified;  ///< with its package's in front
  std::size_t tests = 0;
};
/// While a file has mistakes, also of rules and tests that the good version knew.
std::vector<Lens> lenses(const Desk& desk, FileId file);

/// A place whose source has an address.
struct Link {
  Span at;
  std::string url;
  std::string title;
};
/// Every citation in the file and every declared source, where the source has an address that is one of the web.
std::vector<Link> links(const Desk& desk, FileId file);

}  // namespace rettesnor::author
