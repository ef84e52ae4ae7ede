#include "engine/invest/output.hpp"

#include "engine/explain/json_writer.hpp"
#include "engine/invest/pictures.hpp"
#include "engine/invest/tables.hpp"
#include "engine/report/html_table.hpp"
#include "engine/report/page.hpp"
#include "engine/report/text_table.hpp"
#include "engine/report/workbook.hpp"
#include "engine/report/words.hpp"
#include "grammar/base/markup.hpp"

namespace rettesnor::invest {

using report::said;
using report::Table;

namespace {

/// After the payers and the citizens.
std::vector<Table> other_tables(const InvestmentModel& m, const Result& r, Language l) {
  return {year_table(m, r, l), key_table(m, r, l), tornado_table(r, l), simulation_table(r, l), basis_table(r, l), estimate_table(m, r, l)};
}

const char* code_of(Payer p) {
  constexpr const char* codes[] = {"kommune", "region", "stat"};
  return codes[static_cast<std::size_t>(p)];
}

const char* code_of(EstimateKind k) {
  constexpr const char* codes[] = {"measured", "literature", "guess"};
  return codes[static_cast<std::size_t>(k)];
}

constexpr int ore = 2, precise = 6;

void add(JsonWriter& json, const PayerResult& p) {
  json.key("cost").decimal(p.cost, ore).key("consequences").decimal(p.consequences, ore).key("net").decimal(p.net, ore).key("undiscounted").decimal(p.undiscounted, ore).key("break_even_year");
  if (p.break_even_year) json.number(static_cast<std::int64_t>(*p.break_even_year));
  else json.null();
  json.key("by_year").begin_array();
  for (const double amount : p.by_year) json.decimal(amount, ore);
  json.end_array();
}

void add(JsonWriter& json, const Estimate& e) {
  json.begin_object().member("name", e.name).key("value").decimal(e.value, precise);
  if (e.low && e.high) json.key("low").decimal(*e.low, precise).key("high").decimal(*e.high, precise);
  json.member("kind", code_of(e.kind)).member("source", e.source).member("owner", e.owner).end_object();
}

std::string figure(const std::string& picture, const Table& table, Language l) {
  return "<figure>\n" + picture + "<figcaption>" + report::table_html(table, {.label = table.title}, l) + "</figcaption>\n</figure>\n";
}

}  // namespace

std::string as_text(const InvestmentModel& m, const Result& r, Language l) {
  std::string out = said(l, "Investering: {0}\n", "Investment: {0}\n", {m.title}) + report::table_text(payer_table(m, r, l), l);
  const Table citizens = citizen_table(m, l);
  out += report::table_text({.title = citizens.title}, l);
  for (const CitizenOutcome& o : m.outcomes) out += report::text_paragraph(o.text + " [" + o.source + "]", "  ");
  for (const Table& t : other_tables(m, r, l)) out += report::table_text(t, l);
  out += "\n";
  for (const std::string& caution : cautions(r, l)) out += report::text_paragraph(caution, "");
  return out;
}

std::string as_json(const InvestmentModel& m, const Result& r) {
  JsonWriter json;
  json.begin_object().member("model", m.title).member("prices_of", m.prices_of).key("horizon").number(m.horizon).member("sign", "positive: money that a payer keeps");
  json.key("payers").begin_array();
  for (std::size_t p = 0; p < payers; ++p) {
    if (!r.by_payer[p].stated) continue;
    json.begin_object().member("payer", code_of(static_cast<Payer>(p)));
    add(json, r.by_payer[p]);
    json.end_object();
  }
  json.end_array().key("total").begin_object();
  add(json, r.total);
  json.end_object().key("cumulative").begin_array();
  for (const double amount : r.cumulative) json.decimal(amount, ore);
  json.end_array().key("extra_successes").decimal(r.extra_successes, precise).key("break_even_success");
  if (r.break_even_rate) json.decimal(*r.break_even_rate, precise + 2);
  else json.null();
  constexpr const char* break_evens[] = {"at_least", "at_most", "always", "never"};
  json.member("break_even", break_evens[static_cast<std::size_t>(r.break_even)]);
  json.key("tornado").begin_array();
  for (const Swing& s : r.tornado) json.begin_object().member("name", s.of.name).key("at_low").decimal(s.at_low, ore).key("at_high").decimal(s.at_high, ore).end_object();
  json.end_array().key("simulation");
  if (const auto& s = r.simulation) {
    json.begin_object().key("seed").number(static_cast<std::int64_t>(s->seed)).key("draws").number(static_cast<std::int64_t>(s->draws)).key("mean").decimal(s->mean, ore);
    json.key("p5").decimal(s->low, ore).key("median").decimal(s->median, ore).key("p95").decimal(s->high, ore).key("share_not_negative").decimal(s->share_not_negative, precise).end_object();
  } else {
    json.null();
  }
  json.key("resting_on").begin_object();
  for (std::size_t k = 0; k < r.resting_on.size(); ++k) json.key(code_of(static_cast<EstimateKind>(k))).decimal(r.resting_on[k], precise);
  json.end_object().key("unweighed").begin_array();
  for (const Estimate& e : r.unweighed) json.text(e.name);
  json.end_array().key("net_without_guesses").decimal(r.net_without_guesses, ore).key("outcomes").begin_array();
  for (const CitizenOutcome& o : m.outcomes) json.begin_object().member("text", o.text).member("source", o.source).end_object();
  json.end_array().key("estimates").begin_array();
  for (const Estimate& e : r.estimates) add(json, e);
  json.end_array().member("horizon_source", m.horizon_source).member("horizon_owner", m.horizon_owner).end_object();
  return json.take() + "\n";
}

std::string as_html(const InvestmentModel& m, const Result& r, Language l) {
  const Table by_payer = payer_table(m, r, l), citizens = citizen_table(m, l), years = year_table(m, r, l), swings = tornado_table(r, l), basis = basis_table(r, l), all = estimate_table(m, r, l);
  const auto html = [&](const Table& t) { return report::table_html(t, {.label = t.title}, l); };
  report::Page page{.title = said(l, "Investering: {0}", "Investment: {0}", {m.title}),
                    .short_date = m.prices_of,
                    .date = said(l, "År 0-{0}, kr. i {1}-priser", "Years 0-{0}, kroner in prices of {1}", {std::to_string(m.horizon), m.prices_of})};
  page.tiles.push_back({kroner(r.total.net, l), said(l, "netto i alt, nutidsværdi", "net in all, present value")});
  for (std::size_t p = 0; p < payers; ++p) if (r.by_payer[p].stated) page.tiles.push_back({kroner(r.by_payer[p].net, l), payer_name(static_cast<Payer>(p), l)});
  page.tiles.push_back({r.total.break_even_year ? std::to_string(*r.total.break_even_year) : report::nothing_mark, said(l, "tjent hjem i år", "break-even year")});
  page.tiles.push_back({report::percent(r.resting_on[static_cast<std::size_t>(EstimateKind::guess)], l), said(l, "af beløbene hviler på skøn", "of the amounts rest on guesses")});
  page.how_to_read = cautions(r, l);
  page.parts = {{"result", said(l, "Resultat og borgere", "Result and citizens"), html(by_payer) + html(citizens) + html(key_table(m, r, l))},
                {"years", said(l, "År for år", "Year by year"), figure(cumulative_svg(m, r, "cumulative-picture", l), years, l)},
                {"uncertainty", said(l, "Hvor sikkert er det?", "How certain is it?"), (r.tornado.empty() ? html(swings) : figure(tornado_svg(r, "tornado-picture", l), swings, l)) + html(simulation_table(r, l))},
                {"basis", said(l, "Hvad det hviler på", "What it rests on"), html(basis) + html(all)}};
  page.footer = page.how_to_read.front();
  return report::page_html(page, l);
}

bool write_xlsx(const InvestmentModel& m, const Result& r, Language l, const std::filesystem::path& file) {
  std::vector<Table> tables{payer_table(m, r, l), citizen_table(m, l)};
  for (Table& t : other_tables(m, r, l)) tables.push_back(std::move(t));
  report::Cover cover{.title = said(l, "Investering: {0}", "Investment: {0}", {m.title}), .lines = cautions(r, l), .notes = {}};
  for (const CitizenOutcome& o : m.outcomes) cover.notes.push_back(o.text + " [" + o.source + "]");
  return report::write_workbook(cover, tables, l, file);
}

}  // namespace rettesnor::invest
