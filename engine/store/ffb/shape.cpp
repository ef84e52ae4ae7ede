#include "engine/store/ffb/shape.hpp"

#include <algorithm>


namespace rettesnor::ffb {

namespace {

using Node = DataNode::Kind;

/// Small letters without hyphens: `kl-reporting-ffb-follow-up-date` and `FollowUpDate` end alike.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '-') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool has_zone(std::string_view text) {
  if (text.ends_with('Z')) return true;
  return text.size() > 6 && (text[text.size() - 6] == '+' || text[text.size() - 6] == '-') && text[text.size() - 3] == ':';
}

/// Systems write seven digits behind the point; a case has six.
std::string with_micros(std::string_view written) {
  constexpr std::size_t most = 6;
  const std::size_t point = written.find('.');
  if (point == std::string_view::npos) return std::string(written);
  const std::size_t end = std::min(written.find_first_not_of("0123456789", point + 1), written.size());
  if (end - point - 1 <= most) return std::string(written);
  return std::string(written.substr(0, point + 1 + most)) + std::string(written.substr(end));
}

}  // namespace

std::optional<std::string> fhir_time(std::string_view written) {
  if (written.find('T') == std::string_view::npos) {
    if (!parse_date(written)) return std::nullopt;
    return std::string(written);
  }
  std::string out = with_micros(written);
  if (!has_zone(out) || !parse_moment(out)) return std::nullopt;
  return out;
}

std::optional<Moment> fhir_instant(std::string_view written) {
  const auto text = written.find('T') == std::string_view::npos ? std::nullopt : fhir_time(written);
  if (!text) return std::nullopt;
  return parse_moment(*text)->first;
}

std::optional<DateRange> days_of(std::string_view written) {
  if (written.empty()) return std::nullopt;
  if (written.find('T') == std::string_view::npos) {
    const auto days = parse_date(written);
    return days ? std::optional(*days) : std::nullopt;
  }
  const auto moment = parse_moment(written);
  return moment ? std::optional(DateRange{local_day(moment->first), local_day(moment->last)}) : std::nullopt;
}

std::string id_of_reference(std::string_view reference, std::string_view type) {
  std::string_view rest = reference.substr(0, reference.find("/_history/"));
  constexpr std::string_view uuid = "urn:uuid:";
  if (rest.starts_with(uuid)) return std::string(rest.substr(uuid.size()));
  const std::size_t slash = rest.rfind('/');
  if (slash == std::string_view::npos) return std::string(rest);
  const std::string_view id = rest.substr(slash + 1);
  rest = rest.substr(0, slash);
  const std::string_view named = rest.substr(rest.rfind('/') + 1);
  return std::string(type.empty() || named == type ? id : reference);
}

std::string_view type_of(Role role) {
  switch (role) {
    case Role::request: return "ServiceRequest";
    case Role::finding:
    case Role::condition:
    case Role::target_group: return "Condition";
    case Role::goal: return "Goal";
    case Role::evaluation: return "Observation";
    case Role::performer: return "CareTeam";
    case Role::plan: return "CarePlan";
    case Role::encounter: return "Encounter";
  }
  return {};
}

void Shape::bad(const DataNode& node, std::string_view name) {
  if (node.kind != Node::broken) problems_.add(Code::ffb_bad_resource, node.span, {std::string(name)});
}

std::string Shape::text(const DataNode& node, std::string_view name) {
  const DataNode* found = node.find(name);
  if (found == nullptr) return {};
  if (found->kind == Node::scalar && found->style == DataNode::Style::quoted && !found->text.empty()) return found->text;
  bad(*found, name);
  return {};
}

const DataNode* Shape::list(const DataNode& node, std::string_view name) {
  const DataNode* found = node.find(name);
  if (found == nullptr || found->kind == Node::list) return found;
  bad(*found, name);
  return nullptr;
}

const DataNode* Shape::map(const DataNode& node, std::string_view name) {
  const DataNode* found = node.find(name);
  if (found == nullptr || found->kind == Node::map) return found;
  bad(*found, name);
  return nullptr;
}

