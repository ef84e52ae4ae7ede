// A shard: a run of lines of the source, judged on its own. What it gives depends on its lines alone, never on threads.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/audit/measure.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/model/result.hpp"
#include "engine/store/bulk.hpp"
#include "engine/store/feed.hpp"

namespace rettesnor::audit {

/// The records of one shard, as read.
struct Batch {
  std::uint64_t shard = 0;  ///< from 0
  std::vector<Record> records;
  std::uint64_t end_byte = 0;  ///< of the source: where the next shard begins
  std::uint64_t end_line = 0;
};

inline constexpr std::int32_t no_day = INT32_MIN;

/// One instance, as it is counted.
struct Instance {
  std::uint32_t rule = 0;
  std::int32_t month = -1;          ///< 12 · year + month - 1 of the anchor; -1: none, not known to the month, or certainly out of scope
  std::uint8_t possible = 0;        ///< a verdict set's bits; of a right `right_bits`
  std::int32_t day = no_day;        ///< of the anchor, in days of Date; no_day: none, or not known to the day
  std::uint32_t municipality = 0;   ///< which of the case's: the one that acted on the anchor's day
  bool rest = false;                ///< stands for instances that may exist unseen
};

/// An instance that somebody should look at: anything but certainly in order or certainly out of scope.
struct Attention {
  std::uint32_t rule = 0;
  std::string element;  ///< `notifications[2]`, by place, never by the source's own id; empty: the case
  std::uint32_t occurrence = 0;
  std::uint8_t possible = 0;
  std::string municipality;
  std::int32_t month = -1;
  bool conflict = false;
  bool early = false;
  bool transition = false;
  bool internal_error = false;
  std::optional<TimeSpan> due;
  std::string unknown;  ///< the names of the open facts that were read, by comma
};

/// A line or a fact that is not as it should be. No value of the case is kept.
struct Flaw {
  std::string table{};       ///< the table or file of the source; empty: the source is one file of lines
  std::uint64_t line = 0;
  std::uint32_t column = 0;  ///< 0: the record as a whole
  std::string code;          ///< K…, or a word for what the question makes of the case
  bool refused = false;
  std::optional<std::uint32_t> position{};  ///< of its case in the shard; none: the record was kept out
};

/// What became of one line.
struct Outcome {
  std::string table{};                       ///< of the source; empty: it is one file of lines
  std::uint64_t line = 0;
  std::optional<std::string> id;             ///< none: the line is no case
  std::vector<std::string> municipalities;   ///< four digits each; "" where it is not known
  std::vector<Instance> instances;           ///< by rule
  std::vector<Attention> attention;          ///< by rule
  std::vector<Flaw> flaws;
  Measures measures;                         ///< of this case
};

/// Judges the records together. Thread-safe with a reader and an evaluator of its own. Cost: O(records · rules).
std::vector<Outcome> judge(const Model& model, RecordReader& reader, Evaluator& evaluator, const Question& question,
                           const MeasurePeriod& period, std::vector<Record> records);

/// A right's status as bits, in the order used, unused, too late, not applicable.
std::uint8_t right_bits(const RightStatus& right);

/// What is counted.
struct CountKey {
  std::uint32_t rule = 0;
  std::string municipality;
  std::int32_t month = -1;
  std::uint8_t possible = 0;
  bool rest = false;
  friend auto operator<=>(const CountKey&, const CountKey&) = default;
};
using Counts = std::map<CountKey, std::uint64_t>;

/// The verdicts of one rule over the shard's instances: bit i of plane v is set when instance i may be verdict v.
struct Planes {
  std::vector<std::uint32_t> positions;           ///< the case of each instance: its place in the shard
  std::array<std::vector<std::uint8_t>, 6> bits;  ///< (instances + 7) / 8 bytes each
  std::vector<std::int32_t> days;                 ///< of each instance's anchor, or no_day
  void add(std::uint32_t position, std::uint8_t possible, std::int32_t day);
};

struct Shard {
  struct Judged {
    std::uint64_t line = 0;
    std::string id;
    std::string municipality;  ///< the one acting at T
  };
  std::uint64_t number = 0;
  std::uint64_t end_byte = 0;
  std::uint64_t end_line = 0;
  std::uint64_t refused = 0;
  std::vector<Judged> cases;
  std::vector<Flaw> flaws;
  std::map<std::uint32_t, Planes> planes;  ///< by rule; without rights and suggestions, which have no verdict
  std::vector<std::pair<std::uint32_t, Attention>> attention;  ///< with the place of its case in the shard
  Counts counts;
  Measures measures;
};

/// Puts a shard together in the order of its lines.
/// @param first_line_of  the line that had this id before; none: it is new. Called once for each readable case
Shard assemble(const Model& model, const Batch& batch, std::vector<Outcome> outcomes,
               const std::function<std::optional<std::uint64_t>(const std::string& id, std::uint64_t line)>& first_line_of);

}  // namespace rettesnor::audit
