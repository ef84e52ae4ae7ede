// Checked expressions: every name resolved, every type known. A closed set: adding one breaks each `match` that forgets it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/model/ids.hpp"
#include "engine/model/types.hpp"
#include "engine/values/date.hpp"
#include "engine/values/decimal.hpp"
#include "engine/values/duration.hpp"
#include "engine/values/moment.hpp"
#include "grammar/base/span.hpp"

namespace rettesnor {

/// Where a name is looked up at run time: a variable slot, then `up` steps to the element around it.
/// Slot 0 is the case. Slot 1 is the element of `for each`, of `rule … of C`, `define … of C`, `table … of C`.
/// Further slots are bound by quantifiers, `count of`, `where`, `first of`, each with a slot of its own.
struct Place {
  std::uint8_t slot = 0;
  std::uint8_t up = 0;
};

/// A list as reached from a place.
struct ListRef {
  Place place;
  FieldId list;
};

/// `first of L where C`, `last of …`, or all of it. `where` reads the element in `slot`. Order is by the first
/// event declared in the element's concept.
struct Selection {
  enum class Which : std::uint8_t { all, first, last };
  Which which = Which::all;
  ListRef list;
  std::uint8_t slot = 0;
  ExprId where{};  ///< none: no condition
};

namespace expr {

struct YesNo { bool value; };
struct Number { Decimal value; };  ///< numbers and amounts; `20 %` is 0.2
struct TextValue { std::string value; };
struct Code { std::uint32_t code; };  ///< index in the code set of the expression's type
struct DateValue { Date value; };
struct MomentValue { Moment value; };
struct DurationValue { Duration value; };

/// A fact, event, judgement or state. A `part` is a `with` field of an event, or `by`, `on`, `reasons` of a judgement.
struct Field { Place place; FieldId field; FieldId part{}; };
/// A field of the element that a selection picks (first or last): `first of visits where x`, or `.field` behind it.
struct PickField { Selection selection; FieldId field; FieldId part{}; };
/// A field of the previous occurrence in a recurring duty: `previous.f`. Without field: its first event.
struct PreviousField { FieldId field; FieldId part{}; };
struct Define { Place place; DefineId define; };
struct TableOutput { Place place; TableRuleId table; std::uint32_t output; };
/// `p for s83`: key is the code. `p for provision`: `by` is the fact whose code (of ParameterDecl::keys) picks the key.
struct Parameter { ParameterId parameter; std::string key; ExprId by{}; };
struct ExtractionTime {};
struct Municipality {};  ///< the acting municipality's code, as text

struct Not { ExprId operand; };
struct Negate { ExprId operand; };
enum class BinaryOp : std::uint8_t { and_, or_, add, subtract, multiply, divide, equal, not_equal, less, less_equal, greater, greater_equal };
struct Binary { BinaryOp op; ExprId left; ExprId right; };
/// `x is among a, b`: codes of x's set (indexes), x may be a list fact (yes if it holds any of them).
struct Among { ExprId operand; std::vector<std::uint32_t> codes; };
enum class GroupKind : std::uint8_t { all_of, any_of, none_of, at_least };
struct Group { GroupKind kind; std::uint32_t least = 0; std::vector<ExprId> items; };
enum class QuantifierKind : std::uint8_t { any, every, no };
struct Quantifier { QuantifierKind kind; Selection selection; ExprId condition{}; };  ///< condition none: there is one
struct Count { Selection selection; };
/// `sum of t in L where c`: a number or an amount; `term` reads the element in the selection's slot.
struct Sum { Selection selection; ExprId term; };

/// `x has happened [no later than d | before d | within D of a | after a]`. Negation is a Not around it.
struct Happened {
  enum class Bound : std::uint8_t { none, no_later_than, before, after, within };
  ExprId what;
  Bound bound = Bound::none;
  ExprId limit{};     ///< d or a
  ExprId duration{};  ///< D of `within D of a`
};
/// `x is recorded`. Only where the language allows the epistemic test.
struct Recorded { ExprId what; };
struct Exists { ExprId what; };
struct StateOn { ExprId state; ExprId day; };
enum class CountUnit : std::uint8_t { days, months, years };
struct WholeUnits { CountUnit unit; ExprId from; ExprId to; };  ///< `years from a to b`: a number
struct EarliestOf { std::vector<ExprId> terms; };
struct LatestOf { std::vector<ExprId> terms; };
struct EndOfYear { ExprId day; };
struct DueOf { RuleId rule; Place place; };
enum class VerdictTest : std::uint8_t { fulfilled, late, breached };
struct VerdictIs { RuleId rule; Place place; VerdictTest test; };

}  // namespace expr

using ExprNode = std::variant<expr::YesNo, expr::Number, expr::TextValue, expr::Code, expr::DateValue, expr::MomentValue,
                              expr::DurationValue, expr::Field, expr::PickField, expr::PreviousField, expr::Define,
                              expr::TableOutput, expr::Parameter, expr::ExtractionTime, expr::Municipality, expr::Not,
                              expr::Negate, expr::Binary, expr::Among, expr::Group, expr::Quantifier, expr::Count, expr::Sum,
                              expr::Happened, expr::Recorded, expr::Exists, expr::StateOn, expr::WholeUnits,
                              expr::EarliestOf, expr::LatestOf, expr::EndOfYear, expr::DueOf, expr::VerdictIs>;

/// One checked expression with its type and the text it came from.
struct Expr {
  ExprNode node;
  Type type;
  FileId file{};
  Span span{};
};

}  // namespace rettesnor
