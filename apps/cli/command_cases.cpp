// cases: from a figure of the report to its cases, for those entitled to see them.
#include <functional>
#include <optional>

#include "apps/cli/commands.hpp"
#include "apps/cli/ledger_trouble.hpp"
#include "apps/cli/replace_file.hpp"
#include "apps/cli/shown_safely.hpp"
#include "engine/explain/words.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::cli {

namespace {

using ledger::CaseRow;

std::string notice(Language l) {
  return text(l, "Kun for dem, der må se de enkelte sager: små tal er ikke skjult, og listen må ikke offentliggøres.",
              "Only for those entitled to see single cases: small counts are not hidden, and the list must not be published.");
}

std::vector<Verdict> verdicts_of(const CaseRow& row) {
  std::vector<Verdict> out;
  for (const Verdict v : all_verdicts) {
    if (row.possible.has(v)) out.push_back(v);
  }
  return out;
}

/// `breached`, or those still possible with a stroke between.
std::string verdict_words(const CaseRow& row, Language l) {
  std::string out;
  for (const Verdict v : verdicts_of(row)) out += (out.empty() ? "" : " / ") + std::string(word(v, row.sphere == "recommendation", l));
  return out;
}

std::string title_of(const CaseRow& row, Language l) {
  const std::string& own = l == Language::danish ? row.title_da : row.title_en;
  const std::string& other = l == Language::danish ? row.title_en : row.title_da;
  return !own.empty() ? own : !other.empty() ? other : row.rule;
}

/// The ends of the calendar stand for what nobody knows, and are no days to keep.
struct Due {
  explicit Due(const CaseRow& row) : earliest(row.due_earliest), latest(row.due_latest), open(row.due_open) {
    unknown = earliest == to_string(first_date) || (latest == to_string(last_date) && !open);
    if (earliest == to_string(first_date)) earliest.clear();
    if (latest == to_string(last_date)) latest.clear();
  }
  std::string earliest, latest;  ///< empty: none, open, or not known
  bool open;
  bool unknown;  ///< there is a day, and one end of it or both are not known
};

std::string due_text(const CaseRow& row, Language l) {
  const Due due(row);
  if (due.earliest.empty() && due.latest.empty()) return due.unknown ? text(l, "ukendt", "unknown") : std::string();
  if (due.earliest.empty()) return text(l, "ukendt, senest {0}", "unknown, {0} at the latest", {due.latest});
  if (due.open || due.unknown) return text(l, "{0} eller senere", "{0} or later", {due.earliest});
  return row.due_latest == row.due_earliest ? row.due_earliest : row.due_earliest + " – " + row.due_latest;
}

std::string place_text(const CaseRow& row) { return row.element + (row.occurrence > 0 ? "#" + std::to_string(row.occurrence) : ""); }

std::string marks(const CaseRow& row, Language l) {
  std::string out;
  for (const auto& [is, words] : {std::pair{row.unverified, phrase(Saying::unverified_label, l)}, {row.conflict, in(l, "modstridende oplysninger", "conflicting facts")}, {row.early, in(l, "for tidligt", "too early")},
                                  {row.transition, in(l, "overgangsregel", "transition")}, {row.internal_error, in(l, "intern fejl", "internal error")}}) {
    if (is) out += (out.empty() ? "" : ", ") + std::string(words);
  }
  return out;
}

class TextList {
 public:
  explicit TextList(Language l) : l_(l) {}
  std::string begin() const { return notice(l_) + "\n"; }
  std::string row(const CaseRow& r) {
    std::string out;
    const std::string head = title_of(r, l_) + " · " + r.rule;
    if (head != head_) out += "\n" + head + "\n";
    head_ = head;
    std::string line = "  " + r.id + text(l_, "  linje {0}", "  line {0}", {std::to_string(r.line)});
    if (const std::string place = place_text(r); !place.empty()) line += "  " + place;
    line += "  " + (r.municipality.empty() ? text(l_, "kommune ikke oplyst", "municipality not known") : r.municipality + " " + std::string(municipality_name(r.municipality)));
    if (!r.month.empty()) line += "  " + r.month;
    line += "  " + verdict_words(r, l_);
    if (const std::string due = due_text(r, l_); !due.empty()) line += text(l_, "  frist {0}", "  due {0}", {due});
    if (!r.unknown.empty()) line += text(l_, "  mangler {0}", "  missing {0}", {r.unknown});
    if (const std::string more = marks(r, l_); !more.empty()) line += "  " + more;
    if (!r.cites.empty()) line += "  (" + r.cites + ")";
    return shown_safely(out + wrapped(line, 120, 6)) + "\n";
  }
  std::string end(std::uint64_t n) const { return text(l_, "\n{0} forekomster\n", "\n{0} instances\n", {std::to_string(n)}); }

