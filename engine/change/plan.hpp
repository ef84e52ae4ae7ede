// Plan: every case of a source judged by two versions of the rules, or by one under two choices, and what moves between them.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/evaluate/evaluate.hpp"
#include "engine/model/result.hpp"
#include "engine/store/bulk.hpp"
#include "engine/store/feed.hpp"

namespace rettesnor::change {

/// One of the two: rules and the question asked of them.
struct Side {
  const Model& model;
  Question question;
  BulkOptions reading;
};

/// What an answer was and is: the bits of a verdict set; of a right used 1, unused 2, too late 4, not applicable 8. An instance that
/// one side does not have is not applicable there.
struct Move {
  std::uint8_t from = 0;
  std::uint8_t to = 0;
  bool due = false;  ///< the same answer, pending in both, but with another due
  bool changes() const { return from != to || due; }
  friend auto operator<=>(const Move&, const Move&) = default;
};

/// An instance that moved.
struct Example {
  std::string case_id;
  std::string element;           ///< ids from the case inwards, by slash; empty: the case
  std::uint32_t occurrence = 0;
  bool rest = false;
  std::uint64_t record = 0;      ///< number in the source
  std::string text;              ///< the record; of the first example of a move alone
};

/// A rule of either or both versions.
struct RuleMoves {
  std::string name;  ///< qualified
  RuleId before{};   ///< none: the rule is new
  RuleId after{};    ///< none: the rule is gone
  std::map<std::pair<std::string, Move>, std::uint64_t> counts;  ///< by the municipality's code (acting at the first side's T; empty: not known), what stays included
  std::map<Move, std::vector<Example>> examples{};               ///< of what changes: the first ones of the source
  std::uint64_t changed_cases = 0;                               ///< with at least one instance of it that changes
  std::map<Move, std::uint64_t> totals() const;
  bool changes() const;
};

struct Plan {
  std::uint64_t cases = 0;          ///< judged by both
  std::uint64_t changed_cases = 0;  ///< with at least one instance that changes
  std::uint64_t refused = 0;        ///< records that one side or both could not read; they are not compared
  std::vector<BadRecord> problems;  ///< of the first of them, by the side that could not read it
  std::vector<RuleMoves> rules;     ///< of the old rules in their order, then the new ones
  bool failed = false;              ///< the source could not be read to its end
  bool changes() const;
};

struct PlanOptions {
  std::uint32_t batch = 1024;  ///< records judged together
  unsigned threads = 1;        ///< at least 1; changes nothing in the result
  std::size_t examples = 3;    ///< of each move of each rule
  std::size_t problems = 10;
};

/// Judges every record of the feed by both sides. A record is read once for each model; once in all where both sides have the same.
/// @param report  called with records read and the feed's place, now and then; may be empty
/// @pre neither model has errors
/// Memory: (threads + 1) batches, and what is counted. Cost: O(records · rules), twice.
Plan plan(const Side& before, const Side& after, Feed& feed, const PlanOptions& options, const std::function<void(std::uint64_t, std::uint64_t)>& report = {});

/// `n1`, `stays1/visit2`: the ids of an element and those around it.
std::string element_key(const Element* element);

}  // namespace rettesnor::change
