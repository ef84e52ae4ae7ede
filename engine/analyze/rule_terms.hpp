// One rule over a chosen case: when a version judges, what its conditions read, and which verdicts are possible.
#pragma once

#include "engine/analyze/encoder.hpp"

namespace rettesnor::analyze {

/// Which verdicts are possible, one term each, by Verdict.
struct VerdictTerms {
  std::vector<Term> possible;
};

/// A place in time at which a duty is judged: engine/reference's Slice where all is known.
struct SliceTerm {
  const Duty* duty = nullptr;
  Term holds;      ///< there is such a slice
  Term day;        ///< the anchor's
  TimeTerm due;    ///< pending: has not come
  bool anchored = false;  ///< what is done before `day` does not count
  Thing* occurrence = nullptr;
  Term done;       ///< licence, prohibition: the act was done
  Instant act;     ///< licence: when it is read
};

/// One version of a rule, where it judges.
struct VersionTerms {
  std::vector<SliceTerm> slices;
  Frame frame;          ///< with the anchor's day
  Frame act;            ///< licence: at the act's moment
  TimeTerm due;
  Term judged;          ///< an anchor has come, on a day on which the version is in force
  Truth3 lasting;       ///< its `while`
  std::vector<Truth3> conditions;  ///< of `when`
};

class RuleTerms {
 public:
  /// @param thing  the element (or the case) that it judges
  RuleTerms(Encoder& encoder, RuleId rule, Thing& thing);

  /// The rule's element: that of `for each`, of `of C`, else the case. Made to be there.
  static Thing& thing_of(Encoder& encoder, RuleId rule);
  static Thing& thing_of(Encoder& encoder, ConceptId about, FieldId list = {});
  /// Fields whose being recorded is asked by the rule or its exceptions.
  static std::set<FieldId> recorded_by(const Model& model, RuleId rule);

  VersionTerms& version(std::size_t index);
  /// It is applicable: judged, with conditions that hold.
  Term applies(std::size_t version);
  /// The exception's version is in force and its conditions hold, where the rule's version judges.
  Truth3 exception_holds(std::size_t version, ExceptionId id, std::size_t exception_version);
  std::vector<Truth3> exception_conditions(std::size_t version, ExceptionId id, std::size_t exception_version);
  Term exception_in_force(std::size_t version, ExceptionId id, std::size_t exception_version);
  VerdictTerms verdicts(std::size_t version);
  /// Over all versions; not applicable where none judges.
  VerdictTerms verdicts();

  Thing& thing() { return *thing_; }

 private:
  std::vector<SliceTerm> slices(const Duty& duty, const Version& v, const Frame& f);
  std::vector<SliceTerm> clock_slices(const Duty& duty, const Clock& clock, const Frame& f, bool act_is_day);
  std::vector<SliceTerm> act_slices(const Duty& duty, const Frame& f);
  SliceTerm slice(const Duty& duty, Term holds, Term day);
  TimeTerm due_after(const TimeTerm& anchor, const Clock& clock, const Frame& f, bool act_is_day);
  Term in_force(const std::vector<Version>& versions, std::size_t index, const Term& day);
  Truth3 lasting(const Version& v, const Frame& f, bool anchored, DutyForm form);
  VerdictTerms outcome(const SliceTerm& s, const Version& v, const Frame& f);
  VerdictTerms deadline(const SliceTerm& s, const Frame& f, bool early);
  VerdictTerms untimed(const SliceTerm& s, const Version& v, const Frame& f);
  VerdictTerms as_far_as_possible(const SliceTerm& s, const Version& v, const Frame& f);
  VerdictTerms before(const SliceTerm& s, const Frame& f);
  VerdictTerms record(const SliceTerm& s, const Frame& f);
  VerdictTerms with_exceptions(std::size_t version, const VerdictTerms& base);
  VerdictTerms only(Verdict v);
  VerdictTerms none();
  VerdictTerms free(const std::string& why);
  bool act_is_day(const Act& act) const;
  struct Done {
    Term may;
    Term must;
    TimeTerm when;
  };
  std::optional<Done> done(const Act& act, const Frame& f);
  Term late_now(const TimeTerm& due);

  Encoder& e_;
  Solver& s_;
  RuleId rule_;
  Thing* thing_;
  std::map<std::size_t, VersionTerms> versions_;
};

}  // namespace rettesnor::analyze
