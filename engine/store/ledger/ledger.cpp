#include "engine/store/ledger/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/explain/finding.hpp"
#include "engine/store/ledger/chain.hpp"
#include "engine/store/ledger/rows.hpp"
#include "engine/store/ledger/measures.hpp"
#include "engine/store/ledger/schema.sql.hpp"
#include "engine/store/ledger/version.hpp"

namespace rettesnor::ledger {

namespace {

constexpr std::string_view sphere_name(Sphere sphere) {
  switch (sphere) {
    case Sphere::law: return "law";
    case Sphere::recommendation: return "recommendation";
    case Sphere::right: return "right";
    case Sphere::suggestion: return "suggestion";
  }
  return {};
}

void write_run(SQLite::Database& db, const Model& model, const Identity& identity) {
  SQLite::Statement run(db, "INSERT INTO run VALUES (?, ?)");
  for (const auto& [name, value] : identity) {
    run.bind(1, name);
    run.bind(2, value);
    execute(run);
  }
  SQLite::Statement package(db, "INSERT INTO package VALUES (?, ?, ?, ?, ?, ?)");
  for (std::uint32_t i = 0; i < model.packages.size(); ++i) {
    const PackageDecl& p = model.packages[PackageId{i}];
    package.bind(1, i);
    package.bind(2, p.name);
    package.bind(3, p.version);
    package.bind(4, p.title.danish);
    package.bind(5, p.title.english);
    package.bind(6, p.hash);
    execute(package);
  }
  SQLite::Statement rule(db, "INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?, ?)");
  SQLite::Statement cite(db, "INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?)");
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const RuleDecl& r = model.rules[RuleId{i}];
    rule.bind(1, i);
    rule.bind(2, r.package.value);
    rule.bind(3, r.name);
    rule.bind(4, r.title.danish);
    rule.bind(5, r.title.english);
    rule.bind(6, std::string(sphere_name(sphere_of(model, RuleId{i}))));
    rule.bind(7, r.unverified ? 1 : 0);
    execute(rule);
    std::map<std::tuple<std::string, std::string, std::string>, bool> cites;
    for (const Version& v : r.versions) {
      for (const Cite& c : v.cites) {
        cites[{cite_text(model, c), c.from ? day_iso(*c.from) : "", c.until ? day_iso(*c.until) : ""}] = c.unverified;
      }
    }
    int number = 0;
    for (const auto& [c, unverified] : cites) {
      const auto& [text, from, until] = c;
      cite.bind(1, i);
      cite.bind(2, number++);
      cite.bind(3, text);
      bind_text(cite, 4, from.empty() ? std::nullopt : std::optional(from));
      bind_text(cite, 5, until.empty() ? std::nullopt : std::optional(until));
      cite.bind(6, unverified ? 1 : 0);
      execute(cite);
    }
  }
}

/// What differs between a run and the one that is wanted; empty: nothing.
std::string difference(SQLite::Database& db, const Identity& wanted) {
  std::map<std::string, std::string> there;
  SQLite::Statement rows(db, "SELECT name, value FROM run");
  while (rows.executeStep()) there[rows.getColumn(0).getString()] = rows.getColumn(1).getString();
  for (const auto& [name, value] : wanted) {
    const auto found = there.find(name);
    if (found == there.end() || found->second != value) return name;
  }
  return there.size() == wanted.size() ? std::string() : std::string("run");
}

/// What SQLite's failure means.
Trouble trouble_of(const SQLite::Exception& e) {
  constexpr int busy = 5, locked = 6, not_a_database = 26;  // of its primary result codes
  switch (e.getErrorCode() & 255) {
    case busy:
    case locked: return {Trouble::Kind::busy, {}};
    case not_a_database: return {Trouble::Kind::not_a_ledger, {}};
    default: return {Trouble::Kind::failed, e.what()};
  }
}

/// Does it; what SQLite throws becomes a Failure.
template <class Do>
auto guarded(const Do& what) {
  try {
    return what();
  } catch (const SQLite::Exception& e) {
    throw Failure(trouble_of(e));
  }
}

/// A database is a file: a pipe would wait for its other end.
std::optional<Trouble> no_file(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return Trouble{Trouble::Kind::missing, {}};
  if (!std::filesystem::is_regular_file(file, ignored)) return Trouble{Trouble::Kind::not_a_ledger, {}};
  return std::nullopt;
}

/// Tables, indexes and views, as text.
std::string shape_of(SQLite::Database& db) {
  std::string out;
  SQLite::Statement rows(db, "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema ORDER BY type, name");
  while (rows.executeStep()) {
    for (int i = 0; i < 4; ++i) out += rows.getColumn(i).getString() + '\n';
  }
  return out;
}

bool has_our_shape(SQLite::Database& db) {
  SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  fresh.exec(schema);
  return shape_of(db) == shape_of(fresh);
}

}  // namespace

