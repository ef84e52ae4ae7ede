// The report for a terminal.
#include "engine/report/report.hpp"
#include "engine/report/sections.hpp"
#include "engine/report/text_table.hpp"

namespace rettesnor::report {

std::string as_text(const Publication& from, const std::string& rule, Language l) {
  std::string out = word(Word::title, l) + "\n";
  for (const std::string& line : summary_lines(from, l)) out += line + "\n";
  for (const Table& table : sections(from, rule, false, l)) out += table_text(table, l);
  out += "\n";
  const std::vector<Word> notes = rule.empty() ? std::vector{Word::note_share, Word::recommendations_apart, Word::note_law}
                                               : std::vector{Word::note_share, Word::note_funnel, Word::note_law};
  for (const Word note : notes) out += text_paragraph(word(note, l), "");
  return out + word(Word::head, l) + ": " + from.head + "\n";
}

}  // namespace rettesnor::report
