#include "engine/document/document.hpp"

#include <fmt/format.h>

#include "engine/document/style.hpp"
#include "engine/document/weave.hpp"

namespace rettesnor::document {

namespace {

std::string title_of(const Weave& w, PackageId id) { return w.text(w.model.packages[id].title, w.model.packages[id].name); }

/// What stands in common before every package: `dk.social.children`; empty if nothing does.
std::string whole_title(const Weave& w) {
  if (w.asked.packages.size() == 1) return title_of(w, w.asked.packages.front());
  std::string common = w.model.packages[w.asked.packages.front()].name;
  for (const PackageId id : w.asked.packages) {
    const std::string& name = w.model.packages[id].name;
    while (!common.empty() && name != common && !name.starts_with(common + ".")) common.resize(common.rfind('.') == std::string::npos ? 0 : common.rfind('.'));
  }
  // The package that the others are named after lends its title.
  for (const PackageId id : w.asked.packages) {
    if (w.model.packages[id].name == common) return w.say("{0} og {1} pakker til", "{0} and {1} more packages", {title_of(w, id), std::to_string(w.asked.packages.size() - 1)});
  }
  return w.say("Retningslinjer: {0} pakker", "Guidelines: {0} packages", {std::to_string(w.asked.packages.size())});
}

std::string rules_list(const Weave& w, PackageId package) {
  std::string out;
  for (std::uint32_t i = 0; i < w.model.rules.size(); ++i) {
    if (w.model.rules[RuleId{i}].package == package) out += "<li>" + link_to(w, RuleId{i}) + "</li>\n";
  }
  return out.empty() ? out : "<ul>\n" + out + "</ul>\n";
}

std::string nav(const Weave& w, std::string_view name, const std::string& body) {
  return body.empty() ? std::string() : fmt::format("<nav aria-label=\"{}\">\n{}</nav>\n", escape_markup(name.empty() ? w.say("Indhold", "Contents") : name), body);
}

std::string page(const Weave& w, const std::string& title, const std::string& below, const std::string& main) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"generator\" content=\"Rettesnor\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<title>{1}</title>\n<style>{2}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">{3}</a>\n<header>\n<h1>{1}</h1>\n{4}</header>\n<main id=\"main\">\n{5}</main>\n<footer>{6}</footer>\n</body>\n</html>\n",
      w.language == Language::danish ? "da" : "en", escape_markup(title), style, w.say("Til indholdet", "To the contents"), below, main,
      escape_markup(w.say("Lavet af reglerne selv. Dokumentet forklarer; det afgør ingen sag.", "Made from the rules themselves. The document explains; it decides no case.")));
}

std::string status_line(const Weave& w, PackageId id) {
  const PackageDecl& p = w.model.packages[id];
  std::string out = "<p class=\"asof\"><code>" + escape_markup(p.name) + "</code> " + w.say("version", "version") + " " + escape_markup(p.version);
  if (p.review_by) out += " · " + review_html(w, *p.review_by);
  return out + "</p>\n";
}

}  // namespace

std::string one_page(const Asked& asked) {
  const Weave w(asked, false);
  const bool single = asked.packages.size() == 1;
  std::string contents, body;
  for (const PackageId id : asked.packages) {
    if (single) {
      contents = rules_list(w, id);
      body += heading(2, w.say("Retningslinjen", "The guideline"), "package-" + w.model.packages[id].name) + package_html(w, id, 3);
      continue;
    }
    const std::string& name = w.model.packages[id].name;
    contents += fmt::format("<li><a href=\"#package-{}\">{}</a></li>\n", escape_markup(name), escape_markup(title_of(w, id)));
    body += heading(2, title_of(w, id), "package-" + name) + status_line(w, id) + nav(w, w.say("Regler i {0}", "Rules of {0}", {title_of(w, id)}), rules_list(w, id)) + package_html(w, id, 3);
  }
  if (!single) contents = "<ul>\n" + contents + "</ul>\n";
  const std::string below = (single ? status_line(w, asked.packages.front()) : std::string()) + nav(w, {}, contents);
  return page(w, whole_title(w), below, front_html(w, 2) + body);
}

std::vector<Page> site(const Asked& asked) {
  const Weave w(asked, true);
  std::vector<Page> out;
  std::string contents;
  for (const PackageId id : asked.packages) contents += fmt::format("<li><a href=\"{}\">{}</a></li>\n", escape_markup(page_name(w.model, id)), escape_markup(title_of(w, id)));
  out.push_back({"index.html", page(w, whole_title(w), nav(w, {}, "<ul>\n" + contents + "</ul>\n"), front_html(w, 2))});
  for (const PackageId id : asked.packages) {
    const std::string home = fmt::format("<p><a href=\"index.html\">{}</a></p>\n", escape_markup(w.say("Til forsiden", "To the front page")));
    out.push_back({page_name(w.model, id), page(w, title_of(w, id), status_line(w, id) + home + nav(w, {}, rules_list(w, id)), package_html(w, id, 2))});
  }
  return out;
}

}  // namespace rettesnor::document
