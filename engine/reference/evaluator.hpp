// The reference evaluator's inside: one case, one question. See evaluate.hpp for the way in.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <vector>

#include "engine/model/result.hpp"
#include "engine/model/worlds.hpp"
#include "engine/reference/evaluate.hpp"
#include "engine/reference/possible.hpp"

namespace rettesnor::reference {

/// Thrown when an evaluation exceeds its step budget; becomes the full set with an error, never F.
struct OutOfSteps {};
inline constexpr std::uint64_t step_budget = 20'000'000;
/// A series whose start lies in a longer interval is not numbered. Unit: days.
inline constexpr std::int32_t longest_start = 400;

/// What names mean while an expression is read.
struct Frame {
  std::array<const Element*, 32> slots{};
  const Element* previous = nullptr;  ///< the previous occurrence; null when it is not known which
  Moment at{};                        ///< T; the act's moment while a licence's condition is read
  Date day{};                         ///< the anchor's day: states, parameters, municipality
};

/// When a duty is due, as instants: a due in days ends with the last instant of its day.
struct Due {
  bool exists = false;    ///< may lie in lo .. hi
  bool not_come = false;  ///< may not exist or not have come: never past
  Moment lo{};
  Moment hi{};
  bool day = false;
};

/// One stretch in which a state holds: from `from` up to, not including, `until`'s day.
struct Stretch {
  When from;
  When until;
};

/// Days on which a condition reads the same.
struct Run {
  Date first{};
  Date last{};
  Truth holds{};
};

/// The elements of a list that are seen, and one that stands for those that may exist unseen.
struct Listing {
  std::vector<const Element*> seen;
  const Element* unseen = nullptr;
};

/// One time the act may have been done.
struct Occurrence {
  When time;
  Truth counts = Truth::yes;         ///< `where` holds of it
  const Element* element = nullptr;  ///< null: a single event
};

/// Every time the act may have been done, by the earliest possible moment.
struct Doing {
  std::vector<Occurrence> all;
  bool single = false;  ///< one event, not a list
  bool day = false;     ///< the act is declared a date
};

/// An event that is taken to lie where a slice puts it, so that all that reads it goes with the slice.
struct Pin {
  const Element* element = nullptr;  ///< null: nothing is pinned
  FieldId event{};
};

/// A place in time at which a duty is judged: a run of anchor days and the dues that follow from them.
struct Slice {
  Date day{};                 ///< the anchor's day: law, parameters and states are those of this day
  std::optional<Moment> from; ///< what is done before it does not count; a single event counts as early
  std::optional<Moment> from_last;  ///< the last anchor day's `from`
  Due due;                    ///< for `before m`: m itself
  When anchor;                ///< where it puts `pin`; for people
  Pin pin{};
  const Occurrence* occurrence = nullptr;  ///< licence, prohibition: the act judged; null: it was not done
  std::optional<Stretch> state;            ///< counted periods: the stretch they belong to
};

/// One instance of a duty before it is judged.
struct Job {
  std::uint32_t occurrence = 0;
  bool certain = true;        ///< it certainly exists; else it belongs to the rest
  bool may_lack_anchor = false;
  VerdictSet anything;        ///< not empty: where it lies is too uncertain to number; all that it may be
  std::vector<Slice> slices;
  Doing doing;
  const Element* previous = nullptr;
};

struct InstanceKey {
  std::uint32_t occurrence = 0;
  bool rest = false;
  friend auto operator<=>(const InstanceKey&, const InstanceKey&) = default;
};

/// What is gathered about one instance over slices, versions and worlds.
struct Judged {
  VerdictSet possible;
  RightStatus right;
  std::optional<TimeSpan> anchor, due, done;
  std::optional<Date> anchor_day;
  bool conflict = false;
  bool early = false;
  bool transition = false;
  bool excluded = false;  ///< a municipality's own pin rules this world out on the slice's day
  std::set<ExceptionId> exceptions;
  std::set<ExceptionId> unsure;  ///< of these, those of which it is unknown whether they apply
  std::set<ExprId> failing;
  std::set<std::size_t> versions;
  void merge(const Judged& other);
};
using Instances = std::map<InstanceKey, Judged>;
/// Adds what is judged of an instance to what is known of it.
void gather(Instances& into, const InstanceKey& key, Judged&& judged);

/// The rule or exception whose version is being judged.
struct Scope {
  RuleId rule{};                      ///< the base rule, for an exception too
  const std::vector<Version>* versions = nullptr;
  std::size_t version = 0;
  const std::vector<ExceptionId>* exceptions = nullptr;  ///< null while an exception is judged
  bool ignore_force = false;          ///< transition: the new law read for an older anchor
  bool guarded = false;               ///< an exception: its condition has been read already
  const Version& now() const { return (*versions)[version]; }
};

/// On which days of its anchor a version judged an instance.
struct Coverage {
  bool certain = false;    ///< on all of them, and its anchor has come
  bool may_lack = false;   ///< the anchor may not have come
  std::vector<std::pair<Date, bool>> days;
};

class Evaluator {
 public:
  Evaluator(const Model& model, const Case& the_case, const Question& question, Trace trace, Sights* sights = nullptr);
  std::vector<InstanceResult> run();
  std::vector<InstanceResult> run_rule(RuleId id, const Element* only = nullptr);

