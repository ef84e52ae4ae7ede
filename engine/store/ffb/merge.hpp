// Many bundles in the order of their times: of each resource what was said last, of each condition every assessment.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/store/ffb/findings.hpp"
#include "engine/store/ffb/resource.hpp"

namespace rettesnor::ffb {

/// When a field was told, in times of bundles.
struct Told {
  Moment first;  ///< the first that said anything in it
  Moment last;   ///< the first that said what it says now
};

/// A resource as it stands, and since when it was known.
struct Known : Resource {
  std::uint32_t citizen = 0;
  Moment first;    ///< the time of the first bundle that had it
  Moment since;    ///< … of the first that said what it says now
  Moment last;     ///< … of the last that had it
  Moment referred; ///< … of the first that had the references it has now
  std::vector<Told> told{};  ///< by the kind's fields; empty: nothing has changed since `first`

  Told told_of(Field field) const;
};

struct Citizen {
  std::string id;
  Moment first, last;             ///< times of bundles
  std::optional<Code> fault{};    ///< why the case cannot be judged
  Place place{};                  ///< of a fault
  std::string organisation{};     ///< the first that was said; empty: none was
};

/// How a condition was judged on a day. A later bundle with another day is another assessment; with the same, a correction.
struct Assessment {
  std::uint32_t condition = 0;  ///< number of the resource
  std::string code, severity;
  std::string at;               ///< the day or time; empty: not said
  Moment first, since;
  Place place{};
};

/// Memory: what is known last of each resource, and each assessment.
class Merged {
 public:
  explicit Merged(Findings& findings) : findings_(findings) {}

  /// @pre called in the order of the bundles' times
  void add(Bundle&& bundle, Place place);
  /// The case of that citizen cannot be judged. @param id  empty: nobody knows whose it is
  void spoil(const std::string& id, Code why, Place place);

  /// The number of the resource of that FHIR type and id that still holds; none: there is none.
  std::optional<std::uint32_t> find(std::string_view type, const std::string& id) const;

  /// The resource of that FHIR type and id, withdrawn or not; null: it was never heard of.
  const Known* known(std::string_view type, const std::string& id) const;

  /// The number of what a resource refers to, if that still holds and is of the same citizen.
  std::optional<std::uint32_t> target(const Known& of, const Reference& reference) const;

  const std::vector<Citizen>& citizens() const { return citizens_; }
  const std::vector<Known>& resources() const { return resources_; }
  const std::vector<Assessment>& assessments() const { return assessments_; }
  std::uint64_t replaced() const { return replaced_; }
  /// Why and where a bundle was bad of which nobody knows whose it is.
  const std::vector<std::pair<Code, Place>>& nobodys() const { return nobodys_; }

 private:
  std::uint32_t citizen(const std::string& id, Moment at);
  void resource(Resource&& r, std::uint32_t citizen, Moment at);
  void assess(std::uint32_t number, Moment at);
  void fault(std::uint32_t citizen, Code why, Place place);

  Findings& findings_;
  std::vector<Citizen> citizens_;
  std::vector<Known> resources_;
  std::vector<Assessment> assessments_;
  std::unordered_map<std::string, std::uint32_t> citizen_of_, resource_of_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> assessments_of_;  ///< by condition
  std::uint64_t replaced_ = 0;
  std::vector<std::pair<Code, Place>> nobodys_;
};

}  // namespace rettesnor::ffb
