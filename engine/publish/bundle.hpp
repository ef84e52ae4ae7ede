// A bundle: rule files, the manifest of their hashes, and signatures over the manifest, as one reproducible file.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/publish/archive.hpp"
#include "engine/publish/manifest.hpp"
#include "engine/publish/signature.hpp"

namespace rettesnor::publish {

struct Bundle {
  Manifest manifest;
  std::string id;                     ///< SHA-256 of the manifest: the same before and after signing
  std::vector<Entry> files;           ///< in the manifest's order, with the paths that it has
  std::vector<Signature> signatures;  ///< genuine, and over this manifest; by role and key
};

/// Does a file that begins so claim to be a bundle (a tar archive)? @param head  its first 512 bytes
bool looks_like_bundle(std::string_view head);

/// Packages rule files. @param files  paths inside the bundle and texts, in any order
std::expected<Bundle, Diagnostic> make_bundle(std::vector<Entry> files, std::vector<PackageRow> packages, std::string tool);

/// The bytes: the same bundle gives the same ones.
std::expected<std::string, Diagnostic> written(const Bundle& bundle);

/// Reads untrusted bytes. What comes back is whole: every hash fits, nothing is beside the manifest, every signature is
/// genuine, and `written` gives the same bytes again. Whom to trust is another question (trust.hpp). Memory: twice the bytes.
std::expected<Bundle, Diagnostic> read_bundle(std::string_view bytes);

/// Adds a signature, or replaces the one by the same key in the same role.
void add_signature(Bundle& bundle, const KeyPair& key, std::string role, std::string name, std::string at);

/// Is what this bundle publishes free to be published? Not a version that `earlier` holds with other content.
std::optional<Diagnostic> taken_version(const Bundle& bundle, const Bundle& earlier);

/// The first 16 letters of a key's SHA-256: its short name.
std::string key_id(std::string_view open);

}  // namespace rettesnor::publish
