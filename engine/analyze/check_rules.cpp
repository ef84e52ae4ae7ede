// Each rule by itself: can it apply, can it be breached, does each condition matter, can its exceptions meet.
#include <algorithm>

#include "engine/analyze/desk.hpp"

namespace rettesnor::analyze {

namespace {

/// By its form it has no verdict, or never one of breach.
bool never_by_form(const Model& model, const Duty& duty) {
  switch (duty.form) {
    case DutyForm::right: return true;
    case DutyForm::open_standard: return !duty.clock.limit;
    case DutyForm::as_far_as_possible: return !duty.otherwise_record;
    case DutyForm::all_of: case DutyForm::any_of:
      return std::ranges::all_of(duty.parts, [&](DutyId part) { return never_by_form(model, model.duties[part]); });
    case DutyForm::within: case DutyForm::no_later_than: case DutyForm::untimed: case DutyForm::before: case DutyForm::licence: case DutyForm::record:
    case DutyForm::prohibition: case DutyForm::keep: case DutyForm::first_then: case DutyForm::grid: case DutyForm::at_least: break;
  }
  return false;
}

/// A duty without a time, in a case that nothing closes.
bool without_end(const Model& model, const Duty& duty, const Version& v, ConceptId root) {
  if (duty.form == DutyForm::all_of || duty.form == DutyForm::any_of) {
    return std::ranges::all_of(duty.parts, [&](DutyId part) { return without_end(model, model.duties[part], v, root); });
  }
  return duty.form == DutyForm::untimed && !v.while_state && !model.concepts[root].open_state;
}

class RuleCheck {
 public:
  RuleCheck(Desk& desk, RuleId id) : desk_(desk), model_(desk.model), id_(id), rule_(model_.rules[id]), lab_(model_, id) {}

  void run() {
    for (std::size_t v = 0; v < rule_.versions.size(); ++v) {
      version_ = v;
      leaves_ = conjuncts(model_, rule_.versions[v].when);
      if (!applies()) continue;
      if (rule_.kind == RuleKind::suggestion) {
        conditions();
        continue;
      }
      conditions();
      licence();
      breach();
      exceptions();
    }
    exceptions_never();
  }

 private:
  using Side = Lab::Side;

  std::string version_text() const {
    if (rule_.versions.size() < 2) return {};
    const Version& v = rule_.versions[version_];
    return (v.from ? to_string(*v.from) : std::string()) + " .. " + (v.until ? to_string(*v.until) : std::string());
  }
  Origin origin() const { return rule_.versions.size() > 1 && rule_.versions[version_].origin.span.size() > 0 ? rule_.versions[version_].origin : rule_.origin; }
  Finding finding(Kind kind, bool proved) const {
    return {.kind = kind, .origin = origin(), .rule = desk_.name(id_), .other = version_text(), .conditions = {}, .proved = proved, .shown = {}};
  }
  void open(Kind kind, const Reply& reply, ExprId condition = {}, const std::string& other = {}) {
    desk_.open({.kind = kind, .origin = condition ? desk_.origin(condition) : origin(), .rule = desk_.name(id_),
                .other = other.empty() ? version_text() : other, .condition = condition ? desk_.text(condition) : std::string()}, reply);
  }
  std::optional<Shown> shown(const Reply& reply, std::string_view title) {
    if (!reply.witness) return std::nullopt;
    return show(model_, *reply.witness, desk_.next_name(), rule_.name + ": " + std::string(title));
  }

  /// The version judges, with all conditions but one.
  Term all_but(Side& s, std::optional<std::size_t> left_out) {
    VersionTerms& v = s.rule.version(version_);
    std::vector<Term> parts{v.judged, v.lasting.yes};
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      if (i != left_out) parts.push_back(s.encoder.truth(leaves_[i], v.frame).yes);
    }
    return s.encoder.solver.all(parts);
  }

  bool applies() {
    const Reply reply = lab_.ask(version_, [&](Side& s) { return s.rule.applies(version_); }, [](const Witness& w) { return w.applies(); });
    if (reply.settled == Settled::shown) {
      desk_.in_order(Kind::rule_never_applies);
      return true;
    }
    if (reply.settled == Settled::open) {
      open(Kind::rule_never_applies, reply);
      return true;
    }
    Finding f = finding(Kind::rule_never_applies, true);
    // A case in which all conditions but one hold; those without which the rest can hold are the ones that contradict.
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      const Reply without = lab_.ask(version_, [&](Side& s) { return all_but(s, i); }, [](const Witness& w) { return w.any(Verdict::not_applicable); });
      if (without.settled != Settled::shown) continue;
      f.conditions.push_back(desk_.text(leaves_[i]));
      if (!f.shown) f.shown = shown(without, "never applies");
    }
    desk_.found(std::move(f));
    return false;
  }

