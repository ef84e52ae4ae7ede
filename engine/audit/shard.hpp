// A shard: a run of lines of the source, judged on its own. What it gives depends on its lines alone, never on threads.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/audit/follow.hpp"
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

/// A municipality as its code's number: `0101` is 101.
using MunicipalityNumber = std::int16_t;
inline constexpr MunicipalityNumber no_municipality = -1;  ///< not known, or no code of four digits

/// One instance, as it is counted.
struct Instance {
  std::uint32_t rule = 0;
  std::uint32_t record = 0;         ///< of the batch: whose
  std::int32_t month = -1;          ///< 12 · year + month - 1 of the anchor; -1: none, not known to the month, or certainly out of scope
  std::int32_t day = no_day;        ///< of the anchor, in days of Date; no_day: none, or not known to the day
  MunicipalityNumber municipality = no_municipality;  ///< the one that acted on the anchor's day
  std::uint8_t possible = 0;        ///< a verdict set's bits; of a right `right_bits`
  bool rest = false;                ///< stands for instances that may exist unseen
};

/// An instance that somebody should look at: anything but certainly in order or certainly out of scope.
struct Attention {
  std::uint32_t rule = 0;
  std::uint32_t record = 0;      ///< of the batch: whose
  std::uint32_t element = 0;     ///< a word: `notifications[2]`, by place, never by the source's own id; 0: the case
  std::uint32_t occurrence = 0;
  std::uint32_t unknown = 0;     ///< a word: the names of the open facts that were read, by comma; 0: none
  std::int32_t month = -1;
  MunicipalityNumber municipality = no_municipality;
  std::uint8_t possible = 0;
  bool conflict = false;
  bool early = false;
  bool transition = false;
  bool internal_error = false;
  std::optional<TimeSpan> due{};
};

/// A line or a fact that is not as it should be. No value of the case is kept.
struct Flaw {
  std::string table{};       ///< the table or file of the source; empty: the source is one file of lines
  std::uint64_t line = 0;    ///< of `table`
  std::uint32_t column = 0;  ///< 0: the record as a whole
  std::string code;          ///< K…, or a word for what the question makes of the case
  bool refused = false;
  std::uint32_t record = 0;  ///< of the batch: whose
  std::optional<std::uint32_t> position{};  ///< of its case in the shard; none: the record was kept out
};

/// What is said of the records of a batch, each list by record or, within a rule, by record.
struct Judged {
  struct Subject {
    std::string table{};            ///< of the source; empty: it is one file of lines
    std::uint64_t line = 0;
    std::optional<std::string> id;  ///< none: the record is no case
    MunicipalityNumber municipality = no_municipality;  ///< the one acting at T
    Measures measures{};
    BesideCounts beside{};
  };
  std::vector<Subject> records;
  std::vector<Instance> instances;
  std::vector<Attention> attention;
  std::vector<Flaw> flaws;
  std::vector<std::string> words{""};  ///< what `attention` names by number
};

/// Judges the records together. Thread-safe with a reader and an evaluator of its own. Cost: O(records · rules).
Judged judge(const Model& model, RecordReader& reader, Evaluator& evaluator, const Question& question, const MeasurePeriod& period,
             std::vector<Record> records);

/// A right's status as bits, in the order used, unused, too late, not applicable.
std::uint8_t right_bits(const RightStatus& right);

/// What is counted, as one number: in the order of rule, municipality, month, set and rest.
class CountKey {
 public:
  constexpr CountKey() = default;
  constexpr explicit CountKey(std::uint64_t packed) : packed_(packed) {}
  /// @pre month < 2^15, which is the year 2730; possible < 64; rule < 2^28
  constexpr CountKey(std::uint32_t rule, MunicipalityNumber municipality, std::int32_t month, std::uint8_t possible, bool rest)
      : packed_(std::uint64_t{rule} << 36U | static_cast<std::uint64_t>(municipality + 1) << 22U | static_cast<std::uint64_t>(month + 1) << 7U |
                static_cast<std::uint64_t>(possible) << 1U | (rest ? 1U : 0U)) {}
  constexpr std::uint64_t packed() const { return packed_; }
  constexpr std::uint32_t rule() const { return static_cast<std::uint32_t>(packed_ >> 36U); }
  constexpr MunicipalityNumber municipality() const { return static_cast<MunicipalityNumber>(static_cast<int>(packed_ >> 22U & 0x3FFFU) - 1); }
  constexpr std::int32_t month() const { return static_cast<std::int32_t>(packed_ >> 7U & 0x7FFFU) - 1; }
  constexpr std::uint8_t possible() const { return static_cast<std::uint8_t>(packed_ >> 1U & 63U); }
  constexpr bool rest() const { return (packed_ & 1U) != 0; }
  friend constexpr auto operator<=>(const CountKey&, const CountKey&) = default;

 private:
  std::uint64_t packed_ = 0;
};
/// How often each, by key; each key once.
using Counts = std::vector<std::pair<CountKey, std::uint64_t>>;
/// The sum of both. Cost: O(both).
Counts merged(const Counts& a, const Counts& b);

/// The verdicts of one rule over the shard's instances: bit i of plane v is set when instance i may be verdict v.
struct Planes {
  std::vector<std::uint32_t> positions;           ///< the case of each instance: its place in the shard
  std::array<std::vector<std::uint8_t>, 6> bits;  ///< (instances + 7) / 8 bytes each
  std::vector<std::int32_t> days;                 ///< of each instance's anchor, or no_day
  void add(std::uint32_t position, std::uint8_t possible, std::int32_t day);
};

struct Shard {
  struct Case {
    std::uint64_t line = 0;
    std::string id;
    MunicipalityNumber municipality = no_municipality;  ///< the one acting at T
  };
  std::uint64_t number = 0;
  std::uint64_t end_byte = 0;
  std::uint64_t end_line = 0;
  std::uint64_t refused = 0;
  std::vector<Case> cases;
  std::vector<Flaw> flaws;
  std::map<std::uint32_t, Planes> planes;  ///< by rule; without rights and suggestions, which have no verdict
  std::vector<std::pair<std::uint32_t, Attention>> attention;  ///< with the place of its case in the shard; by place, then by rule
  std::vector<std::string> words;                              ///< what `attention` names by number
  Counts counts;
  Measures measures;
  Reasons reasons;
  Follows follows;
};

/// Puts a shard together in the order of its records.
/// @param twice  by record: a case with its id came before, so it is kept out; shorter, or empty: none of the rest
/// Cost: O(instances · log instances).
Shard assemble(const Model& model, const Batch& batch, const Judged& judged, const std::vector<bool>& twice);

}  // namespace rettesnor::audit
