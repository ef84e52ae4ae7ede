// What a condition asks, said in a few words: for the headline of an act that falls short, and of a licence without its condition.
#pragma once

#include <string>

#include "engine/explain/words.hpp"
#include "engine/model/model.hpp"

namespace rettesnor {

/// `»Handleplan«`, `»Antal timer« mindst 10`, `»Art: samtale«`, `»Handleplan« eller »Anden plan«`; empty where the condition cannot be said in so few words.
std::string limb_text(const Model& model, ExprId condition, Language language);

}  // namespace rettesnor
