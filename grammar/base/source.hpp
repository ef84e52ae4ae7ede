// Source: one text with its name; lines and columns are found only when somebody asks.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "grammar/base/id.hpp"
#include "grammar/base/span.hpp"

namespace rettesnor {

/// A place as people count it: both from 1. Columns are code points; combining marks do not advance.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend constexpr auto operator<=>(Position, Position) = default;
};

/// One text and the name it is shown under. Values; thread-safe for readers.
struct Source {
  std::string name;  ///< shown in messages, with `/` between folders
  std::string text;  ///< bytes as read; offsets in spans count these
  FileId file{};     ///< none when the text belongs to no `Sources`

  /// The bytes of `span`, clipped to the text.
  std::string_view slice(Span span) const;
  /// Line and column of a byte; past the end gives the end. Cost: O(offset).
  Position position(std::uint32_t offset) const;
  /// The whole line around `offset`, without its line break.
  Span line_span(std::uint32_t offset) const;
};

/// The texts of one load. References stay valid while it lives.
class Sources {
 public:
  FileId add(std::string name, std::string text);
  const Source& operator[](FileId file) const { return sources_[file.value]; }
  /// The source, or nullptr for an id of none or of another load.
  const Source* find(FileId file) const { return file.value < sources_.size() ? &sources_[file.value] : nullptr; }
  std::size_t size() const { return sources_.size(); }
  auto begin() const { return sources_.begin(); }
  auto end() const { return sources_.end(); }

 private:
  std::deque<Source> sources_;
};

}  // namespace rettesnor
