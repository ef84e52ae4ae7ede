// Unmoved: which bytes of an earlier text stand in a later one, and where: those that no edit in between touched.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grammar/base/span.hpp"

namespace rettesnor::author {

class Unmoved {
 public:
  /// The two texts are the same, of so many bytes.
  explicit Unmoved(std::size_t size);
  /// The later text is replaced by another: what the two have in common at their ends is kept. Cost: O(bytes + edits so far).
  void edit(std::string_view text, std::string_view replacement);
  /// Where a piece of one text stands in the other; nothing where something in it was edited.
  /// Cost: O(log edits).
  std::optional<Span> later(Span earlier) const;
  std::optional<Span> earlier(Span later) const;

 private:
  struct Piece {
    std::uint32_t earlier = 0, later = 0, size = 0;
  };
  std::optional<Span> moved(Span span, std::uint32_t Piece::*from, std::uint32_t Piece::*to) const;

  std::vector<Piece> pieces_;  ///< by place, in both texts; none is empty
};

}  // namespace rettesnor::author
