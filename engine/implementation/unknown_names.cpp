#include "engine/implementation/unknown_names.hpp"

#include <set>

namespace rettesnor::implementation {

namespace {

std::string package_of(const report::PublishedRule& rule) { return rule.rule.substr(0, rule.rule.rfind('.')); }

}  // namespace

std::vector<std::string> rules_not_in(const DeterminantRegister& reg, const report::Publication& audit) {
  std::set<std::string> out;
  for (const Determinant& d : reg.determinants) out.insert(d.explains.begin(), d.explains.end());
  for (const report::PublishedRule& rule : audit.rules) out.erase(rule.rule);
  return {out.begin(), out.end()};
}

std::vector<std::string> packages_not_in(const DeterminantRegister& reg, const report::Publication& audit) {
  std::set<std::string> out;
  for (const Rated& r : reg.ratings) out.insert(r.package);
  for (const Implementing& i : reg.implementing) out.insert(i.package);
  for (const report::PublishedRule& rule : audit.rules) out.erase(package_of(rule));
  return {out.begin(), out.end()};
}

}  // namespace rettesnor::implementation
