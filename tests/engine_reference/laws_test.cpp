// The laws of LANGUAGE.md §5 as properties, with an oracle that enumerates what unknowns may turn out to be.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "engine/reference/evaluate.hpp"
#include "engine/model/case_copy.hpp"
#include "tests/engine_reference/small_world.hpp"

namespace rettesnor {
namespace {

using testing::Form;
using testing::forms;
using testing::small_world;
using Key = std::tuple<std::string, std::uint32_t, bool>;

RuleId rule_called(const std::string& name) {
  const Model& m = small_world().model;
  for (std::uint32_t i = 0; i < m.rules.size(); ++i) {
    if (m.rules[RuleId{i}].name == name) return RuleId{i};
  }
  throw std::runtime_error("no rule " + name);
}

std::map<Key, VerdictSet> judge(const Form& form, const Case& c, Moment at) {
  std::map<Key, VerdictSet> out;
  for (const InstanceResult& r : evaluate_rule(small_world().model, c, Question{.as_of = at}, rule_called(form.rule))) {
    out[{r.element, r.occurrence, r.rest}] = r.possible;
  }
  return out;
}

const Form& drawn_form() { return forms()[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(forms().size())))]; }
testing::Draw draws() {
  return [](int n) { return *rc::gen::inRange(0, n); };
}

std::string describe(const Form& form, const Case& c) {
  const Model& m = small_world().model;
  std::string out = form.rule + ":";
  const auto cell = [&](const FieldDecl& f, const Cell& x) {
    out += " " + f.name + "=";
    static const char* const states[] = {"blank", "", "asked", "withheld", "conflicting", "none"};
    out += states[static_cast<int>(x.state)];
    if (const auto* d = std::get_if<DateInterval>(&x.value)) out += to_string(d->first) + ".." + to_string(d->last);
    if (const auto* t = std::get_if<MomentInterval>(&x.value)) out += to_string(t->first) + ".." + to_string(t->last);
    if (const auto* b = std::get_if<bool>(&x.value)) out += *b ? "yes" : "no";
    if (x.not_by) out += "(not by " + to_string(*x.not_by) + ")";
  };
  for (const FieldId id : m.concepts[c.root->concept_id].fields) {
    const FieldDecl& f = m.fields[id];
    if (f.kind == FieldKind::list) {
      for (const auto& e : c.root->lists[f.index]->elements) {
        out += " [";
        for (const FieldId p : m.concepts[e->concept_id].fields) cell(m.fields[p], e->cells[m.fields[p].index]);
        out += "]";
      }
      if (c.root->lists[f.index]->complete_to) out += " items to " + to_string(*c.root->lists[f.index]->complete_to);
    } else if (f.kind != FieldKind::state && c.root->cells[f.index].span.end == 1) {
      cell(f, c.root->cells[f.index]);
    }
  }
  return out;
}

std::string describe(const std::map<Key, VerdictSet>& sets) {
  std::string out;
  for (const auto& [key, set] : sets) {
    out += " " + std::get<0>(key) + "#" + std::to_string(std::get<1>(key)) + (std::get<2>(key) ? "rest" : "") + testing::names(set);
  }
  return out;
}

/// What the coarser case says of an instance: its own set, or for one it did not see, the rest's and N.
VerdictSet allowed(const std::map<Key, VerdictSet>& coarse, const Key& key) {
  const auto found = coarse.find(key);
  if (found != coarse.end()) return found->second;
  const auto rest = coarse.find(Key{"", 0, true});
  return rest == coarse.end() ? VerdictSet(Verdict::not_applicable) : rest->second | Verdict::not_applicable;
}

TEST(SmallWorld, LoadsWithoutErrors) { ASSERT_EQ(small_world().problems, ""); }

