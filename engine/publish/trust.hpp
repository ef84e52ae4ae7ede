// Whether a bundle's signatures are enough for who reads it.
#pragma once

#include <optional>

#include "engine/publish/bundle.hpp"
#include "engine/store/settings.hpp"

namespace rettesnor::publish {

/// Is it the status of rules in force: published?
bool is_in_force(std::string_view status);

/// The name that the settings know this signature's key by in its role; nothing: it is not trusted in it.
std::optional<std::string> trusted_as(const Signature& signature, const Settings& settings);

/// Why the bundle is refused. Rules in force need an author and an approver, who are two, whatever the settings say; where
/// the settings name keys, only theirs count. @pre the bundle was read by `read_bundle`
std::optional<Diagnostic> refusal(const Bundle& bundle, const Settings& settings);

}  // namespace rettesnor::publish
