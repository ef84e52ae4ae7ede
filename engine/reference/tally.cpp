// What is counted and added up over a list's elements, unknowns carried as bounds (LANGUAGE.md §3).
#include <algorithm>

#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {

namespace {

/// Moves a sum's bounds by one element's. A bound that cannot be held is none.
void add_to(NumberRange& sum, const NumberRange& term) {
  const auto plus = [](const std::optional<Decimal>& a, const std::optional<Decimal>& b) { return a && b ? add(*a, *b) : std::nullopt; };
  sum = {plus(sum.lo, term.lo), plus(sum.hi, term.hi)};
}

/// The term, or nothing at all.
NumberRange or_zero(NumberRange range) {
  if (range.lo) range.lo = std::min(*range.lo, Decimal{});
  if (range.hi) range.hi = std::max(*range.hi, Decimal{});
  return range;
}

/// Any number of terms in the range: what lies beyond zero has no bound.
NumberRange any_number_of(const NumberRange& range) {
  NumberRange out{Decimal{}, Decimal{}};
  if (!range.lo || *range.lo < Decimal{}) out.lo = std::nullopt;
  if (!range.hi || Decimal{} < *range.hi) out.hi = std::nullopt;
  return out;
}

}  // namespace

/// Is the element in the selection, and has it happened at T? `inner` has it in the selection's slot.
Truth Evaluator::is_counted(const Selection& selection, const Element& element, const Frame& inner) {
  Truth t = selection.where ? truth(selection.where, inner) : Truth::yes;
  if (model_.concepts[element.concept_id].first_event) {  // what has not happened at T is not counted
    const When w = first_event(element);
    t = t & (w.must_have_happened(inner.at) ? Truth::yes : w.may_have_happened(inner.at) ? Truth::unknown : Truth::no);
  }
  return t;
}

Possible Evaluator::count_value(const expr::Count& c, const Frame& f) {
  const Listing list = listing(c.selection.list, f);
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const Element* element : list.seen) {
    Frame inner = f;
    inner.slots[c.selection.slot] = element;
    const Truth t = is_counted(c.selection, *element, inner);
    least += t == Truth::yes ? 1 : 0;
    most += t != Truth::no ? 1 : 0;
  }
  bool more = list.unseen != nullptr;
  if (more && c.selection.where) {
    Frame inner = f;
    inner.slots[c.selection.slot] = list.unseen;
    more = truth(c.selection.where, inner) != Truth::no;
  }
  Possible p{.kind = TypeKind::number};
  p.number.lo = make_decimal(least);
  p.number.hi = more ? std::nullopt : make_decimal(most);
  return p;
}

/// A term that does not exist makes the sum not exist, as in other arithmetic; `where` leaves such elements out.
Possible Evaluator::sum_value(const expr::Sum& s, TypeKind kind, const Frame& f) {
  const Listing list = listing(s.selection.list, f);
  Possible sum{.kind = kind, .number = {Decimal{}, Decimal{}}};
  const auto take = [&](const Element& element, bool seen) {
    Frame inner = f;
    inner.slots[s.selection.slot] = &element;
    const Truth in = seen ? is_counted(s.selection, element, inner) : s.selection.where ? truth(s.selection.where, inner) : Truth::unknown;
    if (in == Truth::no) return;
    const Possible term = value(s.term, inner);
    sum.absent |= term.absent || !term.present;
    if (!term.present) {  // without it there is a sum only if the element is left out
      sum.present &= !seen || in == Truth::unknown;
      return;
    }
    add_to(sum.number, !seen ? any_number_of(term.number) : in == Truth::yes ? term.number : or_zero(term.number));
  };
  for (const Element* element : list.seen) take(*element, true);
  if (list.unseen != nullptr) take(*list.unseen, false);
  return sum;
}

}  // namespace rettesnor::reference
