// One case as a plain tree of values: what was recorded, and how well it is known.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/model/ids.hpp"
#include "engine/values/date.hpp"
#include "engine/values/decimal.hpp"
#include "engine/values/duration.hpp"
#include "engine/values/moment.hpp"
#include "grammar/base/span.hpp"

namespace rettesnor {

/// A date of which only an interval is known; exact when first == last.
struct DateInterval {
  Date first;
  Date last;
  friend bool operator==(const DateInterval&, const DateInterval&) = default;
};

/// A moment of which only an interval is known (inclusive both ends); exact when first == last.
struct MomentInterval {
  Moment first;
  Moment last;
  friend bool operator==(const MomentInterval&, const MomentInterval&) = default;
};

/// A code by its number in the field's code set.
struct CodeValue {
  std::uint32_t code = 0;
  friend bool operator==(const CodeValue&, const CodeValue&) = default;
};

/// One stretch of a fact of type periods: [from, until); no until: still running at the watermark.
struct Period {
  Date from;
  std::optional<Date> until;
  friend bool operator==(const Period&, const Period&) = default;
};

using Value = std::variant<std::monostate, bool, Decimal, std::string, CodeValue, std::vector<CodeValue>, DateInterval,
                           MomentInterval, Duration, std::vector<Period>>;

/// The six states of a cell. The middle four are unknown to logic and stay different in messages.
enum class CellState : std::uint8_t { not_recorded, value, asked_unknown, withheld, conflicting, does_not_exist };

struct Cell {
  CellState state = CellState::not_recorded;
  Value value;                          ///< state value: of the field's type
  struct Alternative {
    Value value;
    std::string source;
  };
  std::vector<Alternative> alternatives; ///< state conflicting: at least two
  std::string reason;                    ///< withheld, does_not_exist
  std::string source;
  std::optional<Moment> recorded_at;
  std::optional<Moment> not_by;          ///< a blank event's own watermark
  bool unmapped = false;                 ///< no source maps it: no watermark
  std::vector<Cell> parts;               ///< one a part of the field, in FieldDecl::parts order; may be empty
  Span span{};                           ///< where it stands in the case file
};

struct Element;

/// The elements of one list of one element.
struct ListCell {
  std::vector<std::unique_ptr<Element>> elements;
  std::optional<Moment> complete_to;  ///< its own watermark
  bool unmapped = false;
};

/// The case itself or an element of a list. `cells` and `lists` are indexed by FieldDecl::index of its concept
/// (a list's cell is empty and a cell's list is null).
struct Element {
  ConceptId concept_id{};
  std::string id;              ///< as given, or the 1-based position
  FieldId in_list{};           ///< the list it stands in; none: the case
  const Element* parent = nullptr;
  std::vector<Cell> cells;
  std::vector<std::unique_ptr<ListCell>> lists;
  std::optional<Moment> recorded_at;
  Span span{};
};

struct MunicipalityPeriod {
  std::string code;
  std::optional<Date> from;  ///< none: from the beginning
};

struct Case {
  std::string id;
  FileId file{};
  std::unique_ptr<Element> root;
  std::vector<MunicipalityPeriod> municipality;  ///< by `from`; empty: not recorded
  std::optional<Moment> extraction_time;
};

}  // namespace rettesnor
