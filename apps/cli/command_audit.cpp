// audit: all cases of a source into an audit database. verify: is such a database unchanged?
#include <fstream>
#include <thread>

#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/settings.hpp"
#include "apps/cli/ledger_trouble.hpp"
#include "apps/cli/code_lists.hpp"
#include "apps/cli/mapped.hpp"
#include "apps/cli/quality_page.hpp"
#include "engine/explain/words.hpp"

namespace rettesnor::cli {

namespace {

namespace fs = std::filesystem;

/// The key that case ids are hashed with: of a file, made if it is to be and is not there. Nothing: said why.
std::optional<std::string> key_of(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  fs::path file = arguments.key_file;
  if (file.empty()) {
    file = arguments.out;
    file += ".key";
    std::error_code none;
    const bool without_database = !fs::exists(arguments.out, none);
    // One that was stopped while it was made is made anew; no database rests on it yet.
    const bool empty = without_database && fs::is_regular_file(file, none) && fs::file_size(file, none) == 0;
    if ((!fs::exists(file, none) || empty) && without_database && !arguments.resume) {
      std::ofstream made(file, std::ios::binary);
      std::error_code failed;
      fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, failed);
      made << random_key() << '\n';
      if (!made.flush() || failed) {
        console.error(text(l, "nøglen `{0}` kan ikke skrives", "the key `{0}` cannot be written", {file.generic_string()}));
        return std::nullopt;
      }
    }
  }
  std::optional<std::string> key(std::in_place);
  if (regular_file(file)) {
    std::ifstream in_file(file);
    std::getline(in_file, *key);
  }
  constexpr std::size_t least = 16;
  if (key->size() >= least) return key;
  console.error(text(l, "nøglen i `{0}` kan ikke læses eller er for kort", "the key in `{0}` cannot be read or is too short", {file.generic_string()}),
                text(l, "den skal stå på én linje og have mindst 16 tegn", "it stands on one line and has at least 16 characters"));
  return std::nullopt;
}

/// What measures are of. The standard is said in every answer, so that nobody takes it for another.
audit::MeasurePeriod period_of(const Arguments& arguments) {
  return arguments.period ? *arguments.period : audit::year_before(*arguments.as_of);
}

ledger::Identity identity_of(const Arguments& arguments, const Rules& rules, const Fingerprint& source, const std::string& key) {
  ledger::Identity out{{"as_of", to_iso(*arguments.as_of)},
                       {"engine", RSN_VERSION},
                       {"ids", key.empty() ? "kept" : "keyed " + hexadecimal(keyed_sha256(key, "key")).substr(0, 16)},
                       {"shard", std::to_string(arguments.shard)},
                       {"source", source::shown_source(arguments.inputs.front().native())},
                       {"source_bytes", std::to_string(source.bytes)},
                       {"source_sha256", hexadecimal(source.sha256)},
                       {"verified_only", arguments.verified_only ? "yes" : "no"}};
  const RulesUsed used = used_by(rules);
  std::string packages;
  for (const RulesUsed::Package& p : used.packages) packages += p.hash;
  out.emplace_back("rules_sha256", hexadecimal(sha256(packages)));
  out.emplace_back("period", audit::to_string(period_of(arguments)));
  for (std::size_t i = 0; i < used.bundles.size(); ++i) {
    std::string value = used.bundles[i].id;
    for (const RulesUsed::Signer& s : used.bundles[i].signers) value += "; " + s.role + " " + publish::key_id(s.key) + " " + s.name;
    out.emplace_back("bundle " + std::to_string(i + 1), value);
  }
  if (arguments.keep_days) out.emplace_back("days", "kept");
  if (arguments.known_at) out.emplace_back("known_at", to_iso(*arguments.known_at));
  if (arguments.extraction_time) out.emplace_back("extraction_time", to_iso(*arguments.extraction_time));
  if (!arguments.municipality.empty()) out.emplace_back("municipality", arguments.municipality);
  if (!arguments.concept_name.empty()) out.emplace_back("concept", arguments.concept_name);
  for (const auto& [reading, yes] : arguments.pins) out.emplace_back("pin " + reading, yes ? "yes" : "no");
  return out;
}

std::string grouped(std::uint64_t n, Language language) {
  std::string out = std::to_string(n);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, language == Language::danish ? '.' : ',');
  return out;
}

