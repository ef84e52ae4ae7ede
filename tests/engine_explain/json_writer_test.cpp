#include "engine/explain/json_writer.hpp"

#include <gtest/gtest.h>

namespace rettesnor {
namespace {

TEST(JsonWriter, WritesCommasAndNestingOnOneLine) {
  JsonWriter json(0);
  json.begin_object().member("a", "x").key("b").begin_array().number(1).yes_no(false).null().end_array();
  json.key("c").begin_object().end_object().end_object();
  EXPECT_EQ(json.written(), R"({"a":"x","b":[1,false,null],"c":{}})");
}

TEST(JsonWriter, WritesDecimalsWithAPointAndNoNumbersAsNull) {
  JsonWriter json(0);
  json.begin_array().decimal(-1234.567, 2).decimal(0.5, 0).decimal(2, 3).decimal(1.0 / 0.0, 2).end_array();
  EXPECT_EQ(json.written(), "[-1234.57,0,2.000,null]");
}

TEST(JsonWriter, IndentsByLevel) {
  JsonWriter json;
  json.begin_object().key("a").begin_array().number(1).number(2).end_array().end_object();
  EXPECT_EQ(json.written(), "{\n  \"a\": [\n    1,\n    2\n  ]\n}");
}

TEST(JsonWriter, EscapesWhatJsonDemandsAndKeepsDanishLetters) {
  EXPECT_EQ(json_quoted("a\"b\\c\n\t"), R"("a\"b\\c\n\t")");
  EXPECT_EQ(json_quoted(std::string_view("\x01\x7f", 2)), "\"\\u0001\\u007f\"");
  EXPECT_EQ(json_quoted("æøå §"), "\"æøå §\"");
}

TEST(JsonWriter, BrokenBytesBecomeTheReplacementCharacter) {
  EXPECT_EQ(json_quoted("a\xff z"), "\"a\\ufffd z\"");
}

}  // namespace
}  // namespace rettesnor
