#include "engine/explain/test_run.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/explain/finding.hpp"

namespace rettesnor {

namespace {

using Expectation = TestDecl::Expectation;

class TestRun {
 public:
  TestRun(const Model& model, const TestDecl& test, Language language, const Sources* sources, Sights* sights)
      : model_(model), language_(language), prober_(model, test.given, question_of(test), sources), sights_(sights) {
    out_.test = &test;
  }

  TestOutcome run() {
    for (const Expectation& e : out_.test->expectations) {
      const std::vector<InstanceResult>& mine = judged(e.rule);
      std::vector<const InstanceResult*> found = find(e, mine);
      if (found.empty()) found.push_back(nullptr);
      for (const InstanceResult* const r : found) {
        const std::size_t before = out_.mismatches.size();
        if (r != nullptr) hold(e, *r); else hold_nothing(e);
        if (out_.mismatches.size() == before) continue;
        if (found.size() == 1) out_.mismatches.back().instead = answer(e, r);  // of several, one answer does not fit all
        break;
      }
    }
    return std::move(out_);
  }

 private:
  /// A rule is judged for all elements at once, however many of them are spoken of.
  const std::vector<InstanceResult>& judged(RuleId rule) {
    const auto [at, first] = judged_.try_emplace(rule);
    if (first) at->second = prober_.judge(rule, sights_);
    return at->second;
  }

  static Question question_of(const TestDecl& test) {
    Question out;
    out.as_of = test.at;
    out.known_at = test.known_at;
    return out;
  }

  void mismatch(const Expectation& e, std::string expected, std::string found) {
    out_.mismatches.push_back({e.origin, std::move(expected), std::move(found), {}});
  }

  /// What the expectation would have to say, and no more than it says now.
  std::string answer(const Expectation& e, const InstanceResult* r) {
    const bool should = sphere_of(model_, e.rule) == Sphere::recommendation;
    if (r == nullptr) return std::string(word(Verdict::not_applicable, should, Language::english));
    std::string out = verdicts_text(r->possible, should, Language::english);
    if (const bool late = e.late_by || !e.late_by_parts.empty(); late && r->possible.is(Verdict::late)) {
      const Finding finding = make_finding(model_, *r, prober_.question());
      if (!finding.late_by || finding.late_by->least != finding.late_by->most) return {};
      out += " by " + length_text(*finding.late_by, Language::english);
    }
    if (e.due && r->due) {
      const Date first = local_day(r->due->earliest);
      const Date last = local_day(r->due->latest);
      out += " due " + to_string(first) + (first == last ? "" : " .. " + to_string(last));
    }
    if (e.says_missing) {
      std::string names;
      for (const std::string& name : missing_names(e, *r)) names += (names.empty() ? "" : ", ") + name;
      if (!names.empty()) out += " missing " + names;
    }
    return out;
  }

  // The instances that an expectation speaks of: of an element the occurrence, which is the first if it is 0. A rule alone is
  // each of its elements. Where none is seen, it is what one that is not seen could be.
  std::vector<const InstanceResult*> find(const Expectation& e, const std::vector<InstanceResult>& mine) const {
    std::vector<const InstanceResult*> found;
    for (const InstanceResult& r : mine) {
      if (r.rest || (e.occurrence != 0 && r.occurrence != e.occurrence)) continue;
      if (!e.element.empty() && !speaks_of(e.element, r.element)) continue;
      const bool first = found.empty() || (e.element.empty() && found.back()->at != r.at);
      if (first || e.occurrence != 0) found.push_back(&r);
    }
    if (const auto rest = std::ranges::find_if(mine, &InstanceResult::rest); found.empty() && rest != mine.end()) found.push_back(&*rest);
    return found;
  }

  // A rule without an instance is not applicable to the case as a whole, and has no due.
  void hold_nothing(const Expectation& e) {
    const bool of_an_instance = e.due || e.late_by || !e.late_by_parts.empty() || !e.missing.empty();
    if (e.possible.is(Verdict::not_applicable) && !of_an_instance) return;
    const bool should = sphere_of(model_, e.rule) == Sphere::recommendation;
    mismatch(e, verdicts_text(e.possible, should, language_), std::string(phrase(Saying::test_no_instance, language_)));
  }