std::vector<const DataNode*> Shape::each(const DataNode& node, std::string_view name) {
  std::vector<const DataNode*> out;
  const DataNode* found = node.find(name);
  if (found == nullptr) return out;
  if (found->kind == Node::map) return {found};
  if (found->kind != Node::list) {
    bad(*found, name);
    return out;
  }
  for (const DataNode& item : found->items) {
    if (item.kind == Node::map) out.push_back(&item); else bad(item, name);
  }
  return out;
}

std::string Shape::time(const DataNode& node, std::string_view name) {
  const std::string written = text(node, name);
  if (written.empty()) return {};
  auto read = fhir_time(written);
  if (!read) bad(*node.find(name), name);
  return read.value_or("");
}

const DataNode* Shape::extension(const DataNode& node, std::string_view name) {
  for (const DataNode* one : each(node, "extension")) {
    const std::string url = plain(text(*one, "url"));
    const std::string_view last = std::string_view(url).substr(url.rfind('/') + 1);
    if (last.find(name) != std::string_view::npos) return one;
  }
  return nullptr;
}

std::string Shape::case_number(const DataNode& node) {
  const DataNode* whole = extension(node, "municipalitycasenumber");
  if (whole == nullptr) return {};
  std::vector<const DataNode*> places = each(*whole, "extension");
  places.push_back(whole);
  for (const DataNode* place : places) {
    if (const DataNode* identifier = map(*place, "valueIdentifier")) return text(*identifier, "value");
  }
  return {};
}

std::uint8_t Shape::rank(const DataNode& node) {
  const DataNode* found = extension(node, "conditionrank");
  const DataNode* value = found != nullptr ? found->find("valuePositiveInt") : nullptr;
  if (value == nullptr) return 0;
  if (value->kind == Node::scalar && (value->text == "1" || value->text == "2")) return static_cast<std::uint8_t>(value->text[0] - '0');
  bad(*value, "valuePositiveInt");
  return 0;
}

std::string Shape::reference(const DataNode& node, std::string_view type) {
  if (node.kind != Node::map) {
    bad(node, "reference");
    return {};
  }
  const std::string written = text(node, "reference");
  return written.empty() ? std::string() : id_of_reference(written, type);
}

void Shape::set(Field field, std::string value) {
  const auto fields = row_of(out_->kind).fields;
  out_->values[static_cast<std::size_t>(std::ranges::find(fields, field) - fields.begin())] = std::move(value);
}

std::string Shape::code_of(const DataNode* concept_node, std::string* system) {
  if (concept_node == nullptr) return {};
  if (concept_node->kind != Node::map) {
    bad(*concept_node, "coding");
    return {};
  }
  const auto codings = each(*concept_node, "coding");
  if (codings.empty()) return {};
  if (codings.size() > 1) {  // which of them is meant is not for us to say
    bad(*concept_node, "coding");
    return {};
  }
  if (system != nullptr) *system = text(*codings.front(), "system");
  return text(*codings.front(), "code");
}

void Shape::set_code(Field field, const DataNode* concept_node) {
  std::string system;
  std::string code = code_of(concept_node, &system);
  if (code.empty()) return;
  if (codes_ != nullptr) {
    const bool own = std::ranges::any_of(*codes_, [&](const CodeTable& t) { return !t.url.empty() && t.url == system; });
    bool any = false, listed = false;
    for (const CodeTable& table : *codes_) {
      if (own ? table.url != system : !table.url.empty()) continue;
      any = true;
      listed = listed || table.title(code) != nullptr;
    }
    if (!any) out_->unchecked |= bit_of(field);
    else if (!listed) out_->unlisted |= bit_of(field);
  }
  set(field, std::move(code));
}

void Shape::refer(Role role, const DataNode& node, std::uint8_t rank) {
  std::string id = reference(node, type_of(role));
  if (!id.empty()) out_->references.push_back({role, rank, std::move(id)});
}

void Shape::refer_all(Role role, const DataNode& node, std::string_view name) {
  for (const DataNode* one : each(node, name)) refer(role, *one);
}

void Shape::goal(const DataNode& node, const Settings& settings) {
  set(Field::status, text(node, "lifecycleStatus"));
  for (const DataNode* target : each(node, "target")) {
    const std::string measure = code_of(target->find("measure"), nullptr);
    const DataNode* detail = target->find("detailCodeableConcept");
    if (measure.empty() || detail == nullptr) continue;
    if (measure == settings.expected_level) set_code(Field::expected, detail);
    if (measure == settings.goal_type) set_code(Field::type, detail);
  }
  for (const DataNode* one : each(node, "addresses")) refer(Role::condition, *one, rank(*one));
}

