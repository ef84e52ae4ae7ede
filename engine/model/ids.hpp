// The typed ids that tie the tables of the model together.
#pragma once

#include "grammar/base/id.hpp"

namespace rettesnor {

using PackageId = Id<struct PackageTag>;
using ActorId = Id<struct ActorTag>;
using SourceId = Id<struct SourceTag>;
using CalendarId = Id<struct CalendarTag>;
using CodeSetId = Id<struct CodeSetTag>;
using ConceptId = Id<struct ConceptTag>;
using FieldId = Id<struct FieldTag>;
using DefineId = Id<struct DefineTag>;
using TableRuleId = Id<struct TableRuleTag>;
using ParameterId = Id<struct ParameterTag>;
using RuleId = Id<struct RuleTag>;
using ExceptionId = Id<struct ExceptionTag>;
using DutyId = Id<struct DutyTag>;
using ExprId = Id<struct ExprTag>;
using ReadingSetId = Id<struct ReadingSetTag>;
using IndicatorId = Id<struct IndicatorTag>;
using OverlayId = Id<struct OverlayTag>;

}  // namespace rettesnor
