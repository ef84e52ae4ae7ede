#include "engine/report/reasons.hpp"

#include <algorithm>

#include "engine/report/compose.hpp"
#include "engine/report/measures.hpp"

namespace rettesnor::report {

namespace {

using disclosure::Cell;
using disclosure::CountTable;
using disclosure::Policy;
using disclosure::Published;

std::int64_t signed_of(std::uint64_t n) { return static_cast<std::int64_t>(n); }

std::int64_t count_in(const std::map<std::string, std::uint64_t>& counts, const std::string& reason) {
  const auto found = counts.find(reason);
  return found == counts.end() ? 0 : signed_of(found->second);
}

/// By reason, then other: what is certainly explained and has no single accepted reason.
std::vector<std::int64_t> explained_by(const ledger::ReasonCounts& of, const std::map<std::string, std::uint64_t>& counts, std::int64_t explained) {
  std::vector<std::int64_t> out;
  std::int64_t rest = explained;
  for (const ledger::AcceptedReason& r : of.accepted) {
    out.push_back(count_in(counts, r.code));
    rest -= out.back();
  }
  out.push_back(rest);
  return out;
}

std::int64_t explained_in(const ledger::BySet& counted) { return signed_of(counted.counts[VerdictSet(Verdict::for_judgement).bits()]); }

std::int64_t open_in(const ledger::BySet& counted) {
  std::int64_t out = 0;
  for (std::size_t bits = 1; bits < counted.counts.size(); ++bits) {
    if (answer_of(VerdictSet::from_bits(static_cast<unsigned>(bits))) == Answer::open) out += signed_of(counted.counts[bits]);
  }
  return out;
}

std::vector<std::string> labels_of(const ledger::ReasonCounts& of, bool undetermined) {
  std::vector<std::string> out;
  for (const ledger::AcceptedReason& r : of.accepted) out.push_back(r.code);
  out.emplace_back(" other");  // no code has a blank
  if (undetermined) out.emplace_back(" undetermined");
  return out;
}

/// What the row of a published table shows, its sum last.
std::vector<Maybe> row_in(const Published& table, std::size_t row) {
  std::vector<Maybe> out;
  for (std::size_t c = 0; c <= table.column_labels().size(); ++c) out.push_back(table.at({row, c}));
  return out;
}

/// The municipalities beside the rule's own table: nothing where the two cannot hide the same.
std::optional<Published> by_municipality(const ledger::ReasonCounts& of, const ledger::RuleCounts& counts, const PublishedRule& rule, const PublishedReasons& whole, const Policy& policy) {
  if (!rule.municipalities) return std::nullopt;
  std::vector<std::string> labels;
  std::vector<std::int64_t> cells;
  std::vector<bool> hidden;  // in the rule's own table
  const auto& codes = rule.municipalities->row_labels();
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto found = counts.municipalities.find(codes[i]);
    if (found == counts.municipalities.end()) continue;
    const std::int64_t open = open_in(found->second), explained = explained_in(found->second);
    const Maybe shown = row_of(*rule.municipalities, i).open;
    if (open == 0 && shown) continue;
    labels.push_back(codes[i]);
    hidden.push_back(!shown);
    const auto own = of.municipalities.find(codes[i]);
    static const std::map<std::string, std::uint64_t> none;
    const auto parts = explained_by(of, own == of.municipalities.end() ? none : own->second, explained);
    cells.insert(cells.end(), parts.begin(), parts.end());
    cells.push_back(open - explained);
  }
  const auto table = CountTable::make(labels, labels_of(of, true), cells);
  if (!table) return std::nullopt;
  std::vector<Cell> requested = telling_zeros(*table, policy);
  for (std::size_t r = 0; r < hidden.size(); ++r) {
    // Any part of it would say how many it is at least; that nobody in the country has an answer is shown.
    for (std::size_t c = 0; hidden[r] && c <= table->columns(); ++c) {
      if (table->at({table->rows(), c}) > 0) requested.push_back({r, c});
    }
  }
  for (std::size_t c = 0; c < whole.national.size(); ++c) {
    if (!whole.national[c]) requested.push_back({table->rows(), c});
  }
  Published out(*table, policy, requested);
  // What is shown already must not count on being hidden here.
  for (std::size_t r = 0; r < hidden.size(); ++r) {
    if (!hidden[r] && !out.at({r, table->columns()})) return std::nullopt;
  }
  for (std::size_t c = 0; c < whole.national.size(); ++c) {
    if (whole.national[c] && !out.at({table->rows(), c})) return std::nullopt;
  }
  if (!out.at({table->rows(), table->columns() - 1}) || !out.at({table->rows(), table->columns()})) return std::nullopt;
  return out;
}

}  // namespace

