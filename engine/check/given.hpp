// `given` of a test block: the same case tree that a case file gives.
#pragma once

#include "engine/check/context.hpp"

namespace rettesnor::checking {

/// Builds the case of a test from all its `given` clauses. `root` is the case's concept.
Case read_given(Context& ctx, const File& file, NodeId test, ConceptId root);

/// An element with one blank cell for each field of its concept.
std::unique_ptr<Element> blank_element(const Model& model, ConceptId concept_id, FieldId in_list, const Element* parent);

}  // namespace rettesnor::checking
