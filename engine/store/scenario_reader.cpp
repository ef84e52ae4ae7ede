#include "engine/store/scenario_reader.hpp"

#include <algorithm>
#include <array>

#include "engine/store/case_reader.hpp"
#include "engine/store/cell_reader.hpp"
#include "engine/store/value_reader.hpp"

namespace rettesnor {

namespace {

using Kind = DataNode::Kind;

/// The words for verdicts, of duties and of recommendations, in both languages; `_` for the space within one.
struct VerdictWord {
  std::string_view word;
  Verdict verdict;
};
constexpr std::array verdict_words{
    VerdictWord{"not applicable", Verdict::not_applicable}, VerdictWord{"fulfilled", Verdict::fulfilled},   VerdictWord{"for judgement", Verdict::for_judgement},
    VerdictWord{"late", Verdict::late},                     VerdictWord{"pending", Verdict::pending},       VerdictWord{"breached", Verdict::breached},
    VerdictWord{"followed", Verdict::fulfilled},            VerdictWord{"explained", Verdict::for_judgement}, VerdictWord{"followed late", Verdict::late},
    VerdictWord{"open", Verdict::pending},                  VerdictWord{"deviation", Verdict::breached},    VerdictWord{"gælder ikke", Verdict::not_applicable},
    VerdictWord{"ikke relevant", Verdict::not_applicable},  VerdictWord{"overholdt", Verdict::fulfilled},   VerdictWord{"til faglig vurdering", Verdict::for_judgement},
    VerdictWord{"forsinket", Verdict::late},                VerdictWord{"afventer", Verdict::pending},      VerdictWord{"ikke overholdt", Verdict::breached},
    VerdictWord{"fulgt", Verdict::fulfilled},               VerdictWord{"begrundet", Verdict::for_judgement}, VerdictWord{"fulgt for sent", Verdict::late},
    VerdictWord{"åben", Verdict::pending},                  VerdictWord{"afvigelse", Verdict::breached},
};

class Reader {
 public:
  Reader(const Model& model, FileId file, Problems& problems) : model_(model), file_(file), problems_(problems) {}

  void steps(const DataNode& node, Scenario& out) {
    if (node.kind != Kind::list || node.items.empty()) {
      report_other(Code::case_expects_list, "expect", node, problems_);
      return;
    }
    for (const DataNode& item : node.items) {
      if (problems_.full()) return;
      if (auto read = step(item, out)) out.steps.push_back(std::move(*read));
    }
  }

 private:
  std::optional<ScenarioStep> step(const DataNode& node, const Scenario& out) {
    if (node.kind != Kind::map) {
      report_other(Code::case_not_a_map, {}, node, problems_);
      return std::nullopt;
    }
    ScenarioStep made;
    const DataNode *at = nullptr, *from = nullptr, *to = nullptr;
    for (const DataEntry& entry : node.entries) {
      if (entry.key == "at") at = &entry.value;
      else if (entry.key == "from") from = &entry.value;
      else if (entry.key == "to") to = &entry.value;
      else if (entry.key == "required") claims(entry, ScenarioClaim::Kind::required, out, made);
      else if (entry.key == "optional") claims(entry, ScenarioClaim::Kind::optional, out, made);
      else if (entry.key == "forbidden") claims(entry, ScenarioClaim::Kind::forbidden, out, made);
      else report_unknown_name(entry, "expect", {"at", "from", "to", "required", "optional", "forbidden"}, problems_);
    }
    if (at != nullptr && (from != nullptr || to != nullptr)) {
      problems_.add(Code::case_both_given, node.span, {"at", from != nullptr ? "from" : "to"});
    } else if (at != nullptr) {
      if (const auto moment = read_moment("at", *at, problems_)) made.at.push_back(moment->last);  // a bare day is judged at its end
    } else if (from != nullptr && to != nullptr) {
      days(*from, *to, made);
    } else {
      problems_.add(Code::map_missing, node.span, {from == nullptr && to == nullptr ? "at" : from == nullptr ? "from" : "to"});
    }
    if (made.at.empty()) return std::nullopt;
    if (made.claims.empty() && !problems_.has_errors()) problems_.add(Code::map_missing, node.span, {"required"});
    return made;
  }

