// From checked rules to steps over columns. What each function says is what the function of the same name in
// engine/reference says, for all rows at once. See compile.hpp for the way in.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "engine/compile/builder.hpp"
#include "engine/model/result.hpp"
#include "engine/model/worlds.hpp"

namespace rettesnor::plan {

/// Thrown where a construct has no steps yet: its rule is left to the careful evaluator.
struct NoPlan {
  const char* what;
};

/// Kleene truth; unknown is neither. The two are never both set.
struct Kleene {
  StepId yes{}, no{};
};

/// How a name is reached from the rows that are worked on: the links out to its own domain.
struct View {
  DomainId base{};
  std::vector<Domain::Link> links;
};

/// What a duration may be: for the rows with `holds`, which exclude each other.
struct Length {
  StepId holds{};
  Duration least{};
  Duration most{};
  bool endless = false;
};

/// What an expression may be, as engine/reference's Possible. Only the members of its kind mean something.
struct Value {
  TypeKind kind = TypeKind::invalid;
  StepId absent{}, present{};      ///< bits; of a time they stand in `time`
  StepId can_yes{}, can_no{};
  StepId lo{}, hi{};               ///< number
  StepId codes{};                  ///< number: bits
  bool list = false;
  StepId list_unknown{};
  StepId text{};                   ///< number: a leaf's text; literals by their place in Plan::texts
  Time time;
  std::vector<Length> lengths;
};

/// The instant at which things are read: T, a moment, or the last instant of a day.
struct Instant {
  StepId day{};
  StepId moment{};  ///< none: the last instant of `day`
};

/// What names mean for the rows of a domain.
struct Scope {
  DomainId domain{};
  std::map<std::uint8_t, View> slots;
  Instant at;
  StepId day{};  ///< the anchor's day
};

using Verdicts = std::array<StepId, 6>;
constexpr std::size_t place(Verdict v) { return static_cast<std::size_t>(v); }

/// When a duty is due; `pending`: may not exist or not have come.
using Due = Time;

/// Every time the act may have been done: the rows of `domain`, which is the instances' own or lies under it.
struct Doing {
  Scope scope;         ///< of the rows
  bool single = false;
  Kleene counts;
  Time time;
};

/// A place in time at which a duty is judged: the rows with `here`.
struct Slice {
  StepId here{};
  StepId day{};
  bool from = false;   ///< what is done before the day does not count
  Due due;
  Time anchor;
  bool acted = false;  ///< licence, prohibition: the act was done
};

/// What is gathered about the instances over slices, versions and worlds.
struct Judged {
  Verdicts possible{};
  Spans anchor;
  Spans due;
  StepId early{}, conflict{};
  StepId judged{};     ///< some slice was, in a version in force
  StepId covered{};    ///< a version certainly judged it
  StepId day{};        ///< the earliest anchor's day of those judged
};

/// The rule or exception whose version is being judged.
struct Versions {
  RuleId rule{};
  const std::vector<Version>* all = nullptr;
  std::size_t version = 0;
  const std::vector<ExceptionId>* exceptions = nullptr;
  bool ignore_force = false;
  bool guarded = false;
  const Version& now() const { return (*all)[version]; }
};

class Compiler {
 public:
  Compiler(const Model& model, const Question& question, Plan& plan);
  RulePlan rule(RuleId id);

 private:
  // scope.cpp: domains, views, leaves, and what is done where steps need more care
  DomainId along(DomainId from, Domain::Link link) const;
  StepId lifted(StepId value, DomainId to, const std::vector<Domain::Link>& links);
  Time lifted(const Time& value, DomainId to, const std::vector<Domain::Link>& links);
  Kleene lifted(const Kleene& value, DomainId to, const std::vector<Domain::Link>& links);
  std::optional<View> view_of(Place place, const Scope& s) const;
  View root_view(DomainId from) const;
  Scope scope_of_rows(DomainId rows);
  /// The elements of a list for each row, and `slot` bound to them.
  Scope into(const ListRef& list, std::uint8_t slot, const Scope& s);
  StepId read(const View& view, const Scope& s, Leaf::Kind kind, Width width, FieldId field, FieldId part = {});
  void careful(StepId rows);
  StepId in_cases(StepId rows);
  bool covers_unseen(FieldId list) const;

