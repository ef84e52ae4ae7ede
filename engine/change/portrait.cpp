#include "engine/change/portrait.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/change/spelling.hpp"
#include "engine/explain/labels.hpp"

namespace rettesnor::change {

namespace {

constexpr char separator = '\x1f';

std::string of(const Text& text) { return text.danish + separator + text.english + separator; }

class Painter {
 public:
  explicit Painter(const Model& model) : model_(model), spell_(model) {}

  std::vector<Portrait> all() {
    for (const PackageDecl& p : model_.packages.rows()) package(p);
    for (const SourceDecl& s : model_.sources.rows()) {
      Portrait& out = begin(What::source, s.package, s.name, {}, s.origin);
      out.wording = s.title;
      out.sources = std::to_string(std::to_underlying(s.norm)) + separator + s.url;
    }
    for (const Actor& a : model_.actors.rows()) begin(What::actor, a.package, a.name, a.title, a.origin);
    for (const CalendarDecl& c : model_.calendars.rows()) calendar(c);
    for (const Concept& c : model_.concepts.rows()) concept_of(c);
    for (const DefineDecl& d : model_.defines.rows()) define(d);
    for (const TableDecl& t : model_.tables.rows()) table(t);
    for (const ParameterDecl& p : model_.parameters.rows()) parameter(p);
    for (const RuleDecl& r : model_.rules.rows()) rule(r);
    for (const ExceptionDecl& e : model_.exceptions.rows()) exception(e);
    for (const IndicatorDecl& i : model_.indicators.rows()) indicator(i);
    for (const OverlayDecl& o : model_.overlays.rows()) overlay(o);
    return std::move(out_);
  }

 private:
  Portrait& begin(What what, PackageId package, const std::string& own, const Text& title, const Origin& origin) {
    Portrait& out = out_.emplace_back();
    out.what = what;
    out.name = spell_.name(package, own);
    out.package = package;
    out.title = title;
    out.origin = origin;
    out.wording = of(title);
    return out;
  }

  Origin of_expr(ExprId id) const { return id ? Origin{model_.exprs[id].file, model_.exprs[id].span} : Origin{}; }

  void add(Portrait& out, Aspect aspect, const std::string& version, const std::string& detail, std::string spelled, Origin at) {
    out.parts.push_back({aspect, version, detail, std::move(spelled), {}, at});
  }
  void add(Portrait& out, Aspect aspect, const std::string& version, const std::string& detail, std::string said) {
    out.parts.push_back({aspect, version, detail, said, std::move(said), {}});
  }

  std::string cites(const std::vector<Cite>& all) const {
    std::string out;
    for (const Cite& c : all) out += spell_.name(c.source) + " " + c.locator + " " + Spelling::days(c.from, c.until) + (c.unverified ? " unverified" : "") + (c.text_of ? " text of " + text_of_code(c) : "") + separator;
    return out;
  }

  void readings(Portrait& out, ReadingSetId id) const {
    if (!id) return;
    for (const ReadingSet::Alternative& a : model_.readings[id].alternatives) {
      out.wording += of(a.title);
      out.sources += cites(a.cites);
    }
  }

  void package(const PackageDecl& p) {
    Portrait& out = begin(What::package, {}, p.name, p.title, {});
    out.origin.file = p.file;
    out.wording += p.version + separator + p.owner;
    out.sources = p.status + separator + (p.review_by ? to_string(*p.review_by) : "");
  }

  void calendar(const CalendarDecl& c) {
    Portrait& out = begin(What::calendar, c.package, c.name, c.title, c.origin);
    for (std::size_t i = 0; i < c.alternatives.size(); ++i) add(out, Aspect::days, "", spell_.reading(c.readings, i), spell_.calendar(c.alternatives[i]));
    readings(out, c.readings);
  }

  void field(Portrait& out, const FieldDecl& f, const std::string& around) {
    constexpr const char* kinds[] = {"event", "fact", "list", "state", "judgement", "part"};
    std::string said = kinds[std::to_underlying(f.kind)];
    if (f.kind == FieldKind::list) said += " of " + spell_.name(f.element);
    else if (f.kind != FieldKind::state) said += " " + spell_.type(f.type);
    if (f.judge) said += " by " + spell_.name(f.judge);
    if (f.needs_reasons) said += " with reasons";
    std::string spelled = said;
    for (const ExprId id : {f.complete_to, f.from, f.until}) spelled += " " + spell_.expression(id);
    out.parts.push_back({Aspect::field, "", around + f.name, std::move(spelled), std::move(said), f.kind == FieldKind::state ? f.origin : Origin{}});
    out.wording += of(f.title) + of(f.ask) + of(f.verb);
    for (const Text& called : f.called) out.wording += of(called);
    for (const FieldId part : f.parts) field(out, model_.fields[part], around + f.name + ".");
  }

