#include "engine/audit/audit.hpp"

#include <deque>
#include <fstream>
#include <future>

#include "engine/store/lines.hpp"

namespace rettesnor::audit {

namespace {

/// Cuts the source into batches of lines.
class Batches {
 public:
  Batches(std::istream& in, const Options& options, const Start& start)
      : lines_(in, options.reading.limits.max_bytes, start.line), size_(options.shard_size), begin_(start.byte), shard_(start.shard) {}

  /// The next batch; none at the end.
  std::optional<Batch> next() {
    Batch out{.shard = shard_, .lines = {}};
    std::string text;
    while (out.lines.size() < size_ && lines_.next(text)) {
      if (lines_.too_long() || !is_blank_line(text)) out.lines.push_back({lines_.number(), std::move(text), lines_.too_long()});
      out.end_byte = begin_ + lines_.bytes();
      out.end_line = lines_.number();
    }
    if (out.lines.empty()) return std::nullopt;
    ++shard_;
    return out;
  }

 private:
  rettesnor::Lines lines_;
  std::size_t size_;
  std::uint64_t begin_;
  std::uint64_t shard_;
};

}  // namespace

std::expected<Progress, FileProblem> run(const Model& model, const std::filesystem::path& source, const Options& options,
                                         const Start& start, Sink& sink, const std::function<bool(const Progress&)>& report) {
  if (const auto usable = regular_file(source); !usable) return std::unexpected(usable.error());
  std::ifstream in(source, std::ios::binary);
  if (!in || !in.seekg(static_cast<std::streamoff>(start.byte))) {
    return std::unexpected(FileProblem{FileProblem::Kind::not_readable, source});
  }
  struct Work {
    Batch batch;
    std::future<std::vector<Outcome>> outcomes;
  };
  Batches batches(in, options, start);
  std::deque<Work> under_way;
  Progress progress;
  const auto begin = [&] {
    auto batch = batches.next();
    if (!batch) return false;
    auto lines = std::make_shared<std::vector<Line>>(std::move(batch->lines));
    under_way.push_back({std::move(*batch), std::async(std::launch::async, [&model, &options, lines] {
                           RecordReader reader(model, options.reading);
                           return judge(model, reader, options.question, std::move(*lines));
                         })});
    return true;
  };
  bool more = true;
  while (true) {
    // One more than the threads, so that none waits while a shard is written.
    while (more && under_way.size() < options.threads + 1U) more = begin();
    if (under_way.empty()) break;
    Work work = std::move(under_way.front());
    under_way.pop_front();
    const Shard shard = assemble(model, work.batch, work.outcomes.get(),
                                 [&](const std::string& id, std::uint64_t line) { return sink.first_line_of(id, line); });
    sink.take(shard);
    progress.cases += shard.cases.size();
    progress.refused += shard.refused;
    progress.bytes = shard.end_byte;
    if (report && !report(progress)) break;
  }
  if (in.bad()) return std::unexpected(FileProblem{FileProblem::Kind::not_readable, source});
  return progress;
}

}  // namespace rettesnor::audit
