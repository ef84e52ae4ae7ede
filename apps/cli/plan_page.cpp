#include "apps/cli/plan_page.hpp"

#include <algorithm>

#include "apps/cli/diff_page.hpp"
#include "engine/explain/finding.hpp"
#include "engine/explain/words.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor::cli {

namespace {

using change::Example;
using change::Move;
using change::RuleMoves;

std::string grouped(std::uint64_t n, Language language) {
  std::string out = std::to_string(n);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, language == Language::danish ? '.' : ',');
  return out;
}

bool certain(std::uint8_t possible) { return VerdictSet::from_bits(possible).determined(); }
bool certain(Move m) { return certain(m.from) && certain(m.to); }

/// Every answer still possible, by words or by codes.
std::string answer(std::uint8_t possible, Sphere sphere, Language language, bool codes) {
  std::string out;
  const auto add = [&](std::string_view word) { out += (out.empty() ? "" : codes ? "|" : language == Language::danish ? " eller " : " or ") + std::string(word); };
  if (sphere == Sphere::right) {
    for (const Verdict v : all_verdicts) {  // a right's status, as `as_verdicts` has it
      if (!VerdictSet::from_bits(possible).has(v)) continue;
      Finding one;
      one.result.possible = v;
      add(codes ? right_code(one) : right_word(one, language));
    }
    return out;
  }
  for (const Verdict v : all_verdicts) {
    if (!VerdictSet::from_bits(possible).has(v)) continue;
    const bool suggested = sphere == Sphere::suggestion && v == Verdict::fulfilled;
    if (suggested) add(codes ? "suggested" : in(language, "foreslås", "suggested"));
    else add(codes ? code(v) : word(v, sphere == Sphere::recommendation, language));
  }
  return out;
}

struct Words {
  std::string from, to;
};

Words words_of(const Planned& planned, const RuleMoves& rule, Move m, Language language, bool codes) {
  // A side without the rule takes the other's words.
  const auto now = rule.after ? sphere_of(planned.after.model, rule.after) : sphere_of(planned.before.model, rule.before);
  const auto was = rule.before ? sphere_of(planned.before.model, rule.before) : now;
  return {answer(m.from, was, language, codes), answer(m.to, now, language, codes)};
}

std::string id_of(const Example& e) {
  std::string out = e.case_id;
  if (!e.element.empty()) out += " " + e.element;
  if (e.occurrence > 0) out += "#" + std::to_string(e.occurrence);
  return out;
}

std::string title_of_rule(const Planned& planned, const RuleMoves& rule, Language language) {
  return rule.after ? title_of(planned.after.model, rule.after, language) : title_of(planned.before.model, rule.before, language);
}

std::vector<std::pair<Move, std::uint64_t>> moves_of(const RuleMoves& rule) {
  std::vector<std::pair<Move, std::uint64_t>> out;
  for (const auto& [move, count] : rule.totals()) {
    if (move.changes()) out.emplace_back(move, count);
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, [](const auto& one) { return one.second; });
  return out;
}

change::Reason reason(const Planned& planned, const RuleMoves& rule, Move m, Language language) {
  return change::reason_of(planned.old_side, planned.before.sources, planned.new_side, planned.after.sources, rule, rule.examples.at(m).front(), language);
}

void one_move(std::string& out, const Planned& planned, const RuleMoves& rule, Move m, std::uint64_t count, bool explained, Language l) {
  const Words w = words_of(planned, rule, m, l, false);
  const std::string number = grouped(count, l);
  constexpr std::size_t widest = 11;
  out += std::string(widest - std::min(widest, number.size()), ' ') + number + "  " + w.from + " → " + w.to + (m.due ? text(l, ", med en anden frist", ", with another due") : "");
  std::string ids;
  for (const Example& e : rule.examples.at(m)) ids += (ids.empty() ? "" : ", ") + id_of(e);
  out += text(l, "  · f.eks. {0}\n", "  · e.g. {0}\n", {ids});
  if (!explained) return;
  const change::Reason why = reason(planned, rule, m, l);
  constexpr std::size_t most = 3;
  const auto list = [&](const std::vector<std::string>& lines, std::string_view mark) {
    for (std::size_t i = 0; i < std::min(most, lines.size()); ++i) out += wrapped(std::string(15, ' ') + std::string(mark) + lines[i], 100, 19) + "\n";
  };
  list(why.was, in(l, "før: ", "was: "));
  list(why.is, in(l, "nu:  ", "now: "));
}

