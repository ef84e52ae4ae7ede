#include "engine/leader/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/implementation/propose.hpp"
#include "engine/implementation/tables.hpp"
#include "engine/leader/picture.hpp"
#include "engine/leader/short.hpp"
#include "engine/leader/tables.hpp"
#include "engine/report/compose.hpp"
#include "engine/report/html_table.hpp"
#include "engine/report/need.hpp"
#include "engine/report/page.hpp"
#include "engine/report/sections.hpp"
#include "engine/report/svg.hpp"
#include "engine/report/text_table.hpp"
#include "engine/values/municipalities.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor::leader {

using report::paragraph;
using report::PagePart;
using report::Publication;
using report::said;
using report::Table;
using report::table_html;
using report::Tile;
using report::Word;
using report::word;

namespace {

/// A section: what is said first, its tables, and those that are there to be looked up.
struct Part {
  const char* id;
  std::string title;
  std::vector<std::string> notes;
  std::vector<Table> tables, more;
};

Date day_of(const Publication& from) {
  const auto read = parse_date(report::as_of_text(from).substr(0, 10));
  return read ? read->first : Date{};
}

/// A register without ratings, for proposals where none is given.
const DeterminantRegister nothing_rated{};

Part barriers(const Publication& from, const Question& q, Language l) {
  Part out{.id = "barriers", .title = said(l, "Drivkræfter og barrierer", "Drivers and barriers"), .notes = {}, .tables = {}, .more = {}};
  const DeterminantRegister& reg = q.reg != nullptr ? *q.reg : nothing_rated;
  std::vector<implementation::Site> sites = implementation::sites_of(reg, implementation::By::municipality);
  std::erase_if(sites, [&](const implementation::Site& s) { return s.municipality != q.municipality; });
  if (q.reg == nullptr) out.notes.push_back(said(l, "Intet register er givet: hvad der hjælper og hindrer, er ikke vurderet. Giv det med --register.", "No register is given: what helps and hinders has not been rated. Give it with --register."));
  else if (sites.empty()) out.notes.push_back(said(l, "Registret siger intet om kommunen.", "The register says nothing of the municipality."));
  for (const implementation::Site& s : sites) {
    if (!s.opinions.empty()) out.tables.push_back(implementation::site_table(reg, s, day_of(from), l));
    else out.notes.push_back(said(l, "{0}: ingen har vurderet, hvad der hjælper og hindrer.", "{0}: nobody has rated what helps and hinders.", {s.package}));
  }
  if (!sites.empty()) {
    DeterminantRegister own = reg;
    std::erase_if(own.ratings, [&](const Rated& r) { return r.municipality != q.municipality; });
    out.tables.push_back(implementation::overdue_table(own, sites, day_of(from), l));
  }
  // What the audit proposes is of every package that it judged.
  for (const report::PublishedRule& r : from.rules) {
    const std::string package = r.rule.substr(0, r.rule.rfind('.'));
    if (std::ranges::find(sites, package, &implementation::Site::package) != sites.end() || !row_in(r, q.municipality)) continue;
    sites.push_back({.municipality = q.municipality, .package = package, .degree = {}, .opinions = {}});
  }
  implementation::Proposals proposals = implementation::propose(reg, sites, from);
  proposals.not_in_audit.clear();
  out.tables.push_back(implementation::proposal_table(reg, proposals, from, l));
  if (Table departures = implementation::departure_table(reg, proposals, from, l); !departures.columns.empty()) out.tables.push_back(std::move(departures));
  return out;
}

std::vector<Part> parts_of(const Publication& from, const Question& q, Language l) {
  std::vector<Part> out;
  out.push_back({"outcome", said(l, "Forandring for borgerne", "Change for the citizens"), {}, outcome_tables(from, q.municipality, l), {}});
  if (out.back().tables.empty()) out.back().notes.push_back(said(l, "Intet mål for borgerne kan vises.", "No measure of the citizens can be shown."));
  out.push_back({"law", said(l, "Holdes loven?", "Is the law kept?"), {}, {category_table(from, q.municipality, l)}, {duty_table(from, q.municipality, true, l)}});
  out.push_back({"recommendations", said(l, "Følges anbefalingerne?", "Are the recommendations followed?"), {word(Word::recommendations_apart, l)}, {duty_table(from, q.municipality, false, l)}, {}});
  Part need{"need", word(Word::need, l), {}, {}, {}};
  if (from.needs.empty()) need.notes.push_back(said(l, "Behovet er ikke givet: giv befolkning og behov med --need.", "The need is not given: give population and need with --need."));
  else need.tables.push_back(need_table(from, q.municipality, l));
  out.push_back(std::move(need));
  out.push_back(barriers(from, q, l));
  Part decisions{"decisions", said(l, "Hvad kommunen ikke har besluttet", "What the municipality has not decided"), {}, {}, {}};
  if (Table table = decision_table(from, q.municipality, l); !table.rows.empty()) decisions.tables.push_back(std::move(table));
  else decisions.notes.push_back(said(l, "Reglerne i revisionen overlader intet til kommunen at fastsætte.", "The rules of the audit leave nothing for the municipality to set."));
  out.push_back(std::move(decisions));
  out.push_back({"coverage", said(l, "Datagrundlag", "Data"), {}, coverage_tables(from, q.municipality, l), {}});
  return out;
}

std::string title_of(const Question& q, Language l) { return said(l, "{0}: for ledelsen", "{0}: for the leadership", {report::name_of(q.municipality, l) + " (" + q.municipality + ")"}); }

std::vector<std::string> how_to_read(const Publication& from, Language l) {
  std::vector<std::string> out;
  if (!from.after.empty()) out.push_back(word(Word::held_against, l, {std::to_string(from.after.size())}) + ". " + word(Word::note_held, l));
  out.push_back(said(l, "Kommunens tal står ved siden af landets, som kommunen selv er en del af. Udbytte, lov, anbefalinger, behov og barrierer står ved siden af hinanden og lægges aldrig sammen; at de følges ad, siger ikke, at det ene er årsag til det andet.",
                     "The municipality's figures stand beside the country's, of which it is a part itself. Outcome, law, recommendations, need and barriers stand beside each other and are never summed; that they go together does not say that one causes the other."));
  for (const Word note : {Word::note_share, Word::note_funnel, Word::note_law}) out.push_back(word(note, l));
  return out;
}

/// What the audit shows of the municipality's cases.
report::CellValue own_cases(const Publication& from, const std::string& municipality) {
  if (!from.delivered) return from.cases == 0 ? report::CellValue(std::int64_t{0}) : report::CellValue(report::Hidden{});
  const auto& codes = from.delivered->row_labels();
  const auto found = std::ranges::find(codes, municipality);
  if (found == codes.end()) return std::int64_t{0};
  return report::cell(from.delivered->at({static_cast<std::size_t>(found - codes.begin()), 0}));
}

std::string html_of(const Part& part, Language l) {
  std::string out;
  for (const std::string& note : part.notes) out += paragraph(note);
  const char* kind = std::string_view(part.id) == "coverage" ? "months" : "";
  for (const Table& t : part.tables) out += table_html(t, {.label = part.title + ": " + t.title, .kind = kind}, l);
  for (const Table& t : part.more) out += fmt::format("<details><summary>{}</summary>\n", escape_markup(t.title)) + table_html(t, {.label = t.title, .caption = false}, l) + "</details>\n";
  return out;
}

std::string figure(const std::string& picture, const Table& twin, bool open, Language l) {
  return "<figure>\n" + picture + fmt::format("<figcaption><details{}><summary>{}</summary>\n", open ? " open" : "", escape_markup(word(Word::twin, l, {twin.title}))) + table_html(twin, {.label = twin.title}, l) + "</details></figcaption>\n</figure>\n";
}

}  // namespace

