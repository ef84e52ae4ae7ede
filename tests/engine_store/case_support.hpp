// Cases read against the small model: what is accepted, what is refused and where, and what a case looks like.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/store/cases.hpp"
#include "tests/engine_store/child_model.hpp"

namespace rettesnor::testing_store {

/// Reads `text` as a child_case; fails the test and gives an empty case if it is refused.
Case accepted(std::string_view text, CaseFormat format = CaseFormat::yaml);
/// `head` is put before it: `case: A-1` and a line break.
Case accepted_body(std::string_view body);

/// What is refused, as `K024 3:7` (code, line, column), in order; empty if the text is read.
std::vector<std::string> refused(std::string_view text, CaseFormat format = CaseFormat::yaml);
/// As refused, with `case: A-1` on line 1 before it.
std::vector<std::string> refused_body(std::string_view body);

const Cell& cell(const Case& input, std::string_view field);
const Cell& cell(const Element& element, std::string_view field);
const ListCell& list(const Element& element, std::string_view field);

/// The whole case as text, spans left out: two cases are the same if their pictures are.
std::string picture(const Case& input);

/// Shorthand for expected values.
Date day(std::string_view text);
Moment at(std::string_view text);

}  // namespace rettesnor::testing_store
