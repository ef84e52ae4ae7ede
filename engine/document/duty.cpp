// Duties, clocks and exceptions in words: one function a form, as in engine/reference/duty.cpp.
#include <algorithm>
#include <array>

#include "engine/document/sentences.hpp"

namespace rettesnor::document {

namespace {

/// Authors write one word for what is done to an event, in the language of their file. A few are everyday words in both.
struct Verb {
  std::string_view english, danish;
};
constexpr std::array verbs{
    Verb{"make", "foretage"},     Verb{"give", "give"},           Verb{"send", "sende"},        Verb{"hold", "holde"},      Verb{"obtain", "indhente"},
    Verb{"complete", "afslutte"}, Verb{"offer", "tilbyde"},       Verb{"involve", "inddrage"},  Verb{"submit", "forelægge"}, Verb{"start", "iværksætte"},
    Verb{"finish", "afslutte"},   Verb{"register", "registrere"}, Verb{"ensure", "sikre"},      Verb{"cover", "dække"},     Verb{"find", "finde"},
    Verb{"begin", "påbegynde"},   Verb{"grant", "bevilge"},       Verb{"request", "anmode om"}, Verb{"file", "indgive"},    Verb{"use", "bruge"},
};

std::string verb_in(const std::string& written, Language language) {
  const bool danish = language == Language::danish;
  for (const Verb& v : verbs) {
    if (written == v.english || written == v.danish) return std::string(danish ? v.danish : v.english);
  }
  return danish ? "sørge for" : "see to";
}

std::string sentence(std::string text) {
  text = upper_first(text);
  const bool ended = text.ends_with('.') || text.ends_with("!") || text.ends_with("?");
  return text.empty() || ended ? text : text + ".";
}

}  // namespace

std::string Sentences::timing(const Clock& c) const {
  if (c.duration) {
    if (!c.anchor) return in(" inden for {0} efter den foregående", " within {0} of the previous one", {term(c.duration)});
    return in(" inden for {0} efter {1}", " within {0} of {1}", {term(c.duration), term(c.anchor)});
  }
  std::string out;
  if (c.anchor) out += in(" efter {0}", " after {0}", {term(c.anchor)});
  if (c.limit) out += in(" senest {0}", " no later than {0}", {point(c.limit)});
  return out;
}

std::string Sentences::clock_notes(const Clock& c) const {
  std::string out;
  if (c.counting_first_day) out += in(" Dagen selv tæller med som den første.", " The day itself counts as the first.");
  if (c.rolling) {
    const CalendarDecl& calendar = model_.calendars[c.rolling];
    out += in(" Ender fristen uden for {0}, flyttes den til den næste af dem.", " A time limit that ends outside {0} moves to the next of them.", {named(text_in(calendar.title, language_, calendar.name))});
  }
  if (c.paused_while) out += in(" Fristen står stille, så længe {0}.", " The time limit stands still while {0}.", {clause(c.paused_while)});
  return out;
}

std::string Sentences::doing(const Duty& duty) const {
  const Act& act = duty.act;
  const std::string verb = verb_in(act.verb.danish, language_);
  std::string what;
  if (act.event) what = term(act.event);
  else if (act.list) what = in("{0}", "a {0}", {named(title_of(model_, act.list->list.list, language_))});
  return verb + " " + what;
}

Sentences::Predicate Sentences::predicate(const Duty& duty) const {
  Predicate p;
  switch (duty.modal) {
    case Modal::must: p.modal = in("skal", "must"); break;
    case Modal::should: p.modal = in("bør", "should"); break;
    case Modal::may: p.modal = in("kan", "may"); break;
  }
  const Clock& c = duty.clock;
  switch (duty.form) {
    case DutyForm::within:
    case DutyForm::no_later_than: p.rest = doing(duty) + timing(c); break;
    case DutyForm::right: p.rest = doing(duty) + timing(c); break;
    case DutyForm::untimed:
      p.rest = doing(duty) + timing(c);
      p.after = in(" Der er ingen fast frist.", " There is no fixed time limit.");
      break;
    case DutyForm::open_standard:
      p.rest = (says(duty.file, duty.span, "straks", "at once") ? in("straks ", "at once ") : in("snarest muligt ", "as soon as possible ")) + doing(duty) + timing(c);
      p.after = in(" Om det er hurtigt nok, vurderes fagligt.", " Whether it is soon enough is judged by a person.");
      break;
    case DutyForm::as_far_as_possible:
      p.rest = in("så vidt muligt {0}{1}", "as far as possible {0}{1}", {doing(duty), timing(c)});
      if (duty.otherwise) p.after = in(" Sker det ikke, skal {0} registreres.", " If it is not done, {0} must be recorded.", {term(duty.otherwise)});
      break;
    case DutyForm::before: p.rest = doing(duty) + in(" før {0}", " before {0}", {term(c.limit)}); break;
    case DutyForm::licence:
      p.modal = in("må", "may");
      p.rest = in("kun {0}, hvis {1}", "only {0} if {1}", {doing(duty), clause(duty.condition)});
      break;
    case DutyForm::record: {
      std::vector<std::string> names;
      for (const ExprId r : duty.record) names.push_back(term(r));
      p.rest = in("registrere {0}{1}", "record {0}{1}", {listing(names, language_, names.size()), timing(c)});
      break;
    }
    case DutyForm::prohibition:
      p.modal = duty.modal == Modal::should ? in("bør", "should") : in("må", "must");
      p.rest = in("ikke {0}", "not {0}", {doing(duty)});
      break;
    case DutyForm::keep: p.rest = in("sørge for, at {0}", "see to it that {0}", {clause(duty.keep)}); break;
    case DutyForm::first_then:
      p.rest = doing(duty) + (duty.first ? in(" første gang{0}", " the first time{0}", {timing(*duty.first)}) : "") + (duty.then ? in(" og derefter igen{0}", " and then again{0}", {timing(*duty.then)}) : "");
      p.after = duty.first ? clock_notes(*duty.first) : "";
      if (const std::string notes = duty.then ? clock_notes(*duty.then) : ""; notes != p.after) p.after += notes;
      break;
    case DutyForm::grid: p.rest = doing(duty) + in(" én gang i hver periode på {0}, regnet fra {1}", " once in every period of {0}, counted from {1}", {term(c.duration), term(c.anchor)}); break;
    case DutyForm::at_least: {
      const std::string n = duty.times_of ? term(duty.times_of) : std::to_string(duty.times);
      const std::string window = duty.window == Window::every_12_months ? in("i hver periode på 12 måneder, regnet fra tilstandens første dag", "in every period of 12 months, counted from the first day of the state")
                                 : duty.window == Window::calendar_year ? in("i hvert kalenderår", "in every calendar year")
                                                                        : in("i enhver periode på 12 måneder, hvornår den end begynder", "in any 12 months, whenever they begin");
      p.rest = doing(duty) + in(" mindst {0} gange {1}", " at least {0} times {1}", {n, window});
      if (c.anchor) p.rest += in(", regnet fra {0}", ", counted from {0}", {term(c.anchor)});
      break;
    }
    case DutyForm::all_of:
    case DutyForm::any_of: {
      std::vector<Predicate> all;
      for (const DutyId id : duty.parts) all.push_back(predicate(model_.duties[id]));
      const bool alike = std::ranges::all_of(all, [&](const Predicate& part) { return part.after == all.front().after; });
      std::string parts;
      for (const Predicate& part : all) {
        parts += (parts.empty() ? "" : duty.form == DutyForm::any_of ? in(" eller ", " or ") : in(" og ", " and ")) + part.rest;
        if (!alike && !part.after.empty()) parts += " (" + part.after.substr(part.after.find_first_not_of(' ')) + ")";  // of this part alone
      }
      if (alike && !all.empty()) p.after = all.front().after;
      p.rest = (duty.form == DutyForm::any_of ? in("enten {0}", "either {0}", {parts}) : in("både {0}", "both {0}", {parts})) + timing(c);
      break;
    }
  }
  if (const std::string notes = clock_notes(c); p.after.find(notes) == std::string::npos) p.after += notes;
  if (duty.act.where) p.after += in(" Det tæller kun, når {0}.", " It counts only when {0}.", {clause(duty.act.where)});
  if (duty.act.list && duty.act.list->where) {
    inner_.push_back({model_.fields[duty.act.list->list.list].element, duty.act.list->slot});
    p.after += in(" Det tæller kun, når {0}.", " It counts only when {0}.", {clause(duty.act.list->where)});
    inner_.pop_back();
  }
  return p;
}

std::string Sentences::front(const RuleDecl& rule) const {
  const auto each = [&](const std::string& what) { return in("for hver {0}", "for each {0}", {what}); };
  if (rule.for_each) {
    const std::string what = selection(*rule.for_each);
    return rule.for_each->which == Selection::Which::all ? each(what) + (rule.for_each->where ? in(",", ",") : "") : in("for {0}", "for {0}", {what});
  }
  const bool of_elements = rule.about && rule.about != rule.root;
  return of_elements ? each(named(text_in(model_.concepts[rule.about].title, language_, model_.concepts[rule.about].name))) : std::string();
}

std::string Sentences::conditions(const Version& version) const {
  std::string out;
  if (version.while_state) out += in(", så længe {0}", " while {0}", {clause(version.while_state)});
  if (!version.when.empty()) out += in(", når {0}", out.empty() ? " when {0}" : ", when {0}", {joined(version.when, true)});
  return out;
}

std::string Sentences::duty_sentence(const std::string& before, DutyId id, const std::string& conditions) const {
  const Duty& duty = model_.duties[id];
  const Predicate p = predicate(duty);
  const std::string who = duty.actor ? title_of(model_, duty.actor, language_) : in("Den ansvarlige", "The one responsible");
  const bool danish = language_ == Language::danish;
  // A demand that ends in a condition of its own stands behind when it applies, so that the two are not mixed up.
  const bool ends_in_condition = duty.form == DutyForm::licence || duty.form == DutyForm::keep;
  if (ends_in_condition && !conditions.empty()) {
    std::string when = before.empty() ? conditions.substr(conditions.find_first_not_of(", ")) : before + (danish || conditions.starts_with(",") ? "" : ",") + conditions;
    return upper_first(when) + ": " + sentence(who + " " + p.modal + " " + p.rest) + p.after;
  }
  // After an opening phrase Danish puts the verb before the subject.
  const std::string head = before.empty() ? who + " " + p.modal : danish ? before + " " + p.modal + " " + lower_first(who) : before + " " + lower_first(who) + " " + p.modal;
  return sentence(head + " " + p.rest + conditions) + p.after;
}

std::string Sentences::rule(const RuleDecl& rule, const Version& version, std::size_t reading) const {
  const std::string before = front(rule), when = conditions(version);
  if (rule.kind == RuleKind::suggestion || reading >= version.duties.size() || !version.duties[reading]) {
    const std::string what = named(text_in(rule.title, language_, rule.name));
    return sentence(before.empty() ? in("Overvej {0}{1}", "Consider {0}{1}", {what, when}) : in("{0} kan det overvejes: {1}{2}", "{0} consider: {1}{2}", {before, what, when}));
  }
  std::string out = duty_sentence(before, version.duties[reading], when);
  if (!rule.accept_reasons.empty()) {
    out += in(" Det kan fraviges med en registreret grund: {0}.", " It may be departed from with a recorded reason: {0}.", {listing(rule.accept_reasons, language_, rule.accept_reasons.size())});
  }
  return out;
}

std::string Sentences::exception(const ExceptionDecl& e, std::size_t number, std::size_t reading) const {
  const Version& version = e.versions[number];
  const std::string when = version.when.empty() ? in("altid", "always") : in("når {0}", "when {0}", {joined(version.when, true)});
  switch (e.kinds[number]) {
    case ExceptionDecl::Kind::not_applicable: return sentence(in("Reglen gælder ikke, {0}", "The rule does not apply {0}", {when}));
    case ExceptionDecl::Kind::may_be_omitted: return sentence(in("Kravet kan undlades, {0}; om det er berettiget, vurderes fagligt", "The demand may be left out {0}; whether that is justified is judged by a person", {when}));
    case ExceptionDecl::Kind::instead_duty: break;
  }
  const std::string head = sentence(in("Noget andet gælder, {0}", "Something else applies {0}", {when}));
  if (reading >= version.duties.size() || !version.duties[reading]) return head;
  return head + " " + in("I stedet: ", "Instead: ") + lower_first(duty_sentence("", version.duties[reading], version.while_state ? in(", så længe {0}", " while {0}", {clause(version.while_state)}) : ""));
}

}  // namespace rettesnor::document
