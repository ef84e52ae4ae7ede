// Rules two by two: can both be kept, and do they say the same?
#include <algorithm>

#include "engine/analyze/pair_lab.hpp"

namespace rettesnor::analyze {

namespace {

using Side = PairLab::Side;

/// The event that a duty's time or prohibition is about; none for other forms.
const expr::Field* plain_event(const Model& model, ExprId id) {
  if (!id) return nullptr;
  const auto* field = std::get_if<expr::Field>(&model.exprs[id].node);
  return field != nullptr && !field->part && model.fields[field->field].kind == FieldKind::event ? field : nullptr;
}

bool same(const expr::Field* a, const expr::Field* b) {
  return a != nullptr && b != nullptr && a->field == b->field && a->place.slot == b->place.slot && a->place.up == b->place.up;
}

bool asks_for_act(DutyForm form) {
  return form == DutyForm::within || form == DutyForm::no_later_than || form == DutyForm::before || form == DutyForm::untimed ||
         form == DutyForm::open_standard;
}

/// Two duties of law that pull one act in different directions.
bool may_collide(const Model& model, const Duty& a, const Duty& b) {
  if (a.modal != Modal::must || b.modal != Modal::must || a.act.list || b.act.list) return false;
  const bool same_act = same(plain_event(model, a.act.event), plain_event(model, b.act.event));
  if (same_act) {
    const auto limits = [](DutyForm form) { return form == DutyForm::prohibition || form == DutyForm::licence; };
    return (asks_for_act(a.form) && limits(b.form)) || (asks_for_act(b.form) && limits(a.form));
  }
  return a.form == DutyForm::before && b.form == DutyForm::before && same(plain_event(model, a.act.event), plain_event(model, b.clock.limit)) &&
         same(plain_event(model, b.act.event), plain_event(model, a.clock.limit));
}

/// The version's verdict is one of those of a duty that is kept. Where the rule applies, not applicable is what an exception says.
Term kept(RuleTerms& rule, std::size_t version, const Duty& duty) {
  const VerdictTerms v = rule.verdicts(version);
  Term ok = v.possible[std::to_underlying(Verdict::fulfilled)] || v.possible[std::to_underlying(Verdict::for_judgement)] || v.possible[std::to_underlying(Verdict::not_applicable)];
  if (duty.form == DutyForm::prohibition) ok = ok || v.possible[std::to_underlying(Verdict::pending)];
  return ok;
}

}  // namespace

void check_pairs(Desk& desk, const Options& options) {
  const Model& model = desk.model;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    for (std::uint32_t j = i + 1; j < model.rules.size(); ++j) {
      const RuleId a{i};
      const RuleId b{j};
      const RuleDecl& first = model.rules[a];
      const RuleDecl& second = model.rules[b];
      if (options.about && !options.about(first.origin.file) && !options.about(second.origin.file)) continue;
      if (first.kind != RuleKind::rule || second.kind != RuleKind::rule || first.should || second.should || !comparable(model, a, b)) continue;
      for (std::size_t v = 0; v < first.versions.size(); ++v) {
        for (std::size_t w = 0; w < second.versions.size(); ++w) {
          const Duty& one = model.duties[first.versions[v].duties.front()];
          const Duty& two = model.duties[second.versions[w].duties.front()];
          if (!may_collide(model, one, two)) continue;
          PairLab lab(model, a, b);
          const auto both = [&](Side& s) { return s.a.version(v).judged && s.b.version(w).judged && s.a.applies(v) && s.b.applies(w); };
          const auto meet = lab.ask(both, [](const PairLab::Witness& x) { return x.a_applies && x.b_applies; });
          if (meet.reply.settled == Settled::impossible) continue;  // never both in play
          const auto kept_both = lab.ask([&](Side& s) { return both(s) && kept(s.a, v, one) && kept(s.b, w, two); },
                                         [](const PairLab::Witness& x) {
                                           const VerdictSet bad{Verdict::late, Verdict::breached};
                                           return (x.a & bad) != x.a && (x.b & bad) != x.b;
                                         });
          if (kept_both.reply.settled == Settled::shown) {
            desk.in_order(Kind::duties_collide);
          } else if (kept_both.reply.settled == Settled::open || meet.reply.settled == Settled::open) {
            desk.open({.kind = Kind::duties_collide, .origin = second.origin, .rule = desk.name(a), .other = desk.name(b), .condition = {}},
                      kept_both.reply.settled == Settled::open ? kept_both.reply : meet.reply);
          } else {
            desk.found({.kind = Kind::duties_collide, .origin = second.origin, .rule = desk.name(a), .other = desk.name(b), .conditions = {}, .proved = true,
                        .shown = lab.show(*meet.witness, desk.next_name(), first.name + ", " + second.name + ": both apply")});
          }
        }
      }
    }
  }
}

std::optional<Analysis> compare(const Model& model, const Sources& sources, RuleId a, RuleId b) {
  const auto right = [&](RuleId id) { return model.duties[model.rules[id].versions.front().duties.front()].form == DutyForm::right; };
  const bool of_one_kind = model.rules[a].kind == model.rules[b].kind && model.rules[a].should == model.rules[b].should;
  if (!comparable(model, a, b) || !of_one_kind || model.rules[a].kind == RuleKind::suggestion || right(a) || right(b)) return std::nullopt;
  // Which elements a rule is for at all is not among the verdicts compared.
  const auto chosen = [&](RuleId id) { return model.rules[id].for_each && model.rules[id].for_each->where; };
  Desk desk(model, sources);
  PairLab lab(model, a, b);
  const auto differ = lab.ask(
      [](Side& s) {
        const VerdictTerms one = s.a.verdicts();
        const VerdictTerms two = s.b.verdicts();
        std::vector<Term> some;
        for (const Verdict v : all_verdicts) some.push_back(one.possible[std::to_underlying(v)] != two.possible[std::to_underlying(v)]);
        return s.encoder.solver.any(some);
      },
      [](const PairLab::Witness& w) { return w.a != w.b; });
  Finding f{.kind = Kind::equivalent, .origin = model.rules[b].origin, .rule = desk.name(a), .other = desk.name(b), .conditions = {}, .proved = true, .shown = {}};
  if (differ.reply.settled == Settled::impossible && (chosen(a) || chosen(b))) {
    desk.open({.kind = Kind::different, .origin = f.origin, .rule = f.rule, .other = f.other, .condition = {}}, {.settled = Settled::open, .outside = {"for each … where"}});
  } else if (differ.reply.settled == Settled::impossible) {
    desk.found(std::move(f));
  } else if (differ.reply.settled == Settled::shown) {
    f.kind = Kind::different;
    f.proved = false;
    f.shown = lab.show(*differ.witness, desk.next_name(), model.rules[a].name + ", " + model.rules[b].name + ": differ");
    desk.found(std::move(f));
  } else {
    desk.open({.kind = Kind::different, .origin = f.origin, .rule = f.rule, .other = f.other, .condition = {}}, differ.reply);
  }
  return std::move(desk.out);
}

}  // namespace rettesnor::analyze
