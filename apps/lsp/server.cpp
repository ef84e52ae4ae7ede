#include "apps/lsp/server.hpp"

#include <algorithm>
#include <map>

#include "apps/lsp/uri.hpp"

namespace rettesnor::lsp {

namespace {

using Feature = Json (*)(Desktop&, const Json&);

// How long counting cases may take, though nobody waits for it: a machine has other things to do. Milliseconds.
constexpr std::int64_t longest_count = 60'000;

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
  if (const auto asked = std::ranges::find(asked_to_count_, id); asked != asked_to_count_.end()) {
    asked_to_count_.erase(asked);
    return fail(id, cancelled, "cancelled");  // the count goes on: it stands above the rules
  }
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
  collect_count();
  return true;
}

void Server::rest() {
  if (life_ != Life::running) return;
  for (Json& params : publisher_.changed(documents_)) notify("textDocument/publishDiagnostics", std::move(params));
  collect_count();
}

void Server::request(const std::string& method, const Json& id, const Json& params) {
  if (life_ == Life::waiting && method != "initialize") return fail(id, not_initialized, "initialize first");
  if (life_ == Life::shut_down) return fail(id, invalid_request, "the session is shut down");
  try {
    if (method == "workspace/executeCommand" && text_at(params, {"command"}) == "rettesnor.countCases") return count_cases(id);
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
    end_count({{"outcome", "superseded"}});
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
    if (!desktop_.cases.file.empty()) start_count();
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
  case_source(options == nullptr ? Json::object() : *options, path_of(folder).value_or(std::filesystem::path()));
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
  const bool danish = documents_.language == Language::danish;
  EditorSettings found = options_.settings && !folder.empty() ? options_.settings(folder) : EditorSettings{};
  if (!found.problem.empty()) say(found.problem);
  // What this editor was told counts before what the folder says.
  if (const std::string named = text_at(options, {"cases"}); !named.empty()) found.cases = folder / named;  // an absolute path stays as it is
  if (const std::string day = text_at(options, {"asOf"}); !day.empty()) found.as_of = day;
  if (found.cases.empty()) return;
  desktop_.cases.file = found.cases;
  desktop_.cases.as_of = end_of_day(options_.today);
  const auto read = parse_date(found.as_of);
  if (read) desktop_.cases.as_of = end_of_day(read->last);
  else if (!found.as_of.empty()) say(danish ? "`" + found.as_of + "` er ingen dato; sager bedømmes pr. i dag" : "`" + found.as_of + "` is no date; cases are judged as of today");
}

void Server::count_cases(const Json& id) {
  const bool danish = documents_.language == Language::danish;
  if (desktop_.cases.file.empty()) throw Failure(refused, danish ? "der er ikke valgt nogen sager (`cases`)" : "no cases were chosen (`cases`)");
  start_count();
  asked_to_count_.push_back(id);
}

void Server::start_count() {
  if (counting_ && desktop_.affected->revision == documents_.revision()) return;  // it is under way
  end_count({{"outcome", "superseded"}});
  CountTask task = count_task(documents_, desktop_.cases);
  desktop_.affected = Affected{.outcome = Affected::Outcome::under_way, .revision = task.revision};
  std::function<bool()> time_is_up;
  if (options_.milliseconds) {
    time_is_up = [clock = options_.milliseconds, begun = options_.milliseconds()] { return clock() - begun > longest_count; };
  }
  counting_ = std::make_unique<Counting>(std::move(task), std::move(time_is_up), options_.wake);
  refresh_lenses();
}

// Takes what was counted. A count of other texts than the present ones is of no use to anybody.
void Server::collect_count() {
  std::erase_if(stopping_, [](const auto& count) { return count->finished(); });
  if (!counting_) return;
  if (desktop_.affected->revision != documents_.revision()) return end_count({{"outcome", "superseded"}});
  if (!counting_->finished()) return;
  desktop_.affected = counting_->result();
  const Affected& found = *desktop_.affected;
  constexpr const char* outcomes[] = {"counted", "under_way", "out_of_time", "rules_wrong", "source_unusable"};
  end_count({{"outcome", outcomes[static_cast<std::size_t>(found.outcome)]}, {"cases", found.cases}, {"refused", found.refused}, {"rules", found.rules}});
}

void Server::end_count(const Json& outcome) {
  for (const Json& id : std::exchange(asked_to_count_, {})) send({{"id", id}, {"result", outcome}});
  if (!counting_) return;
  if (!counting_->finished()) {
    counting_->stop();
    stopping_.push_back(std::move(counting_));
    desktop_.affected.reset();
  }
  counting_.reset();
  refresh_lenses();
}

void Server::refresh_lenses() {
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
  throw Failure(invalid_params, "unknown command: " + command);
}

}  // namespace rettesnor::lsp