std::vector<PublishedReasons> publish_reasons(const std::vector<ledger::ReasonCounts>& reasons, const std::vector<ledger::RuleCounts>& rules, const Publication& beside, const Policy& given) {
  Policy policy = given;
  policy.hide_zero = false;
  std::vector<PublishedReasons> out;
  for (const ledger::ReasonCounts& of : reasons) {
    const auto counts = std::ranges::find(rules, of.rule, &ledger::RuleCounts::rule);
    const auto rule = std::ranges::find(beside.rules, of.rule, &PublishedRule::rule);
    if (counts == rules.end() || rule == beside.rules.end() || !rule->any || explained_in(counts->all) == 0) continue;
    PublishedReasons p{.rule = of.rule, .title_da = rule->title_da, .title_en = rule->title_en, .reasons = of.accepted, .national = {}, .explained = {}, .municipalities = {}};
    // Where one reason alone is accepted, that all have it is the rule's own doing.
    Policy own = policy;
    own.hide_full = own.hide_complement = of.accepted.size() > 1;
    std::map<std::string, std::uint64_t> all;
    for (const auto& [code, by_reason] : of.municipalities) {
      for (const auto& [reason, n] : by_reason) all[reason] += n;
    }
    if (rule->for_judgement && rule->undetermined) {
      const auto table = CountTable::make({"all"}, labels_of(of, false), explained_by(of, all, explained_in(counts->all)));
      if (table) {
        std::vector<Maybe> row = row_in(Published(*table, own, telling_zeros(*table, own)), 1);
        if (row.back() == rule->for_judgement) {
          p.explained = row.back();
          row.pop_back();
          p.national = std::move(row);
        }
      }
    }
    if (!p.national.empty()) {
      p.municipalities = by_municipality(of, *counts, *rule, p, own);
      p.left_out = !p.municipalities;
    }
    out.push_back(std::move(p));
  }
  return out;
}

std::string reason_name(const ledger::AcceptedReason& reason, Language l) {
  const std::string& own = l == Language::danish ? reason.title_da : reason.title_en;
  const std::string& other = l == Language::danish ? reason.title_en : reason.title_da;
  return !own.empty() ? own : !other.empty() ? other : reason.code;
}

Table reasons_table(const Publication& from, Language l) {
  Table out{.title = word(Word::reasons, l), .leading_lines = true};
  for (const Word w : {Word::column_recommendation, Word::column_name}) out.columns.push_back({word(w, l), ColumnKind::text});
  out.columns.push_back({word(Word::column_reason, l), ColumnKind::text});
  out.columns.push_back({word(Word::column_explained, l), ColumnKind::count});
  std::size_t hidden = 0;
  bool some = false;
  for (const PublishedReasons& p : from.reasons) {
    if (p.national.empty()) {
      ++hidden;
      continue;
    }
    for (std::size_t i = 0; i < p.national.size(); ++i) {
      const bool other = i == p.reasons.size();
      if (other && p.national[i] == 0) continue;
      const std::string name = other ? word(Word::reason_other, l) : reason_name(p.reasons[i], l);
      some = some || !p.national[i];
      out.rows.push_back({title_of(p, l), p.rule, name, cell(p.national[i])});
    }
  }
  if (out.rows.empty() && hidden == 0) return out;
  out.notes.push_back(word(Word::note_reasons, l));
  if (some) out.notes.push_back(word(Word::note_hidden, l, {std::to_string(from.threshold)}));
  if (hidden > 0) out.notes.push_back(word(Word::note_reasons_hidden, l, {std::to_string(hidden)}));
  return out;
}

Table reasons_by_municipality(const Publication& from, const PublishedReasons& p, Language l) {
  Table out{.title = word(Word::measure_by, l, {title_of(p, l), word(Word::reasons_by, l)})};
  for (const Word w : {Word::column_code, Word::column_municipality}) out.columns.push_back({word(w, l), ColumnKind::text});
  for (const ledger::AcceptedReason& r : p.reasons) out.columns.push_back({reason_name(r, l), ColumnKind::count});
  for (const Word w : {Word::reason_other, Word::column_undetermined, Word::column_open}) out.columns.push_back({word(w, l), ColumnKind::count});
  if (!p.municipalities) {
    out.notes.push_back(word(Word::note_no_municipalities, l));
    return out;
  }
  bool some = false;
  const auto& codes = p.municipalities->row_labels();
  for (std::size_t i = 0; i <= codes.size(); ++i) {
    const bool total = i == codes.size();
    std::vector<CellValue> cells{total || codes[i].empty() ? CellValue(Nothing{}) : CellValue(codes[i]), total ? word(Word::total, l) : name_of(codes[i], l)};
    for (const Maybe n : row_in(*p.municipalities, i)) {
      some = some || !n;
      cells.push_back(cell(n));
    }
    out.rows.push_back(std::move(cells));
  }
  out.total = true;
  out.notes.push_back(word(Word::note_order, l));
  if (some) out.notes.push_back(word(Word::note_hidden, l, {std::to_string(from.threshold)}));
  return out;
}

std::string title_of(const PublishedReasons& p, Language l) {
  const std::string& own = l == Language::danish ? p.title_da : p.title_en;
  const std::string& other = l == Language::danish ? p.title_en : p.title_da;
  return !own.empty() ? own : !other.empty() ? other : p.rule;
}

std::vector<Maybe> reasons_in(const PublishedReasons& of, const std::string& municipality) {
  if (!of.municipalities) return {};
  const auto& codes = of.municipalities->row_labels();
  const auto found = std::ranges::find(codes, municipality);
  if (found == codes.end()) return {};
  std::vector<Maybe> out = row_in(*of.municipalities, static_cast<std::size_t>(found - codes.begin()));
  out.resize(of.reasons.size() + 1);
  return out;
}

}  // namespace rettesnor::report
