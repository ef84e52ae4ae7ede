// Names as values: variables, fields in the element and around it, definitions, tables, parameters, what is built in.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

/// One thing that a bare name may mean.
struct Meaning {
  enum class Kind : std::uint8_t { field, define, table, parameter };
  Kind kind{};
  Place place{};
  FieldId field{};
  std::uint32_t index = 0;
  std::uint32_t output = 0;
  Origin origin;
  bool whole = false;  ///< the table itself was named, not an output
};

Meant meant(const Meaning& meaning) {
  switch (meaning.kind) {
    case Meaning::Kind::field: return {Named::field, meaning.field.value, 0};
    case Meaning::Kind::define: return {Named::define, meaning.index, 0};
    case Meaning::Kind::parameter: return {Named::parameter, meaning.index, 0};
    case Meaning::Kind::table: break;
  }
  return meaning.whole ? Meant{Named::table, meaning.index, 0} : Meant{Named::output, meaning.index, meaning.output};
}

// The places of a declaration's element: more than one makes the bare name ambiguous.
std::size_t places_of(const Context& ctx, const Env& env, ConceptId about) {
  auto const places = env.scope.places(ctx.model);
  return static_cast<std::size_t>(
      std::ranges::count_if(places, [&](Place p) { return env.scope.concept_at(ctx.model, p) == about; }));
}

std::vector<Meaning> tables_with_output(Context& ctx, const Env& env, std::string_view name) {
  std::vector<Meaning> out;
  for (std::uint32_t i = 0; i < ctx.model.tables.size(); ++i) {
    const TableDecl& table = ctx.model.tables[TableRuleId{i}];
    if (!sees(ctx.model, env.file->package, table.package) || table.name == name) continue;
    for (std::uint32_t output = 0; output < table.outputs.size(); ++output) {
      if (table.outputs[output] != name) continue;
      out.push_back({Meaning::Kind::table, {}, {}, i, output, table.origin, false});
    }
  }
  return out;
}

std::vector<Meaning> meanings(Context& ctx, const Env& env, std::string_view name) {
  std::vector<Meaning> out;
  for (const Hit& hit : env.scope.find(ctx.model, name)) {
    out.push_back({Meaning::Kind::field, hit.place, hit.field, 0, 0, ctx.model.fields[hit.field].origin, false});
  }
  for (const Symbol* symbol : ctx.symbols.find(ctx.model, env.file->package, Family::value, name)) {
    Meaning meaning;
    meaning.kind = symbol->kind == SymbolKind::define  ? Meaning::Kind::define
                   : symbol->kind == SymbolKind::table ? Meaning::Kind::table
                                                       : Meaning::Kind::parameter;
    meaning.index = symbol->index;
    meaning.whole = meaning.kind == Meaning::Kind::table;
    meaning.origin = symbol->origin;
    out.push_back(meaning);
  }
  std::ranges::copy(tables_with_output(ctx, env, name), std::back_inserter(out));
  return out;
}

ExprId define_at(Context& ctx, const Env& env, DefineId id, std::optional<Place> place, Origin at) {
  check_define(ctx, id);
  const DefineDecl& define = ctx.model.defines[id];
  if (!place) place = place_for(ctx, env, define.about, define.root, define.name, at);
  if (!place) return ctx.broken(at);
  return ctx.add(expr::Define{*place, id}, ctx.model.defines[id].type, at);
}

ExprId table_at(Context& ctx, const Env& env, TableRuleId id, std::uint32_t output, std::optional<Place> place,
                Origin at) {
  check_table(ctx, id);
  const TableDecl& table = ctx.model.tables[id];
  if (!place) place = place_for(ctx, env, table.about, table.root, table.name, at);
  if (!place || output >= table.output_types.size()) return ctx.broken(at);
  return ctx.add(expr::TableOutput{*place, id, output}, table.output_types[output], at);
}

ExprId field_value(Context& ctx, Place place, FieldId field, FieldId part, Origin at) {
  const FieldDecl& row = ctx.model.fields[part ? part : field];
  if (row.kind == FieldKind::list) {
    ctx.report(Code::list_as_value, at, {row.name})
        .labels.push_back(label(row.origin, "er en liste", "is a list"));
    return ctx.broken(at);
  }
  return ctx.add(expr::Field{place, field, part}, row.type, at);
}

