// Runs a fuzz target without a fuzzer: over its seeds, and over the same with bytes changed, cut out, doubled and exchanged,
// always alike. So targets are compiled and run with every build, whatever the compiler.
//   NAME_replay ROUNDS SEED…
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <vector>

#include "tests/fuzz/fuzz.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes mutated(Bytes bytes, const Bytes& other, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random()) % n; };
  const auto at = [&](std::size_t n) { return static_cast<std::ptrdiff_t>(below(n)); };
  static constexpr std::uint8_t marks[] = {'"', ';', ',', '\n', '\r', '{', '}', '[', ']', ':', '\\', 0, 0xFF, 0xC3, '-', ' '};
  for (std::size_t times = 1 + below(4); times > 0; --times) {
    const std::ptrdiff_t from = at(bytes.size() + 1), to = std::min(from + at(40), static_cast<std::ptrdiff_t>(bytes.size()));
    const Bytes part(bytes.begin() + from, bytes.begin() + to);
    switch (below(6)) {
      case 0:
        if (!bytes.empty()) bytes[below(bytes.size())] = static_cast<std::uint8_t>(random());
        break;
      case 1: bytes.insert(bytes.begin() + from, marks[below(std::size(marks))]); break;
      case 2: bytes.erase(bytes.begin() + from, bytes.begin() + to); break;
      case 3: bytes.insert(bytes.begin() + at(bytes.size() + 1), part.begin(), part.end()); break;
      case 4: bytes.resize(below(bytes.size() + 1)); break;
      case 5: {
        const std::ptrdiff_t begin = at(other.size() + 1);
        bytes.insert(bytes.begin() + from, other.begin() + begin, other.begin() + std::min(begin + at(200), static_cast<std::ptrdiff_t>(other.size())));
        break;
      }
      default: break;
    }
  }
  return bytes;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  std::vector<Bytes> seeds;
  for (int i = 2; i < count; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(arguments[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  }
  if (seeds.empty()) {
    std::cerr << "no seeds\n";
    return 1;
  }
  const int rounds = std::stoi(arguments[1]);
  std::mt19937 random(20261125);  // NOLINT: the same inputs each time
  LLVMFuzzerTestOneInput(nullptr, 0);
  for (const Bytes& seed : seeds) LLVMFuzzerTestOneInput(seed.data(), seed.size());
  for (int i = 0; i < rounds; ++i) {
    const Bytes bytes = mutated(seeds[random() % seeds.size()], seeds[random() % seeds.size()], random);
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  }
  std::cout << seeds.size() << " seeds, " << rounds << " changed ones\n";
  return 0;
}
