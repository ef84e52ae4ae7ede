#include "engine/publish/manifest.hpp"

#include <nlohmann/json.hpp>

namespace rettesnor::publish {

namespace {

using Json = nlohmann::json;  // keeps its members sorted

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json json_of(const Signature& s) {
  return {{"at", s.at}, {"key", s.key}, {"manifest", s.manifest}, {"name", s.name}, {"role", s.role}};
}

std::string text_at(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& list_at(const Json& object, const char* name) {
  static const Json empty = Json::array();
  const auto found = object.find(name);
  return found != object.end() && found->is_array() ? *found : empty;
}

std::unexpected<Diagnostic> refuse(Code code, std::vector<std::string> arguments = {}) {
  return std::unexpected(Diagnostic{.code = code, .at = {}, .arguments = std::move(arguments)});
}

}  // namespace

std::string written(const Manifest& manifest) {
  Json files = Json::array(), packages = Json::array();
  for (const FileRow& f : manifest.files) files.push_back({{"bytes", f.bytes}, {"path", f.path}, {"sha256", f.sha256}});
  for (const PackageRow& p : manifest.packages) packages.push_back({{"file", p.file}, {"name", p.name}, {"status", p.status}, {"version", p.version}});
  return dumped({{"files", std::move(files)}, {"format", format_version}, {"packages", std::move(packages)}, {"tool", manifest.tool}});
}

std::string written(const Signature& signature) {
  Json json = json_of(signature);
  json["signature"] = signature.signature;
  return dumped(json);
}

std::string signed_text(const Signature& signature) { return "rettesnor signature 1\n" + dumped(json_of(signature)); }

std::expected<Manifest, Diagnostic> read_manifest(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return refuse(Code::bundle_bad_manifest);
  const auto format = json.find("format");
  if (format == json.end() || !format->is_number_unsigned()) return refuse(Code::bundle_bad_manifest);
  if (format->get<std::uint64_t>() != static_cast<std::uint64_t>(format_version)) {
    return refuse(Code::bundle_other_format, {format->dump(), std::to_string(format_version)});
  }
  Manifest out;
  out.tool = text_at(json, "tool");
  for (const Json& row : list_at(json, "files")) {
    const auto bytes = row.is_object() ? row.find("bytes") : row.end();
    const bool whole = bytes != row.end() && bytes->is_number_unsigned();
    out.files.push_back({text_at(row, "path"), whole ? bytes->get<std::uint64_t>() : 0, text_at(row, "sha256")});
  }
  for (const Json& row : list_at(json, "packages")) out.packages.push_back({text_at(row, "name"), text_at(row, "version"), text_at(row, "status"), text_at(row, "file")});
  // What was not understood, stands twice or is out of order is not written again as it was.
  if (written(out) != text) return refuse(Code::bundle_bad_manifest);
  return out;
}

std::optional<Signature> read_signature(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Signature out{text_at(json, "role"), text_at(json, "name"), text_at(json, "at"), text_at(json, "key"), text_at(json, "manifest"), text_at(json, "signature")};
  if (written(out) != text) return std::nullopt;
  return out;
}

}  // namespace rettesnor::publish
