#include "engine/evaluate/batch.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace rettesnor::columns {
namespace {

using plan::Domain;
using plan::DomainId;
using plan::Leaf;
using plan::Plan;
using plan::Width;

const Cell blank{};
const Moment beginning_of_time = start_of_day(first_date);
const Moment end_of_time{end_of_day(last_date).micros - 1};

constexpr std::uint32_t ahead = 12;  ///< rows

/// A time as the leaves hold it.
struct CellTime {
  bool absent = false, pending = false, uncovered = false, present = false;
  Moment lo{}, hi{};
};

class Loader {
 public:
  Loader(const Model& model, const Question& question, const Plan& plan, std::span<const Case* const> cases)
      : model_(model), question_(question), plan_(plan), cases_(cases), today_(local_day(question.as_of)) {}

  Batch load() {
    out_.rows.resize(plan_.domains.size());
    for (std::uint32_t i = 0; i < plan_.domains.size(); ++i) rows_of({i});
    out_.columns.resize(plan_.leaves.size());
    // The leaves of one cell are read together.
    std::map<std::tuple<DomainId, FieldId, FieldId>, std::vector<std::size_t>> by_cell;
    for (std::size_t i = 0; i < plan_.leaves.size(); ++i) {
      const Leaf& leaf = plan_.leaves[i];
      by_cell[{leaf.domain, leaf.field, leaf.part}].push_back(i);
    }
    for (const auto& [cell, leaves] : by_cell) {
      std::ranges::fill(column_, nullptr);
      for (const std::size_t i : leaves) prepare(plan_.leaves[i], out_.columns[i]);
      const auto [domain, field, part] = cell;
      if (!field) {
        load_cases();
      } else if (model_.fields[field].kind == FieldKind::list) {
        load_list(domain, field);
      } else if (plan_.domains[domain.value].kind == Domain::Kind::list && plan_.domains[domain.value].list == field) {
        load_periods(domain, field);
      } else {
        load_cells(domain, field, part);
      }
    }
    return std::move(out_);
  }

 private:
  bool visible(const std::optional<Moment>& recorded_at) const {
    return !recorded_at || !question_.known_at || *recorded_at <= *question_.known_at;
  }

  std::optional<Moment> watermark(const Case& subject, const std::optional<Moment>& own, bool unmapped) const {
    if (unmapped) return std::nullopt;
    std::optional<Moment> mark = own ? own : subject.extraction_time;
    if (!mark && question_.trust_as_of_watermark) mark = question_.as_of;
    if (mark && question_.known_at) mark = std::min(*mark, *question_.known_at);
    return mark;
  }

  void rows_of(DomainId id) {
    const Domain& domain = plan_.domains[id.value];
    Rows& rows = out_.rows[id.value];
    if (domain.kind == Domain::Kind::cases) {
      for (const Case* c : cases_) rows.elements.push_back(c->root.get());
      rows.count = static_cast<std::uint32_t>(cases_.size());
      return;
    }
    if (made_while_running(plan_, id)) return;
    const Rows& above = out_.rows[domain.up.value];
    rows.starts.reserve(above.count + 1U);
    for (std::uint32_t row = 0; domain.kind == Domain::Kind::list && row < above.count; ++row) {
      rows.starts.push_back(static_cast<std::uint32_t>(rows.up.size()));
      if (domain.kind == Domain::Kind::list && model_.fields[domain.list].kind != FieldKind::list) {
        const Cell& cell = above.elements[row]->cells[model_.fields[domain.list].index];
        const auto* periods = visible(cell.recorded_at) && cell.state == CellState::value ? std::get_if<std::vector<Period>>(&cell.value) : nullptr;
        if (periods != nullptr) rows.up.insert(rows.up.end(), periods->size(), row);
      } else if (domain.kind == Domain::Kind::list) {
        const ListCell* list = above.elements[row]->lists[model_.fields[domain.list].index].get();
        if (list == nullptr) continue;
        for (const auto& element : list->elements) {
          if (!visible(element->recorded_at)) continue;
          rows.elements.push_back(element.get());
          rows.up.push_back(row);
        }
      }
    }
    if (domain.kind == Domain::Kind::pairs) {
      rows = pairs(plan_, id, [&](DomainId d) -> const Rows& { return out_.rows[d.value]; });
      return;
    }
    rows.starts.push_back(static_cast<std::uint32_t>(rows.up.size()));
    rows.count = static_cast<std::uint32_t>(rows.up.size());
  }

