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
    return in_worlds(of.reach, of.population ? std::optional(of.population->slot) : std::nullopt, element, day, std::move(open), read, join);
  }
  /// The same of a rule's.
  template <class Answer, class Read, class Join>
  Answer in_worlds(RuleId of, const Element* element, std::optional<Date> day, Answer open, const Read& read, const Join& join) {
    return in_worlds(evaluator_.model_.reach[of], std::nullopt, element, day, std::move(open), read, join);
  }
  template <class Answer, class Read, class Join>
  Answer in_worlds(const Mentions& reach, std::optional<std::uint8_t> slot, const Element* element, std::optional<Date> day, Answer open, const Read& read, const Join& join) {
    evaluator_.reach_ = &reach;
    if (reach_of_ != &reach) evaluator_.cuts_.clear();
    reach_of_ = &reach;
    evaluator_.steps_ = 0;
    evaluator_.pins_.clear();
    evaluator_.touched_.clear();
    Frame f = evaluator_.frame_at(element == nullptr ? evaluator_.case_.root.get() : element);
    if (slot) f.slots[*slot] = element;
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
  Truth truth(RuleId of, ExprId id, const Element* element) {
    return in_worlds(of, element, std::nullopt, Truth::unknown, [&](const Frame& f) { return evaluator_.truth(id, f); },
                     [](Truth a, Truth b) { return a == b ? a : Truth::unknown; });
  }
  Followed followed(RuleId of, const Element* element, const Act& act, Date anchor) {
    return in_worlds(of, element, anchor, Followed{}, [&](const Frame& f) { return followed(evaluator_.doing(act, f), anchor); },
                     [](const Followed& a, const Followed& b) { return a == b ? a : Followed{}; });
  }
  ReadTime at(const When& w) const {
    const Moment now = evaluator_.at_;
    return {.possible = w.may_have_happened(now), .certain = w.must_have_happened(now), .dated = w.present, .earliest = w.lo, .latest = w.hi};
  }

 private:
  /// Done on a day that is known and that nothing possible comes before; else open up to the first day on which it may have been done.
  Followed followed(const Doing& doing, Date anchor) const {
    const Moment now = evaluator_.at_;
    std::optional<Date> done, possible;
    for (const Occurrence& o : doing.all) {
      if (o.counts == Truth::no || !o.time.may_have_happened(now)) continue;
      // An element of a list counts from the anchor's day on; a single event also before.
      if (!doing.single && o.time.last_day() < anchor) continue;
      const bool certain = o.counts == Truth::yes && o.time.must_have_happened(now);
      if (certain && o.time.first_day() == o.time.last_day()) {
        if (!done || o.time.first_day() < *done) done = o.time.first_day();
        continue;
      }
      if (o.time.must_have_happened(now)) return {};  // it happened; whether it counts, or when, is not known
      if (!possible || o.time.first_day() < *possible) possible = o.time.first_day();
    }
    if (done && !(possible && *possible < *done)) return {Followed::Ending::done, std::max(0, done->days - anchor.days)};
    const Date until = possible.value_or(local_day(now));
    if (until < anchor || (possible && until == anchor)) return {};
    return {Followed::Ending::open, until.days - anchor.days};
  }

  Evaluator evaluator_;
  const Mentions* reach_of_ = nullptr;
};

}  // namespace reference

class IndicatorReader::Inside : public reference::Reading {
 public:
  using Reading::Reading;
};

class RuleReader::Inside : public reference::Reading {
 public:
  using Reading::Reading;
};

RuleReader::RuleReader(const Model& model, const Case& the_case, const Question& question) : inside_(std::make_unique<Inside>(model, the_case, question)) {}
RuleReader::~RuleReader() = default;

std::vector<std::size_t> RuleReader::reasons(RuleId id, const Element* element) {
  const RuleDecl& rule = inside_->model().rules[id];
  std::vector<std::size_t> out;
  if (!rule.accepted_reason) return out;
  const auto* any = std::get_if<expr::Group>(&inside_->model().exprs[rule.accepted_reason].node);
  for (std::size_t i = 0; any != nullptr && i < any->items.size(); ++i) {
    if (inside_->truth(id, any->items[i], element) == Truth::yes) out.push_back(i);
  }
  return out;
}

Followed RuleReader::followed(RuleId id, const Element* element, Date anchor) {
  const RuleDecl& rule = inside_->model().rules[id];
  for (const Version& v : rule.versions) {
    if ((v.from && anchor < *v.from) || (v.until && *v.until < anchor)) continue;
    if (v.from_last && anchor < *v.from_last) return {};  // which version is in force is not settled
    return follows(inside_->model(), v) ? inside_->followed(id, element, inside_->model().duties[v.duties.front()].act, anchor) : Followed{};
  }
  return {};
}

bool follows(const Model& model, const Version& v) { return !v.duties.empty() && model.duties[v.duties.front()].form == DutyForm::within; }

bool follows(const Model& model, const RuleDecl& rule) { return std::ranges::any_of(rule.versions, [&](const Version& v) { return follows(model, v); }); }

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
