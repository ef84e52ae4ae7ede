// Danish public holidays, computed from the date of Easter.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/values/date.hpp"

namespace rettesnor {

/// Easter Sunday by the Gregorian computus. @pre year in 1800..2200
Date easter(std::int32_t year);

/// Whether the day is a public holiday: nytårsdag, skærtorsdag, langfredag, påskedag, 2. påskedag, store bededag (until
/// 2023), Kristi himmelfartsdag, pinsedag, 2. pinsedag, juledag, 2. juledag. Not grundlovsdag, 24 or 31 December: a
/// calendar excepts those itself. Source: bill L 13 of 2022-23 for store bededag.
bool danish_public_holidays(Date date);

/// The holiday's Danish name; nothing on other days.
std::optional<std::string_view> holiday_name(Date date);

}  // namespace rettesnor