void show(const Console& console, const Arguments& arguments, const ledger::Summary& sums, std::size_t indicators, const std::string& head) {
  const Language l = console.language();
  if (arguments.format != Format::text) {
    JsonWriter json(arguments.format == Format::ndjson ? 0 : 2);
    json.begin_object().member("database", arguments.out.generic_string()).key("cases").number(static_cast<std::int64_t>(sums.cases));
    json.key("refused").number(static_cast<std::int64_t>(sums.refused)).member("period", audit::to_string(period_of(arguments)));
    json.member("head", head).end_object();
    console.write(json.written() + "\n");
    return;
  }
  std::string page = text(l, "{0} sager bedømt pr. {1}\n", "{0} cases judged as of {1}\n", {grouped(sums.cases, l), moment_text(*arguments.as_of, l)});
  if (sums.refused > 0) page += text(l, "{0} poster holdt ude; se tabellen `flaw`\n", "{0} records kept out; see the table `flaw`\n", {grouped(sums.refused, l)});
  for (const auto& [sphere, danish, english] : {std::tuple{"law", "Lovkrav", "Law"}, std::tuple{"recommendation", "Anbefalinger", "Recommendations"}}) {
    ledger::Tally all;
    std::uint64_t judged = 0;
    for (const ledger::Tally& t : sums.rules) {
      if (t.sphere != sphere) continue;
      for (std::size_t v = 0; v < 6; ++v) all.certain[v] += t.certain[v];
      all.undetermined += t.undetermined;
    }
    for (std::size_t v = 1; v < 6; ++v) judged += all.certain[v];
    if (judged + all.undetermined == 0) continue;
    page += "\n" + std::string(in(l, danish, english)) + "\n";
    for (const Verdict v : {Verdict::breached, Verdict::late, Verdict::pending, Verdict::for_judgement, Verdict::fulfilled}) {
      page += text(l, "  {0}  {1}\n", "  {0}  {1}\n", {std::string(15 - std::min<std::size_t>(15, grouped(all.certain[static_cast<std::size_t>(v)], l).size()), ' ') + grouped(all.certain[static_cast<std::size_t>(v)], l), std::string(word(v, std::string_view(sphere) == "recommendation", l))});
    }
    page += text(l, "  {0}  uafklaret\n", "  {0}  undetermined\n", {std::string(15 - std::min<std::size_t>(15, grouped(all.undetermined, l).size()), ' ') + grouped(all.undetermined, l)});
  }
  if (indicators > 0) {
    page += text(l, "\n{0} indikatorer målt for {1} til og med {2}", "\n{0} indicators measured for {1} to {2}",
                 {std::to_string(indicators), to_string(period_of(arguments).from), to_string(period_of(arguments).until)});
    page += arguments.period ? "\n" : text(l, " (de tolv hele måneder før tidspunktet; vælg andre dage med --period)\n", " (the twelve whole months before the time; choose other days by --period)\n");
  }
  page += text(l, "\nSkrevet i {0}\nKædens hoved: {1}\n", "\nWritten to {0}\nHead of the chain: {1}\n", {arguments.out.generic_string(), head});
  console.write(page);
}

