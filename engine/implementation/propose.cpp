#include "engine/implementation/propose.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace rettesnor::implementation {

namespace {

/// The municipality's row; nothing when the audit shows none.
std::optional<report::Row> row_in(const report::PublishedRule& rule, const std::string& municipality) {
  if (!rule.municipalities) return std::nullopt;
  const auto& codes = rule.municipalities->row_labels();
  const auto found = std::ranges::find(codes, municipality);
  if (found == codes.end()) return std::nullopt;
  return report::row_of(*rule.municipalities, static_cast<std::size_t>(found - codes.begin()));
}

bool is_below(const report::PublishedRule& rule, const report::Row& row) {
  const auto funnel = report::funnel_of(rule);
  const auto stands = funnel ? report::standing(row, funnel->centre) : std::nullopt;
  return stands && !stands->may_change && (stands->place == statistics::Place::below || stands->place == statistics::Place::far_below);
}

}  // namespace

Proposals propose(const DeterminantRegister& reg, std::span<const Site> sites, const report::Publication& audit) {
  Proposals out;
  for (const Site& site : sites) {
    bool any = false;
    const std::size_t first = out.all.size();
    for (const report::PublishedRule& rule : audit.rules) {
      if (rule.rule.substr(0, rule.rule.rfind('.')) != site.package) continue;
      const auto row = row_in(rule, site.municipality);
      if (!row) continue;
      any = true;
      if (!row->missed) {
        ++out.hidden;
        continue;
      }
      if (*row->missed < audit.threshold) continue;
      Proposal p{.site = &site, .rule = &rule, .row = *row, .share = report::share_of(*row), .below = is_below(rule, *row), .explaining = {}};
      for (std::size_t d = 0; d < reg.determinants.size(); ++d) {
        if (std::ranges::find(reg.determinants[d].explains, rule.rule) == reg.determinants[d].explains.end()) continue;
        p.explaining.push_back(d);
        const auto opinion = std::ranges::find(site.opinions, d, &Opinion::determinant);
        p.named = p.named || (opinion != site.opinions.end() && opinion->together.hinders());
      }
      out.all.push_back(std::move(p));
    }
    std::stable_sort(out.all.begin() + static_cast<std::ptrdiff_t>(first), out.all.end(), [](const Proposal& a, const Proposal& b) { return std::tuple(a.below, *a.row.missed) > std::tuple(b.below, *b.row.missed); });
    if (!any) out.nothing_delivered.push_back(&site);
  }
  std::set<std::string> missing;
  for (const Determinant& d : reg.determinants) {
    for (const std::string& rule : d.explains) {
      if (std::ranges::find(audit.rules, rule, &report::PublishedRule::rule) == audit.rules.end()) missing.insert(rule);
    }
  }
  out.not_in_audit.assign(missing.begin(), missing.end());
  return out;
}

}  // namespace rettesnor::implementation
