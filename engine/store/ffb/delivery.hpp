// A delivery: files and folders of bundles, read into tables that a mapping ties to the concepts of the rules.
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "engine/store/ffb/findings.hpp"
#include "engine/store/ffb/merge.hpp"
#include "engine/store/ffb/quality.hpp"
#include "engine/store/ffb/read_bundle.hpp"
#include "engine/store/source/tables.hpp"

namespace rettesnor::ffb {

/// What a delivery held. Findings are in the order of the files, those about what holds in the end behind them.
struct Tidings {
  std::vector<std::string> files;  ///< as given, with `/`; places name them by number
  std::uint64_t bundles = 0;       ///< read and used
  std::uint64_t bad = 0;           ///< files that are no bundle that can be used
  std::uint64_t repeated = 0;      ///< byte by byte the same as another
  std::uint64_t later = 0;         ///< of a time after `known_at`: left out
  std::uint64_t citizens = 0, resources = 0, replaced = 0;
  std::uint64_t spoiled = 0;       ///< citizens whose case cannot be judged
  bool lost = false;               ///< nobody knows whose one of the bad bundles is
  Unchecked unchecked{};
  Findings findings;
};

struct Wanted {
  std::vector<std::filesystem::path> inputs;  ///< files, and folders of `.json` files
  std::optional<Moment> known_at{};           ///< what was told later is left out: then nothing that was known then is overwritten
  const std::vector<CodeTable>* codes = nullptr;
};

class Delivery final : public source::Tables {
 public:
  /// Reads every bundle twice: for its time and what is wrong with it, then in the order of the times. Links are not
  /// followed; names that begin with a point are passed over. A bad bundle is kept out, and the case of each citizen whom it names; if
  /// nobody knows whose it is, no list and no event of any case counts as complete.
  /// @param mapping  with `ffb`; outlives it. Memory: one bundle, and what holds in the end of each resource. Cost: O(bytes)
  static std::expected<std::unique_ptr<Delivery>, source::Unusable> open(const source::Mapping& mapping, const Wanted& wanted);

  const Tidings& tidings() const { return tidings_; }
  /// Where the resource behind a row stands; file, line and column. Cost: as reading the table
  Place place(const std::string& table, std::uint64_t line);

  std::vector<std::string> names() const override;
  std::expected<std::vector<std::string>, source::Unusable> columns(const std::string& table) override;
  std::expected<void, source::Unusable> read(const std::string& table, const std::function<void(source::Row&&)>& take) override;
  std::expected<std::pair<Digest, std::uint64_t>, source::Unusable> fingerprint(const std::vector<std::string>& tables) const override;
  std::string shown(const std::string& table) const override { return table; }
  bool is_partial() const override { return tidings_.lost; }

 private:
  struct Entry {
    Moment at;
    std::uint32_t file = 0;
    Digest digest{};
  };
  Delivery(const source::Mapping& mapping, const Wanted& wanted);
  std::optional<source::Unusable> list(const std::vector<std::filesystem::path>& inputs);
  std::optional<source::Unusable> survey(const Wanted& wanted, std::vector<Entry>& entries);
  std::optional<source::Unusable> merge(const std::vector<Entry>& entries);
  void refuse(std::uint32_t file, const std::string& text, Problems& problems, const Read& read);

  struct Spoilt {
    std::string citizen;
    Code why{};
    Place place;
  };

  const source::Mapping& mapping_;
  Settings settings_;
  std::vector<std::filesystem::path> paths_;
  Tidings tidings_;
  Merged merged_{tidings_.findings};
  std::vector<Spoilt> spoilt_;
  std::string prints_;       ///< what the fingerprint is of
  std::uint64_t bytes_ = 0;
};

}  // namespace rettesnor::ffb
