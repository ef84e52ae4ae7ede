// Reading JSON that a stranger wrote: what is not there, or is something else, is nothing, and never an exception.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace rettesnor::lsp {

using Json = nlohmann::json;

/// The member at the end of the path, or nullptr.
inline const Json* find(const Json& json, std::initializer_list<const char*> path) {
  const Json* at = &json;
  for (const char* const name : path) {
    if (!at->is_object()) return nullptr;
    auto const member = at->find(name);
    if (member == at->end()) return nullptr;
    at = &*member;
  }
  return at;
}

/// The text there; empty if there is none.
inline std::string text_at(const Json& json, std::initializer_list<const char*> path) {
  const Json* const found = find(json, path);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

/// The whole number there, held within 0 … 2³¹-1; `otherwise` if there is none.
inline std::uint32_t number_at(const Json& json, std::initializer_list<const char*> path, std::uint32_t otherwise = 0) {
  constexpr std::int64_t most = INT32_MAX;
  const Json* const found = find(json, path);
  if (found == nullptr || !found->is_number_integer()) return otherwise;
  if (found->is_number_unsigned()) return static_cast<std::uint32_t>(std::min<std::uint64_t>(found->get<std::uint64_t>(), most));
  return static_cast<std::uint32_t>(std::max<std::int64_t>(0, found->get<std::int64_t>()));
}

/// The list there; an empty one if there is none.
inline const Json& list_at(const Json& json, std::initializer_list<const char*> path) {
  static const Json none = Json::array();
  const Json* const found = find(json, path);
  return found != nullptr && found->is_array() ? *found : none;
}

/// As one line; what is no UTF-8 is shown as such.
inline std::string written(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace rettesnor::lsp
