// Rettesnor and the kernels by hand, to be measured.
#include <fmt/format.h>

#include <functional>
#include <stdexcept>
#include <thread>

#include "bench/peers/kernel/columns.hpp"
#include "bench/peers/serve/serve.hpp"

namespace rettesnor::bench {
namespace {

/// Copy after copy of the rules over the same columns; nothing is shared between copies.
/// @param judge  (tables, limits, share of the rows, of how many)
void serve_kernel(const Asked& asked, const std::string& name, const Columns& c, const std::function<void(const Tables&, const Limits&, std::size_t, std::size_t)>& judge,
                  const std::function<Tally()>& tally) {
  Calendars calendars;
  std::vector<std::pair<Tables, Limits>> copies;
  for (std::size_t n = 0; n < asked.copies; ++n) {
    const Limits l = limits_of(static_cast<std::int32_t>(n));
    copies.emplace_back(tables_for(l, calendars), l);
  }
  serve(fmt::format("{}, {} bytes a case", name, c.bytes() / std::max<std::size_t>(c.cases, 1)), [&] {
    Ours::Counts out;
    for (const auto& [tables, limits] : copies) {
      std::vector<std::jthread> others;
      for (std::size_t t = 1; t < asked.threads; ++t) others.emplace_back([&, t] { judge(tables, limits, t, asked.threads); });
      judge(tables, limits, 0, asked.threads);
      others.clear();
      const Tally some = tally();
      out.insert(out.end(), some.begin(), some.end());
    }
    return out;
  });
}

}  // namespace

namespace {

void serve_way(const Asked& asked, Way way) {
  Ours ours(asked.rules, way);
  ours.prepare(asked.seed, asked.cases);
  serve(ours.name(), [&] { return ours.evaluate(asked.threads); });
}

}  // namespace

void serve_ours(const Asked& asked) { serve_way(asked, Way::columns); }
void serve_tree(const Asked& asked) { serve_way(asked, Way::tree); }

void serve_scalar(const Asked& asked) {
  const Columns c = make_columns(asked.seed, asked.cases);
  Sets sets(c);
  serve_kernel(asked, "hand-written scalar C++", c,
               [&](const Tables& t, const Limits& l, std::size_t nth, std::size_t of) { judge_scalar(c, t, l, sets, share(c.cases, nth, of)); },
               [&] { return sets.tally(); });
}

void serve_simd(const Asked& asked) {
  const Columns c = make_columns(asked.seed, asked.cases);
  Planes planes(c);
  if (std::string_view(simd_in_use()) == "nothing") throw std::runtime_error("this machine has neither AVX-512 nor AVX2");
  serve_kernel(asked, fmt::format("hand-written SIMD C++, {}", simd_in_use()), c,
               [&](const Tables& t, const Limits& l, std::size_t nth, std::size_t of) { judge_simd(c, t, l, planes, nth, of); },
               [&] { return planes.tally(); });
}

}  // namespace rettesnor::bench
