// What an evaluation says: for every rule and instance the verdicts still possible, with times and what they rest on.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/case.hpp"
#include "engine/model/model.hpp"
#include "engine/model/truth.hpp"
#include "engine/model/verdict.hpp"

namespace rettesnor {

/// When and under which choices a case is judged. The engine has no clock of its own.
struct Question {
  Moment as_of;                              ///< T
  std::optional<Moment> known_at;            ///< K: only what was recorded by K counts
  std::map<std::string, bool> pins;          ///< reading name → yes (selected) / no (excluded)
  std::optional<std::string> municipality;   ///< overrides the case's own
  bool verified_only = false;                ///< leave out unverified rules
  bool trust_as_of_watermark = true;         ///< hand-written case or test: the watermark defaults to T
};

/// One cell of the case: element path and field; the empty element is the case. Part ids name `with` fields.
struct CellRef {
  std::string element;  ///< "" or "n1", "stays[2]/visits[1]" as people write it
  const Element* at = nullptr;
  FieldId field{};
  FieldId part{};
  friend auto operator<=>(const CellRef& a, const CellRef& b) {
    if (const auto c = a.element <=> b.element; c != 0) return c;
    if (const auto c = a.field <=> b.field; c != 0) return c;
    return a.part <=> b.part;
  }
  friend bool operator==(const CellRef& a, const CellRef& b) { return (a <=> b) == 0; }
};

/// An interval of time: the least and greatest still possible. Days are shown without clock.
struct TimeSpan {
  Moment earliest;
  Moment latest;
  bool day = false;        ///< both are whole local days
  bool open_end = false;   ///< may also be later, or never
};

/// What has become of a right (`may`): the ones still possible, one bit each. No verdict.
struct RightStatus {
  bool used = false;
  bool unused = false;
  bool too_late = false;
  bool not_applicable = false;
};

/// One rule, one instance.
struct InstanceResult {
  RuleId rule{};
  std::string element;      ///< "" for the case, else the element's path
  const Element* at = nullptr;
  std::uint32_t occurrence = 0;  ///< 1, 2, … in recurring, grid and counted duties; 0 otherwise
  bool rest = false;        ///< stands for instances that may exist but are not seen
  bool unsure = false;      ///< rest: what is seen may be one of them, since it is not known whether the duty is for it
  VerdictSet possible;      ///< empty for a right
  RightStatus right;        ///< a right only
  std::optional<TimeSpan> anchor;
  std::optional<TimeSpan> due;
  std::optional<TimeSpan> done;
  bool conflict = false;           ///< two exceptions certainly apply
  bool early = false;              ///< done before its anchor's day: flagged
  bool transition = false;         ///< the old and the new law were both read: which applies is unsettled
  bool internal_error = false;     ///< full set, counted apart
  std::vector<ParameterId> open_parameters;  ///< an open set only: parameters read of which just the range is known
  std::vector<CellRef> touched;    ///< every cell read, known or not
  std::vector<ExceptionId> exceptions;  ///< those that certainly or possibly apply
  std::vector<ExceptionId> unsure_exceptions;  ///< of these, those of which it is unknown whether they apply
  std::vector<ExprId> failing;          ///< licence: each limb that fails, of a choice those of what lacks least; record: each item that is missing
  std::vector<std::size_t> versions;    ///< indexes of the rule's versions that judged it
  std::optional<Date> anchor_day;       ///< the earliest possible; cites in force are picked by it
  struct World {
    std::vector<std::pair<ReadingSetId, std::uint32_t>> choices;
    std::optional<bool> new_law;  ///< transition: judged by the newer version
    VerdictSet possible;
  };
  std::vector<World> worlds;  ///< one a world when there is more than one
};

}  // namespace rettesnor
