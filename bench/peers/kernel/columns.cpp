#include "bench/peers/kernel/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/values/calendar.hpp"
#include "engine/values/moment.hpp"

namespace rettesnor::bench {
namespace {

template <class F>
Calendars::Shift shift_of(F move) {
  Calendars::Shift s;
  for (std::int32_t day = Calendars::first; day <= as_of_day; ++day) {
    s.to.push_back(move(Date{day}).days);
    const std::int32_t far = s.to.back() - day;
    s.least = day == Calendars::first ? far : std::min(s.least, far);
    s.most = std::max(s.most, far);
  }
  return s;
}

/// r: the planes' rows in words of 64.
std::size_t words(std::size_t rows) { return (rows + 63) / 64; }

}  // namespace

std::size_t Columns::rows(Domain d) const {
  switch (d) {
    case Domain::cases: return cases;
    case Domain::notifications: return static_cast<std::size_t>(notifications_from[cases]);
    case Domain::decisions: return static_cast<std::size_t>(decisions_from[cases]);
    case Domain::followups: return static_cast<std::size_t>(followups_from[cases]);
  }
  return 0;
}

std::size_t Columns::bytes() const {
  return cases * (5 * 4 + 8 + 4 * 4) + rows(Domain::notifications) * (5 * 4 + 1) + static_cast<std::size_t>(conversations_from[cases]) * 4 +
         rows(Domain::decisions) * (2 * 4 + 2) + rows(Domain::followups) * (2 * 4 + 1);
}

Columns make_columns(std::uint64_t seed, std::size_t count) {
  Columns c;
  c.cases = count;
  const auto offset = [](const auto& items) { return static_cast<std::int32_t>(items.size()); };
  for (std::size_t i = 0; i < count; ++i) {
    const Case one = make_case(seed, i);
    c.awareness.push_back(one.awareness);
    c.study.push_back(one.study);
    c.start.push_back(one.start);
    c.ended.push_back(one.ended);
    c.born.push_back(one.born);
    c.acute.push_back(one.acute);
    c.consent.push_back(one.consent);
    c.plan.push_back(one.plan);
    c.network.push_back(one.network);
    c.extended.push_back(one.extended);
    c.target_group.push_back(one.target_group);
    c.measure.push_back(one.measure);
    c.siblings.push_back(one.siblings);
    c.notifications_from.push_back(offset(c.receipt));
    c.conversations_from.push_back(offset(c.conversation));
    c.decisions_from.push_back(offset(c.decided));
    c.followups_from.push_back(offset(c.followup));
    for (const Notification& n : one.notifications) {
      c.receipt.push_back(utc_minutes(n.receipt));
      c.receipt_day.push_back(n.receipt.day);
      c.assessment.push_back(n.assessment.day == no_day ? no_day : utc_minutes(n.assessment));
      c.assessment_day.push_back(n.assessment.day);
      c.confirmation.push_back(n.confirmation);
      c.notifier.push_back(n.notifier);
    }
    c.conversation.insert(c.conversation.end(), one.conversations.begin(), one.conversations.end());
    for (const Decision& d : one.decisions) {
      c.decided.push_back(d.decided);
      c.decision_case.push_back(static_cast<std::int32_t>(i));
      c.documented.push_back(d.documented);
      c.basis.push_back(d.basis);
    }
    for (const Followup& f : one.followups) {
      c.followup.push_back(f.held);
      c.followup_case.push_back(static_cast<std::int32_t>(i));
      c.goal_met.push_back(f.goal_met);
    }
  }
  c.notifications_from.push_back(offset(c.receipt));
  c.conversations_from.push_back(offset(c.conversation));
  c.decisions_from.push_back(offset(c.decided));
  c.followups_from.push_back(offset(c.followup));
  for (auto* column : {&c.awareness, &c.study, &c.start, &c.ended, &c.born, &c.receipt_day, &c.assessment_day, &c.confirmation, &c.receipt, &c.assessment,
                       &c.conversation, &c.decided, &c.followup}) {
    column->resize(column->size() + Columns::padding, no_day);
  }
  for (auto* column : {&c.notifications_from, &c.conversations_from, &c.decisions_from, &c.followups_from}) {
    column->resize(column->size() + Columns::padding, column->back());
  }
  for (auto* column : {&c.acute, &c.consent, &c.plan, &c.network, &c.extended, &c.target_group, &c.measure, &c.siblings, &c.notifier,
                       &c.documented, &c.basis, &c.goal_met}) {
    column->resize(column->size() + Columns::padding, not_known);
  }
  c.decision_case.resize(c.decision_case.size() + Columns::padding, 0);
  c.followup_case.resize(c.followup_case.size() + Columns::padding, -1);
  return c;
}

const Calendars::Shift& Calendars::months(std::int32_t count) {
  auto& s = months_[count];
  if (s.to.empty()) s = shift_of([count](Date d) { return *add_months(d, count); });
  return s;
}

const Calendars::Shift& Calendars::working_days(std::int32_t count) {
  auto& s = working_days_[count];
  if (!s.to.empty()) return s;
  const Calendar hverdage(CalendarRule{.weekdays = 0b11111, .except_public_holidays = true, .except_days = {{6, 5}, {12, 24}, {12, 31}}});
  s = shift_of([&](Date d) { return *hverdage.add(d, count); });
  return s;
}

Tables tables_for(const Limits& l, Calendars& calendars) {
  Tables t{.working = &calendars.working_days(l.working_days), .study = &calendars.months(l.study_months),
           .first = &calendars.months(l.first_months), .gap = &calendars.months(l.gap_months), .age = &calendars.months(12 * l.age),
           .year = {}, .as_of_end = static_cast<std::int32_t>(end_of_day(Date{as_of_day}).micros / micros_per_minute)};
  for (std::size_t k = 1; k <= most_years; ++k) t.year[k] = &calendars.months(12 * static_cast<std::int32_t>(k));
  return t;
}

std::string calendar_rows() {
  std::string out;
  Calendars calendars;
  for (std::int32_t day = Calendars::first; day <= as_of_day; ++day) {
    const auto at = static_cast<std::size_t>(day - Calendars::first);
    out += fmt::format("{},{}", day, calendars.working_days(6).to[at]);
    for (const std::int32_t months : {3, 4, 6, 12, 24, 36, 48, 180}) out += fmt::format(",{}", calendars.months(months).to[at]);
    out += '\n';
  }
  return out;
}

Sets::Sets(const Columns& c) {
  for (std::size_t p = 0; p < parts.size(); ++p) of[p].resize(c.rows(parts[p].domain));
}

Tally Sets::tally() const {
  Tally out{};
  for (std::size_t p = 0; p < parts.size(); ++p) {
    // Four counters for each set, so that equal neighbours do not wait for each other.
    std::array<std::array<std::uint64_t, 64>, 4> sets{};
    for (std::size_t row = 0; row < of[p].size(); ++row) ++sets[row % 4][of[p][row]];
    for (std::size_t s = 0; s < 64; ++s) {
      const std::uint64_t n = sets[0][s] + sets[1][s] + sets[2][s] + sets[3][s];
      for (std::size_t v = 0; v < 6; ++v) out[parts[p].rule][v] += (s >> v & 1U) != 0 ? n : 0;
    }
  }
  return out;
}

Planes::Planes(const Columns& c) {
  for (std::size_t p = 0; p < parts.size(); ++p) {
    for (auto& plane : of[p]) plane.resize(words(c.rows(parts[p].domain)));
  }
}

std::uint8_t Planes::set(std::size_t part, std::size_t row) const {
  unsigned s = 0;
  for (std::size_t v = 0; v < 6; ++v) s |= static_cast<unsigned>(of[part][v][row / 64] >> (row % 64) & 1U) << v;
  return static_cast<std::uint8_t>(s);
}

Tally Planes::tally() const {
  Tally out{};
  for (std::size_t p = 0; p < parts.size(); ++p) {
    for (std::size_t v = 0; v < 6; ++v) {
      for (const std::uint64_t w : of[p][v]) out[parts[p].rule][v] += static_cast<std::uint64_t>(std::popcount(w));
    }
  }
  return out;
}

Rows share(std::size_t rows, std::size_t nth, std::size_t of) {
  const auto at = [&](std::size_t n) { return n == of ? rows : rows * n / of / 64 * 64; };
  return {at(nth), at(nth + 1)};
}

}  // namespace rettesnor::bench
