// Many cases from JSON lines: one object a line, one bad line never stops the rest.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/code_table.hpp"
#include "engine/model/model.hpp"
#include "engine/store/files.hpp"
#include "engine/store/tree.hpp"
#include "grammar/base/render.hpp"

namespace rettesnor {

struct BulkOptions {
  ConceptId root{};                       ///< none: each line's `concept`, or the only root there is
  std::optional<Moment> extraction_time;  ///< of lines without one of their own; a line without either is refused
  DataLimits limits;                      ///< of each line
  const CodeUse* codes = nullptr;         ///< lists that codes are held against; null: none
};

/// A line that is no case. Spans in `problems` count bytes of `text`.
struct BadRecord {
  std::uint64_t line = 0;  ///< from 1
  std::string text;        ///< the line; of one beyond the limit only its beginning
  std::vector<Diagnostic> problems;
};

/// Reads single lines. One a thread; the model is shared.
class RecordReader {
 public:
  RecordReader(const Model& model, const BulkOptions& options);
  ~RecordReader();
  RecordReader(RecordReader&&) noexcept;
  /// @param too_long  the line was cut at the limit
  /// @return the case, with an extraction time; or what is wrong with the line
  std::expected<Case, BadRecord> read(std::uint64_t number, std::string line, bool too_long);
  /// Of the case just read. Valid until the next.
  const std::string& text() const;
  /// As in the options.
  const CodeUse* codes() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// Line `number` has a case id that line `first` had already.
BadRecord duplicate_of(std::uint64_t number, const std::string& id, std::uint64_t first);

/// Where a problem stands: line in the file, column in code points, both from 1.
struct RecordPlace {
  std::uint64_t line = 1;
  std::uint32_t column = 1;
};
RecordPlace place(const BadRecord& record, const Diagnostic& problem);

/// One line a problem: `cases.ndjson:17:5: fejl[K024]: …`, and its help on the next.
std::string render(const BadRecord& record, std::string_view file_name, Language language);

struct BulkTotals {
  std::uint64_t cases = 0;  ///< lines that gave a case
  std::uint64_t bad = 0;    ///< lines kept out
};

/// Called for every line that is not blank, in order. @return false to stop reading
using TakeRecord = std::function<bool(std::uint64_t line, std::expected<Case, BadRecord>&& record)>;

/// Reads the lines one at a time. Every line is handed on once, as a case or as a bad record; nothing is dropped
/// silently. The second of two cases with one id is a bad record. Every case has an extraction time.
/// Memory: one line, its case, and the ids seen. Cost: O(bytes).
std::expected<BulkTotals, FileProblem> read_cases(const Model& model, const std::filesystem::path& path,
                                                  const BulkOptions& options, const TakeRecord& take);
/// The same from a stream. @return none when the stream failed before its end
std::optional<BulkTotals> read_cases(const Model& model, std::istream& in, const BulkOptions& options,
                                     const TakeRecord& take);

}  // namespace rettesnor