void one_rule(std::string& out, const Console& console, const Planned& planned, const RuleMoves& rule, bool all) {
  const Language l = console.language();
  out += "\n" + console.styled(Style::bold, title_of_rule(planned, rule, l)) + " · " + rule.name;
  out += !rule.before ? text(l, " (ny regel)\n", " (new rule)\n") : !rule.after ? text(l, " (fjernet regel)\n", " (removed rule)\n") : "\n";
  for (const change::Difference* d : change::behind(planned.comparison, rule.name)) {
    if (d->lines.empty()) continue;
    out += "  " + construct_text(*d, l) + "\n";
    for (const change::Line& line : d->lines) out += wrapped("    " + line_text(line, planned.before, planned.after, l), 100, 8) + "\n";
  }
  const auto moves = moves_of(rule);
  constexpr std::size_t most = 6, most_explained = 3;
  std::size_t explained = 0;
  for (const bool sure : {true, false}) {
    std::size_t shown = 0;
    std::size_t left = 0;
    for (const auto& [move, count] : moves) {
      if (certain(move) != sure) continue;
      if (shown == 0) out += sure ? text(l, "  sikkert\n", "  certain\n") : text(l, "  muligt: noget er uafklaret før eller nu\n", "  possible: something is undetermined before or now\n");
      if (++shown > most && !all) {
        ++left;
        continue;
      }
      one_move(out, planned, rule, move, count, explained++ < most_explained, l);
    }
    if (left > 0) out += text(l, "             … {0} slags til; `--all` viser dem\n", "             … {0} kinds more; `--all` shows them\n", {std::to_string(left)});
  }
  std::vector<std::pair<std::string, std::uint64_t>> places;
  for (const auto& [key, count] : rule.counts) {
    if (!key.second.changes()) continue;
    if (places.empty() || places.back().first != key.first) places.emplace_back(key.first, 0);
    places.back().second += count;
  }
  std::ranges::stable_sort(places, std::ranges::greater{}, [](const auto& p) { return p.second; });
  constexpr std::size_t most_places = 8;
  std::string line = text(l, "  kommuner: ", "  municipalities: ");
  for (std::size_t i = 0; i < places.size() && (all || i < most_places); ++i) {
    line += (i == 0 ? "" : " · ") + (places[i].first.empty() ? text(l, "ukendt", "unknown") : places[i].first) + ": " + grouped(places[i].second, l);
  }
  if (!all && places.size() > most_places) line += text(l, " · {0} til", " · {0} more", {std::to_string(places.size() - most_places)});
  out += wrapped(line, 100, 4) + "\n";
}

}  // namespace

std::string plan_text(const Console& console, const Planned& planned, bool all) {
  const Language l = console.language();
  const change::Plan& plan = planned.plan;
  const Moment was = planned.old_side.question.as_of;
  const Moment is = planned.new_side.question.as_of;
  std::string out = was == is ? text(l, "{0} sager bedømt før og nu pr. {1}\n", "{0} cases judged before and now as of {1}\n", {grouped(plan.cases, l), moment_text(was, l)})
                              : text(l, "{0} sager bedømt pr. {1} og pr. {2}\n", "{0} cases judged as of {1} and as of {2}\n", {grouped(plan.cases, l), moment_text(was, l), moment_text(is, l)});
  if (plan.refused > 0) out += text(l, "{0} poster kunne ikke læses og er ikke sammenlignet\n", "{0} records could not be read and are not compared\n", {grouped(plan.refused, l)});
  if (!plan.changes()) return out + text(l, "\nIntet skifter.\n", "\nNothing changes.\n");
  std::uint64_t sure = 0;
  std::uint64_t perhaps = 0;
  std::uint64_t dues = 0;
  for (const RuleMoves& rule : plan.rules) {
    for (const auto& [move, count] : moves_of(rule)) (move.due ? dues : certain(move) ? sure : perhaps) += count;
  }
  out += text(l, "Sager, der skifter: {0}. Svar, der skifter: {1} sikkert, {2} muligt, {3} kun i frist\n", "Cases that change: {0}. Answers that change: {1} certainly, {2} possibly, {3} in their due alone\n",
              {grouped(plan.changed_cases, l), grouped(sure, l), grouped(perhaps, l), grouped(dues, l)});
  for (const RuleMoves& rule : plan.rules) {
    if (rule.changes()) one_rule(out, console, planned, rule, all);
  }
  const auto same = std::ranges::count_if(plan.rules, [](const RuleMoves& r) { return !r.changes(); });
  return out + text(l, "\nRegler uden skift: {0}\n", "\nRules without change: {0}\n", {std::to_string(same)});
}

std::string plan_json(const Planned& planned, Language language) {
  const change::Plan& plan = planned.plan;
  const auto number = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  JsonWriter json;
  json.begin_object().member("as_of", to_iso(planned.old_side.question.as_of)).member("as_of_new", to_iso(planned.new_side.question.as_of));
  json.key("cases").number(number(plan.cases)).key("changed_cases").number(number(plan.changed_cases)).key("refused").number(number(plan.refused)).key("rules").begin_array();
  for (const RuleMoves& rule : plan.rules) {
    json.begin_object().member("rule", rule.name).key("in_old").yes_no(static_cast<bool>(rule.before)).key("in_new").yes_no(static_cast<bool>(rule.after));
    json.key("changes").yes_no(rule.changes()).key("because").begin_array();
    if (rule.changes()) {
      for (const change::Difference* d : change::behind(planned.comparison, rule.name)) json.text(construct_text(*d, Language::english));
    }
    json.end_array().key("matrix").begin_array();
    for (const auto& [key, count] : rule.counts) {
      const Words w = words_of(planned, rule, key.second, language, true);
      json.begin_object().key("municipality");
      if (key.first.empty()) json.null();
      else json.text(key.first);
      json.member("from", w.from).member("to", w.to).key("certain").yes_no(certain(key.second)).key("due_moved").yes_no(key.second.due).key("count").number(number(count)).end_object();
    }
    json.end_array().key("examples").begin_array();
    constexpr std::size_t most_explained = 10;
    std::size_t explained = 0;
    for (const auto& [move, examples] : rule.examples) {
      const Words w = words_of(planned, rule, move, language, true);
      json.begin_object().member("from", w.from).member("to", w.to).key("due_moved").yes_no(move.due).key("cases").begin_array();
      for (const Example& e : examples) json.begin_object().member("case", e.case_id).member("element", e.element).key("occurrence").number(e.occurrence).key("record").number(number(e.record)).end_object();
      json.end_array();
      if (explained++ < most_explained) {
        const change::Reason why = reason(planned, rule, move, language);
        for (const auto& [name, lines] : {std::pair{"was", &why.was}, {"is", &why.is}}) {
          json.key(name).begin_array();
          for (const std::string& line : *lines) json.text(line);
          json.end_array();
        }
      }
      json.end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().end_object().written() + "\n";
}

}  // namespace rettesnor::cli
