// A case file as a plain tree with positions, whether it was written in YAML or JSON. Knows no schema.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/base/diagnostic.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor {

struct DataEntry;

/// One value as written. Scalars keep their text: what it means is for the schema to say.
struct DataNode {
  enum class Kind : std::uint8_t {
    null,  ///< nothing, `~` or `null`
    scalar,
    list,
    map,
    broken,  ///< refused, and already reported
  };
  /// How a scalar was written.
  enum class Style : std::uint8_t {
    plain,    ///< YAML without quotes: the schema decides what it is
    quoted,   ///< in quotes (both formats) or a YAML block: text
    number,   ///< JSON number
    boolean,  ///< JSON true, false
  };
  Kind kind = Kind::null;
  Style style = Style::plain;
  Span span{};
  std::string text{};              ///< scalar
  std::vector<DataNode> items;     ///< list
  std::vector<DataEntry> entries;  ///< map: in writing order, keys unique

  /// The value under a key of a map, or null. Cost: O(entries).
  const DataNode* find(std::string_view key) const;
};

struct DataEntry {
  std::string key{};
  Span key_span{};
  DataNode value{};
};

enum class DataFormat : std::uint8_t { yaml, json };

/// What one text may cost. A text beyond a limit is refused with a diagnostic, never cut.
struct DataLimits {
  std::size_t max_bytes = std::size_t{8} << 20U;
  std::size_t max_yaml_bytes = std::size_t{1} << 20U;  ///< of YAML: reading takes it about a second, JSON a hundredth
  std::size_t max_depth = 64;        ///< lists and maps inside each other
  std::size_t max_values = 500'000;  ///< nodes
  std::size_t max_problems = 50;     ///< diagnostics; then a note, and reading stops
};

/// The tree, if the text could be read at all, and every mistake found on the way.
struct DataTree {
  std::optional<DataNode> root;
  std::vector<Diagnostic> diagnostics;
};

/// Reads one document strictly: UTF-8 without control characters, one document, unique keys, no anchors, aliases or
/// tags. Spans count bytes of `source.text`. Never throws on bad input. Cost: O(bytes).
DataTree read_tree(const Source& source, DataFormat format, const DataLimits& limits = {});

}  // namespace rettesnor
