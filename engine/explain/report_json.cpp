#include "engine/explain/report_json.hpp"

#include <algorithm>

#include "engine/explain/exception_cites.hpp"
#include "engine/explain/labels.hpp"

namespace rettesnor {

namespace {

void write_span(JsonWriter& json, std::string_view name, const std::optional<TimeSpan>& span) {
  json.key(name);
  if (!span) {
    json.null();
    return;
  }
  json.begin_object();
  json.member("earliest", iso_time(span->earliest, span->day));
  json.member("latest", iso_time(span->latest, span->day));
  if (span->open_end) json.key("open_end").yes_no(true);
  json.end_object();
}

void write_length(JsonWriter& json, std::string_view name, const std::optional<Length>& length) {
  json.key(name);
  if (!length) {
    json.null();
    return;
  }
  json.begin_object();
  json.member("least", iso_length(length->days, length->least));
  json.member("most", iso_length(length->days, length->most));
  json.end_object();
}

void write_cites(JsonWriter& json, const Model& model, const std::vector<const Cite*>& cites) {
  json.key("cite").begin_array();
  for (const Cite* cite : cites) {
    json.begin_object();
    json.member("source", cite->source ? model.sources[cite->source].name : "");
    json.member("locator", cite->locator);
    json.member("title", cite->source ? model.sources[cite->source].title : "");
    json.key("url");
    const std::string url = cite->source ? model.sources[cite->source].url : std::string();
    url.empty() ? json.null() : json.text(url);
    json.key("unverified").yes_no(cite->unverified);
    if (cite->text_of) json.member("text_of", text_of_code(*cite));
    json.end_object();
  }
  json.end_array();
}

void write_possible(JsonWriter& json, VerdictSet possible) {
  json.key("possible").begin_array();
  for (const Verdict v : all_verdicts) {
    if (possible.has(v)) json.text(code(v));
  }
  json.end_array();
}

void write_missing(JsonWriter& json, const Prober& prober, const std::vector<Missing>& missing) {
  json.key("missing").begin_array();
  for (const Missing& m : missing) {
    if (m.kind == Missing::Kind::reading) continue;
    json.begin_object();
    json.member("kind", m.kind == Missing::Kind::cell ? "fact" : m.kind == Missing::Kind::parameter ? "parameter" : "transition");
    json.member("name", missing_code(prober.model(), m));
    if (m.kind == Missing::Kind::cell) json.member("state", gap_code(m.gap));
    json.end_object();
  }
  json.end_array();
  json.key("readings").begin_array();
  for (const Missing& m : missing) {
    if (m.kind == Missing::Kind::reading) json.text(missing_code(prober.model(), m));
  }
  json.end_array();
}

void write_identity(JsonWriter& json, const Model& model, const Finding& finding, Language language) {
  const InstanceResult& r = finding.result;
  json.member("rule", qualified_name(model, r.rule));
  json.member("title", title_of(model, r.rule, language));
  if (const RuleDecl& rule = model.rules[r.rule]; rule.quality != Quality::unstated) {
    json.member("quality", code_of(rule.quality));
    json.key("material").yes_no(rule.material);
  }
  json.member("instance", instance_key(r));
}

void write_verdict_members(JsonWriter& json, const Prober& prober, const Finding& finding, Language language) {
  const Model& model = prober.model();
  const InstanceResult& r = finding.result;
  write_identity(json, model, finding, language);
  write_possible(json, r.possible);
  json.member("word", word(r.possible, finding.sphere == Sphere::recommendation, language));
  write_span(json, "anchor", r.anchor);
  write_span(json, "due", r.due);
  write_span(json, "done_at", r.done);
  write_length(json, "late_by", finding.late_by);
  write_length(json, "since", finding.since);
  write_missing(json, prober, finding.missing);
  json.key("decisive").begin_array();
  for (const CellRef& ref : finding.decisive) json.text(path_of(model, ref));
  json.end_array();
  json.key("exceptions").begin_array();
  for (const ExceptionId id : r.exceptions) json.text(model.exceptions[id].name);
  json.end_array();
  json.key("exception_sources").begin_array();
  for (const ExceptionId id : r.exceptions) {
    json.begin_object();
    json.member("exception", model.exceptions[id].name);
    json.member("title", title_of(model, id, language));
    json.key("certain").yes_no(std::ranges::find(r.unsure_exceptions, id) == r.unsure_exceptions.end());
    write_cites(json, model, cites_on(model, r, id));
    json.end_object();
  }
  json.end_array();
  json.key("failing").begin_array();
  for (const ExprId item : r.failing) {
    const std::string title = title_of_expression(model, item, language);
    json.text(title.empty() ? prober.quote(item) : title);
  }
  json.end_array();
  json.key("rest").yes_no(r.rest);
  json.key("conflict").yes_no(r.conflict);
  json.key("early").yes_no(r.early);
  json.key("internal_error").yes_no(r.internal_error);
  json.key("unverified").yes_no(finding.unverified);
  write_cites(json, model, finding.cites);
  json.member("message", headline(model, finding, language));
}

void write_verdicts(JsonWriter& json, std::string_view name, const Prober& prober, const std::vector<Finding>& findings,
                    Language language) {
  json.key(name).begin_array();
  for (const Finding& finding : findings) {
    json.begin_object();
    write_verdict_members(json, prober, finding, language);
    json.end_object();
  }
  json.end_array();
}

std::string_view suggestion_code(VerdictSet possible) {
  if (possible.is(Verdict::not_applicable)) return "no";
  return possible.determined() ? "yes" : "undetermined";
}

}  // namespace

std::string iso_time(Moment moment, bool day) { return day ? to_string(local_day(moment)) : to_iso(moment); }

void write_question(JsonWriter& json, const Prober& prober, const Ask& ask, Language language) {
  const Model& model = prober.model();
  json.begin_object();
  json.member("fact", path_of(model, ask.cell));
  json.member("state", gap_code(ask.gap));
  json.member("question", question_text(model, ask.cell, language));
  json.key("rules").begin_array();
  for (const RuleId rule : ask.rules) json.text(qualified_name(model, rule));
  json.end_array();
  json.end_object();
}

void write_report(JsonWriter& json, const Prober& prober, const RulesUsed& used, const Report& report, const std::vector<ReportError>& errors,
                  Language language) {
  const Model& model = prober.model();
  json.begin_object();
  json.member("case", report.case_id);
  json.member("as_of", to_iso(report.question.as_of));
  json.key("known_at");
  report.question.known_at ? json.text(to_iso(*report.question.known_at)) : json.null();
  json.key("municipality");
  report.municipality.empty() ? json.null() : json.text(report.municipality);
  write_used(json, used);
  json.key("overlay");
  if (report.overlay) {
    const OverlayDecl& overlay = model.overlays[report.overlay];
    json.begin_object();
    json.member("municipality", overlay.municipality);
    json.member("title", text_in(overlay.title, language, overlay.municipality));
    json.member("decided_by", overlay.decided_by);
    json.member("package", overlay.package ? model.packages[overlay.package].name : "");
    json.end_object();
  } else {
    json.null();
  }
  json.key("pins").begin_object();
  for (const auto& [reading, yes] : report.question.pins) json.key(reading).yes_no(yes);
  json.end_object();
  write_verdicts(json, "verdicts", prober, report.law, language);
  json.key("rights").begin_array();
  for (const Finding& finding : report.rights) {
    json.begin_object();
    write_identity(json, model, finding, language);
    json.member("status", right_code(finding));
    write_span(json, "due", finding.result.due);
    json.key("rest").yes_no(finding.result.rest);
    json.key("unverified").yes_no(finding.unverified);
    write_cites(json, model, finding.cites);
    json.member("message", headline(model, finding, language));
    json.end_object();
  }
  json.end_array();
  write_verdicts(json, "recommendations", prober, report.recommendations, language);
  json.key("suggestions").begin_array();
  for (const Finding& finding : report.suggestions) {
    json.begin_object();
    write_identity(json, model, finding, language);
    json.member("suggested", suggestion_code(finding.result.possible));
    write_missing(json, prober, finding.missing);
    write_cites(json, model, finding.cites);
    json.end_object();
  }
  json.end_array();
  json.key("questions").begin_array();
  for (const Ask& ask : report.questions) write_question(json, prober, ask, language);
  json.end_array();
  json.key("errors").begin_array();
  for (const ReportError& error : errors) {
    json.begin_object();
    json.member("code", error.code).member("message", error.message).member("file", error.file);
    json.key("line").number(error.line).key("column").number(error.column);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_explanation(JsonWriter& json, const Prober& prober, const RulesUsed& used, const Explanation& explanation, Language language) {
  const auto lines = [&](std::string_view name, const std::vector<std::string>& texts) {
    json.key(name).begin_array();
    for (const std::string& text : texts) json.text(text);
    json.end_array();
  };
  json.begin_object();
  write_verdict_members(json, prober, explanation.finding, language);
  lines("because", explanation.because);
  lines("why_not", explanation.why_not);
  lines("missing_text", explanation.missing);
  lines("worlds", explanation.worlds);
  json.key("changes").begin_array();
  for (const Change& change : explanation.changes) {
    json.begin_object();
    json.member("fact", path_of(prober.model(), change.cell));
    write_possible(json, change.then);
    json.member("message", change.sentence);
    json.end_object();
  }
  json.end_array();
  write_used(json, used);
  json.end_object();
}

void write_due_item(JsonWriter& json, const Model& model, const DueItem& item, Language language) {
  json.begin_object();
  json.member("case", item.case_id);
  write_identity(json, model, item.finding, language);
  write_possible(json, item.finding.result.possible);
  write_span(json, "due", item.finding.result.due);
  json.key("overdue").yes_no(item.overdue);
  json.key("certain").yes_no(item.certain);
  json.key("unverified").yes_no(item.finding.unverified);
  write_cites(json, model, item.finding.cites);
  json.member("message", headline(model, item.finding, language));
  json.end_object();
}

}  // namespace rettesnor
