#include "engine/check/table_coverage.hpp"

#include <algorithm>
#include <limits>

namespace rettesnor::checking {

namespace {

using expr::BinaryOp;

// A constant as a whole number; nothing for what is none or has no fixed length.
std::optional<std::int64_t> whole(const Context& ctx, ExprId id) {
  const ExprNode& node = ctx[id].node;
  if (const auto* n = std::get_if<expr::Number>(&node)) return n->value.millionths;
  if (const auto* c = std::get_if<expr::Code>(&node)) return c->code;
  if (const auto* b = std::get_if<expr::YesNo>(&node)) return b->value ? 1 : 0;
  if (const auto* d = std::get_if<expr::DateValue>(&node)) return d->value.days;
  if (const auto* m = std::get_if<expr::MomentValue>(&node)) return m->value.micros;
  return std::nullopt;
}

bool holds(BinaryOp op, std::int64_t point, bool between, std::int64_t value) {
  switch (op) {
    case BinaryOp::equal: return !between && point == value;
    case BinaryOp::not_equal: return between || point != value;
    case BinaryOp::less: return point < value;
    case BinaryOp::less_equal: return between ? point < value : point <= value;
    case BinaryOp::greater: return between ? point >= value : point > value;
    case BinaryOp::greater_equal: return point >= value;
    default: return false;
  }
}

/// A stretch of a column: a point, or what lies just above it up to the next.
struct Atom {
  std::int64_t value;
  bool between;
};

std::vector<Atom> atoms_of(const ColumnDomain& domain, const std::vector<std::vector<CellMeaning>>& cells, std::size_t column) {
  std::vector<Atom> out;
  if (domain.points) {
    for (std::int64_t i = 0; i < *domain.points; ++i) out.push_back({i, false});
    return out;
  }
  std::vector<std::int64_t> cuts;
  for (const auto& row : cells) cuts.insert(cuts.end(), row[column].cuts().begin(), row[column].cuts().end());
  std::ranges::sort(cuts);
  cuts.erase(std::ranges::unique(cuts).begin(), cuts.end());
  out.push_back({std::numeric_limits<std::int64_t>::min(), true});
  for (std::int64_t const cut : cuts) {
    out.push_back({cut, false});
    out.push_back({cut, true});
  }
  return out;
}

}  // namespace

CellMeaning CellMeaning::anything() {
  CellMeaning out;
  out.all_ = true;
  return out;
}

void CellMeaning::add(const Context& ctx, BinaryOp op, ExprId value) {
  auto const constant = whole(ctx, value);
  if (!constant || ctx.type_of(value).kind == TypeKind::invalid) {
    opaque_ = true;
    return;
  }
  cuts_.push_back(*constant);
  if (any_of_.empty()) any_of_.emplace_back();
  for (auto& tests : any_of_) tests.push_back({op, *constant});
}

void CellMeaning::unite(const CellMeaning& other) {
  opaque_ = opaque_ || other.opaque_;
  all_ = all_ || other.all_;
  any_of_.insert(any_of_.end(), other.any_of_.begin(), other.any_of_.end());
  cuts_.insert(cuts_.end(), other.cuts_.begin(), other.cuts_.end());
}

void CellMeaning::intersect(const CellMeaning& other) {
  opaque_ = opaque_ || other.opaque_;
  std::vector<std::vector<Test>> both;
  for (const auto& a : any_of_) {
    for (const auto& b : other.any_of_) {
      both.push_back(a);
      both.back().insert(both.back().end(), b.begin(), b.end());
    }
  }
  any_of_ = std::move(both);
  cuts_.insert(cuts_.end(), other.cuts_.begin(), other.cuts_.end());
}

bool CellMeaning::matches(std::int64_t value, bool between) const {
  if (all_) return true;
  return std::ranges::any_of(any_of_, [&](const auto& tests) {
    return std::ranges::all_of(tests, [&](const Test& test) { return holds(test.op, value, between, test.value); });
  });
}

ColumnDomain domain_of(const Context& ctx, Type type) {
  if (type.kind == TypeKind::yes_no || type.kind == TypeKind::periods) return {2};
  if (type.kind == TypeKind::code && type.codes) {
    return {static_cast<std::int64_t>(ctx.model.code_sets[type.codes].codes.size())};
  }
  return {};
}

void check_coverage(Context& ctx, TableRuleId id, const std::vector<ColumnDomain>& domains,
                    const std::vector<std::vector<CellMeaning>>& cells) {
  const TableDecl& table = ctx.model.tables[id];
  constexpr std::size_t most_points = 200'000;
  std::vector<std::vector<Atom>> atoms;
  std::size_t points = 1;
  for (std::size_t column = 0; column < domains.size(); ++column) {
    atoms.push_back(atoms_of(domains[column], cells, column));
    points = points > most_points ? points : points * std::max<std::size_t>(1, atoms.back().size());
  }
  bool const last_matches_all = !cells.empty() && std::ranges::all_of(cells.back(), &CellMeaning::matches_all);
  if (points * std::max<std::size_t>(1, cells.size()) > most_points * 10 || points > most_points) {
    if (table.exhaustive && !last_matches_all) ctx.report(Code::coverage_not_shown, table.origin, {table.name});
    return;
  }
  std::vector<bool> reached(cells.size(), false);
  bool uncovered = false;
  std::vector<std::size_t> at(domains.size(), 0);
  for (std::size_t n = 0; n < points; ++n) {
    std::size_t rest = n;
    for (std::size_t column = 0; column < domains.size(); ++column) {
      std::size_t const size = std::max<std::size_t>(1, atoms[column].size());
      at[column] = rest % size;
      rest /= size;
    }
    bool matched = false;
    for (std::size_t r = 0; r < cells.size() && !matched; ++r) {
      bool certain = true;
      bool possible = true;
      for (std::size_t column = 0; column < domains.size(); ++column) {
        const CellMeaning& cell = cells[r][column];
        if (cell.opaque()) {
          certain = false;
          continue;
        }
        if (atoms[column].empty()) continue;
        const Atom& atom = atoms[column][at[column]];
        if (!cell.matches(atom.value, atom.between)) possible = false;
      }
      if (possible) reached[r] = true;
      matched = possible && certain;
    }
    uncovered = uncovered || !matched;
  }
  for (std::size_t r = 0; r < cells.size(); ++r) {
    if (!reached[r]) ctx.report(Code::row_never_reached, ctx.model.tables[id].rows[r].origin);
  }
  if (table.exhaustive && uncovered) ctx.report(Code::table_not_exhaustive, table.origin, {table.name});
}

}  // namespace rettesnor::checking
