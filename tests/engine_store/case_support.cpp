#include "tests/engine_store/case_support.hpp"

#include <gtest/gtest.h>

#include "engine/values/parse.hpp"

namespace rettesnor::testing_store {

namespace {

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
  std::string operator()(MomentInterval m) const {
    return std::to_string(m.first.micros) + ".." + std::to_string(m.last.micros);
  }
  std::string operator()(Duration d) const {
    return to_string(d, Wording::english, "cal" + std::to_string(d.calendar));
  }
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
    out.push_back(std::string(number_of(problem.code)) + ' ' + std::to_string(place.line) + ':' +
                  std::to_string(place.column));
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

const Cell& cell(const Element& element, std::string_view field) {
  return element.cells[field_of(element, field).index];
}
const Cell& cell(const Case& input, std::string_view field) { return cell(*input.root, field); }
const ListCell& list(const Element& element, std::string_view field) {
  return *element.lists[field_of(element, field).index];
}

std::string picture(const Case& input) {
  std::string out = "case " + input.id + " extracted " + show(input.extraction_time);
  for (const MunicipalityPeriod& p : input.municipality)
    out += " " + p.code + (p.from ? " from " + to_string(*p.from) : "");
  return out + '\n' + show(*input.root, "");
}

Date day(std::string_view text) { return parse_date(text)->first; }
Moment at(std::string_view text) { return parse_moment(text)->first; }

}  // namespace rettesnor::testing_store