bool is_known(const Publication& from, const std::string& municipality) {
  if (!municipality_name(municipality).empty()) return true;
  return from.delivered && std::ranges::find(from.delivered->row_labels(), municipality) != from.delivered->row_labels().end();
}

std::string as_text(const Publication& from, const Question& q, Language l) {
  std::string out = title_of(q, l) + "\n" + word(Word::as_of, l, {report::as_of_text(from)}) + "\n";
  out += said(l, "{0} sager bedømt her, {1} i hele landet", "{0} cases judged here, {1} in the whole country", {report::shown(own_cases(from, q.municipality), l), report::shown(report::cell(from.cases), l)}) + "\n";
  out += briefs_text(in_short(from, q, day_of(from), l));
  out += report::table_text(overview_table(from, shares_beside(from, q.municipality, l), l), l);
  for (const Part& part : parts_of(from, q, l)) {
    out += "\n" + part.title + "\n";
    for (const std::string& note : part.notes) out += report::text_paragraph(note, "  ");
    for (const auto* tables : {&part.tables, &part.more}) {
      for (const Table& t : *tables) out += report::table_text(t, l);
    }
  }
  out += "\n";
  for (const std::string& note : how_to_read(from, l)) out += report::text_paragraph(note, "");
  return out + word(Word::head, l) + ": " + from.head + "\n";
}

std::string as_html(const Publication& from, const Question& q, Language l) {
  report::Page page{.title = title_of(q, l), .short_date = report::as_of_text(from), .date = word(Word::as_of, l, {report::as_of_text(from)})};
  const report::CellValue own = own_cases(from, q.municipality);
  page.tiles = {Tile{report::shown(own, l), std::holds_alternative<report::Hidden>(own) ? said(l, "sager bedømt her: tallet er skjult", "cases judged here: the count is hidden") : said(l, "sager bedømt her", "cases judged here")},
                {report::shown(report::cell(from.cases), l), said(l, "sager i hele landet", "cases in the whole country")},
                {std::to_string(from.threshold), word(Word::tile_threshold, l)}};
  page.how_to_read = how_to_read(from, l);
  page.reading_open = false;
  const auto shares = shares_beside(from, q.municipality, l), averages = averages_beside(from, q.municipality, l);
  const Table overview = overview_table(from, shares, l);
  const std::string picture = beside_svg(shares, averages, report::name_of(q.municipality, l), "beside-picture", l);
  std::string first = picture.empty() ? table_html(overview, {.label = overview.title, .caption = false}, l) : figure(picture, overview, false, l);
  page.parts.push_back({"short", said(l, "Kort fortalt", "In short"), briefs_html(in_short(from, q, day_of(from), l))});
  page.parts.push_back({"overview", overview.title, std::move(first)});
  for (const Part& part : parts_of(from, q, l)) {
    std::string html = html_of(part, l);
    if (const auto need = std::string_view(part.id) == "need" ? report::need_of(from, nullptr) : std::nullopt; need && need->reached >= report::fewest_units) {
      const std::string reach = report::reach_name(nullptr, l);
      html += figure(report::need_svg(*need, "need-picture", reach, l, q.municipality), report::need_table(from, nullptr, l), false, l);
    }
    page.parts.push_back({part.id, part.title, std::move(html)});
  }
  const Table identity = report::identity_table(from, l);
  page.parts.push_back({"identity", identity.title, table_html(identity, {.label = identity.title, .caption = false, .kind = "identity"}, l)});
  page.footer = word(Word::note_law, l);
  return report::page_html(page, l);
}

}  // namespace rettesnor::leader
