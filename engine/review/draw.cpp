#include "engine/review/draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "engine/statistics/sampling.hpp"

namespace rettesnor::review {

namespace {

/// Unique in the frame, and the same whatever else is in it.
std::string id_of(const ledger::FrameInstance& one) { return one.case_id + "#" + std::to_string(one.instance); }

std::string stratum_of(const ledger::FrameInstance& one, Strata strata) {
  switch (strata) {
    case Strata::none: return "all";
    case Strata::municipality: return one.municipality.empty() ? "-" : one.municipality;
    case Strata::verdict: break;
  }
  return one.possible.determined() ? std::string(code(static_cast<Verdict>(std::countr_zero(static_cast<unsigned>(one.possible.bits()))))) : "undetermined";
}

/// Each stratum's part: least two where it has as many, then by size (largest remainder) or evenly.
std::map<std::string, std::int64_t> allocate(const std::map<std::string, std::int64_t>& strata, std::int64_t size, bool evenly) {
  std::map<std::string, std::int64_t> out;
  std::int64_t left = size, all = 0;
  const std::int64_t least = size >= 2 * static_cast<std::int64_t>(strata.size()) ? 2 : 1;
  for (const auto& [name, population] : strata) {
    out[name] = std::min(least, population);
    left -= out[name];
    all += population;
  }
  // One at a time to the stratum that is furthest behind its due part: exact, and the same in any order of calculation.
  while (left > 0) {
    const std::string* next = nullptr;
    std::int64_t most = 0;
    for (const auto& [name, population] : strata) {
      if (out[name] >= population) continue;
      const std::int64_t behind = evenly ? size - out[name] * static_cast<std::int64_t>(strata.size()) : size * population - out[name] * all;
      if (next == nullptr || behind > most) {
        next = &name;
        most = behind;
      }
    }
    if (next == nullptr) break;
    ++out[*next];
    --left;
  }
  return out;
}

}  // namespace

std::string_view name_of(Strata strata) {
  switch (strata) {
    case Strata::none: return "none";
    case Strata::municipality: return "municipality";
    case Strata::verdict: break;
  }
  return "verdict";
}

std::expected<ledger::NewSample, Refusal> draw(const ledger::Frame& frame, std::uint64_t size, Strata strata, std::uint64_t seed) {
  if (frame.instances.empty()) return std::unexpected(Refusal{Refusal::Kind::empty, {}});
  std::vector<statistics::FrameCase> all;
  std::map<std::string, std::size_t> place;
  std::map<std::string, std::int64_t> populations;
  for (std::size_t i = 0; i < frame.instances.size(); ++i) {
    all.push_back({id_of(frame.instances[i]), stratum_of(frame.instances[i], strata)});
    place[all.back().id] = i;
    ++populations[all.back().stratum];
  }
  if (size < populations.size()) return std::unexpected(Refusal{Refusal::Kind::too_small, std::to_string(populations.size())});
  const auto sizes = allocate(populations, static_cast<std::int64_t>(size), strata == Strata::verdict);
  const auto sample = statistics::draw_stratified(all, sizes, seed);
  if (!sample) return std::unexpected(Refusal{Refusal::Kind::hash_failed, sample.error().what});
  ledger::NewSample out{.mode = "stratified", .strata = std::string(name_of(strata)), .wanted = size, .seed = seed, .before = {}, .frame_sha256 = sample->frame_hash, .drawn = {}};
  for (const statistics::DrawnCase& c : sample->cases) {
    const auto population = static_cast<std::uint64_t>(populations.at(c.stratum));
    out.drawn.push_back({place.at(c.id), c.stratum, population, std::min(population, static_cast<std::uint64_t>(sizes.at(c.stratum)))});
  }
  return out;
}

std::expected<ledger::NewSample, Refusal> draw_latest(const ledger::Frame& frame, std::uint64_t size, Date before) {
  if (frame.instances.empty()) return std::unexpected(Refusal{Refusal::Kind::empty, {}});
  if (!frame.has_days) return std::unexpected(Refusal{Refusal::Kind::no_days, {}});
  std::vector<statistics::DatedCase> dated;
  std::vector<statistics::FrameCase> all;
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < frame.instances.size(); ++i) {
    const ledger::FrameInstance& one = frame.instances[i];
    all.push_back({id_of(one), "all"});
    place[all.back().id] = i;
    if (one.day) dated.push_back({all.back().id, one.day->days});
  }
  const auto latest = statistics::latest_before(dated, before.days, static_cast<std::int64_t>(size));
  const auto hashed = statistics::draw_stratified(all, {}, 0);  // none drawn: for the frame's fingerprint
  if (!latest || !hashed) return std::unexpected(Refusal{Refusal::Kind::hash_failed, {}});
  if (latest->empty()) return std::unexpected(Refusal{Refusal::Kind::empty, {}});
  ledger::NewSample out{.mode = "latest", .strata = "none", .wanted = size, .seed = {}, .before = before, .frame_sha256 = hashed->frame_hash, .drawn = {}};
  // They stand for themselves: one of one.
  for (const statistics::DatedCase& c : *latest) out.drawn.push_back({place.at(c.id), "all", latest->size(), latest->size()});
  return out;
}

}  // namespace rettesnor::review
