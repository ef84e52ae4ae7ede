// What a delivery of bundles held and what is doubtful in it: said before any verdict.
#pragma once

#include <string>

#include "engine/engine.hpp"

namespace rettesnor::cli {

/// For standard error: each mistake with file, place and code, the first doubtful ones of each kind, and the counts.
std::string ffb_page(const ffb::Tidings& tidings, Language language);

/// The same for programs, into an object that is open: counts, then the findings that were kept.
void write_tidings(JsonWriter& json, const ffb::Tidings& tidings, Language language);

/// One finding on one line, its help on the next: `a.json:1:17: fejl[K091]: …`.
std::string finding_line(const std::string& file, const ffb::Place& place, const Diagnostic& what, Language language);

}  // namespace rettesnor::cli
