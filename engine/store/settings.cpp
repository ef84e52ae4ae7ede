#include "engine/store/settings.hpp"

// The library asserts, and where clang optimises assumes, what some texts are not that it goes on to refuse in good order.
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>

#include "engine/values/parse.hpp"

namespace rettesnor {

namespace {

struct Wrong {
  std::string what;
  std::uint32_t line = 0;
};

[[noreturn]] void refuse(const std::string& what, const toml::node& at) { throw Wrong{what, at.source().begin.line}; }

std::string text_of(const toml::node& node, const std::string& name) {
  const auto* const text = node.as_string();
  if (text == nullptr) refuse("`" + name + "` ≠ \"…\"", node);
  return text->get();
}

// With or without quotes: a date has a form of its own here.
std::string day_of(const toml::node& node, const std::string& name) {
  std::string text;
  if (const auto* const date = node.as_date()) {
    if (const auto day = make_date(date->get().year, date->get().month, date->get().day)) text = to_string(*day);
  } else if (const auto* const written = node.as_string()) {
    text = written->get();
  }
  if (!parse_date(text)) refuse("`" + name + "` ≠ 2026-01-01", node);
  return text;
}

std::string public_key(const toml::node& node) {
  constexpr std::string_view prefix = "ed25519:";
  std::string text = text_of(node, "key");
  const bool hexadecimal = text.size() == prefix.size() + 64 && text.starts_with(prefix) &&
                           text.find_first_not_of("0123456789abcdef", prefix.size()) == std::string::npos;
  if (!hexadecimal) refuse("`key` ≠ \"ed25519:…\"", node);
  return text.substr(prefix.size());
}

void read_keys(const std::string& role, const toml::node& node, Settings& out) {
  const auto* const keys = node.as_array();
  if (keys == nullptr) refuse("`" + role + "` ≠ [{ name, key }]", node);
  for (const toml::node& row : *keys) {
    const auto* const table = row.as_table();
    if (table == nullptr) refuse("`" + role + "` ≠ [{ name, key }]", row);
    TrustedKey key{.role = role, .name = {}, .key = {}};
    for (const auto& [name, value] : *table) {
      if (name == "name") key.name = text_of(value, "name");
      else if (name == "key") key.key = public_key(value);
      else refuse("`" + std::string(name.str()) + "`", value);
    }
    if (key.name.empty() || key.key.empty()) refuse("`" + role + "` ≠ [{ name, key }]", row);
    out.trusted.push_back(std::move(key));
  }
}

void read_trust(const toml::table& trust, Settings& out) {
  for (const auto& [name, value] : trust) {
    if (name == "author" || name == "approver") {
      read_keys(std::string(name.str()), value, out);
    } else if (name == "require") {
      const std::string required = text_of(value, "require");
      if (required != "signed" && required != "nothing") refuse("`require` ≠ \"signed\", \"nothing\"", value);
      out.require_signed = required == "signed";
    } else {
      refuse("`trust." + std::string(name.str()) + "`", value);
    }
  }
}

void read_lint(const toml::table& lint, Settings& out) {
  for (const auto& [key, value] : lint) {
    const std::string name(key.str());
    if (name == "abbreviations") {
      const auto* const words = value.as_array();
      if (words == nullptr) refuse("`abbreviations` ≠ [\"…\"]", value);
      for (const toml::node& word : *words) out.abbreviations.push_back(text_of(word, name));
      continue;
    }
    const auto code = find_code(name);
    if (!code || name.front() != 'W') refuse("`lint." + name + "`", value);
    const std::string level = text_of(value, name);
    if (level != "off" && level != "warning" && level != "error") refuse("`" + name + "` ≠ \"off\", \"warning\", \"error\"", value);
    out.lint[*code] = level == "off" ? LintLevel::off : level == "warning" ? LintLevel::warning : LintLevel::error;
  }
}

void read_editor(const toml::table& editor, Settings& out) {
  for (const auto& [key, value] : editor) {
    if (key == "cases") out.cases = text_of(value, "cases");
    else if (key == "as_of") out.cases_as_of = day_of(value, "as_of");
    else refuse("`editor." + std::string(key.str()) + "`", value);
  }
}

}  // namespace

std::expected<Settings, Diagnostic> read_settings(std::string_view text) {
  const auto refused = [](std::uint32_t line, const std::string& what) {
    return std::unexpected(Diagnostic{.code = Code::settings_unreadable, .at = {}, .arguments = {std::to_string(line) + ": " + what}});
  };
  try {
    Settings out;
    const toml::table read = toml::parse(text);
    for (const auto& [name, value] : read) {
      const auto* const table = value.as_table();
      if (table != nullptr && name == "trust") read_trust(*table, out);
      else if (table != nullptr && name == "lint") read_lint(*table, out);
      else if (table != nullptr && name == "editor") read_editor(*table, out);
      else refuse("`" + std::string(name.str()) + "`", value);
    }
    return out;
  } catch (const toml::parse_error& e) {
    return refused(e.source().begin.line, std::string(e.description()));
  } catch (const Wrong& wrong) {
    return refused(wrong.line, wrong.what);
  }
}

}  // namespace rettesnor
