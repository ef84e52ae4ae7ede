#include "engine/change/diff.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/change/spelling.hpp"
#include "engine/change/uses.hpp"
#include "engine/change/witness.hpp"

namespace rettesnor::change {

namespace {

using Key = std::pair<What, std::string>;

/// The parts that only one side has. Versions are left out of account unless they alone differ: else a moved day would show everything.
std::vector<Line> lines_of(const Portrait& before, const Portrait& after) {
  std::vector<Line> out;
  for (const bool with_version : {false, true}) {
    const auto key = [&](const Part& p) {
      const bool by_place = p.aspect == Aspect::row || p.aspect == Aspect::value || p.aspect == Aspect::condition;
      return std::tuple(p.aspect, with_version ? p.version : std::string(), with_version || !by_place ? p.detail : std::string(), p.spelled);
    };
    std::multiset<decltype(key(before.parts.front()))> in_old;
    std::multiset<decltype(key(before.parts.front()))> in_new;
    for (const Part& p : before.parts) in_old.insert(key(p));
    for (const Part& p : after.parts) in_new.insert(key(p));
    const auto only = [&](const Portrait& of, auto& other, bool is_after) {
      for (const Part& p : of.parts) {
        if (const auto at = other.find(key(p)); at != other.end()) other.erase(at);
        else out.push_back({is_after, p});
      }
    };
    only(before, in_new, false);
    only(after, in_old, true);
    if (!out.empty()) break;
  }
  std::ranges::stable_sort(out, {}, [](const Line& l) { return std::pair(l.part.aspect, l.after); });
  return out;
}

class Comparer {
 public:
  Comparer(const Model& before, const Model& after, Language language) : old_(before), new_(after), language_(language) {}

  Comparison run(bool witnesses) {
    const std::vector<Portrait> before = portraits(old_);
    const std::vector<Portrait> after = portraits(new_);
    std::map<Key, const Portrait*> was;
    std::map<Key, const Portrait*> is;
    for (const Portrait& p : before) was.emplace(Key{p.what, p.name}, &p);
    for (const Portrait& p : after) is.emplace(Key{p.what, p.name}, &p);
    for (const Portrait& p : after) {
      const auto old = was.find({p.what, p.name});
      if (old == was.end()) one_sided(p, true);
      else both(*old->second, p);
    }
    for (const Portrait& p : before) {
      if (!is.contains({p.what, p.name})) one_sided(p, false);
    }
    layout();
    std::ranges::stable_sort(out_.differences, {}, &Difference::nature);
    affected();
    if (witnesses) find_witnesses();
    return std::move(out_);
  }

 private:
  void one_sided(const Portrait& p, bool after) {
    Difference& d = out_.differences.emplace_back();
    d.what = p.what;
    d.name = p.name;
    d.title = p.title;
    d.nature = after ? Nature::added : Nature::removed;
    (after ? d.after : d.before) = p.origin;
    seen_.insert(p.what == What::package ? p.name : package_name(after ? new_ : old_, p.package));
  }

  void both(const Portrait& a, const Portrait& b) {
    const bool meaning = a.meaning() != b.meaning();
    const bool wording = a.wording != b.wording;
    const bool sources = a.sources != b.sources;
    if (!meaning && !wording && !sources) return;
    Difference& d = out_.differences.emplace_back();
    d.what = b.what;
    d.name = b.name;
    d.title = b.title;
    d.nature = meaning ? Nature::meaning : wording ? Nature::wording : Nature::sources;
    d.wording = wording;
    d.sources = sources;
    d.before = a.origin;
    d.after = b.origin;
    if (meaning) d.lines = lines_of(a, b);
    seen_.insert(b.what == What::package ? b.name : package_name(new_, b.package));
  }

  static std::string package_name(const Model& model, PackageId id) { return id ? model.packages[id].name : ""; }

