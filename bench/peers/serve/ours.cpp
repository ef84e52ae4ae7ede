#include "bench/peers/serve/ours.hpp"

#include <fmt/format.h>

#include <future>
#include <span>
#include <stdexcept>

#include "bench/peers/workload/write.hpp"
#include "engine/engine.hpp"
#include "engine/reference/evaluate.hpp"

namespace rettesnor::bench {

struct Ours::Inside {
  Rules rules;
  Question question;
  std::vector<rettesnor::Case> cases;

  Counts judge(std::span<const rettesnor::Case> some) const {
    Counts out(rules.model.rules.size());
    for (const rettesnor::Case& c : some) {
      for (const InstanceResult& r : rettesnor::evaluate(rules.model, c, question, Trace::open)) {
        for (std::size_t v = 0; v < 6; ++v) out[r.rule.value][v] += r.possible.bits() >> v & 1U;
      }
    }
    return out;
  }
};

Ours::Ours(const std::filesystem::path& rules) : inside_(std::make_unique<Inside>()) {
  auto loaded = load(std::array{rules});
  if (!loaded || !loaded->ok()) throw std::runtime_error(fmt::format("{} has errors", rules.string()));
  inside_->rules = std::move(*loaded);
  inside_->question.as_of = Moment{end_of_day(Date{as_of_day}).micros - 1};
}
Ours::~Ours() = default;
Ours::Ours(Ours&&) noexcept = default;

const char* Ours::name() { return "Rettesnor (tree walk)"; }

void Ours::prepare(std::uint64_t seed, std::size_t count) {
  RecordReader reader(inside_->rules.model, {});
  inside_->cases.clear();
  for (std::size_t i = 0; i < count; ++i) {
    std::string line;
    append_case_line(line, make_case(seed, i));
    auto read = reader.read(i + 1, std::move(line), false);
    if (!read) throw std::runtime_error(fmt::format("case {} was refused", i));
    inside_->cases.push_back(std::move(*read));
  }
}

Ours::Counts Ours::evaluate(unsigned threads) {
  const std::span<const rettesnor::Case> all = inside_->cases;
  if (threads <= 1) return inside_->judge(all);
  std::vector<std::future<Counts>> work;
  for (unsigned t = 0; t < threads; ++t) {
    const std::size_t from = all.size() * t / threads;
    const std::size_t to = all.size() * (t + 1) / threads;
    work.push_back(std::async(std::launch::async, [this, some = all.subspan(from, to - from)] { return inside_->judge(some); }));
  }
  Counts out(inside_->rules.model.rules.size());
  for (auto& w : work) {
    const Counts some = w.get();
    for (std::size_t r = 0; r < out.size(); ++r) {
      for (std::size_t v = 0; v < 6; ++v) out[r][v] += some[r][v];
    }
  }
  return out;
}

std::vector<std::vector<std::uint8_t>> Ours::sets() {
  std::vector<std::vector<std::uint8_t>> out(inside_->rules.model.rules.size());
  for (const rettesnor::Case& c : inside_->cases) {
    for (const InstanceResult& r : rettesnor::evaluate(inside_->rules.model, c, inside_->question, Trace::open)) {
      if (!r.rest) out[r.rule.value].push_back(r.possible.bits());
    }
  }
  return out;
}

}  // namespace rettesnor::bench
