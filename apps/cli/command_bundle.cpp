// bundle, sign, key new, and verify of a bundle: how rules are published.
#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/make_file.hpp"
#include "apps/cli/replace_file.hpp"
#include "apps/cli/rule_inputs.hpp"
#include "apps/cli/settings.hpp"

namespace rettesnor::cli {

namespace fs = std::filesystem;

namespace {

/// A refusal, with the file that it is about.
void refuse(const Console& console, const fs::path& file, Diagnostic d) {
  Sources sources;
  d.file = sources.add(file.generic_string(), {});
  console.note(render(d, sources, {console.language(), console.colour_on_error()}));
}

std::optional<std::string> bytes_of(const fs::path& file, const Console& console) {
  auto bytes = read_file(file, publish::largest_bundle);
  if (bytes) return std::move(*bytes);
  console.error(describe(bytes.error(), console.language()));
  return std::nullopt;
}

std::optional<publish::Bundle> opened(const fs::path& file, const Console& console) {
  const auto bytes = bytes_of(file, console);
  if (!bytes) return std::nullopt;
  auto bundle = open_bundle(*bytes);
  if (bundle) return std::move(*bundle);
  refuse(console, file, bundle.error());
  return std::nullopt;
}

std::string contents(const publish::Bundle& bundle, Language l) {
  std::string out;
  for (const publish::PackageRow& p : bundle.manifest.packages) out += "  " + p.name + " " + p.version + (p.status.empty() ? "" : " (" + p.status + ")") + "\n";
  return out + text(l, "Indholdets fingeraftryk: {0}\n", "Fingerprint of the contents: {0}\n", {bundle.id});
}

std::string counted(const publish::Bundle& bundle, Language l) {
  const std::size_t n = bundle.manifest.packages.size();
  return std::to_string(n) + " " + std::string(n == 1 ? in(l, "pakke", "package") : in(l, "pakker", "packages"));
}

void write_json(const Arguments& arguments, const Console& console, const publish::Bundle& bundle, const Settings& settings, bool other, bool accepted) {
  JsonWriter json(arguments.format == Format::ndjson ? 0 : 2);
  json.begin_object().member("bundle", arguments.inputs.front().generic_string()).member("id", bundle.id).member("tool", bundle.manifest.tool);
  json.key("accepted").yes_no(accepted);
  if (!arguments.head.empty()) json.key("as_noted").yes_no(!other);
  json.key("packages").begin_array();
  for (const publish::PackageRow& p : bundle.manifest.packages) json.begin_object().member("name", p.name).member("version", p.version).member("status", p.status).end_object();
  json.end_array().key("signatures").begin_array();
  for (const publish::Signature& s : bundle.signatures) {
    const auto known = publish::trusted_as(s, settings);
    json.begin_object().member("role", s.role).member("name", s.name).member("at", s.at).member("key", s.key);
    json.key("trusted_as");
    known ? json.text(*known) : json.null();
    json.end_object();
  }
  console.write(json.end_array().end_object().written() + "\n");
}

}  // namespace

Exit run_bundle(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const auto rules = load_rules(arguments, console, with_neighbours(arguments));
  if (!rules) return Exit::usage;
  const auto bundle = make_bundle(*rules, arguments.inputs, "rettesnor " RSN_VERSION);
  if (!bundle) {
    refuse(console, arguments.out, bundle.error());
    return Exit::usage;
  }
  for (const fs::path& file : arguments.previous) {
    const auto earlier = opened(file, console);
    if (!earlier) return Exit::usage;
    if (const auto taken = publish::taken_version(*bundle, *earlier)) {
      refuse(console, file, *taken);
      return Exit::findings;
    }
  }
  if (!make_file(arguments.out, publish::written(*bundle).value())) {
    console.error(text(l, "`{0}` findes allerede eller kan ikke skrives", "`{0}` is there already or cannot be written", {arguments.out.generic_string()}),
                  text(l, "en udgivelse overskrives ikke", "a bundle is not overwritten"));
    return Exit::usage;
  }
  console.write(text(l, "skrevet: {0}, {1}\n", "written: {0}, {1}\n", {arguments.out.generic_string(), counted(*bundle, l)}) + contents(*bundle, l));
  return Exit::in_order;
}

Exit run_key(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const fs::path& secret = arguments.inputs.front();
  fs::path open = secret;
  open += ".pub";
  const publish::KeyPair key = publish::new_key();
  for (const auto& [file, content, hidden] : {std::tuple(secret, "rettesnor-secret-key " + key.secret + "\n", true), std::tuple(open, "ed25519:" + key.open + "\n", false)}) {
    if (make_file(file, content, hidden)) continue;
    console.error(text(l, "`{0}` findes allerede eller kan ikke skrives", "`{0}` is there already or cannot be written", {file.generic_string()}),
                  text(l, "en nøgle overskrives ikke", "a key is not overwritten"));
    std::error_code ignored;
    if (file == open) fs::remove(secret, ignored);  // half a pair is of no use
    return Exit::usage;
  }
  console.write(text(l, "hemmelig nøgle: {0} (kun du kan læse den; giv den ikke til nogen)\noffentlig nøgle: {1}\n  ed25519:{2}\nNøglens korte navn: {3}\n",
                     "secret key: {0} (only you can read it; give it to nobody)\npublic key: {1}\n  ed25519:{2}\nShort name of the key: {3}\n",
                     {secret.generic_string(), open.generic_string(), key.open, publish::key_id(key.open)}));
  return Exit::in_order;
}

Exit run_sign(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  constexpr std::string_view mark = "rettesnor-secret-key ";
  const auto line = read_file(arguments.key_file, 4096);
  if (!line) {
    console.error(describe(line.error(), l));
    return Exit::usage;
  }
  const std::string_view letters = std::string_view(*line).substr(0, line->find_last_not_of("\r\n") + 1);
  const auto key = letters.starts_with(mark) ? publish::key_of(letters.substr(mark.size())) : std::nullopt;
  if (!key) {
    refuse(console, arguments.key_file, {.code = Code::key_unreadable, .at = {}, .arguments = {arguments.key_file.generic_string()}});
    return Exit::usage;
  }
  const fs::path& file = arguments.inputs.front();
  auto bundle = opened(file, console);
  if (!bundle) return Exit::usage;
  publish::add_signature(*bundle, *key, arguments.role, arguments.signer, arguments.at.empty() ? to_iso(now()) : arguments.at);
  const auto bytes = publish::written(*bundle);
  if (!bytes) {
    refuse(console, file, bytes.error());
    return Exit::usage;
  }
  if (!replace_file(file, *bytes)) {
    console.error(text(l, "`{0}` kunne ikke skrives", "`{0}` could not be written", {file.generic_string()}));
    return Exit::usage;
  }
  console.write(text(l, "underskrevet som {0} af {1} ({2}):\n", "signed as {0} by {1} ({2}):\n", {arguments.role, arguments.signer, publish::key_id(key->open)}) + contents(*bundle, l));
  return Exit::in_order;
}

Exit verify_bundle(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const fs::path& file = arguments.inputs.front();
  const auto settings = find_settings(arguments, console);
  const auto bytes = settings ? bytes_of(file, console) : std::nullopt;
  if (!bytes) return Exit::usage;
  const auto bundle = open_bundle(*bytes);
  if (!bundle) {
    refuse(console, file, bundle.error());
    return Exit::findings;
  }
  const auto refused = publish::refusal(*bundle, *settings);
  const bool other = !arguments.head.empty() && arguments.head != bundle->id;
  if (arguments.format != Format::text) {
    write_json(arguments, console, *bundle, *settings, other, !refused && !other);
  } else {
    console.write((other ? text(l, "brud: indholdets fingeraftryk er ikke det noterede\n", "broken: the fingerprint of the contents is not the one noted\n") : text(l, "uændret: {0}\n", "unchanged: {0}\n", {counted(*bundle, l)})) + contents(*bundle, l));
    if (bundle->signatures.empty()) console.write(text(l, "ingen underskrifter\n", "no signatures\n"));
    for (const publish::Signature& s : bundle->signatures) {
      const auto known = publish::trusted_as(s, *settings);
      console.write(text(l, "underskrevet som {0}: {1}, {2}, nøgle {3}, ", "signed as {0}: {1}, {2}, key {3}, ", {s.role, s.name, s.at, publish::key_id(s.key)}) +
                    (known ? text(l, "som du kender som {0}\n", "whom you know as {0}\n", {*known}) : text(l, "ikke nævnt i `rettesnor.toml`\n", "not named in `rettesnor.toml`\n")));
    }
  }
  if (!refused) return other ? Exit::findings : Exit::in_order;
  refuse(console, file, *refused);
  return Exit::findings;
}

}  // namespace rettesnor::cli
