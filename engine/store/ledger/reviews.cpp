#include "engine/store/ledger/reviews.hpp"

#include <map>

#include "engine/store/ledger/chain.hpp"
#include "engine/store/ledger/opened.hpp"

namespace rettesnor::ledger {

namespace {

std::int64_t signed_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }
std::uint64_t unsigned_of(const SQLite::Column& column) { return static_cast<std::uint64_t>(column.getInt64()); }

std::vector<std::uint8_t> bytes_of(const SQLite::Column& column) {
  const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
  return bytes == nullptr ? std::vector<std::uint8_t>{} : std::vector<std::uint8_t>(bytes, bytes + column.getBytes());
}

/// The rule's number; nothing when the name is none's or several's, or no duty's.
std::optional<std::int64_t> rule_number(SQLite::Database& db, const std::string& name, std::string& full) {
  SQLite::Statement rules(db, "SELECT r.rule, p.name || '.' || r.name FROM rule AS r JOIN package AS p USING (package) "
                              "WHERE r.sphere IN ('law', 'recommendation') AND (r.name = ?1 OR p.name || '.' || r.name = ?1)");
  rules.bind(1, name);
  std::optional<std::int64_t> out;
  while (rules.executeStep()) {
    if (out) return std::nullopt;
    out = rules.getColumn(0).getInt64();
    full = rules.getColumn(1).getString();
  }
  return out;
}

struct Subject {
  std::string id, municipality;
  std::uint64_t line = 0;
};

/// The instances of one plane, but for those that are certainly out.
void add_plane(SQLite::Statement& plane, const std::vector<std::uint8_t>& days, const std::map<std::pair<std::uint64_t, std::uint32_t>, Subject>& subjects, Frame& out) {
  const std::uint64_t shard = unsigned_of(plane.getColumn(0));
  const auto count = static_cast<std::size_t>(plane.getColumn(1).getInt64());
  const std::vector<std::uint8_t> positions = bytes_of(plane.getColumn(2));
  std::vector<std::vector<std::uint8_t>> bits;
  for (int v = 0; v < 6; ++v) bits.push_back(bytes_of(plane.getColumn(3 + v)));
  std::map<std::uint32_t, std::uint32_t> seen;
  for (std::size_t i = 0; i < count; ++i) {
    unsigned possible = 0;
    for (std::size_t v = 0; v < bits.size(); ++v) {
      if (i / 8 < bits[v].size() && (bits[v][i / 8] >> i % 8 & 1U) != 0) possible |= 1U << v;
    }
    std::uint32_t position = static_cast<std::uint32_t>(i);
    if (!positions.empty()) position = 2 * i + 1 < positions.size() ? positions[2 * i] + 256U * positions[2 * i + 1] : 0;
    FrameInstance one{.shard = shard, .position = position, .instance = ++seen[position], .possible = VerdictSet::from_bits(possible)};
    if (one.possible.empty() || one.possible.is(Verdict::not_applicable)) continue;
    const auto subject = subjects.find({shard, position});
    if (subject == subjects.end()) continue;
    one.case_id = subject->second.id;
    one.municipality = subject->second.municipality;
    one.line = subject->second.line;
    if (4 * i + 3 < days.size()) {
      std::uint32_t day = 0;
      for (std::size_t b = 0; b < 4; ++b) day |= static_cast<std::uint32_t>(days[4 * i + b]) << 8 * b;
      if (static_cast<std::int32_t>(day) != audit::no_day) one.day = Date{static_cast<std::int32_t>(day)};
    }
    out.instances.push_back(std::move(one));
  }
}

/// Appends the entry for rows that are already there. @return its number
std::int64_t append(SQLite::Database& db, const std::string& kind, std::int64_t entry, std::int64_t sample) {
  Digest before{};
  SQLite::Statement last(db, entry > 0 ? "SELECT chain FROM review_log ORDER BY entry DESC LIMIT 1" : "SELECT chain FROM log ORDER BY entry DESC LIMIT 1");
  if (last.executeStep()) before = digest_in(last.getColumn(0));
  last.reset();
  const Digest content = review_content(db, kind, entry, sample);
  const Digest chain = review_link(before, kind, entry, sample, content);
  SQLite::Statement row(db, "INSERT INTO review_log VALUES (?, ?, ?, ?, ?)");
  row.bind(1, entry);
  row.bind(2, kind);
  if (sample >= 0) row.bind(3, sample); else row.bind(3);
  row.bind(4, content.data(), static_cast<int>(content.size()));
  row.bind(5, chain.data(), static_cast<int>(chain.size()));
  row.exec();
  return entry;
}

std::int64_t next_entry(SQLite::Database& db) { return db.execAndGet("SELECT count(*) FROM review_log").getInt64(); }

/// Opens for writing and does it in one transaction.
template <class Do>
std::expected<void, Trouble> changed(const std::filesystem::path& file, const Do& what) {
  try {
    SQLite::Database db(file, SQLite::OPEN_READWRITE);
    db.exec("PRAGMA locking_mode = EXCLUSIVE");
    db.exec("PRAGMA foreign_keys = ON");
    SQLite::Transaction whole(db, SQLite::TransactionBehavior::IMMEDIATE);
    what(db);
    whole.commit();
    return {};
  } catch (const SQLite::Exception& e) {
    constexpr int busy = 5, locked = 6;
    const int code = e.getErrorCode() & 255;
    return std::unexpected(code == busy || code == locked ? Trouble{Trouble::Kind::busy, {}} : Trouble{Trouble::Kind::failed, e.what()});
  }
}

}  // namespace

