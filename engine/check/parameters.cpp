// Parameters: dated values that tile, keys, and the national range.
#include <algorithm>
#include <map>

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
  ParameterId id;
  const File& file;
  NodeId node;
  const Tree& tree = file.tree();
  Env env{&file, Scope(ConceptId{})};
  std::vector<Origin> value_at{};

  ParameterDecl& row() { return ctx.model.parameters[id]; }

  // `by provision`: the fact of that name, in any concept the package sees, says which codes are keys.
  void keys(NodeId by) {
    NodeId const path = tree.child_at(by, 0);
    if (!path) return;
    std::string const name = path_text(file, path);
    std::vector<CodeSetId> sets;
    std::vector<std::string_view> names;
    for (std::uint32_t i = 0; i < ctx.model.fields.size(); ++i) {
      const FieldDecl& field = ctx.model.fields[FieldId{i}];
      if (!sees(ctx.model, file.package, ctx.model.concepts[field.owner].package)) continue;
      if (field.type.kind != TypeKind::code || !field.type.codes) continue;
      names.push_back(field.name);
      if (field.name != name) continue;
      ctx.use(file.at(path), {Named::field, i, 0});
      if (std::ranges::find(sets, field.type.codes) == sets.end()) sets.push_back(field.type.codes);
    }
    if (sets.size() == 1) {
      row().keys = sets.front();
    } else if (sets.empty()) {
      suggest(ctx.report(Code::unknown_key_fact, file.at(path), {name}), name, names);
    } else {
      ctx.report(Code::ambiguous_name, file.at(path), {name});
    }
  }

  ExprId constant(NodeId value) {
    ExprId const read = expression(ctx, env, value, row().type);
    Type const type = ctx.type_of(read);
    if (is_invalid(type)) return read;
    bool const literal = std::holds_alternative<expr::Number>(ctx[read].node) ||
                         std::holds_alternative<expr::DurationValue>(ctx[read].node) ||
                         std::holds_alternative<expr::DateValue>(ctx[read].node);
    if (!literal) {
      ctx.report(Code::not_a_constant, file.at(value));
      return ctx.broken(file.at(value));
    }
    if (is_invalid(row().type)) row().type = type;
    if (row().type == type) return read;
    ctx.report(Code::wrong_type, file.at(value), {ctx.describe(row().type, file), ctx.describe(type, file)});
    return ctx.broken(file.at(value));
  }

  void value(NodeId value_node) {
    ParameterValue out;
    for (NodeId const child : tree.children(value_node)) {
      switch (tree.kind(child)) {
        case NodeKind::for_key: out.key = key(child); break;
        case NodeKind::not_read: out.not_read = true; break;
        case NodeKind::from: out.from = read_date(ctx, file, tree.child_at(child, 0)); break;
        case NodeKind::until: out.until = read_date(ctx, file, tree.child_at(child, 0)); break;
        case NodeKind::error: break;
        default: out.value = constant(child); break;
      }
    }
    if (out.from && out.until && *out.until < *out.from) ctx.report(Code::ends_before_it_begins, file.at(value_node));
    row().values.push_back(std::move(out));
    value_at.push_back(file.at(value_node));
  }

  std::string key(NodeId for_key) {
    NodeId const name = tree.child_at(for_key, 0);
    if (!name) return {};
    std::string out(tree.text(name));
    if (!row().keys) {
      if (!tree.has(node, NodeKind::by)) ctx.report(Code::parameter_without_keys, file.at(for_key), {row().name});
      return out;
    }
    const auto& codes = ctx.model.code_sets[row().keys].codes;
    auto const known = std::ranges::find(codes, out);
    if (known != codes.end()) {
      ctx.use(file.at(name), {Named::code, row().keys.value, static_cast<std::uint32_t>(known - codes.begin())});
    } else {
      suggest(ctx.report(Code::unknown_code, file.at(name), {out}), out, {codes.begin(), codes.end()});
    }
    return out;
  }

  // A value holds until the next one begins, unless it says until when.
  void tile() {
    std::map<std::string, std::vector<std::size_t>> by_key;
    for (std::size_t i = 0; i < row().values.size(); ++i) by_key[row().values[i].key].push_back(i);
    for (auto& [key_name, indexes] : by_key) {
      std::ranges::stable_sort(indexes, [&](std::size_t a, std::size_t b) { return row().values[a].from < row().values[b].from; });
      for (std::size_t i = 1; i < indexes.size(); ++i) {
        ParameterValue& before = row().values[indexes[i - 1]];
        const ParameterValue& after = row().values[indexes[i]];
        if (!before.until && after.from && (!before.from || *before.from < *after.from)) {
          before.until = Date{after.from->days - 1};
        }
      }
      std::vector<Days> days;
      for (std::size_t const i : indexes) {
        days.push_back({row().values[i].from, {}, row().values[i].until, value_at[i]});
      }
      check_tiling(ctx, std::move(days));
    }
  }

  void check_range() {
    for (const ParameterValue& read : row().values) {
      if (!read.value || is_invalid(ctx.type_of(read.value))) continue;
      if (within_range(ctx, row().range_low, read.value, row().range_high)) continue;
      ctx.report(Code::outside_national_range, ctx.origin_of(read.value), {row().name})
          .labels.push_back(label(ctx.origin_of(row().range_low), "rammen", "the range"));
    }
    if (row().range_low && row().range_high && !is_invalid(ctx.type_of(row().range_low)) &&
        !is_invalid(ctx.type_of(row().range_high)) &&
        !std::is_lteq(compare_constants(ctx, row().range_low, row().range_high))) {
      ctx.report(Code::range_is_empty, ctx.origin_of(row().range_low));
    }
  }

  void clause(NodeId child) {
    switch (tree.kind(child)) {
      case NodeKind::value: value(child); break;
      case NodeKind::national_range:
        if (NodeId const low = tree.child_at(child, 0)) row().range_low = constant(low);
        if (NodeId const high = tree.child_at(child, 1)) row().range_high = constant(high);
        break;
      case NodeKind::national_value_none: row().national_value_none = true; break;
      case NodeKind::municipality_may_set: row().municipality_may_set = true; break;
      case NodeKind::stricter:
        (tree.keyword(child) == Keyword::lower_is_stricter ? row().lower_is_stricter : row().higher_is_stricter) = true;
        break;
      case NodeKind::cite: {
        std::vector<Cite> cites;
        read_cite(ctx, file, child, cites);
        if (!row().values.empty()) row().values.back().cites = cites;
        row().cites.insert(row().cites.end(), cites.begin(), cites.end());
        break;
      }
      case NodeKind::review_by: row().review_by = read_date(ctx, file, tree.child_at(child, 0)); break;
      default: break;
    }
  }

  void whole() {
    Origin const at = row().origin;
    std::string const name = row().name;
    bool const valued = !row().values.empty();
    bool const not_read_only = valued && std::ranges::all_of(row().values, [](const ParameterValue& v) { return v.not_read; });
    if (row().national_value_none && valued) ctx.report(Code::value_and_none, at, {name});
    if (!valued && !row().national_value_none) ctx.report(Code::parameter_without_value, at, {name});
    // A hole without a range: what a municipality sets of its own accord is a time limit.
    if (!valued && row().national_value_none && !row().range_low) row().type = of_kind(TypeKind::duration);
    if (not_read_only && !row().range_low) ctx.report(Code::parameter_without_type, at, {name});
    if (row().municipality_may_set && !row().range_low) ctx.report(Code::may_set_without_range, at, {name});
    if (row().lower_is_stricter && row().higher_is_stricter) ctx.report(Code::stricter_both_ways, at, {name});
  }

  void read() {
    if (NodeId const by = tree.child(node, NodeKind::by)) keys(by);
    for (NodeId const child : tree.children(node)) clause(child);
    tile();
    check_range();
    if (!tree.broken(node)) whole();
  }
};

}  // namespace

void check_parameter(Context& ctx, ParameterId id) {
  Declared& declared = ctx.parameters[id.value];
  if (declared.progress != Declared::Progress::waiting) return;
  declared.progress = Declared::Progress::running;
  Reading{ctx, id, *declared.file, declared.node}.read();
  ctx.parameters[id.value].progress = Declared::Progress::finished;
}

}  // namespace rettesnor::checking
