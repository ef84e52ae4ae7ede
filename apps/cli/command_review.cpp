// sample: instances of an audit for people to judge. review: what they answered, kept beside the machine's verdicts.
#include <fstream>

#include "apps/cli/commands.hpp"
#include "apps/cli/ledger_trouble.hpp"
#include "engine/report/words.hpp"
#include "grammar/base/render.hpp"

namespace rettesnor::cli {

namespace {

void complain(const Console& console, const review::Refusal& refusal) {
  using Kind = review::Refusal::Kind;
  const Language l = console.language();
  switch (refusal.kind) {
    case Kind::empty: console.error(text(l, "der er ingen forekomster at trække", "there are no instances to draw")); return;
    case Kind::too_small:
      console.error(text(l, "stikprøven har færre pladser end de {0} grupper", "the sample has fewer places than the {0} groups", {refusal.detail}),
                    text(l, "vælg en større `--size` (to i hver gruppe giver en usikkerhed), eller en anden `--strata`", "choose a larger `--size` (two in each group give an uncertainty), or another `--strata`"));
      return;
    case Kind::no_days:
      console.error(text(l, "revisionen gemte ikke forekomsternes dage", "the audit did not keep the instances' days"),
                    text(l, "lav revisionen med `--keep-days`", "make the audit with `--keep-days`"));
      return;
    case Kind::hash_failed: console.error(text(l, "rammen kan ikke få et fingeraftryk: {0}", "the frame cannot be fingerprinted: {0}", {refusal.detail})); return;
  }
}

std::string judge(const std::string& rater, Language l) { return rater.empty() ? text(l, "maskinen", "the machine") : rater; }

std::string share_line(std::string_view name, const std::optional<statistics::StratifiedShare>& share, Language l) {
  if (!share) return text(l, "  {0}: kan ikke beregnes\n", "  {0}: cannot be computed\n", {std::string(name)});
  return text(l, "  {0}: {1} (standardfejl {2})\n", "  {0}: {1} (standard error {2})\n", {std::string(name), report::percent(share->share, l), report::percent(share->standard_error, l)});
}

std::string pair_line(const review::Pair& pair, Language l) {
  const auto value = [&](const std::optional<statistics::Agreement>& a) { return a ? report::decimal(a->value, 3, l) : std::string("–"); };
  return text(l, "  {0} og {1}: enige om {2} af {3}; kappa {4}, AC1 {5}\n", "  {0} and {1}: agree on {2} of {3}; kappa {4}, AC1 {5}\n",
              {judge(pair.first, l), judge(pair.second, l), std::to_string(pair.same), std::to_string(pair.both), value(pair.kappa), value(pair.ac1)});
}

std::string page_of(const ledger::SampleInfo& sample, Language l) {
  const review::Findings found = review::findings(sample);
  const std::string& title = l == Language::danish || sample.title_en.empty() ? sample.title_da : sample.title_en;
  std::string out = text(l, "\nStikprøve {0}: {1} · {2}\n", "\nSample {0}: {1} · {2}\n", {std::to_string(sample.sample), title, sample.rule});
  out += text(l, "  {0} trukket af {1}, {2} bedømt, {3} afklaret\n", "  {0} drawn of {1}, {2} judged, {3} settled\n",
              {std::to_string(found.drawn), std::to_string(sample.frame), std::to_string(found.answered), std::to_string(found.settled)});
  for (const review::Pair& p : found.raters) out += pair_line(p, l);
  for (const review::Pair& p : found.machine) out += pair_line(p, l);
  if (sample.mode != "stratified") return out + text(l, "  de seneste før en dag: tallene gælder kun dem\n", "  the latest before a day: the figures hold for these alone\n");
  if (found.answered == 0) return out;
  out += text(l, "  Vægtet til alle {0}, ud fra de afklarede:\n", "  Weighted to all {0}, from the settled ones:\n", {std::to_string(sample.frame)});
  out += share_line(text(l, "overholdt", "kept"), found.kept, l);
  out += share_line(text(l, "forsinket eller ikke overholdt", "late or breached"), found.missed, l);
  return out + share_line(text(l, "maskinen siger det samme", "the machine says the same"), found.right, l);
}

void add(JsonWriter& json, const char* name, const std::optional<statistics::StratifiedShare>& share) {
  json.key(name);
  if (!share) {
    json.null();
    return;
  }
  json.begin_object().member("share", report::decimal(share->share, 6, Language::english)).member("standard_error", report::decimal(share->standard_error, 6, Language::english)).end_object();
}

void add(JsonWriter& json, const review::Pair& pair) {
  const auto value = [](const std::optional<statistics::Agreement>& a) { return a ? report::decimal(a->value, 6, Language::english) : std::string(); };
  json.begin_object().member("first", pair.first).member("second", pair.second).key("both").number(pair.both).key("same").number(pair.same);
  json.member("kappa", value(pair.kappa)).member("ac1", value(pair.ac1)).end_object();
}

void show_json(const Console& console, const Arguments& arguments, const std::vector<ledger::SampleInfo>& samples) {
  JsonWriter json(arguments.format == Format::ndjson ? 0 : 2);
  json.begin_object().member("database", arguments.inputs.front().generic_string()).key("samples").begin_array();
  for (const ledger::SampleInfo& s : samples) {
    const review::Findings found = review::findings(s);
    json.begin_object().key("sample").number(s.sample).member("rule", s.rule).member("mode", s.mode).member("frame_sha256", s.frame_sha256);
    json.key("frame").number(static_cast<std::int64_t>(s.frame)).key("drawn").number(found.drawn).key("answered").number(found.answered).key("settled").number(found.settled);
    json.key("agreement").begin_array();
    for (const auto* pairs : {&found.raters, &found.machine}) {
      for (const review::Pair& p : *pairs) add(json, p);
    }
    json.end_array();
    add(json, "kept", found.kept);
    add(json, "missed", found.missed);
    add(json, "right", found.right);
    json.end_object();
  }
  json.end_array().end_object();
  console.write(json.written() + "\n");
}

}  // namespace

Exit run_sample(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const std::filesystem::path& file = arguments.inputs.front();
  const auto frame = ledger::frame_of(file, arguments.name);
  if (!frame) {
    complain(console, file, frame.error());
    return Exit::usage;
  }
  if (!frame->finished) {
    console.error(text(l, "revisionen i `{0}` er ikke færdig", "the audit in `{0}` is not complete", {file.generic_string()}));
    return Exit::usage;
  }
  if (frame->rule.empty()) {
    console.error(text(l, "revisionen har ingen pligt eller anbefaling `{0}`, eller flere", "the audit has no duty or recommendation `{0}`, or several", {arguments.name}),
                  text(l, "skriv det fulde navn, `pakke.regel`", "write the full name, `package.rule`"));
    return Exit::usage;
  }
  const auto sample = arguments.latest_before ? review::draw_latest(*frame, arguments.size, *arguments.latest_before)
                                              : review::draw(*frame, arguments.size, arguments.strata, *arguments.seed);
  if (!sample) {
    complain(console, sample.error());
    return Exit::usage;
  }
  std::ofstream out;
  if (!arguments.out.empty()) {
    std::error_code ignored;
    if (std::filesystem::exists(arguments.out, ignored)) {
      console.error(text(l, "`{0}` findes allerede", "`{0}` exists already", {arguments.out.generic_string()}), text(l, "vælg et andet navn", "choose another name"));
      return Exit::usage;
    }
    out.open(arguments.out, std::ios::binary);
    if (!out) {
      console.error(text(l, "`{0}` kan ikke skrives", "`{0}` cannot be written", {arguments.out.generic_string()}));
      return Exit::usage;
    }
  }
  const auto number = ledger::add_sample(file, *frame, *sample);
  if (!number) {
    complain(console, file, number.error());
    return Exit::usage;
  }
  const std::string sheet = review::sheet(*number, *frame, *sample, l);
  console.note(text(l, "stikprøve {0}: {1} trukket af {2}; rammens fingeraftryk {3}\n", "sample {0}: {1} drawn of {2}; fingerprint of the frame {3}\n",
                    {std::to_string(*number), std::to_string(sample->drawn.size()), std::to_string(frame->instances.size()), sample->frame_sha256}));
  if (arguments.out.empty()) {
    console.write(sheet);
    return Exit::in_order;
  }
  out << sheet;
  if (!out.flush()) {
    console.error(text(l, "`{0}` kan ikke skrives", "`{0}` cannot be written", {arguments.out.generic_string()}));
    return Exit::usage;
  }
  return Exit::in_order;
}

Exit run_review(const Arguments& arguments, const Console& console) {
  const std::filesystem::path& file = arguments.inputs.front();
  auto samples = ledger::samples(file);
  if (!samples) {
    complain(console, file, samples.error());
    return Exit::usage;
  }
  if (arguments.inputs.size() > 1) {
    constexpr std::size_t largest = std::size_t{64} << 20U;
    auto read = read_file(arguments.inputs[1], largest);
    if (!read) {
      console.error(describe(read.error(), console.language()));
      return Exit::usage;
    }
    const Source answers{.name = arguments.inputs[1].generic_string(), .text = std::move(*read)};
    const auto found = review::read_answers(answers, *samples);
    if (!found) {
      for (const Diagnostic& d : found.error()) console.note(render(d, answers, {console.language(), console.colour_on_error()}) + "\n");
      return Exit::usage;
    }
    if (!found->empty()) {
      if (const auto kept = ledger::add_answers(file, *found); !kept) {
        complain(console, file, kept.error());
        return Exit::usage;
      }
    }
    console.note(text(console.language(), "{0} svar gemt\n", "{0} answers kept\n", {std::to_string(found->size())}));
    samples = ledger::samples(file);
    if (!samples) {
      complain(console, file, samples.error());
      return Exit::internal;
    }
  }
  if (arguments.format != Format::text) {
    show_json(console, arguments, *samples);
    return Exit::in_order;
  }
  std::string page;
  for (const ledger::SampleInfo& s : *samples) page += page_of(s, console.language());
  if (page.empty()) page = text(console.language(), "\nder er ikke trukket nogen stikprøve\n", "\nno sample was drawn\n");
  console.write(page.substr(1));
  return Exit::in_order;
}

}  // namespace rettesnor::cli
