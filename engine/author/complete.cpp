#include "engine/author/complete.hpp"

#include <algorithm>
#include <set>

#include "engine/author/context.hpp"
#include "engine/author/places.hpp"
#include "engine/check/context.hpp"
#include "engine/explain/words.hpp"
#include "grammar/expect/expect.hpp"
#include "grammar/literate.hpp"

namespace rettesnor::author {

namespace {

using Kind = Proposal::Kind;

// Is the place in a comment, or in the prose of a literate file?
bool outside(const Source& source, std::uint32_t offset) {
  std::string_view const text = source.text;
  std::size_t const line = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;  // npos + 1 is 0
  if (text.substr(line, offset - line).contains("--")) {
    // Two dashes inside a text are no comment, but then the place is in that text or behind it: count the quotes in front.
    std::size_t const dashes = text.find("--", line);
    if (std::count(text.begin() + static_cast<std::ptrdiff_t>(line), text.begin() + static_cast<std::ptrdiff_t>(dashes), '"') % 2 == 0) return true;
  }
  if (!is_literate(source.name)) return false;
  bool open = false;
  for (std::size_t begin = 0; begin < offset;) {
    std::size_t const end = std::min(text.find('\n', begin), text.size());
    std::string_view const row = text.substr(begin, end - begin);
    if (row.starts_with("```")) open = !open && row.starts_with("```regel");
    begin = end + 1;
  }
  return !open;
}

class Completing {
 public:
  Completing(const Model& model, const Syntax& syntax, std::span<const Token> before, Span replaces, Language language)
      : model_(model), syntax_(syntax), context_(model, syntax, before), language_(language) {
    out_.replaces = replaces;
  }

  Proposals run() {
    auto const before = context_.before();
    // A name and a point with nothing behind them is an abbreviation to the lexer.
    if (!before.empty() && before.back().kind == TokenKind::abbreviation && before.back().end == out_.replaces.begin) {
      members(context_.text(before.size() - 1).substr(0, before.back().end - before.back().begin - 1));
      return std::move(out_);
    }
    if (!before.empty() && before.back().kind == TokenKind::dot) {
      if (before.size() >= 2) members(context_.text(before.size() - 2));
      return std::move(out_);
    }
    Expected const expected = expect_behind(before, syntax_.source->text, syntax_.language);
    for (const ExpectedName& name : expected.names) names(name);
    bool const value_of_code = !codes_.empty();
    for (const Expected::Phrase& phrase : expected.keywords) keyword(phrase, value_of_code ? 2 : 1);
    return std::move(out_);
  }

 private:
  void add(std::string label, std::string insert, std::string detail, Kind kind, int rank) {
    if (!seen_.insert(label).second) return;
    out_.items.push_back({std::move(label), std::move(insert), std::move(detail), kind, rank});
  }
  static std::string safe(std::string_view name) {
    return word_number(name) != 0 && is_reserved_word(word_number(name)) ? "`" + std::string(name) + "`" : std::string(name);
  }
  void name_of(std::string_view name, std::string detail, Kind kind, int rank = 0) {
    if (!name.empty()) add(std::string(name), safe(name), std::move(detail), kind, rank);
  }
  std::string title(const Text& text) const { return text_in(text, language_, ""); }

  template <class Rows>
  void all(const Rows& rows, Kind kind) {
    for (const auto& row : rows.rows()) {
      if (context_.sees(row.package)) name_of(row.name, title(row.title), kind);
    }
  }
  void sources() {
    for (const SourceDecl& row : model_.sources.rows()) {
      if (context_.sees(row.package)) name_of(row.name, row.title, Kind::source);
    }
  }

  std::string detail_of(const FieldDecl& row) const {
    std::string out = title(row.title);
    if (row.kind == FieldKind::list || row.kind == FieldKind::state) return out;
    if (row.type.kind == TypeKind::invalid) return out;
    return (out.empty() ? "" : out + " · ") + checking::described(model_, row.type, syntax_.language);
  }
  void field(FieldId id, int rank = 0) {
    const FieldDecl& row = model_.fields[id];
    Kind const kind = row.kind == FieldKind::event ? Kind::event : row.kind == FieldKind::list ? Kind::list : Kind::field;
    name_of(row.name, detail_of(row), kind, rank);
  }
  template <class Wanted>
  void fields(Wanted wanted, int rank = 0) {
    for (ConceptId const concept_id : context_.concepts()) {
      for (FieldId const id : model_.concepts[concept_id].fields) {
        if (wanted(model_.fields[id])) field(id, rank);
      }
    }
  }
  void lists() {
    fields([](const FieldDecl& row) { return row.kind == FieldKind::list; });
    for (const auto& [variable, element] : context_.variables()) name_of(variable, model_.concepts[element].name, Kind::variable, 1);
  }
  void values() {
    int const rank = codes_.empty() ? 0 : 1;
    for (const auto& [variable, element] : context_.variables()) name_of(variable, model_.concepts[element].name, Kind::variable, rank);
    fields([](const FieldDecl& row) { return row.kind != FieldKind::list; }, rank);
    all(model_.defines, Kind::value);
    all(model_.parameters, Kind::value);
    for (const TableDecl& row : model_.tables.rows()) {
      if (!context_.sees(row.package)) continue;
      for (const std::string& output : row.outputs) name_of(output, row.name, Kind::value, rank);
    }
    name_of("extraction_time", "", Kind::value, 2);
    name_of("municipality", "", Kind::value, 2);
  }
  void rules() { all(model_.rules, Kind::rule); }

