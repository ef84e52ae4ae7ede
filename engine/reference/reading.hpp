// Reads an indicator's expressions: whom it is about, what is true of them, how much and when. For what is no rule. And what a rule says
// beside its verdicts: reasons, and how long an act took.
// A narrow door: whatever else evaluates the language can stand behind it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/result.hpp"

namespace rettesnor {

/// A number as far as it is known.
struct ReadNumber {
  std::optional<Decimal> value;  ///< known exactly
  bool absent = false;           ///< known not to exist. Neither: open
};

/// A time as far as it is known at T.
struct ReadTime {
  bool possible = false;  ///< may have come
  bool certain = false;   ///< has come
  bool dated = false;     ///< lies, or may lie, in earliest … latest, be that before T or after
  Moment earliest{};
  Moment latest{};
};

/// Somebody an indicator may be about.
struct Member {
  const Element* element = nullptr;
  Truth inside = Truth::yes;  ///< `where` and `when` hold; never no
};

/// Reads one case. Readings and transitions that are open leave what depends on them open. What exceeds the step budget
/// is open. Keeps references to all three. Not thread-safe; any number may share a model.
class IndicatorReader {
 public:
  IndicatorReader(const Model& model, const Case& the_case, const Question& question);
  ~IndicatorReader();

  /// The elements that are seen and not certainly outside; the case itself where the population is cases. None for an
  /// indicator of another root concept or of a rule. What may exist unseen is never among them.
  std::vector<Member> members(const IndicatorDecl& indicator);

  /// @param element  read as the indicator's own; its case alone when null
  /// @param day  states, parameters and the municipality are those of this day; none: of T
  Truth truth(const IndicatorDecl& indicator, ExprId id, const Element* element, std::optional<Date> day = {});
  ReadNumber number(const IndicatorDecl& indicator, ExprId id, const Element* element, std::optional<Date> day = {});
  ReadTime time(const IndicatorDecl& indicator, ExprId id, const Element* element);
  /// `observed for D of start`: when D after start has come.
  ReadTime observed(const IndicatorDecl& indicator, const Element* element);
  /// The first event that the element's concept declares; nothing where it declares none.
  std::optional<ReadTime> first_event(const IndicatorDecl& indicator, const Element* element);
  /// A code's name, `yes`, `no` or the municipality's code; nothing when it is open or does not exist.
  std::optional<std::string> group(const IndicatorDecl& indicator, ExprId id, const Element* element, std::optional<Date> day = {});

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

/// How far it is known what became of a duty's act, from the day of its anchor on.
struct Followed {
  enum class Ending : std::uint8_t {
    done,     ///< `days` after the anchor's day; 0 for what was done before it and counts
    open,     ///< certainly not done in `days`; whether it was later is not known, or it was not
    unknown,  ///< neither is known; `days` is 0
  };
  Ending ending = Ending::unknown;
  std::int32_t days = 0;  ///< 0 or more
  friend bool operator==(const Followed&, const Followed&) = default;
};

/// Reads what a rule says of one instance beside its verdicts. As IndicatorReader.
class RuleReader {
 public:
  RuleReader(const Model& model, const Case& the_case, const Question& question);
  ~RuleReader();

  /// The accepted reasons that are certainly recorded, by their places in the rule.
  std::vector<std::size_t> reasons(RuleId rule, const Element* element);
  /// What became of the act of the version in force on the anchor's day. Unknown where no version `follows`.
  Followed followed(RuleId rule, const Element* element, Date anchor);

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

/// Is the version's act followed from its anchor: `must e within D of a`?
bool follows(const Model& model, const Version& version);
/// Does any version of the rule?
bool follows(const Model& model, const RuleDecl& rule);

}  // namespace rettesnor
