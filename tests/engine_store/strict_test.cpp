// What YAML offers beyond values, and what hostile files try: refused with code, line and column.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/store/text_check.hpp"
#include "tests/engine_store/case_support.hpp"

namespace rettesnor::testing_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Every byte at every place of a text that is looked at eight bytes at a time.
TEST(Strict, EveryByteIsLookedAt) {
  for (int byte = 0; byte < 256; ++byte) {
    const bool plain = byte == '\t' || byte == '\n' || byte == '\r' || (byte >= 0x20 && byte < 0x7F);
    for (std::size_t at = 0; at < 19; ++at) {
      std::string text(19, 'a');
      text[at] = static_cast<char>(byte);
      const auto fault = find_text_fault(text);
      ASSERT_EQ(fault.has_value(), !plain) << byte << " at " << at;
      if (fault) {
        ASSERT_EQ(fault->at, at) << byte;
      }
    }
  }
}

TEST(Strict, DuplicateKeysEverywhere) {
  EXPECT_THAT(refused_body("note: a\nnote: b"), ElementsAre("K012 3:1"));
  EXPECT_THAT(refused("case: A\ncase: B"), ElementsAre("K012 2:1"));
  EXPECT_THAT(refused_body("study: {at: 2026-01-01, at: 2026-01-02}"), ElementsAre("K012 2:25"));
  EXPECT_THAT(refused_body("note: a\n\"note\": b"), ElementsAre("K012 3:1"));  // quotes make no other name
  EXPECT_THAT(refused_body("visits: [{made: 2026-01-01, made: 2026-01-01}]"), ElementsAre("K012 2:29"));
}

TEST(Strict, DuplicateKeysAmongMany) {
  // Beyond a few keys another way of looking is used; it must find the first, the last and the one in between.
  for (const int repeated : {0, 15, 16, 17, 39}) {
    std::string text = "{";
    for (int i = 0; i < 40; ++i) text += "\"k" + std::to_string(i) + "\": 1,";
    text += "\"k" + std::to_string(repeated) + "\": 1}";
    const DataTree tree = read_tree(Source{.name = "t", .text = text}, DataFormat::json);
    ASSERT_EQ(tree.diagnostics.size(), 1U) << repeated;
    EXPECT_EQ(tree.diagnostics[0].code, Code::case_duplicate_key);
    EXPECT_EQ(tree.diagnostics[0].arguments[0], "k" + std::to_string(repeated));
  }
}

TEST(Strict, AnchorsAndAliases) {
  EXPECT_THAT(refused_body("note: &a text\nborn: *a"), ElementsAre("K010 2:7", "K010 3:7"));
  EXPECT_THAT(refused_body("visits: &v [{made: 2026-01-01}]"), ElementsAre("K010 2:9"));
  EXPECT_THAT(refused_body("note: &a"), ElementsAre("K010 2:7"));
  EXPECT_THAT(refused_body("&n note: text"), ElementsAre("K010 2:1"));
}

TEST(Strict, AliasBombIsRefusedAtTheFirstAnchor) {
  std::string text = "case: A\nl0: &l0 [x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*l" + std::to_string(i - 1);
    text += "l" + std::to_string(i) + ": &l" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) text += before + ", ";
    text += before + "]\n";
  }
  const auto found = refused(text);
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(found[0].starts_with("K016 2:1") || found[0].starts_with("K010 2:5")) << found[0];
  EXPECT_LE(found.size(), 51U);
}

TEST(Strict, Tags) {
  EXPECT_THAT(refused_body("note: !!str 5"), ElementsAre("K011 2:7"));
  EXPECT_THAT(refused_body("grade: !!int \"5\""), ElementsAre("K011 2:8"));
  EXPECT_THAT(refused_body("note: !own text"), ElementsAre("K011 2:7"));
  EXPECT_THAT(refused_body("note: ! text"), ElementsAre("K011 2:7"));
  EXPECT_THAT(refused_body("visits: !!seq []"), ElementsAre("K011 2:9"));
}

TEST(Strict, MergeKeysAreNoNames) { EXPECT_THAT(refused_body("<<: {note: a}"), ElementsAre("K016 2:1")); }

TEST(Strict, KeysAreWords) {
  EXPECT_THAT(refused_body("? [a, b]\n: c"), ElementsAre("K013 2:3"));
  EXPECT_THAT(refused_body("? {a: b}\n: c\nnote: x"), ElementsAre("K013 2:3"));
  EXPECT_THAT(refused_body("~: c"), ElementsAre("K013 2:1"));
  EXPECT_THAT(refused_body("\"\": c"), ElementsAre("K013 2:1"));
}