  void codes(Type type) {
    if (type.kind != TypeKind::code || !type.codes) return;
    for (const std::string& code : model_.code_sets[type.codes].codes) {
      codes_.push_back(code);
      add(code, code, "", Kind::code, 0);
    }
  }
  // `kind = `, `kind is among a, `: the codes of what stands in front.
  void compared() {
    auto const before = context_.before();
    for (std::size_t i = before.size(); i-- > 0;) {
      TokenKind const kind = before[i].kind;
      if (kind == TokenKind::equal || kind == TokenKind::not_equal) {
        if (i + 1 == before.size() && i > 0) codes(context_.type_of(i - 1));
        return;
      }
      if (std::size_t const size = context_.stands(Keyword::is_among, i); size != 0) {
        if (i > 0) codes(context_.type_of(i - 1));
        return;
      }
      bool const listed = kind == TokenKind::comma || kind == TokenKind::open || kind == TokenKind::word || kind == TokenKind::quoted_name;
      if (!listed) return;
    }
  }

  // In a row of a table: the codes of what stands above, or those that the other rows give.
  void cell() {
    auto const before = context_.before();
    std::size_t const named = context_.stands(Keyword::table, 0);
    if (named == 0 || named >= before.size()) return;
    const auto is_bar = [&](std::size_t i) { return before[i].kind == TokenKind::bar || before[i].kind == TokenKind::double_bar; };
    std::vector<std::size_t> lines;
    for (std::size_t i = named; i < before.size(); ++i) {
      if (is_bar(i) && before[i].has(TokenFlag::first_on_line)) lines.push_back(i);
    }
    if (lines.size() < 2) return;
    std::size_t column = 0, output = 0;
    bool gives = false;
    for (std::size_t i = lines.back() + 1; i < before.size(); ++i) {
      if (!is_bar(i)) continue;
      ++column;
      if (gives) ++output;
      gives = gives || before[i].kind == TokenKind::double_bar;
    }
    if (gives) {
      for (const TableDecl& row : model_.tables.rows()) {
        if (row.name == context_.text(named) && context_.sees(row.package) && output < row.output_types.size()) return codes(row.output_types[output]);
      }
      return;
    }
    std::size_t above = lines.front();
    for (std::size_t i = above + 1; i < lines[1]; ++i) {
      if (!is_bar(i)) above = i;
      else if (column-- == 0) break;
    }
    codes(context_.type_of(above));
  }

  void given(bool value) {
    Context::Given const here = context_.given();
    if (value) {
      if (here.field) codes(model_.fields[here.field].type);
      return;
    }
    if (here.event) {
      for (FieldId const part : model_.fields[here.event].parts) field(part);
    } else if (here.concept_id) {
      for (FieldId const id : model_.concepts[here.concept_id].fields) {
        if (model_.fields[id].kind != FieldKind::state) field(id);
      }
    }
  }

  void keyed() {
    // `value for K`, `set p for K`: the keys of the parameter named before.
    auto const before = context_.before();
    for (std::size_t i = before.size(); i-- > 0;) {
      for (const ParameterDecl& row : model_.parameters.rows()) {
        if (row.keys && row.name == context_.text(i)) return codes(Type{TypeKind::code, row.keys, false});
      }
    }
  }

  void packages() {
    for (const PackageDecl& row : model_.packages.rows()) {
      if (row.file == syntax_.source->file || row.name.empty()) continue;
      add(row.name, row.name + (row.version.empty() ? "" : " " + row.version), title(row.title), Kind::package, 0);
    }
  }
  void verbs() {
    for (const FieldDecl& row : model_.fields.rows()) {
      if (!row.verb.danish.empty()) name_of(row.verb.danish, "", Kind::keyword, 2);
    }
  }
  void readings() {
    for (const ReadingSet& set : model_.readings.rows()) {
      for (std::size_t i = 1; i < set.alternatives.size(); ++i) name_of(set.alternatives[i].name, title(set.alternatives[i].title), Kind::reading);
    }
  }

