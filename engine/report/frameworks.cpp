#include "engine/report/frameworks.hpp"

#include <map>
#include <set>

#include "engine/report/compose.hpp"
#include "engine/store/ledger/dated_cites.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::report {

using ledger::Framework;

namespace {

/// The 98, and those with an overlay that are none of them.
std::set<std::string> everyone(const Framework& f) {
  std::set<std::string> out;
  for (const Municipality& m : municipalities()) out.emplace(m.code);
  for (const auto& [code, set] : f.set) out.insert(code);
  return out;
}

}  // namespace

Decided decided(const Framework& f, const std::string& municipality) {
  const auto found = f.set.find(municipality);
  if (found == f.set.end()) return Decided::unknown;
  return found->second == 0 ? Decided::none : found->second >= f.keys ? Decided::all : Decided::some;
}

std::string decided_text(const Framework& f, const std::string& municipality, Language l) {
  switch (decided(f, municipality)) {
    case Decided::all: return word(Word::decided_all, l);
    case Decided::some: return word(Word::decided_some, l, {std::to_string(f.set.at(municipality)), std::to_string(f.keys)});
    case Decided::none: return word(Word::decided_none, l);
    case Decided::unknown: break;
  }
  return word(Word::not_known, l);
}

std::string title_of(const Framework& f, Language l) {
  const std::string& own = l == Language::danish ? f.title_da : f.title_en;
  const std::string& other = l == Language::danish ? f.title_en : f.title_da;
  return !own.empty() ? own : !other.empty() ? other : f.parameter;
}

DecidedCounts decided_counts(const Framework& f) {
  DecidedCounts out;
  for (const std::string& code : everyone(f)) {
    switch (decided(f, code)) {
      case Decided::all: ++out.all; break;
      case Decided::some: ++out.some; break;
      case Decided::none: ++out.none; break;
      case Decided::unknown: ++out.unknown; break;
    }
  }
  return out;
}

std::vector<Table> framework_tables(const Publication& from, Language l) {
  std::vector<Table> out{framework_table(from, l), undecided_table(from, l)};
  std::erase_if(out, [](const Table& t) { return t.rows.empty(); });
  return out;
}

Table framework_table(const Publication& from, Language l) {
  Table out{.title = word(Word::frameworks, l), .leading_lines = true};
  for (const Word w : {Word::column_framework, Word::column_name, Word::column_cite}) out.columns.push_back({word(w, l), ColumnKind::text});
  for (const Word w : {Word::column_decided, Word::column_partly, Word::column_undecided, Word::not_known}) out.columns.push_back({word(w, l), ColumnKind::count});
  out.columns.push_back({word(Word::column_until_then, l), ColumnKind::text});
  bool partly = false, dated = false;
  for (const Framework& f : from.frameworks) {
    const DecidedCounts n = decided_counts(f);
    partly = partly || f.keys > 1;
    dated = dated || has_dated_cite(f.cites);
    out.rows.push_back({title_of(f, l), f.parameter, f.cites, n.all, n.some, n.none, n.unknown, word(f.hole ? Word::holds_nothing : Word::holds_national, l)});
  }
  if (out.rows.empty()) return out;
  out.notes.push_back(word(Word::note_frameworks, l));
  if (partly) out.notes.push_back(word(Word::note_partly, l));
  if (dated) out.notes.push_back(word(Word::note_text_of, l));
  return out;
}

Table undecided_table(const Publication& from, Language l) {
  Table out{.title = word(Word::undecided, l), .columns = {{word(Word::column_code, l), ColumnKind::text}, {word(Word::column_municipality, l), ColumnKind::text}}};
  for (const Word w : {Word::column_decided, Word::column_partly, Word::column_undecided, Word::not_known}) out.columns.push_back({word(w, l), ColumnKind::count});
  out.columns.push_back({word(Word::column_lacking, l), ColumnKind::text});
  std::set<std::string> codes;
  for (const Framework& f : from.frameworks) {
    for (const auto& [code, set] : f.set) codes.insert(code);
  }
  for (const std::string& code : codes) {
    std::map<Decided, std::int64_t> n;
    std::string lacking;
    for (const Framework& f : from.frameworks) {
      const Decided d = decided(f, code);
      ++n[d];
      if (d != Decided::none && d != Decided::some) continue;
      lacking += (lacking.empty() ? "" : "; ") + title_of(f, l) + " (" + f.parameter + ")" + (d == Decided::some ? ": " + decided_text(f, code, l) : "");
    }
    out.rows.push_back({code, name_of(code, l), n[Decided::all], n[Decided::some], n[Decided::none], n[Decided::unknown], lacking.empty() ? CellValue(Nothing{}) : CellValue(lacking)});
  }
  if (!out.rows.empty()) out.notes.push_back(word(Word::note_order, l));
  return out;
}

}  // namespace rettesnor::report