  static Width width_of(const Model& model, const Leaf& leaf) {
    switch (leaf.kind) {
      case Leaf::Kind::codes: case Leaf::Kind::number_low: case Leaf::Kind::number_high: case Leaf::Kind::text:
      case Leaf::Kind::municipality: case Leaf::Kind::mark: return Width::number;
      case Leaf::Kind::time_low: case Leaf::Kind::time_high:
        return model.fields[leaf.part ? leaf.part : leaf.field].type.kind == TypeKind::date ? Width::day : Width::number;
      case Leaf::Kind::time_low_day: case Leaf::Kind::time_high_day: case Leaf::Kind::period_from: case Leaf::Kind::period_until: case Leaf::Kind::periods_seen: return Width::day;
      case Leaf::Kind::yes: case Leaf::Kind::no: case Leaf::Kind::has_value: case Leaf::Kind::absent: case Leaf::Kind::recorded:
      case Leaf::Kind::list_unknown: case Leaf::Kind::time_present: case Leaf::Kind::time_absent: case Leaf::Kind::time_pending:
      case Leaf::Kind::time_uncovered: case Leaf::Kind::some_elements: case Leaf::Kind::unseen_elements: case Leaf::Kind::mark_present:
      case Leaf::Kind::unseen_periods:
        return Width::bit;
    }
    return Width::bit;
  }

  void prepare(const Leaf& leaf, Column& column) {
    const Rows& rows = out_.rows[leaf.domain.value];
    const std::size_t padded = rows.words() * 64;
    switch (width_of(model_, leaf)) {
      case Width::bit: column.bits.assign(rows.words(), 0); break;
      case Width::day: column.days.assign(padded, 0); break;
      case Width::number: column.numbers.assign(padded, 0); break;
    }
    column_[static_cast<std::size_t>(leaf.kind)] = &column;
  }

  void bit(Leaf::Kind kind, std::uint32_t row, bool value) const {
    if (Column* c = column_[static_cast<std::size_t>(kind)]; c != nullptr && value) c->bits[row / 64] |= std::uint64_t{1} << row % 64;
  }
  void number(Leaf::Kind kind, std::uint32_t row, std::int64_t value) const {
    if (Column* c = column_[static_cast<std::size_t>(kind)]; c != nullptr) c->numbers[row] = value;
  }
  void instant(Leaf::Kind kind, std::uint32_t row, Moment value) const {
    Column* c = column_[static_cast<std::size_t>(kind)];
    if (c == nullptr) return;
    if (c->days.empty()) c->numbers[row] = value.micros; else c->days[row] = local_day(value).days;
  }

  void load_cases() const {
    for (std::uint32_t row = 0; row < cases_.size(); ++row) {
      const Case& subject = *cases_[row];
      const auto mark = watermark(subject, std::nullopt, false);
      bit(Leaf::Kind::mark_present, row, mark.has_value());
      number(Leaf::Kind::mark, row, mark ? mark->micros : 0);
      std::optional<std::string> code = question_.municipality;
      if (!code && subject.municipality.size() == 1 && !subject.municipality.front().from) code = subject.municipality.front().code;
      std::int64_t value = -1;  // also for what is no code of four digits: it is no municipality's, whatever its first digits are
      const bool digits = code && code->size() == 4 && std::ranges::all_of(*code, [](char c) { return c >= '0' && c <= '9'; });
      if (digits) std::from_chars(code->data(), code->data() + code->size(), value);
      number(Leaf::Kind::municipality, row, value);
    }
  }

  /// The case that a row belongs to.
  const Case& case_of(DomainId domain, std::uint32_t row) const {
    while (plan_.domains[domain.value].kind != Domain::Kind::cases) {
      row = out_.rows[domain.value].up[row];
      domain = plan_.domains[domain.value].up;
    }
    return *cases_[row];
  }

  void load_list(DomainId domain, FieldId list) const {
    const Rows& rows = out_.rows[domain.value];
    const std::uint32_t index = model_.fields[list].index;
    for (std::uint32_t row = 0; row < rows.count; ++row) {
      const ListCell* cell = rows.elements[row]->lists[index].get();
      bit(Leaf::Kind::some_elements, row,
          cell != nullptr && std::ranges::any_of(cell->elements, [&](const auto& e) { return visible(e->recorded_at); }));
      const auto mark = watermark(case_of(domain, row), cell == nullptr ? std::nullopt : cell->complete_to, cell != nullptr && cell->unmapped);
      bit(Leaf::Kind::unseen_elements, row, !mark || *mark < question_.as_of);
    }
  }

