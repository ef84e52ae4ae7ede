#include "engine/store/ledger/reasons.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "engine/store/ledger/opened.hpp"
#include "engine/store/ledger/rows.hpp"

namespace rettesnor::ledger {

namespace {

/// What the code or the field that a reason reads is called.
Text title_of(const Model& model, ExprId id) {
  const ExprNode& node = model.exprs[id].node;
  if (const auto* among = std::get_if<expr::Among>(&node)) {
    const auto* field = std::get_if<expr::Field>(&model.exprs[among->operand].node);
    const std::vector<Text>* called = field != nullptr ? &model.fields[field->field].called : nullptr;
    return called != nullptr && among->codes.size() == 1 && among->codes.front() < called->size() ? (*called)[among->codes.front()] : Text{};
  }
  if (const auto* field = std::get_if<expr::Field>(&node)) return model.fields[field->part ? field->part : field->field].title;
  if (const auto* happened = std::get_if<expr::Happened>(&node)) return title_of(model, happened->what);
  if (const auto* recorded = std::get_if<expr::Recorded>(&node)) return title_of(model, recorded->what);
  return {};
}

}  // namespace

std::expected<std::vector<ReasonCounts>, Trouble> reasons(const std::filesystem::path& file) {
  return opened<std::vector<ReasonCounts>>(file, [](SQLite::Database& db) {
    std::vector<ReasonCounts> out;
    std::map<std::int64_t, std::size_t> place;
    SQLite::Statement accepted(db, "SELECT a.rule, p.name || '.' || r.name, a.code, a.title_da, a.title_en FROM accepted_reason AS a JOIN rule AS r USING (rule) JOIN package AS p USING (package) ORDER BY a.rule, a.number");
    while (accepted.executeStep()) {
      const auto [at, fresh] = place.try_emplace(accepted.getColumn(0).getInt64(), out.size());
      if (fresh) out.push_back({.rule = accepted.getColumn(1).getString(), .accepted = {}, .municipalities = {}});
      out[at->second].accepted.push_back({accepted.getColumn(2).getString(), accepted.getColumn(3).getString(), accepted.getColumn(4).getString()});
    }
    SQLite::Statement rows(db, "SELECT rule, municipality, reason, instances FROM reason");
    while (rows.executeStep()) {
      const auto found = place.find(rows.getColumn(0).getInt64());
      if (found != place.end()) out[found->second].municipalities[rows.getColumn(1).getString()][rows.getColumn(2).getString()] = static_cast<std::uint64_t>(rows.getColumn(3).getInt64());
    }
    return out;
  });
}

void write_accepted(SQLite::Database& db, const Model& model) {
  SQLite::Statement row(db, "INSERT INTO accepted_reason VALUES (?, ?, ?, ?, ?)");
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const RuleDecl& rule = model.rules[RuleId{i}];
    const auto* any = rule.accepted_reason ? std::get_if<expr::Group>(&model.exprs[rule.accepted_reason].node) : nullptr;
    for (std::size_t n = 0; any != nullptr && n < any->items.size() && n < rule.accept_reasons.size(); ++n) {
      const Text title = title_of(model, any->items[n]);
      row.bind(1, i);
      row.bind(2, static_cast<std::int64_t>(n));
      row.bind(3, rule.accept_reasons[n]);
      row.bind(4, title.danish);
      row.bind(5, title.english);
      execute(row);
    }
  }
}

void add_reasons(SQLite::Database& db, const audit::Reasons& reasons) {
  SQLite::Statement row(db, "INSERT INTO reason VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET instances = instances + excluded.instances");
  for (const auto& [key, count] : reasons) {
    row.bind(1, key.rule);
    row.bind(2, municipality_code(key.municipality));
    row.bind(3, key.reason);
    row.bind(4, static_cast<std::int64_t>(count));
    execute(row);
  }
}

}  // namespace rettesnor::ledger
