// The terminal: colours where they are wanted, width, messages on standard error, progress.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "apps/cli/arguments.hpp"

namespace rettesnor::cli {

enum class Style : std::uint8_t { plain, bold, dim, red, yellow, green, blue, magenta };

/// Writes data to standard output and messages to standard error. Colours are off when the stream is no terminal or
/// NO_COLOR is set.
class Console {
 public:
  explicit Console(Language language);

  Language language() const { return language_; }
  bool colour() const { return colour_; }
  bool colour_on_error() const { return colour_on_error_; }

  /// Data. Adds nothing.
  void write(std::string_view text) const;
  /// A message of ours: `rettesnor: …`.
  void error(std::string_view message, std::string_view help = {}) const;
  /// A text for standard error as it is (rendered diagnostics).
  void note(std::string_view text) const;
  /// The text in a style, for standard output.
  std::string styled(Style style, std::string_view text) const;

 private:
  Language language_;
  bool colour_ = false;
  bool colour_on_error_ = false;
};

/// A line on standard error that says how far long work is; silent unless that is a terminal.
class Progress {
 public:
  /// The work is the lines of this file; they are counted only where progress is shown.
  Progress(const Console& console, const std::filesystem::path& file);
  /// The work is `total` of anything.
  Progress(const Console& console, std::uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::uint64_t cases, std::uint64_t done);

 private:
  Language language_;
  bool wanted_;
  std::uint64_t total_ = 0;
  bool shown_ = false;
  std::int64_t begun_;
  std::int64_t last_ = 0;
};

/// The moment now, by the computer's clock. Only apps may ask.
Moment now();

/// Breaks a text at blanks into lines of at most `width` columns; continuation lines get `hang` blanks.
std::string wrapped(std::string_view text, std::size_t width, std::size_t hang);

}  // namespace rettesnor::cli
