#include "engine/store/source/csv_reader.hpp"

#include <array>

namespace rettesnor::source {

namespace {

constexpr int at_end = -1;
constexpr std::size_t chunk_size = std::size_t{1} << 16U;

}  // namespace

/// The byte `ahead` of the present one, or -1.
int CsvReader::peek(std::size_t ahead) {
  while (at_ + ahead >= buffer_.size()) {
    std::array<char, chunk_size> chunk;  // NOLINT: filled by read
    in_.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    const auto size = static_cast<std::size_t>(in_.gcount());
    if (size == 0) return at_end;
    buffer_.append(chunk.data(), size);
  }
  return static_cast<unsigned char>(buffer_[at_ + ahead]);
}

/// Passes over one line break, if one is here.
bool CsvReader::skip_break() {
  const int c = peek(0);
  if (c != '\n' && c != '\r') return false;
  at_ += c == '\r' && peek(1) == '\n' ? 2U : 1U;
  ++line_;
  return true;
}

void CsvReader::compact() {
  if (at_ < chunk_size) return;
  buffer_.erase(0, at_);
  at_ = 0;
}

void CsvReader::refuse(CsvRecord& record, Code code) const {
  record.fault = code;
  record.column = static_cast<std::uint32_t>(record.fields.size() + 1);
}

/// Behind a fault: to the line after the one where the record began.
void CsvReader::recover(CsvRecord& record) {
  at_ = begin_;
  line_ = record.line;
  while (peek(0) != at_end && !skip_break()) {
    ++at_;
    compact();
  }
}

/// A field whose quote is the present byte. @return false: refused
bool CsvReader::quoted(CsvRecord& record, std::string& field) {
  ++at_;
  while (true) {
    const int c = peek(0);
    if (c == at_end) {
      refuse(record, Code::source_bad_quote);
      return false;
    }
    if (at_ - begin_ >= options_.max_record) {
      refuse(record, Code::source_record_too_large);
      return false;
    }
    if (c == '"') {
      if (peek(1) != '"') break;
      ++at_;
    } else if (c == '\n' || (c == '\r' && peek(1) != '\n')) {
      ++line_;
    }
    field += static_cast<char>(c);
    ++at_;
  }
  ++at_;
  const int after = peek(0);
  if (after == at_end || after == '\n' || after == '\r' || after == static_cast<unsigned char>(options_.delimiter)) return true;
  refuse(record, Code::source_bad_quote);
  return false;
}

/// A field without quotes.
void CsvReader::plain(CsvRecord& record, std::string& field) {
  for (int c = peek(0); c != at_end && c != '\n' && c != '\r' && c != static_cast<unsigned char>(options_.delimiter); c = peek(0)) {
    if (c == '"') return refuse(record, Code::source_bad_quote);
    if (at_ - begin_ >= options_.max_record) return refuse(record, Code::source_record_too_large);
    field += static_cast<char>(c);
    ++at_;
  }
}

bool CsvReader::next(CsvRecord& record) {
  record = {};
  compact();
  while (skip_break()) compact();
  if (peek(0) == at_end) return false;
  begin_ = at_;
  record.line = line_;
  while (true) {
    std::string field;
    if (peek(0) == '"') {
      quoted(record, field);
    } else {
      plain(record, field);
    }
    if (!record.fault && record.fields.size() >= options_.max_fields) refuse(record, Code::source_record_too_large);
    if (record.fault) {
      recover(record);
      return !in_.bad();
    }
    record.fields.push_back(std::move(field));
    if (peek(0) != static_cast<unsigned char>(options_.delimiter)) break;
    ++at_;
  }
  skip_break();
  return !in_.bad();
}

}  // namespace rettesnor::source
