// Durations as people write them in a case file: `8 weeks`, `3 måneder`, `6 hverdage`.
#pragma once

#include <optional>
#include <string_view>

#include "engine/model/model.hpp"
#include "engine/values/duration.hpp"

namespace rettesnor {

/// A whole number, one blank, and a unit in English or Danish, singular or plural, or the name of a calendar.
std::optional<Duration> parse_duration(const Model& model, std::string_view text);

}  // namespace rettesnor
