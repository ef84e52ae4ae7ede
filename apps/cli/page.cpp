#include "apps/cli/page.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "grammar/base/utf8.hpp"

namespace rettesnor::cli {

namespace {

constexpr std::size_t width = 100;
constexpr std::size_t open_items_shown = 12;
constexpr std::size_t open_rights_shown = 4;

/// Groups of law on the page, in order.
enum class Group : std::uint8_t { act, open, judge, kept, standing, not_relevant };

Group group_of(const Finding& finding) {
  const VerdictSet set = finding.result.possible;
  if (finding.standing) return Group::standing;
  if (certainly_late_or_breached(set) || set.is(Verdict::pending)) return Group::act;
  if (!set.determined()) return Group::open;
  if (set.is(Verdict::for_judgement)) return Group::judge;
  return set.is(Verdict::fulfilled) ? Group::kept : Group::not_relevant;
}

// Breached first, then late-or-breached, late, pending by due, pending without due.
std::tuple<int, std::int64_t> urgency(const Finding& finding) {
  const InstanceResult& r = finding.result;
  const std::int64_t due = r.due ? r.due->earliest.micros : INT64_MAX;
  if (r.possible.is(Verdict::breached)) return {0, due};
  if (r.possible.is(Verdict::pending)) return {r.due ? 3 : 4, due};
  return {r.possible.is(Verdict::late) ? 2 : 1, due};
}

Style style_of(VerdictSet set) {
  if (set.is(Verdict::breached)) return Style::red;
  if (certainly_late_or_breached(set)) return Style::yellow;
  if (set.is(Verdict::pending)) return Style::blue;
  if (set.is(Verdict::fulfilled)) return Style::green;
  return set.determined() ? Style::plain : Style::magenta;
}

class Page {
 public:
  Page(const Console& console, const Prober& prober) : console_(console), prober_(prober), model_(prober.model()), language_(console.language()) {}

  std::string take() { return std::move(out_); }

  std::string text(std::string_view danish, std::string_view english, std::vector<std::string> fills = {}) const {
    return fill(in(language_, danish, english), fills);
  }

  void line(std::string_view content = {}) { out_.append(content).append("\n"); }
  void heading(std::string_view title, std::size_t count) {
    line();
    std::string label(title);
    if (count > 0) label += " (" + std::to_string(count) + ")";
    line(console_.styled(Style::bold, label));
    std::string rule;
    for (std::size_t i = 0; i < std::min(display_width(label), width); ++i) rule += "─";
    line(console_.styled(Style::dim, rule));
  }
  void detail(std::string_view content, Style style = Style::dim) {
    styled_lines(wrapped("      " + std::string(content), width, 6), style);
  }
  void styled_lines(std::string_view content, Style style) {
    while (!content.empty()) {
      const std::size_t end = std::min(content.find('\n'), content.size());
      line(console_.styled(style, content.substr(0, end)));
      content.remove_prefix(std::min(end + 1, content.size()));
    }
  }

  // `  ikke overholdt   Kvittering (n1): …`, the verdict in a column of its own.
  void headline_line(std::string_view label, Style style, std::string_view head) {
    constexpr std::size_t column = 24;
    std::string first = "  " + std::string(label);
    const std::size_t used = display_width(first);
    first.append(column > used ? column - used : 1, ' ');
    std::string whole = wrapped(first + std::string(head), width, column);
    // Only the label is coloured, after the layout is done.
    const std::size_t at = whole.find(label);
    if (at != std::string::npos) whole.replace(at, label.size(), console_.styled(style, label));
    line(whole);
  }

  std::string sources(const std::vector<const Cite*>& cites) const {
    std::string out;
    for (const Cite* cite : cites) {
      if (!out.empty()) out += "; ";
      if (cite->source) out += model_.sources[cite->source].title + (cite->locator.empty() ? "" : ", ");
      out += cite->locator;
      if (cite->unverified) out += " – " + std::string(phrase(Saying::unverified_label, language_));
      if (cite->text_of) out += " – " + text_of_note(model_, *cite, language_);
    }
    return out;
  }

