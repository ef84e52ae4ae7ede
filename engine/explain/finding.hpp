// Finding: one result with what follows from it for people and programs: lengths of time, citations, what is missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/explain/missing.hpp"
#include "engine/explain/names.hpp"

namespace rettesnor {

/// A length of time as an interval. Unit: days when `days`, else microseconds. Never negative.
struct Length {
  bool days = false;
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// What a finding is about; law and advice never share a list or a sum.
enum class Sphere : std::uint8_t { law, recommendation, right, suggestion };

struct Finding {
  InstanceResult result;
  Sphere sphere = Sphere::law;
  std::optional<Length> late_by;  ///< done after due
  std::optional<Length> since;    ///< open: how long past the due, else how long since it began to run
  bool overdue = false;           ///< `since` counts from the due
  std::vector<Missing> missing;
  std::vector<CellRef> decisive;  ///< filled where an explanation was asked for
  std::vector<const Cite*> cites; ///< in force on the anchor's day
  bool unverified = false;
  bool standing = false;          ///< pending and nothing to do: something must not happen, or must go on as it is
};

Sphere sphere_of(const Model& model, RuleId rule);
/// The duty that judged the instance, main text; nullptr for a suggestion.
const Duty* duty_of(const Model& model, const InstanceResult& result);
/// What is to be done, by its title: `Kvittering til den, der underretter`. Several are listed.
std::string act_title(const Model& model, const Duty& duty, Language language);

/// Everything but missing and decisive. Cost: O(1) plus the cites.
Finding make_finding(const Model& model, InstanceResult result, const Question& question);

/// `1 time 30 minutter`, `3 dage`, `3 til 5 dage`.
std::string length_text(const Length& length, Language language);
/// ISO 8601: `PT1H30M`, `P3D`.
std::string iso_length(bool days, std::int64_t amount);

/// One line, at most 120 characters: what is missing, by which §, what to do, by when.
std::string headline(const Model& model, const Finding& finding, Language language);

/// The status of a right: used, unused, too late, not applicable, undetermined.
std::string_view right_code(const Finding& finding);
std::string_view right_word(const Finding& finding, Language language);

/// `serious`, `n1.receipt`, `saturday_counts`, `transition`: for programs and for `missing` in tests.
std::string missing_code(const Model& model, const Missing& missing);
/// For people: `»Alvorlig sag«`, `læsningen »Lørdag regnes som hverdag«`.
std::string missing_title(const Model& model, const Missing& missing, Language language);
std::string_view gap_text(Gap gap, Language language);
/// `not_recorded`, `asked_unknown`, … for programs.
std::string_view gap_code(Gap gap);

}  // namespace rettesnor
