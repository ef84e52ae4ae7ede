#include "apps/lsp/uri.hpp"

namespace rettesnor::lsp {

namespace {

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<std::filesystem::path> path_of(std::string_view uri) {
  constexpr std::string_view scheme = "file://";
  if (!uri.starts_with(scheme)) return std::nullopt;
  uri.remove_prefix(scheme.size());
  std::size_t const slash = uri.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  uri.remove_prefix(slash);  // a host's name: this machine
  std::string out;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] == '%' && i + 2 < uri.size() && hexadecimal(uri[i + 1]) >= 0 && hexadecimal(uri[i + 2]) >= 0) {
      out += static_cast<char>(hexadecimal(uri[i + 1]) * 16 + hexadecimal(uri[i + 2]));
      i += 2;
    } else {
      out += uri[i];
    }
  }
  if (out.contains('\0')) return std::nullopt;
  return std::filesystem::path(out).lexically_normal();
}

std::string uri_of(const std::filesystem::path& path) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out = "file://";
  for (char const c : path.generic_string()) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      auto const byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte / 16];
      out += digits[byte % 16];
    }
  }
  return out;
}

}  // namespace rettesnor::lsp