  // values.cpp: what may be, carried through
  Kleene truth_of(const Value& v, DomainId d);
  Value of_truth(Kleene k, DomainId d);
  Kleene both(Kleene a, Kleene b);
  Kleene either(Kleene a, Kleene b);
  Kleene flipped(Kleene k) const { return {k.no, k.yes}; }
  Kleene sure(StepId yes);
  Kleene outcomes(StepId may_yes, StepId may_no);
  Kleene compare(expr::BinaryOp op, const Value& a, const Value& b, const Instant& at, DomainId d);
  Kleene compare_ranges(expr::BinaryOp op, StepId a0, StepId a1, StepId b0, StepId b1);
  Kleene compare_times(expr::BinaryOp op, const Time& a, const Time& b, const Instant& at);
  Value choose(const Kleene& first, const Value& a, const Value& b, DomainId d);
  Time choose(const Kleene& first, const Time& a, const Time& b);
  Time merged(const Time& a, const Time& b);
  Time as_day(const Time& t);
  Time nothing_yet(DomainId d, bool day);
  Time exact_day(StepId day);
  StepId first_day(const Time& t);
  StepId last_day(const Time& t);
  StepId no_later(StepId value, bool day, const Instant& at);  ///< value <= at
  StepId may_have_happened(const Time& t, const Instant& at);
  StepId must_have_happened(const Time& t, const Instant& at);
  Time shifted(const Time& from, const Value& duration, bool back, DomainId d);

  // expression.cpp, condition.cpp
  Value value(ExprId id, const Scope& s);
  Time time(ExprId id, const Scope& s);
  Value field_value(const View& view, FieldId field, FieldId part, const Scope& s);
  Value cell_value(const View& view, FieldId field, FieldId part, const Scope& s);
  Time event_time(const View& view, FieldId field, const Scope& s);
  Value define_value(const expr::Define& d, const Scope& s);
  Value table_value(const expr::TableOutput& t, const Scope& s);
  Value parameter_value(const expr::Parameter& p, const Scope& s);
  Value parameter_at(ParameterId id, const std::string& key, const Scope& s);
  Value pick_value(const expr::PickField& p, const Scope& s);
  /// Which of the rows of `inner` is first or last, as a row number; where it is not certain the case needs care.
  StepId picked(const Selection& selection, const Kleene& counts, const Scope& inner, const View& view);
  Value arithmetic(expr::BinaryOp op, const Value& a, const Value& b, const Scope& s);
  Value earliest_or_latest(const std::vector<ExprId>& terms, bool latest, const Scope& s);
  Value count_value(const expr::Count& c, const Scope& s);
  Value whole_units(const expr::WholeUnits& w, const Scope& s);
  StepId in_force(const std::optional<Date>& from, const std::optional<Date>& until, const Scope& s);
  Kleene truth(ExprId id, const Scope& s);
  Kleene group(const expr::Group& g, const Scope& s);
  Kleene quantified(const expr::Quantifier& q, const Scope& s);
  Kleene happened(const expr::Happened& h, const Scope& s);
  Kleene exists(ExprId what, const Scope& s);
  StepId recorded(ExprId what, const Scope& s);
  Kleene state_on(ExprId state, StepId day, const Scope& s);
  /// One stretch in which a state holds: from `from` up to, not including, `until`'s day.
  struct Stretch {
    Time from, until;
  };
  Stretch stretch_of(const View& view, const FieldDecl& state, const Scope& s);
  Stretch while_stretch(const Version& v, const Scope& s);
  Kleene within(const Stretch& stretch, StepId day);

  // duty.cpp
  Doing doing(const Act& act, const Scope& s);
  Due due_after(const Time& anchor, const Clock& clock, const Scope& s, bool act_is_day);
  Due due_at(const Time& limit, bool act_is_day, CalendarId rolling);
  std::vector<Slice> anchor_slices(const Time& anchor, const Clock& clock, const Scope& s, bool act_is_day);
  std::vector<Slice> limit_slices(const Time& limit, bool act_is_day, CalendarId rolling, const Scope& s);
  Verdicts outcome(const Duty& duty, const Slice& slice, const Doing* done, const Version& v, const Scope& s, Judged& note);
  Verdicts deadline(const Slice& slice, const Doing& done, bool may_be_early, const Scope& s, Judged& note);
  Verdicts lapsing(const Slice& slice, const Doing& done, const Version& v, bool may_be_early, const Scope& s, Judged& note);
  Verdicts untimed(const Slice& slice, const Doing& done, const Version& v, const Scope& s, Judged& note);
  Verdicts as_far_as_possible(const Duty& duty, const Slice& slice, const Doing& done, const Version& v, const Scope& s);
  Verdicts before(const Slice& slice, const Doing& done, const Scope& s);
  Verdicts licence(const Duty& duty, const Slice& slice, const Doing& done, const Scope& s);
  Verdicts record(const Duty& duty, const Slice& slice, const Scope& s);
  Verdicts prohibition(const Slice& slice, const Version& v, const Scope& s);
  Verdicts right(const Slice& slice, const Doing& done, const Scope& s);

