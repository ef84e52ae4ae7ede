#include "engine/explain/test_block.hpp"

#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace rettesnor {

namespace {

using Names = std::map<const Element*, std::string>;

/// Writes a case as `given`, and what that cannot say as notes.
class Given {
 public:
  Given(const Model& model, const Names& names) : model_(model), names_(names) {}

  std::string text;
  std::vector<std::string> notes;

  /// Cells with a comma between them, since a name behind a number is read as its unit; then the lists.
  void element(const Element& e, const std::string& indent) {
    const std::size_t begin = text.size();
    for (const FieldId id : model_.concepts[e.concept_id].fields) {
      const FieldDecl& f = model_.fields[id];
      if (f.kind != FieldKind::list && f.kind != FieldKind::state) cell(e.cells[f.index], f, indent, text.size() > begin);
    }
    for (const FieldId id : model_.concepts[e.concept_id].fields) {
      const FieldDecl& f = model_.fields[id];
      if (f.kind == FieldKind::list) list(e, f, indent);
    }
    if (e.recorded_at) note(name_of(e) + " recorded at " + to_string(*e.recorded_at));
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
      text += std::string(i == 0 ? " " : ", ") + name_of(inner) + " (\n";
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

  void cell(const Cell& c, const FieldDecl& f, const std::string& indent, bool behind_another) {
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
    if (behind_another) text.insert(text.size() - 1, ",");
    text += indent + f.name + " " + *own + parts + "\n";
  }

  std::string name_of(const Element& e) const {
    const auto found = names_.find(&e);
    return found == names_.end() ? "the case" : found->second;
  }

  const Model& model_;
  const Names& names_;
};

/// n1, n2, … in the order of the case.
void number(const Element& e, Names& names) {
  for (const auto& list : e.lists) {
    if (!list) continue;
    for (const auto& inner : list->elements) {
      names.emplace(inner.get(), "n" + std::to_string(names.size() + 1));
      number(*inner, names);
    }
  }
}

/// As `at` takes it: the last instant of a day is the day.
std::string time_of(Moment at) {
  const Date day = local_day(at);
  return at.micros == end_of_day(day).micros - 1 ? to_string(day) : to_string(at);
}

std::string verdicts(VerdictSet set) {
  constexpr const char* words[] = {"not applicable", "fulfilled", "for judgement", "late", "pending", "breached"};
  std::string out;
  for (const Verdict v : all_verdicts) {
    if (set.has(v)) out += (out.empty() ? "" : " or ") + std::string(words[std::to_underlying(v)]);
  }
  return out;
}

std::string expectations(const Model& model, const std::vector<InstanceResult>& results, const Names& names) {
  std::string comments;
  std::string out;
  for (const InstanceResult& r : results) {
    const std::string rule = model.rules[r.rule].name;
    const auto named = names.find(r.at);
    const std::string of = named == names.end() ? "" : " of " + named->second;
    if (r.possible.empty()) {
      comments += "  -- " + rule + of + " is a right, which has no verdict\n";
    } else if (r.rest) {
      comments += "  -- " + rule + " of the rest: " + verdicts(r.possible) + "\n";
    } else if (r.occurrence > 1) {
      comments += "  -- " + rule + of + ", occurrence " + std::to_string(r.occurrence) + ": " + verdicts(r.possible) + "\n";
    } else {
      const auto due = sayable_due(r);
      out += "  expect " + rule + of + " = " + verdicts(r.possible) + (due ? " due " + to_string(*due) : "") + "\n";
    }
  }
  return comments + out;
}

}  // namespace

std::optional<Date> sayable_due(const InstanceResult& result) {
  const bool has_one = result.possible.is(Verdict::late) || result.possible.is(Verdict::pending) || result.possible.is(Verdict::breached);
  if (!has_one || !result.due || result.due->open_end) return std::nullopt;
  const Date day = local_day(result.due->earliest);
  return local_day(result.due->latest) == day ? std::optional(day) : std::nullopt;
}

TestBlock test_block(const Model& model, const Case& subject, const Question& question, const std::vector<InstanceResult>& results,
                     const std::string& name, const std::string& title) {
  Names names;
  number(*subject.root, names);
  Given given(model, names);
  if (question.municipality) given.text += "    municipality \"" + *question.municipality + "\"\n";
  else if (subject.municipality.size() == 1 && !subject.municipality.front().from) {
    given.text += "    municipality \"" + subject.municipality.front().code + "\"\n";
  } else if (!subject.municipality.empty()) {
    given.note("more than one municipality");
  }
  if (subject.extraction_time) given.text += "    watermark " + to_string(*subject.extraction_time) + "\n";
  given.element(*subject.root, "    ");
  if (!question.trust_as_of_watermark) given.note("the watermark is not T");
  for (const auto& [reading, yes] : question.pins) given.note("pin " + reading + (yes ? " = yes" : " = no"));

  TestBlock out;
  out.text = "test " + name + " \"" + title + "\"\n";
  if (!given.text.empty()) out.text += "  given\n" + given.text;
  out.text += "  at " + time_of(question.as_of) + "\n";
  if (question.known_at) out.text += "  known at " + time_of(*question.known_at) + "\n";
  out.text += expectations(model, results, names) + "end\n";
  out.notes = std::move(given.notes);
  return out;
}

}  // namespace rettesnor
