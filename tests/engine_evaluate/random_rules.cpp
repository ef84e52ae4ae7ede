#include "tests/engine_evaluate/random_rules.hpp"

#include "tests/engine_evaluate/drawn_duties.hpp"

namespace rettesnor::testing {

namespace {

using Kind = DrawnField::Kind;
using Due = DrawnRule::Due;

constexpr int most_readings = 2;  // of rules; with the calendar's own never more than 16 worlds

class Packages {
 public:
  explicit Packages(Random& random) : terms_(names_, random), duties_(names_, terms_), random_(random) {}

  std::vector<std::string> draw() {
    names_.words = draw_vocabulary(random_);
    text_ = "language en\npackage drawn.rules version 1\nactor office \"Office\"\nsource L law \"Law\"\n";
    calendars();
    text_ += concepts_text(names_.words, random_);
    parameters();
    for (int i = terms_.draw(4); i > 0; --i) definition();
    for (int i = terms_.draw(2); i > 0; --i) table();
    terms_.take_layer();
    for (int i = 5 + terms_.draw(8); i > 0; --i) rule();
    if (terms_.chance(40)) recommendation();
    if (terms_.chance(30)) suggestion();
    std::vector<std::string> out{text_};
    if (terms_.chance(35)) out.push_back(overlay());
    return out;
  }

 private:
  std::string number(const char* stem) { return stem + std::to_string(++number_); }
  void line(const std::string& text) { text_ += "  " + text + "\n"; }
  std::string day() { return terms_.pick(std::vector<std::string>{"2024-01-01", "2025-07-01", "2026-01-01", "2026-02-15", "2026-03-01"}); }

  void calendars() {
    text_ += "calendar workdays \"w\"\n  days monday .. friday except danish_public_holidays, 06-05, 2026-02-13\n";
    if (terms_.chance(40)) {
      text_ += "  reading saturdays \"s\" days monday .. saturday except danish_public_holidays\n";
      readings_.push_back("saturdays");
    }
    text_ += "end\ncalendar sixdays \"x\"\n  days monday .. saturday except 12-24\nend\n";
  }

  void parameter(const std::string& name, const std::string& head, const std::vector<std::string>& lines, Sort sort,
                 DrawnLength length, std::optional<std::size_t> keys, const std::string& value) {
    text_ += "parameter " + name + " \"p\"" + head + "\n";
    for (const std::string& one : lines) line(one);
    line("cite L § 9");
    text_ += "end\n";
    names_.parameters.push_back({name, sort, length, keys});
    const bool may_set = !lines.empty() && lines.back() == "municipality may set";
    if (may_set) settings_.push_back("set " + name + (keys ? " for " + names_.words.code_sets[*keys].codes.front() : "") + " = " + value);
  }

  void parameters() {
    const auto n = [&](int most) { return std::to_string(1 + terms_.draw(most)); };
    if (terms_.chance(60)) {
      parameter("p_dated", "", {"value " + n(20) + " days from 2011-01-01 cite L § 1", "value " + n(20) + " days from " + day() + " cite L § 2"},
                Sort::duration, {"", Elapsed::no, true}, std::nullopt, "");
    }
    if (terms_.chance(60)) {
      parameter("p_open", "", {"national range 1 week .. 9 weeks", "national value none", "lower is stricter", "municipality may set"},
                Sort::duration, {"", Elapsed::no, false}, std::nullopt, n(9) + " weeks");
    }
    if (terms_.chance(40)) {
      const std::size_t keys = terms_.chance(50) ? 0 : 2;
      const auto& codes = names_.words.code_sets[keys].codes;
      // Only the case's own fact is named: one name, one set of codes.
      const auto fact = Sight(names_.words, 0).fields([&](const DrawnField& f) {
        return f.sort == Sort::code && f.code_set == keys && f.kind == Kind::fact;
      });
      std::vector<std::string> lines;
      if (terms_.chance(50)) lines = {"national range 1 day .. 30 days", "national value none", "municipality may set"};
      else for (const std::string& code : codes) {
        if (terms_.chance(80)) lines.push_back("value for " + code + " = " + n(20) + " days");
      }
      if (!fact.empty() && !lines.empty()) {
        parameter("p_keyed", " by " + fact.front().text, lines, Sort::duration, {"", Elapsed::no, true}, keys, n(20) + " days");
      }
    }
    if (terms_.chance(40)) parameter("p_hours", "", {"value " + n(48) + " hours"}, Sort::duration, {"", Elapsed::yes, false}, std::nullopt, "");
    if (terms_.chance(50)) parameter("p_number", "", {"value " + n(3) + " until 2025-12-31", "value " + n(3) + " from 2026-01-01"}, Sort::number, {}, std::nullopt, "");
    if (terms_.chance(30)) {
      parameter("p_range", "", {"value not read", "national range 1 .. 4", "higher is stricter", "municipality may set"}, Sort::number, {}, std::nullopt, n(4));
    }
    if (terms_.chance(30)) parameter("p_amount", "", {"value " + n(8) + " kr from 2025-01-01"}, Sort::amount, {}, std::nullopt, "");
    if (terms_.chance(15)) parameter("p_date", "", {"value " + day()}, Sort::date, {}, std::nullopt, "");
  }

