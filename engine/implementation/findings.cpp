#include "engine/implementation/findings.hpp"

#include <algorithm>
#include <tuple>

namespace rettesnor::implementation {

using Kind = Rating::Kind;

namespace {

Together alone(Rating r) { return {.kind = r.kind, .value = static_cast<double>(r.value)}; }

bool says_nothing(Rating r) { return r.kind == Kind::missing || r.kind == Kind::not_applicable; }

Together together(const std::vector<const Rated*>& by) {
  const Rating first = by.front()->rating;
  if (by.size() == 1) return alone(first);
  const Rating second = by.back()->rating;
  Together out;
  if (says_nothing(first)) out = alone(says_nothing(second) && second.kind == Kind::missing ? first : second);
  else if (says_nothing(second)) out = alone(first);
  else if (first.kind == Kind::mixed || second.kind == Kind::mixed || first.value * second.value < 0) out.kind = Kind::mixed;
  else out = {.kind = Kind::number, .value = (first.value + second.value) / 2.0};
  out.apart = first != second;
  return out;
}

/// @pre a number or mixed
std::size_t category(Rating r) { return r.kind == Kind::number ? static_cast<std::size_t>(r.value + 2) : rating_numbers; }

struct Pairs {
  statistics::RatingTable numbers{rating_numbers, std::vector<std::int64_t>(rating_numbers * rating_numbers)};
  statistics::RatingTable answers{rating_answers, std::vector<std::int64_t>(rating_answers * rating_answers)};
  RaterAgreement out;

  void add(const Opinion& o) {
    if (o.by.size() != 2) return;
    const Rating a = o.by[0]->rating, b = o.by[1]->rating;
    ++out.both;
    if (says_nothing(a) || says_nothing(b)) {
      ++out.left_out;
      return;
    }
    out.same += a == b ? 1 : 0;
    ++answers.counts[category(a) * rating_answers + category(b)];
    if (a.kind != Kind::number || b.kind != Kind::number) return;
    ++out.numbers;
    ++numbers.counts[category(a) * rating_numbers + category(b)];
  }
  RaterAgreement take() {
    out.weighted = statistics::quadratic_kappa(numbers);
    out.answers = statistics::cohen_kappa(answers);
    return out;
  }
};

}  // namespace

std::vector<Site> sites_of(const DeterminantRegister& reg, By by) {
  std::vector<Site> out;
  for (const Rated& r : reg.ratings) {
    auto site = std::ranges::find_if(out, [&](const Site& s) { return s.municipality == r.municipality && s.package == r.package; });
    if (site == out.end()) {
      out.push_back({.municipality = r.municipality, .package = r.package});
      site = out.end() - 1;
    }
    auto opinion = std::ranges::find(site->opinions, r.determinant, &Opinion::determinant);
    if (opinion == site->opinions.end()) {
      site->opinions.push_back({.determinant = r.determinant, .level = reg.determinants[r.determinant].level});
      opinion = site->opinions.end() - 1;
    }
    opinion->by.push_back(&r);
  }
  for (const Implementing& i : reg.implementing) {  // how far it has come is said, though nobody rated why
    const bool rated = std::ranges::any_of(out, [&](const Site& s) { return s.municipality == i.municipality && s.package == i.package; });
    if (!rated) out.push_back({.municipality = i.municipality, .package = i.package});
  }
  for (Site& s : out) {
    const auto degree = std::ranges::find_if(reg.implementing, [&](const Implementing& i) { return i.municipality == s.municipality && i.package == s.package; });
    if (degree != reg.implementing.end()) s.degree = degree->degree;
    std::ranges::sort(s.opinions, {}, &Opinion::determinant);
    for (Opinion& o : s.opinions) {
      std::ranges::sort(o.by, {}, [](const Rated* r) { return r->rater; });
      o.together = together(o.by);
    }
  }
  const auto place = [by](const Site& s) { return by == By::municipality ? std::tie(s.municipality, s.package) : std::tie(s.package, s.municipality); };
  std::ranges::sort(out, [&](const Site& a, const Site& b) { return place(a) < place(b); });
  return out;
}

RaterAgreement agreement_of(std::span<const Opinion> opinions) {
  Pairs pairs;
  for (const Opinion& o : opinions) pairs.add(o);
  return pairs.take();
}

RaterAgreement agreement_of(std::span<const Site> sites) {
  Pairs pairs;
  for (const Site& s : sites) {
    for (const Opinion& o : s.opinions) pairs.add(o);
  }
  return pairs.take();
}

Separation separation(std::span<const Placed> places) {
  std::optional<double> least_high, most_low;
  bool all_help = true;
  for (const Placed& p : places) {
    if (p.degree == Degree::high && p.together.kind != Kind::missing && p.together.kind != Kind::not_applicable) all_help = all_help && p.together.helps();
    if (p.together.kind != Kind::number) continue;
    if (p.degree == Degree::high) least_high = std::min(least_high.value_or(p.together.value), p.together.value);
    if (p.degree == Degree::low) most_low = std::max(most_low.value_or(p.together.value), p.together.value);
  }
  if (!least_high || !most_low) return Separation::unknown;
  if (*least_high <= *most_low) return Separation::none;
  return all_help ? Separation::strong : Separation::weak;
}

std::vector<Overdue> overdue(const DeterminantRegister& reg, Date as_of) {
  std::vector<Overdue> out;
  for (const Rated& r : reg.ratings) {
    if (!r.due || *r.due >= as_of || (r.done && *r.done <= as_of)) continue;
    out.push_back({&r, as_of.days - r.due->days});
  }
  std::ranges::stable_sort(out, std::greater{}, &Overdue::days);
  return out;
}

std::size_t without_action(std::span<const Site> sites) {
  std::size_t out = 0;
  for (const Site& s : sites) {
    for (const Opinion& o : s.opinions) {
      const bool acted = std::ranges::any_of(o.by, [](const Rated* r) { return !r->action.empty(); });
      out += o.together.hinders() && !acted ? 1U : 0U;
    }
  }
  return out;
}

}  // namespace rettesnor::implementation
