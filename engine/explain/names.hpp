// How the model's rows and the case's values are written for people.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/explain/words.hpp"
#include "engine/model/result.hpp"

namespace rettesnor {

/// `dk.social.children.study`: the rule's package and name.
std::string qualified_name(const Model& model, RuleId rule);
const std::string& title_of(const Model& model, RuleId rule, Language language);
const std::string& title_of(const Model& model, ExceptionId exception, Language language);
const std::string& title_of(const Model& model, ActorId actor, Language language);
/// The field's title; a part is written `Foreløbig vurdering, begrundelse`.
std::string title_of(const Model& model, FieldId field, Language language, FieldId part = {});

/// As people write it in a case file: `awareness`, `n1.receipt`, `preliminary.reasons`.
std::string path_of(const Model& model, const CellRef& cell);
/// The title, with the element in parentheses: `Kvittering (n1)`.
std::string title_of(const Model& model, const CellRef& cell, Language language);

/// What the readings are of: the title of the calendar, parameter or rule; else the construct's name.
std::string title_of(const Model& model, ReadingSetId readings, Language language);

/// What an expression of an event or fact is called; empty for any other expression.
std::string title_of_expression(const Model& model, ExprId id, Language language);

/// `""`, `n1`, `#2`, `n1#2`, `rest`, `n1 rest` as in results for programs.
std::string instance_key(const InstanceResult& result);
/// The same for people, empty for the case itself: `n1`, `nr. 2`, `n1, nr. 2`, `øvrige`.
std::string instance_title(const InstanceResult& result, Language language);

/// What people call a code of this field: `kommunen`; its name where the field gives it no title.
std::string title_of_code(const Model& model, const FieldDecl& field, std::uint32_t code, Language language);

/// A value of a field; codes by title, dates in words.
std::string value_text(const Model& model, const FieldDecl& field, const Value& value, Language language);

/// `2. marts 2026`; English `2 March 2026`.
std::string day_text(Date date, Language language);
/// `2. marts 2026 kl. 09.00`; English `2 March 2026 09:00`. Seconds are left out unless `seconds`.
std::string moment_text(Moment moment, Language language);
/// Whether nothing bounds its end: no day after its first is known.
bool is_unbounded(const TimeSpan& span);
/// An interval of days or moments; exact ones are written once.
std::string time_text(const TimeSpan& span, Language language);
/// When something was done: `sket 9. marts 2026`; of what may never be, `ikke sket før 9. marts 2026`.
std::string done_text(const TimeSpan& done, Language language);

/// The cites in force on `day` of the versions that judged: `BL § 20 stk. 3`. Unverified ones are included.
std::vector<const Cite*> cites_on(const Model& model, const InstanceResult& result);
/// `BL § 20 stk. 3`; with `label`, an unverified cite is marked.
std::string cite_text(const Model& model, const Cite& cite);
/// All of them, separated by semicolons; `max` limits how many are written.
std::string cites_text(const Model& model, const std::vector<const Cite*>& cites, std::size_t max = 3);

/// `a`, `a og b`, `a, b og c`; more than `max` end in `m.fl.`.
std::string listing(const std::vector<std::string>& items, Language language, std::size_t max = 4);

}  // namespace rettesnor
