// Definitions: the first line whose condition holds.
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

struct Reading {
  Context& ctx;
  DefineId id;
  const File& file;
  NodeId node;
  const Tree& tree = file.tree();
  Type type{};

  // A bare name may be a code of the type that the other lines have.
  bool maybe_code(const Env& env, NodeId value) const {
    if (tree.kind(value) != NodeKind::name) return false;
    std::string_view const word = tree.text(value);
    return env.scope.find(ctx.model, word).empty() && !env.scope.variable(word) &&
           ctx.symbols.find(ctx.model, file.package, Family::value, word).empty();
  }

  void agree(ExprId value) {
    Type const next = ctx.type_of(value);
    if (is_invalid(next) || next == type) return;
    if (is_invalid(type)) {
      type = next;
      return;
    }
    if (is_time(type) && is_time(next)) {
      type = of_kind(TypeKind::date);
      return;
    }
    Origin const at = ctx.origin_of(value);
    ctx.report(Code::wrong_type, at, {ctx.describe(type, file), ctx.describe(next, file)});
  }

  std::vector<Branch> branches(const Env& env, NodeId parent) {
    std::vector<NodeId> cases;
    for (NodeId const node_of_case : tree.children(parent, NodeKind::define_case)) cases.push_back(node_of_case);
    std::vector<Branch> out(cases.size());
    for (bool const codes : {false, true}) {
      for (std::size_t i = 0; i < cases.size(); ++i) {
        NodeId const value = tree.child_at(cases[i], 0);
        if (!value || maybe_code(env, value) != codes) continue;
        out[i].value = expression(ctx, env, value, type);
        agree(out[i].value);
      }
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
      NodeId const when = tree.child(cases[i], NodeKind::when);
      if (when) out[i].condition = condition(ctx, env, tree.child_at(when, 0));
      if (!when && i + 1 < cases.size() && !tree.broken(cases[i])) {
        ctx.report(Code::case_after_otherwise, file.at(cases[i + 1]))
            .labels.push_back(label(file.at(cases[i]), "gælder altid", "always holds"));
      }
    }
    return out;
  }

  void read(const Env& env) {
    std::vector<DefineVersion> versions;
    std::vector<Days> days;
    for (NodeId const version : tree.children(node, NodeKind::version)) {
      NodeId const in_force = tree.child(version, NodeKind::in_force);
      Days const read = in_force ? read_in_force(ctx, file, in_force) : Days{{}, {}, {}, file.at(version)};
      if (read.from_last) ctx.report(Code::interval_in_define, read.at);
      days.push_back(read);
      versions.push_back({read.from, read.until, branches(env, version)});
    }
    if (versions.empty()) {
      versions.push_back({{}, {}, branches(env, node)});
    } else {
      check_tiling(ctx, std::move(days));
    }
    ctx.model.defines[id].versions = std::move(versions);
    ctx.model.defines[id].type = type;
  }
};

}  // namespace

void check_define(Context& ctx, DefineId id) {
  Declared& declared = ctx.defines[id.value];
  if (declared.progress == Declared::Progress::finished) return;
  const File& file = *declared.file;
  NodeId const node = declared.node;
  if (declared.progress == Declared::Progress::running) {
    ctx.report(Code::define_cycle, file.name_at(node), {ctx.model.defines[id].name});
    ctx.defines[id.value].progress = Declared::Progress::finished;
    return;
  }
  declared.progress = Declared::Progress::running;
  auto const about = about_of(ctx, file, node);
  if (about) {
    ctx.model.defines[id].about = about->about;
    ctx.model.defines[id].root = about->root;
    Reading{ctx, id, file, node}.read(Env{&file, about->scope});
  }
  read_cites(ctx, file, node);
  ctx.defines[id.value].progress = Declared::Progress::finished;
}

}  // namespace rettesnor::checking