void Shape::plan(const DataNode& node) {
  set(Field::case_number, case_number(node));
  set(Field::intent, text(node, "intent"));
  for (const DataNode* one : each(node, "addresses")) refer(Role::target_group, *one, rank(*one));
  refer_all(Role::goal, node, "goal");
  refer_all(Role::performer, node, "careTeam");
  for (const DataNode* activity : each(node, "activity")) refer_all(Role::evaluation, *activity, "outcomeReference");
}

void Shape::fill(const DataNode& node, const Settings& settings, Resource& out) {
  out_ = &out;
  codes_ = settings.codes;
  const auto fields = row_of(out.kind).fields;
  const auto has = [&](Field field) { return std::ranges::find(fields, field) != fields.end(); };
  out.values.assign(fields.size(), {});
  if (has(Field::status)) set(Field::status, text(node, "status"));
  if (has(Field::start)) {
    if (const DataNode* period = map(node, "period")) {
      set(Field::start, time(*period, "start"));
      set(Field::end, time(*period, "end"));
    }
  }
  if (out.kind == Kind::goal || out.kind == Kind::plan) {
    if (const DataNode* next = extension(node, "followup"); next != nullptr && map(*next, "valueReference") != nullptr) refer(Role::encounter, *next->find("valueReference"));
  }
  if (const bool observed = out.kind == Kind::gathering || out.kind == Kind::evaluation || out.kind == Kind::follow_up; observed) set(Field::at, time(node, "effectiveDateTime"));
  switch (out.kind) {
    case Kind::citizen:
      if (const DataNode* office = map(node, "managingOrganization")) {
        if (const DataNode* identifier = map(*office, "identifier")) set(Field::organisation, text(*identifier, "value"));
      }
      break;
    case Kind::request: set(Field::case_number, case_number(node)); break;
    case Kind::gathering:
      if (const DataNode* from = extension(node, "basedonservicerequest"); from != nullptr && map(*from, "valueReference") != nullptr) refer(Role::request, *from->find("valueReference"));
      for (const DataNode* one : each(node, "finding")) {
        if (const DataNode* item = map(*one, "itemReference")) refer(Role::finding, *item);
      }
      break;
    case Kind::condition:
      set_code(Field::severity, node.find("severity"));
      set(Field::status, code_of(node.find("clinicalStatus"), nullptr));
      if (const DataNode* last = extension(node, "lastasserteddate")) set(Field::asserted, time(*last, "valueDateTime"));
      [[fallthrough]];
    case Kind::target_group:
      set_code(Field::code, node.find("code"));
      set(Field::recorded, time(node, "recordedDate"));
      break;
    case Kind::goal: goal(node, settings); break;
    case Kind::plan: plan(node); break;
    case Kind::evaluation: set_code(Field::need, node.find("valueCodeableConcept")); break;
    case Kind::intervention:
      refer_all(Role::plan, node, "basedOn");
      set(Field::created, time(node, "created"));
      for (const DataNode* activity : each(node, "activity")) {
        const DataNode* detail = map(*activity, "detail");
        if (detail == nullptr) continue;
        set_code(Field::code, detail->find("code"));
        refer_all(Role::goal, *detail, "goal");
      }
      break;
    case Kind::performer:
      if (const auto all = each(node, "category"); all.size() == 1) set_code(Field::code, all.front());
      else if (all.size() > 1) bad(*node.find("category"), "category");
      break;
    case Kind::follow_up:
      refer_all(Role::plan, node, "focus");
      set_code(Field::result, node.find("valueCodeableConcept"));
      break;
    case Kind::encounter:
      if (const DataNode* period = map(node, "period")) set(Field::at, time(*period, "start"));
      break;
  }
  const std::string verified = out.kind == Kind::condition || out.kind == Kind::target_group ? code_of(node.find("verificationStatus"), nullptr) : text(node, out.kind == Kind::goal ? "lifecycleStatus" : "status");
  out.gone = verified == "entered-in-error";
}

}  // namespace rettesnor::ffb
