// A specimen as rules with a `test` block behind them: see shrinking.hpp.
#include <algorithm>

#include "engine/model/case_copy.hpp"
#include "engine/reference/evaluate.hpp"
#include "tests/engine_evaluate/comparing.hpp"
#include "tests/engine_evaluate/shrinking.hpp"

namespace rettesnor::testing {

namespace {

/// Writes a case as `given`, and what that cannot say as notes.
class Given {
 public:
  explicit Given(const Model& model) : model_(model) {}

  std::string text;
  std::vector<std::string> notes;

  void element(const Element& e, const std::string& indent) {
    for (const FieldId id : model_.concepts[e.concept_id].fields) {
      const FieldDecl& f = model_.fields[id];
      if (f.kind == FieldKind::list) {
        list(e, f, indent);
      } else if (f.kind != FieldKind::state) {
        cell(e.cells[f.index], f, indent);
      }
    }
    if (e.recorded_at) note(e.id + " recorded at " + to_string(*e.recorded_at));
  }

  void note(std::string what) { notes.push_back(std::move(what)); }

 private:
  void list(const Element& e, const FieldDecl& f, const std::string& indent) {
    const auto& list = e.lists[f.index];
    if (!list) return;
    if (list->complete_to) note(f.name + " complete to " + to_string(*list->complete_to));
    if (list->unmapped && list->elements.empty()) text += indent + f.name + " unknown\n";
    else if (list->unmapped) note(f.name + " has no source");
    if (list->elements.empty()) return;
    text += indent + f.name;
    for (std::size_t i = 0; i < list->elements.size(); ++i) {
      const Element& inner = *list->elements[i];
      text += std::string(i == 0 ? " " : ", ") + inner.id + " (\n";
      element(inner, indent + "  ");
      text += indent + ")";
    }
    text += "\n";
  }

  std::optional<std::string> value(const Value& v, const FieldDecl& f) {
    if (const auto* b = std::get_if<bool>(&v)) return *b ? "yes" : "no";
    if (const auto* d = std::get_if<Decimal>(&v)) return to_string(*d) + (f.type.kind == TypeKind::amount ? " kr" : "");
    if (const auto* s = std::get_if<std::string>(&v)) return "\"" + *s + "\"";
    if (const auto* c = std::get_if<CodeValue>(&v)) return model_.code_sets[f.type.codes].codes[c->code];
    if (const auto* d = std::get_if<DateInterval>(&v)) {
      if (d->first == d->last) return to_string(d->first);
      note(f.name + " between " + to_string(d->first) + " and " + to_string(d->last));
      return std::nullopt;
    }
    if (const auto* m = std::get_if<MomentInterval>(&v)) {
      if (m->first == m->last) return to_string(m->first);
      const Date day = local_day(m->first);
      if (m->first == start_of_day(day) && m->last.micros == end_of_day(day).micros - 1) return to_string(day);
      note(f.name + " between " + to_string(m->first) + " and " + to_string(m->last));
      return std::nullopt;
    }
    if (const auto* d = std::get_if<Duration>(&v)) {
      constexpr const char* units[] = {"minutes", "hours", "days", "weeks", "months", "years"};
      constexpr Unit kinds[] = {Unit::minutes, Unit::hours, Unit::days, Unit::weeks, Unit::months, Unit::years};
      for (std::size_t i = 0; i < std::size(units); ++i) {
        if (kinds[i] == d->unit) return std::to_string(d->count) + " " + units[i];
      }
    }
    std::string out;
    if (const auto* codes = std::get_if<std::vector<CodeValue>>(&v)) {
      for (const CodeValue c : *codes) out += (out.empty() ? "" : ", ") + model_.code_sets[f.type.codes].codes[c.code];
      return out.empty() ? "none" : out;
    }
    if (const auto* periods = std::get_if<std::vector<Period>>(&v)) {
      for (const Period& p : *periods) {
        out += (out.empty() ? "" : ", ") + to_string(p.from) + " .." + (p.until ? " " + to_string(*p.until) : "");
      }
      return out.empty() ? "none" : out;
    }
    return std::nullopt;
  }

