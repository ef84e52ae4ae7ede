// The audit: every case of a source judged, shard by shard, into a ledger that can be resumed and verified.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <string>

#include "engine/audit/shard.hpp"
#include "engine/store/files.hpp"

namespace rettesnor::audit {

struct Options {
  Question question;
  MeasurePeriod period{};                  ///< of the measures
  BulkOptions reading;
  std::uint32_t shard_size = 1024;  ///< records in a shard, 1 .. 65536; part of the run's identity
  unsigned threads = 1;             ///< at least 1; changes nothing in the result
};

/// Where a run goes on: after the last shard that is safe.
struct Start {
  std::uint64_t shard = 0;
  std::uint64_t byte = 0;
  std::uint64_t line = 0;
};

/// What takes the shards, in order. It may keep some before it makes them safe; those of a run that is killed are judged again.
class Sink {
 public:
  virtual ~Sink() = default;
  /// A case's id as it is kept. Called by any thread.
  virtual std::string kept(const std::string& id) const = 0;
  /// The line that had this kept id before; none: it is new, and then remembered with its line.
  virtual std::optional<std::uint64_t> first_line_of(const std::string& kept, std::uint64_t line) = 0;
  virtual void take(const Shard& shard) = 0;
};

/// How far a run is.
struct Progress {
  std::uint64_t cases = 0;    ///< of this sitting
  std::uint64_t refused = 0;
  std::uint64_t bytes = 0;    ///< of the source, read and judged
};

/// Judges the rest of the source. The records are cut into shards by number alone, judged by `threads` at a time, and
/// handed on in order by the calling thread: what the sink gets is the same for any number of threads.
/// @param report  called after each shard; @return false to stop
/// Memory: 2 · threads shards. Cost: O(cases · rules). Exceptions of the sink pass through.
std::expected<Progress, FileProblem> run(const Model& model, const std::filesystem::path& source, const Options& options,
                                         const Start& start, Sink& sink, const std::function<bool(const Progress&)>& report);

/// The same from any feed, which stands where the run goes on. @return none when the feed failed
std::optional<Progress> run(const Model& model, Feed& feed, const Options& options, std::uint64_t first_shard, Sink& sink,
                            const std::function<bool(const Progress&)>& report);

}  // namespace rettesnor::audit
