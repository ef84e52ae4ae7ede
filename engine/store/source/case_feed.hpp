// Tables tied together: each case as one JSON line, in the order of the table of cases.
#pragma once

#include <expected>
#include <memory>

#include "engine/store/feed.hpp"
#include "engine/store/source/mapping.hpp"
#include "engine/store/source/tables.hpp"

namespace rettesnor::source {

/// Are the mapping's tables and columns in the source? Reports those that are not.
/// @return none when all are; else what makes the source unusable, or nothing more than what was reported
std::expected<bool, Unusable> check_tables(const Mapping& mapping, Tables& tables, Problems& problems);

/// A feed over a source. First everything is copied into a private temporary database, which is gone with the feed;
/// then each case is put together by the ids that tie its records.
///
/// A record that cannot be read is never passed over in silence: its case is kept out, since without it things would
/// seem not to have happened. One that belongs to no case is a record of its own, kept out, behind the cases. If the
/// id that ties it cannot be read, its list counts as incomplete in every case.
/// Memory: one case, and caches of a fixed size; disk: as large as the source. Cost: O(records · log records).
class CaseFeed final : public Feed {
 public:
  /// @pre check_tables found nothing. @param tables  let go of when they are copied. @param after  the last record that is done
  /// @param max_bytes  of a case as JSON
  static std::expected<std::unique_ptr<CaseFeed>, Unusable> open(const Mapping& mapping, Tables& tables, std::uint64_t after, std::size_t max_bytes);
  ~CaseFeed() override;
  bool next(Record& record) override;
  FeedPlace place() const override;
  bool failed() const override { return false; }

  /// Records of the table of cases, and records that belong to none.
  std::uint64_t size() const;

 private:
  struct Inside;
  explicit CaseFeed(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace rettesnor::source
