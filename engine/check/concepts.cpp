// Concepts: fields with their types, lists and roots; states and `complete to` once all fields are known.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/check/field_types.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "grammar/parse_state.hpp"

namespace rettesnor::checking {

namespace {

/// Words that are read as the language's own where a name could stand too: what may follow an operand in some block, a
/// unit behind a number, and `previous`.
KeywordSet words_before_names() {
  KeywordSet words{Keyword::previous, Keyword::minute, Keyword::minutes, Keyword::hour,   Keyword::hours, Keyword::day,
                   Keyword::days,     Keyword::week,   Keyword::weeks,   Keyword::month, Keyword::months, Keyword::years};
  for (auto block = Block::file; block <= Block::test; block = static_cast<Block>(static_cast<int>(block) + 1)) {
    words = words | follow_set(block);
  }
  return words;
}

/// In either keyword language: another package may be written in the other one.
bool reads_as_a_word(const Tree& tree, NodeId declared) {
  if (tree.token_kind(declared) == TokenKind::quoted_name) return false;
  static const KeywordSet words = words_before_names();
  std::string_view const name = tree.text(declared);
  for (KeywordRow const& row : keyword_rows()) {
    if (!words.has(row.keyword)) continue;
    for (KeywordLanguage const language : {KeywordLanguage::english, KeywordLanguage::danish}) {
      std::string_view const all = row.spellings(language);
      for (std::size_t begin = 0; begin <= all.size();) {
        std::size_t const end = std::min(all.find('|', begin), all.size());
        if (all.substr(begin, end - begin) == name) return true;
        begin = end + 1;
      }
    }
  }
  return false;
}

/// Fills the fields of one concept.
struct Fields {
  Context& ctx;
  const File& file;
  ConceptId owner;
  const Tree& tree = file.tree();

  FieldId part(FieldId of, std::string name, Type type, Origin at) {
    FieldDecl row;
    row.name = std::move(name);
    row.kind = FieldKind::part;
    row.type = type;
    row.owner = owner;
    row.part_of = of;
    row.index = static_cast<std::uint32_t>(ctx.model.fields[of].parts.size());
    row.origin = at;
    FieldId const id = ctx.model.fields.add(std::move(row));
    ctx.model.fields[of].parts.push_back(id);
    return id;
  }

  FieldId add(NodeId node, FieldKind kind, Type type) {
    FieldDecl row;
    row.name = tree.text(node);
    row.title = read_text_child(file, node, NodeKind::title);
    row.kind = kind;
    row.type = type;
    row.owner = owner;
    row.ask = read_text_child(file, node, NodeKind::ask);
    row.origin = file.name_at(node);
    if (reads_as_a_word(tree, node)) ctx.report(Code::name_is_a_word, row.origin, {row.name});
    auto& fields = ctx.model.concepts[owner].fields;
    row.index = static_cast<std::uint32_t>(fields.size());
    for (FieldId const earlier : fields) {
      if (ctx.model.fields[earlier].name != row.name) continue;
      ctx.report(Code::declared_twice, row.origin, {row.name})
          .labels.push_back(label(ctx.model.fields[earlier].origin, "først erklæret her", "first declared here"));
      return {};
    }
    for (NodeId const called : tree.children(node, NodeKind::called)) call_codes(called, row);
    FieldId const id = ctx.model.fields.add(std::move(row));
    ctx.model.concepts[owner].fields.push_back(id);
    return id;
  }

  // `called a "…", b "…"`.
  void call_codes(NodeId node, FieldDecl& row) {
    std::vector<std::string> const codes = row.type.codes ? ctx.model.code_sets[row.type.codes].codes : std::vector<std::string>{};
    row.called.resize(codes.size());
    for (NodeId const one : tree.children(node, NodeKind::code_title)) {
      std::string const name(tree.text(one));
      auto const known = std::ranges::find(codes, name);
      if (known == codes.end()) {
        suggest(ctx.report(Code::unknown_code, file.name_at(one), {name}), name, {codes.begin(), codes.end()});
        continue;
      }
      auto const number = static_cast<std::uint32_t>(known - codes.begin());
      if (!row.called[number].danish.empty()) {
        ctx.report(Code::code_twice, file.name_at(one), {name});
        continue;
      }
      ctx.use(file.name_at(one), {Named::code, row.type.codes.value, number});
      row.called[number] = read_text(file, one);
    }
  }

  void event(NodeId node) {
    NodeId const type_node = type_child(tree, node);
    Type type = type_node ? read_type(ctx, file, type_node) : Type{TypeKind::date, {}, false};
    // The parser takes no other type here.
    if (type.kind != TypeKind::date && type.kind != TypeKind::moment) type = Type{TypeKind::date, {}, false};
    FieldId const id = add(node, FieldKind::event, type);
    if (!id) return;
    if (NodeId const verb = tree.child(node, NodeKind::verb)) ctx.model.fields[id].verb.danish = tree.text(verb);
    for (NodeId const with : tree.children(node, NodeKind::with_field)) {
      std::string const name(tree.text(with));
      if (find_part(ctx.model, id, name)) {
        ctx.report(Code::declared_twice, file.name_at(with), {name});
        continue;
      }
      FieldDecl& row = ctx.model.fields[part(id, name, read_type(ctx, file, type_child(tree, with)), file.name_at(with))];
      row.title = read_text_child(file, with, NodeKind::title);
      for (NodeId const called : tree.children(with, NodeKind::called)) call_codes(called, row);
    }
    FieldId& first = ctx.model.concepts[owner].first_event;
    if (!first) first = id;
  }

