#include "engine/explain/exception_cites.hpp"

#include <algorithm>

namespace rettesnor {

namespace {

/// Unknown days exclude nothing.
bool holds_on(const std::optional<Date>& from, const std::optional<Date>& until, const std::optional<Date>& day) { return !day || ((!from || *from <= *day) && (!until || *day <= *until)); }

}  // namespace

std::vector<const Cite*> cites_on(const Model& model, const InstanceResult& result, ExceptionId exception) {
  std::vector<const Cite*> in_force, others;
  for (const Version& version : model.exceptions[exception].versions) {
    for (const Cite& cite : version.cites) {
      const bool holds = holds_on(version.from, version.until, result.anchor_day) && holds_on(cite.from, cite.until, result.anchor_day);
      auto& to = holds ? in_force : others;
      if (std::ranges::none_of(to, [&](const Cite* c) { return c->source == cite.source && c->locator == cite.locator; })) to.push_back(&cite);
    }
  }
  return in_force.empty() ? others : in_force;
}

}  // namespace rettesnor
