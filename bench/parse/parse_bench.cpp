// How fast rule files are read: MB/s for the lexer alone and for lexer, parser and tree together.
// The text is generated: realistic rules, concepts and tests, numbered, in both keyword languages.
#include <benchmark/benchmark.h>

#include <string>

#include "grammar/lexer.hpp"
#include "grammar/parser.hpp"

namespace rettesnor {
namespace {

const char* const english = R"(
rule assessment_# "Vurdering inden for 24 timer"   cite SEL § 155 until 2023-12-31, BL § 136 stk. 2, 2. pkt. from 2024-01-01
  for each n in notifications where n.kind <> anonymous and not n.withdrawn
  when count of visits >= 2 or (age_at_decision < 18 years and placed)
  -- The clock runs from the municipality's receipt.
  municipality must make assessment within 24 hours of receipt
  reading next_day_# "Næste hverdag"   within 1 hverdage of receipt   rolling to hverdage
  remedy "Vurdér straks, om barnets sundhed eller udvikling er i fare."
end
exception preliminary_# to assessment_# "Foreløbig vurdering"   cite BL § 20 stk. 3
  when all of
    - preliminary has happened no later than due of assessment_#
    - any v in visits where v.with_child and v.held >= start + 3 months
  end
  instead municipality must complete study as soon as possible, no later than earliest of closed, start + 6 months
end
concept visit_# "Tilsynsbesøg"
  event held   date  "Besøget afholdt"  verb hold  ask "Hvornår blev besøget afholdt?"
  fact  with_child  yes/no  "Samtale med barnet"
  fact  kind  one of planned, unplanned, other
end
define months_open_# of child_case as months from start to closed when closed has happened, months from start to today otherwise
test late_# "For sent, men gjort"
  given notifications n1 (receipt 2026-03-02 09:00, assessment 2026-03-03 10:30, notifier professional)
  at 2026-03-04 08:00
  expect assessment_# of n1 = late by 1 hour 30 minutes
end
)";

const char* const danish = R"(
regel vurdering_# "Vurdering inden for 24 timer"   jf. SEL § 155 til og med 2023-12-31, BL § 136 stk. 2, 2. pkt. fra 2024-01-01
  for hver n i underretninger hvor n.art <> anonym og ikke n.trukket
  når antal besøg >= 2 eller (alder < 18 år og anbragt)
  -- Fristen løber fra kommunens modtagelse.
  skal kommunen foretage vurdering inden for 24 timer efter modtaget
  læsning næste_dag_# "Næste hverdag"   inden for 1 hverdage efter modtaget   forlænges til førstkommende hverdage
  afhjælpning "Vurdér straks, om barnets sundhed eller udvikling er i fare."
slut
undtagelse foreløbig_# fra vurdering_# "Foreløbig vurdering"   jf. BL § 20 stk. 3
  når alle følgende
    - foreløbig er sket senest fristen for vurdering_#
    - mindst én v i besøg hvor v.med_barnet og v.afholdt >= start + 3 måneder
  slut
  i stedet skal kommunen afslutte undersøgelse snarest muligt, senest den tidligste af lukket, start + 6 måneder
slut
)";

// At least `bytes` of rules; `#` in the pattern becomes a running number.
std::string generate(const char* language, const char* pattern, std::size_t bytes) {
  std::string out = std::string("language ") + language + "\n";
  for (int number = 1; out.size() < bytes; ++number) {
    for (char const* at = pattern; *at != 0; ++at) {
      if (*at == '#') {
        out += std::to_string(number);
      } else {
        out += *at;
      }
    }
  }
  return out;
}

const Source& source_for(const benchmark::State& state) {
  static Source const large_english{"stor.regel", generate("en", english, 5'000'000), {}};
  static Source const large_danish{"stor.regel", generate("da", danish, 5'000'000), {}};
  static Source const editor{"pakke.regel", generate("en", english, 300'000), {}};
  return state.range(0) == 0 ? large_english : state.range(0) == 1 ? large_danish : editor;
}

void lex_only(benchmark::State& state) {
  Source const& source = source_for(state);
  for (auto _ : state) benchmark::DoNotOptimize(lex(source.text).tokens.size());
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * source.text.size()));
}

void lex_and_parse(benchmark::State& state) {
  Source const& source = source_for(state);
  ParseOptions options;
  options.largest_file = 16U << 20;
  for (auto _ : state) {
    Syntax const syntax = parse(source, options);
    if (!syntax.ok()) state.SkipWithError("the generated text has mistakes");
    benchmark::DoNotOptimize(syntax.tree.size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * source.text.size()));
}

// 0: 5 MB English, 1: 5 MB Danish, 2: 300 kB (a 5,000-line package in an editor)
BENCHMARK(lex_only)->Arg(0)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);
BENCHMARK(lex_and_parse)->Arg(0)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace rettesnor

BENCHMARK_MAIN();
