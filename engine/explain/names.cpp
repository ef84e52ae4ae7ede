#include "engine/explain/names.hpp"

#include <algorithm>
#include <array>

#include "engine/model/match.hpp"

namespace rettesnor {

namespace {

std::string two_digits(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string english_day(Date date) {
  constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                              "July",    "August",   "September", "October", "November", "December"};
  const YearMonthDay parts = year_month_day(date);
  return std::to_string(parts.day) + " " + months[parts.month - 1] + " " + std::to_string(parts.year);
}

}  // namespace

std::string qualified_name(const Model& model, RuleId rule) {
  const RuleDecl& decl = model.rules[rule];
  return decl.package ? model.packages[decl.package].name + "." + decl.name : decl.name;
}

const std::string& title_of(const Model& model, RuleId rule, Language language) {
  return text_in(model.rules[rule].title, language, model.rules[rule].name);
}

const std::string& title_of(const Model& model, ExceptionId exception, Language language) {
  return text_in(model.exceptions[exception].title, language, model.exceptions[exception].name);
}

const std::string& title_of(const Model& model, ActorId actor, Language language) {
  return text_in(model.actors[actor].title, language, model.actors[actor].name);
}

std::string title_of(const Model& model, FieldId field, Language language, FieldId part) {
  const FieldDecl& decl = model.fields[field];
  std::string title_of_part;
  const Text& own = decl.title;
  const bool by_concept = decl.kind == FieldKind::list && own.danish.empty() && own.english.empty() && decl.element;
  if (decl.kind == FieldKind::part && own.danish.empty() && own.english.empty()) {
    if (decl.name == "reasons") title_of_part = phrase(Saying::part_reasons, language);
    if (decl.name == "by") title_of_part = phrase(Saying::part_by, language);
    if (decl.name == "on") title_of_part = phrase(Saying::part_on, language);
  }
  if (!title_of_part.empty()) return title_of_part;
  std::string title = text_in(by_concept ? model.concepts[decl.element].title : own, language, decl.name);
  if (part) title += ", " + lower_first(title_of(model, part, language));
  return title;
}

std::string path_of(const Model& model, const CellRef& cell) {
  std::string out = cell.element;
  if (!out.empty()) out += '.';
  out += model.fields[cell.field].name;
  if (cell.part) out += "." + model.fields[cell.part].name;
  return out;
}

std::string title_of(const Model& model, const CellRef& cell, Language language) {
  std::string out = title_of(model, cell.field, language, cell.part);
  if (!cell.element.empty()) out += " (" + cell.element + ")";
  return out;
}

std::string title_of(const Model& model, ReadingSetId readings, Language language) {
  for (const CalendarDecl& c : model.calendars.rows()) {
    if (c.readings == readings) return text_in(c.title, language, c.name);
  }
  for (const ParameterDecl& p : model.parameters.rows()) {
    if (p.readings == readings) return text_in(p.title, language, p.name);
  }
  for (const RuleDecl& r : model.rules.rows()) {
    for (const Version& v : r.versions) {
      if (v.readings == readings) return text_in(r.title, language, r.name);
    }
  }
  return model.readings[readings].construct;
}

std::string title_of_expression(const Model& model, ExprId id, Language language) {
  const ExprNode& node = model.exprs[id].node;
  if (const auto* field = std::get_if<expr::Field>(&node)) return title_of(model, field->field, language, field->part);
  if (const auto* pick = std::get_if<expr::PickField>(&node)) return title_of(model, pick->field, language, pick->part);
  if (const auto* happened = std::get_if<expr::Happened>(&node); happened != nullptr && happened->bound == expr::Happened::Bound::none) {
    return title_of_expression(model, happened->what, language);
  }
  return {};
}

std::string instance_key(const InstanceResult& result) {
  std::string out = result.element;
  if (result.occurrence != 0) out += "#" + std::to_string(result.occurrence);
  if (result.rest) out += out.empty() ? "rest" : " rest";
  return out;
}

std::string instance_title(const InstanceResult& result, Language language) {
  const bool danish = language == Language::danish;
  std::vector<std::string> parts;
  if (!result.element.empty()) parts.push_back(result.element);
  if (result.occurrence != 0) parts.push_back((danish ? "nr. " : "no. ") + std::to_string(result.occurrence));
  if (result.rest && !result.unsure) parts.emplace_back(danish ? "øvrige" : "the rest");
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string day_text(Date date, Language language) {
  return language == Language::danish ? format_danish(date) : english_day(date);
}

std::string moment_text(Moment moment, Language language) {
  const std::int64_t minutes = local_time_of_day(moment) / micros_per_minute;
  const bool danish = language == Language::danish;
  return day_text(local_day(moment), language) + (danish ? " kl. " : " ") + two_digits(minutes / 60) +
         (danish ? "." : ":") + two_digits(minutes % 60);
}

bool is_unbounded(const TimeSpan& span) {
  // The calendar's last day is where a time ends that nothing bounds.
  return span.open_end || (span.earliest != span.latest && local_day(span.latest) >= last_date);
}

std::string time_text(const TimeSpan& span, Language language) {
  const auto one = [&](Moment m) { return span.day ? day_text(local_day(m), language) : moment_text(m, language); };
  const std::string first = one(span.earliest);
  const std::string last = one(span.latest);
  std::string out = first == last ? first : say(Saying::time_between, language, {first, last});
  if (span.day && first != last) {
    // 9.-10. marts 2026: the month is written once.
    const YearMonthDay a = year_month_day(local_day(span.earliest));
    const YearMonthDay b = year_month_day(local_day(span.latest));
    const std::string dot = language == Language::danish ? "." : "";
    if (a.year == b.year && a.month == b.month) out = std::to_string(a.day) + dot + "-" + last;
  }
  if (!is_unbounded(span)) return out;
  // Nobody in a case was born before then: it is where a date begins of which nothing is known.
  constexpr int oldest = 1900;
  if (year_month_day(local_day(span.earliest)).year < oldest) return std::string(phrase(Saying::time_unknown, language));
  return say(Saying::time_open_end, language, {first});
}

std::string done_text(const TimeSpan& done, Language language) {
  std::string when = time_text(done, language);
  const bool never = is_unbounded(done) && when != phrase(Saying::time_unknown, language);
  if (never) when = time_text({.earliest = done.earliest, .latest = done.earliest, .day = done.day}, language);
  return say(never ? Saying::why_not_before : Saying::why_done, language, {when});
}

std::string title_of_code(const Model& model, const FieldDecl& field, std::uint32_t code, Language language) {
  if (!field.type.codes || code >= model.code_sets[field.type.codes].codes.size()) return "?";
  const std::string& name = model.code_sets[field.type.codes].codes[code];
  return code < field.called.size() ? std::string(text_in(field.called[code], language, name)) : name;
}

std::string value_text(const Model& model, const FieldDecl& field, const Value& value, Language language) {
  return std::visit(
      match{
          [](const std::monostate&) { return std::string("–"); },
          [&](bool yes) { return std::string(phrase(yes ? Saying::value_yes : Saying::value_no, language)); },
          [&](const Decimal& d) {
            return field.type.kind == TypeKind::amount ? format_amount(d, wording_of(language))
                                                 : to_string(d, wording_of(language));
          },
          [&](const std::string& text) { return quoted(shorten(text, 60), language); },
          [&](const CodeValue& code) { return title_of_code(model, field, code.code, language); },
          [&](const std::vector<CodeValue>& codes) {
            if (codes.empty()) return std::string(phrase(Saying::value_none, language));
            std::vector<std::string> names;
            for (const CodeValue& code : codes) names.push_back(title_of_code(model, field, code.code, language));
            return listing(names, language, 6);
          },
          [&](const DateInterval& d) {
            if (d.first == d.last) return day_text(d.first, language);
            return say(Saying::time_between, language, {day_text(d.first, language), day_text(d.last, language)});
          },
          [&](const MomentInterval& m) {
            if (m.first == m.last) return moment_text(m.first, language);
            const bool one_day = local_day(m.first) == local_day(m.last);
            if (one_day) return day_text(local_day(m.first), language);
            return say(Saying::time_between, language, {moment_text(m.first, language), moment_text(m.last, language)});
          },
          [&](const Duration& d) {
            const bool named = d.unit == Unit::calendar_days && d.calendar < model.calendars.size();
            const std::string_view calendar = named ? std::string_view(model.calendars[CalendarId{d.calendar}].name) : "";
            return to_string(d, wording_of(language), calendar);
          },
          [&](const std::vector<Period>& periods) {
            if (periods.empty()) return std::string(phrase(Saying::value_none, language));
            std::vector<std::string> parts;
            for (const Period& p : periods) {
              const std::string until = p.until ? day_text(*p.until, language)
                                                : std::string(phrase(Saying::value_still_running, language));
              parts.push_back(day_text(p.from, language) + "–" + until);
            }
            return listing(parts, language, 3);
          },
      },
      value);
}

std::vector<const Cite*> cites_on(const Model& model, const InstanceResult& result) {
  const RuleDecl& rule = model.rules[result.rule];
  std::vector<std::size_t> versions = result.versions;
  if (versions.empty() && !rule.versions.empty()) versions.push_back(rule.versions.size() - 1);
  std::vector<const Cite*> out;
  std::vector<const Cite*> others;
  for (const std::size_t v : versions) {
    if (v >= rule.versions.size()) continue;
    for (const Cite& cite : rule.versions[v].cites) {
      const bool in_force = !result.anchor_day || ((!cite.from || *cite.from <= *result.anchor_day) &&
                                                   (!cite.until || *result.anchor_day <= *cite.until));
      auto& to = in_force ? out : others;
      const bool known = std::ranges::any_of(to, [&](const Cite* c) {
        return c->source == cite.source && c->locator == cite.locator;
      });
      if (!known) to.push_back(&cite);
    }
  }
  return out.empty() ? others : out;
}

std::string cite_text(const Model& model, const Cite& cite) {
  std::string out = cite.source ? model.sources[cite.source].name : std::string();
  if (!cite.locator.empty()) out += (out.empty() ? "" : " ") + cite.locator;
  return out;
}

std::string cites_text(const Model& model, const std::vector<const Cite*>& cites, std::size_t max) {
  std::string out;
  std::size_t written = 0;
  for (const Cite* cite : cites) {
    if (written++ == max) break;
    if (!out.empty()) out += "; ";
    out += cite_text(model, *cite);
  }
  return out;
}

std::string listing(const std::vector<std::string>& items, Language language, std::size_t max) {
  std::string out;
  const std::size_t shown = std::min(items.size(), max);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i == 0) {
      out = items[0];
    } else if (i + 1 == shown && shown == items.size()) {
      out = say(Saying::list_and, language, {out, items[i]});
    } else {
      out += ", " + items[i];
    }
  }
  return shown < items.size() ? say(Saying::list_more, language, {out}) : out;
}

}  // namespace rettesnor
