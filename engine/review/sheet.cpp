#include "engine/review/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include "engine/report/report.hpp"
#include "engine/store/entry_reader.hpp"
#include "engine/store/source/csv_reader.hpp"
#include "engine/values/parse.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor::review {

namespace {

constexpr std::array columns{"sample", "number", "rule", "frame", "case", "line", "instance", "inclusion", "weight",
                             "rater_1", "verdict_1", "day_1", "rater_2", "verdict_2", "day_2"};
constexpr std::size_t longest_name = 64;

bool is_answer(std::string_view text) {
  return text == unclear || std::ranges::any_of(all_verdicts, [&](Verdict v) { return code(v) == text; });
}

/// A whole day, as `2026-03-31`.
bool is_day(const std::string& text) {
  const auto day = parse_date(text);
  return day && day->first == day->last && text.size() == 10;
}

bool is_name(std::string_view text) {
  return text.size() <= longest_name && std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; });
}

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  return from == std::string::npos ? std::string() : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// Reads a sheet row by row, and keeps every mistake.
class Reader {
 public:
  Reader(const Source& text, const std::vector<ledger::SampleInfo>& samples) : text_(text) {
    for (const ledger::SampleInfo& s : samples) {
      for (const ledger::Drawn& d : s.drawn) {
        drawn_[{std::to_string(d.sample), std::to_string(d.number)}] = {&s, &d};
        for (const ledger::Drawn::Answer& a : d.answers) {
          given_.insert({d.sample, d.number, a.rater});
          spellings_.try_emplace(in_small_letters(a.rater), a.rater);
        }
      }
    }
    std::uint32_t at = 0;
    lines_.push_back(0);
    for (const char c : text.text) {
      ++at;
      if (c == '\n') lines_.push_back(at);
    }
  }

  void read() {
    std::string_view body = text_.text;
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (body.starts_with(mark)) body.remove_prefix(mark.size());
    const std::string_view first = body.substr(0, body.find('\n'));
    std::istringstream in{std::string(body)};
    source::CsvReader csv(in, {.delimiter = first.find(';') != std::string_view::npos ? ';' : ','});
    source::CsvRecord record;
    if (!csv.next(record)) record = {};  // empty: not a column is there
    if (record.line == 0) record.line = 1;
    if (!header(record)) return;
    while (csv.next(record)) row(record);
  }

  std::vector<ledger::NewAnswer> answers;
  std::vector<Diagnostic> problems;

 private:
  bool header(const source::CsvRecord& record) {
    for (std::size_t i = 0; i < record.fields.size(); ++i) place_.emplace(trimmed(record.fields[i]), i);
    for (const char* needed : {"sample", "number", "rule", "frame", "case", "instance", "rater_1", "verdict_1", "day_1"}) {
      if (!place_.contains(needed)) report(Code::answer_no_column, record.line, {needed});
    }
    return problems.empty();
  }

  void row(const source::CsvRecord& record) {
    if (record.fault) {
      report(*record.fault, record.line, {"1048576"});
      return;
    }
    const auto field = [&](const std::string& name) {
      const auto at = place_.find(name);
      return at == place_.end() || at->second >= record.fields.size() ? std::string() : trimmed(record.fields[at->second]);
    };
    if (std::ranges::all_of(record.fields, [](const std::string& f) { return trimmed(f).empty(); })) return;
    const auto found = drawn_.find({field("sample"), field("number")});
    if (found == drawn_.end() || found->second.drawn->case_id != unescaped(field("case"))) {
      report(Code::answer_unknown_case, record.line, {field("case")});
      return;
    }
    const auto& [sample, drawn] = found->second;
    // The same cases may have been drawn of another rule, with the same fingerprint: an answer about that one is none about this.
    for (const auto& [name, wanted] : {std::pair{"rule", sample->rule}, {"frame", sample->frame_sha256}, {"instance", std::to_string(drawn->instance)}}) {
      if (field(name) == wanted) continue;
      report(Code::answer_bad_value, record.line, {name, field(name)})
          .labels.push_back({.span = problems.back().at, .danish = "stikprøve " + field("sample") + " har `" + wanted + "` her", .english = "sample " + field("sample") + " has `" + wanted + "` here"});
      return;
    }
    for (const char* rater : {"1", "2"}) answer(record.line, *drawn, rater, field("rater_" + std::string(rater)), field("verdict_" + std::string(rater)), field("day_" + std::string(rater)));
  }

  /// The apostrophe before what looks like a formula is the sheet's own.
  static std::string unescaped(const std::string& text) {
    return text.size() > 1 && text[0] == '\'' && std::string_view("=+-@").find(text[1]) != std::string_view::npos ? text.substr(1) : text;
  }

