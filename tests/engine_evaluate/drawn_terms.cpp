#include "tests/engine_evaluate/drawn_terms.hpp"

#include <algorithm>

namespace rettesnor::testing {

using Kind = DrawnField::Kind;

std::optional<Sight::Named> Terms::field(const Where& w, const std::function<bool(const DrawnField&)>& wanted) {
  const auto all = w.sight.fields(wanted);
  if (all.empty()) return std::nullopt;
  return pick(all);
}

std::string Terms::date_literal() {
  return pick(std::vector<std::string>{"2023-12-31", "2024-02-29", "2025-06-30", "2025-12-24", "2026-01-01", "2026-02-10", "2026-03-10", "2026-04-15"});
}

std::string Terms::moment_literal() {
  return pick(std::vector<std::string>{"2025-12-31 23:59", "2026-01-01 00:00", "2026-02-10 09:30", "2026-03-10 12:00", "2025-10-26 12:00"});
}

std::optional<std::string> Terms::define(const Where& w, Sort sort) {
  std::vector<std::string> all;
  for (const DrawnDefine& d : names_.defines) {
    if (d.sort == sort && w.sight.count(d.about) == 1) all.push_back(d.name);
  }
  if (all.empty()) return std::nullopt;
  return pick(all);
}

std::string Terms::code_field(const Where& w, std::size_t code_set) {
  const auto found = field(w, [&](const DrawnField& f) { return f.sort == Sort::code && f.code_set == code_set; });
  return found ? found->text : std::string{};
}

std::string Terms::some_codes(const std::vector<std::string>& codes) {
  const auto first = static_cast<std::size_t>(draw(static_cast<int>(codes.size())));
  std::string out = codes[first];
  for (std::size_t i = 1; i + 1 < codes.size() && chance(50); ++i) out += ", " + codes[(first + i) % codes.size()];
  return out;
}

DrawnLength Terms::length(const Where& w, int depth, bool no_hours) {
  switch (draw(12)) {
    case 0:
      if (!no_hours) return {std::to_string(1 + draw(72)) + pick(std::vector<std::string>{" hours", " minutes"}), Elapsed::yes};
      break;
    case 1: return {std::to_string(1 + draw(8)) + " weeks"};
    case 2: return {std::to_string(1 + draw(6)) + " months"};
    case 3: return {std::to_string(1 + draw(2)) + " years"};
    case 4: return {std::to_string(1 + draw(10)) + pick(std::vector<std::string>{" workdays", " sixdays"}), Elapsed::no, true};
    case 5:
    case 6: {
      std::vector<DrawnLength> all;
      for (const DrawnParameter& p : names_.parameters) {
        if (p.sort != Sort::duration || (no_hours && p.length.elapsed != Elapsed::no)) continue;
        DrawnLength one = p.length;
        one.text = p.name;
        if (p.keys) {
          const std::string key = chance(70) ? code_field(w, *p.keys) : std::string{};
          one.text = "(" + p.name + " for " + (key.empty() ? pick(names_.words.code_sets[*p.keys].codes) : key) + ")";
        }
        all.push_back(one);
      }
      if (!all.empty()) return pick(all);
      break;
    }
    case 7:
      if (chance(60)) break;
      if (const auto f = field(w, [](const DrawnField& x) { return x.sort == Sort::duration; })) return {f->text, Elapsed::perhaps};
      break;
    case 8:
      if (depth > 0 && chance(40)) return {"(" + std::to_string(2 + draw(9)) + " days" + (chance(50) ? " + " : " - ") + "1 day)", Elapsed::no, true};
      break;
    default: break;
  }
  return {std::to_string(1 + draw(20)) + " days", Elapsed::no, true};
}

DrawnTime Terms::time_of(const Where& w, int depth, Sort sort) {
  for (int tries = 0; tries < 6; ++tries) {
    DrawnTime t = time(w, depth);
    if (t.sort == sort) return t;
  }
  if (const auto f = field(w, [&](const DrawnField& x) { return x.sort == sort; })) return {f->text, sort};
  return {sort == Sort::date ? date_literal() : moment_literal(), sort};
}

DrawnTime Terms::time(const Where& w, int depth) {
  const int kind = depth <= 0 ? draw(3) : draw(16);
  switch (kind) {
    case 3:
      return chance(70) ? DrawnTime{date_literal(), Sort::date} : DrawnTime{moment_literal(), Sort::moment};
    case 4:
    case 5:
    case 6: {
      const DrawnTime t = time(w, depth - 1);
      const DrawnLength by = length(w, depth - 1, t.sort == Sort::date);
      const Sort sort = t.sort == Sort::moment && by.elapsed != Elapsed::no ? Sort::moment : Sort::date;
      if (chance(20)) return {"(" + by.text + " + " + t.text + ")", sort};
      return {"(" + t.text + (chance(25) ? " - " : " + ") + by.text + ")", sort};
    }
    case 7:
    case 8: {
      std::string out = chance(50) ? "(earliest of " : "(latest of ";
      bool moments = true;
      const int n = 2 + draw(2);
      const bool one_sort = chance(50);
      const Sort sort = chance(50) ? Sort::moment : Sort::date;
      for (int i = 0; i < n; ++i) {
        const DrawnTime t = one_sort ? time_of(w, depth - 1, sort) : time(w, depth - 1);
        moments = moments && t.sort == Sort::moment;
        out += (i == 0 ? "" : ", ") + t.text;
      }
      return {out + ")", moments ? Sort::moment : Sort::date};
    }
    case 9: return {"(end of year of " + time(w, 0).text + ")", Sort::date};
    case 10: {
      const auto lists = w.sight.lists();
      if (lists.empty()) break;
      const auto list = pick(lists);
      std::string out = std::string(chance(50) ? "(first of " : "(last of ") + list.text;
      if (chance(50)) {
        const Sight inner = w.sight.with(list, {});
        Where in = w;
        out += " where " + condition({inner, in.recorded, in.recorded_reasons, in.on_a_day, in.exception_to}, depth - 1);
      }
      return {out + ")", names_.words.concepts[list.list->of].fields.front().sort};
    }
    case 11: {
      std::vector<const DrawnRule*> all;
      for (const DrawnRule& r : names_.rules) {
        const bool own = w.exception_to != nullptr && w.exception_to->name == r.name;
        if (r.due == DrawnRule::Due::none || w.sight.count(r.about) != 1) continue;
        if (own ? r.joined : (r.due == DrawnRule::Due::many || r.layer >= highest_layer)) continue;
        all.insert(all.end(), own ? 4 : 1, &r);
      }
      if (all.empty()) break;
      const DrawnRule& r = *pick(all);
      layer_ = std::max(layer_, r.layer + 1);
      return {"(due of " + r.name + ")", r.due == DrawnRule::Due::moment ? Sort::moment : Sort::date};
    }
    case 12:
      if (const auto d = define(w, Sort::date)) return {*d, Sort::date};
      break;
    case 13:
      if (chance(30)) return {"extraction_time", Sort::moment};
      break;
    case 14:
      for (const DrawnParameter& p : names_.parameters) {
        if (p.sort == Sort::date) return {p.name, Sort::date};
      }
      break;
    default: break;
  }
  // Mostly events; facts and parts at times.
  const bool event = chance(80);
  const auto f = field(w, [&](const DrawnField& x) { return is_time(x.sort) && (!event || x.kind == Kind::event); });
  if (!f) return {date_literal(), Sort::date};
  return {f->text, f->field->sort};
}

std::string Terms::number(const Where& w, int depth) {
  switch (depth <= 0 ? draw(3) : draw(13)) {
    case 3: {
      constexpr const char* ops[] = {" + ", " - ", " + ", " - ", " + ", " - ", " * ", " / "};
      return "(" + number(w, depth - 1) + ops[draw(8)] + number(w, depth - 1) + ")";
    }
    case 4: return "(-" + number(w, depth - 1) + ")";
    case 5:
    case 6: {
      const auto lists = w.sight.lists();
      if (lists.empty()) break;
      const auto list = pick(lists);
      const Sight inner = w.sight.with(list, {});
      const Where inside{inner, w.recorded, w.recorded_reasons, w.on_a_day, w.exception_to};
      std::string out = (chance(30) ? "(sum of " + number(inside, depth - 1) + " in " : "(count of ") + list.text;
      if (chance(60)) out += " where " + condition({inner, w.recorded, w.recorded_reasons, w.on_a_day, w.exception_to}, depth - 1);
      return out + ")";
    }
    case 7:
    case 8: {
      constexpr const char* units[] = {"days", "months", "years"};
      return std::string("(") + units[draw(3)] + " from " + time(w, depth - 1).text + " to " + time(w, depth - 1).text + ")";
    }
    case 9:
      if (const auto d = define(w, Sort::number)) return *d;
      break;
    case 10:
      for (const DrawnParameter& p : names_.parameters) {
        if (p.sort == Sort::number && chance(60)) return p.name;
      }
      break;
    case 11: return "(" + amount(w, 0) + " / " + amount(w, 0) + ")";
    default: break;
  }
  if (chance(70)) {
    if (const auto f = field(w, [](const DrawnField& x) { return x.sort == Sort::number; })) return f->text;
  }
  return chance(10) ? "20 %" : chance(20) ? "2.5" : std::to_string(draw(6));
}

std::string Terms::amount(const Where& w, int depth) {
  switch (depth <= 0 ? draw(2) : draw(7)) {
    case 2: return "(" + amount(w, depth - 1) + (chance(50) ? " + " : " - ") + amount(w, depth - 1) + ")";
    case 3: return "(" + amount(w, depth - 1) + (chance(50) ? " * " : " / ") + number(w, depth - 1) + ")";
    case 4: return "(" + number(w, depth - 1) + " * " + amount(w, depth - 1) + ")";
    case 5:
      for (const DrawnParameter& p : names_.parameters) {
        if (p.sort == Sort::amount) return p.name;
      }
      break;
    default: break;
  }
  if (chance(75)) {
    if (const auto f = field(w, [](const DrawnField& x) { return x.sort == Sort::amount; })) return f->text;
  }
  return std::to_string(1 + draw(8)) + " kr";
}

}  // namespace rettesnor::testing
