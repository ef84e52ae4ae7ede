// A first mapping for a source: names that look alike are tied, the rest is left for people.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "engine/model/model.hpp"
#include "engine/store/source/tables.hpp"

namespace rettesnor::source {

/// A name as it is compared: small letters and digits, `æ` as `ae`, `ø` as `oe`, `å` as `aa`.
std::string folded(std::string_view name);

/// Does a name of the source look like one of the rules'? Equal when folded, or equal but for an ending of at most three
/// letters (`underretninger`, `Underretning`).
bool alike(std::string_view of_source, std::string_view of_rules);

/// How the files of a folder are written.
struct Writing {
  Encoding encoding = Encoding::utf8;
  char delimiter = ';';
};

/// The sign that cuts the first lines of a folder's CSV files into the most fields: `;`, `,`, tab or `|`, the first of them
/// where several do; `;` for anything but a folder. Signs in quotes do not count.
char guess_delimiter(const std::filesystem::path& source);

/// The mapping as YAML with a remark for everything that was not matched. Names, never values, decide.
/// @param writing  what the tables were opened with; said in the mapping where it is not what a mapping takes for granted
std::expected<std::string, Unusable> draft(const Model& model, ConceptId root, Tables& tables, const Writing& writing = {});

}  // namespace rettesnor::source
