#include "engine/implementation/tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/implementation/unknown_names.hpp"
#include "engine/report/compose.hpp"
#include "engine/report/words.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::implementation {

using report::CellValue;
using report::ColumnKind;
using report::Hidden;
using report::Nothing;
using report::Number;
using report::said;
using report::ShareValue;
using report::Table;
using Kind = Rating::Kind;

namespace {

constexpr DeterminantLevel all_levels[] = {DeterminantLevel::individual, DeterminantLevel::interpersonal, DeterminantLevel::institutional, DeterminantLevel::infrastructural};

std::string place_name(const std::string& code, Language l) {
  const std::string_view name = municipality_name(code);
  return name.empty() ? said(l, "kommune {0}", "municipality {0}", {code}) : std::string(name);
}

/// A sign before every number but 0, with the typographic minus; a mean of two may have a half.
std::string signed_number(double value, Language l) {
  const std::string digits = report::plain(std::abs(value), l);
  return value < 0 ? "−" + digits : value > 0 ? "+" + digits : digits;
}

std::string kind_word(Kind kind, Language l) {
  switch (kind) {
    case Kind::number: return {};
    case Kind::mixed: return said(l, "blandet", "mixed");
    case Kind::missing: return said(l, "mangler", "missing");
    case Kind::not_applicable: return said(l, "ikke relevant", "not applicable");
  }
  return {};
}

std::string direction(const Together& t, Language l) {
  if (t.helps()) return said(l, "drivkraft", "driver");
  if (t.hinders()) return said(l, "barriere", "barrier");
  return t.kind == Kind::mixed ? said(l, "begge dele", "both") : t.kind == Kind::number ? said(l, "ingen af delene", "neither") : report::nothing_mark;
}

CellValue kappa(const std::optional<statistics::Agreement>& a) {
  if (!a) return Nothing{};
  return Number{a->value, 2};
}

}  // namespace

std::string level_name(DeterminantLevel level, Language l) {
  switch (level) {
    case DeterminantLevel::individual: return said(l, "individuelt (kompetencer)", "individual (competences)");
    case DeterminantLevel::interpersonal: return said(l, "interpersonelt (kultur)", "interpersonal (culture)");
    case DeterminantLevel::institutional: return said(l, "institutionelt (kommunen)", "institutional (the municipality)");
    case DeterminantLevel::infrastructural: return said(l, "infrastrukturelt (kontekst)", "infrastructural (context)");
  }
  return {};
}

std::string rating_name(const Rating& r, Language l) { return r.kind == Kind::number ? signed_number(r.value, l) : kind_word(r.kind, l); }

std::string together_name(const Together& t, Language l) { return t.kind == Kind::number ? signed_number(t.value, l) : kind_word(t.kind, l); }

std::string degree_name(Degree degree, Language l) {
  switch (degree) {
    case Degree::low: return said(l, "lav", "low");
    case Degree::middle: return said(l, "middel", "middle");
    case Degree::high: return said(l, "høj", "high");
  }
  return {};
}

std::string separation_name(Separation separation, Language l) {
  switch (separation) {
    case Separation::strong: return said(l, "stærkt", "strong");
    case Separation::weak: return said(l, "svagt", "weak");
    case Separation::none: return said(l, "nej", "none");
    case Separation::unknown: return said(l, "kan ikke siges", "cannot be said");
  }
  return {};
}

std::string site_name(const Site& s, Language l) { return place_name(s.municipality, l) + ", " + s.package; }

std::vector<std::string> packages_of(std::span<const Site> sites) {
  std::vector<std::string> out;
  for (const Site& s : sites) {
    if (std::ranges::find(out, s.package) == out.end()) out.push_back(s.package);
  }
  return out;
}

