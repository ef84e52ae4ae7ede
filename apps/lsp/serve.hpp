// serve: a session over two streams.
#pragma once

#include "apps/lsp/server.hpp"

namespace rettesnor::lsp {

/// Reads messages from `in` and writes answers to `out` until the session ends or a stream does.
/// While messages wait to be read they are taken in, so that a cancellation overtakes what it cancels.
/// @return 0 after `shutdown` and `exit`; else 1
int serve(int in, int out, ServerOptions options);

}  // namespace rettesnor::lsp
