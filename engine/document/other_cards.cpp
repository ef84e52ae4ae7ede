// What stands beside the rules: parameters, decision tables, calendars, concepts, definitions, indicators, overlays.
#include <fmt/format.h>

#include <algorithm>

#include "engine/document/weave.hpp"

namespace rettesnor::document {

namespace {

std::string card(const Weave& w, int level, const std::string& what, const std::string& title, const std::string& body, const Origin& at) {
  return "<section class=\"card\">\n" + heading(level, what + ": " + title) + body + source_html(w, at) + "</section>\n";
}

/// What a column's cells compare: the left side of the first comparison found.
ExprId compared(const Model& model, ExprId id) {
  if (!id) return {};
  const ExprNode& node = model.exprs[id].node;
  if (const auto* b = std::get_if<expr::Binary>(&node)) return b->op == expr::BinaryOp::and_ || b->op == expr::BinaryOp::or_ ? compared(model, b->left) : b->left;
  if (const auto* n = std::get_if<expr::Not>(&node)) return compared(model, n->operand);
  if (const auto* a = std::get_if<expr::Among>(&node)) return a->operand;
  if (const auto* g = std::get_if<expr::Group>(&node)) return g->items.empty() ? ExprId{} : compared(model, g->items.front());
  return id;
}

std::string weekday_list(const Weave& w, unsigned days) {
  constexpr const char* danish[] = {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"};
  constexpr const char* english[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  std::vector<std::string> names;
  for (unsigned i = 0; i < 7; ++i) {
    if ((days & (1U << i)) != 0) names.emplace_back((w.language == Language::danish ? danish : english)[i]);
  }
  return listing(names, w.language, names.size());
}

std::string calendar_text(const Weave& w, const CalendarVersion& v) {
  std::string out = weekday_list(w, v.rule.weekdays);
  std::vector<std::string> except;
  if (v.rule.except_public_holidays) except.push_back(w.say("danske helligdage", "Danish public holidays"));
  for (const auto& [month, day] : v.rule.except_days) {
    const auto date = make_date(2024, month, day);  // a leap year has every day
    std::string text = date ? day_text(*date, w.language) : "";
    text = text.substr(0, text.rfind(' '));
    except.push_back(text);
  }
  if (!except.empty()) out += w.say("; ikke {0}", "; not {0}", {listing(except, w.language, except.size())});
  if (v.from != first_date || v.until != last_date) {
    out += " (" + period_text(w, v.from == first_date ? std::nullopt : std::optional(v.from), v.until == last_date ? std::nullopt : std::optional(v.until)) + ")";
  }
  return out;
}

/// A condition as it stands below the heading that says what it is about: `mindst 0`, not `»Vundne niveauer« er mindst 0`.
std::string below_heading(const Weave& w, const std::string& heading, ExprId condition) {
  const std::string clause = w.sentences.clause(condition), subject = heading + w.say(" er ", " is ");
  return clause.starts_with(subject) && clause.find(heading, subject.size()) == std::string::npos ? clause.substr(subject.size()) : clause;
}

}  // namespace

std::string parameter_card(const Weave& w, const ParameterDecl& p, int level) {
  const std::string title = w.text(p.title, p.name);
  HtmlTable table;
  table.caption = w.say("Værdier: {0} ({1})", "Values: {0} ({1})", {title, p.name});
  table.head = {w.say("Gælder", "Holds"), w.say("Værdi", "Value"), w.say("For", "For"), w.say("Kilder", "Sources")};
  for (const ParameterValue& v : p.values) {
    std::string days = period_text(w, v.from, v.until);
    if (days.empty()) days = w.say("altid", "always");
    std::string value = v.value ? w.sentences.term(v.value) : v.not_read ? w.say("ikke læst", "not read") : w.say("ingen", "none");
    if (v.reading > 0) value += w.say(" efter læsningen {0}", " by the reading {0}", {w.text(w.model.readings[p.readings].alternatives[v.reading].title, w.model.readings[p.readings].alternatives[v.reading].name)});
    table.rows.push_back({escape_markup(days), escape_markup(value), v.key.empty() ? "–" : escape_markup(v.key), cites_html(w, v.cites)});
  }
  std::string body = table.rows.empty() ? std::string() : table_html(table);
  if (p.range_low && p.range_high) body += paragraph(w.say("Landets ramme: fra {0} til {1}.", "The national range: from {0} to {1}.", {w.sentences.term(p.range_low), w.sentences.term(p.range_high)}));
  if (p.national_value_none) body += paragraph(w.say("Loven fastsætter ingen værdi; indtil en kommune gør det, er den ukendt.", "The law sets no value; until a municipality does, it is unknown."));
  body += paragraph(p.municipality_may_set ? w.say("Kommunen må selv fastsætte værdien.", "The municipality may set the value itself.") : w.say("Kommunen kan ikke ændre værdien.", "The municipality cannot change the value."));
  if (p.lower_is_stricter) body += paragraph(w.say("Lavere er strengere.", "Lower is stricter."), "note");
  if (p.higher_is_stricter) body += paragraph(w.say("Højere er strengere.", "Higher is stricter."), "note");
  body += cites_html(w, p.cites);
  if (p.review_by) body += "<p class=\"note\">" + review_html(w, *p.review_by) + "</p>\n";
  return card(w, level, w.say("Værdi", "Value"), title, body, p.origin);
}

std::string table_card(const Weave& w, const TableDecl& t, int level) {
  const std::string title = w.text(t.title, t.name);
  HtmlTable table;
  table.caption = w.say("Tabel: {0} ({1})", "Table: {0} ({1})", {title, t.name});
  table.row_heads = false;
  const std::size_t columns = t.rows.empty() ? 0 : t.rows.front().conditions.size();
  for (std::size_t c = 0; c < columns; ++c) {
    ExprId input{};
    for (const TableDecl::Row& row : t.rows) {
      if (!input && c < row.conditions.size()) input = compared(w.model, row.conditions[c]);
    }
    table.head.push_back(input ? w.sentences.term(input) : "–");
  }
  for (const std::string& o : t.outputs) table.head.push_back(w.say("Så er {0}", "Then {0}", {o}));
  for (const TableDecl::Row& row : t.rows) {
    std::vector<std::string> cells;
    for (std::size_t c = 0; c < row.conditions.size(); ++c) cells.push_back(row.conditions[c] ? escape_markup(below_heading(w, table.head[c], row.conditions[c])) : "–");
    for (const ExprId o : row.outputs) cells.push_back("<strong>" + escape_markup(w.sentences.term(o)) + "</strong>");
    table.rows.push_back(std::move(cells));
  }
  const std::string note = w.say("Den første række, hvis betingelser alle er opfyldt, gælder; – betyder, at det er uden betydning.", "The first row whose conditions all hold decides; – means that it does not matter.");
  return card(w, level, w.say("Tabel", "Table"), title, table_html(table) + paragraph(note, "note"), t.origin);
}

std::string calendar_card(const Weave& w, const CalendarDecl& c, int level) {
  std::string body;
  for (std::size_t i = 0; i < c.alternatives.size(); ++i) {
    std::string text;
    for (const CalendarVersion& v : c.alternatives[i].versions()) text += (text.empty() ? "" : "; ") + calendar_text(w, v);
    if (i > 0) text = w.say("Kan også læses sådan – {0}: ", "May also be read as – {0}: ", {w.text(w.model.readings[c.readings].alternatives[i].title, w.model.readings[c.readings].alternatives[i].name)}) + text;
    body += paragraph(upper_first(text) + ".");
    if (i > 0) body += cites_html(w, w.model.readings[c.readings].alternatives[i].cites);
  }
  return card(w, level, w.say("Kalender", "Calendar"), w.text(c.title, c.name), body, c.origin);
}

std::string concept_card(const Weave& w, ConceptId id, int level) {
  const Concept& c = w.model.concepts[id];
  HtmlTable table;
  const std::string title = w.text(c.title, c.name);
  table.caption = w.say("Oplysninger: {0} ({1})", "Information: {0} ({1})", {title, c.name});
  table.head = {w.say("Oplysning", "Information"), w.say("Hvad", "What"), w.say("Spørgsmål", "Question"), w.say("Navn", "Name")};
  for (const FieldId f : c.fields) {
    const FieldDecl& field = w.model.fields[f];
    table.rows.push_back({escape_markup(title_of(w.model, f, w.language)), escape_markup(type_text(w, field)), escape_markup(w.text(field.ask, "")), "<code>" + escape_markup(field.name) + "</code>"});
    if (field.kind != FieldKind::event) continue;
    for (const FieldId part : field.parts) {
      const FieldDecl& p = w.model.fields[part];
      table.rows.push_back({escape_markup(title_of(w.model, f, w.language, part)), escape_markup(type_text(w, p)), "", "<code>" + escape_markup(field.name + "." + p.name) + "</code>"});
    }
  }
  return card(w, level, w.say("Begreb", "Concept"), title, table_html(table), c.origin);
}

std::string define_card(const Weave& w, const DefineDecl& d) {
  std::string out;
  for (const DefineVersion& v : d.versions) {
    const std::string days = period_text(w, v.from, v.until);
    out += "<p class=\"define\"><dfn>" + escape_markup(w.text(d.title, d.name)) + "</dfn>" + (days.empty() ? "" : " (" + escape_markup(days) + ")") + ": " + escape_markup(w.sentences.branches(v.branches)) + ".</p>\n";
  }
  return out;
}

std::string indicator_card(const Weave& w, const IndicatorDecl& i, int level) {
  std::string body;
  if (i.rule) body += "<p>" + w.say("Tæller, hvor ofte reglen er overholdt: ", "Counts how often the rule is fulfilled: ") + link_to(w, i.rule) + "</p>\n";
  if (i.share_where) body += paragraph(w.say("Andelen, hvor {0}.", "The share where {0}.", {w.sentences.clause(i.share_where)}));
  if (i.average_of) body += paragraph(w.say("Gennemsnittet af {0}.", "The average of {0}.", {w.sentences.term(i.average_of)}));
  if (i.higher_is_better) body += paragraph(w.say("Højere er bedre.", "Higher is better."), "note");
  if (i.lower_is_better) body += paragraph(w.say("Lavere er bedre.", "Lower is better."), "note");
  return card(w, level, w.say("Indikator", "Indicator"), w.text(i.title, i.name), body + cites_html(w, i.cites), i.origin);
}

std::string overlay_card(const Weave& w, const OverlayDecl& o, int level) {
  std::string body = paragraph(w.say("Kommune {0}; besluttet af {1}; {2}.", "Municipality {0}; decided by {1}; {2}.", {o.municipality, o.decided_by.empty() ? "–" : o.decided_by, o.from || o.until ? period_text(w, o.from, o.until) : w.say("altid", "always")}));
  std::string items;
  for (const OverlayDecl::Setting& s : o.settings) {
    const ParameterDecl& p = w.model.parameters[s.parameter];
    items += "<li>" + escape_markup(w.text(p.title, p.name)) + (s.key.empty() ? "" : " (" + escape_markup(s.key) + ")") + ": " + escape_markup(w.sentences.term(s.value)) + "</li>\n";
  }
  for (const OverlayDecl::Pin& p : o.pins) items += "<li>" + escape_markup(w.say("Læsningen {0}: {1}", "The reading {0}: {1}", {p.reading, p.yes ? w.say("ja", "yes") : w.say("nej", "no")})) + "</li>\n";
  if (!items.empty()) body += "<ul>\n" + items + "</ul>\n";
  return card(w, level, w.say("Lokalt tillæg", "Municipal overlay"), w.text(o.title, o.municipality), body, o.origin);
}

}  // namespace rettesnor::document