  void answer(std::uint64_t line, const ledger::Drawn& drawn, const char* which, const std::string& rater, const std::string& verdict, const std::string& day) {
    if (verdict.empty() && day.empty()) return;  // a name alone is a row that was not reached
    for (const auto& [name, text] : {std::pair{"rater_", &rater}, std::pair{"verdict_", &verdict}, std::pair{"day_", &day}}) {
      if (!text->empty()) continue;
      report(Code::answer_incomplete, line, {which, std::string(name) + which});
      return;
    }
    const auto bad = [&](const std::string& name, const std::string& value) -> Diagnostic& { return report(Code::answer_bad_value, line, {name + which, value}); };
    if (!is_name(rater)) return void(bad("rater_", rater.substr(0, longest_name)));
    if (!is_answer(verdict)) return void(bad("verdict_", verdict));
    if (!is_day(day)) return void(bad("day_", day));
    // One person in two spellings would be two raters, and agree with herself.
    const std::string& spelling = spellings_.try_emplace(in_small_letters(rater), rater).first->second;
    if (spelling != rater) {
      bad("rater_", rater).labels.push_back({.span = problems.back().at, .danish = "skrives `" + spelling + "` et andet sted; én bedømmer har ét navn, og to har hver sit", .english = "is written `" + spelling + "` elsewhere; one rater has one name, and two have one each"});
      return;
    }
    if (!given_.insert({drawn.sample, drawn.number, rater}).second) return void(report(Code::answer_twice, line, {rater, drawn.case_id}));
    answers.push_back({drawn.sample, drawn.number, {rater, verdict, day}});
  }

  Diagnostic& report(Code code, std::uint64_t line, std::vector<std::string> arguments) {
    const std::size_t i = std::min<std::size_t>(static_cast<std::size_t>(line), lines_.size()) - 1;
    std::uint32_t begin = lines_[i];
    if (i == 0 && text_.text.starts_with("\xEF\xBB\xBF")) begin += 3;
    std::uint32_t end = i + 1 < lines_.size() ? lines_[i + 1] - 1 : static_cast<std::uint32_t>(text_.text.size());
    if (end > begin && text_.text[end - 1] == '\r') --end;
    Diagnostic d{.code = code, .at = {begin, std::max(begin, end)}};
    d.arguments = std::move(arguments);
    return problems.emplace_back(std::move(d));
  }

  struct Place {
    const ledger::SampleInfo* sample;
    const ledger::Drawn* drawn;
  };

  const Source& text_;
  std::map<std::pair<std::string, std::string>, Place> drawn_;  ///< by the numbers of sample and row
  std::set<std::tuple<std::int64_t, std::int64_t, std::string>> given_;
  std::map<std::string, std::string> spellings_;  ///< raters in small letters, as they were written first
  std::map<std::string, std::size_t> place_;
  std::vector<std::uint32_t> lines_;  ///< where each begins
};

}  // namespace

std::string sheet(std::int64_t number, const ledger::Frame& frame, const ledger::NewSample& sample, Language l) {
  const char separator = l == Language::danish ? ';' : ',';
  std::string out = "\xEF\xBB\xBF";
  const auto row = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? std::string(1, separator) : std::string()) + cells[i];
    out += "\r\n";
  };
  const auto figure = [&](std::uint64_t n, std::uint64_t of) {
    std::string digits = fmt::format("{:.6f}", static_cast<double>(n) / static_cast<double>(of));
    if (l == Language::danish) std::ranges::replace(digits, '.', ',');
    return digits;
  };
  row({columns.begin(), columns.end()});
  std::int64_t n = 0;
  for (const ledger::DrawnInstance& d : sample.drawn) {
    const ledger::FrameInstance& one = frame.instances.at(d.in_frame);
    row({std::to_string(number), std::to_string(++n), frame.rule, sample.frame_sha256, report::csv_text(one.case_id, separator), std::to_string(one.line), std::to_string(one.instance),
         figure(d.drawn_of_stratum, d.of_stratum), figure(d.of_stratum, d.drawn_of_stratum), "", "", "", "", "", ""});
  }
  return out;
}

std::expected<std::vector<ledger::NewAnswer>, std::vector<Diagnostic>> read_answers(const Source& text, const std::vector<ledger::SampleInfo>& samples) {
  Reader reader(text, samples);
  reader.read();
  if (!reader.problems.empty()) return std::unexpected(std::move(reader.problems));
  return std::move(reader.answers);
}

}  // namespace rettesnor::review
