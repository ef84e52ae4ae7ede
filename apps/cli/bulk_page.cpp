#include "apps/cli/bulk_page.hpp"

#include <algorithm>
#include <numeric>

#include "grammar/base/utf8.hpp"

namespace rettesnor::cli {

namespace {

std::string padded_left(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  return used < width ? std::string(width - used, ' ') + text : text;
}

std::string padded_right(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  return used < width ? text + std::string(width - used, ' ') : text;
}

}  // namespace

std::uint64_t RuleCounts::instances() const {
  return std::accumulate(determined.begin(), determined.end(), undetermined);
}

BulkSums::BulkSums(const Model& model, Language language, bool keep_findings, std::size_t most_findings)
    : model_(model), language_(language), keep_(keep_findings), most_(most_findings) {}

void BulkSums::add(const Prober& prober, std::vector<InstanceResult> results) {
  ++cases_;
  for (InstanceResult& result : results) {
    internal_errors_ += result.internal_error ? 1 : 0;
    if (result.rest) continue;
    const Sphere sphere = sphere_of(model_, result.rule);
    if (sphere == Sphere::right || sphere == Sphere::suggestion) continue;
    RuleCounts& counts = counts_[result.rule];
    const VerdictSet possible = result.possible;
    const bool certain = certainly_late_or_breached(possible);
    if (possible.determined()) {
      for (const Verdict v : all_verdicts) counts.determined[std::to_underlying(v)] += possible.is(v) ? 1U : 0U;
    } else {
      ++counts.undetermined;
      counts.late_or_breached += certain ? 1U : 0U;
    }
    const bool finding = sphere == Sphere::law && (certain || possible.is(Verdict::for_judgement));
    if (!finding) continue;
    ++findings_total_;
    if (keep_ && findings_.size() < most_) {
      const Finding made = make_finding(model_, std::move(result), prober.question());
      findings_.push_back({prober.subject().id, made.result.possible, headline(model_, made, language_)});
    }
  }
}

std::string BulkSums::table(const Console& console, Sphere sphere) const {
  const bool should = sphere == Sphere::recommendation;
  constexpr std::array order{Verdict::fulfilled, Verdict::late,           Verdict::pending,
                             Verdict::breached,  Verdict::for_judgement, Verdict::not_applicable};
  struct Line {
    std::string title;
    bool doubtful;
    const RuleCounts* counts;
  };
  std::vector<Line> lines;
  for (const auto& [rule, counts] : counts_) {
    if (sphere_of(model_, rule) == sphere) lines.push_back({title_of(model_, rule, language_), is_doubtful(rule), &counts});
  }
  if (lines.empty()) return {};
  // A column that is empty throughout is left out.
  std::vector<std::pair<std::string, std::vector<std::uint64_t>>> columns;
  const auto column = [&](std::string_view name, auto count) {
    std::vector<std::uint64_t> values;
    for (const Line& line : lines) values.push_back(count(*line.counts));
    if (std::ranges::any_of(values, [](std::uint64_t n) { return n != 0; })) columns.emplace_back(std::string(name), values);
  };
  for (const Verdict v : order) {
    column(word(v, should, language_), [&](const RuleCounts& c) { return c.determined[std::to_underlying(v)]; });
  }
  column(phrase(Saying::verdict_undetermined, language_), [](const RuleCounts& c) { return c.undetermined; });
  // Titles get the room that the columns leave of 100.
  std::size_t taken = 0;
  for (const auto& [name, values] : columns) taken += 2 + std::max<std::size_t>(8, display_width(name));
  std::size_t room = 12;
  constexpr std::string_view star = " *";
  for (const Line& line : lines) room = std::max(room, display_width(line.title) + (line.doubtful ? star.size() : 0));
  room = std::min(room, std::max<std::size_t>(taken < 100 ? 100 - taken : 0, 30));
  std::string head = padded_right(std::string(should ? in(language_, "Anbefaling", "Recommendation") : in(language_, "Lovkrav", "Law")), room);
  for (const auto& [name, values] : columns) head += "  " + padded_left(name, std::max<std::size_t>(8, display_width(name)));
  std::string out = console.styled(Style::bold, head) + "\n";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool doubtful = lines[i].doubtful;
    std::string row = padded_right(shorten(lines[i].title, room - (doubtful ? star.size() : 0)) + std::string(doubtful ? star : ""), room);
    for (const auto& [name, values] : columns) {
      row += "  " + padded_left(std::to_string(values[i]), std::max<std::size_t>(8, display_width(name)));
    }
    out += row + "\n";
  }
  return out;
}

