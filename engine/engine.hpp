// The façade of the engine: load rules, read cases, judge, explain, ask, find what is due, run tests.
//
// Apps include this header and nothing else of engine/. Nothing here knows a clock, a terminal or a network.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
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
#include "engine/change/diff.hpp"
#include "engine/change/reason.hpp"
#include "engine/check/check.hpp"
#include "engine/document/document.hpp"
#include "engine/check/writing.hpp"
#include "engine/explain/due.hpp"
#include "engine/explain/exception_cites.hpp"
#include "engine/explain/explanation.hpp"
#include "engine/explain/labels.hpp"
#include "engine/explain/report.hpp"
#include "engine/explain/report_json.hpp"
#include "engine/explain/scenario_run.hpp"
#include "engine/explain/test_run.hpp"
#include "engine/explain/used.hpp"
#include "engine/implementation/output.hpp"
#include "engine/implementation/unknown_names.hpp"
#include "engine/invest/output.hpp"
#include "engine/leader/output.hpp"
#include "engine/model/model.hpp"
#include "engine/publish/trust.hpp"
#include "engine/report/quality.hpp"
#include "engine/report/reasons.hpp"
#include "engine/report/report.hpp"
#include "engine/report/survival.hpp"
#include "engine/review/draw.hpp"
#include "engine/review/findings.hpp"
#include "engine/review/sheet.hpp"
#include "engine/store/bulk.hpp"
#include "engine/store/files.hpp"
#include "engine/store/ledger/cases.hpp"
#include "engine/store/ledger/ledger.hpp"
#include "engine/store/ledger/measures.hpp"
#include "engine/store/ledger/reasons.hpp"
#include "engine/store/ledger/tallies.hpp"
#include "engine/store/source/address.hpp"
#include "engine/store/quality.hpp"
#include "engine/store/ffb/delivery.hpp"
#include "engine/store/source/case_feed.hpp"
#include "engine/store/source/code_file.hpp"
#include "engine/store/source/draft.hpp"
#include "engine/values/parse.hpp"
#include "grammar/base/render.hpp"
#include "grammar/parser.hpp"

namespace rettesnor {

/// A bundle that rules came from.
struct BundleUsed {
  std::string path;
  std::string id;                              ///< SHA-256 of its manifest
  std::vector<publish::Signature> signatures;  ///< genuine; whose, the settings say
};

/// The rule packages of one load: their texts, trees and meaning, and what is wrong with them. Movable.
struct Rules {
  Sources sources;
  std::vector<Syntax> files;
  Model model;
  std::vector<Diagnostic> diagnostics;  ///< of parser and checker, by file and place; or why a bundle was refused
  std::vector<BundleUsed> bundles;

  /// No error. Rules that are not ok must not be evaluated.
  bool ok() const { return !has_errors(diagnostics); }
};

/// Reads, parses and checks rule files. A folder stands for all rule files in it and below; a file named twice is read
/// once. Names in messages are the paths as given. A bundle stands for its files, if they are what was signed and the
/// settings trust who signed; else nothing is checked, and the refusal is the one diagnostic.
/// @return the rules, always with all diagnostics; or the first file that could not be read
/// Cost: near linear in the text.
std::expected<Rules, FileProblem> load(std::span<const std::filesystem::path> paths, Tests tests = Tests::read, const Settings& settings = {});

/// What an answer by these rules must name to be found again. @pre rules.ok()
RulesUsed used_by(const Rules& rules);

/// Packages those of the rules that lie in `roots`, each under its root's own name, for publication.
/// @param tool  the program that does it, and its version  @pre rules.ok()
std::expected<publish::Bundle, Diagnostic> make_bundle(const Rules& rules, std::span<const std::filesystem::path> roots, std::string tool);

/// Reads a bundle and looks at all that can be known of it but whom to trust: also that its manifest says of the packages
/// what the files do.
std::expected<publish::Bundle, Diagnostic> open_bundle(std::string_view bytes);

/// The rules that were of consequence in some case: a verdict that may be other than not applicable.
struct Reached {
  std::set<RuleId> rules;
  std::uint64_t cases = 0;
};

struct LintOptions {
  std::optional<Date> as_of{};        ///< review dates are held against it
  Settings settings{};                ///< what is off, and what is an error
  std::optional<Reached> reached{};   ///< over cases; none: rules without consequence are not looked for
};

/// Lint: findings about sources, binding, evidence and writing, by file and place. @pre rules.ok()
std::vector<Diagnostic> lint(const Rules& rules, const LintOptions& options = {});

/// One a finding: the same as long as code, package, declaration and words at the place are, wherever the lines move.
std::vector<std::string> fingerprints(const Rules& rules, std::span<const Diagnostic> findings);

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

/// A case file that says under `expect` what is to come of it. Its text joins the sources of the rules, for places.
struct ScenarioFile {
  std::optional<Scenario> read;
  Source source;
  std::vector<Diagnostic> diagnostics;  ///< why it could not be read
};

/// @pre rules.ok()
std::expected<ScenarioFile, FileProblem> read_scenario_file(Rules& rules, const std::filesystem::path& path);

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
