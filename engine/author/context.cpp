#include "engine/author/context.hpp"

#include <algorithm>

#include "engine/check/scope.hpp"
#include "engine/check/symbols.hpp"

namespace rettesnor::author {

namespace {

bool is_word(const Token& token) { return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name; }

FieldId field_of(const Model& model, ConceptId concept_id, std::string_view name) { return checking::find_field(model, concept_id, name); }

}  // namespace

Context::Context(const Model& model, const Syntax& syntax, std::span<const Token> before) : model_(model), syntax_(syntax), before_(before) {
  for (std::uint32_t i = 0; i < model_.packages.size(); ++i) {
    if (model_.packages[PackageId{i}].file == syntax.source->file) package_ = PackageId{i};
  }
  about();
  for (ConceptId const root : model_.roots) {
    if (sees(model_.concepts[root].package)) add(root);
  }
  bound();
}

bool Context::sees(PackageId other) const { return !package_ || !other || checking::sees(model_, package_, other); }

std::string_view Context::text(std::size_t token) const {
  std::string_view const written = syntax_.source->slice(before_[token].span());
  return written.size() >= 2 && written.front() == '`' ? written.substr(1, written.size() - 2) : written;
}

std::size_t Context::stands(Keyword keyword, std::size_t token) const {
  for (const Phrase& phrase : phrases(keyword, syntax_.language)) {
    if (token + phrase.size > before_.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < phrase.size; ++i) same = same && before_[token + i].word == phrase.words[i];
    if (same) return phrase.size;
  }
  return 0;
}

void Context::add(ConceptId concept_id) {
  if (concept_id && std::ranges::find(concepts_, concept_id) == concepts_.end()) concepts_.push_back(concept_id);
}

// `of C` in the heading: C, and the elements around it.
void Context::about() {
  for (std::size_t i = 0; i + 1 < before_.size(); ++i) {
    if (stands(Keyword::of_for, i) == 0 || !is_word(before_[i + 1])) continue;
    for (std::uint32_t c = 0; c < model_.concepts.size(); ++c) {
      ConceptId at{c};
      if (model_.concepts[at].name != text(i + 1) || !sees(model_.concepts[at].package)) continue;
      for (int up = 0; at && up < 8; ++up) {
        add(at);
        at = checking::owner_of(model_, at);
      }
    }
    return;
  }
}

// `n in L` binds n; `L where` puts L's fields in sight.
void Context::bound() {
  for (std::size_t i = 0; i < before_.size(); ++i) {
    if (!is_word(before_[i])) continue;
    FieldId const list = field(text(i));
    if (!list || !model_.fields[list].element) continue;
    ConceptId const element = model_.fields[list].element;
    std::size_t const in = i == 0 ? 0 : i - 1;
    if (i >= 2 && stands(Keyword::in, in) == 1 && is_word(before_[i - 2])) {
      variables_.emplace_back(text(i - 2), element);
      add(element);
    }
    if (stands(Keyword::where, i + 1) != 0) add(element);
  }
}

FieldId Context::field(std::string_view name) const {
  for (ConceptId const concept_id : concepts_) {
    if (FieldId const found = field_of(model_, concept_id, name)) return found;
  }
  return {};
}

Type Context::type_of(std::size_t token) const {
  if (token >= before_.size() || !is_word(before_[token])) return {};
  std::string_view const name = text(token);
  if (token >= 2 && before_[token - 1].kind == TokenKind::dot) {
    for (const auto& [variable, element] : variables_) {
      if (variable != text(token - 2)) continue;
      if (FieldId const found = field_of(model_, element, name)) return model_.fields[found].type;
    }
    for (const TableDecl& row : model_.tables.rows()) {
      if (row.name != text(token - 2)) continue;
      for (std::size_t i = 0; i < std::min(row.outputs.size(), row.output_types.size()); ++i) {
        if (row.outputs[i] == name) return row.output_types[i];
      }
    }
    FieldId const whole = field(text(token - 2));
    FieldId const part = whole ? checking::find_part(model_, whole, name) : FieldId{};
    return part ? model_.fields[part].type : Type{};
  }
  if (FieldId const found = field(name)) return model_.fields[found].type;
  for (const DefineDecl& row : model_.defines.rows()) {
    if (row.name == name) return row.type;
  }
  for (const TableDecl& row : model_.tables.rows()) {
    for (std::size_t i = 0; i < std::min(row.outputs.size(), row.output_types.size()); ++i) {
      if (row.outputs[i] == name || (row.name == name && row.outputs.size() == 1)) return row.output_types[i];
    }
  }
  return {};
}

// Follows `given` token by token. `visit` is told each element's name.
template <class Visit>
void Context::walk_given(Visit visit) const {
  ConceptId root;
  for (ConceptId const candidate : concepts_) {
    if (model_.concepts[candidate].listed_in.empty() && !root) root = candidate;
  }
  std::vector<Given> around{Given{root, {}, {}}};
  bool inside = false;
  for (std::size_t i = 0; i < before_.size(); ++i) {
    const Token& token = before_[i];
    Given& here = around.back();
    if (around.size() == 1 && token.has(TokenFlag::first_on_line)) {
      if (stands(Keyword::given, i) != 0) {
        inside = true;
        here.field = {};
        continue;
      }
      if (stands(Keyword::at, i) != 0 || stands(Keyword::expect, i) != 0 || stands(Keyword::known_at, i) != 0) inside = false;
    }
    if (!inside) continue;
    if (token.kind == TokenKind::open) {
      const FieldDecl* const row = here.field ? &model_.fields[here.field] : nullptr;
      if (row != nullptr && row->element) around.push_back({row->element, {}, {}});
      else around.push_back({{}, here.field, {}});
    } else if (token.kind == TokenKind::close) {
      if (around.size() > 1) around.pop_back();
    } else if (is_word(token)) {
      FieldId found = here.concept_id ? field_of(model_, here.concept_id, text(i)) : FieldId{};
      if (here.event) found = checking::find_part(model_, here.event, text(i));
      // A code may be spelled as a field is: behind the field's name it is the value.
      bool const value = i > 0 && here.field && is_word(before_[i - 1]) && text(i - 1) == model_.fields[here.field].name &&
                         model_.fields[here.field].type.kind == TypeKind::code;
      if (found && !value) here.field = found;
      else if (here.field && model_.fields[here.field].element) visit(i);
    }
  }
  visit(around.back(), inside);
}

Context::Given Context::given() const {
  struct Last {
    Given out{};
    void operator()(std::size_t) const {}
    void operator()(const Given& given, bool inside) {
      if (inside) out = given;
    }
  } last;
  walk_given(std::ref(last));
  return last.out;
}

std::vector<std::string> Context::elements() const {
  struct Names {
    const Context& context;
    std::vector<std::string> out{};
    void operator()(std::size_t token) { out.emplace_back(context.text(token)); }
    void operator()(const Given&, bool) const {}
  } names{*this};
  walk_given(std::ref(names));
  return names.out;
}

}  // namespace rettesnor::author
