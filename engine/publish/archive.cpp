#include "engine/publish/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "grammar/base/utf8.hpp"

namespace rettesnor::publish {

namespace {

struct Free {
  void operator()(archive* a) const { archive_free(a); }
  void operator()(archive_entry* e) const { archive_entry_free(e); }
};
using Archive = std::unique_ptr<archive, Free>;

std::unexpected<Diagnostic> refuse(Code code, std::vector<std::string> arguments) {
  return std::unexpected(Diagnostic{.code = code, .at = {}, .arguments = std::move(arguments)});
}

std::string said(archive* a) {
  const char* const text = archive_error_string(a);
  return text == nullptr ? "tar" : text;
}

la_ssize_t append(archive* /*a*/, void* into, const void* bytes, std::size_t size) {
  static_cast<std::string*>(into)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

/// What is wrong with an entry, before its contents are looked at.
std::expected<void, Diagnostic> acceptable(std::string_view path, std::size_t size, std::size_t count) {
  if (!is_inner_path(path)) return refuse(Code::bundle_bad_path, {std::string(path)});
  if (count > most_entries) return refuse(Code::bundle_too_large, {"manifest.json", std::to_string(most_entries)});
  const std::size_t most = largest_entry(path);
  if (size > most) return refuse(Code::bundle_too_large, {std::string(path), std::to_string(most)});
  return {};
}

}  // namespace

bool is_inner_path(std::string_view path) {
  constexpr std::size_t longest = 100;  // of a name in ustar, without its prefix
  if (path.empty() || path.size() > longest) return false;
  for (std::size_t at = 0; at < path.size();) {
    const CodePoint letter = decode_utf8(path, at);
    if (!letter.valid || letter.value < 0x20 || letter.value == 0x7F || letter.value == '\\') return false;
    at += letter.size;
  }
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

std::size_t largest_entry(std::string_view path) {
  if (path == "manifest.json") return std::size_t{1} << 20U;
  return path.starts_with("signatures/") ? std::size_t{4} << 10U : std::size_t{4} << 20U;
}

std::expected<std::string, Diagnostic> pack(const std::vector<Entry>& entries) {
  std::string out;
  const Archive a(archive_write_new());
  archive_write_set_format_ustar(a.get());
  archive_write_add_filter_none(a.get());
  if (archive_write_open(a.get(), &out, nullptr, append, nullptr) != ARCHIVE_OK) return refuse(Code::bundle_unreadable, {said(a.get())});
  const std::unique_ptr<archive_entry, Free> head(archive_entry_new());
  std::size_t total = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (auto good = acceptable(entry.path, entry.bytes.size(), i + 1); !good) return std::unexpected(good.error());
    total += entry.bytes.size();
    if (total > largest_bundle) return refuse(Code::bundle_too_large, {entry.path, std::to_string(largest_bundle)});
    archive_entry_clear(head.get());
    archive_entry_set_pathname(head.get(), entry.path.c_str());
    archive_entry_set_size(head.get(), static_cast<la_int64_t>(entry.bytes.size()));
    archive_entry_set_filetype(head.get(), AE_IFREG);
    archive_entry_set_perm(head.get(), 0644);
    archive_entry_set_mtime(head.get(), 0, 0);
    if (archive_write_header(a.get(), head.get()) != ARCHIVE_OK) return refuse(Code::bundle_bad_path, {entry.path});
    if (archive_write_data(a.get(), entry.bytes.data(), entry.bytes.size()) != static_cast<la_ssize_t>(entry.bytes.size())) {
      return refuse(Code::bundle_unreadable, {said(a.get())});
    }
  }
  if (archive_write_close(a.get()) != ARCHIVE_OK) return refuse(Code::bundle_unreadable, {said(a.get())});
  return out;
}

std::expected<std::vector<Entry>, Diagnostic> unpack(std::string_view bytes) {
  if (bytes.size() > largest_bundle) return refuse(Code::bundle_too_large, {"*", std::to_string(largest_bundle)});
  const Archive a(archive_read_new());
  archive_read_support_format_tar(a.get());  // no filter: what is compressed may grow without bound
  if (archive_read_open_memory(a.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return refuse(Code::bundle_unreadable, {said(a.get())});
  std::vector<Entry> out;
  std::size_t total = 0;
  for (;;) {
    archive_entry* head = nullptr;
    const int read = archive_read_next_header(a.get(), &head);
    if (read == ARCHIVE_EOF) return out;
    if (read != ARCHIVE_OK) return refuse(Code::bundle_unreadable, {said(a.get())});
    const char* const name = archive_entry_pathname(head);
    Entry entry{.path = name == nullptr ? "" : name, .bytes = {}};
    const bool plain = archive_entry_filetype(head) == AE_IFREG && archive_entry_hardlink(head) == nullptr && archive_entry_size_is_set(head) != 0;
    if (!plain || archive_entry_size(head) < 0) return refuse(Code::bundle_bad_path, {entry.path});
    const auto size = static_cast<std::size_t>(archive_entry_size(head));
    if (auto good = acceptable(entry.path, size, out.size() + 1); !good) return std::unexpected(good.error());
    // The size is only what the archive says, and one with holes says more than it has; memory follows what is there.
    total += size;
    if (total > bytes.size()) return refuse(Code::bundle_unreadable, {entry.path});
    entry.bytes.resize(size);
    if (archive_read_data(a.get(), entry.bytes.data(), size) != static_cast<la_ssize_t>(size)) return refuse(Code::bundle_unreadable, {entry.path});
    out.push_back(std::move(entry));
  }
}

}  // namespace rettesnor::publish