  // What a name at this place of the grammar stands for.
  void names(const ExpectedName& wanted) {
    std::string_view const rule = wanted.rule;
    bool const path = wanted.symbol == "path";
    auto const any = [](const FieldDecl&) { return true; };
    if (rule == "uses") return packages();
    if (rule == "citation") return sources();
    if (rule == "duty" || rule == "modal-first") return all(model_.actors, Kind::actor);
    if (rule == "judgement" && wanted.after == Keyword::by_actor) return all(model_.actors, Kind::actor);
    if (rule == "of-concept" || (rule == "list" && wanted.after == Keyword::of_concept)) return all(model_.concepts, Kind::concept_);
    if (rule == "duration" || rule == "closed" || (rule == "time" && wanted.after == Keyword::rolling_to)) return all(model_.calendars, Kind::calendar);
    if (rule == "exception" && path) return rules();
    if (rule == "expect") {
      if (wanted.after == Keyword::expect) return rules();
      if (wanted.after == Keyword::of_for) {
        for (const std::string& element : context_.elements()) name_of(element, "", Kind::variable);
        return;
      }
      readings();
      return fields(any);
    }
    if (rule == "indicator" && path) {
      if (wanted.after == Keyword::from_rule) return rules();
      all(model_.concepts, Kind::concept_);
      return lists();
    }
    if (rule == "overlay" && path) {
      if (wanted.after == Keyword::pin) return readings();
      return all(model_.parameters, Kind::value);
    }
    if (wanted.after == Keyword::for_key) return keyed();
    if (rule == "given-item") return given(false);
    if (rule == "given-value") return given(true);
    if (rule == "one-act") {
      if (!path) return verbs();
      if (wanted.after == Keyword::keep) return fields([](const FieldDecl& row) { return row.kind == FieldKind::state; });
      return fields(any);
    }
    if (rule == "time" || rule == "by-names" || rule == "heading") return fields(any);
    if (rule == "for-each" || rule == "quantified") {
      if (path) lists();
      return;
    }
    if (rule == "tail" || wanted.symbol == "code") return compared();
    if (rule != "primary") return;  // a new name, which only the author knows
    switch (wanted.after) {
      case Keyword::due_of: return rules();
      case Keyword::count_of:
      case Keyword::first_of:
      case Keyword::last_of:
      case Keyword::in: return lists();  // `sum of t in`
      default: break;
    }
    cell();
    compared();
    values();
  }

  // Behind a point: the fields of an element, the parts of an event or judgement.
  void members(std::string_view name) {
    for (const auto& [variable, element] : context_.variables()) {
      if (variable != name) continue;
      for (FieldId const id : model_.concepts[element].fields) field(id);
      return;
    }
    for (const ConceptId concept_id : context_.concepts()) {
      for (FieldId const id : model_.concepts[concept_id].fields) {
        if (model_.fields[id].name != name) continue;
        for (FieldId const part : model_.fields[id].parts) field(part);
        return;
      }
    }
    for (const TableDecl& row : model_.tables.rows()) {
      if (row.name != name) continue;
      for (const std::string& output : row.outputs) name_of(output, row.name, Kind::value);
    }
  }

  void keyword(const Expected::Phrase& phrase, int rank) {
    std::string_view text = spelling(phrase.keyword, syntax_.language);
    for (std::size_t i = 0; i < phrase.written && text.contains(' '); ++i) text.remove_prefix(text.find(' ') + 1);
    // A phrase that is begun is most likely what is wanted.
    add(std::string(text), std::string(text), "", Kind::keyword, phrase.written > 0 ? -1 : rank);
  }

  const Model& model_;
  const Syntax& syntax_;
  Context context_;
  Language language_;
  Proposals out_;
  std::set<std::string, std::less<>> seen_;
  std::vector<std::string> codes_;
};

}  // namespace

Proposals complete(const Desk& desk, FileId file, std::uint32_t offset, Language language) {
  const Syntax& syntax = desk.syntax(file);
  offset = std::min(offset, static_cast<std::uint32_t>(syntax.source->text.size()));
  Span replaces{offset, offset};
  if (outside(*syntax.source, offset)) return {replaces, {}};
  auto const tokens = syntax.tokens();
  std::size_t end = 0;
  while (end < tokens.size() && tokens[end].end < offset) ++end;
  // The token that the place is in or right behind.
  if (end < tokens.size() && tokens[end].begin < offset) {
    const Token& token = tokens[end];
    if (token.kind == TokenKind::string && (offset < token.end || token.end - token.begin == 1)) return {replaces, {}};
    bool const word = token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
    if (word) replaces.begin = token.begin;
    else if (token.end <= offset) ++end;
  }
  // From the declaration that the place is in.
  std::size_t begin = 0;
  for (NodeId const node : syntax.tree.children(syntax.root)) {
    const Node& row = syntax.tree.node(node);
    if (row.kind == NodeKind::error || row.first_token >= end) continue;
    begin = std::max<std::size_t>(begin, row.first_token);
  }
  end = std::min(end, tokens.size() - 1);  // the last one is the end of the file
  if (begin > end) begin = end;
  auto const before = tokens.subspan(begin, end - begin);
  Proposals out = Completing(desk.model(), syntax, before, replaces, language).run();
  auto const good = desk.before();
  if (!good || !good->has(file)) return out;
  // What is declared where a line is half typed may be unknown just now: the same place with the names that were known before.
  std::set<std::string, std::less<>> known;
  for (const Proposal& item : out.items) known.insert(item.label);
  for (Proposal& item : Completing(good->model(), syntax, before, replaces, language).run().items) {
    if (known.insert(item.label).second) out.items.push_back(std::move(item));
  }
  return out;
}

}  // namespace rettesnor::author
