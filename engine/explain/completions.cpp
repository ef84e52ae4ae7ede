#include "engine/explain/completions.hpp"

#include <algorithm>
#include <set>

#include "engine/model/match.hpp"
#include "engine/model/reach.hpp"

namespace rettesnor {

namespace {

constexpr std::size_t most = 64;
constexpr std::int32_t oldest_age = 120;
constexpr std::int64_t half_day = micros_per_day / 2;

class Days {
 public:
  void add(std::optional<Date> day) {
    if (day && *day >= first_date && *day <= last_date) days_.insert(*day);
  }
  void add(const TimeSpan& span) {
    add(local_day(span.earliest));
    add(local_day(span.latest));
  }
  std::vector<Date> all() const { return {days_.begin(), days_.end()}; }

 private:
  std::set<Date> days_;
};

void add_known_days(const Prober& prober, const std::vector<InstanceResult>& results, Days& days) {
  for (const InstanceResult& result : results) {
    for (const CellRef& ref : result.touched) {
      const Cell* const cell = prober.cell(ref);
      if (cell == nullptr || cell->state != CellState::value) continue;
      std::visit(match{
                     [&](const DateInterval& d) { days.add(d.first), days.add(d.last); },
                     [&](const MomentInterval& m) { days.add(local_day(m.first)), days.add(local_day(m.last)); },
                     [&](const std::vector<Period>& periods) {
                       for (const Period& p : periods) days.add(p.from), days.add(p.until);
                     },
                     [](const auto&) {},
                 },
                 cell->value);
    }
  }
}

// Days that a duration or an age leads to from the days already there.
std::vector<Date> reached(const std::vector<Date>& from, const std::vector<Duration>& durations,
                          const std::vector<Decimal>& numbers) {
  Days out;
  for (const Date day : from) {
    out.add(day);
    for (const Duration d : durations) {
      out.add(add(day, d));
      out.add(subtract(day, d));
    }
    for (const Decimal n : numbers) {
      const std::int64_t whole = n.millionths / millionths_per_one;
      if (n.millionths % millionths_per_one != 0 || whole < 1 || whole > oldest_age) continue;
      out.add(add_years(day, static_cast<std::int32_t>(-whole)));
    }
  }
  return out.all();
}

std::vector<Date> with_neighbours(const std::vector<Date>& days) {
  Days out;
  for (const Date day : days) {
    for (const int step : {-1, 0, 1}) out.add(add_days(day, step));
  }
  return out.all();
}

Cell value_cell(const Cell& current, Value value) {
  Cell out;
  out.state = CellState::value;
  out.value = std::move(value);
  out.parts = current.parts;
  out.span = current.span;
  return out;
}

Cell absent(const Cell& current) {
  Cell out;
  out.state = CellState::does_not_exist;
  out.parts = current.parts;
  out.span = current.span;
  return out;
}

class Trials {
 public:
  Trials(const Prober& prober, const CellRef& ref, const Boundaries& boundaries)
      : prober_(prober), boundaries_(boundaries), current_(*prober.cell(ref)),
        field_(prober.model().fields[ref.part ? ref.part : ref.field]),
        event_(field_.kind == FieldKind::event), coarse_(prober.gap(ref) == Gap::coarse) {}

  std::vector<Cell> all() {
    by_type();
    if (!coarse_) put(absent(current_));
    return std::move(out_);
  }

 private:
  void put(Cell cell) {
    if (out_.size() >= most) return;
    if (cell.state == current_.state && cell.value == current_.value) return;
    const bool doubled = std::ranges::any_of(
        out_, [&](const Cell& c) { return c.state == cell.state && c.value == cell.value; });
    if (!doubled) out_.push_back(std::move(cell));
  }
  void put_value(Value value) { put(value_cell(current_, std::move(value))); }

  // An event is tried up to T; the day after stands for "not by T".
  std::vector<Date> days() const {
    const Date today = local_day(prober_.question().as_of);
    std::vector<Date> out;
    for (const Date day : boundaries_.days) {
      if (!event_ || day <= today) out.push_back(day);
    }
    // The latest first: what is still unknown most often lies near T.
    std::ranges::reverse(out);
    if (event_) {
      if (const auto later = add_days(today, 1)) out.insert(out.begin(), *later);
    }
    return out;
  }

  // Early enough for every day that matters, and no earlier: evaluating a state costs by the days it has run.
  Date before_all() const {
    const Date first = boundaries_.days.empty() ? local_day(prober_.question().as_of) : boundaries_.days.front();
    return add_days(first, -1).value_or(first);
  }

  void dates() {
    const auto* known = coarse_ ? std::get_if<DateInterval>(&current_.value) : nullptr;
    if (known != nullptr) {
      put_value(DateInterval{known->first, known->first});
      put_value(DateInterval{known->last, known->last});
    }
    for (const Date day : days()) {
      if (known == nullptr || (known->first <= day && day <= known->last)) put_value(DateInterval{day, day});
    }
  }

