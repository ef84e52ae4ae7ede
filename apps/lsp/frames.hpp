// Frames: the bytes of a connection cut into messages by their Content-Length, and back.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rettesnor::lsp {

inline constexpr std::size_t largest_message = std::size_t{64} << 20U;

/// Takes any bytes. What cannot be a heading is passed over; a message beyond the limit ends the connection.
class Frames {
 public:
  void feed(std::string_view bytes) { waiting_.append(bytes); }
  /// The next whole message, without its heading; nothing until there is one. Cost: O(its bytes).
  std::optional<std::string> next();
  /// A message was announced that is larger than any we take: nothing behind it can be found.
  bool broken() const { return broken_; }

 private:
  bool heading();

  std::string waiting_;
  std::size_t at_ = 0;                 ///< what lies before is used up
  std::optional<std::size_t> length_;  ///< of the message whose heading was read
  bool broken_ = false;
};

/// A message with its heading.
std::string framed(std::string_view message);

}  // namespace rettesnor::lsp
