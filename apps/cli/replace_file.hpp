// Writing over a file so that there is always a whole one.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace rettesnor::cli {

/// A file that is written beside its place and put there when it is whole, so that a full disk or a mistake on the way never leaves half
/// a file where there was a whole one. Through a link the file changes and the link stays. A device or a pipe is written to directly.
class OutFile {
 public:
  explicit OutFile(const std::filesystem::path& named);
  OutFile(const OutFile&) = delete;
  OutFile& operator=(const OutFile&) = delete;
  /// Not put in its place: nothing has changed.
  ~OutFile();

  /// Can it be written at all?
  bool is_open() const { return static_cast<bool>(stream_); }
  std::ostream& stream() { return stream_; }
  /// For a library that writes a file of its own, instead of `stream()`.
  const std::filesystem::path& written() const { return written_; }
  /// @return false: nothing has changed
  bool put_in_place();

 private:
  std::filesystem::path place_;    ///< behind links
  std::filesystem::path written_;  ///< beside it; or the place itself, where that is a device or a pipe
  std::ofstream stream_;
};

/// The whole text at once. @return false: nothing changed
bool replace_file(const std::filesystem::path& named, const std::string& content);

}  // namespace rettesnor::cli
