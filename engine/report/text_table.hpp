// A table and its words for a terminal.
#pragma once

#include <string>

#include "engine/report/table.hpp"

namespace rettesnor::report {

/// Title, columns and rows, with the notes below. Begins with an empty line.
std::string table_text(const Table& table, Language language);

/// Lines of at most 100 columns, each behind `indent`.
std::string text_paragraph(const std::string& text, const std::string& indent);

}  // namespace rettesnor::report
