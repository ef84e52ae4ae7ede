// Tables as a workbook (Office Open XML).
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/report/table.hpp"

namespace rettesnor::report {

/// The first sheet.
struct Cover {
  std::string title;
  std::int64_t created = 1;  ///< what the file says of itself, in seconds since 1970: never the clock, so that the same gives the same bytes
  std::vector<std::string> lines, notes;
};

/// A sheet a table, after the cover. Numbers are numbers, texts are texts whatever they begin with. @return the file is written
bool write_workbook(const Cover& cover, std::span<const Table> tables, Language language, const std::filesystem::path& file);

}  // namespace rettesnor::report
