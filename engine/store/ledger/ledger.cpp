#include "engine/store/ledger/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "engine/explain/finding.hpp"
#include "engine/explain/labels.hpp"
#include "engine/store/ledger/chain.hpp"
#include "engine/store/ledger/counting.hpp"
#include "engine/store/ledger/frameworks.hpp"
#include "engine/store/ledger/measures.hpp"
#include "engine/store/ledger/dated_cites.hpp"
#include "engine/store/ledger/opened.hpp"
#include "engine/store/ledger/reasons.hpp"
#include "engine/store/ledger/rows.hpp"
#include "engine/values/parse.hpp"

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
  SQLite::Statement rule(db, "INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
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
    const std::string quality(code_of(r.quality));
    bind_text(rule, 8, quality.empty() ? std::nullopt : std::optional(quality));
    rule.bind(9, r.material ? 1 : 0);
    execute(rule);
    std::map<std::tuple<std::string, std::string, std::string>, bool> cites;
    for (const Version& v : r.versions) {
      for (const Cite& c : v.cites) {
        cites[{dated_cite_text(model, c), c.from ? day_iso(*c.from) : "", c.until ? day_iso(*c.until) : ""}] = c.unverified;
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

/// The day judged at; none where the identity does not say.
std::optional<Date> day_of(const Identity& identity) {
  for (const auto& [name, value] : identity) {
    if (name != "as_of") continue;
    const auto read = parse_date(std::string_view(value).substr(0, 10));
    if (read) return read->first;
  }
  return std::nullopt;
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

/// Does it; what SQLite throws becomes a Failure.
template <class Do>
auto guarded(const Do& what) {
  try {
    return what();
  } catch (const SQLite::Exception& e) {
    throw Failure(trouble_of(e));
  }
}

}  // namespace

constexpr int shards_in_a_commit = 16;

struct Ledger::Inside {
  SQLite::Database db;
  std::string key;
  bool keep_days = false;
  std::unordered_map<std::string, std::uint64_t> pending{};  ///< ids of the shard that is being put together

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

  /// @return the digest of the rows
  Digest write(const audit::Shard& shard);
  void write_attention(const audit::Shard& shard, Content& content);
  /// The numbers of the words that the shard's attention names, by their number in the shard; those that are new are written.
  std::vector<std::optional<std::int64_t>> numbers_of_words(const audit::Shard& shard, Content& content);
  void commit();
  void begin_group();
  void undo();

  Inserts inserts{db};
  std::optional<SQLite::Statement> line_of_id{};
  std::optional<std::unordered_map<std::string, std::int64_t>> words{};  ///< numbers of those that are written; none: not read yet
  audit::Counts counts{};  ///< of all shards that are safe
  /// Shards are made safe some at a time: most of what they count is the same, and is then written once.
  std::optional<SQLite::Transaction> group{};
  int in_group = 0;
  audit::Counts group_counts{};
  audit::Measures group_measures{};
  audit::Reasons group_reasons{};
  audit::Follows follows{}, group_follows{};  ///< of all shards that are safe, and of the group
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
    if (there) {
      inside->counts = read_counting(db);
      inside->follows = read_following(db);
    }
    if (!there) {
      SQLite::Transaction whole(db);
      db.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", application_id, schema_version));
      db.exec(schema);
      write_run(db, model, options.identity);
      write_indicators(db, model);
      write_accepted(db, model);
      write_frameworks(db, model, day_of(options.identity));
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

std::string Ledger::kept(const std::string& id) const {
  return inside_->key.empty() ? id : hexadecimal(keyed_sha256(inside_->key, id)).substr(0, 32);
}

std::optional<std::uint64_t> Ledger::first_line_of(const std::string& kept, std::uint64_t line) {
  const auto [at, fresh] = inside_->pending.try_emplace(kept, line);
  if (!fresh) return at->second;
  const auto earlier = guarded([&]() -> std::optional<std::uint64_t> {
    if (!inside_->line_of_id) inside_->line_of_id.emplace(inside_->db, "SELECT line FROM subject WHERE id = ?");
    SQLite::Statement& before = *inside_->line_of_id;
    before.bindNoCopy(1, kept);
    std::optional<std::uint64_t> out;
    if (before.executeStep()) out = static_cast<std::uint64_t>(before.getColumn(0).getInt64());
    before.reset();
    return out;
  });
  if (earlier) inside_->pending.erase(at);
  return earlier;
}

Digest Ledger::Inside::write(const audit::Shard& shard) {
  const std::int64_t number = signed_of(shard.number);
  Content content;
  {
    Writer subject(inserts, subject_rows, shard.cases.size(), content);
    std::size_t position = 0;
    for (const audit::Shard::Case& one : shard.cases) subject.add(number, position++, one.line, one.id, municipality_code(one.municipality));
  }
  {
    Writer flaw(inserts, flaw_rows, shard.flaws.size(), content);
    int place = 0;
    for (const audit::Flaw& f : shard.flaws) flaw.add(number, place++, f.table, f.line, f.column, f.code, f.refused, f.position);
  }
  {
    Writer plane(inserts, plane_rows, 0, content);
    for (const auto& [rule, planes] : shard.planes) {
      bool one_a_case = planes.positions.size() == shard.cases.size();
      for (std::size_t i = 0; one_a_case && i < planes.positions.size(); ++i) one_a_case = planes.positions[i] == i;
      const std::vector<std::uint8_t> positions = two_bytes_each(planes.positions);
      const auto& bits = planes.bits;
      plane.add(rule, number, planes.positions.size(), one_a_case ? std::nullopt : std::optional<Bytes>(positions), any_bit(bits[0]), any_bit(bits[1]),
                any_bit(bits[2]), any_bit(bits[3]), any_bit(bits[4]), any_bit(bits[5]));
    }
  }
  write_attention(shard, content);
  {
    Writer days(inserts, anchor_day_rows, 0, content);
    for (const auto& [rule, planes] : shard.planes) {
      if (keep_days) days.add(number, rule, Bytes(four_bytes_each(planes.days)));
    }
  }
  group_counts = merged(group_counts, shard.counts);
  for (const auto& [of, sums] : shard.measures) group_measures[of] += sums;
  for (const auto& [of, n] : shard.reasons) group_reasons[of] += n;
  for (const auto& [of, n] : shard.follows) group_follows[of] += n;
  return content.digest();
}

std::vector<std::optional<std::int64_t>> Ledger::Inside::numbers_of_words(const audit::Shard& shard, Content& content) {
  if (!words) {
    words.emplace();
    SQLite::Statement all(db, "SELECT text, word FROM word");
    while (all.executeStep()) words->emplace(all.getColumn(0).getString(), all.getColumn(1).getInt64());
  }
  Writer fresh_words(inserts, word_rows, 0, content);
  std::vector<std::optional<std::int64_t>> out(shard.words.size());
  for (const auto& [position, a] : shard.attention) {
    for (const std::uint32_t word : {a.element, a.unknown}) {
      if (word == 0 || out[word]) continue;
      const auto [at, fresh] = words->try_emplace(shard.words[word], static_cast<std::int64_t>(words->size()) + 1);
      out[word] = at->second;
      if (fresh) fresh_words.add(at->second, shard.number, at->first);
    }
  }
  return out;
}

void Ledger::Inside::write_attention(const audit::Shard& shard, Content& content) {
  const std::vector<std::optional<std::int64_t>> words_of = numbers_of_words(shard, content);
  Writer rows(inserts, attention_rows, shard.attention.size(), content);
  std::optional<std::uint32_t> before;
  std::uint64_t number = 0;  // in its case
  for (const auto& [position, a] : shard.attention) {
    number = position == before ? number + 1 : 0;
    before = position;
    if (number > 0xFFFFFF || shard.number > 0x7FFFFF) throw Failure({Trouble::Kind::failed, "too many rows in `attention_packed`"});
    const bool open_end = a.due && a.due->open_end;
    const int marks = (open_end ? 1 : 0) | (a.conflict ? 2 : 0) | (a.early ? 4 : 0) | (a.transition ? 8 : 0) | (a.internal_error ? 16 : 0);
    std::optional<std::variant<std::int64_t, std::string>> due, latest;
    if (a.due) due = day_or_iso(a.due->earliest, a.due->day);
    if (a.due && !open_end) latest = day_or_iso(a.due->latest, a.due->day);
    if (latest == due) latest.reset();
    rows.add(shard.number << 40U | std::uint64_t{position} << 24U | number, a.rule, a.possible, marks, words_of[a.element], a.occurrence,
             a.municipality < 0 ? std::nullopt : std::optional(a.municipality), a.month < 0 ? std::nullopt : std::optional(a.month), due, latest, words_of[a.unknown]);
  }
}

void Ledger::Inside::begin_group() {
  group.reset();
  group_counts.clear();
  group_measures.clear();
  group_reasons.clear();
  group_follows.clear();
  in_group = 0;
}

/// Undoes the group: what fails half way leaves no part of a shard, and no part of what was counted.
void Ledger::Inside::undo() {
  begin_group();
  words.reset();
  inserts.forget();
  line_of_id.reset();
}

/// Writes what was counted since the last time, and makes the shards of the group safe.
void Ledger::Inside::commit() {
  if (!group) return;
  try {
    audit::Counts all = merged(counts, group_counts);
    write_counting(db, all);
    audit::Follows all_follows = follows;
    for (const auto& [of, n] : group_follows) all_follows[of] += n;
    write_following(db, all_follows);
    add_measures(db, group_measures);
    add_reasons(db, group_reasons);
    group->commit();
    counts = std::move(all);
    follows = std::move(all_follows);
  } catch (const std::exception&) {
    undo();
    throw;
  }
  begin_group();
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
      Content content;
      write_tallies(db, inside_->inserts, inside_->counts, content);
      add_rows(content, db, measures_read);
      add_rows(content, db, reasons_read);
      write_followed(inside_->inserts, inside_->follows, content);
      inside_->append(end, content.digest());
      whole.commit();
    }
    db.exec("PRAGMA journal_mode = DELETE");
    SQLite::Statement last(db, "SELECT chain FROM log ORDER BY entry DESC LIMIT 1");
    return last.executeStep() ? hexadecimal(digest_in(last.getColumn(0))) : std::string();
  });
}

}  // namespace rettesnor::ledger
