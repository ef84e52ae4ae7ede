// Any bytes as a mapping and two files of CSV: the mapping is read or refused; every record of the table of cases comes out
// once, as faults or as JSON that its reader takes for JSON; and going on behind any record gives the same rest.
//
// The parts stand between lines of `%%`.
#include <map>
#include <sstream>
#include <vector>

#include "engine/store/bulk.hpp"
#include "engine/store/source/case_feed.hpp"
#include "engine/store/source/csv_reader.hpp"
#include "engine/store/source/draft.hpp"
#include "tests/engine_store/child_model.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace rettesnor;
using fuzz::require;

/// Files in memory.
class Files final : public source::Tables {
 public:
  Files(std::map<std::string, std::string> files, source::Encoding encoding, char delimiter) : files_(std::move(files)), encoding_(encoding), delimiter_(delimiter) {}
  std::vector<std::string> names() const override {
    std::vector<std::string> out;
    for (const auto& [name, text] : files_) out.push_back(name);
    return out;
  }
  std::expected<std::vector<std::string>, source::Unusable> columns(const std::string& table) override {
    std::istringstream in(files_.at(table));
    source::CsvReader reader(in, {.delimiter = delimiter_});
    source::CsvRecord head;
    if (!reader.next(head) || head.fault) return std::unexpected(source::Unusable{});
    std::vector<std::string> out;
    for (const std::string& field : head.fields) out.push_back(source::to_utf8(field, encoding_));
    return out;
  }
  std::expected<void, source::Unusable> read(const std::string& table, const std::function<void(source::Row&&)>& take) override {
    const auto known = columns(table);
    if (!known) return std::unexpected(known.error());
    std::istringstream in(files_.at(table));
    source::CsvReader reader(in, {.delimiter = delimiter_});
    source::CsvRecord record;
    reader.next(record);
    while (reader.next(record)) {
      source::Row row{.line = record.line, .cells = {}, .fault = record.fault, .column = record.column};
      if (!record.fault && record.fields.size() != known->size()) row.fault = Code::source_ragged;
      for (const std::string& field : record.fields) row.cells.push_back({source::to_utf8(field, encoding_)});
      take(std::move(row));
    }
    return {};
  }
  std::expected<std::pair<Digest, std::uint64_t>, source::Unusable> fingerprint(const std::vector<std::string>&) const override { return std::pair(Digest{}, std::uint64_t{0}); }
  std::string shown(const std::string& table) const override { return table; }

 private:
  std::map<std::string, std::string> files_;
  source::Encoding encoding_;
  char delimiter_;
};

std::vector<Record> records_of(const source::Mapping& mapping, Files& files, std::uint64_t after) {
  const auto feed = source::CaseFeed::open(mapping, files, after, std::size_t{1} << 16U);
  require(feed.has_value());
  std::vector<Record> out;
  std::uint64_t last = after;
  for (Record record; (*feed)->next(record);) {
    require(record.number > last && (*feed)->place().number == record.number);
    last = record.number;
    out.push_back(record);
  }
  if (after == 0) require((*feed)->size() == out.size());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> parts{""};
  std::istringstream in(fuzz::text_of(data, size));
  for (std::string line; std::getline(in, line);) {
    if (line == "%%") parts.emplace_back(); else parts.back() += line + "\n";
  }
  parts.resize(3);
  const Model& model = testing_store::model();
  Problems problems({}, 10);
  const Source text{.name = "map", .text = parts[0]};
  const auto mapping = source::read_mapping(model, text, {}, problems);
  require(mapping.has_value() != problems.has_errors());
  for (const Diagnostic& d : problems.take()) require(d.at.begin <= d.at.end && d.at.end <= parts[0].size());
  if (!mapping) return 0;
  Files files({{"a", parts[1]}, {"b", parts[2]}}, mapping->encoding, mapping->delimiter);
  (void)source::draft(model, model.roots.front(), files);
  const auto whole = source::check_tables(*mapping, files, problems);
  if (!whole || !*whole) return 0;
  const std::vector<Record> all = records_of(*mapping, files, 0);
  RecordReader reader(model, {.root = mapping->root, .extraction_time = Moment{1'770'000'000'000'000}});
  for (const Record& record : all) {
    if (!record.faults.empty() || record.too_long) continue;
    const auto found = reader.read(record.number, record.text, false);
    if (found) continue;
    for (const Diagnostic& d : found.error().problems) require(d.code != Code::case_not_json && d.code != Code::case_duplicate_key);
  }
  if (all.empty()) return 0;
  const std::size_t stop = size % all.size();
  const std::vector<Record> rest = records_of(*mapping, files, all[stop].number);
  require(rest.size() + stop + 1 == all.size());
  for (std::size_t i = 0; i < rest.size(); ++i) require(rest[i].text == all[stop + 1 + i].text && rest[i].number == all[stop + 1 + i].number);
  return 0;
}
