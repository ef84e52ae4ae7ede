#include "apps/cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "apps/cli/options.hpp"
#include "engine/store/text_check.hpp"

namespace rettesnor::cli {

namespace {

struct CommandName {
  std::string_view name;
  Command command;
};

constexpr CommandName commands[] = {
    {"check", Command::check}, {"explain", Command::explain}, {"ask", Command::ask},
    {"due", Command::due},     {"test", Command::test},       {"fmt", Command::fmt},
    {"translate", Command::translate}, {"lint", Command::lint}, {"explain-code", Command::explain_code},
    {"audit", Command::audit}, {"verify", Command::verify},
    {"report", Command::report}, {"cases", Command::cases},
    {"map", Command::map}, {"import", Command::import},
    {"sample", Command::sample}, {"review", Command::review}, {"mutate", Command::mutate},
    {"lsp", Command::lsp},
    {"analyze", Command::analyze},
    {"diff", Command::diff}, {"plan", Command::plan},
    {"docs", Command::docs},
    {"invest", Command::invest}, {"implementation", Command::implementation},
    {"bundle", Command::bundle}, {"sign", Command::sign}, {"key", Command::key},
};

/// The sets of verdicts that a name of `--verdict` stands for: a verdict that is certain, or an answer as the report counts them.
std::optional<std::bitset<64>> sets_named(std::string_view name) {
  std::bitset<64> out;
  for (const Verdict v : all_verdicts) {
    if (name == code(v)) return out.set(VerdictSet(v).bits());
  }
  using report::Answer;
  const bool undetermined = name == "undetermined";
  const auto answer = name == "kept" ? std::optional(Answer::kept) : name == "missed" ? std::optional(Answer::missed) : name == "open" || undetermined ? std::optional(Answer::open) : std::nullopt;
  if (!answer) return std::nullopt;
  for (unsigned bits = 1; bits < out.size(); ++bits) {
    const VerdictSet set = VerdictSet::from_bits(bits);
    if (report::answer_of(set) == answer && !(undetermined && set.determined())) out.set(bits);
  }
  return out;
}

class Reader {
 public:
  Reader(Language language, Raw& raw, Arguments& out) : language_(language), raw_(raw), out_(out) {}

  // Reads what the texts mean. @return the first mistake
  std::optional<UsageError> read() {
    out_.language = language_;
    if (!raw_.lang.empty() && raw_.lang != "da" && raw_.lang != "en") return one_of("--lang", raw_.lang, "da, en");
    if (auto problem = format()) return problem;
    for (const auto& [name, from, to] : {std::tuple{"--as-of", &raw_.as_of, &out_.as_of},
                                         std::tuple{"--as-of-new", &raw_.as_of_new, &out_.as_of_new},
                                         std::tuple{"--known-at", &raw_.known_at, &out_.known_at},
                                         std::tuple{"--extraction-time", &raw_.extraction_time, &out_.extraction_time}}) {
      if (auto problem = moment(name, *from, *to)) return problem;
    }
    if (auto problem = which_cases()) return problem;
    if (const std::string& code = out_.municipality; !code.empty() && !(code == "none" && out_.command == Command::cases)) {
      const bool digits = std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
      if (code.size() != 4 || !digits) return bad_value("--municipality", code, text(language_, "skriv kommunens fire cifre, f.eks. 0751", "write the four digits of the municipality, e.g. 0751"));
    }
    for (const std::string& pin : raw_.pins) {
      if (auto problem = read_pin("--pin", pin, out_.pins)) return problem;
    }
    for (const std::string& pin : raw_.pins_new) {
      if (auto problem = read_pin("--pin-new", pin, out_.pins_new)) return problem;
    }
    if (auto problem = days()) return problem;
    if (!raw_.most.empty()) {
      const auto n = parse_decimal(raw_.most);
      if (!n || n->millionths < millionths_per_one || n->millionths % millionths_per_one != 0) return bad_value("--most", raw_.most, text(language_, "skriv et antal, f.eks. 5", "write a number, e.g. 5"));
      out_.most = static_cast<std::size_t>(n->millionths / millionths_per_one);
    }
    out_.out = raw_.out;
    out_.key_file = raw_.key_file;
    out_.map_file = raw_.map;
    out_.codes = raw_.codes;
    if (auto problem = count("--threads", raw_.threads, 256, out_.threads)) return problem;
    if (auto problem = count("--shard", raw_.shard, 65536, out_.shard)) return problem;
    if (auto problem = threshold()) return problem;
    if (auto problem = sample()) return problem;
    if (!raw_.period.empty() && !(out_.period = audit::parse_period(raw_.period))) {
      return bad_value("--period", raw_.period, text(language_, "skriv den første og den sidste dag: 2025-01-01..2025-12-31", "write the first and the last day: 2025-01-01..2025-12-31"));
    }
    out_.need_file = raw_.need;
    out_.register_file = raw_.reg;
    out_.audit_file = raw_.audit;
    if (!raw_.by.empty() && raw_.by != "municipality" && raw_.by != "package") return one_of("--by", raw_.by, "municipality, package");
    out_.by_package = raw_.by == "package";
    out_.config_file = raw_.config;
    out_.case_sources.assign(raw_.cases.begin(), raw_.cases.end());
    out_.previous.assign(raw_.previous.begin(), raw_.previous.end());
    out_.after.assign(raw_.after.begin(), raw_.after.end());
    out_.rules.assign(raw_.rules.begin(), raw_.rules.end());
    out_.overlays.assign(raw_.overlays.begin(), raw_.overlays.end());
    out_.overlays_new.assign(raw_.overlays_new.begin(), raw_.overlays_new.end());
    return positional();
  }

