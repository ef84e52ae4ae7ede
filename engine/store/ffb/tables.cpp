#include "engine/store/ffb/tables.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/store/ffb/shape.hpp"

namespace rettesnor::ffb {

namespace {

using source::Cell;
using Values = std::map<std::string, Cell>;

Cell text_cell(std::string text) {
  const bool timed = text.find('T') != std::string::npos && text.find(':') != std::string::npos;
  return {.text = std::move(text), .form = timed ? Cell::Form::instant : Cell::Form::time};
}
Cell moment_cell(Moment at) { return {.text = to_iso(at), .form = Cell::Form::instant}; }
/// A time that must have been.
Cell time_cell(const std::string& text) { return text.empty() ? Cell{.form = Cell::Form::unknown} : text_cell(text); }

constexpr std::string_view assessments = "assessments", goal_assessments = "goal_assessments";
constexpr std::string_view told_behind = "_recorded_at";
constexpr std::string_view own_columns[] = {"id", "citizen", "recorded_at", "changed_at", "updated"};
constexpr std::string_view assessment_columns[] = {"id", "citizen", "recorded_at", "changed_at", "condition", "number", "code", "severity", "at"};

/// What a table has besides the fields that its resources say themselves.
std::vector<std::string_view> drawn_columns(Kind kind) {
  switch (kind) {
    case Kind::citizen: return {"case_number", "first_reported_at", "reported_at", "delivered_at"};
    case Kind::gathering: return {"request"};
    case Kind::condition: return {"assessed"};
    case Kind::goal: return {"primary_condition", "primary_code", "other_codes", "plan", "follow_up", "baseline", "found", "found_at"};
    case Kind::plan: return {"primary_target_group", "other_target_groups", "follow_up", "support_need", "support_need_at", "service", "services", "result", "result_at"};
    case Kind::intervention: return {"plan", "goal", "service"};
    case Kind::evaluation:
    case Kind::follow_up:
    case Kind::encounter:
    case Kind::performer: return {"plan"};
    case Kind::request:
    case Kind::target_group: return {};
  }
  return {};
}

bool is_time(Field field) { return field == Field::at || field == Field::start; }

/// Drawn columns whose value may become known, or change, later than the row itself.
bool has_own_time(std::string_view column) {
  static constexpr std::string_view all[] = {"primary_code", "follow_up", "primary_target_group", "support_need", "support_need_at", "service", "result", "result_at", "baseline", "found", "found_at"};
  return std::ranges::find(all, column) != std::end(all);
}

/// When something was, to the day or to the moment.
struct Dated {
  Date day;
  std::optional<MomentRange> time;  ///< none: some time of the day
  std::size_t which;
};
std::optional<Dated> dated(const std::string& at, std::size_t which) {
  const auto days = days_of(at);
  if (!days || days->first != days->last) return std::nullopt;
  const auto time = at.find('T') != std::string::npos ? parse_moment(at) : std::unexpected(ParseProblem{});
  return Dated{days->first, time ? std::optional(*time) : std::nullopt, which};
}

/// Which came last. None: any of several may have, and they do not say the same. @pre there is one
template <class Says>
std::optional<std::size_t> latest(const std::vector<Dated>& all, const Says& says) {
  const Date day = std::ranges::max_element(all, {}, &Dated::day)->day;
  std::optional<Moment> begun;
  for (const Dated& one : all) {
    if (one.day == day && one.time && (!begun || *begun < one.time->first)) begun = one.time->first;
  }
  const Dated* out = nullptr;
  for (const Dated& one : all) {
    if (one.day != day || (one.time && one.time->last < *begun)) continue;
    if (out != nullptr && says(out->which) != says(one.which)) return std::nullopt;
    if (out == nullptr || (out->time && !one.time)) out = &one;
  }
  return out->which;
}

/// Agreed or begun is not yet held.
bool is_held(const Known& follow_up) {
  const std::string& status = follow_up.value(Field::status);
  return status != "cancelled" && status != "revoked" && status != "preliminary" && status != "registered";
}

class Reader {
 public:
  Reader(const Merged& merged, const std::function<void(PlacedRow&&)>& take) : merged_(merged), take_(take) { link(); }