  void moments() {
    const auto* known = coarse_ ? std::get_if<MomentInterval>(&current_.value) : nullptr;
    const auto allowed = [&](Moment m) { return known == nullptr || (known->first <= m && m <= known->last); };
    if (known != nullptr) {
      put_value(MomentInterval{known->first, known->first});
      put_value(MomentInterval{known->last, known->last});
    }
    for (const Moment m : boundaries_.moments) {
      for (const std::int64_t step : {-micros_per_minute, std::int64_t{0}, micros_per_minute}) {
        const Moment at{m.micros + step};
        if (allowed(at)) put_value(MomentInterval{at, at});
      }
    }
    for (const Date day : days()) {
      const Moment at{start_of_day(day).micros + half_day};
      if (allowed(at)) put_value(MomentInterval{at, at});
    }
  }

  void numbers() {
    put_value(Decimal{0});
    for (const Decimal n : boundaries_.numbers) {
      for (const std::int64_t step : {-millionths_per_one, std::int64_t{0}, millionths_per_one}) {
        put_value(Decimal{n.millionths + step});
      }
    }
    put_value(Decimal{1'000'000 * millionths_per_one});
  }

  void codes() {
    const std::size_t count = field_.type.codes ? prober_.model().code_sets[field_.type.codes].codes.size() : 0;
    for (std::uint32_t code = 0; code < count; ++code) {
      if (field_.type.list) {
        put_value(std::vector<CodeValue>{CodeValue{code}});
      } else {
        put_value(CodeValue{code});
      }
    }
    if (field_.type.list) put_value(std::vector<CodeValue>{});
  }

  void by_type() {
    switch (field_.type.kind) {
      case TypeKind::yes_no: put_value(true), put_value(false); break;
      case TypeKind::number:
      case TypeKind::amount: numbers(); break;
      case TypeKind::text:
        for (const std::string& text : boundaries_.texts) put_value(text);
        put_value(std::string("…"));
        break;
      case TypeKind::code: codes(); break;
      case TypeKind::date: dates(); break;
      case TypeKind::moment: moments(); break;
      case TypeKind::duration:
        for (const std::int32_t days : {0, 7, 30, 365, 3650}) put_value(Duration{days, Unit::days});
        break;
      case TypeKind::periods:
        put_value(std::vector<Period>{});
        put_value(std::vector<Period>{Period{before_all(), std::nullopt}});
        break;
      case TypeKind::invalid: break;
    }
  }

  const Prober& prober_;
  const Boundaries& boundaries_;
  const Cell& current_;
  const FieldDecl& field_;
  bool event_;
  bool coarse_;
  std::vector<Cell> out_;
};

}  // namespace

Boundaries boundaries_of(const Prober& prober, RuleId rule, const std::vector<InstanceResult>& results) {
  const Model& model = prober.model();
  Reach reach(model);
  reach.rule(rule);
  Boundaries out;
  Days days;
  std::vector<Duration> durations;
  for (const ExprId id : reach.found().literals) {
    std::visit(match{
                   [&](const expr::Number& e) { out.numbers.push_back(e.value); },
                   [&](const expr::TextValue& e) { out.texts.push_back(e.value); },
                   [&](const expr::DateValue& e) { days.add(e.value); },
                   [&](const expr::MomentValue& e) { days.add(local_day(e.value)); },
                   [&](const expr::DurationValue& e) { durations.push_back(e.value); },
                   [](const auto&) {},
               },
               model.exprs[id].node);
  }
  for (const Duration d : durations) {
    // `years from a to b` compares with a duration of years.
    if (d.unit == Unit::years) {
      if (const auto years = make_decimal(d.count)) out.numbers.push_back(*years);
    }
  }
  days.add(local_day(prober.question().as_of));
  for (const InstanceResult& result : results) {
    for (const auto* span : {&result.anchor, &result.due}) {
      if (!*span) continue;
      days.add(**span);
      if (!(*span)->day) out.moments.insert(out.moments.end(), {(*span)->earliest, (*span)->latest});
    }
  }
  add_known_days(prober, results, days);
  out.days = with_neighbours(reached(days.all(), durations, out.numbers));
  return out;
}

std::vector<Cell> completions(const Prober& prober, const CellRef& ref, const Boundaries& boundaries) {
  return Trials(prober, ref, boundaries).all();
}

Cell forgotten(const Cell& cell) {
  Cell out;
  // A date is only blurred, by years: whatever rests on it falls, and the evaluator need not try every century.
  constexpr std::int32_t blur = 5;
  if (const auto* d = cell.state == CellState::value ? std::get_if<DateInterval>(&cell.value) : nullptr) {
    out = cell;
    out.value = DateInterval{add_years(d->first, -blur).value_or(first_date), add_years(d->last, blur).value_or(last_date)};
    return out;
  }
  out.state = CellState::asked_unknown;
  out.parts = cell.parts;
  out.span = cell.span;
  return out;
}

}  // namespace rettesnor
