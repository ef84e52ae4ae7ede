// One rule: what it demands, by which source, what is excepted, since when, and what it looks like in practice.
#include <fmt/format.h>

#include <algorithm>

#include "engine/document/weave.hpp"
#include "engine/explain/labels.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor::document {

namespace {

std::string readings_html(const Weave& w, const RuleDecl& rule, const Version& v) {
  if (!v.readings) return {};
  std::string out;
  const ReadingSet& set = w.model.readings[v.readings];
  for (std::size_t i = 1; i < set.alternatives.size(); ++i) {
    const auto& a = set.alternatives[i];
    out += "<li><strong>" + escape_markup(w.text(a.title, a.name)) + "</strong>: " + escape_markup(w.sentences.rule(rule, v, i)) + cites_html(w, a.cites) + "</li>\n";
  }
  return out.empty() ? out : "<p><strong>" + w.say("Kan også læses sådan", "May also be read as") + "</strong></p>\n<ul>\n" + out + "</ul>\n";
}

/// The definitions and tables that the sentences name, each said once.
std::string terms_html(const Weave& w, const RuleDecl& rule) {
  Reach reach(w.model);
  if (rule.for_each) reach.selection(*rule.for_each);
  for (const Version& v : rule.versions) reach.version(v);
  for (const ExceptionId e : rule.exceptions) {
    for (const Version& v : w.model.exceptions[e].versions) reach.version(v);
  }
  std::string out;
  for (const DefineId id : reach.defines()) {
    const DefineDecl& d = w.model.defines[id];
    for (const DefineVersion& v : d.versions) {
      const std::string days = d.versions.size() > 1 ? period_text(w, v.from, v.until) : std::string();
      out += "<li>" + escape_markup(quoted(w.text(d.title, d.name), w.language)) + (days.empty() ? "" : " (" + escape_markup(days) + ")") + ": " + escape_markup(w.sentences.branches(v.branches)) + ".</li>\n";
    }
  }
  for (const TableRuleId id : reach.tables()) {
    const TableDecl& t = w.model.tables[id];
    out += "<li>" + escape_markup(quoted(w.text(t.title, t.name), w.language)) + ": " + escape_markup(w.say("en tabel; dens første række, der passer, gælder.", "a table; its first row that fits holds.")) + "</li>\n";
  }
  for (const FieldId id : reach.found().fields) {
    const FieldDecl& f = w.model.fields[id];
    if (f.kind != FieldKind::state) continue;
    out += "<li>" + escape_markup(quoted(title_of(w.model, id, w.language), w.language)) + ": " + escape_markup(type_text(w, f)) + ".</li>\n";
  }
  return out.empty() ? out : "<p><strong>" + w.say("Hvor", "Where") + "</strong></p>\n<ul class=\"terms\">\n" + out + "</ul>\n";
}

std::string versions_html(const Weave& w, const RuleDecl& rule) {
  const auto has_days = [](const Version& v) { return v.from || v.until || v.transition_unsettled; };
  if (rule.versions.size() < 2 && std::ranges::none_of(rule.versions, has_days)) return {};
  HtmlTable table;
  table.caption = w.say("Historik: {0} ({1})", "History: {0} ({1})", {w.text(rule.title, rule.name), rule.name});
  table.head = {w.say("Gælder", "Holds"), w.say("Krav", "Demand"), w.say("Kilder", "Sources")};
  for (const Version& v : rule.versions) {
    std::string days = period_text(w, v.from, v.until);
    if (days.empty()) days = w.say("altid", "always");
    if (v.from_last) days += w.say("; begynder senest {0}, dagen er ikke efterprøvet", "; begins no later than {0}, the day is unverified", {day_text(*v.from_last, w.language)});
    if (v.transition_unsettled) days += w.say("; om løbende sager følger den nye lov, er uafklaret", "; whether running cases follow the new law is unsettled");
    table.rows.push_back({escape_markup(days), escape_markup(w.sentences.rule(rule, v)), cites_html(w, v.cites)});
  }
  return rule.versions.size() == 1 ? "<p class=\"note\">" + w.say("Gælder ", "Holds ") + table.rows.front().front() + "</p>\n" : table_html(table);
}

std::string evidence_text(const Weave& w, const RuleDecl& rule) {
  const Evidence& e = rule.evidence;
  std::string out;
  switch (e.kind) {
    case Evidence::Kind::none_stated: return rule.kind == RuleKind::recommendation ? w.say("Evidens: ikke oplyst", "Evidence: none stated") : std::string();
    case Evidence::Kind::graded:
      out = w.say("Evidens: {0} {1}, sikkerhed {2}", "Evidence: {0} recommendation {1}, certainty {2}",
                  {e.strong ? w.say("stærk anbefaling", "strong") : w.say("svag anbefaling", "weak"), e.against ? w.say("imod", "against") : w.say("for", "for"), e.certainty});
      break;
    case Evidence::Kind::declared: out = w.say("Evidens: {0}", "Evidence: {0}", {e.declared}); break;
    case Evidence::Kind::practice: out = w.say("Evidens: god praksis", "Evidence: good practice"); break;
    case Evidence::Kind::legal: out = w.say("Evidens: følger af lov", "Evidence: follows from law"); break;
  }
  if (e.as_of) out += w.say(", pr. {0}", ", as of {0}", {day_text(*e.as_of, w.language)});
  return out;
}

// Law that has changed since the rule was written on the strength of it.
std::string changes_html(const Weave& w, RuleId id) {
  std::string out;
  for (const LawChange& c : w.law_changes) {
    if (c.rule != id) continue;
    const auto* const rule = std::get_if<RuleId>(&c.by);
    const std::string by = rule != nullptr ? link_to(w, *rule) : escape_markup(w.text(title_of(w.model, c.by), name_of(w.model, c.by)));
    out += "<p><em class=\"mark\">" + escape_markup(w.say("Loven er ændret siden", "The law has changed since")) + "</em> " +
           escape_markup(w.say("Opgjort {0}; {1} er ændret {2}, se", "As of {0}; {1} changed on {2}, see", {day_text(c.as_of, w.language), cite_text(w.model, *c.cite), day_text(c.from, w.language)})) + " " + by +
           (c.ended ? escape_markup(w.say(", som ikke gælder længere", ", which is no longer in force")) : "") + ".</p>\n";
  }
  return out;
}

// How far the sources of the version now were followed: `ikke efterprøvet, tekst af 2016`.
std::string rule_labels(const Weave& w, const RuleDecl& rule) {
  std::vector<const Cite*> cites;
  if (!rule.versions.empty()) {
    for (const Cite& c : version_now(w, rule.versions).cites) cites.push_back(&c);
  }
  return labels_of(cites, rule.unverified, w.language);
}

}  // namespace

