// Any bytes as a code list and bundles: each is read whole or refused with a reason in its text; and whatever could be read
// gives tables whose rows have every column and belong to a citizen whose case can be judged.
//
// The parts stand between lines of `%%`; the first is the code list.
#include <algorithm>
#include <set>
#include <sstream>
#include <vector>

#include "engine/store/ffb/quality.hpp"
#include "engine/store/ffb/read_bundle.hpp"
#include "engine/store/ffb/tables.hpp"
#include "engine/store/source/code_file.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace rettesnor;
using fuzz::require;

void within(const std::vector<Diagnostic>& problems, std::size_t size) {
  for (const Diagnostic& d : problems) require(d.at.begin <= d.at.end && d.at.end <= size + 1);
}

void check_tables(const ffb::Merged& merged, const ffb::Settings& settings) {
  std::set<std::string> in_order;
  for (const ffb::Citizen& c : merged.citizens()) {
    if (!c.fault) in_order.insert(c.id);
  }
  for (const std::string& table : ffb::table_names()) {
    const auto columns = ffb::table_columns(table, settings);
    const auto citizen = std::ranges::find(columns, "citizen") - columns.begin();
    std::uint64_t last = 0;
    ffb::read_table(table, merged, settings, [&](ffb::PlacedRow&& one) {
      require(one.row.line > last && one.row.cells.size() == columns.size());
      last = one.row.line;
      require(one.row.fault.has_value() || in_order.contains(one.row.cells[static_cast<std::size_t>(citizen)].text));
    });
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> parts{""};
  std::istringstream in(fuzz::text_of(data, size));
  for (std::string line; std::getline(in, line);) {
    if (line == "%%") parts.emplace_back(); else parts.back() += line + "\n";
  }
  const Source list{.name = "codes", .text = parts.front()};
  auto table = source::read_codes(list);
  if (table) require(!table->codes.empty());
  else require(has_errors(table.error())), within(table.error(), list.text.size());
  std::vector<CodeTable> tables;
  if (table) tables.push_back(std::move(*table));
  ffb::Settings settings;
  settings.expected_level = "EX-M-LEVEL";
  settings.goal_type = "EX-M-TYPE";
  settings.scored = "EX-ACT";
  settings.codes = tables.empty() ? nullptr : &tables;
  std::vector<ffb::Bundle> bundles;
  ffb::Findings findings;
  ffb::Merged merged(findings);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Source text{.name = "bundle", .text = parts[i]};
    Problems problems({}, 10);
    ffb::Read read = ffb::read_bundle(text, 0, settings, problems);
    require(read.bundle.has_value() != problems.has_errors());
    within(problems.take(), text.text.size());
    if (read.bundle) {
      for (const ffb::Resource& r : read.bundle->resources) require(!r.id.empty() && r.values.size() == ffb::row_of(r.kind).fields.size());
      bundles.push_back(std::move(*read.bundle));
    } else {
      merged.spoil(read.citizen, Code::ffb_not_bundle, {});
    }
  }
  std::ranges::stable_sort(bundles, {}, &ffb::Bundle::timestamp);
  for (ffb::Bundle& bundle : bundles) merged.add(std::move(bundle), {});
  ffb::look(merged, settings, findings);
  check_tables(merged, settings);
  return 0;
}
