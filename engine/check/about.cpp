// What a declaration is about: `of C`, or the case.
#include "engine/check/expressions.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"

namespace rettesnor::checking {

namespace {

// The roots that a package declares itself, else those it sees.
std::vector<ConceptId> roots_of(const Context& ctx, PackageId package) {
  std::vector<ConceptId> own;
  std::vector<ConceptId> seen;
  for (ConceptId const root : ctx.model.roots) {
    PackageId const declared = ctx.model.concepts[root].package;
    if (declared == package) own.push_back(root);
    if (sees(ctx.model, package, declared)) seen.push_back(root);
  }
  return own.empty() ? seen : own;
}

}  // namespace

ConceptId root_of(Context& ctx, const File& file, Origin at) {
  auto const roots = roots_of(ctx, file.package);
  if (roots.size() == 1) return roots.front();
  if (roots.empty()) {
    ctx.report(Code::no_case_concept, at);
    return {};
  }
  Diagnostic& d = ctx.report(Code::several_case_concepts, at);
  for (ConceptId const root : roots) {
    d.labels.push_back(label(ctx.model.concepts[root].origin, "kan være sagen", "may be the case"));
  }
  return {};
}

std::optional<About> about_of(Context& ctx, const File& file, NodeId declaration) {
  const Tree& tree = file.tree();
  NodeId const of = tree.child(declaration, NodeKind::of_concept);
  if (!of) {
    ConceptId const root = root_of(ctx, file, file.name_at(declaration));
    if (!root) return std::nullopt;
    return About{Scope(root), root, {}};
  }
  NodeId const name = tree.child_at(of, 0);
  const Symbol* symbol = find_named(ctx, file, tree.text(name ? name : of), name ? file.at(name) : file.name_at(of),
                                    Family::concept_);
  if (symbol == nullptr) return std::nullopt;
  ConceptId const about = symbol->as<ConceptId>();
  if (ctx.model.concepts[about].listed_in.empty()) return About{Scope(about), about, {}};
  return About{scope_of_concept(ctx.model, about), root_around(ctx.model, about), about};
}

}  // namespace rettesnor::checking
