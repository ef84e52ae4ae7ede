#include "engine/store/ledger/follows.hpp"

#include "engine/store/ledger/opened.hpp"

namespace rettesnor::ledger {

std::expected<std::vector<FollowCounts>, Trouble> follows(const std::filesystem::path& file) {
  return opened<std::vector<FollowCounts>>(file, [](SQLite::Database& db) {
    std::vector<FollowCounts> out;
    SQLite::Statement rows(db, "SELECT p.name || '.' || r.name, f.ending, f.days, sum(f.instances) FROM followed AS f JOIN rule AS r USING (rule) JOIN package AS p USING (package) "
                               "GROUP BY f.rule, f.ending, f.days ORDER BY f.rule");
    while (rows.executeStep()) {
      const std::string rule = rows.getColumn(0).getString(), ending = rows.getColumn(1).getString();
      if (out.empty() || out.back().rule != rule) out.push_back({.rule = rule, .done = {}, .open = {}});
      const std::int32_t days = rows.getColumn(2).getInt();
      const auto n = static_cast<std::uint64_t>(rows.getColumn(3).getInt64());
      if (ending == "done") out.back().done[days] += n;
      else if (ending == "open") out.back().open[days] += n;
      else out.back().unknown += n;
    }
    return out;
  });
}

}  // namespace rettesnor::ledger