bool BulkSums::is_doubtful(RuleId rule) const {
  const RuleDecl& decl = model_.rules[rule];
  return decl.unverified || std::ranges::any_of(decl.versions, [](const Version& v) { return std::ranges::any_of(v.cites, [](const Cite& c) { return c.text_of.has_value(); }); });
}

std::string BulkSums::page(const Console& console, Moment as_of, std::uint64_t unreadable) const {
  const auto text = [&](std::string_view danish, std::string_view english, std::vector<std::string> fills) {
    return fill(in(language_, danish, english), fills);
  };
  std::string out = text("{0} sager, opgjort {1}", "{0} cases, as of {1}", {std::to_string(cases_), moment_text(as_of, language_)});
  if (unreadable > 0) out += text(" ({0} kunne ikke læses)", " ({0} could not be read)", {std::to_string(unreadable)});
  out += "\n\n";
  out += table(console, Sphere::law);
  if (const std::string advice = table(console, Sphere::recommendation); !advice.empty()) out += "\n" + advice;
  if (std::ranges::any_of(counts_, [&](const auto& entry) { return is_doubtful(entry.first); })) {
    out += text("\n* Reglen er ikke efterprøvet mod kilden, eller kilden er læst i en ældre tekst.\n", "\n* The rule is not verified against its source, or an older text of the source was read.\n", {});
  }
  if (keep_ && findings_total_ > 0) {
    out += "\n" + console.styled(Style::bold, text("Fund ({0})", "Findings ({0})", {std::to_string(findings_total_)})) + "\n";
    for (const BulkFinding& f : findings_) {
      std::string label(f.possible.determined() ? word(f.possible, false, language_) : word(Verdict::late, false, language_));
      if (!f.possible.determined()) label += "/" + std::string(word(Verdict::breached, false, language_));
      out += wrapped("  " + f.case_id + "  " + label + "  " + f.headline, 100, 6) + "\n";
    }
    if (findings_.size() < findings_total_) {
      out += text("  … og {0} til (--all viser dem)\n", "  … and {0} more (--all shows them)\n", {std::to_string(findings_total_ - findings_.size())});
    }
  }
  if (internal_errors_ > 0) {
    out += text("\n{0} bedømmelser stoppede på en intern fejl og er ukendte\n", "\n{0} judgements stopped on an internal error and are unknown\n", {std::to_string(internal_errors_)});
  }
  return out;
}

std::string BulkSums::json(Moment as_of, const RulesUsed& used, std::uint64_t unreadable) const {
  JsonWriter json;
  json.begin_object();
  json.member("as_of", to_iso(as_of));
  write_used(json, used);
  json.key("cases").number(static_cast<std::int64_t>(cases_));
  json.key("unreadable").number(static_cast<std::int64_t>(unreadable));
  json.key("internal_errors").number(static_cast<std::int64_t>(internal_errors_));
  json.key("rules").begin_array();
  for (const auto& [rule, counts] : counts_) {
    json.begin_object();
    json.member("rule", qualified_name(model_, rule));
    json.member("title", title_of(model_, rule, language_));
    json.member("kind", sphere_of(model_, rule) == Sphere::law ? "law" : "recommendation");
    json.key("unverified").yes_no(model_.rules[rule].unverified);
    for (const Verdict v : all_verdicts) {
      json.key(code(v)).number(static_cast<std::int64_t>(counts.determined[std::to_underlying(v)]));
    }
    json.key("undetermined").number(static_cast<std::int64_t>(counts.undetermined));
    json.key("certainly_late_or_breached");
    json.number(static_cast<std::int64_t>(counts.late_or_breached + counts.determined[std::to_underlying(Verdict::late)] +
                                          counts.determined[std::to_underlying(Verdict::breached)]));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.take() + "\n";
}

}  // namespace rettesnor::cli
