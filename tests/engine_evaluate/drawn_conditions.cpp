// Conditions of drawn packages: see drawn_terms.hpp.
#include "tests/engine_evaluate/drawn_terms.hpp"

#include <algorithm>

namespace rettesnor::testing {

using Kind = DrawnField::Kind;

std::optional<std::string> Terms::comparison(const Where& w, int depth) {
  switch (draw(8)) {
    case 0:
    case 1: return "(" + number(w, depth) + compared() + number(w, 0) + ")";
    case 2: return "(" + amount(w, depth) + compared() + amount(w, 0) + ")";
    case 3:
    case 4: return "(" + time(w, depth).text + compared() + time(w, depth - 1).text + ")";
    case 5: {
      const auto f = field(w, [](const DrawnField& x) { return x.sort == Sort::text; });
      if (!f) return chance(50) ? std::optional<std::string>("(municipality = \"0751\")") : std::nullopt;
      if (chance(20)) return "(" + f->text + " is among (\"x\", \"y\"))";
      if (chance(15)) return "(" + f->text + " = municipality)";
      return "(" + f->text + (chance(50) ? " = " : " <> ") + (chance(50) ? "\"x\"" : "\"0751\"") + ")";
    }
    case 6: {
      const auto f = field(w, [](const DrawnField& x) { return x.sort == Sort::duration; });
      if (f) return "(" + f->text + compared() + length(w, 0, false).text + ")";
      return std::nullopt;
    }
    default: {
      constexpr const char* units[] = {"days", "months", "years"};
      const std::string unit = units[draw(3)];
      const std::string counted = "(" + unit + " from " + time(w, depth - 1).text + " to " + time(w, depth - 1).text + ")";
      if (unit == "days" && chance(40)) {  // against a parameter of that unit, on either side
        const auto days = std::ranges::find(names_.parameters, "p_dated", &DrawnParameter::name);
        if (days != names_.parameters.end()) return "(" + (chance(50) ? counted + compared() + days->name : days->name + compared() + counted) + ")";
      }
      return "(" + counted + compared() + std::to_string(1 + draw(20)) + " " + unit + ")";
    }
  }
}

std::optional<std::string> Terms::of_codes(const Where& w) {
  if (chance(25)) {  // a definition or a table's output
    std::vector<const DrawnDefine*> all;
    for (const DrawnDefine& d : names_.defines) {
      if (d.sort == Sort::code && w.sight.count(d.about) == 1) all.push_back(&d);
    }
    if (!all.empty()) {
      const DrawnDefine& d = *pick(all);
      const auto& codes = d.code_set ? names_.words.code_sets[*d.code_set].codes : d.own_codes;
      return "(" + d.name + (chance(50) ? " = " : " <> ") + pick(codes) + ")";
    }
  }
  const auto f = field(w, [](const DrawnField& x) { return x.sort == Sort::code || x.sort == Sort::codes; });
  if (!f) return std::nullopt;
  const DrawnCodes& set = names_.words.code_sets[f->field->code_set];
  if (f->field->sort == Sort::codes || chance(35)) return "(" + f->text + " is among (" + some_codes(set.codes) + "))";
  if (chance(8)) {
    const std::string other = code_field(w, f->field->code_set);
    if (!other.empty()) return "(" + f->text + (chance(50) ? " = " : " <> ") + other + ")";
  }
  if (set.ordered) return "(" + f->text + compared() + pick(set.codes) + ")";
  return "(" + f->text + (chance(50) ? " = " : " <> ") + pick(set.codes) + ")";
}

std::optional<std::string> Terms::of_list(const Where& w, int depth) {
  const auto lists = w.sight.lists();
  if (lists.empty()) return std::nullopt;
  const auto list = pick(lists);
  constexpr const char* kinds[] = {"any", "every", "no"};
  const std::string variable = new_variable();
  std::string out = std::string("(") + kinds[draw(3)] + " " + variable + " in " + list.text;
  if (chance(85)) {
    const Sight inner = w.sight.with(list, variable);
    out += " where " + condition({inner, w.recorded, w.recorded_reasons, w.on_a_day, w.exception_to}, depth - 1);
  }
  return out + ")";
}

std::optional<std::string> Terms::of_rule(const Where& w) {
  std::vector<const DrawnRule*> all;
  for (const DrawnRule& r : names_.rules) {
    const bool own = w.exception_to != nullptr && w.exception_to->name == r.name;
    if (r.readable && !own && r.layer < highest_layer && w.sight.count(r.about) == 1) all.push_back(&r);
  }
  if (all.empty()) return std::nullopt;
  constexpr const char* verdicts[] = {" fulfilled)", " late)", " breached)"};
  const DrawnRule& r = *pick(all);
  layer_ = std::max(layer_, r.layer + 1);
  return "(" + r.name + verdicts[draw(3)];
}

std::string Terms::happened(const Where& w, int depth) {
  const DrawnTime what = chance(80) ? time(w, 0) : time(w, depth);
  std::string out = "(" + what.text + (chance(75) ? " has happened" : " has not happened");
  switch (draw(7)) {
    case 0: return out + " no later than " + time(w, depth - 1).text + ")";
    case 1: return out + " before " + time(w, depth - 1).text + ")";
    case 2: return out + " after " + time(w, depth - 1).text + ")";
    case 3: {
      const DrawnTime anchor = time(w, depth - 1);
      const bool no_hours = what.sort == Sort::date || anchor.sort == Sort::date;
      return out + " within " + length(w, 0, no_hours).text + " of " + anchor.text + ")";
    }
    default: return out + ")";
  }
}

std::string Terms::group(const Where& w, int depth) {
  const int n = 2 + draw(3);
  std::string out;
  switch (draw(4)) {
    case 0: out = "(all of\n"; break;
    case 1: out = "(any of\n"; break;
    case 2: out = "(none of\n"; break;
    default: out = "(at least " + std::to_string(1 + draw(n)) + " of\n"; break;
  }
  for (int i = 0; i < n; ++i) out += "    - " + condition(w, depth - 1) + "\n";
  return out + "    end)";
}

std::string Terms::state(const Where& w, int depth) {
  Where on = w;
  on.on_a_day = true;
  if (depth <= 0 || chance(70)) {
    if (const auto f = field(on, [](const DrawnField& x) { return x.kind == Kind::state; })) return f->text;
  }
  return condition(on, depth);
}

std::string Terms::condition(const Where& w, int depth) {
  if (depth > 0) {
    switch (draw(20)) {
      case 0: return "(not " + condition(w, depth - 1) + ")";
      case 1:
      case 2: return "(" + condition(w, depth - 1) + " and " + condition(w, depth - 1) + ")";
      case 3:
      case 4: return "(" + condition(w, depth - 1) + " or " + condition(w, depth - 1) + ")";
      case 5: return group(w, depth);
      case 6:
      case 7:
      case 8:
        if (auto c = of_list(w, depth)) return *c;
        break;
      case 9: return "(" + state(w, 0) + " on " + time(w, depth - 1).text + ")";
      case 10:
      case 11:
      case 12:
        if (auto c = comparison(w, depth - 1)) return *c;
        break;
      case 13:
        if (w.on_a_day) break;
        if (auto c = of_rule(w)) return *c;
        break;
      case 14:
        if (auto c = define(w, Sort::yes_no)) return *c;
        break;
      case 15:
        // Any value may be asked whether it exists.
        if (const auto f = field(w, [](const DrawnField&) { return true; })) return "(" + f->text + " exists)";
        break;
      case 16:
        if (chance(50)) return "(" + time(w, depth).text + " exists)";
        return "(" + number(w, depth) + " exists)";
      default: break;
    }
  }
  if (!w.on_a_day && (w.recorded || w.recorded_reasons) && chance(30)) {
    const bool any = w.recorded;
    const auto f = field(w, [&](const DrawnField& x) { return any ? x.kind != Kind::state : x.name == "reasons"; });
    const auto lists = w.sight.lists();
    if (any && !lists.empty() && chance(35)) return "(" + pick(lists).text + " is recorded)";
    if (f) return "(" + f->text + (chance(70) ? " is recorded)" : " is not recorded)");
  }
  switch (draw(10)) {
    case 0:
    case 1:
      if (auto c = of_codes(w)) return *c;
      break;
    case 2:
    case 3:
    case 4:
      if (!w.on_a_day) return happened(w, depth);
      break;
    case 5:
      if (auto c = comparison(w, 0)) return *c;
      break;
    case 6:
      if (const auto f = field(w, [](const DrawnField& x) { return x.sort == Sort::periods || x.kind == Kind::state; })) return f->text;
      break;
    case 7:
      if (chance(10)) return chance(50) ? "yes" : "no";
      break;
    default: break;
  }
  if (const auto f = field(w, [](const DrawnField& x) { return x.sort == Sort::yes_no; })) {
    return chance(10) ? "(" + f->text + " = " + (chance(50) ? "yes)" : "no)") : f->text;
  }
  return "(" + number(w, 0) + compared() + number(w, 0) + ")";
}

}  // namespace rettesnor::testing
