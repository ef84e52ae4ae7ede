#include "engine/audit/audit.hpp"

#include <deque>
#include <fstream>
#include <future>
#include <memory>
#include <utility>
#include <vector>

#include "engine/evaluate/shelf.hpp"

namespace rettesnor::audit {

namespace {

/// Cuts the source into batches of records.
class Batches {
 public:
  Batches(Feed& feed, std::size_t size, std::uint64_t shard) : feed_(feed), size_(size), shard_(shard) {}

  /// The next batch; none at the end.
  std::optional<Batch> next() {
    Batch out{.shard = shard_, .records = {}};
    Record record;
    while (out.records.size() < size_ && feed_.next(record)) out.records.push_back(std::move(record));
    if (out.records.empty()) return std::nullopt;
    const FeedPlace place = feed_.place();
    out.end_byte = place.byte;
    out.end_line = place.number;
    ++shard_;
    return out;
  }

 private:
  Feed& feed_;
  std::size_t size_;
  std::uint64_t shard_;
};

/// What a thread judges with. Made once, and handed from shard to shard: a plan takes longer to make than to use.
struct Tools {
  Tools(const Model& model, const Options& options) : reader(model, options.reading), evaluator(model, options.question) {}
  RecordReader reader;
  Evaluator evaluator;
};

/// What a thread makes of a batch.
struct Found {
  Batch batch;  ///< its records are gone
  Judged judged{};
  Shard shard{};  ///< if none of its cases came before
};

/// By record: its case came before, in this shard or an earlier one. Empty: none did.
std::vector<bool> twice(const Judged& judged, Sink& sink) {
  std::vector<bool> out;
  for (std::size_t i = 0; i < judged.records.size(); ++i) {
    const Judged::Subject& one = judged.records[i];
    if (!one.id || !sink.first_line_of(*one.id, one.line)) continue;
    out.resize(judged.records.size());
    out[i] = true;
  }
  return out;
}

}  // namespace

std::expected<Progress, FileProblem> run(const Model& model, const std::filesystem::path& source, const Options& options,
                                         const Start& start, Sink& sink, const std::function<bool(const Progress&)>& report) {
  if (const auto usable = regular_file(source); !usable) return std::unexpected(usable.error());
  std::ifstream in(source, std::ios::binary);
  if (!in || !in.seekg(static_cast<std::streamoff>(start.byte))) {
    return std::unexpected(FileProblem{FileProblem::Kind::not_readable, source});
  }
  LineFeed feed(in, options.reading.limits.max_bytes, {start.byte, start.line});
  const auto progress = run(model, feed, options, start.shard, sink, report);
  if (!progress) return std::unexpected(FileProblem{FileProblem::Kind::not_readable, source});
  return *progress;
}

std::optional<Progress> run(const Model& model, Feed& feed, const Options& options, std::uint64_t first_shard, Sink& sink,
                            const std::function<bool(const Progress&)>& report) {
  Batches batches(feed, options.shard_size, first_shard);
  Shelf<Tools> shelf;  // before what is under way: it is given back to
  std::deque<std::future<Found>> under_way;
  Progress progress;
  const auto begin = [&] {
    auto batch = batches.next();
    if (!batch) return false;
    under_way.push_back(std::async(std::launch::async, [&model, &options, &shelf, &sink, found = Found{std::move(*batch)}]() mutable {
      std::unique_ptr<Tools> tools = shelf.take();
      if (!tools) tools = std::make_unique<Tools>(model, options);
      found.judged = judge(model, tools->reader, tools->evaluator, options.question, options.period, std::exchange(found.batch.records, {}));
      shelf.give(std::move(tools));
      for (Judged::Subject& one : found.judged.records) {
        if (one.id) one.id = sink.kept(*one.id);
      }
      found.shard = assemble(model, found.batch, found.judged, {});
      return std::move(found);
    }));
    return true;
  };
  bool more = true;
  while (true) {
    // One more than the threads, so that none waits while a shard is written.
    while (more && under_way.size() < options.threads + 1U) more = begin();
    if (under_way.empty()) break;
    Found found = under_way.front().get();
    under_way.pop_front();
    // A second case with an id is rare: the shard is then put together again without it.
    if (const std::vector<bool> again = twice(found.judged, sink); !again.empty()) found.shard = assemble(model, found.batch, found.judged, again);
    const Shard& shard = found.shard;
    sink.take(shard);
    progress.cases += shard.cases.size();
    progress.refused += shard.refused;
    progress.bytes = shard.end_byte;
    if (report && !report(progress)) break;
  }
  if (feed.failed()) return std::nullopt;
  return progress;
}

}  // namespace rettesnor::audit
