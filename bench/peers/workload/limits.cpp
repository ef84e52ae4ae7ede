#include "bench/peers/workload/limits.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace rettesnor::bench {
namespace {

/// Puts `to` in the place of `from`, which must stand there once.
void replace_once(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
    throw std::runtime_error(fmt::format("the workload has not `{}` once", from));
  }
  text.replace(at, from.size(), to);
}

/// The rule, with the exceptions behind it, under a name and limits of its own.
std::string copy_of(std::string rule, std::size_t index, std::int32_t number) {
  const Limits l = limits_of(number);
  const std::string name = fmt::format("r{:02}", index + 1);
  for (std::size_t at = 0; (at = rule.find(name, at)) != std::string::npos; at += name.size() + 3) {
    rule.replace(at, name.size(), fmt::format("{}_{:02}", name, number));
  }
  switch (index + 1) {
    case 1: replace_once(rule, "24 hours", fmt::format("{} hours", l.hours)); break;
    case 2: replace_once(rule, "6 hverdage of", fmt::format("{} hverdage of", l.working_days)); break;
    case 3: replace_once(rule, "4 months", fmt::format("{} months", l.study_months)); break;
    case 5: replace_once(rule, "3 months of", fmt::format("{} months of", l.first_months)); break;
    case 6:
      replace_once(rule, "3 months of", fmt::format("{} months of", l.first_months));
      replace_once(rule, "6 months of previous", fmt::format("{} months of previous", l.gap_months));
      break;
    case 9: replace_once(rule, ">= 15", fmt::format(">= {}", l.age)); break;
    case 10: replace_once(rule, ">= 2", fmt::format(">= {}", l.siblings)); break;
    case 11: replace_once(rule, "7 days of", fmt::format("{} days of", l.talk_days)); break;
    case 14: replace_once(rule, "14 days of", fmt::format("{} days of", l.start_days)); break;
    case 16: replace_once(rule, "2 times", fmt::format("{} times", l.times)); break;
    case 17: replace_once(rule, ">= 2", fmt::format(">= {}", l.talks)); break;
    case 19: replace_once(rule, "2 * goals", fmt::format("{} * goals", l.goal_factor)); break;
    default:
      replace_once(rule, "\n  municipality ", fmt::format("\n  when siblings >= {}\n  municipality ", l.least_siblings));
      break;
  }
  return rule;
}

}  // namespace

Limits limits_of(std::int32_t number) {
  Limits l;
  l.hours += 6 * number;
  l.working_days += number;
  l.study_months += number;
  l.first_months += number;
  l.gap_months += number;
  l.age -= number;
  l.siblings += number;
  l.talk_days += 3 * number;
  l.start_days += 7 * number;
  l.times += number;
  l.talks += number;
  l.goal_factor += number;
  l.least_siblings = number;
  return l;
}

namespace {

/// What stands before the first rule.
std::string head_of(std::string_view workload) {
  const std::size_t first = workload.find("\nrule r01");
  if (first == std::string_view::npos) throw std::runtime_error("the workload has no rule r01");
  return std::string(workload.substr(0, first + 1));
}

/// Rule `index`, counted from 0, with its exceptions.
std::string rule_of(std::string_view workload, std::size_t index) {
  const std::size_t begin = workload.find(fmt::format("\nrule r{:02}", index + 1)) + 1;
  const std::size_t end = index + 1 < rule_count ? workload.find(fmt::format("\nrule r{:02}", index + 2)) + 1 : workload.size();
  return std::string(workload.substr(begin, end - begin));
}

std::string nth_rule(std::string_view workload, std::size_t nth) {
  const std::size_t index = nth % rule_count;
  std::string rule = rule_of(workload, index);
  return nth < rule_count ? rule : copy_of(std::move(rule), index, static_cast<std::int32_t>(nth / rule_count)) + "\n";
}

}  // namespace

std::string package_of(std::string_view workload, std::size_t rules) {
  std::string out = head_of(workload);
  for (std::size_t nth = 0; nth < rules; ++nth) out += nth_rule(workload, nth);
  return out;
}

std::string package_of_copy(std::string_view workload, std::int32_t number) {
  std::string out = head_of(workload);
  for (std::size_t index = 0; index < rule_count; ++index) out += nth_rule(workload, static_cast<std::size_t>(number) * rule_count + index);
  return out;
}

std::string package_with(std::string_view workload, std::string_view names) {
  std::string out = head_of(workload);
  for (std::size_t index = 0; index < rule_count; ++index) {
    if (names.find(fmt::format("r{:02}", index + 1)) != std::string_view::npos) out += rule_of(workload, index);
  }
  return out;
}

}  // namespace rettesnor::bench
