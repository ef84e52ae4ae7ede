#include "engine/change/spelling.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/model/match.hpp"

namespace rettesnor::change {

namespace {

std::string number(auto n) { return std::to_string(static_cast<std::int64_t>(n)); }

std::string joined(std::vector<std::string> items) {
  std::ranges::sort(items);
  std::string out;
  for (const std::string& item : items) out += " " + item;
  return out;
}

/// A text that cannot be mistaken for anything around it.
std::string quote(const std::string& text) { return number(text.size()) + ":" + text; }

}  // namespace

std::string Spelling::name(PackageId package, const std::string& own) const { return package ? model_.packages[package].name + "." + own : own; }

std::string Spelling::name(FieldId id) const {
  if (!id) return "";
  const FieldDecl& f = model_.fields[id];
  return (f.part_of ? name(f.part_of) : name(f.owner)) + "." + f.name;
}

std::string Spelling::reading(ReadingSetId readings, std::size_t i) const {
  return readings && i < model_.readings[readings].alternatives.size() ? model_.readings[readings].alternatives[i].name : "";
}

std::string Spelling::days(const std::optional<Date>& from, const std::optional<Date>& until) {
  if (!from && !until) return "";
  return (from ? to_string(*from) : "") + " .. " + (until ? to_string(*until) : "");
}

std::string Spelling::code(const Type& type, std::uint32_t code) const {
  return type.codes && code < model_.code_sets[type.codes].codes.size() ? model_.code_sets[type.codes].codes[code] : "#" + number(code);
}

std::string Spelling::type(const Type& type) const {
  constexpr const char* names[] = {"invalid", "yes/no", "number", "amount", "text", "one of", "date", "moment", "duration", "periods"};
  static_assert(std::size(names) == std::to_underlying(TypeKind::periods) + 1);
  std::string out = (type.list ? "list of " : "") + std::string(names[std::to_underlying(type.kind)]);
  if (!type.codes) return out;
  const CodeSet& set = model_.code_sets[type.codes];
  if (!set.ordered) return out + joined(set.codes);
  for (std::size_t i = 0; i < set.codes.size(); ++i) out += (i == 0 ? " " : " < ") + set.codes[i];
  return out;
}

std::string Spelling::calendar(const Calendar& calendar) const {
  std::string out;
  for (const CalendarVersion& v : calendar.versions()) {
    out += "[" + to_string(v.from) + " .. " + to_string(v.until) + " days " + number(v.rule.weekdays) + (v.rule.except_public_holidays ? " except holidays" : "");
    std::vector<std::pair<unsigned, unsigned>> except = v.rule.except_days;
    std::ranges::sort(except);
    for (const auto& [month, day] : except) out += " " + number(month) + "-" + number(day);
    out += "]";
  }
  return out;
}

std::string Spelling::duration(Duration d) const {
  constexpr const char* units[] = {"minutes", "hours", "days", "weeks", "months", "years", "days of"};
  static_assert(std::size(units) == std::to_underlying(Unit::calendar_days) + 1);
  return number(d.count) + " " + units[std::to_underlying(d.unit)] + (d.unit == Unit::calendar_days ? " " + name(CalendarId{d.calendar}) : "");
}

// Slots count the elements bound around an expression, so they are the same for the same nesting.
std::string Spelling::place(Place p) const { return "@" + number(p.slot) + "." + number(p.up) + " "; }

std::string Spelling::selection(const Selection& s) const {
  constexpr const char* which[] = {"all", "first", "last"};
  return "(" + std::string(which[std::to_underlying(s.which)]) + " " + place(s.list.place) + name(s.list.list) + (s.where ? " where " + expression(s.where) : "") + ")";
}

std::string Spelling::sorted(const std::vector<ExprId>& items) const {
  std::vector<std::string> out;
  for (const ExprId id : items) out.push_back(expression(id));
  return joined(std::move(out));
}

void Spelling::flatten(expr::BinaryOp op, ExprId id, std::vector<std::string>& out) const {
  const auto* binary = std::get_if<expr::Binary>(&model_.exprs[id].node);
  if (binary == nullptr || binary->op != op) {
    out.push_back(expression(id));
    return;
  }
  flatten(op, binary->left, out);
  flatten(op, binary->right, out);
}

std::vector<ExprId> Spelling::conjuncts(ExprId id) const {
  const auto* binary = std::get_if<expr::Binary>(&model_.exprs[id].node);
  if (binary == nullptr || binary->op != expr::BinaryOp::and_) return {id};
  std::vector<ExprId> out = conjuncts(binary->left);
  const std::vector<ExprId> right = conjuncts(binary->right);
  out.insert(out.end(), right.begin(), right.end());
  return out;
}

std::string Spelling::expression(ExprId id) const {
  if (!id) return "-";
  const Expr& e = model_.exprs[id];
  const auto sub = [&](ExprId inner) { return " " + expression(inner); };
  return std::visit(
      match{
          [&](const expr::YesNo& n) { return std::string(n.value ? "yes" : "no"); },
          [&](const expr::Number& n) { return to_string(n.value) + (e.type.kind == TypeKind::amount ? " kr" : ""); },
          [&](const expr::TextValue& n) { return quote(n.value); },
          [&](const expr::Code& n) { return code(e.type, n.code); },
          [&](const expr::DateValue& n) { return to_string(n.value); },
          [&](const expr::MomentValue& n) { return "moment " + number(n.value.micros); },
          [&](const expr::DurationValue& n) { return "(" + duration(n.value) + ")"; },
          [&](const expr::Field& n) { return place(n.place) + name(n.field) + (n.part ? "." + model_.fields[n.part].name : ""); },
          [&](const expr::PickField& n) { return selection(n.selection) + "." + name(n.field) + (n.part ? "." + model_.fields[n.part].name : ""); },
          [&](const expr::PreviousField& n) { return "previous " + name(n.field) + (n.part ? "." + model_.fields[n.part].name : ""); },
          [&](const expr::Define& n) { return place(n.place) + name(model_.defines[n.define].package, model_.defines[n.define].name); },
          [&](const expr::TableOutput& n) {
            const TableDecl& t = model_.tables[n.table];
            return place(n.place) + name(t.package, t.name) + "." + t.outputs[n.output];
          },
          [&](const expr::Parameter& n) { return name(n.parameter) + (n.key.empty() ? "" : " for " + n.key) + (n.by ? " for" + sub(n.by) : ""); },
          [&](const expr::ExtractionTime&) { return std::string("extraction-time"); },
          [&](const expr::Municipality&) { return std::string("municipality"); },
          [&](const expr::Not& n) { return "(not" + sub(n.operand) + ")"; },
          [&](const expr::Negate& n) { return "(-" + sub(n.operand) + ")"; },
          [&](const expr::Binary& n) {
            constexpr const char* ops[] = {"and", "or", "+", "-", "*", "/", "=", "<>", "<", "<=", ">", ">="};
            static_assert(std::size(ops) == std::to_underlying(expr::BinaryOp::greater_equal) + 1);
            const std::string op = ops[std::to_underlying(n.op)];
            if (n.op != expr::BinaryOp::and_ && n.op != expr::BinaryOp::or_) return "(" + op + sub(n.left) + sub(n.right) + ")";
            std::vector<std::string> items;
            flatten(n.op, id, items);
            return "(" + op + joined(std::move(items)) + ")";
          },
          [&](const expr::Among& n) {
            std::vector<std::string> codes;
            for (const std::uint32_t c : n.codes) codes.push_back(code(model_.exprs[n.operand].type, c));
            return "(among" + sub(n.operand) + ":" + joined(std::move(codes)) + ")";
          },
          [&](const expr::Group& n) {
            constexpr const char* kinds[] = {"all of", "any of", "none of", "at least"};
            return "(" + std::string(kinds[std::to_underlying(n.kind)]) + " " + number(n.least) + sorted(n.items) + ")";
          },
          [&](const expr::Quantifier& n) {
            constexpr const char* kinds[] = {"any", "every", "no"};
            return "(" + std::string(kinds[std::to_underlying(n.kind)]) + " " + selection(n.selection) + sub(n.condition) + ")";
          },
          [&](const expr::Count& n) { return "(count " + selection(n.selection) + ")"; },
          [&](const expr::Sum& n) { return "(sum" + sub(n.term) + " " + selection(n.selection) + ")"; },
          [&](const expr::Happened& n) { return "(happened" + sub(n.what) + " " + number(std::to_underlying(n.bound)) + sub(n.limit) + sub(n.duration) + ")"; },
          [&](const expr::Recorded& n) { return "(recorded" + sub(n.what) + ")"; },
          [&](const expr::Exists& n) { return "(exists" + sub(n.what) + ")"; },
          [&](const expr::StateOn& n) { return "(on" + sub(n.state) + sub(n.day) + ")"; },
          [&](const expr::WholeUnits& n) { return "(whole " + number(std::to_underlying(n.unit)) + sub(n.from) + sub(n.to) + ")"; },
          [&](const expr::EarliestOf& n) { return "(earliest" + sorted(n.terms) + ")"; },
          [&](const expr::LatestOf& n) { return "(latest" + sorted(n.terms) + ")"; },
          [&](const expr::EndOfYear& n) { return "(end of year" + sub(n.day) + ")"; },
          [&](const expr::DueOf& n) { return "(due " + place(n.place) + name(n.rule) + ")"; },
          [&](const expr::VerdictIs& n) { return "(verdict " + number(std::to_underlying(n.test)) + " " + place(n.place) + name(n.rule) + ")"; },
      },
      e.node);
}

std::string Spelling::clock(const Clock& c) const {
  return "(clock " + expression(c.duration) + " " + expression(c.anchor) + " " + expression(c.limit) + (c.counting_first_day ? " counting first" : "") +
         (c.rolling ? " rolling " + name(c.rolling) : "") + (c.paused_while ? " paused " + expression(c.paused_while) : "") + (c.limit_is_within ? " within" : "") + ")";
}

std::string Spelling::duty(DutyId id) const {
  if (!id) return "-";
  const Duty& d = model_.duties[id];
  std::string out = "(duty " + number(std::to_underlying(d.form)) + " " + number(std::to_underlying(d.modal)) + " " + name(d.actor) + " " + expression(d.act.event);
  if (d.act.list) out += " " + selection(*d.act.list);
  out += " " + expression(d.act.where) + " " + clock(d.clock) + " " + expression(d.condition) + " " + expression(d.otherwise) + (d.otherwise_record ? " recorded" : "");
  out += " record" + sorted(d.record) + " keep " + expression(d.keep);
  if (d.first) out += " first " + clock(*d.first);
  if (d.then) out += " then " + clock(*d.then);
  out += " times " + number(d.times) + " " + expression(d.times_of) + " " + number(std::to_underlying(d.window));
  for (const DutyId part : d.parts) out += " " + duty(part);
  return out + ")";
}

}  // namespace rettesnor::change
