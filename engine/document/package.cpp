// A package in its file's order: the guideline's words, and a card for each declaration.
#include <algorithm>
#include <functional>

#include "engine/document/prose.hpp"
#include "engine/document/weave.hpp"
#include "grammar/literate.hpp"

namespace rettesnor::document {

namespace {

struct Item {
  std::uint32_t at = 0;
  std::function<std::string(int)> write;  ///< given the heading's level
};

template <class Row, class Write>
void add(std::vector<Item>& to, PackageId package, std::span<const Row> rows, Write write) {
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].package == package) to.push_back({rows[i].origin.span.begin, [=](int level) { return write(i, level); }});
  }
}

/// Every declaration that has a card, by place.
std::vector<Item> items_of(const Weave& w, PackageId package) {
  std::vector<Item> out;
  const Model& m = w.model;
  add(out, package, m.rules.rows(), [&w](std::uint32_t i, int level) { return rule_card(w, RuleId{i}, level); });
  add(out, package, m.exceptions.rows(), [&w, package](std::uint32_t i, int level) {
    // Beneath its rule, where that is in the same package.
    const auto& to = w.model.exceptions[ExceptionId{i}].to;
    const bool here = std::ranges::any_of(to, [&](RuleId r) { return w.model.rules[r].package == package; });
    return here ? std::string() : exception_card(w, ExceptionId{i}, level);
  });
  add(out, package, m.parameters.rows(), [&w](std::uint32_t i, int level) { return parameter_card(w, w.model.parameters[ParameterId{i}], level); });
  add(out, package, m.tables.rows(), [&w](std::uint32_t i, int level) { return table_card(w, w.model.tables[TableRuleId{i}], level); });
  add(out, package, m.calendars.rows(), [&w](std::uint32_t i, int level) { return calendar_card(w, w.model.calendars[CalendarId{i}], level); });
  add(out, package, m.concepts.rows(), [&w](std::uint32_t i, int level) { return concept_card(w, ConceptId{i}, level); });
  add(out, package, m.defines.rows(), [&w](std::uint32_t i, int) { return define_card(w, w.model.defines[DefineId{i}]); });
  add(out, package, m.indicators.rows(), [&w](std::uint32_t i, int level) { return indicator_card(w, w.model.indicators[IndicatorId{i}], level); });
  add(out, package, m.overlays.rows(), [&w](std::uint32_t i, int level) { return overlay_card(w, w.model.overlays[OverlayId{i}], level); });
  std::ranges::sort(out, {}, &Item::at);
  return out;
}

}  // namespace

std::string package_html(const Weave& w, PackageId package, int level) {
  const std::vector<Item> items = items_of(w, package);
  std::string out;
  const Source* const source = w.asked.sources.find(w.model.packages[package].file);
  if (source == nullptr || !is_literate(source->name)) {
    for (const Item& item : items) out += item.write(level);
    return out;
  }
  int last = 0;  // the heading that stands above
  for (const Passage& passage : passages(source->text)) {
    if (!passage.rules) {
      out += prose_html(source->slice(passage.span), level, last);
      continue;
    }
    for (const Item& item : items) {
      if (passage.span.contains(item.at)) out += item.write(last == 0 ? level : std::min(last + 1, 5));
    }
  }
  return out;
}

}  // namespace rettesnor::document
