// The checked meaning of a set of rule packages: plain tables of rows, tied by ids. Built by engine/check only.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/model/duty.hpp"
#include "engine/values/calendar.hpp"
#include "engine/model/case.hpp"
#include "engine/model/table.hpp"
#include "engine/model/verdict.hpp"

namespace rettesnor {

/// Where something is written.
struct Origin {
  FileId file{};
  Span span{};
};

/// The norm's rank (LANGUAGE.md §8).
enum class Norm : std::uint8_t { law, order, guidance, national_guideline, professional_standard, municipal_standard };

struct SourceDecl {
  std::string name;
  Norm norm = Norm::law;
  std::string title;
  std::string url;
  PackageId package{};
  Origin origin;
};

/// One citation: source, locator as written (`§ 155`, `§ 20 stk. 3`), the days it holds, whether it is verified, and of
/// what day the text is that was read, where that may be older than the law in force.
struct Cite {
  SourceId source{};
  std::string locator;
  std::optional<Date> from;   ///< inclusive
  std::optional<Date> until;  ///< inclusive
  bool unverified = false;
  std::optional<DateInterval> text_of;  ///< one day, or all days of the year that is known
  Origin origin;
};

struct Actor {
  std::string name;
  Text title;
  PackageId package{};
  Origin origin;
};

/// A choice between the main text (alternative 0) and sourced readings (1…) of one construct. Exactly one holds.
struct ReadingSet {
  struct Alternative {
    std::string name;  ///< empty for the main text
    Text title;
    std::vector<Cite> cites;
    Origin origin;
  };
  std::string construct;  ///< the calendar, rule or parameter it belongs to: `hverdage`, `visits`
  std::vector<Alternative> alternatives;
};

struct CalendarDecl {
  std::string name;
  Text title;
  std::vector<Calendar> alternatives;  ///< [0] the main text, then one a reading, as in `readings`
  ReadingSetId readings{};
  PackageId package{};
  Origin origin;
};

enum class FieldKind : std::uint8_t { event, fact, list, state, judgement, part };

/// What a concept holds. `index` is its position in Concept::fields, and in an element's cells; of a part, its position in
/// `parts` of the field it belongs to.
struct FieldDecl {
  std::string name;
  Text title;
  FieldKind kind = FieldKind::fact;
  Type type;             ///< event: date or moment; judgement: yes_no unless declared otherwise
  ConceptId owner{};
  std::uint32_t index = 0;
  Text ask;
  Text verb;                   ///< event
  std::vector<Text> called;    ///< codes: what people call each, in the set's order; without titles none at all
  std::vector<FieldId> parts;  ///< event: its `with` fields; judgement: by (text), on (date), reasons (text)
  FieldId part_of{};           ///< part: the event or judgement it belongs to
  ActorId judge{};             ///< judgement … by
  bool needs_reasons = false;  ///< judgement … with reasons
  ConceptId element{};         ///< list: the concept of its elements
  ExprId complete_to{};        ///< list: `complete to x`; read at slot 0 = case, slot 1 = the element around the list
  ExprId from{};               ///< state: read with slot 1 = the element that has the state (slot 0 when it is the case)
  ExprId until{};              ///< state
  Origin origin;
};

struct Concept {
  std::string name;
  Text title;
  std::vector<FieldId> fields;      ///< without parts
  std::vector<FieldId> listed_in;   ///< the lists whose elements are of this concept; empty for a root
  FieldId first_event{};            ///< none if it declares no event
  FieldId open_state{};             ///< a root's state named `open`: the case is open while it holds; none: always
  PackageId package{};
  Origin origin;
};

/// A branch `expr when c`; condition none is `otherwise`.
struct Branch {
  ExprId value{};
  ExprId condition{};
};

struct DefineVersion {
  std::optional<Date> from;
  std::optional<Date> until;
  std::vector<Branch> branches;
};

struct DefineDecl {
  std::string name;
  Text title;
  Type type;
  ConceptId about{};  ///< none: the case
  ConceptId root{};   ///< the root concept of the cases it is about
  std::vector<DefineVersion> versions;
  PackageId package{};
  Origin origin;
};

/// A decision table: rows in order, the first that matches wins. A condition none is `-` or `otherwise`.
struct TableDecl {
  struct Row {
    std::vector<ExprId> conditions;  ///< one a column, already compared with the column's input
    std::vector<ExprId> outputs;
    Origin origin;
  };
  std::string name;
  Text title;
  ConceptId about{};  ///< none: the case
  ConceptId root{};   ///< the root concept of the cases it is about
  bool exhaustive = false;
  std::vector<std::string> outputs;
  std::vector<Type> output_types;
  std::vector<Row> rows;
  PackageId package{};
  Origin origin;
};

/// A value a parameter has from a day on. `value` none: not read, or a hole.
struct ParameterValue {
  std::string key;  ///< `by provision`: the code; empty otherwise
  std::optional<Date> from;
  std::optional<Date> until;
  ExprId value{};
  bool not_read = false;  ///< `value not read`: an unknown within the range
  std::uint32_t reading = 0;  ///< the alternative of ParameterDecl::readings it is the value under; 0: the main text
  std::vector<Cite> cites;
};

struct ParameterDecl {
  std::string name;
  Text title;
  Type type;              ///< duration, number or amount
  CodeSetId keys{};       ///< `by provision`
  std::vector<ParameterValue> values;
  ExprId range_low{};     ///< national range, inclusive; none: no municipal choice
  ExprId range_high{};
  bool municipality_may_set = false;
  bool lower_is_stricter = false;
  bool higher_is_stricter = false;
  bool national_value_none = false;
  std::vector<Cite> cites;
  std::optional<Date> review_by;
  ReadingSetId readings{};
  PackageId package{};
  Origin origin;
};

enum class RuleKind : std::uint8_t { rule, recommendation, suggestion };

/// What a duty is about, in the categories of the national measurement (Ankestyrelsen's Børnesagsbarometer and
/// Handicapsagsbarometer). `unstated`: the rule does not say; `none`: it says that it belongs to no category.
enum class Quality : std::uint8_t {
  unstated, case_information, reasons, assessment, legal_basis, hearing, complaint_guidance, deadline, plan, holistic_assessment, none
};

struct Evidence {
  enum class Kind : std::uint8_t { none_stated, graded, declared, practice, legal };
  Kind kind = Kind::none_stated;
  bool strong = false;
  bool against = false;
  std::string certainty;   ///< high, moderate, low, very low
  std::string declared;    ///< the five dimensions as written
  std::optional<Date> as_of;
};

/// One version of a rule with the guards, duty and readings that hold for it.
struct Version {
  std::optional<Date> from;       ///< inclusive
  std::optional<Date> from_last;  ///< `in force from d1 .. d2 unverified`: from lies in from … from_last
  std::optional<Date> until;      ///< inclusive
  std::vector<Cite> cites;        ///< those of the rule and of the version
  std::vector<ExprId> when;       ///< all must hold; `unless C` is stored as Not C
  ExprId while_state{};           ///< `while s`
  std::vector<DutyId> duties;     ///< [0] the main text; [i] under reading i of `readings`
  ReadingSetId readings{};
  bool transition_unsettled = false;
  Origin origin;
};

struct RuleDecl {
  std::string name;
  Text title;
  RuleKind kind = RuleKind::rule;
  bool should = false;              ///< its verdicts are followed/deviation, never in law's sums
  ConceptId about{};                ///< none: the case. Instances: one an element of every list of that concept
  ConceptId root{};                 ///< the root concept of the cases it judges; a case of another root has no instance
  std::optional<Selection> for_each;///< binds slot 1
  std::vector<Version> versions;    ///< by `from`
  Text remedy;
  Quality quality = Quality::unstated;
  bool material = false;            ///< a failing of it is a material one (`quality … material`)
  std::vector<std::string> accept_reasons;  ///< codes; `reason_recorded` fields are matched by the checker
  ExprId accepted_reason{};         ///< yes when one of accept_reasons is recorded; none if there are none
  Evidence evidence;
  std::vector<SourceId> because;    ///< suggestion
  std::vector<ExceptionId> exceptions;
  bool unverified = false;          ///< any cite of it is
  std::uint32_t layer = 0;          ///< rules read only dues and verdicts of lower layers
  PackageId package{};
  Origin origin;
};

struct ExceptionDecl {
  enum class Kind : std::uint8_t { instead_duty, may_be_omitted, not_applicable };
  std::string name;
  Text title;
  std::vector<RuleId> to;
  std::vector<Version> versions;   ///< duties[0] set for instead_duty
  std::vector<Kind> kinds;         ///< one a version
  bool on_judgement = false;       ///< its condition rests on a judgement, or its duty on an open standard
  PackageId package{};
  Origin origin;
};

/// What a construct reads, transitively through definitions, tables, states and parameters.
struct Mentions {
  std::set<FieldId> fields;          ///< facts, events, judgements, lists, states and their parts
  std::set<RuleId> rules;            ///< whose due or verdict is read
  std::vector<ExprId> literals;      ///< numbers, amounts, texts, dates, moments, durations, codes
  std::set<ReadingSetId> readings;   ///< of calendars, rules and parameters (LANGUAGE.md §7)
  std::set<Date> law_days;           ///< days on which a version or a value begins, and the day after it ends
};

/// What is counted or averaged. It has a rule, or a population: `population`, else the elements of `about`, else the cases.
/// Expressions read slot 1 (a selection: its own slot) as the element, slot 0 as the case.
struct IndicatorDecl {
  std::string name;
  Text title;
  ConceptId root{};                 ///< the root concept of the cases it is about
  RuleId rule{};                    ///< `from rule …`
  std::optional<Selection> population;
  ConceptId about{};                ///< the population named by a concept that lists hold
  ExprId share_where{};
  ExprId average_of{};
  ExprId where{};
  ExprId in_period{};               ///< `for e in period`
  std::vector<std::string> by;
  std::vector<ExprId> by_values;    ///< one a name in `by`: a code, yes/no or the municipality
  std::optional<Decimal> meaningful;
  std::optional<Duration> observed_for;
  ExprId observed_from{};
  bool higher_is_better = false;
  bool lower_is_better = false;
  std::vector<Cite> cites;
  Mentions reach;                   ///< what its own expressions mention; not what its rule does
  PackageId package{};
  Origin origin;
};

struct OverlayDecl {
  struct Setting {
    ParameterId parameter{};
    std::string key;
    ExprId value{};
    Origin origin;
  };
  struct Pin {
    std::string reading;
    bool yes = false;
    Origin origin;
  };
  std::string municipality;  ///< code, e.g. "0751"
  Text title;
  std::optional<Date> from;
  std::optional<Date> until;
  std::string decided_by;
  std::vector<Setting> settings;
  std::vector<Pin> pins;
  PackageId package{};
  Origin origin;
};

struct PackageDecl {
  std::string name;
  std::string version;
  Text title;
  std::string owner;
  std::string status;
  std::optional<Date> review_by;
  std::vector<PackageId> uses;
  FileId file{};
  std::string hash;  ///< of the file's bytes, hexadecimal
};

/// A `test` block: `given` as the same tree a case file gives, and what is expected of it.
struct TestDecl {
  struct Expectation {
    RuleId rule{};
    std::string element;           ///< "" for the case
    std::uint32_t occurrence = 0;  ///< 0: the only one
    VerdictSet possible;
    std::optional<DateInterval> due;
    std::optional<Duration> late_by;          ///< one unit; `late_by_parts` holds `1 hour 30 minutes` whole
    std::vector<Duration> late_by_parts;
    std::vector<std::string> missing;
    bool says_missing = false;
    Origin origin;
  };
  std::string name;
  Text title;
  Case given;
  Moment at;
  std::optional<Moment> known_at;
  std::vector<Expectation> expectations;
  PackageId package{};
  Origin origin;
};

struct Model {
  Table<PackageDecl, PackageId> packages;
  Table<SourceDecl, SourceId> sources;
  Table<Actor, ActorId> actors;
  Table<CodeSet, CodeSetId> code_sets;
  Table<ReadingSet, ReadingSetId> readings;
  Table<CalendarDecl, CalendarId> calendars;
  Table<Concept, ConceptId> concepts;
  Table<FieldDecl, FieldId> fields;
  Table<Expr, ExprId> exprs;
  Table<DefineDecl, DefineId> defines;
  Table<TableDecl, TableRuleId> tables;
  Table<ParameterDecl, ParameterId> parameters;
  Table<Duty, DutyId> duties;
  Table<RuleDecl, RuleId> rules;
  Table<ExceptionDecl, ExceptionId> exceptions;
  Table<IndicatorDecl, IndicatorId> indicators;
  Table<OverlayDecl, OverlayId> overlays;
  std::vector<ConceptId> roots;
  std::vector<TestDecl> tests;      ///< none if they were left out
  Table<Mentions, RuleId> reach;     ///< what a rule and the layers below it mention; empty in a model with errors
};

}  // namespace rettesnor
