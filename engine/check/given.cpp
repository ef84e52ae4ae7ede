#include "engine/check/given.hpp"

#include <algorithm>

#include "engine/check/read.hpp"
#include "engine/check/terms.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor::checking {

namespace {

struct Reading {
  Context& ctx;
  const File& file;
  Case& out;
  const Tree& tree = file.tree();

  bool is_value(NodeKind kind) const {
    switch (kind) {
      case NodeKind::given_fields:
      case NodeKind::judged_by:
      case NodeKind::judged_on:
      case NodeKind::judged_reasons:
      case NodeKind::error: return false;
      default: return true;
    }
  }

  void wrong(NodeId at, const FieldDecl& field) {
    ctx.report(Code::wrong_given, file.at(at), {field.name, ctx.describe(field.type, file)});
  }

  std::optional<std::uint32_t> code(NodeId node, const FieldDecl& field) {
    if (tree.kind(node) != NodeKind::name && tree.kind(node) != NodeKind::path) {
      wrong(node, field);
      return std::nullopt;
    }
    std::string const name = path_text(file, node);
    const auto& codes = ctx.model.code_sets[field.type.codes].codes;
    auto const at = std::ranges::find(codes, name);
    if (at != codes.end()) {
      auto const number = static_cast<std::uint32_t>(at - codes.begin());
      ctx.use(file.at(node), {Named::code, field.type.codes.value, number});
      return number;
    }
    suggest(ctx.report(Code::unknown_code, file.at(node), {name}), name, {codes.begin(), codes.end()});
    return std::nullopt;
  }

  bool is_time_node(NodeId node) const {
    return tree.kind(node) == NodeKind::date || tree.kind(node) == NodeKind::moment;
  }

  std::optional<Value> time(NodeId node, const FieldDecl& field) {
    if (!is_time_node(node) || (field.type.kind == TypeKind::date && tree.kind(node) == NodeKind::moment)) {
      wrong(node, field);
      return std::nullopt;
    }
    if (field.type.kind == TypeKind::date) {
      auto const day = read_date(ctx, file, node);
      if (!day) return std::nullopt;
      return DateInterval{*day, *day};
    }
    auto const range = read_moment(ctx, file, node);
    if (!range) return std::nullopt;
    return MomentInterval{range->first, range->last};
  }

  std::optional<Value> value(NodeId node, const FieldDecl& field) {
    NodeKind const kind = tree.kind(node);
    switch (field.type.kind) {
      case TypeKind::yes_no:
        if (kind == NodeKind::yes || kind == NodeKind::no) return kind == NodeKind::yes;
        break;
      case TypeKind::number:
      case TypeKind::amount:
        if (kind == NodeKind::number || kind == NodeKind::percent || kind == NodeKind::amount || kind == NodeKind::negate) {
          bool const minus = kind == NodeKind::negate;
          NodeId const digits = minus ? tree.child_at(node, 0) : node;
          bool const unit_fits = tree.kind(digits) != NodeKind::amount || field.type.kind == TypeKind::amount;
          if (!unit_fits) break;
          auto const read = read_number(ctx, file, digits);
          if (!read) return std::nullopt;
          return minus ? Decimal{-read->millionths} : *read;
        }
        break;
      case TypeKind::text:
        if (kind == NodeKind::string) return tree.string(node);
        break;
      case TypeKind::code: {
        auto const read = code(node, field);
        if (!read) return std::nullopt;
        return field.type.list ? Value{std::vector{CodeValue{*read}}} : Value{CodeValue{*read}};
      }
      case TypeKind::date:
      case TypeKind::moment: return time(node, field);
      case TypeKind::duration:
        if (kind == NodeKind::duration) {
          auto const read = read_duration(ctx, file, node);
          if (!read) return std::nullopt;
          return *read;
        }
        break;
      case TypeKind::periods:
        if (kind == NodeKind::given_period) {
          NodeId const until = tree.child_at(node, 1);
          auto const from = read_date(ctx, file, tree.child_at(node, 0));
          auto const to = until ? read_date(ctx, file, until) : std::nullopt;
          if (!from || (until && !to)) return std::nullopt;
          if (to && *to <= *from) ctx.report(Code::ends_before_it_begins, file.at(node));
          return std::vector{Period{*from, to}};
        }
        break;
      case TypeKind::invalid: return std::nullopt;
    }
    wrong(node, field);
    return std::nullopt;
  }

