// Every name in the rule packages is known for what it stands for, and each declared thing is found from its uses.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "engine/author/places.hpp"
#include "engine/author/rename.hpp"
#include "tests/support/rule_files.hpp"

namespace rettesnor::author {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Desk desk_of(std::initializer_list<const char*> roots) {
  Desk out;
  for (const char* const root : roots) {
    for (const fs::path& path : testing::rule_files(root)) out.put(path.generic_string(), read_file(path));
  }
  out.refresh();
  return out;
}

// Words that stand for nothing an editor could show: what the language itself knows, and names a test gives to elements.
bool nameless(const Tree& tree, NodeId node, NodeKind parent) {
  static const std::set<std::string_view> built_in{"extraction_time", "municipality", "danish_public_holidays"};
  // `missing f1.held`: f1 is an element of the test's case.
  bool const element = parent == NodeKind::missing && tree.main(node).end < tree.source().text.size() && tree.source().text[tree.main(node).end] == '.';
  return element || parent == NodeKind::of_element || parent == NodeKind::given_item || parent == NodeKind::accept_reasons || parent == NodeKind::qualified_name ||
         parent == NodeKind::status || built_in.contains(tree.text(node));
}

void names_in(const Desk& desk, const Syntax& file, NodeId node, NodeKind parent, std::size_t& seen, std::size_t& unknown) {
  const Tree& tree = file.tree;
  for (NodeId const child : tree.children(node)) {
    NodeKind const kind = tree.kind(child);
    // The words of a path belong to whoever holds the path.
    if (kind == NodeKind::path) {
      names_in(desk, file, child, tree.kind(node), seen, unknown);
      continue;
    }
    if (kind != NodeKind::name) {
      names_in(desk, file, child, kind, seen, unknown);
      continue;
    }
    NodeKind const holder = tree.kind(node) == NodeKind::path ? parent : tree.kind(node);
    if (nameless(tree, child, holder)) continue;
    ++seen;
    if (use_at(desk, file.source->file, tree.main_span(child).begin) != nullptr) continue;
    // What is missing is told by name alone; where fields of several concepts bear it, the name stands for none of them.
    if (holder == NodeKind::missing && std::ranges::count(desk.model().fields.rows(), tree.text(child), &FieldDecl::name) > 1) continue;
    ++unknown;
    ADD_FAILURE() << file.source->name << ":" << file.source->position(tree.span(child).begin).line << ": `" << tree.text(child) << "` in " << name_of(holder)
                  << " stands for nothing";
  }
}

TEST(Uses, EveryNameOfTheChildrensPackagesIsKnown) {
  const Desk desk = desk_of({"rules", "samples"});
  ASSERT_TRUE(desk.ok());
  std::size_t seen = 0;
  std::size_t unknown = 0;
  for (const Syntax& file : desk.files()) names_in(desk, file, file.root, NodeKind::file, seen, unknown);
  EXPECT_GT(seen, 2500U);
  EXPECT_EQ(unknown, 0U);
}

TEST(Uses, TheNameWrittenIsTheNameMeant) {
  const Desk desk = desk_of({"rules", "samples"});
  for (const Use& use : desk.uses()) {
    if (use.meant.kind == Named::variable) continue;
    std::string_view written = desk.source(use.file).slice(use.at);
    if (written.starts_with('`')) written = written.substr(1, written.size() - 2);
    EXPECT_EQ(written, card_of(desk.model(), use.meant).name);
    EXPECT_TRUE(declaration_of(desk, use.meant)) << written;
  }
}

TEST(Uses, ARuleIsRenamedInItsTestsAndExceptionsAndBackAgain) {
  Desk desk = desk_of({"rules"});
  FileId const file = *desk.find("rules/dk/social/children/studies.regel");
  auto const at = static_cast<std::uint32_t>(desk.source(file).text.find("rule study ") + 5);
  auto const edits = rename(desk, file, at, "examination");
  ASSERT_TRUE(edits) << edits.error().english;
  EXPECT_GT(edits->size(), 10U);
  EXPECT_EQ(edits->size(), uses_of(desk, {Named::rule, use_at(desk, file, at)->meant.index, 0}, true).size());
  EXPECT_FALSE(rename(desk, file, at, "study_decision")) << "that is another rule";
}

TEST(Uses, HalfWrittenFilesKeepTheirNames) {
  Desk desk = desk_of({"rules"});
  FileId const file = *desk.find("rules/dk/social/children/studies.regel");
  std::string text = desk.source(file).text;
  std::size_t const begin = text.find("rule inquiry_made");
  text.insert(begin, "rule half_written \"Halv\"\n  when inquiry has happ\n  municipality must\n\n");
  desk.put(desk.source(file).name, text);
  desk.refresh();
  EXPECT_FALSE(desk.ok());
  // In front of it, in it and behind it.
  for (const char* const marked : {"when screening has", "when inquiry has happ", "complete inquiry after"}) {
    auto const at = static_cast<std::uint32_t>(text.find(marked) + std::string_view(marked).find(' ') + 1);
    const Use* const use = use_at(desk, file, at);
    ASSERT_NE(use, nullptr) << marked;
    EXPECT_EQ(use->meant.kind, Named::field) << marked;
  }
}

}  // namespace
}  // namespace rettesnor::author
