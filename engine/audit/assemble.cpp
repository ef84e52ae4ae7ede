#include <algorithm>
#include <span>

#include "engine/audit/shard.hpp"
#include "engine/explain/finding.hpp"

namespace rettesnor::audit {

namespace {

/// Sorts, and counts what is the same.
Counts counted(std::vector<CountKey> keys) {
  std::ranges::sort(keys);
  Counts out;
  for (const CountKey key : keys) {
    if (out.empty() || out.back().first != key) out.emplace_back(key, 0);
    ++out.back().second;
  }
  return out;
}

/// By case: the judge gives them by rule. What is of one case keeps its order.
void add_attention(std::span<const Attention> attention, std::span<const std::optional<std::uint32_t>> position, std::size_t cases, Shard& out) {
  std::vector<std::size_t> begin(cases + 1);  // of each case's
  for (const Attention& a : attention) {
    if (position[a.record]) ++begin[*position[a.record] + 1];
  }
  for (std::size_t i = 0; i < cases; ++i) begin[i + 1] += begin[i];
  out.attention.resize(begin.back());
  for (const Attention& a : attention) {
    if (position[a.record]) out.attention[begin[*position[a.record]]++] = {*position[a.record], a};
  }
}

}  // namespace

Counts merged(const Counts& a, const Counts& b) {
  Counts out;
  out.reserve(a.size() + b.size());
  auto x = a.begin();
  for (const auto& [key, count] : b) {
    for (; x != a.end() && x->first < key; ++x) out.push_back(*x);
    if (x != a.end() && x->first == key) out.emplace_back(key, x++->second + count);
    else out.emplace_back(key, count);
  }
  out.insert(out.end(), x, a.end());
  return out;
}

void Planes::add(std::uint32_t position, std::uint8_t possible, std::int32_t day) {
  const std::size_t i = positions.size();
  positions.push_back(position);
  days.push_back(day);
  for (std::size_t v = 0; v < bits.size(); ++v) {
    if (i % 8 == 0) bits[v].push_back(0);
    if ((possible >> v & 1U) != 0) bits[v].back() = static_cast<std::uint8_t>(bits[v].back() | 1U << i % 8);
  }
}

Shard assemble(const Model& model, const Batch& batch, const Judged& judged, const std::vector<bool>& twice) {
  Shard out{.number = batch.shard, .end_byte = batch.end_byte, .end_line = batch.end_line, .words = judged.words};
  std::vector<std::optional<std::uint32_t>> position(judged.records.size());  // of each record's case; none: kept out
  auto flaw = judged.flaws.begin();
  for (std::uint32_t i = 0; i < judged.records.size(); ++i) {
    const Judged::Subject& one = judged.records[i];
    const bool again = i < twice.size() && twice[i];
    if (again) out.flaws.push_back({.table = one.table, .line = one.line, .code = std::string(number_of(Code::case_duplicate_case)), .refused = true, .record = i});
    if (one.id && !again) position[i] = static_cast<std::uint32_t>(out.cases.size());
    else ++out.refused;
    for (; flaw != judged.flaws.end() && flaw->record == i; ++flaw) {
      if (again) continue;
      out.flaws.push_back(*flaw);
      out.flaws.back().position = position[i];
    }
    if (!position[i]) continue;
    for (const auto& [key, sums] : one.measures) out.measures[key] += sums;
    for (const ReasonKey& key : one.beside.reasons) ++out.reasons[key];
    for (const FollowKey key : one.beside.follows) ++out.follows[key];
    out.cases.push_back({one.line, *one.id, one.municipality});
  }
  std::vector<CountKey> keys;
  keys.reserve(judged.instances.size());
  Planes* planes = nullptr;
  std::optional<std::uint32_t> rule;
  for (const Instance& one : judged.instances) {
    if (!position[one.record]) continue;
    keys.emplace_back(one.rule, one.municipality, one.month, one.possible, one.rest);
    if (rule != one.rule) {
      rule = one.rule;
      const Sphere sphere = sphere_of(model, RuleId{one.rule});
      planes = sphere == Sphere::law || sphere == Sphere::recommendation ? &out.planes[one.rule] : nullptr;
    }
    if (planes != nullptr && !one.rest) planes->add(*position[one.record], one.possible, one.day);
  }
  std::erase_if(out.planes, [](const auto& of) { return of.second.positions.empty(); });  // of a rule with nothing but a rest
  out.counts = counted(std::move(keys));
  add_attention(judged.attention, position, out.cases.size(), out);
  return out;
}

}  // namespace rettesnor::audit
