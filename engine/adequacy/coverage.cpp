#include "engine/adequacy/coverage.hpp"

#include <algorithm>
#include <map>

#include "engine/explain/finding.hpp"
#include "engine/model/atoms.hpp"

namespace rettesnor::adequacy {

namespace {

/// Whoever a condition belongs to.
struct Owner {
  std::string name;
  PackageId package{};
  Origin origin;
  std::vector<RuleId> rules;
};

/// A question that the case's data cannot leave open, or whose answer is written in the rule.
bool cannot_be_unknown(const Expr& atom) {
  return std::holds_alternative<expr::Recorded>(atom.node) || std::holds_alternative<expr::YesNo>(atom.node);
}

class Asked {
 public:
  Asked(const Model& model, const std::function<bool(PackageId)>& wanted) : model_(model), wanted_(wanted) {}

  std::vector<Item> all() {
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      if (sphere_of(model_, RuleId{i}) != Sphere::right) rule(RuleId{i});
    }
    for (std::uint32_t i = 0; i < model_.exceptions.size(); ++i) exception(ExceptionId{i});
    for (const DefineDecl& d : model_.defines.rows()) {
      for (const DefineVersion& v : d.versions) {
        for (const Branch& b : v.branches) {
          if (b.condition) decision(declare(d, {}), {b.condition});
        }
      }
    }
    for (std::uint32_t i = 0; i < model_.tables.size(); ++i) table(TableRuleId{i});
    quantifiers();
    std::ranges::stable_sort(items_, {}, [](const Item& i) { return std::pair(i.origin.file.value, i.origin.span.begin); });
    return std::move(items_);
  }

 private:
  static Owner declare(const auto& row, std::vector<RuleId> rules) { return {row.name, row.package, row.origin, std::move(rules)}; }

  void item(const Owner& owner, Aspect aspect, const Origin& at, Item more) {
    if (!wanted_(owner.package)) return;
    more.aspect = aspect;
    more.origin = at;
    more.owner = owner.name;
    more.package = owner.package;
    more.rules = owner.rules;
    items_.push_back(std::move(more));
  }

  void decision(const Owner& owner, const std::vector<ExprId>& conditions) {
    const std::vector<ExprId> atoms = atoms_of(model_, conditions);
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      const Expr& e = model_.exprs[atoms[i]];
      for (const Aspect a : {Aspect::atom_yes, Aspect::atom_no, Aspect::atom_unknown, Aspect::decides_yes, Aspect::decides_no}) {
        if (a == Aspect::atom_unknown && cannot_be_unknown(e)) continue;
        // Of a single atom, to be yes is to decide.
        if (atoms.size() == 1 && group_of(a) == Group::decisions) continue;
        item(owner, a, {e.file, e.span}, {.decision = conditions, .part = i, .condition = atoms[i]});
      }
    }
  }

  void licences(const Owner& owner, DutyId id) {
    if (!id) return;
    const Duty& duty = model_.duties[id];
    if (duty.condition) decision(owner, {duty.condition});
    for (const DutyId part : duty.parts) licences(owner, part);
  }

  void conditions(const Owner& owner, const std::vector<Version>& versions) {
    for (const Version& v : versions) {
      decision(owner, v.when);
      for (const DutyId duty : v.duties) licences(owner, duty);
    }
  }

  void rule(RuleId id) {
    const RuleDecl& rule = model_.rules[id];
    const Owner owner = declare(rule, {id});
    conditions(owner, rule.versions);
    for (std::size_t i = 0; i < rule.versions.size(); ++i) {
      const Version& v = rule.versions[i];
      // Where it is not known when a version began, no day is its first.
      if (v.from && !v.from_last) item(owner, Aspect::first_day, v.origin, {.part = i, .day = *v.from});
      if (v.until) item(owner, Aspect::last_day, v.origin, {.part = i, .day = *v.until});
    }
  }

  void exception(ExceptionId id) {
    const ExceptionDecl& e = model_.exceptions[id];
    if (std::ranges::all_of(e.to, [&](RuleId r) { return sphere_of(model_, r) == Sphere::right; })) return;
    const Owner owner = declare(e, e.to);
    conditions(owner, e.versions);
    for (std::size_t i = 0; i < e.versions.size(); ++i) item(owner, Aspect::applied, e.versions[i].origin, {.part = i, .exception = id});
  }

  void table(TableRuleId id) {
    const TableDecl& t = model_.tables[id];
    for (std::size_t i = 0; i < t.rows.size(); ++i) item(declare(t, {}), Aspect::row_matched, t.rows[i].origin, {.part = i, .table = id});
  }

