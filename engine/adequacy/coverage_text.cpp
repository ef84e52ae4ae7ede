#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/adequacy/coverage_page.hpp"
#include "engine/explain/json_writer.hpp"
#include "grammar/base/one_line.hpp"

namespace rettesnor::adequacy {

namespace {

std::string_view in(Language language, std::string_view danish, std::string_view english) {
  return language == Language::danish ? danish : english;
}

/// The rule's own text on one line, cut where it is long.
std::string quoted_text(const Sources& sources, const Origin& origin) {
  const Source* const source = sources.find(origin.file);
  if (source == nullptr) return {};
  return on_one_line(source->slice(origin.span));
}

std::string_view group_name(Group group, Language language) {
  switch (group) {
    case Group::atoms: return in(language, "led i betingelser: ja, nej, uoplyst", "atoms of conditions: yes, no, unknown");
    case Group::decisions: return in(language, "led, der gør udslaget (MC/DC)", "atoms that decide (MC/DC)");
    case Group::versions: return in(language, "versioners første og sidste dag", "versions' first and last day");
    case Group::exceptions: return in(language, "undtagelser, der gælder", "exceptions that apply");
    case Group::rows: return in(language, "rækker i tabeller", "rows of tables");
  }
  return {};
}

std::string_view aspect_name(Aspect aspect) {
  switch (aspect) {
    case Aspect::atom_yes: return "yes";
    case Aspect::atom_no: return "no";
    case Aspect::atom_unknown: return "unknown";
    case Aspect::decides_yes: return "decides_yes";
    case Aspect::decides_no: return "decides_no";
    case Aspect::first_day: return "first_day";
    case Aspect::last_day: return "last_day";
    case Aspect::applied: return "applied";
    case Aspect::row_matched: return "row";
  }
  return {};
}

constexpr Group all_groups[] = {Group::atoms, Group::decisions, Group::versions, Group::exceptions, Group::rows};

std::string sum_line(std::string_view name, const Sum& sum, Language language) {
  const std::size_t columns = static_cast<std::size_t>(std::ranges::count_if(name, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  return fmt::format("  {}{:>{}}   {} {} {}\n", name, percent_of(sum) + " %", columns < 50 ? 57 - columns : 8, sum.met, in(language, "af", "of"), sum.all);
}

}  // namespace

std::string percent_of(const Sum& sum) {
  if (sum.all == 0) return "100.0";
  const std::size_t tenths = 1000 * sum.met / sum.all;
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string place_text(const Sources& sources, const Origin& origin) {
  const Source* const source = sources.find(origin.file);
  if (source == nullptr) return {};
  const Position at = source->position(origin.span.begin);
  return fmt::format("{}:{}:{}", source->name, at.line, at.column);
}

std::string gap_text(const Sources& sources, const Item& item, Language language) {
  const auto say = [&](std::string_view danish, std::string_view english) {
    const std::string atom = fmt::format("{}{}{}", in(language, "»", "“"), quoted_text(sources, item.origin), in(language, "«", "”"));
    return fmt::format(fmt::runtime(in(language, danish, english)), fmt::arg("atom", atom), fmt::arg("day", to_string(item.day)), fmt::arg("number", item.part + 1));
  };
  switch (item.aspect) {
    case Aspect::atom_yes: return say("{atom} er aldrig ja", "{atom} is never yes");
    case Aspect::atom_no: return say("{atom} er aldrig nej", "{atom} is never no");
    case Aspect::atom_unknown: return say("{atom} er aldrig uoplyst", "{atom} is never unknown");
    case Aspect::decides_yes: return say("{atom} gør aldrig udslaget, når det er ja", "{atom} never decides when it is yes");
    case Aspect::decides_no: return say("{atom} gør aldrig udslaget, når det er nej", "{atom} never decides when it is no");
    case Aspect::first_day: return say("intet er bedømt på versionens første dag, {day}", "nothing is judged on the version's first day, {day}");
    case Aspect::last_day: return say("intet er bedømt på versionens sidste dag, {day}", "nothing is judged on the version's last day, {day}");
    case Aspect::applied: return say("undtagelsen gælder aldrig", "the exception never applies");
    case Aspect::row_matched: return say("tabellens række nr. {number} passer aldrig", "the table's row no. {number} never matches");
  }
  return {};
}

std::string coverage_text(const Sources& sources, const Coverage& coverage, std::size_t most, Language language) {
  std::string out = fmt::format("{}\n", in(language, "Dækning: hvad eksemplerne har mødt", "Coverage: what the tests have met"));
  out += sum_line(in(language, "i alt, uden MC/DC", "all, without MC/DC"), coverage.sum(), language);
  for (const Group g : all_groups) {
    if (coverage.sum(g).all > 0) out += sum_line(group_name(g, language), coverage.sum(g), language);
  }
  std::size_t shown = 0;
  std::size_t gaps = 0;
  std::string last;
  for (const Item& item : coverage.items) {
    if (item.met) continue;
    if (gaps++ == 0) out += fmt::format("\n{}\n", in(language, "Aldrig mødt", "Never met"));
    if (shown == most) continue;
    ++shown;
    if (item.owner != last) out += "  " + item.owner + "\n";
    last = item.owner;
    out += "    " + place_text(sources, item.origin) + "  " + gap_text(sources, item, language) + "\n";
  }
  if (gaps > shown) out += fmt::format("  … {} {}\n", gaps - shown, in(language, "til; `--all` viser alle", "more; `--all` shows them"));
  return out;
}

std::string coverage_lcov(const Sources& sources, const Coverage& coverage) {
  std::map<std::uint32_t, std::map<std::uint32_t, std::vector<const Item*>>> lines;
  for (const Item& item : coverage.items) {
    const Source* const source = sources.find(item.origin.file);
    if (source == nullptr || group_of(item.aspect) == Group::decisions) continue;
    lines[item.origin.file.value][source->position(item.origin.span.begin).line].push_back(&item);
  }
  std::string out;
  for (const auto& [file, of_file] : lines) {
    out += "TN:\nSF:" + sources[FileId{file}].name + "\n";
    std::size_t branches = 0;
    std::size_t taken = 0;
    std::size_t hit = 0;
    for (const auto& [line, items] : of_file) {
      for (std::size_t i = 0; i < items.size(); ++i) {
        out += fmt::format("BRDA:{},0,{},{}\n", line, i, items[i]->met ? 1 : 0);
        ++branches;
        taken += items[i]->met ? 1 : 0;
      }
    }
    out += fmt::format("BRF:{}\nBRH:{}\n", branches, taken);
    for (const auto& [line, items] : of_file) {
      const bool any = std::ranges::any_of(items, &Item::met);
      out += fmt::format("DA:{},{}\n", line, any ? 1 : 0);
      hit += any ? 1 : 0;
    }
    out += fmt::format("LF:{}\nLH:{}\nend_of_record\n", of_file.size(), hit);
  }
  return out;
}

std::string coverage_json(const Model& model, const Sources& sources, const Coverage& coverage, Language language) {
  JsonWriter json;
  json.begin_object();
  const auto sum = [&](std::string_view name, const Sum& s) {
    json.key(name).begin_object().key("met").number(s.met).key("all").number(s.all).end_object();
  };
  sum("all", coverage.sum());
  constexpr std::string_view names[] = {"atoms", "decisions", "versions", "exceptions", "rows"};
  for (std::size_t i = 0; i < std::size(all_groups); ++i) sum(names[i], coverage.sum(all_groups[i]));
  json.key("gaps").begin_array();
  for (const Item& item : coverage.items) {
    if (item.met) continue;
    const Source* const source = sources.find(item.origin.file);
    const Position at = source == nullptr ? Position{} : source->position(item.origin.span.begin);
    json.begin_object().member("package", model.packages[item.package].name).member("name", item.owner).member("aspect", aspect_name(item.aspect));
    json.member("message", gap_text(sources, item, language)).member("file", source == nullptr ? "" : source->name);
    json.key("line").number(at.line).key("column").number(at.column).end_object();
  }
  return json.end_array().end_object().written() + "\n";
}

}  // namespace rettesnor::adequacy
