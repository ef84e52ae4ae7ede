// What of an audit's counts may leave: every table protected by one policy, and everything that is said made from these.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/disclosure/publish.hpp"
#include "engine/report/coverage.hpp"
#include "engine/report/measures.hpp"
#include "engine/store/ledger/reasons.hpp"
#include "engine/store/ledger/tallies.hpp"

namespace rettesnor::report {

/// What a relevant instance is. The columns of every published table, in this order.
/// kept: certainly fulfilled. missed: certainly late or breached. open: may be one of them, and something else as well, or
/// is for a professional to judge. Instances that can only be outside or not yet due are not relevant.
enum class Answer : std::uint8_t { kept, missed, open };
inline constexpr std::size_t answers = 3;

/// The answer of a set of verdicts; nothing when it is not relevant.
std::optional<Answer> answer_of(VerdictSet possible);

/// Three counts; all of a row are relevant instances.
struct Row {
  Maybe relevant, kept, missed, open;
};

/// A duty's counts as they may leave. Row labels are municipality codes (empty: not known) or months (empty: none).
struct PublishedRule {
  std::string rule, title_da, title_en, cites;
  std::string quality;                                    ///< category of the national measurement; empty: not said
  bool material = false;
  bool law = true;
  bool unverified = false;
  bool any = false;                                       ///< some instance is relevant
  Row national;
  std::optional<disclosure::Published> municipalities;    ///< nothing: none, or not even with hidden cells
  std::optional<disclosure::Published> months;            ///< the same
  Maybe fulfilled, late, breached, for_judgement, undetermined;  ///< parts of `national`
  Maybe pending;                                          ///< certainly not yet due; outside `national`
};

/// The explained departures of one recommendation. The columns of both tables are its reasons, then *other*: explained by something else, or by several
/// reasons at once; that of municipalities also *undetermined*, so that a row's sum is what the rule's own table shows as open.
struct PublishedReasons {
  std::string rule, title_da, title_en;
  std::vector<ledger::AcceptedReason> reasons;
  std::vector<Maybe> national;                          ///< by reason, then other; empty: not shown
  Maybe explained;                                      ///< their sum, as the rule's own table shows it
  std::optional<disclosure::Published> municipalities;  ///< by code; nothing: none, or it cannot be shown beside the rule's own table
  bool left_out = false;                                ///< the municipalities cannot be shown
};

/// Days after the start, both ends included.
struct Stretch {
  std::int32_t from = 0;
  std::optional<std::int32_t> until;  ///< none: all later days
};

/// One stretch of days. Each count is none, or the threshold or more.
struct SurvivalBin {
  Stretch days;
  std::int64_t done = 0;    ///< fulfilled in it
  std::int64_t open = 0;    ///< followed no longer than it, and not fulfilled
  double still_open = 1;    ///< Kaplan and Meier's share not fulfilled after it, [0, 1]
  double lowest = 1, highest = 1;  ///< the same if all of whom nothing is known were done in the first stretch, and if never; and however those open lie in their stretch
};

struct PublishedSurvival {
  std::string rule, title_da, title_en, cites;
  bool unverified = false;
  bool shown = false;             ///< else there is too little to show without telling of few
  std::vector<SurvivalBin> bins;  ///< in order of days
  std::int64_t followed = 0;      ///< instances in the bins
  std::int64_t unknown = 0;       ///< how long is not known of them; none, or the threshold or more
  /// The stretch after which half or fewer are open; none: not reached.
  std::optional<Stretch> median, median_lowest, median_highest;
};

/// What is known of a municipality's need from elsewhere; it is public, and not of the audit.
struct NeedRow {
  std::string municipality;
  double population = 0;  ///< inhabitants that reach is measured against, more than 0
  double need = 0;        ///< an index, in any unit
};

struct Publication {
  std::int64_t threshold = 0;
  Maybe cases;
  Maybe refused;  ///< lines kept out
  std::string head;
  std::vector<std::pair<std::string, std::string>> run;
  std::vector<PublishedRule> rules;
  std::optional<disclosure::Published> delivered;         ///< cases by municipality, one column
  std::size_t municipalities = 0;                         ///< that delivered a case and are on the list of 98
  std::optional<disclosure::Published> refused_by_code;   ///< lines by code, one column
  std::optional<disclosure::Published> quality_codes;           ///< cases judged with doubtful data by code, one column
  std::optional<disclosure::Published> quality_municipalities;  ///< the same by municipality
  std::vector<PublishedMeasure> measures;                 ///< in the indicators' order; see publish_measures
  std::vector<PublishedReasons> reasons;                  ///< in the rules' order; see publish_reasons
  std::vector<PublishedSurvival> survival;                ///< in the rules' order; see publish_survival
  Coverage coverage;                                      ///< municipalities by month
  std::vector<ledger::Framework> frameworks;              ///< decisions of municipalities, not of persons: as they are
  std::vector<NeedRow> needs;                             ///< given by the caller, each municipality once; empty: none
  std::vector<std::string> after;                         ///< heads of the earlier publications that this one was held against
};

/// A row of a table of three columns.
Row row_of(const disclosure::Published& table, std::size_t row);

/// Protects all tables. Tables that count the same populations hide the same populations; months are published only where
/// the national row, which they share with the municipalities, is not hidden anywhere. A zero is shown unless it says
/// something of everybody: where nobody missed a duty and nothing is open, everybody kept it, and that is hidden; that nothing
/// is undetermined is a fact of the data, not of a person. Cost: O(rules) tables of 98 by 3.
///
/// @param earlier  what was published before of some of the same cases, oldest first; each is made again as it was, after those
/// before it. What any of them hid is hidden, a table that one of them did not show is not shown, and so is what
/// the difference between them would tell (`disclosure::protect_after`). Cost: three times more for each
Publication publish(const ledger::Counts& counts, disclosure::Policy policy, std::span<const ledger::Counts> earlier = {});

}  // namespace rettesnor::report
