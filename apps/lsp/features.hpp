// Features: the questions about a document, each a function from parameters to an answer in JSON.
#pragma once

#include <stdexcept>
#include <string>

#include "apps/lsp/affected.hpp"
#include "apps/lsp/diagnostics.hpp"
#include "apps/lsp/documents.hpp"

namespace rettesnor::lsp {

/// Why a request has no answer; becomes the error of its response.
struct Failure : std::runtime_error {
  Failure(int number, const std::string& message) : std::runtime_error(message), code(number) {}
  int code;
};
inline constexpr int invalid_request = -32600, method_not_found = -32601, invalid_params = -32602, parse_error = -32700,
                     internal_error = -32603, not_initialized = -32002, cancelled = -32800, refused = -32803;

/// What features share.
struct Desktop {
  Documents& documents;
  Publisher& publisher;
  Date today{};
  CaseSource cases{};
  std::optional<Affected> affected{};  ///< as last counted
};

// features.cpp: about what is named at a place
Json hover(Desktop& d, const Json& params);
Json definition(Desktop& d, const Json& params);
Json references(Desktop& d, const Json& params);
Json document_highlight(Desktop& d, const Json& params);
Json prepare_rename(Desktop& d, const Json& params);
Json rename(Desktop& d, const Json& params);
Json completion(Desktop& d, const Json& params);
Json code_action(Desktop& d, const Json& params);
Json formatting(Desktop& d, const Json& params);
/// The edit of the `rettesnor.translate` command. @throws Failure if the file cannot be translated
Json translation(Desktop& d, const std::string& uri);
/// The outcome of the `rettesnor.runTests` command. @throws Failure while there are errors
Json test_run(Desktop& d, const std::string& uri, const std::string& rule);

// looks.cpp: about a whole document, or all of them
Json document_symbols(Desktop& d, const Json& params);
Json workspace_symbols(Desktop& d, const Json& params);
Json folding(Desktop& d, const Json& params);
Json semantic_tokens(Desktop& d, const Json& params);
Json semantic_legend();
Json code_lens(Desktop& d, const Json& params);
Json inlay_hints(Desktop& d, const Json& params);
Json document_links(Desktop& d, const Json& params);

}  // namespace rettesnor::lsp