Table overview_table(std::span<const Site> sites, Language l) {
  Table out{.title = said(l, "Drivkræfter og barrierer (+/−) pr. niveau", "Drivers and barriers (+/−) by level"),
            .columns = {{said(l, "Kommune og pakke", "Municipality and package"), ColumnKind::text}, {said(l, "implementering", "implementation"), ColumnKind::mark}}};
  constexpr std::array<std::pair<std::string_view, std::string_view>, determinant_levels> names{{{"individuelt", "individual"}, {"interpersonelt", "interpersonal"}, {"institutionelt", "institutional"}, {"infrastrukturelt", "infrastructural"}}};
  for (const auto& [danish, english] : names) out.columns.push_back({said(l, danish, english), ColumnKind::mark});
  out.columns.push_back({said(l, "blandet", "mixed")});
  out.columns.push_back({said(l, "mangler", "missing")});
  for (const Site& s : sites) {
    std::array<int, determinant_levels> helps{}, hinders{};
    std::array<bool, determinant_levels> rated{};
    std::int64_t mixed = 0, missing = 0;
    for (const Opinion& o : s.opinions) {
      const auto level = static_cast<std::size_t>(o.level);
      rated[level] = true;
      helps[level] += o.together.helps() ? 1 : 0;
      hinders[level] += o.together.hinders() ? 1 : 0;
      mixed += o.together.kind == Kind::mixed ? 1 : 0;
      missing += o.together.kind == Kind::missing ? 1 : 0;
    }
    std::vector<CellValue> row{site_name(s, l), s.degree ? degree_name(*s.degree, l) : report::nothing_mark};
    for (std::size_t i = 0; i < determinant_levels; ++i) row.push_back(rated[i] ? "+" + std::to_string(helps[i]) + " / −" + std::to_string(hinders[i]) : std::string(report::nothing_mark));
    row.push_back(mixed);
    row.push_back(missing);
    out.rows.push_back(std::move(row));
  }
  out.notes = {said(l, "Antal determinanter, der hjælper, og antal, der står i vejen. Blandet og mangler er svar for sig og tæller aldrig som nul.", "How many determinants help, and how many hinder. Mixed and missing are answers of their own and never count as zero.")};
  return out;
}

Table site_table(const DeterminantRegister& reg, const Site& s, Date as_of, Language l) {
  Table out{.title = site_name(s, l),
            .columns = {{said(l, "Determinant", "Determinant"), ColumnKind::text}, {said(l, "begrundelse", "evidence"), ColumnKind::text},
                        {said(l, "niveau", "level"), ColumnKind::mark}, {said(l, "1. bedømmer", "1st rater"), ColumnKind::mark}, {said(l, "2. bedømmer", "2nd rater"), ColumnKind::mark},
                        {said(l, "samlet", "together"), ColumnKind::mark}, {said(l, "retning", "direction"), ColumnKind::mark}, {said(l, "tiltag", "action"), ColumnKind::mark}},
            .leading_lines = true};
  for (const DeterminantLevel level : all_levels) {
    for (const Opinion& o : s.opinions) {
      const Determinant& d = reg.determinants[o.determinant];
      if (d.level != level) continue;
      std::string evidence, action;
      for (const Rated* r : o.by) {
        if (!r->evidence.empty()) evidence += (evidence.empty() ? "" : " | ") + r->evidence;
        if (!r->action.empty() && r->due) action = r->done && *r->done <= as_of ? said(l, "gjort {0}", "done {0}", {to_string(*r->done)}) : to_string(*r->due);
      }
      const auto answer = [&](std::size_t i) -> CellValue {
        if (i >= o.by.size()) return Nothing{};
        return rating_name(o.by[i]->rating, l) + " (" + o.by[i]->rater + ")";
      };
      out.rows.push_back({d.title, evidence, level_name(level, l), answer(0), answer(1), together_name(o.together, l) + (o.together.apart ? " *" : ""), direction(o.together, l), action.empty() ? CellValue{Nothing{}} : CellValue{action}});
    }
  }
  if (std::ranges::any_of(s.opinions, [](const Opinion& o) { return o.together.apart; })) out.notes = {said(l, "* bedømmerne svarer forskelligt", "* the raters differ")};
  return out;
}

Table agreement_table(std::span<const Site> sites, Language l) {
  Table out{.title = said(l, "Er bedømmerne enige?", "Do the raters agree?"),
            .columns = {{said(l, "Kommune og pakke", "Municipality and package"), ColumnKind::text}, {said(l, "bedømt af to", "rated by two")}, {said(l, "udeladt", "left out")}, {said(l, "samme svar", "same answer")},
                        {said(l, "begge med tal", "both by number")}, {said(l, "vægtet kappa", "weighted kappa"), ColumnKind::number}, {said(l, "kappa, også blandet", "kappa, mixed too"), ColumnKind::number}},
            .total = true};
  const auto row = [&](std::string name, const RaterAgreement& a) { out.rows.push_back({std::move(name), a.both, a.left_out, a.same, a.numbers, kappa(a.weighted), kappa(a.answers)}); };
  for (const Site& s : sites) row(site_name(s, l), agreement_of(s.opinions));
  row(said(l, "i alt", "total"), agreement_of(sites));
  out.notes = {said(l, "Vægtet kappa (kvadratiske vægte) over tallene fra −2 til 2; kappa over tallene og blandet. – hvor tilfældighed alene giver fuld enighed, eller intet kan sammenlignes.",
                    "Weighted kappa (quadratic weights) of the numbers from −2 to 2; kappa of the numbers and mixed. – where chance alone gives full agreement, or nothing can be compared."),
               said(l, "Udeladt er, hvad en af de to ikke ved noget om eller ikke finder relevant: at begge intet ved, er ikke enighed.", "Left out is what one of the two knows nothing of or finds not applicable: that both know nothing is no agreement.")};
  return out;
}

