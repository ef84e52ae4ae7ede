// Ed25519 keys and signatures as text. The only place with libsodium.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rettesnor::publish {

/// Both halves as 64 hexadecimal letters; the secret one is the seed.
struct KeyPair {
  std::string secret;
  std::string open;
};

/// A pair that nobody else has. Throws std::runtime_error if the machine has no source of randomness.
KeyPair new_key();
/// The pair of a secret half; nothing for what is none.
std::optional<KeyPair> key_of(std::string_view secret);
/// 128 hexadecimal letters; the same text and key give the same signature. @pre `key` is a pair
std::string sign(const KeyPair& key, std::string_view text);
/// Did the holder of the public half sign this text? No for letters that are no signature.
bool is_genuine(std::string_view open, std::string_view text, std::string_view signature);

}  // namespace rettesnor::publish
