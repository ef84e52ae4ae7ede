// The façade of the engine: load rules, read cases, judge, explain, ask, find what is due, run tests.
//
// Apps include this header and nothing else of engine/. Nothing here knows a clock, a terminal or a network.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/adequacy/coverage_page.hpp"
#include "engine/adequacy/mutate.hpp"
#include "engine/adequacy/propose.hpp"
#include "engine/analyze/analyze.hpp"
#include "engine/audit/audit.hpp"
#include "engine/author/actions.hpp"
#include "engine/author/complete.hpp"
#include "engine/author/desk.hpp"
#include "engine/author/hints.hpp"
#include "engine/author/hover.hpp"
#include "engine/author/marks.hpp"
#include "engine/author/outline.hpp"
#include "engine/author/places.hpp"
#include "engine/author/rename.hpp"
#include "engine/check/check.hpp"
#include "engine/explain/due.hpp"
#include "engine/explain/explanation.hpp"
#include "engine/explain/report.hpp"
#include "engine/explain/report_json.hpp"
#include "engine/explain/test_run.hpp"
#include "engine/model/model.hpp"
#include "engine/report/quality.hpp"
#include "engine/report/report.hpp"
#include "engine/review/draw.hpp"
#include "engine/review/findings.hpp"
#include "engine/review/sheet.hpp"
#include "engine/store/bulk.hpp"
#include "engine/store/files.hpp"
#include "engine/store/ledger/cases.hpp"
#include "engine/store/ledger/ledger.hpp"
#include "engine/store/ledger/measures.hpp"
#include "engine/store/ledger/tallies.hpp"
#include "engine/store/source/address.hpp"
#include "engine/store/source/case_feed.hpp"
#include "engine/store/source/draft.hpp"
#include "engine/values/parse.hpp"
#include "grammar/base/render.hpp"
#include "grammar/parser.hpp"

namespace rettesnor {

/// The rule packages of one load: their texts, trees and meaning, and what is wrong with them. Movable.
struct Rules {
  Sources sources;
  std::vector<Syntax> files;
  Model model;
  std::vector<Diagnostic> diagnostics;  ///< of parser and checker, by file and place

  /// No error. Rules that are not ok must not be evaluated.
  bool ok() const { return !has_errors(diagnostics); }
};

/// Reads, parses and checks rule files. A folder stands for all rule files in it and below; a file named twice is read
/// once. Names in messages are the paths as given.
/// @return the rules, always with all diagnostics; or the first file that could not be read
/// Cost: near linear in the text.
std::expected<Rules, FileProblem> load(std::span<const std::filesystem::path> paths, Tests tests = Tests::read);

/// Lint: findings about sources, binding and evidence. @pre rules.ok()
std::vector<Diagnostic> lint(const Rules& rules);

/// One case file, read against the rules. Its text is kept for messages.
struct CaseFile {
  Source source;
  std::optional<Case> read;
  std::vector<Diagnostic> diagnostics;  ///< why it could not be read; or, of one that was, what in it is doubtful
};

/// Reads one case from YAML or JSON, told apart by the name. @pre rules.ok()
std::expected<CaseFile, FileProblem> read_case_file(const Rules& rules, const std::filesystem::path& path,
                                                    ConceptId root = {});
/// Is it a name of one case (.yaml, .yml, .json)? Of many (.ndjson, .jsonl)?
bool is_case_file(const std::filesystem::path& path);
bool is_bulk_file(const std::filesystem::path& path);

/// A case and a question, ready to be asked about. Not thread-safe; many may share the rules.
/// @pre rules.ok(), and the rules outlive it
std::unique_ptr<Prober> open_case(const Rules& rules, const Case& subject, const Question& question);

/// The rules that `name` means: a rule's name, or `package.name`. Empty: there is none.
std::vector<RuleId> find_rules(const Model& model, std::string_view name);
/// The rule name nearest to one that does not exist.
std::optional<std::string> nearest_rule(const Model& model, std::string_view name);
/// Is there a reading of this name? The nearest one if not.
bool has_reading(const Model& model, std::string_view name);
std::optional<std::string> nearest_reading(const Model& model, std::string_view name);

/// Runs every test of the packages for which `wanted` holds, in the order of the files.
/// @param sights  gathers what they met, for coverage
std::vector<TestOutcome> run_tests(const Rules& rules, Language language,
                                   const std::function<bool(const TestDecl&)>& wanted = {}, Sights* sights = nullptr);

}  // namespace rettesnor