std::expected<Frame, Trouble> frame_of(const std::filesystem::path& file, const std::string& rule) {
  return opened<Frame>(file, [&](SQLite::Database& db) {
    Frame out;
    out.finished = db.execAndGet("SELECT count(*) FROM log WHERE kind = 'end'").getInt() > 0;
    const auto number = rule_number(db, rule, out.rule);
    if (!number || !db.tableExists("anchor_day")) {
      out.rule.clear();
      return out;
    }
    std::map<std::pair<std::uint64_t, std::uint32_t>, Subject> subjects;
    SQLite::Statement cases(db, "SELECT shard, position, id, municipality, line FROM subject");
    while (cases.executeStep()) {
      subjects[{unsigned_of(cases.getColumn(0)), cases.getColumn(1).getUInt()}] = {cases.getColumn(2).getString(), cases.getColumn(3).getString(), unsigned_of(cases.getColumn(4))};
    }
    SQLite::Statement planes(db, "SELECT p.shard, p.instances, p.positions, p.not_applicable, p.fulfilled, p.for_judgement, p.late, p.pending, p.breached, d.days "
                                 "FROM plane AS p LEFT JOIN anchor_day AS d USING (shard, rule) WHERE p.rule = ? ORDER BY p.shard");
    planes.bind(1, *number);
    while (planes.executeStep()) {
      const std::vector<std::uint8_t> days = bytes_of(planes.getColumn(9));
      out.has_days = out.has_days || !days.empty();
      add_plane(planes, days, subjects, out);
    }
    return out;
  });
}

