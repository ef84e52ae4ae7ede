// `rettesnor.toml`: what is read, and that nothing is passed over.
#include "tests/engine_publish/publish_support.hpp"

namespace rettesnor {
namespace {

TEST(Settings, AreReadWhole) {
  const std::string key(64, 'a');
  const auto read = read_settings("[trust]\nrequire = \"signed\"\nauthor = [{ name = \"Anna\", key = \"ed25519:" + key +
                                  "\" }]\n[lint]\nW012 = \"off\"\nW009 = \"error\"\nabbreviations = [\"CPR\"]\n");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->require_signed);
  ASSERT_EQ(read->trusted.size(), 1U);
  EXPECT_EQ(read->trusted[0].role + read->trusted[0].name + read->trusted[0].key, "authorAnna" + key);
  EXPECT_EQ(read->lint.at(Code::no_remedy), LintLevel::off);
  EXPECT_EQ(read->lint.at(Code::headline_too_long), LintLevel::error);
  EXPECT_EQ(read->abbreviations, std::vector<std::string>{"CPR"});
  EXPECT_TRUE(read_settings(""));
  for (const char* const day : {"2026-01-31", "\"2026-01-31\""}) {
    const auto editor = read_settings("[editor]\ncases = \"a/b.ndjson\"\nas_of = " + std::string(day));
    ASSERT_TRUE(editor) << day;
    EXPECT_EQ(editor->cases + " " + editor->cases_as_of, "a/b.ndjson 2026-01-31");
  }
}

// A slip of the pen must not switch a check off.
TEST(Settings, WhatIsNotKnownIsRefusedWithItsLine) {
  const std::string key(64, 'a');
  for (const std::string& text : std::vector<std::string>{
           "\n[trust]\nrequired = \"signed\"", "\n[trust]\nrequire = \"Signed\"", "\n[trust]\nrequire = true", "\n[trust]\nauthors = []",
           "\n[trust]\nauthor = [{ name = \"A\" }]", "\n[trust]\nauthor = [{ name = \"A\", key = \"" + key + "\" }]",
           "\n[trust]\nauthor = [{ name = \"A\", key = \"ed25519:" + std::string(64, 'A') + "\" }]", "\n[trust]\nauthor = \"x\"",
           "\n[lint]\nW999 = \"off\"", "\n[lint]\nN001 = \"off\"", "\n[lint]\nW012 = \"of\"", "\n[lint]\nabbreviations = [1]", "\n[editor]\ncase = \"x\"", "\n[editor]\ncases = 1",
           "\n[editor]\nas_of = \"today\"", "\n[editor]\nas_of = 1", "\n\ntrust = 1", "\n\n[[trust]]", "\n\nx =",
       }) {
    const auto read = read_settings(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Code::settings_unreadable);
    EXPECT_TRUE(read.error().arguments.front().starts_with("3: ")) << text << "\n" << read.error().arguments.front();
  }
}

}  // namespace
}  // namespace rettesnor
