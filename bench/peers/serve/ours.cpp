#include "bench/peers/serve/ours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <future>
#include <span>
#include <stdexcept>

#include "bench/peers/workload/write.hpp"
#include "engine/compile/compile.hpp"
#include "engine/engine.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/evaluate/run.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::bench {

namespace {

constexpr std::size_t batch_size = 2048;

void add(std::array<std::uint64_t, 6>& counts, VerdictSet set) {
  for (std::size_t v = 0; v < 6; ++v) counts[v] += set.bits() >> v & 1U;
}

rettesnor::Case read_case(RecordReader& reader, std::uint64_t seed, std::size_t number) {
  std::string line;
  append_case_line(line, make_case(seed, number));
  auto one = reader.read(number + 1, std::move(line), false);
  if (!one) throw std::runtime_error(fmt::format("case {} was refused", number));
  return std::move(*one);
}

/// Some cases that stand together, as columns.
struct Some {
  std::size_t first = 0;  ///< its cases
  std::size_t count = 0;
  columns::Batch batch;
};

}  // namespace

struct Ours::Inside {
  Way way{};
  Rules rules;
  Question question;
  plan::Plan plan;
  std::uint64_t seed = 0;
  std::size_t count = 0;
  std::vector<rettesnor::Case> cases;  ///< empty where every rule is judged over columns
  std::vector<Some> batches;

  std::size_t without_plan() const {
    return static_cast<std::size_t>(std::ranges::count_if(plan.rules, [](const plan::RulePlan& r) { return !r.compiled; }));
  }

  void walk(std::span<const rettesnor::Case> some, Counts& out) const {
    for (const rettesnor::Case& c : some) {
      for (const InstanceResult& r : rettesnor::evaluate(rules.model, c, question, Trace::open)) add(out[r.rule.value], r.possible);
    }
  }

  void run(std::span<const Some> some, Counts& out) const {
    columns::Runner runner(plan);
    for (const Some& s : some) {
      runner.run(s.batch);
      for (const plan::RulePlan& rule : plan.rules) {
        auto& counts = out[rule.rule.value];
        if (!rule.compiled) {
          for (std::size_t i = s.first; i < s.first + s.count; ++i) {
            for (const InstanceResult& r : evaluate_rule(rules.model, cases[i], question, rule.rule, Trace::open)) add(counts, r.possible);
          }
          continue;
        }
        if (runner[rule.careful].common != columns::kernel::Bits::zero) throw std::runtime_error("the workload needs no care, but is given it");
        for (const plan::RulePart& part : rule.parts) {
          const std::size_t rows = runner.rows(part.rows).count;
          for (std::size_t v = 0; v < 6; ++v) counts[v] += both(runner[part.exists], runner[part.verdicts[v]], rows);
        }
      }
    }
  }

  /// How many rows have both bits.
  static std::uint64_t both(const columns::Result& a, const columns::Result& b, std::size_t rows) {
    using enum columns::kernel::Bits;
    if (a.common == zero || b.common == zero) return 0;
    if (a.common == one && b.common == one) return rows;
    std::uint64_t n = 0;
    for (std::size_t w = 0; w < (rows + 63) / 64; ++w) {
      const std::uint64_t x = a.common == one ? b.bits[w] : b.common == one ? a.bits[w] : a.bits[w] & b.bits[w];
      n += static_cast<std::uint64_t>(std::popcount(x));
    }
    return n;
  }
};

Ours::Ours(const std::filesystem::path& rules, Way way) : inside_(std::make_unique<Inside>()) {
  auto loaded = load(std::array{rules});
  if (!loaded || !loaded->ok()) throw std::runtime_error(fmt::format("{} has errors", rules.string()));
  inside_->way = way;
  inside_->rules = std::move(*loaded);
  inside_->question.as_of = Moment{end_of_day(Date{as_of_day}).micros - 1};
  const Model& model = inside_->rules.model;
  for (std::uint32_t c = 0; c < model.concepts.size(); ++c) {
    if (model.concepts[ConceptId{c}].name == "child_case") inside_->plan = plan::compile(model, inside_->question, ConceptId{c});
  }
}
Ours::~Ours() = default;
Ours::Ours(Ours&&) noexcept = default;

std::string Ours::name() const {
  if (inside_->way == Way::tree) return "Rettesnor, tree walk";
  const std::size_t left = inside_->without_plan();
  return left == 0 ? "Rettesnor" : fmt::format("Rettesnor ({} of {} rules by tree walk)", left, inside_->plan.rules.size());
}

void Ours::prepare(std::uint64_t seed, std::size_t count) {
  Inside& in = *inside_;
  in.seed = seed;
  in.count = count;
  in.cases.clear();
  in.batches.clear();
  RecordReader reader(in.rules.model, {});
  const bool keep = in.way == Way::tree || in.without_plan() > 0;
  std::vector<rettesnor::Case> read;
  for (std::size_t first = 0; first < count; first += batch_size) {
    const std::size_t end = std::min(count, first + batch_size);
    read.clear();
    for (std::size_t i = first; i < end; ++i) {
      read.push_back(read_case(reader, seed, i));
    }
    if (in.way == Way::columns) {
      std::vector<const rettesnor::Case*> these;
      for (const rettesnor::Case& c : read) these.push_back(&c);
      in.batches.push_back({first, end - first, columns::make_batch(in.rules.model, in.question, in.plan, these)});
    }
    if (keep) std::ranges::move(read, std::back_inserter(in.cases));
  }
}

Ours::Counts Ours::evaluate(unsigned threads) {
  const Inside& in = *inside_;
  const std::size_t all = in.way == Way::tree ? in.cases.size() : in.batches.size();
  const auto part = [&](std::size_t from, std::size_t to) {
    Counts out(in.rules.model.rules.size());
    if (in.way == Way::tree) in.walk(std::span(in.cases).subspan(from, to - from), out);
    else in.run(std::span(in.batches).subspan(from, to - from), out);
    return out;
  };
  if (threads <= 1) return part(0, all);
  std::vector<std::future<Counts>> work;
  for (unsigned t = 0; t < threads; ++t) work.push_back(std::async(std::launch::async, part, all * t / threads, all * (t + 1) / threads));
  Counts out(in.rules.model.rules.size());
  for (auto& w : work) {
    const Counts some = w.get();
    for (std::size_t r = 0; r < out.size(); ++r) {
      for (std::size_t v = 0; v < 6; ++v) out[r][v] += some[r][v];
    }
  }
  return out;
}

std::vector<std::vector<std::uint8_t>> Ours::sets() {
  const Inside& in = *inside_;
  std::vector<std::vector<std::uint8_t>> out(in.rules.model.rules.size());
  const auto take = [&](RuleId rule, bool rest, VerdictSet set) {
    if (!rest) out[rule.value].push_back(set.bits());
  };
  Evaluator evaluator(in.rules.model, in.question, Naming::none);
  RecordReader reader(in.rules.model, {});
  for (std::size_t i = 0; i < in.count; ++i) {
    const rettesnor::Case one = read_case(reader, in.seed, i);
    if (in.way == Way::tree) {
      for (const InstanceResult& r : rettesnor::evaluate(in.rules.model, one, in.question, Trace::open)) take(r.rule, r.rest, r.possible);
    } else {
      evaluator.judge(std::array{&one}, [&](Seen&& s) { take(s.rule, s.rest, s.possible); });
    }
  }
  return out;
}

}  // namespace rettesnor::bench
