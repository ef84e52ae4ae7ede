// A mapping: which table and column of a source is which list and field of a concept. See docs/sources.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/store/problems.hpp"
#include "engine/store/source/encoding.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor::source {

/// A name in the mapping file, with its place for messages.
struct Written {
  std::string text;
  Span at{};
};

/// What a value of the source means: exact text to the text that stands for it in a case.
using CodeList = std::map<std::string, std::string>;

/// One column that fills one name of a case.
struct ColumnMap {
  Written column{};                   ///< empty: `constant`
  std::string constant{};             ///< written as in a case file
  Type type{};
  std::vector<std::string> unknown{}; ///< values that say: asked, and no answer
  std::string format{};               ///< of dates and moments: `dd-mm-yyyy HH:MM`; empty: as in a case file
  std::string zone{};                 ///< of moments: empty: Danish time; `Z`; `+01:00`
  char decimal = '.';                 ///< of numbers and amounts
  std::string split{};                ///< of lists of codes: what stands between two; empty: one code
  std::string list_name{};            ///< of the code list; empty: none
  const CodeList* codes = nullptr;    ///< in the mapping; null: none
};

/// A name of a case and the columns that fill it: one for a bare value; several for the long form.
struct Member {
  struct Part {
    std::string key;  ///< `reasons`; of the value itself `at` or `value`
    ColumnMap from;
  };
  std::string name;
  std::vector<Part> parts;  ///< the value itself first
};

/// One table and what it fills: the case, or a list.
struct TableMap {
  std::string path;             ///< `notifications.followups`; empty: the case
  std::string name;             ///< the last part of the path
  std::size_t around = 0;       ///< index of the table that it is a list of; of the case 0
  Written table;
  Written id;                   ///< the column; may be empty for a list
  Written parent;               ///< the column that holds the id of the table around it; of a list
  std::vector<Member> members;  ///< with `case` or `id`, `municipality`, `extraction_time`, `recorded_at`
};

/// Of FHIR bundles (engine/store/ffb/): codes that tell parts of a resource apart. The user says them: no table comes with the program.
struct FfbCodes {
  std::string expected_level{};  ///< `Goal.target.measure` of the expected level; empty: not said
  std::string goal_type{};       ///< … of the type
  std::string scored{};          ///< of the conditions, those below this code have a level; empty: not said
};

struct Mapping {
  ConceptId root{};
  Encoding encoding = Encoding::utf8;
  char delimiter = ';';
  std::vector<std::string> unmapped;  ///< those that the file names, and every event and list that it fills with nothing
  std::map<std::string, CodeList> code_lists;
  std::vector<TableMap> tables;  ///< [0]: the case; a table stands after the one around it
  std::vector<std::string> everything;  ///< every event and list, filled or not
  std::optional<FfbCodes> ffb{};  ///< the source is FHIR bundles; none: tables
};

/// Reads a mapping strictly. @param root  what `concept` must be; none: what it says, or the only root there is
/// @return the mapping; none when an error was reported. Cost: O(bytes)
std::optional<Mapping> read_mapping(const Model& model, const Source& text, ConceptId root, Problems& problems);

}  // namespace rettesnor::source
