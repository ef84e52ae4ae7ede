// Makes steps: equal steps are one, and what is known beforehand is worked out at once.
#pragma once

#include <unordered_map>

#include "engine/compile/plan.hpp"

namespace rettesnor::plan {

/// INVARIANT: a step is made once; a step that is certainly 0 or 1 is `zero` or `one` of its domain.
class Builder {
 public:
  explicit Builder(Plan& plan) : plan_(plan) {}

  const Step& step(StepId id) const { return plan_.steps[id.value]; }
  const Domain& domain(DomainId id) const { return plan_.domains[id.value]; }
  DomainId domain_of(StepId id) const { return step(id).domain; }

  DomainId list_domain(DomainId owner, FieldId list, ConceptId kind);
  DomainId pair_domain(DomainId left, const std::vector<Domain::Link>& owner, DomainId elements);

  /// As many rows as `count` says for each row of its domain.
  DomainId series_domain(StepId count, std::uint32_t more = 0);

  StepId zero(DomainId domain) { return add({.op = Op::zero, .width = Width::bit, .domain = domain}); }
  StepId one(DomainId domain) { return add({.op = Op::one, .width = Width::bit, .domain = domain}); }
  StepId bit(bool value, DomainId domain) { return value ? one(domain) : zero(domain); }
  StepId constant(std::int64_t value, Width width, DomainId domain) {
    return add({.op = Op::constant, .width = width, .domain = domain, .immediate = value});
  }
  StepId day(Date value, DomainId domain) { return constant(value.days, Width::day, domain); }
  StepId moment(Moment value, DomainId domain) { return constant(value.micros, Width::number, domain); }
  StepId leaf(const Leaf& leaf, Width width);
  std::uint32_t calendar(const Calendar& calendar);
  std::int64_t text(const std::string& value);

  bool is_zero(StepId id) const { return step(id).op == Op::zero; }
  bool is_one(StepId id) const { return step(id).op == Op::one; }

  StepId and_(StepId a, StepId b);
  StepId or_(StepId a, StepId b);
  StepId and_not(StepId a, StepId b);  ///< a and not b
  StepId not_(StepId a);
  StepId less(StepId a, StepId b);
  StepId less_equal(StepId a, StepId b);
  StepId equal(StepId a, StepId b);
  StepId any_bits(StepId a, std::uint64_t bits);
  StepId select(StepId bit, StepId yes, StepId no);
  /// Operations with two operands of one width, and those of one operand with an immediate.
  StepId binary(Op op, StepId a, StepId b, Width width, std::int64_t immediate = 0, std::uint32_t extra = 0);
  StepId unary(Op op, StepId a, Width width, std::int64_t immediate = 0, std::uint32_t extra = 0);
  /// The local day of a moment.
  StepId day_of(StepId moment);
  /// Over the rows under each row of the domain above.
  StepId fold(Op op, StepId a);
  StepId lift(Domain::Link link, StepId a, DomainId to);
  StepId chosen_row(bool first, StepId candidates, StepId order);
  StepId at_row(StepId value, StepId row);
  StepId index(DomainId series) { return add({.op = Op::index, .width = Width::day, .domain = series}); }
  StepId row(DomainId domain) { return add({.op = Op::row, .width = Width::day, .domain = domain}); }
  StepId number_of(StepId bits);
  /// @param own  the row's own, the first of the first row's; else the one before it
  StepId nth_row(StepId candidates, StepId order, DomainId series, bool own);
  /// Of `candidates`, those with first <= end and begin <= last, counted for each row of a series.
  StepId touching(StepId candidates, StepId first, StepId last, StepId begin, StepId end);
  StepId period_count(StepId begun, StepId from, StepId until, Date by, std::uint32_t kind);
  StepId first_gap(StepId day, StepId from, StepId until);

 private:
  struct Hash {
    std::size_t operator()(const Step& s) const;
  };
  StepId add(const Step& step);

  Plan& plan_;
  std::unordered_map<Step, StepId, Hash> made_;
};

}  // namespace rettesnor::plan