  void value_into(Cell& cell, NodeId node, const FieldDecl& field) {
    switch (tree.kind(node)) {
      case NodeKind::given_unknown: cell.state = CellState::asked_unknown; return;
      case NodeKind::given_withheld: cell.state = CellState::withheld; return;
      case NodeKind::given_missing: cell.state = CellState::does_not_exist; return;
      case NodeKind::given_none:
        // `none`: an empty list of codes, no period at all.
        if (field.type.list) {
          cell.state = CellState::value;
          cell.value = std::vector<CodeValue>{};
        } else if (field.type.kind == TypeKind::periods) {
          cell.state = CellState::value;
          cell.value = std::vector<Period>{};
        } else {
          wrong(node, field);
        }
        return;
      default: break;
    }
    auto read = value(node, field);
    if (!read) return;
    cell.state = CellState::value;
    if (auto* more = std::get_if<std::vector<CodeValue>>(&*read)) {
      if (auto* had = std::get_if<std::vector<CodeValue>>(&cell.value)) {
        had->insert(had->end(), more->begin(), more->end());
        return;
      }
    }
    if (auto* more = std::get_if<std::vector<Period>>(&*read)) {
      if (auto* had = std::get_if<std::vector<Period>>(&cell.value)) {
        had->insert(had->end(), more->begin(), more->end());
        return;
      }
    }
    cell.value = std::move(*read);
  }

  void parts(Cell& cell, FieldId field_id, NodeId fields) {
    for (NodeId const item : tree.children(fields, NodeKind::given_item)) {
      FieldId const part = find_part(ctx.model, field_id, tree.text(item));
      if (!part) {
        std::vector<std::string_view> names;
        for (FieldId const known : ctx.model.fields[field_id].parts) names.push_back(ctx.model.fields[known].name);
        std::string const name(tree.text(item));
        suggest(ctx.report(Code::unknown_member, file.name_at(item), {name, ctx.model.fields[field_id].name}), name, names);
        continue;
      }
      ctx.use(file.name_at(item), {Named::field, part.value, 0});
      for (NodeId const value_node : tree.children(item)) {
        if (is_value(tree.kind(value_node))) value_into(part_cell(cell, field_id, part), value_node, ctx.model.fields[part]);
      }
    }
  }

  Cell& part_cell(Cell& cell, FieldId field, FieldId part) {
    cell.parts.resize(ctx.model.fields[field].parts.size());
    return cell.parts[ctx.model.fields[part].index];
  }

  void judged(Cell& cell, FieldId field, NodeId item) {
    for (NodeId const child : tree.children(item)) {
      std::string_view name;
      switch (tree.kind(child)) {
        case NodeKind::judged_by: name = "by"; break;
        case NodeKind::judged_on: name = "on"; break;
        case NodeKind::judged_reasons: name = "reasons"; break;
        default: continue;
      }
      FieldId const part = find_part(ctx.model, field, name);
      NodeId const value_node = tree.child_at(child, 0);
      if (!part) {
        ctx.report(Code::unknown_member, file.at(child), {std::string(name), ctx.model.fields[field].name});
      } else if (value_node) {
        value_into(part_cell(cell, field, part), value_node, ctx.model.fields[part]);
      }
    }
  }

  void cell(Element& element, FieldId id, NodeId item) {
    Cell& cell = element.cells[ctx.model.fields[id].index];
    if (!cell.span.empty()) {
      ctx.report(Code::declared_twice, file.name_at(item), {ctx.model.fields[id].name})
          .labels.push_back(label(Origin{file.id, cell.span}, "først angivet her", "first given here"));
      return;
    }
    cell.span = tree.span(item);
    for (NodeId const child : tree.children(item)) {
      if (is_value(tree.kind(child))) value_into(cell, child, ctx.model.fields[id]);
      if (tree.kind(child) == NodeKind::given_fields) parts(cell, id, child);
    }
    judged(cell, id, item);
  }