std::string exception_html(const Weave& w, ExceptionId id) {
  const ExceptionDecl& e = w.model.exceptions[id];
  std::string out = "<p><strong>" + escape_markup(w.text(e.title, e.name)) + "</strong></p>\n";
  for (std::size_t i = 0; i < e.versions.size(); ++i) {
    const Version& v = e.versions[i];
    const std::string days = period_text(w, v.from, v.until);
    out += paragraph((days.empty() ? "" : upper_first(days) + ": ") + w.sentences.exception(e, i)) + cites_html(w, v.cites);
    if (!v.readings) continue;
    const ReadingSet& set = w.model.readings[v.readings];
    for (std::size_t r = 1; r < set.alternatives.size(); ++r) {
      out += paragraph(w.say("Kan også læses sådan: {0}", "May also be read as: {0}", {w.text(set.alternatives[r].title, set.alternatives[r].name)}) + ". " + w.sentences.exception(e, i, r), "note");
    }
  }
  return out + source_html(w, e.origin);
}

std::string exception_card(const Weave& w, ExceptionId id, int level) {
  const ExceptionDecl& e = w.model.exceptions[id];
  std::string to;
  for (const RuleId r : e.to) to += (to.empty() ? "" : ", ") + link_to(w, r);
  return "<section class=\"card\">\n" + heading(level, w.say("Undtagelse: {0}", "Exception: {0}", {w.text(e.title, e.name)})) + "<p class=\"meta\">" + w.say("til ", "to ") + to + "</p>\n" + exception_html(w, id) + "</section>\n";
}

std::string rule_card(const Weave& w, RuleId id, int level) {
  const RuleDecl& rule = w.model.rules[id];
  std::string out = "<section class=\"card\">\n" + heading(level, w.text(rule.title, rule.name), "rule-" + qualified_name(w.model, id));
  out += "<p class=\"meta\">" + binding_html(w, binding_of(w.model, id)) + " <code>" + escape_markup(rule.name) + "</code>";
  if (const std::string labels = rule_labels(w, rule); !labels.empty()) out += " <em class=\"mark\">" + escape_markup(labels) + "</em>";
  if (const std::string quality = quality_text(rule, w.language); !quality.empty()) out += " " + escape_markup(w.say("måles som {0}", "measured as {0}", {quality}));
  out += "</p>\n";
  if (rule.versions.empty()) return out + source_html(w, rule.origin) + "</section>\n";
  const Version& now = version_now(w, rule.versions);
  out += paragraph(w.sentences.rule(rule, now), "says");
  if (!holds_on(now, w.asked.as_of)) out += "<p><em class=\"mark\">" + w.say("Gælder ikke {0}", "Not in force on {0}", {day_text(w.asked.as_of, w.language)}) + "</em></p>\n";
  if (const std::string remedy = w.text(rule.remedy, ""); !remedy.empty()) out += "<p><strong>" + w.say("Gør sådan:", "What to do:") + "</strong> " + escape_markup(remedy) + "</p>\n";
  if (!rule.because.empty()) {
    std::vector<std::string> why;
    for (const SourceId s : rule.because) why.push_back(w.model.sources[s].title.empty() ? w.model.sources[s].name : w.model.sources[s].title);
    out += paragraph(w.say("Fordi: {0}", "Because: {0}", {listing(why, w.language, why.size())}));
  }
  out += cites_html(w, now.cites) + changes_html(w, id);
  if (const std::string evidence = evidence_text(w, rule); !evidence.empty()) out += paragraph(evidence, "note");
  out += terms_html(w, rule) + readings_html(w, rule, now) + timeline_html(w, id, now);
  if (!rule.exceptions.empty()) {
    out += heading(level + 1, w.say("Undtagelser", "Exceptions"));
    for (const ExceptionId e : rule.exceptions) out += "<div class=\"exception\">\n" + exception_html(w, e) + "</div>\n";
  }
  out += versions_html(w, rule) + examples_html(w, id) + data_html(w, id) + source_html(w, rule.origin);
  return out + "</section>\n";
}

}  // namespace rettesnor::document
