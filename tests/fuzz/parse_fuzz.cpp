// libFuzzer target: any bytes give a tree over the text, with bounded messages that can be rendered.
// Build with the preset `fuzz` (clang), then: parse_fuzz -max_len=4096 tests/grammar/golden/trees
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "grammar/base/render.hpp"
#include "grammar/parser.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rettesnor;
  Source source{"fuzz.regel", std::string(reinterpret_cast<const char*>(data), size), {}};
  if (size > 0 && data[0] == '#') source.name = "fuzz.regel.md";  // literate
  Syntax const syntax = parse(source);
  Tree const& tree = syntax.tree;
  require(tree.kind(syntax.root) == NodeKind::file);
  require(syntax.diagnostics.size() <= ParseOptions{}.most_diagnostics + 1);
  std::uint32_t end = 0;
  for (Token const& token : syntax.tokens()) {
    require(end <= token.begin && token.begin <= token.end && token.end <= size);
    end = token.end;
  }
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    Node const& parent = tree.node(NodeId{i});
    require(parent.first_token <= parent.token_end && parent.token_end <= syntax.tokens().size());
    for (NodeId const child : tree.children(NodeId{i})) require(child.value < i);
    (void)tree.text(NodeId{i});
  }
  for (Diagnostic const& diagnostic : syntax.diagnostics) {
    require(diagnostic.at.begin <= diagnostic.at.end && diagnostic.at.end <= size);
    require(!render(diagnostic, source).empty());
  }
  require(syntax.ok() || !syntax.diagnostics.empty());
  return 0;
}
