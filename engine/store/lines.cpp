#include "engine/store/lines.hpp"

#include <algorithm>

namespace rettesnor {

bool Lines::next(std::string& line) {
  line.clear();
  too_long_ = false;
  bool any = false;
  while (at_ < size_ || fill()) {
    any = true;
    const char* const from = chunk_.data() + at_;
    const char* const end = chunk_.data() + size_;
    const char* const stop = std::find(from, end, '\n');
    append(line, {from, stop});
    at_ += static_cast<std::size_t>(stop - from);
    bytes_ += static_cast<std::uint64_t>(stop - from);
    if (stop == end) continue;
    ++at_;
    ++bytes_;
    break;
  }
  if (line.ends_with('\r')) line.pop_back();
  ++number_;
  return any && !in_.bad();
}

bool Lines::fill() {
  in_.read(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
  size_ = static_cast<std::size_t>(in_.gcount());
  at_ = 0;
  return size_ > 0;
}

void Lines::append(std::string& line, std::string_view part) {
  const std::size_t room = limit_ - std::min(limit_, line.size());
  too_long_ = too_long_ || part.size() > room;
  line += part.substr(0, room);
}

bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace rettesnor
