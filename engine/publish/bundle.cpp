#include "engine/publish/bundle.hpp"

#include <algorithm>
#include <map>
#include <ranges>

#include "engine/values/digest.hpp"

namespace rettesnor::publish {

namespace {

constexpr std::string_view manifest_path = "manifest.json";
constexpr std::string_view rules_folder = "rules/";

Diagnostic problem(Code code, std::vector<std::string> arguments = {}) { return {.code = code, .at = {}, .arguments = std::move(arguments)}; }

std::string path_of(const Signature& s) { return "signatures/" + s.role + "-" + key_id(s.key) + ".json"; }

std::string digest_of(std::string_view bytes) { return hexadecimal(sha256(bytes)); }

std::expected<Signature, Diagnostic> check_signature(const Entry& entry, const std::string& id) {
  const auto read = read_signature(entry.bytes);
  // Names are shown as they are: none may draw a line of its own.
  const auto plain = [](const std::string& text) { return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; }); };
  const bool genuine = read && plain(read->name) && plain(read->at) && (read->role == "author" || read->role == "approver") && path_of(*read) == entry.path &&
                       is_genuine(read->key, signed_text(*read), read->signature);
  if (!genuine) return std::unexpected(problem(Code::bundle_bad_signature, {entry.path}));
  if (read->manifest != id) return std::unexpected(problem(Code::bundle_signature_moved, {entry.path}));
  return *read;
}

/// Takes the files that the manifest names out of `found`.
std::optional<Diagnostic> take_files(Bundle& out, std::map<std::string, std::string>& found) {
  for (const FileRow& row : out.manifest.files) {
    const std::string path = std::string(rules_folder) + row.path;
    const auto file = found.find(path);
    if (file == found.end()) return problem(Code::bundle_file_missing, {path});
    if (file->second.size() != row.bytes || digest_of(file->second) != row.sha256) return problem(Code::bundle_file_changed, {path});
    out.files.push_back({row.path, std::move(file->second)});
    found.erase(file);
  }
  return std::nullopt;
}

}  // namespace

bool looks_like_bundle(std::string_view head) { return head.size() >= 512 && head.substr(257, 5) == "ustar"; }

std::string key_id(std::string_view open) { return digest_of(open).substr(0, 16); }

std::expected<Bundle, Diagnostic> make_bundle(std::vector<Entry> files, std::vector<PackageRow> packages, std::string tool) {
  std::ranges::sort(files, {}, &Entry::path);
  std::ranges::sort(packages, {}, &PackageRow::file);
  Bundle out;
  out.manifest.tool = std::move(tool);
  out.manifest.packages = std::move(packages);
  for (const Entry& file : files) out.manifest.files.push_back({file.path, file.bytes.size(), digest_of(file.bytes)});
  out.files = std::move(files);
  out.id = digest_of(written(out.manifest));
  const auto bytes = written(out);
  if (!bytes) return std::unexpected(bytes.error());
  return read_bundle(*bytes);  // what cannot be read is not published
}

std::expected<std::string, Diagnostic> written(const Bundle& bundle) {
  std::vector<Entry> entries{{std::string(manifest_path), written(bundle.manifest)}};
  for (const Entry& file : bundle.files) entries.push_back({std::string(rules_folder) + file.path, file.bytes});
  for (const Signature& s : bundle.signatures) entries.push_back({path_of(s), written(s)});
  return pack(entries);
}

std::expected<Bundle, Diagnostic> read_bundle(std::string_view bytes) {
  const auto entries = unpack(bytes);
  if (!entries) return std::unexpected(entries.error());
  if (entries->empty() || entries->front().path != manifest_path) return std::unexpected(problem(Code::bundle_unreadable, {std::string(manifest_path)}));
  auto manifest = read_manifest(entries->front().bytes);
  if (!manifest) return std::unexpected(manifest.error());
  Bundle out;
  out.manifest = std::move(*manifest);
  out.id = digest_of(entries->front().bytes);
  std::map<std::string, std::string> found;
  for (const Entry& entry : *entries | std::views::drop(1)) {
    if (entry.path.starts_with("signatures/")) {
      auto signature = check_signature(entry, out.id);
      if (!signature) return std::unexpected(signature.error());
      out.signatures.push_back(std::move(*signature));
    } else if (!found.emplace(entry.path, entry.bytes).second) {
      return std::unexpected(problem(Code::bundle_file_extra, {entry.path}));
    }
  }
  if (auto wrong = take_files(out, found)) return std::unexpected(std::move(*wrong));
  if (!found.empty()) return std::unexpected(problem(Code::bundle_file_extra, {found.begin()->first}));
  const auto again = written(out);
  if (!again || *again != bytes) return std::unexpected(problem(Code::bundle_not_canonical));
  return out;
}

void add_signature(Bundle& bundle, const KeyPair& key, std::string role, std::string name, std::string at) {
  Signature s{.role = std::move(role), .name = std::move(name), .at = std::move(at), .key = key.open, .manifest = bundle.id, .signature = {}};
  s.signature = sign(key, signed_text(s));
  std::erase_if(bundle.signatures, [&](const Signature& other) { return other.role == s.role && other.key == s.key; });
  bundle.signatures.push_back(std::move(s));
  std::ranges::sort(bundle.signatures, {}, path_of);
}

std::optional<Diagnostic> taken_version(const Bundle& bundle, const Bundle& earlier) {
  const auto digest = [](const Bundle& of, const PackageRow& package) {
    const auto row = std::ranges::find(of.manifest.files, package.file, &FileRow::path);
    return row == of.manifest.files.end() ? std::string() : row->sha256;
  };
  for (const PackageRow& now : bundle.manifest.packages) {
    for (const PackageRow& then : earlier.manifest.packages) {
      const bool same_version = now.name == then.name && now.version == then.version;
      if (same_version && digest(bundle, now) != digest(earlier, then)) return problem(Code::bundle_version_taken, {now.name, now.version});
    }
  }
  return std::nullopt;
}

}  // namespace rettesnor::publish
