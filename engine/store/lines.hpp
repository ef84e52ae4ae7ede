// Lines of a long file, each with its number and the place where it ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace rettesnor {

/// Cuts a stream into lines and keeps no more of one than a limit. Memory: one line and 256 KiB.
class Lines {
 public:
  /// @param number  how many lines of the file lie before the stream's present place
  Lines(std::istream& in, std::size_t limit, std::uint64_t number = 0) : in_(in), limit_(limit), number_(number) {}

  /// The next line without its break. False at the end, and when the stream fails.
  bool next(std::string& line);

  /// Of the line just read: whether it was cut, its number from 1, and the bytes read from the stream up to its end.
  bool too_long() const { return too_long_; }
  std::uint64_t number() const { return number_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  bool fill();
  void append(std::string& line, std::string_view part);

  std::istream& in_;
  std::size_t limit_;
  std::vector<char> chunk_ = std::vector<char>(std::size_t{1} << 18U);
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::uint64_t number_;
  std::uint64_t bytes_ = 0;
  bool too_long_ = false;
};

bool is_blank_line(std::string_view line);

}  // namespace rettesnor
