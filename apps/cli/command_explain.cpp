// explain and ask: one case, looked at closely.
#include <algorithm>

#include "apps/cli/code_lists.hpp"
#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/page.hpp"

namespace rettesnor::cli {

namespace {

void no_such_rule(const Arguments& arguments, const Console& console, const Rules& rules) {
  const auto near = nearest_rule(rules.model, arguments.name);
  console.error(text(arguments.language, "reglen `{0}` findes ikke", "there is no rule `{0}`", {arguments.name}),
                near ? text(arguments.language, "mente du `{0}`?", "did you mean `{0}`?", {*near}) : std::string());
}

bool wanted(const Arguments& arguments, const InstanceResult& result) {
  if (!arguments.instance.empty()) return instance_key(result) == arguments.instance || result.element == arguments.instance;
  return true;
}

}  // namespace

Exit run_explain(const Arguments& arguments, const Console& console) {
  auto rules = load_rules(arguments, console);
  if (!rules || !check_choices(arguments, console, *rules)) return Exit::usage;
  const std::vector<RuleId> named = find_rules(rules->model, arguments.name);
  if (named.empty()) {
    no_such_rule(arguments, console, *rules);
    return Exit::usage;
  }
  const auto lists = read_code_lists(arguments, console, *rules);
  if (!lists) return Exit::usage;
  const auto opened = read_single(arguments, console, *rules);
  if (!opened) return Exit::usage;
  const Question question = question_of(arguments, false);
  const auto prober = open_case(*rules, *opened->file->read, question);
  prober->name_codes(&lists->use);
  const RulesUsed used = used_by(*rules);
  JsonWriter json(arguments.format == Format::ndjson ? 0 : 2);
  if (arguments.format == Format::json) json.begin_array();
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const RuleId rule : named) {
    std::vector<InstanceResult> results = prober->judge(rule);
    const auto relevant = [&](const InstanceResult& r) { return !r.possible.is(Verdict::not_applicable); };
    // With several instances, those that are not applicable would drown the others.
    const bool some = std::ranges::any_of(results, relevant);
    for (InstanceResult& result : results) {
      if (!wanted(arguments, result)) continue;
      if (some && !arguments.all && arguments.instance.empty() && !relevant(result)) {
        ++hidden;
        continue;
      }
      const Explanation explanation =
          explain_instance(*prober, make_finding(rules->model, std::move(result), question), arguments.language);
      if (arguments.format == Format::text) {
        console.write((shown > 0 ? "\n" : "") + explanation_page(console, *prober, explanation));
      } else if (arguments.format == Format::json) {
        write_explanation(json, *prober, used, explanation, arguments.language);
      } else {
        JsonWriter line(0);
        write_explanation(line, *prober, used, explanation, arguments.language);
        console.write(line.written() + "\n");
      }
      ++shown;
    }
  }
  if (arguments.format == Format::json) console.write(json.end_array().written() + "\n");
  if (shown == 0) {
    if (!arguments.instance.empty()) {
      console.error(text(arguments.language, "reglen har ingen forekomst `{0}`", "the rule has no instance `{0}`", {arguments.instance}));
      return Exit::usage;
    }
    if (arguments.format == Format::text) {
      console.write(text(arguments.language, "Reglen har ingen forekomster i denne sag.\n", "The rule has no instances in this case.\n"));
    }
  }
  if (hidden > 0 && arguments.format == Format::text) {
    console.write(text(arguments.language, "\n… og {0} ikke relevante (--all viser dem)\n", "\n… and {0} not applicable (--all shows them)\n", {std::to_string(hidden)}));
  }
  return Exit::in_order;
}

Exit run_ask(const Arguments& arguments, const Console& console) {
  auto rules = load_rules(arguments, console);
  if (!rules || !check_choices(arguments, console, *rules)) return Exit::usage;
  const auto opened = read_single(arguments, console, *rules);
  if (!opened) return Exit::usage;
  const auto prober = open_case(*rules, *opened->file->read, question_of(arguments, false));
  std::vector<Ask> asks = rank_questions(*prober, group_by_rule(prober->judge_all()));
  const std::size_t most = arguments.most == 0 ? 10 : arguments.most;
  if (arguments.format == Format::text) {
    console.write(questions_page(console, *prober, asks, most));
    return Exit::in_order;
  }
  if (asks.size() > most) asks.resize(most);
  if (arguments.format == Format::json) {
    JsonWriter json;
    json.begin_array();
    for (const Ask& ask : asks) write_question(json, *prober, ask, arguments.language);
    console.write(json.end_array().written() + "\n");
    return Exit::in_order;
  }
  for (const Ask& ask : asks) {
    JsonWriter line(0);
    write_question(line, *prober, ask, arguments.language);
    console.write(line.written() + "\n");
  }
  return Exit::in_order;
}

}  // namespace rettesnor::cli
