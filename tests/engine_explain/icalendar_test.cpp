#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/explain/due.hpp"
#include "tests/engine_explain/explain_rules.hpp"

namespace rettesnor::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string calendar(const std::string& case_id, Language language = Language::danish) {
  const auto prober = asked("{case: \"" + case_id + "\", letters: [{id: a, received: 2026-03-02 09:00, sender: person}]}", "2026-03-02 12:00");
  return to_icalendar(prober->model(), find_due(make_report(*prober), 30), prober->question().as_of, language);
}

TEST(Calendar, CommasSemicolonsAndBackslashesAreEscaped) {
  EXPECT_THAT(calendar("A;1,2"), HasSubstr("SUMMARY:A\\;1\\,2: "));
}

TEST(Calendar, LinesFoldBetweenLettersAt75Octets) {
  const std::string text = calendar(std::string("åååååååååååååååååååååååååååååååååååååååå"));
  std::size_t start = 0;
  bool folded = false;
  for (std::size_t end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", start)) {
    EXPECT_LE(end - start, 75U);
    folded = folded || text[start] == ' ';
    // A line never begins with the second byte of a letter.
    const std::size_t first = text[start] == ' ' ? start + 1 : start;
    EXPECT_NE(static_cast<unsigned char>(text[first]) & 0xC0U, 0x80U);
    start = end + 2;
  }
  EXPECT_TRUE(folded);
  EXPECT_EQ(start, text.size());
}

TEST(Calendar, AMomentIsUtcAndADayIsAllDay) {
  const std::string text = calendar("A");
  EXPECT_THAT(text, HasSubstr("DTSTART:20260303T080000Z\r\n"));  // 3 March 09:00 in winter time
  EXPECT_THAT(text, HasSubstr("DTSTART;VALUE=DATE:20260309\r\nDTEND;VALUE=DATE:20260310\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTAMP:20260302T110000Z\r\n"));
}

TEST(Calendar, TheUidFollowsTheCaseNotTheLanguage) {
  const auto uid = [](const std::string& text) { return text.substr(text.find("UID:"), 40); };
  EXPECT_EQ(uid(calendar("A")), uid(calendar("A", Language::english)));
  EXPECT_NE(uid(calendar("A")), uid(calendar("B")));
}

}  // namespace
}  // namespace rettesnor::testing
