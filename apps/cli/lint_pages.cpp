#include "apps/cli/lint_pages.hpp"

#include <algorithm>
#include <map>

namespace rettesnor::cli {

namespace {

std::string_view level_name(Level level) { return level == Level::error ? "error" : level == Level::warning ? "warning" : "note"; }

/// A finding and where it stands, as tools want it.
struct Placed {
  const Diagnostic& diagnostic;
  std::string file, fingerprint, message;
  Position from, to;
};

std::vector<Placed> placed(const Rules& rules, const std::vector<Diagnostic>& findings, Language language) {
  std::vector<Placed> out;
  const std::vector<std::string> prints = fingerprints(rules, findings);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Diagnostic& d = findings[i];
    const Source* const source = rules.sources.find(d.file);
    out.push_back({d, source == nullptr ? "" : source->name, prints[i], message_text(d, language), source == nullptr ? Position{} : source->position(d.at.begin),
                   source == nullptr ? Position{} : source->position(d.at.end)});
  }
  return out;
}

/// A path as a URI (RFC 3986): all but letters, digits and a few marks as %XX.
std::string uri(std::string_view path) {
  constexpr std::string_view digits = "0123456789ABCDEF", plain = "-._~/";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || plain.find(c) != std::string_view::npos;
    if (kept) out += c;
    else out.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
  return out;
}

void one(JsonWriter& json, const Placed& p, Language language) {
  json.begin_object().member("code", number_of(p.diagnostic.code)).member("level", level_name(level_of(p.diagnostic)));
  json.member("message", p.message).member("help", help_text(p.diagnostic, language)).member("file", p.file);
  json.key("line").number(p.from.line).key("column").number(p.from.column).member("fingerprint", p.fingerprint).end_object();
}

std::string sarif(const std::vector<Placed>& all, Language language) {
  std::map<Code, std::int64_t> index;
  for (const Placed& p : all) index.emplace(p.diagnostic.code, 0);
  JsonWriter json;
  json.begin_object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0").key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object().member("name", "rettesnor").member("version", RSN_VERSION).key("rules").begin_array();
  std::int64_t next = 0;
  for (auto& [code, at] : index) {
    at = next++;
    const CodeRow& row = row_of(code);
    json.begin_object().member("id", row.number).member("name", row.name).key("shortDescription").begin_object();
    json.member("text", fill(row.text(language), std::vector<std::string>(9, "…"))).end_object().end_object();
  }
  json.end_array().end_object().end_object().member("columnKind", "unicodeCodePoints").key("results").begin_array();
  for (const Placed& p : all) {
    json.begin_object().member("ruleId", number_of(p.diagnostic.code)).key("ruleIndex").number(index.at(p.diagnostic.code));
    json.member("level", level_name(level_of(p.diagnostic))).key("message").begin_object().member("text", p.message).end_object();
    json.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
    json.key("artifactLocation").begin_object().member("uri", uri(p.file)).end_object().key("region").begin_object();
    json.key("startLine").number(p.from.line).key("startColumn").number(p.from.column).key("endLine").number(p.to.line).key("endColumn").number(p.to.column);
    json.end_object().end_object().end_object().end_array();
    json.key("partialFingerprints").begin_object().member("rettesnor/v1", p.fingerprint).end_object().end_object();
  }
  return json.end_array().end_object().end_array().end_object().written() + "\n";
}

/// Text in a workflow command; `marks` are escaped besides.
std::string escaped(std::string_view text, std::string_view marks) {
  std::string out;
  for (const char c : text) {
    if (c == '%') out += "%25";
    else if (c == '\r') out += "%0D";
    else if (c == '\n') out += "%0A";
    else if (c == ':' && marks.find(c) != std::string_view::npos) out += "%3A";
    else if (c == ',' && marks.find(c) != std::string_view::npos) out += "%2C";
    else out += c;
  }
  return out;
}

std::string github(const std::vector<Placed>& all) {
  std::string out;
  for (const Placed& p : all) {
    const Level level = level_of(p.diagnostic);
    out += std::string("::") + (level == Level::error ? "error" : level == Level::warning ? "warning" : "notice") + " file=" + escaped(p.file, ":,");
    out += ",line=" + std::to_string(p.from.line) + ",col=" + std::to_string(p.from.column) + ",title=" + std::string(number_of(p.diagnostic.code));
    out += "::" + escaped(p.message, "") + "\n";
  }
  return out;
}

std::string gitlab(const std::vector<Placed>& all) {
  JsonWriter json;
  json.begin_array();
  for (const Placed& p : all) {
    const Level level = level_of(p.diagnostic);
    json.begin_object().member("description", p.message).member("check_name", number_of(p.diagnostic.code)).member("fingerprint", p.fingerprint);
    json.member("severity", level == Level::error ? "major" : level == Level::warning ? "minor" : "info");
    json.key("location").begin_object().member("path", p.file).key("lines").begin_object().key("begin").number(p.from.line).end_object().end_object().end_object();
  }
  return json.end_array().written() + "\n";
}

std::string text_page(const Console& console, const Rules& rules, const std::vector<Diagnostic>& all) {
  const Language language = console.language();
  std::string out;
  if (!all.empty()) out = render_all(all, rules.sources, {language, console.colour()});
  const auto count = [&](Level level) { return std::ranges::count_if(all, [&](const Diagnostic& d) { return level_of(d) == level; }); };
  const auto errors = count(Level::error), warnings = count(Level::warning);
  const bool single = rules.sources.size() == 1;
  const std::vector<std::string> parts{all.empty() ? "" : "\n", std::to_string(rules.sources.size()), std::to_string(errors), std::to_string(warnings),
                                       std::string(single ? in(language, "fil", "file") : in(language, "filer", "files")),
                                       std::string(warnings == 1 ? in(language, "advarsel", "warning") : in(language, "advarsler", "warnings")), errors == 1 ? "error" : "errors"};
  return out + fill(in(language, "{0}{1} {4}: {2} fejl, {3} {5}\n", "{0}{1} {4}: {2} {6}, {3} {5}\n"), parts);
}

}  // namespace

std::string lint_page(const Console& console, const Rules& rules, const std::vector<Diagnostic>& findings, Format format) {
  if (format == Format::text) return text_page(console, rules, findings);
  const Language language = console.language();
  const std::vector<Placed> all = placed(rules, findings, language);
  if (format == Format::sarif) return sarif(all, language);
  if (format == Format::github) return github(all);
  if (format == Format::gitlab) return gitlab(all);
  if (format == Format::ndjson) {
    std::string out;
    for (const Placed& p : all) {
      JsonWriter json(0);
      one(json, p, language);
      out += json.written() + "\n";
    }
    return out;
  }
  JsonWriter json;
  json.begin_array();
  for (const Placed& p : all) one(json, p, language);
  return json.end_array().written() + "\n";
}

}  // namespace rettesnor::cli
