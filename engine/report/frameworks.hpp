// What municipalities may decide themselves, and who has: decisions of authorities, which nobody's privacy rests on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/report/table.hpp"

namespace rettesnor::report {

enum class Decided : std::uint8_t {
  all,
  some,    ///< of a parameter given by code: not for all of them
  none,
  unknown  ///< no overlay of the municipality that speaks of it was in the run
};

Decided decided(const ledger::Framework& framework, const std::string& municipality);
/// `besluttet`, `3 af 12 besluttet`, `ikke besluttet`, `ikke oplyst`.
std::string decided_text(const ledger::Framework& framework, const std::string& municipality, Language language);
/// The title in the language, or the other one's, or the name.
std::string title_of(const ledger::Framework& framework, Language language);

/// How many of the 98 and of the others with an overlay; they have no sum with anything else.
struct DecidedCounts {
  std::int64_t all = 0, some = 0, none = 0, unknown = 0;
};
DecidedCounts decided_counts(const ledger::Framework& framework);

/// Both tables below; those that have rows.
std::vector<Table> framework_tables(const Publication& from, Language language);
/// Parameters by how many municipalities have decided. Without rows: the rules leave nothing to the municipalities.
Table framework_table(const Publication& from, Language language);
/// The municipalities with an overlay in the run, by code: what each has not decided. Without rows: none.
Table undecided_table(const Publication& from, Language language);

}  // namespace rettesnor::report
