#include "engine/author/desk.hpp"

#include <algorithm>

namespace rettesnor::author {

View::View(const Desk& desk) : View(desk, desk.checked_, false) {}

bool View::has(FileId file) const { return before_ ? desk_->good_errors_.contains(file) : desk_->has(file); }

const Source& View::source(FileId file) const {
  auto const old = desk_->old_.find(file);
  return before_ && old != desk_->old_.end() ? *old->second.source : desk_->source(file);
}

const Syntax& View::syntax(FileId file) const {
  auto const old = desk_->old_.find(file);
  return before_ && old != desk_->old_.end() ? old->second.syntax : desk_->syntax(file);
}

std::vector<FileId> View::files() const {
  std::vector<FileId> out;
  for (std::uint32_t i = 0; i < desk_->slots_.size(); ++i) {
    if (has(FileId{i})) out.push_back(FileId{i});
  }
  return out;
}

// Keeps a file as it stands for the good version. What replaces it, the caller puts there.
std::map<FileId, Desk::Old>::iterator Desk::set_aside(FileId file) {
  auto const known = old_.find(file);
  if (known != old_.end()) return known;
  Slot& slot = slots_[file.value];
  Unmoved whole(slot.source->text.size());
  return old_.emplace(file, Old{std::move(slot.source), std::move(files_[slot.place]), std::move(whole)}).first;
}

FileId Desk::put(std::string_view name, std::string text) {
  stale_ = true;
  if (auto const known = by_name_.find(name); known != by_name_.end()) {
    FileId const id = known->second;
    Slot& slot = slots_[id.value];
    if (good_errors_.contains(id)) {
      Old& old = set_aside(id)->second;
      old.unmoved.edit(slot.source ? slot.source->text : old.source->text, text);
    }
    slot.source = std::make_unique<Source>(Source{std::string(name), std::move(text), id});
    files_[slot.place] = parse(*slot.source);
    return id;
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
  FileId const id = known->second;
  if (good_errors_.contains(id)) set_aside(id);
  Slot& slot = slots_[id.value];
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

bool Desk::worse(const std::map<FileId, std::size_t>& errors) const {
  return std::ranges::any_of(errors, [&](const auto& row) {
    auto const before = good_errors_.find(row.first);
    return before != good_errors_.end() && row.second > before->second;
  });
}

void Desk::refresh() {
  if (!stale_) return;
  stale_ = false;
  bool const was_good = !good_;
  Checked last = std::move(checked_);
  if (!was_good) last = Checked{};  // a model goes before another comes: no more than two at a time
  checked_ = check(files_);
  diagnostics_.clear();
  for (const Syntax& file : files_) diagnostics_.insert(diagnostics_.end(), file.diagnostics.begin(), file.diagnostics.end());
  diagnostics_.insert(diagnostics_.end(), checked_.diagnostics.begin(), checked_.diagnostics.end());
  std::map<FileId, std::size_t> errors;
  for (const Syntax& file : files_) errors[file.source->file] = 0;
  for (const Diagnostic& d : diagnostics_) {
    if (level_of(d.code) == Level::error) ++errors[d.file];
  }
  if (worse(errors)) {
    if (was_good) good_ = std::move(last);
  } else {
    good_.reset();
    good_errors_ = std::move(errors);
    old_.clear();
  }
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

std::optional<View> Desk::before() const { return good_ ? std::optional(View(*this, *good_, true)) : std::nullopt; }

std::optional<Span> Desk::now(FileId file, Span before) const {
  if (!has(file)) return std::nullopt;
  auto const old = old_.find(file);
  auto const at = old == old_.end() ? before : old->second.unmoved.later(before);
  if (!at) return std::nullopt;
  auto const tokens = syntax(file).tokens();
  auto const token = std::ranges::lower_bound(tokens, at->begin, {}, &Token::begin);
  bool const word = token != tokens.end() && token->span() == *at && (token->kind == TokenKind::word || token->kind == TokenKind::quoted_name);
  return word && token->keyword == Keyword::none ? at : std::nullopt;
}

std::optional<Span> Desk::then(FileId file, Span now) const {
  auto const old = old_.find(file);
  return old == old_.end() ? std::optional(now) : old->second.unmoved.earlier(now);
}

}  // namespace rettesnor::author