  std::size_t some_concept() {
    if (terms_.chance(50)) return 0;
    return static_cast<std::size_t>(terms_.draw(static_cast<int>(names_.words.concepts.size())));
  }
  /// Two roots: what is about a case must say which.
  std::string of(std::size_t about) const {
    const bool two_roots = names_.words.concepts.size() > 4;
    return about == 0 && !two_roots ? "" : " of " + names_.words.concepts[about].name;
  }

  void definition() {
    const std::size_t about = some_concept();
    const Sight sight(names_.words, about);
    const Terms::Where w{.sight = sight};
    constexpr Sort sorts[] = {Sort::yes_no, Sort::number, Sort::date, Sort::code};
    DrawnDefine d{number("d_"), about, sorts[terms_.draw(4)], std::nullopt, {}};
    std::string codes_of;
    if (d.sort == Sort::code) {
      d.code_set = static_cast<std::size_t>(terms_.draw(3));
      codes_of = terms_.code_field(w, *d.code_set);
      if (codes_of.empty()) return;
    }
    const auto value = [&](bool first) -> std::string {
      if (d.sort == Sort::yes_no) return terms_.condition(w, 2);
      if (d.sort == Sort::number) return terms_.number(w, 2);
      if (d.sort == Sort::date) return terms_.time_of(w, 2, Sort::date).text;
      return first ? codes_of : terms_.pick(names_.words.code_sets[*d.code_set].codes);
    };
    const auto cases = [&] {
      std::string out;
      for (int i = terms_.draw(3); i > 0; --i) out += value(out.empty()) + " when " + terms_.condition(w, 1) + ",\n    ";
      return out + value(out.empty()) + (out.empty() ? "" : " otherwise");
    };
    text_ += "define " + d.name + " \"d\"" + of(about) + " cite L § 7";
    if (terms_.chance(30)) {
      text_ += "\n  in force until 2025-12-31 as " + cases() + "\n  in force from 2026-01-01 as " + cases() + "\n";
    } else {
      text_ += "\n  as " + cases() + "\n";
    }
    names_.defines.push_back(d);
  }

  void table() {
    const std::size_t about = terms_.chance(70) ? 0 : 1;
    const Sight sight(names_.words, about);
    const Terms::Where w{.sight = sight};
    const auto number_in = terms_.field(w, [](const DrawnField& f) { return f.sort == Sort::number && f.kind == Kind::fact; });
    const auto code_in = terms_.field(w, [](const DrawnField& f) { return f.sort == Sort::code && f.kind == Kind::fact; });
    const auto yes_in = terms_.field(w, [](const DrawnField& f) { return f.sort == Sort::yes_no && f.kind == Kind::fact; });
    if (!number_in || !code_in || !yes_in) return;
    const auto& codes = names_.words.code_sets[code_in->field->code_set].codes;
    const std::string name = number("t_");
    const bool times = terms_.chance(10);
    DrawnDefine level{name + "_level", about, Sort::code, std::nullopt, {"calm", "tense"}};
    DrawnDefine score{name + "_score", about, times ? Sort::date : Sort::number, std::nullopt, {}};
    text_ += "table " + name + " \"t\"" + of(about) + "\n";
    const auto row = [&](const std::string& a, const std::string& b, const std::string& c, const std::string& out, const std::string& out2) {
      line("| " + a + " | " + b + " | " + c + " || " + out + " | " + out2 + " |");
    };
    row(number_in->text, code_in->text, yes_in->text, level.name, score.name);
    const auto second = [&] { return times ? terms_.date_literal() : terms_.chance(30) ? number_in->text : std::to_string(terms_.draw(5)); };
    row("1 .. < 3", terms_.chance(50) ? "-" : terms_.some_codes(codes), "-", "calm", second());
    row(">= " + std::to_string(3 + terms_.draw(3)), "-", terms_.chance(50) ? "yes" : "-", "tense", second());
    if (terms_.chance(60)) {
      row("-", codes.back(), "no", "grave", second());
      level.own_codes.push_back("grave");
    }
    if (terms_.chance(70)) row("otherwise", "otherwise", "otherwise", "calm", second());
    text_ += "end\n";
    names_.defines.push_back(level);
    names_.defines.push_back(score);
  }

