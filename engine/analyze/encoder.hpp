// Conditions and values over a case that the solver may choose: what engine/reference gives where every cell is known.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/analyze/solver.hpp"
#include "engine/model/model.hpp"
#include "engine/values/moment.hpp"

namespace rettesnor::analyze {

/// Kleene's truth: never both; neither: unknown.
struct Truth3 {
  Term yes;
  Term no;
};

/// A time. At most one of absent and pending; neither: it lies at `day` (and `minute`, unless `is_day`).
/// `unknown`: what it is the encoding leaves free.
struct TimeTerm {
  Term absent;
  Term pending;
  Term unknown;
  Term day;
  Term minute;
  bool is_day = false;
};

/// A duration: the first alternative whose condition holds; none does: free.
struct DurationTerm {
  std::vector<std::pair<Term, Duration>> alternatives;
};

/// The value of one expression. Only the members of its type mean something.
struct ValueTerm {
  TypeKind kind = TypeKind::invalid;
  Term absent;
  Term unknown;            ///< free
  Truth3 truth;            ///< yes_no
  Term number;             ///< number, amount: real. code, text: whole, its number
  std::vector<Term> members;  ///< a list of codes: which it holds
  TimeTerm when;
  DurationTerm duration;
};

struct Thing;

/// One cell that the solver chooses: does it exist, is it blank (only where `recorded` is asked), what is in it.
struct CellTerm {
  Term absent;
  Term blank;
  Term value;                 ///< yes_no: Bool; number, amount: Real; code, text: Int
  Term day;
  Term minute;
  std::vector<Term> members;
  std::optional<z3::func_decl> holds_on;  ///< periods
  std::vector<Term> days_asked;           ///< periods
};

/// The case, or an element of one of its lists.
struct Thing {
  ConceptId concept_id{};
  Thing* parent = nullptr;
  FieldId in_list{};
  std::map<std::pair<FieldId, FieldId>, CellTerm> cells;
  std::map<FieldId, std::vector<std::pair<Term, std::unique_ptr<Thing>>>> lists;  ///< whether it is there, and what it is
};

/// When a condition is read. `end_of_day`: at the last instant of `day`.
struct Instant {
  Term day;
  Term minute;
  bool end_of_day = false;
};

struct Frame {
  std::array<Thing*, 32> slots{};
  Instant at;
  Term day;  ///< the anchor's: states, parameters, municipality
};

/// Lists of cases: with at most `elements` each, to look for cases; or of any length, to prove that there is none.
enum class Lists : std::uint8_t { few, any };
inline constexpr std::size_t elements = 2;

/// What the encoding did not say exactly.
struct Loose {
  bool lists = false;      ///< a list was cut to a few elements
  std::set<std::string> abstracted;  ///< constructs left free
};

class Encoder {
 public:
  Encoder(const Model& model, ConceptId root, Lists lists, std::set<FieldId> recorded);

  Truth3 truth(ExprId id, const Frame& f);
  ValueTerm value(ExprId id, const Frame& f);
  TimeTerm time(ExprId id, const Frame& f);
  Truth3 state_on(ExprId state, const Term& day, const Frame& f);
  Truth3 compare_times(expr::BinaryOp op, const TimeTerm& a, const TimeTerm& b, const Instant& at);
  TimeTerm shifted(const TimeTerm& from, const DurationTerm& by, bool back);
  TimeTerm rolled(const TimeTerm& due, CalendarId to);
  TimeTerm event_time(Thing& thing, FieldId field);
  Term recorded(ExprId what, const Frame& f);
  Term happened_by(const TimeTerm& t, const Instant& at);
  TimeTerm free_time(bool day, const std::string& why);
  TimeTerm known_day(const Term& day);

  Truth3 both(const Truth3& a, const Truth3& b);
  Truth3 either(const Truth3& a, const Truth3& b);
  Truth3 negated(const Truth3& a) { return {a.no, a.yes}; }
  Truth3 known(const Term& t) { return {t, !t}; }
  Truth3 known(bool b) { return b ? Truth3{solver.yes(), solver.no()} : Truth3{solver.no(), solver.yes()}; }
  Truth3 free_truth(const std::string& why);

  Thing& root() { return *root_; }
  /// An element of the list that is certainly there.
  Thing& element_of(Thing& owner, FieldId list);
  /// The list's first element, which may be there.
  Thing& possible_element(Thing& owner, FieldId list);
  std::vector<std::pair<Term, Thing*>> listing(Thing& owner, FieldId list);
  CellTerm& cell(Thing& thing, FieldId field, FieldId part = {});
  Thing* thing_at(Place place, const Frame& f) const;
  Frame frame_at(Thing* thing);
  /// The alternative of a construct that holds.
  Term choice(ReadingSetId set);
  Instant now() const { return {now_day, now_minute}; }

