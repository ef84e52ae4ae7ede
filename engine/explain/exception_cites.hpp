// The sources of an exception that applies, or may apply, to a result.
#pragma once

#include <vector>

#include "engine/model/result.hpp"

namespace rettesnor {

/// Its cites in force on the result's anchor day, of the versions in force then; where there is none, all. Each place once.
std::vector<const Cite*> cites_on(const Model& model, const InstanceResult& result, ExceptionId exception);

}  // namespace rettesnor
