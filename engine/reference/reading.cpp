#include "engine/reference/reading.hpp"

#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace rettesnor {

namespace reference {

/// The evaluator's reading, set up for an indicator instead of a rule.
class Reading {
 public:
  Reading(const Model& model, const Case& the_case, const Question& question)
      : evaluator_(model, the_case, question, Trace::open) {}

  const Model& model() const { return evaluator_.model_; }
  const Case& the_case() const { return evaluator_.case_; }

  /// `read(evaluator, frame)` in every world, joined by `join`; `open` when the budget is exceeded.
  template <class Answer, class Read, class Join>
  Answer in_worlds(const IndicatorDecl& of, const Element* element, std::optional<Date> day, Answer open, const Read& read, const Join& join) {
    evaluator_.reach_ = &of.reach;
    if (reach_of_ != &of) evaluator_.cuts_.clear();
    reach_of_ = &of;
    evaluator_.steps_ = 0;
    evaluator_.pins_.clear();
    evaluator_.touched_.clear();
    Frame f = evaluator_.frame_at(element == nullptr ? evaluator_.case_.root.get() : element);
    if (of.population) f.slots[of.population->slot] = element;
    if (day) f.day = *day;
    std::optional<Answer> out;
    try {
      for (const World& world : worlds_of(evaluator_.model_, evaluator_.question_, evaluator_.reach_->readings)) {
        evaluator_.world_ = world;
        if (!evaluator_.pins_allow(f.day)) continue;
        Answer here = read(f);
        out = out ? join(*out, here) : std::move(here);
      }
    } catch (const OutOfSteps&) {
      out = std::move(open);
    }
    evaluator_.world_ = {};
    return out ? std::move(*out) : std::move(open);
  }

  Possible value(const IndicatorDecl& of, ExprId id, const Element* element, std::optional<Date> day) {
    // Open: a value of no kind, which no reader below takes for a known one.
    return in_worlds(of, element, day, Possible{}, [&](const Frame& f) { return evaluator_.value(id, f); },
                     [](const Possible& a, const Possible& b) { return merge(a, b); });
  }
  Truth truth(const IndicatorDecl& of, ExprId id, const Element* element, std::optional<Date> day) {
    return in_worlds(of, element, day, Truth::unknown, [&](const Frame& f) { return evaluator_.truth(id, f); },
                     [](Truth a, Truth b) { return a == b ? a : Truth::unknown; });
  }
  When observed(const IndicatorDecl& of, const Element* element) {
    const Possible length{.kind = TypeKind::duration, .least = *of.observed_for, .most = *of.observed_for};
    return in_worlds(of, element, std::nullopt, unknown_time(true),
                     [&](const Frame& f) { return evaluator_.shifted(evaluator_.time(of.observed_from, f), length, false); },
                     [](const When& a, const When& b) { return merge(a, b); });
  }
  When first_event(const IndicatorDecl& of, const Element& element) {
    return in_worlds(of, &element, std::nullopt, unknown_time(false), [&](const Frame&) { return evaluator_.first_event(element); },
                     [](const When& a, const When& b) { return merge(a, b); });
  }
  std::vector<const Element*> elements(const IndicatorDecl& of, ConceptId kind) {
    std::vector<const Element*> unseen;
    return in_worlds(of, nullptr, std::nullopt, std::vector<const Element*>{}, [&](const Frame&) { return evaluator_.elements_of(kind, unseen); },
                     [](const std::vector<const Element*>& a, const std::vector<const Element*>&) { return a; });
  }
  ReadTime at(const When& w) const {
    const Moment now = evaluator_.at_;
    return {.possible = w.may_have_happened(now), .certain = w.must_have_happened(now), .dated = w.present, .earliest = w.lo, .latest = w.hi};
  }

 private:
  Evaluator evaluator_;
  const IndicatorDecl* reach_of_ = nullptr;
};

}  // namespace reference

class IndicatorReader::Inside : public reference::Reading {
 public:
  using Reading::Reading;
};

IndicatorReader::IndicatorReader(const Model& model, const Case& the_case, const Question& question)
    : inside_(std::make_unique<Inside>(model, the_case, question)) {}
IndicatorReader::~IndicatorReader() = default;

std::vector<Member> IndicatorReader::members(const IndicatorDecl& of) {
  const Element* root = inside_->the_case().root.get();
  if (of.rule || of.root != root->concept_id) return {};
  std::vector<const Element*> seen{root};
  if (of.population) {
    seen = inside_->elements(of, inside_->model().fields[of.population->list.list].element);
    std::erase_if(seen, [&](const Element* e) { return e->in_list != of.population->list.list; });
  } else if (of.about) {
    seen = inside_->elements(of, of.about);
  }
  std::vector<Member> out;
  for (const Element* element : seen) {
    Truth inside = Truth::yes;
    for (const ExprId condition : {of.population ? of.population->where : ExprId{}, of.where}) {
      if (condition) inside = inside & truth(of, condition, element);
    }
    if (inside != Truth::no) out.push_back({element, inside});
  }
  return out;
}

Truth IndicatorReader::truth(const IndicatorDecl& of, ExprId id, const Element* element, std::optional<Date> day) {
  return inside_->truth(of, id, element, day);
}

ReadNumber IndicatorReader::number(const IndicatorDecl& of, ExprId id, const Element* element, std::optional<Date> day) {
  const reference::Possible p = inside_->value(of, id, element, day);
  if (p.kind != TypeKind::number && p.kind != TypeKind::amount) return {.absent = p.kind != TypeKind::invalid && p.absent && !p.present};
  if (!p.present) return {.absent = p.absent};
  const bool exact = !p.absent && p.number.lo && p.number.hi && *p.number.lo == *p.number.hi;
  return {.value = exact ? p.number.lo : std::nullopt};
}

ReadTime IndicatorReader::time(const IndicatorDecl& of, ExprId id, const Element* element) {
  const reference::Possible p = inside_->value(of, id, element, std::nullopt);
  if (p.kind == TypeKind::date || p.kind == TypeKind::moment) return inside_->at(p.when);
  if (p.absent && !p.present) return {};
  return inside_->at(reference::unknown_time(false));
}

ReadTime IndicatorReader::observed(const IndicatorDecl& of, const Element* element) { return inside_->at(inside_->observed(of, element)); }

std::optional<ReadTime> IndicatorReader::first_event(const IndicatorDecl& of, const Element* element) {
  if (!inside_->model().concepts[element->concept_id].first_event) return std::nullopt;
  return inside_->at(inside_->first_event(of, *element));
}

std::optional<std::string> IndicatorReader::group(const IndicatorDecl& of, ExprId id, const Element* element, std::optional<Date> day) {
  const Type& type = inside_->model().exprs[id].type;
  if (type.kind == TypeKind::yes_no) {
    const Truth holds = truth(of, id, element, day);
    return holds == Truth::unknown ? std::nullopt : std::optional<std::string>(holds == Truth::yes ? "yes" : "no");
  }
  const reference::Possible p = inside_->value(of, id, element, day);
  if (p.absent || !p.present) return std::nullopt;
  if (p.kind == TypeKind::text) return p.text_unknown || p.texts.size() != 1 ? std::nullopt : std::optional(p.texts.front());
  if (p.kind != TypeKind::code || std::ranges::count(p.codes, true) != 1) return std::nullopt;
  const auto place = static_cast<std::size_t>(std::ranges::find(p.codes, true) - p.codes.begin());
  return inside_->model().code_sets[type.codes].codes.at(place);
}

}  // namespace rettesnor
