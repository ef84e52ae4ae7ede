#include "engine/document/prose.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/document/html.hpp"

namespace rettesnor::document {

namespace {

struct Writer {
  std::string out;
  int first;             // of headings
  int last;              // the heading before; 0: none yet
  int now = 0;
  int pictures = 0;      // within the words of pictures
  std::vector<bool> links;

  void begin(MD_BLOCKTYPE kind, void* detail) {
    switch (kind) {
      case MD_BLOCK_DOC: break;
      case MD_BLOCK_QUOTE: out += "<blockquote>"; break;
      case MD_BLOCK_UL: out += "<ul>\n"; break;
      case MD_BLOCK_OL: {
        const unsigned start = static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start;
        out += start == 1 ? "<ol>\n" : fmt::format("<ol start=\"{}\">\n", start);
        break;
      }
      case MD_BLOCK_LI: out += "<li>"; break;
      case MD_BLOCK_HR: out += "<hr>\n"; break;
      case MD_BLOCK_H: {
        const int asked = first - 1 + static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        now = std::clamp(asked, first, std::min(6, last == 0 ? first : last + 1));
        last = now;
        out += fmt::format("<h{}>", now);
        break;
      }
      case MD_BLOCK_CODE: out += "<pre tabindex=\"0\"><code>"; break;
      case MD_BLOCK_HTML: break;
      case MD_BLOCK_P: out += "<p>"; break;
      case MD_BLOCK_TABLE: out += "<div class=\"wide\" tabindex=\"0\"><table>\n"; break;
      case MD_BLOCK_THEAD: out += "<thead>"; break;
      case MD_BLOCK_TBODY: out += "<tbody>"; break;
      case MD_BLOCK_TR: out += "<tr>"; break;
      case MD_BLOCK_TH: out += "<th scope=\"col\">"; break;
      case MD_BLOCK_TD: out += "<td>"; break;
    }
  }

  void end(MD_BLOCKTYPE kind) {
    switch (kind) {
      case MD_BLOCK_DOC: case MD_BLOCK_HR: case MD_BLOCK_HTML: break;
      case MD_BLOCK_QUOTE: out += "</blockquote>\n"; break;
      case MD_BLOCK_UL: out += "</ul>\n"; break;
      case MD_BLOCK_OL: out += "</ol>\n"; break;
      case MD_BLOCK_LI: out += "</li>\n"; break;
      case MD_BLOCK_H: out += fmt::format("</h{}>\n", now); break;
      case MD_BLOCK_CODE: out += "</code></pre>\n"; break;
      case MD_BLOCK_P: out += "</p>\n"; break;
      case MD_BLOCK_TABLE: out += "</table></div>\n"; break;
      case MD_BLOCK_THEAD: out += "</thead>\n"; break;
      case MD_BLOCK_TBODY: out += "</tbody>\n"; break;
      case MD_BLOCK_TR: out += "</tr>\n"; break;
      case MD_BLOCK_TH: out += "</th>"; break;
      case MD_BLOCK_TD: out += "</td>"; break;
    }
  }

  void begin(MD_SPANTYPE kind, void* detail) {
    if (kind == MD_SPAN_IMG) ++pictures;
    if (kind == MD_SPAN_A) {
      const MD_ATTRIBUTE& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
      const std::string_view url(href.text, href.size);
      // An entity within an address is text here, so `java&#115;cript:` is no more than it looks.
      links.push_back(is_address(url));
      if (links.back()) out += fmt::format("<a href=\"{}\">", escape_markup(url));
    } else {
      span(kind, "<");
    }
  }

  void end(MD_SPANTYPE kind) {
    if (kind == MD_SPAN_IMG) --pictures;
    if (kind == MD_SPAN_A) {
      if (links.back()) out += "</a>";
      links.pop_back();
    } else {
      span(kind, "</");
    }
  }

  void span(MD_SPANTYPE kind, std::string_view open) {
    const char* name = kind == MD_SPAN_EM ? "em" : kind == MD_SPAN_STRONG ? "strong" : kind == MD_SPAN_CODE ? "code" : kind == MD_SPAN_DEL ? "del" : nullptr;
    if (name != nullptr) out.append(open).append(name).append(">");
  }

  void text(MD_TEXTTYPE kind, std::string_view words) {
    switch (kind) {
      case MD_TEXT_NULLCHAR: out += "\xEF\xBF\xBD"; break;
      case MD_TEXT_BR: out += "<br>\n"; break;
      case MD_TEXT_SOFTBR: out += "\n"; break;
      case MD_TEXT_ENTITY: out += words; break;  // `&`, letters or digits, `;`: nothing else by md4c's own reading
      case MD_TEXT_NORMAL: case MD_TEXT_CODE: case MD_TEXT_HTML: case MD_TEXT_LATEXMATH: out += escape_markup(words); break;
    }
  }
};

}  // namespace

std::string prose_html(std::string_view markdown, int level, int& last) {
  Writer writer{.out = {}, .first = std::clamp(level, 1, 6), .last = last, .links = {}};
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
  parser.enter_block = [](MD_BLOCKTYPE kind, void* detail, void* w) { return static_cast<Writer*>(w)->begin(kind, detail), 0; };
  parser.leave_block = [](MD_BLOCKTYPE kind, void*, void* w) { return static_cast<Writer*>(w)->end(kind), 0; };
  parser.enter_span = [](MD_SPANTYPE kind, void* detail, void* w) { return static_cast<Writer*>(w)->begin(kind, detail), 0; };
  parser.leave_span = [](MD_SPANTYPE kind, void*, void* w) { return static_cast<Writer*>(w)->end(kind), 0; };
  parser.text = [](MD_TEXTTYPE kind, const MD_CHAR* words, MD_SIZE size, void* w) { return static_cast<Writer*>(w)->text(kind, {words, size}), 0; };
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &writer);
  last = writer.last;
  return std::move(writer.out);
}

}  // namespace rettesnor::document
