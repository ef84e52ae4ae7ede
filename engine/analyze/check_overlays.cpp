// Local choice: is a stricter value of a parameter nowhere milder, and is an overlay nowhere laxer than the law?
#include <algorithm>

#include "engine/analyze/desk.hpp"
#include "engine/explain/test_block.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::analyze {

namespace {

/// All but the tests, which own cases and cannot be copied.
Model without_tests(const Model& m) {
  Model out;
  out.packages = m.packages;
  out.sources = m.sources;
  out.actors = m.actors;
  out.code_sets = m.code_sets;
  out.readings = m.readings;
  out.calendars = m.calendars;
  out.concepts = m.concepts;
  out.fields = m.fields;
  out.exprs = m.exprs;
  out.defines = m.defines;
  out.tables = m.tables;
  out.parameters = m.parameters;
  out.duties = m.duties;
  out.rules = m.rules;
  out.exceptions = m.exceptions;
  out.indicators = m.indicators;
  out.overlays = m.overlays;
  out.roots = m.roots;
  out.reach = m.reach;
  return out;
}

bool bad(VerdictSet s) { return s.has(Verdict::late) || s.has(Verdict::breached); }

/// A value that a parameter may have, with the words for it.
struct Choice {
  ExprId value{};
  std::string text;
  std::string overlay;  ///< the municipality's code; empty: the national range or value
};

class ParameterCheck {
 public:
  ParameterCheck(Desk& desk, ParameterId id) : desk_(desk), model_(desk.model), id_(id), p_(model_.parameters[id]) {}

  void run() {
    if (!p_.lower_is_stricter && !p_.higher_is_stricter) return;
    const std::vector<Choice> all = choices();
    if (all.size() < 2) return;
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      const RuleDecl& rule = model_.rules[RuleId{i}];
      if (rule.kind != RuleKind::rule) continue;
      for (std::size_t n = 0; n + 1 < all.size(); ++n) direction(RuleId{i}, all[n], all[n + 1]);
    }
    laxer(all);
  }

 private:
  void add(std::vector<Choice>& to, ExprId value, const std::string& overlay) const {
    if (!value) return;
    const ExprNode& node = model_.exprs[value].node;
    if (!std::holds_alternative<expr::DurationValue>(node) && !std::holds_alternative<expr::Number>(node)) return;
    to.push_back({value, desk_.text(value), overlay});
  }

  /// a is shorter or smaller than b; nothing where that depends on the day.
  std::optional<bool> less(ExprId a, ExprId b) const {
    const ExprNode& x = model_.exprs[a].node;
    const ExprNode& y = model_.exprs[b].node;
    if (std::holds_alternative<expr::Number>(x) && std::holds_alternative<expr::Number>(y)) return std::get<expr::Number>(x).value < std::get<expr::Number>(y).value;
    if (!std::holds_alternative<expr::DurationValue>(x) || !std::holds_alternative<expr::DurationValue>(y)) return std::nullopt;
    const auto order = rettesnor::compare(std::get<expr::DurationValue>(x).value, std::get<expr::DurationValue>(y).value);
    if (order == std::partial_ordering::unordered) return std::nullopt;
    return order < 0;
  }

  /// From the strictest to the laxest, each once.
  std::vector<Choice> choices() const {
    std::vector<Choice> out;
    add(out, p_.range_low, {});
    add(out, p_.range_high, {});
    for (const ParameterValue& v : p_.values) add(out, v.value, {});
    for (const OverlayDecl& o : model_.overlays.rows()) {
      for (const OverlayDecl::Setting& s : o.settings) {
        if (s.parameter == id_) add(out, s.value, o.municipality);
      }
    }
    for (const Choice& c : out) {
      for (const Choice& d : out) {
        if (!less(c.value, d.value)) return {};
      }
    }
    std::ranges::stable_sort(out, [&](const Choice& a, const Choice& b) { return p_.lower_is_stricter ? *less(a.value, b.value) : *less(b.value, a.value); });
    const auto same = [&](const Choice& a, const Choice& b) { return !*less(a.value, b.value) && !*less(b.value, a.value); };
    out.erase(std::unique(out.begin(), out.end(), same), out.end());
    return out;
  }