  void conditions() {
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      const Reply fails = lab_.ask(version_, [&](Side& s) { return all_but(s, i) && !s.encoder.truth(leaves_[i], s.rule.version(version_).frame).yes; },
                                   [](const Witness& w) { return w.any(Verdict::not_applicable) || !w.applies(); });
      always(leaves_[i], fails, [&](Side& s) { return all_but(s, {}); });
      sides(leaves_[i], [&, i](Side& s) { return all_but(s, i); }, [&](Side& s) { return s.rule.version(version_).frame; });
    }
  }

  /// @param fails  can the condition fail where the others hold?
  void always(ExprId condition, const Reply& fails, const Lab::Ask& where_read) {
    if (fails.settled == Settled::shown) return desk_.in_order(Kind::condition_always);
    if (fails.settled == Settled::open) return open(Kind::condition_always, fails, condition);
    Finding f = finding(Kind::condition_always, true);
    f.origin = desk_.origin(condition);
    f.conditions = {desk_.text(condition)};
    f.shown = shown(lab_.ask(version_, where_read, [](const Witness&) { return true; }), "condition always holds");
    desk_.found(std::move(f));
  }

  /// Each side of an `or` that it may rest on.
  void sides(ExprId condition, const Lab::Ask& where_read, const std::function<Frame(Side&)>& frame) {
    for (const ExprId side : disjuncts(model_, condition)) {
      const Reply holds = lab_.ask(version_, [&](Side& s) { return where_read(s) && s.encoder.truth(side, frame(s)).yes; },
                                   [](const Witness& w) { return w.applies(); });
      if (holds.settled == Settled::shown) {
        desk_.in_order(Kind::condition_never);
      } else if (holds.settled == Settled::open) {
        open(Kind::condition_never, holds, side);
      } else {
        Finding f = finding(Kind::condition_never, true);
        f.origin = desk_.origin(side);
        f.conditions = {desk_.text(side)};
        f.shown = shown(lab_.ask(version_, where_read, [](const Witness&) { return true; }), "condition never holds");
        desk_.found(std::move(f));
      }
    }
  }

  const Duty& main_duty() const { return model_.duties[rule_.versions[version_].duties.front()]; }

  /// `may only`: it can be kept, and each limb can be what breaks it.
  void licence() {
    const Duty& duty = main_duty();
    if (duty.form != DutyForm::licence) return;
    const std::vector<ExprId> limbs = conjuncts(model_, duty.condition);
    const auto read = [&](Side& s) { return s.rule.version(version_).act; };
    const auto but = [&](Side& s, std::optional<std::size_t> left_out) {
      std::vector<Term> parts{s.rule.applies(version_)};
      for (std::size_t i = 0; i < limbs.size(); ++i) {
        if (i != left_out) parts.push_back(s.encoder.truth(limbs[i], read(s)).yes);
      }
      return s.encoder.solver.all(parts);
    };
    const Reply kept = lab_.ask(version_, [&](Side& s) { return but(s, {}); }, [](const Witness& w) { return w.any(Verdict::fulfilled); });
    if (kept.settled == Settled::shown) {
      desk_.in_order(Kind::rule_never_fulfilled);
    } else if (kept.settled == Settled::open) {
      open(Kind::rule_never_fulfilled, kept);
    } else {
      const bool replaced = std::ranges::any_of(rule_.exceptions, [&](ExceptionId e) { return std::ranges::find(model_.exceptions[e].kinds, ExceptionDecl::Kind::instead_duty) != model_.exceptions[e].kinds.end(); });
      if (replaced) return open(Kind::rule_never_fulfilled, {.settled = Settled::open, .outside = {"instead"}});
      Finding f = finding(Kind::rule_never_fulfilled, true);
      for (const ExprId limb : limbs) f.conditions.push_back(desk_.text(limb));
      f.shown = shown(lab_.ask(version_, [&](Side& s) { return s.rule.applies(version_); }, [](const Witness&) { return true; }), "never fulfilled");
      desk_.found(std::move(f));
      return;
    }
    for (std::size_t i = 0; i < limbs.size(); ++i) {
      const Reply fails = lab_.ask(version_, [&](Side& s) { return but(s, i) && !s.encoder.truth(limbs[i], read(s)).yes; },
                                   [](const Witness& w) { return !w.mine.empty() && (w.any(Verdict::breached) || w.any(Verdict::for_judgement)); });
      always(limbs[i], fails, [&](Side& s) { return but(s, {}); });
      sides(limbs[i], [&, i](Side& s) { return but(s, i); }, read);
    }
  }

  /// What leaves a duty undone, for the forms whose verdicts are not encoded.
  Term undone(Side& s, const Duty& duty, const Frame& f) {
    Encoder& e = s.encoder;
    std::vector<Term> parts;
    if (duty.act.list) {
      if (Thing* owner = e.thing_at(duty.act.list->list.place, f)) {
        for (const auto& [there, element] : e.listing(*owner, duty.act.list->list.list)) {
          if (element != &s.rule.thing()) parts.push_back(!there);
        }
      }
    } else if (duty.act.event) {
      parts.push_back(e.time(duty.act.event, f).pending);
    }
    if (duty.form == DutyForm::keep) {
      parts.push_back(e.state_on(duty.keep, e.now_day, f).no);
      if (const ExprId during = rule_.versions[version_].while_state) parts.push_back(e.state_on(during, e.now_day, f).yes);
    }
    if (const ExprId during = rule_.versions[version_].while_state; during && duty.form != DutyForm::keep) {
      const Truth3 lasts = e.state_on(during, e.now_day, f);
      parts.push_back(duty.form == DutyForm::untimed ? lasts.no : lasts.yes);
    }
    if (duty.form == DutyForm::prohibition) parts = {s.rule.version(version_).slices.front().done};
    if (duty.form == DutyForm::all_of || duty.form == DutyForm::any_of) {
      for (const DutyId part : duty.parts) parts.push_back(undone(s, model_.duties[part], f));
    }
    if (duty.form != DutyForm::keep && duty.form != DutyForm::prohibition && duty.form != DutyForm::untimed) {
      parts.push_back(e.now_day > f.day + e.solver.whole(1300));
    }
    return e.solver.all(parts);
  }

  void breach() {
    const Version& v = rule_.versions[version_];
    // An exception may put a duty of another form in the place of this one.
    const bool replaced = std::ranges::any_of(rule_.exceptions, [&](ExceptionId e) { return std::ranges::find(model_.exceptions[e].kinds, ExceptionDecl::Kind::instead_duty) != model_.exceptions[e].kinds.end(); });
    if (std::ranges::all_of(v.duties, [&](DutyId d) { return never_by_form(model_, model_.duties[d]); })) return;
    if (!replaced && without_end(model_, main_duty(), v, rule_.root)) {
      desk_.without_end(rule_.root, desk_.name(id_), [&] {
        Finding f = finding(Kind::duties_without_end, true);
        f.rule = model_.concepts[rule_.root].name;
        f.origin = model_.concepts[rule_.root].fields.empty() ? origin() : model_.fields[model_.concepts[rule_.root].fields.front()].origin;
        f.shown = shown(lab_.ask(version_, [&](Side& s) { return s.rule.applies(version_) && undone(s, main_duty(), s.rule.version(version_).frame) && s.encoder.now_day > s.rule.version(version_).frame.day + s.encoder.solver.whole(1300); },
                                 [](const Witness& w) { return w.applies(); }), "without end");
        if (!f.shown) f.shown = shown(lab_.ask(version_, [&](Side& s) { return s.rule.applies(version_); }, [](const Witness& w) { return w.applies(); }), "without end");
        return f;
      });
      return;
    }
    const auto confirm = [](const Witness& w) { return w.any(Verdict::breached) || w.any(Verdict::late); };
    const auto broken = [&](Side& s) {
      const VerdictTerms verdicts = s.rule.verdicts(version_);
      return verdicts.possible[std::to_underlying(Verdict::breached)] || verdicts.possible[std::to_underlying(Verdict::late)];
    };
    const DutyForm form = main_duty().form;
    const bool act_of_list = main_duty().act.list.has_value();
    const bool by_hand = act_of_list || (v.while_state && form != DutyForm::untimed) || form == DutyForm::keep || form == DutyForm::first_then || form == DutyForm::grid ||
                         form == DutyForm::at_least || form == DutyForm::all_of || form == DutyForm::any_of;
    Reply reply;
    if (by_hand) {
      reply = lab_.ask(version_, [&](Side& s) { return s.rule.applies(version_) && undone(s, main_duty(), s.rule.version(version_).frame); }, confirm);
      if (reply.settled == Settled::impossible) reply = {.settled = Settled::open, .outside = {"form of duty"}};
    } else {
      reply = lab_.ask(version_, [&](Side& s) { return s.rule.applies(version_) && broken(s); }, confirm);
    }
    if (reply.settled == Settled::shown) return desk_.in_order(Kind::rule_never_breached);
    if (reply.settled == Settled::open) return open(Kind::rule_never_breached, reply);
    Finding f = finding(Kind::rule_never_breached, true);
    f.shown = shown(lab_.ask(version_, [&](Side& s) { return s.rule.applies(version_); }, [](const Witness& w) { return w.applies(); }), "never breached");
    desk_.found(std::move(f));
  }

  struct Point {
    ExceptionId id;
    std::size_t version;
  };
  std::vector<Point> exception_versions() const {
    std::vector<Point> out;
    for (const ExceptionId id : rule_.exceptions) {
      for (std::size_t n = 0; n < model_.exceptions[id].versions.size(); ++n) out.push_back({id, n});
    }
    return out;
  }

  void exceptions() {
    const std::vector<Point> all = exception_versions();
    for (const Point& p : all) {
      Reply holds = lab_.ask(version_, [&](Side& s) { return s.rule.applies(version_) && s.rule.exception_holds(version_, p.id, p.version).yes; },
                                   [&](const Witness& w) { return has(w, p.id); });
      bool& ever = applied_[{p.id, p.version}];
      ever = ever || holds.settled == Settled::shown;
      if (holds.settled == Settled::shown) exception_conditions(p);
      if (holds.settled == Settled::open) unanswered_.try_emplace({p.id, p.version}, std::move(holds));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) together(all[i], all[j]);
    }
  }

  static bool has(const Witness& w, ExceptionId id) {
    return std::ranges::any_of(w.mine, [&](const InstanceResult* r) { return std::ranges::find(r->exceptions, id) != r->exceptions.end(); });
  }

  void exception_conditions(const Point& p) {
    const std::vector<ExprId> leaves = conjuncts(model_, model_.exceptions[p.id].versions[p.version].when);
    const auto but = [&](Side& s, std::optional<std::size_t> left_out) {
      VersionTerms& v = s.rule.version(version_);
      std::vector<Term> parts{s.rule.applies(version_), s.rule.exception_in_force(version_, p.id, p.version)};
      for (std::size_t i = 0; i < leaves.size(); ++i) {
        if (i != left_out) parts.push_back(read(s, leaves[i], v).yes);
      }
      return s.encoder.solver.all(parts);
    };
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      const Reply fails = lab_.ask(version_, [&](Side& s) { return but(s, i) && !read(s, leaves[i], s.rule.version(version_)).yes; },
                                   [](const Witness& w) { return !w.mine.empty(); });
      always(leaves[i], fails, [&](Side& s) { return but(s, {}); });
    }
  }

  /// A condition of an exception, which may read the due of its rule.
  Truth3 read(Side& s, ExprId condition, VersionTerms& v) {
    const auto saved = s.encoder.base_due;
    s.encoder.base_due = {id_, v.due};
    const Truth3 out = s.encoder.truth(condition, v.frame);
    s.encoder.base_due = saved;
    return out;
  }

  void together(const Point& a, const Point& b) {
    const Reply both = lab_.ask(version_,
                                [&](Side& s) {
                                  return s.rule.applies(version_) && s.rule.exception_holds(version_, a.id, a.version).yes &&
                                         s.rule.exception_holds(version_, b.id, b.version).yes;
                                },
                                [](const Witness& w) { return std::ranges::any_of(w.mine, [](const InstanceResult* r) { return r->conflict; }); });
    const std::string names = model_.exceptions[a.id].name + ", " + model_.exceptions[b.id].name;
    if (both.settled == Settled::impossible) return desk_.in_order(Kind::exceptions_together);
    if (both.settled == Settled::open) return open(Kind::exceptions_together, both, {}, names);
    Finding f = finding(Kind::exceptions_together, false);
    f.origin = model_.exceptions[b.id].origin;
    f.other = names;
    f.shown = shown(both, "two exceptions apply");
    desk_.found(std::move(f));
  }

  void exceptions_never() {
    for (const auto& [point, ever] : applied_) {
      if (ever) {
        desk_.in_order(Kind::exception_never);
        continue;
      }
      const ExceptionDecl& x = model_.exceptions[point.first];
      if (const auto unanswered = unanswered_.find(point); unanswered != unanswered_.end()) {
        open(Kind::exception_never, unanswered->second, {}, x.name);
        continue;
      }
      Finding f = finding(Kind::exception_never, true);
      f.origin = x.origin;
      f.other = x.name;
      for (const ExprId c : conjuncts(model_, x.versions[point.second].when)) f.conditions.push_back(desk_.text(c));
      f.shown = shown(lab_.ask(0, [&](Side& s) { return s.rule.applies(0); }, [](const Witness& w) { return w.applies(); }), "exception never applies");
      desk_.found(std::move(f));
    }
  }

  Desk& desk_;
  const Model& model_;
  RuleId id_;
  const RuleDecl& rule_;
  Lab lab_;
  std::size_t version_ = 0;
  std::vector<ExprId> leaves_;
  std::map<std::pair<ExceptionId, std::size_t>, bool> applied_;      ///< shown to apply under some version
  std::map<std::pair<ExceptionId, std::size_t>, Reply> unanswered_;  ///< open under some version
};

}  // namespace

void check_rule(Desk& desk, RuleId rule) { RuleCheck(desk, rule).run(); }

}  // namespace rettesnor::analyze
