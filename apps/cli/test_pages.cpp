#include "apps/cli/test_pages.hpp"

#include <algorithm>
#include <map>

#include "apps/cli/rule_inputs.hpp"
#include "engine/explain/words.hpp"
#include "grammar/base/markup.hpp"
#include "grammar/translate.hpp"

namespace rettesnor::cli {

namespace {

std::string package_of(const Rules& rules, const TestOutcome& outcome) {
  return outcome.test->package ? rules.model.packages[outcome.test->package].name : "";
}

std::string tests_text(const Console& console, const Rules& rules, const std::vector<TestOutcome>& outcomes) {
  const Language language = console.language();
  std::string out;
  std::size_t failed = 0;
  for (const TestOutcome& outcome : outcomes) {
    if (outcome.passed()) continue;
    ++failed;
    const std::string title = text_in(outcome.test->title, language, outcome.test->name);
    out += console.styled(Style::red, text(language, "FEJLER", "FAILS")) + "  " + package_of(rules, outcome) + " " + outcome.test->name +
           (title == outcome.test->name ? "" : " – " + title) + "\n";
    for (const TestMismatch& m : outcome.mismatches) {
      out += "  " + place_of(rules, m.origin) + "\n";
      out += text(language, "    forventet: {0}\n    fundet:    {1}\n", "    expected: {0}\n    found:    {1}\n", {m.expected, m.found});
    }
  }
  const std::vector<std::string> sums{std::to_string(outcomes.size()), std::to_string(failed)};
  return out + (failed > 0              ? text(language, "{1} af {0} eksempler fejler\n", "{1} of {0} tests fail\n", sums)
                : outcomes.size() == 1 ? text(language, "1 eksempel holder\n", "1 test passes\n")
                                       : text(language, "{0} eksempler holder\n", "{0} tests pass\n", sums));
}

void one_json(JsonWriter& json, const Rules& rules, const TestOutcome& outcome) {
  json.begin_object().member("test", outcome.test->name).member("package", package_of(rules, outcome)).key("passed").yes_no(outcome.passed());
  json.key("mismatches").begin_array();
  for (const TestMismatch& m : outcome.mismatches) {
    json.begin_object().member("at", place_of(rules, m.origin)).member("expected", m.expected).member("found", m.found).end_object();
  }
  json.end_array().end_object();
}

/// One suite a package, as continuous integration reads them.
std::string tests_junit(const Console& console, const Rules& rules, const std::vector<TestOutcome>& outcomes) {
  std::map<std::string, std::vector<const TestOutcome*>> suites;
  for (const TestOutcome& o : outcomes) suites[package_of(rules, o)].push_back(&o);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const auto& [package, tests] : suites) {
    const auto failures = std::ranges::count_if(tests, [](const TestOutcome* o) { return !o->passed(); });
    out += "  <testsuite name=\"" + escape_markup(package) + "\" tests=\"" + std::to_string(tests.size()) + "\" failures=\"" + std::to_string(failures) + "\">\n";
    for (const TestOutcome* o : tests) {
      out += "    <testcase classname=\"" + escape_markup(package) + "\" name=\"" + escape_markup(o->test->name) + "\"";
      if (o->passed()) {
        out += "/>\n";
        continue;
      }
      out += ">\n";
      for (const TestMismatch& m : o->mismatches) {
        out += "      <failure message=\"" + escape_markup(text(console.language(), "forventet {0}, fundet {1}", "expected {0}, found {1}", {m.expected, m.found})) + "\">" + escape_markup(place_of(rules, m.origin)) + "</failure>\n";
      }
      out += "    </testcase>\n";
    }
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace

std::string in_language(const TestBlock& block, Language language) {
  std::string out;
  for (const std::string& note : block.notes) out += (language == Language::danish ? "-- kan ikke siges her: " : "-- cannot be said here: ") + note + "\n";
  const Source source{.name = "test", .text = "language en\n" + block.text, .file = {}};
  const FormatResult done = translate(source, language == Language::danish ? KeywordLanguage::danish : KeywordLanguage::english);
  const std::string& whole = done.ok ? done.text : source.text;
  std::size_t begin = whole.find('\n');
  while (begin < whole.size() && whole[begin] == '\n') ++begin;
  return out + whole.substr(begin);
}

std::string tests_page(const Console& console, const Rules& rules, const std::vector<TestOutcome>& outcomes, Format format) {
  if (format == Format::junit) return tests_junit(console, rules, outcomes);
  if (format == Format::ndjson) {
    std::string out;
    for (const TestOutcome& o : outcomes) {
      JsonWriter line(0);
      one_json(line, rules, o);
      out += line.written() + "\n";
    }
    return out;
  }
  if (format != Format::json) return tests_text(console, rules, outcomes);
  JsonWriter json;
  json.begin_array();
  for (const TestOutcome& o : outcomes) one_json(json, rules, o);
  return json.end_array().written() + "\n";
}

std::string proposals(const Console& console, const Rules& rules, const adequacy::Coverage& coverage, std::size_t most) {
  const Language language = console.language();
  std::string out;
  std::size_t number = 0;
  std::size_t without = 0;
  for (const adequacy::Item& item : coverage.items) {
    if (item.met || number == most) continue;
    const auto block = adequacy::propose(rules.model, item, number + 1, language);
    if (!block) {
      ++without;
      continue;
    }
    ++number;
    out += "\n-- " + adequacy::place_text(rules.sources, item.origin) + "  " + adequacy::gap_text(rules.sources, item, language) + "\n" + in_language(*block, language);
  }
  if (number > 0) out.insert(0, "\n" + text(language, "-- Forslag. Svarene er, hvad reglerne siger i dag: hold dem mod kilden, før de tages ind.\n", "-- Proposals. The answers are what the rules say today: hold them against the source before you take them in.\n"));
  if (without > 0) out += "\n" + text(language, "-- for {0} steder blev intet eksempel fundet\n", "-- for {0} places no test was found\n", {std::to_string(without)});
  return out;
}

std::string mutants_page(const Console& console, const Rules& rules, const std::vector<adequacy::MutantFate>& fates, Format format, std::size_t most) {
  using adequacy::Fate;
  const Language language = console.language();
  const auto count = [&](Fate fate) { return static_cast<std::size_t>(std::ranges::count(fates, fate, &adequacy::MutantFate::fate)); };
  const std::size_t killed = count(Fate::killed);
  const std::size_t survived = count(Fate::survived);
  const std::size_t unshown = count(Fate::unshown);
  if (format == Format::json) {
    JsonWriter json;
    json.begin_object();
    for (const auto& [name, number] : {std::pair{"all", fates.size()}, {"killed", killed}, {"survived", survived}, {"unshown", unshown}}) json.key(name).number(static_cast<std::int64_t>(number));
    json.key("survivors").begin_array();
    for (const adequacy::MutantFate& f : fates) {
      if (f.fate == Fate::killed) continue;
      json.begin_object().member("at", place_of(rules, f.mutant.origin)).member("name", f.mutant.owner).member("mistake", adequacy::name_of(f.mutant.mistake));
      json.member("change", in(language, f.mutant.danish, f.mutant.english)).key("test");
      if (f.would_kill) json.text(in_language(*f.would_kill, language));
      else json.null();
      json.end_object();
    }
    return json.end_array().end_object().written() + "\n";
  }
  std::string out = text(language, "{0} småfejl indsat, {1} opdaget af eksemplerne: {2} %\n", "{0} small mistakes put in, {1} noticed by the tests: {2} %\n",
                         {std::to_string(fates.size()), std::to_string(killed), adequacy::percent_of({killed, fates.size()})});
  const auto list = [&](Fate wanted, const std::string& heading) {
    std::size_t shown = 0;
    for (const adequacy::MutantFate& f : fates) {
      if (f.fate != wanted) continue;
      if (shown == 0) out += "\n" + heading + "\n";
      if (++shown > most) continue;
      out += "\n-- " + place_of(rules, f.mutant.origin) + "  " + f.mutant.owner + ": " + std::string(in(language, f.mutant.danish, f.mutant.english)) + "\n";
      if (f.would_kill) out += in_language(*f.would_kill, language);
    }
    if (shown > most) out += text(language, "\n… {0} til; `--all` viser alle\n", "\n… {0} more; `--all` shows them\n", {std::to_string(shown - most)});
  };
  list(Fate::survived, text(language, "{0} ville ingen opdage. Hver med det eksempel, der ville:", "{0} would not be noticed. Each with the test that would:", {std::to_string(survived)}));
  list(Fate::unshown, text(language, "{0} ændrer intet i nogen sag, der blev prøvet; måske er de ligegyldige:", "{0} change nothing in any case that was tried; perhaps they do not matter:", {std::to_string(unshown)}));
  return out;
}

}  // namespace rettesnor::cli