constexpr int shards_in_a_commit = 16;

struct Ledger::Inside {
  SQLite::Database db;
  std::string key;
  bool keep_days = false;
  std::map<std::string, std::uint64_t> pending{};  ///< ids of the shard that is being put together

  /// Appends the entry for rows that are already there.
  void append(Entry entry) {
    const Digest content = content_of(db, entry.kind, entry.shard);
    append(std::move(entry), content);
  }
  void append(Entry entry, const Digest& content) {
    Digest before{};
    SQLite::Statement last(db, "SELECT entry, chain FROM log ORDER BY entry DESC LIMIT 1");
    if (last.executeStep()) {
      entry.number = last.getColumn(0).getInt64() + 1;
      before = digest_in(last.getColumn(1));
    }
    last.reset();
    const Digest chain = link(before, entry, content);
    SQLite::Statement row(db, "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row.bind(1, entry.number);
    row.bind(2, entry.kind);
    if (entry.shard >= 0) row.bind(3, entry.shard); else row.bind(3);
    row.bind(4, entry.end_byte);
    row.bind(5, entry.end_line);
    row.bind(6, entry.cases);
    row.bind(7, entry.refused);
    row.bind(8, content.data(), static_cast<int>(content.size()));
    row.bind(9, chain.data(), static_cast<int>(chain.size()));
    row.exec();
  }

  std::string kept_id(const std::string& id) const { return key.empty() ? id : hexadecimal(keyed_sha256(key, id)).substr(0, 32); }

  /// @return the digest of the rows
  Digest write(const audit::Shard& shard);
  void commit();
  void undo();

  /// Shards are made safe some at a time: most of what they count is the same, and is then written once.
  std::optional<SQLite::Transaction> group{};
  int in_group = 0;
  audit::Counts counts{};  ///< of the group
};

Ledger::Ledger(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Ledger::~Ledger() {
  try {  // a run that is stopped keeps what it has; one that fails here loses its last group, and does it again
    inside_->commit();
  } catch (const std::exception&) {
    return;
  }
}

std::expected<std::unique_ptr<Ledger>, Trouble> Ledger::open(const Model& model, const Options& options) {
  std::error_code ignored;
  const bool there = std::filesystem::exists(options.file, ignored);
  if (there && !options.resume) return std::unexpected(Trouble{Trouble::Kind::exists, {}});
  if (options.resume) {
    if (auto trouble = no_file(options.file)) return std::unexpected(std::move(*trouble));
  }
  try {
    auto inside = std::make_unique<Inside>(SQLite::Database(options.file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX), options.key, options.keep_days);
    SQLite::Database& db = inside->db;
    // Before the first access: two audits that go on with one database must not take turns.
    db.exec("PRAGMA locking_mode = EXCLUSIVE");
    if (there) {
      if (db.execAndGet("PRAGMA application_id").getInt() != application_id) return std::unexpected(Trouble{Trouble::Kind::not_a_ledger, {}});
      if (auto other = other_version(db)) return std::unexpected(std::move(*other));
      if (const std::string what = difference(db, options.identity); !what.empty()) return std::unexpected(Trouble{Trouble::Kind::other_run, what});
      if (db.execAndGet("SELECT count(*) FROM log WHERE kind = 'end'").getInt() > 0) return std::unexpected(Trouble{Trouble::Kind::finished, {}});
    }
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("PRAGMA synchronous = NORMAL");
    db.exec("PRAGMA foreign_keys = ON");
    if (!there) {
      SQLite::Transaction whole(db);
      db.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, schema_version));
      db.exec(schema);
      write_run(db, model, options.identity);
      write_indicators(db, model);
      inside->append({.kind = "run"});
      whole.commit();
    }
    return std::unique_ptr<Ledger>(new Ledger(std::move(inside)));
  } catch (const SQLite::Exception& e) {
    return std::unexpected(trouble_of(e));
  }
}

