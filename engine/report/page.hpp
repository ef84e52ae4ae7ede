// A page for a browser or paper: what is around the tables and pictures. No script, no network.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/base/codes.hpp"

namespace rettesnor::report {

struct PagePart {
  const char* id;
  std::string title, html;
};

struct Tile {
  std::string number, words;
};

/// Texts are texts; `PagePart::html` alone is markup.
struct Page {
  std::string title;
  std::string short_date;  ///< in the window's title, behind the page's
  std::string date;
  std::vector<Tile> tiles{};
  std::vector<std::string> how_to_read{};
  bool reading_open = true;  ///< the above is unfolded from the start; on paper it always is
  std::vector<PagePart> parts{};  ///< in order, one or more; each has its place in the contents
  std::string footer{};
};

std::string page_html(const Page& page, Language language);

}  // namespace rettesnor::report