/// Runs the audit to its end. @return false: said why not
bool judge_all(const Arguments& arguments, const Console& console, const Rules& rules, MappedSource* mapped, std::uint64_t bytes,
               audit::Options& options, ledger::Ledger& kept) {
  const fs::path& source = arguments.inputs.front();
  if (mapped == nullptr) {
    Progress progress(console, bytes);
    const auto done = audit::run(rules.model, source, options, kept.start(), kept, [&](const audit::Progress& p) {
      progress.at(p.cases, p.bytes);
      return true;
    });
    if (!done) console.error(describe(done.error(), console.language()));
    return done.has_value();
  }
  const audit::Start start = kept.start();
  options.reading.root = mapped->mapping.root;
  const auto feed = source::CaseFeed::open(mapped->mapping, *mapped->tables, start.line, options.reading.limits.max_bytes);
  if (!feed) {
    complain(console, source, feed.error());
    return false;
  }
  Progress progress(console, (*feed)->size());
  return audit::run(rules.model, **feed, options, start.shard, kept, [&](const audit::Progress& p) {
           progress.at(p.cases, p.bytes);
           return true;
         }).has_value();
}

}  // namespace

Exit run_audit(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const auto rules = load_rules(arguments, console);
  if (!rules || !check_choices(arguments, console, *rules)) return Exit::usage;
  const fs::path& source = arguments.inputs.front();
  if (!is_bulk_file(source) && arguments.map_file.empty()) {
    console.error(text(l, "`{0}` er ikke en fil med én sag pr. linje (.ndjson)", "`{0}` is no file with one case a line (.ndjson)", {shown_input(source)}),
                  text(l, "en mappe med CSV eller en database læses med `--map FIL`", "a folder of CSV or a database is read with `--map FILE`"));
    return Exit::usage;
  }
  const auto lists = read_code_lists(arguments, console, *rules);
  if (!lists) return Exit::usage;
  std::unique_ptr<MappedSource> mapped;
  if (!arguments.map_file.empty() && !(mapped = open_mapped(arguments, console, *rules, &lists->use))) return Exit::usage;
  const bool of_bundles = mapped && mapped->bundles != nullptr;
  if (!of_bundles && std::ranges::any_of(lists->use.facts, [](const CodeUse::Fact& f) { return !f.named; })) {
    console.error(text(l, "det fremgår ikke, hvilken oplysning der tager sine koder fra kodelisten", "it does not appear which fact takes its codes from the code list"),
                  text(l, "skriv `--codes NAVN=FIL`", "write `--codes NAME=FILE`"));
    return Exit::usage;
  }
  const auto print = mapped ? std::expected<Fingerprint, FileProblem>(mapped->print) : fingerprint(source);
  if (!print) {
    console.error(describe(print.error(), l));
    return Exit::usage;
  }
  std::error_code ignored;
  if (!arguments.resume && fs::exists(arguments.out, ignored)) {  // before a key is made for it
    complain(console, arguments.out, {ledger::Trouble::Kind::exists, {}});
    return Exit::usage;
  }
  std::string key;
  if (!arguments.keep_ids) {
    auto found = key_of(arguments, console);
    if (!found) return Exit::usage;
    key = std::move(*found);
  }
  ledger::Identity identity = identity_of(arguments, *rules, *print, key);
  if (mapped) identity.emplace_back("map_sha256", hexadecimal(mapped->map_sha256));
  if (!lists->digests.empty()) identity.emplace_back("codes_sha256", hexadecimal(sha256(lists->digests)));
  auto opened = ledger::Ledger::open(rules->model, {.file = arguments.out, .identity = std::move(identity), .key = key, .resume = arguments.resume, .keep_days = arguments.keep_days});
  if (!opened) {
    complain(console, arguments.out, opened.error(), arguments.resume);
    return Exit::usage;
  }
  audit::Options options{.question = question_of(arguments, true), .period = period_of(arguments), .reading = {}, .shard_size = arguments.shard,
                         .threads = arguments.threads > 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency())};
  options.reading.root = concept_of(arguments, *rules);
  options.reading.extraction_time = arguments.extraction_time;
  options.reading.codes = &lists->use;
  ledger::Ledger& kept = **opened;
  std::string head;
  try {
    if (!judge_all(arguments, console, *rules, mapped.get(), print->bytes, options, kept)) return Exit::usage;
    head = kept.finish();
  } catch (const ledger::Failure& failure) {
    complain(console, arguments.out, failure.trouble);
    console.note(text(l, "  revisionen er ikke færdig; fortsæt den med `--resume`\n", "  the audit is not complete; go on with it by `--resume`\n"));
    return Exit::usage;
  }
  opened->reset();
  const auto sums = ledger::summary(arguments.out);
  if (!sums) {
    complain(console, arguments.out, sums.error());
    return Exit::internal;
  }
  console.note(quality_page(sums->quality, l));
  show(console, arguments, *sums, rules->model.indicators.size(), head);
  return sums->refused > 0 || (of_bundles && mapped->bundles->tidings().bad > 0) ? Exit::partial : Exit::in_order;
}

