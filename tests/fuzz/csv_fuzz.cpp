// Any bytes as CSV: reading ends, each record begins behind the one before, and what was read is written and read back.
//
// The first byte chooses separator and limits.
#include <sstream>
#include <vector>

#include "engine/store/source/csv_reader.hpp"
#include "engine/store/source/encoding.hpp"
#include "engine/store/text_check.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using rettesnor::fuzz::require;
using rettesnor::source::CsvOptions;
using rettesnor::source::CsvReader;
using rettesnor::source::CsvRecord;

std::vector<CsvRecord> all_of(const std::string& text, const CsvOptions& options) {
  std::istringstream in(text);
  CsvReader reader(in, options);
  std::vector<CsvRecord> out;
  for (CsvRecord record; reader.next(record);) out.push_back(record);
  return out;
}

std::string written(const std::vector<std::string>& fields, char delimiter) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    out += i > 0 ? std::string(1, delimiter) : std::string();
    out += '"';
    for (const char c : fields[i]) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    out += '"';
  }
  return out + "\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const CsvOptions options{.delimiter = ";,\t|"[data[0] % 4], .max_record = (data[0] & 4) != 0 ? std::size_t{64} : std::size_t{1} << 16U,
                           .max_fields = (data[0] & 8) != 0 ? std::size_t{3} : std::size_t{4096}};
  const std::string text = rettesnor::fuzz::text_of(data + 1, size - 1);
  std::uint64_t last = 0, bytes = 0;
  std::string again;
  std::vector<CsvRecord> good;
  for (CsvRecord& record : all_of(text, options)) {
    require(record.line > last);
    last = record.line;
    require(record.fields.size() <= options.max_fields);
    if (record.fault) continue;
    require(!record.fields.empty());
    for (const std::string& field : record.fields) {
      bytes += field.size();
      for (const auto encoding : {rettesnor::source::Encoding::latin1, rettesnor::source::Encoding::windows1252}) {
        // Whatever the bytes, the text is UTF-8, or a control character is refused.
        const auto fault = rettesnor::find_text_fault(rettesnor::source::to_utf8(field, encoding));
        require(!fault || fault->code != rettesnor::Code::case_bad_utf8);
      }
    }
    again += written(record.fields, options.delimiter);
    good.push_back(std::move(record));
  }
  require(bytes <= text.size());
  const std::vector<CsvRecord> back = all_of(again, {.delimiter = options.delimiter});
  require(back.size() == good.size());
  for (std::size_t i = 0; i < good.size(); ++i) require(back[i].fields == good[i].fields && !back[i].fault);
  return 0;
}
