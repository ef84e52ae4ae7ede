// What an audit reads: records one at a time, each as one JSON line, wherever they come from.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "engine/store/lines.hpp"

namespace rettesnor {

/// A place of the source that people can look up.
struct RecordSpot {
  std::string table;         ///< the table or file; empty: the source is one file of lines
  std::uint64_t line = 0;    ///< from 1
  std::uint32_t column = 0;  ///< from 1: the field's number; 0: the record as a whole
};

/// From a byte of a record's text on, what stands there came from `spot`.
struct RecordOrigin {
  std::uint32_t begin = 0;
  RecordSpot spot;
};

/// A mistake that was found before the text was made.
struct RecordFault {
  std::string code;
  RecordSpot spot;
};

/// One record of a source.
struct Record {
  std::uint64_t number = 0;  ///< from 1, increasing
  std::string text;          ///< a case as JSON
  bool too_long = false;     ///< the text was cut at the limit
  std::vector<RecordFault> faults{};    ///< not empty: the record is kept out and `text` is not read
  std::vector<RecordOrigin> origins{};  ///< by `begin`; empty: the text is the source's own line `number`
};

/// Where reading goes on after the records handed out so far.
struct FeedPlace {
  std::uint64_t byte = 0;    ///< or whatever the feed counts progress in
  std::uint64_t number = 0;  ///< of the last record
};

class Feed {
 public:
  virtual ~Feed() = default;
  /// The next record; false at the end, and when the source fails.
  virtual bool next(Record& record) = 0;
  virtual FeedPlace place() const = 0;
  virtual bool failed() const = 0;
};

/// The lines of a stream that are not blank.
class LineFeed final : public Feed {
 public:
  /// @param start  where the stream stands
  LineFeed(std::istream& in, std::size_t limit, FeedPlace start) : in_(in), lines_(in, limit, start.number), begin_(start.byte), last_(start.number) {}
  bool next(Record& record) override;
  FeedPlace place() const override { return {begin_ + lines_.bytes(), last_}; }
  bool failed() const override { return in_.bad(); }

 private:
  std::istream& in_;
  Lines lines_;
  std::uint64_t begin_;
  std::uint64_t last_;
};

}  // namespace rettesnor