 private:
  std::optional<UsageError> format() const {
    using Names = std::vector<std::pair<std::string_view, Format>>;
    const Names known = out_.command == Command::cases ? Names{{"text", Format::text}, {"csv", Format::csv}, {"json", Format::json}}
                        : out_.command == Command::test && out_.coverage ? Names{{"text", Format::text}, {"json", Format::json}, {"html", Format::html}, {"lcov", Format::lcov}}
                        : out_.command == Command::test ? Names{{"text", Format::text}, {"json", Format::json}, {"ndjson", Format::ndjson}, {"junit", Format::junit}}
                        : out_.command == Command::mutate || out_.command == Command::diff || out_.command == Command::plan || out_.command == Command::import ? Names{{"text", Format::text}, {"json", Format::json}}
                        : out_.command == Command::lint ? Names{{"text", Format::text}, {"json", Format::json}, {"ndjson", Format::ndjson}, {"sarif", Format::sarif}, {"github", Format::github}, {"gitlab", Format::gitlab}}
                        : out_.command == Command::invest ? Names{{"text", Format::text}, {"json", Format::json}, {"xlsx", Format::xlsx}, {"html", Format::html}}
                        : out_.command == Command::implementation ? Names{{"text", Format::text}, {"json", Format::json}, {"html", Format::html}}
                        : out_.command == Command::report ? Names{{"text", Format::text}, {"csv", Format::csv}, {"xlsx", Format::xlsx}, {"html", Format::html}}
                                                        : Names{{"text", Format::text}, {"json", Format::json}, {"ndjson", Format::ndjson}};
    if (raw_.format.empty()) return std::nullopt;
    if (out_.command == Command::sample) return raw_.format == "csv" ? std::nullopt : std::optional(one_of("--format", raw_.format, "csv"));
    std::string all;
    for (const auto& [name, format] : known) {
      all += (all.empty() ? "" : ", ") + std::string(name);
      if (raw_.format == name) out_.format = format;
      if (raw_.format == name) return std::nullopt;
    }
    return one_of("--format", raw_.format, all);
  }

  std::optional<UsageError> sample() const {
    if (auto problem = count("--size", raw_.size, 1'000'000, out_.size)) return problem;
    if (!raw_.seed.empty()) {
      std::uint64_t seed = 0;
      if (auto problem = count("--seed", raw_.seed, 1'000'000'000'000, seed)) return problem;
      out_.seed = seed;
    }
    if (!raw_.strata.empty()) {
      bool known = false;
      for (const review::Strata s : {review::Strata::none, review::Strata::municipality, review::Strata::verdict}) {
        if (raw_.strata != review::name_of(s)) continue;
        out_.strata = s;
        known = true;
      }
      if (!known) return one_of("--strata", raw_.strata, "none, municipality, verdict");
    }
    if (raw_.latest_before.empty()) return std::nullopt;
    const auto day = parse_date(raw_.latest_before);
    if (!day || day->first != day->last) return bad_value("--latest-before", raw_.latest_before, text(language_, "skriv en dag: 2026-03-31", "write a day: 2026-03-31"));
    out_.latest_before = day->first;
    return std::nullopt;
  }

