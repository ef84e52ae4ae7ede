// A first mapping for a source: names that look alike are tied, the rest is left for people.
#pragma once

#include <expected>
#include <string>

#include "engine/model/model.hpp"
#include "engine/store/source/tables.hpp"

namespace rettesnor::source {

/// A name as it is compared: small letters and digits, `æ` as `ae`, `ø` as `oe`, `å` as `aa`.
std::string folded(std::string_view name);

/// Does a name of the source look like one of the rules'? Equal when folded, or equal but for an ending of at most three
/// letters (`underretninger`, `Underretning`).
bool alike(std::string_view of_source, std::string_view of_rules);

/// The mapping as YAML with a remark for everything that was not matched. Names, never values, decide.
std::expected<std::string, Unusable> draft(const Model& model, ConceptId root, Tables& tables);

}  // namespace rettesnor::source