  void citizens(const std::vector<std::string>& columns) {
    Moment latest;
    for (const Citizen& c : merged_.citizens()) latest = std::max(latest, c.last);
    std::vector<std::set<std::string>> numbers(merged_.citizens().size());
    for (const Known& r : merged_.resources()) {
      if (!r.gone && !r.value(Field::case_number).empty()) numbers[r.citizen].insert(r.value(Field::case_number));
    }
    for (std::size_t i = 0; i < merged_.citizens().size(); ++i) {
      const Citizen& c = merged_.citizens()[i];
      Values row{{"id", {.text = c.id}}, {"citizen", {.text = c.id}}};
      if (c.fault) {
        put(columns, row, c.place, c.fault);
        continue;
      }
      if (const auto patient = merged_.find("Patient", c.id)) fields(merged_.resources()[*patient], row);
      if (numbers[i].size() == 1) row["case_number"] = {.text = *numbers[i].begin()};
      row["first_reported_at"] = moment_cell(c.first);
      row["reported_at"] = moment_cell(c.last);
      row["delivered_at"] = moment_cell(latest);
      put(columns, row, c.place, {});
    }
    for (const auto& [why, place] : merged_.nobodys()) put(columns, {}, place, why);
  }

  void resources(Kind kind, const std::vector<std::string>& columns) {
    for (std::uint32_t number = 0; number < merged_.resources().size(); ++number) {
      const Known& r = merged_.resources()[number];
      if (r.kind != kind || r.gone || spoiled(r) || (kind == Kind::follow_up && !is_held(r))) continue;
      Values row;
      fields(r, row);
      drawn(number, r, row);
      put(columns, row, r.place, {});
    }
  }

  void all_assessments(const std::vector<std::string>& columns) {
    std::map<std::uint32_t, std::size_t> counted;
    for (const Assessment& a : merged_.assessments()) {
      const Known& condition = merged_.resources()[a.condition];
      if (condition.gone || spoiled(condition)) continue;
      const std::string number = std::to_string(++counted[a.condition]);
      put(columns, assessed(a, condition, condition.id + "." + number, number), a.place, {});
    }
  }

  /// The assessments of what a goal is about, under the goal.
  void goals_assessments(const std::vector<std::string>& columns) {
    for (const Known& r : merged_.resources()) {
      if (r.kind != Kind::goal || r.gone || spoiled(r)) continue;
      std::size_t number = 0;
      for (const Assessment* a : assessments_of(r)) {
        const std::string text = std::to_string(++number);
        Values row = assessed(*a, merged_.resources()[a->condition], r.id + "." + text, text);
        row["goal"] = {.text = r.id};
        put(columns, row, a->place, {});
      }
    }
  }

 private:
  /// Who refers to whom, the other way round: the last plan that lists a goal, and the results of a plan.
  void link() {
    for (std::uint32_t number = 0; number < merged_.resources().size(); ++number) {
      const Known& r = merged_.resources()[number];
      if (r.gone) continue;
      for (const Reference& reference : r.references) {
        const auto to = merged_.target(r, reference);
        if (!to) continue;
        if (r.kind == Kind::plan && reference.role != Role::target_group) plan_of_[*to] = number;
        if (r.kind == Kind::plan && reference.role == Role::goal) plans_of_[*to].push_back(number);
        if (r.kind == Kind::follow_up && reference.role == Role::plan && is_held(r)) follow_ups_of_[*to].push_back(number);
      }
    }
    for (const Assessment& a : merged_.assessments()) {
      const Known& condition = merged_.resources()[a.condition];
      if (!condition.gone) by_code_[{condition.citizen, a.code}].push_back(&a);
    }
  }

  bool spoiled(const Known& r) const { return merged_.citizens()[r.citizen].fault.has_value(); }

