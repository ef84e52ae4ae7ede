// SHA-256 of a text: the fingerprint that results name packages by.
#pragma once

#include <string>
#include <string_view>

namespace rettesnor::checking {

/// 64 hexadecimal letters. Source: FIPS 180-4. Cost: O(bytes).
std::string sha256(std::string_view bytes);

}  // namespace rettesnor::checking
