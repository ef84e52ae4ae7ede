#include "engine/adequacy/search.hpp"

#include <algorithm>
#include <utility>

#include "engine/explain/completions.hpp"
#include "engine/explain/probe.hpp"
#include "engine/model/case_copy.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::adequacy {

namespace {

/// Can `given` say it? Not of a time of which only an interval is known, other than a day.
bool can_be_given(const Cell& cell) {
  if (cell.unmapped || cell.not_by || cell.recorded_at || cell.state == CellState::conflicting) return false;
  if (const auto* day = std::get_if<DateInterval>(&cell.value)) return day->first == day->last;
  if (const auto* moment = std::get_if<MomentInterval>(&cell.value)) {
    const Date day = local_day(moment->first);
    return moment->first == moment->last || (moment->first == start_of_day(day) && moment->last.micros == end_of_day(day).micros - 1);
  }
  return true;
}

class Search {
 public:
  Search(const Model& model, RuleId rule, const Shows& shows, std::size_t most) : model_(model), rule_(rule), shows_(shows), left_(most) {}

  /// The test's case as it is, with one cell changed, and asked on another day.
  bool near(const TestDecl& test) {
    Question question = question_of(test);
    if (try_it(test.given, question)) return true;
    Trials trials(*this, test);
    for (const Trial& one : trials.all) {
      if (trials.with(one, [&] { return try_it(trials.edit.view(), question); })) return true;
      if (left_ == 0) return false;
    }
    for (const Date day : trials.days) {
      question.as_of = start_of_day(day);
      if (try_it(test.given, question)) return true;
    }
    return false;
  }

  /// With two cells changed, each to one of its likeliest values.
  bool two_away(const TestDecl& test) {
    constexpr std::size_t values_each = 6;
    const Question question = question_of(test);
    Trials trials(*this, test);
    for (const Trial& one : trials.all) {
      for (const Trial& two : trials.all) {
        if (one.cell >= two.cell || one.number >= values_each || two.number >= values_each) continue;
        if (trials.with(one, [&] { return trials.with(two, [&] { return try_it(trials.edit.view(), question); }); })) return true;
        if (left_ == 0) return false;
      }
    }
    return false;
  }

  std::optional<Shown> found;
  bool exhausted() const { return left_ == 0; }

 private:
  struct Trial {
    std::size_t cell = 0;    ///< which of the cells that the rule reads
    std::size_t number = 0;  ///< which of its values
    Cell value;
  };

  /// What could stand in the cells of a test's case.
  struct Trials {
    Trials(const Search& of, const TestDecl& test) : edit(test.given), model(of.model_) {
      // Both hold a copy of the case: the same cells, in the same order.
      const Question question = question_of(test);
      Prober prober(model, test.given, question);
      const std::vector<InstanceResult> results = prober.judge(of.rule_);
      Boundaries boundaries = boundaries_of(prober, of.rule_, results);
      // Days on which the law changes, and those before and after.
      for (const Date day : model.reach[of.rule_].law_days) {
        for (const std::int32_t by : {-1, 0, 1}) boundaries.days.push_back(Date{day.days + by});
      }
      std::ranges::sort(boundaries.days);
      boundaries.days.erase(std::ranges::unique(boundaries.days).begin(), boundaries.days.end());
      days = boundaries.days;
      const std::vector<CellRef> read = touched(results);
      cells = touched(evaluate_rule(model, edit.view(), question, of.rule_));
      for (std::size_t i = 0; i < cells.size() && i < read.size(); ++i) {
        if (prober.cell(read[i]) == nullptr) continue;
        std::size_t number = 0;
        all.push_back({i, number++, Cell{.state = CellState::asked_unknown}});
        for (Cell& value : completions(prober, read[i], boundaries)) {
          if (can_be_given(value)) all.push_back({i, number++, std::move(value)});
        }
      }
    }

    bool with(const Trial& trial, const auto& asked) {
      Cell old = edit.exchange(model, cells[trial.cell], trial.value);
      const bool yes = asked();
      edit.exchange(model, cells[trial.cell], std::move(old));
      return yes;
    }

    EditableCase edit;
    const Model& model;
    std::vector<CellRef> cells;
    std::vector<Trial> all;
    std::vector<Date> days;
  };

  static std::vector<CellRef> touched(const std::vector<InstanceResult>& results) {
    std::vector<CellRef> out;
    for (const InstanceResult& r : results) out.insert(out.end(), r.touched.begin(), r.touched.end());
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
  }

  bool try_it(const Case& subject, const Question& question) {
    if (left_ == 0) return false;
    --left_;
    if (!shows_(subject, question)) return false;
    found = Shown{clone(subject), question};
    return true;
  }

  const Model& model_;
  RuleId rule_;
  const Shows& shows_;
  std::size_t left_;
};

bool still(const Shown& shown, const Shows& shows) { return shows(shown.subject, shown.question); }

void prune_element(Shown& shown, Element& element, const Shows& shows) {
  for (auto& list : element.lists) {
    if (!list) continue;
    for (std::size_t i = list->elements.size(); i-- > 0;) {
      std::unique_ptr<Element> out = std::move(list->elements[i]);
      list->elements.erase(list->elements.begin() + static_cast<std::ptrdiff_t>(i));
      if (still(shown, shows)) continue;
      list->elements.insert(list->elements.begin() + static_cast<std::ptrdiff_t>(i), std::move(out));
      prune_element(shown, *list->elements[i], shows);
    }
  }
  for (Cell& cell : element.cells) {
    if (cell.state == CellState::not_recorded && cell.parts.empty()) continue;
    Cell old = std::exchange(cell, Cell{});
    if (!still(shown, shows)) cell = std::move(old);
  }
}

}  // namespace

std::vector<const TestDecl*> tests_of(const Model& model, RuleId rule) {
  std::vector<const TestDecl*> out;
  for (const TestDecl& test : model.tests) {
    if (std::ranges::any_of(test.expectations, [&](const auto& e) { return e.rule == rule; })) out.push_back(&test);
  }
  return out;
}

Question question_of(const TestDecl& test) {
  Question out;
  out.as_of = test.at;
  out.known_at = test.known_at;
  return out;
}

std::optional<Shown> search(const Model& model, RuleId rule, std::span<const TestDecl* const> from, const Shows& shows, std::size_t most) {
  for (const auto way : {&Search::near, &Search::two_away}) {
    Search search(model, rule, shows, most);
    for (const TestDecl* test : from) {
      if ((search.*way)(*test)) {
        prune(*search.found, shows);
        return std::move(search.found);
      }
      if (search.exhausted()) break;
    }
  }
  return std::nullopt;
}

void prune(Shown& shown, const Shows& shows) { prune_element(shown, *shown.subject.root, shows); }

}  // namespace rettesnor::adequacy
