// Loading what a command needs: rules and cases, with every problem said on standard error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"
#include "engine/engine.hpp"

namespace rettesnor::cli {

/// Loads the rules that the arguments name, or those found. Mistakes are shown. Nothing: exit code 2.
/// @param extra  further paths (rule files of `test`, `lint`)
std::optional<Rules> load_rules(const Arguments& arguments, const Console& console,
                                const std::vector<std::filesystem::path>& extra = {});

/// Are pins, concept and municipality of the arguments ones that the rules know? Says what is wrong.
bool check_choices(const Arguments& arguments, const Console& console, const Rules& rules);

/// The concept of `--concept`, else none.
ConceptId concept_of(const Arguments& arguments, const Rules& rules);

/// The question that the arguments ask. @param bulk  an event not seen is not taken as not happened without a watermark
Question question_of(const Arguments& arguments, bool bulk);

/// A case that was read, and the question about it.
struct Opened {
  std::filesystem::path path;
  std::unique_ptr<CaseFile> file;
};

/// Reads the single-case files among the inputs, folders opened. Mistakes are shown and counted.
struct CaseInputs {
  std::vector<Opened> cases;
  std::vector<std::filesystem::path> bulk;  ///< .ndjson, .jsonl: left for the caller to stream
  std::size_t unreadable = 0;
  bool usage_error = false;                 ///< a file does not exist or is no case: exit code 2
};
CaseInputs read_inputs(const Arguments& arguments, const Console& console, const Rules& rules);

/// Reads exactly one case; nothing after saying why not.
std::optional<Opened> read_single(const Arguments& arguments, const Console& console, const Rules& rules);

/// A message of a case on one line, with what its place is marked with: for output without a picture.
std::string line_text(const Diagnostic& diagnostic, Language language);

/// The errors of a case file as they stand in JSON.
std::vector<ReportError> errors_of(const CaseFile& file, Language language);

/// 2 if nothing could be read, 3 if some could not, else `otherwise`.
Exit exit_with(const CaseInputs& inputs, std::size_t read, Exit otherwise);

}  // namespace rettesnor::cli
