#include "apps/cli/bless.hpp"

#include <algorithm>
#include <map>

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

}  // namespace

Blessed bless(const Rules& rules, const std::vector<TestOutcome>& outcomes) {
  Blessed out;
  std::map<std::uint32_t, std::map<std::uint32_t, std::pair<Span, std::string>>> by_file;
  for (const TestOutcome& outcome : outcomes) {
    for (const TestMismatch& m : outcome.mismatches) {
      // Of several mismatches of one expectation the last says it whole.
      if (!m.instead.empty()) by_file[m.origin.file.value][m.origin.span.begin] = {m.origin.span, m.instead};
    }
  }
  for (const TestOutcome& outcome : outcomes) {
    for (const TestMismatch& m : outcome.mismatches) {
      if (m.instead.empty() && !by_file[m.origin.file.value].contains(m.origin.span.begin)) ++out.left;
    }
  }
  for (const auto& [file, answers] : by_file) {
    const Source& source = rules.sources[FileId{file}];
    const auto syntax = std::ranges::find_if(rules.files, [&](const Syntax& s) { return s.source == &source; });
    std::string text = source.text;
    std::size_t rewritten = 0;
    for (auto at = answers.rbegin(); at != answers.rend(); ++at) {  // from the end, so that places stay true
      const auto& [span, answer] = at->second;
      const std::size_t equals = text.find('=', span.begin);
      const std::string written = in_keywords(answer, syntax->language);
      if (equals == std::string::npos || equals >= span.end || written.empty()) {
        ++out.left;
        continue;
      }
      text.replace(equals + 1, span.end - equals - 1, " " + written);
      ++rewritten;
    }
    if (rewritten == 0) continue;
    if (replace_file(source.name, text)) out.rewritten += rewritten;
    else out.not_written.emplace_back(source.name);
  }
  return out;
}

}  // namespace rettesnor::cli
