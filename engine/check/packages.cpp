// Packages: which file is which, and what it may see.
#include <algorithm>

#include "engine/values/digest.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"

namespace rettesnor::checking {

namespace {

std::string version_of(const Tree& tree, NodeId node) {
  NodeId const version = tree.child(node, NodeKind::version_number);
  return version ? std::string(tree.text(version)) : std::string{};
}

PackageId package_named(const Context& ctx, std::string_view name, std::string_view version) {
  for (std::uint32_t i = 0; i < ctx.model.packages.size(); ++i) {
    const PackageDecl& package = ctx.model.packages[PackageId{i}];
    if (package.name == name && (version.empty() || package.version == version)) return PackageId{i};
  }
  return {};
}

void declare_package(Context& ctx, const Syntax& syntax) {
  File file{&syntax, syntax.source->file, {}};
  const Tree& tree = file.tree();
  PackageDecl decl;
  decl.file = file.id;
  decl.hash = hexadecimal(sha256(syntax.source->text));
  NodeId const node = tree.child(syntax.root, NodeKind::package);
  if (!node) {
    if (!tree.broken(syntax.root)) {
      ctx.report(Code::no_package, Origin{file.id, Span{tree.span(syntax.root).begin, tree.span(syntax.root).begin}});
    }
    file.package = ctx.model.packages.add(std::move(decl));
    ctx.files.push_back(file);
    return;
  }
  NodeId const name = tree.child(node, NodeKind::qualified_name);
  if (name) decl.name = path_text(file, name);
  decl.version = version_of(tree, node);
  decl.title = read_text_child(file, node, NodeKind::title);
  decl.owner = read_text_child(file, node, NodeKind::owner).danish;
  if (NodeId const status = tree.child(node, NodeKind::status)) decl.status = tree.text(status);
  decl.review_by = read_date_child(ctx, file, node, NodeKind::review_by);
  Origin const at = name ? file.at(name) : file.at(node);
  if (PackageId const other = package_named(ctx, decl.name, ""); other && !decl.name.empty()) {
    const PackageDecl& first = ctx.model.packages[other];
    Code const code = first.version == decl.version ? Code::package_twice : Code::two_versions_of_package;
    ctx.report(code, at, {decl.name, first.version, decl.version})
        .labels.push_back(label(Origin{first.file, Span{}}, "den anden fil", "the other file"));
  }
  file.package = ctx.model.packages.add(std::move(decl));
  if (name) ctx.use(at, {Named::package, file.package.value, 0}, true);
  ctx.files.push_back(file);
}

void resolve_uses(Context& ctx, const File& file) {
  const Tree& tree = file.tree();
  for (NodeId const node : tree.children(file.syntax->root, NodeKind::uses)) {
    NodeId const name_node = tree.child(node, NodeKind::qualified_name);
    if (!name_node) continue;
    std::string const name = path_text(file, name_node);
    std::string const version = version_of(tree, node);
    PackageId const found = package_named(ctx, name, version);
    if (!found) {
      if (PackageId const other = package_named(ctx, name, "")) {
        ctx.report(Code::other_version_loaded, file.at(node), {name, version, ctx.model.packages[other].version});
        ctx.model.packages[file.package].uses.push_back(other);
        ctx.use(file.at(name_node), {Named::package, other.value, 0});
      } else {
        std::vector<std::string_view> names;
        for (const PackageDecl& package : ctx.model.packages.rows()) names.push_back(package.name);
        suggest(ctx.report(Code::unknown_package, file.at(name_node), {name}), name, names);
      }
      continue;
    }
    if (found == file.package) {
      ctx.report(Code::package_uses_itself, file.at(node), {name});
      continue;
    }
    ctx.use(file.at(name_node), {Named::package, found.value, 0});
    auto& uses = ctx.model.packages[file.package].uses;
    if (std::ranges::find(uses, found) == uses.end()) uses.push_back(found);
  }
}

}  // namespace

void declare_packages(Context& ctx, std::span<const Syntax> files) {
  ctx.files.reserve(files.size());
  for (const Syntax& syntax : files) declare_package(ctx, syntax);
  for (const File& file : ctx.files) resolve_uses(ctx, file);
}

}  // namespace rettesnor::checking