void say_no_member(Context& ctx, const Env& env, std::string_view of, NodeId word,
                   const std::vector<std::string_view>& candidates) {
  std::string const name(env.file->tree().text(word));
  suggest(ctx.report(Code::unknown_member, env.file->name_at(word), {name, std::string(of)}), name, candidates);
}

std::vector<std::string_view> field_names(const Model& model, ConceptId concept_id) {
  std::vector<std::string_view> out;
  if (!concept_id) return out;
  for (FieldId const field : model.concepts[concept_id].fields) out.push_back(model.fields[field].name);
  return out;
}

std::vector<std::string_view> part_names(const Model& model, FieldId field) {
  std::vector<std::string_view> out;
  for (FieldId const part : model.fields[field].parts) out.push_back(model.fields[part].name);
  return out;
}

/// What `a.b.c` says behind its first word: a field and perhaps its part.
struct Member {
  FieldId field;
  FieldId part;
};

std::optional<Member> part_of(Context& ctx, const Env& env, FieldId field, std::span<const NodeId> words) {
  if (words.empty()) return Member{field, {}};
  const Tree& tree = env.file->tree();
  FieldId const part = find_part(ctx.model, field, tree.text(words.front()));
  if (!part || words.size() > 1) {
    say_no_member(ctx, env, ctx.model.fields[field].name, part ? words[1] : words.front(), part_names(ctx.model, field));
    return std::nullopt;
  }
  ctx.use(env.file->name_at(words.front()), {Named::field, part.value, 0});
  return Member{field, part};
}

// `n.x`, `n.x.reasons`, and a definition or table about n's concept.
ExprId member_of_element(Context& ctx, const Env& env, Place place, std::string_view variable,
                         std::span<const NodeId> words, Origin at) {
  const Tree& tree = env.file->tree();
  ConceptId const concept_id = env.scope.concept_at(ctx.model, place);
  if (!concept_id) return ctx.broken(at);
  std::string_view const name = tree.text(words.front());
  if (FieldId const field = find_field(ctx.model, concept_id, name)) {
    ctx.use(env.file->name_at(words.front()), {Named::field, field.value, 0});
    auto const member = part_of(ctx, env, field, words.subspan(1));
    return member ? field_value(ctx, place, member->field, member->part, at) : ctx.broken(at);
  }
  for (const Meaning& meaning : meanings(ctx, env, name)) {
    if (meaning.kind == Meaning::Kind::define && words.size() == 1) {
      check_define(ctx, DefineId{meaning.index});
      if (ctx.model.defines[DefineId{meaning.index}].about == concept_id) {
        ctx.use(env.file->name_at(words.front()), {Named::define, meaning.index, 0});
        return define_at(ctx, env, DefineId{meaning.index}, place, at);
      }
    }
    if (meaning.kind == Meaning::Kind::table && words.size() == 1) {
      check_table(ctx, TableRuleId{meaning.index});
      if (ctx.model.tables[TableRuleId{meaning.index}].about == concept_id) {
        ctx.use(env.file->name_at(words.front()), meant(meaning));
        return table_at(ctx, env, TableRuleId{meaning.index}, meaning.output, place, at);
      }
    }
  }
  say_no_member(ctx, env, variable, words.front(), field_names(ctx.model, concept_id));
  return ctx.broken(at);
}

ExprId previous_value(Context& ctx, const Env& env, std::span<const NodeId> words, Origin at) {
  if (!env.previous) {
    ctx.report(Code::previous_outside, at);
    return ctx.broken(at);
  }
  const Concept& concept_row = ctx.model.concepts[env.previous];
  if (words.empty()) {
    if (!concept_row.first_event) {
      ctx.report(Code::no_first_event, at, {concept_row.name});
      return ctx.broken(at);
    }
    return ctx.add(expr::PreviousField{{}, {}}, ctx.model.fields[concept_row.first_event].type, at);
  }
  FieldId const field = find_field(ctx.model, env.previous, env.file->tree().text(words.front()));
  if (!field) {
    say_no_member(ctx, env, concept_row.name, words.front(), field_names(ctx.model, env.previous));
    return ctx.broken(at);
  }
  ctx.use(env.file->name_at(words.front()), {Named::field, field.value, 0});
  auto const member = part_of(ctx, env, field, words.subspan(1));
  if (!member) return ctx.broken(at);
  const FieldDecl& row = ctx.model.fields[member->part ? member->part : member->field];
  if (row.kind == FieldKind::list) {
    ctx.report(Code::list_as_value, at, {row.name});
    return ctx.broken(at);
  }
  return ctx.add(expr::PreviousField{member->field, member->part}, row.type, at);
}

