// What a register of determinants says, for people and programs; with an audit, its proposals and what became of the citizens beside it.
#pragma once

#include <string>

#include "engine/implementation/propose.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::implementation {

struct Question {
  By by = By::municipality;
  Date as_of;                                  ///< the day that actions are held against
  const report::Publication* audit = nullptr;  ///< null: none
};

std::string as_text(const DeterminantRegister& reg, const Question& question, Language language);
std::string as_json(const DeterminantRegister& reg, const Question& question);
std::string as_html(const DeterminantRegister& reg, const Question& question, Language language);

}  // namespace rettesnor::implementation
