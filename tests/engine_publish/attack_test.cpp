// Attacks on a bundle that is signed: each is refused, with a message of its own and a way out.
#include <archive.h>
#include <archive_entry.h>

#include <functional>

#include "engine/values/digest.hpp"
#include "tests/engine_publish/publish_support.hpp"

namespace rettesnor {
namespace {

using namespace testing_publish;
using namespace publish;

Bundle signed_bundle(const std::string& text = "language en\n") { return with_signature(with_signature(small("published", text), '1', "author"), '2', "approver"); }

/// An archive of anything, as another program may write it.
std::string archive_of(const std::vector<Entry>& entries, unsigned type = AE_IFREG, bool pax = false) {
  std::string out(std::size_t{1} << 22U, '\0');
  std::size_t used = 0;
  archive* const a = archive_write_new();
  pax ? archive_write_set_format_pax(a) : archive_write_set_format_ustar(a);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const Entry& e : entries) {
    archive_entry* const head = archive_entry_new();
    archive_entry_set_pathname(head, e.path.c_str());
    archive_entry_set_size(head, type == AE_IFREG ? static_cast<la_int64_t>(e.bytes.size()) : 0);
    archive_entry_set_filetype(head, type);
    if (type == AE_IFLNK) archive_entry_set_symlink(head, e.bytes.c_str());
    archive_entry_set_perm(head, 0644);
    archive_entry_set_mtime(head, 0, 0);
    archive_write_header(a, head);
    if (type == AE_IFREG) archive_write_data(a, e.bytes.data(), e.bytes.size());
    archive_entry_free(head);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

std::string flipped(std::string bytes, std::size_t at) {
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  return bytes;
}

/// The size that a header declares, and the header's sum made to fit.
std::string declaring(std::string bytes, std::size_t header, const std::string& octal) {
  bytes.replace(header + 124, 11, std::string(11 - octal.size(), '0') + octal);
  bytes.replace(header + 148, 8, "        ");
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i) sum += static_cast<unsigned char>(bytes[header + i]);
  char text[8];
  snprintf(text, sizeof text, "%06o", sum);
  bytes.replace(header + 148, 8, std::string(text) + std::string("\0 ", 2));
  return bytes;
}

struct Attack {
  const char* what;
  std::function<std::string()> bytes;
  std::string refused;
};

std::vector<Entry> but(std::function<void(std::vector<Entry>&)> change) {
  auto entries = entries_of(signed_bundle());
  change(entries);
  return entries;
}

TEST(Attack, Table) {
  const std::string good = written(signed_bundle()).value();
  const std::string bare = written(small()).value();
  const std::string manifest = entries_of(signed_bundle()).front().bytes;
  const auto replaced = [](std::string text, const std::string& from, const std::string& to) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    return text.replace(text.find(from), from.size(), to);
  };
  const std::vector<Attack> attacks{
      {"none", [&] { return good; }, "-"},
      {"a bit of a file", [&] { return flipped(good, good.find("language en")); }, "P004"},
      {"a bit of the manifest: a file's hash", [&] { return flipped(good, good.find("\"sha256\":\"") + 10); }, "P011"},
      {"the same where nobody signed", [&] { return flipped(bare, bare.find("\"sha256\":\"") + 10); }, "P004"},
      {"a bit of the manifest: a package's name", [&] { return flipped(good, good.find("p.one")); }, "P011"},
      {"a bit of the manifest: its form", [&] { return flipped(good, good.find("\"files\"")); }, "P003"},
      {"a bit of the signature", [&] { return flipped(good, good.find("\"signature\":\"") + 20); }, "P010"},
      {"a bit of the signer's name", [&] { return flipped(good, good.find("signer 1")); }, "P010"},
      {"a file added", [&] { return pack(but([](auto& e) { e.insert(e.begin() + 3, {"rules/a/zzz.regel", "language en\n"}); })).value(); }, "P005"},
      {"a file added outside the rules", [&] { return pack(but([](auto& e) { e.push_back({"read_me", ""}); })).value(); }, "P005"},
      {"a file twice", [&] { return pack(but([](auto& e) { e.insert(e.begin() + 2, e[1]); })).value(); }, "P005"},
      {"a file removed", [&] { return pack(but([](auto& e) { e.erase(e.begin() + 1); })).value(); }, "P006"},
      {"the manifest removed", [&] { return pack(but([](auto& e) { e.erase(e.begin()); })).value(); }, "P001"},
      {"a file in the place of another", [&] { return pack(but([](auto& e) { std::swap(e[1].bytes, e[2].bytes); })).value(); }, "P004"},
      {"files in another order", [&] { return pack(but([](auto& e) { std::swap(e[1], e[2]); })).value(); }, "P009"},
      {"a signature of another bundle", [&] { return pack(but([](auto& e) { e[3] = entries_of(signed_bundle("language da\n"))[3]; })).value(); }, "P011"},
      {"a signature under another role's name", [&] { return pack(but([](auto& e) { e[3].path.replace(e[3].path.find("approver"), 8, "author"); })).value(); }, "P010"},
      {"a signature with another role written in", [&] { return pack(but([](auto& e) { e[4].bytes.replace(e[4].bytes.find("author"), 6, "approver"); })).value(); }, "P010"},
      {"a path outside, upwards", [&] { return archive_of(but([](auto& e) { e[1].path = "rules/../../x.regel"; })); }, "P007"},
      {"a path outside, from the root", [&] { return archive_of({{"manifest.json", manifest}, {"/etc/x.regel", ""}}); }, "P007"},
      {"a path with a control character", [&] { return archive_of({{"manifest.json", manifest}, {"rules/\x1b[2J", ""}}); }, "P007"},
      {"a link", [&] { return archive_of({{"manifest.json", "/etc/passwd"}}, AE_IFLNK); }, "P007"},
      {"a folder", [&] { return archive_of({{"rules/", ""}}, AE_IFDIR); }, "P007"},
      {"a declared size beyond a file's", [&] { return declaring(good, 0, "77777777"); }, "P008"},
      {"a declared size beyond memory", [&] { return declaring(good, 0, "77777777777"); }, "P008"},
      {"a declared size beyond the archive", [&] { return declaring(good, 0, "1000000"); }, "P001"},
      {"too many files", [&] { return archive_of(std::vector<Entry>(most_entries + 1, Entry{"rules/x", ""})); }, "P008"},
      {"a manifest of the next format", [&] { return pack(but([&](auto& e) { e[0].bytes = replaced(manifest, "\"format\":1", "\"format\":2"); })).value(); }, "P002"},
      {"a manifest with a member more", [&] { return pack(but([&](auto& e) { e[0].bytes = replaced(manifest, "{\"files\"", "{\"a\":1,\"files\""); })).value(); }, "P003"},
      {"a manifest with a member twice", [&] { return pack(but([&](auto& e) { e[0].bytes = replaced(manifest, "\"format\":1", "\"format\":1,\"format\":1"); })).value(); }, "P003"},
      {"bytes behind the end", [&] { return good + std::string(10240, 'x'); }, "P009"},
      {"cut off within a file", [&] { return good.substr(0, good.find("language da")); }, "P001"},
      {"cut off behind the last file", [&] { return good.substr(0, good.size() - 512); }, "P009"},
      {"another kind of tar", [&] { return archive_of(entries_of(signed_bundle()), AE_IFREG, true) + std::string(1, '\0'); }, "P009"},
      {"nothing", [] { return std::string(); }, "P001"},
      {"a text", [] { return std::string(600, 'x'); }, "P001"},
  };
  for (const Attack& attack : attacks) {
    const auto read = read_bundle(attack.bytes());
    EXPECT_EQ(number_of(read), attack.refused) << attack.what;
    if (!read) {
      EXPECT_FALSE(row_of(read.error().code).help_english.empty()) << attack.what << ": no way out";
    }
  }
}

}  // namespace
}  // namespace rettesnor
