// test and mutate: do the rules' examples hold, what do they meet, and which mistakes would they notice?
#include <algorithm>

#include "apps/cli/bless.hpp"
#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/put_out.hpp"
#include "apps/cli/rule_inputs.hpp"
#include "apps/cli/scenario_inputs.hpp"
#include "apps/cli/test_pages.hpp"

namespace rettesnor::cli {

namespace {

std::function<bool(PackageId)> packages_about(const Arguments& arguments, const Rules& rules) {
  return [&](PackageId p) { return is_about(arguments, rules, rules.model.packages[p].file); };
}

Exit give(const Arguments& arguments, const Console& console, const std::string& page, Exit otherwise) {
  const Exit put = put_out(arguments, console, page);
  return put == Exit::in_order ? otherwise : put;
}

Exit blessed(const Arguments& arguments, const Console& console, const Rules& rules, const std::vector<TestOutcome>& outcomes) {
  const Language language = arguments.language;
  const Blessed done = bless(rules, outcomes);
  for (const auto& path : done.not_written) console.error(text(language, "`{0}` kunne ikke skrives", "`{0}` could not be written", {path.generic_string()}));
  console.write(text(language, "{0} forventninger skrevet om; læs forskellen, før du beholder den\n", "{0} expectations rewritten; read the difference before you keep it\n", {std::to_string(done.rewritten)}));
  if (done.left > 0) console.write(text(language, "{0} kan et eksempel ikke sige, og de er ikke rørt\n", "{0} cannot be said by a test and were left alone\n", {std::to_string(done.left)}));
  if (!done.not_written.empty()) return Exit::usage;
  return done.left > 0 ? Exit::findings : Exit::in_order;
}

/// Is the share below what `--threshold` asks for? Whole percent, no rounding up.
bool too_low(const Arguments& arguments, const adequacy::Sum& sum) { return 100 * sum.met < static_cast<std::size_t>(arguments.threshold) * sum.all; }

Exit coverage(const Arguments& arguments, const Console& console, const Rules& rules, const Sights& sights, Exit so_far) {
  const Language language = arguments.language;
  const adequacy::Coverage found = adequacy::coverage_of(rules.model, sights, packages_about(arguments, rules));
  std::string page = arguments.format == Format::lcov   ? adequacy::coverage_lcov(rules.sources, found)
                     : arguments.format == Format::html ? adequacy::coverage_html(rules.sources, found, language)
                     : arguments.format == Format::json ? adequacy::coverage_json(rules.model, rules.sources, found, language)
                                                        : adequacy::coverage_text(rules.sources, found, arguments.all ? SIZE_MAX : 20, language);
  if (arguments.propose) page += proposals(console, rules, found, arguments.all ? SIZE_MAX : 5);
  if (too_low(arguments, found.sum())) {
    console.error(text(language, "dækningen er {0} %, og der kræves {1} %", "coverage is {0} %, and {1} % is required", {adequacy::percent_of(found.sum()), std::to_string(arguments.threshold)}));
    so_far = Exit::findings;
  }
  return give(arguments, console, page, so_far);
}

}  // namespace

Exit run_test(const Arguments& all_arguments, const Console& console) {
  const TestInputs inputs = test_inputs(all_arguments.inputs);
  Arguments arguments = all_arguments;
  arguments.inputs = inputs.rules;
  if (inputs.only_scenarios()) arguments.command = Command::check;  // the rules are loaded as for a case
  const Language language = arguments.language;
  auto rules = load_rules(arguments, console, with_neighbours(arguments));
  if (!rules || is_one_of(arguments, console, inputs.scenarios)) return Exit::usage;
  Sights sights;
  std::vector<TestOutcome> outcomes;
  if (!inputs.only_scenarios()) {
    outcomes = run_tests(*rules, language, [&](const TestDecl& test) { return test.name.contains(arguments.filter) && is_about(arguments, *rules, test.origin.file); },
                         arguments.coverage ? &sights : nullptr);
  }
  const bool test_failed = std::ranges::any_of(outcomes, [](const TestOutcome& o) { return !o.passed(); });
  const Replayed replayed = replay(console, *rules, inputs.scenarios, arguments.filter);
  if (replayed.unreadable) return Exit::usage;
  const bool story_failed = std::ranges::any_of(replayed.outcomes, [](const TestOutcome& o) { return !o.passed(); });
  if (arguments.bless && test_failed) {
    if (story_failed) console.note(tests_page(console, *rules, replayed.outcomes, Format::text));
    const Exit done = blessed(arguments, console, *rules, outcomes);
    return story_failed && done == Exit::in_order ? Exit::findings : done;
  }
  outcomes.insert(outcomes.end(), replayed.outcomes.begin(), replayed.outcomes.end());
  if (outcomes.empty() && !arguments.filter.empty()) {
    console.error(text(language, "intet eksempel har `{0}` i navnet", "no test has `{0}` in its name", {arguments.filter}));
    return Exit::usage;
  }
  if (outcomes.empty() && !arguments.coverage) {  // no test is no test that holds
    console.error(text(language, "der er ingen eksempler at prøve", "there are no tests to run"));
    return Exit::usage;
  }
  const bool failed = std::ranges::any_of(outcomes, [](const TestOutcome& o) { return !o.passed(); });
  const Exit exit = failed ? Exit::findings : Exit::in_order;
  if (!arguments.coverage) return give(arguments, console, tests_page(console, *rules, outcomes, arguments.format), exit);
  // What fails is said first, in words, whatever form the coverage has.
  if (failed) console.note(tests_page(console, *rules, outcomes, Format::text));
  return coverage(arguments, console, *rules, sights, exit);
}

Exit run_mutate(const Arguments& arguments, const Console& console) {
  const Language language = arguments.language;
  auto rules = load_rules(arguments, console, with_neighbours(arguments));
  if (!rules) return Exit::usage;
  const std::vector<TestOutcome> before = run_tests(*rules, language);
  if (const auto failing = std::ranges::find_if(before, [](const TestOutcome& o) { return !o.passed(); }); failing != before.end()) {
    console.error(text(language, "eksemplet `{0}` fejler i forvejen", "the test `{0}` fails already", {failing->test->name}),
                  text(language, "`rettesnor test` viser hvorfor", "`rettesnor test` shows why"));
    return Exit::usage;
  }
  std::optional<Progress> progress;
  const auto fates = adequacy::mutate(rules->model, packages_about(arguments, *rules), [&](const std::string& owner) { return owner.contains(arguments.filter); }, language,
                                      [&](std::size_t done, std::size_t all) {
                                        if (!progress) progress.emplace(console, all);
                                        progress->at(done, done);
                                      });
  progress.reset();
  if (fates.empty()) {
    console.error(text(language, "der er intet at ændre i", "there is nothing to change"));
    return Exit::usage;
  }
  adequacy::Sum killed{.met = 0, .all = fates.size()};
  for (const adequacy::MutantFate& f : fates) killed.met += f.fate == adequacy::Fate::killed ? 1 : 0;
  const std::uint32_t threshold = arguments.threshold == 0 ? 100 : arguments.threshold;
  const bool low = 100 * killed.met < static_cast<std::size_t>(threshold) * killed.all;
  return give(arguments, console, mutants_page(console, *rules, fates, arguments.format, arguments.all ? SIZE_MAX : 20), low ? Exit::findings : Exit::in_order);
}

}  // namespace rettesnor::cli
