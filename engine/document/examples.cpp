// The tests of a rule as examples: what is given, in words, when it is asked, and what the answer is.
#include <algorithm>

#include "engine/document/weave.hpp"
#include "engine/explain/finding.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor::document {

namespace {

/// The elements from the case to the one named, the case first; empty if there is none.
bool path_to(const Element& from, const std::string& id, std::vector<const Element*>& path) {
  path.push_back(&from);
  if (id.empty() || (from.parent != nullptr && from.id == id)) return true;
  for (const auto& list : from.lists) {
    if (!list) continue;
    for (const auto& e : list->elements) {
      if (path_to(*e, id, path)) return true;
    }
  }
  path.pop_back();
  return false;
}

/// Says what a case holds, of the fields that the rule reaches.
class Given {
 public:
  Given(const Weave& w, RuleId rule) : w_(w), fields_(w.model.reach[rule].fields) {
    // Lists that a condition looks through; the list that the rule takes its elements from is shown by the one element.
    Reach own(w.model);
    for (const Version& v : w.model.rules[rule].versions) own.version(v);
    for (const ExceptionId e : w.model.rules[rule].exceptions) {
      for (const Version& v : w.model.exceptions[e].versions) own.version(v);
    }
    for (const FieldId f : own.found().fields) {
      if (w.model.fields[f].kind == FieldKind::list) looked_through_.insert(f);
    }
    for (const RuleId below : own.found().rules) {
      for (const FieldId f : w.model.reach[below].fields) {
        if (w.model.fields[f].kind == FieldKind::list) looked_through_.insert(f);
      }
    }
  }

  std::string text(const Case& given, const std::string& element) {
    out_.clear();
    others_.clear();
    std::vector<const Element*> path;
    if (!path_to(*given.root, element, path)) path = {given.root.get()};
    if (given.municipality.size() == 1) out_.push_back(w_.say("kommune {0}", "municipality {0}", {given.municipality.front().code}));
    for (std::size_t i = 0; i < path.size(); ++i) show(*path[i], i + 1 < path.size() ? path[i + 1] : nullptr);
    // The element asked about first; of the others around it a few are enough to see what they are.
    constexpr std::size_t most = 3;
    if (others_.size() > most) {
      others_[most] = w_.say("og {0} andre, se pakkens egen prøve", "and {0} others, see the package’s own test", {std::to_string(others_.size() - most)});
      others_.resize(most + 1);
    }
    out_.insert(out_.end(), others_.begin(), others_.end());
    std::string all;
    for (const std::string& o : out_) all += (all.empty() ? "" : "; ") + o;
    return all.empty() ? w_.say("intet er registreret", "nothing is recorded") : upper_first(all);
  }

 private:
  void show(const Element& e, const Element* shown_apart) {
    for (const FieldId id : w_.model.concepts[e.concept_id].fields) {
      const FieldDecl& f = w_.model.fields[id];
      if (f.kind == FieldKind::state || !fields_.contains(id)) continue;
      if (f.kind == FieldKind::list) list(e, id, shown_apart);
      else cell(e.cells[f.index], id);
    }
  }

  void list(const Element& e, FieldId id, const Element* shown_apart) {
    const auto& list = e.lists[w_.model.fields[id].index];
    const bool through_it = shown_apart != nullptr && shown_apart->in_list == id;
    if (!list || (through_it && !looked_through_.contains(id))) return;
    const std::string name = title_of(w_.model, id, w_.language);
    if (list->unmapped && list->elements.empty()) out_.push_back(w_.say("{0}: uvist", "{0}: unknown", {name}));
    for (const auto& inner : list->elements) {
      if (inner.get() == shown_apart) continue;
      std::vector<std::string> outside = std::move(out_);
      out_.clear();
      show(*inner, nullptr);
      std::string all;
      for (const std::string& o : out_) all += (all.empty() ? "" : "; ") + o;
      out_ = std::move(outside);
      if (through_it) others_.push_back(w_.say("en anden {0} ({1})", "another {0} ({1})", {name, all}));
      else out_.push_back(name + " (" + all + ")");
    }
  }