 private:
  friend class Reading;  // reading.cpp: an indicator's expressions
  // expression.cpp
  Possible value(ExprId id, const Frame& f);
  Possible node_value(ExprId id, const Frame& f);
  Possible field_value(const Element& element, FieldId field, FieldId part, const Frame& f);
  Possible cell_value(const Cell& cell, const FieldDecl& field);
  Possible define_value(const expr::Define& d, const Frame& f);
  Possible table_value(const expr::TableOutput& t, const Frame& f);
  Possible parameter_value(const expr::Parameter& p, const Frame& f);
  Possible parameter_at(ParameterId id, const std::string& key, const Frame& f);
  Possible pick_value(const expr::PickField& p, const Frame& f);
  Possible arithmetic(expr::BinaryOp op, const Possible& a, const Possible& b);
  Possible earliest_or_latest(const std::vector<ExprId>& terms, bool latest, const Frame& f);
  Possible whole_units(const expr::WholeUnits& w, const Frame& f);
  When time(ExprId id, const Frame& f);
  When event_time(const Element& element, FieldId field);
  When shifted(const When& from, const Possible& duration, bool back);

  // tally.cpp
  Truth is_counted(const Selection& selection, const Element& element, const Frame& inner);
  Possible count_value(const expr::Count& c, const Frame& f);
  Possible sum_value(const expr::Sum& s, TypeKind kind, const Frame& f);

  // condition.cpp
  Truth truth(ExprId id, const Frame& f);
  Truth decided(std::span<const ExprId> conditions, const Frame& f);
  Truth state_on(ExprId state, Date day, const Frame& f);
  Truth periods_on(const Cell& cell, Date day);
  Truth happened(const expr::Happened& h, const Frame& f);
  Truth quantified(const expr::Quantifier& q, const Frame& f);
  Truth group(const expr::Group& g, const Frame& f);
  bool recorded(ExprId what, const Frame& f);
  Truth exists(ExprId what, const Frame& f);
  Stretch stretch_of(const Element& element, const FieldDecl& state);
  Truth state_of(const Element& element, const FieldDecl& state, Date day);
  std::vector<Stretch> stretches(ExprId state, const Frame& f);
  std::vector<Stretch> while_stretches(const Version& v, const Frame& f);
  Truth within(const Stretch& s, Date day) const;

  // case_view.cpp
  struct Picked {
    std::vector<const Element*> candidates;
    bool certain = false;      ///< one candidate, picked in every completion
    bool may_be_none = false;
  };
  Picked pick(const Selection& s, const Frame& f);
  const Element* element_at(Place place, const Frame& f) const;
  const Cell& cell_of(const Element& element, const FieldDecl& field) const;
  Listing listing(const ListRef& list, const Frame& f);
  Listing listing_of(const Element* owner, FieldId list);
  std::optional<Moment> watermark(const std::optional<Moment>& own, bool unmapped) const;
  const Element* one_of(const Element* unseen);
  const Element* unseen_element(const Element* owner, FieldId list, std::optional<Moment> from);
  std::vector<const Element*> elements_of(ConceptId kind, std::vector<const Element*>& unseen);
  std::optional<std::string> municipality_on(Date day) const;
  std::string path(const Element* element) const;
  void touch(const Element* element, FieldId field, FieldId part);
  When first_event(const Element& element);
  Frame frame_at(const Element* element) const;

  // due.cpp
  Due due_after(const When& anchor, const Clock& clock, const Frame& f, bool act_is_day);
  Due due_at(const When& limit, bool act_is_day, CalendarId rolling = {}) const;
  std::optional<Date> walk(Date from, const Duration& d, const Clock& clock, const Frame& f, bool longest);
  std::optional<Moment> walk_elapsed(Moment from, std::int64_t micros, const Clock& clock, const Frame& f, bool longest);
  const Calendar& calendar(CalendarId id) const;

