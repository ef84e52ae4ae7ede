// Holds ARCHITECTURE.md's directions against every #include, and names against each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// A layer is a folder; it may include its own files and those of the layers it names.
const std::map<std::string, std::set<std::string>> may_include{
    {"grammar/base", {}},
    {"grammar", {"grammar/base", "grammar/x3"}},
    {"grammar/x3", {"grammar", "grammar/base"}},
    {"grammar/format", {"grammar", "grammar/base"}},
    {"grammar/expect", {"grammar", "grammar/base"}},
    {"engine/values", {}},
    {"engine/statistics", {}},
    {"engine/disclosure", {}},
    {"engine/model", {"engine/values", "grammar/base"}},
    {"engine/check", {"engine/model", "engine/values", "grammar", "grammar/base"}},
    {"engine/reference", {"engine/model", "engine/values", "grammar/base"}},
    {"engine/store", {"engine/model", "engine/values", "grammar/base"}},
    {"engine/compile", {"engine/model", "engine/values", "grammar/base"}},
    {"engine/evaluate", {"engine/compile", "engine/reference", "engine/model", "engine/values", "grammar/base"}},
    {"engine/explain", {"engine/evaluate", "engine/reference", "engine/model", "engine/values", "grammar/base"}},
    {"engine/adequacy", {"engine/explain", "engine/reference", "engine/model", "engine/values", "grammar/base"}},
    {"engine/author", {"engine/explain", "engine/reference", "engine/check", "engine/model", "engine/values", "grammar", "grammar/base", "grammar/expect"}},
    {"engine/analyze", {"engine/explain", "engine/reference", "engine/model", "engine/values", "grammar/base"}},
    {"engine/document", {"engine/explain", "engine/model", "engine/values", "grammar", "grammar/base"}},
    {"engine/audit", {"engine/evaluate", "engine/explain", "engine/reference", "engine/store", "engine/model", "engine/values", "grammar/base"}},
    {"engine/change", {"engine/adequacy", "engine/evaluate", "engine/explain", "engine/reference", "engine/store", "engine/model", "engine/values", "grammar/base"}},
    {"engine/store/ledger", {"engine/audit", "engine/explain", "engine/model", "engine/values"}},
    {"engine/store/source", {"engine/store", "engine/model", "engine/values", "grammar/base"}},
    {"engine/store/ffb", {"engine/store/source", "engine/store", "engine/model", "engine/values", "grammar/base"}},
    {"engine/publish", {"engine/store", "engine/values", "grammar/base"}},
    {"engine/report", {"engine/store/ledger", "engine/disclosure", "engine/statistics", "engine/model", "engine/values", "grammar/base"}},
    {"engine/implementation", {"engine/report", "engine/statistics", "engine/store", "engine/explain", "engine/values", "grammar/base"}},
    {"engine/leader", {"engine/implementation", "engine/report", "engine/store/ledger", "engine/statistics", "engine/store", "engine/values", "grammar/base"}},
    {"engine/invest", {"engine/report", "engine/statistics", "engine/store", "engine/explain", "engine/values", "grammar/base"}},
    {"engine/review", {"engine/store", "engine/report", "engine/store/ledger", "engine/store/source", "engine/statistics", "engine/model", "engine/values", "grammar/base"}},
    {"engine", {"engine/leader", "engine/implementation", "engine/invest", "engine/store/ffb", "engine/author", "engine/analyze", "engine/document", "engine/adequacy", "engine/publish", "engine/change", "engine/review", "engine/store/source", "engine/audit", "engine/store/ledger", "engine/report", "engine/explain", "engine/reference", "engine/check", "engine/store", "engine/model", "engine/values", "grammar", "grammar/base"}},
    {"apps/lsp", {"engine", "grammar", "grammar/base"}},
    {"apps/cli", {"engine/store/ffb", "apps/lsp", "engine", "engine/publish", "engine/change", "engine/analyze", "engine/review", "engine/audit", "engine/store/source", "engine/store/ledger", "engine/report", "engine/explain", "engine/model", "engine/values", "engine/store", "grammar", "grammar/base"}},
};

