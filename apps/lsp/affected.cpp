#include "apps/lsp/affected.hpp"

#include <algorithm>
#include <fstream>
#include <thread>

namespace rettesnor::lsp {

namespace {

/// A feed that ends when time is up.
class Bounded final : public Feed {
 public:
  Bounded(Feed& feed, const std::function<bool()>& time_is_up) : feed_(feed), time_is_up_(time_is_up) {}
  bool next(Record& record) override {
    stopped_ = stopped_ || time_is_up_();
    return !stopped_ && feed_.next(record);
  }
  FeedPlace place() const override { return feed_.place(); }
  bool failed() const override { return feed_.failed(); }
  bool stopped() const { return stopped_; }

 private:
  Feed& feed_;
  const std::function<bool()>& time_is_up_;
  bool stopped_ = false;
};

std::string grouped(std::uint64_t n, Language language) {
  std::string out = std::to_string(n);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, language == Language::danish ? '.' : ',');
  return out;
}

}  // namespace

CountTask count_task(const Documents& documents, const CaseSource& source) {
  CountTask out{.revision = documents.revision(), .before = {}, .after = {}, .source = source};
  if (!documents.changed_since_opened()) return out;
  out.before = documents.as_opened();
  for (const Syntax& file : documents.desk.files()) out.after.emplace(file.source->name, file.source->text);
  return out;
}

Affected count_affected(const CountTask& task, const std::function<bool()>& time_is_up) {
  const CaseSource& source = task.source;
  Affected out;
  out.revision = task.revision;
  if (task.before.empty() && task.after.empty()) return out;
  author::Desk before, after;
  for (const auto& [desk, texts] : {std::pair{&after, &task.after}, std::pair{&before, &task.before}}) {
    for (const auto& [name, text] : *texts) desk->put(name, text);
    desk->refresh();
    if (desk->ok() && !time_is_up()) continue;
    out.outcome = desk->ok() ? Affected::Outcome::out_of_time : Affected::Outcome::rules_wrong;
    return out;
  }
  std::ifstream stream(source.file, std::ios::binary);
  if (!regular_file(source.file) || !stream) {
    out.outcome = Affected::Outcome::source_unusable;
    return out;
  }
  Question question;
  question.as_of = source.as_of;
  question.trust_as_of_watermark = false;
  const change::Side old_half{before.model(), question, {}};
  const change::Side new_half{after.model(), question, {}};
  LineFeed lines(stream, BulkOptions{}.limits.max_bytes, {});
  Bounded feed(lines, time_is_up);
  change::PlanOptions options;
  options.batch = 128;  // time is looked at between batches
  options.threads = std::max(2U, std::thread::hardware_concurrency()) - 1;  // one is left for whoever types
  options.examples = 0;
  options.problems = 0;
  const change::Plan plan = change::plan(old_half, new_half, feed, options);
  if (feed.stopped() || plan.failed) {
    out.outcome = plan.failed ? Affected::Outcome::source_unusable : Affected::Outcome::out_of_time;
    return out;
  }
  out.cases = plan.cases;
  out.refused = plan.refused;
  for (const change::RuleMoves& rule : plan.rules) {
    if (rule.changed_cases > 0) out.rules.emplace(rule.name, rule.changed_cases);
  }
  return out;
}

std::string affected_title(const Affected* result, std::uint64_t revision, const std::string& rule, Language language) {
  const bool danish = language == Language::danish;
  if (result == nullptr || result->revision != revision) return danish ? "tæl berørte sager" : "count the cases affected";
  using enum Affected::Outcome;
  switch (result->outcome) {
    case out_of_time: return danish ? "berørte sager ikke talt: det tog for længe" : "cases affected not counted: it took too long";
    case rules_wrong: return danish ? "berørte sager ikke talt: reglerne har fejl" : "cases affected not counted: the rules have errors";
    case source_unusable: return danish ? "berørte sager ikke talt: sagerne kan ikke læses" : "cases affected not counted: the cases cannot be read";
    case under_way: return danish ? "tæller berørte sager …" : "counting the cases affected …";
    case counted: break;
  }
  const auto found = result->rules.find(rule);
  const std::uint64_t n = found == result->rules.end() ? 0 : found->second;
  if (result->cases + result->refused == 0) return danish ? "ingen sager berørt" : "no cases affected";
  std::string out = danish ? grouped(n, language) + " af " + grouped(result->cases, language) + (result->cases == 1 ? " sag berørt" : " sager berørt")
                           : grouped(n, language) + " of " + grouped(result->cases, language) + (result->cases == 1 ? " case affected" : " cases affected");
  if (result->refused > 0) out += danish ? " (" + grouped(result->refused, language) + " kunne ikke læses)" : " (" + grouped(result->refused, language) + " could not be read)";
  return out;
}

}  // namespace rettesnor::lsp
