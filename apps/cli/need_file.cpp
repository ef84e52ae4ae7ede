#include "apps/cli/need_file.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "engine/store/source/csv_reader.hpp"
#include "engine/values/decimal.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::cli {

namespace {

struct Columns {
  static constexpr std::size_t missing = SIZE_MAX;
  std::array<std::size_t, 3> at{missing, missing, missing};  ///< municipality, population, need
};

/// Nothing unless each is there once.
std::optional<Columns> columns_of(const std::vector<std::string>& header) {
  constexpr std::array<std::array<std::string_view, 2>, 3> names{{{"municipality", "kommune"}, {"population", "befolkning"}, {"need", "behov"}}};
  Columns out;
  for (std::size_t i = 0; i < header.size(); ++i) {
    std::string name = header[i];
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (std::size_t k = 0; k < names.size(); ++k) {
      if (std::ranges::find(names[k], name) == names[k].end()) continue;
      if (out.at[k] != Columns::missing) return std::nullopt;
      out.at[k] = i;
    }
  }
  return std::ranges::find(out.at, Columns::missing) == out.at.end() ? std::optional(out) : std::nullopt;
}

/// `100.000` among decimal commas is a hundred thousand to one reader and a hundred to another, and nobody counts thousandths of people.
bool may_be_thousands(const std::string& word) {
  const std::size_t point = word.rfind('.');
  return point != std::string::npos && point > 0 && word.size() - point == 4 && word.find_first_not_of("-+0") < point && std::all_of(word.end() - 3, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<double> number(std::string word, bool decimal_comma) {
  if (decimal_comma && !word.contains('.')) std::ranges::replace(word, ',', '.');
  const auto n = parse_decimal(word);
  if (!n) return std::nullopt;
  return static_cast<double>(n->millionths) / static_cast<double>(millionths_per_one);
}

}  // namespace

std::optional<std::vector<report::NeedRow>> read_need(const std::filesystem::path& file, const Console& console) {
  constexpr std::size_t largest = std::size_t{1} << 20U;
  const Language l = console.language();
  const auto bytes = read_file(file, largest);
  if (!bytes) {
    console.error(describe(bytes.error(), l));
    return std::nullopt;
  }
  const std::string help = text(l, "første linje skal nævne `kommune`, `befolkning` og `behov`; derefter en kommune pr. linje, f.eks. `0751;68500;12,4`",
                                "the first line must name `municipality`, `population` and `need`; then a municipality a line, e.g. `0751,68500,12.4`");
  const auto wrong = [&](std::uint64_t line, std::string_view danish, std::string_view english, std::vector<std::string> fills = {}) {
    console.error(text(l, "`{0}`, linje {1}: {2}", "`{0}`, line {1}: {2}", {file.generic_string(), std::to_string(line), text(l, danish, english, std::move(fills))}), help);
    return std::nullopt;
  };
  std::istringstream stream(bytes->starts_with("\xEF\xBB\xBF") ? bytes->substr(3) : *bytes);
  const std::string first = bytes->substr(0, bytes->find_first_of("\r\n"));
  const char delimiter = first.contains(';') ? ';' : first.contains('\t') ? '\t' : ',';
  source::CsvReader reader(stream, {.delimiter = delimiter, .max_fields = 64});
  source::CsvRecord record;
  std::optional<Columns> columns;
  std::size_t named = 0;  ///< columns, with those that are passed over
  std::set<std::string> seen;
  std::vector<report::NeedRow> out;
  while (reader.next(record)) {
    if (record.fault) return wrong(record.line, "linjen kan ikke læses", "the line cannot be read");
    if (!columns) {
      columns = columns_of(record.fields);
      named = record.fields.size();
      if (!columns) return wrong(record.line, "kolonnerne er ikke der, eller er der to gange", "the columns are not there, or are there twice");
      continue;
    }
    if (*std::ranges::max_element(columns->at) >= record.fields.size()) return wrong(record.line, "linjen har for få felter", "the line has too few fields");
    // A decimal comma in a file of commas is one field more.
    for (std::size_t i = named; i < record.fields.size(); ++i) {
      if (!record.fields[i].empty()) return wrong(record.line, "linjen har flere felter end den første", "the line has more fields than the first");
    }
    const auto& [at_code, at_population, at_need] = columns->at;
    const std::string& code = record.fields[at_code];
    const auto population = number(record.fields[at_population], delimiter != ','), need = number(record.fields[at_need], delimiter != ',');
    if (municipality_name(code).empty()) return wrong(record.line, "ingen kommune har koden `{0}`", "no municipality has the code `{0}`", {code});
    if (!seen.insert(code).second) return wrong(record.line, "kommune `{0}` står to gange", "municipality `{0}` stands twice", {code});
    for (const std::size_t at : {at_population, at_need}) {
      if (may_be_thousands(record.fields[at]) && (delimiter != ',' || at == at_population)) return wrong(record.line, "`{0}` kan læses på to måder; skriv tusinder uden punktum", "`{0}` can be read in two ways; write thousands without a point", {record.fields[at]});
    }
    if (!population || *population <= 0) return wrong(record.line, "befolkningen `{0}` er ikke et tal over 0", "the population `{0}` is no number above 0", {record.fields[at_population]});
    if (!need) return wrong(record.line, "behovet `{0}` er ikke et tal", "the need `{0}` is no number", {record.fields[at_need]});
    out.push_back({code, *population, *need});
  }
  if (out.empty()) return wrong(1, "filen har ingen kommuner", "the file has no municipality");
  return out;
}

}  // namespace rettesnor::cli