  std::string timing(const Finding& finding) const {
    const InstanceResult& r = finding.result;
    std::vector<std::string> parts;
    if (r.due) parts.push_back(upper_first(say(Saying::why_due, language_, {time_text(*r.due, language_)})));
    if (r.done) parts.push_back(say(Saying::why_done, language_, {time_text(*r.done, language_)}));
    if (finding.late_by && r.possible.is(Verdict::late)) parts.push_back(say(Saying::why_late_by, language_, {length_text(*finding.late_by, language_)}));
    if (finding.since) {
      parts.push_back(say(finding.overdue ? Saying::why_overdue : Saying::why_elapsed, language_, {length_text(*finding.since, language_)}));
    }
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : " · ") + part;
    return out;
  }

  std::string facts(const Finding& finding) const {
    std::string out;
    for (const CellRef& ref : finding.decisive) {
      out += (out.empty() ? "" : "; ") + fact_text(prober_, ref, language_);
    }
    return out.empty() ? out : text("Fordi: ", "Because: ") + out;
  }

  void item(const Finding& finding) {
    const bool should = finding.sphere == Sphere::recommendation;
    const VerdictSet set = finding.result.possible;
    std::string label(word(set, should, language_));
    if (!set.determined() && certainly_late_or_breached(set)) {
      label = std::string(word(Verdict::late, should, language_)) + "/" + std::string(word(Verdict::breached, should, language_));
    }
    headline_line(label, style_of(set), headline(model_, finding, language_));
    if (const std::string when = timing(finding); !when.empty()) detail(when, Style::plain);
    if (const std::string why = facts(finding); !why.empty()) detail(why, Style::plain);
    for (const ExceptionId id : finding.result.exceptions) {
      const bool certain = std::ranges::find(finding.result.unsure_exceptions, id) == finding.result.unsure_exceptions.end();
      const std::string said = certain ? say(Saying::page_exception, language_, {title_of(model_, id, language_)})
                                       : text("Mulig undtagelse: {0}", "Possible exception: {0}", {title_of(model_, id, language_)});
      const std::string from = sources(cites_on(model_, finding.result, id));
      detail(from.empty() ? said : said + text(" – kilde: {0}", " – source: {0}", {from}), Style::plain);
    }
    if (finding.result.conflict) detail(text("Flere undtagelser gælder på én gang", "Several exceptions apply at once"), Style::plain);
    if (const std::string from = sources(finding.cites); !from.empty()) detail(from + " · " + model_.rules[finding.result.rule].name);
  }

  // One or two lines: what is open, and which verdicts are still possible.
  void open_item(const Finding& finding) {
    const bool should = finding.sphere == Sphere::recommendation;
    std::vector<std::string> words;
    for (const Verdict v : all_verdicts) {
      if (finding.result.possible.has(v)) words.emplace_back(word(v, should, language_));
    }
    const std::string said = headline(model_, finding, language_);
    line(wrapped("  " + said, width, 6));
    // What is no fact of the case, but how the law is read, stands here where the headline had no room for it.
    for (const Missing& missing : finding.missing) {
      const std::string what = missing_title(model_, missing, language_);
      if (missing.kind != Missing::Kind::cell && said.find(what) == std::string::npos) detail(text("Afhænger af {0}", "Depends on {0}", {what}));
    }
    std::string possible;
    for (const std::string& w : words) possible += (possible.empty() ? "" : text(" eller ", " or ")) + w;
    detail(possible + " · " + model_.rules[finding.result.rule].name);
  }

  void short_item(const Finding& finding) { line(wrapped("  " + headline(model_, finding, language_), width, 6)); }

  void more(std::size_t hidden) {
    if (hidden > 0) line(console_.styled(Style::dim, "  " + text("… og {0} til (--all viser dem)", "… and {0} more (--all shows them)", {std::to_string(hidden)})));
  }

