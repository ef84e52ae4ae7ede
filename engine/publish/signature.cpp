#include "engine/publish/signature.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace rettesnor::publish {

namespace {

void begin() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium");
}

template <std::size_t Size>
bool from_letters(std::string_view letters, std::array<unsigned char, Size>& out) {
  // One way to write a key, so that two texts are never one key: small letters alone.
  if (letters.size() != 2 * Size || letters.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
  return sodium_hex2bin(out.data(), out.size(), letters.data(), letters.size(), nullptr, nullptr, nullptr) == 0;
}

template <std::size_t Size>
std::string to_letters(const std::array<unsigned char, Size>& bytes) {
  std::string out(2 * Size + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
  out.pop_back();
  return out;
}

using Seed = std::array<unsigned char, crypto_sign_SEEDBYTES>;
using Open = std::array<unsigned char, crypto_sign_PUBLICKEYBYTES>;
using Secret = std::array<unsigned char, crypto_sign_SECRETKEYBYTES>;
using Mark = std::array<unsigned char, crypto_sign_BYTES>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

KeyPair new_key() {
  begin();
  Seed seed{};
  randombytes_buf(seed.data(), seed.size());
  const auto pair = key_of(to_letters(seed));
  sodium_memzero(seed.data(), seed.size());
  return pair.value();
}

std::optional<KeyPair> key_of(std::string_view secret) {
  begin();
  Seed seed{};
  if (!from_letters(secret, seed)) return std::nullopt;
  Open open{};
  Secret whole{};
  crypto_sign_seed_keypair(open.data(), whole.data(), seed.data());
  sodium_memzero(seed.data(), seed.size());
  sodium_memzero(whole.data(), whole.size());
  return KeyPair{.secret = std::string(secret), .open = to_letters(open)};
}

std::string sign(const KeyPair& key, std::string_view text) {
  begin();
  Seed seed{};
  if (!from_letters(key.secret, seed)) throw std::invalid_argument("no key");
  Open open{};
  Secret whole{};
  crypto_sign_seed_keypair(open.data(), whole.data(), seed.data());
  Mark mark{};
  crypto_sign_detached(mark.data(), nullptr, bytes_of(text), text.size(), whole.data());
  sodium_memzero(seed.data(), seed.size());
  sodium_memzero(whole.data(), whole.size());
  return to_letters(mark);
}

bool is_genuine(std::string_view open, std::string_view text, std::string_view signature) {
  begin();
  Open key{};
  Mark mark{};
  if (!from_letters(open, key) || !from_letters(signature, mark)) return false;
  return crypto_sign_verify_detached(mark.data(), bytes_of(text), text.size(), key.data()) == 0;
}

}  // namespace rettesnor::publish
