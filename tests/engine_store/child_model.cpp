#include "tests/engine_store/child_model.hpp"

#include <gtest/gtest.h>

#include "engine/values/parse.hpp"

namespace rettesnor::testing_store {

namespace {

struct Builder {
  Model model;

  ConceptId make_concept(std::string name) {
    Concept row;
    row.name = std::move(name);
    return model.concepts.add(std::move(row));
  }

  FieldId field(ConceptId owner, std::string name, FieldKind kind, Type type) {
    FieldDecl row;
    row.name = std::move(name);
    row.kind = kind;
    row.type = type;
    row.owner = owner;
    row.index = static_cast<std::uint32_t>(model.concepts[owner].fields.size());
    const FieldId id = model.fields.add(std::move(row));
    Concept& around = model.concepts[owner];
    around.fields.push_back(id);
    if (kind == FieldKind::event && !around.first_event) around.first_event = id;
    return id;
  }

  void part(FieldId of, std::string name, Type type) {
    FieldDecl row;
    row.name = std::move(name);
    row.kind = FieldKind::part;
    row.type = type;
    row.owner = model.fields[of].owner;
    row.index = static_cast<std::uint32_t>(model.fields[of].parts.size());
    row.part_of = of;
    const FieldId id = model.fields.add(std::move(row));
    model.fields[of].parts.push_back(id);
  }

  void list(ConceptId owner, std::string name, ConceptId element) {
    const FieldId id = field(owner, std::move(name), FieldKind::list, {});
    model.fields[id].element = element;
    model.concepts[element].listed_in.push_back(id);
  }

