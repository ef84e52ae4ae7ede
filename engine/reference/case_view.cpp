// What of the case is seen at T and K: cells, lists, watermarks, the acting municipality.
#include <algorithm>

#include "engine/model/judged_elements.hpp"
#include "engine/reference/evaluator.hpp"

namespace rettesnor::reference {
namespace {

bool visible(const std::optional<Moment>& recorded_at, const std::optional<Moment>& known_at) {
  return !recorded_at || !known_at || *recorded_at <= *known_at;
}

}  // namespace

const Element* Evaluator::element_at(Place place, const Frame& f) const {
  const Element* element = f.slots[place.slot];
  for (int i = 0; i < place.up && element != nullptr; ++i) element = element->parent;
  return element;
}

const Cell& Evaluator::cell_of(const Element& element, const FieldDecl& field) const {
  static const Cell blank{};
  const Cell& cell = element.cells[field.index];
  return visible(cell.recorded_at, question_.known_at) ? cell : blank;
}

std::optional<Moment> Evaluator::watermark(const std::optional<Moment>& own, bool unmapped) const {
  if (unmapped) return std::nullopt;
  std::optional<Moment> mark = own ? own : case_.extraction_time;
  if (!mark && question_.trust_as_of_watermark) mark = at_;
  if (mark && question_.known_at) mark = std::min(*mark, *question_.known_at);
  return mark;
}

Listing Evaluator::listing_of(const Element* owner, FieldId list) {
  Listing out;
  const FieldDecl& field = model_.fields[list];
  const ListCell* cell = owner->lists[field.index].get();
  touch(owner, list, {});
  if (cell != nullptr) {
    for (const auto& element : cell->elements) {
      if (visible(element->recorded_at, question_.known_at)) out.seen.push_back(element.get());
    }
  }
  std::optional<Moment> own = cell != nullptr ? cell->complete_to : std::nullopt;
  bool unmapped = (cell != nullptr && cell->unmapped) || unseen_.contains(owner);
  if (!own && field.complete_to && !unmapped) {  // the list's own watermark: as early as it may be, or no claim
    const When w = time(field.complete_to, frame_at(owner));
    unmapped = !w.present || w.absent || w.pending;
    own = w.day ? Moment{end_of_day(w.first_day()).micros - 1} : w.lo;
  }
  const std::optional<Moment> mark = watermark(own, unmapped);
  if (!mark || *mark < at_) out.unseen = unseen_element(owner, list, mark);
  return out;
}

Listing Evaluator::listing(const ListRef& list, const Frame& f) {
  const Element* owner = element_at(list.place, f);
  return owner == nullptr ? Listing{} : listing_of(owner, list.list);
}

const Element* Evaluator::unseen_element(const Element* owner, FieldId list, std::optional<Moment> from) {
  auto& slot = unseen_by_list_[{owner, list}];
  if (slot) return slot.get();
  const Concept& kind = model_.concepts[model_.fields[list].element];
  slot = std::make_unique<Element>();
  slot->concept_id = model_.fields[list].element;
  slot->in_list = list;
  slot->parent = owner;
  slot->cells.resize(kind.fields.size());
  slot->lists.resize(kind.fields.size());
  for (const FieldId id : kind.fields) {
    const FieldDecl& field = model_.fields[id];
    Cell& cell = slot->cells[field.index];
    if (field.kind == FieldKind::event && id == kind.first_event && from) {
      cell.not_by = from;  // new elements lie after the watermark
    } else {
      cell.state = CellState::asked_unknown;
    }
  }
  unseen_.insert(slot.get());
  if (!cuts_.empty()) add_cuts(*slot);
  return slot.get();
}

/// One of those that an unseen element stands for.
const Element* Evaluator::one_of(const Element* unseen) {
  auto& one = one_of_unseen_[unseen];
  if (one) return one.get();
  one = std::make_unique<Element>();
  one->concept_id = unseen->concept_id;
  one->in_list = unseen->in_list;
  one->parent = unseen->parent;
  one->cells = unseen->cells;
  one->lists.resize(unseen->lists.size());
  unseen_.insert(one.get());
  return one.get();
}

std::vector<const Element*> Evaluator::elements_of(ConceptId concept_id, std::vector<const Element*>& unseen) {
  const Concept& kind = model_.concepts[concept_id];
  if (kind.listed_in.empty()) {
    if (case_.root->concept_id == concept_id) return {case_.root.get()};
    return {};
  }
  std::vector<const Element*> seen;
  for (const FieldId list : kind.listed_in) {
    std::vector<const Element*> unseen_owners;
    const std::vector<const Element*> owners = elements_of(model_.fields[list].owner, unseen_owners);
    for (const Element* owner : owners) {
      const Listing listing = listing_of(owner, list);
      seen.insert(seen.end(), listing.seen.begin(), listing.seen.end());
      if (listing.unseen != nullptr) unseen.push_back(listing.unseen);
    }
    for (const Element* owner : unseen_owners) unseen.push_back(unseen_element(owner, list, std::nullopt));
  }
  return seen;
}

std::optional<std::string> Evaluator::municipality_on(Date day) const {
  if (question_.municipality) return question_.municipality;
  std::optional<std::string> code;
  for (const MunicipalityPeriod& p : case_.municipality) {
    if (!p.from || *p.from <= day) code = p.code;
  }
  return code;
}

std::string Evaluator::path(const Element* element) const { return element_path(model_, element); }

void Evaluator::touch(const Element* element, FieldId field, FieldId part) {
  if (++steps_ > step_budget) throw OutOfSteps{};
  if (unseen_.contains(element)) return;
  touched_.insert({element, field, part});
}

Frame Evaluator::frame_at(const Element* element) const {
  Frame f;
  f.slots[0] = case_.root.get();
  f.slots[1] = element;
  f.at = at_;
  f.day = local_day(at_);
  return f;
}

When Evaluator::first_event(const Element& element) {
  const FieldId id = model_.concepts[element.concept_id].first_event;
  if (!id) return unknown_time(false);
  touch(&element, id, {});
  return event_time(element, id);
}

Evaluator::Picked Evaluator::pick(const Selection& s, const Frame& f) {
  struct Candidate {
    const Element* element;
    When time;
    Truth counts;
  };
  std::vector<Candidate> all;
  const Listing list = listing(s.list, f);
  const auto consider = [&](const Element* element, bool unseen) {
    Frame inner = f;
    inner.slots[s.slot] = element;
    const When time = first_event(*element);
    Truth counts = s.where ? truth(s.where, inner) : Truth::yes;
    if (unseen || !time.must_have_happened(at_)) counts = counts & Truth::unknown;
    if (!time.may_have_happened(at_)) counts = Truth::no;
    if (counts != Truth::no) all.push_back({element, time, counts});
  };
  for (const Element* element : list.seen) consider(element, false);
  if (list.unseen != nullptr) consider(list.unseen, true);
  Picked out;
  out.may_be_none = std::ranges::none_of(all, [](const Candidate& c) { return c.counts == Truth::yes; });
  const bool first = s.which == Selection::Which::first;
  // `a` certainly comes before (for last: after) `b`; equal times keep the order of the list.
  const auto beats = [&](std::size_t a, std::size_t b) {
    const When& x = all[a].time;
    const When& y = all[b].time;
    if (x.exact() && y.exact() && x.lo == y.lo && x.hi == y.hi) return first ? a < b : a > b;
    return first ? x.hi < y.lo : x.lo > y.hi;
  };
  for (std::size_t c = 0; c < all.size(); ++c) {
    bool beaten = false;
    for (std::size_t other = 0; other < all.size(); ++other) {
      beaten |= other != c && all[other].counts == Truth::yes && beats(other, c);
    }
    if (!beaten) out.candidates.push_back(all[c].element);
  }
  out.certain = out.candidates.size() == 1 && !out.may_be_none;
  return out;
}

}  // namespace rettesnor::reference
