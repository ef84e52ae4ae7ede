// A small package whose coverage can be counted by hand.
#pragma once

#include <string>

namespace rettesnor::testing {

/// Without tests; those are put behind it.
inline const std::string paper_rules = R"(language en
package small.paper version 1
actor office "Kontoret"
source L law "Small law"
concept paper "Papir"
  event came date "Kommet"
  event answered date "Besvaret"
  fact urgent yes/no "Haster"
  fact known yes/no "Kendt"
  fact waived yes/no "Frafaldet"
end
rule answered_soon "Svar"
  cite L § 1
  in force from 2026-01-01
  when urgent or known
  office must complete answered within 3 days of came
end
exception waived_answer to answered_soon "Frafaldet"
  cite L § 2
  when waived
  instead not applicable
end
)";

/// Urgent, not known, not waived: answered in time, and a day late.
inline const std::string two_tests = R"(
test in_time "I tide"
  given
    came 2026-02-02
    answered 2026-02-05
    urgent yes
    known no
    waived no
  at 2026-02-10
  expect answered_soon = fulfilled
end
test late "For sent"
  given
    came 2026-02-02
    answered 2026-02-06
    urgent yes
    known no
    waived no
  at 2026-02-10
  expect answered_soon = late by 1 day
end
)";

}  // namespace rettesnor::testing
