// Domains, views and leaves: how what a name means is brought to the rows that are worked on.
#include <algorithm>

#include "engine/compile/compiler.hpp"

namespace rettesnor::plan {

using Link = Domain::Link;

Compiler::Compiler(const Model& model, const Question& question, Plan& plan)
    : model_(model), question_(question), plan_(plan), b_(plan) {}

DomainId Compiler::along(DomainId from, Link link) const {
  const Domain& d = b_.domain(from);
  return link == Link::up ? d.up : d.elements;
}

StepId Compiler::lifted(StepId value, DomainId to, const std::vector<Link>& links) {
  std::vector<DomainId> way{to};
  for (const Link link : links) way.push_back(along(way.back(), link));
  for (std::size_t i = links.size(); i-- > 0;) value = b_.lift(links[i], value, way[i]);
  return value;
}

Time Compiler::lifted(const Time& t, DomainId to, const std::vector<Link>& links) {
  return {.absent = lifted(t.absent, to, links), .pending = lifted(t.pending, to, links), .uncovered = lifted(t.uncovered, to, links),
          .present = lifted(t.present, to, links), .lo = lifted(t.lo, to, links), .hi = lifted(t.hi, to, links), .day = t.day};
}

Kleene Compiler::lifted(const Kleene& k, DomainId to, const std::vector<Link>& links) {
  return {lifted(k.yes, to, links), lifted(k.no, to, links)};
}

View Compiler::root_view(DomainId from) const {
  View out{from, {}};
  while (b_.domain(out.base).kind != Domain::Kind::cases) {
    out.base = b_.domain(out.base).up;
    out.links.push_back(Link::up);
  }
  return out;
}

std::optional<View> Compiler::view_of(Place place, const Scope& s) const {
  const auto at = s.slots.find(place.slot);
  if (at == s.slots.end()) return std::nullopt;
  View view = at->second;
  for (int i = 0; i < place.up; ++i) {
    if (b_.domain(view.base).kind == Domain::Kind::cases) return std::nullopt;
    view.base = b_.domain(view.base).up;
    view.links.push_back(Link::up);
  }
  return view;
}

/// As the reference's frame_at: slot 1 is the row itself, everything is read at T.
Scope Compiler::scope_of_rows(DomainId rows) {
  Scope s{.domain = rows};
  s.slots[0] = root_view(rows);
  s.slots[1] = View{rows, {}};
  s.at = {b_.day(local_day(question_.as_of), rows), b_.moment(question_.as_of, rows)};
  s.day = s.at.day;
  return s;
}

/// A list is complete where its watermark reaches T; only watermarks that the batch finds by itself have a plan.
bool Compiler::covers_unseen(FieldId list) const {
  const ExprId to = model_.fields[list].complete_to;
  return !to || std::holds_alternative<expr::ExtractionTime>(model_.exprs[to].node);
}

Scope Compiler::into(const ListRef& list, std::uint8_t slot, const Scope& s) {
  const auto owner = view_of(list.place, s);
  if (!owner) throw NoPlan{"a list of nothing"};
  if (!covers_unseen(list.list)) throw NoPlan{"a list complete to a fact"};
  careful(b_.leaf({Leaf::Kind::unseen_elements, owner->base, list.list, {}}, Width::bit));
  const DomainId elements = b_.list_domain(owner->base, list.list, model_.fields[list.list].element);
  Scope out = s;
  out.domain = b_.pair_domain(s.domain, owner->links, elements);
  const std::vector<Link> up{Link::up};
  for (auto& [number, view] : out.slots) view.links.insert(view.links.begin(), Link::up);
  out.slots[slot] = View{elements, out.domain == elements ? std::vector<Link>{} : std::vector<Link>{Link::element}};
  out.at.day = lifted(s.at.day, out.domain, up);
  if (s.at.moment) out.at.moment = lifted(s.at.moment, out.domain, up);
  out.day = lifted(s.day, out.domain, up);
  return out;
}

StepId Compiler::read(const View& view, const Scope& s, Leaf::Kind kind, Width width, FieldId field, FieldId part) {
  return lifted(b_.leaf({kind, view.base, field, part}, width), s.domain, view.links);
}

void Compiler::careful(StepId rows) {
  if (!b_.is_zero(rows)) careful_.push_back(rows);
}

StepId Compiler::in_cases(StepId rows) {
  while (b_.domain(b_.domain_of(rows)).kind != Domain::Kind::cases) rows = b_.fold(Op::any, rows);
  return rows;
}

}  // namespace rettesnor::plan
