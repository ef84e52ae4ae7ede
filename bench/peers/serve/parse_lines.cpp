// The least that reading JSON lines can cost with a general parser: simdjson builds the tree of every line of a file and
// nothing looks at it. `parse_lines FILE` prints {"cases": …, "ns": …}; the file is read in slices, so memory is bounded.
#include <simdjson.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <iostream>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "parse_lines FILE\n";
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  constexpr std::size_t slice = std::size_t{16} << 20U;
  std::ifstream in(argv[1], std::ios::binary);
  std::vector<char> buffer(slice + simdjson::SIMDJSON_PADDING);
  simdjson::dom::parser parser;
  std::size_t kept = 0;
  std::uint64_t cases = 0;
  while (in.read(buffer.data() + kept, static_cast<std::streamsize>(slice - kept)) || in.gcount() > 0) {
    const std::size_t filled = kept + static_cast<std::size_t>(in.gcount());
    std::size_t whole = filled;  // up to the last line's end
    while (whole > 0 && buffer[whole - 1] != '\n') --whole;
    for (std::size_t at = 0; at < whole;) {
      const auto* end = static_cast<const char*>(std::memchr(buffer.data() + at, '\n', whole - at));
      const auto length = static_cast<std::size_t>(end - (buffer.data() + at));
      if (parser.parse(buffer.data() + at, length, false).error() != simdjson::SUCCESS) {
        std::cerr << "case " << cases << " is no JSON\n";
        return 1;
      }
      ++cases;
      at += length + 1;
    }
    std::memmove(buffer.data(), buffer.data() + whole, filled - whole);
    kept = filled - whole;
  }
  const auto took = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begin);
  std::cout << "{\"cases\": " << cases << ", \"ns\": " << took.count() << "}\n";
  return 0;
}