std::optional<ExprId> built_in(Context& ctx, std::string_view name, Origin at) {
  if (name == "extraction_time") return ctx.add(expr::ExtractionTime{}, of_kind(TypeKind::moment), at);
  if (name == "municipality") return ctx.add(expr::Municipality{}, of_kind(TypeKind::text), at);
  return std::nullopt;
}

ExprId meaning_value(Context& ctx, const Env& env, const Meaning& meaning, std::span<const NodeId> rest, Origin at) {
  switch (meaning.kind) {
    case Meaning::Kind::field: {
      auto const member = part_of(ctx, env, meaning.field, rest);
      return member ? field_value(ctx, meaning.place, member->field, member->part, at) : ctx.broken(at);
    }
    case Meaning::Kind::define: {
      if (!rest.empty()) break;
      return define_at(ctx, env, DefineId{meaning.index}, std::nullopt, at);
    }
    case Meaning::Kind::parameter: {
      if (!rest.empty()) break;
      ParameterId const id{meaning.index};
      check_parameter(ctx, id);
      if (ctx.model.parameters[id].keys) ctx.report(Code::key_missing, at, {ctx.model.parameters[id].name});
      return ctx.add(expr::Parameter{id, {}, {}}, ctx.model.parameters[id].type, at);
    }
    case Meaning::Kind::table: {
      const TableDecl& table = ctx.model.tables[TableRuleId{meaning.index}];
      std::uint32_t output = meaning.output;
      if (rest.size() == 1) {
        auto const at_name = std::ranges::find(table.outputs, env.file->tree().text(rest.front()));
        if (at_name == table.outputs.end()) break;
        output = static_cast<std::uint32_t>(at_name - table.outputs.begin());
        ctx.use(env.file->name_at(rest.front()), {Named::output, meaning.index, output});
      } else if (!rest.empty()) {
        break;
      } else if (meaning.whole && table.outputs.size() > 1) {
        ctx.report(Code::table_has_outputs, at, {table.name});
        return ctx.broken(at);
      }
      return table_at(ctx, env, TableRuleId{meaning.index}, output, std::nullopt, at);
    }
  }
  say_no_member(ctx, env, env.file->tree().text(rest.front()), rest.front(), {});
  return ctx.broken(at);
}

void say_ambiguous(Context& ctx, std::string_view name, const std::vector<Meaning>& found, Origin at) {
  Diagnostic& d = ctx.report(Code::ambiguous_name, at, {std::string(name)});
  for (const Meaning& meaning : found) {
    d.labels.push_back(label(meaning.origin, "kan være denne", "may be this one"));
  }
}

std::optional<std::uint32_t> code_index(const Context& ctx, Type wanted, std::string_view name) {
  if (wanted.kind != TypeKind::code || !wanted.codes) return std::nullopt;
  const auto& codes = ctx.model.code_sets[wanted.codes].codes;
  auto const at = std::ranges::find(codes, name);
  if (at == codes.end()) return std::nullopt;
  return static_cast<std::uint32_t>(at - codes.begin());
}

void say_unknown(Context& ctx, const Env& env, std::string_view name, Type wanted, Origin at) {
  if (env.lost) return;
  if (wanted.kind == TypeKind::code && wanted.codes) {
    const auto& codes = ctx.model.code_sets[wanted.codes].codes;
    suggest(ctx.report(Code::unknown_code, at, {std::string(name)}), name, {codes.begin(), codes.end()});
    return;
  }
  // A name that another package declares needs a `uses`.
  if (ctx.symbols.find_anywhere(Family::value, name) != nullptr) {
    find_named(ctx, *env.file, name, at, Family::value);
    return;
  }
  suggest(ctx.report(Code::unknown_name, at, {std::string(name)}), name, value_names(ctx, env));
}

}  // namespace

