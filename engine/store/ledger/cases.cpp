#include "engine/store/ledger/cases.hpp"

#include <array>

#include "engine/store/ledger/opened.hpp"

namespace rettesnor::ledger {

namespace {

struct Rule {
  std::int64_t number = 0;
  std::string name, title_da, title_en, sphere;
  bool unverified = false;
};

std::vector<Rule> rules_of(SQLite::Database& db, const std::string& only) {
  std::vector<Rule> out;
  SQLite::Statement rows(db, "SELECT r.rule, p.name || '.' || r.name, r.title_da, r.title_en, r.sphere, r.unverified FROM rule AS r JOIN package AS p USING (package) "
                             "WHERE r.sphere IN ('law', 'recommendation') ORDER BY r.rule");
  while (rows.executeStep()) {
    Rule rule{rows.getColumn(0).getInt64(), rows.getColumn(1).getString(), rows.getColumn(2).getString(), rows.getColumn(3).getString(), rows.getColumn(4).getString(), rows.getColumn(5).getInt() != 0};
    if (only.empty() || rule.name == only) out.push_back(std::move(rule));
  }
  return out;
}

constexpr unsigned certainly(Verdict verdict) { return VerdictSet(verdict).bits(); }

class Search {
 public:
  Search(SQLite::Database& db, const CaseFilter& filter, const std::function<bool(const CaseRow&)>& found)
      : db_(db), filter_(filter), found_(found),
        attention_(db, "SELECT s.id, s.line, a.municipality, a.month, a.element, a.occurrence, a.possible, a.due_earliest, a.due_latest, a.due_open, "
                       "a.unknown, a.conflict, a.early, a.transition, a.internal_error FROM attention AS a "
                       "JOIN subject AS s ON s.shard = a.shard AND s.position = a.position WHERE a.rule = ? ORDER BY a.shard, a.position, a.element, a.occurrence"),
        cites_(db, "SELECT cite, from_day, until_day FROM citation WHERE rule = ? ORDER BY number"),
        subject_(db, "SELECT id, line, municipality FROM subject WHERE shard = ? AND position = ?") {}

  std::uint64_t run() {
    for (const Rule& rule : rules_of(db_, filter_.rule)) {
      if (stopped_) break;
      read_cites(rule.number);
      from_attention(rule);
      const bool settled = filter_.possible[certainly(Verdict::fulfilled)] || filter_.possible[certainly(Verdict::not_applicable)];
      if (settled && !filter_.month) from_planes(rule);
    }
    return count_;
  }

 private:
  struct Citation {
    std::string text, from, until;  ///< months, `2026-03`; empty: without end
  };

  void read_cites(std::int64_t rule) {
    cited_.clear();
    cites_.bind(1, rule);
    while (cites_.executeStep()) cited_.push_back({cites_.getColumn(0).getString(), cites_.getColumn(1).getString().substr(0, 7), cites_.getColumn(2).getString().substr(0, 7)});
    cites_.reset();
  }

  /// Those in force in the month; all without one.
  std::string cites_in(const std::string& month) const {
    std::string out;
    for (const Citation& c : cited_) {
      if (!month.empty() && ((!c.from.empty() && c.from > month) || (!c.until.empty() && c.until < month))) continue;
      out += (out.empty() ? "" : "; ") + c.text;
    }
    return out;
  }

  CaseRow row_of(const Rule& rule) const {
    CaseRow out;
    out.rule = rule.name;
    out.title_da = rule.title_da;
    out.title_en = rule.title_en;
    out.sphere = rule.sphere;
    out.unverified = rule.unverified;
    return out;
  }

  void give(const CaseRow& row) {
    if (filter_.municipality && *filter_.municipality != row.municipality) return;
    if (filter_.month && *filter_.month != row.month) return;
    ++count_;
    stopped_ = !found_(row);
  }

