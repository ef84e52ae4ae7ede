// Builds a DataTree from the events of a parser: depth, budget, unique keys and decoded text are checked here, once
// for every format.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor {

/// Takes the events of one document in order. Every function returns false once reading must stop; what stopped it is
/// reported already. In a map keys and values take turns.
class DataTreeBuilder {
 public:
  DataTreeBuilder(const DataLimits& limits, Problems& problems) : limits_(limits), problems_(problems) {}

  bool begin(DataNode::Kind kind, Span span);  ///< list or map
  bool end();
  bool scalar(std::string_view text, DataNode::Style style, Span span);
  bool null(Span span);
  /// A value that the caller refused and reported.
  bool broken(Span span);

  /// Is the next event a key of a map?
  bool expects_key() const;
  /// The whole tree; none before its last event.
  std::optional<DataNode> take() { return std::move(root_); }

 private:
  struct Frame {
    DataNode node;
    bool is_key = false;  ///< a list or map where a key should stand: read, reported, dropped
    bool has_key = false;
    bool drop = false;  ///< the pending key is no name, or a second of its name
    DataEntry pending{};
    std::unordered_set<std::string> keys{};  ///< used from `few_keys` keys on
  };

  bool count(Span span);
  bool put(DataNode node);
  bool put_key(std::string_view text, Span span);
  bool bad_key(Span span);
  bool drop_key();  ///< the key is read and its value will be dropped; reported already
  const Span* earlier(const Frame& frame, const std::string& key) const;
  bool check_text(std::string_view text, Span span);

  DataLimits limits_;
  Problems& problems_;
  std::vector<Frame> frames_;
  std::optional<DataNode> root_;
  std::size_t values_ = 0;
};

}  // namespace rettesnor
