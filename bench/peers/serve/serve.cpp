// `bench_serve ours|tree|scalar|simd|sqlite --cases N [--seed S] [--threads T] [--copies C] [--rules FILE] [--sql FOLDER]`
#include "bench/peers/serve/serve.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <iostream>
#include <iterator>
#include <map>
#include <string_view>

namespace rettesnor::bench {

namespace {

std::int64_t cpu_ns() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

}  // namespace

void serve(const std::string& name, const std::function<Ours::Counts()>& run) {
  std::cout << fmt::format("{{\"ready\": \"{}\"}}", name) << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto begin = std::chrono::steady_clock::now();
    const std::int64_t cpu = cpu_ns();
    const Ours::Counts counts = run();
    const std::int64_t cpu_took = cpu_ns() - cpu;
    const auto took = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begin);
    std::string out = fmt::format("{{\"ns\": {}, \"cpu_ns\": {}, \"tally\": [", took.count(), cpu_took);
    for (std::size_t r = 0; r < counts.size(); ++r) {
      const auto& c = counts[r];
      fmt::format_to(std::back_inserter(out), "{}[{}, {}, {}, {}, {}, {}]", r == 0 ? "" : ", ", c[0], c[1], c[2], c[3], c[4], c[5]);
    }
    std::cout << out << "]}" << std::endl;
  }
}

}  // namespace rettesnor::bench

int main(int argc, char** argv) {
  using namespace rettesnor::bench;
  const std::map<std::string_view, void (*)(const Asked&)> kinds{
      {"ours", serve_ours}, {"tree", serve_tree}, {"scalar", serve_scalar}, {"simd", serve_simd}, {"sqlite", serve_sqlite}};
  try {
    const auto kind = kinds.find(argc > 1 ? argv[1] : "");
    if (kind == kinds.end()) throw std::runtime_error("bench_serve ours|tree|scalar|simd|sqlite --cases N …");
    Asked asked{.rules = "bench/peers/rules/workload.regel"};
    for (int i = 2; i + 1 < argc; i += 2) {
      const std::string_view name = argv[i];
      const std::string value = argv[i + 1];
      if (name == "--cases") asked.cases = std::stoul(value);
      else if (name == "--seed") asked.seed = std::stoull(value);
      else if (name == "--threads") asked.threads = static_cast<unsigned>(std::stoul(value));
      else if (name == "--copies") asked.copies = std::stoul(value);
      else if (name == "--rules") asked.rules = value;
      else if (name == "--sql") asked.sql = value;
      else throw std::runtime_error(fmt::format("unknown option `{}`", name));
    }
    kind->second(asked);
    return 0;
  } catch (const std::exception& e) {
    std::cerr << e.what() << "\n";
    return 2;
  }
}
