// Bundles and the rules in them: the manifest says of the packages what the files do; an answer says which it rests on.
#include <algorithm>

#include "engine/engine.hpp"

namespace rettesnor {

namespace {

namespace fs = std::filesystem;

std::vector<publish::PackageRow> packages_of(const Model& model, const std::function<std::string(FileId)>& path_of) {
  std::vector<publish::PackageRow> out;
  for (const PackageDecl& p : model.packages.rows()) {
    std::string path = path_of(p.file);
    if (!path.empty()) out.push_back({p.name, p.version, p.status, std::move(path)});
  }
  std::ranges::sort(out, {}, &publish::PackageRow::file);
  return out;
}

/// Where a file lies under one of the roots, the root's own name first; empty if under none.
std::string inner_path(const fs::path& file, std::span<const fs::path> roots) {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(file, ignored);
  for (const fs::path& named : roots) {
    const fs::path root = fs::weakly_canonical(named, ignored);
    if (whole == root) return root.filename().generic_string();
    const fs::path relative = whole.lexically_relative(root);
    if (!relative.empty() && !relative.native().starts_with("..")) return (root.filename() / relative).generic_string();
  }
  return {};
}

}  // namespace

std::expected<publish::Bundle, Diagnostic> make_bundle(const Rules& rules, std::span<const fs::path> roots, std::string tool) {
  std::vector<publish::Entry> files;
  for (const Source& source : rules.sources) {
    const std::string path = inner_path(source.name, roots);
    if (!path.empty()) files.push_back({path, source.text});
  }
  auto packages = packages_of(rules.model, [&](FileId file) { return inner_path(rules.sources[file].name, roots); });
  return publish::make_bundle(std::move(files), std::move(packages), std::move(tool));
}

RulesUsed used_by(const Rules& rules) {
  RulesUsed out;
  for (const PackageDecl& p : rules.model.packages.rows()) out.packages.push_back({p.name, p.version, p.hash});
  for (const BundleUsed& bundle : rules.bundles) {
    RulesUsed::Bundle& row = out.bundles.emplace_back();
    row.id = bundle.id;
    for (const publish::Signature& s : bundle.signatures) row.signers.push_back({s.role, s.name, s.at, s.key});
  }
  return out;
}

std::expected<publish::Bundle, Diagnostic> open_bundle(std::string_view bytes) {
  auto bundle = publish::read_bundle(bytes);
  if (!bundle) return bundle;
  Sources sources;
  std::vector<Syntax> files;
  for (const publish::Entry& file : bundle->files) sources.add(file.path, file.bytes);
  files.reserve(sources.size());
  for (const Source& source : sources) files.push_back(parse(source));
  // Alone, without the packages it uses: what is wanted is what its files say of themselves.
  const Checked checked = check(files, Tests::left_out);
  const auto said = packages_of(checked.model, [&](FileId file) { return sources[file].name; });
  for (std::size_t i = 0; i < std::max(said.size(), bundle->manifest.packages.size()); ++i) {
    const bool same = i < said.size() && i < bundle->manifest.packages.size() && said[i] == bundle->manifest.packages[i];
    if (same) continue;
    const auto& row = i < said.size() ? said[i] : bundle->manifest.packages[i];
    return std::unexpected(Diagnostic{.code = Code::bundle_other_packages, .at = {}, .arguments = {row.file}});
  }
  return bundle;
}

}  // namespace rettesnor
