#include "apps/cli/diff_page.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "apps/cli/rule_inputs.hpp"
#include "apps/cli/test_pages.hpp"
#include "engine/explain/words.hpp"

namespace rettesnor::cli {

namespace {

using change::Aspect;
using change::Difference;
using change::Nature;
using change::What;

struct Word {
  std::string_view code, danish, english;
};

const Word& word_of(What what) {
  static constexpr Word words[] = {{"rule", "regel", "rule"}, {"exception", "undtagelse", "exception"}, {"definition", "definition", "definition"},
                                   {"table", "tabel", "table"}, {"parameter", "parameter", "parameter"}, {"calendar", "kalender", "calendar"},
                                   {"concept", "begreb", "concept"}, {"indicator", "indikator", "indicator"}, {"overlay", "lokalt tillæg", "overlay"},
                                   {"actor", "aktør", "actor"}, {"source", "kilde", "source"}, {"package", "pakke", "package"}};
  static_assert(std::size(words) == std::to_underlying(What::package) + 1);
  return words[std::to_underlying(what)];
}

const Word& word_of(Aspect aspect) {
  static constexpr Word words[] = {{"scope", "om", "about"}, {"in_force", "gælder", "in force"}, {"condition", "betingelse", "condition"}, {"while", "mens", "while"},
                                   {"duty", "pligt", "duty"}, {"effect", "virkning", "effect"}, {"accept", "gyldige grunde", "accepted reasons"}, {"value", "værdi", "value"},
                                   {"row", "række", "row"}, {"field", "felt", "field"}, {"days", "dage", "days"}, {"pin", "læsning", "reading"}};
  static_assert(std::size(words) == std::to_underlying(Aspect::pin) + 1);
  return words[std::to_underlying(aspect)];
}

const Word& word_of(Nature nature) {
  static constexpr Word words[] = {{"added", "Nye", "Added"}, {"removed", "Fjernede", "Removed"}, {"meaning", "Ændret i betydning", "Changed in meaning"},
                                   {"wording", "Kun ændret i ordlyd", "Changed in wording only"}, {"sources", "Kun andre kilder", "Other sources only"}};
  static_assert(std::size(words) == std::to_underlying(Nature::sources) + 1);
  return words[std::to_underlying(nature)];
}

/// On one line, with single blanks.
std::string flat(std::string_view raw) {
  std::string out;
  for (const char c : raw) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string said(const change::Part& part, const Rules& rules) {
  const Source* const source = rules.sources.find(part.at.file);
  if (!part.said.empty() || source == nullptr) return part.said.empty() ? part.spelled : part.said;
  constexpr std::size_t widest = 300;
  return shorten(flat(source->slice(part.at.span)), widest);
}

std::string indented(const std::string& block, const std::string& by) {
  std::string out;
  std::istringstream lines(block);
  for (std::string line; std::getline(lines, line);) out += (line.empty() ? "" : by) + line + "\n";
  return out;
}

std::string title(const Difference& d, Language language) {
  const std::string own = d.name.substr(d.name.rfind('.') + 1);
  const std::string& out = text_in(d.title, language, own);
  return out == own ? "" : " – " + out;
}

bool bears_meaning(Nature nature) { return nature != Nature::wording && nature != Nature::sources; }

void one(std::string& out, const Console& console, const Rules& before, const Rules& after, const Difference& d, bool all) {
  const Language l = console.language();
  const std::string place = d.after ? place_of(after, *d.after) : d.before ? place_of(before, *d.before) : "";
  out += "\n" + console.styled(Style::bold, construct_text(d, l)) + title(d, l) + "\n";
  if (!place.empty()) out += "  " + place + "\n";
  for (const change::Line& line : d.lines) {
    out += wrapped("  " + line_text(line, before, after, l), 100, 6) + "\n";
  }
  if (d.nature == Nature::meaning && (d.wording || d.sources)) {
    out += d.wording && d.sources ? text(l, "  også ordlyd og kilder\n", "  wording and sources too\n") : d.wording ? text(l, "  også ordlyd\n", "  wording too\n") : text(l, "  også kilder\n", "  sources too\n");
  }
  if (!bears_meaning(d.nature)) return;
  if (!d.rules.empty()) {
    constexpr std::size_t most = 5;
    std::string names;
    for (std::size_t i = 0; i < d.rules.size() && (all || i < most); ++i) names += (i == 0 ? "" : ", ") + d.rules[i];
    if (!all && d.rules.size() > most) names += text(l, " og {0} til", " and {0} more", {std::to_string(d.rules.size() - most)});
    out += wrapped(text(l, "  berører {0}", "  touches {0}", {names}), 100, 6) + "\n";
  }
  if (d.witness) {
    out += text(l, "  En sag, de svarer forskelligt på ({0}):\n    før: {1}\n    nu:  {2}\n", "  A case that they answer differently ({0}):\n    before: {1}\n    now:    {2}\n",
                {d.witness->rule, d.witness->was, d.witness->is});
    out += indented(in_language(d.witness->block, l), "    ");
  } else if (d.nature == Nature::meaning) {
    out += text(l, "  ændret; der blev ikke fundet en sag, som viser forskel\n", "  changed; no case was found that shows a difference\n");
  }
}

}  // namespace

std::string line_text(const change::Line& line, const Rules& before, const Rules& after, Language language) {
  const change::Part& p = line.part;
  const Word& w = word_of(p.aspect);
  std::string out = std::string(line.after ? "+ " : "- ") + std::string(in(language, w.danish, w.english));
  if (!p.detail.empty()) out += " " + p.detail;
  return out + ": " + said(p, line.after ? after : before);
}

std::string construct_text(const Difference& d, Language language) {
  const Word& w = word_of(d.what);
  return std::string(in(language, w.danish, w.english)) + " " + d.name;
}

std::string diff_text(const Console& console, const Rules& before, const Rules& after, const change::Comparison& found, bool all) {
  const Language l = console.language();
  std::string out;
  for (const Nature nature : {Nature::added, Nature::removed, Nature::meaning, Nature::wording, Nature::sources}) {
    const auto count = std::ranges::count(found.differences, nature, &Difference::nature);
    if (count == 0) continue;
    const Word& w = word_of(nature);
    out += (out.empty() ? "" : "\n") + console.styled(Style::bold, std::string(in(l, w.danish, w.english)) + " (" + std::to_string(count) + ")") + "\n";
    for (const Difference& d : found.differences) {
      if (d.nature == nature && bears_meaning(nature)) one(out, console, before, after, d, all);
      else if (d.nature == nature) out += "  " + construct_text(d, l) + title(d, l) + (nature == Nature::wording && d.sources ? text(l, " (også kilder)", " (sources too)") : "") + "\n";
    }
  }
  if (!found.layout_only.empty()) {
    std::string names;
    for (const std::string& name : found.layout_only) names += (names.empty() ? "" : ", ") + name;
    out += (out.empty() ? "" : "\n") + wrapped(text(l, "Kun layout, rækkefølge, bemærkninger, eksempler eller nøgleordenes sprog: {0}", "Only layout, order, comments, tests or the language of keywords: {0}", {names}), 100, 2) + "\n";
  }
  if (!found.changes_meaning()) out += (out.empty() ? "" : "\n") + text(l, "Ingen ændring i betydning.\n", "No change in meaning.\n");
  return out;
}

std::string diff_json(const Rules& before, const Rules& after, const change::Comparison& found, Language language) {
  JsonWriter json;
  json.begin_object().key("changes_meaning").yes_no(found.changes_meaning()).key("differences").begin_array();
  for (const Difference& d : found.differences) {
    json.begin_object().member("kind", word_of(d.what).code).member("name", d.name).member("nature", word_of(d.nature).code);
    json.key("wording").yes_no(d.wording).key("sources").yes_no(d.sources);
    if (d.before) json.member("before", place_of(before, *d.before));
    if (d.after) json.member("after", place_of(after, *d.after));
    json.key("parts").begin_array();
    for (const change::Line& line : d.lines) {
      json.begin_object().member("side", line.after ? "new" : "old").member("aspect", word_of(line.part.aspect).code);
      if (!line.part.version.empty()) json.member("version", line.part.version);
      if (!line.part.detail.empty()) json.member("detail", line.part.detail);
      json.member("text", said(line.part, line.after ? after : before)).end_object();
    }
    json.end_array().key("touches").begin_array();
    for (const std::string& rule : d.rules) json.text(rule);
    json.end_array().key("witness");
    if (d.witness) {
      json.begin_object().member("rule", d.witness->rule).member("was", d.witness->was).member("is", d.witness->is).member("test", in_language(d.witness->block, language)).end_object();
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_array().key("layout_only").begin_array();
  for (const std::string& name : found.layout_only) json.text(name);
  return json.end_array().end_object().written() + "\n";
}

}  // namespace rettesnor::cli
