// iCalendar (RFC 5545) for due dates.
#include <cstdio>

#include "engine/explain/due.hpp"
#include "engine/explain/labels.hpp"

namespace rettesnor {

namespace {

constexpr std::size_t longest_line = 75;  // octets, without the line break (RFC 5545 §3.1)

// Folds between code points, so that no reader sees half a letter.
void add_line(std::string& out, std::string_view line) {
  std::size_t room = longest_line;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = longest_line - 1;  // the leading blank counts
  }
  out.append(line).append("\r\n");
}

// TEXT values (RFC 5545 §3.3.11); control characters are left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      out += c;
    }
  }
  return out;
}

std::string date_digits(Date date) {
  const YearMonthDay d = year_month_day(date);
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%04d%02u%02u", d.year, d.month, d.day);
  return buffer;
}

std::string utc_digits(Moment moment) {
  const std::int64_t day = moment.micros >= 0 ? moment.micros / micros_per_day
                                              : (moment.micros - micros_per_day + 1) / micros_per_day;
  const std::int64_t seconds = (moment.micros - day * micros_per_day) / micros_per_second;
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "T%02d%02d%02dZ", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return date_digits(Date{static_cast<std::int32_t>(day)}) + buffer;
}

// FNV-1a: stable on every machine, and the id gives nothing away but itself.
std::string stable_id(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  char buffer[17];
  std::snprintf(buffer, sizeof buffer, "%016llx", static_cast<unsigned long long>(hash));
  return buffer;
}

void add_event(std::string& out, const Model& model, const DueItem& item, Moment stamp, Language language) {
  const InstanceResult& r = item.finding.result;
  const std::string rule = qualified_name(model, r.rule);
  const std::string instance = instance_key(r);
  add_line(out, "BEGIN:VEVENT");
  add_line(out, "UID:" + stable_id(item.case_id + "\n" + rule + "\n" + instance) + "@rettesnor");
  add_line(out, "DTSTAMP:" + utc_digits(stamp));
  // The earliest possible due: who keeps it is in time under every reading.
  if (r.due->day) {
    const Date day = local_day(r.due->earliest);
    add_line(out, "DTSTART;VALUE=DATE:" + date_digits(day));
    add_line(out, "DTEND;VALUE=DATE:" + date_digits(add_days(day, 1).value_or(day)));
  } else {
    add_line(out, "DTSTART:" + utc_digits(r.due->earliest));
  }
  const std::string cite = cites_labelled(model, item.finding.cites, 2, item.finding.unverified, language);
  std::string summary = item.case_id + ": " + title_of(model, r.rule, language);
  if (!instance.empty()) summary += " " + instance;
  add_line(out, "SUMMARY:" + escaped(summary + " (" + cite + ")"));
  add_line(out, item.finding.sphere == Sphere::law ? "CATEGORIES:" + escaped(phrase(Saying::category_law, language))
                                                   : "CATEGORIES:" + escaped(phrase(Saying::category_advice, language)));
  add_line(out, "TRANSP:TRANSPARENT");
  add_line(out, "END:VEVENT");
}

}  // namespace

std::string to_icalendar(const Model& model, const std::vector<DueItem>& items, Moment stamp, Language language) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//Rettesnor//due//DA");
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "METHOD:PUBLISH");
  for (const DueItem& item : items) {
    // Of a due date without an upper end nothing is known that could stand in a calendar.
    if (!item.overdue && !is_unbounded(*item.finding.result.due)) add_event(out, model, item, stamp, language);
  }
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace rettesnor