  void put(const std::vector<std::string>& columns, const Values& row, Place place, std::optional<Code> fault) {
    source::Row out{.line = ++line_, .cells = {}, .fault = fault};
    for (const std::string& column : columns) {
      const auto found = row.find(column);
      out.cells.push_back(found != row.end() ? found->second : Cell{});
    }
    take_({std::move(out), place});
  }

  void fields(const Known& r, Values& row) const {
    row["id"] = {.text = r.id};
    row["citizen"] = {.text = merged_.citizens()[r.citizen].id};
    row["recorded_at"] = moment_cell(r.first);
    row["changed_at"] = moment_cell(r.since);
    row["updated"] = text_cell(r.updated);
    for (const Field field : row_of(r.kind).fields) {
      const std::string name(name_of(field));
      row[name] = is_time(field) ? time_cell(r.value(field)) : text_cell(r.value(field));
      // A corrected day of something that happened holds since it was first told: before, it had not "not happened".
      const Told told = r.told_of(field);
      tell(name, is_day(field) ? told.first : told.last, row);
    }
  }

  static bool is_day(Field field) {
    using enum Field;
    return field == at || field == start || field == end || field == created || field == recorded || field == asserted;
  }
  /// When the value of a column became known. Nothing is said of an empty one.
  static void tell(const std::string& column, Moment at, Values& row) {
    const Cell& value = row[column];
    if (!value.text.empty()) row[column + std::string(told_behind)] = moment_cell(at);
  }

  Values assessed(const Assessment& a, const Known& condition, std::string id, std::string number) const {
    return {{"id", {.text = std::move(id)}}, {"citizen", {.text = merged_.citizens()[condition.citizen].id}}, {"recorded_at", moment_cell(a.first)},
            {"changed_at", moment_cell(a.since)}, {"condition", {.text = condition.id}}, {"number", {.text = std::move(number), .form = Cell::Form::number}},
            {"code", {.text = a.code}}, {"severity", {.text = a.severity}}, {"at", time_cell(a.at)}};
  }

  /// The only one of that role, and of that rank unless it is 0; none: there is none, or several.
  std::optional<std::uint32_t> only(const Known& r, Role role, std::uint8_t rank = 0) const {
    const Reference* found = nullptr;
    for (const Reference& one : r.references) {
      if (one.role != role || (rank != 0 && one.rank != rank)) continue;
      if (found != nullptr && found->id != one.id) return std::nullopt;
      found = &one;
    }
    return found != nullptr ? merged_.target(r, *found) : std::nullopt;
  }
  std::optional<std::uint32_t> primary_of(const Known& goal) const { return only(goal, Role::condition, 1); }

  /// Of the goal's primary condition, and of others of the citizen with the same code: a new assessment may have a new id.
  std::vector<const Assessment*> assessments_of(const Known& goal) const {
    const auto primary = primary_of(goal);
    if (!primary) return {};
    const auto found = by_code_.find({goal.citizen, merged_.resources()[*primary].value(Field::code)});
    return found != by_code_.end() ? found->second : std::vector<const Assessment*>{};
  }

  /// Whose start parts what was before the goal from what came of it: the first of the plans that list the goal. None: there
  /// is no such plan, or it begins after the goal was first told of, and nobody knows from when on the goal was held.
  const Known* first_plan(std::uint32_t number, const Known& goal) const {
    const auto plans = plans_of_.find(number);
    if (plans == plans_of_.end()) return nullptr;
    const Known* first = nullptr;
    Date start = local_day(goal.first);
    for (const std::uint32_t one : plans->second) {
      const Known& plan = merged_.resources()[one];
      const auto begun = dated(plan.value(Field::start), 0);
      if (!begun) return nullptr;  // it may be the first
      if (begun->day < start || (first == nullptr && begun->day == start)) first = &plan, start = begun->day;
    }
    return first;
  }

