// Conditions and terms in words. Danish clauses are written as they stand behind `når` and `at`: `… ikke er sket`.
#include <algorithm>
#include <array>
#include <type_traits>

#include "engine/document/sentences.hpp"
#include "engine/model/match.hpp"

namespace rettesnor::document {

namespace {

using expr::BinaryOp;

template <class T, class... Ts>
concept OneOf = (std::is_same_v<T, Ts> || ...);

// All parts of a chain of one operation: `a and b and c`.
void flatten(const Model& model, ExprId id, BinaryOp op, std::vector<ExprId>& to) {
  if (const auto* b = std::get_if<expr::Binary>(&model.exprs[id].node); b != nullptr && b->op == op) {
    flatten(model, b->left, op, to);
    flatten(model, b->right, op, to);
  } else {
    to.push_back(id);
  }
}

bool is_time(TypeKind kind) { return kind == TypeKind::date || kind == TypeKind::moment; }

}  // namespace

std::string Sentences::in(std::string_view danish, std::string_view english, std::initializer_list<std::string> fills) const {
  return fill(language_ == Language::danish ? danish : english, std::span(fills.begin(), fills.size()));
}

bool Sentences::says(FileId file, Span span, std::string_view danish, std::string_view english) const {
  const Source* const source = sources_.find(file);
  if (source == nullptr) return false;
  const std::string_view text = source->slice(span);
  return text.find(danish) != std::string_view::npos || text.find(english) != std::string_view::npos;
}

std::string Sentences::is_so(const std::string& what, bool no) const {
  return no ? in("{0} ikke er tilfældet", "{0} is not the case", {what}) : in("{0} er tilfældet", "{0} is the case", {what});
}

std::string Sentences::whose(const Place& place, ConceptId owner) const {
  // Within a list of the same kind, the element that the rule is about is told from those that are looked through.
  const bool looked_through = std::ranges::any_of(inner_, [&](const Inner& i) { return i.slot == place.slot; });
  if (!owner || place.slot != 1 || looked_through || std::ranges::find(inner_, owner, &Inner::kind) == inner_.end()) return {};
  return in(" (for samme {0}, som reglen gælder for)", " (of the same {0} that the rule is about)", {named(text_in(model_.concepts[owner].title, language_, model_.concepts[owner].name))});
}

std::string Sentences::field(const Place& place, FieldId id, FieldId part) const {
  return named(title_of(model_, id, language_, part)) + whose(place, model_.fields[id].owner);
}

std::string Sentences::duration(const Duration& d) const {
  const bool calendar = d.unit == Unit::calendar_days && d.calendar < model_.calendars.size();
  if (!calendar) return to_string(d, wording_of(language_));
  const CalendarDecl& c = model_.calendars[CalendarId{d.calendar}];
  return to_string(d, wording_of(language_), text_in(c.title, language_, c.name));
}

std::string Sentences::parameter_value(const ParameterDecl& p, const std::string& key) const {
  const ParameterValue* found = nullptr;
  for (const ParameterValue& v : p.values) {
    if (v.key != key || v.reading != 0) continue;
    const bool holds = day_ && (!v.from || *v.from <= *day_) && (!v.until || *day_ <= *v.until);
    if (holds || !day_) found = &v;
    if (holds) break;
  }
  if (found != nullptr && found->value) return term(found->value);
  if (p.range_low && p.range_high) return in("kommunen vælger fra {0} til {1}", "the municipality chooses from {0} to {1}", {term(p.range_low), term(p.range_high)});
  if (p.municipality_may_set) return in("fastsættes af kommunen", "set by the municipality");
  return found != nullptr && found->not_read ? in("værdien er ikke læst", "the value was not read") : "";
}

std::string Sentences::selection(const Selection& s) const {
  const std::string list = named(title_of(model_, s.list.list, language_));
  std::string out = s.which == Selection::Which::first  ? in("første {0}", "the first {0}", {list})
                    : s.which == Selection::Which::last ? in("seneste {0}", "the last {0}", {list})
                                                        : list;
  if (s.where) {
    inner_.push_back({model_.fields[s.list.list].element, s.slot});
    out += in(", hvor {0}", " where {0}", {held(s.where)});
    inner_.pop_back();
  }
  return out;
}

std::string Sentences::held(ExprId id) const {
  const auto* b = std::get_if<expr::Binary>(&model_.exprs[id].node);
  if (b != nullptr && b->op == BinaryOp::or_) return in("enten {0}", "either {0}", {clause(id)});
  if (b != nullptr && b->op == BinaryOp::and_) return in("både {0}", "both {0}", {clause(id)});
  return clause(id);
}

/// A list that stands inside another, so that one sees where it ends.
std::string enclosed(const std::string& text) {
  const bool has_marks = text.find("(a) ") != std::string::npos || text.find("(1) ") != std::string::npos;
  return has_marks ? "[" + text + "]" : text;
}

std::string Sentences::joined(const std::vector<ExprId>& written, bool all) const {
  std::vector<ExprId> parts;
  for (const ExprId id : written) flatten(model_, id, all ? BinaryOp::and_ : BinaryOp::or_, parts);
  // What has parts of its own stands last, where nothing behind it can be taken for one of them; of two such, all get numbers.
  std::vector<std::string> texts, with_parts;
  for (const ExprId part : parts) {
    std::string text = held(part);
    const bool has_parts = std::ranges::any_of(std::array{", hvor ", " where ", "(a) ", "(1) ", "enten ", "either ", "både ", "both "}, [&](const char* mark) { return text.find(mark) != std::string::npos; });
    (has_parts ? with_parts : texts).push_back(std::move(text));
  }
  const bool numbered = with_parts.size() > 1;
  texts.insert(texts.end(), with_parts.begin(), with_parts.end());
  std::string out = !numbered ? "" : all ? in("alt dette gælder: ", "all of this holds: ") : in("mindst ét af dette gælder: ", "at least one of these holds: ");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (numbered) {
      out += (i == 0 ? "(" : "; (") + std::to_string(i + 1) + ") ";
    } else if (i > 0) {
      out += i + 1 < texts.size() ? ", " : all ? in(", og ", ", and ") : in(", eller ", ", or ");
    }
    out += numbered ? enclosed(texts[i]) : texts[i];
  }
  return out;
}

