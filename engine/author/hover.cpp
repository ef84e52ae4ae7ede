#include "engine/author/hover.hpp"

#include <algorithm>
#include <set>

#include "engine/author/places.hpp"
#include "engine/check/context.hpp"
#include "engine/explain/labels.hpp"
#include "engine/explain/names.hpp"

namespace rettesnor::author {

namespace {

std::string_view in(Language language, std::string_view danish, std::string_view english) {
  return language == Language::danish ? danish : english;
}

// The text comes from an author's file: what Markdown would read as more than text is escaped, so that a title shows as it is.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (std::string_view("\\`*_{}[]<>#|!~").contains(c)) out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

struct Page {
  const Desk& desk;
  View view;
  Language language;
  std::string out{};
  const Model& model = view.model();

  void line(std::string_view danish, std::string_view english, const std::string& text) {
    if (text.empty()) return;
    out += "\n\n" + std::string(in(language, danish, english)) + ": " + text;
  }

  std::string cites(const std::vector<Cite>& all) const {
    std::string text;
    std::set<std::string> said;
    for (const Cite& cite : all) {
      if (!cite.source) continue;
      std::string one = model.sources[cite.source].name + (cite.locator.empty() ? "" : " " + cite.locator);
      std::string const days = days_text(cite.from, cite.until, language);
      if (!days.empty()) one += " (" + days + ")";
      if (cite.text_of) one += " (" + text_of_note(model, cite, language) + ")";
      if (cite.unverified) one += in(language, " (ikke efterprøvet)", " (unverified)");
      if (said.insert(one).second) text += (text.empty() ? "" : "; ") + escaped(one);
    }
    return text;
  }

  void rule(const RuleDecl& rule) {
    std::vector<Cite> all;
    std::string days;
    for (const Version& version : rule.versions) {
      all.insert(all.end(), version.cites.begin(), version.cites.end());
      std::string const one = days_text(version.from, version.until, language);
      if (!one.empty()) days += (days.empty() ? "" : "; ") + one;
    }
    line("Kilde", "Source", cites(all));
    line("Gælder", "In force", days);
    line("Afhjælpning", "Remedy", escaped(text_in(rule.remedy, language, "")));
    line("Måles som", "Measured as", escaped(quality_text(rule, language)));
  }

  void parameter(const ParameterDecl& row) {
    std::vector<Cite> all = row.cites;
    std::string values;
    for (const ParameterValue& value : row.values) {
      all.insert(all.end(), value.cites.begin(), value.cites.end());
      if (value.reading != 0) continue;
      std::string one = value.key.empty() ? "" : value.key + ": ";
      one += value.not_read ? std::string(in(language, "ikke læst", "not read")) : text_of(value.value);
      std::string const days = days_text(value.from, value.until, language);
      values += (values.empty() ? "" : "; ") + escaped(one + (days.empty() ? "" : " (" + days + ")"));
    }
    line("Værdi", "Value", values);
    if (row.range_low && row.range_high) line("National ramme", "National range", escaped(text_of(row.range_low) + " – " + text_of(row.range_high)));
    line("Kilde", "Source", cites(all));
  }

  // An expression as it is written, on one line.
  std::string text_of(ExprId id) const {
    if (!id || !view.has(model.exprs[id].file)) return "?";
    std::string text(view.source(model.exprs[id].file).slice(model.exprs[id].span));
    std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
  }

  void field(const FieldDecl& row) {
    if (row.owner) line("Begreb", "Concept", "`" + model.concepts[row.owner].name + "`");
    if (row.element) line("Liste over", "List of", "`" + model.concepts[row.element].name + "`");
    if (row.judge) line("Skønnes af", "Judged by", escaped(rettesnor::title_of(model, row.judge, language)));
    line("Spørgsmål", "Question", escaped(text_in(row.ask, language, "")));
    std::string codes;
    for (std::uint32_t i = 0; i < row.called.size(); ++i) {
      codes += (i == 0 ? "" : "; ") + ("`" + model.code_sets[row.type.codes].codes[i] + "` ") + escaped(title_of_code(model, row, i, language));
    }
    line("Koder", "Codes", codes);
  }

  // What gives the code, and what people call it there.
  void code(CodeSetId set, std::uint32_t number) {
    std::string called, facts, outputs;
    const auto add = [](std::string& to, const std::string& name) {
      if (std::string const one = "`" + name + "`"; !to.contains(one)) to += (to.empty() ? "" : ", ") + one;
    };
    for (const FieldDecl& row : model.fields.rows()) {
      if (row.type.codes != set) continue;
      add(facts, row.name);
      if (called.empty() && number < row.called.size()) called = text_in(row.called[number], language, "");
    }
    for (const TableDecl& row : model.tables.rows()) {
      for (std::size_t i = 0; i < row.output_types.size(); ++i) {
        if (row.output_types[i].codes == set) add(outputs, row.name == row.outputs[i] ? row.name : row.name + "." + row.outputs[i]);
      }
    }
    line("Betyder", "Means", escaped(called));
    line("Oplysning", "Fact", facts);
    line("Resultat af tabel", "Output of table", outputs);
  }

