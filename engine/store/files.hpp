// Files from disk: whole texts up to a limit, and the rule files of a folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/values/digest.hpp"
#include "grammar/base/codes.hpp"

namespace rettesnor {

/// Why a file or folder could not be used.
struct FileProblem {
  enum class Kind : std::uint8_t { not_found, not_readable, is_folder, not_folder, too_large, leaves_folder, too_deep, not_regular };
  Kind kind = Kind::not_found;
  std::filesystem::path path{};
};

/// What is wrong and with which file, in one sentence without a full stop.
std::string describe(const FileProblem& problem, Language language);

inline constexpr std::size_t largest_case_file = std::size_t{8} << 20U;
inline constexpr std::size_t largest_rule_file = std::size_t{4} << 20U;

/// The bytes of a file or pipe. Reads no more than `max_bytes` + 1, so a pipe without an end is refused too.
std::expected<std::string, FileProblem> read_file(const std::filesystem::path& path, std::size_t max_bytes);

/// A file that can be read to its end, and once more: not a pipe, a socket or a device, which may never end.
std::expected<void, FileProblem> regular_file(const std::filesystem::path& path);

/// SHA-256 of a file's bytes, and how many they are. Memory: 1 MiB.
struct Fingerprint {
  Digest sha256{};
  std::uint64_t bytes = 0;
};
std::expected<Fingerprint, FileProblem> fingerprint(const std::filesystem::path& path);

/// Is the name one of a rule file: `.regel` or `.regel.md`?
bool is_rule_file(const std::filesystem::path& path);

/// The rule files of a folder and the folders in it, sorted by path, so that the order never depends on the disk. Names
/// that begin with a point are passed over. A symbolic link is followed only to a rule file inside the folder; one that
/// leads out of it is a problem, as is a tree deeper than 32 folders.
/// @param root  a folder; or one rule file, which is then the answer
std::expected<std::vector<std::filesystem::path>, FileProblem> list_rule_files(const std::filesystem::path& root);

}  // namespace rettesnor
