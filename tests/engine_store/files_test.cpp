// Files and folders of rules on a real disk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "engine/store/files.hpp"

namespace rettesnor {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using Kind = FileProblem::Kind;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() / ("rettesnor_" + std::string(test->name()) + "_" + std::to_string(getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_ / "rules");
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const fs::path& path, std::string_view text = "x") {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }

  std::vector<std::string> listed(const fs::path& folder) {
    const auto found = list_rule_files(root_ / folder);
    std::vector<std::string> out;
    if (!found) return {"problem " + std::to_string(static_cast<int>(found.error().kind))};
    for (const fs::path& path : *found) out.push_back(path.lexically_relative(root_).generic_string());
    return out;
  }

  fs::path root_;
};

TEST_F(Files, WholeTextUpToTheLimit) {
  const std::string text("a\0b\n", 4);
  write("case.yaml", text);
  EXPECT_EQ(read_file(root_ / "case.yaml", 4), text);
  EXPECT_EQ(read_file(root_ / "case.yaml", 3).error().kind, Kind::too_large);
  write("empty.yaml", "");
  EXPECT_EQ(read_file(root_ / "empty.yaml", 0), "");
}

TEST_F(Files, WhatIsNoFile) {
  EXPECT_EQ(read_file(root_ / "none", 10).error().kind, Kind::not_found);
  EXPECT_EQ(read_file(root_ / "rules", 10).error().kind, Kind::is_folder);
  EXPECT_EQ(read_file("/dev/zero", 1'000).error().kind, Kind::too_large);  // ends, though the device does not
}

TEST_F(Files, APipeOrADeviceIsNoRegularFile) {
  ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(regular_file(root_ / "pipe").error().kind, Kind::not_regular);  // opened, it would wait for a writer
  EXPECT_EQ(fingerprint(root_ / "pipe").error().kind, Kind::not_regular);
  EXPECT_EQ(fingerprint("/dev/zero").error().kind, Kind::not_regular);
  EXPECT_EQ(regular_file(root_ / "none").error().kind, Kind::not_found);
  EXPECT_EQ(regular_file(root_ / "rules").error().kind, Kind::is_folder);
  write("case.ndjson", "ab");
  EXPECT_TRUE(regular_file(root_ / "case.ndjson"));
  EXPECT_EQ(fingerprint(root_ / "case.ndjson")->bytes, 2U);
}

TEST_F(Files, ProblemsAreSaidInBothLanguages) {
  const FileProblem problem{Kind::not_found, "a/b.yaml"};
  EXPECT_EQ(describe(problem, Language::danish), "a/b.yaml findes ikke");
  EXPECT_EQ(describe(problem, Language::english), "a/b.yaml does not exist");
}

TEST_F(Files, RuleFilesSortedFromAllFolders) {
  write("rules/b.regel");
  write("rules/a/z.regel.md");
  write("rules/a/y.regel");
  write("rules/readme.md");
  write("rules/x.regel.bak");
  write("rules/.hidden.regel");
  write("rules/.git/c.regel");
  EXPECT_THAT(listed("rules"), ElementsAre("rules/a/y.regel", "rules/a/z.regel.md", "rules/b.regel"));
  EXPECT_THAT(listed("rules/b.regel"), ElementsAre("rules/b.regel"));
}

TEST_F(Files, NeitherFolderNorRules) {
  EXPECT_EQ(list_rule_files(root_ / "none").error().kind, Kind::not_found);
  write("case.yaml");
  EXPECT_EQ(list_rule_files(root_ / "case.yaml").error().kind, Kind::not_folder);
}

TEST_F(Files, LinksInsideAreReadOnceAndThoseThatLeaveAreRefused) {
  write("rules/a.regel");
  write("rules/text.txt");
  fs::create_symlink("a.regel", root_ / "rules/link.regel");
  fs::create_symlink("text.txt", root_ / "rules/text.regel");  // the link has the name of a rule file: it is one
  EXPECT_THAT(listed("rules"), ElementsAre("rules/a.regel", "rules/text.txt"));
  fs::create_directory_symlink(root_ / "rules", root_ / "rules/loop");
  EXPECT_THAT(listed("rules"), ElementsAre("rules/a.regel", "rules/text.txt"));
  write("outside.regel");
  fs::create_symlink(root_ / "outside.regel", root_ / "rules/out.regel");
  EXPECT_EQ(list_rule_files(root_ / "rules").error().kind, Kind::leaves_folder);
}

TEST_F(Files, FoldersThatLeadOutAreRefused) {
  write("rules/a.regel");
  write("other/b.regel");
  fs::create_directory_symlink(root_ / "other", root_ / "rules/more");
  EXPECT_EQ(list_rule_files(root_ / "rules").error().kind, Kind::leaves_folder);
}

TEST_F(Files, ARulesFolderMayItselfBeALink) {
  write("rules/a.regel");
  fs::create_directory_symlink(root_ / "rules", root_ / "current");
  EXPECT_THAT(listed("current"), ElementsAre("current/a.regel"));
}

TEST_F(Files, TooDeep) {
  fs::path deep = "rules";
  for (int i = 0; i < 40; ++i) deep /= "d";
  write(deep / "a.regel");
  EXPECT_EQ(list_rule_files(root_ / "rules").error().kind, Kind::too_deep);
}

}  // namespace
}  // namespace rettesnor