/// Libraries that only one folder may know, or each of those named.
const std::vector<std::pair<std::string, std::string>> only_in{
    {"boost/spirit", "grammar/x3/"}, {"yaml-cpp/", "engine/store/"}, {"simdjson", "engine/store/"}, {"nlohmann", "apps/lsp/"}, {"SQLiteCpp/", "engine/store/"}, {"sqlite3", "engine/store/source/database.cpp"},
    {"pqxx", "engine/store/source/postgres.cpp"}, {"libpq", "engine/store/source/postgres.cpp"},
    {"z3", "engine/analyze/"}, {"CLI/", "apps/"}, {"boost/math", "engine/statistics/distributions.cpp"}, {"xlsxwriter", "engine/report/xlsx.cpp"},
    {"CLI/", "apps/"}, {"boost/math", "engine/statistics/distributions.cpp"}, {"xlsxwriter", "engine/report/xlsx.cpp"}, {"md4c", "engine/document/prose.cpp"},
    {"sodium", "engine/publish/signature.cpp"}, {"archive", "engine/publish/archive.cpp"}, {"nlohmann/", "engine/publish/manifest.cpp"}, {"toml++/", "engine/store/settings.cpp"},
};

std::string layer_of(const std::string& path) {
  std::string best;
  for (const auto& [layer, others] : may_include) {
    if (path.starts_with(layer + "/") && layer.size() > best.size()) best = layer;
  }
  return best;
}

struct Include {
  fs::path file;
  std::size_t line = 0;
  std::string target;
  bool own = false;  ///< in quotes
};

std::vector<Include> all_includes() {
  std::vector<Include> out;
  for (const char* root : {"grammar", "engine", "apps"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cpp" && ending != ".hpp" && ending != ".def") continue;
      std::ifstream in(entry.path());
      std::string text;
      for (std::size_t line = 1; std::getline(in, text); ++line) {
        if (!text.starts_with("#include ") || text.size() < 12) continue;
        const bool own = text[9] == '"';
        const std::size_t end = text.find(own ? '"' : '>', 10);
        if (end != std::string::npos) out.push_back({entry.path(), line, text.substr(10, end - 10), own});
      }
    }
  }
  return out;
}

TEST(Layering, EveryIncludePointsDown) {
  const auto includes = all_includes();
  ASSERT_GT(includes.size(), 200U) << "the test does not find the sources";
  for (const Include& i : includes) {
    if (!i.own) continue;
    const std::string from = layer_of(i.file.generic_string());
    const std::string to = layer_of(i.target);
    ASSERT_FALSE(from.empty()) << i.file << " is in no layer; add it here and to ARCHITECTURE.md";
    EXPECT_FALSE(to.empty()) << i.file << ":" << i.line << " includes " << i.target << ", which is written from no layer's folder";
    if (from == to || to.empty()) continue;
    EXPECT_TRUE(may_include.at(from).contains(to)) << i.file << ":" << i.line << ": " << from << " may not include " << i.target;
  }
}

TEST(Layering, LibrariesStayInTheirRoom) {
  for (const Include& i : all_includes()) {
    const auto of_it = [&](const auto& row) { return i.target.starts_with(row.first); };
    const auto here = [&](const auto& row) { return of_it(row) && i.file.generic_string().starts_with(row.second); };
    if (std::ranges::any_of(only_in, of_it)) {
      EXPECT_TRUE(std::ranges::any_of(only_in, here)) << i.file << ":" << i.line << " includes " << i.target;
    }
  }
}

/// Two classes of one name in two libraries share destructors and members at the linker's choice, and nothing warns.
TEST(Layering, NoTwoClassesShareAName) {
  const std::regex head(R"(^(?:class|struct|union|enum class)\s+(?:alignas\(\w+\)\s+)?(\w+)(?:\s+final)?\s*(?::[^:].*)?\{.*)");
  std::map<std::string, fs::path> declared;
  for (const char* root : {"grammar", "engine", "apps"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      std::ifstream in(entry.path());
      std::vector<std::string> around;
      for (std::string line; std::getline(in, line);) {
        if (line.starts_with("namespace {")) around.emplace_back();
        else if (line.starts_with("namespace ") && line.ends_with(" {")) around.push_back(line.substr(10, line.size() - 12));
        if (line.starts_with("}  // namespace") && !around.empty()) around.pop_back();
        std::smatch found;
        const bool hidden = std::ranges::find(around, std::string()) != around.end();
        if (hidden || !std::regex_match(line, found, head)) continue;
        std::string name;
        for (const std::string& space : around) name += space + "::";
        const auto [at, first] = declared.try_emplace(name + found[1].str(), entry.path());
        EXPECT_TRUE(first) << at->first << " is in " << at->second << " and in " << entry.path();
      }
    }
  }
  EXPECT_GT(declared.size(), 300U) << "the test does not find the classes";
}

TEST(Layering, NoSourceFileIsLongerThanFiveHundredLines) {
  for (const char* root : {"grammar", "engine", "apps", "tests", "bench"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      std::ifstream in(entry.path());
      const auto lines = std::count(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(), '\n');
      EXPECT_LE(lines, 500) << entry.path() << " is two files";
    }
  }
}

}  // namespace
