// Any bytes as a case file: both parsers end, never crash, and give a tree or say what is wrong and where.
//
// The first byte chooses the format. The layer above, from tree to case, is fuzzed by lines_fuzz.cpp and shaken in
// tests/engine_store/shaken_test.cpp.
#include <cstdlib>
#include <string>

#include "engine/store/tree.hpp"

namespace {

using rettesnor::DataEntry;
using rettesnor::DataNode;

/// Every node lies in the text, and keys are unique and not empty.
void check(const DataNode& node, std::size_t size) {
  if (node.span.begin > node.span.end || node.span.end > size) std::abort();
  for (const DataNode& item : node.items) check(item, size);
  for (const DataEntry& entry : node.entries) {
    if (entry.key.empty() || node.find(entry.key) != &entry.value) std::abort();
    check(entry.value, size);
  }
}

void read(std::string text, rettesnor::DataFormat format) {
  // Small limits: what a limit stops is tested elsewhere, and the fuzzer shall look at the readers.
  const rettesnor::DataLimits limits{.max_bytes = 1 << 16, .max_depth = 64, .max_values = 2'000, .max_problems = 20};
  const rettesnor::Source source{.name = "case", .text = std::move(text)};
  const rettesnor::DataTree tree = rettesnor::read_tree(source, format, limits);
  if (!tree.root && !rettesnor::has_errors(tree.diagnostics)) std::abort();
  if (tree.root) check(*tree.root, source.text.size());
  if (tree.diagnostics.size() > limits.max_problems + 1) std::abort();
  for (const rettesnor::Diagnostic& problem : tree.diagnostics) {
    if (problem.at.begin > problem.at.end || problem.at.end > source.text.size()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(data + 1, data + size);
  read(text, data[0] % 2 == 0 ? rettesnor::DataFormat::yaml : rettesnor::DataFormat::json);
  return 0;
}
