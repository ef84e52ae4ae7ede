// Places: what stands where. From a byte of a text to the thing named there, and from a thing to all its places.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/author/desk.hpp"

namespace rettesnor::author {

/// The name at a byte, or right in front of it; nullptr if nothing known is named there. Cost: O(log names).
const Use* use_at(View version, FileId file, std::uint32_t offset);

/// Where a thing is declared. A code is where its set is first written, or else the first cell of
/// a table that gives it. Nothing for what is built in.
/// Cost: O(names); of a code O(nodes).
std::optional<Origin> declaration_of(View version, Meant meant);

/// Every place that names it, by file and place; the declaration too if wanted. Cost: O(names).
std::vector<Use> uses_of(View version, Meant meant, bool with_declaration);

/// What is named at a place of the present texts: as the present version has it, and as the good one before it had it where
/// the place is what it was. At least one is there.
struct Thing {
  Span at;                      ///< the name
  std::optional<Meant> now;
  std::optional<Meant> before;  ///< the same thing; none too if there is no version before
};
/// Nothing if neither version knows anything named there. Cost: O(log names), and O(names) while there is a version before.
std::optional<Thing> thing_at(const Desk& desk, FileId file, std::uint32_t offset);
/// Where it is declared in the present texts, and every place there that names it. What the present version cannot make out is
/// added from the one before, where the name still stands as it did and the present version says nothing else of it.
std::optional<Origin> declaration_of(const Desk& desk, const Thing& thing);
std::vector<Use> uses_of(const Desk& desk, const Thing& thing, bool with_declaration);

/// What a declared thing is, for all kinds alike. Parts that it does not have are empty.
struct Card {
  std::string name;
  Text title;
  PackageId package{};
};
Card card_of(const Model& model, Meant meant);
/// `regel`, `oplysning` …: what the thing is, in the words of a file in that language.
std::string kind_of(const Model& model, Meant meant, KeywordLanguage language);

/// The declaration of a file (rule, concept, test …) that holds a byte; none between two.
NodeId declaration_at(const Syntax& file, std::uint32_t offset);
/// The node of the first declaration in the file whose name stands at exactly these bytes; none if there is none.
NodeId declared_at(const Syntax& file, Span name);
/// Its title, Danish and perhaps English; empty for none.
Text title_of(const Tree& tree, NodeId declaration);

}  // namespace rettesnor::author