  std::optional<UsageError> which_cases() const {
    for (const std::string& name : raw_.verdicts) {
      const auto sets = sets_named(name);
      if (!sets) return one_of("--verdict", name, "fulfilled, late, breached, for_judgement, pending, not_applicable, undetermined, kept, missed, open");
      out_.verdicts |= *sets;
    }
    out_.month = raw_.month;
    if (raw_.month.empty() || raw_.month == "none" || (raw_.month.size() == 7 && parse_date(raw_.month))) return std::nullopt;
    return bad_value("--month", raw_.month, text(language_, "skriv år og måned, f.eks. 2026-03", "write year and month, e.g. 2026-03"));
  }

  // The floor is the policy's; it is told here, where the option stands.
  std::optional<UsageError> threshold() const {
    if (auto problem = count("--threshold", raw_.threshold, 1'000'000, out_.threshold)) return problem;
    if (out_.command == Command::test || out_.command == Command::mutate) {
      return out_.threshold <= 100 ? std::nullopt : std::optional(bad_value("--threshold", raw_.threshold, text(language_, "skriv en procent, højst 100", "write a percentage, at most 100")));
    }
    if (out_.threshold == 0 || out_.threshold >= disclosure::Policy::floor) return std::nullopt;
    const std::string floor = std::to_string(disclosure::Policy::floor);
    return UsageError{text(language_, "`--threshold {0}` er for lavt: grupper under {1} vises aldrig", "`--threshold {0}` is too low: groups below {1} are never shown", {raw_.threshold, floor}),
                      text(language_, "skriv mindst {0}; 5 er standard", "write {0} or more; 5 is the default", {floor})};
  }

  // A whole number from 1 to `most`; left alone when not given.
  template <class Number>
  std::optional<UsageError> count(std::string_view option, const std::string& raw, std::int64_t most, Number& into) const {
    if (raw.empty()) return std::nullopt;
    const auto n = parse_decimal(raw);
    const std::int64_t whole = n ? n->millionths / millionths_per_one : 0;
    if (!n || n->millionths % millionths_per_one != 0 || whole < 1 || whole > most) {
      return bad_value(option, raw, text(language_, "skriv et helt tal fra 1 til {0}", "write a whole number from 1 to {0}", {std::to_string(most)}));
    }
    into = static_cast<Number>(whole);
    return std::nullopt;
  }

  UsageError bad_value(std::string_view option, const std::string& value, std::string help) const {
    return {text(language_, "`{1}` kan ikke læses som værdi for `{0}`", "`{1}` is no value for `{0}`",
                 {std::string(option), value}),
            std::move(help)};
  }
  UsageError one_of(std::string_view option, const std::string& value, const std::string& allowed) const {
    return bad_value(option, value, text(language_, "skriv en af: {0}", "write one of: {0}", {allowed}));
  }
  UsageError missing(std::string_view danish, std::string_view english) const {
    return {text(language_, danish, english), {}};
  }

  std::optional<UsageError> moment(std::string_view option, const std::string& from, std::optional<Moment>& to) const {
    if (from.empty()) return std::nullopt;
    const auto read = parse_moment(from);
    if (!read) return bad_value(option, from, describe(read.error(), wording_of(language_)));
    // A day alone means the whole day: what happened on it counts, and what is due on it is not past.
    to = read->last;
    return std::nullopt;
  }