  void concept_of(const Concept& c) {
    Portrait& out = begin(What::concept_, c.package, c.name, c.title, c.origin);
    std::vector<FieldId> fields = c.fields;
    std::ranges::sort(fields, {}, [&](FieldId id) { return model_.fields[id].name; });
    for (const FieldId id : fields) field(out, model_.fields[id], "");
    if (c.first_event && !c.listed_in.empty()) add(out, Aspect::field, "", "", "elements in order of " + spell_.name(c.first_event));
    if (c.open_state) add(out, Aspect::field, "", "", "open while " + spell_.name(c.open_state));
  }

  void define(const DefineDecl& d) {
    Portrait& out = begin(What::definition, d.package, d.name, d.title, d.origin);
    add(out, Aspect::scope, "", "", "of " + spell_.name(d.about ? d.about : d.root) + ": " + spell_.type(d.type));
    for (const DefineVersion& v : d.versions) {
      const std::string version = Spelling::days(v.from, v.until);
      for (std::size_t i = 0; i < v.branches.size(); ++i) {
        const Branch& b = v.branches[i];
        const std::string order = std::to_string(i + 1);
        add(out, Aspect::value, version, order, spell_.expression(b.value), of_expr(b.value));
        if (b.condition) add(out, Aspect::condition, version, order, spell_.expression(b.condition), of_expr(b.condition));
      }
    }
  }

  void table(const TableDecl& t) {
    Portrait& out = begin(What::table, t.package, t.name, t.title, t.origin);
    std::string head = "of " + spell_.name(t.about ? t.about : t.root) + (t.exhaustive ? ", exhaustive:" : ":");
    for (std::size_t i = 0; i < t.outputs.size(); ++i) head += " " + t.outputs[i] + " " + spell_.type(t.output_types[i]);
    add(out, Aspect::scope, "", "", std::move(head));
    for (std::size_t i = 0; i < t.rows.size(); ++i) {
      std::string spelled;
      for (const ExprId id : t.rows[i].conditions) spelled += spell_.expression(id) + " | ";
      for (const ExprId id : t.rows[i].outputs) spelled += " => " + spell_.expression(id);
      add(out, Aspect::row, "", std::to_string(i + 1), std::move(spelled), t.rows[i].origin);
    }
  }

  void parameter(const ParameterDecl& p) {
    Portrait& out = begin(What::parameter, p.package, p.name, p.title, p.origin);
    std::string head = spell_.type(p.type);
    if (p.range_low || p.range_high) head += " range " + spell_.expression(p.range_low) + " .. " + spell_.expression(p.range_high);
    if (p.municipality_may_set) head += ", municipality may set";
    if (p.lower_is_stricter) head += ", lower is stricter";
    if (p.higher_is_stricter) head += ", higher is stricter";
    if (p.national_value_none) head += ", no national value";
    add(out, Aspect::scope, "", "", std::move(head));
    for (const ParameterValue& v : p.values) {
      const std::string detail = v.key + spell_.reading(p.readings, v.reading);
      add(out, Aspect::value, Spelling::days(v.from, v.until), detail, v.not_read ? "not read" : spell_.expression(v.value), of_expr(v.value));
      if (v.not_read) out.parts.back().said = "not read";
      out.sources += cites(v.cites);
    }
    out.sources += cites(p.cites) + (p.review_by ? to_string(*p.review_by) : "");
    readings(out, p.readings);
  }

  void version(Portrait& out, const Version& v) {
    const std::string days = Spelling::days(v.from, v.until) + (v.from_last ? " first day by " + to_string(*v.from_last) : "") + (v.transition_unsettled ? " transition unsettled" : "");
    add(out, Aspect::in_force, days, "", days.empty() ? "always" : days);
    std::vector<std::pair<std::string, ExprId>> conditions;
    for (const ExprId id : v.when) {
      for (const ExprId one : spell_.conjuncts(id)) conditions.emplace_back(spell_.expression(one), one);
    }
    std::ranges::sort(conditions);
    for (auto& [spelled, id] : conditions) add(out, Aspect::condition, days, "", std::move(spelled), of_expr(id));
    if (v.while_state) add(out, Aspect::while_state, days, "", spell_.expression(v.while_state), of_expr(v.while_state));
    for (std::size_t i = 0; i < v.duties.size(); ++i) {
      if (!v.duties[i]) continue;
      const Duty& d = model_.duties[v.duties[i]];
      add(out, Aspect::duty, days, spell_.reading(v.readings, i), spell_.duty(v.duties[i]), {d.file, d.span});
      out.wording += of(d.act.verb);
    }
    readings(out, v.readings);
    out.sources += cites(v.cites);
  }

