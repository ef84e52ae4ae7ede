// A small model built by hand, with a field of every kind and type.
#pragma once

#include "engine/model/model.hpp"

namespace rettesnor::testing_store {

/// concept child_case: born, grade, fees, note, written, kinds, inpatient, answer, notifier, meeting (facts);
/// awareness, study, decided, preliminary with reasons, placement (events); serious (judgement); placed (state);
/// notifications of notification (receipt, assessment, notifier, followups of followup (held)); visits of visit (made,
/// with_child). A calendar `hverdage`.
Model child_model();
/// The same, made once.
const Model& model();

}  // namespace rettesnor::testing_store