std::string Sentences::comparison(const expr::Binary& b, bool no) const {
  if (b.op == BinaryOp::equal || b.op == BinaryOp::not_equal) {
    if (const auto* yes = std::get_if<expr::YesNo>(&model_.exprs[b.right].node)) return clause(b.left, no != (yes->value != (b.op == BinaryOp::equal)));
    // What does not exist differs from nothing, so `<>` is said as it is written and not as a denied `=`.
    if (no) return in("det ikke er sådan, at {0}", "it is not so that {0}", {comparison(b, false)});
    const auto* one = std::get_if<expr::Code>(&model_.exprs[b.right].node);
    const std::string other = one != nullptr ? code(b.left, one->code) : term(b.right);
    return b.op == BinaryOp::equal ? in("{0} er {1}", "{0} is {1}", {term(b.left), other}) : in("{0} er noget andet end {1}", "{0} is something other than {1}", {term(b.left), other});
  }
  if (no) return in("det ikke er sådan, at {0}", "it is not so that {0}", {comparison(b, false)});
  const bool time = is_time(model_.exprs[b.left].type.kind);
  const std::string l = term(b.left), r = time ? point(b.right) : term(b.right);
  switch (b.op) {
    case BinaryOp::less: return time ? in("{0} er før {1}", "{0} is before {1}", {l, term(b.right)}) : in("{0} er under {1}", "{0} is below {1}", {l, r});
    case BinaryOp::less_equal: return time ? in("{0} er senest {1}", "{0} is no later than {1}", {l, r}) : in("{0} er højst {1}", "{0} is at most {1}", {l, r});
    case BinaryOp::greater: return time ? in("{0} er efter {1}", "{0} is after {1}", {l, term(b.right)}) : in("{0} er over {1}", "{0} is above {1}", {l, r});
    case BinaryOp::greater_equal: return time ? in("{0} er tidligst {1}", "{0} is no earlier than {1}", {l, r}) : in("{0} er mindst {1}", "{0} is at least {1}", {l, r});
    case BinaryOp::and_: case BinaryOp::or_: case BinaryOp::add: case BinaryOp::subtract: case BinaryOp::multiply:
    case BinaryOp::divide: case BinaryOp::equal: case BinaryOp::not_equal: break;
  }
  return {};
}

