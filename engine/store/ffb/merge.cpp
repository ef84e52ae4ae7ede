#include "engine/store/ffb/merge.hpp"

#include <algorithm>

#include "engine/store/ffb/shape.hpp"

namespace rettesnor::ffb {

namespace {

std::string key_of(std::string_view type, const std::string& id) { return std::string(type) + "/" + id; }

/// When each field of `now` was told, after what was known `before`.
std::vector<Told> told_again(const Known& before, const Resource& now, Moment at) {
  const auto fields = row_of(now.kind).fields;
  std::vector<Told> out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string& old = before.value(fields[i]);
    const Told told = before.told_of(fields[i]);
    if (old == now.values[i]) out.push_back(told);
    else out.push_back({old.empty() ? at : told.first, at});
  }
  return out;
}

const std::string& assessed(const Resource& condition) {
  const std::string& asserted = condition.value(Field::asserted);
  return asserted.empty() ? condition.value(Field::recorded) : asserted;
}

}  // namespace

Told Known::told_of(Field field) const {
  const auto fields = row_of(kind).fields;
  const auto at = static_cast<std::size_t>(std::ranges::find(fields, field) - fields.begin());
  return at < told.size() ? told[at] : Told{first, first};
}

std::uint32_t Merged::citizen(const std::string& id, Moment at) {
  const auto [found, fresh] = citizen_of_.try_emplace(id, static_cast<std::uint32_t>(citizens_.size()));
  if (fresh) citizens_.push_back({.id = id, .first = at, .last = at});
  return found->second;
}

void Merged::fault(std::uint32_t citizen, Code why, Place place) {
  Citizen& of = citizens_[citizen];
  if (of.fault) return;
  of.fault = why;
  of.place = place;
}

void Merged::spoil(const std::string& id, Code why, Place place) {
  if (id.empty()) {
    nobodys_.emplace_back(why, place);
    return;
  }
  fault(citizen(id, {}), why, place);
}

void Merged::add(Bundle&& bundle, Place place) {
  const std::uint32_t of = citizen(bundle.citizen, bundle.timestamp);
  citizens_[of].last = bundle.timestamp;
  if (citizens_[of].place.line == 0) citizens_[of].place = place;
  for (Resource& r : bundle.resources) resource(std::move(r), of, bundle.timestamp);
}

void Merged::resource(Resource&& r, std::uint32_t citizen, Moment at) {
  if (const std::string& organisation = r.value(Field::organisation); !organisation.empty()) {
    // An id is an organisation's own: another organisation's Patient of that id may be another person.
    std::string& first = citizens_[citizen].organisation;
    if (first.empty()) first = organisation;
    if (first != organisation) {
      findings_.add(Code::ffb_other_citizen, r.place);
      return fault(citizen, Code::ffb_other_citizen, r.place);
    }
  }
  const auto updated = fhir_instant(r.updated);
  if (updated && *updated > at) findings_.add(Code::ffb_out_of_order, r.place);
  const auto [found, fresh] = resource_of_.try_emplace(key_of(row_of(r.kind).resource_type, r.id), static_cast<std::uint32_t>(resources_.size()));
  const std::uint32_t number = found->second;
  if (fresh) {
    resources_.push_back({std::move(r), citizen, at, at, at, at});
    return assess(number, at);
  }
  Known& known = resources_[number];
  if (known.citizen != citizen) {
    findings_.add(Code::ffb_other_citizen, r.place);
    fault(citizen, Code::ffb_other_citizen, r.place);
    fault(known.citizen, Code::ffb_other_citizen, r.place);
    return;
  }
  if (!known.says_the_same(r)) {
    if (known.last == at) {  // which of the two came last cannot be known
      findings_.add(Code::ffb_two_versions, r.place);
      fault(citizen, Code::ffb_two_versions, r.place);
      return;
    }
    const auto before = fhir_instant(known.updated);
    if (updated && before && *updated < *before) findings_.add(Code::ffb_out_of_order, r.place);
    ++replaced_;
    const Moment referred = known.references == r.references ? known.referred : at;
    Known next{std::move(r), citizen, known.first, at, at, referred};
    next.told = told_again(known, next, at);
    known = std::move(next);
  }
  known.last = at;
  assess(number, at);
}

void Merged::assess(std::uint32_t number, Moment at) {
  const Known& condition = resources_[number];
  if (condition.kind != Kind::condition || condition.gone) return;
  std::vector<std::uint32_t>& all = assessments_of_[number];
  const std::string& day = assessed(condition);
  const auto same = std::ranges::find_if(all, [&](std::uint32_t a) { return assessments_[a].at == day; });
  if (same == all.end()) {
    all.push_back(static_cast<std::uint32_t>(assessments_.size()));
    assessments_.push_back({number, condition.value(Field::code), condition.value(Field::severity), day, at, at, condition.place});
    return;
  }
  Assessment& one = assessments_[*same];
  if (one.code == condition.value(Field::code) && one.severity == condition.value(Field::severity)) return;
  findings_.add(Code::ffb_silent_change, condition.place);
  one = {number, condition.value(Field::code), condition.value(Field::severity), day, one.first, at, condition.place};
}

std::optional<std::uint32_t> Merged::find(std::string_view type, const std::string& id) const {
  const auto found = resource_of_.find(key_of(type, id));
  if (found == resource_of_.end() || resources_[found->second].gone) return std::nullopt;
  return found->second;
}

const Known* Merged::known(std::string_view type, const std::string& id) const {
  const auto found = resource_of_.find(key_of(type, id));
  return found == resource_of_.end() ? nullptr : &resources_[found->second];
}

std::optional<std::uint32_t> Merged::target(const Known& of, const Reference& reference) const {
  const auto found = find(type_of(reference.role), reference.id);
  return found && resources_[*found].citizen == of.citizen ? found : std::nullopt;
}

}  // namespace rettesnor::ffb
