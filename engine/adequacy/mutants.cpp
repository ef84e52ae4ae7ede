#include "engine/adequacy/mutants.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "engine/explain/finding.hpp"
#include "engine/model/match.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor::adequacy {

namespace {

struct Owner {
  std::string name;
  PackageId package{};
  std::vector<RuleId> rules;
};

struct Words {
  std::string danish, english;
};

Words symbol(expr::BinaryOp op) {
  using enum expr::BinaryOp;
  switch (op) {
    case and_: return {"og", "and"};
    case or_: return {"eller", "or"};
    case add: return {"+", "+"};
    case subtract: return {"-", "-"};
    case multiply: return {"*", "*"};
    case divide: return {"/", "/"};
    case equal: return {"=", "="};
    case not_equal: return {"<>", "<>"};
    case less: return {"<", "<"};
    case less_equal: return {"<=", "<="};
    case greater: return {">", ">"};
    case greater_equal: return {">=", ">="};
  }
  return {};
}

expr::BinaryOp other(expr::BinaryOp op) {
  using enum expr::BinaryOp;
  switch (op) {
    case and_: return or_;
    case or_: return and_;
    case add: return subtract;
    case subtract: return add;
    case multiply: return divide;
    case divide: return multiply;
    case equal: return not_equal;
    case not_equal: return equal;
    case less: return less_equal;
    case less_equal: return less;
    case greater: return greater_equal;
    case greater_equal: return greater;
  }
  return op;
}

const Words first_word{"den første", "first"}, last_word{"den sidste", "last"};
const Words before_word{"før", "before"}, by_word{"senest", "no later than"};
const Words yes_word{"ja", "yes"}, no_word{"nej", "no"};
const Words earliest_word{"den tidligste af", "earliest of"}, latest_word{"den seneste af", "latest of"};

class Maker {
 public:
  Maker(const Model& model, const std::function<bool(PackageId)>& wanted) : model_(model), wanted_(wanted) {}

  std::vector<Mutant> all() {
    owners();
    for (std::uint32_t i = 0; i < model_.exprs.size(); ++i) expression(ExprId{i});
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      if (sphere_of(model_, RuleId{i}) == Sphere::right) continue;
      const RuleDecl& r = model_.rules[RuleId{i}];
      versions({r.name, r.package, {RuleId{i}}}, r.versions, [i](Model& m) -> std::vector<Version>& { return m.rules[RuleId{i}].versions; });
      for (std::size_t e = 0; e < r.exceptions.size(); ++e) exception(RuleId{i}, e);
    }
    for (std::uint32_t i = 0; i < model_.exceptions.size(); ++i) {
      const ExceptionDecl& e = model_.exceptions[ExceptionId{i}];
      if (std::ranges::all_of(e.to, [&](RuleId r) { return sphere_of(model_, r) == Sphere::right; })) continue;
      versions({e.name, e.package, e.to}, e.versions, [i](Model& m) -> std::vector<Version>& { return m.exceptions[ExceptionId{i}].versions; });
    }
    for (std::uint32_t i = 0; i < model_.defines.size(); ++i) define(DefineId{i});
    for (std::uint32_t i = 0; i < model_.tables.size(); ++i) table(TableRuleId{i});
    std::ranges::stable_sort(out_, {}, [](const Mutant& m) { return std::pair(m.origin.file.value, m.origin.span.begin); });
    return std::move(out_);
  }

 private:
  void add(const Owner& owner, Mistake mistake, const Origin& at, std::string danish, std::string english, std::function<void(Model&)> swap) {
    if (wanted_(owner.package)) out_.push_back({mistake, at, owner.name, owner.package, owner.rules, std::move(danish), std::move(english), std::move(swap)});
  }

