// What the golden tests of the grammar share: files below tests/grammar/golden, and UPDATE_GOLDEN=1.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grammar/base/render.hpp"
#include "grammar/parser.hpp"

namespace rettesnor {

std::filesystem::path golden_folder();
/// The whole file; fails the test if it cannot be read.
std::string read_file(const std::filesystem::path& path);
/// Files below `folder` whose names end so, sorted.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, const std::string& ending);
/// A source named after its file, without the folder.
Source source_of(const std::filesystem::path& path);
/// Compares `actual` with the file's content; with UPDATE_GOLDEN=1 writes it there instead, for review.
void expect_golden(const std::filesystem::path& expected, const std::string& actual);
/// The numbers of all messages, in order: "S001 S003".
std::string numbers_of(const Syntax& syntax);
/// All messages in Danish, then all in English.
std::string both_renderings(const Syntax& syntax);

}  // namespace rettesnor
