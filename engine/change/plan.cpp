#include "engine/change/plan.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <memory>
#include <unordered_map>

#include "engine/change/pairing.hpp"
#include "engine/evaluate/shelf.hpp"
#include "engine/explain/finding.hpp"
#include "engine/explain/names.hpp"
#include "engine/explain/report.hpp"

namespace rettesnor::change {

namespace {

/// The rules of both versions in one order, each known by its number.
struct Rulebook {
  struct Rule {
    std::string name;
    RuleId before{};
    RuleId after{};
    bool right_before = false;
    bool right_after = false;
  };
  std::vector<Rule> rules;
  std::vector<std::uint32_t> of_before;  ///< by RuleId: its number
  std::vector<std::uint32_t> of_after;

  Rulebook(const Model& before, const Model& after) {
    std::map<std::string, std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < before.rules.size(); ++i) {
      const RuleId id{i};
      rules.push_back({qualified_name(before, id), id, {}, sphere_of(before, id) == Sphere::right, false});
      numbers.emplace(rules.back().name, i);
      of_before.push_back(i);
    }
    for (std::uint32_t i = 0; i < after.rules.size(); ++i) {
      const RuleId id{i};
      const auto [at, fresh] = numbers.emplace(qualified_name(after, id), static_cast<std::uint32_t>(rules.size()));
      if (fresh) rules.push_back({at->first, {}, {}, false, false});
      rules[at->second].after = id;
      rules[at->second].right_after = sphere_of(after, id) == Sphere::right;
      of_after.push_back(at->second);
    }
  }
};

/// What a thread judges with. Plans take longer to make than to use, so it is handed from batch to batch.
struct Tools {
  struct Half {
    explicit Half(const Side& side) : reader(side.model, side.reading), evaluator(side.model, side.question, Naming::none) {}
    RecordReader reader;
    Evaluator evaluator;
  };
  Tools(const Side& before, const Side& after) : old(before), now(after) {}
  Half old;
  Half now;
};

/// What is counted, as one number: rule, municipality, move.
struct Key {
  static constexpr unsigned move_bits = 13, place_bits = 16;
  static std::uint64_t pack(std::uint32_t rule, std::uint32_t place, Move m) {
    return std::uint64_t{rule} << (move_bits + place_bits) | std::uint64_t{place} << move_bits | static_cast<std::uint64_t>(m.from) << 7U | static_cast<std::uint64_t>(m.to) << 1U |
           (m.due ? 1U : 0U);
  }
  static std::uint32_t rule(std::uint64_t key) { return static_cast<std::uint32_t>(key >> (move_bits + place_bits)); }
  static std::uint32_t place(std::uint64_t key) { return static_cast<std::uint32_t>(key >> move_bits & 0xFFFFU); }
  static Move move(std::uint64_t key) { return {static_cast<std::uint8_t>(key >> 7U & 63U), static_cast<std::uint8_t>(key >> 1U & 63U), (key & 1U) != 0}; }
};

/// What a thread makes of a batch.
struct Found {
  std::uint64_t cases = 0, changed = 0, refused = 0;
  std::uint64_t records = 0, place = 0;  ///< up to and with this batch
  std::vector<BadRecord> problems;
  std::vector<std::string> places;       ///< municipalities, by number in this batch
  std::unordered_map<std::uint64_t, std::uint64_t> counts;
  std::map<std::pair<std::uint32_t, Move>, std::vector<Example>> examples;
  std::map<std::uint32_t, std::uint64_t> changed_by_rule;
};

class Batch {
 public:
  Batch(const Side& before, const Side& after, const Rulebook& book, const PlanOptions& options, Tools& tools)
      : before_(before), after_(after), book_(book), options_(options), tools_(tools), shared_(&before.model == &after.model) {}

  Found run(std::vector<Record> records) {
    for (Record& r : records) read(std::move(r));
    out_.cases = old_.size();
    old_judged_.resize(book_.rules.size());
    new_judged_.resize(book_.rules.size());
    judge(tools_.old.evaluator, old_, old_judged_, book_.of_before, &Rulebook::Rule::right_before);
    judge(tools_.now.evaluator, shared_ ? old_ : new_, new_judged_, book_.of_after, &Rulebook::Rule::right_after);
    std::vector<bool> changed(old_.size());
    for (std::uint32_t rule = 0; rule < book_.rules.size(); ++rule) compare(rule, changed);
    out_.changed = static_cast<std::uint64_t>(std::ranges::count(changed, true));
    return std::move(out_);
  }

 private:
  void refuse(BadRecord bad) {
    ++out_.refused;
    if (out_.problems.size() < options_.problems) out_.problems.push_back(std::move(bad));
  }

  void read(Record r) {
    if (!r.faults.empty()) return refuse({.line = r.number, .text = {}, .problems = {}});
    std::string text = r.text;
    auto old = tools_.old.reader.read(r.number, text, r.too_long);
    if (!old) return refuse(std::move(old.error()));
    if (!shared_) {
      auto now = tools_.now.reader.read(r.number, std::move(text), r.too_long);
      if (!now) return refuse(std::move(now.error()));
      new_.push_back(std::make_unique<Case>(std::move(*now)));
    }
    old_.push_back(std::make_unique<Case>(std::move(*old)));
    places_.push_back(place_number(municipality_at(*old_.back(), before_.question, local_day(before_.question.as_of))));
    records_.push_back(std::move(r));
  }

  std::uint32_t place_number(const std::string& code) {
    const auto [at, fresh] = numbers_.try_emplace(code, static_cast<std::uint32_t>(out_.places.size()));
    if (fresh) out_.places.push_back(code);
    return at->second;
  }

