// Affected: how many cases of a source the rules in the editor answer otherwise than those that lay on disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "apps/lsp/documents.hpp"

namespace rettesnor::lsp {

/// What is counted, and by when it must be done.
struct CaseSource {
  std::filesystem::path file;  ///< one case a line (`docs/cases.md`); empty: none was named, and nothing is counted
  Moment as_of{};
};

/// What is held against what: the texts by name, as they lay on disk when they were opened, and as they are.
struct CountTask {
  std::uint64_t revision = 0;
  std::map<std::string, std::string> before;  ///< empty: no text has changed
  std::map<std::string, std::string> after;
  CaseSource source;
};
/// Copies the texts. Cost: O(bytes).
CountTask count_task(const Documents& documents, const CaseSource& source);

struct Affected {
  enum class Outcome : std::uint8_t {
    counted,
    under_way,        ///< not counted yet
    out_of_time,      ///< not counted: it took too long
    rules_wrong,      ///< not counted: the rules have errors, those in the editor or those before
    source_unusable,  ///< not counted: the file cannot be read
  };
  Outcome outcome = Outcome::counted;
  std::uint64_t revision = 0;  ///< of the texts it was counted for
  std::uint64_t cases = 0;     ///< judged by both; 0 too where no text has changed
  std::uint64_t refused = 0;   ///< records that could not be read
  std::map<std::string, std::uint64_t> rules;  ///< cases in which something changes, by the rule's qualified name; of those with any
};

/// Judges every case of the source by both.
/// @param time_is_up  asked between cases, from this thread alone
/// Cost: O(cases · rules), twice; nothing where no text has changed. Thread-safe.
Affected count_affected(const CountTask& task, const std::function<bool()>& time_is_up);

/// Above a rule, in the editor's language: `12 of 1,000 cases affected`. @param result  null: it was not asked for yet
std::string affected_title(const Affected* result, std::uint64_t revision, const std::string& rule, Language language);

}  // namespace rettesnor::lsp
