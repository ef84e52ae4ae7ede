#include "engine/analyze/lab.hpp"

#include <algorithm>

#include "engine/explain/test_block.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::analyze {

bool Witness::any(Verdict v) const {
  return std::ranges::any_of(mine, [v](const InstanceResult* r) { return r->possible.has(v); });
}

bool Witness::applies() const {
  return std::ranges::any_of(mine, [](const InstanceResult* r) {
    // Under a reading with another anchor it may not be judged yet.
    if (std::ranges::any_of(r->worlds, [](const InstanceResult::World& w) { return !w.possible.has(Verdict::not_applicable); })) return true;
    const bool right = r->right.used || r->right.unused || r->right.too_late;
    return !r->internal_error && (right ? !r->right.not_applicable : !r->possible.empty() && !r->possible.has(Verdict::not_applicable));
  });
}

namespace {

ConceptId root_of(const Model& model, const RuleDecl& rule) {
  ConceptId at = rule.for_each ? model.fields[rule.for_each->list.list].owner : rule.about;
  if (!at) at = rule.root;
  while (at && !model.concepts[at].listed_in.empty()) at = model.fields[model.concepts[at].listed_in.front()].owner;
  return at ? at : model.roots.front();
}

}  // namespace

Lab::Side::Side(const Model& model, RuleId id, Lists lists)
    : encoder(model, root_of(model, model.rules[id]), lists, RuleTerms::recorded_by(model, id)), rule(encoder, id, RuleTerms::thing_of(encoder, id)) {}

Lab::Lab(const Model& model, RuleId rule) : model_(model), rule_(rule) {}

Lab::Side& Lab::side(Lists lists) {
  auto& kept = lists == Lists::few ? few_ : any_;
  if (!kept) kept = std::make_unique<Side>(model_, rule_, lists);
  return *kept;
}

/// What the version's exceptions read is known too, and they are left out where a question does not need them.
void Lab::prepare(Side& s, std::size_t version) {
  if (!s.prepared.insert(version).second) return;
  for (const ExceptionId id : model_.rules[rule_].exceptions) {
    for (std::size_t n = 0; n < model_.exceptions[id].versions.size(); ++n) {
      s.encoder.solver.prefer(s.rule.exception_holds(version, id, n).no);
    }
  }
}

std::optional<Witness> Lab::witness(Side& s, std::size_t version) {
  Witness out;
  out.day = Date{static_cast<std::int32_t>(s.encoder.solver.day_of(s.rule.version(version).frame.day))};
  out.the_case = s.encoder.case_of();
  out.question.as_of = s.encoder.moment_of_now();
  const Element* element = s.encoder.element_in(s.rule.thing());
  if (element == nullptr) return std::nullopt;
  out.results = evaluate_rule(model_, out.the_case, out.question, rule_);
  for (const InstanceResult& r : out.results) {
    if (!r.rest && r.at == element) out.mine.push_back(&r);
  }
  return out;
}

Reply Lab::ask(std::size_t version, const Ask& question, const Confirm& confirm) {
  Reply out;
  const Limits limits;
  Side& few = side(Lists::few);
  prepare(few, version);
  const Term asked = question(few);
  const auto outside = [&](const Side& s) { out.outside.assign(s.encoder.loose.abstracted.begin(), s.encoder.loose.abstracted.end()); };
  const Answer answer = few.encoder.solver.solve(asked, true, limits);
  if (answer == Answer::some) {
    auto found = witness(few, version);
    if (found && confirm(*found)) return {.settled = Settled::shown, .witness = std::move(found)};
    out.unconfirmed = true;
    outside(few);
    return out;
  }
  if (answer == Answer::none && !few.encoder.loose.lists) return {.settled = Settled::impossible};
  if (answer == Answer::open) {
    out.limit = true;
    outside(few);
    return out;
  }
  Side& any = side(Lists::any);
  const Answer proof = any.encoder.solver.solve(question(any), false, limits);
  if (proof == Answer::none) return {.settled = Settled::impossible};
  out.limit = proof == Answer::open;
  outside(any);
  return out;
}

std::vector<ExprId> conjuncts(const Model& model, ExprId condition) {
  const ExprNode& node = model.exprs[condition].node;
  if (const auto* b = std::get_if<expr::Binary>(&node); b != nullptr && b->op == expr::BinaryOp::and_) {
    return conjuncts(model, std::vector{b->left, b->right});
  }
  if (const auto* g = std::get_if<expr::Group>(&node); g != nullptr && g->kind == expr::GroupKind::all_of) return conjuncts(model, g->items);
  return {condition};
}

std::vector<ExprId> conjuncts(const Model& model, const std::vector<ExprId>& conditions) {
  std::vector<ExprId> out;
  for (const ExprId c : conditions) {
    for (const ExprId part : conjuncts(model, c)) out.push_back(part);
  }
  return out;
}

std::vector<ExprId> disjuncts(const Model& model, ExprId condition) {
  std::vector<ExprId> out;
  const ExprNode& node = model.exprs[condition].node;
  const auto add = [&](ExprId id) {
    const auto inner = disjuncts(model, id);
    if (inner.empty()) out.push_back(id);
    else out.insert(out.end(), inner.begin(), inner.end());
  };
  if (const auto* b = std::get_if<expr::Binary>(&node); b != nullptr && b->op == expr::BinaryOp::or_) {
    add(b->left);
    add(b->right);
  }
  if (const auto* g = std::get_if<expr::Group>(&node); g != nullptr && g->kind == expr::GroupKind::any_of) {
    for (const ExprId item : g->items) add(item);
  }
  return out;
}

std::string written(const Model& model, const Sources& sources, ExprId id) {
  const Expr& e = model.exprs[id];
  const Source* source = sources.find(e.file);
  if (source == nullptr) return {};
  std::string out;
  bool blank = false;
  for (const char c : std::string_view(source->text).substr(e.span.begin, e.span.end - e.span.begin)) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

std::string full_name(const Model& model, PackageId package, const std::string& name) {
  return package ? model.packages[package].name + "." + name : name;
}

Shown show(const Model& model, const Witness& witness, const std::string& name, const std::string& title) {
  TestBlock block = test_block(model, witness.the_case, witness.question, witness.results, name, title);
  return {std::move(block.text), std::move(block.notes)};
}

}  // namespace rettesnor::analyze
