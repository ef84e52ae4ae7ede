#include "engine/check/symbols.hpp"

#include <algorithm>

namespace rettesnor::checking {

Family family_of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::actor: return Family::actor;
    case SymbolKind::source: return Family::source;
    case SymbolKind::calendar: return Family::calendar;
    case SymbolKind::concept_: return Family::concept_;
    case SymbolKind::parameter:
    case SymbolKind::define:
    case SymbolKind::table: return Family::value;
    case SymbolKind::rule:
    case SymbolKind::exception: return Family::rule;
    case SymbolKind::reading: return Family::reading;
    case SymbolKind::indicator: return Family::indicator;
  }
  return Family::value;
}

Meant meant(const Symbol& symbol) {
  const auto of = [&](Named kind) { return Meant{kind, symbol.index, symbol.part}; };
  switch (symbol.kind) {
    case SymbolKind::actor: return of(Named::actor);
    case SymbolKind::source: return of(Named::source);
    case SymbolKind::calendar: return of(Named::calendar);
    case SymbolKind::concept_: return of(Named::concept_);
    case SymbolKind::parameter: return of(Named::parameter);
    case SymbolKind::define: return of(Named::define);
    case SymbolKind::table: return of(Named::table);
    case SymbolKind::rule: return of(Named::rule);
    case SymbolKind::exception: return of(Named::exception);
    case SymbolKind::reading: return of(Named::reading);
    case SymbolKind::indicator: return of(Named::indicator);
  }
  return of(Named::rule);
}

bool sees(const Model& model, PackageId package, PackageId other) {
  const auto& uses = model.packages[package].uses;
  return package == other || std::ranges::find(uses, other) != uses.end();
}

const Symbol* Symbols::add(std::string_view name, Symbol symbol) {
  auto& known = by_name_[Key{family_of(symbol.kind), std::string(name)}];
  for (const Symbol& earlier : known) {
    if (earlier.package == symbol.package) return &earlier;
  }
  known.push_back(symbol);
  return nullptr;
}

std::vector<const Symbol*> Symbols::find(const Model& model, PackageId package, Family family,
                                         std::string_view name) const {
  auto const at = by_name_.find(Key{family, std::string(name)});
  if (at == by_name_.end()) return {};
  std::vector<const Symbol*> found;
  for (const Symbol& symbol : at->second) {
    if (symbol.package == package) return {&symbol};
    if (sees(model, package, symbol.package)) found.push_back(&symbol);
  }
  return found;
}

const Symbol* Symbols::find_anywhere(Family family, std::string_view name) const {
  auto const at = by_name_.find(Key{family, std::string(name)});
  return at == by_name_.end() ? nullptr : &at->second.front();
}

std::vector<std::string_view> Symbols::names(const Model& model, PackageId package, Family family) const {
  std::vector<std::string_view> out;
  for (const auto& [key, symbols] : by_name_) {
    if (key.family != family) continue;
    if (std::ranges::any_of(symbols, [&](const Symbol& s) { return sees(model, package, s.package); })) {
      out.push_back(key.name);
    }
  }
  return out;
}

}  // namespace rettesnor::checking
