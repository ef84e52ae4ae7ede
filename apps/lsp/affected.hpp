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

struct Affected {
  enum class Outcome : std::uint8_t {
    counted,
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

/// Judges every case of the source by the texts as they lay on disk when they were opened, and by those in the editor.
/// @param time_is_up  asked between cases; must be callable from here alone
/// Cost: O(cases · rules), twice; nothing where no text has changed.
Affected count_affected(Documents& documents, const CaseSource& source, const std::function<bool()>& time_is_up);

/// Above a rule, in the editor's language: `12 of 1,000 cases affected`. @param result  null: it was not asked for yet
std::string affected_title(const Affected* result, std::uint64_t revision, const std::string& rule, Language language);

}  // namespace rettesnor::lsp
