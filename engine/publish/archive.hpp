// Files to the bytes of a tar archive and back, in memory; never on disk.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/base/diagnostic.hpp"

namespace rettesnor::publish {

struct Entry {
  std::string path;
  std::string bytes;
  friend bool operator==(const Entry&, const Entry&) = default;
};

inline constexpr std::size_t largest_bundle = std::size_t{64} << 20U;
inline constexpr std::size_t most_entries = 4096;

/// Relative, inside the archive, UTF-8 without control characters, at most 100 bytes.
bool is_inner_path(std::string_view path);
/// The most bytes that a file of this path may have.
std::size_t largest_entry(std::string_view path);

/// The same entries give the same bytes: no times, no owners, in the order given. Refuses what `unpack` would.
std::expected<std::string, Diagnostic> pack(const std::vector<Entry>& entries);

/// The entries in their order. Sizes and paths are looked at before contents are read. Untrusted input; memory: its size.
std::expected<std::vector<Entry>, Diagnostic> unpack(std::string_view bytes);

}  // namespace rettesnor::publish
