// What a bundle of the FFB reporting guide holds: resources of twelve kinds, each with the fields that a mapping may use.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/code_table.hpp"
#include "engine/store/source/mapping.hpp"
#include "engine/values/moment.hpp"

namespace rettesnor::ffb {

enum class Kind : std::uint8_t { citizen, request, gathering, condition, target_group, goal, plan, evaluation, intervention, performer, follow_up, encounter };
inline constexpr std::size_t kinds = 12;

/// A field that a resource of some kind says itself.
enum class Field : std::uint8_t { organisation, case_number, status, intent, at, start, end, created, code, severity, recorded, asserted, expected, type, need, result };

/// What one kind is called as a table, which FHIR resource it is, and its fields.
struct KindRow {
  Kind kind;
  std::string_view table;
  std::string_view resource_type;
  std::span<const Field> fields;
};
const KindRow& row_of(Kind kind);
std::span<const KindRow> kind_rows();
std::string_view name_of(Field field);
constexpr std::uint32_t bit_of(Field field) { return 1U << static_cast<unsigned>(field); }

/// What a reference is for.
enum class Role : std::uint8_t { request, finding, condition, target_group, goal, evaluation, performer, plan, encounter };

struct Reference {
  Role role{};
  std::uint8_t rank = 0;  ///< 1: primary; 2: secondary; 0: none given
  std::string id;
  friend bool operator==(const Reference&, const Reference&) = default;
};

/// Where in the files something stands: line and column in code points, both from 1.
struct Place {
  std::uint32_t file = 0;  ///< number in the delivery's list
  std::uint32_t line = 0;  ///< 0: the file as a whole
  std::uint32_t column = 0;
};

/// One resource as one bundle tells it.
struct Resource {
  Kind kind{};
  bool gone = false;  ///< entered in error: what was said before no longer holds
  std::string id{};
  std::vector<std::string> values{};    ///< by the kind's fields; empty: not said
  std::uint32_t unlisted = 0;           ///< fields whose code is not in the list of its system, a bit each
  std::uint32_t unchecked = 0;          ///< fields whose code no list was given for
  std::vector<Reference> references{};
  std::string updated{};                ///< `meta.lastUpdated`; empty: not said
  Place place{};

  /// Do both say the same of the citizen?
  bool says_the_same(const Resource& other) const {
    return kind == other.kind && gone == other.gone && values == other.values && references == other.references;
  }
  /// Empty: not said, or the kind has no such field.
  const std::string& value(Field field) const;
};

/// A bundle that could be read.
struct Bundle {
  Moment timestamp;
  std::string citizen;              ///< the id of its Patient
  std::vector<Resource> resources;  ///< in the bundle's order, the citizen among them
};

/// What the mapping says of codes, and the lists that the user supplies.
struct Settings : source::FfbCodes {
  const std::vector<CodeTable>* codes = nullptr;  ///< null: codes are not checked
};

}  // namespace rettesnor::ffb
