#include "engine/disclosure/protect.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/disclosure/network.hpp"

namespace rettesnor::disclosure {
namespace {

/// The search for partners of what must be hidden.
class Search {
 public:
  Search(const CountTable& table, std::int64_t threshold, std::vector<Need> needs, const Mask& must_hide, const Mask& given)
      : table_(table), threshold_(threshold), needs_(std::move(needs)), must_hide_(must_hide), given_(given), hidden_(must_hide) {
    given_.resize(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) hidden_[i] = hidden_[i] || given_[i];
    for (std::size_t i = 0; i < table.size(); ++i) {
      const Cell cell = table.cell(i);
      const std::int64_t value = std::max<std::int64_t>(table.at(cell), 1);
      inner_.push_back(table.is_margin(cell) ? -1 : value);
      // Dearer than all inner counts together; the total of all is the dearest.
      all_.push_back(table.is_margin(cell) ? 2 * (table.total() + static_cast<std::int64_t>(table.size())) + value : value);
    }
  }

  Mask run() {
    for (const Need& need : needs_) meet(need);
    // A place may still stand alone in its row: then there is but one value for it.
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (must_hide_[i] && !is_open(table_, hidden_, table_.cell(i))) open(table_.cell(i), false, 1);
    }
    show_again();
    return hidden_;
  }

  bool is_safe() const {
    for (const Need& need : needs_) {
      if (!is_met(table_, hidden_, need, threshold_)) return false;
    }
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (hidden_[i] && (must_hide_[i] || !given_[i]) && !is_open(table_, hidden_, table_.cell(i))) return false;
    }
    return true;
  }

 private:
  void meet(const Need& need) {
    if (is_met(table_, hidden_, need, threshold_)) return;
    const std::int64_t value = need.rest ? table_.population(need.cell.row) - table_.at(need.cell) : table_.at(need.cell);
    open(need.cell, need.rest, threshold_ - value);
  }

  /// Hides partners until the quantity can be `amount` larger; margins only when inner counts do not suffice.
  void open(Cell cell, bool rest, std::int64_t amount) {
    if (const auto partners = ways(cell, rest, amount, inner_)) return hide(*partners);
    if (const auto partners = ways(cell, rest, amount, all_)) return hide(*partners);
    hidden_.assign(hidden_.size(), true);
  }

  /// Several ways together, each for as much as it can: the whole amount at once, or half of it, and so on.
  std::optional<std::vector<std::size_t>> ways(Cell cell, bool rest, std::int64_t amount,
                                               const std::vector<std::int64_t>& costs) const {
    Network network(table_, hidden_, Network::Arcs::all, rest ? std::optional(cell) : std::nullopt);
    const std::size_t arc = rest ? network.rest_arc() : *network.arc_of(table_.index(cell));
    std::vector<std::size_t> partners;
    for (std::int64_t part = amount; amount > 0;) {
      part = std::min(part, amount);
      const auto opened = network.raise_by_opening(arc, part, costs);
      if (opened) {
        partners.insert(partners.end(), opened->begin(), opened->end());
        amount -= part;
      } else if (part == 1) {
        return std::nullopt;
      } else {
        part = (part + 1) / 2;
      }
    }
    return partners;
  }

  void hide(const std::vector<std::size_t>& partners) {
    for (const std::size_t index : partners) hidden_[index] = true;
  }

  /// Shows partners again, the dearest first, as long as everything stays safe.
  void show_again() {
    std::vector<std::size_t> partners;
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (hidden_[i] && !must_hide_[i] && !given_[i]) partners.push_back(i);
    }
    std::ranges::stable_sort(partners, [&](std::size_t a, std::size_t b) { return all_[a] > all_[b]; });
    for (const std::size_t index : partners) {
      hidden_[index] = false;
      if (!is_safe()) hidden_[index] = true;
    }
  }

  const CountTable& table_;
  std::int64_t threshold_;
  std::vector<Need> needs_;
  Mask must_hide_, given_, hidden_;
  std::vector<std::int64_t> inner_, all_;  // cost of hiding each place
};

}  // namespace

Protection protect(const CountTable& table, const Policy& policy, std::span<const Cell> requested, const Mask& given) {
  std::vector<Need> needs = primary_needs(table, policy);
  std::vector<std::vector<Reason>> reasons(table.size());
  Mask must_hide(table.size());
  const auto because = [&](Cell cell, Reason reason) {
    must_hide[table.index(cell)] = true;
    reasons[table.index(cell)].push_back(reason);
  };
  for (const Need& need : needs) because(need.cell, need.reason);
  for (const Cell cell : requested) because(cell, Reason::requested);

  Search search(table, policy.threshold(), needs, must_hide, given);
  Protection out;
  out.hidden = search.run();
  // The proof, by exact ranges and without the search's own bookkeeping. Where it fails everything is hidden.
  if (!search.is_safe()) out.hidden.assign(table.size(), true);
  out.everything_hidden = std::ranges::find(out.hidden, false) == out.hidden.end();
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!out.hidden[i]) continue;
    const Cell cell = table.cell(i);
    if (reasons[i].empty() && i < given.size() && given[i]) {
      reasons[i].push_back(Reason::requested);
    } else if (reasons[i].empty()) {
      reasons[i].push_back(Reason::partner);
      if (!table.is_margin(cell)) out.partner_cost += table.at(cell);
    }
    out.proof.push_back({cell, reasons[i], feasible(table, out.hidden, cell)});
  }
  return out;
}

}  // namespace rettesnor::disclosure
