// Addresses, citations, days and texts that all cards use.
#include <fmt/format.h>

#include <algorithm>

#include "engine/document/weave.hpp"
#include "engine/explain/labels.hpp"

namespace rettesnor::document {

std::string page_name(const Model& model, PackageId package) {
  std::string out;
  for (const char c : model.packages[package].name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    out += plain ? c : '_';
  }
  return (out == "index" ? "index_" : out) + ".html";
}

std::string address_of(const Weave& w, RuleId rule) {
  const PackageId package = w.model.rules[rule].package;
  if (!w.included.contains(package)) return {};
  return (w.pages ? page_name(w.model, package) : std::string()) + "#rule-" + qualified_name(w.model, rule);
}

std::string link_to(const Weave& w, RuleId rule) {
  const std::string to = address_of(w, rule), title = escape_markup(title_of(w.model, rule, w.language));
  return to.empty() ? title : fmt::format("<a href=\"{}\">{}</a>", escape_markup(to), title);
}

std::string period_text(const Weave& w, const std::optional<Date>& from, const std::optional<Date>& until) {
  if (from && until) return day_text(*from, w.language) + " – " + day_text(*until, w.language);
  if (from) return w.say("fra {0}", "from {0}", {day_text(*from, w.language)});
  return until ? w.say("til og med {0}", "until {0}", {day_text(*until, w.language)}) : std::string();
}

std::string cite_html(const Weave& w, const Cite& cite) {
  std::string out;
  if (cite.source) {
    const SourceDecl& source = w.model.sources[cite.source];
    const std::string title = escape_markup(source.title.empty() ? source.name : source.title);
    out = is_address(source.url) ? fmt::format("<a href=\"{}\">{}</a>", escape_markup(source.url), title) : title;
  }
  if (!cite.locator.empty()) out += (out.empty() ? "" : ", ") + escape_markup(cite.locator);
  if (const std::string days = period_text(w, cite.from, cite.until); !days.empty()) out += " (" + escape_markup(days) + ")";
  if (cite.unverified) out += " <em class=\"mark\">" + w.say("ikke efterprøvet", "unverified") + "</em>";
  if (cite.text_of) out += " <em class=\"mark\">" + escape_markup(text_of_note(w.model, cite, w.language)) + "</em>";
  return out;
}

std::string cites_html(const Weave& w, const std::vector<Cite>& cites) {
  std::vector<std::string> lines;
  for (const Cite& c : cites) {
    std::string line = cite_html(w, c);
    if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
  }
  std::string out;
  for (const std::string& line : lines) out += "<li>" + line + "</li>\n";
  return out.empty() ? out : "<ul class=\"cites\">\n" + out + "</ul>\n";
}

std::string review_html(const Weave& w, Date review_by) {
  const std::string text = escape_markup(w.say("Gennemses senest {0}", "To be reviewed by {0}", {day_text(review_by, w.language)}));
  return review_by < w.asked.as_of ? text + " <em class=\"mark\">" + w.say("overskredet", "passed") + "</em>" : text;
}

bool holds_on(const Version& version, Date day) { return (!version.from || *version.from <= day) && (!version.until || day <= *version.until); }

const Version& version_now(const Weave& w, const std::vector<Version>& versions) {
  const Version* found = &versions.back();
  for (const Version& v : versions) {
    if (holds_on(v, w.asked.as_of)) found = &v;
  }
  return *found;
}

Binding binding_of(const Model& model, RuleId rule) {
  const RuleDecl& decl = model.rules[rule];
  if (decl.kind == RuleKind::suggestion) return Binding::suggestion;
  for (const Version& v : decl.versions) {
    for (const DutyId d : v.duties) {
      if (d && model.duties[d].form == DutyForm::right) return Binding::may;
    }
  }
  return decl.should || decl.kind == RuleKind::recommendation ? Binding::should : Binding::must;
}

std::string binding_word(const Weave& w, Binding b) {
  switch (b) {
    case Binding::must: return w.say("Skal", "Must");
    case Binding::should: return w.say("Bør", "Should");
    case Binding::may: return w.say("Kan", "May");
    case Binding::suggestion: return w.say("Forslag", "Suggestion");
  }
  return {};
}

std::string binding_html(const Weave& w, Binding b) {
  constexpr const char* marks[] = {"■", "◧", "□", "○"};
  constexpr const char* kinds[] = {"must", "should", "may", "suggestion"};
  const auto n = static_cast<std::size_t>(b);
  return fmt::format("<span class=\"binding {}\"><span aria-hidden=\"true\">{}</span> {}</span>", kinds[n], marks[n], binding_word(w, b));
}

std::string source_html(const Weave& w, const Origin& at) {
  const Source* const source = w.asked.sources.find(at.file);
  if (source == nullptr || at.file.value >= w.asked.files.size()) return {};
  const Syntax& syntax = w.asked.files[at.file.value];
  Span whole{};
  for (const NodeId node : syntax.tree.children(syntax.root)) {
    if (syntax.tree.span(node).contains(at.span.begin)) whole = syntax.tree.span(node);
  }
  if (whole.empty()) return {};
  // Lines of comment straight above belong to it; a ruler (`-- -----`) does not.
  while (whole.begin > 1) {
    const Span line = source->line_span(whole.begin - 2);
    const std::string_view text = source->slice(line);
    if (!text.starts_with("--") || text.find("-----") != std::string_view::npos || line.begin >= whole.begin) break;
    whole.begin = line.begin;
  }
  const Position place = source->position(whole.begin);
  const std::string name = source->name.substr(source->name.rfind('/') == std::string::npos ? 0 : source->name.rfind('/') + 1);
  return folded(w.say("Reglens egen tekst", "The rule’s own text"),
                fmt::format("<pre tabindex=\"0\"><code>{}</code></pre>\n<p class=\"note\">{}, {} {}</p>\n", escape_markup(source->slice(whole)), escape_markup(name), w.say("linje", "line"), place.line));
}

}  // namespace rettesnor::document