  void header(const Report& report, const PageOptions& options) {
    const Concept& about = model_.concepts[prober_.subject().root->concept_id];
    const std::string title = text_in(about.title, language_, about.name);
    line(console_.styled(Style::bold, text("{0} · {1}", "{0} · {1}", {report.case_id, title})));
    std::string when = text("Opgjort {0}", "As of {0}", {moment_text(report.question.as_of, language_)});
    if (options.as_of_is_now) when += text(" (nu)", " (now)");
    if (report.question.known_at) when += text(" · kendt {0}", " · known at {0}", {moment_text(*report.question.known_at, language_)});
    if (!report.municipality.empty()) when += text(" · kommune {0}", " · municipality {0}", {report.municipality});
    line(when);
    std::vector<std::string> packages;
    // Those that hold rules about this kind of case; the others were loaded and had nothing to say.
    std::set<PackageId> judging;
    for (const RuleDecl& rule : model_.rules.rows()) {
      if (rule.root == prober_.subject().root->concept_id) judging.insert(rule.package);
    }
    for (const PackageId id : judging) packages.push_back(model_.packages[id].name + " " + model_.packages[id].version);
    line(wrapped(text("Regler: ", "Rules: ") + listing(packages, language_, options.all ? 100 : 2), width, 8));
    if (report.overlay) {
      const OverlayDecl& overlay = model_.overlays[report.overlay];
      std::string local = text("Lokalt tillæg: ", "Overlay: ") + text_in(overlay.title, language_, overlay.municipality);
      if (!overlay.decided_by.empty()) local += text(", vedtaget af ", ", decided by ") + overlay.decided_by;
      line(wrapped(local, width, 8));
    }
    for (const auto& [reading, yes] : report.question.pins) {
      line(text("Fastholdt: {0} = {1}", "Pinned: {0} = {1}", {reading, std::string(phrase(yes ? Saying::value_yes : Saying::value_no, language_))}));
    }
  }

  void sums(const Report& report) {
    std::size_t breached = 0, late = 0, pending = 0, open = 0, judge = 0, kept = 0, outside = 0;
    for (const Finding& f : report.law) {
      if (f.result.rest) continue;
      const VerdictSet set = f.result.possible;
      if (set.is(Verdict::breached)) ++breached;
      else if (certainly_late_or_breached(set)) ++late;
      else if (set.is(Verdict::pending)) ++pending;
      else if (!set.determined()) ++open;
      else if (set.is(Verdict::for_judgement)) ++judge;
      else if (set.is(Verdict::fulfilled)) ++kept;
      else ++outside;
    }
    std::string out;
    const auto add = [&](std::size_t n, std::string_view name) {
      if (n > 0) out += (out.empty() ? "" : " · ") + std::to_string(n) + " " + std::string(name);
    };
    add(breached, phrase(Saying::verdict_breached, language_));
    add(late, phrase(Saying::verdict_late, language_));
    add(pending, phrase(Saying::verdict_pending, language_));
    add(judge, phrase(Saying::verdict_for_judgement, language_));
    add(open, phrase(Saying::verdict_undetermined, language_));
    add(kept, phrase(Saying::verdict_fulfilled, language_));
    add(outside, phrase(Saying::verdict_not_applicable, language_));
    line();
    line(wrapped(text("Lovkrav: ", "Law: ") + (out.empty() ? text("ingen", "none") : out), width, 9));
  }

  void questions(const std::vector<Ask>& asks) {
    std::size_t number = 0;
    for (const Ask& ask : asks) {
      line(wrapped("  " + std::to_string(++number) + ". " + question_text(model_, ask.cell, language_), width, 6));
      detail(text("{0} · afklarer {1}", "{0} · settles {1}", {path_of(model_, ask.cell), std::to_string(ask.rules.size()) + text(ask.rules.size() == 1 ? " regel" : " regler", ask.rules.size() == 1 ? " rule" : " rules")}));
    }
  }