  /// Expressions belong to whoever is declared last before them.
  void owners() {
    std::map<DefineId, std::vector<RuleId>> of_define;
    std::map<TableRuleId, std::vector<RuleId>> of_table;
    std::map<ParameterId, std::vector<RuleId>> of_parameter;
    readers_.resize(model_.exprs.size());
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      if (sphere_of(model_, RuleId{i}) == Sphere::right) continue;  // no test can say what it expects of one
      Reach reach(model_);
      reach.rule(RuleId{i});
      for (const ExprId e : reach.expressions()) readers_[e.value].push_back(RuleId{i});
      for (const DefineId d : reach.defines()) of_define[d].push_back(RuleId{i});
      for (const TableRuleId t : reach.tables()) of_table[t].push_back(RuleId{i});
      for (const ParameterId p : reach.parameters()) of_parameter[p].push_back(RuleId{i});
    }
    for (std::uint32_t i = 0; i < model_.defines.size(); ++i) of_define_.push_back(of_define[DefineId{i}]);
    for (std::uint32_t i = 0; i < model_.tables.size(); ++i) of_table_.push_back(of_table[TableRuleId{i}]);
    const auto declare = [&](const auto& row, std::vector<RuleId> rules) {
      owners_[{row.origin.file.value, row.origin.span.begin}] = Owner{row.name, row.package, std::move(rules)};
    };
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) declare(model_.rules[RuleId{i}], {RuleId{i}});
    for (const ExceptionDecl& e : model_.exceptions.rows()) declare(e, e.to);
    for (std::uint32_t i = 0; i < model_.defines.size(); ++i) declare(model_.defines[DefineId{i}], of_define_[i]);
    for (std::uint32_t i = 0; i < model_.tables.size(); ++i) declare(model_.tables[TableRuleId{i}], of_table_[i]);
    for (std::uint32_t i = 0; i < model_.parameters.size(); ++i) declare(model_.parameters[ParameterId{i}], of_parameter[ParameterId{i}]);
    const auto nobody = [&](const Origin& at) { owners_[{at.file.value, at.span.begin}] = std::nullopt; };
    for (const IndicatorDecl& i : model_.indicators.rows()) nobody(i.origin);
    for (const Concept& c : model_.concepts.rows()) nobody(c.origin);
    for (const OverlayDecl& o : model_.overlays.rows()) nobody(o.origin);
  }

  void node(const Owner& owner, ExprId id, Mistake mistake, ExprNode to, std::string danish, std::string english, bool law_days = false) {
    const Expr& e = model_.exprs[id];
    const std::vector<RuleId> rules = owner.rules;
    add(owner, mistake, {e.file, e.span}, std::move(danish), std::move(english), [id, law_days, rules, held = std::move(to)](Model& m) mutable {
      std::swap(m.exprs[id].node, held);
      if (law_days) refresh(m, rules);
    });
  }

  /// One word for another.
  void word(const Owner& owner, ExprId id, Mistake mistake, ExprNode to, const Words& was, const Words& is) {
    node(owner, id, mistake, std::move(to), "»" + was.danish + "« bliver »" + is.danish + "«", "“" + was.english + "” becomes “" + is.english + "”");
  }
  void word(const Owner& owner, ExprId id, Mistake mistake, ExprNode to, const std::string& was, const std::string& is) {
    word(owner, id, mistake, std::move(to), Words{was, was}, Words{is, is});
  }

  /// What a rule reaches holds the days on which its law changes.
  static void refresh(Model& m, const std::vector<RuleId>& rules) {
    for (std::uint32_t i = 0; i < m.rules.size(); ++i) {
      const bool concerned = std::ranges::any_of(rules, [&](RuleId r) { return r.value == i || m.reach[RuleId{i}].rules.contains(r); });
      if (concerned) m.reach[RuleId{i}] = reach_of(m, RuleId{i});
    }
  }

  void left_out(const Owner& owner, ExprId id, ExprNode to, ExprId what) {
    const Expr& e = model_.exprs[what];
    add(owner, Mistake::left_out, {e.file, e.span}, "leddet er udeladt", "the condition is left out", [id, held = std::move(to)](Model& m) mutable { std::swap(m.exprs[id].node, held); });
  }

  void selection(const Owner& owner, ExprId id, const Selection& s, const std::function<Selection&(ExprNode&)>& of) {
    if (s.which != Selection::Which::all) {
      ExprNode to = model_.exprs[id].node;
      of(to).which = s.which == Selection::Which::first ? Selection::Which::last : Selection::Which::first;
      const bool first = s.which == Selection::Which::first;
      word(owner, id, Mistake::choice, std::move(to), first ? first_word : last_word, first ? last_word : first_word);
    }
    if (s.where) {
      ExprNode to = model_.exprs[id].node;
      of(to).where = {};
      left_out(owner, id, std::move(to), s.where);
    }
  }

  void number(const Owner& owner, ExprId id, const Decimal& value) {
    const std::int64_t step = value.millionths % millionths_per_one == 0 ? millionths_per_one : millionths_per_one / 100;
    for (const std::int64_t by : {step, -step}) {
      Decimal to = value;
      to.millionths += by;
      word(owner, id, Mistake::length, expr::Number{to}, {to_string(value, Wording::danish), to_string(value)}, {to_string(to, Wording::danish), to_string(to)});
    }
  }

  void duration(const Owner& owner, ExprId id, const Duration& d) {
    const auto text = [&](const Duration& x, Wording w) { return to_string(x, w, x.unit == Unit::calendar_days ? calendar_name(x.calendar) : std::string_view()); };
    const auto as = [&](Mistake mistake, const Duration& to) {
      word(owner, id, mistake, expr::DurationValue{to}, {text(d, Wording::danish), text(d, Wording::english)}, {text(to, Wording::danish), text(to, Wording::english)});
    };
    for (const std::int32_t by : {1, -1}) as(Mistake::length, {d.count + by, d.unit, d.calendar});
    if (d.unit == Unit::hours && d.count % 24 == 0) as(Mistake::unit, {d.count / 24, Unit::days, 0});
    if (d.unit == Unit::days && model_.calendars.size() > 0) as(Mistake::unit, {d.count, Unit::calendar_days, 0});
    if (d.unit == Unit::calendar_days) as(Mistake::unit, {d.count, Unit::days, 0});
  }

  std::string_view calendar_name(std::uint32_t calendar) const {
    return calendar < model_.calendars.size() ? std::string_view(model_.calendars[CalendarId{calendar}].name) : std::string_view();
  }

  void expression(ExprId id) {
    const Expr& e = model_.exprs[id];
    auto found = owners_.upper_bound({e.file.value, e.span.begin});
    if (found == owners_.begin() || (--found)->first.first != e.file.value || !found->second || !wanted_(found->second->package)) return;
    Owner owner = *found->second;
    owner.rules = readers_[id.value];
    if (owner.rules.empty()) return;
    std::visit(match{
                   [&](const expr::Binary& b) {
                     expr::Binary to = b;
                     to.op = other(b.op);
                     const bool connective = b.op == expr::BinaryOp::and_ || b.op == expr::BinaryOp::or_;
                     word(owner, id, connective ? Mistake::connective : Mistake::comparison, to, symbol(b.op), symbol(to.op));
                     if (!connective) return;
                     left_out(owner, id, model_.exprs[b.right].node, b.left);
                     left_out(owner, id, model_.exprs[b.left].node, b.right);
                   },
                   [&](const expr::Not& n) { node(owner, id, Mistake::negation, model_.exprs[n.operand].node, "»ikke« er udeladt", "“not” is left out"); },
                   [&](const expr::Among& a) {
                     for (std::size_t i = 0; a.codes.size() > 1 && i < a.codes.size(); ++i) {
                       expr::Among to = a;
                       to.codes.erase(to.codes.begin() + static_cast<std::ptrdiff_t>(i));
                       const CodeSetId set = model_.exprs[a.operand].type.codes;
                       const std::string name = set ? model_.code_sets[set].codes[a.codes[i]] : std::to_string(i + 1);
                       node(owner, id, Mistake::left_out, to, "»" + name + "« er udeladt", "“" + name + "” is left out");
                     }
                     const CodeSetId set = model_.exprs[a.operand].type.codes;
                     if (!set || a.codes.size() != 1 || model_.code_sets[set].codes.size() < 2) return;
                     const auto& codes = model_.code_sets[set].codes;
                     expr::Among to = a;
                     to.codes.front() = static_cast<std::uint32_t>((a.codes.front() + 1) % codes.size());
                     word(owner, id, Mistake::choice, to, codes[a.codes.front()], codes[to.codes.front()]);
                   },
                   [&](const expr::Group& g) { group(owner, id, g); },
                   [&](const expr::Quantifier& q) {
                     expr::Quantifier to = q;
                     const bool any = q.kind == expr::QuantifierKind::any;
                     to.kind = any ? expr::QuantifierKind::every : expr::QuantifierKind::any;
                     const std::array<Words, 3> words{{{"mindst én", "any"}, {"hver", "every"}, {"ingen", "no"}}};
                     word(owner, id, Mistake::connective, to, words[std::to_underlying(q.kind)], words[std::to_underlying(to.kind)]);
                     selection(owner, id, q.selection, [](ExprNode& n) -> Selection& { return std::get<expr::Quantifier>(n).selection; });
                   },
                   [&](const expr::Count& c) { selection(owner, id, c.selection, [](ExprNode& n) -> Selection& { return std::get<expr::Count>(n).selection; }); },
                   [&](const expr::Sum& s) { selection(owner, id, s.selection, [](ExprNode& n) -> Selection& { return std::get<expr::Sum>(n).selection; }); },
                   [&](const expr::PickField& p) { selection(owner, id, p.selection, [](ExprNode& n) -> Selection& { return std::get<expr::PickField>(n).selection; }); },
                   [&](const expr::Happened& h) {
                     using enum expr::Happened::Bound;
                     if (h.bound != no_later_than && h.bound != before) return;
                     expr::Happened to = h;
                     to.bound = h.bound == before ? no_later_than : before;
                     const bool was = h.bound == before;
                     word(owner, id, Mistake::comparison, to, was ? before_word : by_word, was ? by_word : before_word);
                   },
                   [&](const expr::Number& n) { number(owner, id, n.value); },
                   [&](const expr::DurationValue& d) { duration(owner, id, d.value); },
                   [&](const expr::DateValue& d) {
                     for (const std::int32_t by : {1, -1}) {
                       const Date to{d.value.days + by};
                       word(owner, id, Mistake::day, expr::DateValue{to}, to_string(d.value), to_string(to));
                     }
                   },
                   [&](const expr::Code& c) {
                     const auto& codes = model_.code_sets[e.type.codes].codes;
                     if (codes.size() < 2) return;
                     const auto to = static_cast<std::uint32_t>((c.code + 1) % codes.size());
                     word(owner, id, Mistake::choice, expr::Code{to}, codes[c.code], codes[to]);
                   },
                   [&](const expr::YesNo& y) { word(owner, id, Mistake::negation, expr::YesNo{!y.value}, y.value ? yes_word : no_word, y.value ? no_word : yes_word); },
                   [&](const expr::EarliestOf& t) { word(owner, id, Mistake::choice, expr::LatestOf{t.terms}, earliest_word, latest_word); },
                   [&](const expr::LatestOf& t) { word(owner, id, Mistake::choice, expr::EarliestOf{t.terms}, latest_word, earliest_word); },
                   [](const auto&) {},
               },
               e.node);
  }

  void group(const Owner& owner, ExprId id, const expr::Group& g) {
    for (std::size_t i = 0; g.items.size() > 1 && i < g.items.size(); ++i) {
      expr::Group to = g;
      to.items.erase(to.items.begin() + static_cast<std::ptrdiff_t>(i));
      left_out(owner, id, to, g.items[i]);
    }
    using enum expr::GroupKind;
    if (g.kind == at_least) {
      for (const int by : {1, -1}) {
        expr::Group to = g;
        to.least = static_cast<std::uint32_t>(static_cast<int>(g.least) + by);
        word(owner, id, Mistake::length, to, std::to_string(g.least), std::to_string(to.least));
      }
    } else if (g.items.size() > 1) {
      expr::Group to = g;
      to.kind = g.kind == all_of ? any_of : g.kind == any_of ? all_of : any_of;
      const std::array<Words, 3> words{{{"alle", "all of"}, {"mindst én", "any of"}, {"ingen", "none of"}}};
      word(owner, id, Mistake::connective, to, words[std::to_underlying(g.kind)], words[std::to_underlying(to.kind)]);
    }
  }

  using VersionsOf = std::function<std::vector<Version>&(Model&)>;

  void versions(const Owner& owner, const std::vector<Version>& all, const VersionsOf& of) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Version& v = all[i];
      const auto change = [&](Mistake mistake, const Origin& at, std::string danish, std::string english, const std::function<void(Version&)>& how, bool law_days = false) {
        Version to = v;
        how(to);
        const std::vector<RuleId> rules = owner.rules;
        add(owner, mistake, at, std::move(danish), std::move(english), [of, i, rules, law_days, held = std::move(to)](Model& m) mutable {
          std::swap(of(m)[i], held);
          if (law_days) refresh(m, rules);
        });
      };
      for (std::size_t w = 0; w < v.when.size(); ++w) {
        const Expr& e = model_.exprs[v.when[w]];
        change(Mistake::left_out, {e.file, e.span}, "betingelsen er udeladt", "the condition is left out", [w](Version& x) { x.when.erase(x.when.begin() + static_cast<std::ptrdiff_t>(w)); });
      }
      for (const std::int32_t by : {1, -1}) {
        const auto shift = [&](const std::optional<Date>& day, bool from) {
          if (!day) return;
          const Date to{day->days + by};
          change(Mistake::day, v.origin, (from ? "gælder fra " : "gælder til ") + to_string(to), (from ? "in force from " : "in force until ") + to_string(to),
                 [to, from](Version& x) { (from ? x.from : x.until) = to; }, true);
        };
        shift(v.from, true);
        shift(v.until, false);
      }
      for (const DutyId duty : v.duties) {
        if (duty) this->duty(owner, duty);
      }
    }
  }

  void duty(const Owner& owner, DutyId id) {
    const Duty& d = model_.duties[id];
    const auto change = [&](Mistake mistake, std::string danish, std::string english, const std::function<void(Duty&)>& how) {
      Duty to = d;
      how(to);
      add(owner, mistake, {d.file, d.span}, std::move(danish), std::move(english), [id, held = std::move(to)](Model& m) mutable { std::swap(m.duties[id], held); });
    };
    const bool counts = d.form == DutyForm::within || d.form == DutyForm::right || d.form == DutyForm::first_then;
    // Only of days is the first one counted or not.
    const auto* length = d.clock.duration ? std::get_if<expr::DurationValue>(&model_.exprs[d.clock.duration].node) : nullptr;
    if (counts && length != nullptr && (length->value.unit == Unit::days || length->value.unit == Unit::calendar_days)) {
      const bool was = d.clock.counting_first_day;
      change(Mistake::counting, was ? "første dag regnes ikke med" : "første dag regnes med", was ? "the first day is not counted" : "the first day is counted", [](Duty& x) { x.clock.counting_first_day = !x.clock.counting_first_day; });
    }
    if (d.clock.rolling || (d.first && d.first->rolling) || (d.then && d.then->rolling)) {
      change(Mistake::counting, "fristen rulles ikke", "the due is not rolled", [](Duty& x) {
        x.clock.rolling = {};
        if (x.first) x.first->rolling = {};
        if (x.then) x.then->rolling = {};
      });
    }
    if (d.clock.paused_while) change(Mistake::counting, "fristen hviler ikke", "the due is not paused", [](Duty& x) { x.clock.paused_while = {}; });
    if (d.act.where) change(Mistake::left_out, "handlingens betingelse er udeladt", "the act's condition is left out", [](Duty& x) { x.act.where = {}; });
    if (d.act.list && d.act.list->where) change(Mistake::left_out, "handlingens betingelse er udeladt", "the act's condition is left out", [](Duty& x) { x.act.list->where = {}; });
    if (d.times > 0) {
      for (const int by : {1, -1}) {
        const auto to = static_cast<std::uint32_t>(static_cast<int>(d.times) + by);
        if (to == 0) continue;
        change(Mistake::length, std::to_string(to) + " gange", std::to_string(to) + " times", [to](Duty& x) { x.times = to; });
      }
    }
    for (std::size_t i = 0; d.record.size() > 1 && i < d.record.size(); ++i) {
      change(Mistake::left_out, "det, der skal noteres, er et for lidt: nr. " + std::to_string(i + 1), "what is to be recorded lacks one: no. " + std::to_string(i + 1), [i](Duty& x) { x.record.erase(x.record.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
    for (std::size_t i = 0; d.parts.size() > 1 && i < d.parts.size(); ++i) {
      change(Mistake::left_out, "pligtens del er udeladt: nr. " + std::to_string(i + 1), "the part of the duty is left out: no. " + std::to_string(i + 1), [i](Duty& x) { x.parts.erase(x.parts.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
    if (d.form == DutyForm::all_of || d.form == DutyForm::any_of) {
      change(Mistake::connective, "alle dele bliver én af dem, eller omvendt", "all parts become one of them, or the other way round", [](Duty& x) { x.form = x.form == DutyForm::all_of ? DutyForm::any_of : DutyForm::all_of; });
    }
    for (const DutyId part : d.parts) duty(owner, part);
  }

  void exception(RuleId rule, std::size_t which) {
    const ExceptionDecl& e = model_.exceptions[model_.rules[rule].exceptions[which]];
    std::vector<ExceptionId> held = model_.rules[rule].exceptions;
    held.erase(held.begin() + static_cast<std::ptrdiff_t>(which));
    add({e.name, e.package, {rule}}, Mistake::exception, e.origin, "undtagelsen er udeladt", "the exception is left out",
        [rule, held = std::move(held)](Model& m) mutable { std::swap(m.rules[rule].exceptions, held); });
  }

  void define(DefineId id) {
    const DefineDecl& d = model_.defines[id];
    for (std::size_t v = 0; v < d.versions.size(); ++v) {
      for (std::size_t b = 0; d.versions[v].branches.size() > 1 && b < d.versions[v].branches.size(); ++b) {
        std::vector<Branch> held = d.versions[v].branches;
        const Expr& e = model_.exprs[held[b].value];
        held.erase(held.begin() + static_cast<std::ptrdiff_t>(b));
        add({d.name, d.package, of_define_[id.value]}, Mistake::left_out, {e.file, e.span}, "linjen er udeladt", "the line is left out",
            [id, v, held = std::move(held)](Model& m) mutable { std::swap(m.defines[id].versions[v].branches, held); });
      }
    }
  }

  void table(TableRuleId id) {
    const TableDecl& t = model_.tables[id];
    for (std::size_t r = 0; t.rows.size() > 1 && r < t.rows.size(); ++r) {
      std::vector<TableDecl::Row> held = t.rows;
      held.erase(held.begin() + static_cast<std::ptrdiff_t>(r));
      add({t.name, t.package, of_table_[id.value]}, Mistake::left_out, t.rows[r].origin, "rækken er udeladt", "the row is left out",
          [id, held = std::move(held)](Model& m) mutable { std::swap(m.tables[id].rows, held); });
    }
  }

  const Model& model_;
  const std::function<bool(PackageId)>& wanted_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::optional<Owner>> owners_;
  std::vector<std::vector<RuleId>> readers_;               ///< by expression: the rules, not rights, that read it
  std::vector<std::vector<RuleId>> of_define_, of_table_;  ///< the rules that read it
  std::vector<Mutant> out_;
};

}  // namespace

std::string_view name_of(Mistake mistake) {
  switch (mistake) {
    case Mistake::comparison: return "comparison";
    case Mistake::connective: return "connective";
    case Mistake::negation: return "negation";
    case Mistake::left_out: return "left_out";
    case Mistake::exception: return "exception";
    case Mistake::length: return "length";
    case Mistake::unit: return "unit";
    case Mistake::day: return "day";
    case Mistake::counting: return "counting";
    case Mistake::choice: return "choice";
  }
  return {};
}

std::vector<Mutant> mutants_of(const Model& model, const std::function<bool(PackageId)>& wanted) { return Maker(model, wanted).all(); }

}  // namespace rettesnor::adequacy