  void rule(const RuleDecl& r) {
    constexpr const char* kinds[] = {"rule", "recommendation", "suggestion"};
    Portrait& out = begin(What::rule, r.package, r.name, r.title, r.origin);
    std::string scope = std::string(kinds[std::to_underlying(r.kind)]) + (r.should ? " (should)" : "") + " of " + spell_.name(r.about ? r.about : r.root);
    if (r.for_each) scope += " for each " + spell_.selection(*r.for_each);
    add(out, Aspect::scope, "", "", std::move(scope));
    for (const Version& v : r.versions) version(out, v);
    if (r.accepted_reason) {
      std::vector<std::string> reasons = r.accept_reasons;
      std::ranges::sort(reasons);
      std::string said;
      for (const std::string& reason : reasons) said += (said.empty() ? "" : ", ") + reason;
      out.parts.push_back({Aspect::accept, "", "", said + " " + spell_.expression(r.accepted_reason), said, {}});
    }
    out.wording += of(r.remedy);
    const Evidence& e = r.evidence;
    out.sources += std::to_string(std::to_underlying(e.kind)) + (e.strong ? "s" : "") + (e.against ? "a" : "") + e.certainty + separator + e.declared + (e.as_of ? to_string(*e.as_of) : "");
    out.sources += std::string(code_of(r.quality)) + (r.material ? "m" : "") + separator;
    for (const SourceId id : r.because) out.sources += spell_.name(id) + separator;
  }

  void exception(const ExceptionDecl& e) {
    constexpr const char* kinds[] = {"instead another duty", "may be omitted", "not applicable"};
    Portrait& out = begin(What::exception, e.package, e.name, e.title, e.origin);
    std::vector<std::string> to;
    for (const RuleId id : e.to) to.push_back(spell_.name(id));
    std::ranges::sort(to);
    for (const std::string& name : to) add(out, Aspect::scope, "", "", "to " + name);
    for (std::size_t i = 0; i < e.versions.size(); ++i) {
      version(out, e.versions[i]);
      add(out, Aspect::effect, Spelling::days(e.versions[i].from, e.versions[i].until), "", std::string(kinds[std::to_underlying(e.kinds[i])]) + (e.on_judgement ? ", on a judgement" : ""));
    }
  }

  void indicator(const IndicatorDecl& i) {
    Portrait& out = begin(What::indicator, i.package, i.name, i.title, i.origin);
    std::string scope = i.rule ? "from rule " + spell_.name(i.rule) : i.population ? spell_.selection(*i.population) : "of " + spell_.name(i.about ? i.about : i.root);
    add(out, Aspect::scope, "", "", std::move(scope));
    for (const ExprId id : {i.share_where, i.average_of, i.where, i.in_period, i.observed_from}) {
      add(out, Aspect::value, "", "", spell_.expression(id), of_expr(id));
    }
    for (std::size_t k = 0; k < i.by.size(); ++k) add(out, Aspect::value, "", i.by[k], spell_.expression(i.by_values[k]), of_expr(i.by_values[k]));
    std::string rest = i.meaningful ? "meaningful " + to_string(*i.meaningful) : "";
    if (i.observed_for) rest += " observed for " + spell_.duration(*i.observed_for);
    rest += i.higher_is_better ? " higher is better" : i.lower_is_better ? " lower is better" : "";
    if (!rest.empty()) add(out, Aspect::value, "", "", std::move(rest));
    out.sources = cites(i.cites);
  }

  void overlay(const OverlayDecl& o) {
    const std::string days = Spelling::days(o.from, o.until);
    // A municipality may have several in a package, one after the other: the first day tells them apart.
    const auto others = std::ranges::count_if(model_.overlays.rows(), [&](const OverlayDecl& x) { return x.package == o.package && x.municipality == o.municipality; });
    Portrait& out = begin(What::overlay, o.package, o.municipality + (others > 1 && o.from ? " " + to_string(*o.from) : ""), o.title, o.origin);
    add(out, Aspect::in_force, "", "", days.empty() ? "always" : days);
    for (const OverlayDecl::Setting& s : o.settings) {
      add(out, Aspect::value, "", spell_.name(s.parameter) + (s.key.empty() ? "" : " for " + s.key), spell_.expression(s.value), of_expr(s.value));
    }
    for (const OverlayDecl::Pin& p : o.pins) add(out, Aspect::pin, "", p.reading, p.reading + (p.yes ? " = yes" : " = no"));
    out.sources = o.decided_by;
  }

  const Model& model_;
  Spelling spell_;
  std::vector<Portrait> out_;
};

}  // namespace

std::string Portrait::meaning() const {
  std::string out;
  for (const Part& p : parts) out += std::to_string(std::to_underlying(p.aspect)) + separator + p.version + separator + p.detail + separator + p.spelled + "\n";
  return out;
}

std::vector<Portrait> portraits(const Model& model) { return Painter(model).all(); }

}  // namespace rettesnor::change
