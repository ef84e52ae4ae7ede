// Exceptions: to which rules, under which conditions, and what holds instead.
#include <algorithm>

#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"
#include "engine/check/walk.hpp"

namespace rettesnor::checking {

namespace {

bool same_binding(const Scope& a, const Scope& b) {
  auto const same = [](const Frame& x, const Frame& y) {
    bool const outer = x.outer.has_value() == y.outer.has_value() &&
                       (!x.outer || (x.outer->slot == y.outer->slot && x.outer->up == y.outer->up));
    return x.concept_id == y.concept_id && x.variable == y.variable && outer;
  };
  return std::ranges::equal(a.frames(), b.frames(), same);
}

struct Reading {
  Context& ctx;
  ExceptionId id;
  const Declared& declared = ctx.exceptions[id.value];
  const File& file = *declared.file;
  const Tree& tree = file.tree();
  NodeId node = declared.node;

  ExceptionDecl& row() { return ctx.model.exceptions[id]; }

  void targets() {
    NodeId const to = tree.child(node, NodeKind::exception_to);
    if (!to) return;
    for (NodeId const path : tree.children(to)) {
      const Symbol* symbol = find_symbol(ctx, file, path, Family::rule);
      if (symbol == nullptr) continue;
      if (symbol->kind == SymbolKind::exception) {
        ctx.report(Code::exception_to_exception, file.at(path), {path_text(file, path)})
            .labels.push_back(label(symbol->origin, "er selv en undtagelse", "is an exception itself"));
        continue;
      }
      RuleId const rule = symbol->as<RuleId>();
      if (ctx.model.rules[rule].kind == RuleKind::suggestion) {
        ctx.report(Code::not_a_rule, file.at(path), {path_text(file, path)});
        continue;
      }
      if (std::ranges::find(row().to, rule) != row().to.end()) continue;
      if (!row().to.empty() && !same_binding(ctx.rule_scopes[row().to.front().value], ctx.rule_scopes[rule.value])) {
        ctx.report(Code::exception_binds_two_elements, file.at(path),
                   {ctx.model.rules[row().to.front()].name, ctx.model.rules[rule].name});
        continue;
      }
      row().to.push_back(rule);
    }
  }

  ExceptionDecl::Kind kind_of(NodeId instead) const {
    if (instead && tree.has(instead, NodeKind::may_be_omitted)) return ExceptionDecl::Kind::may_be_omitted;
    if (instead && tree.has(instead, NodeKind::not_applicable)) return ExceptionDecl::Kind::not_applicable;
    return ExceptionDecl::Kind::instead_duty;
  }

  bool is_open(DutyId duty) const {
    if (!duty) return false;
    const Duty& read = ctx.model.duties[duty];
    if (read.form == DutyForm::open_standard || read.form == DutyForm::as_far_as_possible) return true;
    return std::ranges::any_of(read.parts, [&](DutyId part) { return is_open(part); });
  }

  bool judged(const Version& version) const {
    bool found = false;
    auto const look = [&](ExprId root) {
      walk(ctx.model, root, [&](ExprId at) {
        FieldId field;
        if (const auto* f = std::get_if<expr::Field>(&ctx[at].node)) field = f->field;
        if (const auto* p = std::get_if<expr::PickField>(&ctx[at].node)) field = p->field;
        if (field && ctx.model.fields[field].kind == FieldKind::judgement) found = true;
      });
    };
    for (ExprId const when : version.when) look(when);
    look(version.while_state);
    return found;
  }

  // A duty without `instead`: a message was given about it.
  bool has_duty() const {
    if (tree.has(node, NodeKind::duty)) return true;
    for (NodeId const version : tree.children(node, NodeKind::version)) {
      if (tree.has(version, NodeKind::duty)) return true;
    }
    return false;
  }

  void read() {
    targets();
    if (row().to.empty()) return;
    Env env{&file, ctx.rule_scopes[row().to.front().value]};
    env.recorded_reasons = true;
    env.exception_to = row().to;
    std::string const name = row().name;
    auto read = read_versions(ctx, env, node, name, true);
    for (std::size_t i = 0; i < read.versions.size(); ++i) {
      const Version& version = read.versions[i];
      NodeId const instead = read.instead[i];
      if (!instead && !has_duty() && !tree.broken(node)) ctx.report(Code::no_instead, version.origin, {name});
      if (version.cites.empty() && !tree.broken(node)) ctx.report(Code::no_cite, row().origin, {name});
      ExceptionDecl::Kind const kind = kind_of(instead);
      row().kinds.push_back(kind);
      bool const open = kind == ExceptionDecl::Kind::instead_duty && !version.duties.empty() && is_open(version.duties.front());
      row().on_judgement = row().on_judgement || open || judged(version);
      duty_fits(version);
    }
    row().versions = std::move(read.versions);
    for (RuleId const rule : row().to) ctx.model.rules[rule].exceptions.push_back(id);
    not_measured(node);
    for (NodeId const version : tree.children(node, NodeKind::version)) not_measured(version);
  }

  // The rule is measured, whatever holds in its place.
  void not_measured(NodeId of) {
    if (NodeId const quality = tree.child(of, NodeKind::quality)) ctx.report(Code::quality_not_here, file.at(quality), {row().name});
  }

  // A duty in place of a recurring one, or the reverse, would not say which occurrence it speaks of.
  void duty_fits(const Version& version) {
    for (DutyId const duty : version.duties) {
      if (!duty) continue;
      DutyForm const form = ctx.model.duties[duty].form;
      if (form == DutyForm::right) {
        ctx.report(Code::right_instead, Origin{ctx.model.duties[duty].file, ctx.model.duties[duty].span});
      }
    }
  }
};

}  // namespace

void check_exceptions(Context& ctx) {
  for (std::uint32_t i = 0; i < ctx.exceptions.size(); ++i) Reading{ctx, ExceptionId{i}}.read();
}

}  // namespace rettesnor::checking
