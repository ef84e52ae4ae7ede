#include "engine/store/source/tables.hpp"

#include "engine/store/source/address.hpp"

namespace rettesnor::source {

std::expected<std::unique_ptr<Tables>, Unusable> open_tables(const std::filesystem::path& path, Encoding encoding, char delimiter) {
  if (is_address(path.native())) return open_server(path.native());
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored) ? open_folder(path, encoding, delimiter) : open_database(path);
}

}  // namespace rettesnor::source