  std::optional<UsageError> read_pin(std::string_view option, const std::string& pin, std::map<std::string, bool>& into) const {
    const std::size_t sign = pin.find('=');
    const std::string value = sign == std::string::npos ? "" : pin.substr(sign + 1);
    const bool yes = value == "yes" || value == "ja";
    if (sign == 0 || sign == std::string::npos || (!yes && value != "no" && value != "nej")) {
      return bad_value(option, pin, text(language_, "skriv `læsning=ja` eller `læsning=nej`", "write `reading=yes` or `reading=no`"));
    }
    into[pin.substr(0, sign)] = yes;
    return std::nullopt;
  }

  // What was noted: 64 hexadecimal digits, in letters of either case.
  std::optional<UsageError> noted_head() const {
    const std::string given = out_.head;
    for (char& c : out_.head) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    constexpr std::size_t digits = 64;
    if (given.empty() || (given.size() == digits && out_.head.find_first_not_of("0123456789abcdef") == std::string::npos)) return std::nullopt;
    return bad_value("--head", given, text(language_, "skriv alle 64 tegn, som `audit`, `bundle` eller `verify` viste dem", "write all 64 characters, as `audit`, `bundle` or `verify` showed them"));
  }

  std::optional<UsageError> days() const {
    if (raw_.within.empty()) return std::nullopt;
    std::string number = raw_.within;
    std::int64_t unit = 1;
    if (number.ends_with('d')) number.pop_back();
    else if (number.ends_with('w') || number.ends_with('u')) number.pop_back(), unit = 7;
    const auto n = parse_decimal(number);
    const bool whole = n && n->millionths >= 0 && n->millionths % millionths_per_one == 0;
    const std::int64_t count = whole ? n->millionths / millionths_per_one * unit : -1;
    if (count < 0 || count > 36'500) {
      return bad_value("--within", raw_.within, text(language_, "skriv dage eller uger, f.eks. 30d eller 4u", "write days or weeks, e.g. 30d or 4w"));
    }
    out_.within_days = static_cast<std::int32_t>(count);
    return std::nullopt;
  }