std::optional<Place> place_for(Context& ctx, const Env& env, ConceptId about, ConceptId root, std::string_view name,
                               Origin at) {
  if (!about) {
    if (!root || !env.scope.root() || env.scope.root() == root || env.lost) return Place{0, 0};
    ctx.report(Code::about_another_case, at, {std::string(name), ctx.model.concepts[root].name});
    return std::nullopt;
  }
  if (env.lost) return std::nullopt;
  std::size_t const places = places_of(ctx, env, about);
  if (places == 1) return env.scope.place_of(ctx.model, about);
  ctx.report(places == 0 ? Code::element_not_in_sight : Code::several_elements_in_sight, at,
             {std::string(name), ctx.model.concepts[about].name});
  return std::nullopt;
}

std::vector<std::string_view> value_names(Context& ctx, const Env& env) {
  auto names = env.scope.names(ctx.model);
  for (std::string_view const name : ctx.symbols.names(ctx.model, env.file->package, Family::value)) {
    names.push_back(name);
  }
  names.emplace_back("extraction_time");
  names.emplace_back("municipality");
  return names;
}

ExprId name_expression(Context& ctx, const Env& env, NodeId node, Type wanted) {
  const Tree& tree = env.file->tree();
  Origin const at = env.file->at(node);
  std::vector<NodeId> words;
  if (tree.kind(node) == NodeKind::path) {
    for (NodeId const word : tree.children(node)) {
      if (tree.kind(word) == NodeKind::error) return ctx.broken(at);
      words.push_back(word);
    }
  }
  if (words.empty()) words.push_back(node);
  std::span<const NodeId> const rest = std::span<const NodeId>(words).subspan(1);
  if (tree.kind(words.front()) == NodeKind::previous) return previous_value(ctx, env, rest, at);
  std::string_view const name = tree.text(words.front());
  if (auto const slot = env.scope.variable(name)) {
    ctx.use(env.file->name_at(words.front()), meant(env.scope.frames()[*slot]));
    if (!rest.empty()) return member_of_element(ctx, env, Place{*slot, 0}, name, rest, at);
    ctx.report(Code::element_as_value, at, {std::string(name)});
    return ctx.broken(at);
  }
  auto const found = meanings(ctx, env, name);
  if (rest.empty()) {
    if (auto const code = code_index(ctx, wanted, name)) {
      Type const single{TypeKind::code, wanted.codes, false};
      auto const rival = std::ranges::find_if(found, [&](const Meaning& m) {
        return m.kind == Meaning::Kind::field && ctx.model.fields[m.field].type == single;
      });
      if (rival != found.end()) {
        ctx.report(Code::name_or_code, at, {std::string(name)})
            .labels.push_back(label(rival->origin, "oplysningen", "the fact"));
        return ctx.broken(at);
      }
      ctx.use(at, {Named::code, wanted.codes.value, *code});
      return ctx.add(expr::Code{*code}, single, at);
    }
  }
  if (found.size() == 1) {
    ctx.use(env.file->name_at(words.front()), meant(found.front()));
    return meaning_value(ctx, env, found.front(), rest, at);
  }
  if (found.size() > 1) {
    say_ambiguous(ctx, name, found, at);
    return ctx.broken(at);
  }
  if (rest.empty()) {
    if (auto const value = built_in(ctx, name, at)) return *value;
  }
  say_unknown(ctx, env, name, rest.empty() ? wanted : Type{}, env.file->name_at(words.front()));
  return ctx.broken(at);
}

ExprId field_expression(Context& ctx, const Env& env, NodeId node) {
  ExprId const id = name_expression(ctx, env, node, {});
  if (is_invalid(ctx.type_of(id))) return id;
  if (std::holds_alternative<expr::Field>(ctx[id].node)) return id;
  ctx.report(Code::not_a_field, env.file->at(node));
  return ctx.broken(env.file->at(node));
}

}  // namespace rettesnor::checking
