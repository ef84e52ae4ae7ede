// A small world for property tests: one concept with every kind of field, a rule for each form of duty, and few days.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/load.hpp"

namespace rettesnor::testing {

/// A rule of the small world and the fields it reads. `read_once`: each unknown is read once, so that the set is to be
/// exactly what its completions give; otherwise it may hold more.
struct Form {
  std::string rule;
  std::vector<std::string> fields;
  bool read_once = true;
};

const std::vector<Form>& forms();
const Loaded& small_world();

/// T lies in the middle of the days, and a new year between them.
Moment small_now();
/// Some event of the case is dated after `small_now()`.
bool has_planned_events(const Case& the_case);
std::vector<Date> small_days();

/// Draws a number in [0, n).
using Draw = std::function<int(int n)>;

/// A case in which the fields a form reads are drawn: known, coarse, blank, unknown or non-existent.
Case draw_case(const Form& form, const Draw& draw);

/// Every way to know more about one unknown of the case; empty when nothing is unknown.
/// The first unknown in a fixed order is taken, so that repeated use reaches complete cases.
std::vector<Case> completions_of_first_unknown(const Case& the_case);

/// All complete cases that the case may turn out to be, over the small world's days; at most `limit` (then `cut` is set).
std::vector<Case> completions(const Case& the_case, std::size_t limit, bool& cut);

}  // namespace rettesnor::testing