  void source(const SourceDecl& row) {
    if (!row.url.empty()) line("Adresse", "Address", "<" + escaped(row.url) + ">");
  }

  void meaning(Meant meant) {
    switch (meant.kind) {
      case Named::rule: return rule(model.rules[RuleId{meant.index}]);
      case Named::parameter: return parameter(model.parameters[ParameterId{meant.index}]);
      case Named::field: return field(model.fields[FieldId{meant.index}]);
      case Named::code: return code(CodeSetId{meant.index}, meant.part);
      case Named::source: return source(model.sources[SourceId{meant.index}]);
      case Named::reading: line("Kilde", "Source", cites(model.readings[ReadingSetId{meant.index}].alternatives[meant.part].cites)); return;
      case Named::indicator: line("Kilde", "Source", cites(model.indicators[IndicatorId{meant.index}].cites)); return;
      case Named::exception: {
        std::vector<Cite> all;
        for (const Version& version : model.exceptions[ExceptionId{meant.index}].versions) all.insert(all.end(), version.cites.begin(), version.cites.end());
        line("Kilde", "Source", cites(all));
        return;
      }
      case Named::package: line("Version", "Version", escaped(model.packages[PackageId{meant.index}].version)); return;
      default: return;
    }
  }

  void used_by(const Thing& thing) {
    std::vector<std::string> names;
    std::size_t places = 0;
    for (const Use& use : uses_of(desk, thing, false)) {
      ++places;
      const Syntax& file = desk.syntax(use.file);
      NodeId const around = declaration_at(file, use.at.begin);
      std::string name = around ? std::string(file.tree.text(around)) : std::string();
      if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    constexpr std::size_t shown = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, names.size()); ++i) text += (i == 0 ? "`" : ", `") + names[i] + "`";
    if (names.size() > shown) text += " …";
    if (places > 0) text += " (" + std::to_string(places) + std::string(in(language, places == 1 ? " sted)" : " steder)", places == 1 ? " place)" : " places)"));
    line("Bruges af", "Used by", text);
  }
};

}  // namespace

std::string days_text(std::optional<Date> from, std::optional<Date> until, Language language) {
  if (from && until) return to_string(*from) + " – " + to_string(*until);
  if (from) return std::string(in(language, "fra ", "from ")) + to_string(*from);
  if (until) return std::string(in(language, "til og med ", "until ")) + to_string(*until);
  return {};
}

std::string type_text(const Model& model, Meant meant, KeywordLanguage language) {
  Type type;
  switch (meant.kind) {
    case Named::field: {
      const FieldDecl& row = model.fields[FieldId{meant.index}];
      if (row.kind == FieldKind::list || row.kind == FieldKind::state) return {};
      type = row.type;
      break;
    }
    case Named::parameter: type = model.parameters[ParameterId{meant.index}].type; break;
    case Named::define: type = model.defines[DefineId{meant.index}].type; break;
    case Named::output: {
      const auto& types = model.tables[TableRuleId{meant.index}].output_types;
      if (meant.part < types.size()) type = types[meant.part];
      break;
    }
    default: return {};
  }
  return type.kind == TypeKind::invalid ? std::string() : checking::described(model, type, language);
}

std::optional<Hover> hover(const Desk& desk, FileId file, std::uint32_t offset, Language language) {
  auto const thing = thing_at(desk, file, offset);
  if (!thing) return std::nullopt;
  KeywordLanguage const words = desk.syntax(file).language;
  View const view = thing->now ? View(desk) : *desk.before();
  Meant const meant = thing->now ? *thing->now : *thing->before;
  const Model& model = view.model();
  Page page{desk, view, language};
  const Card card = card_of(model, meant);
  std::string const name = card.name.empty() ? std::string(desk.source(file).slice(thing->at)) : card.name;
  page.out = "**" + kind_of(model, meant, words) + "** `" + name + "`";
  std::string const title = text_in(card.title, language, "");
  if (!title.empty()) page.out += " – " + escaped(title);
  page.line("Type", "Type", escaped(type_text(model, meant, words)));
  page.meaning(meant);
  if (card.package && meant.kind != Named::package) page.line("Pakke", "Package", "`" + model.packages[card.package].name + "`");
  page.used_by(*thing);
  if (!thing->now) page.out += "\n\n*" + std::string(in(language, "som det var, før teksten fik fejl", "as it was before the text had mistakes")) + "*";
  return Hover{thing->at, std::move(page.out)};
}

}  // namespace rettesnor::author
