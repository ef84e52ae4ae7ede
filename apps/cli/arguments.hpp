// What the command line asked for, checked and typed.
#pragma once

#include <bitset>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.hpp"

namespace rettesnor::cli {

/// Exit codes; stable.
enum class Exit : int { in_order = 0, findings = 1, usage = 2, partial = 3, internal = 70 };

enum class Command : std::uint8_t { help, version, check, explain, ask, due, test, fmt, translate, lint, explain_code, audit, verify, report, map, cases, sample, review, mutate, bundle, sign, key, docs, diff, plan, analyze, lsp, import, invest, implementation };
enum class Format : std::uint8_t { text, json, ndjson, csv, html, xlsx, junit, lcov, sarif, github, gitlab };

struct Arguments {
  Command command = Command::help;
  std::string help_topic;                        ///< help: the command asked about; empty: all
  std::vector<std::filesystem::path> inputs;     ///< cases or rule files
  std::string name;                              ///< explain, report, cases, sample: the rule; explain-code: the code
  std::vector<std::filesystem::path> rules;      ///< --rules; empty: look for them
  std::vector<std::filesystem::path> overlays;   ///< --overlay
  std::optional<Moment> as_of;
  std::optional<Moment> known_at;
  std::optional<Moment> extraction_time;
  std::string municipality;                      ///< four digits; cases: also `none`; report: whose page
  std::string month;                             ///< cases: `2026-03`, or `none`
  std::bitset<64> verdicts;                      ///< cases: sets of verdicts by their bits; none: all that need attention
  std::map<std::string, bool> pins;
  std::map<std::string, bool> pins_new;          ///< plan: of the new side alone
  std::vector<std::filesystem::path> overlays_new;
  std::optional<Moment> as_of_new;
  std::string concept_name;
  std::string instance;                          ///< explain: the element, `n1` or `n1#2`
  std::vector<std::string> same;                 ///< analyze: two rules to compare
  std::string filter;                            ///< test: part of a name; mutate: of a rule's
  Language language = Language::danish;
  Format format = Format::text;
  std::int32_t within_days = 30;                 ///< due
  std::string to;                                ///< translate: `da` or `en`
  std::size_t most = 0;                          ///< ask: at most so many; 0: the default
  bool verified_only = false;
  bool summary = false;
  bool all = false;
  bool ics = false;
  bool check_only = false;                       ///< fmt --check
  bool diff = false;                             ///< fmt --diff
  bool write = false;                            ///< translate --write
  bool verbose = false;
  std::filesystem::path audit_file;              ///< implementation: an audit to propose from; empty: none
  bool by_package = false;                       ///< implementation: else by municipality
  std::filesystem::path register_file;           ///< report: what helps and hinders, beside a municipality; empty: none
  std::filesystem::path need_file;               ///< report: need by municipality; empty: none
  std::vector<std::filesystem::path> after;      ///< report, implementation: databases of earlier reports, oldest first
  std::filesystem::path out;                     ///< audit: the database; report, sample: the file to write, empty: standard output
  std::filesystem::path key_file;                ///< audit: the key of the case ids; empty: beside the database
  std::filesystem::path map_file;                ///< audit: how the source's tables are the concepts of the rules
  std::string head;                              ///< verify: the chain's head that was noted
  unsigned threads = 0;                          ///< audit; 0: as many as the machine has
  std::uint32_t shard = 1024;                    ///< audit: lines in a shard
  std::uint32_t threshold = 0;                   ///< report: fewest that are shown, 0: the standard; test, mutate: percent
  bool coverage = false;                         ///< test: what the tests met
  bool bless = false;                            ///< test: rewrite the expectations that fail
  bool propose = false;                          ///< test: tests that would close gaps
  std::optional<audit::MeasurePeriod> period;    ///< audit: the days that measures are of
  bool resume = false;                           ///< audit: go on with a database
  std::uint64_t size = 0;                        ///< sample: instances to draw
  std::optional<std::uint64_t> seed;             ///< sample
  review::Strata strata = review::Strata::none;  ///< sample
  std::optional<Date> latest_before;             ///< sample: the latest before this day, instead of by chance
  std::filesystem::path config_file;             ///< rettesnor.toml; empty: look for it
  std::vector<std::filesystem::path> case_sources;  ///< lint: cases in which rules should be of consequence; plan: the source, one
  std::vector<std::filesystem::path> previous;   ///< bundle: earlier bundles, whose versions stay as they are
  std::string role, signer, at;                  ///< sign: `author` or `approver`, who, and when; no `at`: now
  bool keep_days = false;                        ///< audit: the day of each instance
  bool keep_ids = false;                         ///< audit: case ids as they are
  std::vector<std::string> codes;                ///< code lists: `[FACT,…=]FILE`
};

/// A mistake in the command line: one sentence, perhaps a second line of help.
struct UsageError {
  std::string message;
  std::string help;
};

/// Reads the command line. @param arguments  without the program's name
std::expected<Arguments, UsageError> read_arguments(const std::vector<std::string>& arguments);

/// The language that `--lang` asks for, wherever it stands; Danish if nowhere. For messages about the rest.
Language language_of(const std::vector<std::string>& arguments);

/// A text in the language asked for.
inline std::string_view in(Language language, std::string_view danish, std::string_view english) {
  return language == Language::danish ? danish : english;
}

/// The same with its places filled: `{0}`, `{1}`, …
inline std::string text(Language language, std::string_view danish, std::string_view english, const std::vector<std::string>& fills = {}) {
  return fill(in(language, danish, english), fills);
}

}  // namespace rettesnor::cli