namespace {

/// A break in the reader's language; in JSON it keeps its own word.
std::string break_text(const std::string& what, Language language) {
  struct Words {
    std::string_view what, danish, english;
  };
  static constexpr Words all[] = {
      {"content", "rækkerne er ændret", "rows were changed"},
      {"chain", "posten passer ikke i kæden", "the entry does not fit the chain"},
      {"missing entry", "en post mangler", "an entry is missing"},
      {"schema", "tabeller eller udtræk er ændret", "tables or views were changed"},
      {"structure", "databasens filstruktur er beskadiget", "the structure of the database is damaged"},
      {"unfinished", "revisionen er ikke færdig", "the audit is not complete"},
      {"review", "en stikprøve eller et svar er ændret", "a sample or an answer was changed"},
      {"missing review", "en stikprøve eller svar mangler", "a sample or answers are missing"},
  };
  for (const Words& w : all) {
    if (w.what == what) return std::string(in(language, w.danish, w.english));
  }
  constexpr std::string_view stray = "rows without entry: ";
  if (what.starts_with(stray)) return text(language, "rækker uden post i `{0}`", "rows without an entry in `{0}`", {what.substr(stray.size())});
  return what;
}

}  // namespace

Exit run_verify(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const fs::path& file = arguments.inputs.front();
  if (is_bundle(file)) return verify_bundle(arguments, console);
  const auto found = ledger::verify(file);
  if (!found) {
    complain(console, file, found.error());
    return Exit::usage;
  }
  const bool other_head = !arguments.head.empty() && arguments.head != found->head;
  if (arguments.format != Format::text) {
    JsonWriter json(arguments.format == Format::ndjson ? 0 : 2);
    json.begin_object().member("database", file.generic_string()).key("entries").number(static_cast<std::int64_t>(found->entries));
    json.key("cases").number(static_cast<std::int64_t>(found->cases)).member("head", found->head).key("breaks").begin_array();
    for (const ledger::Break& b : found->breaks) json.begin_object().key("entry").number(b.entry).member("what", b.what).end_object();
    if (other_head) json.begin_object().key("entry").number(-1).member("what", "head").end_object();
    json.end_array().end_object();
    console.write(json.written() + "\n");
  } else {
    for (const ledger::Break& b : found->breaks) {
      console.write(b.entry < 0 ? text(l, "brud: {0}\n", "broken: {0}\n", {break_text(b.what, l)}) : text(l, "brud i post {0}: {1}\n", "broken at entry {0}: {1}\n", {std::to_string(b.entry), break_text(b.what, l)}));
    }
    if (other_head) console.write(text(l, "brud: kædens hoved er ikke det noterede\n", "broken: the head of the chain is not the one noted\n"));
    if (found->breaks.empty() && !other_head) {
      console.write(text(l, "uændret: {0} poster, {1} sager\nKædens hoved: {2}\n", "unchanged: {0} entries, {1} cases\nHead of the chain: {2}\n",
                         {std::to_string(found->entries), grouped(found->cases, l), found->head}));
      if (found->reviews > 0) console.write(text(l, "stikprøver og svar uændrede: {0} poster\nDeres kædes hoved: {1}\n", "samples and answers unchanged: {0} entries\nHead of their chain: {1}\n", {std::to_string(found->reviews), found->review_head}));
    }
  }
  return found->breaks.empty() && !other_head ? Exit::in_order : Exit::findings;
}

}  // namespace rettesnor::cli