  Type codes(std::vector<std::string> names, bool many = false) {
    return {TypeKind::code, model.code_sets.add({std::move(names), false}), many};
  }
};

std::string show(const Value& value);

struct ShowValue {
  std::string operator()(std::monostate) const { return "-"; }
  std::string operator()(bool b) const { return b ? "yes" : "no"; }
  std::string operator()(Decimal d) const { return to_string(d); }
  std::string operator()(const std::string& s) const { return '"' + s + '"'; }
  std::string operator()(CodeValue c) const { return '#' + std::to_string(c.code); }
  std::string operator()(const std::vector<CodeValue>& cs) const {
    std::string out = "[";
    for (const CodeValue c : cs) out += (*this)(c);
    return out + ']';
  }
  std::string operator()(DateInterval d) const { return to_string(d.first) + ".." + to_string(d.last); }
  std::string operator()(MomentInterval m) const { return std::to_string(m.first.micros) + ".." + std::to_string(m.last.micros); }
  std::string operator()(Duration d) const { return to_string(d, Wording::english, "cal" + std::to_string(d.calendar)); }
  std::string operator()(const std::vector<Period>& ps) const {
    std::string out = "[";
    for (const Period& p : ps) out += to_string(p.from) + ".." + (p.until ? to_string(*p.until) : "") + ' ';
    return out + ']';
  }
};

std::string show(const Value& value) { return std::visit(ShowValue{}, value); }

std::string show(const std::optional<Moment>& moment) { return moment ? std::to_string(moment->micros) : "-"; }

std::string show(const Cell& cell) {
  std::string out = "state" + std::to_string(static_cast<int>(cell.state)) + ' ' + show(cell.value);
  for (const auto& other : cell.alternatives) out += " | " + show(other.value) + " from " + other.source;
  out += " reason " + cell.reason + " source " + cell.source + " recorded " + show(cell.recorded_at);
  out += " not_by " + show(cell.not_by) + (cell.unmapped ? " unmapped" : "");
  for (const Cell& part : cell.parts) out += " {" + show(part) + '}';
  return out;
}

std::string show(const Element& element, const std::string& indent) {
  std::string out = indent + "id " + element.id + " recorded " + show(element.recorded_at) + '\n';
  for (const FieldId id : model().concepts[element.concept_id].fields) {
    const FieldDecl& field = model().fields[id];
    if (field.kind != FieldKind::list) {
      out += indent + field.name + ": " + show(element.cells[field.index]) + '\n';
      continue;
    }
    const ListCell& cell = *element.lists[field.index];
    out += indent + field.name + " complete " + show(cell.complete_to) + (cell.unmapped ? " unmapped" : "") + '\n';
    for (const auto& child : cell.elements) out += show(*child, indent + "  ");
  }
  return out;
}

}  // namespace

Model child_model() {
  Builder b;
  const ConceptId child = b.make_concept("child_case");
  const ConceptId notification = b.make_concept("notification");
  const ConceptId followup = b.make_concept("followup");
  const ConceptId visit = b.make_concept("visit");
  const Type date{TypeKind::date}, moment{TypeKind::moment}, text{TypeKind::text}, yes_no{TypeKind::yes_no};
  const Type notifier = b.codes({"professional", "private", "anonymous"});
  b.field(child, "born", FieldKind::fact, date);
  b.field(child, "grade", FieldKind::fact, {TypeKind::number});
  b.field(child, "fees", FieldKind::fact, {TypeKind::amount});
  b.field(child, "note", FieldKind::fact, text);
  b.field(child, "written", FieldKind::fact, yes_no);
  b.field(child, "kinds", FieldKind::fact, b.codes({"a", "b", "c"}, true));
  b.field(child, "inpatient", FieldKind::fact, {TypeKind::periods});
  b.field(child, "answer", FieldKind::fact, {TypeKind::duration});
  b.field(child, "notifier", FieldKind::fact, notifier);
  b.field(child, "meeting", FieldKind::fact, moment);
  b.field(child, "awareness", FieldKind::event, date);
  b.field(child, "study", FieldKind::event, date);
  b.field(child, "decided", FieldKind::event, moment);
  b.part(b.field(child, "preliminary", FieldKind::event, date), "reasons", text);
  b.field(child, "placement", FieldKind::event, date);
  const FieldId serious = b.field(child, "serious", FieldKind::judgement, yes_no);
  b.part(serious, "by", text);
  b.part(serious, "on", date);
  b.part(serious, "reasons", text);
  b.field(child, "placed", FieldKind::state, {});
  b.list(child, "notifications", notification);
  b.list(child, "visits", visit);
  b.field(notification, "receipt", FieldKind::event, moment);
  b.field(notification, "assessment", FieldKind::event, moment);
  b.field(notification, "notifier", FieldKind::fact, notifier);
  b.list(notification, "followups", followup);
  b.field(followup, "held", FieldKind::event, date);
  b.field(visit, "made", FieldKind::event, date);
  b.field(visit, "with_child", FieldKind::fact, yes_no);
  CalendarDecl working_days;
  working_days.name = "hverdage";
  b.model.calendars.add(std::move(working_days));
  b.model.roots = {child};
  return std::move(b.model);
}

const Model& model() {
  static const Model made = child_model();
  return made;
}

Case accepted(std::string_view text, CaseFormat format) {
  auto found = read_case(model(), Source{.name = "case", .text = std::string(text)}, {}, format);
  EXPECT_TRUE(found.has_value()) << text;
  if (found) return std::move(*found);
  for (const Diagnostic& problem : found.error()) ADD_FAILURE() << number_of(problem.code);
  return accepted("case: A-1", CaseFormat::yaml);
}

Case accepted_body(std::string_view body) { return accepted("case: A-1\n" + std::string(body)); }

std::vector<std::string> refused(std::string_view text, CaseFormat format) {
  const Source source{.name = "case", .text = std::string(text)};
  const auto found = read_case(model(), source, {}, format);
  std::vector<std::string> out;
  if (found) return out;
  for (const Diagnostic& problem : found.error()) {
    const Position place = source.position(problem.at.begin);
    out.push_back(std::string(number_of(problem.code)) + ' ' + std::to_string(place.line) + ':' + std::to_string(place.column));
  }
  return out;
}

std::vector<std::string> refused_body(std::string_view body) { return refused("case: A-1\n" + std::string(body)); }

namespace {

const FieldDecl& field_of(const Element& element, std::string_view name) {
  for (const FieldId id : model().concepts[element.concept_id].fields) {
    if (model().fields[id].name == name) return model().fields[id];
  }
  ADD_FAILURE() << "no field " << name;
  return model().fields[FieldId{0}];
}

}  // namespace

const Cell& cell(const Element& element, std::string_view field) { return element.cells[field_of(element, field).index]; }
const Cell& cell(const Case& input, std::string_view field) { return cell(*input.root, field); }
const ListCell& list(const Element& element, std::string_view field) { return *element.lists[field_of(element, field).index]; }

std::string picture(const Case& input) {
  std::string out = "case " + input.id + " extracted " + show(input.extraction_time);
  for (const MunicipalityPeriod& p : input.municipality) out += " " + p.code + (p.from ? " from " + to_string(*p.from) : "");
  return out + '\n' + show(*input.root, "");
}

Date day(std::string_view text) { return parse_date(text)->first; }
Moment at(std::string_view text) { return parse_moment(text)->first; }

}  // namespace rettesnor::testing_store