TEST(Strict, OneDocument) {
  EXPECT_THAT(refused("case: A\n---\ncase: B"), ElementsAre("K009 2:1"));
  EXPECT_EQ(accepted("---\ncase: A\n...\n").id, "A");
}

TEST(Strict, Depth) {
  const auto nested = [](int levels) {
    return "case: A\nzzz: " + std::string(static_cast<std::size_t>(levels), '[') +
           std::string(static_cast<std::size_t>(levels), ']');
  };
  EXPECT_THAT(refused(nested(63)),
              ElementsAre("K016 2:1"));  // 64 with the map around: read, and only the name is wrong
  EXPECT_THAT(refused(nested(64)), ElementsAre("K005 2:69"));
  EXPECT_THAT(refused(nested(100'000)), ElementsAre("K005 2:69"));
  std::string blocks = "case: A\n";
  for (int i = 0; i < 2'000; ++i) blocks += "- ";
  EXPECT_FALSE(refused(blocks).empty());
  std::string maps;
  for (int i = 0; i < 200; ++i) maps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_THAT(refused(maps), ElementsAre("K005 65:65"));
}

TEST(Strict, Size) {
  const Source source{.name = "c", .text = "case: A\nnote: " + std::string(1'000, 'x')};
  const auto small = read_case(model(), source, {}, CaseFormat::yaml, {.max_bytes = 100});
  ASSERT_FALSE(small);
  EXPECT_EQ(small.error()[0].code, Code::case_too_large);
  EXPECT_TRUE(read_case(model(), source, {}, CaseFormat::yaml, {.max_bytes = source.text.size()}).has_value());
}

// yaml-cpp needs seconds for a MiB of brackets: what is larger is refused unread, while JSON may be larger.
TEST(Strict, YamlHasASmallerSizeOfItsOwn) {
  const std::string start = "{\"case\": \"A\", \"note\": \"";  // a flow-style map is JSON and YAML alike
  const std::string fits = start + std::string((std::size_t{1} << 20U) - start.size() - 2, 'x') + "\"}";
  ASSERT_EQ(fits.size(), std::size_t{1} << 20U);
  EXPECT_THAT(refused(fits), ::testing::IsEmpty());
  const std::string larger = start + std::string(fits.size() - start.size() - 1, 'x') + "\"}";
  EXPECT_THAT(refused(larger), ElementsAre(::testing::StartsWith("K004")));
  EXPECT_THAT(refused(larger, CaseFormat::json), ::testing::IsEmpty());
}

TEST(Strict, Budget) {
  const Source source{.name = "c",
                      .text = "case: A\nkinds: [a, b, c]"};  // 4 keys and scalars, 2 holders, 3 codes: less than 10
  EXPECT_TRUE(read_case(model(), source, {}, CaseFormat::yaml, {.max_values = 9}).has_value());
  const auto found = read_case(model(), source, {}, CaseFormat::yaml, {.max_values = 5});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error()[0].code, Code::case_too_many_values);
}

TEST(Strict, BytesThatAreNotUtf8) {
  EXPECT_THAT(refused_body("note: \xE6\xF8\xE5"), ElementsAre("K001 2:7", "K001 2:8", "K001 2:9"));  // æøå in Latin-1
  EXPECT_THAT(refused_body("note: \xC0\x80"), ElementsAre("K001 2:7", "K001 2:8"));                  // overlong NUL
  EXPECT_THAT(refused_body("note: \xED\xA0\x80").size(), 3U);                                        // a surrogate
  EXPECT_THAT(refused(std::string("\xFF\xFE"
                                  "c\0a\0",
                                  6))
                  .front(),
              "K001 1:1");  // UTF-16
}

TEST(Strict, ControlCharacters) {
  EXPECT_THAT(refused(std::string("case: A\nnote: a\0b", 17)), ElementsAre("K002 2:8"));
  // The parser takes U+0004 for the end of the file: what stands behind it would be dropped.
  EXPECT_THAT(refused_body("note: a\n\x04study: 2026-01-01"), ElementsAre("K002 3:1"));
  EXPECT_THAT(refused_body("note: a\x1B[31m"), ElementsAre("K002 2:8"));
  EXPECT_THAT(refused_body("note: \"\\u0000\""), ElementsAre("K002 2:7"));
  EXPECT_THAT(refused_body("note: \"a\\e[31m\""), ElementsAre("K002 2:7"));
}

TEST(Strict, HiddenDirection) {
  EXPECT_THAT(refused_body("note: a\u202Eb"), ElementsAre("K003 2:8"));
  EXPECT_THAT(refused_body("note: \"a\\u202Eb\""), ElementsAre("K003 2:7"));
  EXPECT_THAT(refused_body("\"no\\u2066te\": b"), ElementsAre("K003 2:1"));
  EXPECT_THAT(refused("{\"case\": \"A\\u202E\"}", CaseFormat::json), ElementsAre("K003 1:10"));
}

TEST(Strict, ByteOrderMark) {
  EXPECT_EQ(accepted("\xEF\xBB\xBF"
                     "case: A")
                .id,
            "A");
  EXPECT_THAT(refused("\xEF\xBB\xBF"
                      "case: A\nnote: \xEF\xBB\xBFx"),
              ElementsAre("K002 2:7"));
  // Places are those of the file as it lies on the disk.
  EXPECT_THAT(refused("\xEF\xBB\xBF"
                      "case: A\nborn: x"),
              ElementsAre("K028 2:7"));
}

TEST(Strict, WindowsLineBreaks) {
  const Case input = accepted("case: A\r\nnote: hej\r\nvisits:\r\n- made: 2026-01-01\r\n");
  EXPECT_EQ(std::get<std::string>(cell(input, "note").value), "hej");
  EXPECT_EQ(list(*input.root, "visits").elements.size(), 1U);
  EXPECT_THAT(refused("case: A\r\nborn: x\r\n"), ElementsAre("K028 2:7"));
}

TEST(Strict, TextThatIsNoYaml) {
  EXPECT_THAT(refused("case: A\nnote: \"open"), ElementsAre(::testing::StartsWith("K007 2:")));
  EXPECT_THAT(refused("case: A\nnote: a: b"), ElementsAre("K007 2:8"));
  EXPECT_THAT(refused("case: A\n\tnote: a"), ElementsAre(::testing::StartsWith("K007")));
  EXPECT_THAT(refused("case: [A"), ElementsAre(::testing::StartsWith("K007")));
  EXPECT_FALSE(refused("case: A\n]").empty());
}

/// The reasons given for a text that cannot be read at all, in English.
std::string reason(const std::string& text, CaseFormat format) {
  const Source source{.name = "c", .text = text};
  const auto read = read_case(model(), source, {}, format);
  if (read) return "read";
  const Diagnostic& first = read.error().front();
  if (first.labels.empty()) return "no reason";
  EXPECT_EQ(first.labels[0].span, first.at);
  EXPECT_NE(first.labels[0].danish, first.labels[0].english);
  EXPECT_FALSE(first.labels[0].danish.empty());
  return first.labels[0].english;
}

// What is wrong is said in our own words in both languages, by kind of mistake.
TEST(Strict, SaysWhyATextIsNoYamlOrJson) {
  const std::vector<std::pair<std::string, std::string>> yaml{
      {"case: A\nnote: \"open", "the text has no closing quote"},
      {"case: A\nnote: a: b", "a colon stands where no name is before it"},
      {"case: [A", "a bracket, `[` or `{`, is not closed"},
      {"case: {A: 1", "a bracket, `[` or `{`, is not closed"},
      {"case: \"\\q\"", "behind `\\` stands a character that means nothing there"},
      {"case: A\nnote: |x\n  y", "the text behind `|` or `>` begins in the wrong way"},
      {"case: A\nnote: @x", "no value begins with this character"},
      {"%YAML 1.2 3\n---\ncase: A", "a line with `%` first is a directive that cannot be read"},
      {"case: A\nnote: & x", "`&`, `*` or `!` stands here without what must follow"},
      {"case: A\nnote: b - c\n  - d: e\n  f: g", "a colon stands where no name is before it"},
  };
  for (const auto& [text, words] : yaml) EXPECT_EQ(reason(text, CaseFormat::yaml), words) << text;
  const std::vector<std::pair<std::string, std::string>> json{
      {"{\"case\": \"A}", "a text has no closing quote"},
      {"{\"case\": \"\\x\"}", "behind `\\` stands a character that means nothing there"},
      {"{\"case\": \"A\"} x", "more stands behind the case"},
      {"{\"case\": \"A\"", "a value, a name, a comma or a bracket is expected here"},  // behind the last letter
      {"{\"case\": \"a\tb\"}", "a line break or control character stands in a text"},
      {"{\"case\" \"A\"}", "a value, a name, a comma or a bracket is expected here"},
  };
  for (const auto& [text, words] : json) EXPECT_EQ(reason(text, CaseFormat::json), words) << text;
}

TEST(Strict, ColumnsCountLettersNotBytes) {
  EXPECT_THAT(refused_body("\"æøå\": 1\nnote: {æ: 1}"), ElementsAre("K016 2:1", "K016 3:8"));
}

}  // namespace
}  // namespace rettesnor::testing_store
