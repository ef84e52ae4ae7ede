// diff: what a new version of the rules changes. plan: which cases change verdict by it.
#include <fstream>
#include <thread>

#include "apps/cli/commands.hpp"
#include "apps/cli/diff_page.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/mapped.hpp"
#include "apps/cli/plan_page.hpp"

namespace rettesnor::cli {

namespace {

/// The choices of the new side: those given for both, and what is given for it alone.
Arguments of_new_side(const Arguments& arguments) {
  Arguments out = arguments;
  for (const auto& [name, yes] : arguments.pins_new) out.pins[name] = yes;
  out.overlays.insert(out.overlays.end(), arguments.overlays_new.begin(), arguments.overlays_new.end());
  if (arguments.as_of_new) out.as_of = arguments.as_of_new;
  return out;
}

BulkOptions reading_of(const Arguments& arguments, const Rules& rules) {
  BulkOptions out;
  out.root = concept_of(arguments, rules);
  out.extraction_time = arguments.extraction_time;
  return out;
}

/// The concept of the same name in other rules.
ConceptId named_in(const Model& model, const std::string& name) {
  for (const ConceptId root : model.roots) {
    if (model.concepts[root].name == name) return root;
  }
  return {};
}

/// The plan over the source, whatever it is. Nothing: said why.
std::optional<change::Plan> run_over(const Arguments& arguments, const Console& console, const Rules& old_rules, change::Side& before, change::Side& after) {
  const Language l = console.language();
  const std::filesystem::path& cases = arguments.case_sources.front();
  change::PlanOptions options;
  options.threads = arguments.threads > 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  if (!arguments.map_file.empty()) {
    Arguments source = arguments;
    source.inputs = {cases};
    const auto mapped = open_mapped(source, console, old_rules);
    if (!mapped) return std::nullopt;
    before.reading.root = mapped->mapping.root;
    after.reading.root = named_in(after.model, before.model.concepts[mapped->mapping.root].name);
    const auto feed = source::CaseFeed::open(mapped->mapping, *mapped->tables, 0, before.reading.limits.max_bytes);
    if (!feed) {
      complain(console, cases, feed.error());
      return std::nullopt;
    }
    Progress progress(console, (*feed)->size());
    return change::plan(before, after, **feed, options, [&](std::uint64_t done, std::uint64_t place) { progress.at(done, place); });
  }
  if (!is_bulk_file(cases)) {
    console.error(text(l, "`{0}` er ikke en fil med én sag pr. linje (.ndjson)", "`{0}` is no file with one case a line (.ndjson)", {shown_input(cases)}),
                  text(l, "en mappe med CSV eller en database læses med `--map FIL`", "a folder of CSV or a database is read with `--map FILE`"));
    return std::nullopt;
  }
  const auto usable = regular_file(cases);
  std::ifstream stream(cases, std::ios::binary);
  if (!usable || !stream) {
    console.error(describe(usable ? FileProblem{FileProblem::Kind::not_readable, cases} : usable.error(), l));
    return std::nullopt;
  }
  std::error_code none;
  Progress progress(console, static_cast<std::uint64_t>(std::filesystem::file_size(cases, none)));
  LineFeed feed(stream, before.reading.limits.max_bytes, {});
  auto out = change::plan(before, after, feed, options, [&](std::uint64_t done, std::uint64_t place) { progress.at(done, place); });
  if (!out.failed) return out;
  console.error(describe(FileProblem{FileProblem::Kind::not_readable, cases}, l));
  return std::nullopt;
}

}  // namespace

Exit run_diff(const Arguments& arguments, const Console& console) {
  const auto before = load_rules(arguments, console, {arguments.inputs.front()});
  const auto after = before ? load_rules(arguments, console, {arguments.inputs.back()}) : std::nullopt;
  if (!before || !after) return Exit::usage;
  const change::Comparison found = change::compare(before->model, after->model, console.language());
  console.write(arguments.format == Format::json ? diff_json(*before, *after, found, console.language()) : diff_text(console, *before, *after, found, arguments.all));
  return found.changes_meaning() ? Exit::findings : Exit::in_order;
}

Exit run_plan(const Arguments& arguments, const Console& console) {
  const Arguments new_side = of_new_side(arguments);
  const auto before = load_rules(arguments, console, {arguments.inputs.front()});
  if (!before || !check_choices(arguments, console, *before)) return Exit::usage;
  // One set of rules is loaded once, so that a case is read once.
  const bool one_set = arguments.inputs.size() == 1 && arguments.overlays_new.empty();
  const auto loaded = one_set ? std::nullopt : load_rules(new_side, console, {arguments.inputs.back()});
  if (!one_set && !loaded) return Exit::usage;
  const Rules& after = one_set ? *before : *loaded;
  if (!check_choices(new_side, console, after)) return Exit::usage;
  change::Side old_half{before->model, question_of(arguments, true), reading_of(arguments, *before)};
  change::Side new_half{after.model, question_of(new_side, true), reading_of(new_side, after)};
  const auto plan = run_over(arguments, console, *before, old_half, new_half);
  if (!plan) return Exit::usage;
  for (const BadRecord& bad : plan->problems) console.note(render(bad, arguments.case_sources.front().generic_string(), console.language()));
  if (plan->cases == 0 && plan->refused == 0) {  // no case is no case that changes
    console.error(text(console.language(), "der er ingen sager i `{0}`", "there are no cases in `{0}`", {shown_input(arguments.case_sources.front())}));
    return Exit::usage;
  }
  const change::Comparison comparison = one_set ? change::Comparison{} : change::compare(before->model, after.model, console.language(), false);
  const Planned planned{*before, after, old_half, new_half, comparison, *plan};
  console.write(arguments.format == Format::json ? plan_json(planned, console.language()) : plan_text(console, planned, arguments.all));
  if (plan->refused > 0) return plan->cases == 0 ? Exit::usage : Exit::partial;
  return plan->changes() ? Exit::findings : Exit::in_order;
}

}  // namespace rettesnor::cli
