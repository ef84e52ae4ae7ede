// Drawn packages, third part: duties of every form with their time clauses.
#pragma once

#include "tests/engine_evaluate/drawn_terms.hpp"

namespace rettesnor::testing {

struct DrawnDuty {
  std::string text;                  ///< one line or a block
  DrawnRule::Due due = DrawnRule::Due::none;
  std::vector<std::string> readings; ///< other time clauses that would fit
  bool right = false;
  bool record = false;               ///< what is recorded may be asked in its guards
  bool open = false;                 ///< an open standard
  bool joined = false;               ///< of several
};

class Duties {
 public:
  Duties(const DrawnNames& names, Terms& terms) : names_(names), terms_(terms) {}
  /// @param should     in the words of a recommendation
  /// @param no_right   no `may`
  DrawnDuty draw(const Terms::Where& w, bool should, bool no_right);
  /// `may` with or without a time; nothing where no act is in sight.
  std::optional<DrawnDuty> right(const Terms::Where& w);

 private:
  struct Act {
    std::string text;
    Sort sort = Sort::date;
    bool list = false;
    const DrawnConcept* element = nullptr;
    std::optional<Sight> inner;  ///< of a list's element, as a licence reads it
  };
  struct Time {
    std::string text;
    DrawnRule::Due due = DrawnRule::Due::none;
  };
  std::optional<Act> event_act(const Terms::Where& w);
  std::optional<Act> list_act(const Terms::Where& w);
  Time within(const Terms::Where& w, const Act& act, bool modified = true);
  Time no_later_than(const Terms::Where& w);
  std::string modifiers(const Terms::Where& w, const DrawnLength* length, bool may_roll);
  DrawnDuty deadline(const Terms::Where& w, const Act& act, const std::string& modal);
  DrawnDuty recurring(const Terms::Where& w, const std::string& modal);
  std::string record(const Terms::Where& w);
  DrawnDuty joined(const Terms::Where& w, const std::string& modal);

  const DrawnNames& names_;
  Terms& terms_;
};

}  // namespace rettesnor::testing