  void guards(const Terms::Where& w, bool can_have_state) {
    if (terms_.chance(55)) line("when " + terms_.condition(w, 3));
    if (terms_.chance(15)) line("unless " + terms_.condition(w, 2));
    if (can_have_state && terms_.chance(25)) {
      const bool plain = terms_.chance(80);
      line("while " + terms_.state({.sight = w.sight}, plain ? 0 : 2));
    }
  }

  /// One version's clauses behind its `cite`; the due and kind of its duty.
  /// What the versions of one rule must agree on: the language does not say what a right that becomes a duty is.
  enum class Only : std::uint8_t { anything, rights, duties };

  DrawnDuty version(const Terms::Where& outer, bool should, const std::string& name, bool may_read, Only only = Only::anything) {
    const auto right = only == Only::rights ? duties_.right(outer) : std::nullopt;
    const DrawnDuty duty = right ? *right : duties_.draw(outer, should, only == Only::duties);
    Terms::Where w = outer;
    w.recorded = duty.record;
    guards(w, true);
    line(duty.text);
    if (may_read && !duty.readings.empty() && rule_readings_ < most_readings && terms_.chance(15)) {
      ++rule_readings_;
      for (const std::string& time : duty.readings) {
        const std::string reading = name + "_r" + std::to_string(++number_);
        line("reading " + reading + " \"r\" cite L § 5 " + time);
        readings_.push_back(reading);
        if (terms_.chance(60) || rule_readings_ == most_readings) break;
      }
    }
    return duty;
  }

  void rule() {
    const std::string name = number("r_");
    // About the case, the elements of a concept, or those of a list.
    std::size_t about = some_concept();
    Sight sight(names_.words, about);
    std::string each;
    if (about == 0 && terms_.chance(45)) {
      const auto list = terms_.pick(sight.lists());
      const std::string variable = terms_.new_variable();
      const Sight inner = sight.with(list, variable);
      each = "for each " + variable + " in ";
      if (terms_.chance(20)) each += terms_.chance(50) ? "first of " : "last of ";
      each += list.text;
      if (terms_.chance(25)) each += " where " + terms_.condition({.sight = inner}, 1);
      about = list.list->of;
      sight = inner;
    }
    text_ += "rule " + name + " \"r\"" + (each.empty() ? of(about) : of(0)) + (terms_.chance(15) ? " cite L § 1 unverified" : " cite L § 1") + "\n";
    if (!each.empty()) line(each);
    const Terms::Where w{.sight = sight};
    const bool should = terms_.chance(8);
    if (should && terms_.chance(60)) accepted(w);
    DrawnRule drawn{name, about, Due::none, true, false, 0, sight};
    bool right = false;
    const auto add = [&](const DrawnDuty& duty) {
      if (duty.due == Due::many || (duty.due != Due::none && drawn.due == Due::none)) drawn.due = duty.due;
      else if (duty.due == Due::day && drawn.due == Due::moment) drawn.due = Due::day;
      right = right || duty.right;
      drawn.joined = drawn.joined || duty.joined;
    };
    if (terms_.chance(25)) {
      const bool between = terms_.chance(20);
      text_ += "  in force until 2025-12-31 cite L § 1\n";
      const DrawnDuty first = version(w, should, name, true);
      add(first);
      text_ += between ? "  in force from 2026-01-01 .. 2026-02-28 unverified cite L § 2\n" : "  in force from 2026-01-01 cite L § 2\n";
      add(version(w, should, name, true, first.right ? Only::rights : Only::duties));
      if (!between && terms_.chance(30)) line("transition unsettled");
    } else {
      add(version(w, should, name, true));
    }
    text_ += "end\n";
    // A rule of many occurrences takes the reference long; read inside another it takes that many times as long.
    drawn.readable = !right && (drawn.due != Due::many || terms_.chance(10));
    drawn.layer = terms_.take_layer();
    names_.rules.push_back(drawn);
    if (!right && terms_.chance(40)) {
      exception(drawn);
      names_.rules.back().layer = std::max(drawn.layer, terms_.take_layer());
    }
  }

