// A source of several tables with its mapping, opened for the audit; every problem said on standard error.
#pragma once

#include <memory>
#include <optional>

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"
#include "engine/engine.hpp"

namespace rettesnor::cli {

/// A source as it was given, but never a password: of a server's address only what may be seen.
std::string shown_input(const std::filesystem::path& file);

/// What makes a source unusable, as a message.
void complain(const Console& console, const std::filesystem::path& file, const source::Unusable& trouble);

struct MappedSource {
  source::Mapping mapping;
  std::unique_ptr<source::Tables> tables;
  ffb::Delivery* bundles = nullptr;      ///< the tables, where they are FHIR bundles
  Fingerprint print;     ///< of the tables that are used
  Digest map_sha256{};
};

/// Reads `--map` and opens the source; of bundles it says what they held and what is doubtful in it. Nothing: said why.
/// @param codes  lists that the codes of bundles are held against; null: none
std::unique_ptr<MappedSource> open_mapped(const Arguments& arguments, const Console& console, const Rules& rules, const CodeUse* codes = nullptr);

}  // namespace rettesnor::cli
