// Rettesnor as the other programs see it: cases in, verdict sets out. The one place to change when the evaluator does.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace rettesnor::bench {

class Ours {
 public:
  /// How many instances of each rule may have each verdict, by rule in the order of the package.
  using Counts = std::vector<std::array<std::uint64_t, 6>>;

  /// Loads and checks a package. @throw std::runtime_error it has errors
  explicit Ours(const std::filesystem::path& rules);
  ~Ours();
  Ours(Ours&&) noexcept;

  /// Reads case `number` and those after it into what the evaluator takes. Not part of what is timed.
  void prepare(std::uint64_t seed, std::size_t count);
  /// Judges every case by every rule. This is what is timed.
  Counts evaluate(unsigned threads);
  /// The verdict sets of a rule, one an instance, in the order of cases, elements and occurrences; for checks.
  std::vector<std::vector<std::uint8_t>> sets();
  /// The evaluator's name, for the tables.
  static const char* name();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace rettesnor::bench