  const Console& console_;
  const Prober& prober_;
  const Model& model_;
  Language language_;
  std::string out_;
};

using Pointers = std::vector<const Finding*>;

Pointers of_group(const std::vector<Finding>& findings, Group group) {
  Pointers out;
  for (const Finding& f : findings) {
    if (group_of(f) == group) out.push_back(&f);
  }
  return out;
}

// What may be breached or is running matters most; the rest last.
void sort_open(Pointers& open) {
  std::ranges::stable_sort(open, {}, [](const Finding* f) {
    const VerdictSet set = f->result.possible;
    const int risk = set.has(Verdict::breached) ? 0 : set.has(Verdict::pending) ? 1 : 2;
    const std::int64_t due = f->result.due ? f->result.due->earliest.micros : INT64_MAX;
    return std::tuple(f->result.rest, risk, due);
  });
}

// Open for no other reason than that the data end before T.
bool waits_for_newer_data(const Finding& finding) {
  return !finding.missing.empty() && std::ranges::all_of(finding.missing, [](const Missing& m) {
    return m.kind == Missing::Kind::cell && (m.gap == Gap::not_yet || m.gap == Gap::open_list);
  });
}

void undetermined(Page& page, const Report& report, bool all) {
  Pointers open;
  std::size_t newer = 0;
  std::size_t rest = 0;
  for (const Finding* f : of_group(report.law, Group::open)) {
    if (all) {
      open.push_back(f);
    } else if (f->result.rest && !f->result.unsure) {
      ++rest;
    } else if (waits_for_newer_data(*f)) {
      ++newer;
    } else {
      open.push_back(f);
    }
  }
  if (open.size() + newer + rest == 0) return;
  sort_open(open);
  page.heading(page.text("Uafklaret – mangler oplysninger", "Undetermined – facts are missing"), open.size() + newer);
  const std::size_t limit = all ? open.size() : std::min(open_items_shown, open.size());
  for (std::size_t i = 0; i < limit; ++i) page.open_item(*open[i]);
  page.more(open.size() - limit);
  const auto& drawn = page.prober_.subject().extraction_time;
  if (newer > 0 && drawn) {
    page.line(wrapped(page.text("  {0} krav afhænger kun af, hvad der er sket efter {1}, hvor oplysningerne er fra.",
                                "  {0} duties depend only on what has happened after {1}, when the data were drawn.",
                                {std::to_string(newer), moment_text(*drawn, page.language_)}), width, 2));
  } else if (newer > 0) {
    page.line(wrapped(page.text("  {0} krav afhænger kun af, hvad der er sket siden oplysningerne blev registreret.",
                                "  {0} duties depend only on what has happened since the data were recorded.", {std::to_string(newer)}), width, 2));
  }
  if (rest > 0) {
    page.line(wrapped(page.text("  Under {0} regler kan der være flere tilfælde, som oplysningerne ikke viser.",
                                "  Under {0} rules there may be more cases that the data do not show.", {std::to_string(rest)}), width, 2));
  }
}

// A right whose conditions nobody has recorded may be there: it is said what it depends on, and those beyond a few are counted.
void rights(Page& page, const Report& report, bool all) {
  Pointers shown, open;
  for (const Finding& f : report.rights) {
    const std::string_view code = right_code(f);
    const bool relevant = (code == "unused" || code == "used" || code == "too_late") && !f.result.rest;
    if (relevant || all) shown.push_back(&f);
    else if (code == "undetermined" && !f.result.rest) open.push_back(&f);
  }
  if (shown.empty() && open.empty()) return;
  std::ranges::stable_partition(open, [](const Finding* f) { return !waits_for_newer_data(*f); });
  const std::size_t named = std::min(open_rights_shown, open.size());
  page.heading(page.text("Rettigheder", "Rights"), shown.size() + open.size());
  shown.insert(shown.end(), open.begin(), open.begin() + static_cast<std::ptrdiff_t>(named));
  for (const Finding* f : shown) {
    page.headline_line(right_word(*f, page.language_), Style::plain, headline(page.model_, *f, page.language_));
  }
  if (const std::size_t more = open.size() - named; more > 0) {
    page.line(page.console_.styled(Style::dim, more == 1 ? page.text("  … og 1 til, der afhænger af oplysninger, som mangler (--all viser den)", "  … and 1 more that depends on facts that are missing (--all shows it)")
                                           : page.text("  … og {0} til, der afhænger af oplysninger, som mangler (--all viser dem)", "  … and {0} more that depend on facts that are missing (--all shows them)", {std::to_string(more)})));
  }
}

void advice(Page& page, const Report& report, bool all) {
  Pointers shown;
  for (const Finding& f : report.recommendations) {
    const VerdictSet set = f.result.possible;
    const bool settled = set.is(Verdict::fulfilled) || set.is(Verdict::not_applicable);
    if (all || (!settled && !f.result.rest)) shown.push_back(&f);
  }
  if (!shown.empty()) {
    page.heading(page.text("Anbefalinger", "Recommendations"), shown.size());
    for (const Finding* f : shown) {
      const std::string_view label = word(f->result.possible, true, page.language_);
      page.headline_line(label, Style::plain, headline(page.model_, *f, page.language_));
    }
  }
  Pointers suggested;
  for (const Finding& f : report.suggestions) {
    if (!f.result.possible.is(Verdict::not_applicable) && f.result.possible.determined()) suggested.push_back(&f);
  }
  if (!suggested.empty()) {
    page.heading(page.text("Overvej", "Consider"), suggested.size());
    for (const Finding* f : suggested) page.short_item(*f);
  }
}

// What asks for nothing to be done: titles on a line or two, each by itself only where all is wanted.
void in_short(Page& page, const Pointers& findings, const std::string& heading, bool all) {
  if (findings.empty()) return;
  page.heading(heading, findings.size());
  std::vector<std::string> titles;
  for (const Finding* f : findings) {
    if (all) page.short_item(*f);
    std::string title = title_of(page.model_, f->result.rule, page.language_);
    if (std::ranges::find(titles, title) == titles.end()) titles.push_back(std::move(title));
  }
  if (!all) page.line(wrapped("  " + listing(titles, page.language_, 6), width, 2));
}

}  // namespace

