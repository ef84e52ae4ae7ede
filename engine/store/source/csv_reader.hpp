// CSV, strictly: RFC 4180 with a choice of separator, and with a way on after a record that cannot be read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "grammar/base/codes.hpp"

namespace rettesnor::source {

struct CsvOptions {
  char delimiter = ';';
  std::size_t max_record = std::size_t{1} << 20U;  ///< bytes; a longer record is refused
  std::size_t max_fields = 4096;
};

/// One record: its fields as bytes, unquoted.
struct CsvRecord {
  std::uint64_t line = 0;              ///< where it begins, from 1
  std::vector<std::string> fields;     ///< of a refused record those before the mistake
  std::optional<Code> fault{};         ///< source_bad_quote, source_record_too_large
  std::uint32_t column = 0;            ///< of a fault: the field's number from 1
};

/// Reads records. Lines end in LF, CRLF or a lone CR, in any mixture; empty lines between records are passed over.
/// A field in quotes may hold line breaks (handed on as they are) and doubled quotes. After a fault reading goes on at
/// the line after the one where the record began, so a stray quote costs one record and never the file.
/// Memory: one record. Cost: O(bytes), and at most `max_record` bytes again for each fault.
class CsvReader {
 public:
  /// @param in  a stream of bytes; a UTF-8 byte order mark is for the caller to pass over
  CsvReader(std::istream& in, CsvOptions options) : in_(in), options_(options) {}

  /// The next record; false at the end, and when the stream fails.
  bool next(CsvRecord& record);
  /// Goes back to the line after the one where the record just read began: for a record of several lines that the
  /// caller refuses, since a stray quote may have drawn whole records into it. To be called before the next `next`.
  void read_again_after(CsvRecord& record) { recover(record); }

 private:
  int peek(std::size_t ahead);
  bool skip_break();
  bool quoted(CsvRecord& record, std::string& field);
  void plain(CsvRecord& record, std::string& field);
  void recover(CsvRecord& record);
  void refuse(CsvRecord& record, Code code) const;
  void compact();

  std::istream& in_;
  CsvOptions options_;
  std::string buffer_;
  std::size_t at_ = 0;     ///< in the buffer: the next byte
  std::size_t begin_ = 0;  ///< in the buffer: where the record begins
  std::uint64_t line_ = 1;
};

}  // namespace rettesnor::source
