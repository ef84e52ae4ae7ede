// Features about whole documents: outlines, folds, colours, lenses, hints, links.
#include <algorithm>
#include <array>

#include "apps/lsp/features.hpp"

namespace rettesnor::lsp {

namespace {

std::optional<Document> document_of(Desktop& d, const Json& params) {
  return d.documents.document(text_at(params, {"textDocument", "uri"}));
}

// SymbolKind of the protocol.
int symbol_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::package: return 4;
    case NodeKind::concept_: return 5;
    case NodeKind::event: return 24;
    case NodeKind::list: return 18;
    case NodeKind::fact:
    case NodeKind::state:
    case NodeKind::judgement: return 8;
    case NodeKind::rule:
    case NodeKind::recommendation:
    case NodeKind::suggest: return 12;
    case NodeKind::exception: return 6;
    case NodeKind::define: return 13;
    case NodeKind::parameter: return 14;
    case NodeKind::table: return 23;
    case NodeKind::source: return 15;
    case NodeKind::calendar: return 16;
    case NodeKind::reading: return 22;
    default: return 19;
  }
}

Json symbol(Desktop& d, FileId file, const author::Entry& entry) {
  Json out{{"name", entry.name}, {"kind", symbol_kind(entry.kind)}, {"range", d.documents.range(file, entry.whole)},
           {"selectionRange", d.documents.range(file, entry.name_at)}};
  if (!entry.detail.empty()) out["detail"] = entry.detail;
  for (const author::Entry& part : entry.parts) out["children"].push_back(symbol(d, file, part));
  return out;
}

std::string small(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

constexpr std::array token_types{"keyword", "string", "number", "comment", "operator", "namespace", "class", "enum", "type",
                                 "property", "enumMember", "variable", "function", "parameter", "macro"};

std::size_t token_type(author::MarkKind kind) { return static_cast<std::size_t>(kind); }
static_assert(token_types.size() == static_cast<std::size_t>(author::MarkKind::unit) + 1);

}  // namespace

Json document_symbols(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  if (!document) return nullptr;
  Json out = Json::array();
  for (const author::Entry& entry : author::outline(d.documents.desk.syntax(document->file), d.documents.language)) {
    out.push_back(symbol(d, document->file, entry));
  }
  return out;
}

Json workspace_symbols(Desktop& d, const Json& params) {
  constexpr std::size_t most = 500;
  const std::string query = small(text_at(params, {"query"}));
  Json out = Json::array();
  for (const Syntax& file : d.documents.desk.files()) {
    const FileId id = file.source->file;
    const auto add = [&](const author::Entry& entry, const std::string& around) {
      if (out.size() >= most || !(small(entry.name).contains(query) || small(entry.detail).contains(query))) return;
      Json found{{"name", entry.name}, {"kind", symbol_kind(entry.kind)}, {"location", d.documents.location(id, entry.name_at)}};
      if (!around.empty()) found["containerName"] = around;
      out.push_back(std::move(found));
    };
    std::string package;
    for (const author::Entry& entry : author::outline(file, d.documents.language)) {
      if (entry.kind == NodeKind::package) package = entry.name;
      add(entry, package);
      for (const author::Entry& part : entry.parts) add(part, entry.name);
    }
  }
  return out;
}

Json folding(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  if (!document) return nullptr;
  Json out = Json::array();
  for (const author::Fold& fold : author::folds(d.documents.desk.syntax(document->file))) {
    const std::uint32_t begin = document->lines->line(fold.span.begin);
    const std::uint32_t end = document->lines->line(fold.span.end);
    if (begin == end) continue;
    Json made{{"startLine", begin}, {"endLine", end}};
    if (fold.comment) made["kind"] = "comment";
    out.push_back(std::move(made));
  }
  return out;
}

Json semantic_legend() { return {{"tokenTypes", token_types}, {"tokenModifiers", {"declaration"}}}; }

Json semantic_tokens(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  if (!document) return nullptr;
  const std::string& text = document->source->text;
  std::optional<Span> range;
  if (const Json* const wanted = find(params, {"range"})) range = document->lines->span(text, *wanted, d.documents.encoding);
  Json data = Json::array();
  std::uint32_t last_line = 0;
  std::uint32_t last_begin = 0;
  for (const author::Mark& mark : author::marks(d.documents.desk, document->file, range)) {
    const auto [line, begin] = document->lines->place(text, mark.span.begin, d.documents.encoding);
    data.push_back(line - last_line);
    data.push_back(line == last_line ? begin - last_begin : begin);
    data.push_back(units(document->source->slice(mark.span), d.documents.encoding));
    data.push_back(token_type(mark.kind));
    data.push_back(mark.declares ? 1 : 0);
    last_line = line;
    last_begin = begin;
  }
  return {{"data", std::move(data)}};
}

Json code_lens(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  if (!document) return nullptr;
  const bool danish = d.documents.language == Language::danish;
  const std::string uri = d.documents.uri(document->file);
  Json out = Json::array();
  for (const author::Lens& lens : author::lenses(d.documents.desk, document->file)) {
    const std::string number = std::to_string(lens.tests);
    const std::string title = lens.tests == 0   ? danish ? "ingen eksempler" : "no tests"
                              : lens.tests == 1 ? danish ? "kør 1 eksempel" : "run 1 test"
                                                : danish ? "kør " + number + " eksempler" : "run " + number + " tests";
    Json command{{"title", title}, {"command", lens.tests == 0 ? "" : "rettesnor.runTests"}, {"arguments", {uri, lens.rule}}};
    const Json range = d.documents.range(document->file, lens.name_at);
    out.push_back({{"range", range}, {"command", std::move(command)}});
    if (d.cases.file.empty()) continue;
    const Affected* const counted = d.affected ? &*d.affected : nullptr;
    const std::string affected = affected_title(counted, d.documents.revision(), lens.qualified, d.documents.language);
    out.push_back({{"range", range}, {"command", {{"title", affected}, {"command", "rettesnor.countCases"}, {"arguments", Json::array()}}}});
  }
  return out;
}

Json inlay_hints(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  if (!document) return nullptr;
  const std::string& text = document->source->text;
  Span range{0, static_cast<std::uint32_t>(text.size())};
  if (const Json* const wanted = find(params, {"range"})) range = document->lines->span(text, *wanted, d.documents.encoding);
  Json out = Json::array();
  for (const author::Hint& hint : author::hints(d.documents.desk, document->file, range, d.documents.language)) {
    out.push_back({{"position", document->lines->position(text, hint.at, d.documents.encoding)}, {"label", hint.text}, {"paddingRight", true}});
  }
  return out;
}

Json document_links(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  if (!document) return nullptr;
  Json out = Json::array();
  for (const author::Link& link : author::links(d.documents.desk, document->file)) {
    out.push_back({{"range", d.documents.range(document->file, link.at)}, {"target", link.url}, {"tooltip", link.title}});
  }
  return out;
}

}  // namespace rettesnor::lsp