std::string report_page(const Console& console, const Prober& prober, const Report& report, const PageOptions& options) {
  Page page(console, prober);
  page.header(report, options);
  page.sums(report);
  Pointers act = of_group(report.law, Group::act);
  std::ranges::stable_sort(act, {}, [](const Finding* f) { return urgency(*f); });
  if (!act.empty()) page.heading(page.text("Kræver handling", "Needs action"), act.size());
  for (const Finding* f : act) page.item(*f);

  undetermined(page, report, options.all);

  const Pointers judge = of_group(report.law, Group::judge);
  if (!judge.empty()) page.heading(page.text("Til faglig vurdering", "For judgement"), judge.size());
  for (const Finding* f : judge) page.item(*f);

  in_short(page, of_group(report.law, Group::standing), page.text("Skal fortsat overholdes", "To be kept on"), options.all);
  in_short(page, of_group(report.law, Group::kept), page.text("Overholdt", "Fulfilled"), options.all);
  if (options.all) {
    const Pointers outside = of_group(report.law, Group::not_relevant);
    if (!outside.empty()) page.heading(page.text("Ikke relevant", "Not applicable"), outside.size());
    for (const Finding* f : outside) page.short_item(*f);
  }
  rights(page, report, options.all);
  advice(page, report, options.all);
  if (!report.questions.empty()) {
    page.heading(page.text("Næste spørgsmål", "Next questions"), 0);
    page.questions(report.questions);
  }
  if (report.internal_errors > 0) {
    page.line();
    page.line(report.internal_errors == 1 ? page.text("1 bedømmelse stoppede på en intern fejl og er ukendt", "1 judgement stopped on an internal error and is unknown") : page.text("{0} bedømmelser stoppede på en intern fejl og er ukendte", "{0} judgements stopped on an internal error and are unknown", {std::to_string(report.internal_errors)}));
  }
  return page.take();
}