// A code as the fact that has it calls it.
std::string Sentences::code(ExprId of, std::uint32_t number) const {
  const auto* f = std::get_if<expr::Field>(&model_.exprs[of].node);
  const auto* pick = std::get_if<expr::PickField>(&model_.exprs[of].node);
  const FieldId field = f != nullptr && !f->part ? f->field : pick != nullptr && !pick->part ? pick->field : FieldId{};
  if (field) return title_of_code(model_, model_.fields[field], number, language_);
  const CodeSetId set = model_.exprs[of].type.codes;
  return set && number < model_.code_sets[set].codes.size() ? model_.code_sets[set].codes[number] : "?";
}

std::string Sentences::point(ExprId id) const {
  const auto* f = std::get_if<expr::Field>(&model_.exprs[id].node);
  const bool event = f != nullptr && !f->part && model_.fields[f->field].kind == FieldKind::event;
  return (event ? in("ved ", "") : std::string()) + term(id);
}

std::string Sentences::happened(const expr::Happened& h, bool no) const {
  const auto* f = std::get_if<expr::Field>(&model_.exprs[h.what].node);
  const bool event = std::get_if<expr::PickField>(&model_.exprs[h.what].node) != nullptr || (f != nullptr && model_.fields[f->field].kind == FieldKind::event);
  // A day that is worked out, such as a birthday, is reached; it does not happen.
  const std::string base = term(h.what) + (event ? no ? in(" ikke er sket", " has not happened") : in(" er sket", " has happened")
                                                 : no ? in(" ikke er nået", " has not come") : in(" er nået", " has come"));
  switch (h.bound) {
    case expr::Happened::Bound::none: return base;
    case expr::Happened::Bound::no_later_than: return base + in(" senest {0}", " no later than {0}", {point(h.limit)});
    case expr::Happened::Bound::before: return base + in(" før {0}", " before {0}", {term(h.limit)});
    case expr::Happened::Bound::after: return base + in(" efter {0}", " after {0}", {term(h.limit)});
    case expr::Happened::Bound::within: return base + in(" inden for {0} efter {1}", " within {0} of {1}", {term(h.duration), term(h.limit)});
  }
  return base;
}

std::string Sentences::quantifier(const expr::Quantifier& q, bool no) const {
  const FieldId list = q.selection.list.list;
  const std::string name = selection(q.selection);
  std::string where;
  if (q.condition) {
    inner_.push_back({model_.fields[list].element, q.selection.slot});
    where = held(q.condition);
    inner_.pop_back();
  }
  const std::string tail = where.empty() ? "" : in(", hvor {0}", " where {0}", {where});
  switch (q.kind) {
    case expr::QuantifierKind::any: return (no ? in("der ikke findes {0}", "there is no {0}", {name}) : in("der findes mindst 1 {0}", "there is a {0}", {name})) + tail;
    case expr::QuantifierKind::no: return (no ? in("der findes mindst 1 {0}", "there is a {0}", {name}) : in("der ikke findes {0}", "there is no {0}", {name})) + tail;
    case expr::QuantifierKind::every: break;
  }
  return no ? in("det ikke for hver {0} gælder, at {1}", "it is not so for every {0} that {1}", {name, where}) : in("det for hver {0} gælder, at {1}", "it is so for every {0} that {1}", {name, where});
}

