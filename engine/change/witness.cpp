#include "engine/change/witness.hpp"

#include <algorithm>
#include <set>

#include "engine/adequacy/search.hpp"
#include "engine/explain/finding.hpp"
#include "engine/explain/names.hpp"
#include "engine/model/case_copy.hpp"
#include "engine/explain/probe.hpp"
#include "engine/model/transfer.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::change {

namespace {

constexpr std::size_t most = 600;

using Results = std::vector<InstanceResult>;

/// The same answer. A due, if it is to count, does where it and the verdict are certain.
bool same(const InstanceResult& x, const InstanceResult& y, bool with_due) {
  return x.possible == y.possible && x.right.used == y.right.used && x.right.unused == y.right.unused && x.right.too_late == y.right.too_late &&
         x.right.not_applicable == y.right.not_applicable && (!with_due || sayable_due(x) == sayable_due(y));
}

/// An instance that only one side has is not applicable on the other.
bool out_of_scope(const InstanceResult& r) { return r.possible.is(Verdict::not_applicable) || (r.possible.empty() && !r.right.used && !r.right.unused && !r.right.too_late); }

struct Pair {
  const InstanceResult* before = nullptr;
  const InstanceResult* after = nullptr;
};

/// The first instance that the two answer differently.
std::optional<Pair> difference(const Results& before, const Results& after, bool with_due) {
  const auto twin = [](const InstanceResult& r, const Results& in) {
    const auto at = std::ranges::find_if(in, [&](const InstanceResult& o) { return o.element == r.element && o.occurrence == r.occurrence && o.rest == r.rest; });
    return at == in.end() ? nullptr : &*at;
  };
  for (const InstanceResult& r : after) {
    const InstanceResult* const old = twin(r, before);
    if (old == nullptr ? !out_of_scope(r) : !same(*old, r, with_due)) return Pair{old, &r};
  }
  for (const InstanceResult& r : before) {
    if (twin(r, after) == nullptr && !out_of_scope(r)) return Pair{&r, nullptr};
  }
  return std::nullopt;
}

bool plain(const Results& results) {
  return std::ranges::all_of(results, [](const InstanceResult& r) { return !r.rest && (r.possible.determined() || r.possible.empty()); });
}

std::string answer(const Model& model, const InstanceResult* r, Language language) {
  if (r == nullptr) return std::string(word(Verdict::not_applicable, false, language));
  std::string out;
  const bool should = model.rules[r->rule].should;
  if (r->possible.empty()) {
    Finding finding;
    finding.result = *r;
    finding.result.possible = as_verdicts(r->right);
    out = right_word(finding, language);
  } else {
    for (const Verdict v : all_verdicts) {
      if (r->possible.has(v)) out += (out.empty() ? "" : language == Language::danish ? " eller " : " or ") + std::string(word(v, should, language));
    }
  }
  if (const auto due = sayable_due(*r)) out += (language == Language::danish ? ", frist " : ", due ") + day_text(*due, language);
  const std::string of = instance_title(*r, language);
  return of.empty() ? out : of + ": " + out;
}

/// Cases to begin with where the rule has no test: nothing recorded, with an element in each list.
class Bare {
 public:
  Bare(const Model& model, RuleId rule) : model_(model) {
    const RuleDecl& decl = model.rules[rule];
    test_.given.root = element(decl.root, nullptr, 0);
    Date day = Date{20454};  // 2026-01-01: a day like any other, where no version says more
    for (const Version& v : decl.versions) {
      if (v.from) day = std::max(day, *v.from);
    }
    constexpr std::int32_t a_year = 365;
    test_.at = Moment{end_of_day(Date{day.days + a_year}).micros - 1};
  }
  const TestDecl& test() const { return test_; }

 private:
  std::unique_ptr<Element> element(ConceptId kind, const Element* parent, int depth) {
    constexpr int deepest = 3;
    auto out = std::make_unique<Element>();
    out->concept_id = kind;
    out->parent = parent;
    const Concept& decl = model_.concepts[kind];
    out->cells.resize(decl.fields.size());
    out->lists.resize(decl.fields.size());
    for (const FieldId id : decl.fields) {
      const FieldDecl& f = model_.fields[id];
      if (f.kind != FieldKind::list) continue;
      auto list = std::make_unique<ListCell>();
      if (depth < deepest) {
        list->elements.push_back(element(f.element, out.get(), depth + 1));
        list->elements.back()->in_list = id;
        list->elements.back()->id = "1";
      }
      out->lists[f.index] = std::move(list);
    }
    return out;
  }

  const Model& model_;
  TestDecl test_;
};

/// Searches in one model; `there` takes a case to the other.
struct Finder {
  const Model& here;
  RuleId rule;
  const Model& there;
  RuleId twin;

  bool shows(const Case& subject, const Question& question, bool plainly) const {
    const Results own = evaluate_rule(here, subject, question, rule);
    if (plainly && !plain(own)) return false;
    const auto other = transfer(here, subject, there);
    if (!other) return false;
    const Results others = evaluate_rule(there, *other, question, twin);
    if (plainly && !plain(others)) return false;
    return difference(own, others, !plainly).has_value();
  }

  std::optional<adequacy::Shown> look(bool plainly) const {
    const auto asked = [&](const Case& subject, const Question& question) { return shows(subject, question, plainly); };
    const std::vector<const TestDecl*> tests = adequacy::tests_of(here, rule);
    if (!tests.empty()) return adequacy::search(here, rule, tests, asked, most);
    const Bare bare(here, rule);
    const TestDecl* const from[] = {&bare.test()};
    if (auto found = adequacy::search(here, rule, from, asked, most)) return found;
    // One step on: a case in which the rule has something to say, and from there.
    auto judged = adequacy::search(here, rule, from, [&](const Case& subject, const Question& question) {
      const Results results = evaluate_rule(here, subject, question, rule);
      return plain(results) && !std::ranges::all_of(results, out_of_scope);
    }, most);
    if (!judged) return std::nullopt;
    TestDecl next;
    next.given = clone(judged->subject);
    next.at = judged->question.as_of;
    const TestDecl* const second[] = {&next};
    return adequacy::search(here, rule, second, asked, most);
  }
};

}  // namespace

std::optional<Witness> find_witness(const Model& old_model, RuleId before, const Model& new_model, RuleId after, const std::string& name, Language language) {
  for (const bool plainly : {true, false}) {  // with one answer each, and another one, if there is such a case
    for (const bool in_new : {true, false}) {
      const Finder finder = in_new ? Finder{new_model, after, old_model, before} : Finder{old_model, before, new_model, after};
      const auto shown = finder.look(plainly);
      if (!shown) continue;
      const auto moved = transfer(finder.here, shown->subject, finder.there);
      if (!moved) continue;
      const Case& new_case = in_new ? shown->subject : *moved;
      const Case& old_case = in_new ? *moved : shown->subject;
      const Results is = evaluate_rule(new_model, new_case, shown->question, after);
      const Results was = evaluate_rule(old_model, old_case, shown->question, before);
      auto pair = difference(was, is, false);
      if (!pair) pair = difference(was, is, true);
      if (!pair) continue;  // the case lost something on its way back
      Witness out;
      out.rule = qualified_name(new_model, after);
      out.was = answer(old_model, pair->before, language);
      out.is = answer(new_model, pair->after, language);
      out.block = test_block(new_model, new_case, shown->question, is, name, title_of(new_model, after, language));
      return out;
    }
  }
  return std::nullopt;
}

}  // namespace rettesnor::change
