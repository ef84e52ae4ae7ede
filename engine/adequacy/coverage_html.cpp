// The page: sums, then each file line by line with a mark, a colour and, below the line, what was never met there.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/adequacy/coverage_page.hpp"

#include "grammar/base/markup.hpp"

namespace rettesnor::adequacy {

namespace {

constexpr const char* style = R"css(
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --soft: #444; --line: #d5dade; --met: #e3f1e6; --part: #fdf3d6; --not: #fbe3df; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #14181c; --ink: #eee; --soft: #c6cacd; --line: #3a4249; --met: #16301d; --part: #3a3113; --not: #43201b; } }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; margin: .5rem 0; } th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); } td.n { text-align: right; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; } .wide:focus-visible, summary:focus-visible { outline: 3px solid #0072B2; }
.file { font: .85rem/1.45 ui-monospace, monospace; border: 0; } .file td { border: 0; padding: 0 .6rem 0 0; white-space: pre; vertical-align: top; }
.file .l { color: var(--soft); text-align: right; user-select: none; }
.met { background: var(--met); } .part { background: var(--part); } .not { background: var(--not); }
.gaps { margin: 0; padding-left: 2.5rem; white-space: normal; font-family: system-ui, sans-serif; }
@media print { .file td { white-space: pre-wrap; } }
)css";

std::string_view in(Language language, std::string_view danish, std::string_view english) {
  return language == Language::danish ? danish : english;
}

struct Line {
  std::size_t met = 0;
  std::vector<const Item*> missed;
};

std::string file_html(const Sources& sources, FileId file, const std::map<std::uint32_t, Line>& lines, Language language) {
  const Source& source = sources[file];
  std::size_t gaps = 0;
  for (const auto& [number, line] : lines) gaps += line.missed.size();
  std::string out = fmt::format("<details{}><summary><strong>{}</strong> – {} {}</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"file\"><tbody>\n",
                                gaps > 0 ? " open" : "", escape_markup(source.name), gaps, in(language, "aldrig mødt", "never met"), escape_markup(source.name));
  std::size_t begin = 0;
  for (std::uint32_t number = 1; begin < source.text.size(); ++number) {
    const std::size_t end = std::min(source.text.find('\n', begin), source.text.size());
    const std::string_view text = std::string_view(source.text).substr(begin, end - begin);
    begin = end + 1;
    const auto line = lines.find(number);
    if (line == lines.end()) {
      out += fmt::format("<tr><td class=\"l\">{}</td><td></td><td>{}</td></tr>\n", number, escape_markup(text));
      continue;
    }
    const bool none = line->second.met == 0;
    const bool all = line->second.missed.empty();
    out += fmt::format("<tr class=\"{}\"><td class=\"l\">{}</td><td>{}</td><td>{}", all ? "met" : none ? "not" : "part", number,
                       all ? "✓" : none ? "✗" : "◐", escape_markup(text));
    if (!all) {
      out += "<ul class=\"gaps\">";
      for (const Item* item : line->second.missed) out += "<li>" + escape_markup(gap_text(sources, *item, language)) + "</li>";
      out += "</ul>";
    }
    out += "</td></tr>\n";
  }
  return out + "</tbody></table></div></details>\n";
}

}  // namespace

std::string coverage_html(const Sources& sources, const Coverage& coverage, Language language) {
  std::map<std::uint32_t, std::map<std::uint32_t, Line>> files;
  std::map<std::uint32_t, Sum> sums;
  for (const Item& item : coverage.items) {
    const Source* const source = sources.find(item.origin.file);
    if (source == nullptr) continue;
    Line& line = files[item.origin.file.value][source->position(item.origin.span.begin).line];
    if (item.met) ++line.met;
    else line.missed.push_back(&item);
    if (group_of(item.aspect) == Group::decisions) continue;
    ++sums[item.origin.file.value].all;
    sums[item.origin.file.value].met += item.met ? 1 : 0;
  }
  const std::string title(in(language, "Reglernes dækning", "Coverage of the rules"));
  std::string out = fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{}</title><style>{}</style></head>\n<body><main>\n<h1>{}</h1>\n",
                                in(language, "da", "en"), title, style, title);
  out += fmt::format("<p>{} ✓ {} · ◐ {} · ✗ {}</p>\n", in(language, "Hvad eksemplerne har mødt:", "What the tests have met:"), in(language, "alt", "all"), in(language, "noget", "some"), in(language, "intet", "none"));
  out += fmt::format("<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>\n", in(language, "Fil", "File"), in(language, "Mødt", "Met"), in(language, "Andel", "Share"));
  const auto row = [&](const std::string& name, const Sum& sum) {
    out += fmt::format("<tr><th scope=\"row\">{}</th><td class=\"n\">{} / {}</td><td class=\"n\">{} %</td></tr>\n", escape_markup(name), sum.met, sum.all, percent_of(sum));
  };
  for (const auto& [file, sum] : sums) row(sources[FileId{file}].name, sum);
  row(std::string(in(language, "I alt, uden MC/DC", "All, without MC/DC")), coverage.sum());
  row(std::string(in(language, "Led, der gør udslaget (MC/DC)", "Atoms that decide (MC/DC)")), coverage.sum(Group::decisions));
  out += "</tbody></table>\n";
  for (const auto& [file, lines] : files) out += file_html(sources, FileId{file}, lines, language);
  return out + "</main></body></html>\n";
}

}  // namespace rettesnor::adequacy
