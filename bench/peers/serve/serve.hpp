// How a program is measured beside others: it loads, says that it is ready, and evaluates once for each line it is told.
//
//   stdout  {"ready": "SQLite 3.40.1"}
//   stdin   run
//   stdout  {"ns": 123456, "cpu_ns": 123400, "tally": [[1, 2, 0, 0, 0, 3], …]}
//
// The tally: by rule, how many instances may have each verdict. cpu_ns is of all threads; where other work goes on beside
// a measurement of one thread, it says more than the clock on the wall.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "bench/peers/serve/ours.hpp"

namespace rettesnor::bench {

/// Answers until the input ends. The time is that of `run` alone.
void serve(const std::string& name, const std::function<Ours::Counts()>& run);

/// What a program was asked for on the command line.
struct Asked {
  std::string rules;  ///< the package
  std::uint64_t seed = 1;
  std::size_t cases = 10'000;
  unsigned threads = 1;
  std::size_t copies = 1;  ///< of the twenty rules, for the kernels
  std::string sql = "bench/peers/sql";
};

void serve_ours(const Asked& asked);
void serve_tree(const Asked& asked);
void serve_scalar(const Asked& asked);
void serve_simd(const Asked& asked);
void serve_sqlite(const Asked& asked);

}  // namespace rettesnor::bench
