// Overlays: what a municipality sets and pins, inside the national range and never in the way of a national rule.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/ranges.hpp"
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

struct Reading {
  Context& ctx;
  const File& file;
  NodeId node;
  const Tree& tree = file.tree();
  OverlayDecl out{};
  std::vector<Days> set_days{};

  void set(NodeId set_node) {
    NodeId const path = tree.child_at(set_node, 0);
    const Symbol* symbol = find_symbol(ctx, file, path, Family::value);
    if (symbol == nullptr) return;
    if (symbol->kind != SymbolKind::parameter) {
      ctx.report(Code::not_a_parameter, file.at(path), {path_text(file, path)});
      return;
    }
    ParameterId const id = symbol->as<ParameterId>();
    check_parameter(ctx, id);
    OverlayDecl::Setting setting;
    setting.parameter = id;
    setting.origin = file.at(set_node);
    NodeId value;
    for (NodeId const child : tree.children(set_node)) {
      switch (tree.kind(child)) {
        case NodeKind::for_key: setting.key = key(id, child); break;
        case NodeKind::from:
        case NodeKind::until:
        case NodeKind::cite:
        case NodeKind::error: break;
        default:
          if (child != path) value = child;
          break;
      }
    }
    if (tree.has(set_node, NodeKind::from) || tree.has(set_node, NodeKind::until)) {
      ctx.report(Code::set_is_not_dated, file.at(set_node));
    }
    const ParameterDecl& parameter = ctx.model.parameters[id];
    if (parameter.keys && setting.key.empty() && !tree.has(set_node, NodeKind::for_key)) {
      ctx.report(Code::key_missing, file.at(path), {parameter.name});
    }
    if (!parameter.municipality_may_set) {
      ctx.report(Code::municipality_may_not_set, file.at(path), {parameter.name})
          .labels.push_back(label(parameter.origin, "parameteren", "the parameter"));
    }
    if (value) setting.value = typed(id, value);
    bool const twice = std::ranges::any_of(out.settings, [&](const OverlayDecl::Setting& s) {
      return s.parameter == setting.parameter && s.key == setting.key;
    });
    if (twice) ctx.report(Code::set_twice, setting.origin, {parameter.name});
    out.settings.push_back(std::move(setting));
  }

  ExprId typed(ParameterId id, NodeId value) {
    Env const env{&file, Scope(ConceptId{})};
    ExprId const read = typed_expression(ctx, env, value, ctx.model.parameters[id].type);
    const ParameterDecl& parameter = ctx.model.parameters[id];
    if (is_invalid(ctx.type_of(read)) || !parameter.range_low || within_range(ctx, parameter.range_low, read, parameter.range_high)) {
      return read;
    }
    ctx.report(Code::outside_national_range, file.at(value), {parameter.name})
        .labels.push_back(label(ctx.origin_of(parameter.range_low), "den nationale ramme", "the national range"));
    return read;
  }

  std::string key(ParameterId id, NodeId for_key) {
    NodeId const name = tree.child_at(for_key, 0);
    if (!name) return {};
    std::string text(tree.text(name));
    CodeSetId const keys = ctx.model.parameters[id].keys;
    if (!keys) {
      ctx.report(Code::parameter_without_keys, file.at(for_key), {ctx.model.parameters[id].name});
      return text;
    }
    const auto& codes = ctx.model.code_sets[keys].codes;
    auto const known = std::ranges::find(codes, text);
    if (known != codes.end()) {
      ctx.use(file.at(name), {Named::code, keys.value, static_cast<std::uint32_t>(known - codes.begin())});
    } else {
      suggest(ctx.report(Code::unknown_code, file.at(name), {text}), text, {codes.begin(), codes.end()});
    }
    return text;
  }

  void pin(NodeId pin_node) {
    NodeId const path = tree.child_at(pin_node, 0);
    const Symbol* symbol = find_symbol(ctx, file, path, Family::reading);
    if (symbol == nullptr) return;
    bool const yes = tree.has(pin_node, NodeKind::yes);
    std::string const name = path_text(file, path);
    for (const OverlayDecl::Pin& other : out.pins) {
      const Symbol* earlier = ctx.symbols.find_anywhere(Family::reading, other.reading);
      bool const same_set = earlier != nullptr && earlier->index == symbol->index;
      if (other.reading == name || (yes && other.yes && same_set)) {
        ctx.report(Code::pinned_twice, file.at(pin_node), {name})
            .labels.push_back(label(other.origin, "allerede fastholdt", "pinned already"));
      }
    }
    out.pins.push_back({name, yes, file.at(pin_node)});
  }

