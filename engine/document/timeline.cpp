// A time limit on a line: what it runs from, when it ends, worked out for one day; also in words.
#include <fmt/format.h>

#include <algorithm>

#include "engine/document/weave.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor::document {

namespace {

struct End {
  std::string label;  ///< whose reading; empty: the only one
  Moment at;
  bool day = false;
};

/// What a limit is measured by: a length after (or before) an anchor.
struct Measure {
  ExprId anchor{};
  Duration length;
  bool before = false;
  CalendarId rolling{};
  bool first_day = false;
};

std::optional<Duration> length_of(const Weave& w, ExprId id) {
  if (!id) return std::nullopt;
  if (const auto* d = std::get_if<expr::DurationValue>(&w.model.exprs[id].node)) return d->value;
  const auto* p = std::get_if<expr::Parameter>(&w.model.exprs[id].node);
  if (p == nullptr || p->by) return std::nullopt;
  for (const ParameterValue& v : w.model.parameters[p->parameter].values) {
    const bool holds = v.key == p->key && v.reading == 0 && (!v.from || *v.from <= w.asked.as_of) && (!v.until || w.asked.as_of <= *v.until);
    if (holds && v.value) return length_of(w, v.value);
  }
  return std::nullopt;
}

std::optional<Measure> measure_of(const Weave& w, const Clock& c) {
  if (c.duration && c.anchor) {
    if (const auto d = length_of(w, c.duration)) return Measure{c.anchor, *d, false, c.rolling, c.counting_first_day};
    return std::nullopt;
  }
  if (!c.limit) return std::nullopt;
  const auto* b = std::get_if<expr::Binary>(&w.model.exprs[c.limit].node);
  if (b == nullptr || (b->op != expr::BinaryOp::add && b->op != expr::BinaryOp::subtract)) return std::nullopt;
  const auto d = length_of(w, b->right);
  if (!d || d->count == 0) return std::nullopt;
  return Measure{b->left, *d, b->op == expr::BinaryOp::subtract, c.rolling, false};
}

/// As the evaluator counts, without pauses: engine/reference/due.cpp.
std::optional<End> end_of(const Weave& w, const Measure& m, Moment from, std::uint32_t counted, std::uint32_t rolled) {
  if (m.length.is_elapsed()) {
    if (w.model.exprs[m.anchor].type.kind != TypeKind::moment || m.before) return std::nullopt;
    return End{.label = {}, .at = Moment{from.micros + elapsed_micros(m.length)}};
  }
  const Date day = local_day(from);
  std::optional<Date> end;
  if (m.length.unit == Unit::calendar_days) {
    const Calendar& calendar = w.model.calendars[CalendarId{m.length.calendar}].alternatives[counted];
    end = m.first_day ? calendar.add_counting_first(day, m.length.count) : calendar.add(day, m.before ? -m.length.count : m.length.count);
  } else {
    end = m.before ? subtract(day, m.length) : add(day, m.length);
    if (end && m.first_day && m.length.unit == Unit::days) end = add_days(*end, -1);
  }
  if (end && m.rolling) end = w.model.calendars[m.rolling].alternatives[rolled].next_on_or_after(*end);
  if (!end) return std::nullopt;
  return End{.label = {}, .at = start_of_day(*end), .day = true};
}

std::string weekday_name(const Weave& w, Date d) {
  constexpr const char* danish[] = {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"};
  constexpr const char* english[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return (w.language == Language::danish ? danish : english)[weekday(d)];
}

std::string when(const Weave& w, Moment m, bool day) {
  const Date d = local_day(m);
  return weekday_name(w, d) + " " + (day ? day_text(d, w.language) : moment_text(m, w.language));
}

/// A Friday, so that weekends show; moved into the days on which the version holds.
Moment example_day(const Version& v) {
  Date day = *make_date(2026, 3, 6);
  if (v.from && day < *v.from) day = *v.from;
  while (v.until && *v.until < day) {
    const auto earlier = add_days(day, -364);
    if (!earlier) break;
    day = *earlier;
  }
  return Moment{start_of_day(day).micros + 16 * micros_per_hour};
}

void add_ends(const Weave& w, const Version& v, std::size_t reading, Moment from, std::vector<End>& to) {
  const Duty& duty = w.model.duties[v.duties[reading]];
  const auto m = measure_of(w, duty.form == DutyForm::first_then && duty.first ? *duty.first : duty.clock);
  // What must come before a time has its last good moment just before it: no day to point at.
  if (!m || duty.form == DutyForm::grid || duty.form == DutyForm::before) return;
  const auto alternatives = [&](CalendarId c) { return c ? static_cast<std::uint32_t>(w.model.calendars[c].alternatives.size()) : 1U; };
  const CalendarId counted = m->length.unit == Unit::calendar_days ? CalendarId{m->length.calendar} : CalendarId{};
  const auto name = [&](ReadingSetId set, std::size_t i) { return i == 0 ? std::string() : w.text(w.model.readings[set].alternatives[i].title, w.model.readings[set].alternatives[i].name); };
  for (std::uint32_t a = 0; a < alternatives(counted); ++a) {
    // Counting days and rolling by one calendar follow one reading of it.
    for (std::uint32_t b = 0; b < alternatives(m->rolling); ++b) {
      if (counted && m->rolling == counted && a != b) continue;
      auto end = end_of(w, *m, from, a, b);
      if (!end) continue;
      std::vector<std::string> labels;
      if (reading > 0) labels.push_back(name(v.readings, reading));
      if (a > 0) labels.push_back(name(w.model.calendars[counted].readings, a));
      if (b > 0 && m->rolling != counted) labels.push_back(name(w.model.calendars[m->rolling].readings, b));
      end->label = listing(labels, w.language, labels.size());
      to.push_back(std::move(*end));
    }
  }
}

}  // namespace

std::string timeline_html(const Weave& w, RuleId rule, const Version& v) {
  if (v.duties.empty() || !v.duties.front()) return {};
  const Moment from = example_day(v);
  std::vector<End> ends;
  for (std::size_t i = 0; i < v.duties.size(); ++i) add_ends(w, v, i, from, ends);
  if (ends.empty()) return {};
  const Duty& duty = w.model.duties[v.duties.front()];
  const auto m = measure_of(w, duty.form == DutyForm::first_then && duty.first ? *duty.first : duty.clock);
  if (!m) return {};
  const bool hours = m->length.is_elapsed();
  const std::string anchor = w.sentences.term(m->anchor);
  const std::string begun = when(w, from, !hours);
  std::string words = w.say("Eksempel: er {0} {1}, er fristen ", "Example: if {0} is {1}, it is due ", {anchor, begun});
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::string label = ends[i].label.empty() ? "" : w.say(" efter læsningen {0}", " by the reading {0}", {quoted(ends[i].label, w.language)});
    words += (i == 0 ? "" : "; ") + when(w, ends[i].at, ends[i].day) + label;
  }
  words += ".";
  if (duty.clock.paused_while) words += w.say(" Pauser lægges til.", " Pauses are added.");

  // One row a due: its words above a bar as long as the time is; the anchor's row first.
  constexpr int left = 8, width = 704, row = 46;
  std::int64_t longest = 1;
  for (const End& e : ends) longest = std::max(longest, std::abs(e.at.micros - from.micros));
  const int height = 40 + row * static_cast<int>(ends.size());
  const std::string id = "time-" + qualified_name(w.model, rule);
  std::string svg = fmt::format("<svg class=\"picture\" role=\"img\" aria-labelledby=\"{0}\" viewBox=\"0 0 {1} {2}\"><title id=\"{0}\">{3}</title>\n", escape_markup(id), width + 2 * left, height, escape_markup(words));
  const int start = m->before ? left + width : left;
  svg += fmt::format("<text x=\"{}\" y=\"18\"{}>{}</text>\n", start, m->before ? " text-anchor=\"end\"" : "", escape_markup(shorten(anchor + ": " + begun, 90)));
  svg += fmt::format("<line class=\"axis\" x1=\"{0}\" y1=\"26\" x2=\"{0}\" y2=\"{1}\"/>\n", start, height - 4);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const End& e = ends[i];
    const int y = 40 + row * static_cast<int>(i);
    const int length = std::max(6, static_cast<int>(static_cast<double>(width) * static_cast<double>(std::abs(e.at.micros - from.micros)) / static_cast<double>(longest)));
    const int x = m->before ? start - length : start;
    std::string label = w.say("Frist: {0}", "Due: {0}", {when(w, e.at, e.day)});
    if (!e.label.empty()) label += " · " + e.label;
    svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", left + 10, y + 12, escape_markup(shorten(label, 95)));
    svg += fmt::format("<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"8\"/><rect class=\"end\" x=\"{}\" y=\"{}\" width=\"4\" height=\"16\"/>\n", x, y + 20, length, m->before ? x : x + length - 4, y + 16);
  }
  return "<figure>\n" + svg + "</svg>\n<figcaption>" + escape_markup(words) + "</figcaption>\n</figure>\n";
}

}  // namespace rettesnor::document
