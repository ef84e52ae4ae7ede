// Versions of rules and exceptions: clauses before the first `in force` hold for all of them.
#include <algorithm>
#include <map>

#include "engine/check/read.hpp"
#include "engine/check/rule_parts.hpp"
#include "engine/check/terms.hpp"

namespace rettesnor::checking {

namespace {

struct Reading {
  Context& ctx;
  const Env& env;
  NodeId declaration;
  const std::string& construct;
  bool exception;
  const File& file = *env.file;
  const Tree& tree = file.tree();
  std::map<std::vector<NodeId>, ReadingSetId> sets{};
  VersionsRead out{};

  ReadingSetId reading_set(const std::vector<NodeId>& nodes) {
    if (nodes.empty()) return {};
    if (auto const known = sets.find(nodes); known != sets.end()) return known->second;
    ReadingSet set;
    set.construct = construct;
    set.alternatives.emplace_back();
    for (NodeId const node : nodes) {
      set.alternatives.push_back({std::string(tree.text(node)), read_text_child(file, node, NodeKind::title),
                                  read_cites(ctx, file, node), file.name_at(node)});
    }
    ReadingSetId const id = ctx.model.readings.add(std::move(set));
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      std::string const name(tree.text(nodes[i]));
      Symbol const symbol{SymbolKind::reading, id.value, i + 1, file.package, file.name_at(nodes[i])};
      if (const Symbol* earlier = ctx.symbols.add(name, symbol)) {
        ctx.report(Code::declared_twice, symbol.origin, {name})
            .labels.push_back(label(earlier->origin, "først erklæret her", "first declared here"));
      }
    }
    sets.emplace(nodes, id);
    return id;
  }

  ExprId and_all(const std::vector<ExprId>& all) {
    ExprId out_id;
    for (ExprId const next : all) {
      out_id = out_id ? make_logic(ctx, expr::BinaryOp::and_, out_id, next, ctx.origin_of(next)) : next;
    }
    return out_id;
  }

  // A rule whose duty is `record` is about the quality of data: it may ask what is recorded.
  bool records(NodeId duty) const { return duty && tree.has(duty, NodeKind::record_act); }

  void version(const std::vector<NodeId>& clauses, const std::optional<Days>& days, Origin at) {
    Version version;
    version.origin = at;
    if (days) {
      version.from = days->from;
      version.from_last = days->from_last;
      version.until = days->until;
    }
    NodeId duty;
    NodeId instead;
    std::vector<NodeId> readings;
    std::vector<ExprId> states;
    for (NodeId const node : clauses) {
      NodeKind const kind = tree.kind(node);
      if (kind == NodeKind::duty || kind == NodeKind::instead) {
        if (duty || instead) {
          ctx.report(Code::two_duties, file.at(node))
              .labels.push_back(label(file.at(duty ? duty : instead), "den første står her", "the first one stands here"));
          continue;
        }
        (kind == NodeKind::duty ? duty : instead) = node;
      }
      if (kind == NodeKind::reading) readings.push_back(node);
    }
    NodeId const inner_duty = instead ? tree.child(instead, NodeKind::duty) : duty;
    Env guards = env;
    guards.recorded = guards.recorded || records(inner_duty);
    for (NodeId const node : clauses) {
      NodeId const operand = tree.child_at(node, 0);
      switch (tree.kind(node)) {
        case NodeKind::cite:
        case NodeKind::because: read_cite(ctx, file, node, version.cites); break;
        case NodeKind::when: version.when.push_back(condition(ctx, guards, operand)); break;
        case NodeKind::unless: version.when.push_back(make_not(ctx, condition(ctx, guards, operand), file.at(node))); break;
        case NodeKind::while_: states.push_back(state_expression(ctx, guards, operand)); break;
        case NodeKind::transition: version.transition_unsettled = true; break;
        default: break;
      }
    }
    if (exception && duty) ctx.report(Code::exception_needs_instead, file.at(duty));
    if (!exception && instead) ctx.report(Code::instead_outside_exception, file.at(instead));
    if (inner_duty) {
      version.duties.push_back(read_duty(ctx, env, inner_duty, inner_duty, states));
      version.readings = reading_set(readings);
      for (NodeId const node : readings) {
        if (!says_when(tree, node)) {
          if (!tree.broken(node)) ctx.report(Code::reading_without_time, file.name_at(node), {std::string(tree.text(node))});
          continue;
        }
        std::vector<ExprId> ignored;
        version.duties.push_back(read_duty(ctx, env, inner_duty, node, ignored));
      }
      if (!version.duties.front()) version.duties.clear();
    } else if (!readings.empty()) {
      ctx.report(Code::reading_without_duty, file.name_at(readings.front()), {std::string(tree.text(readings.front()))});
    }
    version.while_state = and_all(states);
    out.versions.push_back(std::move(version));
    out.instead.push_back(instead);
  }