  // job.cpp
  Doing doing(const Act& act, const Frame& f);
  std::vector<Slice> anchor_slices(const When& anchor, const Clock& clock, const Frame& f, bool act_is_day);
  std::vector<Slice> limit_slices(const When& limit, bool act_is_day, CalendarId rolling);
  Pin pin_of(ExprId time, const Frame& f) const;
  Pin pin_of(const Element* element, FieldId event) const;
  std::vector<Job> jobs(const Duty& duty, const Version& v, const Frame& f);
  std::vector<Job> act_jobs(const Duty& duty, const Frame& f);
  std::vector<Job> first_then_jobs(const Duty& duty, const Frame& f);
  std::vector<Job> grid_jobs(const Duty& duty, const Version& v, const Frame& f);
  std::vector<Job> period_jobs(const Duty& duty, const Version& v, const Frame& f);

  // runs.cpp
  void find_cuts();
  void add_cuts(const Element& element);
  Date run_end(Date day, Date last);
  std::vector<Run> runs(ExprId state, Date first, Date last, const Frame& f);
  std::vector<Stretch> runs_as_stretches(ExprId state, const Frame& f);

  // duty.cpp
  VerdictSet outcome(const Duty& duty, const Slice& s, const Doing& done, const Version& v, const Frame& f, Judged& note);
  VerdictSet deadline(const Slice& s, const Doing& done, bool may_be_early, Judged& note) const;
  VerdictSet lapsing(const Slice& s, const Doing& done, const Version& v, const Frame& f, bool may_be_early, Judged& note);
  VerdictSet untimed(const Slice& s, const Doing& done, const Version& v, const Frame& f, Judged& note);
  VerdictSet open_standard(const Slice& s, const Doing& done, const Version& v, const Frame& f);
  VerdictSet as_far_as_possible(const Duty& duty, const Slice& s, const Doing& done, const Version& v, const Frame& f);
  VerdictSet before(const Slice& s, const Doing& done) const;
  VerdictSet licence(const Duty& duty, const Slice& s, const Frame& f, Judged& note);
  std::set<ExprId> failing_limbs(ExprId condition, const Frame& f);
  VerdictSet record(const Duty& duty, const Slice& s, const Frame& f, Judged& note);
  VerdictSet prohibition(const Slice& s, const Version& v, const Frame& f);
  VerdictSet kept(ExprId state, Date first, Date earliest, Date latest, bool over, const Frame& f);
  VerdictSet keep(const Duty& duty, const Version& v, const Frame& f);
  VerdictSet at_least(const Duty& duty, const Slice& s, const Doing& done, const Frame& f);
  RightStatus right(const Slice& s, const Doing& done) const;

  // rule.cpp
  Judged judge_pinned(const Scope& scope, const Duty& duty, const Job& job, const Slice& s, const Frame& f);
  Coverage judge(const Scope& scope, const Duty& duty, const Frame& f, Instances& out);
  Judged judge_slice(const Scope& scope, const Duty& duty, const Job& job, const Slice& s, Frame f);
  VerdictSet with_exceptions(const Scope& scope, VerdictSet base, const Frame& f, Judged& note);
  /// @param own_duty  without the rule's exceptions
  Instances judge_versions(RuleId rule, const Frame& f, bool own_duty = false);
  static bool covered(const std::vector<Coverage>& versions);
  Truth guard(const Version& v, const Frame& f);
  bool pins_allow(Date day) const;
  void report(RuleId rule, const Element* element, bool rest, std::vector<InstanceResult>& out);
  std::vector<InstanceResult> judge_rule(RuleId rule, const Element* only);
  bool about_this_case(const RuleDecl& rule) const;
  InstanceResult suggestion(RuleId rule, const Element* element);
  When due_of(const expr::DueOf& d, const Frame& f);
  Truth verdict_is(const expr::VerdictIs& v, const Frame& f);
  Instances of_same_element(RuleId rule, const Frame& f, bool own_duty = false);

  const Model& model_;
  const Case& case_;
  const Question& question_;
  Trace trace_;
  Sights* sights_;  ///< null: nobody wants to know
  Moment at_;
  World world_;
  std::uint64_t steps_ = 0;
  std::vector<std::pair<Pin, When>> pins_;  ///< of the slices that are being judged, the innermost last
  std::optional<std::pair<RuleId, Due>> base_due_;  ///< while exceptions to this rule are read
  std::set<std::tuple<const Element*, FieldId, FieldId>> touched_;
  std::set<ParameterId> open_parameters_;
  std::map<std::pair<const Element*, FieldId>, std::unique_ptr<Element>> unseen_by_list_;
  std::set<const Element*> unseen_;
  std::map<const Element*, std::unique_ptr<Element>> one_of_unseen_;  ///< by what it is one of: *the rest* is judged by it, apart from all others
  const Mentions* reach_ = nullptr;  ///< of the rule that is judged
  std::set<Date> cuts_;  ///< days on which law, a state or anything else the rule reads may change; empty: not looked for yet
};

}  // namespace rettesnor::reference
