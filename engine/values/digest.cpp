#include "engine/values/digest.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <stdexcept>
#include <utility>

namespace rettesnor {

namespace {

void check(bool worked) {
  if (!worked) throw std::runtime_error("SHA-256 is not available");
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() { check(context != nullptr && EVP_DigestInit_ex(context, EVP_sha256(), nullptr) == 1); }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) { check(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1); }

Digest Sha256::digest() const {
  const State copy;
  check(EVP_MD_CTX_copy_ex(copy.context, state_->context) == 1);
  Digest out{};
  check(EVP_DigestFinal_ex(copy.context, out.data(), nullptr) == 1);
  return out;
}

Digest sha256(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.digest();
}

Digest keyed_sha256(std::string_view key, std::string_view bytes) {
  Digest out{};
  unsigned int size = 0;
  check(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
             bytes.size(), out.data(), &size) != nullptr);
  return out;
}

std::string random_key() {
  Digest out{};
  check(RAND_bytes(out.data(), static_cast<int>(out.size())) == 1);
  return hexadecimal(out);
}

std::string hexadecimal(const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : digest) {
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

}  // namespace rettesnor
