// Holds every node of every correct file against what node_kinds.def says about its children.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/grammar/golden_support.hpp"

namespace rettesnor {
namespace {

// The kinds of the section "expressions": those between or_ and string.
bool is_expression(NodeKind kind) { return kind >= NodeKind::or_ && kind <= NodeKind::string; }

const std::map<std::string, std::string> classes{
    {"@path", "name|path|previous"},  // `previous` alone is the shortest path
    {"@time",
     "within|no_later_than|before|after|as_soon_as_possible|at_once|as_far_as_possible|first_then|every|at_least_times|"
     "counting_first_day|rolling_to|not_rolling|paused_while"},
    {"@type", "type_name|one_of|ordered_one_of|list_of"},
    {"@body",
     "cite|for_each|when|while_|unless|duty|reading|transition|remedy|accept_reasons|evidence|instead|because|quality"},
};

std::string expressions() {
  std::string out;
  for (std::size_t i = 0; i < node_kind_rows().size(); ++i) {
    if (!is_expression(static_cast<NodeKind>(i))) continue;
    if (!out.empty()) out += '|';
    out += node_kind_rows()[i].name;
  }
  return out;
}

// "a? b|c*" becomes "(?:(?:a) )?(?:(?:b|c) )*" over the children's names, each with a blank behind it.
std::regex shape_of(const NodeKindRow& row) {
  std::string pattern;
  std::istringstream terms{std::string(row.children)};
  for (std::string term; terms >> term;) {
    std::string count;
    if (std::string("?*+").find(term.back()) != std::string::npos) {
      count = term.back();
      term.pop_back();
    }
    std::istringstream parts(term);
    std::string either;
    for (std::string part; std::getline(parts, part, '|');) {
      if (!either.empty()) either += '|';
      if (part == "@expr") {
        either += expressions();
      } else {
        auto const found = classes.find(part);
        either += found == classes.end() ? part : found->second;
      }
    }
    pattern += "(?:(?:" + either + ") )" + count;
  }
  return std::regex(pattern, std::regex::optimize);
}

void check_shapes(const std::filesystem::path& path, std::set<NodeKind>& seen) {
  static std::map<NodeKind, std::regex> const shapes = [] {
    std::map<NodeKind, std::regex> out;
    for (std::size_t i = 0; i < node_kind_rows().size(); ++i) {
      out.emplace(static_cast<NodeKind>(i), shape_of(node_kind_rows()[i]));
    }
    return out;
  }();
  Source const source = source_of(path);
  Syntax const syntax = parse(source);
  Tree const& tree = syntax.tree;
  std::vector<NodeId> open{syntax.root};
  while (!open.empty()) {
    NodeId const id = open.back();
    open.pop_back();
    std::string children;
    for (NodeId const child : tree.children(id)) {
      (children += name_of(tree.kind(child))) += ' ';
      open.push_back(child);
    }
    if (tree.broken(id)) continue;
    seen.insert(tree.kind(id));
    bool const listed = tree.kind(id) == NodeKind::file;  // too long for a regular expression
    if (!listed) {
      EXPECT_TRUE(std::regex_match(children, shapes.at(tree.kind(id))))
          << path << ": " << name_of(tree.kind(id)) << " has children: " << children << "\n"
          << tree.whole_text(id);
    }
    EXPECT_EQ(tree.node(id).main == NodeId::none, row_of(tree.kind(id)).main_token == "-") << name_of(tree.kind(id));
  }
}

TEST(Shape, EveryNodeIsAsTheContractSays) {
  std::set<NodeKind> seen;
  for (auto const& path : files_below(golden_folder(), ".regel")) check_shapes(path, seen);
  for (std::size_t i = 0; i < node_kind_rows().size(); ++i) {
    auto const kind = static_cast<NodeKind>(i);
    if (kind == NodeKind::error) continue;
    EXPECT_TRUE(seen.contains(kind)) << name_of(kind) << " stands in no golden file";
  }
}

TEST(Shape, RulePackagesToo) {
  std::set<NodeKind> seen;
  for (std::string const ending : {".regel", ".regel.md"}) {
    for (auto const& root : {"rules", "samples"}) {
      for (auto const& path : files_below(root, ending)) check_shapes(path, seen);
    }
  }
}

// Children lie inside their parents and in the text's order, except actor and modal of a Danish duty.
TEST(Shape, SpansNest) {
  for (auto const& path : files_below(golden_folder(), ".regel")) {
    Source const source = source_of(path);
    Syntax const syntax = parse(source);
    Tree const& tree = syntax.tree;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      Node const& parent = tree.node(NodeId{i});
      for (NodeId const child : tree.children(NodeId{i})) {
        EXPECT_LE(parent.first_token, tree.node(child).first_token) << path << " " << name_of(parent.kind);
        EXPECT_GE(parent.token_end, tree.node(child).token_end) << path << " " << name_of(parent.kind);
        EXPECT_LT(child.value, i) << "children come before parents";
      }
    }
  }
}

}  // namespace
}  // namespace rettesnor
