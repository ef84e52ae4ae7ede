#include "engine/explain/finding.hpp"

#include <algorithm>
#include <utility>

namespace rettesnor {

namespace {

std::int64_t at_least_zero(std::int64_t n) { return std::max<std::int64_t>(n, 0); }

// From `a` to `b`, in days if either is known by day.
Length between(const TimeSpan& a, const TimeSpan& b) {
  Length out;
  out.days = a.day || b.day;
  const auto distance = [&](Moment from, Moment to) {
    const std::int64_t n = out.days ? local_day(to).days - local_day(from).days : to.micros - from.micros;
    return at_least_zero(n);
  };
  out.least = distance(a.latest, b.earliest);
  out.most = distance(a.earliest, b.latest);
  return out;
}

std::string days_text(std::int64_t days, Language language) {
  return days == 1 ? std::string(phrase(Saying::day_one, language))
                   : say(Saying::day_many, language, {std::to_string(days)});
}

void add_titles(const Model& model, const Duty& duty, Language language, std::vector<std::string>& to) {
  if (duty.act.list) to.push_back(title_of(model, duty.act.list->list.list, language));
  if (duty.act.event) {
    std::string title = title_of_expression(model, duty.act.event, language);
    if (!title.empty()) to.push_back(std::move(title));
  }
  for (const DutyId part : duty.parts) add_titles(model, model.duties[part], language, to);
}

}  // namespace

Sphere sphere_of(const Model& model, RuleId rule) {
  const RuleDecl& decl = model.rules[rule];
  if (decl.kind == RuleKind::suggestion) return Sphere::suggestion;
  for (const Version& version : decl.versions) {
    for (const DutyId duty : version.duties) {
      if (model.duties[duty].form == DutyForm::right) return Sphere::right;
    }
  }
  return decl.should || decl.kind == RuleKind::recommendation ? Sphere::recommendation : Sphere::law;
}

const Duty* duty_of(const Model& model, const InstanceResult& result) {
  const RuleDecl& rule = model.rules[result.rule];
  if (rule.versions.empty()) return nullptr;
  const std::size_t chosen = result.versions.empty() ? rule.versions.size() - 1 : result.versions.back();
  const Version& version = rule.versions[std::min(chosen, rule.versions.size() - 1)];
  return version.duties.empty() || !version.duties.front() ? nullptr : &model.duties[version.duties.front()];
}

std::string act_title(const Model& model, const Duty& duty, Language language) {
  std::vector<std::string> titles;
  add_titles(model, duty, language, titles);
  return listing(titles, language, 3);
}

Finding make_finding(const Model& model, InstanceResult result, const Question& question) {
  Finding out;
  out.sphere = sphere_of(model, result.rule);
  out.cites = cites_on(model, result);
  out.unverified = model.rules[result.rule].unverified;
  for (const ExceptionId id : result.exceptions) {
    for (const Version& version : model.exceptions[id].versions) {
      out.unverified = out.unverified || std::ranges::any_of(version.cites, &Cite::unverified);
    }
  }
  const TimeSpan now{question.as_of, question.as_of, false, false};
  const VerdictSet possible = result.possible;
  if (possible.has(Verdict::late) && result.due && result.done) out.late_by = between(*result.due, *result.done);
  if (possible.is(Verdict::breached) && result.due) {
    out.since = between(*result.due, now);
    out.overdue = true;
  } else if ((possible.is(Verdict::pending) || possible.is(Verdict::for_judgement)) && !result.due && result.anchor) {
    out.since = between(*result.anchor, possible.is(Verdict::for_judgement) && result.done ? *result.done : now);
  }
  if (const Duty* const duty = duty_of(model, result); duty != nullptr && possible.is(Verdict::pending) && result.exceptions.empty()) {
    out.standing = duty->form == DutyForm::prohibition || duty->form == DutyForm::keep;
  }
  out.result = std::move(result);
  return out;
}

std::string length_text(const Length& length, Language language) {
  const auto one = [&](std::int64_t n) {
    if (length.days) return days_text(n, language);
    // Three days and more are easier to read as days.
    constexpr std::int64_t long_time = 3 * micros_per_day;
    return n >= long_time ? days_text(n / micros_per_day, language) : format_elapsed(n, wording_of(language));
  };
  const std::string least = one(length.least);
  const std::string most = one(length.most);
  return least == most ? least : say(Saying::time_between, language, {least, most});
}

std::string iso_length(bool days, std::int64_t amount) {
  if (days) return "P" + std::to_string(amount) + "D";
  const std::int64_t seconds = amount / micros_per_second;
  std::string out = "PT";
  if (const std::int64_t h = seconds / 3600; h != 0) out += std::to_string(h) + "H";
  if (const std::int64_t m = seconds / 60 % 60; m != 0) out += std::to_string(m) + "M";
  if (const std::int64_t s = seconds % 60; s != 0 || out == "PT") out += std::to_string(s) + "S";
  return out;
}

std::string_view right_code(const Finding& finding) {
  const VerdictSet possible = finding.result.possible;
  if (possible.is(Verdict::not_applicable)) return "not_applicable";
  if (possible.is(Verdict::fulfilled)) return "used";
  if (possible.is(Verdict::pending)) return "unused";
  if (possible.within({Verdict::late, Verdict::breached})) return "too_late";
  return "undetermined";
}

std::string_view right_word(const Finding& finding, Language language) {
  const std::string_view code = right_code(finding);
  if (code == "not_applicable") return phrase(Saying::right_not_applicable, language);
  if (code == "used") return phrase(Saying::right_used, language);
  if (code == "unused") return phrase(Saying::right_unused, language);
  if (code == "too_late") return phrase(Saying::right_too_late, language);
  return phrase(Saying::right_undetermined, language);
}

std::string missing_code(const Model& model, const Missing& missing) {
  switch (missing.kind) {
    case Missing::Kind::cell: return path_of(model, missing.cell);
    case Missing::Kind::transition: return "transition";
    case Missing::Kind::parameter: return model.parameters[missing.parameter].name;
    case Missing::Kind::reading: break;
  }
  const ReadingSet& set = model.readings[missing.reading];
  return set.alternatives.size() > 1 ? set.alternatives[1].name : set.construct;
}

std::string missing_title(const Model& model, const Missing& missing, Language language) {
  switch (missing.kind) {
    case Missing::Kind::cell: {
      std::string name = quoted(title_of(model, missing.cell.field, language, missing.cell.part), language);
      return missing.cell.element.empty() ? name : name + " (" + missing.cell.element + ")";
    }
    case Missing::Kind::transition: return std::string(phrase(Saying::missing_transition, language));
    case Missing::Kind::parameter: {
      const ParameterDecl& p = model.parameters[missing.parameter];
      return quoted(text_in(p.title, language, p.name), language);
    }
    case Missing::Kind::reading: break;
  }
  const ReadingSet& set = model.readings[missing.reading];
  const bool named = set.alternatives.size() > 1;
  return say(Saying::missing_reading, language,
             {named ? text_in(set.alternatives[1].title, language, set.alternatives[1].name) : set.construct});
}

std::string_view gap_text(Gap gap, Language language) {
  switch (gap) {
    case Gap::known: return {};
    case Gap::not_recorded: return phrase(Saying::missing_not_recorded, language);
    case Gap::asked_unknown: return phrase(Saying::missing_asked, language);
    case Gap::withheld: return phrase(Saying::missing_withheld, language);
    case Gap::conflicting: return phrase(Saying::missing_conflicting, language);
    case Gap::not_yet: return phrase(Saying::missing_not_yet, language);
    case Gap::coarse: return phrase(Saying::missing_coarse, language);
    case Gap::later: return phrase(Saying::missing_later, language);
    case Gap::open_list: return phrase(Saying::missing_open_list, language);
  }
  return {};
}

std::string_view gap_code(Gap gap) {
  switch (gap) {
    case Gap::known: return "known";
    case Gap::not_recorded: return "not_recorded";
    case Gap::asked_unknown: return "asked_unknown";
    case Gap::withheld: return "withheld";
    case Gap::conflicting: return "conflicting";
    case Gap::not_yet: return "not_yet";
    case Gap::coarse: return "coarse";
    case Gap::later: return "recorded_later";
    case Gap::open_list: return "open_list";
  }
  return {};
}

}  // namespace rettesnor
