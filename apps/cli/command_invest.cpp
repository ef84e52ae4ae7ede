// invest: what an effort costs and what follows, by payer and year.
#include "apps/cli/commands.hpp"
#include "apps/cli/put_out.hpp"

namespace rettesnor::cli {

Exit run_invest(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const auto model = read_small_file(arguments.inputs.front(), console, read_investment);
  if (!model) return Exit::usage;
  const invest::Result result = invest::calculate(*model, arguments.seed.value_or(1));
  if (result.too_large) {
    console.error(text(l, "resultatet er over 10.000 mia. kr. og kan ikke vises", "the result is beyond 10,000 billion kroner and cannot be shown"), text(l, "se efter et tal med for mange nuller, eller en enhed, der ganges to gange", "look for a number with too many zeros, or a unit multiplied twice"));
    return Exit::usage;
  }
  if (arguments.format == Format::xlsx) return put_out_file(arguments, console, [&](const std::filesystem::path& file) { return invest::write_xlsx(*model, result, l, file); });
  return put_out(arguments, console, arguments.format == Format::json   ? invest::as_json(*model, result)
                                     : arguments.format == Format::html ? invest::as_html(*model, result, l)
                                                                        : invest::as_text(*model, result, l));
}

}  // namespace rettesnor::cli
