#include "engine/store/scenario_reader.hpp"

#include <algorithm>
#include <array>

#include "engine/model/judged_elements.hpp"
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
      if (const auto moment = one_day(*at)) made.at.push_back(*moment);
    } else if (from != nullptr && to != nullptr) {
      days(*from, *to, made);
    } else {
      problems_.add(Code::map_missing, node.span, {from == nullptr && to == nullptr ? "at" : from == nullptr ? "from" : "to"});
    }
    if (made.at.empty()) return std::nullopt;
    if (made.claims.empty() && !problems_.has_errors()) problems_.add(Code::map_missing, node.span, {"required"});
    return made;
  }

  // A bare day is judged at its end, and an hour that the clock goes through twice the second time. A month or a year would be
  // judged on its last day alone.
  std::optional<Moment> one_day(const DataNode& at) {
    const auto moment = read_moment("at", at, problems_);
    if (!moment) return std::nullopt;
    if (at.kind == Kind::scalar && local_day(moment->first) == local_day(moment->last)) return moment->last;
    problems_.add(Code::case_not_exact, at.span, {"at", at.kind == Kind::scalar ? at.text : "between"});
    return std::nullopt;
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
    if (entry.value.kind != Kind::map || entry.value.entries.empty()) {
      report_other(Code::case_not_a_map, {}, entry.value, problems_);
      return;
    }
    for (const DataEntry& one : entry.value.entries) {
      ScenarioClaim claim{.kind = kind, .rule = {}, .elements = {}, .verdicts = {}, .origin = {file_, one.key_span}};
      if (subject(one, out, claim) && verdicts(one.value, claim.verdicts) && can_fail(one, claim)) made.claims.push_back(std::move(claim));
    }
  }

  // `RULE`, `RULE of ELEMENT` or, as Danish tests have it, `RULE for ELEMENT`.
  bool subject(const DataEntry& entry, const Scenario& out, ScenarioClaim& claim) {
    std::string rule = entry.key, element;
    for (const std::string_view between : {" of ", " for "}) {
      if (const std::size_t at = rule.find(between); at != std::string::npos) {
        element = rule.substr(at + between.size());
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
    return element.empty() || judged(entry, rule, element, out, claim);
  }

  // The elements that are meant, as results name them. A name that none of the rule's instances can have would be a claim about nothing.
  bool judged(const DataEntry& entry, const std::string& rule, const std::string& element, const Scenario& out, ScenarioClaim& claim) {
    const Element& root = *out.test.given.root;
    for (const Element* e : judged_elements(model_, claim.rule, root, element)) claim.elements.push_back(element_path(model_, e));
    if (!claim.elements.empty()) return true;
    const std::vector<const Element*> all = judged_elements(model_, claim.rule, root);
    std::vector<std::string> paths;
    for (const Element* e : all) paths.push_back(element_path(model_, e));
    if (!has(root, element)) {
      Diagnostic& problem = problems_.add(Code::case_unknown_name, entry.key_span, {element, out.test.name});
      if (const auto near = nearest_name(element, {paths.begin(), paths.end()})) problem.help = {{*near}};
      return false;
    }
    const auto meant = std::ranges::find(all, element, &Element::id);  // by its number alone
    const std::string of = all.empty() ? "" : " of " + paths[meant == all.end() ? 0 : static_cast<std::size_t>(meant - all.begin())];
    problems_.add(Code::case_unknown_name, entry.key_span, {element, rule}).help = {{rule + of}};
    return false;
  }

  bool has(const Element& in, std::string_view name) const {
    return std::ranges::any_of(in.lists, [&](const auto& list) {
      return list && std::ranges::any_of(list->elements, [&](const auto& e) { return e->id == name || element_path(model_, e.get()) == name || has(*e, name); });
    });
  }

  // Every verdict that the rule can have at all: a right is used, unused, too late or none; a suggestion is shown or not.
  VerdictSet range_of(RuleId rule) const {
    const RuleDecl& row = model_.rules[rule];
    if (row.kind == RuleKind::suggestion) return {Verdict::not_applicable, Verdict::pending};
    if (model_.duties[row.versions.front().duties.front()].form != DutyForm::right) return VerdictSet::full();
    return {Verdict::not_applicable, Verdict::fulfilled, Verdict::pending, Verdict::breached};
  }

  bool can_fail(const DataEntry& entry, const ScenarioClaim& claim) {
    const VerdictSet range = range_of(claim.rule);
    const bool none = std::ranges::none_of(all_verdicts, [&](Verdict v) { return claim.verdicts.has(v) && range.has(v); });
    const bool always = claim.kind == ScenarioClaim::Kind::optional ? range.within(claim.verdicts) : claim.kind == ScenarioClaim::Kind::forbidden && none;
    if (!always) return true;
    std::string words;
    for (const VerdictWord& w : std::span(verdict_words).first(all_verdicts.size())) {
      if (range.has(w.verdict)) words += (words.empty() ? "" : ", ") + std::string(w.word);
    }
    const bool all = claim.kind == ScenarioClaim::Kind::optional;
    Diagnostic& problem = problems_.add(Code::case_unknown_code, entry.value.span, {all ? "optional" : "forbidden", shown(entry.value)});
    problem.labels.push_back({.span = entry.value.span,
                              .danish = all ? "alt, hvad der kan komme af `" + entry.key + "`, så påstanden ikke kan fejle; udelad det, der ikke må ske"
                                            : "det kommer der aldrig af `" + entry.key + "`, så påstanden ikke kan fejle",
                              .english = all ? "all that can come of `" + entry.key + "`, so that the claim cannot fail; leave out what must not happen"
                                             : "this never comes of `" + entry.key + "`, so that the claim cannot fail"});
    problem.help = {{words}};
    return false;
  }

  bool verdicts(const DataNode& node, VerdictSet& out) {
    if (node.kind == Kind::list && !node.items.empty()) {
      return std::ranges::all_of(node.items, [&](const DataNode& item) { return verdicts(item, out); });
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
