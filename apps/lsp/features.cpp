#include "apps/lsp/features.hpp"

#include <algorithm>

#include "grammar/format.hpp"
#include "grammar/translate.hpp"

namespace rettesnor::lsp {

namespace {

struct Spot {
  Document document;
  std::uint32_t offset = 0;
};

std::optional<Document> document_of(Desktop& d, const Json& params) {
  return d.documents.document(text_at(params, {"textDocument", "uri"}));
}

std::optional<Spot> spot(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  const Json* const position = find(params, {"position"});
  if (!document || position == nullptr) return std::nullopt;
  return Spot{*document, document->lines->offset(document->source->text, *position, d.documents.encoding)};
}

Json locations(Desktop& d, const std::vector<Use>& uses) {
  Json out = Json::array();
  for (const Use& use : uses) out.push_back(d.documents.location(use.file, use.at));
  return out;
}

int kind_of(author::Proposal::Kind kind) {
  using enum author::Proposal::Kind;
  switch (kind) {  // CompletionItemKind
    case keyword: return 14;
    case actor: return 7;
    case source: return 17;
    case calendar: return 11;
    case concept_: return 22;
    case field: return 5;
    case event: return 23;
    case list: return 10;
    case code: return 20;
    case value: return 12;
    case rule: return 3;
    case reading: return 21;
    case variable: return 6;
    case package: return 9;
  }
  return 1;
}

// One edit from the first to the last line that differs, so that an editor keeps its place.
Json least_edit(Desktop& d, const Document& document, const std::string& text) {
  const std::string& old = document.source->text;
  if (old == text) return Json::array();
  std::size_t begin = static_cast<std::size_t>(std::ranges::mismatch(old, text).in1 - old.begin());
  while (begin > 0 && old[begin - 1] != '\n') --begin;
  std::size_t end = 0;  // from the back
  const std::size_t most = std::min(old.size(), text.size()) - begin;
  while (end < most && old[old.size() - 1 - end] == text[text.size() - 1 - end]) ++end;
  // Only whole lines: the equal end begins behind a line break.
  while (end > 0 && old[old.size() - end - 1] != '\n') --end;
  while (end > 0 && (text.size() - end == 0 || text[text.size() - end - 1] != '\n')) --end;
  const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(old.size() - end)};
  return Json::array({{{"range", d.documents.range(document.file, span)}, {"newText", text.substr(begin, text.size() - end - begin)}}});
}

[[noreturn]] void refuse(const author::Refusal& refusal, Language language) { throw Failure(refused, std::string(refusal.in(language))); }

}  // namespace

Json hover(Desktop& d, const Json& params) {
  const auto at = spot(d, params);
  if (!at) return nullptr;
  const auto found = author::hover(d.documents.desk, at->document.file, at->offset, d.documents.language);
  if (!found) return nullptr;
  return {{"contents", {{"kind", "markdown"}, {"value", found->markdown}}}, {"range", d.documents.range(at->document.file, found->at)}};
}

Json definition(Desktop& d, const Json& params) {
  const auto at = spot(d, params);
  if (!at) return nullptr;
  const auto thing = author::thing_at(d.documents.desk, at->document.file, at->offset);
  if (!thing) return nullptr;
  const auto declared = author::declaration_of(d.documents.desk, *thing);
  if (!declared || !d.documents.desk.has(declared->file)) return nullptr;
  return d.documents.location(declared->file, declared->span);
}

Json references(Desktop& d, const Json& params) {
  const auto at = spot(d, params);
  if (!at) return nullptr;
  const auto thing = author::thing_at(d.documents.desk, at->document.file, at->offset);
  if (!thing) return nullptr;
  const Json* const with = find(params, {"context", "includeDeclaration"});
  return locations(d, author::uses_of(d.documents.desk, *thing, with != nullptr && *with == true));
}

Json document_highlight(Desktop& d, const Json& params) {
  const auto at = spot(d, params);
  if (!at) return nullptr;
  const auto thing = author::thing_at(d.documents.desk, at->document.file, at->offset);
  if (!thing) return nullptr;
  Json out = Json::array();
  for (const Use& other : author::uses_of(d.documents.desk, *thing, true)) {
    if (other.file == at->document.file) out.push_back({{"range", d.documents.range(other.file, other.at)}, {"kind", other.declares ? 3 : 2}});
  }
  return out;
}

Json prepare_rename(Desktop& d, const Json& params) {
  const auto at = spot(d, params);
  if (!at) return nullptr;
  const auto span = author::may_rename(d.documents.desk, at->document.file, at->offset);
  if (!span) refuse(span.error(), d.documents.language);
  return d.documents.range(at->document.file, *span);
}

Json rename(Desktop& d, const Json& params) {
  const auto at = spot(d, params);
  if (!at) return nullptr;
  const auto edits = author::rename(d.documents.desk, at->document.file, at->offset, text_at(params, {"newName"}));
  if (!edits) refuse(edits.error(), d.documents.language);
  return {{"changes", d.documents.changes(*edits)}};
}