std::string Sentences::group(const expr::Group& g, bool no) const {
  std::string list;
  const char* marks = "abcdefghijklmnopqrstuvwxyz";
  for (std::size_t i = 0; i < g.items.size(); ++i) list += (i == 0 ? "" : "; ") + (i < 26 ? std::string("(") + marks[i] + ") " : std::string()) + enclosed(clause(g.items[i]));
  const std::string n = std::to_string(g.least);
  switch (g.kind) {
    case expr::GroupKind::all_of: return no ? in("ikke alt dette gælder: {0}", "not all of this holds: {0}", {list}) : in("alt dette gælder: {0}", "all of this holds: {0}", {list});
    case expr::GroupKind::any_of: return no ? in("intet af dette gælder: {0}", "none of this holds: {0}", {list}) : in("mindst ét af dette gælder: {0}", "at least one of these holds: {0}", {list});
    case expr::GroupKind::none_of: return no ? in("mindst ét af dette gælder: {0}", "at least one of these holds: {0}", {list}) : in("intet af dette gælder: {0}", "none of this holds: {0}", {list});
    case expr::GroupKind::at_least: break;
  }
  return no ? in("færre end {0} af disse gælder: {1}", "fewer than {0} of these hold: {1}", {n, list}) : in("mindst {0} af disse gælder: {1}", "at least {0} of these hold: {1}", {n, list});
}

std::string Sentences::clause(ExprId id, bool no) const {
  if (!id) return {};
  return std::visit(
      match{
          [&](const expr::Not& e) { return clause(e.operand, !no); },
          [&](const expr::Binary& e) -> std::string {
            if (e.op != BinaryOp::and_ && e.op != BinaryOp::or_) return comparison(e, no);
            return no ? in("det ikke er sådan, at {0}", "it is not so that {0}", {held(id)}) : joined({id}, e.op == BinaryOp::and_);
          },
          [&](const expr::Field& e) {
            const FieldDecl& f = model_.fields[e.field];
            const std::string name = field(e.place, e.field, e.part);
            if (f.kind == FieldKind::judgement && !e.part) {
              const std::string who = f.judge ? lower_first(title_of(model_, f.judge, language_)) : in("den ansvarlige", "the one responsible");
              return no ? in("{0} vurderer, at {1} ikke er tilfældet", "{0} judges that {1} is not the case", {who, name}) : in("{0} vurderer, at {1} er tilfældet", "{0} judges that {1} is the case", {who, name});
            }
            if (f.kind == FieldKind::state) return no ? in("tilstanden {0} ikke er gældende", "the state {0} does not hold", {name}) : in("tilstanden {0} er gældende", "the state {0} holds", {name});
            return is_so(name, no);
          },
          [&](const expr::Among& e) {
            std::vector<std::string> names;
            for (const std::uint32_t c : e.codes) names.push_back(code(e.operand, c));
            const std::string list = listing(names, language_, names.size());
            return no ? in("{0} ikke er blandt {1}", "{0} is not among {1}", {term(e.operand), list}) : in("{0} er blandt {1}", "{0} is among {1}", {term(e.operand), list});
          },
          [&](const expr::Group& e) { return group(e, no); },
          [&](const expr::Quantifier& e) { return quantifier(e, no); },
          [&](const expr::Happened& e) { return happened(e, no); },
          [&](const expr::Recorded& e) { return no ? in("{0} ikke er registreret", "{0} is not recorded", {term(e.what)}) : in("{0} er registreret", "{0} is recorded", {term(e.what)}); },
          [&](const expr::Exists& e) { return no ? in("{0} ikke findes", "{0} does not exist", {term(e.what)}) : in("{0} findes", "{0} exists", {term(e.what)}); },
          [&](const expr::StateOn& e) { return clause(e.state, no) + in(" den dag, der er {0}", " on the day of {0}", {term(e.day)}); },
          [&](const expr::VerdictIs& e) {
            const bool should = model_.rules[e.rule].should;
            const Verdict v = e.test == expr::VerdictTest::fulfilled ? Verdict::fulfilled : e.test == expr::VerdictTest::late ? Verdict::late : Verdict::breached;
            const std::string name = named(title_of(model_, e.rule, language_)) + whose(e.place, model_.rules[e.rule].about), w(word(v, should, language_));
            return no ? in("reglen {0} ikke er {1}", "the rule {0} is not {1}", {name, w}) : in("reglen {0} er {1}", "the rule {0} is {1}", {name, w});
          },
          [&]<OneOf<expr::YesNo, expr::Number, expr::TextValue, expr::Code, expr::DateValue, expr::MomentValue, expr::DurationValue, expr::PickField, expr::PreviousField, expr::Define,
                    expr::TableOutput, expr::Parameter, expr::ExtractionTime, expr::Municipality, expr::Negate, expr::Count, expr::Sum, expr::WholeUnits, expr::EarliestOf, expr::LatestOf,
                    expr::EndOfYear, expr::DueOf> T>(const T&) { return is_so(term(id), no); },
      },
      model_.exprs[id].node);
}

