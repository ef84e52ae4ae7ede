// The page whole: a small literate package with one of everything, and what must be on it.
#include <gtest/gtest.h>

#include <memory>

#include "engine/check/check.hpp"
#include "engine/document/document.hpp"
#include "engine/values/parse.hpp"
#include "grammar/base/render.hpp"

namespace rettesnor::document {
namespace {

const std::string guideline = R"md(# Svar på breve

Alle breve besvares. Se [loven](https://example.org/lov). <b>Ikke fed.</b>

```regel
language en
package small.letters version 3
title "Breve" "Letters"
owner "Kontoret"  status draft  review by 2026-01-31
actor office "Kontoret" "The office"
source L law "Lille lov" url "https://example.org/lov"
source M law "Skjult" url "javascript:alert(1)"
```

## Fristen

```regel
concept letter "Brev" "Letter"
  event came date "Modtaget" "Received"
  event reply date "Svar" "Reply" verb send
  fact urgent yes/no "Haster <nu>" "Urgent"
end
rule answered "Svar i tide" "Answer in time"
  in force until 2025-12-31   cite M § 1
    office must send reply within 14 days of came
  in force from 2026-01-01   cite L § 1 unverified
    office must send reply within 7 days of came
end
exception not_urgent to answered "Haster ikke" "Not urgent" cite L § 2
  when not urgent
  instead may be omitted
end
test last_day "Sidste dag" "The last day"
  given came 2026-02-02, reply 2026-02-09, urgent yes
  at 2026-03-01 12:00
  expect answered = fulfilled
end
test later "Dagen efter"
  given came 2026-02-02, reply 2026-02-10, urgent unknown
  at 2026-03-01
  expect answered = late or for judgement missing urgent
end
```
)md";

struct Loaded {
  Sources sources;
  std::vector<Syntax> files;
  Model model;
};

std::unique_ptr<Loaded> load(std::string text) {
  auto out = std::make_unique<Loaded>();
  out->sources.add("letters.regel.md", std::move(text));
  for (const Source& s : out->sources) out->files.push_back(parse(s));
  Checked checked = check(out->files);
  for (const Diagnostic& d : out->files.front().diagnostics) ADD_FAILURE() << render(d, out->sources, {});
  for (const Diagnostic& d : checked.diagnostics) {
    if (has_errors(std::vector<Diagnostic>{d})) ADD_FAILURE() << render(d, out->sources, {});
  }
  out->model = std::move(checked.model);
  return out;
}

std::string page(const std::string& day, Language language = Language::danish) {
  const auto loaded = load(guideline);
  return one_page({.model = loaded->model, .sources = loaded->sources, .files = loaded->files, .packages = {PackageId{0}}, .language = language, .as_of = parse_date(day)->first});
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

void expect_in_order(const std::string& text, std::initializer_list<std::string_view> parts) {
  std::size_t at = 0;
  for (const std::string_view p : parts) {
    const std::size_t found = text.find(p, at);
    ASSERT_NE(found, std::string::npos) << "missing, or out of order: " << p;
    at = found + p.size();
  }
}

TEST(Page, ProseAndRulesStandInTheFilesOrder) {
  expect_in_order(page("2026-02-15"), {"<h1>Breve</h1>", "<h3>Svar på breve</h3>", "<a href=\"https://example.org/lov\">loven</a>", "&lt;b&gt;Ikke fed.&lt;/b&gt;", "<h4>Fristen</h4>",
                                       "<h5>Begreb: Brev</h5>", "<h5 id=\"rule-small.letters.answered\">Svar i tide</h5>", "Kontoret skal sende »Svar« inden for 7 dage efter »Modtaget«.", "Undtagelser", "Kravet kan undlades, når »Haster &lt;nu&gt;« ikke er tilfældet"});
}

TEST(Page, NothingAnAuthorWroteIsMarkup) {
  const std::string html = page("2026-02-15");
  EXPECT_EQ(html.find("<b>"), std::string::npos);
  EXPECT_EQ(html.find("<nu>"), std::string::npos);
  EXPECT_EQ(html.find("href=\"javascript"), std::string::npos);
  EXPECT_EQ(html.find("<script"), std::string::npos);
}

TEST(Page, TheDayDecidesWhichVersionStandsFirstAndWhatIsPast) {
  const std::string new_law = page("2026-02-15"), old_law = page("2025-06-01");
  EXPECT_NE(new_law.find("<p class=\"says\">Kontoret skal sende »Svar« inden for 7 dage"), std::string::npos);
  EXPECT_NE(old_law.find("<p class=\"says\">Kontoret skal sende »Svar« inden for 14 dage"), std::string::npos);
  EXPECT_NE(new_law.find("31. januar 2026 <em class=\"mark\">overskredet</em>"), std::string::npos);
  EXPECT_EQ(old_law.find("overskredet"), std::string::npos);
  EXPECT_EQ(page("2026-01-31").find("overskredet"), std::string::npos) << "the day itself is not past";
  // Both stand in the history either way.
  for (const std::string& html : {new_law, old_law}) expect_in_order(html, {"Historik:", "til og med 31. december 2025", "14 dage", "fra 1. januar 2026", "7 dage", "<em class=\"mark\">ikke efterprøvet</em>"});
}

TEST(Page, TestsAreExamplesInWords) {
  expect_in_order(page("2026-02-15"), {"<summary>Eksempler (2)</summary>", "Sidste dag", "Modtaget: 2. februar 2026; Svar: 9. februar 2026; Haster &lt;nu&gt;: ja", "1. marts 2026 kl. 12.00", "<strong>Overholdt</strong>",
                                       "Dagen efter", "Haster &lt;nu&gt;: spurgt, men ukendt", "<td>1. marts 2026</td>", "<strong>Til faglig vurdering eller forsinket</strong><br>mangler: Haster &lt;nu&gt;"});
}

// 6 March 2026 is a Friday; seven days later is Friday 13 March, fourteen days before 2026 began with the old law's 7 March 2025.
TEST(Page, ATimeLimitIsWorkedOut) {
  EXPECT_NE(page("2026-02-15").find("er »Modtaget« fredag 6. marts 2026, er fristen fredag 13. marts 2026."), std::string::npos);
  EXPECT_NE(page("2025-06-01").find("er »Modtaget« fredag 7. marts 2025, er fristen fredag 21. marts 2025."), std::string::npos);
}

TEST(Page, SaysWhatIsUnverifiedAndWhatIsRegistered) {
  const std::string html = page("2026-02-15", Language::english);
  expect_in_order(html, {"<html lang=\"en\">", "<h2 id=\"unverified\">Unverified</h2>", "<a href=\"#rule-small.letters.answered\">Answer in time</a>: L § 1", "What is to be registered (3)", "<code>came</code>"});
  EXPECT_EQ(count(html, "<h1>"), 1U);
}

// Two rules of the same package: what the recommendation rests on was changed after it was written.
TEST(Page, SaysWhatFollowsAnOlderTextAndWhatHasChangedSince) {
  const std::string text = guideline + R"md(
```regel
source R guidance "Råd"
recommendation early "Svar tidligt" "Answer early" cite R "side 2" text of 2024, L § 1
  evidence practice consensus, as of 2025-06-01
  quality deadline material
  office should send reply within 3 days of came
end
```
)md";
  const auto loaded = load(text);
  const std::string html = one_page({.model = loaded->model, .sources = loaded->sources, .files = loaded->files, .packages = {PackageId{0}}, .language = Language::english, .as_of = parse_date("2026-02-15")->first});
  expect_in_order(html, {"<h2 id=\"older-texts\">After an older text</h2>", "Answer early</a>: R side 2 (text of 2024)"});
  expect_in_order(html, {"<code>early</code> <em class=\"mark\">text of 2024</em> measured as case processing time, material</p>",
                         "side 2 <em class=\"mark\">after the text as it stood in 2024: check that it still holds</em>",
                         "The law has changed since</em> As of 1 June 2025; L § 1 changed on 1 January 2026, see <a href=\"#rule-small.letters.answered\">Answer in time</a>."});
  EXPECT_EQ(page("2026-02-15", Language::english).find("older text"), std::string::npos);
}

TEST(Page, TheRulesOwnTextIsTheDeclarationAlone) {
  const std::string html = page("2026-02-15");
  expect_in_order(html, {"<summary>Reglens egen tekst</summary>", "<code>rule answered &quot;Svar i tide&quot;", "within 7 days of came\nend</code>"});
}

TEST(Site, OnePageAPackageAndLinksBetweenThem) {
  const auto loaded = load(guideline);
  const auto pages = site({.model = loaded->model, .sources = loaded->sources, .files = loaded->files, .packages = {PackageId{0}}, .language = Language::danish, .as_of = Date{20500}});
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].name, "index.html");
  EXPECT_EQ(pages[1].name, "small.letters.html");
  EXPECT_NE(pages[0].html.find("<a href=\"small.letters.html#rule-small.letters.answered\">"), std::string::npos);
  EXPECT_NE(pages[1].html.find("<a href=\"index.html\">"), std::string::npos);
}

}  // namespace
}  // namespace rettesnor::document