Json completion(Desktop& d, const Json& params) {
  const auto at = spot(d, params);
  if (!at) return nullptr;
  const author::Proposals found = author::complete(d.documents.desk, at->document.file, at->offset, d.documents.language);
  const Json range = d.documents.range(at->document.file, found.replaces);
  Json items = Json::array();
  for (const author::Proposal& proposal : found.items) {
    Json item{{"label", proposal.label}, {"kind", kind_of(proposal.kind)}, {"sortText", std::to_string(proposal.rank + 1) + proposal.label},
              {"textEdit", {{"range", range}, {"newText", proposal.insert}}}};
    if (!proposal.detail.empty()) item["detail"] = proposal.detail;
    items.push_back(std::move(item));
  }
  return {{"isIncomplete", false}, {"items", std::move(items)}};
}

Json code_action(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  const Json* const range = find(params, {"range"});
  if (!document || range == nullptr) return nullptr;
  const Language language = d.documents.language;
  std::vector<std::string> only;
  for (const Json& kind : list_at(params, {"context", "only"})) {
    if (kind.is_string()) only.push_back(kind.get<std::string>());
  }
  const auto wanted = [&](std::string_view kind) {
    return only.empty() || std::ranges::any_of(only, [&](const std::string& o) { return kind == o || kind.starts_with(o + "."); });
  };
  const Span span = document->lines->span(document->source->text, *range, d.documents.encoding);
  Json out = Json::array();
  for (const author::Action& action : author::actions(d.documents.desk, document->file, span, d.today)) {
    const std::string_view kind = action.kind == author::Action::Kind::fix ? "quickfix" : "refactor.rewrite";
    if (!wanted(kind)) continue;
    Json made{{"title", action.in(language)}, {"kind", kind}, {"edit", {{"changes", d.documents.changes(action.edits)}}}};
    if (action.mends != nullptr) made["diagnostics"] = Json::array({d.publisher.diagnostic(d.documents, *action.mends)});
    if (action.safe) made["isPreferred"] = true;
    out.push_back(std::move(made));
  }
  if (wanted("source.translate")) {
    const bool danish = d.documents.desk.syntax(document->file).language == KeywordLanguage::danish;
    const std::string title(language == Language::danish ? danish ? "Skriv nøgleordene på engelsk" : "Skriv nøgleordene på dansk"
                                                         : danish ? "Write the keywords in English" : "Write the keywords in Danish");
    out.push_back({{"title", title}, {"kind", "source.translate"},
                   {"command", {{"title", title}, {"command", "rettesnor.translate"}, {"arguments", Json::array({d.documents.uri(document->file)})}}}});
  }
  return out;
}

Json formatting(Desktop& d, const Json& params) {
  const auto document = document_of(d, params);
  if (!document) return nullptr;
  const FormatResult result = format(d.documents.desk.syntax(document->file));
  if (!result.ok) return nullptr;
  return least_edit(d, *document, result.text);
}

Json translation(Desktop& d, const std::string& uri) {
  const auto document = d.documents.document(uri);
  if (!document) throw Failure(invalid_params, "no such document: " + uri);
  const bool danish = d.documents.desk.syntax(document->file).language == KeywordLanguage::danish;
  const FormatResult result = translate(*document->source, danish ? KeywordLanguage::english : KeywordLanguage::danish);
  if (!result.ok) {
    throw Failure(refused, d.documents.language == Language::danish ? "en fil med fejl kan ikke oversættes" : "a file with mistakes cannot be translated");
  }
  return {{"changes", {{d.documents.uri(document->file), least_edit(d, *document, result.text)}}}};
}

Json test_run(Desktop& d, const std::string& uri, const std::string& rule) {
  const auto document = d.documents.document(uri);
  if (!document) throw Failure(invalid_params, "no such document: " + uri);
  const Language language = d.documents.language;
  if (!d.documents.desk.ok()) {
    throw Failure(refused, language == Language::danish ? "eksemplerne kan først køres, når reglerne er uden fejl" : "tests can be run when the rules have no errors");
  }
  Json out{{"passed", 0}, {"failed", 0}, {"tests", Json::array()}};
  int passed = 0;
  int failed = 0;
  for (const TestOutcome& outcome : author::run_tests(d.documents.desk, document->file, rule, language)) {
    (outcome.passed() ? passed : failed) += 1;
    Json test{{"name", outcome.test->name}, {"passed", outcome.passed()}, {"mismatches", Json::array()},
              {"location", d.documents.location(outcome.test->origin.file, outcome.test->origin.span)}};
    for (const TestMismatch& m : outcome.mismatches) {
      test["mismatches"].push_back({{"location", d.documents.location(m.origin.file, m.origin.span)}, {"expected", m.expected}, {"found", m.found}});
    }
    out["tests"].push_back(std::move(test));
  }
  out["passed"] = passed;
  out["failed"] = failed;
  return out;
}

}  // namespace rettesnor::lsp
