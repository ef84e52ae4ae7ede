// Decision tables: rows that leave a gap, rows that are never reached; and the days that versions and values leave open.
#include <algorithm>

#include "engine/analyze/desk.hpp"
#include "engine/explain/test_block.hpp"
#include "engine/reference/reading.hpp"

namespace rettesnor::analyze {

namespace {

class TableCheck {
 public:
  TableCheck(Desk& desk, TableRuleId id) : desk_(desk), model_(desk.model), table_(model_.tables[id]) {}

  void run() {
    if (table_.exhaustive) gap();
    for (std::size_t i = 0; i < table_.rows.size(); ++i) row(i);
  }

 private:
  struct Side {
    Encoder encoder;
    Thing& thing;
    Frame frame;
    std::vector<Truth3> rows;
    Side(const Model& model, const TableDecl& table, Lists lists)
        : encoder(model, table.root ? table.root : model.roots.front(), lists, {}), thing(RuleTerms::thing_of(encoder, table.about)), frame(encoder.frame_at(&thing)) {
      frame.day = encoder.solver.free_day("day");
      encoder.solver.prefer(frame.day == encoder.now_day);
      for (const TableDecl::Row& row : table.rows) {
        Truth3 matches = encoder.known(true);
        for (const ExprId c : row.conditions) {
          if (c) matches = encoder.both(matches, encoder.truth(c, frame));
        }
        rows.push_back(matches);
      }
    }
  };

  Side& side(Lists lists) {
    auto& kept = lists == Lists::few ? few_ : any_;
    if (!kept) kept = std::make_unique<Side>(model_, table_, lists);
    return *kept;
  }

  /// Every fact that the table reads has a value: what does not exist is no gap of the table.
  static Term all_exist(Side& s) {
    std::vector<Term> parts{s.encoder.solver.yes()};
    for (const Thing* t : {&s.encoder.root(), &s.thing}) {
      for (const auto& [key, cell] : t->cells) parts.push_back(!cell.absent);
    }
    return s.encoder.solver.all(parts);
  }

  Reply ask(const std::function<Term(Side&)>& question, const std::function<bool(const std::vector<Truth>&)>& confirm, std::optional<Shown>& shown) {
    Side& few = side(Lists::few);
    const Answer answer = few.encoder.solver.solve(question(few), true, {});
    Reply out;
    if (answer == Answer::some) {
      const Case the_case = few.encoder.case_of();
      Question q;
      q.as_of = few.encoder.moment_of_now();
      const Date day{static_cast<std::int32_t>(few.encoder.solver.day_of(few.frame.day))};
      IndicatorDecl door;
      door.root = the_case.root->concept_id;
      IndicatorReader reader(model_, the_case, q);
      std::vector<Truth> rows;
      for (const TableDecl::Row& row : table_.rows) {
        Truth t = Truth::yes;
        for (const ExprId c : row.conditions) {
          if (c) t = t & reader.truth(door, c, few.encoder.element_in(few.thing), day);
        }
        rows.push_back(t);
      }
      out.unconfirmed = !confirm(rows);
      if (out.unconfirmed) return out;
      out.settled = Settled::shown;
      TestBlock block = test_block(model_, the_case, q, {}, desk_.next_name(), table_.name);
      block.notes.emplace_back("a table has no verdict: what to expect is that of a rule that reads it");
      shown = Shown{std::move(block.text), std::move(block.notes)};
      return out;
    }
    out.limit = answer == Answer::open;
    if (out.limit) return out;
    if (!few.encoder.loose.lists) {
      out.settled = Settled::impossible;
      return out;
    }
    Side& any = side(Lists::any);
    const Answer proof = any.encoder.solver.solve(question(any), false, {});
    if (proof == Answer::none) out.settled = Settled::impossible;
    out.limit = proof == Answer::open;
    return out;
  }

  std::string name() const { return full_name(model_, table_.package, table_.name); }

  void gap() {
    std::optional<Shown> shown;
    const Reply reply = ask(
        [&](Side& s) {
          std::vector<Term> parts{all_exist(s)};
          for (const Truth3& row : s.rows) parts.push_back(row.no);
          return s.encoder.solver.all(parts);
        },
        [](const std::vector<Truth>& rows) { return std::ranges::all_of(rows, [](Truth t) { return t == Truth::no; }); }, shown);
    if (reply.settled == Settled::impossible) return desk_.in_order(Kind::table_gap);
    if (reply.settled == Settled::open) return desk_.open({.kind = Kind::table_gap, .origin = table_.origin, .rule = name(), .other = {}, .condition = {}}, reply);
    desk_.found({.kind = Kind::table_gap, .origin = table_.origin, .rule = name(), .other = {}, .conditions = {}, .proved = false, .shown = std::move(shown)});
  }

