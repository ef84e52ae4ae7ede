// What in a readable case cannot be so, or hardly: the case is judged all the same, and the finding is counted.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/model/code_table.hpp"
#include "engine/model/model.hpp"
#include "grammar/base/diagnostic.hpp"

namespace rettesnor {

/// Warnings about a case by themselves, each at the cell or element that it is about:
/// - an event of an element, or of a list in it, before the birth of that element (a date named `born`, `født`,
///   `fødselsdato`, or ending in `_born`, `_født`),
/// - an event, or the time at which something was recorded, after the extraction,
/// - an event that ends a state before the event that begins it,
/// - an event recorded on a day before it happened,
/// - an event of a list recorded on a later day than one of the list that happened after it,
/// - a municipality that is none of the 98.
/// Only what is certain is said: a coarse date that may be right is right. Arguments are names out of the rules; no value
/// of the case is in them.
/// @param most  no more than so many are returned
/// Cost: O(cells · log elements).
std::vector<Diagnostic> quality_findings(const Model& model, const Case& subject, std::size_t most = 20);

/// Text facts whose code is in no list that the user says they are taken from. The code itself is not in the arguments: it
/// may be anything that was written there. Cost: O(cells · log codes)
std::vector<Diagnostic> code_findings(const Model& model, const Case& subject, const CodeUse& codes, std::size_t most = 20);

}  // namespace rettesnor
