// What was merged as tables with columns, for a mapping. See docs/ffb.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/store/ffb/merge.hpp"
#include "engine/store/source/tables.hpp"

namespace rettesnor::ffb {

/// A row and where its resource stands.
struct PlacedRow {
  source::Row row;
  Place place;
};

/// The tables, sorted by name.
std::vector<std::string> table_names();
/// The columns of a table. @pre the table exists
std::vector<std::string> table_columns(const std::string& table, const Settings& settings);

/// Every row of a table, numbered from 1, in the order in which resources were first heard of. Resources entered in error
/// are left out. A time that must be there and is not is unknown, never something that did not happen.
/// A citizen whose case cannot be judged, and each bundle whose citizen nobody knows, is one row with a fault among the
/// citizens, and no row elsewhere.
/// Cost: O(resources · columns · log resources)
void read_table(const std::string& table, const Merged& merged, const Settings& settings, const std::function<void(PlacedRow&&)>& take);

}  // namespace rettesnor::ffb
