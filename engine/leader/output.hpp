// A municipality's leader's page: what became of the citizens, how the law and the recommendations are kept, whether the work comes where the
// need is, what stands in the way, and what the data cover, beside each other and never summed, each beside the country's figure.
#pragma once

#include <string>

#include "engine/report/publication.hpp"
#include "engine/store/determinants.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor::leader {

struct Question {
  std::string municipality;                    ///< four digits
  const DeterminantRegister* reg = nullptr;    ///< what helps and hinders; null: not given
};

/// Is it one of the 98, or one that the audit shows?
bool is_known(const report::Publication& from, const std::string& municipality);

/// Made from published tables alone, as the report is: nothing here that the report hides.
std::string as_text(const report::Publication& from, const Question& question, Language language);
/// One file for a browser or paper: no script, no network.
std::string as_html(const report::Publication& from, const Question& question, Language language);

}  // namespace rettesnor::leader
