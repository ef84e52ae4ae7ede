#include "engine/check/writing.hpp"

#include <algorithm>
#include <set>

#include "grammar/base/utf8.hpp"

namespace rettesnor {

namespace {

bool is_capital(char32_t c) { return (c >= U'A' && c <= U'Z') || c == U'Æ' || c == U'Ø' || c == U'Å'; }
bool is_letter(char32_t c) { return is_capital(c) || (c >= U'a' && c <= U'z') || c >= 0xC0 || (c >= U'0' && c <= U'9'); }

struct Word {
  std::string_view text;
  bool abbreviation = false;  ///< two capitals at least, and no small letter
  bool bracketed = false;     ///< stands alone in brackets
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    std::size_t capitals = 0, others = 0;
    bool roman = true;  // II is a number
    while (at < text.size()) {
      const CodePoint c = decode_utf8(text, at);
      if (!is_letter(c.value)) break;
      is_capital(c.value) ? ++capitals : ++others;
      roman = roman && std::u32string_view(U"IVX").find(c.value) != std::u32string_view::npos;
      if (c.value >= U'0' && c.value <= U'9') --others;
      at += c.size;
    }
    if (at == begin) {
      at += decode_utf8(text, at).size;
      continue;
    }
    const bool bracketed = begin > 0 && text[begin - 1] == '(' && at < text.size() && text[at] == ')';
    out.push_back({text.substr(begin, at - begin), capitals >= 2 && others == 0 && !roman, bracketed});
  }
  return out;
}

struct Writing {
  const Model& model;
  const WritingOptions& options;
  std::set<std::string, std::less<>> explained{};
  std::vector<Diagnostic> out{};

  void report(Code code, const Origin& at, std::vector<std::string> arguments) {
    out.push_back(Diagnostic{.code = code, .at = at.span, .file = at.file, .arguments = std::move(arguments)});
  }

  void explain(const Text& title) {
    for (const std::string& text : {title.danish, title.english}) {
      for (const Word& word : words_of(text)) {
        if (word.bracketed) explained.emplace(word.text);
      }
    }
  }

  void gather() {
    explained.insert(options.abbreviations.begin(), options.abbreviations.end());
    for (const SourceDecl& source : model.sources.rows()) explained.insert(source.name);
    for (const RuleDecl& rule : model.rules.rows()) explain(rule.title);
    for (const PackageDecl& package : model.packages.rows()) explain(package.title);
    for (const Concept& c : model.concepts.rows()) explain(c.title);
    for (const FieldDecl& field : model.fields.rows()) explain(field.title);
  }

  void headline(const std::string& name, const Text& title, const Origin& at) {
    std::set<std::string> said;
    for (const std::string& text : {title.danish, title.english}) {
      const std::size_t letters = count_code_points(text);
      if (letters > longest_headline) report(Code::headline_too_long, at, {name, std::to_string(letters), std::to_string(longest_headline)});
      for (const Word& word : words_of(text)) {
        const bool strange = word.abbreviation && !explained.contains(word.text) && said.emplace(word.text).second;
        if (strange) report(Code::abbreviation_unexplained, at, {name, std::string(word.text)});
      }
    }
  }

  const Duty* duty(DutyId id) const { return id ? &model.duties[id] : nullptr; }

  bool binds(const RuleDecl& rule) const {
    return std::ranges::any_of(rule.versions, [&](const Version& v) {
      return std::ranges::any_of(v.duties, [&](DutyId id) { return id && duty(id)->modal == Modal::must; });
    });
  }

  // A right is nobody's duty, and a suggestion is none.
  bool measured(const RuleDecl& rule) const {
    return std::ranges::any_of(rule.versions, [&](const Version& v) {
      return std::ranges::any_of(v.duties, [&](DutyId id) { return id && duty(id)->form != DutyForm::right; });
    });
  }

  // In one sentence the language joins demands in one way: `record a, b`. Bullets are a list, and read as one.
  void demands(const RuleDecl& rule) {
    for (const Version& version : rule.versions) {
      for (const DutyId id : version.duties) {
        const Duty* const d = duty(id);
        if (d == nullptr || d->form != DutyForm::record || d->record.size() < 2) continue;
        report(Code::several_demands, {d->file, d->span}, {rule.name});
      }
    }
  }

  void review(const std::string& name, const std::optional<Date>& by, const Origin& at) {
    if (by && options.as_of && *by < *options.as_of) report(Code::review_passed, at, {name, to_string(*by)});
  }

  void run() {
    gather();
    for (const RuleDecl& rule : model.rules.rows()) {
      headline(rule.name, rule.title, rule.origin);
      demands(rule);
      const bool silent = rule.remedy.danish.empty() && rule.remedy.english.empty();
      if (rule.kind == RuleKind::rule && silent && binds(rule)) report(Code::no_remedy, rule.origin, {rule.name});
      if (options.quality && measured(rule) && rule.quality == Quality::unstated) report(Code::no_quality, rule.origin, {rule.name});
    }
    for (const ExceptionDecl& e : model.exceptions.rows()) headline(e.name, e.title, e.origin);
    for (const PackageDecl& package : model.packages.rows()) review(package.name, package.review_by, {package.file, Span{}});
    for (const ParameterDecl& parameter : model.parameters.rows()) review(parameter.name, parameter.review_by, parameter.origin);
    sort_by_place(out);
  }
};

}  // namespace

std::vector<Diagnostic> lint_writing(const Model& model, std::span<const Syntax> files, const WritingOptions& options) {
  Writing writing{model, options};
  writing.run();
  quote_keywords(writing.out, files);
  return std::move(writing.out);
}

}  // namespace rettesnor
