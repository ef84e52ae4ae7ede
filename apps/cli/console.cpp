#include "apps/cli/console.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "apps/cli/shown_safely.hpp"
#include "engine/store/text_check.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor::cli {

namespace {

bool wants_colour(int descriptor) {
  const char* const off = std::getenv("NO_COLOR");
  const char* const term = std::getenv("TERM");
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  return isatty(descriptor) != 0 && (off == nullptr || *off == '\0') && !dumb;
}

void put(std::FILE* to, std::string_view text) { std::fwrite(text.data(), 1, text.size(), to); }

std::int64_t milliseconds() {
  using namespace std::chrono;
  return duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Console::Console(Language language)
    : language_(language), colour_(wants_colour(STDOUT_FILENO)), colour_on_error_(wants_colour(STDERR_FILENO)) {}

void Console::write(std::string_view text) const { put(stdout, text); }

void Console::note(std::string_view text) const {
  std::fflush(stdout);
  put(stderr, text);
}

void Console::error(std::string_view message, std::string_view help) const {
  std::string out = "rettesnor: ";
  out.append(message).append("\n");
  if (!help.empty()) out.append("  ").append(help).append("\n");
  note(shown_safely(out));  // what an author or a file wrote is in it
}

std::string Console::styled(Style style, std::string_view text) const {
  if (!colour_ || style == Style::plain || text.empty()) return std::string(text);
  std::string_view code;
  switch (style) {
    case Style::plain: break;
    case Style::bold: code = "1"; break;
    case Style::dim: code = "2"; break;
    case Style::red: code = "1;31"; break;
    case Style::yellow: code = "33"; break;
    case Style::green: code = "32"; break;
    case Style::blue: code = "34"; break;
    case Style::magenta: code = "35"; break;
  }
  return std::string("\x1b[").append(code).append("m").append(text).append("\x1b[0m");
}

Progress::Progress(const Console& console, const std::filesystem::path& file)
    : language_(console.language()), wanted_(isatty(STDERR_FILENO) != 0), begun_(milliseconds()) {
  if (!wanted_) return;
  std::ifstream in(file, std::ios::binary);
  std::vector<char> block(std::size_t{1} << 20U);
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    total_ += static_cast<std::uint64_t>(std::count(block.begin(), block.begin() + in.gcount(), '\n'));
  }
}

Progress::Progress(const Console& console, std::uint64_t total)
    : language_(console.language()), wanted_(isatty(STDERR_FILENO) != 0), total_(total), begun_(milliseconds()) {}

Progress::~Progress() {
  if (shown_) put(stderr, "\r\x1b[K");
}

void Progress::at(std::uint64_t cases, std::uint64_t done) {
  if (!wanted_) return;
  const std::int64_t elapsed = milliseconds() - begun_;
  if (elapsed < 500 || elapsed - last_ < 200) return;
  last_ = elapsed;
  shown_ = true;
  const double share = total_ == 0 ? 0 : static_cast<double>(done) / static_cast<double>(total_);
  const double seconds = static_cast<double>(elapsed) / 1000;
  const double left = share > 0 ? seconds / share - seconds : 0;
  char line[160];
  std::snprintf(line, sizeof line, "\r\x1b[K%3.0f %%  %llu %s  %.0f/s  %.0f s %s", share * 100,
                static_cast<unsigned long long>(cases), in(language_, "sager", "cases").data(),
                static_cast<double>(cases) / seconds, left, in(language_, "tilbage", "left").data());
  put(stderr, line);
  std::fflush(stderr);
}

Moment now() {
  using namespace std::chrono;
  return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

std::string shown_safely(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  const auto keep = [&](std::size_t until) {
    for (const char c : text.substr(from, until - from)) c == '\r' ? out += "U+000D" : out += c;  // it takes the line back to its beginning
  };
  while (const auto fault = find_text_fault(text, from)) {
    keep(fault->at);
    out += fault->character;
    from = fault->at + fault->size;
  }
  keep(text.size());
  return out;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t hang) {
  std::string out;
  std::size_t column = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t size = display_width(word);
    if (column > hang && column + 1 + size > width) {
      out.append("\n").append(hang, ' ');
      column = hang;
    } else if (at != 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size;
    at = end + 1;
  }
  return out;
}

}  // namespace rettesnor::cli
