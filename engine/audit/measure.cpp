#include "engine/audit/measure.hpp"

#include <algorithm>
#include <set>

#include "engine/model/reach.hpp"
#include "engine/reference/reading.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor::audit {

namespace {

/// What one thing may still be for a share. Never empty.
struct Answer {
  bool success = false;
  bool failure = false;
  bool outside = false;        ///< not in the denominator
  bool for_judgement = false;  ///< outside, and counted apart when certain
  bool waiting = false;        ///< outside, and counted apart when certain
};

void count(const Answer& a, Sums& into) {
  const int ways = a.success + a.failure + a.outside + a.for_judgement + a.waiting;
  const bool only_outside = !a.success && !a.failure && !a.for_judgement;
  if (ways != 1 && only_outside) ++into.excluded;
  else if (ways != 1) ++into.unknown;
  else if (a.success) ++into.numerator, ++into.settled;
  else if (a.failure) ++into.settled;
  else if (a.outside) ++into.excluded;
  else if (a.waiting) ++into.waiting;
  else ++into.for_judgement;
  const bool out = a.outside || a.for_judgement || a.waiting;
  // Worst: a failure if it can be one, else out if it can be, else a success. Best: the reverse.
  if (a.failure || !out) {
    ++into.low_settled;
    if (!a.failure) ++into.low_numerator;
  }
  if (a.success || !out) {
    ++into.high_settled;
    if (a.success) ++into.high_numerator;
  }
}

Answer answer_of(VerdictSet possible, bool may_be_outside) {
  using enum Verdict;
  return {.success = possible.has(fulfilled), .failure = possible.has(late) || possible.has(breached),
          .outside = possible.has(not_applicable) || may_be_outside, .for_judgement = possible.has(for_judgement), .waiting = possible.has(pending)};
}

std::int32_t month_of(Moment moment) {
  const YearMonthDay civil = year_month_day(local_day(moment));
  return 12 * civil.year + static_cast<std::int32_t>(civil.month) - 1;
}

bool is_code(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

class Measurer {
 public:
  Measurer(const Model& model, const Case& subject, const Question& question, const MeasurePeriod& period, Measures& into)
      : model_(model), question_(question), period_(period), reader_(model, subject, question), into_(into) {}

  void from_rule(IndicatorId id, std::span<const JudgedInstance> instances) {
    const IndicatorDecl& of = model_.indicators[id];
    for (const JudgedInstance& r : instances) {
      if (r.rule != of.rule || r.possible.empty()) continue;
      Truth inside = Truth::yes;
      std::optional<ReadTime> dated;
      if (r.anchor) dated = ReadTime{.possible = true, .certain = true, .dated = true, .earliest = r.anchor->earliest, .latest = r.anchor->latest};
      std::optional<ReadTime> acting = dated;
      if (of.in_period) {
        dated = reader_.time(of, of.in_period, r.at);
        inside = in_period(*dated);
        if (!acting) acting = dated;
      }
      if (of.where) inside = inside & reader_.truth(of, of.where, r.at);
      if (inside == Truth::no) continue;
      count(answer_of(r.possible, inside != Truth::yes), into_[key_of(id, r.at, dated, acting)]);
    }
  }

  void of_population(IndicatorId id) {
    const IndicatorDecl& of = model_.indicators[id];
    for (Member member : reader_.members(of)) {
      std::optional<ReadTime> dated;
      Truth over = Truth::yes;  // observed for long enough
      if (of.observed_for) {
        dated = reader_.observed(of, member.element);
        over = dated->certain ? Truth::yes : dated->possible ? Truth::unknown : Truth::no;
      } else if (of.population || of.about) {
        dated = reader_.first_event(of, member.element);
      }
      // An observation that is not over is of the period in which it will be.
      const Truth inside = !dated ? Truth::yes : over != Truth::no ? in_period(*dated) : dated->dated ? touches_period(*dated) : Truth::no;
      if (inside == Truth::no) continue;
      member.inside = member.inside & inside;
      const std::optional<Date> day = day_of(dated);
      Sums& sums = into_[key_of(id, member.element, dated, dated)];
      if (of.average_of) average(of, member, over, day, sums);
      else share(of, member, over, day, sums);
    }
  }

 private:
  Truth touches_period(const ReadTime& time) const {
    const bool touches = local_day(time.earliest) <= period_.until && local_day(time.latest) >= period_.from;
    const bool within = local_day(time.earliest) >= period_.from && local_day(time.latest) <= period_.until;
    return within ? Truth::yes : touches ? Truth::unknown : Truth::no;
  }
  /// It has come by T, on a day of the period.
  Truth in_period(const ReadTime& time) const {
    if (!time.possible) return Truth::no;
    return time.certain ? touches_period(time) : touches_period(time) & Truth::unknown;
  }

  static std::optional<Date> day_of(const std::optional<ReadTime>& time) {
    if (!time || !time->certain || month_of(time->earliest) != month_of(time->latest)) return std::nullopt;
    return local_day(time->earliest);
  }

  MeasureKey key_of(IndicatorId id, const Element* element, const std::optional<ReadTime>& dated, const std::optional<ReadTime>& acting) {
    const IndicatorDecl& of = model_.indicators[id];
    MeasureKey key{.indicator = id.value, .municipality = {}, .groups = "["};
    if (const auto day = day_of(dated)) key.month = month_of(dated->earliest);
    const std::optional<Date> day = day_of(acting);
    for (const ExprId by : of.by_values) {
      std::string group = reader_.group(of, by, element, day).value_or("");
      if (std::holds_alternative<expr::Municipality>(model_.exprs[by].node)) {
        if (is_code(group)) key.municipality = std::move(group);
      } else {
        key.groups += (key.groups.size() > 1 ? ",\"" : "\"") + group + "\"";  // a code is a word: nothing in it to escape
      }
    }
    key.groups += "]";
    return key;
  }

  void share(const IndicatorDecl& of, const Member& member, Truth over, std::optional<Date> day, Sums& sums) {
    const bool may_be_outside = member.inside != Truth::yes;
    if (over == Truth::no) {
      count({.outside = may_be_outside, .waiting = true}, sums);
      return;
    }
    const Truth holds = reader_.truth(of, of.share_where, member.element, day);
    if (holds == Truth::unknown && over == Truth::yes && of.observed_for && !may_be_outside) ++sums.missing;
    count({.success = holds != Truth::no, .failure = holds != Truth::yes, .outside = may_be_outside}, sums);
  }

  void average(const IndicatorDecl& of, const Member& member, Truth over, std::optional<Date> day, Sums& sums) {
    const bool may_be_outside = member.inside != Truth::yes;
    const ReadNumber number = over == Truth::no ? ReadNumber{} : reader_.number(of, of.average_of, member.element, day);
    if (may_be_outside) {
      ++(number.absent ? sums.excluded : sums.unknown);
    } else if (over == Truth::no) {
      ++sums.waiting;
    } else if (number.absent) {
      ++sums.excluded;
    } else if (!number.value) {
      ++sums.unknown;
      if (of.observed_for) ++sums.missing;
    } else {
      ++sums.settled;
      sums.sum.add(number.value->millionths);
      sums.squares.add_square(number.value->millionths);
      if (!of.meaningful) return;
      // Compared on the side where a negation cannot overflow.
      if (number.value->millionths >= of.meaningful->millionths) ++sums.up;
      else if (number.value->millionths <= -of.meaningful->millionths) ++sums.down;
    }
  }

  const Model& model_;
  const Question& question_;
  const MeasurePeriod& period_;
  IndicatorReader reader_;
  Measures& into_;
};

/// The number fields in an expression.
std::set<FieldId> numbers_in(const Model& model, ExprId id) {
  std::set<FieldId> out;
  if (!id) return out;
  for (const FieldId field : mentions_of(model, id).fields) {
    const TypeKind kind = model.fields[field].type.kind;
    if (kind == TypeKind::number || kind == TypeKind::amount) out.insert(field);
  }
  return out;
}

/// The number fields that a condition orders.
void ordered_in(const Model& model, ExprId id, std::set<FieldId>& out) {
  if (!id) return;
  const ExprNode& node = model.exprs[id].node;
  if (const auto* n = std::get_if<expr::Not>(&node)) ordered_in(model, n->operand, out);
  if (const auto* g = std::get_if<expr::Group>(&node)) {
    for (const ExprId item : g->items) ordered_in(model, item, out);
  }
  const auto* b = std::get_if<expr::Binary>(&node);
  if (b == nullptr) return;
  using enum expr::BinaryOp;
  if (b->op == and_ || b->op == or_) {
    ordered_in(model, b->left, out);
    ordered_in(model, b->right, out);
  } else if (b->op == less || b->op == less_equal || b->op == greater || b->op == greater_equal) {
    for (const ExprId side : {b->left, b->right}) out.merge(numbers_in(model, side));
  }
}

}  // namespace

MeasurePeriod year_before(Moment as_of) {
  const Date today = local_day(as_of);
  const YearMonthDay civil = year_month_day(today);
  const bool whole = year_month_day(Date{today.days + 1}).month != civil.month && as_of.micros + 1 >= end_of_day(today).micros;
  const Date first = whole ? Date{today.days + 1} : make_date(civil.year, civil.month, 1).value_or(today);
  return {add_months(first, -12).value_or(first_date), Date{first.days - 1}};
}

std::string to_string(const MeasurePeriod& period) { return rettesnor::to_string(period.from) + ".." + rettesnor::to_string(period.until); }

std::optional<MeasurePeriod> parse_period(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const auto from = parse_date(text.substr(0, dots));
  const auto until = parse_date(text.substr(dots + 2));
  if (!from || !until || until->last < from->first) return std::nullopt;
  return MeasurePeriod{from->first, until->last};
}

Matter matter_of(const Model& model, const IndicatorDecl& indicator) {
  if (indicator.rule) return model.rules[indicator.rule].should || model.rules[indicator.rule].kind != RuleKind::rule ? Matter::recommendation : Matter::law;
  return Matter::outcome;
}

bool in_the_period(const Model& model, const IndicatorDecl& of) {
  if (of.rule) return static_cast<bool>(of.in_period);
  if (of.observed_for) return true;
  if (of.population) return static_cast<bool>(model.concepts[model.fields[of.population->list.list].element].first_event);
  return of.about && model.concepts[of.about].first_event;
}

bool entry_by_score(const Model& model, const IndicatorDecl& indicator) {
  std::set<FieldId> chosen_by;
  if (indicator.population) ordered_in(model, indicator.population->where, chosen_by);
  ordered_in(model, indicator.where, chosen_by);
  std::set<FieldId> measured = numbers_in(model, indicator.average_of);
  measured.merge(numbers_in(model, indicator.share_where));
  const bool again = std::ranges::any_of(chosen_by, [&](FieldId f) { return measured.contains(f); });
  const bool compared = std::ranges::any_of(indicator.by_values, [&](ExprId by) { return !std::holds_alternative<expr::Municipality>(model.exprs[by].node); });
  return again && !compared;
}

Sums& Sums::operator+=(const Sums& o) {
  numerator += o.numerator, settled += o.settled, excluded += o.excluded, waiting += o.waiting, for_judgement += o.for_judgement;
  unknown += o.unknown, missing += o.missing, up += o.up, down += o.down;
  low_numerator += o.low_numerator, low_settled += o.low_settled, high_numerator += o.high_numerator, high_settled += o.high_settled;
  sum += o.sum;
  squares += o.squares;
  return *this;
}

std::vector<bool> measured_rules(const Model& model) {
  std::vector<bool> out(model.rules.size());
  for (const IndicatorDecl& of : model.indicators.rows()) {
    if (of.rule) out[of.rule.value] = true;
  }
  return out;
}

void measure(const Model& model, const Case& subject, const Question& question, const MeasurePeriod& period,
             std::span<const JudgedInstance> instances, Measures& into) {
  if (model.indicators.size() == 0) return;
  Measurer measurer(model, subject, question, period, into);
  for (std::uint32_t i = 0; i < model.indicators.size(); ++i) {
    if (model.indicators[IndicatorId{i}].rule) measurer.from_rule(IndicatorId{i}, instances);
    else measurer.of_population(IndicatorId{i});
  }
}

}  // namespace rettesnor::audit
