#include "engine/store/files.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <utility>

namespace rettesnor {

namespace fs = std::filesystem;

namespace {

constexpr int deepest_folder = 32;

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::unexpected<FileProblem> problem(FileProblem::Kind kind, const fs::path& path) {
  return std::unexpected(FileProblem{kind, path});
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

/// Where a link leads: nothing if it is no rule file (then it is passed over), a problem if it leaves the folder.
std::expected<std::optional<fs::path>, FileProblem> follow(const fs::path& link, const fs::path& root) {
  std::error_code error;
  const fs::path target = fs::canonical(link, error);
  if (error)
    return is_rule_file(link) ? problem(FileProblem::Kind::not_found, link)
                              : std::expected<std::optional<fs::path>, FileProblem>(std::nullopt);
  if (!is_inside(target, root)) return problem(FileProblem::Kind::leaves_folder, link);
  if (!fs::is_regular_file(target, error) || !is_rule_file(link)) return std::nullopt;
  return target;
}

struct Message {
  FileProblem::Kind kind;
  std::string_view danish, english;
};

constexpr std::array<Message, 8> messages{{
    {FileProblem::Kind::not_found, "findes ikke", "does not exist"},
    {FileProblem::Kind::not_readable, "kan ikke læses", "cannot be read"},
    {FileProblem::Kind::is_folder, "er en mappe, og der ventes en fil", "is a folder where a file is expected"},
    {FileProblem::Kind::not_folder, "er hverken en mappe, en regelfil (.regel, .regel.md) eller en udgivelse",
     "is neither a folder, a rule file (.regel, .regel.md) nor a bundle"},
    {FileProblem::Kind::too_large, "er for stor", "is too large"},
    {FileProblem::Kind::leaves_folder, "fører ud af mappen med regler", "leads out of the folder of rules"},
    {FileProblem::Kind::too_deep, "ligger for mange mapper nede", "lies too many folders down"},
    {FileProblem::Kind::not_regular, "er et rør eller en enhed, og der ventes en fil", "is a pipe or a device where a file is expected"},
}};

}  // namespace

std::string describe(const FileProblem& problem, Language language) {
  const auto found = std::ranges::find(messages, problem.kind, &Message::kind);
  std::string text = problem.path.generic_string();
  text += ' ';
  text += language == Language::danish ? found->danish : found->english;
  return text;
}

std::expected<std::string, FileProblem> read_file(const fs::path& path, std::size_t max_bytes) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return problem(FileProblem::Kind::not_found, path);
  if (fs::is_directory(status)) return problem(FileProblem::Kind::is_folder, path);
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) return problem(FileProblem::Kind::not_readable, path);
  std::string text;
  std::array<char, 65536> chunk{};
  while (const std::size_t size = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    text.append(chunk.data(), size);
    if (text.size() > max_bytes) return problem(FileProblem::Kind::too_large, path);
  }
  if (std::ferror(file.get()) != 0) return problem(FileProblem::Kind::not_readable, path);
  return text;
}

std::expected<void, FileProblem> regular_file(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return problem(FileProblem::Kind::not_found, path);
  if (fs::is_directory(status)) return problem(FileProblem::Kind::is_folder, path);
  if (!fs::is_regular_file(status)) return problem(FileProblem::Kind::not_regular, path);
  return {};
}

std::expected<Fingerprint, FileProblem> fingerprint(const std::filesystem::path& path) {
  if (const auto usable = regular_file(path); !usable) return std::unexpected(usable.error());
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::unexpected(FileProblem{FileProblem::Kind::not_readable, path});
  Sha256 sum;
  Fingerprint out;
  std::vector<char> block(std::size_t{1} << 20U);
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    sum.add(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
    out.bytes += static_cast<std::uint64_t>(in.gcount());
  }
  if (in.bad()) return std::unexpected(FileProblem{FileProblem::Kind::not_readable, path});
  out.sha256 = sum.digest();
  return out;
}

bool is_rule_file(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".regel") || name.ends_with(".regel.md");
}

std::expected<std::vector<fs::path>, FileProblem> list_rule_files(const fs::path& root) {
  std::error_code error;
  if (!fs::exists(root, error)) return problem(FileProblem::Kind::not_found, root);
  if (fs::is_regular_file(root, error) && is_rule_file(root)) return std::vector{root};
  if (!fs::is_directory(root, error)) return problem(FileProblem::Kind::not_folder, root);
  const fs::path base = fs::canonical(root, error);
  std::vector<fs::path> files;
  std::vector<fs::path> targets;  // of links: a file that is listed itself is not listed again
  fs::recursive_directory_iterator walk(root, error);
  for (; !error && walk != fs::recursive_directory_iterator{}; walk.increment(error)) {
    const fs::path& path = walk->path();
    if (path.filename().string().starts_with('.')) {
      walk.disable_recursion_pending();
    } else if (walk.depth() >= deepest_folder) {
      return problem(FileProblem::Kind::too_deep, path);
    } else if (walk->is_symlink(error)) {
      const auto target = follow(path, base);
      if (!target) return std::unexpected(target.error());
      if (*target) targets.push_back(**target);
    } else if (walk->is_regular_file(error) && is_rule_file(path)) {
      files.push_back(path);
    }
  }
  if (error) return problem(FileProblem::Kind::not_readable, root);
  for (const fs::path& target : targets) {
    const fs::path listed = root / target.lexically_relative(base);
    if (std::ranges::find(files, listed) == files.end()) files.push_back(listed);
  }
  std::ranges::sort(files, {}, [](const fs::path& path) { return path.generic_string(); });
  return files;
}

}  // namespace rettesnor