  /// The level of the latest assessment up to the day on which the goal's plan began, and of the latest after that day.
  /// Nobody looked again: the second is empty, which is not "no change". If nobody knows which came last, or which came
  /// before the goal, both are unknown.
  void change(std::uint32_t number, const Known& goal, Values& row) const {
    const auto levels = assessments_of(goal);
    if (levels.empty()) return;
    const auto unknown = [&] { row["baseline"] = row["found"] = row["found_at"] = {.form = Cell::Form::unknown}; };
    const Known* plan = first_plan(number, goal);
    if (plan == nullptr) return unknown();
    const Date start = dated(plan->value(Field::start), 0)->day;
    std::vector<Dated> before, after;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const auto one = dated(levels[i]->at, i);
      if (!one) return unknown();
      // A goal that came into a plan under way: what was found meanwhile may be why, or what came of it.
      if (plan->first < goal.first && one->day > start && one->day <= local_day(goal.first)) return unknown();
      (one->day > start ? after : before).push_back(*one);
    }
    const auto level = [&](std::size_t i) -> const std::string& { return levels[i]->severity; };
    const auto last_before = before.empty() ? std::nullopt : latest(before, level);
    const auto last_after = after.empty() ? std::nullopt : latest(after, level);
    if ((!before.empty() && !last_before) || (!after.empty() && !last_after)) return unknown();
    const Moment told = std::max({goal.referred, plan->referred, plan->told_of(Field::start).first});
    if (last_before) {
      const Assessment& baseline = *levels[*last_before];
      row["baseline"] = text_cell(baseline.severity);
      tell("baseline", std::max(told, baseline.since), row);
    }
    if (!last_after) return;
    const Assessment& found = *levels[*last_after];
    row["found"] = text_cell(found.severity);
    row["found_at"] = text_cell(found.at);
    tell("found", std::max(told, found.since), row);
    tell("found_at", std::max(told, found.first), row);
  }

  void id_of(std::optional<std::uint32_t> other, const char* column, Values& row) const {
    if (other) row[column] = {.text = merged_.resources()[*other].id};
  }
  /// @param referred  when the reference to it became known
  void value_of(std::optional<std::uint32_t> other, Field field, const char* column, Moment referred, Values& row) const {
    if (!other) return;
    row[column] = text_cell(merged_.resources()[*other].value(field));
    tell(column, std::max(referred, merged_.resources()[*other].told_of(field).last), row);
  }
  /// Codes of those referred to. A reference that leads nowhere leaves the whole unknown.
  void codes_of(const Known& r, Role role, std::uint8_t but_rank, const char* column, Values& row) const {
    std::vector<std::string> codes;
    for (const Reference& one : r.references) {
      if (one.role != role || (but_rank != 0 && one.rank == but_rank)) continue;
      const auto to = merged_.target(r, one);
      if (!to || merged_.resources()[*to].value(Field::code).empty()) return;
      codes.push_back(merged_.resources()[*to].value(Field::code));
    }
    row[column].items = std::move(codes);
  }

  void drawn(std::uint32_t number, const Known& r, Values& row) const {
    if (const auto plan = plan_of_.find(number); plan != plan_of_.end()) id_of(plan->second, "plan", row);
    switch (r.kind) {
      case Kind::gathering: id_of(only(r, Role::request), "request", row); break;
      case Kind::condition: row["assessed"] = time_cell(r.value(Field::asserted).empty() ? r.value(Field::recorded) : r.value(Field::asserted)); break;
      case Kind::goal:
        id_of(primary_of(r), "primary_condition", row);
        value_of(primary_of(r), Field::code, "primary_code", r.referred, row);
        codes_of(r, Role::condition, 1, "other_codes", row);
        value_of(only(r, Role::encounter), Field::at, "follow_up", r.referred, row);
        change(number, r, row);
        break;
      case Kind::plan: plan(number, r, row); break;
      case Kind::intervention:
        id_of(only(r, Role::goal), "goal", row);
        if (const auto of = only(r, Role::plan)) value_of(only(merged_.resources()[*of], Role::performer), Field::code, "service", std::max(r.referred, merged_.resources()[*of].referred), row);
        [[fallthrough]];
      case Kind::follow_up: id_of(only(r, Role::plan), "plan", row); break;
      case Kind::citizen:
      case Kind::request:
      case Kind::target_group:
      case Kind::evaluation:
      case Kind::performer:
      case Kind::encounter: break;
    }
  }

