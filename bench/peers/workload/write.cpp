#include "bench/peers/workload/write.hpp"

#include <fmt/format.h>

#include <iterator>

#include "engine/values/date.hpp"
#include "engine/values/municipalities.hpp"

namespace rettesnor::bench {
namespace {

template <class... Args>
void put(std::string& out, fmt::format_string<Args...> text, Args&&... args) {
  fmt::format_to(std::back_inserter(out), text, std::forward<Args>(args)...);
}

std::string day_text(std::int32_t day) { return to_string(Date{day}); }
std::string clock_text(Clock c) { return fmt::format("{} {:02}:{:02}", day_text(c.day), c.minute / 60, c.minute % 60); }

/// The members of one JSON object; those that are not there are left out.
class Members {
 public:
  explicit Members(std::string& out) : out_(out) { out_ += '{'; }
  ~Members() { out_ += '}'; }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;
  void text(std::string_view name, std::string_view value) { put(key(name), "\"{}\"", value); }
  void day(std::string_view name, std::int32_t day) {
    if (day != no_day) text(name, day_text(day));
  }
  void clock(std::string_view name, Clock c) {
    if (c.day != no_day) text(name, clock_text(c));
  }
  void yes_no(std::string_view name, std::int8_t value) {
    if (value != not_known) key(name) += value == 1 ? "true" : "false";
  }
  template <std::size_t N>
  void code(std::string_view name, std::int8_t value, const std::array<std::string_view, N>& codes) {
    if (value != not_known) text(name, codes[static_cast<std::size_t>(value)]);
  }
  std::string& key(std::string_view name) {
    if (any_) out_ += ',';
    any_ = true;
    put(out_, "\"{}\":", name);
    return out_;
  }

