// The front: whose document it is, what is in it, what it rests on, and what nobody has confirmed.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <array>
#include <map>

#include "engine/document/weave.hpp"
#include "engine/explain/labels.hpp"

namespace rettesnor::document {

namespace {

bool wanted(const Weave& w, PackageId package) { return w.included.contains(package); }

std::string status_text(const Weave& w, const std::string& status) {
  if (status == "draft" || status == "udkast") return w.say("udkast", "draft");
  if (status.empty()) return "–";
  return status;
}

std::string packages_table(const Weave& w) {
  HtmlTable table;
  table.caption = w.say("Pakker", "Packages");
  table.head = {w.say("Pakke", "Package"), w.say("Version", "Version"), w.say("Status", "Status"), w.say("Ejer", "Owner"), w.say("Gennemsyn", "Review"), w.say("Fingeraftryk (SHA-256)", "Fingerprint (SHA-256)")};
  for (const PackageId id : w.asked.packages) {
    const PackageDecl& p = w.model.packages[id];
    const std::string title = escape_markup(w.text(p.title, p.name));
    const std::string link = w.pages ? fmt::format("<a href=\"{}\">{}</a>", escape_markup(page_name(w.model, id)), title)
                             : w.asked.packages.size() > 1 ? fmt::format("<a href=\"#package-{}\">{}</a>", escape_markup(p.name), title)
                                                           : title;
    table.rows.push_back({link + "<br><code>" + escape_markup(p.name) + "</code>", escape_markup(p.version), escape_markup(status_text(w, p.status)), escape_markup(p.owner.empty() ? "–" : p.owner),
                          p.review_by ? review_html(w, *p.review_by) : "–", "<code class=\"hash\">" + escape_markup(p.hash) + "</code>"});
  }
  return table_html(table);
}

std::string counts_table(const Weave& w) {
  std::map<PackageId, std::array<std::size_t, 5>> counts;
  std::array<std::size_t, 5> sum{};
  for (std::uint32_t i = 0; i < w.model.rules.size(); ++i) {
    const RuleDecl& rule = w.model.rules[RuleId{i}];
    if (!wanted(w, rule.package)) continue;
    const auto b = static_cast<std::size_t>(binding_of(w.model, RuleId{i}));
    ++counts[rule.package][b], ++sum[b];
    if (rule.unverified) ++counts[rule.package][4], ++sum[4];
  }
  HtmlTable table;
  table.caption = w.say("Regler efter binding", "Rules by binding");
  table.head = {w.say("Pakke", "Package")};
  for (const Binding b : {Binding::must, Binding::should, Binding::may, Binding::suggestion}) table.head.push_back(binding_word(w, b));
  table.head.push_back(w.say("Heraf ikke efterprøvet", "Of these unverified"));
  table.kind = "numbers";
  const auto row = [&](const std::string& name, const std::array<std::size_t, 5>& n) {
    std::vector<std::string> cells{name};
    for (const std::size_t k : n) cells.push_back(std::to_string(k));
    table.rows.push_back(std::move(cells));
  };
  for (const PackageId id : w.asked.packages) {
    if (counts.contains(id)) row(escape_markup(w.text(w.model.packages[id].title, w.model.packages[id].name)), counts[id]);
  }
  if (counts.size() > 1) row(w.say("I alt", "Total"), sum);
  return table.rows.empty() ? std::string() : table_html(table);
}

void add_cites(const std::vector<Cite>& cites, std::map<SourceId, std::size_t>& to) {
  for (const Cite& c : cites) {
    if (c.source) ++to[c.source];
  }
}

std::string norm_text(const Weave& w, Norm n) {
  switch (n) {
    case Norm::law: return w.say("lov", "law");
    case Norm::order: return w.say("bekendtgørelse", "order");
    case Norm::guidance: return w.say("vejledning", "guidance");
    case Norm::national_guideline: return w.say("national retningslinje", "national guideline");
    case Norm::professional_standard: return w.say("faglig standard", "professional standard");
    case Norm::municipal_standard: return w.say("kommunal standard", "municipal standard");
  }
  return {};
}

std::string sources_table(const Weave& w) {
  std::map<SourceId, std::size_t> used;
  for (const RuleDecl& r : w.model.rules.rows()) {
    if (!wanted(w, r.package)) continue;
    for (const Version& v : r.versions) add_cites(v.cites, used);
  }
  for (const ExceptionDecl& e : w.model.exceptions.rows()) {
    if (!wanted(w, e.package)) continue;
    for (const Version& v : e.versions) add_cites(v.cites, used);
  }
  for (const ParameterDecl& p : w.model.parameters.rows()) {
    if (!wanted(w, p.package)) continue;
    add_cites(p.cites, used);
    for (const ParameterValue& v : p.values) add_cites(v.cites, used);
  }
  for (const IndicatorDecl& i : w.model.indicators.rows()) {
    if (wanted(w, i.package)) add_cites(i.cites, used);
  }
  HtmlTable table;
  table.caption = w.say("Kilder", "Sources");
  table.head = {w.say("Navn", "Name"), w.say("Titel", "Title"), w.say("Rang", "Rank"), w.say("Henvisninger", "Citations")};
  for (const auto& [id, n] : used) {
    const SourceDecl& s = w.model.sources[id];
    const std::string title = escape_markup(s.title);
    table.rows.push_back({escape_markup(s.name), is_address(s.url) ? fmt::format("<a href=\"{}\">{}</a>", escape_markup(s.url), title) : title, norm_text(w, s.norm), std::to_string(n)});
  }
  return table.rows.empty() ? std::string() : table_html(table);
}

/// What is said of some citations: the text for those that it concerns, else empty.
using Concerned = std::string (*)(const Weave&, const Cite&);

std::string if_unverified(const Weave& w, const Cite& c) { return c.unverified ? cite_text(w.model, c) : std::string(); }
std::string if_old_text(const Weave& w, const Cite& c) { return c.text_of ? cite_text(w.model, c) + " (" + text_of_label(c, w.language) + ")" : std::string(); }

/// `name: the citations that it concerns`; nothing where there are none.
void add_cited(const Weave& w, Concerned of, const std::string& name, std::span<const std::vector<Cite>* const> all, std::string& out, bool always = false) {
  std::vector<std::string> cites;
  for (const std::vector<Cite>* const some : all) {
    for (const Cite& c : *some) {
      std::string text = of(w, c);
      if (!text.empty() && std::ranges::find(cites, text) == cites.end()) cites.push_back(std::move(text));
    }
  }
  if (cites.empty() && !always) return;
  out += "<li>" + name + (cites.empty() ? "" : ": " + escape_markup(listing(cites, w.language, cites.size()))) + "</li>\n";
}

/// Every construct that has such citations; empty if none has.
std::string cited_html(const Weave& w, Concerned of) {
  std::string out;
  const auto versions = [](const std::vector<Version>& of_it) {
    std::vector<const std::vector<Cite>*> all;
    for (const Version& v : of_it) all.push_back(&v.cites);
    return all;
  };
  for (std::uint32_t i = 0; i < w.model.rules.size(); ++i) {
    const RuleDecl& rule = w.model.rules[RuleId{i}];
    if (wanted(w, rule.package)) add_cited(w, of, link_to(w, RuleId{i}), versions(rule.versions), out, of == if_unverified && rule.unverified);
  }
  for (const ExceptionDecl& e : w.model.exceptions.rows()) {
    if (wanted(w, e.package)) add_cited(w, of, escape_markup(w.text(e.title, e.name)), versions(e.versions), out);
  }
  for (const ParameterDecl& p : w.model.parameters.rows()) {
    if (!wanted(w, p.package)) continue;
    std::vector<const std::vector<Cite>*> all{&p.cites};
    for (const ParameterValue& v : p.values) all.push_back(&v.cites);
    add_cited(w, of, escape_markup(w.text(p.title, p.name)), all, out);
  }
  for (const IndicatorDecl& i : w.model.indicators.rows()) {
    const std::vector<const std::vector<Cite>*> all{&i.cites};
    if (wanted(w, i.package)) add_cited(w, of, escape_markup(w.text(i.title, i.name)), all, out);
  }
  return out.empty() ? out : "<ul>\n" + out + "</ul>\n";
}

std::string unverified_html(const Weave& w) {
  const std::string all = cited_html(w, if_unverified);
  return all.empty() ? paragraph(w.say("Ingen kilde er mærket som ikke efterprøvet.", "No source is marked as unverified.")) : all;
}

/// What follows a text of another day than today's; empty if nothing does.
std::string old_texts_html(const Weave& w, int level) {
  const std::string all = cited_html(w, if_old_text);
  if (all.empty()) return all;
  return heading(level, w.say("Efter en ældre tekst", "After an older text"), "older-texts") +
         paragraph(w.say("Reglerne her følger teksten, som den stod den dag eller det år. Kontrollér, at den stadig gælder.", "These rules follow the text as it stood on that day or in that year. Check that it still holds."), "note") + all;
}

}  // namespace

std::string front_html(const Weave& w, int level) {
  std::string out = heading(level, w.say("Om dokumentet", "About the document"), "about") + packages_table(w) + counts_table(w);
  out += paragraph(w.say("Sætningerne under hver regel er dannet af reglen selv, og eksemplerne er de prøver, reglen holdes op imod. Vist, som retten er {0}.",
                         "The sentences beneath each rule are made from the rule itself, and the examples are the tests that it is held against. Shown as the law is on {0}.", {day_text(w.asked.as_of, w.language)}), "note");
  if (const std::string sources = sources_table(w); !sources.empty()) out += heading(level, w.say("Kilder", "Sources"), "sources") + sources;
  return out + heading(level, w.say("Ikke efterprøvet", "Unverified"), "unverified") + unverified_html(w) + old_texts_html(w, level);
}

}  // namespace rettesnor::document
