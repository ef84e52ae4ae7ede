// The small pieces that the page is made of. Everything that an author wrote goes through `escape_markup`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/base/markup.hpp"

namespace rettesnor::document {

/// `<p class="…">`, the text escaped.
std::string paragraph(std::string_view text, std::string_view kind = {});
/// `<h3 id="…">`; the level is kept within 1 … 6.
std::string heading(int level, std::string_view text, std::string_view id = {});
/// May the page link to it? Absolute addresses of the web and mail alone.
bool is_address(std::string_view url);

/// A table with scoped headings that may scroll by itself. Cells are HTML already.
struct HtmlTable {
  std::string caption;  ///< text
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
  bool row_heads = true;  ///< the first cell names its row
  std::string kind;       ///< class
};
std::string table_html(const HtmlTable& table);

/// `<details><summary>…</summary>…</details>`. @param body  HTML
std::string folded(std::string_view summary, const std::string& body, bool open = false);

}  // namespace rettesnor::document
