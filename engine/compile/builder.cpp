#include "engine/compile/builder.hpp"

#include <algorithm>

namespace rettesnor::plan {

std::size_t Builder::Hash::operator()(const Step& s) const {
  std::uint64_t h = static_cast<std::uint64_t>(s.op) << 8U | static_cast<std::uint64_t>(s.width);
  const auto mix = [&](std::uint64_t x) { h = (h ^ x) * 0x9E3779B97F4A7C15U ^ h >> 29U; };
  mix(s.domain.value);
  for (const StepId f : s.from) mix(f.value);
  mix(static_cast<std::uint64_t>(s.immediate));
  mix(s.extra);
  return h;
}

StepId Builder::add(const Step& step) {
  const auto [at, fresh] = made_.try_emplace(step, StepId{static_cast<std::uint32_t>(plan_.steps.size())});
  if (fresh) plan_.steps.push_back(step);
  return at->second;
}

DomainId Builder::list_domain(DomainId owner, FieldId list, ConceptId kind) {
  for (std::uint32_t i = 0; i < plan_.domains.size(); ++i) {
    const Domain& d = plan_.domains[i];
    if (d.kind == Domain::Kind::list && d.up == owner && d.list == list) return {i};
  }
  plan_.domains.push_back({.kind = Domain::Kind::list, .kind_of = kind, .list = list, .up = owner});
  return {static_cast<std::uint32_t>(plan_.domains.size() - 1)};
}

DomainId Builder::pair_domain(DomainId left, const std::vector<Domain::Link>& owner, DomainId elements) {
  if (owner.empty()) return elements;  // the left side is the owner itself
  for (std::uint32_t i = 0; i < plan_.domains.size(); ++i) {
    const Domain& d = plan_.domains[i];
    if (d.kind == Domain::Kind::pairs && d.up == left && d.elements == elements && d.owner == owner) return {i};
  }
  plan_.domains.push_back({.kind = Domain::Kind::pairs, .list = domain(elements).list, .up = left, .elements = elements, .owner = owner});
  return {static_cast<std::uint32_t>(plan_.domains.size() - 1)};
}

DomainId Builder::series_domain(StepId count, std::uint32_t more) {
  for (std::uint32_t i = 0; i < plan_.domains.size(); ++i) {
    if (plan_.domains[i].kind == Domain::Kind::series && plan_.domains[i].count == count && plan_.domains[i].more == more) return {i};
  }
  plan_.domains.push_back({.kind = Domain::Kind::series, .up = domain_of(count), .count = count, .more = more});
  return {static_cast<std::uint32_t>(plan_.domains.size() - 1)};
}

StepId Builder::leaf(const Leaf& leaf, Width width) {
  auto at = std::ranges::find(plan_.leaves, leaf);
  if (at == plan_.leaves.end()) at = plan_.leaves.insert(at, leaf);
  return add({.op = Op::leaf, .width = width, .domain = leaf.domain, .immediate = at - plan_.leaves.begin()});
}

std::uint32_t Builder::calendar(const Calendar& calendar) {
  auto at = std::ranges::find(plan_.calendars, &calendar);
  if (at == plan_.calendars.end()) at = plan_.calendars.insert(at, &calendar);
  return static_cast<std::uint32_t>(at - plan_.calendars.begin());
}

std::int64_t Builder::text(const std::string& value) {
  auto at = std::ranges::find(plan_.texts, value);
  if (at == plan_.texts.end()) at = plan_.texts.insert(at, value);
  return at - plan_.texts.begin();
}

StepId Builder::and_(StepId a, StepId b) {
  if (a == b || is_zero(a) || is_one(b)) return a;
  if (is_zero(b) || is_one(a)) return b;
  if (step(a).op == Op::not_) return and_not(b, step(a).from[0]);
  if (step(b).op == Op::not_) return and_not(a, step(b).from[0]);
  return add({.op = Op::and_, .width = Width::bit, .domain = domain_of(a), .from = {std::min(a, b), std::max(a, b)}});
}

StepId Builder::or_(StepId a, StepId b) {
  if (a == b || is_one(a) || is_zero(b)) return a;
  if (is_one(b) || is_zero(a)) return b;
  if ((step(a).op == Op::not_ && step(a).from[0] == b) || (step(b).op == Op::not_ && step(b).from[0] == a)) return one(domain_of(a));
  return add({.op = Op::or_, .width = Width::bit, .domain = domain_of(a), .from = {std::min(a, b), std::max(a, b)}});
}

StepId Builder::and_not(StepId a, StepId b) {
  if (a == b || is_zero(a) || is_one(b)) return zero(domain_of(a));
  if (is_zero(b)) return a;
  if (is_one(a)) return not_(b);
  if (step(b).op == Op::not_) return and_(a, step(b).from[0]);
  return add({.op = Op::and_not, .width = Width::bit, .domain = domain_of(a), .from = {a, b}});
}

StepId Builder::not_(StepId a) {
  if (is_zero(a)) return one(domain_of(a));
  if (is_one(a)) return zero(domain_of(a));
  if (step(a).op == Op::not_) return step(a).from[0];
  return add({.op = Op::not_, .width = Width::bit, .domain = domain_of(a), .from = {a}});
}

StepId Builder::less(StepId a, StepId b) {
  if (a == b) return zero(domain_of(a));
  if (step(a).op == Op::constant && step(b).op == Op::constant) return bit(step(a).immediate < step(b).immediate, domain_of(a));
  return binary(Op::less, a, b, Width::bit);
}

StepId Builder::less_equal(StepId a, StepId b) {
  if (a == b) return one(domain_of(a));
  const bool beginning = step(a).op == Op::constant && step(a).width == Width::day && step(a).immediate == first_date.days;
  if (beginning) return one(domain_of(a));  // no day lies before it
  if (step(a).op == Op::constant && step(b).op == Op::constant) return bit(step(a).immediate <= step(b).immediate, domain_of(a));
  return binary(Op::less_equal, a, b, Width::bit);
}

StepId Builder::equal(StepId a, StepId b) {
  if (a == b) return one(domain_of(a));
  if (step(a).op == Op::constant && step(b).op == Op::constant) return bit(step(a).immediate == step(b).immediate, domain_of(a));
  return binary(Op::equal, std::min(a, b), std::max(a, b), Width::bit);
}

StepId Builder::any_bits(StepId a, std::uint64_t bits) {
  if (bits == 0) return zero(domain_of(a));
  if (step(a).op == Op::constant) return bit((static_cast<std::uint64_t>(step(a).immediate) & bits) != 0, domain_of(a));
  return unary(Op::any_bits, a, Width::bit, static_cast<std::int64_t>(bits));
}

StepId Builder::select(StepId bit, StepId yes, StepId no) {
  if (yes == no || is_one(bit)) return yes;
  if (is_zero(bit)) return no;
  if (step(bit).op == Op::not_) return select(step(bit).from[0], no, yes);
  return add({.op = Op::select, .width = step(yes).width, .domain = domain_of(bit), .from = {bit, yes, no}});
}

StepId Builder::binary(Op op, StepId a, StepId b, Width width, std::int64_t immediate, std::uint32_t extra) {
  if (a == b && (op == Op::least || op == Op::greatest || op == Op::bit_or)) return a;
  return add({.op = op, .width = width, .domain = domain_of(a), .from = {a, b}, .immediate = immediate, .extra = extra});
}

StepId Builder::unary(Op op, StepId a, Width width, std::int64_t immediate, std::uint32_t extra) {
  return add({.op = op, .width = width, .domain = domain_of(a), .from = {a}, .immediate = immediate, .extra = extra});
}

StepId Builder::day_of(StepId moment) {
  const Step s = step(moment);
  if (s.op == Op::constant) return day(local_day(Moment{s.immediate}), s.domain);
  if (s.op == Op::lift_up) return lift(Domain::Link::up, day_of(s.from[0]), s.domain);
  if (s.op == Op::lift_element) return lift(Domain::Link::element, day_of(s.from[0]), s.domain);
  if (s.op == Op::leaf) {
    Leaf leaf = plan_.leaves[static_cast<std::size_t>(s.immediate)];
    const bool low = leaf.kind == Leaf::Kind::time_low;
    if (low || leaf.kind == Leaf::Kind::time_high) {
      leaf.kind = low ? Leaf::Kind::time_low_day : Leaf::Kind::time_high_day;
      return this->leaf(leaf, Width::day);
    }
  }
  return unary(Op::day_of, moment, Width::day);
}

StepId Builder::fold(Op op, StepId a) {
  const DomainId up = domain(domain_of(a)).up;
  if (is_zero(a) && op != Op::count) return zero(up);
  return add({.op = op, .width = op == Op::count ? Width::number : Width::bit, .domain = up, .from = {a}});
}

StepId Builder::lift(Domain::Link link, StepId a, DomainId to) {
  const Step& s = step(a);
  if (s.op == Op::zero) return zero(to);
  if (s.op == Op::one) return one(to);
  if (s.op == Op::constant) return constant(s.immediate, s.width, to);
  return add({.op = link == Domain::Link::up ? Op::lift_up : Op::lift_element, .width = s.width, .domain = to, .from = {a}});
}

StepId Builder::chosen_row(bool first, StepId candidates, StepId order) {
  return add({.op = first ? Op::first_row : Op::last_row, .width = Width::day, .domain = domain(domain_of(candidates)).up,
              .from = {candidates, order}});
}

StepId Builder::at_row(StepId value, StepId row) {
  const Step& s = step(value);
  return add({.op = Op::at_row, .width = s.width, .domain = domain_of(row), .from = {value, row}});
}

StepId Builder::number_of(StepId bits) {
  return add({.op = Op::number_of, .width = Width::day, .domain = domain(domain_of(bits)).up, .from = {bits}});
}

StepId Builder::nth_row(StepId candidates, StepId order, DomainId series, bool own) {
  return add({.op = Op::nth_row, .width = Width::day, .domain = series, .from = {candidates, order}, .immediate = own ? 1 : 0});
}

StepId Builder::touching(StepId candidates, StepId first, StepId last, StepId begin, StepId end) {
  return add({.op = Op::touching, .width = Width::number, .domain = domain_of(begin), .from = {candidates, first, last, begin, end}});
}

StepId Builder::period_count(StepId begun, StepId from, StepId until, Date by, std::uint32_t kind) {
  return add({.op = Op::period_count, .width = Width::day, .domain = domain_of(from), .from = {from, until, begun}, .immediate = by.days, .extra = kind});
}

StepId Builder::first_gap(StepId day, StepId from, StepId until) {
  return add({.op = Op::first_gap, .width = Width::day, .domain = domain_of(day), .from = {day, from, until}});
}

}  // namespace rettesnor::plan
