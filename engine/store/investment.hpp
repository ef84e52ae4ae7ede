// An investment model: what an effort costs, what follows when it succeeds, who pays, and who says so. See docs/investment.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/problems.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor {

enum class Payer : std::uint8_t { municipality, region, state };
inline constexpr std::size_t payers = 3;

/// What a number rests on.
enum class EstimateKind : std::uint8_t {
  measured,    ///< counted or paid here
  literature,  ///< found by somebody else, elsewhere
  guess,       ///< judged by those who made the model
};

/// One number of the model. Never without source and owner.
struct Estimate {
  std::string name;  ///< `success`; of a cost or consequence `change (Shelter)`
  double value = 0;
  std::optional<double> low, high;  ///< both or neither; low <= value <= high
  EstimateKind kind = EstimateKind::guess;
  std::string source, owner;
};

/// Years, both ends included; 0 is the year that the effort begins and is not discounted.
struct Years {
  int from = 0;
  int until = 0;
};

struct Cost {
  std::string name;
  Payer payer = Payer::municipality;
  Years years;
  bool per_participant = false;  ///< else for the whole effort
  Estimate amount;               ///< kroner a year
};

struct Price {
  Payer payer = Payer::municipality;
  Estimate amount;  ///< kroner a unit
};

/// What changes in the use of a service.
struct Consequence {
  std::string name;
  std::string unit;
  Years years;
  std::string source, owner;  ///< of the years: how long it lasts decides as much as how large it is
  Estimate change;  ///< units per extra success and year; below zero is less use, which saves
  std::vector<Price> prices;  ///< each payer once at most
};

/// What is known of the citizens, in words.
struct CitizenOutcome {
  std::string text, source;
};

struct InvestmentModel {
  std::string title;
  std::string prices_of;  ///< price level: `2026`
  int horizon = 0;        ///< the last year counted
  std::string horizon_source, horizon_owner;
  Estimate participants;
  Estimate success;   ///< share with the effort, 0..1
  Estimate baseline;  ///< share in what would happen without it, 0..1
  Estimate rate;      ///< discount rate a year
  std::vector<Cost> costs;
  std::vector<Consequence> consequences;
  std::vector<CitizenOutcome> outcomes;
};

/// Reads a model strictly: nothing is filled in, and a number without source and owner is refused. Cost: O(bytes).
/// @return the model; none when an error was reported
std::optional<InvestmentModel> read_investment(const Source& text, Problems& problems);

}  // namespace rettesnor
