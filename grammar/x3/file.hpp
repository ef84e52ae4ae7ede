// The door into the X3 grammar: nobody else knows Boost.Spirit.
#pragma once

#include "grammar/parse_state.hpp"

namespace rettesnor {

/// Parses all tokens of the state's builder into one file node. Throws nothing.
void parse_file(ParseState& state);

}  // namespace rettesnor
