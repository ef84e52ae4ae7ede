#include "engine/store/ffb/delivery.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/store/ffb/tables.hpp"
#include "engine/store/files.hpp"

namespace rettesnor::ffb {

namespace fs = std::filesystem;
using source::Unusable;

namespace {

constexpr std::size_t most_problems = 20;  ///< of a bundle
constexpr int deepest_folder = 32;

Unusable unusable(const fs::path& path, std::string why) { return {.code = Code::source_unusable, .arguments = {path.generic_string(), std::move(why)}}; }

/// `.json`, in letters of either case.
bool is_json(const fs::path& path) {
  std::string end = path.extension().generic_string();
  for (char& c : end) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return end == ".json";
}

}  // namespace

Delivery::Delivery(const source::Mapping& mapping, const Wanted& wanted) : mapping_(mapping) {
  static_cast<source::FfbCodes&>(settings_) = *mapping.ffb;
  settings_.codes = wanted.codes;
}

std::expected<std::unique_ptr<Delivery>, Unusable> Delivery::open(const source::Mapping& mapping, const Wanted& wanted) {
  auto out = std::unique_ptr<Delivery>(new Delivery(mapping, wanted));
  if (auto trouble = out->list(wanted.inputs)) return std::unexpected(std::move(*trouble));
  std::vector<Entry> entries;
  if (auto trouble = out->survey(wanted, entries)) return std::unexpected(std::move(*trouble));
  if (auto trouble = out->merge(entries)) return std::unexpected(std::move(*trouble));
  for (const Spoilt& s : out->spoilt_) out->merged_.spoil(s.citizen, s.why, s.place);
  out->tidings_.unchecked = look(out->merged_, out->settings_, out->tidings_.findings);
  out->tidings_.citizens = out->merged_.citizens().size();
  out->tidings_.resources = out->merged_.resources().size();
  out->tidings_.replaced = out->merged_.replaced();
  out->tidings_.spoiled = static_cast<std::uint64_t>(std::ranges::count_if(out->merged_.citizens(), [](const Citizen& c) { return c.fault.has_value(); }));
  return out;
}

std::optional<Unusable> Delivery::list(const std::vector<fs::path>& inputs) {
  for (const fs::path& input : inputs) {
    std::error_code error;
    if (!fs::is_directory(input, error)) {
      if (const auto usable = regular_file(input); !usable) return unusable(input, describe(usable.error(), Language::english));
      paths_.push_back(input);
      continue;
    }
    std::vector<fs::path> found;
    fs::recursive_directory_iterator it(input, error);
    for (const fs::recursive_directory_iterator end; !error && it != end; it.increment(error)) {
      const bool hidden = it->path().filename().native().starts_with('.');
      std::error_code ignored;
      const fs::file_type type = it->symlink_status(ignored).type();
      if (type == fs::file_type::directory && (hidden || it.depth() >= deepest_folder)) it.disable_recursion_pending();
      if (type == fs::file_type::regular && !hidden && is_json(it->path())) found.push_back(it->path());
    }
    if (error) return unusable(input, error.message());
    std::ranges::sort(found);
    paths_.insert(paths_.end(), found.begin(), found.end());
  }
  for (const fs::path& path : paths_) tidings_.files.push_back(path.generic_string());
  if (paths_.empty()) return unusable(inputs.empty() ? fs::path() : inputs.front(), "0 .json");
  return std::nullopt;
}

void Delivery::refuse(std::uint32_t file, const std::string& text, Problems& problems, const Read& read) {
  ++tidings_.bad;
  const Source source{.name = {}, .text = text};
  Code first = Code::ffb_not_bundle;
  bool any = false;
  for (Diagnostic& d : problems.take()) {
    if (!any && level_of(d) == Level::error) any = true, first = d.code;
    const Position at = source.position(d.at.begin);
    tidings_.findings.add(std::move(d), {file, at.line, at.column});
  }
  if (read.other_file) return;
  tidings_.lost = tidings_.lost || read.citizen.empty() || read.unread;
  spoilt_.push_back({read.citizen, first, {file, 1, 1}});
  for (const std::string& other : read.others) spoilt_.push_back({other, first, {file, 1, 1}});
  if (read.unread && !read.citizen.empty()) spoilt_.push_back({{}, first, {file, 1, 1}});
}

std::optional<Unusable> Delivery::survey(const Wanted& wanted, std::vector<Entry>& entries) {
  std::map<std::string, std::uint32_t> seen;
  for (std::uint32_t file = 0; file < paths_.size(); ++file) {
    auto bytes = read_file(paths_[file], largest_case_file);
    Problems problems({}, most_problems);
    if (!bytes && bytes.error().kind == FileProblem::Kind::too_large) {
      problems.add(Code::case_too_large, {}, {std::to_string(largest_case_file)});
      const auto print = rettesnor::fingerprint(paths_[file]);
      if (!print) return unusable(paths_[file], "I/O");
      prints_ += hexadecimal(print->sha256);
      bytes_ += print->bytes;
      refuse(file, {}, problems, {});
      continue;
    }
    if (!bytes) return unusable(paths_[file], describe(bytes.error(), Language::english));
    const Digest digest = sha256(*bytes);
    bytes_ += bytes->size();
    prints_ += hexadecimal(digest);
    const auto [first, fresh] = seen.try_emplace(hexadecimal(digest), file);
    if (!fresh) {
      ++tidings_.repeated;
      tidings_.findings.add(Code::ffb_repeated, {file, 1, 1}, {tidings_.files[first->second]});
      continue;
    }
    const Source text{.name = tidings_.files[file], .text = std::move(*bytes)};
    const Read read = read_bundle(text, file, settings_, problems);
    if (!read.bundle) {
      refuse(file, text.text, problems, read);
    } else if (wanted.known_at && read.bundle->timestamp > *wanted.known_at) {
      ++tidings_.later;
    } else {
      ++tidings_.bundles;
      entries.push_back({read.bundle->timestamp, file, digest});
    }
  }
  return std::nullopt;
}

std::optional<Unusable> Delivery::merge(const std::vector<Entry>& entries) {
  std::vector<Entry> in_time = entries;
  std::ranges::stable_sort(in_time, {}, &Entry::at);
  for (const Entry& entry : in_time) {
    auto bytes = read_file(paths_[entry.file], largest_case_file);
    if (!bytes || sha256(*bytes) != entry.digest) return unusable(paths_[entry.file], "changed while it was read");
    Problems problems({}, most_problems);
    const Source text{.name = tidings_.files[entry.file], .text = std::move(*bytes)};
    Read read = read_bundle(text, entry.file, settings_, problems);
    if (read.bundle) merged_.add(std::move(*read.bundle), {entry.file, 1, 1});
  }
  return std::nullopt;
}

std::vector<std::string> Delivery::names() const { return table_names(); }

std::expected<std::vector<std::string>, Unusable> Delivery::columns(const std::string& table) { return table_columns(table, settings_); }

std::expected<void, Unusable> Delivery::read(const std::string& table, const std::function<void(source::Row&&)>& take) {
  // Under a plan, what is in no plan has no place: goals are there before their plan is.
  std::set<std::string> parents;
  for (const source::TableMap& t : mapping_.tables) {
    if (t.table.text == table && !t.parent.text.empty()) parents.insert(t.parent.text);
  }
  const auto all = table_columns(table, settings_);
  const auto at = parents.size() == 1 ? static_cast<std::size_t>(std::ranges::find(all, *parents.begin()) - all.begin()) : all.size();
  read_table(table, merged_, settings_, [&](PlacedRow&& one) {
    if (at < one.row.cells.size() && one.row.cells[at].text.empty()) return;
    take(std::move(one.row));
  });
  return {};
}

Place Delivery::place(const std::string& table, std::uint64_t line) {
  Place out;
  read_table(table, merged_, settings_, [&](PlacedRow&& one) {
    if (one.row.line == line) out = one.place;
  });
  return out;
}

std::expected<std::pair<Digest, std::uint64_t>, Unusable> Delivery::fingerprint(const std::vector<std::string>&) const {
  return std::pair(sha256(prints_), bytes_);
}

}  // namespace rettesnor::ffb
