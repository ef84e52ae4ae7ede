// What every fuzz target shares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace rettesnor::fuzz {

/// What must hold of any input. Ends the program otherwise, so that the fuzzer keeps the input.
inline void require(bool holds) {
  if (!holds) std::abort();
}

inline std::string text_of(const std::uint8_t* data, std::size_t size) { return {data, data + size}; }

}  // namespace rettesnor::fuzz
