#include "engine/publish/trust.hpp"

#include <algorithm>
#include <set>

namespace rettesnor::publish {

namespace {

Diagnostic problem(Code code, std::vector<std::string> arguments = {}) { return {.code = code, .at = {}, .arguments = std::move(arguments)}; }

/// A key that is trusted, but not for what it was used for.
std::optional<Diagnostic> wrong_role(const Bundle& bundle, const Settings& settings) {
  for (const Signature& s : bundle.signatures) {
    if (trusted_as(s, settings)) continue;
    const auto known = std::ranges::find(settings.trusted, s.key, &TrustedKey::key);
    if (known != settings.trusted.end()) return problem(Code::bundle_wrong_role, {known->name, s.role, known->role});
  }
  return std::nullopt;
}

/// An author and an approver, who are two.
std::optional<Diagnostic> two_people(const PackageRow& package, const std::vector<const Signature*>& counting) {
  std::set<std::string> authors, approvers;
  for (const Signature* s : counting) (s->role == "author" ? authors : approvers).insert(s->key);
  for (const auto& [keys, role] : {std::pair(&authors, "author"), std::pair(&approvers, "approver")}) {
    if (!keys->empty()) continue;
    Diagnostic d = problem(Code::bundle_needs_role, {package.name, role});
    d.help = std::vector<std::string>{role};
    return d;
  }
  if (authors.size() == 1 && authors == approvers) return problem(Code::bundle_same_key);
  return std::nullopt;
}

}  // namespace

bool is_in_force(std::string_view status) {
  constexpr std::string_view names[] = {"published", "udgivet", "in_force", "i_kraft"};
  std::string small(status);  // a capital letter makes no other status
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::ranges::find(names, small) != std::end(names);
}

std::optional<std::string> trusted_as(const Signature& signature, const Settings& settings) {
  for (const TrustedKey& key : settings.trusted) {
    if (key.key == signature.key && key.role == signature.role) return key.name;
  }
  return std::nullopt;
}

std::optional<Diagnostic> refusal(const Bundle& bundle, const Settings& settings) {
  if (auto wrong = wrong_role(bundle, settings)) return wrong;
  std::vector<const Signature*> counting;
  std::string strangers;
  for (const Signature& s : bundle.signatures) {
    if (trusted_as(s, settings) || (settings.trusted.empty() && !settings.require_signed)) counting.push_back(&s);
    else strangers += (strangers.empty() ? "" : ", ") + s.name + " (" + key_id(s.key) + ")";
  }
  if (settings.require_signed && bundle.signatures.empty()) return problem(Code::bundle_not_signed);
  if (settings.require_signed && counting.empty()) return problem(Code::bundle_untrusted_key, {strangers});
  for (const PackageRow& package : bundle.manifest.packages) {
    if (!is_in_force(package.status)) continue;
    if (auto missing = two_people(package, counting)) return missing;
  }
  return std::nullopt;
}

}  // namespace rettesnor::publish