Table separation_table(const DeterminantRegister& reg, std::span<const Site> sites, const std::string& package, Language l) {
  Table out{.title = said(l, "Hvad skiller høj fra lav implementering? {0}", "What separates high from low implementation? {0}", {package}),
            .columns = {{said(l, "Determinant", "Determinant"), ColumnKind::text}}};
  std::vector<const Site*> placed;
  for (const Degree degree : {Degree::low, Degree::middle, Degree::high}) {
    for (const Site& s : sites) {
      if (s.package == package && s.degree == degree) placed.push_back(&s);
    }
  }
  const auto has = [&](Degree d) { return std::ranges::any_of(placed, [d](const Site* s) { return s->degree == d; }); };
  if (!has(Degree::low) || !has(Degree::high)) {
    out.notes = {said(l, "Der skal være mindst én kommune med høj og én med lav implementering af pakken.", "There must be a municipality of high and one of low implementation of the package.")};
    return out;
  }
  for (const Site* s : placed) out.columns.push_back({place_name(s->municipality, l) + " (" + degree_name(*s->degree, l) + ")", ColumnKind::mark});
  out.columns.push_back({said(l, "skiller", "separates"), ColumnKind::mark});
  for (std::size_t d = 0; d < reg.determinants.size(); ++d) {
    std::vector<CellValue> row{reg.determinants[d].title};
    std::vector<Placed> places;
    for (const Site* s : placed) {
      const auto opinion = std::ranges::find(s->opinions, d, &Opinion::determinant);
      const Together t = opinion == s->opinions.end() ? Together{} : opinion->together;
      row.emplace_back(together_name(t, l));
      places.push_back({*s->degree, t});
    }
    row.emplace_back(separation_name(separation(places), l));
    out.rows.push_back(std::move(row));
  }
  out.notes = {said(l, "Stærkt: højere alle steder med høj implementering end noget sted med lav, og en drivkraft alle de høje steder. Svagt: højere, men ingen drivkraft et af de høje steder. Kun tal tæller. Få kommuner viser et mønster, ikke en årsag.",
                    "Strong: higher wherever implementation is high than anywhere it is low, and a driver in all of the high. Weak: higher, but no driver in one of the high. Only numbers count. A few municipalities show a pattern, not a cause.")};
  return out;
}

Table overdue_table(const DeterminantRegister& reg, std::span<const Site> sites, Date as_of, Language l) {
  Table out{.title = said(l, "Tiltag over tid pr. {0}", "Actions overdue as of {0}", {to_string(as_of)}),
            .columns = {{said(l, "Tiltag", "Action"), ColumnKind::text}, {said(l, "mod", "against"), ColumnKind::text}, {said(l, "hvor", "where"), ColumnKind::text}, {said(l, "ejer", "owner"), ColumnKind::text},
                        {said(l, "frist", "due"), ColumnKind::mark}, {said(l, "dage over", "days over")}},
            .leading_lines = true};
  for (const Overdue& o : overdue(reg, as_of)) {
    out.rows.push_back({o.of->action, reg.determinants[o.of->determinant].title, place_name(o.of->municipality, l) + ", " + o.of->package, o.of->owner, to_string(*o.of->due), std::int64_t{o.days}});
  }
  if (out.rows.empty()) out.notes.push_back(said(l, "Intet tiltag er over tid pr. {0}.", "No action is overdue as of {0}.", {to_string(as_of)}));
  if (const std::size_t n = without_action(sites); n > 0) out.notes.push_back(said(l, "{0} barrierer har intet tiltag.", "{0} barriers have no action.", {std::to_string(n)}));
  return out;
}

namespace {

/// The determinants that may explain it, for people.
std::string may_explain(const DeterminantRegister& reg, const std::vector<std::size_t>& explaining, bool named, Language l) {
  std::string out;
  for (const std::size_t d : explaining) out += (out.empty() ? "" : ", ") + reg.determinants[d].title;
  if (out.empty()) return said(l, "ingen determinant nævner reglen", "no determinant names the rule");
  return named ? out : out + said(l, " (ikke vurderet som barriere her)", " (not rated as a barrier here)");
}

}  // namespace

