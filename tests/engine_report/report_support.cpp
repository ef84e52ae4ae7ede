#include "tests/engine_report/report_support.hpp"

#include "engine/report/report.hpp"

namespace rettesnor::report::testing {

namespace {

void add(ledger::BySet& to, const Part& part) {
  to.counts[VerdictSet(Verdict::fulfilled).bits()] += part.kept;
  to.counts[VerdictSet(Verdict::late).bits()] += part.late;
  to.counts[VerdictSet(Verdict::breached).bits()] += part.breached;
  to.counts[(VerdictSet(Verdict::not_applicable) | Verdict::breached).bits()] += part.open;
  to.counts[VerdictSet(Verdict::pending).bits()] += part.pending;
}

}  // namespace

ledger::RuleCounts duty(const std::string& name, const std::vector<Part>& municipalities, const std::vector<Part>& months, bool law) {
  ledger::RuleCounts out;
  out.rule = "p." + name;
  out.title_da = "Pligt " + name;
  out.title_en = "Duty " + name;
  out.sphere = law ? "law" : "recommendation";
  out.cites = "L § 1";
  for (const Part& part : municipalities) {
    add(out.all, part);
    add(out.municipalities[part.key], part);
  }
  for (const Part& part : months) add(out.months[part.key], part);
  return out;
}

ledger::Counts run_of(std::vector<ledger::RuleCounts> rules) {
  ledger::Counts out;
  out.finished = true;
  out.head = "abc";
  out.run = {{"as_of", "2026-01-20T12:00:00+01:00"}, {"engine", "0"}, {"rules_sha256", "def"}};
  for (const auto& [code, part] : rules.front().municipalities) {
    for (const std::uint64_t n : part.counts) out.delivered[code] += n;
    out.cases += out.delivered[code];
  }
  out.rules = std::move(rules);
  return out;
}

std::string all_outputs(const Publication& from) {
  std::string out;
  std::vector<std::string> names{""};
  for (const PublishedRule& r : from.rules) names.push_back(r.rule);
  for (const Language l : {Language::danish, Language::english}) {
    for (const std::string& name : names) out += as_text(from, name, l) + as_csv(from, name, l) + as_html(from, name, l);
  }
  return out;
}

bool has_number(const std::string& text, const std::string& number) {
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number, at + 1)) {
    // A share's decimals and a place in a picture are other numbers.
    const bool begins = at == 0 || (!digit(at - 1) && !((text[at - 1] == '.' || text[at - 1] == ',') && at > 1 && digit(at - 2)));
    const std::size_t end = at + number.size();
    const bool ends = !digit(end) && !((end < text.size() && (text[end] == '.' || text[end] == ',')) && digit(end + 1));
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace rettesnor::report::testing
