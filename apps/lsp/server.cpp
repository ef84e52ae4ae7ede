#include "apps/lsp/server.hpp"

#include <algorithm>
#include <map>

#include "apps/lsp/uri.hpp"

namespace rettesnor::lsp {

namespace {

using Feature = Json (*)(Desktop&, const Json&);

// How long counting cases may keep an author waiting who saves, and one who asked for it. Milliseconds.
constexpr std::int64_t patience_of_a_save = 2'000;
constexpr std::int64_t patience_of_a_click = 20'000;

const std::map<std::string, Feature>& features() {
  static const std::map<std::string, Feature> all{
      {"textDocument/hover", hover},
      {"textDocument/definition", definition},
      {"textDocument/references", references},
      {"textDocument/documentHighlight", document_highlight},
      {"textDocument/prepareRename", prepare_rename},
      {"textDocument/rename", rename},
      {"textDocument/completion", completion},
      {"textDocument/codeAction", code_action},
      {"textDocument/formatting", formatting},
      {"textDocument/documentSymbol", document_symbols},
      {"workspace/symbol", workspace_symbols},
      {"textDocument/foldingRange", folding},
      {"textDocument/semanticTokens/full", semantic_tokens},
      {"textDocument/semanticTokens/range", semantic_tokens},
      {"textDocument/codeLens", code_lens},
      {"textDocument/inlayHint", inlay_hints},
      {"textDocument/documentLink", document_links},
  };
  return all;
}

bool is_id(const Json& id) { return id.is_string() || id.is_number_integer(); }

}  // namespace

Server::Server(ServerOptions options)
    : options_(std::move(options)), publisher_(options_.docs), desktop_{documents_, publisher_, options_.today} {
  documents_.language = options_.language;
}

void Server::send(Json message) {
  message["jsonrpc"] = "2.0";
  out_.push_back(written(message));
}

void Server::fail(const Json& id, int code, const std::string& text) { send({{"id", id}, {"error", {{"code", code}, {"message", text}}}}); }

void Server::notify(const char* method, Json params) { send({{"method", method}, {"params", std::move(params)}}); }

void Server::say(const std::string& text) { notify("window/showMessage", {{"type", 3}, {"message", text}}); }

std::vector<std::string> Server::take() { return std::exchange(out_, {}); }

void Server::receive(std::string_view message) {
  if (exit_code_) return;
  Json read = Json::parse(message, nullptr, false);
  if (read.is_discarded()) return fail(nullptr, parse_error, "not JSON");
  if (!read.is_object()) return fail(nullptr, invalid_request, "not a message");
  const std::string method = text_at(read, {"method"});
  const Json* const id = find(read, {"id"});
  if (method.empty()) {
    // An answer to a request of ours needs nothing done; anything else without a method is no message.
    const bool answer = read.contains("result") || read.contains("error");
    if (!answer) fail(id != nullptr && is_id(*id) ? *id : Json(), invalid_request, "a method is missing");
    return;
  }
  if (id != nullptr && !is_id(*id)) return fail(nullptr, invalid_request, "an id is a number or a text");
  if (id == nullptr && method == "$/cancelRequest") {
    if (const Json* const which = find(read, {"params", "id"})) cancel(*which);
    return;
  }
  waiting_.push_back(std::move(read));
}

void Server::cancel(const Json& id) {
  const auto waits = std::ranges::find_if(waiting_, [&](const Json& m) { return m.contains("id") && m["id"] == id; });
  if (waits == waiting_.end()) return;  // answered already
  fail(id, cancelled, "cancelled");
  waiting_.erase(waits);
}

bool Server::work() {
  if (waiting_.empty() || exit_code_) return false;
  const Json message = std::move(waiting_.front());
  waiting_.pop_front();
  static const Json none = Json::object();
  const Json* const params = find(message, {"params"});
  const std::string method = message["method"].get<std::string>();
  if (message.contains("id")) {
    request(method, message["id"], params == nullptr ? none : *params);
  } else {
    notification(method, params == nullptr ? none : *params);
    // An editor sends half a dozen questions behind each stroke: what is wrong is said before they are answered, but not
    // before the strokes that wait already.
    const bool typing = method == "textDocument/didChange";
    if (typing && (waiting_.empty() || text_at(waiting_.front(), {"method"}) != method)) rest();
  }
  return true;
}

void Server::rest() {
  if (life_ != Life::running) return;
  for (Json& params : publisher_.changed(documents_)) notify("textDocument/publishDiagnostics", std::move(params));
}

void Server::request(const std::string& method, const Json& id, const Json& params) {
  if (life_ == Life::waiting && method != "initialize") return fail(id, not_initialized, "initialize first");
  if (life_ == Life::shut_down) return fail(id, invalid_request, "the session is shut down");
  try {
    send({{"id", id}, {"result", answer(method, params)}});
  } catch (const Failure& failure) {
    fail(id, failure.code, failure.what());
  } catch (const std::exception& e) {
    fail(id, internal_error, e.what());
  }
}

Json Server::answer(const std::string& method, const Json& params) {
  if (method == "initialize") return initialize(params);
  if (method == "shutdown") {
    life_ = Life::shut_down;
    return nullptr;
  }
  if (method == "workspace/executeCommand") return execute(params);
  const auto feature = features().find(method);
  if (feature == features().end()) throw Failure(method_not_found, "unknown method: " + method);
  return feature->second(desktop_, params);
}

void Server::notification(const std::string& method, const Json& params) {
  if (method == "exit") {
    exit_code_ = life_ == Life::shut_down ? 0 : 1;
    return;
  }
  if (life_ != Life::running) return;
  const std::string uri = text_at(params, {"textDocument", "uri"});
  if (method == "textDocument/didOpen") {
    if (uri.empty()) return;
    // A single file: the rules around it are what it may use.
    const auto path = path_of(uri);
    if (!has_folders_ && path) documents_.add_beside(*path);
    documents_.open(uri, text_at(params, {"textDocument", "text"}));
  } else if (method == "textDocument/didChange") {
    documents_.change(uri, list_at(params, {"contentChanges"}));
  } else if (method == "textDocument/didSave") {
    if (!desktop_.cases.file.empty()) count_cases(patience_of_a_save);
  } else if (method == "textDocument/didClose") {
    documents_.close(uri);
  } else if (method == "workspace/didChangeWatchedFiles") {
    for (const Json& change : list_at(params, {"changes"})) documents_.changed_on_disk(text_at(change, {"uri"}));
  } else if (method == "workspace/didChangeWorkspaceFolders") {
    if (const Json* const event = find(params, {"event"})) folders({{"workspaceFolders", list_at(*event, {"added"})}});
  }
}

void Server::folders(const Json& params) {
  std::vector<std::string> uris;
  for (const Json& folder : list_at(params, {"workspaceFolders"})) uris.push_back(text_at(folder, {"uri"}));
  if (uris.empty()) uris.push_back(text_at(params, {"rootUri"}));
  for (const std::string& uri : uris) {
    const auto path = path_of(uri);
    if (!path) continue;
    has_folders_ = true;
    if (const auto problem = documents_.add_folder(*path)) say(describe(*problem, documents_.language));
  }
}

Json Server::initialize(const Json& params) {
  if (life_ != Life::waiting) throw Failure(invalid_request, "initialized already");
  for (const Json& encoding : list_at(params, {"capabilities", "general", "positionEncodings"})) {
    if (encoding == "utf-8") documents_.encoding = Encoding::utf8;
  }
  const std::string language = text_at(params, {"initializationOptions", "language"});
  if (language == "en") documents_.language = Language::english;
  if (language == "da") documents_.language = Language::danish;
  editor_process_ = number_at(params, {"processId"});
  const Json* const refreshes = find(params, {"capabilities", "workspace", "codeLens", "refreshSupport"});
  refreshes_lenses_ = refreshes != nullptr && *refreshes == true;
  folders(params);
  const Json* const options = find(params, {"initializationOptions"});
  const Json& folders_given = list_at(params, {"workspaceFolders"});
  const std::string folder = folders_given.empty() ? text_at(params, {"rootUri"}) : text_at(folders_given.front(), {"uri"});
  if (options != nullptr) case_source(*options, path_of(folder).value_or(std::filesystem::path()));
  life_ = Life::running;
  return {{"capabilities", capabilities()}, {"serverInfo", {{"name", "rettesnor"}, {"version", options_.version}}}};
}

Json Server::capabilities() const {
  return {{"positionEncoding", documents_.encoding == Encoding::utf8 ? "utf-8" : "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
          {"hoverProvider", true},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"documentHighlightProvider", true},
          {"renameProvider", {{"prepareProvider", true}}},
          {"completionProvider", {{"triggerCharacters", {".", " ", "="}}}},
          {"codeActionProvider", {{"codeActionKinds", {"quickfix", "refactor.rewrite", "source.translate"}}}},
          {"documentFormattingProvider", true},
          {"documentSymbolProvider", true},
          {"workspaceSymbolProvider", true},
          {"foldingRangeProvider", true},
          {"semanticTokensProvider", {{"legend", semantic_legend()}, {"full", true}, {"range", true}}},
          {"codeLensProvider", Json::object()},
          {"inlayHintProvider", true},
          {"documentLinkProvider", Json::object()},
          {"executeCommandProvider", {{"commands", {"rettesnor.translate", "rettesnor.runTests", "rettesnor.countCases"}}}},
          {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}};
}

void Server::case_source(const Json& options, const std::filesystem::path& folder) {
  const std::string named = text_at(options, {"cases"});
  if (named.empty()) return;
  desktop_.cases.file = folder / named;  // an absolute path stays as it is
  desktop_.cases.as_of = end_of_day(options_.today);
  const std::string day = text_at(options, {"asOf"});
  const auto read = parse_date(day);
  if (read) desktop_.cases.as_of = end_of_day(read->last);
  else if (!day.empty()) say(documents_.language == Language::danish ? "`" + day + "` er ingen dato; sager bedømmes pr. i dag" : "`" + day + "` is no date; cases are judged as of today");
}

void Server::count_cases(std::int64_t most_milliseconds) {
  const std::int64_t begun = options_.milliseconds ? options_.milliseconds() : 0;
  desktop_.affected = count_affected(documents_, desktop_.cases, [&] { return options_.milliseconds && options_.milliseconds() - begun > most_milliseconds; });
  if (refreshes_lenses_) send({{"id", "lens" + std::to_string(++requests_sent_)}, {"method", "workspace/codeLens/refresh"}});
}

Json Server::execute(const Json& params) {
  const std::string command = text_at(params, {"command"});
  const Json& arguments = list_at(params, {"arguments"});
  const auto argument = [&](std::size_t n) {
    return n < arguments.size() && arguments[n].is_string() ? arguments[n].get<std::string>() : std::string();
  };
  if (command == "rettesnor.translate") {
    Json edit = translation(desktop_, argument(0));
    send({{"id", "edit" + std::to_string(++requests_sent_)}, {"method", "workspace/applyEdit"}, {"params", {{"edit", std::move(edit)}}}});
    return nullptr;
  }
  if (command == "rettesnor.runTests") {
    Json run = test_run(desktop_, argument(0), argument(1));
    const std::string passed = std::to_string(run["passed"].get<int>());
    const std::string failed = std::to_string(run["failed"].get<int>());
    const bool danish = documents_.language == Language::danish;
    say((argument(1).empty() ? "" : argument(1) + ": ") + passed + (danish ? " eksempler holder, " : " tests pass, ") + failed + (danish ? " fejler" : " fail"));
    return run;
  }
  if (command == "rettesnor.countCases") {
    const bool danish = documents_.language == Language::danish;
    if (desktop_.cases.file.empty()) throw Failure(refused, danish ? "der er ikke valgt nogen sager (`cases`)" : "no cases were chosen (`cases`)");
    count_cases(patience_of_a_click);
    const Affected& found = *desktop_.affected;
    constexpr const char* outcomes[] = {"counted", "out_of_time", "rules_wrong", "source_unusable"};
    return {{"outcome", outcomes[static_cast<std::size_t>(found.outcome)]}, {"cases", found.cases}, {"refused", found.refused}, {"rules", found.rules}};
  }
  throw Failure(invalid_params, "unknown command: " + command);
}

}  // namespace rettesnor::lsp
