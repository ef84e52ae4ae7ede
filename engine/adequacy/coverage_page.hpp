// Coverage for people and for tools: text, LCOV, JSON and a page with the rules' own text.
#pragma once

#include <string>

#include "engine/adequacy/coverage.hpp"
#include "grammar/base/codes.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor::adequacy {

/// `82.3`, cut and not rounded, so that 100 is said only of all; 100 of nothing.
std::string percent_of(const Sum& sum);

/// What an item asks, as a sentence: `»kind = provisional« er aldrig uoplyst i et eksempel`.
std::string gap_text(const Sources& sources, const Item& item, Language language);
/// `acute.regel:57:8`
std::string place_text(const Sources& sources, const Origin& origin);

/// @param most  gaps shown; the rest are counted
std::string coverage_text(const Sources& sources, const Coverage& coverage, std::size_t most, Language language);

/// An LCOV tracefile: each item is a branch of its line, each line with items is hit when one of them is met. Decisions are left
/// out: they say the same places again.
std::string coverage_lcov(const Sources& sources, const Coverage& coverage);

std::string coverage_json(const Model& model, const Sources& sources, const Coverage& coverage, Language language);

/// One page without scripts: the sums, the gaps, then each file with its places coloured and titled.
std::string coverage_html(const Sources& sources, const Coverage& coverage, Language language);

}  // namespace rettesnor::adequacy
