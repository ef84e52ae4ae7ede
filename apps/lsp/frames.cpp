#include "apps/lsp/frames.hpp"

#include <algorithm>
#include <charconv>

namespace rettesnor::lsp {

namespace {

constexpr std::size_t longest_heading = 8192;

bool same_letters(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, small, small);
}

// The number behind `Content-Length:`; nothing if no line has one.
std::optional<std::size_t> length_in(std::string_view heading) {
  constexpr std::string_view name = "Content-Length:";
  while (!heading.empty()) {
    std::size_t const end = std::min(heading.find("\r\n"), heading.size());
    std::string_view line = heading.substr(0, end);
    heading.remove_prefix(std::min(end + 2, heading.size()));
    if (line.size() < name.size() || !same_letters(line.substr(0, name.size()), name)) continue;
    line.remove_prefix(name.size());
    while (line.starts_with(' ')) line.remove_prefix(1);
    std::size_t number = 0;
    auto const read = std::from_chars(line.data(), line.data() + line.size(), number);
    if (read.ec == std::errc::result_out_of_range) return SIZE_MAX;
    if (read.ec == std::errc()) return number;
  }
  return std::nullopt;
}

}  // namespace

// Reads one heading, or passes over what is none. False: more bytes are needed.
bool Frames::heading() {
  std::string_view const rest = std::string_view(waiting_).substr(at_);
  std::size_t const end = rest.find("\r\n\r\n");
  if (end == std::string_view::npos) {
    // Only the last bytes may still begin a heading.
    if (rest.size() > longest_heading) at_ = waiting_.size() - 3;
    return false;
  }
  length_ = length_in(rest.substr(0, end));
  at_ += end + 4;
  if (length_ && *length_ > largest_message) broken_ = true;
  return !broken_;
}

std::optional<std::string> Frames::next() {
  while (!broken_) {
    if (!length_) {
      if (!heading()) break;
      continue;
    }
    if (waiting_.size() - at_ < *length_) break;
    std::string message = waiting_.substr(at_, *length_);
    at_ += *length_;
    length_.reset();
    return message;
  }
  waiting_.erase(0, at_);
  at_ = 0;
  return std::nullopt;
}

std::string framed(std::string_view message) {
  return "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + std::string(message);
}

}  // namespace rettesnor::lsp
