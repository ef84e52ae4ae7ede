#include "engine/leader/short.hpp"

#include <algorithm>
#include <cmath>

#include "engine/leader/beside.hpp"
#include "engine/report/compose.hpp"
#include "engine/report/frameworks.hpp"
#include "engine/report/measure_tables.hpp"
#include "engine/report/text_table.hpp"
#include "grammar/base/markup.hpp"

namespace rettesnor::leader {

using report::PublishedMeasure;
using report::PublishedRule;
using report::said;
using statistics::Place;

namespace {

constexpr std::size_t most_lines = 5;
/// A share that what is open could move by more than this says little by itself.
constexpr double wide = 0.1;

/// One duty of law with all its counts shown.
struct Duty {
  const PublishedRule* rule = nullptr;
  report::Row row;
  report::Share share;
  std::optional<double> country;
  Place place = Place::within;  ///< against the country, where what is open cannot move it
};

struct Duties {
  std::vector<Duty> shown;
  std::size_t hidden = 0;  ///< with instances here, or perhaps: a count is not shown
  std::size_t open = 0;    ///< of the shown, those whose share what is open could move by more than `wide`
};

Duties duties_of(const report::Publication& from, const std::string& municipality) {
  Duties out;
  for (const PublishedRule& r : from.rules) {
    if (!r.law || !r.any) continue;
    const auto own = row_in(r, municipality);
    if (!own) {
      out.hidden += r.municipalities ? 0 : 1;
      continue;
    }
    const auto share = report::share_of(*own);
    if (!share) {
      out.hidden += own->kept && own->missed && own->open ? 0 : 1;
      continue;
    }
    Duty duty{.rule = &r, .row = *own, .share = *share, .country = {}};
    if (const auto whole = report::share_of(r.national)) duty.country = whole->value;
    const auto funnel = report::funnel_of(r);
    const auto stands = funnel ? report::standing(*own, funnel->centre) : std::nullopt;
    if (stands && !stands->may_change) duty.place = stands->place;
    out.open += share->bounds.high - share->value > wide || share->value - share->bounds.low > wide ? 1 : 0;
    out.shown.push_back(duty);
  }
  return out;
}

bool above(const Duty& d) { return d.place == Place::above || d.place == Place::far_above; }
bool below(const Duty& d) { return d.place == Place::below || d.place == Place::far_below; }

/// `Kvittering: 87,5 % overholdt, landet 91,2 % – sikkert under landet`.
std::string line_of(const Duty& d, bool missed, Language l) {
  std::string out = report::title_of(*d.rule, l) + ": ";
  if (missed) {
    out += said(l, "{0} gange ikke overholdt eller for sent af {1}", "missed or late {0} times of {1}", {report::grouped(*d.row.missed, l), report::grouped(d.share.settled.total, l)});
    out += said(l, " ({0} overholdt", " ({0} kept", {report::percent(d.share.value, l)});
  } else {
    out += said(l, "{0} overholdt af {1}", "{0} kept of {1}", {report::percent(d.share.value, l), report::grouped(d.share.settled.total, l)});
    out += d.country ? " (" : "";
  }
  if (d.country) out += (missed ? ", " : "") + said(l, "landet {0}", "the country {0}", {report::percent(*d.country, l)});
  out += missed || d.country ? ")" : "";
  if (above(d)) out += said(l, " – sikkert over landet", " – certainly above the country");
  if (below(d)) out += said(l, " – sikkert under landet", " – certainly below the country");
  return out + (d.rule->unverified ? " *" : "");
}

std::vector<const Duty*> first_of(const std::vector<Duty>& all, std::size_t most, const auto& wanted, const auto& before) {
  std::vector<const Duty*> out;
  for (const Duty& d : all) {
    if (wanted(d)) out.push_back(&d);
  }
  std::ranges::stable_sort(out, [&](const Duty* a, const Duty* b) { return before(*a, *b); });
  if (out.size() > most) out.resize(most);
  return out;
}

std::string measure_line(const PublishedMeasure& m, const report::MeasureRow& row, Language l) {
  const std::string name = report::title_of(m, l) + (m.entry_by_score ? " †" : "") + ": ";
  if (!m.average) {
    if (!row.settled || *row.settled == 0 || !row.parts[0]) return {};
    const double share = static_cast<double>(*row.parts[0]) / static_cast<double>(*row.settled);
    std::string out = name + said(l, "{0} af {1}", "{0} of {1}", {report::percent(share, l), report::grouped(*row.settled, l)});
    if (m.all.settled && *m.all.settled > 0 && m.all.parts[0]) out += said(l, " (landet {0})", " (the country {0})", {report::percent(static_cast<double>(*m.all.parts[0]) / static_cast<double>(*m.all.settled), l)});
    return out;
  }
  if (!row.mean) return {};
  std::string out = name + report::decimal(row.mean->value, 1, l);
  if (m.all.mean) out += said(l, " (landet {0})", " (the country {0})", {report::decimal(m.all.mean->value, 1, l)});
  return out + said(l, ", målt hos {0}", ", measured of {0}", {row.settled ? report::grouped(*row.settled, l) : std::string(report::hidden_mark)});
}

Brief outcomes(const report::Publication& from, const std::string& municipality, Language l) {
  Brief out{said(l, "Forandring for borgerne", "Change for the citizens"), {}};
  std::size_t hidden = 0;
  bool regression = false;
  for (const PublishedMeasure& m : from.measures) {
    if (m.matter != "outcome" || m.all.parts.empty()) continue;
    const OwnMeasure own = row_in(m, municipality);
    std::string line = own.row == nullptr ? std::string() : measure_line(m, *own.row, l);
    if (line.empty()) {
      hidden += own.row != nullptr || m.left_out ? 1 : 0;
    } else if (out.lines.size() < most_lines) {
      regression = regression || m.entry_by_score;
      out.lines.push_back(std::move(line));
    }
  }
  if (hidden > 0) out.lines.push_back(said(l, "{0} mål kan ikke vises for kommunen: tallene er for små.", "{0} measures cannot be shown of the municipality: the counts are too small.", {std::to_string(hidden)}));
  if (out.lines.empty()) out.lines.push_back(said(l, "Intet mål for borgerne kan vises.", "No measure of the citizens can be shown."));
  if (regression) out.lines.push_back(said(l, "† En del af ændringen var kommet uden indsats: de er valgt, fordi tallet var højt eller lavt.", "† Part of the change would have come without any measure: they were chosen since the figure was high or low."));
  return out;
}

Brief waiting(const report::Publication& from, const Question& q, Date day, Language l) {
  Brief out{said(l, "Venter på en beslutning", "Waits for a decision"), {}};
  if (q.reg != nullptr) {
    DeterminantRegister own = *q.reg;
    std::erase_if(own.ratings, [&](const Rated& r) { return r.municipality != q.municipality; });
    for (const implementation::Overdue& o : implementation::overdue(own, day)) {
      out.lines.push_back(said(l, "{0} ({1}): {2} dage over tid", "{0} ({1}): {2} days overdue", {o.of->action, o.of->owner, std::to_string(o.days)}));
    }
    const auto sites = implementation::sites_of(own, implementation::By::municipality);
    if (const std::size_t n = implementation::without_action(sites); n > 0) {
      out.lines.push_back(n == 1 ? said(l, "1 barriere har intet tiltag.", "1 barrier has no action.") : said(l, "{0} barrierer har intet tiltag.", "{0} barriers have no action.", {std::to_string(n)}));
    }
  }
  std::size_t unknown = 0;
  for (const ledger::Framework& f : from.frameworks) {
    const report::Decided decided = report::decided(f, q.municipality);
    if (decided == report::Decided::unknown) ++unknown;
    if (decided != report::Decided::none && decided != report::Decided::some) continue;
    out.lines.push_back(report::title_of(f, l) + ": " + report::decided_text(f, q.municipality, l));
  }
  if (unknown == 1) out.lines.push_back(said(l, "1 ramme, som kommunen selv kan fastsætte: det er ikke oplyst, om den har.", "1 framework that the municipality may set: whether it has is not known."));
  if (unknown > 1) out.lines.push_back(said(l, "{0} rammer, som kommunen selv kan fastsætte: det er ikke oplyst, om den har.", "{0} frameworks that the municipality may set: whether it has is not known.", {std::to_string(unknown)}));
  return out;
}

Brief unsaid(const Duties& duties, Language l) {
  Brief out{said(l, "Hvad tallene ikke siger", "What the figures do not say"), {}};
  const std::string all = std::to_string(duties.hidden + duties.shown.size()), hidden = std::to_string(duties.hidden);
  if (duties.hidden > 0) out.lines.push_back(said(l, "{0} af {1} lovkrav er ikke med her: deres tal er skjult, fordi de er små eller ville røbe små tal. De kan være holdt eller ikke, eller slet ikke have sager her.", "{0} of {1} duties of law are not here: their counts are hidden, being small or telling of small ones. They may be kept or not, or have no cases here.", {hidden, all}));
  if (duties.open == 1) out.lines.push_back(said(l, "Ved ét lovkrav er så meget uafklaret, at andelen kan være mere end 10 procentpoint en anden.", "For one duty of law so much is undetermined that the share may differ by more than 10 percentage points."));
  if (duties.open > 1) out.lines.push_back(said(l, "Ved {0} lovkrav er så meget uafklaret, at andelen kan være mere end 10 procentpoint en anden.", "For {0} duties of law so much is undetermined that the share may differ by more than 10 percentage points.", {std::to_string(duties.open)}));
  if (std::ranges::any_of(duties.shown, [](const Duty& d) { return d.rule->unverified; })) out.lines.push_back(report::word(report::Word::note_unverified, l));
  out.lines.push_back(said(l, "En forskel fra landet, der ikke er kaldt sikker, kan være tilfældig.", "A difference from the country that is not called certain may be chance."));
  out.lines.push_back(said(l, "Hvorfor noget ikke er overholdt, ved ingen ud fra tallene, og hvad der ikke er registreret, er ikke bedømt.", "Why something was missed nobody knows from the figures, and what is not recorded is not judged."));
  return out;
}

}  // namespace

std::vector<Brief> in_short(const report::Publication& from, const Question& q, Date day, Language l) {
  const Duties duties = duties_of(from, q.municipality);
  Brief missed{said(l, "Glipper oftest (lovkrav)", "Missed most often (law)"), {}}, best{said(l, "Holdes bedst (lovkrav)", "Kept best (law)"), {}};
  // What is missed is never left out for being kept often; those certainly below the country come first, then by how many citizens it is about.
  const auto worst = first_of(duties.shown, most_lines, [](const Duty& d) { return *d.row.missed > 0 && !above(d); },
                              [](const Duty& x, const Duty& y) { return below(x) != below(y) ? below(x) : *x.row.missed > *y.row.missed; });
  const auto good = first_of(duties.shown, most_lines, [&](const Duty& d) { return std::ranges::find(worst, &d) == worst.end() && !below(d) && d.share.value > 0.5; },
                             [](const Duty& x, const Duty& y) { return above(x) != above(y) ? above(x) : x.share.value > y.share.value; });
  for (const Duty* d : good) best.lines.push_back(line_of(*d, false, l));
  for (const Duty* d : worst) missed.lines.push_back(line_of(*d, true, l));
  for (Brief* b : {&best, &missed}) {
    if (!b->lines.empty()) continue;
    b->lines.push_back(duties.shown.empty() ? said(l, "Intet lovkrav kan vises.", "No duty of law can be shown.") : said(l, "Intet at nævne.", "Nothing to mention."));
  }
  std::vector<Brief> out{std::move(best), std::move(missed), outcomes(from, q.municipality, l)};
  if (Brief waits = waiting(from, q, day, l); !waits.lines.empty()) out.push_back(std::move(waits));
  out.push_back(unsaid(duties, l));
  return out;
}

std::string briefs_text(const std::vector<Brief>& briefs) {
  std::string out;
  for (const Brief& b : briefs) {
    out += "\n" + b.heading + "\n";
    for (const std::string& line : b.lines) {
      std::string wrapped = report::text_paragraph(line, "    ");
      wrapped.replace(0, 4, "  - ");
      out += wrapped;
    }
  }
  return out;
}

std::string briefs_html(const std::vector<Brief>& briefs) {
  std::string out = "<div class=\"briefs\">\n";
  for (const Brief& b : briefs) {
    out += "<section>\n<h3>" + escape_markup(b.heading) + "</h3>\n<ul>\n";
    for (const std::string& line : b.lines) out += "<li>" + escape_markup(line) + "</li>\n";
    out += "</ul>\n</section>\n";
  }
  return out + "</div>\n";
}

}  // namespace rettesnor::leader
