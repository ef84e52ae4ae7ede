// Rettesnor as the other programs see it: cases in, verdict sets out. The one place to change when the evaluator does.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace rettesnor::bench {

/// Which of Rettesnor's evaluators.
enum class Way : std::uint8_t {
  columns,  ///< the production evaluator, from columns to planes
  tree,     ///< the reference evaluator, a tree walk
};

class Ours {
 public:
  /// How many instances of each rule may have each verdict, by rule in the order of the package.
  using Counts = std::vector<std::array<std::uint64_t, 6>>;

  /// Loads and checks a package. @throw std::runtime_error it has errors
  explicit Ours(const std::filesystem::path& rules, Way way = Way::columns);
  ~Ours();
  Ours(Ours&&) noexcept;

  /// Reads the cases from number 0 on into what the evaluator takes. Not part of what is timed.
  void prepare(std::uint64_t seed, std::size_t count);
  /// Judges every case by every rule. This is what is timed.
  Counts evaluate(unsigned threads);
  /// The verdict sets of each rule, one an instance, in the order of cases, elements and occurrences; for checks.
  std::vector<std::vector<std::uint8_t>> sets();
  /// The evaluator's name, for the tables; of `columns` with the number of rules that it leaves to the tree walk.
  std::string name() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace rettesnor::bench