  void days(const DataNode& from, const DataNode& to, ScenarioStep& made) {
    const auto first = read_day("from", from, problems_);
    const auto last = read_day("to", to, problems_);
    if (!first || !last) return;
    if (*last < *first || last->days - first->days >= longest_scenario_step) {
      problems_.add(Code::map_bad_value, to.span, {"to", shown(to)});
      return;
    }
    for (std::optional<Date> day = *first; day && *day <= *last; day = add_days(*day, 1)) made.at.push_back(Moment{end_of_day(*day).micros - 1});  // as a bare day
  }

  void claims(const DataEntry& entry, ScenarioClaim::Kind kind, const Scenario& out, ScenarioStep& made) {
    if (entry.value.kind != Kind::map) {
      report_other(Code::case_not_a_map, {}, entry.value, problems_);
      return;
    }
    for (const DataEntry& one : entry.value.entries) {
      ScenarioClaim claim{.kind = kind, .rule = {}, .element = {}, .verdicts = {}, .origin = {file_, one.key_span}};
      if (subject(one, out, claim) && verdicts(one.value, claim.verdicts)) made.claims.push_back(std::move(claim));
    }
  }

  // `RULE`, `RULE of ELEMENT` or, as Danish tests have it, `RULE for ELEMENT`.
  bool subject(const DataEntry& entry, const Scenario& out, ScenarioClaim& claim) {
    std::string rule = entry.key;
    for (const std::string_view between : {" of ", " for "}) {
      if (const std::size_t at = rule.find(between); at != std::string::npos) {
        claim.element = rule.substr(at + between.size());
        rule.resize(at);
      }
    }
    std::vector<std::string_view> names;
    std::vector<RuleId> found;
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      const RuleDecl& r = model_.rules[RuleId{i}];
      if (r.root != out.test.given.root->concept_id) continue;
      names.push_back(r.name);
      if (r.name == rule || model_.packages[r.package].name + "." + r.name == rule) found.push_back(RuleId{i});
    }
    if (found.size() != 1) {
      Diagnostic& problem = problems_.add(Code::case_unknown_name, entry.key_span, {rule, model_.concepts[out.test.given.root->concept_id].name});
      if (found.size() > 1) problem.help = {{model_.packages[model_.rules[found[0]].package].name + "." + rule}};
      else if (const auto near = nearest_name(rule, names)) problem.help = {{*near}};
      return false;
    }
    claim.rule = found.front();
    if (claim.element.empty() || has(*out.test.given.root, claim.element)) return true;
    problems_.add(Code::case_unknown_name, entry.key_span, {claim.element, out.test.name});
    return false;
  }

  static bool has(const Element& in, std::string_view id) {
    return std::ranges::any_of(in.lists, [&](const auto& list) {
      return list && std::ranges::any_of(list->elements, [&](const auto& e) { return e->id == id || has(*e, id); });
    });
  }

  bool verdicts(const DataNode& node, VerdictSet& out) {
    if (node.kind == Kind::list) {
      return !node.items.empty() && std::ranges::all_of(node.items, [&](const DataNode& item) { return verdicts(item, out); });
    }
    const auto word = node.kind == Kind::scalar ? std::ranges::find(verdict_words, node.text, &VerdictWord::word) : verdict_words.end();
    if (word != verdict_words.end()) {
      out |= word->verdict;
      return true;
    }
    Diagnostic& problem = problems_.add(Code::case_unknown_code, node.span, {"expect", shown(node)});
    problem.help = {{"not applicable, fulfilled, for judgement, late, pending, breached"}};
    return false;
  }

  const Model& model_;
  FileId file_;
  Problems& problems_;
};

}  // namespace

std::expected<Scenario, std::vector<CaseProblem>> read_scenario(const Model& model, const Source& source, CaseFormat format, const DataLimits& limits) {
  const DataTree tree = read_tree(source, format, limits);
  auto subject = read_case(Schema(model), tree, source.file, {}, limits);
  if (!subject) return std::unexpected(std::move(subject.error()));
  Scenario out;
  out.test.name = subject->id;
  out.test.given = std::move(*subject);
  out.test.origin = {source.file, tree.root->span};
  Problems problems(source.file, limits.max_problems);
  const DataNode* const expect = tree.root->find("expect");
  if (expect == nullptr) problems.add(Code::map_missing, Span{tree.root->span.begin, tree.root->span.begin}, {"expect"});
  else Reader(model, source.file, problems).steps(*expect, out);
  if (problems.has_errors()) return std::unexpected(problems.take());
  return out;
}

}  // namespace rettesnor
