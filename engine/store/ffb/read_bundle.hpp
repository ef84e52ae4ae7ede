// One FHIR bundle from JSON: strictly, and whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/store/ffb/resource.hpp"
#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor::ffb {

/// What could be known of a text that is no bundle that can be used.
struct Read {
  std::optional<Bundle> bundle{};  ///< none: an error was reported
  std::string citizen{};           ///< whom it is about, if that could be read; empty: nobody knows
  std::vector<std::string> others{};  ///< further citizens whom a bundle names that is refused
  bool unread = false;     ///< a bundle that is refused holds something of which nobody can read whose it is
  bool other_file = false;         ///< plain JSON that is something else than a bundle: nothing of a citizen is lost with it
};

/// Reads a bundle of the FFB reporting guide: `type` collection, a `timestamp` with a time zone, one Patient, resources with
/// ids of their own that refer to it. What a resource is, its profile says, or else its shape. Free text, names and civil
/// registration numbers are not read; an id or case number that looks like such a number, or has one in it, is refused. A field of another shape than FHIR's makes the bundle bad; a field that is not there
/// does not.
/// @param file  the number that places get. Never throws on bad input. Cost: O(bytes)
Read read_bundle(const Source& text, std::uint32_t file, const Settings& settings, Problems& problems);

}  // namespace rettesnor::ffb
