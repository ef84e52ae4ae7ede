// The hash chain over an audit database's rows.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <string>

#include "engine/values/digest.hpp"

namespace rettesnor::ledger {

/// One entry of the log, without what it is chained to.
struct Entry {
  std::int64_t number = 0;
  std::string kind;
  std::int64_t shard = -1;
  std::int64_t end_byte = 0;
  std::int64_t end_line = 0;
  std::int64_t cases = 0;
  std::int64_t refused = 0;
};

/// The digest of the rows that an entry stands for: every column of every row, with its type and length, in key order.
Digest content_of(SQLite::Database& db, const std::string& kind, std::int64_t shard);

/// The digest of the rows that an entry of the reviews stands for: a sample with what was drawn, or the answers that came with it.
Digest review_content(SQLite::Database& db, const std::string& kind, std::int64_t entry, std::int64_t sample);
/// The next link of the reviews' chain, which begins at the run's head.
Digest review_link(const Digest& before, const std::string& kind, std::int64_t entry, std::int64_t sample, const Digest& content);
/// The digest in a column; all zeros when it holds none.
Digest digest_in(const SQLite::Column& column);

/// The chain's next link.
Digest link(const Digest& before, const Entry& entry, const Digest& content);

}  // namespace rettesnor::ledger