  void judgement(NodeId node) {
    NodeId const type_node = type_child(tree, node);
    Type const type = type_node ? read_type(ctx, file, type_node) : Type{TypeKind::yes_no, {}, false};
    FieldId const id = add(node, FieldKind::judgement, type);
    if (!id) return;
    Origin const at = file.name_at(node);
    if (NodeId const by = tree.child(node, NodeKind::by_actor)) {
      NodeId const name = tree.child_at(by, 0);
      if (const Symbol* actor = find_symbol(ctx, file, name ? name : by, Family::actor)) {
        ctx.model.fields[id].judge = actor->as<ActorId>();
      }
    }
    ctx.model.fields[id].needs_reasons = tree.has(node, NodeKind::with_reasons);
    part(id, "by", Type{TypeKind::text, {}, false}, at);
    part(id, "on", Type{TypeKind::date, {}, false}, at);
    part(id, "reasons", Type{TypeKind::text, {}, false}, at);
  }

  void list(NodeId node) {
    FieldId const id = add(node, FieldKind::list, Type{});
    if (!id) return;
    NodeId const name = tree.child(node, NodeKind::name);
    const Symbol* element = find_symbol(ctx, file, name, Family::concept_);
    if (element == nullptr) return;
    ctx.model.fields[id].element = element->as<ConceptId>();
    ctx.model.concepts[element->as<ConceptId>()].listed_in.push_back(id);
  }

  void all(NodeId concept_node) {
    for (NodeId const node : tree.children(concept_node)) {
      switch (tree.kind(node)) {
        case NodeKind::event: event(node); break;
        case NodeKind::fact: add(node, FieldKind::fact, read_type(ctx, file, type_child(tree, node))); break;
        case NodeKind::list: list(node); break;
        case NodeKind::state: add(node, FieldKind::state, Type{TypeKind::yes_no, {}, false}); break;
        case NodeKind::judgement: judgement(node); break;
        default: break;
      }
    }
    if (FieldId const open = find_field(ctx.model, owner, "open")) {
      if (ctx.model.fields[open].kind == FieldKind::state) ctx.model.concepts[owner].open_state = open;
    }
  }
};

/// Is `concept_id` among the elements around itself?
bool around_itself(const Model& model, ConceptId concept_id) {
  std::vector<ConceptId> todo{concept_id};
  std::vector<bool> seen(model.concepts.size(), false);
  while (!todo.empty()) {
    ConceptId const at = todo.back();
    todo.pop_back();
    for (FieldId const list : model.concepts[at].listed_in) {
      ConceptId const owner = model.fields[list].owner;
      if (owner == concept_id) return true;
      if (!seen[owner.value]) todo.push_back(owner);
      seen[owner.value] = true;
    }
  }
  return false;
}

void check_state(Context& ctx, const File& file, const Env& env, FieldId field, NodeId node) {
  const Tree& tree = file.tree();
  NodeId const from = tree.child(node, NodeKind::from);
  NodeId const until = tree.child(node, NodeKind::until);
  if (!from) {
    if (!tree.broken(node)) ctx.report(Code::state_without_from, file.name_at(node), {std::string(tree.text(node))});
    return;
  }
  ctx.model.fields[field].from = time_expression(ctx, env, tree.child_at(from, 0));
  if (until) ctx.model.fields[field].until = time_expression(ctx, env, tree.child_at(until, 0));
}

}  // namespace

void check_concepts(Context& ctx) {
  for (std::uint32_t i = 0; i < ctx.concepts.size(); ++i) {
    const Declared& declared = ctx.concepts[i];
    Fields{ctx, *declared.file, ConceptId{i}}.all(declared.node);
  }
  for (std::uint32_t i = 0; i < ctx.concepts.size(); ++i) {
    ConceptId const id{i};
    const Concept& concept_row = ctx.model.concepts[id];
    if (concept_row.listed_in.empty()) {
      ctx.model.roots.push_back(id);
    } else if (around_itself(ctx.model, id)) {
      ctx.report(Code::concept_around_itself, concept_row.origin, {concept_row.name});
      for (FieldId const list : std::vector(concept_row.listed_in)) ctx.model.fields[list].element = {};
      ctx.model.concepts[id].listed_in.clear();
    }
  }
}

void check_concept_expressions(Context& ctx) {
  for (std::uint32_t i = 0; i < ctx.concepts.size(); ++i) {
    const Declared& declared = ctx.concepts[i];
    const File& file = *declared.file;
    const Tree& tree = file.tree();
    Env env{&file, scope_of_concept(ctx.model, ConceptId{i})};
    for (NodeId const node : tree.children(declared.node)) {
      FieldId const field = find_field(ctx.model, ConceptId{i}, tree.text(node));
      if (!field || ctx.model.fields[field].origin.span != tree.main_span(node)) continue;
      if (tree.kind(node) == NodeKind::state) check_state(ctx, file, env, field, node);
      if (tree.kind(node) != NodeKind::list) continue;
      if (NodeId const complete = tree.child(node, NodeKind::complete_to)) {
        ctx.model.fields[field].complete_to = time_expression(ctx, env, tree.child_at(complete, 0));
      }
    }
  }
}

}  // namespace rettesnor::checking
