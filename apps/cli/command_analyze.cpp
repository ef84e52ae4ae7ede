// analyze: what holds of the rules over all cases.
#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/rule_inputs.hpp"

namespace rettesnor::cli {

namespace {

std::string filled(std::string_view pattern, const std::vector<std::string>& fills) { return fill(pattern, fills); }

using analyze::Analysis;
using analyze::Finding;
using analyze::Kind;

struct Words {
  std::string_view danish, english;
  std::string_view asked_danish, asked_english;  ///< the question, for the sums
};

/// In the order of Kind. {0} is the rule, {1} the other part.
constexpr Words words[] = {
    {"`{0}` kan aldrig blive relevant", "`{0}` can never apply", "kan hver regel blive relevant", "can each rule apply"},
    {"`{0}` kan aldrig brydes", "`{0}` can never be breached", "kan hver pligt brydes", "can each duty be breached"},
    {"pligter uden frist i en sag, der aldrig lukkes (`{0}` har ingen tilstand `open`): de kan ikke brydes", "duties without a time in a case that never closes (`{0}` has no state `open`): they cannot be breached", "har hver pligt en ende", "does each duty end"},
    {"`{0}` kan aldrig overholdes", "`{0}` can never be kept", "kan hver betinget tilladelse bruges", "can each licence be used"},
    {"en betingelse i `{0}` er altid opfyldt, når de andre er det", "a condition in `{0}` always holds when the others do", "gør hver betingelse en forskel", "does each condition matter"},
    {"en betingelse i `{0}` er aldrig opfyldt", "a condition in `{0}` never holds", "kan hver side af et »eller« være opfyldt", "can each side of an `or` hold"},
    {"undtagelsen `{1}` fra `{0}` kan aldrig finde anvendelse", "the exception `{1}` to `{0}` can never apply", "kan hver undtagelse finde anvendelse", "can each exception apply"},
    {"to undtagelser fra `{0}` kan gælde på én gang: {1}", "two exceptions to `{0}` can apply at once: {1}", "udelukker undtagelser hinanden", "do exceptions exclude each other"},
    {"tabellen `{0}` er ikke udtømmende", "the table `{0}` is not exhaustive", "er udtømmende tabeller det", "are exhaustive tables so"},
    {"en række i tabellen `{0}` rammes aldrig", "a row of the table `{0}` is never reached", "rammes hver række", "is each row reached"},
    {"`{0}` gælder ikke i {1}", "`{0}` is not in force in {1}", "dækker versionerne dagene", "do versions cover the days"},
    {"`{0}` har ingen værdi i {1}", "`{0}` has no value in {1}", "har hver parameter en værdi", "does each parameter have a value"},
    {"tillægget {1} er lempeligere end loven: `{0}`", "the overlay {1} is laxer than the law: `{0}`", "er tillæg mindst så strenge som loven", "are overlays at least as strict as the law"},
    {"en strengere værdi af {1} gør `{0}` mildere", "a stricter value of {1} makes `{0}` milder", "er strengere værdier strengere", "are stricter values stricter"},
    {"`{0}` og `{1}` kan ikke begge overholdes", "`{0}` and `{1}` cannot both be kept", "kan pligter overholdes sammen", "can duties be kept together"},
    {"`{0}` og `{1}` er forskellige", "`{0}` and `{1}` differ", "", ""},
    {"`{0}` og `{1}` giver altid samme udfald", "`{0}` and `{1}` always give the same verdict", "", ""},
};
static_assert(std::size(words) == analyze::kinds);

const Words& words_of(Kind kind) { return words[static_cast<std::size_t>(kind)]; }

std::string indented(const std::string& text) {
  std::string out = "    ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "    ";
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string basis(const Finding& f, Language language) {
  if (f.proved) return std::string(in(language, "bevist for alle sager med dage fra 1900 til 2099", "proved for all cases with days from 1900 to 2099"));
  return std::string(in(language, "vist ved en sag, som er bedømt", "shown by a case that was judged"));
}

std::string why_open(const analyze::Open& o, Language language) {
  if (o.limit) return std::string(in(language, "løseren nåede ikke et svar", "the solver reached no answer"));
  std::string out(o.unconfirmed ? in(language, "en sag blev fundet, men bedømt viser den det ikke: ikke bekræftet", "a case was found, but judged it does not show it: not confirmed")
                                : in(language, "hverken bevis eller sag", "neither a proof nor a case"));
  if (!o.outside.empty()) out += std::string(in(language, "; uden for det, der er kodet: ", "; outside what is encoded: ")) + listing(o.outside, language, 6);
  return out;
}

void write_text(const Arguments& arguments, const Console& console, const Rules& rules, const Analysis& analysis) {
  const Language language = arguments.language;
  for (const Finding& f : analysis.findings) {
    const Words& w = words_of(f.kind);
    console.write(console.styled(Style::bold, filled(in(language, w.danish, w.english), {f.rule, f.other})));
    console.write("\n  " + place_of(rules, f.origin) + "  (" + basis(f, language) + ")\n");
    const bool version = !f.other.empty() && w.danish.find("{1}") == std::string_view::npos;
    if (version) console.write("  " + std::string(in(language, "version", "version")) + " " + f.other + "\n");
    for (const std::string& c : f.conditions) console.write("  - " + c + "\n");
    if (f.shown) {
      console.write("\n" + indented(f.shown->test));
      for (const std::string& note : f.shown->notes) console.write("    -- " + note + "\n");
    }
    console.write("\n");
  }
  if (arguments.verbose || !arguments.same.empty()) {
    for (const analyze::Open& o : analysis.open) {
      console.write(std::string(in(language, "åben: ", "open: ")) + std::string(analyze::code(o.kind)) + " " + o.rule + (o.other.empty() ? "" : " (" + o.other + ")") + "\n");
      console.write("  " + place_of(rules, o.origin) + (o.condition.empty() ? "" : "  " + o.condition) + "\n  " + why_open(o, language) + "\n");
    }
    if (!analysis.open.empty()) console.write("\n");
  }
  if (!arguments.same.empty()) return;
  std::size_t asked = 0;
  std::size_t open = 0;
  for (const auto& [kind, t] : analysis.tallies) {
    asked += t.asked;
    open += t.open;
    const Words& w = words_of(kind);
    if (w.asked_danish.empty()) continue;
    console.write(filled(in(language, "{0}: {1} spørgsmål, {2} i orden, {3} fund, {4} åbne\n", "{0}: {1} questions, {2} in order, {3} findings, {4} open\n"),
                       {std::string(in(language, w.asked_danish, w.asked_english)), std::to_string(t.asked), std::to_string(t.in_order),
                        std::to_string(t.found), std::to_string(t.open)}));
  }
  console.write(filled(in(language, "{0} spørgsmål, {1} fund, {2} åbne{3}\n", "{0} questions, {1} findings, {2} open{3}\n"),
                     {std::to_string(asked), std::to_string(analysis.findings.size()), std::to_string(open),
                      open > 0 && !arguments.verbose ? std::string(in(language, " (-v viser dem)", " (-v shows them)")) : std::string()}));
}

void write_json(const Console& console, const Rules& rules, const Analysis& analysis) {
  JsonWriter json;
  json.begin_object().key("findings").begin_array();
  for (const Finding& f : analysis.findings) {
    json.begin_object().member("kind", analyze::code(f.kind)).member("at", place_of(rules, f.origin)).member("rule", f.rule).member("other", f.other);
    json.key("conditions").begin_array();
    for (const std::string& c : f.conditions) json.text(c);
    json.end_array().key("proved").yes_no(f.proved);
    if (f.shown) {
      json.member("test", f.shown->test).key("notes").begin_array();
      for (const std::string& note : f.shown->notes) json.text(note);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array().key("open").begin_array();
  for (const analyze::Open& o : analysis.open) {
    json.begin_object().member("kind", analyze::code(o.kind)).member("at", place_of(rules, o.origin)).member("rule", o.rule).member("other", o.other);
    json.member("condition", o.condition).key("limit").yes_no(o.limit).key("unconfirmed").yes_no(o.unconfirmed).key("outside").begin_array();
    for (const std::string& what : o.outside) json.text(what);
    json.end_array().end_object();
  }
  json.end_array().key("questions").begin_array();
  for (const auto& [kind, t] : analysis.tallies) {
    json.begin_object().member("kind", analyze::code(kind));
    json.key("asked").number(static_cast<std::int64_t>(t.asked)).key("in_order").number(static_cast<std::int64_t>(t.in_order));
    json.key("found").number(static_cast<std::int64_t>(t.found)).key("open").number(static_cast<std::int64_t>(t.open)).end_object();
  }
  console.write(json.end_array().end_object().written() + "\n");
}

/// The one rule of this name; nothing after saying why not.
std::optional<RuleId> rule_named(const Rules& rules, const Console& console, const std::string& name) {
  const std::vector<RuleId> found = find_rules(rules.model, name);
  if (found.size() == 1) return found.front();
  const Language language = console.language();
  if (!found.empty()) {
    console.error(filled(in(language, "flere regler hedder `{0}`; skriv pakken foran", "several rules are called `{0}`; write the package before it"), {name}));
    return std::nullopt;
  }
  const auto near = nearest_rule(rules.model, name);
  console.error(filled(in(language, "reglen `{0}` findes ikke", "there is no rule `{0}`"), {name}),
                near ? filled(in(language, "mente du `{0}`?", "did you mean `{0}`?"), {*near}) : std::string());
  return std::nullopt;
}

}  // namespace

Exit run_analyze(const Arguments& arguments, const Console& console) {
  const auto rules = load_rules(arguments, console, with_neighbours(arguments));
  if (!rules) return Exit::usage;
  Analysis analysis;
  if (!arguments.same.empty()) {
    const auto a = rule_named(*rules, console, arguments.same[0]);
    const auto b = a ? rule_named(*rules, console, arguments.same[1]) : std::nullopt;
    if (!a || !b) return Exit::usage;
    auto compared = analyze::compare(rules->model, rules->sources, *a, *b);
    if (!compared) {
      console.error(in(arguments.language, "reglerne er om forskellige begreber og kan ikke sammenlignes", "the rules are about different concepts and cannot be compared"));
      return Exit::usage;
    }
    analysis = std::move(*compared);
  } else {
    std::optional<Progress> progress;
    analyze::Options options;
    options.about = [&](FileId file) {
      return is_about(arguments, *rules, file) || std::ranges::any_of(arguments.overlays, [&](const std::filesystem::path& p) {
               const Source* const source = rules->sources.find(file);
               return source != nullptr && source->name == p.generic_string();
             });
    };
    options.progress = [&](std::size_t done, std::size_t all) {
      if (!progress) progress.emplace(console, all);
      progress->at(done, done);
    };
    analysis = analyze::analyze(rules->model, rules->sources, options);
  }
  if (arguments.format == Format::json) write_json(console, *rules, analysis);
  else write_text(arguments, console, *rules, analysis);
  const bool only_same = analysis.findings.size() == 1 && analysis.findings.front().kind == Kind::equivalent;
  return analysis.findings.empty() || only_same ? Exit::in_order : Exit::findings;
}

}  // namespace rettesnor::cli
