// What every package declares, and what one package may see of the others.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/uses.hpp"
#include "engine/model/model.hpp"

namespace rettesnor::checking {

/// Names of different families never meet: an event and a rule may share a name.
enum class Family : std::uint8_t { actor, source, calendar, concept_, value, rule, reading, indicator };

/// What a name stands for. `value` covers parameters, definitions and tables (their outputs are found through them); `rule` covers rules,
/// recommendations, suggestions and exceptions.
enum class SymbolKind : std::uint8_t {
  actor, source, calendar, concept_, parameter, define, table, rule, exception, reading, indicator
};

Family family_of(SymbolKind kind);

struct Symbol {
  SymbolKind kind{};
  std::uint32_t index = 0;   ///< the id's value in its table; a reading: its set
  std::uint32_t part = 0;    ///< reading: the alternative
  PackageId package{};
  Origin origin;

  template <class IdType>
  IdType as() const {
    return IdType{index};
  }
};

/// The same, as an editor knows it.
Meant meant(const Symbol& symbol);

/// The names of all packages of one load.
/// INVARIANT: `add` refuses a second symbol of the same family and name in one package.
class Symbols {
 public:
  /// The earlier symbol when the name is taken in this family and package; nullptr when it was added.
  const Symbol* add(std::string_view name, Symbol symbol);

  /// Symbols of the family that `package` sees under this name: its own first; else those of the packages it uses.
  /// More than one: the name is ambiguous.
  std::vector<const Symbol*> find(const Model& model, PackageId package, Family family, std::string_view name) const;
  /// The symbol of any package, seen or not: to say where a missing name is declared.
  const Symbol* find_anywhere(Family family, std::string_view name) const;
  /// Every name of the family that `package` sees: for near misses.
  std::vector<std::string_view> names(const Model& model, PackageId package, Family family) const;

 private:
  struct Key {
    Family family;
    std::string name;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  std::map<Key, std::vector<Symbol>> by_name_;
};

/// `package` itself or one it uses.
bool sees(const Model& model, PackageId package, PackageId other);

}  // namespace rettesnor::checking
