#include "engine/statistics/sampling.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace rettesnor::statistics {
namespace {

using Digest = std::array<unsigned char, 32>;

std::optional<Digest> sha256(std::string_view text) {
  Digest out{};
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), out.data(), &size, EVP_sha256(), nullptr) != 1) return std::nullopt;
  return out;
}

/// With its length in front, so that no two lists of texts run together into the same bytes.
void append(std::string& bytes, std::string_view text) {
  bytes += std::to_string(text.size());
  bytes += ':';
  bytes += text;
}

std::optional<std::string> hash_of(std::span<const FrameCase* const> sorted) {
  std::string bytes;
  for (const FrameCase* c : sorted) {
    append(bytes, c->id);
    append(bytes, c->stratum);
  }
  const auto digest = sha256(bytes);
  if (!digest) return std::nullopt;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : *digest) {
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
  return out;
}

struct Numbered {
  Digest number;
  const FrameCase* item;
};

}  // namespace

std::expected<Sample, SampleProblem> draw_stratified(std::span<const FrameCase> frame,
                                                     const std::map<std::string, std::int64_t>& sizes,
                                                     std::uint64_t seed) {
  using enum SampleProblem::Kind;
  std::vector<const FrameCase*> sorted;
  for (const FrameCase& c : frame) sorted.push_back(&c);
  std::ranges::sort(sorted, {}, &FrameCase::id);
  const auto twice = std::ranges::adjacent_find(sorted, {}, &FrameCase::id);
  if (twice != sorted.end()) return std::unexpected(SampleProblem{duplicate_id, (*twice)->id});
  const auto hash = hash_of(sorted);
  if (!hash) return std::unexpected(SampleProblem{no_hash, ""});

  std::map<std::string_view, std::vector<Numbered>> strata;
  for (const FrameCase* c : sorted) {
    std::string key;
    append(key, std::to_string(seed));
    append(key, c->id);
    const auto number = sha256(key);
    if (!number) return std::unexpected(SampleProblem{no_hash, c->id});
    strata[c->stratum].push_back({*number, c});
  }
  Sample out{seed, *hash, {}};
  for (const auto& [stratum, size] : sizes) {
    if (size < 0) return std::unexpected(SampleProblem{negative_size, stratum});
    const auto found = strata.find(stratum);
    if (found == strata.end()) return std::unexpected(SampleProblem{unknown_stratum, stratum});
    std::vector<Numbered>& all = found->second;
    const std::size_t n = std::min(all.size(), static_cast<std::size_t>(size));
    const double inclusion = static_cast<double>(n) / static_cast<double>(all.size());
    std::ranges::sort(all, {}, &Numbered::number);
    all.resize(n);
    std::ranges::sort(all, {}, [](const Numbered& c) -> const std::string& { return c.item->id; });
    for (const Numbered& c : all) out.cases.push_back({c.item->id, stratum, inclusion, 1 / inclusion});
  }
  return out;
}

std::optional<std::vector<DatedCase>> latest_before(std::span<const DatedCase> cases, std::int32_t day,
                                                    std::int64_t n) {
  if (n < 0) return std::nullopt;
  std::vector<DatedCase> out;
  std::ranges::copy_if(cases, std::back_inserter(out), [day](const DatedCase& c) { return c.day < day; });
  std::ranges::sort(out, [](const DatedCase& a, const DatedCase& b) {
    return a.day != b.day ? a.day > b.day : a.id < b.id;
  });
  if (out.size() > static_cast<std::size_t>(n)) out.resize(static_cast<std::size_t>(n));
  return out;
}

std::optional<double> weighted_share(std::span<const WeightedAnswer> answers) {
  double all = 0;
  double yes = 0;
  for (const WeightedAnswer& a : answers) {
    if (!is_positive(a.weight)) return std::nullopt;
    all += a.weight;
    yes += a.yes ? a.weight : 0;
  }
  if (all == 0) return std::nullopt;
  return yes / all;
}

}  // namespace rettesnor::statistics
