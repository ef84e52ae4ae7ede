// Citations as an audit database holds them, in no language: with the day or the year of the text that was read.
#pragma once

#include <string>
#include <string_view>

#include "engine/model/model.hpp"

namespace rettesnor {

/// `SEL § 82 b [2016-05-01]`; without the brackets where the citation states no text.
std::string dated_cite_text(const Model& model, const Cite& cite);
/// Does a text made of those hold such a day or year?
bool has_dated_cite(std::string_view cites);

}  // namespace rettesnor
