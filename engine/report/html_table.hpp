// A table as HTML. For the rooms that report.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/report/table.hpp"

namespace rettesnor::report {

/// From a rule's name to the id of its place in the page.
using Links = std::map<std::string, std::string>;

struct TableLooks {
  std::string label;            ///< unique in the page, for those who cannot see where the table stands
  bool caption = true;          ///< false: a heading above says it already
  const Links* links = nullptr; ///< null: none
  std::string_view kind = {};   ///< a class of the table
};

/// In a region that scrolls by itself. The texts that begin a row stand in one cell where the table says so.
std::string table_html(const Table& table, const TableLooks& looks, Language language);

/// @param kind  a class
std::string paragraph(std::string_view text, std::string_view kind = {});

}  // namespace rettesnor::report
