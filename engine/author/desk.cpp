#include "engine/author/desk.hpp"

#include <algorithm>

namespace rettesnor::author {

FileId Desk::put(std::string_view name, std::string text) {
  stale_ = true;
  if (auto const known = by_name_.find(name); known != by_name_.end()) {
    Slot& slot = slots_[known->second.value];
    slot.source->text = std::move(text);
    files_[slot.place] = parse(*slot.source);
    return known->second;
  }
  FileId const id{static_cast<std::uint32_t>(slots_.size())};
  slots_.push_back({std::make_unique<Source>(Source{std::string(name), std::move(text), id}), files_.size()});
  files_.push_back(parse(*slots_.back().source));
  by_name_.emplace(name, id);
  return id;
}

void Desk::remove(std::string_view name) {
  auto const known = by_name_.find(name);
  if (known == by_name_.end()) return;
  stale_ = true;
  Slot& slot = slots_[known->second.value];
  files_.erase(files_.begin() + static_cast<std::ptrdiff_t>(slot.place));
  for (Slot& other : slots_) {
    if (other.source != nullptr && other.place > slot.place) --other.place;
  }
  slot.source.reset();
  by_name_.erase(known);
}

std::optional<FileId> Desk::find(std::string_view name) const {
  auto const known = by_name_.find(name);
  return known == by_name_.end() ? std::nullopt : std::optional(known->second);
}

void Desk::refresh() {
  if (!stale_) return;
  stale_ = false;
  checked_ = Checked{};  // the old model goes before the new one comes: half the memory
  checked_ = check(files_);
  diagnostics_.clear();
  for (const Syntax& file : files_) diagnostics_.insert(diagnostics_.end(), file.diagnostics.begin(), file.diagnostics.end());
  diagnostics_.insert(diagnostics_.end(), checked_.diagnostics.begin(), checked_.diagnostics.end());
  ok_ = !has_errors(diagnostics_);
  if (ok_) {
    auto const more = lint(checked_.model, files_);
    diagnostics_.insert(diagnostics_.end(), more.begin(), more.end());
  }
  sort_by_place(diagnostics_);
}

std::vector<const Diagnostic*> Desk::diagnostics(FileId file) const {
  std::vector<const Diagnostic*> out;
  for (const Diagnostic& d : diagnostics_) {
    if (d.file == file) out.push_back(&d);
  }
  return out;
}

}  // namespace rettesnor::author