/// Every verdict that some completion gives is in the set; and the set is just that where each unknown is read once.
RC_GTEST_PROP(Oracle, SetsHoldWhatCompletionsGive, ()) {
  const Form& form = drawn_form();
  const Case c = testing::draw_case(form, draws());
  const Moment now = testing::small_now();
  bool cut = false;
  const std::vector<Case> complete = testing::completions(c, 1'500, cut);
  RC_PRE(!cut);
  const auto sets = judge(form, c, now);
  std::map<Key, VerdictSet> found;
  for (const Case& one : complete) {
    for (const auto& [key, set] : judge(form, one, now)) {
      if (!set.within(allowed(sets, key))) {
        RC_FAIL(describe(form, c) + "\n  says " + describe(sets) + "\n  but " + describe(form, one) + " gives " + testing::names(set));
      }
      found[key] |= set;
    }
  }
  if (!form.read_once) return;
  for (const auto& [key, set] : sets) {
    if (set != found[key]) RC_FAIL(describe(form, c) + "\n  says " + testing::names(set) + ", completions give " + testing::names(found[key]));
  }
}

/// Complete data gives one verdict.
RC_GTEST_PROP(Oracle, CompleteDataIsDetermined, ()) {
  const Form& form = drawn_form();
  bool cut = false;
  const std::vector<Case> complete = testing::completions(testing::draw_case(form, draws()), 500, cut);
  RC_PRE(!complete.empty());
  const Case& one = complete[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(complete.size())))];
  // Ties that days cannot decide, an early act, and an unsettled transition stay open with complete data.
  RC_PRE(form.rule != "first_this" && form.rule != "within_days" && form.rule != "crossing" && form.rule != "first_this_moment");
  // Which of two times that both lie ahead comes first is not known yet.
  RC_PRE(form.rule != "quantified" || !testing::has_planned_events(one));
  for (const auto& [key, set] : judge(form, one, testing::small_now())) {
    const bool early_or_tie = set == VerdictSet{Verdict::fulfilled, Verdict::late} ||
                              (form.rule == "omitted" && set == VerdictSet{Verdict::fulfilled, Verdict::for_judgement});
    if (!set.determined() && !early_or_tie && form.rule != "both" && form.rule != "either") {
      RC_FAIL(describe(form, one) + " is open: " + testing::names(set));
    }
  }
}

/// More knowledge at the same T never widens a set, and an instance certain to exist never vanishes.
RC_GTEST_PROP(Laws, MoreKnowledgeNeverWidens, ()) {
  const Form& form = drawn_form();
  const Case c = testing::draw_case(form, draws());
  std::vector<Case> more = testing::completions_of_first_unknown(c);
  RC_PRE(!more.empty());
  const Case& next = more[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(more.size())))];
  const auto before = judge(form, c, testing::small_now());
  const auto after = judge(form, next, testing::small_now());
  for (const auto& [key, set] : after) {
    if (!set.within(allowed(before, key))) {
      RC_FAIL(describe(form, c) + describe(before) + "\n  then " + describe(form, next) + describe(after));
    }
  }
  for (const auto& [key, set] : before) {
    if (std::get<2>(key) || after.contains(key)) continue;
    if (!set.has(Verdict::not_applicable)) RC_FAIL("vanished: " + describe(form, c) + describe(before) + "\n  then " + describe(form, next) + describe(after));
  }
}

/// With complete data: as T grows F and L stay, B may become L.
RC_GTEST_PROP(Laws, TimeOnlyMovesForward, ()) {
  const Form& form = drawn_form();
  static const std::set<std::string> settled{"within_days", "within_hours", "no_later", "plain_after", "soon", "far", "first_this",
                                             "omitted", "earliest", "changed", "rolled", "computed"};
  RC_PRE(settled.contains(form.rule));
  bool cut = false;
  const std::vector<Case> complete = testing::completions(testing::draw_case(form, draws()), 500, cut);
  RC_PRE(!complete.empty());
  const Case one = clone(complete[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(complete.size())))]);
  for (Cell& cell : one.root->cells) {
    if (cell.not_by) cell.not_by = testing::at("2026-12-31 12:00");  // complete at the later time too
  }
  const Moment now = testing::small_now();
  const Moment later{now.micros + *rc::gen::inRange(1, 100) * micros_per_hour};
  const auto before = judge(form, one, now);
  const auto after = judge(form, one, later);
  for (const auto& [key, set] : before) {
    const auto found = after.find(key);
    RC_ASSERT(found != after.end());
    using enum Verdict;
    const bool kept = set.is(late)      ? found->second.is(late)
                      : set.is(breached) ? found->second.within({breached, late})
                      : set.is(fulfilled) ? found->second.has(fulfilled)
                                          : true;
    if (!kept) RC_FAIL(describe(form, one) + describe(before) + "\n  at " + to_string(later) + describe(after));
  }
}

}  // namespace
}  // namespace rettesnor
