#include "apps/lsp/documents.hpp"

#include <algorithm>

#include "apps/lsp/uri.hpp"

namespace rettesnor::lsp {

namespace fs = std::filesystem;

std::string Documents::name_of(const std::string& uri) {
  const auto path = path_of(uri);
  return path ? path->generic_string() : uri;
}

void Documents::put(const std::string& name, std::string text) {
  lines_.erase(desk.put(name, std::move(text)));
  ++revision_;
}

void Documents::read(const fs::path& path) {
  const std::string name = path.generic_string();
  if (open_.contains(name) || !is_rule_file(path) || !regular_file(path)) return;
  auto text = read_file(path, largest_rule_file);
  if (!text) return;
  put(name, std::move(*text));
}

namespace {

// The nearest folder `rules` around a folder, or that itself: what lies further out is not what was opened.
std::optional<fs::path> rules_around(const fs::path& folder) {
  for (fs::path around = folder; around.has_relative_path(); around = around.parent_path()) {
    if (around.filename() == "rules") return around;
  }
  return std::nullopt;
}

}  // namespace

void Documents::add_beside(const fs::path& file) {
  const fs::path folder = file.parent_path();
  if (rules_around(folder)) {
    add_folder(folder);
    return;
  }
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) read(at->path());
}

std::optional<FileProblem> Documents::add_folder(const fs::path& folder) {
  const fs::path root = rules_around(folder.lexically_normal()).value_or(folder.lexically_normal());
  const auto files = list_rule_files(root);
  if (!files) return files.error();
  for (const fs::path& file : *files) read(file);
  return std::nullopt;
}

void Documents::open(const std::string& uri, std::string text) {
  const std::string name = name_of(uri);
  const auto lay = desk.find(name);
  open_.try_emplace(name, lay ? std::optional(desk.source(*lay).text) : std::nullopt);
  uris_[name] = uri;
  put(name, std::move(text));
}

void Documents::change(const std::string& uri, const Json& changes) {
  const std::string name = name_of(uri);
  const auto file = desk.find(name);
  if (!file || !open_.contains(name)) return;
  std::string text = desk.source(*file).text;
  bool first = true;  // the lines of the text as it was are known
  for (const Json& change : changes) {
    const Json* const range = find(change, {"range"});
    std::string replacement = text_at(change, {"text"});
    if (range == nullptr || !range->is_object()) {
      text = std::move(replacement);
      first = false;
      continue;
    }
    const Span span = first ? lines(*file).span(text, *range, encoding) : Lines(text).span(text, *range, encoding);
    first = false;
    text.replace(span.begin, span.size(), replacement);
  }
  put(name, std::move(text));
}

void Documents::close(const std::string& uri) {
  const std::string name = name_of(uri);
  if (open_.erase(name) == 0) return;
  changed_on_disk(uri);
}

bool Documents::changed_since_opened() const {
  return std::ranges::any_of(open_, [&](const auto& row) {
    const auto file = desk.find(row.first);
    return file && desk.source(*file).text != row.second;
  });
}

std::map<std::string, std::string> Documents::as_opened() const {
  std::map<std::string, std::string> out;
  for (const Syntax& file : desk.files()) out.emplace(file.source->name, file.source->text);
  for (const auto& [name, text] : open_) {
    if (text) out[name] = *text;
    else out.erase(name);
  }
  return out;
}

void Documents::changed_on_disk(const std::string& uri) {
  const std::string name = name_of(uri);
  if (open_.contains(name)) return;
  const auto path = path_of(uri);
  if (path && regular_file(*path)) return read(*path);
  if (const auto file = desk.find(name)) lines_.erase(*file);
  desk.remove(name);
  ++revision_;
}

std::optional<Document> Documents::document(const std::string& uri) {
  const auto file = desk.find(name_of(uri));
  if (!file) return std::nullopt;
  return document(*file);
}

Document Documents::document(FileId file) {
  desk.refresh();
  return {file, &desk.source(file), &lines(file)};
}

const Lines& Documents::lines(FileId file) {
  return lines_.try_emplace(file, desk.source(file).text).first->second;
}

std::string Documents::uri(FileId file) const {
  const std::string& name = desk.source(file).name;
  const auto known = uris_.find(name);
  return known != uris_.end() ? known->second : uri_of(name);
}

Json Documents::range(FileId file, Span span) { return lines(file).range(desk.source(file).text, span, encoding); }

Json Documents::changes(const std::vector<author::TextEdit>& edits) {
  Json out = Json::object();
  for (const author::TextEdit& edit : edits) {
    if (desk.has(edit.file)) out[uri(edit.file)].push_back({{"range", range(edit.file, edit.at)}, {"newText", edit.text}});
  }
  return out;
}

}  // namespace rettesnor::lsp
