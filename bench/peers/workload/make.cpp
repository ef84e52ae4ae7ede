// Writes the workload: `workload_make FOLDER CASES [--rules N | --pick r01,r07] [--seed S] [--only jsonl|json|csv|rules]`.
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "bench/peers/kernel/columns.hpp"
#include "bench/peers/workload/limits.hpp"
#include "bench/peers/workload/write.hpp"

namespace fs = std::filesystem;
using namespace rettesnor::bench;

namespace {

struct Wanted {
  fs::path folder;
  std::uint64_t cases = 0;
  std::uint64_t seed = 1;
  std::size_t rules = rule_count;
  std::string pick;  ///< names of rules; empty: by number
  std::string only;  ///< empty: everything
  fs::path workload = "bench/peers/rules/workload.regel";
  bool wants(std::string_view what) const { return only.empty() || only == what; }
};

/// A file that fails loudly.
std::ofstream open(const fs::path& path) {
  std::ofstream out(path, std::ios::binary);
  out.exceptions(std::ios::failbit | std::ios::badbit);
  return out;
}

void write(const Wanted& w) {
  fs::create_directories(w.folder);
  if (w.wants("rules")) {
    std::ifstream in(w.workload, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    open(w.folder / (w.pick.empty() ? fmt::format("rules_{}.regel", w.rules) : "rules_picked.regel"))
        << (w.pick.empty() ? package_of(text, w.rules) : package_with(text, w.pick));
    if (w.only == "rules") return;
  }
  std::ofstream lines, plain;
  std::array<std::ofstream, table_names.size()> tables;
  if (w.wants("jsonl")) lines = open(w.folder / "cases.ndjson");
  if (w.wants("json")) plain = open(w.folder / "plain.json");
  if (w.wants("csv")) open(w.folder / "calendar.csv") << calendar_heading << calendar_rows();
  for (std::size_t t = 0; w.wants("csv") && t < tables.size(); ++t) {
    tables[t] = open(w.folder / fmt::format("{}.csv", table_names[t]));
    tables[t] << table_heading(t);
  }
  std::string line;
  std::array<std::string, table_names.size()> rows;
  for (std::uint64_t i = 0; i < w.cases; ++i) {
    const Case c = make_case(w.seed, i);
    if (lines.is_open()) {
      line.clear();
      append_case_line(line, c);
      lines << line;
    }
    if (plain.is_open()) {
      line.clear();
      append_plain_line(line, c);
      plain << line;
    }
    if (!tables[0].is_open()) continue;
    append_rows(rows, c);
    for (std::size_t t = 0; t < tables.size(); ++t) {
      tables[t] << rows[t];
      rows[t].clear();
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    Wanted w;
    std::array<std::string, 2> places;
    std::size_t place = 0;
    for (int i = 1; i < argc; ++i) {
      const std::string_view a = argv[i];
      if (a.starts_with("--") && i + 1 < argc) {
        const std::string value = argv[++i];
        if (a == "--rules") w.rules = std::stoul(value);
        else if (a == "--seed") w.seed = std::stoull(value);
        else if (a == "--pick") w.pick = value;
        else if (a == "--only") w.only = value;
        else if (a == "--workload") w.workload = value;
        else throw std::runtime_error(fmt::format("unknown option `{}`", a));
      } else if (place < places.size()) {
        places[place++] = a;
      }
    }
    if (place != places.size()) throw std::runtime_error("workload_make FOLDER CASES [--rules N | --pick r01,r07] [--seed S] [--only jsonl|json|csv|rules]");
    w.folder = places[0];
    w.cases = std::stoull(places[1]);
    write(w);
    return 0;
  } catch (const std::exception& e) {
    std::cerr << e.what() << "\n";
    return 2;
  }
}