audit::Start Ledger::start() const {
  return guarded([&]() -> audit::Start {
    SQLite::Statement last(inside_->db, "SELECT shard, end_byte, end_line FROM log WHERE kind = 'shard' ORDER BY entry DESC LIMIT 1");
    if (!last.executeStep()) return {};
    return {.shard = static_cast<std::uint64_t>(last.getColumn(0).getInt64()) + 1,
            .byte = static_cast<std::uint64_t>(last.getColumn(1).getInt64()),
            .line = static_cast<std::uint64_t>(last.getColumn(2).getInt64())};
  });
}

std::optional<std::uint64_t> Ledger::first_line_of(const std::string& id, std::uint64_t line) {
  std::string kept = inside_->kept_id(id);
  if (const auto found = inside_->pending.find(kept); found != inside_->pending.end()) return found->second;
  const auto earlier = guarded([&]() -> std::optional<std::uint64_t> {
    SQLite::Statement before(inside_->db, "SELECT line FROM subject WHERE id = ?");
    before.bind(1, kept);
    if (before.executeStep()) return static_cast<std::uint64_t>(before.getColumn(0).getInt64());
    return std::nullopt;
  });
  if (earlier) return earlier;
  inside_->pending.emplace(std::move(kept), line);
  return std::nullopt;
}

Digest Ledger::Inside::write(const audit::Shard& shard) {
  const std::int64_t number = signed_of(shard.number);
  Content content;
  {
    Writer subject(db, subject_rows, content);
    std::size_t position = 0;
    for (const audit::Shard::Judged& one : shard.cases) subject.add(number, position++, one.line, kept_id(one.id), one.municipality);
  }
  {
    Writer flaw(db, flaw_rows, content);
    int place = 0;
    for (const audit::Flaw& f : shard.flaws) flaw.add(number, place++, f.table, f.line, f.column, f.code, f.refused, f.position);
  }
  {
    Writer plane(db, plane_rows, content);
    for (const auto& [rule, planes] : shard.planes) {
      bool one_a_case = planes.positions.size() == shard.cases.size();
      for (std::size_t i = 0; one_a_case && i < planes.positions.size(); ++i) one_a_case = planes.positions[i] == i;
      const std::vector<std::uint8_t> positions = two_bytes_each(planes.positions);
      const auto& bits = planes.bits;
      plane.add(rule, number, planes.positions.size(), one_a_case ? std::nullopt : std::optional<Bytes>(positions), any_bit(bits[0]), any_bit(bits[1]),
                any_bit(bits[2]), any_bit(bits[3]), any_bit(bits[4]), any_bit(bits[5]));
    }
  }
  {
    Writer attention(db, attention_rows, content);
    std::vector<const std::pair<std::uint32_t, audit::Attention>*> rows;
    for (const auto& row : shard.attention) rows.push_back(&row);
    std::ranges::sort(rows, {}, [](const auto* row) { return std::tie(row->second.rule, row->first, row->second.element, row->second.occurrence); });
    for (const auto* row : rows) {
      const audit::Attention& a = row->second;
      attention.add(a.rule, number, row->first, a.element, a.occurrence, a.possible, a.municipality,
                    a.month < 0 ? std::nullopt : std::optional(month_iso(a.month)), a.due ? std::optional(time_iso(a.due->earliest, a.due->day)) : std::nullopt,
                    a.due && !a.due->open_end ? std::optional(time_iso(a.due->latest, a.due->day)) : std::nullopt, a.due && a.due->open_end, a.conflict, a.early,
                    a.transition, a.internal_error, a.unknown);
    }
  }
  {
    Writer days(db, anchor_day_rows, content);
    for (const auto& [rule, planes] : shard.planes) {
      if (keep_days) days.add(number, rule, Bytes(four_bytes_each(planes.days)));
    }
  }
  for (const auto& [what, count] : shard.counts) counts[what] += count;
  add_measures(db, shard.measures);
  return content.digest();
}

