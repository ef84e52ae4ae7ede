#include "tests/engine_store/child_model.hpp"

#include <string>
#include <utility>
#include <vector>

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

}  // namespace rettesnor::testing_store
