// What an author writes never becomes markup of ours.
#include <gtest/gtest.h>

#include "engine/document/prose.hpp"
#include "grammar/literate.hpp"

namespace rettesnor::document {
namespace {

std::string prose(std::string_view markdown, int level = 2, int last = 0) { return prose_html(markdown, level, last); }

TEST(Prose, MarkupIsShownAsText) {
  EXPECT_EQ(prose("a <script>alert(1)</script> b"), "<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>\n");
  EXPECT_EQ(prose("<div onclick=\"x\">\n\nb"), "<p>&lt;div onclick=&quot;x&quot;&gt;</p>\n<p>b</p>\n");
  EXPECT_EQ(prose("`<b>`"), "<p><code>&lt;b&gt;</code></p>\n");
}

TEST(Prose, OnlyAddressesOfTheWebAreLinks) {
  EXPECT_EQ(prose("[lov](https://example.org/a?b=1&c=\"2)"), "<p><a href=\"https://example.org/a?b=1&amp;c=&quot;2\">lov</a></p>\n");
  for (const char* url : {"javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "java&#115;cript:alert(1)", "//example.org", "file:///etc", "x.html"}) {
    EXPECT_EQ(prose("[her](" + std::string(url) + ")"), "<p>her</p>\n") << url;
  }
}

TEST(Prose, PicturesAreTheirWords) { EXPECT_EQ(prose("![Et *kort* over](https://example.org/a.png)"), "<p>Et <em>kort</em> over</p>\n"); }

TEST(Prose, HeadingsFollowWithoutGap) {
  EXPECT_EQ(prose("# a\n\n### b\n\n## c"), "<h2>a</h2>\n<h3>b</h3>\n<h3>c</h3>\n");
  int last = 3;
  EXPECT_EQ(prose_html("#### d", 2, last), "<h4>d</h4>\n");
  EXPECT_EQ(last, 4);
  EXPECT_EQ(prose("###### deep", 6), "<h6>deep</h6>\n");
}

TEST(Prose, TablesHaveScopedHeadings) {
  EXPECT_NE(prose("| a | b |\n|---|---|\n| 1 | 2 |").find("<th scope=\"col\">a</th><th scope=\"col\">b</th>"), std::string::npos);
}

TEST(Passages, WordsAndRulesInOrderWithoutTheirFences) {
  const std::string text = "# T\n\n```regel\nlanguage en\n```\nmid\n```cpp\nx\n```\n```regel\nrule\n```\nend\n";
  std::vector<std::pair<bool, std::string>> found;
  for (const Passage& p : passages(text)) found.emplace_back(p.rules, text.substr(p.span.begin, p.span.size()));
  const std::vector<std::pair<bool, std::string>> want{{false, "# T\n\n"}, {true, "language en\n"}, {false, "mid\n```cpp\nx\n```\n"}, {true, "rule\n"}, {false, "end\n"}};
  EXPECT_EQ(found, want);
}

}  // namespace
}  // namespace rettesnor::document
