// Portrait: what one construct means, what it is called and what it rests on, each as text that can be compared between two models.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace rettesnor::change {

enum class What : std::uint8_t { rule, exception, definition, table, parameter, calendar, concept_, indicator, overlay, actor, source, package };

/// What a part of a construct says.
enum class Aspect : std::uint8_t { scope, in_force, condition, while_state, duty, effect, accept, value, row, field, days, pin };

struct Part {
  Aspect aspect{};
  std::string version;  ///< of a construct in several versions: the days of this one
  std::string detail;   ///< a field's name, a table row's number, a reading; empty: nothing to tell apart
  std::string spelled;  ///< the meaning, in names
  std::string said;     ///< for people, where nothing is quoted
  Origin at;            ///< what to quote: the author's own words; empty span: nothing
};

struct Portrait {
  What what{};
  std::string name;  ///< qualified: `dk.social.children.acute.noticed`
  PackageId package{};
  Text title;
  Origin origin;
  std::vector<Part> parts;
  std::string wording;  ///< titles, questions, verbs: what people read
  std::string sources;  ///< citations, evidence, review dates

  /// All the parts together. Equal: the same meaning.
  std::string meaning() const;
};

/// Every construct of the model, in its order; tests are no part of what rules mean. Cost: O(model), with sorting.
std::vector<Portrait> portraits(const Model& model);

}  // namespace rettesnor::change