 private:
  Language l_;
  std::string head_;
};

class CsvList {
 public:
  explicit CsvList(Language l) : l_(l), separator_(l == Language::danish ? ';' : ',') {}
  std::string begin() const {
    return "\xEF\xBB\xBF" + line({text(l_, "Sag", "Case"), text(l_, "Linje", "Line"), text(l_, "Kode", "Code"), text(l_, "Kommune", "Municipality"), text(l_, "Måned", "Month"),
                                  text(l_, "Regel", "Rule"), text(l_, "Navn", "Name"), text(l_, "Kilde", "Source"), text(l_, "Sted", "Place"), text(l_, "Dom", "Verdict"),
                                  text(l_, "Frist, tidligst", "Due, earliest"), text(l_, "Frist, senest", "Due, latest"), text(l_, "Mangler", "Missing"), text(l_, "Bemærk", "Note")});
  }
  std::string row(const CaseRow& r) const {
    const Due due(r);
    return line({r.id, std::to_string(r.line), r.municipality, std::string(municipality_name(r.municipality)), r.month, title_of(r, l_), r.rule, r.cites, place_text(r),
                 verdict_words(r, l_), known(due, due.earliest), known(due, due.latest), r.unknown, marks(r, l_)});
  }
  static std::string end(std::uint64_t) { return {}; }

 private:
  std::string known(const Due& due, const std::string& day) const { return day.empty() && due.unknown ? text(l_, "ukendt", "unknown") : day; }
  std::string line(const std::vector<std::string>& cells) const {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? std::string(1, separator_) : "") + report::csv_text(cells[i], separator_);
    return out + "\r\n";
  }
  Language l_;
  char separator_;
};

class JsonList {
 public:
  explicit JsonList(Language l) : l_(l) {}
  std::string begin() const { return "{\n  \"notice\": " + json_quoted(notice(l_)) + ",\n  \"cases\": ["; }
  std::string row(const CaseRow& r) {
    JsonWriter json(0);
    json.begin_object().member("case", r.id).key("line").number(r.line);
    member(json, "municipality", r.municipality);
    member(json, "month", r.month);
    json.member("rule", r.rule).member("title", title_of(r, l_)).member("kind", r.sphere);
    member(json, "place", r.element);
    json.key("occurrence").number(r.occurrence);
    json.key("verdicts").begin_array();
    for (const Verdict v : verdicts_of(r)) json.text(code(v));
    json.end_array();
    const Due due(r);
    member(json, "due_earliest", due.earliest);
    member(json, "due_latest", due.latest);
    json.key("missing").begin_array();
    for (std::size_t at = 0; at < r.unknown.size();) {
      const std::size_t end = std::min(r.unknown.find(',', at), r.unknown.size());
      json.text(r.unknown.substr(at, end - at));
      at = end + 1;
    }
    json.end_array();
    json.member("cites", r.cites);
    for (const auto& [name, is] : {std::pair{"due_unknown", due.unknown}, {"unverified", r.unverified}, {"conflict", r.conflict}, {"early", r.early}, {"transition", r.transition}, {"internal_error", r.internal_error}}) json.key(name).yes_no(is);
    return std::string(std::exchange(any_, true) ? "," : "") + "\n    " + json.end_object().written();
  }
  std::string end(std::uint64_t n) const { return (any_ ? "\n  ]" : "]") + (",\n  \"instances\": " + std::to_string(n)) + "\n}\n"; }

