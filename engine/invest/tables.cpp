#include "engine/invest/tables.hpp"

#include <algorithm>
#include <cmath>

#include "engine/report/words.hpp"

namespace rettesnor::invest {

using report::CellValue;
using report::Column;
using report::ColumnKind;
using report::Nothing;
using report::Number;
using report::said;
using report::ShareValue;
using report::Table;

namespace {

constexpr Payer all_payers[] = {Payer::municipality, Payer::region, Payer::state};

CellValue amount(double kroner) { return static_cast<std::int64_t>(std::llround(kroner)); }

/// The others' zeros are unknown.
std::vector<Payer> stated(const Result& r) {
  std::vector<Payer> out;
  for (const Payer p : all_payers) {
    if (r.by_payer[static_cast<std::size_t>(p)].stated) out.push_back(p);
  }
  return out;
}

CellValue year(const std::optional<std::size_t>& y) {
  if (!y) return Nothing{};
  return static_cast<std::int64_t>(*y);
}

/// As many decimals as it has.
CellValue number(double value) {
  constexpr int most = 6;
  double scale = 1;
  int digits = 0;
  while (digits < most && std::abs(value * scale - std::round(value * scale)) > 1e-7) {
    scale *= 10;
    ++digits;
  }
  if (digits == 0) return static_cast<std::int64_t>(std::llround(value));
  return Number{value, digits};
}

std::string unit_of(const Estimate& e, Language l) { return e.name == "discount_rate" ? said(l, "om året", "a year") : std::string(); }

}  // namespace

std::string payer_name(Payer payer, Language l) {
  switch (payer) {
    case Payer::municipality: return said(l, "kommune", "municipality");
    case Payer::region: return said(l, "region", "region");
    case Payer::state: return said(l, "stat", "state");
  }
  return {};
}

std::string kind_name(EstimateKind kind, Language l) {
  switch (kind) {
    case EstimateKind::measured: return said(l, "målt", "measured");
    case EstimateKind::literature: return said(l, "litteratur", "literature");
    case EstimateKind::guess: return said(l, "skøn", "guess");
  }
  return {};
}

std::string estimate_name(const std::string& name, Language l) {
  if (l == Language::english) return name == "discount_rate" ? "discount rate" : name;
  const std::size_t end = std::min(name.find(' '), name.size());
  constexpr std::pair<std::string_view, std::string_view> words[] = {{"participants", "deltagere"}, {"success", "succes"}, {"baseline", "succes uden indsatsen"}, {"discount_rate", "diskonteringsrente"},
                                                                     {"amount", "udgift"}, {"change", "ændring"}, {"price", "pris"}};
  for (const auto& [english, danish] : words) {
    if (name.substr(0, end) == english) return std::string(danish) + name.substr(end);
  }
  return name;
}

std::string kroner(double amount, Language l) { return report::grouped(std::llround(amount), l) + " kr."; }

Table payer_table(const InvestmentModel& m, const Result& r, Language l) {
  Table out{.title = said(l, "Nettoresultat pr. betaler, år 0-{0}, kr. i {1}-priser", "Net result by payer, years 0-{0}, kroner in prices of {1}", {std::to_string(m.horizon), m.prices_of}),
            .columns = {{said(l, "Betaler", "Payer"), ColumnKind::text},
                        {said(l, "indsatsens udgift", "cost of the effort")},
                        {said(l, "afledte konsekvenser", "consequences")},
                        {said(l, "netto", "net")},
                        {said(l, "netto, udiskonteret", "net, undiscounted")},
                        {said(l, "tjent hjem i år", "break-even year")}},
            .total = true};
  const auto row = [&](std::string name, const PayerResult& p) { out.rows.push_back({std::move(name), amount(p.cost), amount(p.consequences), amount(p.net), amount(p.undiscounted), year(p.break_even_year)}); };
  for (const Payer payer : stated(r)) row(payer_name(payer, l), r.by_payer[static_cast<std::size_t>(payer)]);
  row(said(l, "i alt", "total"), r.total);
  out.notes = {said(l, "Et positivt tal er penge, betaleren beholder; et negativt er penge, den bruger. Nutidsværdi med {0} % om året; år 0 diskonteres ikke.", "A positive amount is money that the payer keeps, a negative one money that it spends. Present value at {0} % a year; year 0 is not discounted.",
                   {report::plain(m.rate.value * 100, l)}),
               said(l, "Året er det første, hvorfra summen bliver ved med at være mindst 0; – betyder ikke inden for horisonten, eller at der ingen udgift er at tjene hjem.", "The year is the first from which the sum stays at or above 0; – means not within the horizon, or that there is no cost to earn back.")};
  std::string left_out;
  for (const Payer payer : all_payers) {
    if (!r.by_payer[static_cast<std::size_t>(payer)].stated) left_out += (left_out.empty() ? "" : ", ") + payer_name(payer, l);
  }
  if (!left_out.empty()) out.notes.push_back(said(l, "Modellen siger intet om {0}: det er ukendt, ikke nul, og er ikke med i summen.", "The model says nothing of {0}: that is unknown, not zero, and not in the total.", {left_out}));
  for (const Consequence& c : m.consequences) {
    std::string unsaid;
    for (const Payer payer : stated(r)) {
      if (std::ranges::find(c.prices, payer, &Price::payer) == c.prices.end()) unsaid += (unsaid.empty() ? "" : ", ") + payer_name(payer, l);
    }
    if (!unsaid.empty()) out.notes.push_back(said(l, "{0}: ingen pris er angivet for {1}, og intet er regnet med.", "{0}: no price is stated for {1}, and nothing is counted.", {c.name, unsaid}));
  }
  return out;
}

Table citizen_table(const InvestmentModel& m, Language l) {
  Table out{.title = said(l, "For borgerne", "For the citizens"), .columns = {{said(l, "Hvad der er fundet", "What was found"), ColumnKind::text}, {said(l, "Kilde", "Source"), ColumnKind::text}}};
  for (const CitizenOutcome& o : m.outcomes) out.rows.push_back({o.text, o.source});
  return out;
}

Table year_table(const InvestmentModel&, const Result& r, Language l) {
  Table out{.title = said(l, "Nettoresultat pr. år, kr.", "Net result by year, kroner"), .columns = {{said(l, "År", "Year"), ColumnKind::text}}, .total = true};
  for (const Payer payer : stated(r)) out.columns.push_back({payer_name(payer, l)});
  out.columns.insert(out.columns.end(), {{said(l, "i alt", "total")}, {said(l, "nutidsværdi", "present value")}, {said(l, "akkumuleret", "cumulative")}});
  for (std::size_t y = 0; y < r.cumulative.size(); ++y) {
    std::vector<CellValue> row{std::to_string(y)};
    for (const Payer p : stated(r)) row.push_back(amount(r.by_payer[static_cast<std::size_t>(p)].by_year[y]));
    row.push_back(amount(r.total.by_year[y]));
    row.push_back(amount(r.cumulative[y] - (y > 0 ? r.cumulative[y - 1] : 0)));
    row.push_back(amount(r.cumulative[y]));
    out.rows.push_back(std::move(row));
  }
  std::vector<CellValue> undiscounted{said(l, "udiskonteret", "undiscounted")}, present{said(l, "nutidsværdi", "present value")};
  for (const Payer payer : stated(r)) {
    const PayerResult& p = r.by_payer[static_cast<std::size_t>(payer)];
    undiscounted.push_back(amount(p.undiscounted));
    present.push_back(amount(p.net));
  }
  undiscounted.insert(undiscounted.end(), {amount(r.total.undiscounted), Nothing{}, Nothing{}});
  present.insert(present.end(), {amount(r.total.net), amount(r.total.net), Nothing{}});
  out.rows.push_back(std::move(undiscounted));
  out.rows.push_back(std::move(present));
  out.notes = {said(l, "Betalerne og `i alt` er udiskonterede; `akkumuleret` er summen af nutidsværdierne så langt.", "Payers and `total` are not discounted; `cumulative` is the sum of the present values so far.")};
  return out;
}

Table key_table(const InvestmentModel& m, const Result& r, Language l) {
  Table out{.title = said(l, "Hvad der afgør fortegnet", "What decides the sign"), .columns = {{said(l, "Tal", "Figure"), ColumnKind::text}, {said(l, "værdi", "value"), ColumnKind::number}}};
  const auto row = [&](std::string name, CellValue value) { out.rows.push_back({std::move(name), std::move(value)}); };
  row(said(l, "deltagere", "participants"), number(m.participants.value));
  row(said(l, "succes med indsatsen", "success with the effort"), ShareValue{m.success.value});
  row(said(l, "succes uden indsatsen (basisalternativ)", "success without the effort (baseline)"), ShareValue{m.baseline.value});
  row(said(l, "ekstra succeser", "extra successes"), number(r.extra_successes));
  const bool most = r.break_even == BreakEven::at_most;
  row(most ? said(l, "succes, der højst må til for at gå i nul", "success at most for it to break even") : said(l, "succes, der skal til for at gå i nul", "success at which it breaks even"), r.break_even_rate ? CellValue{ShareValue{*r.break_even_rate}} : CellValue{Nothing{}});
  if (most) out.notes = {said(l, "Konsekvenserne koster her: flere succeser giver en større udgift.", "The consequences cost here: more success costs more.")};
  if (r.break_even == BreakEven::always) out.notes = {said(l, "Indsatsen går mindst i nul ved enhver succesrate fra 0 til 100 %.", "The effort breaks even at every success from 0 to 100 %.")};
  if (r.break_even == BreakEven::never) out.notes = {said(l, "Ingen succesrate fra 0 til 100 % får indsatsen til at gå i nul.", "No success from 0 to 100 % makes the effort break even.")};
  return out;
}

Table tornado_table(const Result& r, Language l) {
  Table out{.title = said(l, "Ét tal ad gangen: nettoresultat ved lav og høj værdi, kr.", "One number at a time: net result at its low and high, kroner"),
            .columns = {{said(l, "Tal", "Number"), ColumnKind::text}, {said(l, "lav", "low"), ColumnKind::number}, {said(l, "høj", "high"), ColumnKind::number},
                        {said(l, "netto ved lav", "net at low")}, {said(l, "netto ved høj", "net at high")}, {said(l, "udsving", "swing")}}};
  for (const Swing& s : r.tornado) {
    out.rows.push_back({estimate_name(s.of.name, l), number(*s.of.low), number(*s.of.high), amount(s.at_low), amount(s.at_high), amount(std::abs(s.at_high - s.at_low))});
  }
  const std::size_t still = r.estimates.size() - r.tornado.size();
  if (still > 0) out.notes = {said(l, "{0} af {1} tal har intet interval og er holdt fast.", "{0} of {1} numbers have no range and are held still.", {std::to_string(still), std::to_string(r.estimates.size())})};
  return out;
}

Table simulation_table(const Result& r, Language l) {
  Table out{.title = said(l, "Alle tal på én gang", "All numbers at once")};
  if (!r.simulation) {
    out.notes = {said(l, "Ingen tal har et interval, så der er intet at trække. Det betyder ikke, at resultatet er sikkert.", "No number has a range, so there is nothing to draw. That does not make the result certain.")};
    return out;
  }
  const Simulation& s = *r.simulation;
  out.columns = {{said(l, "Tal", "Figure"), ColumnKind::text}, {said(l, "kr.", "kroner"), ColumnKind::number}};
  const auto row = [&](std::string name, CellValue value) { out.rows.push_back({std::move(name), std::move(value)}); };
  row(said(l, "5 % af trækningerne ligger under", "5 % of draws lie below"), amount(s.low));
  row(said(l, "median", "median"), amount(s.median));
  row(said(l, "gennemsnit", "mean"), amount(s.mean));
  row(said(l, "95 % af trækningerne ligger under", "95 % of draws lie below"), amount(s.high));
  row(said(l, "trækninger, hvor nettoresultatet ikke er negativt", "draws in which the net result is not negative"), ShareValue{s.share_not_negative});
  out.notes = {said(l, "{0} trækninger (frø {1}) af trekantfordelinger fra lav over værdi til høj, hvert tal for sig. Tallene siger, hvad intervallerne betyder, ikke om de er rigtige.",
                    "{0} draws (seed {1}) from triangular distributions, low over value to high, each number on its own. They say what the ranges mean, not whether they are right.", {report::grouped(static_cast<std::int64_t>(s.draws), l), std::to_string(s.seed)})};
  return out;
}

Table basis_table(const Result& r, Language l) {
  Table out{.title = said(l, "Hvad resultatet hviler på", "What the result rests on"), .columns = {{said(l, "Svageste tal i beløbet", "Weakest number in the amount"), ColumnKind::text}, {said(l, "andel af alle beløb", "share of all amounts"), ColumnKind::share}}};
  for (const EstimateKind kind : {EstimateKind::measured, EstimateKind::literature, EstimateKind::guess}) out.rows.push_back({kind_name(kind, l), ShareValue{r.resting_on[static_cast<std::size_t>(kind)]}});
  std::string guesses;
  for (const Estimate& e : r.estimates) {
    if (e.kind == EstimateKind::guess) guesses += (guesses.empty() ? "" : "; ") + estimate_name(e.name, l) + " (" + e.owner + ")";
  }
  out.notes = {said(l, "Udgifter og konsekvenser, uden fortegn, i nutidsværdi, hver så stor som enden af ét af dens intervaller kan gøre den. Et beløb hviler på skøn, når bare ét af de tal, det er ganget sammen af, er et skøn. Horisont og rente er valg og tæller ikke med her.",
                    "Costs and consequences, without sign, in present value, each as large as the end of any one of its ranges makes it. An amount rests on a guess if any of the numbers it is multiplied from is one. Horizon and rate are choices and do not count here."),
               said(l, "Uden de konsekvenser, der hviler på skøn, er nettoresultatet {0}", "Without the consequences that rest on guesses the net result is {0}", {kroner(r.net_without_guesses, l)})};
  std::string unweighed;
  for (const Estimate& e : r.unweighed) unweighed += (unweighed.empty() ? "" : "; ") + estimate_name(e.name, l) + " (" + e.owner + ")";
  if (!unweighed.empty()) out.notes.push_back(said(l, "Skøn på 0 uden interval: {0}. Hvor meget de betyder, kan ikke siges, og andelen af skøn er mindst det, der står.", "Guesses of 0 without a range: {0}. What they weigh cannot be said, and the share of guesses is at least what is shown.", {unweighed}));
  if (!guesses.empty()) out.notes.push_back(said(l, "Skøn: {0}", "Guesses: {0}", {guesses}));
  return out;
}

Table estimate_table(const InvestmentModel& m, const Result& r, Language l) {
  Table out{.title = said(l, "Alle tal, med kilde og ejer", "Every number, with source and owner"),
            .columns = {{said(l, "Tal", "Number"), ColumnKind::text}, {said(l, "kilde", "source"), ColumnKind::text}, {said(l, "ejer", "owner"), ColumnKind::text},
                        {said(l, "værdi", "value"), ColumnKind::number}, {said(l, "lav", "low"), ColumnKind::number}, {said(l, "høj", "high"), ColumnKind::number}, {said(l, "art", "kind"), ColumnKind::text}},
            .leading_lines = true};
  const auto end = [](const std::optional<double>& v) { return v ? number(*v) : CellValue{Nothing{}}; };
  out.rows.push_back({said(l, "horisont, år", "horizon, years"), m.horizon_source, m.horizon_owner, static_cast<std::int64_t>(m.horizon), Nothing{}, Nothing{}, said(l, "valg", "choice")});
  for (const Estimate& e : r.estimates) {
    const std::string unit = unit_of(e, l);
    out.rows.push_back({estimate_name(e.name, l) + (unit.empty() ? "" : ", " + unit), e.source, e.owner, number(e.value), end(e.low), end(e.high), kind_name(e.kind, l)});
  }
  for (const Consequence& c : m.consequences) out.notes.push_back(said(l, "{0}: enheden er {1}, pr. ekstra succes og år, år {2}-{3} ({4}; {5})", "{0}: the unit is {1}, per extra success and year, years {2}-{3} ({4}; {5})", {c.name, c.unit, std::to_string(c.years.from), std::to_string(c.years.until), c.source, c.owner}));
  return out;
}

std::vector<std::string> cautions(const Result& r, Language l) {
  std::vector<std::string> out{said(l, "Resultatet i kroner står aldrig alene: et minus kan være en god indsats for borgerne, og et plus siger intet om dem. Læs det sammen med, hvad der er fundet for borgerne.",
                                    "The result in kroner never stands alone: a minus may be a good effort for the citizens, and a plus says nothing of them. Read it with what was found for the citizens.")};
  const auto minus = [&](Payer p) { return std::round(r.by_payer[static_cast<std::size_t>(p)].net) < 0; };
  const auto plus = [&](Payer p) { return std::round(r.by_payer[static_cast<std::size_t>(p)].net) > 0; };
  const bool some_minus = std::ranges::any_of(all_payers, minus), some_plus = std::ranges::any_of(all_payers, plus);
  if (some_minus && some_plus) out.push_back(said(l, "Nogle betalere får et plus og andre et minus: den, der betaler, er ikke den, der sparer.", "Some payers gain and others lose: who pays is not who saves."));
  out.push_back(said(l, "Et groft overslag på regnerens eget ansvar; følg op på, hvad der faktisk sker.", "A rough estimate, on the responsibility of those who made it; follow up on what happens."));
  return out;
}

}  // namespace rettesnor::invest