  std::optional<UsageError> positional() const {
    std::vector<std::string> words = raw_.positional;
    switch (out_.command) {
      case Command::check:
      case Command::due:
        if (words.empty()) return missing("der mangler en sag", "a case is missing");
        break;
      case Command::ask:
        if (words.size() != 1) return missing("der skal stå netop én sag", "exactly one case is needed");
        break;
      case Command::explain:
        if (words.size() != 2) return missing("der skal stå en sag og en regel", "a case and a rule are needed");
        out_.name = words.back();
        words.pop_back();
        break;
      case Command::fmt:
      case Command::translate:
        if (words.empty()) return missing("der mangler en regelfil", "a rule file is missing");
        if (out_.command == Command::translate && raw_.to != "da" && raw_.to != "en") {
          return UsageError{text(language_, "der mangler et sprog at oversætte til", "the language to translate to is missing"),
                            text(language_, "skriv `--to da` eller `--to en`", "write `--to da` or `--to en`")};
        }
        out_.to = raw_.to;
        break;
      case Command::explain_code:
        if (words.size() != 1) return missing("der mangler et meddelelsesnummer, f.eks. N001", "a message number is missing, e.g. N001");
        out_.name = words.front();
        words.clear();
        break;
      case Command::audit:
        if (words.size() != 1) return missing("der mangler én kilde med sager (.ndjson, eller en mappe eller database og `--map`)", "one source of cases (.ndjson, or a folder or database and `--map`) is missing");
        if (out_.out.empty()) return missing("der mangler en database at skrive: `--out revision.db`", "a database to write is missing: `--out audit.db`");
        if (!out_.as_of) return missing("der mangler et tidspunkt at bedømme på: `--as-of 2026-01-01`", "a time to judge at is missing: `--as-of 2026-01-01`");
        break;
      case Command::lsp:
        if (!words.empty()) return missing("`lsp` tager ingen filer: editoren siger, hvilke mapper der er tale om", "`lsp` takes no files: the editor says which folders it is about");
        break;
      case Command::diff:
        if (words.size() != 2) return missing("der skal stå to regelsæt: det gamle og det nye", "two sets of rules are needed: the old and the new");
        break;
      case Command::plan:
        if (words.empty() || words.size() > 2) return missing("der skal stå to regelsæt: det gamle og det nye", "two sets of rules are needed: the old and the new");
        if (words.size() == 1 && out_.pins_new.empty() && out_.overlays_new.empty() && !out_.as_of_new) {
          return UsageError{text(language_, "der er kun ét regelsæt og intet, der er anderledes", "there is only one set of rules and nothing that differs"),
                            text(language_, "skriv det nye regelsæt, eller `--pin-new`, `--overlay-new` eller `--as-of-new`", "write the new set of rules, or `--pin-new`, `--overlay-new` or `--as-of-new`")};
        }
        if (out_.case_sources.empty()) return missing("der mangler sager: `--cases SAGER.ndjson`", "cases are missing: `--cases CASES.ndjson`");
        if (!out_.as_of) return missing("der mangler et tidspunkt at bedømme på: `--as-of 2026-01-01`", "a time to judge at is missing: `--as-of 2026-01-01`");
        break;
      case Command::map:
        if (words.size() != 2 || words.front() != "init") return missing("skriv `rettesnor map init KILDE`", "write `rettesnor map init SOURCE`");
        words.erase(words.begin());
        break;
      case Command::import:
        if (words.size() < 2 || words.front() != "ffb") return missing("skriv `rettesnor import ffb BUNDLER… --map FIL`", "write `rettesnor import ffb BUNDLES… --map FILE`");
        if (out_.map_file.empty()) return missing("der mangler en tilknytning: `--map FIL`", "a mapping is missing: `--map FILE`");
        if (out_.format == Format::json && out_.out.empty()) return missing("`--format json` står sammen med `--out`: det er tællinger og fund, ikke sagerne", "`--format json` stands with `--out`: it is counts and findings, not the cases");
        words.erase(words.begin());
        break;
      case Command::sample:
        if (words.size() != 1) return missing("der mangler en revisionsdatabase", "an audit database is missing");
        if (raw_.rule.empty()) return missing("der mangler en regel: `--rule NAVN`", "a rule is missing: `--rule NAME`");
        if (out_.size == 0) return missing("der mangler en størrelse: `--size 50`", "a size is missing: `--size 50`");
        if (!out_.seed && !out_.latest_before) {
          return UsageError{text(language_, "der mangler et tal at trække efter: `--seed 20260331`", "a number to draw by is missing: `--seed 20260331`"),
                            text(language_, "vælg det selv; samme tal giver samme stikprøve", "choose it yourself; the same number gives the same sample")};
        }
        if (out_.latest_before && (out_.seed || out_.strata != review::Strata::none)) {
          return missing("`--latest-before` står uden `--seed` og `--strata`", "`--latest-before` stands without `--seed` and `--strata`");
        }
        out_.name = raw_.rule;
        break;
      case Command::review:
        if (words.empty() || words.size() > 2) return missing("der mangler en revisionsdatabase, og måske et ark med svar", "an audit database is missing, and perhaps a sheet of answers");
        break;
      case Command::bundle:
        if (words.empty()) return missing("der mangler en mappe med regler", "a folder of rules is missing");
        if (out_.out.empty()) return missing("der mangler en fil at skrive: `--out regler.bundle`", "a file to write is missing: `--out rules.bundle`");
        break;
      case Command::key:
        if (words.size() != 2 || words.front() != "new") return missing("skriv `rettesnor key new FIL`", "write `rettesnor key new FILE`");
        words.erase(words.begin());
        break;
      case Command::sign:
        if (words.size() != 1) return missing("der mangler en udgivelse", "a bundle is missing");
        if (out_.key_file.empty()) return missing("der mangler en nøgle: `--key FIL`", "a key is missing: `--key FILE`");
        if (out_.role != "author" && out_.role != "approver") return out_.role.empty() ? missing("der mangler en rolle: `--role author` eller `--role approver`", "a role is missing: `--role author` or `--role approver`") : one_of("--role", out_.role, "author, approver");
        if (out_.signer.empty()) return missing("der mangler et navn: `--name \"Anna Holm\"`", "a name is missing: `--name \"Anna Holm\"`");
        if (out_.signer.find_first_of("\t\r\n") != std::string::npos || find_text_fault(out_.signer)) return missing("navnet skal stå på én linje uden styretegn", "the name stands on one line without control characters");
        if (!out_.at.empty() && !parse_moment(out_.at)) return bad_value("--at", out_.at, describe(parse_moment(out_.at).error(), wording_of(language_)));
        break;
      case Command::verify:
        if (words.size() != 1) return missing("der mangler en revisionsdatabase eller en udgivelse af regler", "an audit database or a bundle of rules is missing");
        if (auto problem = noted_head()) return problem;
        break;
      case Command::cases:
      case Command::report:
        if (words.size() != 1) return missing("der mangler en revisionsdatabase", "an audit database is missing");
        out_.name = raw_.rule;
        if (out_.command == Command::report && !out_.municipality.empty()) {
          if (!out_.name.empty()) return missing("`--municipality` og `--rule` står ikke sammen", "`--municipality` and `--rule` do not stand together");
          if (out_.format != Format::text && out_.format != Format::html) return missing("en kommunes side er tekst eller HTML: `--format text|html`", "a municipality's page is text or HTML: `--format text|html`");
        } else if (!out_.register_file.empty()) {
          return missing("`--register` står sammen med `--municipality`", "`--register` stands with `--municipality`");
        }
        if (out_.format == Format::xlsx && out_.out.empty()) return missing("en projektmappe skal have en fil: `--out rapport.xlsx`", "a workbook needs a file: `--out report.xlsx`");
        break;
      case Command::invest:
        if (words.size() > 1) return missing("der skal stå netop én model", "exactly one model is needed");
        if (words.empty()) return missing("der mangler en model: `rettesnor invest MODEL.yaml`", "a model is missing: `rettesnor invest MODEL.yaml`");
        if (out_.format == Format::xlsx && out_.out.empty()) return missing("en projektmappe skal have en fil: `--out regnestykke.xlsx`", "a workbook needs a file: `--out calculation.xlsx`");
        break;
      case Command::implementation:
        if (words.size() > 1) return missing("der skal stå netop ét register", "exactly one register is needed");
        if (words.empty()) return missing("der mangler et register: `rettesnor implementation REGISTER.yaml`", "a register is missing: `rettesnor implementation REGISTER.yaml`");
        if (!out_.after.empty() && out_.audit_file.empty()) return missing("`--after` står sammen med `--audit`", "`--after` stands with `--audit`");
        if (out_.threshold > 0 && out_.audit_file.empty()) return missing("`--threshold` står sammen med `--audit`", "`--threshold` stands with `--audit`");
        break;
      case Command::test:
        if (out_.bless && (out_.coverage || out_.format != Format::text)) return missing("`--bless` står alene", "`--bless` stands alone");
        if (!out_.coverage && (out_.propose || out_.threshold > 0)) return missing("`--propose` og `--threshold` står sammen med `--coverage`", "`--propose` and `--threshold` stand with `--coverage`");
        break;
      case Command::docs:
      case Command::mutate:
      case Command::lint:
      case Command::analyze:
        if (!out_.case_sources.empty() && !out_.as_of) return missing("`--cases` skal have et tidspunkt at bedømme på: `--as-of 2026-01-01`", "`--cases` needs a time to judge at: `--as-of 2026-01-01`");
        break;
      case Command::help:
      case Command::version: break;
    }
    // Where else an address may end up in a message, its password would.
    const bool takes_address = out_.command == Command::audit || out_.command == Command::map;
    if (!takes_address && std::ranges::any_of(words, [](const std::string& w) { return source::is_address(w); })) {
      return missing("en databases adresse læses kun af `audit` og `map init`", "a database's address is read by `audit` and `map init` alone");
    }
    out_.inputs.assign(words.begin(), words.end());
    return std::nullopt;
  }