  /// What stands behind the field's name; nothing for a blank cell.
  std::optional<std::string> said(const Cell& c, const FieldDecl& f) {
    if (c.recorded_at) note(f.name + " recorded at " + to_string(*c.recorded_at));
    if (c.not_by) note(f.name + " had not happened by " + to_string(*c.not_by));
    if (c.unmapped) note(f.name + " has no source");
    switch (c.state) {
      case CellState::not_recorded: return std::nullopt;
      case CellState::value: return value(c.value, f);
      case CellState::asked_unknown: return "unknown";
      case CellState::withheld: return "withheld";
      case CellState::does_not_exist: return "does not exist";
      case CellState::conflicting: note(f.name + " conflicting"); return "unknown";
    }
    return std::nullopt;
  }

  void cell(const Cell& c, const FieldDecl& f, const std::string& indent) {
    const auto own = said(c, f);
    std::string parts;
    for (std::size_t i = 0; i < c.parts.size(); ++i) {
      const FieldDecl& part = model_.fields[f.parts[i]];
      const auto inner = said(c.parts[i], part);
      if (!inner) continue;
      const bool judgement = f.kind == FieldKind::judgement;
      parts += judgement ? " " + part.name + " " + *inner : (parts.empty() ? " (" : ", ") + part.name + " " + *inner;
    }
    if (!parts.empty() && f.kind != FieldKind::judgement) parts += ")";
    if (!own) {
      if (!parts.empty()) note(f.name + " blank with" + parts);
      return;
    }
    text += indent + f.name + " " + *own + parts + "\n";
  }

  const Model& model_;
};

void rename(Element& e, int& number) {
  for (auto& list : e.lists) {
    if (!list) continue;
    for (auto& inner : list->elements) {
      inner->id = "n" + std::to_string(++number);
      rename(*inner, number);
    }
  }
}

std::string verdicts(VerdictSet set) {
  constexpr const char* words[] = {"not applicable", "fulfilled", "for judgement", "late", "pending", "breached"};
  std::string out;
  for (const Verdict v : all_verdicts) {
    if (set.has(v)) out += (out.empty() ? "" : " or ") + std::string(words[std::to_underlying(v)]);
  }
  return out;
}

}  // namespace

std::string printed(const Specimen& specimen, RuleId rule) {
  const Model& model = specimen.loaded->model;
  Case subject = clone(specimen.subject);
  int number = 0;
  rename(*subject.root, number);
  const Question& q = specimen.question;
  Given given(model);
  if (q.municipality) given.text += "    municipality \"" + *q.municipality + "\"\n";
  else if (subject.municipality.size() == 1 && !subject.municipality.front().from) {
    given.text += "    municipality \"" + subject.municipality.front().code + "\"\n";
  } else if (!subject.municipality.empty()) {
    given.note("more than one municipality");
  }
  if (subject.extraction_time) given.text += "    watermark " + to_string(*subject.extraction_time) + "\n";
  given.element(*subject.root, "    ");
  if (!q.trust_as_of_watermark) given.note("the watermark is not T");
  for (const auto& [name, yes] : q.pins) given.note("pin " + name + (yes ? " = yes" : " = no"));

  std::string out;
  for (const std::string& text : specimen.texts) out += (out.empty() ? "" : "\n-- another file\n") + text;
  for (const std::string& note : given.notes) out += "-- cannot be said below: " + note + "\n";
  out += "test differs \"d\"\n";
  if (!given.text.empty()) out += "  given\n" + given.text;
  out += "  at " + to_string(q.as_of) + "\n";
  if (q.known_at) out += "  known at " + to_string(*q.known_at) + "\n";
  std::string expectations;
  for (const InstanceResult& r : evaluate_rule(model, subject, q, rule)) {
    const std::string of = r.at == nullptr || r.at->id.empty() ? "" : " of " + r.at->id;
    if (r.possible.empty()) {
      out += "  -- a right of" + (of.empty() ? " the case" : of.substr(3)) + ", which has no verdict\n";
    } else if (r.rest) {
      out += "  -- the rest: " + verdicts(r.possible) + "\n";
    } else if (r.occurrence > 1) {
      out += "  -- occurrence " + std::to_string(r.occurrence) + of + ": " + verdicts(r.possible) + "\n";
    } else {
      expectations += "  expect " + model.rules[rule].name + of + " = " + verdicts(r.possible) + "\n";
    }
  }
  return out + (expectations.empty() ? "  expect " + model.rules[rule].name + " = not applicable\n" : expectations) + "end\n";
}

}  // namespace rettesnor::testing