 private:
  std::string& out_;
  bool any_ = false;
};

void list(Members& m, std::string_view name, const auto& items, std::string& out, auto element) {
  if (items.count == 0) return;
  m.key(name) += '[';
  for (const auto& item : items) {
    if (&item != items.begin()) out += ',';
    Members inner(out);
    element(inner, item);
  }
  out += ']';
}

/// Numbers, or null.
std::string number_or(std::int64_t value, std::int64_t none, std::string_view null) {
  return value == none ? std::string(null) : std::to_string(value);
}
std::int64_t minutes_or_none(Clock c) { return c.day == no_day ? no_day : utc_minutes(c); }

}  // namespace

void append_case_line(std::string& out, const Case& c) {
  {
    Members m(out);
    m.text("case", fmt::format("W-{:09}", c.number));
    m.text("municipality", municipalities()[c.municipality].code);
    m.text("extraction_time", extraction_text);
    m.day("awareness", c.awareness);
    m.day("study", c.study);
    m.day("start", c.start);
    m.day("ended", c.ended);
    m.day("born", c.born);
    m.yes_no("acute", c.acute);
    m.yes_no("consent", c.consent);
    m.yes_no("plan", c.plan);
    m.yes_no("network", c.network);
    m.yes_no("extended", c.extended);
    m.code("target_group", c.target_group, group_codes);
    m.code("measure", c.measure, measure_codes);
    if (c.siblings != not_known) put(m.key("siblings"), "{}", c.siblings);
    list(m, "notifications", c.notifications, out, [](Members& e, const Notification& n) {
      e.clock("receipt", n.receipt);
      e.clock("assessment", n.assessment);
      e.day("confirmation", n.confirmation);
      e.code("notifier", n.notifier, notifier_codes);
    });
    list(m, "conversations", c.conversations, out, [](Members& e, std::int32_t held) { e.day("held", held); });
    list(m, "decisions", c.decisions, out, [](Members& e, const Decision& d) {
      e.day("decided", d.decided);
      e.yes_no("documented", d.documented);
      e.code("basis", d.basis, basis_codes);
    });
    list(m, "followups", c.followups, out, [](Members& e, const Followup& f) {
      e.day("held", f.held);
      e.yes_no("goal_met", f.goal_met);
    });
  }
  out += '\n';
}

void append_plain_line(std::string& out, const Case& c) {
  const auto day = [](std::int32_t d) { return number_or(d, no_day, "null"); };
  const auto yes_no = [](std::int8_t f) { return std::string(f == not_known ? "null" : f == 1 ? "true" : "false"); };
  const auto number = [](std::int8_t f) { return number_or(f, not_known, "null"); };
  put(out, R"({{"awareness":{},"study":{},"start":{},"ended":{},"born":{},)", day(c.awareness), day(c.study), day(c.start), day(c.ended), day(c.born));
  put(out, R"("acute":{},"consent":{},"plan":{},"network":{},"extended":{},)", yes_no(c.acute), yes_no(c.consent), yes_no(c.plan), yes_no(c.network), yes_no(c.extended));
  put(out, R"("target_group":{},"measure":{},"siblings":{},"notifications":[)", number(c.target_group), number(c.measure), number(c.siblings));
  std::string_view comma;
  for (const Notification& n : c.notifications) {
    put(out, R"({}{{"receipt":{},"receipt_day":{},"assessment":{},"assessment_day":{},"confirmation":{},"notifier":{}}})", comma,
        utc_minutes(n.receipt), n.receipt.day, number_or(minutes_or_none(n.assessment), no_day, "null"), day(n.assessment.day),
        day(n.confirmation), number(n.notifier));
    comma = ",";
  }
  out += "],\"conversations\":[";
  comma = {};
  for (const std::int32_t held : c.conversations) {
    put(out, R"({}{{"held":{}}})", comma, day(held));
    comma = ",";
  }
  out += "],\"decisions\":[";
  comma = {};
  for (const Decision& d : c.decisions) {
    put(out, R"({}{{"decided":{},"documented":{},"basis":{}}})", comma, day(d.decided), yes_no(d.documented), number(d.basis));
    comma = ",";
  }
  out += "],\"followups\":[";
  comma = {};
  for (const Followup& f : c.followups) {
    put(out, R"({}{{"held":{},"goal_met":{}}})", comma, day(f.held), yes_no(f.goal_met));
    comma = ",";
  }
  out += "]}\n";
}

std::string_view table_heading(std::size_t table) {
  constexpr std::array<std::string_view, 5> headings{
      "id,municipality,awareness,study,start_day,ended,born,acute,consent,plan,network,extended,target_group,measure,siblings\n",
      "case_id,nr,receipt,receipt_day,assessment,assessment_day,confirmation,notifier\n",
      "case_id,nr,held\n",
      "case_id,nr,decided,documented,basis\n",
      "case_id,nr,held,goal_met\n",
  };
  return headings[table];
}

void append_rows(std::array<std::string, 5>& tables, const Case& c) {
  const auto day = [](std::int64_t d) { return number_or(d, no_day, ""); };
  const auto small = [](std::int8_t f) { return number_or(f, not_known, ""); };
  put(tables[0], "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", c.number, municipalities()[c.municipality].code, day(c.awareness),
      day(c.study), day(c.start), day(c.ended), day(c.born), small(c.acute), small(c.consent), small(c.plan), small(c.network),
      small(c.extended), small(c.target_group), small(c.measure), small(c.siblings));
  for (std::size_t i = 0; i < c.notifications.count; ++i) {
    const Notification& n = c.notifications.items[i];
    put(tables[1], "{},{},{},{},{},{},{},{}\n", c.number, i, utc_minutes(n.receipt), n.receipt.day, day(minutes_or_none(n.assessment)),
        day(n.assessment.day), day(n.confirmation), small(n.notifier));
  }
  for (std::size_t i = 0; i < c.conversations.count; ++i) put(tables[2], "{},{},{}\n", c.number, i, day(c.conversations.items[i]));
  for (std::size_t i = 0; i < c.decisions.count; ++i) {
    const Decision& d = c.decisions.items[i];
    put(tables[3], "{},{},{},{},{}\n", c.number, i, day(d.decided), small(d.documented), small(d.basis));
  }
  for (std::size_t i = 0; i < c.followups.count; ++i) {
    put(tables[4], "{},{},{},{}\n", c.number, i, day(c.followups.items[i].held), small(c.followups.items[i].goal_met));
  }
}

}  // namespace rettesnor::bench