/// Undoes the group: what fails half way leaves no part of a shard, and no part of what was counted.
void Ledger::Inside::undo() {
  group.reset();
  counts.clear();
  in_group = 0;
}

/// Writes what was counted since the last time, and makes the shards of the group safe.
void Ledger::Inside::commit() {
  if (!group) return;
  try {
    SQLite::Statement tally(db,
                            "INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?) "
                            "ON CONFLICT DO UPDATE SET instances = instances + excluded.instances");
    for (const auto& [what, count] : counts) {
      tally.bind(1, what.rule);
      tally.bind(2, what.municipality);
      tally.bind(3, month_iso(what.month));
      tally.bind(4, static_cast<int>(what.possible));
      tally.bind(5, what.rest ? 1 : 0);
      tally.bind(6, signed_of(count));
      execute(tally);
    }
    group->commit();
  } catch (const std::exception&) {
    undo();
    throw;
  }
  undo();  // the next group begins with nothing
}

void Ledger::take(const audit::Shard& shard) {
  guarded([&] {
    if (!inside_->group) inside_->group.emplace(inside_->db);
    try {
      const Digest content = inside_->write(shard);
      inside_->append({.kind = "shard", .shard = signed_of(shard.number), .end_byte = signed_of(shard.end_byte),
                       .end_line = signed_of(shard.end_line), .cases = signed_of(shard.cases.size()), .refused = signed_of(shard.refused)}, content);
    } catch (const std::exception&) {
      inside_->undo();
      throw;
    }
    if (++inside_->in_group >= shards_in_a_commit) inside_->commit();
  });
  inside_->pending.clear();
}

std::string Ledger::finish() {
  return guarded([&] {
    SQLite::Database& db = inside_->db;
    inside_->commit();
    {
      SQLite::Transaction whole(db);
      Entry end{.kind = "end"};
      SQLite::Statement sums(db, "SELECT max(end_byte), max(end_line), sum(cases), sum(refused) FROM log");
      if (sums.executeStep()) {
        end.end_byte = sums.getColumn(0).getInt64();
        end.end_line = sums.getColumn(1).getInt64();
        end.cases = sums.getColumn(2).getInt64();
        end.refused = sums.getColumn(3).getInt64();
      }
      sums.reset();
      inside_->append(end);
      whole.commit();
    }
    db.exec("PRAGMA journal_mode = DELETE");
    SQLite::Statement last(db, "SELECT chain FROM log ORDER BY entry DESC LIMIT 1");
    return last.executeStep() ? hexadecimal(digest_in(last.getColumn(0))) : std::string();
  });
}

