// What a hostile or broken file cannot do: no crash, bounded depth, bounded messages, for any bytes.
#include <gtest/gtest.h>

#include <random>

#include "tests/grammar/golden_support.hpp"

namespace rettesnor {
namespace {

std::string repeat(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::size_t depth_of(const Tree& tree) {
  std::vector<std::size_t> depth(tree.size(), 1);
  std::size_t deepest = 0;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {  // children come before parents
    for (NodeId const child : tree.children(NodeId{i})) depth[i] = std::max(depth[i], depth[child.value] + 1);
    deepest = std::max(deepest, depth[i]);
  }
  return deepest;
}

TEST(Limits, DeepNestingIsOneMessageAndAShallowTree) {
  for (std::string const& text :
       {repeat("(", 20'000), repeat("not ", 20'000), repeat("(-", 20'000), repeat("a or ", 20'000),
        repeat("1 + ", 20'000), repeat("any x in y where ", 20'000), repeat("all of\n- ", 20'000),
        repeat("end of year of ", 20'000), repeat("(", 150).append("1").append(repeat(repeat(" + 1", 150).append(")"), 150))}) {
    Source const source{"dyb.regel", "language en\nrule r\n  when " + text + "\n  m must x\nend\nactor a\n", {}};
    Syntax const syntax = parse(source);
    EXPECT_NE(numbers_of(syntax).find("S015"), std::string::npos) << text.substr(0, 40) << numbers_of(syntax);
    EXPECT_LE(depth_of(syntax.tree), 1'000U) << text.substr(0, 40);
  }
}

TEST(Limits, TwoHundredLevelsAreRead) {
  Source const source{"dyb.regel", "language en\ndefine d as " + repeat("not ", 199) + "a\n", {}};
  EXPECT_EQ(numbers_of(parse(source)), "");
}

TEST(Limits, ALargeFileIsNotRead) {
  ParseOptions options;
  options.largest_file = 40;
  Source const small{"lille.regel", "language en\nactor a\n", {}};
  EXPECT_EQ(numbers_of(parse(small, options)), "");
  Source const large{"stor.regel", "language en\n" + repeat("actor a\n", 10), {}};
  Syntax const syntax = parse(large, options);
  EXPECT_EQ(numbers_of(syntax), "L006");
  EXPECT_TRUE(syntax.tree.children(syntax.root).empty());
  EXPECT_EQ(message_text(syntax.diagnostics[0], Language::danish), "filen er større end 40 bytes og er ikke læst");
}

TEST(Limits, ALongStringIsReportedAndKept) {
  ParseOptions options;
  options.longest_string = 10;
  Source const source{"lang.regel", "language en\nactor a \"123456789\"\n", {}};
  Syntax const syntax = parse(source, options);
  EXPECT_EQ(numbers_of(syntax), "L005");
  EXPECT_EQ(message_text(syntax.diagnostics[0], Language::english), "the text is longer than 10 bytes");
}

TEST(Limits, MessagesAreCounted) {
  ParseOptions options;
  options.most_diagnostics = 3;
  Source const source{"mange.regel", "language en\n" + repeat("actor not\n", 10), {}};
  Syntax const syntax = parse(source, options);
  ASSERT_EQ(numbers_of(syntax), "S016 S016 S016 S021");
  EXPECT_EQ(message_text(syntax.diagnostics[3], Language::english), "7 more messages are left out");
}

// Cut off anywhere, a file is still a tree, and it has a message unless the cut fell between two declarations.
TEST(Limits, EveryPrefixIsRead) {
  for (auto const& path : files_below(golden_folder() / "trees", ".regel")) {
    std::string const text = read_file(path);
    for (std::size_t size = 0; size < text.size(); size += 7) {
      Source const source{"del.regel", text.substr(0, size), {}};
      Syntax const syntax = parse(source);
      EXPECT_EQ(syntax.tree.kind(syntax.root), NodeKind::file);
      EXPECT_LE(syntax.diagnostics.size(), 3U) << source.text.substr(source.text.size() > 80 ? source.text.size() - 80 : 0)
                                               << "\n" << both_renderings(syntax);
    }
  }
}

// Tokens taken out, doubled and swapped at random: never a crash, always a file node, spans inside the text.
TEST(Limits, RandomEditsGiveATree) {
  std::mt19937 random(20'260'101);
  for (auto const& path : files_below(golden_folder() / "trees", ".regel")) {
    std::string const text = read_file(path);
    Source const whole{"hel.regel", text, {}};
    Syntax const correct = parse(whole);
    auto const tokens = correct.tokens();
    for (int round = 0; round < 300; ++round) {
      std::string edited = text;
      for (int edits = 0; edits < 3; ++edits) {
        Token const& one = tokens[random() % tokens.size()];
        Token const& other = tokens[random() % tokens.size()];
        if (one.end > edited.size()) continue;
        std::string const replacement =
            random() % 3 == 0 ? "" : text.substr(other.begin, other.end - other.begin) + (random() % 2 == 0 ? " " : "\n");
        edited.replace(one.begin, one.end - one.begin, replacement);
      }
      Source const source{"rettet.regel", edited, {}};
      Syntax const syntax = parse(source);
      ASSERT_EQ(syntax.tree.kind(syntax.root), NodeKind::file);
      for (Diagnostic const& diagnostic : syntax.diagnostics) ASSERT_LE(diagnostic.at.end, edited.size());
      ASSERT_FALSE(both_renderings(syntax).find('\x1b') != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace rettesnor
