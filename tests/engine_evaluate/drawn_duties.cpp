#include "tests/engine_evaluate/drawn_duties.hpp"

namespace rettesnor::testing {

using Kind = DrawnField::Kind;
using Due = DrawnRule::Due;

std::optional<Duties::Act> Duties::event_act(const Terms::Where& w) {
  const bool fact = terms_.chance(5);
  auto f = terms_.field(w, [&](const DrawnField& x) { return is_time(x.sort) && x.kind == (fact ? Kind::fact : Kind::event); });
  if (!f) f = terms_.field(w, [&](const DrawnField& x) { return is_time(x.sort) && x.kind == Kind::event; });
  if (!f) return std::nullopt;
  Act out{.text = (terms_.chance(50) ? "make " : "") + f->text, .sort = f->field->sort};
  if (terms_.chance(12)) out.text += " where " + terms_.condition(w, 1);
  return out;
}

std::optional<Duties::Act> Duties::list_act(const Terms::Where& w) {
  const auto lists = w.sight.lists();
  if (lists.empty()) return std::nullopt;
  const auto list = terms_.pick(lists);
  const DrawnConcept& element = names_.words.concepts[list.list->of];
  const Sight inner = w.sight.with(list, {});
  Act out{.text = "make " + list.text, .sort = element.fields.front().sort, .list = true, .element = &element, .inner = inner};
  if (terms_.chance(45)) out.text += " where " + terms_.condition({.sight = inner, .exception_to = w.exception_to}, 1);
  return out;
}

std::string Duties::modifiers(const Terms::Where& w, const DrawnLength* length, bool may_roll) {
  std::string out;
  if (length != nullptr && length->of_days && terms_.chance(15)) out += " counting first day";
  if (may_roll && terms_.chance(12)) out += terms_.chance(50) ? " rolling to workdays" : " rolling to sixdays";
  else if (terms_.chance(3)) out += " not rolling";
  if (length != nullptr && terms_.chance(4)) out += " paused while " + terms_.state({.sight = w.sight}, 0);
  return out;
}

Duties::Time Duties::within(const Terms::Where& w, const Act& act, bool modified) {
  const DrawnTime anchor = terms_.time(w, terms_.chance(75) ? 0 : 2);
  const DrawnLength length = terms_.length(w, 1, act.sort == Sort::date || anchor.sort == Sort::date);
  const std::string preposition = terms_.chance(85) ? " of " : " after ";
  return {"within " + length.text + preposition + anchor.text +
              (modified ? modifiers(w, &length, length.elapsed == Elapsed::no) : ""),
          length.elapsed == Elapsed::no ? Due::day : Due::moment};
}

Duties::Time Duties::no_later_than(const Terms::Where& w) {
  const DrawnTime limit = terms_.time(w, terms_.chance(60) ? 0 : 2);
  return {"no later than " + limit.text, limit.sort == Sort::moment ? Due::moment : Due::day};
}

DrawnDuty Duties::deadline(const Terms::Where& w, const Act& act, const std::string& modal) {
  const std::string start = "office " + modal + " " + act.text + " ";
  switch (terms_.draw(14)) {
    case 0:
    case 1: {
      Time t = no_later_than(w);
      return {start + t.text + modifiers(w, nullptr, true), t.due, {within(w, act).text, no_later_than(w).text}};
    }
    case 2: return {start, Due::none};
    case 3: return {start + "after " + terms_.time(w, 1).text, Due::none};
    case 4: {
      std::string text = start + (terms_.chance(70) ? "as soon as possible" : "at once");
      if (terms_.chance(50)) text += " after " + terms_.time(w, 1).text;
      if (terms_.chance(50)) return {.text = text, .open = true};
      const Time t = no_later_than(w);
      return {.text = text + ", " + t.text, .due = t.due, .open = true};
    }
    case 5: {
      std::string text = start + "as far as possible";
      const auto reason = terms_.field(w, [](const DrawnField& f) { return f.sort == Sort::text || f.kind == Kind::fact; });
      const bool limited = terms_.chance(50);
      const Time t = limited ? no_later_than(w) : Time{};
      // `otherwise record` belongs to `as far as possible`; the limit stands behind it.
      if (reason && terms_.chance(60)) text += " otherwise record " + reason->text;
      if (limited) text += ", " + t.text;
      return {.text = text, .due = t.due, .open = true};
    }
    case 6:
    case 7: {
      const DrawnTime t = terms_.time(w, 1);
      return {start + "before " + t.text, t.sort == Sort::moment ? Due::moment : Due::day, {"before " + terms_.time(w, 1).text}};
    }
    default: {
      Time t = within(w, act);
      return {start + t.text, t.due, {within(w, act).text, no_later_than(w).text}};
    }
  }
}

DrawnDuty Duties::recurring(const Terms::Where& w, const std::string& modal) {
  const auto act = list_act(w);
  if (!act) return {};
  const std::string start = "office " + modal + " " + act->text + " ";
  switch (terms_.draw(3)) {
    case 0: {
      const Time first = terms_.chance(70) ? within(w, *act, false) : no_later_than(w);
      std::string text = start + "first " + first.text + ", then ";
      // What the previous occurrence says about itself may be the length.
      const DrawnField* next = nullptr;
      for (const DrawnField& f : act->element->fields) {
        if (f.sort == Sort::duration) next = &f;
      }
      if (next != nullptr && terms_.chance(60)) text += "within previous." + next->name + " of previous";
      else if (terms_.chance(85)) text += "within " + terms_.length(w, 0, true).text + " of previous";
      else text += "no later than (previous." + act->element->fields[static_cast<std::size_t>(terms_.draw(2))].name + " + " + std::to_string(1 + terms_.draw(9)) + " days)";
      if (terms_.chance(20)) text += terms_.chance(50) ? " rolling to workdays" : " paused while " + terms_.state({.sight = w.sight}, 0);
      return {.text = text, .due = Due::many};
    }
    case 1: {
      const DrawnTime from = terms_.time(w, 1);
      const DrawnLength every = terms_.length(w, 0, true);
      return {.text = start + "every " + every.text + " of " + from.text, .due = Due::many};
    }
    default: {
      constexpr const char* windows[] = {"every 12 months", "every calendar year", "any 12 months"};
      std::string times = std::to_string(1 + terms_.draw(3));
      for (const DrawnParameter& p : names_.parameters) {
        if (p.sort == Sort::number && terms_.chance(30)) times = p.name;
      }
      std::string text = start + "at least " + times + " times in " + windows[terms_.draw(3)];
      if (terms_.chance(25)) text += " after " + terms_.time(w, 0).text;
      return {.text = text, .due = Due::many};
    }
  }
}

std::string Duties::record(const Terms::Where& w) {
  std::string out = "record ";
  const int n = 1 + terms_.draw(3);
  for (int i = 0; i < n; ++i) {
    const auto f = terms_.field(w, [](const DrawnField& x) { return x.kind != Kind::state; });
    if (!f) return {};
    out += (i == 0 ? "" : ", ") + f->text;
  }
  return out;
}

DrawnDuty Duties::joined(const Terms::Where& w, const std::string& modal) {
  DrawnDuty out{.text = "office " + modal + (terms_.chance(50) ? " all of\n" : " any of\n"), .joined = true};
  const bool shared = terms_.chance(30);
  const int n = 2 + terms_.draw(2);
  for (int i = 0; i < n;) {
    std::string item;
    if (terms_.chance(12)) {
      item = record(w);
      if (!item.empty() && !shared) item += " " + no_later_than(w).text;
    } else {
      const auto act = terms_.chance(75) ? event_act(w) : list_act(w);
      if (!act) continue;
      DrawnDuty one = deadline(w, *act, modal);
      item = shared ? act->text : one.text.substr(("office " + modal + " ").size());
      out.open = out.open || one.open;
      if (!shared && one.due != Due::none) out.due = out.due == Due::day ? Due::day : one.due;
    }
    if (item.empty()) continue;
    out.text += "    - " + item + "\n";
    ++i;
  }
  out.text += "  end";
  if (shared) {
    const Time t = no_later_than(w);
    out.text += " " + t.text;
    out.due = t.due;
  }
  return out;
}

std::optional<DrawnDuty> Duties::right(const Terms::Where& w) {
  const auto act = terms_.chance(70) ? event_act(w) : list_act(w);
  if (!act) return std::nullopt;
  const int time = terms_.draw(3);
  const Time t = time == 0 ? Time{} : time == 1 ? within(w, *act) : no_later_than(w);
  return DrawnDuty{.text = "office may " + act->text + (time == 0 ? "" : " " + t.text), .due = t.due, .right = true};
}

DrawnDuty Duties::draw(const Terms::Where& w, bool should, bool no_right) {
  const std::string modal = should ? "should" : "must";
  const int kind = terms_.draw(20);
  if (kind < 2) {
    DrawnDuty out = recurring(w, modal);
    if (!out.text.empty()) return out;
  }
  if (kind == 3) {
    const std::string what = record(w);
    if (!what.empty()) {
      const bool limited = terms_.chance(60);
      const Time t = limited ? no_later_than(w) : Time{};
      return {.text = "office " + modal + " " + what + (limited ? " " + t.text : ""), .due = t.due, .record = true};
    }
  }
  if (kind == 4) {
    const auto s = terms_.field(w, [](const DrawnField& f) { return f.kind == Kind::state || f.sort == Sort::periods; });
    if (s) return {.text = "office " + modal + " keep " + s->text};
  }
  if (kind == 5 || kind == 6) return joined(w, modal);
  const auto act = terms_.chance(70) ? event_act(w) : list_act(w);
  if (!act) return joined(w, modal);
  if (kind == 7 || kind == 8) {
    const Sight& sight = act->inner ? *act->inner : w.sight;
    if (!should) {
      const std::string when = terms_.condition({.sight = sight, .recorded_reasons = false, .exception_to = w.exception_to}, 2);
      return {.text = "office may only " + act->text + " if " + when};
    }
  }
  if (kind == 9 || kind == 10) {
    if (!act->list && terms_.chance(20)) return {.text = "office " + modal + " not " + act->text + " before " + terms_.time(w, 0).text, .due = Due::day};
    return {.text = "office " + modal + " not " + act->text};
  }
  if (kind == 11 && !no_right && !should) {
    if (auto out = right(w)) return *out;
  }
  return deadline(w, *act, modal);
}

}  // namespace rettesnor::testing
