// Spelling: the checked meaning as a text that is the same in every version of the rules that means the same.
#pragma once

#include <optional>
#include <string>

#include "engine/model/model.hpp"

namespace rettesnor::change {

/// Writes meaning with names instead of ids: nothing of titles, citations, layout, order of declarations or the keywords' language.
/// What stands in any order (`a and b`, bullets, codes) is written in one. Two constructs of two models with the same spelling mean
/// the same; two with different spellings may. Cost: O(what is written), with sorting.
class Spelling {
 public:
  explicit Spelling(const Model& model) : model_(model) {}

  std::string expression(ExprId id) const;
  std::string selection(const Selection& s) const;
  std::string duty(DutyId id) const;
  std::string type(const Type& type) const;
  std::string duration(Duration d) const;
  std::string calendar(const Calendar& calendar) const;
  /// Each of the conditions that must all hold, one by one, as `and` would be taken apart.
  std::vector<ExprId> conjuncts(ExprId id) const;

  std::string name(PackageId package, const std::string& own) const;
  std::string name(ConceptId id) const { return id ? name(model_.concepts[id].package, model_.concepts[id].name) : ""; }
  std::string name(FieldId id) const;
  std::string name(RuleId id) const { return id ? name(model_.rules[id].package, model_.rules[id].name) : ""; }
  std::string name(ParameterId id) const { return id ? name(model_.parameters[id].package, model_.parameters[id].name) : ""; }
  std::string name(CalendarId id) const { return id ? name(model_.calendars[id].package, model_.calendars[id].name) : ""; }
  std::string name(ActorId id) const { return id ? name(model_.actors[id].package, model_.actors[id].name) : ""; }
  std::string name(SourceId id) const { return id ? name(model_.sources[id].package, model_.sources[id].name) : ""; }
  /// The reading by which alternative `i` is chosen; empty for the main text.
  std::string reading(ReadingSetId readings, std::size_t i) const;
  /// `2026-01-01 .. 2026-12-31`; empty for always.
  static std::string days(const std::optional<Date>& from, const std::optional<Date>& until);

 private:
  std::string place(Place p) const;
  std::string clock(const Clock& clock) const;
  std::string sorted(const std::vector<ExprId>& items) const;
  void flatten(expr::BinaryOp op, ExprId id, std::vector<std::string>& out) const;
  std::string code(const Type& type, std::uint32_t code) const;

  const Model& model_;
};

}  // namespace rettesnor::change
