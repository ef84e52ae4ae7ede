// Lines of cases read straight and by way of a tree, as they are and shaken: whatever is read straight must be the same.
//   read_both_ways RULES CASES.ndjson TIMES_SHAKEN
#include <fstream>
#include <iostream>
#include <random>

#include "engine/engine.hpp"
#include "tests/support/both_ways.hpp"

int main(int count, char** arguments) {
  using namespace rettesnor;
  if (count != 4) return 2;
  const auto rules = load(std::array{std::filesystem::path(arguments[1])});
  std::ifstream in(arguments[2], std::ios::binary);
  if (!rules || !rules->ok() || !in) return 2;
  testing::BothWays as_written(rules->model);
  testing::BothWays shaken(rules->model);
  std::mt19937 random(20261125);
  const int times = std::stoi(arguments[3]);
  const auto same = [](testing::BothWays& both, const std::string& line) {
    const std::string what = both.held(line);
    if (!what.empty()) std::cout << what << ": " << line << '\n';
    return what.empty();
  };
  bool all = true;
  for (std::string line; std::getline(in, line);) {
    all = same(as_written, line) && all;
    for (int i = 0; i < times; ++i) all = same(shaken, testing::shake(line, random)) && all;
  }
  for (const auto& [name, both] : {std::pair("as written", &as_written), std::pair("shaken", &shaken)})
    std::cout << name << ": " << both->plain << " straight, " << both->left << " by tree, " << both->refused << " refused\n";
  return all ? 0 : 1;
}
