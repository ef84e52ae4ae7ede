#include "engine/store/source/address.hpp"

#include <algorithm>

namespace rettesnor::source {

namespace {

constexpr std::string_view long_scheme = "postgresql://", short_scheme = "postgres://";
constexpr std::string_view no_more = "postgresql://…";

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Letters, digits, marks that separate nothing in an address, and whole `%41`.
std::optional<std::string> decoded(std::string_view text, std::string_view more) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~").find(c) != std::string_view::npos ||
                       more.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
      continue;
    }
    const int high = c == '%' && i + 2 < text.size() ? hex(text[i + 1]) : -1;
    const int low = high >= 0 ? hex(text[i + 2]) : -1;
    if (low < 0 || high + low == 0) return std::nullopt;
    out += static_cast<char>(16 * high + low);
    i += 2;
  }
  return out;
}

constexpr std::string_view marks = "!$'()*+;,";

bool add_secret(std::string_view text, std::string_view more, Address& out) {
  const auto plain = decoded(text, more);
  if (!plain) return false;
  for (const std::string& secret : {std::string(text), *plain}) {
    if (!secret.empty() && std::ranges::find(out.secrets, secret) == out.secrets.end()) out.secrets.push_back(secret);
  }
  return true;
}

bool parameters(std::string_view rest, Address& out) {
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    const auto name = decoded(one.substr(0, equals), "");
    constexpr std::string_view in_values = "!$'()*+;,/:";
    if (!name || !decoded(one.substr(equals + 1), in_values)) return false;
    if (name->find("password") != std::string::npos && !add_secret(one.substr(equals + 1), in_values, out)) return false;
  }
  return true;
}

}  // namespace

bool is_address(std::string_view text) { return text.starts_with(long_scheme) || text.starts_with(short_scheme); }

std::optional<Address> read_address(std::string_view text) {
  if (!is_address(text)) return std::nullopt;
  Address out{.text = std::string(text), .shown = std::string(long_scheme)};
  std::string_view rest = text.substr(text.find("//") + 2);
  const std::size_t question = rest.find('?');
  if (question != std::string_view::npos && !parameters(rest.substr(question + 1), out)) return std::nullopt;
  rest = rest.substr(0, question);
  const std::size_t slash = rest.find('/');
  std::string_view authority = rest.substr(0, slash);
  const std::string_view database = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
  if (const std::size_t at = authority.find('@'); at != std::string_view::npos) {
    const std::string_view who = authority.substr(0, at);
    const std::size_t colon = who.find(':');
    if (!decoded(who.substr(0, colon), marks)) return std::nullopt;
    if (colon != std::string_view::npos && !add_secret(who.substr(colon + 1), marks, out)) return std::nullopt;
    out.shown += std::string(who.substr(0, colon)) + "@";
    authority.remove_prefix(at + 1);
  }
  // `[`, `]` and `:` write IPv6 and ports. Nobody's password stands here: there is no other `@` before the host.
  if (!decoded(authority, "[]:,") || !decoded(database, marks)) return std::nullopt;
  out.shown += authority;
  if (!database.empty()) out.shown += "/" + std::string(database);
  return out;
}

std::string shown_source(std::string_view path) {
  if (is_address(path)) {
    const auto address = read_address(path);
    return address ? address->shown : std::string(no_more);
  }
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string without_secrets(std::string text, const Address& address) {
  for (const std::string& secret : address.secrets) {
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3)) text.replace(at, secret.size(), "***");
  }
  return text;
}

}  // namespace rettesnor::source
