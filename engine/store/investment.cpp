#include "engine/store/investment.hpp"

#include <algorithm>
#include <set>

#include "engine/store/entry_reader.hpp"

namespace rettesnor {

namespace {

constexpr WordFor<Payer> payer_words[] = {{"kommune", Payer::municipality}, {"region", Payer::region}, {"stat", Payer::state}, {"municipality", Payer::municipality}, {"state", Payer::state}};
constexpr WordFor<EstimateKind> kind_words[] = {{"measured", EstimateKind::measured}, {"literature", EstimateKind::literature}, {"guess", EstimateKind::guess},
                                                {"målt", EstimateKind::measured}, {"litteratur", EstimateKind::literature}, {"skøn", EstimateKind::guess}};
constexpr WordFor<bool> per_words[] = {{"participant", true}, {"effort", false}, {"deltager", true}, {"indsats", false}};

struct Limits {
  double low, high;
};
constexpr Limits count{0, 1e7}, share{0, 1}, rate{-0.1, 0.3}, kroner{0, 1e12}, units{-1e6, 1e6};
constexpr int longest_horizon = 100;

const Reason no_source{"hvor kommer det fra? `source: …` med undersøgelse, regnskab eller aftale og årstal, ikke en pladsholder; er det et skøn, så skriv det, og hvad det bygger på",
                       "where does it come from? `source: …` with the study, account or agreement and its year, no placeholder; if it is a guess, write that, and what it rests on"};
const Reason no_owner{"hvem har sat tallet ind og svarer for det? `owner: …` med et navn, ikke en pladsholder", "who put the number in and answers for it? `owner: …` with a name, no placeholder"};
const Reason no_default{"der er ingen standardværdi, og nul skal også siges: `{value: …, kind: …, source: …, owner: …}`", "there is no default, and zero must be stated too: `{value: …, kind: …, source: …, owner: …}`"};
const Reason no_outcome{"hvad betyder indsatsen for borgeren? mindst ét fund med kilde, eller at ingen har målt det; kroner står aldrig alene",
                        "what does the effort mean for the citizen? at least one finding with its source, or that nobody measured it; kroner never stand alone"};

class ModelReader {
 public:
  explicit ModelReader(Problems& problems) : read_(problems) {}

  void read(const DataNode& node, InvestmentModel& out) {
    read_.map(node, "model", {"model", "prices_of", "horizon", "participants", "success", "baseline", "discount_rate", "costs", "consequences", "outcomes"});
    out.title = read_.needed_text(node, "model");
    out.prices_of = read_.needed_text(node, "prices_of");
    horizon(node, out);
    out.participants = estimate(node, "participants", "participants", count);
    out.success = estimate(node, "success", "success", share);
    out.baseline = estimate(node, "baseline", "baseline", share);
    out.rate = estimate(node, "discount_rate", "discount_rate", rate);
    for (const DataNode& item : needed_list(node, "costs")) out.costs.push_back(cost(item));
    for (const DataNode& item : needed_list(node, "consequences")) out.consequences.push_back(consequence(item));
    for (const DataNode& item : read_.list(node, "outcomes")) {
      if (read_.map(item, "outcomes", {"text", "source"})) out.outcomes.push_back({read_.needed_text(item, "text"), source(item, "outcomes")});
    }
    if (out.outcomes.empty()) read_.missing(node, "outcomes", {}, no_outcome);
  }

 private:
  std::span<const DataNode> needed_list(const DataNode& node, std::string_view name) {
    const auto items = read_.list(node, name);
    const DataNode* value = read_.given(node, name);
    if (items.empty() && (value == nullptr || value->kind == DataNode::Kind::list)) read_.missing(node, name);
    return items;
  }

  std::string source(const DataNode& node, const std::string& called) {
    std::string out = read_.answering(node, "source");
    if (out.empty()) read_.missing(node, "source", called + ".source", no_source);
    return out;
  }
  std::string owner(const DataNode& node, const std::string& called) {
    std::string out = read_.answering(node, "owner");
    if (out.empty()) read_.missing(node, "owner", called + ".owner", no_owner);
    return out;
  }

  /// Years are a choice: a horizon has no kind and no range, but somebody who chose it.
  void horizon(const DataNode& node, InvestmentModel& out) {
    const DataNode* value = read_.given(node, "horizon");
    if (value == nullptr) {
      read_.missing(node, "horizon", {}, no_default);
      return;
    }
    if (!read_.map(*value, "horizon", {"value", "source", "owner"})) return;
    if (const auto years = read_.whole(*value, "value", 0, longest_horizon)) out.horizon = last_year_ = *years;
    out.horizon_source = source(*value, "horizon");
    out.horizon_owner = owner(*value, "horizon");
  }

