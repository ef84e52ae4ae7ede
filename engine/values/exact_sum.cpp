#include "engine/values/exact_sum.hpp"

#include <algorithm>
#include <cmath>

namespace rettesnor {

namespace {

__extension__ using Wide = unsigned __int128;

}  // namespace

void ExactSum::add_limbs(const std::array<std::uint64_t, 4>& limbs) {
  Wide carry = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    carry += static_cast<Wide>(limbs_[i]) + limbs[i];
    limbs_[i] = static_cast<std::uint64_t>(carry);
    carry >>= 64U;
  }
}

void ExactSum::negate() {
  for (std::uint64_t& limb : limbs_) limb = ~limb;
  add_limbs({1, 0, 0, 0});
}

void ExactSum::add(std::int64_t value) {
  const std::uint64_t sign = value < 0 ? ~std::uint64_t{0} : 0;
  add_limbs({static_cast<std::uint64_t>(value), sign, sign, sign});
}

void ExactSum::add_square(std::int64_t value) {
  const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const Wide square = static_cast<Wide>(size) * size;
  add_limbs({static_cast<std::uint64_t>(square), static_cast<std::uint64_t>(square >> 64U), 0, 0});
}

ExactSum& ExactSum::operator+=(const ExactSum& other) {
  add_limbs(other.limbs_);
  return *this;
}

// Modulo 2^256, where two's complement needs no signs.
ExactSum operator*(const ExactSum& a, const ExactSum& b) {
  ExactSum out;
  for (std::size_t i = 0; i < 4; ++i) {
    Wide carry = 0;
    for (std::size_t j = 0; i + j < 4; ++j) {
      carry += static_cast<Wide>(a.limbs_[i]) * b.limbs_[j] + out.limbs_[i + j];
      out.limbs_[i + j] = static_cast<std::uint64_t>(carry);
      carry >>= 64U;
    }
  }
  return out;
}

ExactSum operator-(ExactSum a, ExactSum b) {
  b.negate();
  return a += b;
}

std::string ExactSum::text(unsigned places) const {
  ExactSum rest = *this;
  if (negative()) rest.negate();
  std::string digits;
  while (std::ranges::any_of(rest.limbs_, [](std::uint64_t limb) { return limb != 0; }) || digits.size() <= places) {
    Wide remainder = 0;
    for (std::size_t i = 4; i-- > 0;) {
      const Wide part = (remainder << 64U) + rest.limbs_[i];
      rest.limbs_[i] = static_cast<std::uint64_t>(part / 10);
      remainder = part % 10;
    }
    digits += static_cast<char>('0' + static_cast<int>(remainder));
  }
  // Written from the end; places after the point that say nothing are left out.
  std::string out(negative() ? 1 : 0, '-');
  std::size_t last = 0;
  while (last < places && digits[last] == '0') ++last;
  for (std::size_t i = digits.size(); i-- > last;) {
    out += digits[i];
    if (i == places && i > last) out += '.';
  }
  return out;
}

std::optional<ExactSum> ExactSum::parse(std::string_view text, unsigned places) {
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  std::string after(point == std::string_view::npos ? std::string_view() : text.substr(point + 1));
  constexpr std::size_t most = 70;  // 10^70 is well within
  if (digits.empty() || after.size() > places || (point != std::string_view::npos && after.empty())) return std::nullopt;
  after.resize(places, '0');
  digits += after;
  if (digits.size() > most) return std::nullopt;
  ExactSum out;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    Wide carry = static_cast<Wide>(c - '0');
    for (std::uint64_t& limb : out.limbs_) {
      carry += static_cast<Wide>(limb) * 10;
      limb = static_cast<std::uint64_t>(carry);
      carry >>= 64U;
    }
  }
  if (minus) out.negate();
  return out;
}

double ExactSum::value(unsigned places) const {
  ExactSum size = *this;
  if (negative()) size.negate();
  double out = 0;
  for (std::size_t i = 4; i-- > 0;) out = out * 0x1p64 + static_cast<double>(size.limbs_[i]);
  out /= std::pow(10.0, static_cast<int>(places));
  return negative() ? -out : out;
}

}  // namespace rettesnor
