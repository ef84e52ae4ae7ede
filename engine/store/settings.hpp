// What `rettesnor.toml` says: whose signatures count, how strict lint is, and which cases an editor counts.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/base/diagnostic.hpp"

namespace rettesnor {

/// A key that is trusted in one role.
struct TrustedKey {
  std::string role;  ///< `author` or `approver`
  std::string name;  ///< whom the reader knows by it
  std::string key;   ///< 64 hexadecimal letters
};

enum class LintLevel : std::uint8_t { off, warning, error };

struct Settings {
  bool require_signed = false;                 ///< `[trust] require = "signed"`
  std::vector<TrustedKey> trusted{};           ///< `[trust] author = [{ name, key }], approver = […]`
  std::map<Code, LintLevel> lint{};            ///< `[lint] W009 = "off"`
  std::vector<std::string> abbreviations{};    ///< `[lint] abbreviations = ["CPR"]`
  std::string cases{};                         ///< `[editor] cases = "cases.ndjson"`: a path as it is written
  std::string cases_as_of{};                   ///< `[editor] as_of = 2026-01-01`
};

/// Reads the whole text, and refuses (`settings_unreadable`, with the line) what it does not know: a misspelt name must not
/// switch a check off.
std::expected<Settings, Diagnostic> read_settings(std::string_view text);

}  // namespace rettesnor
