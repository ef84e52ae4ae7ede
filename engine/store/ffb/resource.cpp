#include "engine/store/ffb/resource.hpp"

#include <algorithm>

namespace rettesnor::ffb {

namespace {

using enum Field;

constexpr Field citizen_fields[] = {organisation};
constexpr Field request_fields[] = {case_number, status};
constexpr Field gathering_fields[] = {at, status};
constexpr Field condition_fields[] = {code, severity, recorded, asserted, status};
constexpr Field target_group_fields[] = {code, recorded};
constexpr Field goal_fields[] = {status, expected, type};
constexpr Field plan_fields[] = {case_number, status, intent, start, end};
constexpr Field evaluation_fields[] = {at, need, status};
constexpr Field intervention_fields[] = {code, status, start, end, created};
constexpr Field performer_fields[] = {code};
constexpr Field follow_up_fields[] = {at, result, status};
constexpr Field encounter_fields[] = {at, status};

constexpr std::array<KindRow, kinds> rows{{
    {Kind::citizen, "citizens", "Patient", citizen_fields},
    {Kind::request, "requests", "ServiceRequest", request_fields},
    {Kind::gathering, "gatherings", "ClinicalImpression", gathering_fields},
    {Kind::condition, "conditions", "Condition", condition_fields},
    {Kind::target_group, "target_groups", "Condition", target_group_fields},
    {Kind::goal, "goals", "Goal", goal_fields},
    {Kind::plan, "plans", "CarePlan", plan_fields},
    {Kind::evaluation, "evaluations", "Observation", evaluation_fields},
    {Kind::intervention, "interventions", "CarePlan", intervention_fields},
    {Kind::performer, "performers", "CareTeam", performer_fields},
    {Kind::follow_up, "follow_ups", "Observation", follow_up_fields},
    {Kind::encounter, "encounters", "Encounter", encounter_fields},
}};

constexpr std::string_view field_names[] = {"organisation", "case_number", "status", "intent", "at", "start", "end", "created",
                                            "code", "severity", "recorded", "asserted", "expected", "type", "need", "result"};

}  // namespace

const KindRow& row_of(Kind kind) { return rows[static_cast<std::size_t>(kind)]; }
std::span<const KindRow> kind_rows() { return rows; }
std::string_view name_of(Field field) { return field_names[static_cast<std::size_t>(field)]; }

const std::string& Resource::value(Field field) const {
  static const std::string none;
  const auto fields = row_of(kind).fields;
  const auto found = std::ranges::find(fields, field);
  return found == fields.end() ? none : values[static_cast<std::size_t>(found - fields.begin())];
}

}  // namespace rettesnor::ffb
