// Lists, the elements picked from them, and the slots they bind.
#include "engine/check/expressions.hpp"
#include "engine/check/read.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

constexpr std::uint8_t most_slots = 32;

/// Notes what the words of a list's path stand for.
void note(Context& ctx, const Env& env, NodeId path, FieldId list) {
  const Tree& tree = env.file->tree();
  auto const words = tree.children(path);
  bool const dotted = tree.kind(path) == NodeKind::path && words.size() > 1;
  if (dotted) {
    if (auto const slot = env.scope.variable(tree.text(words.front()))) {
      ctx.use(env.file->name_at(words.front()), meant(env.scope.frames()[*slot]));
    }
  }
  ctx.use(env.file->name_at(dotted ? words.back() : path), {Named::field, list.value, 0});
}

/// The field a path of a list would name: nothing when it is not even a field.
std::vector<Hit> hits_of(Context& ctx, const Env& env, NodeId path) {
  const Tree& tree = env.file->tree();
  std::vector<NodeId> words;
  if (tree.kind(path) == NodeKind::path) {
    for (NodeId const word : tree.children(path)) words.push_back(word);
  } else {
    words.push_back(path);
  }
  if (words.size() == 1) {
    std::string_view const name = tree.text(words.front());
    if (env.scope.variable(name)) return {};
    return env.scope.find(ctx.model, name);
  }
  auto const slot = env.scope.variable(tree.text(words.front()));
  if (!slot || words.size() > 2) return {};
  Place const place = env.scope.normal(ctx.model, Place{*slot, 0});
  FieldId const field = find_field(ctx.model, env.scope.concept_at(ctx.model, place), tree.text(words[1]));
  if (!field) return {};
  return {Hit{place, field}};
}

}  // namespace

Scope scope_of_concept(const Model& model, ConceptId concept_id) {
  if (!concept_id) return Scope(ConceptId{});
  if (model.concepts[concept_id].listed_in.empty()) return Scope(concept_id);
  Scope scope(root_around(model, concept_id));
  scope.bind(Frame{concept_id, {}, std::nullopt, model.concepts[concept_id].origin});
  return scope;
}

ConceptId root_around(const Model& model, ConceptId concept_id) {
  // All lists that lead here must start in one root; the path between need not be one.
  ConceptId root;
  std::vector<ConceptId> todo{concept_id};
  std::vector<bool> seen(model.concepts.size(), false);
  while (!todo.empty()) {
    ConceptId const at = todo.back();
    todo.pop_back();
    if (seen[at.value]) continue;
    seen[at.value] = true;
    if (model.concepts[at].listed_in.empty()) {
      if (root && root != at) return {};
      root = at;
    }
    for (FieldId const list : model.concepts[at].listed_in) todo.push_back(model.fields[list].owner);
  }
  return root;
}

std::optional<ListRef> try_list(Context& ctx, const Env& env, NodeId path) {
  auto const hits = hits_of(ctx, env, path);
  if (hits.size() != 1 || ctx.model.fields[hits.front().field].kind != FieldKind::list) return std::nullopt;
  note(ctx, env, path, hits.front().field);
  return ListRef{hits.front().place, hits.front().field};
}

std::optional<ListRef> find_list(Context& ctx, const Env& env, NodeId path) {
  const Tree& tree = env.file->tree();
  if (!path || tree.kind(path) == NodeKind::error) return std::nullopt;
  Origin const at = env.file->at(path);
  auto const hits = hits_of(ctx, env, path);
  std::string const name = path_text(*env.file, path);
  if (hits.empty()) {
    if (env.lost) return std::nullopt;
    std::vector<std::string_view> lists;
    for (Place const place : env.scope.places(ctx.model)) {
      for (FieldId const field : ctx.model.concepts[env.scope.concept_at(ctx.model, place)].fields) {
        if (ctx.model.fields[field].kind == FieldKind::list) lists.push_back(ctx.model.fields[field].name);
      }
    }
    suggest(ctx.report(Code::unknown_list, at, {name}), name, lists);
    return std::nullopt;
  }
  if (hits.size() > 1) {
    Diagnostic& d = ctx.report(Code::ambiguous_name, at, {name});
    for (const Hit& hit : hits) {
      d.labels.push_back(label(ctx.model.fields[hit.field].origin, "kan være denne", "may be this one"));
    }
    return std::nullopt;
  }
  note(ctx, env, path, hits.front().field);
  const FieldDecl& field = ctx.model.fields[hits.front().field];
  if (field.kind != FieldKind::list) {
    ctx.report(Code::not_a_list, at, {name})
        .labels.push_back(label(field.origin, "er ikke en liste", "is not a list"));
    return std::nullopt;
  }
  if (!field.element) return std::nullopt;  // its concept is unknown, which was said
  return ListRef{hits.front().place, hits.front().field};
}

std::optional<Selected> select_from(Context& ctx, const Env& env, ListRef list, NodeId variable, NodeId where,
                                    Selection::Which which, Origin at) {
  if (env.scope.next_slot() >= most_slots) {
    ctx.report(Code::too_many_bound, at, {std::to_string(most_slots)});
    return std::nullopt;
  }
  ConceptId const element = ctx.model.fields[list.list].element;
  if (!element) return std::nullopt;
  Frame frame{element, {}, list.place, at};
  if (variable) {
    frame.variable = env.file->tree().text(variable);
    frame.origin = env.file->name_at(variable);
    // A second meaning of the name would hide the first.
    std::optional<Origin> hidden;
    if (auto const slot = env.scope.variable(frame.variable)) hidden = env.scope.frames()[*slot].origin;
    if (auto const hits = env.scope.find(ctx.model, frame.variable); !hits.empty()) {
      hidden = ctx.model.fields[hits.front().field].origin;
    }
    if (FieldId const field = find_field(ctx.model, element, frame.variable)) hidden = ctx.model.fields[field].origin;
    if (hidden) {
      ctx.report(Code::shadows, frame.origin, {frame.variable})
          .labels.push_back(label(*hidden, "er allerede dette", "is already this"));
      frame.variable.clear();
    } else {
      ctx.use(frame.origin, meant(frame), true);
    }
  }
  Selected out{Selection{which, list, 0, {}}, env};
  out.selection.slot = out.inner.scope.bind(std::move(frame));
  if (where) out.selection.where = condition(ctx, out.inner, env.file->tree().child_at(where, 0));
  return out;
}

std::optional<Selected> select(Context& ctx, const Env& env, NodeId path, NodeId variable, NodeId where,
                               Selection::Which which) {
  auto const list = find_list(ctx, env, path);
  if (!list) return std::nullopt;
  return select_from(ctx, env, *list, variable, where, which, env.file->at(path));
}

ExprId pick_expression(Context& ctx, const Env& env, NodeId node) {
  const Tree& tree = env.file->tree();
  Origin const at = env.file->at(node);
  auto const which = tree.kind(node) == NodeKind::first_of ? Selection::Which::first : Selection::Which::last;
  auto const selected = select(ctx, env, tree.child_at(node, 0), {}, tree.child(node, NodeKind::where), which);
  if (!selected) return ctx.broken(at);
  const Concept& element = ctx.model.concepts[ctx.model.fields[selected->selection.list.list].element];
  if (!element.first_event) {
    ctx.report(Code::no_first_event, at, {element.name});
    return ctx.broken(at);
  }
  return ctx.add(expr::PickField{selected->selection, element.first_event, {}}, ctx.model.fields[element.first_event].type,
                 at);
}

}  // namespace rettesnor::checking