  Estimate estimate(const DataNode& node, std::string_view name, const std::string& called, Limits limits) {
    Estimate out{.name = called};
    const DataNode* value = read_.given(node, name);
    if (value == nullptr) {
      read_.missing(node, name, called, no_default);
      return out;
    }
    // A bare number has neither source nor owner: both are asked for, where it stands.
    if (value->kind == DataNode::Kind::scalar) {
      read_.missing(*value, "source", called + ".source", no_source);
      read_.missing(*value, "owner", called + ".owner", no_owner);
      return out;
    }
    if (!read_.map(*value, name, {"value", "low", "high", "kind", "source", "owner"})) return out;
    const DataNode* number = read_.given(*value, "value");
    if (number == nullptr) read_.missing(*value, "value", called + ".value", no_default);
    const auto likeliest = number == nullptr ? std::nullopt : read_.number(*number, called, limits.low, limits.high);
    out.value = likeliest.value_or(0);
    range(*value, out, limits, likeliest.has_value());
    out.kind = read_.word(*value, "kind", kind_words).value_or(EstimateKind::guess);
    out.source = source(*value, called);
    out.owner = owner(*value, called);
    return out;
  }

  void range(const DataNode& node, Estimate& out, Limits limits, bool has_value) {
    const DataNode *low = read_.given(node, "low"), *high = read_.given(node, "high");
    if (low == nullptr && high == nullptr) return;
    if (low != nullptr) out.low = read_.number(*low, out.name, limits.low, limits.high);
    if (high != nullptr) out.high = read_.number(*high, out.name, limits.low, limits.high);
    const bool one_alone = low == nullptr || high == nullptr;
    if (one_alone || (out.low && out.high && has_value && !(*out.low <= out.value && out.value <= *out.high))) {
      read_.bad(*read_.given(node, has_value ? "value" : low != nullptr ? "low" : "high"), out.name, "low ≤ value ≤ high", {"intervallet har både `low` og `high` med `value` imellem, eller ingen af dem", "the range has both `low` and `high` with `value` between them, or neither"});
    }
  }

  Years years(const DataNode& node) {
    const auto from = read_.whole(node, "from", 0, last_year_), until = read_.whole(node, "until", 0, last_year_);
    if (from && until && *until < *from) read_.bad(*read_.given(node, "until"), "until", std::to_string(*from) + ", …, " + std::to_string(last_year_));
    return {from.value_or(0), until.value_or(0)};
  }

  Cost cost(const DataNode& node) {
    Cost out;
    if (!read_.map(node, "costs", {"name", "payer", "from", "until", "per", "amount"})) return out;
    out.name = read_.needed_text(node, "name");
    out.payer = read_.word(node, "payer", payer_words).value_or(Payer::municipality);
    out.years = years(node);
    out.per_participant = read_.word(node, "per", per_words).value_or(false);
    out.amount = estimate(node, "amount", "amount (" + out.name + ")", kroner);
    return out;
  }

  Consequence consequence(const DataNode& node) {
    Consequence out;
    if (!read_.map(node, "consequences", {"name", "unit", "from", "until", "source", "owner", "change", "prices"})) return out;
    out.name = read_.needed_text(node, "name");
    out.unit = read_.needed_text(node, "unit");
    out.years = years(node);
    const std::string called = "years (" + out.name + ")";
    out.source = source(node, called);
    out.owner = owner(node, called);
    out.change = estimate(node, "change", "change (" + out.name + ")", units);
    std::set<Payer> seen;
    for (const DataNode& item : needed_list(node, "prices")) {
      if (!read_.map(item, "prices", {"payer", "amount"})) continue;
      const auto payer = read_.word(item, "payer", payer_words);
      if (payer && !seen.insert(*payer).second) read_.bad(*read_.given(item, "payer"), "payer", "kommune, region, stat: 1 × " + read_.text(item, "payer"));
      out.prices.push_back({payer.value_or(Payer::municipality), estimate(item, "amount", "price (" + out.name + ", " + read_.text(item, "payer") + ")", kroner)});
    }
    return out;
  }

  EntryReader read_;
  int last_year_ = longest_horizon;
};

}  // namespace

std::optional<InvestmentModel> read_investment(const Source& text, Problems& problems) {
  const auto root = EntryReader(problems).root(text, "model");
  if (!root) return std::nullopt;
  InvestmentModel out;
  ModelReader(problems).read(*root, out);
  if (problems.has_errors()) return std::nullopt;
  return out;
}

}  // namespace rettesnor