  /// The rules as they would be if the parameter had this value everywhere and always.
  Model with(ExprId value) const {
    Model out = without_tests(model_);
    ParameterDecl& p = out.parameters[id_];
    p.values.clear();
    const std::vector<std::string> keys = p.keys ? out.code_sets[p.keys].codes : std::vector<std::string>{""};
    const std::size_t readings = p.readings ? out.readings[p.readings].alternatives.size() : 1;
    for (const std::string& key : keys) {
      for (std::uint32_t r = 0; r < readings; ++r) p.values.push_back({.key = key, .from = {}, .until = {}, .value = value, .not_read = false, .reading = r, .cites = {}});
    }
    for (std::uint32_t i = 0; i < out.overlays.size(); ++i) {
      std::erase_if(out.overlays[OverlayId{i}].settings, [&](const OverlayDecl::Setting& s) { return s.parameter == id_; });
    }
    return out;
  }

  /// Is there a case that the stricter value lets pass and the laxer one does not?
  void direction(RuleId rule, const Choice& strict, const Choice& lax) {
    Reply reply;
    std::optional<Shown> shown;
    for (const Lists lists : {Lists::few, Lists::any}) {
      Lab::Side one(model_, rule, lists);
      Encoder& e = one.encoder;
      RuleTerms other(e, rule, one.rule.thing());
      e.override_parameter(id_, e.value(strict.value, e.frame_at(&one.rule.thing())));
      const VerdictTerms a = one.rule.verdicts();
      if (!e.override_used()) return;  // the rule does not read it
      e.override_parameter(id_, e.value(lax.value, e.frame_at(&one.rule.thing())));
      const VerdictTerms b = other.verdicts();
      const auto is_bad = [](const VerdictTerms& v) { return v.possible[std::to_underlying(Verdict::late)] || v.possible[std::to_underlying(Verdict::breached)]; };
      const Answer answer = e.solver.solve(!is_bad(a) && is_bad(b), lists == Lists::few, {});
      reply.limit = answer == Answer::open;
      reply.outside.assign(e.loose.abstracted.begin(), e.loose.abstracted.end());
      if (answer == Answer::none && (lists == Lists::any || !e.loose.lists)) return desk_.in_order(Kind::parameter_direction);
      if (answer == Answer::some && lists == Lists::few) {
        const Case the_case = e.case_of();
        Question q;
        q.as_of = e.moment_of_now();
        const auto under = [&](ExprId value) {
          const Model changed = with(value);
          VerdictSet out;
          for (const InstanceResult& r : evaluate_rule(changed, the_case, q, rule)) {
            if (r.at == e.element_in(one.rule.thing())) out |= r.possible;
          }
          return out;
        };
        reply.unconfirmed = bad(under(strict.value)) || !bad(under(lax.value));
        if (reply.unconfirmed) break;
        const std::vector<InstanceResult> results = evaluate_rule(model_, the_case, q, rule);
        TestBlock block = test_block(model_, the_case, q, results, desk_.next_name(), model_.rules[rule].name + ": " + strict.text + ", " + lax.text);
        block.notes.push_back("passes with " + p_.name + " = " + strict.text + ", not with " + lax.text);
        shown = Shown{std::move(block.text), std::move(block.notes)};
        reply.settled = Settled::shown;
        break;
      }
      if (answer != Answer::none) break;
    }
    if (reply.settled != Settled::shown) {
      return desk_.open({.kind = Kind::parameter_direction, .origin = p_.origin, .rule = desk_.name(rule), .other = p_.name, .condition = {}}, reply);
    }
    desk_.found({.kind = Kind::parameter_direction, .origin = p_.origin, .rule = desk_.name(rule), .other = p_.name, .conditions = {strict.text, lax.text}, .proved = false, .shown = std::move(shown)});
  }

