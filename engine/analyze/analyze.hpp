// What holds of rules over all cases that their concepts allow: contradictions, dead conditions, gaps, laxer overlays.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor::analyze {

enum class Kind : std::uint8_t {
  rule_never_applies,       ///< a version's conditions cannot hold together
  rule_never_breached,      ///< whatever is done, it is kept
  duties_without_end,       ///< duties without a time about cases that never close: never breached, never late
  rule_never_fulfilled,     ///< a licence whose condition can never hold
  condition_always,         ///< holds whenever the others do
  condition_never,          ///< a side of `or` that never holds
  exception_never,          ///< never applies where its rule does
  exceptions_together,      ///< two exceptions of one rule apply at once: the engine says conflict
  table_gap,                ///< no row of an exhaustive table matches
  table_row_never,          ///< other rows always match first
  version_gap,              ///< days on which no version is in force, between two that are
  value_gap,                ///< days on which a parameter has no value, between two on which it has
  overlay_laxer,            ///< an overlay lets something pass that national law does not
  parameter_direction,      ///< a stricter value of a parameter gives a milder result somewhere
  duties_collide,           ///< two duties that cannot both be kept
  different,                ///< two rules that give different results
  equivalent,               ///< two rules that never do
};
inline constexpr std::size_t kinds = 17;
/// `rule_never_applies`, …: stable, for JSON.
std::string_view code(Kind kind);

/// A case that shows a finding, as a `test` block that passes.
struct Shown {
  std::string test;
  std::vector<std::string> notes;  ///< what the block cannot say
};

struct Finding {
  Kind kind{};
  Origin origin;
  std::string rule;                  ///< package.name of the rule, table, parameter or overlay
  std::string other;                 ///< the second exception, rule, version, municipality
  std::vector<std::string> conditions;  ///< as written
  bool proved = false;               ///< over all cases (else: shown by the case alone)
  std::optional<Shown> shown;
};

/// A question that was not settled: neither a proof nor a case that the reference evaluator confirms.
struct Open {
  Kind kind{};
  Origin origin;
  std::string rule;
  std::string other;
  std::string condition;
  bool limit = false;                ///< the solver's limit came first
  bool unconfirmed = false;          ///< a case was chosen, but judged it does not show it
  std::vector<std::string> outside;  ///< constructs that the encoding leaves free
};

/// What became of the questions of one kind.
struct Tally {
  std::size_t asked = 0;
  std::size_t in_order = 0;  ///< a confirmed case, or a proof, that it is as it should be
  std::size_t found = 0;
  std::size_t open = 0;
};

struct Analysis {
  std::vector<Finding> findings;
  std::vector<Open> open;
  std::map<Kind, Tally> tallies;
};

struct Options {
  std::function<bool(FileId)> about;   ///< which files' declarations are asked about; none: all
  std::function<void(std::size_t done, std::size_t all)> progress;
};

/// Asks everything of every rule, exception, table, parameter and overlay of the files wanted.
/// @pre the model has no errors
/// @param sources  the rules' texts, for conditions as they are written
/// Cost: some ten questions a rule, each bounded by the solver's own count of steps: the same answers on every machine.
Analysis analyze(const Model& model, const Sources& sources, const Options& options = {});

/// Do two rules about the same concept always give the same verdicts?
/// @return one finding (different or equivalent) or one open question; nothing where they are about different concepts
std::optional<Analysis> compare(const Model& model, const Sources& sources, RuleId a, RuleId b);

}  // namespace rettesnor::analyze