  void from_attention(const Rule& rule) {
    attention_.bind(1, rule.number);
    while (!stopped_ && attention_.executeStep()) {
      const auto text = [&](int column) { return attention_.getColumn(column).getString(); };
      const auto flag = [&](int column) { return attention_.getColumn(column).getInt() != 0; };
      const unsigned possible = attention_.getColumn(6).getUInt() & 63U;
      // Those that are here for another reason than their verdict stand in the planes as well, and are found there.
      const bool settled = possible == certainly(Verdict::fulfilled) || possible == certainly(Verdict::not_applicable);
      if (filter_.possible.any() && (settled || !filter_.possible[possible])) continue;
      CaseRow row = row_of(rule);
      row.id = text(0);
      row.line = attention_.getColumn(1).getInt64();
      row.municipality = text(2);
      row.month = text(3);
      row.element = text(4);
      row.occurrence = attention_.getColumn(5).getInt64();
      row.possible = VerdictSet::from_bits(possible);
      row.due_earliest = text(7);
      row.due_latest = text(8);
      row.due_open = flag(9);
      row.unknown = text(10);
      row.conflict = flag(11);
      row.early = flag(12);
      row.transition = flag(13);
      row.internal_error = flag(14);
      row.cites = cites_in(row.month);
      give(row);
    }
    attention_.reset();
  }

  void from_planes(const Rule& rule) {
    SQLite::Statement planes(db_, "SELECT shard, instances, positions, not_applicable, fulfilled, for_judgement, late, pending, breached FROM plane WHERE rule = ? ORDER BY shard");
    planes.bind(1, rule.number);
    while (!stopped_ && planes.executeStep()) {
      const auto bytes = [&](int column) {
        const SQLite::Column c = planes.getColumn(column);
        const auto* data = static_cast<const std::uint8_t*>(c.getBlob());
        return std::vector<std::uint8_t>(data, data + c.getBytes());
      };
      const std::vector<std::uint8_t> positions = bytes(2);
      std::array<std::vector<std::uint8_t>, all_verdicts.size()> bits;
      for (std::size_t v = 0; v < bits.size(); ++v) bits[v] = bytes(static_cast<int>(v) + 3);
      const auto instances = static_cast<std::size_t>(planes.getColumn(1).getInt64());
      for (std::size_t i = 0; i < instances && !stopped_; ++i) {
        unsigned possible = 0;
        for (std::size_t v = 0; v < bits.size(); ++v) {
          if (i / 8 < bits[v].size() && (bits[v][i / 8] >> i % 8 & 1U) != 0) possible |= 1U << v;
        }
        const bool settled = possible == certainly(Verdict::fulfilled) || possible == certainly(Verdict::not_applicable);
        if (!settled || !filter_.possible[possible]) continue;
        std::int64_t position = static_cast<std::int64_t>(i);
        if (2 * i + 1 < positions.size()) position = positions[2 * i] + 256 * positions[2 * i + 1];
        CaseRow row = row_of(rule);
        row.possible = VerdictSet::from_bits(possible);
        row.counted_whole = false;
        row.cites = cites_in({});
        subject_.bind(1, planes.getColumn(0).getInt64());
        subject_.bind(2, position);
        if (subject_.executeStep()) {
          row.id = subject_.getColumn(0).getString();
          row.line = subject_.getColumn(1).getInt64();
          row.municipality = subject_.getColumn(2).getString();
          give(row);
        }
        subject_.reset();
      }
    }
  }

  SQLite::Database& db_;
  const CaseFilter& filter_;
  const std::function<bool(const CaseRow&)>& found_;
  SQLite::Statement attention_, cites_, subject_;
  std::vector<Citation> cited_;
  std::uint64_t count_ = 0;
  bool stopped_ = false;
};

}  // namespace

std::expected<std::uint64_t, Trouble> cases(const std::filesystem::path& file, const CaseFilter& filter, const std::function<bool(const CaseRow&)>& found) {
  return opened<std::uint64_t>(file, [&](SQLite::Database& db) { return Search(db, filter, found).run(); });
}

std::expected<std::vector<std::string>, Trouble> duties(const std::filesystem::path& file) {
  return opened<std::vector<std::string>>(file, [](SQLite::Database& db) {
    std::vector<std::string> out;
    for (const Rule& rule : rules_of(db, {})) out.push_back(rule.name);
    return out;
  });
}

std::expected<Identity, Trouble> identity(const std::filesystem::path& file) {
  return opened<Identity>(file, [](SQLite::Database& db) {
    Identity out;
    SQLite::Statement run(db, "SELECT name, value FROM run ORDER BY name");
    while (run.executeStep()) out.emplace_back(run.getColumn(0).getString(), run.getColumn(1).getString());
    return out;
  });
}

}  // namespace rettesnor::ledger
