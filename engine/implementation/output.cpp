#include "engine/implementation/output.hpp"

#include "engine/explain/json_writer.hpp"
#include "engine/implementation/tables.hpp"
#include "engine/implementation/unknown_names.hpp"
#include "engine/report/html_table.hpp"
#include "engine/report/measure_tables.hpp"
#include "engine/report/page.hpp"
#include "engine/report/text_table.hpp"
#include "engine/report/words.hpp"

namespace rettesnor::implementation {

using report::said;
using report::Table;

namespace {

/// All that is shown, made once.
struct Found {
  std::vector<Site> sites;
  std::vector<Table> by_site, separations;
  Table overview, agreement, overdue;
  std::vector<Table> audit;  ///< proposals, then measures
};

Found find(const DeterminantRegister& reg, const Question& q, Language l) {
  Found out;
  out.sites = sites_of(reg, q.by);
  for (const Site& s : out.sites) {
    if (!s.opinions.empty()) out.by_site.push_back(site_table(reg, s, q.as_of, l));
  }
  for (const std::string& p : packages_of(out.sites)) out.separations.push_back(separation_table(reg, out.sites, p, l));
  out.overview = overview_table(out.sites, l);
  out.agreement = agreement_table(out.sites, l);
  out.overdue = overdue_table(reg, out.sites, q.as_of, l);
  if (q.audit != nullptr) {
    const Proposals proposals = propose(reg, out.sites, *q.audit);
    out.audit.push_back(proposal_table(reg, proposals, *q.audit, l));
    if (Table departures = departure_table(reg, proposals, *q.audit, l); !departures.columns.empty()) out.audit.push_back(std::move(departures));
    for (Table& t : report::measure_tables(*q.audit, l)) out.audit.push_back(std::move(t));
  }
  return out;
}

std::string title(const DeterminantRegister& reg, Language l) { return said(l, "Implementering: {0}", "Implementation: {0}", {reg.title}); }

void add(JsonWriter& json, const char* name, const std::optional<statistics::Agreement>& a) {
  json.key(name);
  if (a) json.decimal(a->value, 6);
  else json.null();
}

void add(JsonWriter& json, const RaterAgreement& a) {
  json.begin_object().key("rated_by_two").number(a.both).key("left_out").number(a.left_out).key("same").number(a.same).key("numbers").number(a.numbers);
  add(json, "weighted_kappa", a.weighted);
  add(json, "kappa", a.answers);
  json.end_object();
}

void add(JsonWriter& json, const char* name, report::Maybe count) {
  json.key(name);
  if (count) json.number(*count);
  else json.null();
}

constexpr std::string_view level_codes[] = {"individual", "interpersonal", "institutional", "infrastructural"};
constexpr std::string_view kind_codes[] = {"number", "mixed", "missing", "not_applicable"};
constexpr std::string_view degree_codes[] = {"low", "middle", "high"};
constexpr std::string_view separation_codes[] = {"strong", "weak", "none", "unknown"};

template <class Enum, std::size_t n>
std::string_view code_of(const std::string_view (&codes)[n], Enum value) { return codes[static_cast<std::size_t>(value)]; }

void add(JsonWriter& json, const Rated& r) {
  json.begin_object().member("rater", r.rater).member("date", to_string(r.date)).key("rating");
  if (r.rating.kind == Rating::Kind::number) json.number(r.rating.value);
  else json.text(code_of(kind_codes, r.rating.kind));
  json.member("evidence", r.evidence);
  if (!r.action.empty()) json.member("action", r.action).member("owner", r.owner).member("due", r.due ? to_string(*r.due) : "").member("done", r.done ? to_string(*r.done) : "");
  json.end_object();
}

void add(JsonWriter& json, const DeterminantRegister& reg, const Site& s) {
  json.begin_object().member("municipality", s.municipality).member("package", s.package).key("implementation");
  if (s.degree) json.text(code_of(degree_codes, *s.degree));
  else json.null();
  json.key("determinants").begin_array();
  for (const Opinion& o : s.opinions) {
    json.begin_object().member("name", reg.determinants[o.determinant].name).member("level", code_of(level_codes, o.level)).key("together");
    if (o.together.kind == Rating::Kind::number) json.decimal(o.together.value, 1);
    else json.text(code_of(kind_codes, o.together.kind));
    json.key("raters_differ").yes_no(o.together.apart).key("ratings").begin_array();
    for (const Rated* r : o.by) add(json, *r);
    json.end_array().end_object();
  }
  json.end_array().key("agreement");
  add(json, agreement_of(s.opinions));
  json.end_object();
}

void add_separations(JsonWriter& json, const DeterminantRegister& reg, std::span<const Site> sites) {
  json.key("separations").begin_array();
  for (const std::string& package : packages_of(sites)) {
    for (std::size_t d = 0; d < reg.determinants.size(); ++d) {
      std::vector<Placed> places;
      for (const Site& s : sites) {
        for (const Opinion& o : s.opinions) {
          if (s.package == package && s.degree && o.determinant == d) places.push_back({*s.degree, o.together});
        }
      }
      json.begin_object().member("package", package).member("determinant", reg.determinants[d].name).member("separates", code_of(separation_codes, separation(places))).end_object();
    }
  }
  json.end_array();
}

void add_proposals(JsonWriter& json, const DeterminantRegister& reg, const Proposals& proposals, const report::Publication& audit) {
  json.key("proposals").begin_object().member("head", audit.head).key("after").begin_array();
  for (const std::string& head : audit.after) json.text(head);
  json.end_array().key("threshold").number(audit.threshold).key("hidden").number(static_cast<std::int64_t>(proposals.hidden)).key("all").begin_array();
  for (const Proposal& p : proposals.all) {
    json.begin_object().member("municipality", p.site->municipality).member("package", p.site->package).member("rule", p.rule->rule).member("sphere", p.rule->law ? "law" : "recommendation");
    add(json, "relevant", p.row.relevant);
    add(json, "missed", p.row.missed);
    add(json, "open", p.row.open);
    json.key("below_the_country").yes_no(p.below).key("rated_as_barrier").yes_no(p.named).key("may_be_explained_by").begin_array();
    for (const std::size_t d : p.explaining) json.text(reg.determinants[d].name);
    json.end_array().end_object();
  }
  json.end_array().key("hidden_reasons").number(static_cast<std::int64_t>(proposals.hidden_reasons)).key("departures").begin_array();
  for (const Departure& d : proposals.departures) {
    json.begin_object().member("municipality", d.site->municipality).member("package", d.site->package).member("rule", d.rule->rule).member("reason", d.rule->reasons[d.reason].code).key("count").number(d.count);
    json.key("rated_as_barrier").yes_no(d.named).key("may_be_explained_by").begin_array();
    for (const std::size_t e : d.explaining) json.text(reg.determinants[e].name);
    json.end_array().end_object();
  }
  json.end_array().key("not_in_audit").begin_array();
  for (const std::string& rule : proposals.not_in_audit) json.text(rule);
  json.end_array().key("packages_not_in_audit").begin_array();
  for (const std::string& package : packages_not_in(reg, audit)) json.text(package);
  json.end_array().end_object();
}

}  // namespace

std::string as_text(const DeterminantRegister& reg, const Question& q, Language l) {
  const Found found = find(reg, q, l);
  std::string out = title(reg, l) + "\n" + report::table_text(found.overview, l);
  for (const Table& t : found.by_site) out += report::table_text(t, l);
  out += report::table_text(found.agreement, l);
  for (const Table& t : found.separations) out += report::table_text(t, l);
  out += report::table_text(found.overdue, l);
  for (const Table& t : found.audit) out += report::table_text(t, l);
  return out;
}

std::string as_json(const DeterminantRegister& reg, const Question& q) {
  const std::vector<Site> sites = sites_of(reg, q.by);
  JsonWriter json;
  json.begin_object().member("register", reg.title).member("as_of", to_string(q.as_of)).key("sites").begin_array();
  for (const Site& s : sites) add(json, reg, s);
  json.end_array().key("agreement");
  add(json, agreement_of(sites));
  add_separations(json, reg, sites);
  json.key("overdue").begin_array();
  for (const Overdue& o : overdue(reg, q.as_of)) {
    json.begin_object().member("municipality", o.of->municipality).member("package", o.of->package).member("determinant", reg.determinants[o.of->determinant].name);
    json.member("action", o.of->action).member("owner", o.of->owner).member("due", to_string(*o.of->due)).key("days").number(o.days).end_object();
  }
  json.end_array().key("barriers_without_action").number(static_cast<std::int64_t>(without_action(sites)));
  if (q.audit != nullptr) add_proposals(json, reg, propose(reg, sites, *q.audit), *q.audit);
  json.end_object();
  return json.take() + "\n";
}

std::string as_html(const DeterminantRegister& reg, const Question& q, Language l) {
  const Found found = find(reg, q, l);
  const auto html = [&](const Table& t) { return report::table_html(t, {.label = t.title}, l); };
  const auto all = [&](const std::vector<Table>& tables) {
    std::string out;
    for (const Table& t : tables) out += html(t);
    return out;
  };
  std::size_t helps = 0, hinders = 0;
  for (const Site& s : found.sites) {
    for (const Opinion& o : s.opinions) {
      helps += o.together.helps() ? 1U : 0U;
      hinders += o.together.hinders() ? 1U : 0U;
    }
  }
  const auto tile = [&](std::size_t n, std::string words) { return report::Tile{std::to_string(n), std::move(words)}; };
  report::Page page{.title = title(reg, l), .short_date = to_string(q.as_of), .date = said(l, "Tiltag pr. {0}", "Actions as of {0}", {to_string(q.as_of)})};
  page.tiles = {tile(found.sites.size(), said(l, "kommuner og pakker", "municipalities and packages")), tile(helps, said(l, "drivkræfter", "drivers")), tile(hinders, said(l, "barrierer", "barriers")),
                tile(overdue(reg, q.as_of).size(), said(l, "tiltag over tid", "actions overdue"))};
  page.how_to_read = {said(l, "Vurderinger fra −2 (står meget i vejen) til +2 (hjælper meget), givet af navngivne bedømmere med begrundelse. De viser, hvor noget kan gøres, ikke hvem der gør det dårligt.",
                           "Ratings from −2 (hinders much) to +2 (helps much), given by named raters with evidence. They show where something can be done, not who does badly.")};
  page.parts = {{"overview", said(l, "Overblik", "Overview"), html(found.overview) + html(found.overdue)},
                {"sites", said(l, "Drivkræfter og barrierer", "Drivers and barriers"), all(found.by_site)},
                {"separation", said(l, "Hvad skiller høj fra lav?", "What separates high from low?"), all(found.separations)},
                {"agreement", said(l, "Enighed", "Agreement"), html(found.agreement)}};
  if (q.audit != nullptr) page.parts.push_back({"audit", said(l, "Ved siden af revisionen", "Beside the audit"), all(found.audit)});
  page.footer = page.how_to_read.front();
  return report::page_html(page, l);
}

}  // namespace rettesnor::implementation
