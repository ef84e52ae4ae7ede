// The manifest of a bundle and its signatures, as JSON in one form alone.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/base/diagnostic.hpp"

namespace rettesnor::publish {

inline constexpr std::int64_t format_version = 1;

struct FileRow {
  std::string path;
  std::uint64_t bytes = 0;
  std::string sha256;  ///< 64 hexadecimal letters
};

struct PackageRow {
  std::string name, version, status;
  std::string file;    ///< the path of the file that it is
  friend bool operator==(const PackageRow&, const PackageRow&) = default;
};

struct Manifest {
  std::string tool;                    ///< the program that made it, and its version
  std::vector<FileRow> files;          ///< by path
  std::vector<PackageRow> packages;    ///< by file
};

/// Who signed which manifest. `signature` is over everything else.
struct Signature {
  std::string role;      ///< `author` or `approver`
  std::string name;      ///< whom the signer called himself
  std::string at;        ///< the day or moment, as given
  std::string key;       ///< the public half
  std::string manifest;  ///< SHA-256 of the manifest's bytes
  std::string signature;
  friend bool operator==(const Signature&, const Signature&) = default;
};

/// Members sorted, no blanks; the same for the same manifest.
std::string written(const Manifest& manifest);
std::string written(const Signature& signature);
/// What is signed: all but the signature itself, under a heading that no other text has.
std::string signed_text(const Signature& signature);

/// @return the manifest; `bundle_other_format`; or `bundle_bad_manifest` for any other text than `written` gives
std::expected<Manifest, Diagnostic> read_manifest(std::string_view text);
/// Nothing for any other text than `written` gives.
std::optional<Signature> read_signature(std::string_view text);

}  // namespace rettesnor::publish
