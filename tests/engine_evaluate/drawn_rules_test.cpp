// Drawn packages hold every construct: each kind of expression, form of duty, column and step of a plan occurs in some.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <set>

#include "engine/compile/compile.hpp"
#include "tests/engine_evaluate/comparing.hpp"
#include "tests/engine_evaluate/random_rules.hpp"
#include "tests/support/load.hpp"

namespace rettesnor {
namespace {

using testing::Random;

constexpr int packages = 400;

/// The names listed between `begin` and `end` in a header, in their order. Read from the header itself, so that what is
/// added there is asked for here without anybody's having to think of it.
std::vector<std::string> names_in(const char* path, const std::string& begin, const std::string& end) {
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const std::size_t from = text.find(begin) + begin.size();
  std::string list = std::regex_replace(text.substr(from, text.find(end, from) - from), std::regex("//[^\n]*"), "");
  std::vector<std::string> out;
  static const std::regex word("[a-zA-Z_:0-9]+");
  for (std::sregex_iterator it(list.begin(), list.end(), word), last; it != last; ++it) out.push_back(it->str());
  return out;
}

/// What occurs, by number.
struct Census {
  std::map<std::size_t, std::uint64_t> ops, columns, expressions, forms;

  void take(const Model& model) {
    for (const Expr& e : model.exprs.rows()) ++expressions[e.node.index()];
    for (const Duty& d : model.duties.rows()) ++forms[static_cast<std::size_t>(d.form)];
    for (const ConceptId root : model.roots) {
      const plan::Plan plan = plan::compile(model, {.as_of = testing::at("2026-03-10 12:00")}, root);
      for (const plan::Step& step : plan.steps) ++ops[static_cast<std::size_t>(step.op)];
      for (const plan::Leaf& leaf : plan.leaves) ++columns[static_cast<std::size_t>(leaf.kind)];
    }
  }
};

const Census& census() {
  static const Census taken = [] {
    Census out;
    for (int i = 0; i < packages; ++i) {
      Random random(20261125 + static_cast<std::uint64_t>(i) * 1'000'003U);
      const auto loaded = testing::load(testing::random_rules(random));
      if (loaded->problems.empty()) out.take(loaded->model);
    }
    return out;
  }();
  return taken;
}

/// Declared, and emitted by no part of engine/compile.
const std::set<std::string> unused{};

void expect_all(const std::vector<std::string>& names, const std::map<std::size_t, std::uint64_t>& counts, std::size_t at_least) {
  ASSERT_GE(names.size(), at_least) << "the header is not read as it is written";
  std::string table;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = counts.find(i);
    EXPECT_EQ(found == counts.end(), unused.contains(names[i])) << names[i] << " in " << packages << " drawn packages";
    table += names[i] + " " + std::to_string(found == counts.end() ? 0 : found->second) + "  ";
  }
  EXPECT_TRUE(counts.empty() || counts.rbegin()->first < names.size());
  std::cerr << table << "\n";
}

TEST(DrawnRules, HoldEveryStep) { expect_all(names_in("engine/compile/plan.hpp", "enum class Op : std::uint8_t {", "};"), census().ops, 40); }

TEST(DrawnRules, ReadEveryColumn) {
  expect_all(names_in("engine/compile/plan.hpp", "struct Leaf {\n  enum class Kind : std::uint8_t {", "};"), census().columns, 20);
}

TEST(DrawnRules, HoldEveryExpression) {
  const auto names = names_in("engine/model/expr.hpp", "using ExprNode = std::variant<", ">;");
  EXPECT_EQ(names.size(), std::variant_size_v<ExprNode>);
  expect_all(names, census().expressions, 30);
}

TEST(DrawnRules, HoldEveryForm) { expect_all(names_in("engine/model/duty.hpp", "enum class DutyForm : std::uint8_t {", "};"), census().forms, 16); }

TEST(DrawnRules, AreTheSameForTheSameNumbers) {
  Random one(7);
  Random same(7);
  Random other(8);
  const auto texts = testing::random_rules(one);
  EXPECT_EQ(texts, testing::random_rules(same));
  EXPECT_NE(texts, testing::random_rules(other));
}

}  // namespace
}  // namespace rettesnor