  void hold(const Expectation& e, const InstanceResult& r) {
    const bool should = sphere_of(model_, e.rule) == Sphere::recommendation;
    if (r.possible != e.possible) {
      mismatch(e, verdicts_text(e.possible, should, language_), verdicts_text(r.possible, should, language_));
    }
    if (e.due) check_due(e, r);
    if (e.late_by || !e.late_by_parts.empty()) check_late_by(e, r);
    if (e.says_missing) check_missing(e, r);
  }

  void check_due(const Expectation& e, const InstanceResult& r) {
    const DateInterval want = *e.due;
    const bool same = r.due && local_day(r.due->earliest) == want.first && local_day(r.due->latest) == want.last;
    if (same) return;
    mismatch(e, say(Saying::why_due, language_, {value_text(model_, {}, want, language_)}),
             r.due ? say(Saying::why_due, language_, {time_text(*r.due, language_)})
                   : std::string(phrase(Saying::test_no_due, language_)));
  }

  void check_late_by(const Expectation& e, const InstanceResult& r) {
    const Finding finding = make_finding(model_, r, prober_.question());
    std::vector<Duration> parts = e.late_by_parts;
    if (parts.empty()) parts.push_back(*e.late_by);
    Length want;
    want.days = true;
    for (const Duration& part : parts) want.days = want.days && !part.is_elapsed();
    for (const Duration& part : parts) {
      const std::int64_t days = part.unit == Unit::weeks ? 7LL * part.count : part.count;
      want.least += part.is_elapsed() ? elapsed_micros(part) : want.days ? days : days * micros_per_day;
    }
    want.most = want.least;
    const auto& got = finding.late_by;
    if (got && got->days == want.days && got->least == want.least && got->most == want.most) return;
    mismatch(e, say(Saying::why_late_by, language_, {length_text(want, language_)}),
             got ? say(Saying::why_late_by, language_, {length_text(*got, language_)})
                 : std::string(phrase(Saying::test_not_late, language_)));
  }

  std::set<std::string> missing_names(const Expectation& e, const InstanceResult& r) {
    std::set<std::string> found;
    const auto missing = find_missing(prober_, e.rule, {r});
    for (const Missing& m : missing.front()) {
      std::string name = missing_code(model_, m);
      // Names are written as the rule writes them: without the element.
      if (m.kind == Missing::Kind::cell && name.starts_with(m.cell.element + ".") && !m.cell.element.empty() && m.cell.element == r.element) {
        name.erase(0, m.cell.element.size() + 1);
      }
      found.insert(std::move(name));
    }
    return found;
  }

  void check_missing(const Expectation& e, const InstanceResult& r) {
    const std::set<std::string> found = missing_names(e, r);
    const std::set<std::string> want(e.missing.begin(), e.missing.end());
    if (found == want) return;
    const auto text = [&](const std::set<std::string>& names) {
      const std::vector<std::string> all(names.begin(), names.end());
      return say(Saying::test_missing, language_, {all.empty() ? std::string("–") : listing(all, language_, 12)});
    };
    mismatch(e, text(want), text(found));
  }

  const Model& model_;
  Language language_;
  Prober prober_;
  std::map<RuleId, std::vector<InstanceResult>> judged_;
  Sights* sights_;
  TestOutcome out_;
};

}  // namespace

std::string verdicts_text(VerdictSet set, bool should, Language language) {
  std::string out;
  for (const Verdict v : all_verdicts) {
    if (!set.has(v)) continue;
    if (!out.empty()) out += language == Language::danish ? " eller " : " or ";
    out += word(v, should, language);
  }
  return out;
}

bool speaks_of(const std::string& wanted, const std::string& path) {
  return path == wanted || (!wanted.empty() && path.size() > wanted.size() && path.ends_with(wanted) &&
                            path[path.size() - wanted.size() - 1] == '/');
}

TestOutcome run_test(const Model& model, const TestDecl& test, Language language, const Sources* sources, Sights* sights) {
  return TestRun(model, test, language, sources, sights).run();
}

}  // namespace rettesnor
