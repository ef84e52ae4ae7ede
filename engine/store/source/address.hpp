// The address of a PostgreSQL database, and what of it may be shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rettesnor::source {

/// Does it begin like an address: `postgresql://` or `postgres://`?
bool is_address(std::string_view text);

struct Address {
  std::string text;                    ///< as given, for the client library alone
  std::string shown;                   ///< without password and parameters
  std::vector<std::string> secrets{};  ///< passwords in it, as written and decoded
};

/// Reads `postgresql://[user[:password]@][host[:port],…][/database][?name=value&…]`, strictly: in an address that is only
/// nearly one, nobody can tell the password from the rest. None: it is not one.
std::optional<Address> read_address(std::string_view text);

/// A source as it may be shown and recorded: of an address that cannot be read nothing but its kind, of a path its last name.
std::string shown_source(std::string_view path);

/// The text with every secret replaced.
std::string without_secrets(std::string text, const Address& address);

}  // namespace rettesnor::source
