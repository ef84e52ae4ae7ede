#include "engine/report/page.hpp"

#include <fmt/format.h>

#include "engine/report/html_table.hpp"
#include "engine/report/style.hpp"
#include "engine/report/words.hpp"
#include "grammar/base/markup.hpp"

namespace rettesnor::report {

std::string page_html(const Page& page, Language l) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{} · {}</title>\n<style>{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#{}\">{}</a>\n<header>\n<h1>{}</h1>\n<p class=\"asof\">{}</p>\n",
      l == Language::danish ? "da" : "en", escape_markup(page.title), escape_markup(page.short_date), style, page.parts.front().id, escape_markup(page.parts.front().title), escape_markup(page.title), escape_markup(page.date));
  out += "<ul class=\"tiles\">\n";
  for (const Tile& t : page.tiles) out += fmt::format("<li><b>{}</b>{}</li>\n", escape_markup(t.number), escape_markup(t.words));
  out += fmt::format("</ul>\n<details class=\"read\"{}><summary>{}</summary>\n", page.reading_open ? " open" : "", escape_markup(word(Word::how_to_read, l)));
  for (const std::string& note : page.how_to_read) out += paragraph(note);
  out += fmt::format("</details>\n<nav aria-label=\"{}\"><ul>\n", escape_markup(word(Word::contents, l)));
  for (const PagePart& p : page.parts) out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", p.id, escape_markup(p.title));
  out += "</ul></nav>\n</header>\n<main>\n";
  for (const PagePart& p : page.parts) out += fmt::format("<h2 id=\"{}\">{}</h2>\n", p.id, escape_markup(p.title)) + p.html;
  return out + "</main>\n<footer>" + escape_markup(page.footer) + "</footer>\n</body>\n</html>\n";
}

}  // namespace rettesnor::report