  void accepted(const Terms::Where& w) {
    const auto reason = terms_.field(w, [](const DrawnField& f) {
      return f.kind == Kind::fact && (f.sort == Sort::yes_no || f.sort == Sort::text || is_time(f.sort));
    });
    std::string reasons = reason ? reason->text : "";
    if (terms_.chance(30)) {
      const auto event = terms_.field(w, [](const DrawnField& f) { return f.kind == Kind::event; });
      if (event) reasons += (reasons.empty() ? "" : ", ") + event->text;
    }
    if (!reasons.empty()) line("accept reasons " + reasons);
  }

  void exception(const DrawnRule rule) {
    const int n = terms_.chance(25) ? 2 : 1;
    for (int i = 0; i < n; ++i) {
      text_ += "exception " + number("x_") + " to " + rule.name + " \"x\" cite L § 3\n";
      const Terms::Where w{.sight = rule.sight, .recorded_reasons = true, .exception_to = &rule};
      const auto body = [&] {
        if (terms_.chance(85)) line("when " + terms_.condition(w, 2));
        if (terms_.chance(10)) line("while " + terms_.state({.sight = rule.sight}, 0));
        switch (terms_.draw(4)) {
          case 0: line("instead may be omitted"); break;
          case 1: line("instead not applicable"); break;
          default: line("instead " + duties_.draw({.sight = rule.sight, .exception_to = &rule}, false, true).text); break;
        }
      };
      if (terms_.chance(15)) {
        text_ += "  in force until 2025-12-31 cite L § 3\n";
        body();
        text_ += terms_.chance(30) ? "  in force from 2026-01-01 .. 2026-02-28 unverified cite L § 4\n" : "  in force from 2026-01-01 cite L § 4\n";
      }
      body();
      text_ += "end\n";
    }
  }

  void recommendation() {
    const std::string name = number("n_");
    const Sight sight(names_.words, 0);
    const Terms::Where w{.sight = sight};
    text_ += "recommendation " + name + " \"n\"" + of(0) + " cite L § 6\n  evidence practice consensus\n";
    accepted(w);
    const DrawnDuty duty = version(w, true, name, false);
    text_ += "end\n";
    names_.rules.push_back({name, 0, duty.due, true, duty.joined, terms_.take_layer(), sight});
  }

  void suggestion() {
    const Sight sight(names_.words, 0);
    text_ += "suggest " + number("g_") + " \"g\"" + of(0) + " because L § 8\n";
    line("when " + terms_.condition({.sight = sight}, 3));
    text_ += "end\n";
  }

  /// A municipality's own package: what it sets and pins, and at times a rule of its own.
  std::string overlay() {
    const std::string national = std::move(text_);
    text_ = "language en\npackage drawn.overlay version 1\nuses drawn.rules 1\nactor board \"Board\"\nsource M municipal standard \"Own\"\n";
    if (terms_.chance(40)) {
      const std::string name = number("o_");
      const Sight sight(names_.words, 0);
      text_ += "rule " + name + " \"o\"" + of(0) + " cite M \"1\"\n";
      version({.sight = sight}, false, name, false);
      text_ += "end\n";
    }
    const bool dated = terms_.chance(70);
    text_ += std::string("overlay municipality ") + (terms_.chance(50) ? "0751" : "0101") + " \"m\"" + (dated ? " in force from " + day() : "") +
             " decided by \"council\"\n";
    for (const std::string& setting : settings_) {
      if (terms_.chance(75)) line(setting);
    }
    bool pinned = false;
    for (const std::string& reading : readings_) {
      const bool yes = !pinned && terms_.chance(50);
      if (terms_.chance(40)) line("pin " + reading + " = " + (yes ? "yes" : "no"));
      pinned = pinned || yes;
    }
    std::string out = text_ + "end\n";
    text_ = national;
    return out;
  }

  DrawnNames names_;
  Terms terms_;
  Duties duties_;
  Random& random_;
  std::string text_;
  std::vector<std::string> readings_;
  std::vector<std::string> settings_;
  int number_ = 0;
  int rule_readings_ = 0;
};

}  // namespace

std::vector<std::string> random_rules(Random& random) { return Packages(random).draw(); }

}  // namespace rettesnor::testing