  void plan(std::uint32_t number, const Known& r, Values& row) const {
    value_of(only(r, Role::target_group, 1), Field::code, "primary_target_group", r.referred, row);
    codes_of(r, Role::target_group, 1, "other_target_groups", row);
    value_of(only(r, Role::encounter), Field::at, "follow_up", r.referred, row);
    value_of(only(r, Role::evaluation), Field::need, "support_need", r.referred, row);
    value_of(only(r, Role::evaluation), Field::at, "support_need_at", r.referred, row);
    value_of(only(r, Role::performer), Field::code, "service", r.referred, row);
    codes_of(r, Role::performer, 0, "services", row);
    const auto results = follow_ups_of_.find(number);
    if (results == follow_ups_of_.end()) return;
    // Their own dates say which came last, whenever they were told.
    std::vector<Dated> all;
    for (const std::uint32_t one : results->second) {
      if (const auto when = dated(merged_.resources()[one].value(Field::at), one)) all.push_back(*when);
    }
    std::optional<std::size_t> found;
    if (results->second.size() == 1) found = results->second.front();
    else if (all.size() == results->second.size()) found = latest(all, [&](std::size_t one) -> const std::string& { return merged_.resources()[one].value(Field::result); });
    if (!found) {
      row["result"] = row["result_at"] = {.form = Cell::Form::unknown};
      return;
    }
    const auto last = static_cast<std::uint32_t>(*found);
    const Known& result = merged_.resources()[last];
    value_of(last, Field::result, "result", result.referred, row);
    row["result_at"] = time_cell(result.value(Field::at));
    tell("result_at", result.told_of(Field::at).first, row);
  }

  const Merged& merged_;
  const std::function<void(PlacedRow&&)>& take_;
  std::uint64_t line_ = 0;
  std::map<std::pair<std::uint32_t, std::string>, std::vector<const Assessment*>> by_code_;
  std::map<std::uint32_t, std::uint32_t> plan_of_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> plans_of_;  ///< by goal
  std::map<std::uint32_t, std::vector<std::uint32_t>> follow_ups_of_;
};

}  // namespace

std::vector<std::string> table_names() {
  std::vector<std::string> out{std::string(assessments), std::string(goal_assessments)};
  for (const KindRow& row : kind_rows()) out.emplace_back(row.table);
  std::ranges::sort(out);
  return out;
}

std::vector<std::string> table_columns(const std::string& table, const Settings& settings) {
  std::vector<std::string> out;
  if (table == assessments || table == goal_assessments) {
    out.assign(std::begin(assessment_columns), std::end(assessment_columns));
    if (table == goal_assessments) out.emplace_back("goal");
    return out;
  }
  out.assign(std::begin(own_columns), std::end(own_columns));
  for (const KindRow& row : kind_rows()) {
    if (row.table != table) continue;
    for (const Field field : row.fields) {
      // Which target of a goal is which, only the mapping can say.
      if ((field == Field::expected && settings.expected_level.empty()) || (field == Field::type && settings.goal_type.empty())) continue;
      out.emplace_back(name_of(field));
      out.push_back(out.back() + std::string(told_behind));
    }
    for (const std::string_view column : drawn_columns(row.kind)) {
      out.emplace_back(column);
      if (has_own_time(column)) out.push_back(out.back() + std::string(told_behind));
    }
  }
  return out;
}

void read_table(const std::string& table, const Merged& merged, const Settings& settings, const std::function<void(PlacedRow&&)>& take) {
  Reader reader(merged, take);
  const auto columns = table_columns(table, settings);
  if (table == assessments) return reader.all_assessments(columns);
  if (table == goal_assessments) return reader.goals_assessments(columns);
  for (const KindRow& row : kind_rows()) {
    if (row.table == table) return row.kind == Kind::citizen ? reader.citizens(columns) : reader.resources(row.kind, columns);
  }
}

}  // namespace rettesnor::ffb
