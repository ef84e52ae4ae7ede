// FHIR's own shapes out of a tree: texts, times, codings, references, extensions; and the fields of each kind of resource.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/ffb/resource.hpp"
#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor::ffb {

/// `2026-03`, `2026-03-02`, `2026-03-02T09:00:00.1234567+01:00` as a case has it, with at most six digits behind the point;
/// a time of day has a zone. None: it is no such time.
std::optional<std::string> fhir_time(std::string_view written);
/// The same of an instant: day, time and zone are all there.
std::optional<Moment> fhir_instant(std::string_view written);

/// The local days that a time read by `fhir_time` may mean; none of an empty one.
std::optional<DateRange> days_of(std::string_view written);

/// Whose a reference is: `Condition/a`, `urn:uuid:a`, `https://server/Condition/a/_history/2` and `a` are all `a`.
/// A reference that names another type than `type` is kept whole, so that it leads nowhere.
std::string id_of_reference(std::string_view reference, std::string_view type);

/// Reads parts of a resource. What is not there is empty; what has another shape than FHIR's is reported.
class Shape {
 public:
  explicit Shape(Problems& problems) : problems_(problems) {}

  std::string text(const DataNode& node, std::string_view name);
  /// A list; or null, reported unless it is not there.
  const DataNode* list(const DataNode& node, std::string_view name);
  /// The id in a Reference. @param type  the resource it must be; empty: any
  std::string reference(const DataNode& node, std::string_view type);
  /// The fields and references of its kind. @pre out.kind, out.id
  void fill(const DataNode& node, const Settings& settings, Resource& out);

 private:
  void bad(const DataNode& node, std::string_view name);
  const DataNode* map(const DataNode& node, std::string_view name);
  /// The items of a list, or the one map that stands for it.
  std::vector<const DataNode*> each(const DataNode& node, std::string_view name);
  std::string time(const DataNode& node, std::string_view name);
  /// The extension whose address ends in `name`, whatever its hyphens and letters of either case; null: none.
  const DataNode* extension(const DataNode& node, std::string_view name);
  std::string case_number(const DataNode& node);
  std::uint8_t rank(const DataNode& node);

  void set(Field field, std::string value);
  /// The one code of a CodeableConcept.
  void set_code(Field field, const DataNode* concept_node);
  std::string code_of(const DataNode* concept_node, std::string* system);
  void refer(Role role, const DataNode& node, std::uint8_t rank = 0);
  void refer_all(Role role, const DataNode& node, std::string_view name);
  void goal(const DataNode& node, const Settings& settings);
  void plan(const DataNode& node);

  Problems& problems_;
  Resource* out_ = nullptr;
  const std::vector<CodeTable>* codes_ = nullptr;
};

/// The FHIR type of what a role refers to.
std::string_view type_of(Role role);

}  // namespace rettesnor::ffb
