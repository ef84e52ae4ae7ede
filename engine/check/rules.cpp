// Rules, recommendations and suggestions: what they are about, their versions, evidence and accepted reasons.
#include <algorithm>

#include "engine/check/passes.hpp"
#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

Evidence read_evidence(Context& ctx, const File& file, NodeId node) {
  const Tree& tree = file.tree();
  Evidence out;
  for (NodeId const child : tree.children(node)) {
    Keyword const word = tree.keyword(child);
    switch (tree.kind(child)) {
      case NodeKind::evidence_kind:
        out.kind = word == Keyword::graded     ? Evidence::Kind::graded
                   : word == Keyword::declared ? Evidence::Kind::declared
                   : word == Keyword::practice ? Evidence::Kind::practice
                   : word == Keyword::legal    ? Evidence::Kind::legal
                                               : Evidence::Kind::none_stated;
        break;
      case NodeKind::strength: out.strong = word == Keyword::strong; break;
      case NodeKind::direction: out.against = word == Keyword::against; break;
      case NodeKind::certainty: out.certainty = spelling(word, KeywordLanguage::english); break;
      case NodeKind::as_of: out.as_of = read_date(ctx, file, tree.child_at(child, 0)); break;
      case NodeKind::practice_kind: out.declared = tree.text(child); break;
      case NodeKind::dimension: {
        if (!out.declared.empty()) out.declared += ", ";
        out.declared += std::string(tree.text(child));
        if (NodeId const grade = tree.child_at(child, 0)) out.declared += ' ' + std::string(tree.text(grade));
        break;
      }
      default: break;
    }
  }
  return out;
}

Quality quality_of(Keyword word) {
  switch (word) {
    case Keyword::quality_case_information: return Quality::case_information;
    case Keyword::quality_reasons: return Quality::reasons;
    case Keyword::quality_assessment: return Quality::assessment;
    case Keyword::quality_legal_basis: return Quality::legal_basis;
    case Keyword::quality_hearing: return Quality::hearing;
    case Keyword::quality_complaint_guidance: return Quality::complaint_guidance;
    case Keyword::quality_deadline: return Quality::deadline;
    case Keyword::quality_plan: return Quality::plan;
    case Keyword::quality_holistic_assessment: return Quality::holistic_assessment;
    case Keyword::quality_none: return Quality::none;
    default: return Quality::unstated;  // a message was given
  }
}

struct Reading {
  Context& ctx;
  RuleId id;
  const Declared& declared = ctx.rules[id.value];
  const File& file = *declared.file;
  const Tree& tree = file.tree();
  NodeId node = declared.node;

  RuleDecl& row() { return ctx.model.rules[id]; }

  // Clauses that belong to the rule wherever they stand: `remedy` behind the last version is still the rule's.
  std::vector<NodeId> everywhere(NodeKind kind) const {
    std::vector<NodeId> out;
    for (NodeId const child : tree.children(node)) {
      if (tree.kind(child) == kind) out.push_back(child);
      if (tree.kind(child) != NodeKind::version) continue;
      for (NodeId const inner : tree.children(child, kind)) out.push_back(inner);
    }
    return out;
  }

  void bind_each(Env& env) {
    auto const all = everywhere(NodeKind::for_each);
    if (all.empty()) return;
    NodeId const each = all.front();
    if (all.size() > 1 || row().about) {
      ctx.report(Code::two_elements, file.at(all.size() > 1 ? all[1] : each));
      env.lost = true;
      return;
    }
    NodeId list = tree.child_at(each, 0);
    NodeId where = tree.child(each, NodeKind::where);
    auto which = Selection::Which::all;
    if (list && (tree.kind(list) == NodeKind::first_of || tree.kind(list) == NodeKind::last_of)) {
      which = tree.kind(list) == NodeKind::first_of ? Selection::Which::first : Selection::Which::last;
      if (!where) where = tree.child(list, NodeKind::where);
      list = tree.child_at(list, 0);
    }
    auto selected = select(ctx, env, list, each, where, which);
    if (!selected) {
      env.lost = true;
      return;
    }
    row().for_each = selected->selection;
    env = std::move(selected->inner);
  }