  // series.cpp, keep.cpp: duties with an instance an occurrence, and states that are to be kept
  Judged judge_series(const Versions& vs, const Duty& duty, const Scope& s, StepId& covered);
  Judged judge_periods(const Versions& vs, const Duty& duty, const Scope& s, StepId& covered);
  Stretch counted_in(const Duty& duty, const Version& v, const Scope& s);
  Verdicts at_least(const Duty& duty, const Slice& slice, const Doing& done, const Version& v, const Scope& s);
  void series_parts(RuleId id, DomainId rows, std::vector<RulePart>& out);
  Value previous_value(const expr::PreviousField& p, const Scope& s);
  Scope under(DomainId series, const Scope& s);
  Verdicts keep(const Duty& duty, const Version& v, const Scope& s);
  Kleene periods_on(const View& view, FieldId fact, StepId day, const Scope& s);
  Scope into_periods(const View& view, FieldId fact, const Scope& s);
  StepId settled(const Time& t, const Instant& now);

  // rule.cpp
  StepId pins_allow(StepId day, const Scope& s);
  Kleene guard(const Version& v, const Scope& s);
  Verdicts none(DomainId d);
  void add(Verdicts& into, Verdict v, StepId rows) { add(into, place(v), rows); }
  void add(Verdicts& into, std::size_t v, StepId rows);
  Verdicts either_set(const Verdicts& a, const Verdicts& b);
  Verdicts masked(const Verdicts& v, StepId rows);
  StepId some(const Verdicts& v);
  Verdicts lifted_choice(const Verdicts& a, const Verdicts& b, const std::array<std::size_t, 6>& order);
  Verdicts with_exceptions(const Versions& vs, const Verdicts& base, const Scope& s, Judged& note);
  void widen(Time& into, const Time& more);
  void widen(Spans& into, const Spans& more);
  Time shown(const Time& t, StepId rows);
  Spans shown(const Spans& t, StepId rows);
  Spans spans(const Time& t, StepId rows);
  Judged blank(DomainId d);
  void merge(Judged& into, const Judged& other);
  /// One slice of one version.
  Judged judge_slice(const Versions& vs, const Duty& duty, const Slice& slice, const Doing* done, const Scope& s);
  Judged judge(const Versions& vs, const Duty& duty, const Scope& s);
  Judged judge_acts(const Versions& vs, const Duty& duty, const Scope& s);
  Judged judge_parts(const Versions& vs, const Duty& duty, const Scope& s);
  /// @param own_duty  without the rule's exceptions
  Judged judge_versions(RuleId id, const Scope& s, bool own_duty = false);
  Judged of_same_element(RuleId id, const Scope& s, bool own_duty = false);
  Spans lifted(const Spans& t, DomainId to, const std::vector<Domain::Link>& links);
  Judged lifted(const Judged& j, DomainId to, const std::vector<Domain::Link>& links);
  Time due_of(const expr::DueOf& d, TypeKind kind, const Scope& s);
  Kleene verdict_is(const expr::VerdictIs& v, const Scope& s);
  void parts(RuleId id, DomainId rows, std::vector<RulePart>& out);
  StepId instances(RuleId id, DomainId rows);
  std::vector<DomainId> domains_of(ConceptId kind);

  const Model& model_;
  const Question& question_;
  Plan& plan_;
  Builder b_;
  World world_;
  std::vector<StepId> careful_;  ///< bits of any domain
  std::optional<std::pair<RuleId, Spans>> base_due_;  ///< while exceptions to this rule are read
  struct Previous {
    DomainId domain{};  ///< of the elements
    StepId row{};       ///< in a series: the one before
  };
  std::optional<Previous> previous_;  ///< while what follows an occurrence is read
  int depth_ = 0;  ///< of rules read by rules
};

}  // namespace rettesnor::plan
