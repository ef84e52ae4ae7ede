// The CSV reader against hand-made texts, and against texts that mean harm.
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "engine/store/source/csv_reader.hpp"
#include "engine/store/source/encoding.hpp"
#include "engine/store/source/formats.hpp"

namespace rettesnor::source {
namespace {

/// Each record as `line:field|field`, a refused one as `line!code@column`.
std::vector<std::string> read(const std::string& text, CsvOptions options = {}) {
  std::istringstream in(text);
  CsvReader reader(in, options);
  std::vector<std::string> out;
  CsvRecord record;
  while (reader.next(record)) {
    std::string one = std::to_string(record.line);
    if (record.fault) {
      one += "!" + std::string(number_of(*record.fault)) + "@" + std::to_string(record.column);
    } else {
      for (std::size_t i = 0; i < record.fields.size(); ++i) one += (i == 0 ? ":" : "|") + record.fields[i];
    }
    out.push_back(one);
  }
  return out;
}

using Found = std::vector<std::string>;

TEST(Csv, QuotesHoldSeparatorsBreaksAndQuotes) {
  EXPECT_EQ(read("a;b\n\"x;y\";\"say \"\"hi\"\"\"\n\"two\nlines\";z\nlast;"), (Found{"1:a|b", "2:x;y|say \"hi\"", "3:two\nlines|z", "5:last|"}));
}

TEST(Csv, EveryLineBreakCounts) {
  EXPECT_EQ(read("a;b\r\nc;d\re;f\n\n\r\ng;\"h\r\ni\"\nj;k"), (Found{"1:a|b", "2:c|d", "3:e|f", "6:g|h\r\ni", "8:j|k"}));
}

TEST(Csv, AStrayQuoteCostsOneRecord) {
  EXPECT_EQ(read("1;a\n2;b\"c\n3;\"d\"e\n4;f\n"), (Found{"1:1|a", "2!K054@2", "3!K054@2", "4:4|f"}));
  EXPECT_EQ(read("1;\"never closed\n2;b\n3;c"), (Found{"1!K054@2", "2:2|b", "3:3|c"}));
}

TEST(Csv, ARecordBeyondTheLimitIsRefusedAndTheRestRead) {
  const std::string huge(10'000'000, 'x');
  EXPECT_EQ(read("1;" + huge + "\n2;b\n"), (Found{"1!K055@2", "2:2|b"}));
  EXPECT_EQ(read("1;\"" + huge + "\"\n2;b\n"), (Found{"1!K055@2", "2:2|b"}));
  EXPECT_EQ(read(std::string(5000, ';') + "\n2\n"), (Found{"1!K055@4097", "2:2"}));
}

TEST(Csv, FormulasAndNulsAreBytesLikeAnyOther) {
  using namespace std::string_literals;
  EXPECT_EQ(read("=cmd|' /C calc'!A0;@SUM(1)\na\0b;c\n"s), (Found{"1:=cmd|' /C calc'!A0|@SUM(1)", "2:a\0b|c"s}));
}

TEST(Csv, AnyBytesEndInRecords) {
  std::mt19937 random(20261125);
  const std::string letters = "a;\"\n\r\0\xff";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) text += letters[random() % letters.size()];
    const Found found = read(text);
    EXPECT_LE(found.size(), text.size());
    std::uint64_t last = 0;
    for (const std::string& r : found) {
      EXPECT_GT(std::stoull(r), last) << "records begin on lines of their own";
      last = std::stoull(r);
    }
  }
}

ColumnMap column_of(TypeKind kind, char decimal = '.') {
  ColumnMap out;
  out.type.kind = kind;
  out.decimal = decimal;
  return out;
}

TEST(Formats, DatesAreOfTheirFormOrNothing) {
  EXPECT_TRUE(is_time_format("dd-mm-yyyy HH:MM"));
  EXPECT_FALSE(is_time_format("dd-mm-yy"));
  EXPECT_FALSE(is_time_format("dd-mm"));
  EXPECT_FALSE(is_time_format("dd-mm-yyyy HH"));
  EXPECT_EQ(reformed_time("03-02-2026", "dd-mm-yyyy"), "2026-02-03");
  EXPECT_EQ(reformed_time("3/2/2026 9:05", "d/m/yyyy H:MM"), "2026-02-03 09:05");
  EXPECT_EQ(reformed_time("2026-02-03", "dd-mm-yyyy"), std::nullopt);
  EXPECT_EQ(reformed_time("03-02-2026 ", "dd-mm-yyyy"), std::nullopt);
  EXPECT_EQ(reformed_time("3-02-2026", "dd-mm-yyyy"), std::nullopt);
}

TEST(Formats, NumbersHaveOneSign) {
  const ColumnMap comma = column_of(TypeKind::number, ',');
  EXPECT_EQ(json_of(comma, {"1105,50"}), "1105.50");
  EXPECT_EQ(json_of(comma, {"1.105"}).error(), Code::source_bad_format) << "a thousand or one and a bit";
  EXPECT_EQ(json_of(comma, {"1.5", Cell::Form::number}), "1.5") << "the source says that it is a number";
  EXPECT_EQ(json_of(comma, {"007"}).error(), Code::case_bad_number);
  EXPECT_EQ(json_of(comma, {""}), "");
}

TEST(Formats, AnUnlistedCodeIsNeverGuessed) {
  const CodeList list{{"1", "yes"}, {"2", "no"}};
  ColumnMap from = column_of(TypeKind::yes_no);
  from.unknown.emplace_back("9");
  from.codes = &list;
  EXPECT_EQ(json_of(from, {"1"}), "\"yes\"");
  EXPECT_EQ(json_of(from, {"9"}), R"({"unknown":"asked"})");
  EXPECT_EQ(json_of(from, {"3"}).error(), Code::source_unlisted_code);
}

TEST(Encodings, LettersOfWindows) {
  EXPECT_EQ(to_utf8("\xC6\xF8\xE5", Encoding::latin1), "Æøå");
  EXPECT_EQ(to_utf8("\x80", Encoding::windows1252), "€");
  EXPECT_EQ(encoding_of("UTF-8"), Encoding::utf8);
  EXPECT_EQ(encoding_of("utf-16"), std::nullopt);
}

}  // namespace
}  // namespace rettesnor::source
