// Lines: places as editors count them (line and character from 0) and as we do (bytes).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "apps/lsp/json.hpp"
#include "grammar/base/span.hpp"

namespace rettesnor::lsp {

/// What `character` counts: agreed on at the start.
enum class Encoding : std::uint8_t { utf8, utf16 };

/// Where the lines of one text begin. A line ends in \n, \r\n or \r. The text is given anew with each question and must
/// be the one the lines were found in. Places outside it are moved to the nearest one inside.
class Lines {
 public:
  explicit Lines(std::string_view text);

  std::uint32_t offset(std::string_view text, const Json& position, Encoding encoding) const;
  Span span(std::string_view text, const Json& range, Encoding encoding) const;
  struct Place {
    std::uint32_t line = 0, character = 0;
  };
  Place place(std::string_view text, std::uint32_t offset, Encoding encoding) const;
  Json position(std::string_view text, std::uint32_t offset, Encoding encoding) const;
  Json range(std::string_view text, Span span, Encoding encoding) const;
  /// The line, from 0, that a byte is in. Cost: O(log lines).
  std::uint32_t line(std::uint32_t offset) const;

 private:
  std::vector<std::uint32_t> begins_;
};

/// How many units of the encoding a text takes. Bytes that are no UTF-8 count one each.
std::uint32_t units(std::string_view text, Encoding encoding);

}  // namespace rettesnor::lsp