  void layout() {
    std::map<std::string, std::string> hashes;
    for (const PackageDecl& p : old_.packages.rows()) hashes.emplace(p.name, p.hash);
    for (const PackageDecl& p : new_.packages.rows()) {
      const auto old = hashes.find(p.name);
      if (old != hashes.end() && old->second != p.hash && !seen_.contains(p.name)) out_.layout_only.push_back(p.name);
    }
  }

  /// What of a difference a rule may read.
  static std::vector<Key> keys_of(const Difference& d) {
    if (d.what != What::concept_) return {{d.what, d.name}};
    std::vector<Key> out;
    for (const Line& line : d.lines) out.emplace_back(What::concept_, line.part.detail.empty() ? d.name : d.name + "." + line.part.detail);
    return out;
  }

  void affected() {
    const std::map<RuleId, Uses> in_old = uses_of(old_);
    const std::map<RuleId, Uses> in_new = uses_of(new_);
    for (Difference& d : out_.differences) {
      if (d.nature == Nature::wording || d.nature == Nature::sources) continue;
      const std::vector<Key> keys = keys_of(d);
      std::set<std::string> named;
      const auto gather = [&](const Model& model, const std::map<RuleId, Uses>& all) {
        const Spelling spell(model);
        for (const auto& [rule, uses] : all) {
          const std::string name = spell.name(rule);
          if (d.what == What::rule && name == d.name) continue;
          if (std::ranges::any_of(keys, [&](const Key& k) { return uses.contains(k); }) && named.insert(name).second) d.rules.push_back(name);
        }
      };
      gather(new_, in_new);
      gather(old_, in_old);
    }
  }

  void find_witnesses() {
    std::map<std::string, RuleId> old_rules;
    std::map<std::string, RuleId> new_rules;
    for (std::uint32_t i = 0; i < old_.rules.size(); ++i) old_rules.emplace(Spelling(old_).name(RuleId{i}), RuleId{i});
    for (std::uint32_t i = 0; i < new_.rules.size(); ++i) new_rules.emplace(Spelling(new_).name(RuleId{i}), RuleId{i});
    std::map<std::string, std::optional<Witness>> known;
    constexpr std::size_t most_rules = 5;  // of those that read what changed
    for (Difference& d : out_.differences) {
      if (d.nature == Nature::wording || d.nature == Nature::sources) continue;
      std::vector<std::string> rules = d.rules;
      if (d.what == What::rule) rules.insert(rules.begin(), d.name);
      if (rules.size() > most_rules) rules.resize(most_rules);
      for (const std::string& rule : rules) {
        const auto was = old_rules.find(rule);
        const auto is = new_rules.find(rule);
        if (was == old_rules.end() || is == new_rules.end()) continue;
        auto found = known.find(rule);
        if (found == known.end()) {
          const std::string name = "witness_" + std::to_string(known.size() + 1);
          found = known.emplace(rule, find_witness(old_, was->second, new_, is->second, name, language_)).first;
        }
        if (!found->second) continue;
        d.witness = found->second;
        break;
      }
    }
  }

  const Model& old_;
  const Model& new_;
  Language language_;
  Comparison out_;
  std::set<std::string> seen_;  ///< packages with a difference
};

}  // namespace

bool Comparison::changes_meaning() const {
  return std::ranges::any_of(differences, [](const Difference& d) {
    const bool bears_meaning = d.what != What::source && d.what != What::package && d.what != What::actor;
    return bears_meaning && (d.nature == Nature::added || d.nature == Nature::removed || d.nature == Nature::meaning);
  });
}

Comparison compare(const Model& before, const Model& after, Language language, bool witnesses) { return Comparer(before, after, language).run(witnesses); }

std::vector<const Difference*> behind(const Comparison& comparison, const std::string& rule) {
  std::vector<const Difference*> out;
  for (const Difference& d : comparison.differences) {
    if (d.nature == Nature::wording || d.nature == Nature::sources) continue;
    if ((d.what == What::rule && d.name == rule) || std::ranges::find(d.rules, rule) != d.rules.end()) out.push_back(&d);
  }
  return out;
}

}  // namespace rettesnor::change
