// map init: a first mapping for a source, drafted from the names of its tables and columns.
#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/mapped.hpp"

namespace rettesnor::cli {

Exit run_map(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const auto rules = load_rules(arguments, console);
  if (!rules || !check_choices(arguments, console, *rules)) return Exit::usage;
  ConceptId root = concept_of(arguments, *rules);
  if (!root && rules->model.roots.size() == 1) root = rules->model.roots.front();
  if (!root) {
    console.error(std::string(in(l, "reglerne kender flere slags sager", "the rules know several kinds of case")),
                  std::string(in(l, "vælg en med `--concept NAVN`", "choose one by `--concept NAME`")));
    return Exit::usage;
  }
  // The names of columns are all that is read: where they are no UTF-8, they are in the other set that is in use.
  const auto& input = arguments.inputs.front();
  for (const source::Encoding encoding : {source::Encoding::utf8, source::Encoding::windows1252}) {
    const source::Writing writing{encoding, source::guess_delimiter(input)};
    auto tables = source::open_tables(input, writing.encoding, writing.delimiter);
    auto drafted = tables ? source::draft(rules->model, root, **tables, writing) : std::unexpected(tables.error());
    if (drafted) {
      console.write(*drafted);
      return Exit::in_order;
    }
    if (drafted.error().code == Code::source_bad_encoding && encoding == source::Encoding::utf8) continue;
    complain(console, input, drafted.error());
    return Exit::usage;
  }
  return Exit::usage;
}

}  // namespace rettesnor::cli