  // A reason is a fact or judgement of yes or no, an event, a text, or a code that one fact in sight may have.
  ExprId accepted(const Env& env, NodeId reason) {
    Origin const at = file.at(reason);
    std::string const name = path_text(file, reason);
    if (env.scope.find(ctx.model, name).empty() && tree.kind(reason) == NodeKind::name) {
      std::vector<Hit> holders;
      for (Place const place : env.scope.places(ctx.model)) {
        for (FieldId const field : ctx.model.concepts[env.scope.concept_at(ctx.model, place)].fields) {
          Type const type = ctx.model.fields[field].type;
          if (type.kind != TypeKind::code || !type.codes) continue;
          const auto& codes = ctx.model.code_sets[type.codes].codes;
          if (std::ranges::find(codes, name) != codes.end()) holders.push_back({place, field});
        }
      }
      if (holders.size() == 1) {
        Type const type = ctx.model.fields[holders.front().field].type;
        const auto& codes = ctx.model.code_sets[type.codes].codes;
        auto const code = static_cast<std::uint32_t>(std::ranges::find(codes, name) - codes.begin());
        ExprId const field = ctx.add(expr::Field{holders.front().place, holders.front().field, {}}, type, at);
        return ctx.add(expr::Among{field, {code}}, yes_no_type(), at);
      }
    }
    ExprId const value = name_expression(ctx, env, reason, {});
    Type const type = ctx.type_of(value);
    if (is_invalid(type) || type.kind == TypeKind::yes_no) return value;
    if (is_time(type)) return ctx.add(expr::Happened{value, {}, {}, {}}, yes_no_type(), at);
    return ctx.add(expr::Recorded{value}, yes_no_type(), at);
  }

  void reasons(const Env& env) {
    expr::Group any{expr::GroupKind::any_of, 0, {}};
    for (NodeId const clause : everywhere(NodeKind::accept_reasons)) {
      for (NodeId const reason : tree.children(clause)) {
        if (tree.kind(reason) == NodeKind::error) continue;
        row().accept_reasons.push_back(path_text(file, reason));
        any.items.push_back(accepted(env, reason));
      }
    }
    if (any.items.empty()) return;
    ExprId const all = ctx.add(std::move(any), yes_no_type(), file.name_at(node));
    row().accepted_reason = all;
    if (!row().should) ctx.report(Code::reasons_without_should, file.at(everywhere(NodeKind::accept_reasons).front()));
  }

  void measured_as() {
    auto const all = everywhere(NodeKind::quality);
    if (all.empty()) return;
    if (row().kind == RuleKind::suggestion) {
      ctx.report(Code::quality_not_here, file.at(all.front()), {row().name});
      return;
    }
    if (all.size() > 1) ctx.report(Code::quality_twice, file.at(all[1]), {row().name});
    row().quality = quality_of(tree.keyword(all.front()));
    row().material = tree.has(all.front(), NodeKind::material);
  }

  bool has_duty() const {
    return !everywhere(NodeKind::instead).empty();  // a message was given about it
  }

  void say_missing(const Version& version) {
    if (tree.broken(node)) return;
    if (version.cites.empty()) ctx.report(Code::no_cite, row().origin, {row().name});
    if (row().kind != RuleKind::suggestion && version.duties.empty() && !has_duty()) {
      ctx.report(Code::no_duty, version.origin, {row().name});
    }
    if (row().kind == RuleKind::suggestion && version.when.empty()) {
      ctx.report(Code::suggestion_without_when, row().origin, {row().name});
    }
  }

  void read() {
    auto const about = about_of(ctx, file, node);
    Env env{&file, about ? about->scope : Scope(ConceptId{})};
    env.lost = !about;
    if (about) {
      row().about = about->about;
      row().root = about->root;
    }
    bind_each(env);
    ctx.rule_scopes[id.value] = env.scope;
    std::string const name = row().name;
    auto read = read_versions(ctx, env, node, name, false);
    row().versions = std::move(read.versions);
    for (const Version& version : std::vector(row().versions)) {
      say_missing(version);
      for (DutyId const duty : version.duties) {
        if (duty) row().should = row().should || ctx.model.duties[duty].modal == Modal::should;
      }
      for (const Cite& cite : version.cites) row().unverified = row().unverified || cite.unverified;
    }
    if (auto const remedies = everywhere(NodeKind::remedy); !remedies.empty()) row().remedy = read_text(file, remedies.front());
    if (auto const evidence = everywhere(NodeKind::evidence); !evidence.empty()) {
      row().evidence = read_evidence(ctx, file, evidence.front());
    }
    if (tree.has(node, NodeKind::because)) {
      for (const Cite& cite : row().versions.front().cites) {
        if (cite.source) row().because.push_back(cite.source);
      }
    }
    reasons(env);
    measured_as();
  }
};

}  // namespace

void check_rule(Context& ctx, RuleId id) {
  Declared& declared = ctx.rules[id.value];
  if (declared.progress != Declared::Progress::waiting) return;
  declared.progress = Declared::Progress::running;
  Reading{ctx, id}.read();
  ctx.rules[id.value].progress = Declared::Progress::finished;
}

void check_rules(Context& ctx) {
  for (std::uint32_t i = 0; i < ctx.rules.size(); ++i) check_rule(ctx, RuleId{i});
}

}  // namespace rettesnor::checking
