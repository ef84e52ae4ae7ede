// Samples of an audit's instances, and what reviewers answered: beside the machine's verdicts, in a chain of their own.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/verdict.hpp"
#include "engine/store/ledger/ledger.hpp"
#include "engine/values/date.hpp"

namespace rettesnor::ledger {

/// An instance that can be drawn: any of the rule that is not certainly not applicable.
struct FrameInstance {
  std::uint64_t shard = 0;
  std::uint32_t position = 0;
  std::uint32_t instance = 0;    ///< the rule's first, second, … of the case, from 1, as `explain` lists them
  std::string case_id;           ///< as the database keeps it
  std::uint64_t line = 0;        ///< of the source
  std::string municipality;      ///< acting at `as_of`
  VerdictSet possible;
  std::optional<Date> day;       ///< of its anchor; none: not kept, or not known to the day
};

struct Frame {
  std::string rule;              ///< `package.name`
  bool finished = false;
  bool has_days = false;         ///< the audit kept days
  std::vector<FrameInstance> instances;  ///< in the database's order
};

/// @param rule  a name or a full one; must be a duty's
/// @return the frame; nothing in `rule` when there is none or there are several. Cost: O(instances of the rule)
std::expected<Frame, Trouble> frame_of(const std::filesystem::path& file, const std::string& rule);

struct DrawnInstance {
  std::size_t in_frame = 0;      ///< its place in Frame::instances
  std::string stratum;
  std::uint64_t of_stratum = 0;  ///< instances of the frame in the stratum
  std::uint64_t drawn_of_stratum = 0;
};

struct NewSample {
  std::string mode;              ///< stratified, latest
  std::string strata;            ///< none, municipality, verdict
  std::uint64_t wanted = 0;
  std::optional<std::uint64_t> seed;
  std::optional<Date> before;
  std::string frame_sha256;
  std::vector<DrawnInstance> drawn;
};

/// Writes the sample with its log entry in one transaction. @return its number, from 1
std::expected<std::int64_t, Trouble> add_sample(const std::filesystem::path& file, const Frame& frame, const NewSample& sample);

/// An instance that was drawn, with what became of it.
struct Drawn {
  struct Answer {
    std::string rater;
    std::string verdict;  ///< a code, or `unclear`
    std::string day;
  };
  std::int64_t sample = 0;
  std::int64_t number = 0;
  std::string case_id;
  std::uint32_t instance = 0;  ///< of the rule in the case, from 1
  std::string stratum;
  VerdictSet machine;
  std::uint64_t of_stratum = 0;
  std::uint64_t drawn_of_stratum = 0;
  std::vector<Answer> answers;  ///< by rater
};

struct SampleInfo {
  std::int64_t sample = 0;
  std::string rule, title_da, title_en, mode, strata, frame_sha256;
  std::uint64_t frame = 0;
  std::optional<std::uint64_t> seed;
  std::vector<Drawn> drawn;     ///< by number
};

/// All samples with their answers, by number; none in a database from before there were any.
std::expected<std::vector<SampleInfo>, Trouble> samples(const std::filesystem::path& file);

struct NewAnswer {
  std::int64_t sample = 0;
  std::int64_t number = 0;
  Drawn::Answer answer;
};

/// Writes them with one log entry, all or none.
std::expected<void, Trouble> add_answers(const std::filesystem::path& file, const std::vector<NewAnswer>& answers);

}  // namespace rettesnor::ledger
