#include "apps/cli/ledger_trouble.hpp"

#include "grammar/base/diagnostic.hpp"

namespace rettesnor::cli {

void complain(const Console& console, const std::filesystem::path& file, const ledger::Trouble& trouble, bool resume) {
  using Kind = ledger::Trouble::Kind;
  const Language l = console.language();
  const std::string name = file.generic_string();
  switch (trouble.kind) {
    case Kind::exists:
      console.error(text(l, "`{0}` findes allerede", "`{0}` exists already", {name}),
                    text(l, "fortsæt den med `--resume`, eller vælg et andet navn", "go on with it by `--resume`, or choose another name"));
      return;
    case Kind::missing: console.error(text(l, "`{0}` findes ikke", "`{0}` does not exist", {name})); return;
    case Kind::not_a_ledger:
      console.error(text(l, "`{0}` er ingen revisionsdatabase", "`{0}` is no audit database", {name}),
                    resume ? text(l, "blev revisionen afbrudt, før den havde gemt noget: slet filen, og begynd forfra uden `--resume`",
                                  "if the audit was stopped before it had saved anything: remove the file, and begin again without `--resume`")
                           : std::string());
      return;
    case Kind::busy:
      console.error(text(l, "`{0}` bruges af en revision, der er i gang", "`{0}` is in use by an audit that is running", {name}),
                    text(l, "vent, til den er færdig", "wait until it is done"));
      return;
    case Kind::newer:
      console.error(text(l, "`{0}` er skrevet af en nyere udgave af programmet", "`{0}` was written by a newer version of the program", {name}));
      return;
    case Kind::older:
      console.error(text(l, "`{0}` er skrevet af en ældre udgave af programmet (skema {1})", "`{0}` was written by an older version of the program (schema {1})", {name, trouble.detail}),
                    text(l, "læs den med den udgave, eller revidér kilden igen; rækkerne kan ikke flyttes, uden at kæden brydes", "read it with that version, or audit the source again; its rows cannot be moved without breaking their chain"));
      return;
    case Kind::other_run:
      console.error(text(l, "`{0}` er en anden revision: `{1}` er ikke den samme", "`{0}` is another audit: `{1}` is not the same", {name, trouble.detail}),
                    text(l, "samme fil, regler, tidspunkt og tilvalg skal bruges", "use the same file, rules, time and options"));
      return;
    case Kind::finished: console.error(text(l, "revisionen i `{0}` er færdig", "the audit in `{0}` is complete", {name})); return;
    case Kind::failed: console.error(text(l, "`{0}` kan ikke bruges: {1}", "`{0}` cannot be used: {1}", {name, trouble.detail})); return;
  }
}

void say_unfinished(const std::filesystem::path& file, const Console& console) {
  const Language l = console.language();
  console.error(text(l, "revisionen i `{0}` er ikke færdig", "the audit in `{0}` is not complete", {file.generic_string()}),
                text(l, "fortsæt den med `rettesnor audit … --resume`", "go on with it by `rettesnor audit … --resume`"));
}

std::optional<std::string> duty_named(const std::vector<std::string>& names, const std::string& name, const Console& console) {
  std::vector<std::string> found;
  std::vector<std::string_view> own_names;
  for (const std::string& full : names) {
    const std::string_view own = std::string_view(full).substr(full.rfind('.') + 1);
    own_names.push_back(own);
    if (full == name || own == name) found.push_back(full);
  }
  if (found.size() == 1) return found.front();
  const Language l = console.language();
  if (found.empty()) {
    const auto near = nearest_name(name, own_names);
    console.error(text(l, "revisionen har ingen pligt eller anbefaling `{0}`", "the audit has no duty or recommendation `{0}`", {name}),
                  near ? text(l, "mente du `{0}`?", "did you mean `{0}`?", {*near}) : std::string());
  } else {
    console.error(text(l, "`{0}` er flere regler", "`{0}` is several rules", {name}), text(l, "skriv f.eks. `{0}` eller `{1}`", "write e.g. `{0}` or `{1}`", {found[0], found[1]}));
  }
  return std::nullopt;
}

}  // namespace rettesnor::cli