  VersionsRead read() {
    std::vector<NodeId> common;
    std::vector<NodeId> versions;
    for (NodeId const node : tree.children(declaration)) {
      (tree.kind(node) == NodeKind::version ? versions : common).push_back(node);
    }
    if (versions.empty()) {
      version(common, std::nullopt, file.name_at(declaration));
      if (out.versions.front().transition_unsettled) say_no_predecessor(common);
      return std::move(out);
    }
    std::vector<Days> all_days;
    for (NodeId const node : versions) {
      std::vector<NodeId> clauses = common;
      Days days;
      days.at = file.at(node);
      for (NodeId const child : tree.children(node)) {
        if (tree.kind(child) == NodeKind::in_force) {
          days = read_in_force(ctx, file, child);
        } else {
          clauses.push_back(child);
        }
      }
      all_days.push_back(days);
      version(clauses, days, days.at);
      bool const first = std::ranges::none_of(all_days, [&](const Days& d) { return earlier(d, days); });
      if (out.versions.back().transition_unsettled && first && !has_earlier(versions, days)) say_no_predecessor(clauses);
    }
    check_tiling(ctx, all_days);
    sort();
    return std::move(out);
  }

  static bool earlier(const Days& a, const Days& b) { return b.from && (!a.from || *a.from < *b.from); }

  bool has_earlier(const std::vector<NodeId>& versions, const Days& days) {
    for (NodeId const node : versions) {
      NodeId const in_force = tree.child(node, NodeKind::in_force);
      if (in_force && earlier(read_in_force(ctx, file, in_force), days)) return true;
    }
    return false;
  }

  void say_no_predecessor(const std::vector<NodeId>& clauses) {
    for (NodeId const node : clauses) {
      if (tree.kind(node) == NodeKind::transition) ctx.report(Code::transition_without_predecessor, file.at(node));
    }
  }

  void sort() {
    std::vector<std::size_t> order(out.versions.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return out.versions[a].from < out.versions[b].from; });
    VersionsRead sorted;
    for (std::size_t const i : order) {
      sorted.versions.push_back(std::move(out.versions[i]));
      sorted.instead.push_back(out.instead[i]);
    }
    // A successor that begins somewhere in an interval ends its predecessor by itself.
    for (std::size_t i = 1; i < sorted.versions.size(); ++i) {
      const Version& next = sorted.versions[i];
      auto& until = sorted.versions[i - 1].until;
      if (next.from_last && next.from && (!until || *until >= *next.from)) until = Date{next.from->days - 1};
    }
    out = std::move(sorted);
  }
};

}  // namespace

Days read_in_force(Context& ctx, const File& file, NodeId in_force) {
  const Tree& tree = file.tree();
  Days out;
  out.at = file.at(in_force);
  out.from = read_date_child(ctx, file, in_force, NodeKind::from);
  out.until = read_date_child(ctx, file, in_force, NodeKind::until);
  if (NodeId const between = tree.child(in_force, NodeKind::from_between)) {
    out.from = read_date(ctx, file, tree.child_at(between, 0));
    out.from_last = read_date(ctx, file, tree.child_at(between, 1));
    if (out.from && out.from_last && *out.from_last < *out.from) ctx.report(Code::ends_before_it_begins, file.at(between));
    if (!tree.has(in_force, NodeKind::unverified)) ctx.report(Code::interval_is_unverified, file.at(between));
  }
  if (out.from && out.until && *out.until < *out.from) ctx.report(Code::ends_before_it_begins, out.at);
  return out;
}

void check_tiling(Context& ctx, std::vector<Days> days) {
  std::ranges::stable_sort(days, {}, &Days::from);
  for (std::size_t i = 1; i < days.size(); ++i) {
    const Days& before = days[i - 1];
    const Days& after = days[i];
    Date const begins = after.from.value_or(first_date);
    bool overlap = !after.from || (!before.until && !after.from_last) || (before.from && *before.from == begins);
    if (before.until) overlap = overlap || *before.until >= after.from_last.value_or(begins);
    if (overlap) {
      ctx.report(Code::versions_overlap, after.at)
          .labels.push_back(label(before.at, "gælder også", "is in force too"));
    } else if (before.until && before.until->days + 1 < begins.days) {
      std::string const first = to_string(Date{before.until->days + 1});
      std::string const last = to_string(Date{begins.days - 1});
      ctx.report(Code::versions_gap, after.at, {first, last})
          .labels.push_back(label(before.at, "ophører her", "ends here"));
    }
  }
}

VersionsRead read_versions(Context& ctx, const Env& env, NodeId declaration, const std::string& construct, bool exception) {
  return Reading{ctx, env, declaration, construct, exception}.read();
}

}  // namespace rettesnor::checking
