#include "engine/author/unmoved.hpp"

#include <algorithm>

namespace rettesnor::author {

Unmoved::Unmoved(std::size_t size) {
  if (size > 0) pieces_.push_back({0, 0, static_cast<std::uint32_t>(size)});
}

void Unmoved::edit(std::string_view text, std::string_view replacement) {
  const std::size_t both = std::min(text.size(), replacement.size());
  const auto front = static_cast<std::size_t>(std::mismatch(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(both), replacement.begin()).first - text.begin());
  std::size_t back = 0;
  while (back < both - front && text[text.size() - 1 - back] == replacement[replacement.size() - 1 - back]) ++back;
  const auto begin = static_cast<std::uint32_t>(front);
  const auto end = static_cast<std::uint32_t>(text.size() - back);
  const auto new_end = static_cast<std::uint32_t>(replacement.size() - back);
  std::vector<Piece> kept;
  const auto keep = [&](Piece p) {
    // What was written in between and taken away again leaves no trace.
    if (!kept.empty() && kept.back().earlier + kept.back().size == p.earlier && kept.back().later + kept.back().size == p.later) kept.back().size += p.size;
    else kept.push_back(p);
  };
  for (const Piece& p : pieces_) {
    const std::uint32_t p_end = p.later + p.size;
    if (p.later < begin) keep({p.earlier, p.later, std::min(p_end, begin) - p.later});
    if (p_end <= end) continue;
    const std::uint32_t cut = std::max(p.later, end) - p.later;
    keep({p.earlier + cut, p.later + cut - end + new_end, p.size - cut});
  }
  pieces_ = std::move(kept);
}

std::optional<Span> Unmoved::moved(Span span, std::uint32_t Piece::*from, std::uint32_t Piece::*to) const {
  auto at = std::ranges::upper_bound(pieces_, span.begin, {}, from);
  if (at == pieces_.begin()) return std::nullopt;
  --at;
  const std::uint32_t into = span.begin - (*at).*from;
  if (into + span.size() > at->size) return std::nullopt;
  const std::uint32_t begin = (*at).*to + into;
  return Span{begin, begin + span.size()};
}

std::optional<Span> Unmoved::later(Span earlier) const { return moved(earlier, &Piece::earlier, &Piece::later); }

std::optional<Span> Unmoved::earlier(Span later) const { return moved(later, &Piece::later, &Piece::earlier); }

}  // namespace rettesnor::author
