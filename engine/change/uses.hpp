// Which constructs a rule's meaning rests on, by name: so that a change of one can be tied to the rules that it may change.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/change/portrait.hpp"

namespace rettesnor::change {

/// The constructs that a rule and the layers below it read, by kind and qualified name; of a concept also each field: `concept.field`.
using Uses = std::set<std::pair<What, std::string>>;

/// By rule. Cost: O(what the rules reach).
std::map<RuleId, Uses> uses_of(const Model& model);

}  // namespace rettesnor::change
