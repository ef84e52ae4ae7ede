// A small package of which one thing at a time is changed.
#pragma once

#include <stdexcept>
#include <string>

namespace rettesnor::testing {

inline const std::string letter_rules = R"(language en
package small.letters version 1
actor office "Kontoret"
source L law "Lov om breve"
calendar workdays "hverdage"
  days monday .. friday except danish_public_holidays
end
concept letter "Brev"
  event came date "Kommet"
  event answered date "Besvaret"
  event thanked date "Takket"
  fact urgent yes/no "Haster"
  fact known yes/no "Kendt"
  fact waived yes/no "Frafaldet"
  fact pages number "Sider"
  fact colour one of red, green, blue
end
define pressing as urgent or known
parameter thanks_within "Tak inden"
  value 10 days from 2020-01-01  cite L § 7
end
table weight "Vægt" of letter
  | pages     || heavy |
  | > 10      || yes   |
  | otherwise || no    |
end
rule answered_soon "Svar"
  cite L § 1
  in force from 2020-01-01
  when pressing
  when waived or pages < 100
  office must complete answered within 3 days of came
end
rule thanked_soon "Tak"
  cite L § 2
  in force from 2020-01-01
  office must complete thanked within thanks_within of came
end
exception waived_answer to answered_soon "Frafaldet"
  cite L § 3
  when waived
  instead not applicable
end
)";

inline const std::string letter_tests = R"(
test in_time "I tide"
  given
    came 2026-02-02
    answered 2026-02-05
    thanked 2026-02-10
    urgent yes
    known no
    waived no
    pages 2
  at 2026-02-20
  expect answered_soon = fulfilled
  expect thanked_soon = fulfilled
end
)";

/// The text with one thing replaced. Throws when it is not there.
inline std::string with(std::string text, const std::string& old, const std::string& now) {
  const std::size_t at = text.find(old);
  if (at == std::string::npos) throw std::runtime_error("not in the text: " + old);
  return text.replace(at, old.size(), now);
}

}  // namespace rettesnor::testing
