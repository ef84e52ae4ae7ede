// The workload in one process: Rettesnor and the kernels by hand, held against each other and then timed; the argument
// is the number of cases. Its lines read into cases. And one case under all packages, as a caseworker meets it. `script/bench workload`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>

#include "bench/peers/kernel/columns.hpp"
#include "bench/peers/serve/ours.hpp"
#include "bench/peers/workload/write.hpp"
#include "engine/engine.hpp"
#include "engine/store/cases.hpp"
#include "engine/store/schema.hpp"

namespace rettesnor::bench {
namespace {

constexpr std::uint64_t seed = 1;

std::size_t cases_of(const benchmark::State& state) { return static_cast<std::size_t>(state.range(0)); }

void per_case(benchmark::State& state) {
  const auto cases = static_cast<double>(state.iterations()) * static_cast<double>(state.range(0));
  state.counters["case"] = benchmark::Counter(cases, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

Tally by_hand(std::size_t cases) {
  const Columns c = make_columns(seed, cases);
  Calendars calendars;
  const Limits limits;
  Sets sets(c);
  judge_scalar(c, tables_for(limits, calendars), limits, sets, {0, c.cases});
  return sets.tally();
}

void rettesnor(benchmark::State& state) {
  Ours ours{"bench/peers/rules/workload.regel"};
  ours.prepare(seed, cases_of(state));
  const Tally expected = by_hand(cases_of(state));
  if (!std::ranges::equal(ours.evaluate(1), expected)) state.SkipWithError("not what the kernel by hand says");
  for (auto _ : state) benchmark::DoNotOptimize(ours.evaluate(1));
  per_case(state);
}

void scalar(benchmark::State& state) {
  const Columns c = make_columns(seed, cases_of(state));
  Calendars calendars;
  const Limits limits;
  const Tables tables = tables_for(limits, calendars);
  Sets sets(c);
  for (auto _ : state) {
    judge_scalar(c, tables, limits, sets, {0, c.cases});
    benchmark::DoNotOptimize(sets.tally());
  }
  per_case(state);
}

void simd(benchmark::State& state) {
  const Columns c = make_columns(seed, cases_of(state));
  Calendars calendars;
  const Limits limits;
  const Tables tables = tables_for(limits, calendars);
  Planes planes(c);
  state.SetLabel(simd_in_use());
  if (!judge_simd(c, tables, limits, planes)) {
    state.SkipWithError("this machine has neither AVX-512 nor AVX2");
    return;
  }
  if (planes.tally() != by_hand(cases_of(state))) state.SkipWithError("not what the scalar kernel says");
  for (auto _ : state) {
    judge_simd(c, tables, limits, planes);
    benchmark::DoNotOptimize(planes.tally());
  }
  per_case(state);
}

/// Lines into cases, as an audit reads them one by one; and each by way of a tree, as it reads what is not written plainly.
struct Lines {
  Rules rules = load(std::array{std::filesystem::path("bench/peers/rules/workload.regel")}).value();
  std::vector<std::string> all;
  explicit Lines(std::size_t cases) {
    for (std::size_t i = 0; i < cases; ++i) append_case_line(all.emplace_back(), make_case(seed, i));
  }
};

void reading(benchmark::State& state) {
  const Lines lines(cases_of(state));
  RecordReader reader(lines.rules.model, {});
  for (auto _ : state) {
    for (const std::string& line : lines.all) benchmark::DoNotOptimize(reader.read(1, line, false));
  }
  per_case(state);
}

void reading_by_tree(benchmark::State& state) {
  const Lines lines(cases_of(state));
  const Schema schema(lines.rules.model);
  for (auto _ : state) {
    for (const std::string& line : lines.all) benchmark::DoNotOptimize(read_case(schema, read_tree({.name = {}, .text = line}, DataFormat::json), {}, {}));
  }
  per_case(state);
}

/// All packages and a case of a child, open to be asked about.
struct OpenCase {
  Rules rules = load(std::array{std::filesystem::path("rules")}).value();
  CaseFile file = read_case_file(rules, "samples/children/weekend_notification.yaml").value();
  Question question{.as_of = start_of_day(Date{20528})};  // 2026-03-16
};

/// Every rule judged, the case opened anew each time.
void one_case(benchmark::State& state) {
  const OpenCase open;
  for (auto _ : state) benchmark::DoNotOptimize(open_case(open.rules, *open.file.read, open.question)->judge_all());
  state.SetLabel(std::to_string(open.rules.model.rules.size()) + " rules");
}

/// One rule of it judged and explained: why, what is missing, what would change it.
void one_explanation(benchmark::State& state) {
  const OpenCase open;
  const RuleId rule = find_rules(open.rules.model, "assessment_24h").front();
  for (auto _ : state) {
    const auto prober = open_case(open.rules, *open.file.read, open.question);
    for (InstanceResult& result : prober->judge(rule)) {
      benchmark::DoNotOptimize(explain_instance(*prober, make_finding(open.rules.model, std::move(result), open.question), Language::danish));
    }
  }
}

BENCHMARK(one_case)->Unit(benchmark::kMicrosecond);
BENCHMARK(one_explanation)->Unit(benchmark::kMicrosecond);
BENCHMARK(reading)->Arg(1'000)->Unit(benchmark::kMillisecond);
BENCHMARK(reading_by_tree)->Arg(1'000)->Unit(benchmark::kMillisecond);
BENCHMARK(rettesnor)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(scalar)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(simd)->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace rettesnor::bench

BENCHMARK_MAIN();
