#include "engine/values/municipalities.hpp"

#include <algorithm>

namespace rettesnor {

namespace {

constexpr Municipality all[] = {
#define RSN_MUNICIPALITY(code, name) {code, name},
#include "engine/values/municipalities.def"
#undef RSN_MUNICIPALITY
};

}  // namespace

std::span<const Municipality> municipalities() { return all; }

std::string_view municipality_name(std::string_view code) {
  const auto* const found = std::ranges::lower_bound(all, code, {}, &Municipality::code);
  return found != std::end(all) && found->code == code ? found->name : std::string_view();
}

}  // namespace rettesnor