  std::string state(const Cell& c, const FieldDecl& f) {
    switch (c.state) {
      case CellState::not_recorded: return {};
      case CellState::value: return value_text(w_.model, f, c.value, w_.language);
      case CellState::asked_unknown: return w_.say("spurgt, men ukendt", "asked, unknown");
      case CellState::withheld: return w_.say("tilbageholdt", "withheld");
      case CellState::conflicting: return w_.say("modstridende", "conflicting");
      case CellState::does_not_exist: return w_.say("findes ikke", "does not exist");
    }
    return {};
  }

  void cell(const Cell& c, FieldId id) {
    const FieldDecl& f = w_.model.fields[id];
    const std::string own = state(c, f);
    if (!own.empty()) out_.push_back(title_of(w_.model, id, w_.language) + ": " + own);
    for (std::size_t i = 0; i < c.parts.size(); ++i) {
      const std::string part = fields_.contains(f.parts[i]) ? state(c.parts[i], w_.model.fields[f.parts[i]]) : std::string();
      if (!part.empty()) out_.push_back(title_of(w_.model, id, w_.language, f.parts[i]) + ": " + part);
    }
  }

  const Weave& w_;
  const std::set<FieldId>& fields_;
  std::set<FieldId> looked_through_;
  std::vector<std::string> out_;
  std::vector<std::string> others_;  ///< elements beside the one asked about
};

/// As `at` says it: the last instant of a day is the day.
std::string time_of(const Weave& w, Moment at) {
  const Date day = local_day(at);
  return at.micros == end_of_day(day).micros - 1 ? day_text(day, w.language) : moment_text(at, w.language);
}

std::string verdict_text(const Weave& w, RuleId rule, const TestDecl::Expectation& e) {
  const Sphere sphere = sphere_of(w.model, rule);
  std::string out;
  for (const Verdict v : all_verdicts) {
    if (!e.possible.has(v)) continue;
    std::string one(word(v, sphere == Sphere::recommendation, w.language));
    if (sphere == Sphere::right) {
      Finding right;
      right.result.possible = v;
      one = right_word(right, w.language);
    }
    out += (out.empty() ? "" : w.say(" eller ", " or ")) + one;
  }
  return upper_first(out);
}

/// Fields and readings are written as the rule writes them; people read their titles.
std::string missing_name(const Weave& w, RuleId rule, const std::string& written) {
  const std::string last = written.substr(written.rfind('.') == std::string::npos ? 0 : written.rfind('.') + 1);
  for (const FieldId f : w.model.reach[rule].fields) {
    if (w.model.fields[f].name == last) return title_of(w.model, f, w.language);
  }
  for (const ReadingSetId r : w.model.reach[rule].readings) {
    for (const auto& a : w.model.readings[r].alternatives) {
      if (a.name == last) return w.say("læsningen »{0}«", "the reading “{0}”", {w.text(a.title, a.name)});
    }
  }
  return written;
}

std::string answer_html(const Weave& w, RuleId rule, const TestDecl::Expectation& e) {
  std::string out = "<strong>" + escape_markup(verdict_text(w, rule, e)) + "</strong>";
  const auto more = [&](const std::string& text) { out += "<br>" + escape_markup(text); };
  if (e.due) more(w.say("frist {0}", "due {0}", {value_text(w.model, {}, *e.due, w.language)}));
  std::vector<Duration> parts = e.late_by_parts;
  if (parts.empty() && e.late_by) parts.push_back(*e.late_by);
  std::string late;
  for (const Duration& d : parts) late += (late.empty() ? "" : " ") + w.sentences.duration(d);
  if (!late.empty()) more(w.say("{0} for sent", "{0} late", {late}));
  std::vector<std::string> missing;
  for (const std::string& m : e.missing) missing.push_back(missing_name(w, rule, m));
  if (!missing.empty()) more(w.say("mangler: {0}", "missing: {0}", {listing(missing, w.language, missing.size())}));
  return out;
}

}  // namespace

