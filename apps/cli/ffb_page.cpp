#include "apps/cli/ffb_page.hpp"

#include <fmt/core.h>

#include <map>

#include "apps/cli/arguments.hpp"
#include "apps/cli/inputs.hpp"

namespace rettesnor::cli {

std::string finding_line(const std::string& file, const ffb::Place& place, const Diagnostic& what, Language l) {
  const std::string_view level = level_of(what) == Level::error ? in(l, "fejl", "error") : level_of(what) == Level::warning ? in(l, "advarsel", "warning") : in(l, "bemærkning", "note");
  std::string out = fmt::format("{}:{}:{}: {}[{}]: {}\n", file, place.line, place.column, level, number_of(what.code), line_text(what, l));
  const std::string help = help_text(what, l);
  if (!help.empty()) out += fmt::format("  = {}: {}\n", in(l, "ret", "help"), help);
  return out;
}

std::string ffb_page(const ffb::Tidings& t, Language l) {
  constexpr std::size_t most_errors = 20, most_doubts = 3;
  std::string out;
  std::map<Code, std::size_t> shown;
  std::size_t errors = 0;
  for (const ffb::Finding& f : t.findings.kept()) {
    const bool error = level_of(f.what) == Level::error;
    if (error ? ++errors > most_errors : ++shown[f.what.code] > most_doubts) continue;
    out += finding_line(t.files[f.place.file], f.place, f.what, l);
  }
  const auto count = [](std::uint64_t n) { return std::to_string(n); };
  out += text(l, "bundler: {0} · borgere: {1} · ressourcer: {2} · ændret af en senere bundle: {3}\n", "bundles: {0} · citizens: {1} · resources: {2} · changed by a later bundle: {3}\n",
              {count(t.bundles), count(t.citizens), count(t.resources), count(t.replaced)});
  if (t.later > 0) out += text(l, "  senere end det tidspunkt, der spørges om, og udeladt: {0}\n", "  later than the time asked about, and left out: {0}\n", {count(t.later)});
  if (t.repeated > 0) out += text(l, "  de samme som andre og læst én gang: {0}\n", "  the same as others and read once: {0}\n", {count(t.repeated)});
  if (t.bad > 0) out += text(l, "  filer holdt ude: {0}\n", "  files kept out: {0}\n", {count(t.bad)});
  if (t.spoiled > 0) out += text(l, "  borgere holdt ude, fordi noget om dem mangler eller ikke kan læses: {0}\n", "  citizens kept out, since something about them is missing or cannot be read: {0}\n", {count(t.spoiled)});
  if (t.lost) out += text(l, "  ingen ved, hvem en af filerne handler om: i ingen sag følger noget af, at noget ikke står der\n", "  nobody knows whom one of the files is about: in no case does anything follow from what is not there\n");
  if (t.unchecked.codes > 0) out += text(l, "  koder, der ikke er holdt mod en kodeliste (--codes): {0}\n", "  codes held against no code list (--codes): {0}\n", {count(t.unchecked.codes)});
  if (t.unchecked.conditions > 0) out += text(l, "  tilstande, hvor det ikke er undersøgt, om de skal have et niveau (--codes og `scored`): {0}\n", "  conditions not looked at for whether they must have a level (--codes and `scored`): {0}\n", {count(t.unchecked.conditions)});
  if (t.findings.counts().empty()) return out;
  out += in(l, "datakvalitet:\n", "data quality:\n");
  for (const auto& [code, n] : t.findings.counts()) {
    out += text(l, "  {0}: {1} – {2}\n", "  {0}: {1} – {2}\n", {std::string(number_of(code)), count(n), report::meaning_of(std::string(number_of(code)), l)});
  }
  return out;
}

void write_tidings(JsonWriter& json, const ffb::Tidings& t, Language l) {
  const auto number = [&](const char* name, std::uint64_t n) { json.key(name).number(static_cast<std::int64_t>(n)); };
  number("bundles", t.bundles);
  number("files_kept_out", t.bad);
  number("files_repeated", t.repeated);
  number("bundles_later", t.later);
  number("citizens", t.citizens);
  number("citizens_kept_out", t.spoiled);
  number("resources", t.resources);
  number("replaced", t.replaced);
  number("codes_unchecked", t.unchecked.codes);
  number("conditions_unchecked", t.unchecked.conditions);
  json.key("lost").yes_no(t.lost).key("counts").begin_object();
  for (const auto& [code, n] : t.findings.counts()) json.key(number_of(code)).number(static_cast<std::int64_t>(n));
  json.end_object().key("findings").begin_array();
  for (const ffb::Finding& f : t.findings.kept()) {
    json.begin_object().member("code", number_of(f.what.code)).member("level", level_of(f.what) == Level::error ? "error" : "warning").member("message", line_text(f.what, l));
    json.member("file", t.files[f.place.file]).key("line").number(f.place.line).key("column").number(f.place.column).end_object();
  }
  json.end_array();
}

}  // namespace rettesnor::cli