  /// The rows are the periods themselves.
  void load_periods(DomainId domain, FieldId field) const {
    const Rows& rows = out_.rows[domain.value];
    const Rows& owners = out_.rows[plan_.domains[domain.value].up.value];
    for (std::uint32_t row = 0; row < rows.count; ++row) {
      const Cell& cell = owners.elements[rows.up[row]]->cells[model_.fields[field].index];
      const Period& period = std::get<std::vector<Period>>(cell.value)[row - rows.starts[rows.up[row]]];
      if (Column* c = column_[static_cast<std::size_t>(Leaf::Kind::period_from)]) c->days[row] = period.from.days;
      if (Column* c = column_[static_cast<std::size_t>(Leaf::Kind::period_until)]) c->days[row] = period.until ? period.until->days : plan::no_day;
    }
  }

  static CellTime known_time(const Value& value, bool day) {
    if (const auto* d = std::get_if<DateInterval>(&value)) {
      return {.present = true, .lo = start_of_day(d->first), .hi = Moment{end_of_day(d->last).micros - 1}};
    }
    if (const auto* m = std::get_if<MomentInterval>(&value)) {
      if (!day) return {.present = true, .lo = m->first, .hi = m->last};
      return {.present = true, .lo = start_of_day(local_day(m->first)), .hi = Moment{end_of_day(local_day(m->last)).micros - 1}};
    }
    return {.absent = true, .present = true, .lo = beginning_of_time, .hi = end_of_time};
  }

  /// As engine/reference's event_time.
  CellTime event_time(const Case& subject, const Cell& cell, bool day) const {
    CellTime t;
    const auto up_to_now = [&](Moment from) {
      t.present = t.pending = t.uncovered = true;
      t.lo = day ? start_of_day(local_day(from)) : from;
      t.hi = day ? Moment{end_of_day(today_).micros - 1} : question_.as_of;
    };
    switch (cell.state) {
      case CellState::value: return known_time(cell.value, day);
      case CellState::does_not_exist: t.absent = true; return t;
      case CellState::asked_unknown: case CellState::withheld: case CellState::conflicting:
        up_to_now(beginning_of_time);
        t.absent = true;
        return t;
      case CellState::not_recorded: break;
    }
    const auto mark = watermark(subject, cell.not_by, cell.unmapped);
    if (mark && *mark >= question_.as_of) {
      t.pending = true;
      return t;
    }
    up_to_now(mark ? start_of_day(local_day(*mark)) : beginning_of_time);
    return t;
  }

