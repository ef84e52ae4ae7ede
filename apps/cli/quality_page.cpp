#include "apps/cli/quality_page.hpp"

#include <algorithm>

#include "apps/cli/arguments.hpp"

namespace rettesnor::cli {

std::string quality_page(const ledger::Quality& quality, Language l) {
  if (quality.codes.empty()) return {};
  auto codes = quality.codes;
  std::ranges::stable_sort(codes, std::greater{}, [](const auto& row) { return row.second; });
  const auto places = static_cast<std::size_t>(std::ranges::count_if(quality.municipalities, [](const auto& row) { return !row.first.empty(); }));
  std::string out = fill(in(l, "datakvalitet: tvivlsomme data i bedømte sager fra {0} kommuner; se visningen `quality`\n",
                            "data quality: doubtful data in cases judged, of {0} municipalities; see the view `quality`\n"),
                         std::vector{std::to_string(places)});
  for (const auto& [code, cases] : codes) {
    out += fill(in(l, "  {0}: {1} sager – {2}\n", "  {0}: {1} cases – {2}\n"), std::vector{code, std::to_string(cases), report::meaning_of(code, l)});
  }
  return out;
}

}  // namespace rettesnor::cli
