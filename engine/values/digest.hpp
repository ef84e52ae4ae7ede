// Fingerprints of bytes: SHA-256 and its keyed form, both OpenSSL's.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace rettesnor {

using Digest = std::array<std::uint8_t, 32>;

/// 64 hexadecimal letters.
std::string hexadecimal(const Digest& digest);

/// SHA-256 (FIPS 180-4) of what is added, piece by piece. Cost: O(bytes). Not thread-safe.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void add(std::string_view bytes);
  /// The digest so far; more may be added after it.
  Digest digest() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest sha256(std::string_view bytes);
/// HMAC-SHA-256 (RFC 2104): the same for the same key only.
Digest keyed_sha256(std::string_view key, std::string_view bytes);
/// 64 hexadecimal letters that nobody can guess.
std::string random_key();

}  // namespace rettesnor
