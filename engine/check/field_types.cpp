#include "engine/check/field_types.hpp"

#include <algorithm>

namespace rettesnor::checking {

namespace {

TypeKind kind_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::moment: return TypeKind::moment;
    case Keyword::date_type: return TypeKind::date;
    case Keyword::text_type: return TypeKind::text;
    case Keyword::number_type: return TypeKind::number;
    case Keyword::amount: return TypeKind::amount;
    case Keyword::periods: return TypeKind::periods;
    case Keyword::duration_type: return TypeKind::duration;
    case Keyword::yes_no: return TypeKind::yes_no;
    default: return TypeKind::invalid;
  }
}

Type read_codes(Context& ctx, const File& file, NodeId node, bool ordered) {
  const Tree& tree = file.tree();
  CodeSet set;
  set.ordered = ordered;
  for (NodeId const code : tree.children(node, NodeKind::code)) {
    std::string name(tree.text(code));
    if (std::ranges::find(set.codes, name) != set.codes.end()) {
      ctx.report(Code::code_twice, file.name_at(code), {name});
      continue;
    }
    set.codes.push_back(std::move(name));
  }
  return Type{TypeKind::code, ctx.code_set(std::move(set)), false};
}

}  // namespace

Type read_type(Context& ctx, const File& file, NodeId node) {
  const Tree& tree = file.tree();
  if (!node) return {};
  switch (tree.kind(node)) {
    case NodeKind::type_name: return Type{kind_of(tree.keyword(node)), {}, false};
    case NodeKind::one_of: return read_codes(ctx, file, node, false);
    case NodeKind::ordered_one_of: return read_codes(ctx, file, node, true);
    case NodeKind::list_of: {
      Type type = read_type(ctx, file, tree.child_at(node, 0));
      if (type.kind != TypeKind::code && type.kind != TypeKind::invalid) {
        ctx.report(Code::list_of_other_than_codes, file.at(node));
        return {};
      }
      if (type.kind == TypeKind::code) type.list = true;
      return type;
    }
    default: return {};
  }
}

NodeId type_child(const Tree& tree, NodeId parent) {
  for (NodeId const child : tree.children(parent)) {
    switch (tree.kind(child)) {
      case NodeKind::type_name:
      case NodeKind::one_of:
      case NodeKind::ordered_one_of:
      case NodeKind::list_of: return child;
      default: break;
    }
  }
  return {};
}

}  // namespace rettesnor::checking