  Language language_;
  Raw& raw_;
  Arguments& out_;
};

UsageError unknown_command(Language language, const std::string& word) {
  std::vector<std::string_view> names;
  for (const CommandName& c : commands) names.push_back(c.name);
  UsageError out{text(language, "kommandoen `{0}` findes ikke", "there is no command `{0}`", {word}), {}};
  if (const auto near = nearest_name(word, names)) {
    out.help = text(language, "mente du `{0}`?", "did you mean `{0}`?", {*near});
  } else {
    out.help = text(language, "skriv `rettesnor --help` for at se kommandoerne", "write `rettesnor --help` to see the commands");
  }
  return out;
}

UsageError unknown_option(Language language, const CLI::App& app, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> known{"--help"};
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& lname : option->get_lnames()) known.push_back("--" + lname);
  }
  const std::vector<std::string_view> names(known.begin(), known.end());
  UsageError out{text(language, "tilvalget `{0}` findes ikke her", "there is no option `{0}` here", {name}), {}};
  if (const auto near = nearest_name(name, names)) {
    out.help = text(language, "mente du `{0}`?", "did you mean `{0}`?", {*near});
  }
  return out;
}

/// Does the word name the option, by its long name or by its letter?
bool names(const CLI::App& app, const std::string& option, const std::string& word) {
  const CLI::Option* known = app.get_option_no_throw(option);
  if (known == nullptr) return word == option || word.starts_with(option + "=");
  const auto is_long = [&](const std::string& name) { return word == "--" + name || word.starts_with("--" + name + "="); };
  const auto is_letter = [&](const std::string& name) { return word.starts_with("-" + name) && !word.starts_with("--"); };
  return std::ranges::any_of(known->get_lnames(), is_long) || std::ranges::any_of(known->get_snames(), is_letter);
}

