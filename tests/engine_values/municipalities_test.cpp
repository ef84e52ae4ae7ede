#include "engine/values/municipalities.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

namespace rettesnor {
namespace {

TEST(Municipalities, AreNinetyEightWithACodeAndANameEach) {
  std::set<std::string_view> codes, names;
  for (const Municipality& m : municipalities()) {
    EXPECT_EQ(m.code.size(), 4U) << m.code;
    EXPECT_TRUE(std::ranges::all_of(m.code, [](char c) { return c >= '0' && c <= '9'; })) << m.code;
    EXPECT_FALSE(m.name.empty()) << m.code;
    codes.insert(m.code);
    names.insert(m.name);
  }
  EXPECT_EQ(municipalities().size(), 98U);
  EXPECT_EQ(codes.size(), 98U);
  EXPECT_EQ(names.size(), 98U);
  EXPECT_TRUE(std::ranges::is_sorted(municipalities(), {}, &Municipality::code));
}

TEST(Municipalities, AreThoseOfTheSamplePopulation) {
  std::ifstream in("samples/population/municipalities.csv");
  std::string line;
  ASSERT_TRUE(std::getline(in, line)) << "code,name,region,population";
  std::size_t lines = 0;
  for (; std::getline(in, line); ++lines) {
    const std::size_t name = line.find(',') + 1;
    EXPECT_EQ(municipality_name(std::string_view(line).substr(0, name - 1)), std::string_view(line).substr(name, line.find(',', name) - name));
  }
  EXPECT_EQ(lines, municipalities().size());
}

TEST(Municipalities, AreFoundByCode) {
  for (const Municipality& m : municipalities()) EXPECT_EQ(municipality_name(m.code), m.name);
  EXPECT_EQ(municipality_name("0751"), "Aarhus");
  EXPECT_EQ(municipality_name("0860"), "Hjørring");
  for (const char* none : {"", "0000", "0999", "9999", "751", "07510"}) EXPECT_EQ(municipality_name(none), "") << none;
}

}  // namespace
}  // namespace rettesnor
