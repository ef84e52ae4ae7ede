#include "apps/cli/bless.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "apps/cli/replace_file.hpp"
#include "grammar/translate.hpp"

namespace rettesnor::cli {

namespace {

/// An answer in English keywords, in those of the file.
std::string in_keywords(const std::string& answer, KeywordLanguage language) {
  if (language == KeywordLanguage::english) return answer;
  const Source fragment{.name = "answer", .text = "language en\ntest t \"t\"\n  at 2026-01-01\n  expect r = " + answer + "\nend\n", .file = {}};
  const FormatResult done = translate(fragment, language);
  if (!done.ok) return {};
  const std::size_t begin = done.text.find(" = ") + 3;
  const std::size_t end = done.text.rfind('\n', done.text.size() - 2);
  std::string out;
  for (const char c : std::string_view(done.text).substr(begin, end - begin)) {  // a long answer was wrapped
    if (c != '\n' && c != ' ') out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

/// What stands behind the `=` of an expectation. Nothing where a comment stands between its words: it would be lost.
std::optional<Span> old_answer(const Syntax& syntax, Span expectation) {
  std::optional<Span> out;
  bool behind = false;
  for (const Token& token : syntax.tokens()) {
    if (token.begin < expectation.begin || token.end > expectation.end) continue;
    if (behind) {
      const std::uint32_t before = out ? out->end : token.begin;
      const std::string_view gap = std::string_view(syntax.source->text).substr(before, token.begin - before);
      if (gap.find_first_not_of(" \t\r\n") != std::string_view::npos) return std::nullopt;
      out = Span{out ? out->begin : token.begin, token.end};
    } else {
      behind = token.kind == TokenKind::equal;  // a comment right behind it stays where it is
    }
  }
  return out;
}

}  // namespace

Blessed bless(const Rules& rules, const std::vector<TestOutcome>& outcomes) {
  Blessed out;
  struct Answer {
    Span span;
    std::string text;  ///< empty: a test cannot say it
  };
  std::map<std::uint32_t, std::map<std::uint32_t, Answer>> by_file;
  for (const TestOutcome& outcome : outcomes) {
    for (const TestMismatch& m : outcome.mismatches) {
      // Of several mismatches of one expectation the last says it whole.
      Answer& answer = by_file[m.origin.file.value][m.origin.span.begin];
      answer.span = m.origin.span;
      if (!m.instead.empty()) answer.text = m.instead;
    }
  }
  for (const auto& [file, answers] : by_file) {
    const Source& source = rules.sources[FileId{file}];
    const auto syntax = std::ranges::find_if(rules.files, [&](const Syntax& s) { return s.source == &source; });
    std::string text = source.text;
    std::size_t rewritten = 0;
    for (auto at = answers.rbegin(); at != answers.rend(); ++at) {  // from the end, so that places stay true
      const auto& [span, answer] = at->second;
      const auto old = old_answer(*syntax, span);
      const std::string written = answer.empty() ? std::string() : in_keywords(answer, syntax->language);
      if (!old || written.empty()) {
        ++out.left;
        continue;
      }
      text.replace(old->begin, old->end - old->begin, written);
      ++rewritten;
    }
    if (rewritten == 0) continue;
    // What no longer reads as it did, such as a name that is a keyword, must not be written.
    const Source tried{.name = source.name, .text = text, .file = source.file};
    if (!parse(tried).ok()) {
      out.left += rewritten;
    } else if (replace_file(source.name, text)) {
      out.rewritten += rewritten;
    } else {
      out.not_written.emplace_back(source.name);
    }
  }
  return out;
}

}  // namespace rettesnor::cli