namespace {

/// The reviews' chain, which begins at the run's head.
void verify_reviews(SQLite::Database& db, Digest before, Verified& out) {
  if (!db.tableExists("review_log")) return;
  SQLite::Statement log(db, "SELECT entry, kind, sample, content, chain FROM review_log ORDER BY entry");
  while (log.executeStep()) {
    const std::int64_t entry = log.getColumn(0).getInt64();
    const std::string kind = log.getColumn(1).getString();
    const std::int64_t sample = log.getColumn(2).isNull() ? -1 : log.getColumn(2).getInt64();
    if (entry != static_cast<std::int64_t>(out.reviews)) out.breaks.push_back({entry, "missing review"});
    const Digest content = review_content(db, kind, entry, sample);
    const Digest chain = review_link(before, kind, entry, sample, content);
    if (content != digest_in(log.getColumn(3)) || chain != digest_in(log.getColumn(4))) out.breaks.push_back({entry, "review"});
    before = digest_in(log.getColumn(4));
    ++out.reviews;
  }
  if (out.reviews > 0) out.review_head = hexadecimal(before);
  for (const auto& [table, stray] : {std::pair{"sample", "sample NOT IN (SELECT sample FROM review_log WHERE kind = 'sample')"},
                                     std::pair{"drawn", "sample NOT IN (SELECT sample FROM review_log WHERE kind = 'sample')"},
                                     std::pair{"answer", "entry NOT IN (SELECT entry FROM review_log WHERE kind = 'answers')"}}) {
    if (db.execAndGet(fmt::format("SELECT count(*) FROM {} WHERE {}", table, stray)).getInt64() > 0) out.breaks.push_back({-1, fmt::format("rows without entry: {}", table)});
  }
}

}  // namespace

std::expected<Verified, Trouble> verify(const std::filesystem::path& file) {
  if (auto trouble = no_file(file)) return std::unexpected(std::move(*trouble));
  try {
    SQLite::Database db(file, SQLite::OPEN_READONLY);
    if (db.execAndGet("PRAGMA application_id").getInt() != application_id) return std::unexpected(Trouble{Trouble::Kind::not_a_ledger, {}});
    if (auto other = other_version(db)) return std::unexpected(std::move(*other));
    Verified out;
    if (!has_our_shape(db)) out.breaks.push_back({-1, "schema"});
    if (db.execAndGet("PRAGMA integrity_check(1)").getString() != "ok") out.breaks.push_back({-1, "structure"});
    Digest before{};
    std::string last_kind;
    SQLite::Statement log(db, "SELECT entry, kind, shard, end_byte, end_line, cases, refused, content, chain FROM log ORDER BY entry");
    std::int64_t shards = 0;
    while (log.executeStep()) {
      const Entry entry{.number = log.getColumn(0).getInt64(), .kind = log.getColumn(1).getString(),
                        .shard = log.getColumn(2).isNull() ? -1 : log.getColumn(2).getInt64(), .end_byte = log.getColumn(3).getInt64(),
                        .end_line = log.getColumn(4).getInt64(), .cases = log.getColumn(5).getInt64(), .refused = log.getColumn(6).getInt64()};
      if (entry.number != static_cast<std::int64_t>(out.entries)) out.breaks.push_back({entry.number, "missing entry"});
      if (entry.kind == "shard" && entry.shard != shards++) out.breaks.push_back({entry.number, "missing entry"});
      const Digest content = content_of(db, entry.kind, entry.shard);
      if (content != digest_in(log.getColumn(7))) out.breaks.push_back({entry.number, "content"});
      const Digest chain = link(before, entry, content);
      if (chain != digest_in(log.getColumn(8))) out.breaks.push_back({entry.number, "chain"});
      before = digest_in(log.getColumn(8));
      last_kind = entry.kind;
      ++out.entries;
      if (entry.kind == "shard") out.cases += static_cast<std::uint64_t>(entry.cases);
    }
    for (const char* table : {"subject", "flaw", "plane", "attention", "anchor_day"}) {
      const std::string query = fmt::format("SELECT count(*) FROM {} WHERE shard NOT IN (SELECT shard FROM log WHERE kind = 'shard')", table);
      if (db.execAndGet(query).getInt64() > 0) out.breaks.push_back({-1, fmt::format("rows without entry: {}", table)});
    }
    verify_reviews(db, before, out);
    if (last_kind != "end") out.breaks.push_back({-1, "unfinished"});
    out.head = hexadecimal(before);
    return out;
  } catch (const SQLite::Exception& e) {
    return std::unexpected(trouble_of(e));
  }
}

}  // namespace rettesnor::ledger