UsageError needs_value(Language language, const std::string& option) { return {text(language, "tilvalget `{0}` skal have en værdi", "the option `{0}` needs a value", {option}), {}}; }

}  // namespace

Language language_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang=en") return Language::english;
    if (arguments[i] == "--lang" && i + 1 < arguments.size() && arguments[i + 1] == "en") return Language::english;
  }
  return Language::danish;
}

std::expected<Arguments, UsageError> read_arguments(const std::vector<std::string>& arguments) {
  const Language language = language_of(arguments);
  Arguments out;
  out.language = language;
  std::vector<std::string> words = arguments;
  // Global options may stand before the command.
  std::size_t first = 0;
  while (first < words.size() && (words[first] == "--lang" || words[first].starts_with("--lang="))) first += words[first] == "--lang" ? 2 : 1;
  if (first >= words.size() || words[first] == "--help" || words[first] == "-h" || words[first] == "help") {
    if (first + 1 < words.size() && words[first] == "help") out.help_topic = words[first + 1];
    return out;
  }
  if (words[first] == "--version") {
    out.command = Command::version;
    return out;
  }
  const auto* const found = std::ranges::find(commands, std::string_view(words[first]), &CommandName::name);
  if (found == std::end(commands)) return std::unexpected(unknown_command(language, words[first]));
  out.command = found->command;
  const std::string topic = words[first];
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(first));

  if (std::ranges::find(words, "--help") != words.end() || std::ranges::find(words, "-h") != words.end()) {
    out.command = Command::help;
    out.help_topic = topic;
    return out;
  }
  Raw raw;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  add_options(app, out.command, raw, out);
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
  } catch (const CLI::ArgumentMismatch& e) {
    const std::string what = e.what();
    const std::string option = what.substr(0, what.find_first_of(": "));
    const auto times = std::ranges::count_if(words, [&](const std::string& w) { return names(app, option, w); });
    if (times > 1) {
      return std::unexpected(UsageError{text(language, "tilvalget `{0}` kan kun stå én gang", "the option `{0}` may stand only once", {option}), {}});
    }
    return std::unexpected(needs_value(language, option));
  } catch (const CLI::ParseError& e) {
    return std::unexpected(UsageError{text(language, "kommandolinjen kan ikke læses: {0}", "the command line cannot be read: {0}", {e.what()}), {}});
  }
  if (const std::vector<std::string> extra = app.remaining(); !extra.empty()) {
    return std::unexpected(unknown_option(language, app, extra.front()));
  }
  // An empty value is mostly a variable that was never set; to judge without it would look like an answer.
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_lnames().empty() && std::ranges::count(option->results(), std::string()) > 0) {
      return std::unexpected(needs_value(language, "--" + option->get_lnames().front()));
    }
  }
  if (auto problem = Reader(language, raw, out).read()) return std::unexpected(std::move(*problem));
  return out;
}

}  // namespace rettesnor::cli
