#include "engine/implementation/propose.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

#include "engine/implementation/unknown_names.hpp"

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

/// The determinants that name the rule, and whether one of them is rated as hindering at the site.
template <class Of>
void explain(Of& of, const DeterminantRegister& reg, const Site& site, const std::string& rule) {
  for (std::size_t d = 0; d < reg.determinants.size(); ++d) {
    if (std::ranges::find(reg.determinants[d].explains, rule) == reg.determinants[d].explains.end()) continue;
    of.explaining.push_back(d);
    const auto opinion = std::ranges::find(site.opinions, d, &Opinion::determinant);
    of.named = of.named || (opinion != site.opinions.end() && opinion->together.hinders());
  }
}

std::string package_of(const std::string& rule) { return rule.substr(0, rule.rfind('.')); }

void add_departures(const DeterminantRegister& reg, const Site& site, const report::Publication& audit, Proposals& out) {
  const std::size_t first = out.departures.size();
  for (const report::PublishedReasons& r : audit.reasons) {
    if (package_of(r.rule) != site.package) continue;
    const std::vector<report::Maybe> counts = report::reasons_in(r, site.municipality);
    // Where the municipalities are not shown, nobody can say that none is repeated here.
    if (!r.municipalities) out.hidden_reasons += r.reasons.size();
    for (std::size_t i = 0; i < counts.size() && i < r.reasons.size(); ++i) {
      if (!counts[i]) {
        ++out.hidden_reasons;
        continue;
      }
      if (*counts[i] < audit.threshold) continue;
      Departure d{.site = &site, .rule = &r, .reason = i, .count = *counts[i], .explaining = {}};
      explain(d, reg, site, r.rule);
      out.departures.push_back(std::move(d));
    }
  }
  std::ranges::stable_sort(out.departures.begin() + static_cast<std::ptrdiff_t>(first), out.departures.end(), std::greater(), &Departure::count);
}

bool is_below(const report::PublishedRule& rule, const report::Row& row) {
  const auto funnel = report::funnel_of(rule);
  const auto stands = funnel ? report::standing(row, funnel->centre) : std::nullopt;
  return stands && !stands->may_change && (stands->place == statistics::Place::below || stands->place == statistics::Place::far_below);
}

}  // namespace

Proposals propose(const DeterminantRegister& reg, std::span<const Site> sites, const report::Publication& audit) {
  Proposals out;
  const std::vector<std::string> unknown = packages_not_in(reg, audit);
  for (const Site& site : sites) {
    bool any = false;
    const std::size_t first = out.all.size();
    for (const report::PublishedRule& rule : audit.rules) {
      if (package_of(rule.rule) != site.package) continue;
      const auto row = row_in(rule, site.municipality);
      if (!row) continue;
      any = true;
      if (!row->missed) {
        ++out.hidden;
        continue;
      }
      if (*row->missed < audit.threshold) continue;
      Proposal p{.site = &site, .rule = &rule, .row = *row, .share = report::share_of(*row), .below = is_below(rule, *row), .explaining = {}};
      explain(p, reg, site, rule.rule);
      out.all.push_back(std::move(p));
    }
    std::stable_sort(out.all.begin() + static_cast<std::ptrdiff_t>(first), out.all.end(), [](const Proposal& a, const Proposal& b) { return std::tuple(a.below, *a.row.missed) > std::tuple(b.below, *b.row.missed); });
    add_departures(reg, site, audit, out);
    if (!any && std::ranges::find(unknown, site.package) == unknown.end()) out.nothing_delivered.push_back(&site);
  }
  out.not_in_audit = rules_not_in(reg, audit);
  return out;
}

}  // namespace rettesnor::implementation
