#include "apps/cli/published.hpp"

#include "apps/cli/ledger_trouble.hpp"

namespace rettesnor::cli {

namespace {

/// All that was counted in a complete audit. Nothing: said why.
std::optional<ledger::Counts> counts_of(const std::filesystem::path& file, const Console& console) {
  auto counts = ledger::counts(file);
  if (!counts) {
    complain(console, file, counts.error());
    return std::nullopt;
  }
  if (!counts->finished) {
    say_unfinished(file, console);
    return std::nullopt;
  }
  return std::move(*counts);
}

}  // namespace

std::optional<report::Publication> published_of(const std::filesystem::path& file, const Arguments& arguments, const Console& console) {
  const auto counts = counts_of(file, console);
  if (!counts) return std::nullopt;
  std::vector<ledger::Counts> earlier;
  for (const std::filesystem::path& other : arguments.after) {
    auto read = counts_of(other, console);
    if (!read) return std::nullopt;
    earlier.push_back(std::move(*read));
  }
  disclosure::Policy policy;
  if (arguments.threshold > 0) policy = disclosure::Policy::with_threshold(arguments.threshold).value();
  report::Publication published = report::publish(*counts, policy, earlier);
  // Measures, and all that is not a verdict, are not held against earlier ones, so they are left out where that is asked for.
  const auto measured = ledger::measures(file);
  if (!measured) {
    complain(console, file, measured.error());
    return std::nullopt;
  }
  const auto reasons = ledger::reasons(file);
  if (!reasons) {
    complain(console, file, reasons.error());
    return std::nullopt;
  }
  const auto follows = ledger::follows(file);
  if (!follows) {
    complain(console, file, follows.error());
    return std::nullopt;
  }
  if (!arguments.after.empty()) return published;
  published.measures = report::publish_measures(*measured, published, policy);
  published.survival = report::publish_survival(*follows, published, policy);
  published.reasons = report::publish_reasons(*reasons, counts->rules, published, policy);
  return published;
}

}  // namespace rettesnor::cli
