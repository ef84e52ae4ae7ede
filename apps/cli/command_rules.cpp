// fmt, translate, explain-code: what authors of rules use.
#include <filesystem>

#include "apps/cli/commands.hpp"
#include "apps/cli/locate.hpp"
#include "apps/cli/replace_file.hpp"
#include "grammar/format.hpp"
#include "grammar/format_diff.hpp"
#include "grammar/translate.hpp"

namespace rettesnor::cli {

namespace fs = std::filesystem;

namespace {

/// All rule files named, folders opened. Nothing after saying why not.
std::optional<std::vector<fs::path>> rule_files(const Arguments& arguments, const Console& console) {
  std::vector<fs::path> out;
  for (const fs::path& input : arguments.inputs) {
    const auto listed = list_rule_files(input);
    if (!listed) {
      console.error(describe(listed.error(), arguments.language));
      return std::nullopt;
    }
    out.insert(out.end(), listed->begin(), listed->end());
  }
  return out;
}

std::optional<Source> read_rule_file(const fs::path& path, const Console& console) {
  auto content = read_file(path, largest_rule_file);
  if (!content) {
    console.error(describe(content.error(), console.language()));
    return std::nullopt;
  }
  return Source{.name = path.generic_string(), .text = std::move(*content), .file = {}};
}

void show(const Console& console, const std::vector<Diagnostic>& diagnostics, const Source& source) {
  for (const Diagnostic& d : diagnostics) console.note(render(d, source, {console.language(), console.colour_on_error()}));
}

}  // namespace

Exit run_fmt(const Arguments& arguments, const Console& console) {
  const Language language = arguments.language;
  const auto files = rule_files(arguments, console);
  if (!files) return Exit::usage;
  std::size_t changed = 0;
  std::size_t refused = 0;
  for (const fs::path& path : *files) {
    const auto source = read_rule_file(path, console);
    if (!source) return Exit::usage;
    const FormatResult result = format(*source);
    show(console, result.diagnostics, *source);
    if (!result.ok) {
      ++refused;
      continue;
    }
    if (result.text == source->text) continue;
    ++changed;
    if (arguments.diff) console.write(unified_diff(source->text, result.text, source->name));
    if (arguments.check_only || arguments.diff) {
      if (arguments.check_only) console.note(text(language, "ville ændre {0}\n", "would change {0}\n", {source->name}));
    } else if (!replace_file(path, result.text)) {
      console.error(text(language, "`{0}` kunne ikke skrives", "`{0}` could not be written", {source->name}));
      return Exit::usage;
    }
  }
  if (refused > 0) return Exit::usage;
  return (arguments.check_only || arguments.diff) && changed > 0 ? Exit::findings : Exit::in_order;
}

Exit run_translate(const Arguments& arguments, const Console& console) {
  const auto files = rule_files(arguments, console);
  if (!files) return Exit::usage;
  const KeywordLanguage to = arguments.to == "da" ? KeywordLanguage::danish : KeywordLanguage::english;
  bool refused = false;
  for (const fs::path& path : *files) {
    const auto source = read_rule_file(path, console);
    if (!source) return Exit::usage;
    const FormatResult result = translate(*source, to);
    show(console, result.diagnostics, *source);
    if (!result.ok) {
      refused = true;
    } else if (!arguments.write) {
      console.write(result.text);
    } else if (result.text != source->text && !replace_file(path, result.text)) {
      console.error(text(arguments.language, "`{0}` kunne ikke skrives", "`{0}` could not be written", {source->name}));
      return Exit::usage;
    }
  }
  return refused ? Exit::usage : Exit::in_order;
}

Exit run_explain_code(const Arguments& arguments, const Console& console) {
  const Language language = arguments.language;
  std::string number = arguments.name;
  for (char& c : number) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  const auto found = find_code(number);
  if (!found) {
    std::vector<std::string_view> numbers;
    for (const CodeRow& row : code_rows()) numbers.push_back(row.number);
    const auto near = nearest_name(number, numbers);
    console.error(text(language, "meddelelsen `{0}` findes ikke", "there is no message `{0}`", {arguments.name}),
                  near ? text(language, "mente du `{0}`?", "did you mean `{0}`?", {*near}) : std::string());
    return Exit::usage;
  }
  const CodeRow& row = row_of(*found);
  const std::string_view level = row.level == Level::error     ? in(language, "fejl", "error")
                                 : row.level == Level::warning ? in(language, "advarsel", "warning")
                                                               : in(language, "bemærkning", "note");
  const KeywordSpelling keywords =
      spelling_by_name(language == Language::danish ? KeywordLanguage::danish : KeywordLanguage::english);
  // What a message names differs from file to file.
  const std::vector<std::string> any(9, "…");
  console.write(std::string(row.number) + " (" + std::string(level) + ")\n  " +
                fill(fill_keywords(row.text(language), keywords), any) + "\n");
  if (!row.help(language).empty()) console.write("  = " + fill(fill_keywords(row.help(language), keywords), any) + "\n");
  if (const auto docs = find_docs_folder()) {
    if (const auto page = read_file(*docs / "codes" / (std::string(row.number) + ".md"), std::size_t{1} << 20U)) {
      console.write("\n" + *page);
    }
  }
  return Exit::in_order;
}

}  // namespace rettesnor::cli