std::string explanation_page(const Console& console, const Prober& prober, const Explanation& explanation) {
  Page page(console, prober);
  const Finding& finding = explanation.finding;
  const bool right = finding.sphere == Sphere::right;
  const bool should = finding.sphere == Sphere::recommendation;
  const VerdictSet set = finding.result.possible;
  page.line(console.styled(Style::bold, explanation.headline));
  std::string verdict(right ? right_word(finding, page.language_) : word(set, should, page.language_));
  if (!set.determined() && !right) {
    std::string words;
    for (const Verdict v : all_verdicts) {
      if (set.has(v)) words += (words.empty() ? "" : page.text(" eller ", " or ")) + std::string(word(v, should, page.language_));
    }
    verdict += ": " + words;
  }
  page.line("  " + console.styled(style_of(set), verdict));
  const auto section = [&](std::string_view danish, std::string_view english, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    page.line();
    page.line("  " + page.text(danish, english));
    for (const std::string& text : lines) page.line(wrapped("    - " + text, width, 6));
  };
  section("Fordi", "Because", explanation.because);
  section("Hvorfor ikke andet", "Why not otherwise", explanation.why_not);
  section("Mangler", "Missing", explanation.missing);
  section("Afhænger af", "Depends on", explanation.worlds);
  std::vector<std::string> changes;
  for (const Change& change : explanation.changes) changes.push_back(change.sentence);
  section("Det ville ændre det", "What would change it", changes);
  std::vector<std::string> sources;
  const auto add_source = [&](const Cite* cite, const std::string& of) {
    std::string text = of + cite_text(page.model_, *cite);
    if (cite->source) {
      const SourceDecl& source = page.model_.sources[cite->source];
      text += " – " + source.title + (source.url.empty() ? "" : " <" + source.url + ">");
    }
    if (cite->unverified) text += " – " + std::string(phrase(Saying::unverified_label, page.language_));
    if (cite->text_of) text += " – " + text_of_note(page.model_, *cite, page.language_);
    sources.push_back(std::move(text));
  };
  for (const Cite* cite : finding.cites) add_source(cite, "");
  for (const ExceptionId id : finding.result.exceptions) {
    for (const Cite* cite : cites_on(page.model_, finding.result, id)) add_source(cite, say(Saying::page_exception, page.language_, {title_of(page.model_, id, page.language_)}) + ": ");
  }
  section("Kilde", "Source", sources);
  const std::string quality = quality_text(page.model_.rules[finding.result.rule], page.language_);
  section("Måles som", "Measured as", quality.empty() ? std::vector<std::string>{} : std::vector{quality});
  return page.take();
}

std::string due_page(const Console& console, const Model& model, const std::vector<DueItem>& items, Moment as_of,
                     std::int32_t days) {
  const Language language = console.language();
  const auto text = [&](std::string_view danish, std::string_view english, std::vector<std::string> fills) {
    return fill(in(language, danish, english), fills);
  };
  std::string out = console.styled(Style::bold, text("Frister inden for {0} dage fra {1}", "Due within {0} days of {1}", {std::to_string(days), moment_text(as_of, language)})) + "\n";
  if (items.empty()) out += text("  ingen\n", "  none\n", {});
  for (const DueItem& item : items) {
    const InstanceResult& r = item.finding.result;
    const bool should = item.finding.sphere == Sphere::recommendation;
    std::string when = time_text(*r.due, language);
    std::string label = item.overdue ? std::string(word(Verdict::breached, should, language))
                        : item.certain ? std::string(word(Verdict::pending, should, language))
                                       : std::string(phrase(Saying::verdict_undetermined, language));
    std::string first = "  " + when;
    first.append(display_width(first) < 32 ? 32 - display_width(first) : 1, ' ');
    std::string title = title_of(model, r.rule, language);
    if (const std::string instance = instance_title(r, language); !instance.empty()) title += " (" + instance + ")";
    std::string rest = item.case_id + ": " + title + ", " + label + " (" + cites_labelled(model, item.finding.cites, 2, item.finding.unverified, language);
    out += wrapped(first + rest + ")", width, 32) + "\n";
  }
  return out;
}

std::string questions_page(const Console& console, const Prober& prober, const std::vector<Ask>& asks, std::size_t most) {
  Page page(console, prober);
  if (asks.empty()) page.line(page.text("Der er intet at spørge om: alt, der kan afklares, er afklaret.", "There is nothing to ask: all that can be settled is settled."));
  const std::vector<Ask> shown(asks.begin(), asks.begin() + static_cast<std::ptrdiff_t>(std::min(most, asks.size())));
  page.questions(shown);
  if (shown.size() < asks.size()) page.line(console.styled(Style::dim, page.text("  … og {0} til", "  … and {0} more", {std::to_string(asks.size() - shown.size())})));
  return page.take();
}

}  // namespace rettesnor::cli
