// A test that would close a gap, for the author to hold against the source.
#pragma once

#include <optional>

#include "engine/adequacy/coverage.hpp"
#include "engine/explain/test_block.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::adequacy {

/// A test whose case meets the item, made from a test that comes near. Its expectations are what the rules say today: they show
/// what the test would hold fast, not that it is right.
/// @param number  makes the test's name unique
/// Nothing where no case was found; that proves nothing.
std::optional<TestBlock> propose(const Model& model, const Item& item, std::size_t number, Language language);

}  // namespace rettesnor::adequacy