  void load_cells(DomainId domain, FieldId field_id, FieldId part) const {
    const Rows& rows = out_.rows[domain.value];
    const FieldDecl& field = model_.fields[field_id];
    const FieldDecl& decl = part ? model_.fields[part] : field;
    const bool is_time = decl.type.kind == TypeKind::date || decl.type.kind == TypeKind::moment;
    const bool is_event = !part && field.kind == FieldKind::event;
    const std::int64_t all_codes =
        decl.type.kind == TypeKind::code ? (std::int64_t{1} << std::min<std::size_t>(62, model_.code_sets[decl.type.codes].codes.size())) - 1 : 0;
    for (std::uint32_t row = 0; row < rows.count; ++row) {
      // One cell of each element: what takes time is to wait for the memory.
      if (row + 2 * ahead < rows.count) __builtin_prefetch(&rows.elements[row + 2 * ahead]->cells);
      if (row + ahead < rows.count) {
        const auto* next = reinterpret_cast<const char*>(&rows.elements[row + ahead]->cells[field.index]);
        __builtin_prefetch(next);
        __builtin_prefetch(next + sizeof(Cell) - 1);
      }
      const Cell& whole = rows.elements[row]->cells[field.index];
      const Cell& seen = visible(whole.recorded_at) ? whole : blank;
      const Cell& cell = !part ? seen : decl.index < seen.parts.size() ? seen.parts[decl.index] : blank;
      bit(Leaf::Kind::recorded, row, cell.state != CellState::not_recorded && cell.state != CellState::asked_unknown);
      if (is_time) {
        const bool day = decl.type.kind == TypeKind::date;
        CellTime t;
        if (is_event) {
          t = event_time(case_of(domain, row), cell, day);
        } else if (cell.state == CellState::does_not_exist) {
          t.absent = true;
        } else {
          t = known_time(cell.state == CellState::value ? cell.value : Value{}, day);
        }
        bit(Leaf::Kind::time_present, row, t.present);
        bit(Leaf::Kind::time_absent, row, t.absent);
        bit(Leaf::Kind::time_pending, row, t.pending);
        bit(Leaf::Kind::time_uncovered, row, t.uncovered);
        if (t.present) {
          instant(Leaf::Kind::time_low, row, t.lo);
          instant(Leaf::Kind::time_high, row, t.hi);
          instant(Leaf::Kind::time_low_day, row, t.lo);
          instant(Leaf::Kind::time_high_day, row, t.hi);
        }
        if (!is_event) bit(Leaf::Kind::has_value, row, cell.state == CellState::value);
        if (!is_event) bit(Leaf::Kind::absent, row, cell.state == CellState::does_not_exist);
        continue;
      }
      const bool has = cell.state == CellState::value;
      const bool absent = cell.state == CellState::does_not_exist;
      bit(Leaf::Kind::has_value, row, has);
      bit(Leaf::Kind::absent, row, absent);
      bit(Leaf::Kind::no, row, absent);
      if (decl.type.kind == TypeKind::periods && has) {
        const auto mark = watermark(case_of(domain, row), cell.not_by, cell.unmapped);
        bit(Leaf::Kind::unseen_periods, row, !mark || *mark < question_.as_of);
        const Date until = !mark ? Date{first_date.days - 1} : std::max(local_day(*mark), *mark >= question_.as_of ? today_ : first_date);
        if (Column* c = column_[static_cast<std::size_t>(Leaf::Kind::periods_seen)]) c->days[row] = until.days;
      }
      bit(Leaf::Kind::list_unknown, row, !has && !absent);
      number(Leaf::Kind::number_low, row, has || absent ? 0 : INT64_MIN);
      number(Leaf::Kind::number_high, row, has || absent ? 0 : INT64_MAX);
      number(Leaf::Kind::codes, row, has || absent ? 0 : all_codes);
      number(Leaf::Kind::text, row, has ? -1 : -2);
      if (!has) continue;
      if (const auto* b = std::get_if<bool>(&cell.value)) {
        bit(*b ? Leaf::Kind::yes : Leaf::Kind::no, row, true);
      } else if (const auto* d = std::get_if<Decimal>(&cell.value)) {
        number(Leaf::Kind::number_low, row, d->millionths);
        number(Leaf::Kind::number_high, row, d->millionths);
      } else if (const auto* c = std::get_if<CodeValue>(&cell.value)) {
        number(Leaf::Kind::codes, row, std::int64_t{1} << c->code);
      } else if (const auto* cs = std::get_if<std::vector<CodeValue>>(&cell.value)) {
        std::int64_t bits = 0;
        for (const CodeValue member : *cs) bits |= std::int64_t{1} << member.code;
        number(Leaf::Kind::codes, row, bits);
      } else if (const auto* t = std::get_if<std::string>(&cell.value)) {
        const auto at = std::ranges::find(plan_.texts, *t);
        if (at != plan_.texts.end()) number(Leaf::Kind::text, row, at - plan_.texts.begin());
      }
    }
  }

  const Model& model_;
  const Question& question_;
  const Plan& plan_;
  std::span<const Case* const> cases_;
  Date today_;
  Batch out_;
  std::array<Column*, 40> column_{};  ///< by kind of leaf, of the cell that is being read; null: not asked for
};

}  // namespace

bool made_while_running(const plan::Plan& plan, DomainId id) {
  while (plan.domains[id.value].kind != Domain::Kind::cases) {
    if (plan.domains[id.value].kind == Domain::Kind::series) return true;
    id = plan.domains[id.value].up;
  }
  return false;
}

Rows pairs(const plan::Plan& plan, DomainId id, const std::function<const Rows&(DomainId)>& rows_of) {
  const Domain& domain = plan.domains[id.value];
  const Rows& above = rows_of(domain.up);
  const Rows& list = rows_of(domain.elements);
  // The way from a row to its owner, looked up once.
  std::vector<const std::vector<std::uint32_t>*> way;
  DomainId at = domain.up;
  for (const Domain::Link link : domain.owner) {
    const bool up = link == Domain::Link::up;
    way.push_back(up ? &rows_of(at).up : &rows_of(at).element);
    at = up ? plan.domains[at.value].up : plan.domains[at.value].elements;
  }
  Rows rows;
  rows.starts.reserve(above.count + 1U);
  for (std::uint32_t row = 0; row < above.count; ++row) {
    rows.starts.push_back(static_cast<std::uint32_t>(rows.up.size()));
    std::uint32_t owner = row;
    for (const auto* step : way) owner = (*step)[owner];
    for (std::uint32_t e = list.starts[owner]; e < list.starts[owner + 1]; ++e) {
      rows.element.push_back(e);
      rows.up.push_back(row);
    }
  }
  rows.starts.push_back(static_cast<std::uint32_t>(rows.up.size()));
  rows.count = static_cast<std::uint32_t>(rows.up.size());
  return rows;
}

Batch make_batch(const Model& model, const Question& question, const plan::Plan& plan, std::span<const Case* const> cases) {
  return Loader(model, question, plan, cases).load();
}

}  // namespace rettesnor::columns