  using ByRule = std::vector<std::vector<Judged>>;
  void judge(Evaluator& evaluator, const std::vector<std::unique_ptr<Case>>& cases, ByRule& into, const std::vector<std::uint32_t>& number, bool Rulebook::Rule::*right) const {
    std::vector<const Case*> subjects;
    for (const auto& c : cases) subjects.push_back(c.get());
    evaluator.judge(subjects, [&](Seen&& seen) {
      const std::uint32_t rule = number[seen.rule.value];
      into[rule].push_back(judged(seen, book_.rules[rule].*right));
    });
  }

  // A rule is about cases of one concept, so its instances come by case.
  void compare(std::uint32_t rule, std::vector<bool>& changed) {
    const std::vector<Judged>& a = old_judged_[rule];
    const std::vector<Judged>& b = new_judged_[rule];
    const auto run_from = [](const std::vector<Judged>& all, std::size_t begin, std::uint32_t subject) {
      std::size_t end = begin;
      while (end < all.size() && all[end].subject == subject) ++end;
      return end;
    };
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
      const std::uint32_t subject = std::min(i < a.size() ? a[i].subject : UINT32_MAX, j < b.size() ? b[j].subject : UINT32_MAX);
      const std::size_t i_end = run_from(a, i, subject);
      const std::size_t j_end = run_from(b, j, subject);
      bool moved = false;
      pair({a.data() + i, i_end - i}, {b.data() + j, j_end - j}, [&](const Judged* was, const Judged* is, Move move) {
        ++out_.counts[Key::pack(rule, places_[subject], move)];
        if (!move.changes()) return;
        changed[subject] = moved = true;
        show(rule, subject, was != nullptr ? *was : *is, move);
      });
      if (moved) ++out_.changed_by_rule[rule];
      i = i_end;
      j = j_end;
    }
  }

  void show(std::uint32_t rule, std::uint32_t subject, const Judged& one, Move move) {
    std::vector<Example>& known = out_.examples[{rule, move}];
    if (known.size() >= options_.examples) return;
    known.push_back({old_[subject]->id, element_key(one.at), one.occurrence, one.rest, records_[subject].number, known.empty() ? records_[subject].text : ""});
  }

  const Side& before_;
  const Side& after_;
  const Rulebook& book_;
  const PlanOptions& options_;
  Tools& tools_;
  bool shared_;
  std::vector<Record> records_;  ///< of the cases
  std::vector<std::unique_ptr<Case>> old_, new_;
  std::vector<std::uint32_t> places_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  ByRule old_judged_, new_judged_;
  Found out_;
};

/// Batches come in order, so that the first examples are the first of the source.
void add(Plan& plan, Found&& found, const PlanOptions& options) {
  plan.cases += found.cases;
  plan.changed_cases += found.changed;
  plan.refused += found.refused;
  for (BadRecord& bad : found.problems) {
    if (plan.problems.size() < options.problems) plan.problems.push_back(std::move(bad));
  }
  for (const auto& [key, count] : found.counts) plan.rules[Key::rule(key)].counts[{found.places[Key::place(key)], Key::move(key)}] += count;
  for (const auto& [rule, cases] : found.changed_by_rule) plan.rules[rule].changed_cases += cases;
  for (auto& [key, examples] : found.examples) {
    std::vector<Example>& known = plan.rules[key.first].examples[key.second];
    for (Example& e : examples) {
      if (known.size() >= options.examples) break;
      if (!known.empty()) e.text.clear();
      known.push_back(std::move(e));
    }
  }
}

}  // namespace

std::string element_key(const Element* element) {
  std::string out;
  for (; element != nullptr && element->parent != nullptr; element = element->parent) out = element->id + (out.empty() ? "" : "/") + out;
  return out;
}

std::map<Move, std::uint64_t> RuleMoves::totals() const {
  std::map<Move, std::uint64_t> out;
  for (const auto& [key, count] : counts) out[key.second] += count;
  return out;
}

bool RuleMoves::changes() const {
  return std::ranges::any_of(counts, [](const auto& one) { return one.first.second.changes(); });
}

bool Plan::changes() const { return std::ranges::any_of(rules, &RuleMoves::changes); }

Plan plan(const Side& before, const Side& after, Feed& feed, const PlanOptions& options, const std::function<void(std::uint64_t, std::uint64_t)>& report) {
  const Rulebook book(before.model, after.model);
  Plan out;
  for (const Rulebook::Rule& rule : book.rules) out.rules.push_back({rule.name, rule.before, rule.after, {}});
  Shelf<Tools> shelf;  // before what is under way: it is given back to
  std::deque<std::future<Found>> under_way;
  std::uint64_t read = 0;
  const auto begin = [&] {
    std::vector<Record> records;
    Record record;
    while (records.size() < options.batch && feed.next(record)) records.push_back(std::move(record));
    if (records.empty()) return false;
    read += records.size();
    under_way.push_back(std::async(std::launch::async, [&, records = std::move(records), so_far = read, place = feed.place().byte]() mutable {
      std::unique_ptr<Tools> tools = shelf.take();
      if (!tools) tools = std::make_unique<Tools>(before, after);
      Found found = Batch(before, after, book, options, *tools).run(std::move(records));
      found.records = so_far;
      found.place = place;
      shelf.give(std::move(tools));
      return found;
    }));
    return true;
  };
  for (bool more = true;;) {
    while (more && under_way.size() < options.threads) more = begin();
    if (under_way.empty()) break;
    Found found = under_way.front().get();
    under_way.pop_front();
    if (more) more = begin();  // the others go on while this one is added
    if (report) report(found.records, found.place);
    add(out, std::move(found), options);
  }
  out.failed = feed.failed();
  return out;
}

}  // namespace rettesnor::change
