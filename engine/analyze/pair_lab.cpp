#include "engine/analyze/pair_lab.hpp"

#include <algorithm>

#include "engine/explain/test_block.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::analyze {

namespace {

std::pair<ConceptId, FieldId> subject(const Model& model, RuleId id) {
  const RuleDecl& rule = model.rules[id];
  if (rule.for_each) return {model.fields[rule.for_each->list.list].element, rule.for_each->list.list};
  if (!rule.about || model.concepts[rule.about].listed_in.empty()) return {rule.root, {}};
  return {rule.about, model.concepts[rule.about].listed_in.front()};
}

std::set<FieldId> recorded_by_both(const Model& model, RuleId a, RuleId b) {
  std::set<FieldId> out = RuleTerms::recorded_by(model, a);
  out.merge(RuleTerms::recorded_by(model, b));
  return out;
}

bool applies(const InstanceResult& r) {
  if (!r.possible.empty() && !r.possible.has(Verdict::not_applicable)) return true;
  return std::ranges::any_of(r.worlds, [](const InstanceResult::World& w) { return !w.possible.has(Verdict::not_applicable); });
}

}  // namespace

bool comparable(const Model& model, RuleId a, RuleId b) {
  const auto picks = [&](RuleId id) { return model.rules[id].for_each && model.rules[id].for_each->which != Selection::Which::all; };
  return subject(model, a) == subject(model, b) && model.rules[a].root == model.rules[b].root && !picks(a) && !picks(b);
}

PairLab::Side::Side(const Model& model, RuleId first, RuleId second, Lists lists)
    : encoder(model, model.rules[first].root, lists, recorded_by_both(model, first, second)),
      a(encoder, first, RuleTerms::thing_of(encoder, first)), b(encoder, second, RuleTerms::thing_of(encoder, second)) {}

PairLab::Answered PairLab::ask(const Ask& question, const Confirm& confirm) {
  Answered out;
  if (!few_) few_ = std::make_unique<Side>(model_, a_, b_, Lists::few);
  Encoder& e = few_->encoder;
  const Answer answer = e.solver.solve(question(*few_), true, {});
  const auto outside = [&](const Encoder& of) { out.reply.outside.assign(of.loose.abstracted.begin(), of.loose.abstracted.end()); };
  if (answer == Answer::some) {
    Witness w;
    w.the_case = e.case_of();
    w.question.as_of = e.moment_of_now();
    const Element* element = e.element_in(few_->a.thing());
    for (const RuleId id : {a_, b_}) {
      for (InstanceResult& r : evaluate_rule(model_, w.the_case, w.question, id)) {
        if (r.rest || r.at != element) continue;
        (id == a_ ? w.a : w.b) |= r.possible;
        (id == a_ ? w.a_applies : w.b_applies) |= applies(r);
        w.results.push_back(std::move(r));
      }
    }
    if (confirm(w)) {
      out.reply.settled = Settled::shown;
      out.witness = std::move(w);
    } else {
      out.reply.unconfirmed = true;
      outside(e);
    }
    return out;
  }
  if (answer == Answer::none && !e.loose.lists) {
    out.reply.settled = Settled::impossible;
    return out;
  }
  if (answer == Answer::open) {
    out.reply.limit = true;
    return out;
  }
  if (!any_) any_ = std::make_unique<Side>(model_, a_, b_, Lists::any);
  const Answer proof = any_->encoder.solver.solve(question(*any_), false, {});
  if (proof == Answer::none) out.reply.settled = Settled::impossible;
  out.reply.limit = proof == Answer::open;
  outside(any_->encoder);
  return out;
}

Shown PairLab::show(const Witness& w, const std::string& name, const std::string& title) const {
  TestBlock block = test_block(model_, w.the_case, w.question, w.results, name, title);
  return {std::move(block.text), std::move(block.notes)};
}

}  // namespace rettesnor::analyze