  void list(Element& element, FieldId id, NodeId item) {
    const FieldDecl field = ctx.model.fields[id];
    if (!field.element) return;
    ListCell& cell = *element.lists[field.index];
    for (NodeId const child : tree.children(item)) {
      switch (tree.kind(child)) {
        case NodeKind::given_none: break;
        case NodeKind::given_unknown: cell.unmapped = true; break;
        case NodeKind::given_element:
        case NodeKind::name: {
          auto inner = blank_element(ctx.model, field.element, id, &element);
          inner->id = tree.text(child);
          inner->span = tree.span(child);
          bool const twice = std::ranges::any_of(cell.elements, [&](const auto& e) { return e->id == inner->id; });
          if (twice) ctx.report(Code::declared_twice, file.name_at(child), {inner->id});
          if (tree.kind(child) == NodeKind::given_element) items(*inner, child);
          cell.elements.push_back(std::move(inner));
          break;
        }
        case NodeKind::error: break;
        default: ctx.report(Code::wrong_given, file.at(child), {field.name, std::string(spelling(Keyword::list, file.syntax->language))}); break;
      }
    }
  }

  // Names that every case has besides those of its concept.
  bool built_in(const Element& element, NodeId item) {
    std::string_view const name = tree.text(item);
    NodeId const value_node = tree.child_at(item, 0);
    if (element.parent != nullptr || !value_node) return false;
    if (name == "municipality") {
      NodeKind const kind = tree.kind(value_node);
      std::string code = kind == NodeKind::string ? tree.string(value_node) : std::string(tree.text(value_node));
      if (kind != NodeKind::string && kind != NodeKind::number) {
        ctx.report(Code::bad_municipality, file.at(value_node), {code});
      }
      out.municipality = {MunicipalityPeriod{std::move(code), {}}};
      return true;
    }
    if (name == "extraction_time") {
      if (auto const range = read_moment(ctx, file, value_node)) {
        out.extraction_time = range->day_only ? range->first : range->last;
      }
      return true;
    }
    return false;
  }

  void items(Element& element, NodeId parent) {
    for (NodeId const item : tree.children(parent)) {
      if (tree.kind(item) == NodeKind::watermark) {
        // The claim covers up to the moment, or to the end of the day.
        if (auto const range = read_moment(ctx, file, tree.child_at(item, 0))) {
          out.extraction_time = range->last;
        }
        continue;
      }
      if (tree.kind(item) != NodeKind::given_item) continue;
      FieldId const id = find_field(ctx.model, element.concept_id, tree.text(item));
      if (!id) {
        if (built_in(element, item)) continue;
        say_unknown(element, item);
        continue;
      }
      ctx.use(file.name_at(item), {Named::field, id.value, 0});
      switch (ctx.model.fields[id].kind) {
        case FieldKind::list: list(element, id, item); break;
        case FieldKind::state:
          ctx.report(Code::state_given, file.name_at(item), {ctx.model.fields[id].name})
              .labels.push_back(label(ctx.model.fields[id].origin, "tilstanden", "the state"));
          break;
        default: cell(element, id, item); break;
      }
    }
  }

  void say_unknown(const Element& element, NodeId item) {
    const Concept& concept_row = ctx.model.concepts[element.concept_id];
    std::vector<std::string_view> names;
    for (FieldId const field : concept_row.fields) names.push_back(ctx.model.fields[field].name);
    std::string const name(tree.text(item));
    suggest(ctx.report(Code::unknown_member, file.name_at(item), {name, concept_row.name}), name, names);
  }
};

}  // namespace

std::unique_ptr<Element> blank_element(const Model& model, ConceptId concept_id, FieldId in_list, const Element* parent) {
  auto out = std::make_unique<Element>();
  out->concept_id = concept_id;
  out->in_list = in_list;
  out->parent = parent;
  const auto& fields = model.concepts[concept_id].fields;
  out->cells.resize(fields.size());
  out->lists.resize(fields.size());
  for (FieldId const field : fields) {
    if (model.fields[field].kind == FieldKind::list) out->lists[model.fields[field].index] = std::make_unique<ListCell>();
  }
  return out;
}

Case read_given(Context& ctx, const File& file, NodeId test, ConceptId root) {
  Case out;
  out.file = file.id;
  out.root = blank_element(ctx.model, root, {}, nullptr);
  out.root->span = file.tree().span(test);
  for (NodeId const given : file.tree().children(test, NodeKind::given)) {
    Reading{ctx, file, out}.items(*out.root, given);
  }
  return out;
}

}  // namespace rettesnor::checking