  /// `any x in list where …`: conditions inside conditions. Each belongs to whoever is declared last before it.
  void quantifiers() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::optional<Owner>> declared;
    const auto add = [&](const Origin& at, std::optional<Owner> owner) { declared[{at.file.value, at.span.begin}] = std::move(owner); };
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) add(model_.rules[RuleId{i}].origin, declare(model_.rules[RuleId{i}], {RuleId{i}}));
    for (const ExceptionDecl& e : model_.exceptions.rows()) add(e.origin, declare(e, e.to));
    for (const DefineDecl& d : model_.defines.rows()) add(d.origin, declare(d, {}));
    for (const TableDecl& t : model_.tables.rows()) add(t.origin, declare(t, {}));
    for (const IndicatorDecl& i : model_.indicators.rows()) add(i.origin, std::nullopt);  // no test reads them
    for (const Expr& e : model_.exprs.rows()) {
      const auto* q = std::get_if<expr::Quantifier>(&e.node);
      if (q == nullptr || !q->condition) continue;
      auto owner = declared.upper_bound({e.file.value, e.span.begin});
      if (owner == declared.begin() || (--owner)->first.first != e.file.value || !owner->second) continue;
      const std::vector<RuleId>& of = owner->second->rules;
      if (!of.empty() && std::ranges::all_of(of, [&](RuleId r) { return sphere_of(model_, r) == Sphere::right; })) continue;
      decision(*owner->second, {q->condition});
    }
  }

  const Model& model_;
  const std::function<bool(PackageId)>& wanted_;
  std::vector<Item> items_;
};

/// Would the decision be another if this atom were another?
bool decides(const Model& model, const Item& item, std::vector<Truth> atoms) {
  const Truth now = decide(model, item.decision, atoms);
  atoms[item.part] = atoms[item.part] == Truth::yes ? Truth::no : Truth::yes;
  return decide(model, item.decision, atoms) != now;
}

}  // namespace

Group group_of(Aspect aspect) {
  switch (aspect) {
    case Aspect::atom_yes:
    case Aspect::atom_no:
    case Aspect::atom_unknown: return Group::atoms;
    case Aspect::decides_yes:
    case Aspect::decides_no: return Group::decisions;
    case Aspect::first_day:
    case Aspect::last_day: return Group::versions;
    case Aspect::applied: return Group::exceptions;
    case Aspect::row_matched: return Group::rows;
  }
  return Group::atoms;
}

bool met(const Model& model, const Item& item, const Sights& sights) {
  const auto some = [&](Truth wanted, bool deciding) {
    const auto seen = sights.decisions.find(item.decision.front());
    return seen != sights.decisions.end() && std::ranges::any_of(seen->second, [&](const std::vector<Truth>& atoms) {
      return atoms[item.part] == wanted && (!deciding || decides(model, item, atoms));
    });
  };
  switch (item.aspect) {
    case Aspect::atom_yes: return some(Truth::yes, false);
    case Aspect::atom_no: return some(Truth::no, false);
    case Aspect::atom_unknown: return some(Truth::unknown, false);
    case Aspect::decides_yes: return some(Truth::yes, true);
    case Aspect::decides_no: return some(Truth::no, true);
    case Aspect::first_day:
    case Aspect::last_day: {
      const auto days = sights.days.find(&model.rules[item.rules.front()].versions[item.part]);
      return days != sights.days.end() && days->second.contains(item.day);
    }
    case Aspect::applied: return sights.applied.contains({item.exception, item.part});
    case Aspect::row_matched: return sights.rows.contains({item.table, item.part});
  }
  return false;
}

Coverage coverage_of(const Model& model, const Sights& sights, const std::function<bool(PackageId)>& wanted) {
  Coverage out{Asked(model, wanted).all()};
  for (Item& item : out.items) item.met = met(model, item, sights);
  return out;
}

Sum Coverage::sum(Group group) const {
  Sum out;
  for (const Item& item : items) {
    if (group_of(item.aspect) != group) continue;
    ++out.all;
    out.met += item.met ? 1 : 0;
  }
  return out;
}

Sum Coverage::sum() const {
  Sum out;
  for (const Group g : {Group::atoms, Group::versions, Group::exceptions, Group::rows}) {
    const Sum one = sum(g);
    out.all += one.all;
    out.met += one.met;
  }
  return out;
}

}  // namespace rettesnor::adequacy
