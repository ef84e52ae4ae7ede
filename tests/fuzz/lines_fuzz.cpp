// Any bytes as JSON lines: each line that is not blank is handed on once, as a case or as what is wrong with it; who goes on
// from the middle finds the same; a case that was read can be looked through; and one that is read straight is the one that
// its tree gives.
//
// The first byte chooses the limit of a line and where reading is broken off.
#include <sstream>
#include <vector>

#include "engine/store/bulk.hpp"
#include "engine/store/feed.hpp"
#include "engine/store/quality.hpp"
#include "tests/engine_store/child_model.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/both_ways.hpp"

namespace {

using namespace rettesnor;
using fuzz::require;

struct Read {
  std::vector<Record> records;
  std::vector<FeedPlace> places;
};

Read records_of(const std::string& text, std::size_t limit, FeedPlace start) {
  std::istringstream in(text);
  in.seekg(static_cast<std::streamoff>(start.byte));
  LineFeed feed(in, limit, start);
  Read out;
  for (Record record; feed.next(record);) {
    out.records.push_back(record);
    out.places.push_back(feed.place());
  }
  require(!feed.failed());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Model& model = testing_store::model();
  const std::string text = fuzz::text_of(data + 1, size - 1);
  BulkOptions options{.extraction_time = Moment{1'770'000'000'000'000}};
  options.limits = {.max_bytes = (data[0] & 1) != 0 ? std::size_t{100} : std::size_t{1} << 16U, .max_depth = 32, .max_values = 1'000, .max_problems = 10};
  const Read all = records_of(text, options.limits.max_bytes, {});
  RecordReader reader(model, options);
  testing::BothWays both(model, {}, options.limits);
  std::uint64_t last = 0;
  for (const Record& record : all.records) {
    if (!record.too_long) require(both.held(record.text).empty());
    require(record.number > last && record.text.size() <= options.limits.max_bytes);
    last = record.number;
    const auto found = reader.read(record.number, record.text, record.too_long);
    if (!found) {
      require(found.error().line == record.number && has_errors(found.error().problems));
      for (const Diagnostic& d : found.error().problems) require(d.at.begin <= d.at.end && d.at.end <= found.error().text.size());
      require(!render(found.error(), "x", Language::danish).empty());
      continue;
    }
    require(found->extraction_time.has_value() && !found->id.empty());
    for (const Diagnostic& d : quality_findings(model, *found)) require(d.at.end <= record.text.size() && level_of(d.code) == Level::warning);
  }
  // The same from a stream, with duplicates.
  std::istringstream in(text);
  std::uint64_t taken = 0;
  const auto totals = read_cases(model, in, options, [&](std::uint64_t, const std::expected<Case, BadRecord>&) { return ++taken, true; });
  require(totals && totals->cases + totals->bad == taken && taken == all.records.size());
  if (all.records.empty()) return 0;
  const std::size_t stop = (data[0] >> 1U) % all.records.size();
  const Read rest = records_of(text, options.limits.max_bytes, all.places[stop]);
  require(rest.records.size() + stop + 1 == all.records.size());
  for (std::size_t i = 0; i < rest.records.size(); ++i) {
    const Record& other = all.records[stop + 1 + i];
    require(rest.records[i].text == other.text && rest.records[i].number == other.number && rest.records[i].too_long == other.too_long);
  }
  return 0;
}