  void row(std::size_t i) {
    std::optional<Shown> shown;
    const Reply reply = ask(
        [&](Side& s) {
          std::vector<Term> parts{s.rows[i].yes};
          for (std::size_t k = 0; k < i; ++k) parts.push_back(s.rows[k].no);
          return s.encoder.solver.all(parts);
        },
        [i](const std::vector<Truth>& rows) {
          return rows[i] == Truth::yes && std::all_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i), [](Truth t) { return t == Truth::no; });
        },
        shown);
    if (reply.settled == Settled::shown) return desk_.in_order(Kind::table_row_never);
    if (reply.settled == Settled::open) return desk_.open({.kind = Kind::table_row_never, .origin = table_.rows[i].origin, .rule = name(), .other = {}, .condition = {}}, reply);
    Finding f{.kind = Kind::table_row_never, .origin = table_.rows[i].origin, .rule = name(), .other = {}, .conditions = {}, .proved = true, .shown = {}};
    for (const ExprId c : table_.rows[i].conditions) {
      if (c) f.conditions.push_back(desk_.text(c));
    }
    // A case that the row would match is matched before it.
    const Reply earlier = ask([&](Side& s) { return s.rows[i].yes; }, [](const std::vector<Truth>&) { return true; }, f.shown);
    static_cast<void>(earlier);
    desk_.found(std::move(f));
  }

  Desk& desk_;
  const Model& model_;
  const TableDecl& table_;
  std::unique_ptr<Side> few_;
  std::unique_ptr<Side> any_;
};

/// The days between two neighbours that neither covers.
std::optional<DateInterval> gap_between(const std::optional<Date>& until, const std::optional<Date>& from) {
  if (!until || !from || until->days + 1 >= from->days) return std::nullopt;
  return DateInterval{Date{until->days + 1}, Date{from->days - 1}};
}

std::string days(const DateInterval& d) { return to_string(d.first) + " .. " + to_string(d.last); }

}  // namespace

void check_tables(Desk& desk, const Options& options) {
  for (std::uint32_t i = 0; i < desk.model.tables.size(); ++i) {
    const TableRuleId id{i};
    if (!options.about || options.about(desk.model.tables[id].origin.file)) TableCheck(desk, id).run();
  }
}

void check_versions(Desk& desk, const Options& options) {
  const Model& model = desk.model;
  const auto wanted = [&](const Origin& o) { return !options.about || options.about(o.file); };
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const RuleId id{i};
    const RuleDecl& rule = model.rules[id];
    if (!wanted(rule.origin) || rule.versions.size() < 2) continue;
    bool whole = true;
    for (std::size_t v = 0; v + 1 < rule.versions.size(); ++v) {
      const auto gap = gap_between(rule.versions[v].until, rule.versions[v + 1].from);
      if (!gap) continue;
      whole = false;
      Lab lab(model, id);
      const Reply reply = lab.ask(v,
                                  [&](Lab::Side& s) {
                                    VersionTerms& terms = s.rule.version(v);
                                    Term there = s.encoder.solver.no();
                                    for (const SliceTerm& slice : terms.slices) there = there || slice.holds;
                                    return there && terms.frame.day >= s.encoder.solver.whole(gap->first.days) && terms.frame.day <= s.encoder.solver.whole(gap->last.days);
                                  },
                                  [](const Witness& w) { return w.any(Verdict::not_applicable); });
      Finding f{.kind = Kind::version_gap, .origin = rule.versions[v + 1].origin, .rule = desk.name(id), .other = days(*gap), .conditions = {}, .proved = true, .shown = {}};
      if (reply.witness) f.shown = show(model, *reply.witness, desk.next_name(), rule.name + ": no version in force");
      desk.found(std::move(f));
    }
    if (whole) desk.in_order(Kind::version_gap);
  }
  for (const DefineDecl& define : model.defines.rows()) {
    if (define.versions.size() < 2 || define.versions.front().branches.empty()) continue;
    const ExprId first = define.versions.front().branches.front().value;
    if (!wanted(desk.origin(first))) continue;
    bool whole = true;
    for (std::size_t v = 0; v + 1 < define.versions.size(); ++v) {
      const auto gap = gap_between(define.versions[v].until, define.versions[v + 1].from);
      if (!gap) continue;
      whole = false;
      desk.found({.kind = Kind::version_gap, .origin = desk.origin(first), .rule = full_name(model, define.package, define.name), .other = days(*gap), .conditions = {}, .proved = true, .shown = {}});
    }
    if (whole) desk.in_order(Kind::version_gap);
  }
  for (const ParameterDecl& p : model.parameters.rows()) {
    if (!wanted(p.origin) || p.values.empty()) continue;
    bool whole = true;
    for (const ParameterValue& v : p.values) {  // the next value of the same key and reading
      std::optional<Date> next;
      for (const ParameterValue& w : p.values) {
        if (w.key == v.key && w.reading == v.reading && w.from && (!v.from || *w.from > *v.from) && (!next || *w.from < *next)) next = w.from;
      }
      const auto gap = gap_between(v.until, next);
      if (!gap) continue;
      whole = false;
      desk.found({.kind = Kind::value_gap, .origin = p.origin, .rule = full_name(model, p.package, p.name), .other = days(*gap), .conditions = {}, .proved = true, .shown = {}});
    }
    if (whole) desk.in_order(Kind::value_gap);
  }
}

}  // namespace rettesnor::analyze
