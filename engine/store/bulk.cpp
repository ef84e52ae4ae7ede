#include "engine/store/bulk.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <istream>
#include <unordered_map>

#include "engine/store/cases.hpp"
#include "engine/store/lines.hpp"
#include "engine/store/plain_case.hpp"
#include "engine/store/schema.hpp"
#include "engine/store/text_check.hpp"

namespace rettesnor {

struct RecordReader::Inside {
  Inside(const Model& model, const BulkOptions& how) : schema(model), options(how), plain(schema, options.root, options.limits) {}

  /// The case of `source`, by the way that fits: most lines are plain, and only a tree knows what to say of the others.
  std::expected<Case, std::vector<Diagnostic>> read() {
    if (auto found = plain.read(source.text)) return std::move(*found);
    return read_case(schema, read_tree(source, DataFormat::json, options.limits), {}, options.root, options.limits);
  }

  Schema schema;
  BulkOptions options;
  PlainCaseReader plain;
  Source source{};
};

RecordReader::RecordReader(const Model& model, const BulkOptions& options)
    : inside_(std::make_unique<Inside>(model, options)) {}
RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;

const std::string& RecordReader::text() const { return inside_->source.text; }

const CodeUse* RecordReader::codes() const { return inside_->options.codes; }

std::expected<Case, BadRecord> RecordReader::read(std::uint64_t number, std::string line, bool too_long) {
  const DataLimits& limits = inside_->options.limits;
  if (too_long) {
    constexpr std::size_t shown = 200;
    Problems problems({}, 1);
    problems.add(Code::case_too_large, {}, {std::to_string(limits.max_bytes)});
    line.resize(std::min(shown, line.size()));
    return std::unexpected(BadRecord{number, std::move(line), problems.take()});
  }
  Source& source = inside_->source;
  source.text = std::move(line);
  auto found = inside_->read();
  if (!found) return std::unexpected(BadRecord{number, std::move(source.text), std::move(found.error())});
  if (!found->extraction_time) found->extraction_time = inside_->options.extraction_time;
  if (found->extraction_time) return std::move(*found);
  Problems problems({}, limits.max_problems);
  problems.add(Code::case_no_extraction_time, {});
  return std::unexpected(BadRecord{number, std::move(source.text), problems.take()});
}

BadRecord duplicate_of(std::uint64_t number, const std::string& id, std::uint64_t first) {
  Problems problems({}, 1);
  problems.add(Code::case_duplicate_case, {}, {id, std::to_string(first)});
  return {number, {}, problems.take()};
}

std::optional<BulkTotals> read_cases(const Model& model, std::istream& in, const BulkOptions& options,
                                     const TakeRecord& take) {
  RecordReader reader(model, options);
  std::unordered_map<std::string, std::uint64_t> seen;
  Lines lines(in, options.limits.max_bytes);
  BulkTotals totals;
  std::string line;
  while (lines.next(line)) {
    if (is_blank_line(line) && !lines.too_long()) continue;
    auto record = reader.read(lines.number(), std::move(line), lines.too_long());
    if (record) {
      const auto [first, fresh] = seen.emplace(record->id, lines.number());
      if (!fresh) record = std::unexpected(duplicate_of(lines.number(), record->id, first->second));
    }
    ++(record ? totals.cases : totals.bad);
    if (!take(lines.number(), std::move(record))) return totals;
    line = std::string();
  }
  if (in.bad()) return std::nullopt;
  return totals;
}

std::expected<BulkTotals, FileProblem> read_cases(const Model& model, const std::filesystem::path& path,
                                                  const BulkOptions& options, const TakeRecord& take) {
  if (const auto usable = regular_file(path); !usable) return std::unexpected(usable.error());
  std::ifstream in(path, std::ios::binary);
  const auto totals = in ? read_cases(model, in, options, take) : std::nullopt;
  if (!totals) return std::unexpected(FileProblem{FileProblem::Kind::not_readable, path});
  return *totals;
}

RecordPlace place(const BadRecord& record, const Diagnostic& problem) {
  const Source source{.name = {}, .text = record.text};
  return {record.line, source.position(problem.at.begin).column};
}

std::string render(const BadRecord& record, std::string_view file_name, Language language) {
  std::string out;
  for (const Diagnostic& problem : record.problems) {
    const RecordPlace at = place(record, problem);
    const bool note = level_of(problem.code) == Level::note;
    const std::string_view level =
        language == Language::danish ? (note ? "bemærkning" : "fejl") : (note ? "note" : "error");
    out += fmt::format("{}:{}:{}: {}[{}]: {}\n", file_name, at.line, at.column, level, number_of(problem.code),
                       message_text(problem, language));
    for (const Label& label : problem.labels) {
      if (label.span == problem.at)
        out += fmt::format("  = {}\n", language == Language::danish ? label.danish : label.english);
    }
    const std::string help = help_text(problem, language);
    if (!help.empty()) out += fmt::format("  = {}: {}\n", language == Language::danish ? "ret" : "help", help);
  }
  return out;
}

}  // namespace rettesnor