  void read() {
    out.municipality = tree.text(node);
    out.package = file.package;
    out.origin = file.name_at(node);
    bool const four = out.municipality.size() == 4 && std::ranges::all_of(out.municipality, [](char c) { return c >= '0' && c <= '9'; });
    if (!four && !tree.broken(node)) ctx.report(Code::bad_municipality, out.origin, {out.municipality});
    out.title = read_text_child(file, node, NodeKind::title);
    out.decided_by = read_text_child(file, node, NodeKind::decided_by).danish;
    if (NodeId const in_force = tree.child(node, NodeKind::in_force)) {
      Days const days = read_in_force(ctx, file, in_force);
      out.from = days.from;
      out.until = days.until;
    }
    read_cites(ctx, file, node);
    if (out.decided_by.empty() && !tree.broken(node)) ctx.report(Code::overlay_without_decision, out.origin, {out.municipality});
    for (NodeId const child : tree.children(node)) {
      if (tree.kind(child) == NodeKind::set) set(child);
      if (tree.kind(child) == NodeKind::pin) pin(child);
    }
    ctx.model.overlays.add(std::move(out));
  }
};

bool is_overlay(const Context& ctx, PackageId package) {
  return std::ranges::any_of(ctx.model.overlays.rows(), [&](const OverlayDecl& o) { return o.package == package; });
}

// A package with an overlay speaks for one municipality: it may add rules, but not loosen those of others.
void check_additions(Context& ctx) {
  for (const ExceptionDecl& exception : ctx.model.exceptions.rows()) {
    if (!is_overlay(ctx, exception.package)) continue;
    for (RuleId const rule : exception.to) {
      if (ctx.model.rules[rule].package == exception.package) continue;
      ctx.report(Code::overlay_loosens, exception.origin, {exception.name, ctx.model.rules[rule].name})
          .labels.push_back(label(ctx.model.rules[rule].origin, "den nationale regel", "the national rule"));
    }
  }
  for (const RuleDecl& rule : ctx.model.rules.rows()) {
    if (!is_overlay(ctx, rule.package)) continue;
    for (const RuleDecl& other : ctx.model.rules.rows()) {
      if (other.name != rule.name || other.package == rule.package || !sees(ctx.model, rule.package, other.package)) continue;
      ctx.report(Code::overlay_replaces, rule.origin, {rule.name})
          .labels.push_back(label(other.origin, "den nationale regel", "the national rule"));
    }
  }
}

// The rules of an overlay's package hold for its municipality only, while the overlay is in force.
void confine(Context& ctx) {
  for (std::uint32_t i = 0; i < ctx.model.rules.size(); ++i) {
    RuleId const id{i};
    PackageId const package = ctx.model.rules[id].package;
    Origin const at = ctx.model.rules[id].origin;
    expr::Group any{expr::GroupKind::any_of, 0, {}};
    const OverlayDecl* only = nullptr;
    for (const OverlayDecl& overlay : ctx.model.overlays.rows()) {
      if (overlay.package != package) continue;
      only = any.items.empty() ? &overlay : nullptr;
      ExprId const acting = ctx.add(expr::Municipality{}, of_kind(TypeKind::text), at);
      ExprId const code = ctx.add(expr::TextValue{overlay.municipality}, of_kind(TypeKind::text), at);
      any.items.push_back(make_comparison(ctx, expr::BinaryOp::equal, acting, code, at));
    }
    if (any.items.empty()) continue;
    ExprId const guard = any.items.size() == 1 ? any.items.front() : ctx.add(std::move(any), yes_no_type(), at);
    for (Version& version : ctx.model.rules[id].versions) {
      version.when.insert(version.when.begin(), guard);
      if (only == nullptr) continue;
      if (only->from && (!version.from || *version.from < *only->from)) version.from = only->from;
      if (only->until && (!version.until || *only->until < *version.until)) version.until = only->until;
    }
  }
}

// Two overlays of one municipality in force on the same day, setting the same thing, contradict each other.
void check_clashes(Context& ctx) {
  auto const overlap = [](const OverlayDecl& a, const OverlayDecl& b) {
    return a.from.value_or(first_date) <= b.until.value_or(last_date) && b.from.value_or(first_date) <= a.until.value_or(last_date);
  };
  auto const rows = ctx.model.overlays.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (rows[i].municipality != rows[j].municipality || !overlap(rows[i], rows[j])) continue;
      for (const auto& setting : rows[i].settings) {
        for (const auto& other : rows[j].settings) {
          if (setting.parameter != other.parameter || setting.key != other.key) continue;
          ctx.report(Code::set_twice, setting.origin, {ctx.model.parameters[setting.parameter].name})
              .labels.push_back(label(other.origin, "også fastsat her", "set here too"));
        }
      }
    }
  }
}

}  // namespace

void check_overlays(Context& ctx) {
  for (const File& file : ctx.files) {
    for (NodeId const node : file.tree().children(file.syntax->root, NodeKind::overlay)) {
      Reading{ctx, file, node}.read();
    }
  }
  check_additions(ctx);
  check_clashes(ctx);
  confine(ctx);
}

}  // namespace rettesnor::checking