  /// The chosen case. @pre the solver has an assignment
  Case case_of();
  /// The chosen T.
  Moment moment_of_now();
  const std::map<ParameterId, bool>& open_parameters() const { return open_parameters_; }
  /// What makes the solver's case this one, as far as its cells have been asked for. No: lists are longer than `elements`.
  Term is_case(const Case& the_case, Moment now);
  /// Which municipality acts: 0 for one without an overlay, else the number of its first overlay plus one.
  Term municipality_on(const Term& day);
  /// The thing's element of the case made last; null: it is not there.
  const Element* element_in(const Thing& thing) const;
  /// A parameter's value is taken to be this duration or number, whatever is in force.
  void override_parameter(ParameterId id, ValueTerm value) {
    overridden_.erase(id.value);
    overridden_.emplace(id.value, std::move(value));
  }
  bool override_used() const { return override_used_; }

  Solver solver;
  Loose loose;
  Term now_day;
  Term now_minute;
  std::optional<std::pair<RuleId, TimeTerm>> base_due;  ///< while exceptions to this rule are read
  const Model& model;
  const Lists lists;

 private:
  friend struct CaseMaker;
  ValueTerm blank_value(TypeKind kind);
  ValueTerm free_value(const Type& type, const std::string& why);
  ValueTerm of_truth(Truth3 t);
  ValueTerm of_time(TimeTerm t, TypeKind kind);
  ValueTerm cell_value(CellTerm& c, const FieldDecl& field);
  ValueTerm field_value(Thing& thing, FieldId field, FieldId part, const Frame& f);
  ValueTerm choose(const Truth3& c, const ValueTerm& a, const ValueTerm& b);
  ValueTerm define_value(const expr::Define& d, const Frame& f);
  ValueTerm table_value(const expr::TableOutput& t, const Frame& f);
  ValueTerm parameter_value(const expr::Parameter& p, const Frame& f, const Type& type);
  ValueTerm parameter_at(ParameterId id, const std::string& key, const Frame& f);
  ValueTerm pick_value(const expr::PickField& p, const Frame& f, const Type& type);
  ValueTerm arithmetic(expr::BinaryOp op, const ValueTerm& a, const ValueTerm& b, const Type& type);
  ValueTerm earliest_or_latest(const std::vector<ExprId>& terms, bool latest, const Frame& f);
  ValueTerm count_value(const expr::Count& c, const Frame& f);
  ValueTerm whole_units(const expr::WholeUnits& w, const Frame& f);
  std::optional<Truth3> units_against_number(const expr::Binary& b, const Frame& f);
  std::optional<Truth3> units_against(const expr::WholeUnits& units, expr::BinaryOp op, ExprId right, const Frame& f);
  Truth3 compare(expr::BinaryOp op, const ValueTerm& a, const ValueTerm& b, const Instant& at);
  Truth3 happened(const expr::Happened& h, const Frame& f);
  Truth3 quantified(const expr::Quantifier& q, const Frame& f);
  Truth3 group(const expr::Group& g, const Frame& f);
  Truth3 exists(ExprId what, const Frame& f);
  Truth3 periods_on(CellTerm& c, const Term& day);
  Truth3 state_of(Thing& thing, const FieldDecl& state, const Term& day);
  Truth3 truth_of(const ValueTerm& v);
  /// t; anything where the term holds.
  Truth3 unless(const Term& unknown, const Truth3& t);
  TimeTerm moved(const TimeTerm& from, Duration by, bool back);
  TimeTerm pick_time(const Term& c, const TimeTerm& a, const TimeTerm& b);
  std::int64_t text_number(const std::string& text);
  std::int64_t municipality_number(const std::string& code) const;
  void add_element(Thing& owner, FieldId list);
  void wish_day(const Term& day);
  void wish_moment(const Term& day, const Term& minute);
  Term is_cell(const Cell& cell, const CellTerm& c, const FieldDecl& field);
  Term is_element(const Element& element, const Thing& thing);

  ConceptId root_concept_;
  std::unique_ptr<Thing> root_;
  std::map<const Thing*, const Element*> made_;
  std::set<FieldId> recorded_;
  std::map<std::string, std::int64_t> texts_;
  std::map<std::uint32_t, Term> choices_;
  std::map<std::uint32_t, ValueTerm> overridden_;
  bool override_used_ = false;
  std::map<ParameterId, bool> open_parameters_;
  std::vector<std::pair<Term, Term>> municipalities_;  ///< day, which
};

Term compare_numbers(expr::BinaryOp op, const Term& a, const Term& b);

}  // namespace rettesnor::analyze