std::string examples_html(const Weave& w, RuleId rule) {
  HtmlTable table;
  const RuleDecl& decl = w.model.rules[rule];
  const std::string title = w.text(decl.title, decl.name);
  table.caption = w.say("Eksempler: {0} ({1})", "Examples: {0} ({1})", {title, decl.name});
  table.head = {w.say("Eksempel", "Example"), w.say("Forudsat", "Given"), w.say("Spurgt", "Asked"), w.say("Svar", "Answer")};
  Given given(w, rule);
  for (const TestDecl& test : w.model.tests) {
    for (const TestDecl::Expectation& e : test.expectations) {
      if (e.rule != rule) continue;
      std::string name = w.text(test.title, test.name);
      if (!e.element.empty()) name += " (" + e.element + ")";
      if (e.occurrence > 0) name += w.say(", nr. {0}", ", no. {0}", {std::to_string(e.occurrence)});
      std::string asked = time_of(w, test.at);
      if (test.known_at) asked += w.say(", som det vidstes {0}", ", as known on {0}", {time_of(w, *test.known_at)});
      table.rows.push_back({escape_markup(name), escape_markup(given.text(test.given, e.element)), escape_markup(asked), answer_html(w, rule, e)});
    }
  }
  if (table.rows.empty()) return {};
  table.kind = "examples";
  return folded(w.say("Eksempler ({0})", "Examples ({0})", {std::to_string(table.rows.size())}), table_html(table));
}

std::string type_text(const Weave& w, const FieldDecl& f) {
  if (f.kind == FieldKind::list) return w.say("liste", "list");
  if (f.kind == FieldKind::state) return w.say("tilstand fra {0} til {1}", "state from {0} until {1}", {w.sentences.term(f.from), w.sentences.term(f.until)});
  std::string out;
  switch (f.type.kind) {
    case TypeKind::yes_no: out = w.say("ja/nej", "yes/no"); break;
    case TypeKind::number: out = w.say("tal", "number"); break;
    case TypeKind::amount: out = w.say("beløb", "amount"); break;
    case TypeKind::text: out = w.say("tekst", "text"); break;
    case TypeKind::date: out = w.say("dato", "date"); break;
    case TypeKind::moment: out = w.say("dato og klokkeslæt", "date and time"); break;
    case TypeKind::duration: out = w.say("varighed", "duration"); break;
    case TypeKind::periods: out = w.say("perioder", "periods"); break;
    case TypeKind::code: {
      std::vector<std::string> codes(w.model.code_sets[f.type.codes].codes.size());
      for (std::uint32_t i = 0; i < codes.size(); ++i) codes[i] = title_of_code(w.model, f, i, w.language);
      out = (f.type.list ? w.say("nogle af: ", "some of: ") : w.say("en af: ", "one of: ")) + listing(codes, w.language, codes.size());
      break;
    }
    case TypeKind::invalid: break;
  }
  if (f.kind == FieldKind::event) return w.say("hændelse, {0}", "event, {0}", {out});
  if (f.kind != FieldKind::judgement) return out;
  out = w.say("vurdering, {0}", "judgement, {0}", {out});
  if (f.judge) out += w.say(", ved {0}", ", by {0}", {lower_first(title_of(w.model, f.judge, w.language))});
  if (f.needs_reasons) out += w.say(", med begrundelse", ", with reasons");
  return out;
}

std::string data_html(const Weave& w, RuleId rule) {
  HtmlTable table;
  const RuleDecl& decl = w.model.rules[rule];
  table.caption = w.say("Skal registreres: {0} ({1})", "To be registered: {0} ({1})", {w.text(decl.title, decl.name), decl.name});
  table.head = {w.say("Oplysning", "Information"), w.say("Hvor", "Where"), w.say("Hvad", "What"), w.say("Navn", "Name")};
  for (const FieldId id : w.model.reach[rule].fields) {
    const FieldDecl& f = w.model.fields[id];
    if (f.kind == FieldKind::state || f.kind == FieldKind::list) continue;
    const Concept& owner = w.model.concepts[f.part_of ? w.model.fields[f.part_of].owner : f.owner];
    const std::string title = f.part_of ? title_of(w.model, f.part_of, w.language, id) : title_of(w.model, id, w.language);
    const std::string name = (f.part_of ? w.model.fields[f.part_of].name + "." : "") + f.name;
    table.rows.push_back({escape_markup(title), escape_markup(w.text(owner.title, owner.name)), escape_markup(type_text(w, f)), "<code>" + escape_markup(name) + "</code>"});
  }
  if (table.rows.empty()) return {};
  return folded(w.say("Hvad der skal registreres ({0})", "What is to be registered ({0})", {std::to_string(table.rows.size())}), table_html(table));
}

}  // namespace rettesnor::document