Table departure_table(const DeterminantRegister& reg, const Proposals& proposals, const report::Publication& audit, Language l) {
  Table out{.title = said(l, "Forslag fra revisionen: anbefalinger, der gentagne gange er fraveget af samme grund", "Proposals from the audit: recommendations departed from again and again for the same reason")};
  if (audit.reasons.empty()) return out;
  out.columns = {{said(l, "Anbefaling", "Recommendation"), ColumnKind::text}, {said(l, "hvor", "where"), ColumnKind::text}, {said(l, "grund", "reason"), ColumnKind::text},
                 {said(l, "fravigelser", "departures")}, {said(l, "kan skyldes", "may be explained by"), ColumnKind::text}};
  for (const Departure& d : proposals.departures) {
    out.rows.push_back({report::title_of(*d.rule, l), site_name(*d.site, l), report::reason_name(d.rule->reasons[d.reason], l), d.count, may_explain(reg, d.explaining, d.named, l)});
  }
  if (out.rows.empty()) out.notes.push_back(said(l, "Ingen.", "None."));
  out.leading_lines = true;
  out.notes.push_back(said(l, "Forslag til barrierer: anbefalingen lader sig fravige af en af disse grunde, og fravigelserne er begrundede. At grunden kommer igen, siger, hvad der kan stå i vejen, ikke at nogen har gjort forkert.", "Proposed barriers: the recommendation may be departed from for one of these reasons, and the departures are explained. That the reason recurs says what may stand in the way, not that anybody did wrong."));
  out.notes.push_back(said(l, "Med er grunde, der mindst {0} gange er registreret i kommunen; {1} tal er skjult.", "Reasons recorded {0} times or more in the municipality; {1} counts are hidden.", {std::to_string(audit.threshold), std::to_string(proposals.hidden_reasons)}));
  return out;
}

Table proposal_table(const DeterminantRegister& reg, const Proposals& proposals, const report::Publication& audit, Language l) {
  Table out{.title = said(l, "Forslag fra revisionen: pligter, der gentagne gange ikke er overholdt", "Proposals from the audit: duties missed again and again"),
            .columns = {{said(l, "Regel", "Rule"), ColumnKind::text}, {said(l, "hvor", "where"), ColumnKind::text}, {said(l, "kan skyldes", "may be explained by"), ColumnKind::text},
                        {said(l, "relevante", "relevant")}, {said(l, "ikke overh.", "not kept")}, {said(l, "åbne", "open")}, {said(l, "andel overholdt", "share kept"), ColumnKind::share}, {said(l, "yderpunkter", "bounds"), ColumnKind::range}, {said(l, "under landet", "below the country"), ColumnKind::mark}},
            .leading_lines = true};
  for (const Proposal& p : proposals.all) {
    const std::string may = may_explain(reg, p.explaining, p.named, l);
    const auto bounds = report::bounds_of(p.row);
    out.rows.push_back({report::title_of(*p.rule, l) + (p.rule->law ? "" : said(l, " (anbefaling)", " (recommendation)")), site_name(*p.site, l), may, report::cell(p.row.relevant), report::cell(p.row.missed), report::cell(p.row.open),
                        p.share ? CellValue{ShareValue{p.share->value}} : CellValue{Hidden{}}, bounds ? CellValue{*bounds} : CellValue{Hidden{}}, p.below ? said(l, "ja", "yes") : report::nothing_mark});
  }
  out.notes = {said(l, "Forslag til barrierer, ikke fund: revisionen ved, at pligten ikke blev overholdt eller blev overholdt for sent, ikke hvorfor. Tag stilling til hvert enkelt.", "Proposed barriers, no findings: the audit knows that a duty was missed or late, not why. Decide on each of them."),
               said(l, "Med er pligter, der mindst {0} gange ikke er overholdt i kommunen; færre vises ikke, og {1} tal er skjult (•).", "Duties missed {0} times or more in the municipality; fewer are not shown, and {1} counts are hidden (•).", {std::to_string(audit.threshold), std::to_string(proposals.hidden)}),
               said(l, "Lovkrav og anbefalinger lægges aldrig sammen.", "Law and recommendations are never summed.")};
  if (!audit.after.empty()) out.notes.push_back(report::word(report::Word::note_held, l));
  const std::vector<std::string> packages = packages_not_in(reg, audit);
  if (!proposals.not_in_audit.empty() || !packages.empty()) {
    std::string names;
    for (const auto* all : {&packages, &proposals.not_in_audit}) {
      for (const std::string& n : *all) names += (names.empty() ? "" : ", ") + n;
    }
    out.notes.push_back(said(l, "Ikke i revisionen: {0}", "Not in the audit: {0}", {names}));
  }
  for (const Site* s : proposals.nothing_delivered) out.notes.push_back(said(l, "Revisionen viser intet om {0}.", "The audit shows nothing of {0}.", {site_name(*s, l)}));
  return out;
}

}  // namespace rettesnor::implementation