 private:
  static void member(JsonWriter& json, std::string_view name, const std::string& value) {
    json.key(name);
    if (value.empty()) json.null(); else json.text(value);
  }
  Language l_;
  bool any_ = false;
};

template <class List>
Exit list(const Arguments& arguments, const Console& console, const ledger::CaseFilter& filter, List format) {
  const std::filesystem::path& file = arguments.inputs.front();
  std::optional<OutFile> out;
  if (!arguments.out.empty()) out.emplace(arguments.out);
  const auto write = [&](const std::string& t) {
    if (out) out->stream() << t;
    else console.write(t);
  };
  write(format.begin());
  const auto found = ledger::cases(file, filter, [&](const CaseRow& row) {
    write(format.row(row));
    return true;
  });
  if (!found) {
    complain(console, file, found.error());
    return Exit::usage;
  }
  write(format.end(*found));
  if (out && !out->put_in_place()) {
    console.error(text(console.language(), "`{0}` kan ikke skrives", "`{0}` cannot be written", {arguments.out.generic_string()}));
    return Exit::usage;
  }
  return Exit::in_order;
}

}  // namespace

Exit run_cases(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const auto counts = ledger::counts(arguments.inputs.front());
  if (!counts) {
    complain(console, arguments.inputs.front(), counts.error());
    return Exit::usage;
  }
  if (!counts->finished) {
    say_unfinished(arguments.inputs.front(), console);
    return Exit::usage;
  }
  const auto names = ledger::duties(arguments.inputs.front());
  if (!names) {
    complain(console, arguments.inputs.front(), names.error());
    return Exit::usage;
  }
  ledger::CaseFilter filter;
  if (!arguments.name.empty()) {
    auto rule = duty_named(*names, arguments.name, console);
    if (!rule) return Exit::usage;
    filter.rule = std::move(*rule);
  }
  const auto asked = [](const std::string& word) { return word.empty() ? std::nullopt : std::optional(word == "none" ? std::string() : word); };
  filter.municipality = asked(arguments.municipality);
  filter.month = asked(arguments.month);
  filter.possible = arguments.verdicts;
  if (arguments.format != Format::text || !arguments.out.empty()) console.note(notice(l) + "\n");
  const bool settled = filter.possible[VerdictSet(Verdict::fulfilled).bits()] || filter.possible[VerdictSet(Verdict::not_applicable).bits()];
  if (settled && filter.month) {
    console.error(text(l, "databasen har ingen måned for det, der er opfyldt eller ikke gælder", "the database keeps no month of what is fulfilled or not applicable"),
                  text(l, "udelad `--month`, eller spørg til andre domme", "leave `--month` out, or ask for other verdicts"));
    return Exit::usage;
  }
  if (settled && filter.municipality) {
    console.note(text(l, "Opfyldte og ikke relevante: kommunen er den, der handler på opgørelsestidspunktet.\n", "Fulfilled and not applicable: the municipality is the one acting at the time of the audit.\n"));
  }
  switch (arguments.format) {
    case Format::csv: return list(arguments, console, filter, CsvList(l));
    case Format::json: return list(arguments, console, filter, JsonList(l));
    case Format::text:
    case Format::ndjson:
    case Format::html:
    case Format::junit:
    case Format::lcov:
    case Format::sarif:
    case Format::github:
    case Format::gitlab:
    case Format::xlsx: break;
  }
  return list(arguments, console, filter, TextList(l));
}

}  // namespace rettesnor::cli
