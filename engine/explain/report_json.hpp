// The JSON of a report: the stable form that docs/schema/check.schema.json and explain.schema.json describe.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/due.hpp"
#include "engine/explain/explanation.hpp"
#include "engine/explain/json_writer.hpp"
#include "engine/explain/report.hpp"
#include "engine/explain/used.hpp"

namespace rettesnor {

/// One problem of input, for the `errors` list.
struct ReportError {
  std::string code;
  std::string message;
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// Writes one report as an object.
void write_report(JsonWriter& json, const Prober& prober, const RulesUsed& used, const Report& report, const std::vector<ReportError>& errors,
                  Language language);

/// Writes one explanation as an object.
void write_explanation(JsonWriter& json, const Prober& prober, const RulesUsed& used, const Explanation& explanation, Language language);

/// Writes `{"cell":…, "question":…, "rules":[…]}`.
void write_question(JsonWriter& json, const Prober& prober, const Ask& ask, Language language);

/// Writes one due item as an object.
void write_due_item(JsonWriter& json, const Model& model, const DueItem& item, Language language);

/// Days as `2026-03-10`, moments in ISO 8601 with offset.
std::string iso_time(Moment moment, bool day);

}  // namespace rettesnor