std::expected<std::int64_t, Trouble> add_sample(const std::filesystem::path& file, const Frame& frame, const NewSample& sample) {
  std::int64_t number = 0;
  const auto done = changed(file, [&](SQLite::Database& db) {
    number = db.execAndGet("SELECT coalesce(max(sample), 0) + 1 FROM sample").getInt64();
    std::string full;
    const auto rule = rule_number(db, frame.rule, full);
    SQLite::Statement head(db, "INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    head.bind(1, number);
    if (rule) head.bind(2, *rule); else head.bind(2);
    head.bind(3, sample.mode);
    head.bind(4, sample.strata);
    head.bind(5, signed_of(sample.wanted));
    if (sample.seed) head.bind(6, signed_of(*sample.seed)); else head.bind(6);
    if (sample.before) head.bind(7, to_string(*sample.before)); else head.bind(7);
    head.bind(8, signed_of(frame.instances.size()));
    head.bind(9, sample.frame_sha256);
    head.exec();
    SQLite::Statement row(db, "INSERT INTO drawn VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    std::int64_t n = 0;
    for (const DrawnInstance& d : sample.drawn) {
      const FrameInstance& one = frame.instances.at(d.in_frame);
      row.bind(1, number);
      row.bind(2, ++n);
      row.bind(3, signed_of(one.shard));
      row.bind(4, one.position);
      row.bind(5, one.instance);
      row.bind(6, d.stratum);
      row.bind(7, static_cast<int>(one.possible.bits()));
      row.bind(8, signed_of(d.of_stratum));
      row.bind(9, signed_of(d.drawn_of_stratum));
      row.exec();
      row.reset();
    }
    append(db, "sample", next_entry(db), number);
  });
  if (!done) return std::unexpected(done.error());
  return number;
}

std::expected<std::vector<SampleInfo>, Trouble> samples(const std::filesystem::path& file) {
  return opened<std::vector<SampleInfo>>(file, [](SQLite::Database& db) {
    std::vector<SampleInfo> out;
    if (!db.tableExists("sample")) return out;
    SQLite::Statement all(db, "SELECT s.sample, p.name || '.' || r.name, r.title_da, r.title_en, s.mode, s.strata, s.frame_sha256, s.frame, s.seed "
                              "FROM sample AS s JOIN rule AS r USING (rule) JOIN package AS p USING (package) ORDER BY s.sample");
    std::map<std::int64_t, std::size_t> place;
    while (all.executeStep()) {
      place[all.getColumn(0).getInt64()] = out.size();
      out.push_back({.sample = all.getColumn(0).getInt64(), .rule = all.getColumn(1).getString(), .title_da = all.getColumn(2).getString(),
                     .title_en = all.getColumn(3).getString(), .mode = all.getColumn(4).getString(), .strata = all.getColumn(5).getString(),
                     .frame_sha256 = all.getColumn(6).getString(), .frame = unsigned_of(all.getColumn(7)),
                     .seed = all.getColumn(8).isNull() ? std::nullopt : std::optional(unsigned_of(all.getColumn(8))), .drawn = {}});
    }
    std::map<std::pair<std::int64_t, std::int64_t>, Drawn*> by_number;
    SQLite::Statement drawn(db, "SELECT d.sample, d.number, s.id, d.stratum, d.possible, d.of_stratum, d.drawn_of_stratum, d.instance "
                                "FROM drawn AS d JOIN subject AS s ON s.shard = d.shard AND s.position = d.position ORDER BY d.sample, d.number");
    while (drawn.executeStep()) {
      const auto found = place.find(drawn.getColumn(0).getInt64());
      if (found == place.end()) continue;
      out[found->second].drawn.push_back({.sample = drawn.getColumn(0).getInt64(), .number = drawn.getColumn(1).getInt64(), .case_id = drawn.getColumn(2).getString(),
                                          .instance = drawn.getColumn(7).getUInt(), .stratum = drawn.getColumn(3).getString(), .machine = VerdictSet::from_bits(drawn.getColumn(4).getUInt()),
                                          .of_stratum = unsigned_of(drawn.getColumn(5)), .drawn_of_stratum = unsigned_of(drawn.getColumn(6)), .answers = {}});
    }
    for (SampleInfo& s : out) {
      for (Drawn& d : s.drawn) by_number[{d.sample, d.number}] = &d;
    }
    SQLite::Statement answers(db, "SELECT sample, number, rater, verdict, day FROM answer ORDER BY sample, number, rater");
    while (answers.executeStep()) {
      const auto found = by_number.find({answers.getColumn(0).getInt64(), answers.getColumn(1).getInt64()});
      if (found == by_number.end()) continue;
      found->second->answers.push_back({answers.getColumn(2).getString(), answers.getColumn(3).getString(), answers.getColumn(4).getString()});
    }
    return out;
  });
}

std::expected<void, Trouble> add_answers(const std::filesystem::path& file, const std::vector<NewAnswer>& answers) {
  return changed(file, [&](SQLite::Database& db) {
    const std::int64_t entry = next_entry(db);
    SQLite::Statement row(db, "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)");
    for (const NewAnswer& a : answers) {
      row.bind(1, a.sample);
      row.bind(2, a.number);
      row.bind(3, a.answer.rater);
      row.bind(4, a.answer.verdict);
      row.bind(5, a.answer.day);
      row.bind(6, entry);
      row.exec();
      row.reset();
    }
    append(db, "answers", entry, -1);
  });
}

}  // namespace rettesnor::ledger