std::string Sentences::term(ExprId id) const {
  if (!id) return {};
  const Expr& e = model_.exprs[id];
  const auto list_of = [&](const std::vector<ExprId>& terms) {
    std::vector<std::string> out;
    for (const ExprId t : terms) out.push_back(term(t));
    return listing(out, language_, out.size());
  };
  return std::visit(
      match{
          [&](const expr::YesNo& x) { return x.value ? in("ja", "yes") : in("nej", "no"); },
          [&](const expr::Number& x) -> std::string {
            if (e.type.kind == TypeKind::amount) return format_amount(x.value, wording_of(language_));
            if (says(e.file, e.span, "%", "%")) {
              if (const auto hundred = make_decimal(100); hundred) {
                if (const auto percent = mul(x.value, *hundred)) return to_string(*percent, wording_of(language_)) + " %";
              }
            }
            return to_string(x.value, wording_of(language_));
          },
          [&](const expr::TextValue& x) { return named(x.value); },
          [&](const expr::Code& x) -> std::string { return e.type.codes && x.code < model_.code_sets[e.type.codes].codes.size() ? model_.code_sets[e.type.codes].codes[x.code] : "?"; },
          [&](const expr::DateValue& x) { return day_text(x.value, language_); },
          [&](const expr::MomentValue& x) { return moment_text(x.value, language_); },
          [&](const expr::DurationValue& x) { return duration(x.value); },
          [&](const expr::Field& x) { return field(x.place, x.field, x.part); },
          [&](const expr::PickField& x) { return in("{0} for {1}", "{0} of {1}", {named(title_of(model_, x.field, language_, x.part)), selection(x.selection)}); },
          [&](const expr::PreviousField& x) { return x.field ? in("den foregåendes {0}", "the previous one’s {0}", {named(title_of(model_, x.field, language_, x.part))}) : in("den foregående", "the previous one"); },
          [&](const expr::Define& x) { return named(text_in(model_.defines[x.define].title, language_, model_.defines[x.define].name)) + whose(x.place, model_.defines[x.define].about); },
          [&](const expr::TableOutput& x) {
            const TableDecl& t = model_.tables[x.table];
            const std::string name = named(text_in(t.title, language_, t.name));
            return t.outputs.size() > 1 ? in("{0} i tabellen {1}", "{0} in the table {1}", {named(t.outputs[x.output]), name + whose(x.place, t.about)}) : name + whose(x.place, t.about);
          },
          [&](const expr::Parameter& x) {
            const ParameterDecl& p = model_.parameters[x.parameter];
            std::string out = named(text_in(p.title, language_, p.name));
            if (x.by) out += in(" for {0}", " for {0}", {term(x.by)});
            else if (!x.key.empty()) out += in(" for {0}", " for {0}", {x.key});
            if (const std::string value = x.by ? std::string() : parameter_value(p, x.key); !value.empty()) out += " (" + value + ")";
            return out;
          },
          [&](const expr::ExtractionTime&) { return in("tidspunktet for dataudtrækket", "the time the data were drawn"); },
          [&](const expr::Municipality&) { return in("den handlende kommune", "the acting municipality"); },
          [&](const expr::Negate& x) { return in("minus {0}", "minus {0}", {term(x.operand)}); },
          [&](const expr::Binary& x) -> std::string {
            const bool time = is_time(model_.exprs[x.left].type.kind) && model_.exprs[x.right].type.kind == TypeKind::duration;
            const std::string l = term(x.left), r = term(x.right);
            switch (x.op) {
              case BinaryOp::add: return time ? in("{1} efter {0}", "{1} after {0}", {l, r}) : in("{0} plus {1}", "{0} plus {1}", {l, r});
              case BinaryOp::subtract: return time ? in("{1} før {0}", "{1} before {0}", {l, r}) : in("{0} minus {1}", "{0} minus {1}", {l, r});
              case BinaryOp::multiply: return in("{0} gange {1}", "{0} times {1}", {l, r});
              case BinaryOp::divide: return in("{0} divideret med {1}", "{0} divided by {1}", {l, r});
              case BinaryOp::and_: case BinaryOp::or_: case BinaryOp::equal: case BinaryOp::not_equal: case BinaryOp::less:
              case BinaryOp::less_equal: case BinaryOp::greater: case BinaryOp::greater_equal: break;
            }
            return in("om {0}", "whether {0}", {clause(id)});
          },
          [&](const expr::Count& x) { return in("antallet af {0}", "the number of {0}", {selection(x.selection)}); },
          [&](const expr::Sum& x) { return in("summen af {0} over {1}", "the sum of {0} over {1}", {term(x.term), selection(x.selection)}); },
          [&](const expr::WholeUnits& x) {
            const std::string unit = x.unit == expr::CountUnit::years ? in("hele år", "whole years") : x.unit == expr::CountUnit::months ? in("hele måneder", "whole months") : in("dage", "days");
            return in("antallet af {0} fra {1} til {2}", "the number of {0} from {1} to {2}", {unit, term(x.from), term(x.to)});
          },
          [&](const expr::EarliestOf& x) { return in("den tidligste af {0}", "the earliest of {0}", {list_of(x.terms)}); },
          [&](const expr::LatestOf& x) { return in("den seneste af {0}", "the latest of {0}", {list_of(x.terms)}); },
          [&](const expr::EndOfYear& x) { return in("udgangen af året for {0}", "the end of the year of {0}", {term(x.day)}); },
          [&](const expr::DueOf& x) { return in("fristen i {0}", "the due date of {0}", {named(title_of(model_, x.rule, language_)) + whose(x.place, model_.rules[x.rule].about)}); },
          [&]<OneOf<expr::Not, expr::Among, expr::Group, expr::Quantifier, expr::Happened, expr::Recorded, expr::Exists, expr::StateOn, expr::VerdictIs> T>(const T&) {
            return in("om {0}", "whether {0}", {clause(id)});
          },
      },
      e.node);
}

std::string Sentences::branches(const std::vector<Branch>& all) const {
  std::string out;
  for (const Branch& b : all) {
    if (!out.empty()) out += "; ";
    const bool condition = model_.exprs[b.value].type.kind == TypeKind::yes_no && std::get_if<expr::YesNo>(&model_.exprs[b.value].node) == nullptr;
    const std::string value = condition ? in("om {0}", "whether {0}", {clause(b.value)}) : term(b.value);
    if (!b.condition) out += all.size() == 1 ? value : in("ellers {0}", "otherwise {0}", {value});
    else out += in("{0}, når {1}", "{0} when {1}", {value, clause(b.condition)});
  }
  return out;
}

}  // namespace rettesnor::document