  /// An overlay's value laxer than the national one, where the law gives no range to choose in.
  void laxer(const std::vector<Choice>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].overlay.empty()) continue;
      // The law's values for the same key on days on which the overlay's holds.
      const auto national = [&](const ParameterValue& v) {
        return v.value && v.reading == 0 && std::ranges::any_of(model_.overlays.rows(), [&](const OverlayDecl& o) {
          const bool same_days = (!o.until || !v.from || *v.from <= *o.until) && (!v.until || !o.from || *o.from <= *v.until);
          return same_days && std::ranges::any_of(o.settings, [&](const OverlayDecl::Setting& s) { return s.value == all[i].value && s.key == v.key; });
        });
      };
      const auto looser = std::ranges::find_if(p_.values, [&](const ParameterValue& v) {
        if (p_.range_low || !national(v)) return false;
        return p_.lower_is_stricter ? *less(v.value, all[i].value) : *less(all[i].value, v.value);
      });
      if (looser == p_.values.end()) {
        desk_.in_order(Kind::overlay_laxer);
        continue;
      }
      show_laxer(all[i], looser->value);
    }
  }

  /// A case that the overlay lets pass and the national value does not.
  void show_laxer(const Choice& local, ExprId national) {
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      const RuleId rule{i};
      if (model_.rules[rule].kind != RuleKind::rule) continue;
      Lab::Side one(model_, rule, Lists::few);
      Encoder& e = one.encoder;
      RuleTerms other(e, rule, one.rule.thing());
      e.override_parameter(id_, e.value(national, e.frame_at(&one.rule.thing())));
      const VerdictTerms law = one.rule.verdicts();
      if (!e.override_used()) continue;
      e.override_parameter(id_, e.value(local.value, e.frame_at(&one.rule.thing())));
      const VerdictTerms here = other.verdicts();
      const auto is_bad = [](const VerdictTerms& v) { return v.possible[std::to_underlying(Verdict::late)] || v.possible[std::to_underlying(Verdict::breached)]; };
      if (e.solver.solve(is_bad(law) && !is_bad(here), true, {}) != Answer::some) continue;
      Case the_case = e.case_of();
      Question q;
      q.as_of = e.moment_of_now();
      the_case.municipality = {{local.overlay, std::nullopt}};
      const std::vector<InstanceResult> results = evaluate_rule(model_, the_case, q, rule);
      const auto set = [&](const std::vector<InstanceResult>& all) {
        VerdictSet out;
        for (const InstanceResult& r : all) out |= r.possible;
        return out;
      };
      const Model law_model = with(national);
      if (bad(set(results)) || !bad(set(evaluate_rule(law_model, the_case, q, rule)))) continue;
      TestBlock block = test_block(model_, the_case, q, results, desk_.next_name(), model_.rules[rule].name + ": passes in " + local.overlay);
      block.notes.push_back("not with the national value " + desk_.text(national));
      desk_.found({.kind = Kind::overlay_laxer, .origin = desk_.origin(local.value), .rule = desk_.name(rule), .other = local.overlay,
                   .conditions = {p_.name + " = " + local.text, p_.name + " = " + desk_.text(national)}, .proved = false,
                   .shown = Shown{std::move(block.text), std::move(block.notes)}});
      return;
    }
    Reply reply;
    reply.unconfirmed = true;
    desk_.open({.kind = Kind::overlay_laxer, .origin = desk_.origin(local.value), .rule = p_.name, .other = local.overlay, .condition = local.text}, reply);
  }

  Desk& desk_;
  const Model& model_;
  ParameterId id_;
  const ParameterDecl& p_;
};

}  // namespace

void check_overlays(Desk& desk, const Options& options) {
  for (std::uint32_t i = 0; i < desk.model.parameters.size(); ++i) {
    const ParameterId id{i};
    const ParameterDecl& p = desk.model.parameters[id];
    const bool set_by_overlay = std::ranges::any_of(desk.model.overlays.rows(), [&](const OverlayDecl& o) {
      return (!options.about || options.about(o.origin.file)) && std::ranges::any_of(o.settings, [&](const auto& s) { return s.parameter == id; });
    });
    if (set_by_overlay || ((!options.about || options.about(p.origin.file)) && p.municipality_may_set)) ParameterCheck(desk, id).run();
  }
}

}  // namespace rettesnor::analyze
