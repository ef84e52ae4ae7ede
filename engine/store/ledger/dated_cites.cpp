#include "engine/store/ledger/dated_cites.hpp"

#include <algorithm>

#include "engine/explain/labels.hpp"
#include "engine/explain/names.hpp"

namespace rettesnor {

std::string dated_cite_text(const Model& model, const Cite& cite) {
  const std::string code = text_of_code(cite);
  return cite_text(model, cite) + (code.empty() ? "" : " [" + code + "]");
}

bool has_dated_cite(std::string_view cites) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = cites.find('['); at != std::string_view::npos; at = cites.find('[', at + 1)) {
    const std::size_t end = cites.find(']', at);
    if (end == std::string_view::npos) return false;
    const std::string_view inside = cites.substr(at + 1, end - at - 1);
    const bool shaped = inside.size() == 4 || inside.size() == 10;
    if (shaped && std::ranges::all_of(inside, [&](char c) { return digit(c) || c == '-'; })) return true;
  }
  return false;
}

}  // namespace rettesnor
