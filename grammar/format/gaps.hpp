// Gaps: what stands between two tokens, that is comments, blank lines and a literate file's prose.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/parser.hpp"

namespace rettesnor::format_detail {

enum class GapKind : std::uint8_t {
  line_break,  ///< the line of the token or comment before ends here
  blank_line,  ///< one or more empty lines
  comment,     ///< `-- …` to the end of its line, without blanks at its end; or a byte that the lexer passed over
  prose,       ///< whole lines outside the fences, with their line breaks
};

struct GapPart {
  GapKind kind;
  std::string_view text;  ///< of comments and prose
};

/// Finds the gaps of one file. The syntax must outlive it.
class Gaps {
 public:
  explicit Gaps(const Syntax& syntax);
  /// The parts before token `index`, in order.
  std::vector<GapPart> before(std::size_t index) const;
  /// A byte order mark, or nothing: it stays first.
  std::string_view mark() const { return mark_; }

 private:
  void read(std::size_t begin, std::size_t end, std::vector<GapPart>& parts) const;

  const Syntax& syntax_;
  std::string_view text_;   // as written
  std::string blanked_;     // a literate file with its prose blanked; else empty
  std::string_view rules_;  // the text that the lexer saw
  std::string_view mark_;
};

}  // namespace rettesnor::format_detail
