#include "engine/store/ffb/quality.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "engine/store/ffb/shape.hpp"

namespace rettesnor::ffb {

namespace {

std::string_view column_of(Role role) {
  switch (role) {
    case Role::request: return "request";
    case Role::finding: return "finding";
    case Role::condition: return "condition";
    case Role::target_group: return "target_group";
    case Role::goal: return "goal";
    case Role::evaluation: return "evaluation";
    case Role::performer: return "performer";
    case Role::plan: return "plan";
    case Role::encounter: return "follow_up";
  }
  return {};
}

/// What a kind cannot do without: codes by which others know it, and the time at which it happened.
std::vector<Field> needed(Kind kind, const Settings& settings) {
  using enum Field;
  switch (kind) {
    case Kind::gathering:
    case Kind::encounter: return {at};
    case Kind::target_group:
    case Kind::performer: return {code};
    case Kind::condition: return {code, recorded};
    case Kind::plan: return {start};
    case Kind::evaluation: return {at, need};
    case Kind::intervention: return {code, start};
    case Kind::follow_up: return {at, result};
    case Kind::goal: {
      std::vector<Field> out;
      if (!settings.expected_level.empty()) out.push_back(expected);
      if (!settings.goal_type.empty()) out.push_back(type);
      return out;
    }
    case Kind::citizen:
    case Kind::request: return {};
  }
  return {};
}

class Looker {
 public:
  Looker(Merged& merged, const Settings& settings, Findings& findings) : merged_(merged), settings_(settings), findings_(findings) {
    if (settings.codes == nullptr || settings.scored.empty()) return;
    for (const CodeTable& table : *settings.codes) {
      if (table.title(settings.scored) != nullptr) scored_ = &table;
    }
  }

  Unchecked look() {
    for (const Known& r : merged_.resources()) {
      if (r.gone) continue;
      fields(r);
      if (r.kind == Kind::condition) level(r);
      if (r.kind == Kind::goal) primary(r);
      for (const Reference& reference : r.references) {
        const Known* to = merged_.known(type_of(reference.role), reference.id);
        if (to == nullptr) spoil(Code::ffb_leads_nowhere, r, column_of(reference.role));
        else if (to->citizen != r.citizen) spoil_both(r, *to);
      }
      if (r.kind == Kind::intervention || r.kind == Kind::follow_up) one_plan(r);
      order(r);
    }
    return out_;
  }

 private:
  void add(Code code, const Known& r, std::string_view column) {
    findings_.add(code, r.place, {std::string(row_of(r.kind).table) + "." + std::string(column)});
  }

  /// More than doubtful: something is not there that is known to be.
  void spoil(Code code, const Known& r, std::string_view column) {
    findings_.add(Diagnostic{.code = code, .at = {}, .arguments = {std::string(row_of(r.kind).table) + "." + std::string(column)}, .level = Level::error}, r.place);
    merged_.spoil(merged_.citizens()[r.citizen].id, code, r.place);
  }

  /// Which of the two citizens it is about, nobody can know.
  void spoil_both(const Known& r, const Known& other) {
    findings_.add(Code::ffb_other_citizen, r.place);
    for (const std::uint32_t of : {r.citizen, other.citizen}) merged_.spoil(merged_.citizens()[of].id, Code::ffb_other_citizen, r.place);
  }

  /// What is of no plan, or of several, has no place in any.
  void one_plan(const Known& r) {
    std::set<std::string_view> plans;
    for (const Reference& reference : r.references) {
      if (reference.role == Role::plan) plans.insert(reference.id);
    }
    if (plans.empty()) spoil(Code::ffb_missing, r, "plan");
    if (plans.size() > 1) spoil(Code::ffb_bad_resource, r, "plan");
  }

  void fields(const Known& r) {
    for (const Field field : row_of(r.kind).fields) {
      if ((r.unlisted & bit_of(field)) != 0) add(Code::ffb_unknown_code, r, name_of(field));
      if ((r.unchecked & bit_of(field)) != 0) ++out_.codes;
      if (settings_.codes == nullptr && !r.value(field).empty() && is_code(field)) ++out_.codes;
    }
    for (const Field field : needed(r.kind, settings_)) {
      if (r.value(field).empty()) add(Code::ffb_missing, r, name_of(field));
    }
  }
  static bool is_code(Field field) {
    using enum Field;
    return field == code || field == severity || field == expected || field == type || field == need || field == result;
  }

  void level(const Known& r) {
    const std::string& code = r.value(Field::code);
    if (scored_ == nullptr || code.empty() || scored_->title(code) == nullptr) {
      ++out_.conditions;
      return;
    }
    const bool has = !r.value(Field::severity).empty();
    const bool must = scored_->is_below(code, settings_.scored);
    if (must && !has) findings_.add(Code::ffb_level_missing, r.place);
    if (!must && has) findings_.add(Code::ffb_level_not_allowed, r.place);
  }

  void primary(const Known& r) {
    const auto count = std::ranges::count_if(r.references, [](const Reference& one) { return one.role == Role::condition && one.rank == 1; });
    if (count != 1) findings_.add(Code::ffb_primary_condition, r.place, {std::to_string(count)});
  }

  void order(const Known& r) {
    const auto start = days_of(r.value(Field::start));
    const auto before = [](const std::optional<DateRange>& what, const std::optional<DateRange>& begin) { return what && begin && what->last < begin->first; };
    if (before(days_of(r.value(Field::end)), start)) add(Code::ffb_before_start, r, "end");
    for (const Reference& reference : r.references) {
      const auto number = merged_.target(r, reference);
      if (!number) continue;
      const Known& other = merged_.resources()[*number];
      if (r.kind == Kind::plan && reference.role == Role::encounter && before(days_of(other.value(Field::at)), start)) add(Code::ffb_before_start, r, "follow_up");
      if (r.kind == Kind::follow_up && reference.role == Role::plan && before(days_of(r.value(Field::at)), days_of(other.value(Field::start)))) add(Code::ffb_before_start, r, "at");
    }
  }

  Merged& merged_;
  const Settings& settings_;
  Findings& findings_;
  const CodeTable* scored_ = nullptr;  ///< the list that has the code of what has a level
  Unchecked out_;
};

}  // namespace

Unchecked look(Merged& merged, const Settings& settings, Findings& findings) { return Looker(merged, settings, findings).look(); }

}  // namespace rettesnor::ffb
