#include "engine/store/bulk.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <istream>
#include <unordered_map>

#include "engine/store/cases.hpp"
#include "engine/store/schema.hpp"
#include "engine/store/text_check.hpp"

namespace rettesnor {

namespace {

/// Cuts a stream into lines and keeps no more of one than a limit.
class Lines {
 public:
  Lines(std::istream& in, std::size_t limit) : in_(in), limit_(limit) {}

  /// The next line without its break. False at the end, and when the stream fails.
  bool next(std::string& line) {
    line.clear();
    too_long_ = false;
    bool any = false;
    while (at_ < size_ || fill()) {
      any = true;
      const char* const from = chunk_.data() + at_;
      const char* const end = chunk_.data() + size_;
      const char* const stop = std::find(from, end, '\n');
      append(line, {from, stop});
      at_ += static_cast<std::size_t>(stop - from);
      if (stop == end) continue;
      ++at_;
      break;
    }
    if (line.ends_with('\r')) line.pop_back();
    ++number_;
    return any && !in_.bad();
  }

  bool too_long() const { return too_long_; }
  std::uint64_t number() const { return number_; }

 private:
  bool fill() {
    in_.read(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
    size_ = static_cast<std::size_t>(in_.gcount());
    at_ = 0;
    return size_ > 0;
  }

  void append(std::string& line, std::string_view part) {
    const std::size_t room = limit_ - std::min(limit_, line.size());
    too_long_ = too_long_ || part.size() > room;
    line += part.substr(0, room);
  }

  std::istream& in_;
  std::size_t limit_;
  std::vector<char> chunk_ = std::vector<char>(std::size_t{1} << 18U);
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::uint64_t number_ = 0;
  bool too_long_ = false;
};

class Bulk {
 public:
  Bulk(const Model& model, const BulkOptions& options) : schema_(model), options_(options) {}

  std::expected<Case, BadRecord> read(std::uint64_t number, std::string line, bool too_long) {
    if (too_long) {
      constexpr std::size_t shown = 200;
      Problems problems({}, 1);
      problems.add(Code::case_too_large, {}, {std::to_string(options_.limits.max_bytes)});
      line.resize(std::min(shown, line.size()));
      return std::unexpected(BadRecord{number, std::move(line), problems.take()});
    }
    source_.text = std::move(line);
    auto found =
        read_case(schema_, read_tree(source_, DataFormat::json, options_.limits), {}, options_.root, options_.limits);
    if (!found) return std::unexpected(BadRecord{number, std::move(source_.text), std::move(found.error())});
    Problems problems({}, options_.limits.max_problems);
    if (!found->extraction_time) found->extraction_time = options_.extraction_time;
    if (!found->extraction_time) {
      problems.add(Code::case_no_extraction_time, {});
    } else if (const auto [first, fresh] = seen_.emplace(found->id, number); !fresh) {
      problems.add(Code::case_duplicate_case, {}, {found->id, std::to_string(first->second)});
    }
    if (!problems.has_errors()) return std::move(*found);
    return std::unexpected(BadRecord{number, std::move(source_.text), problems.take()});
  }

 private:
  Schema schema_;
  const BulkOptions& options_;
  Source source_;
  std::unordered_map<std::string, std::uint64_t> seen_;
};

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

std::optional<BulkTotals> read_cases(const Model& model, std::istream& in, const BulkOptions& options,
                                     const TakeRecord& take) {
  Bulk bulk(model, options);
  Lines lines(in, options.limits.max_bytes);
  BulkTotals totals;
  std::string line;
  while (lines.next(line)) {
    if (is_blank(line) && !lines.too_long()) continue;
    auto record = bulk.read(lines.number(), std::move(line), lines.too_long());
    ++(record ? totals.cases : totals.bad);
    if (!take(lines.number(), std::move(record))) return totals;
    line = std::string();
  }
  if (in.bad()) return std::nullopt;
  return totals;
}

std::expected<BulkTotals, FileProblem> read_cases(const Model& model, const std::filesystem::path& path,
                                                  const BulkOptions& options, const TakeRecord& take) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return std::unexpected(FileProblem{FileProblem::Kind::not_found, path});
  if (std::filesystem::is_directory(status)) return std::unexpected(FileProblem{FileProblem::Kind::is_folder, path});
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
