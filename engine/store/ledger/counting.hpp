// The counts of a run that is under way, as the database keeps them until it is complete.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "engine/audit/shard.hpp"
#include "engine/store/ledger/chain.hpp"

namespace rettesnor::ledger {

/// Those written last; none: empty.
audit::Counts read_counting(SQLite::Database& db);
/// Writes them in place of those before. Cost: some five bytes a count, which is far less than a row of `tally` changed for each
/// that a group of shards adds to.
void write_counting(SQLite::Database& db, const audit::Counts& counts);
/// Writes them as the rows of `tally`, and keeps nothing else of them.
void write_tallies(SQLite::Database& db, Inserts& inserts, const audit::Counts& counts, Content& content);

/// The same of days followed, which end as the rows of `followed`.
audit::Follows read_following(SQLite::Database& db);
void write_following(SQLite::Database& db, const audit::Follows& follows);
void write_followed(Inserts& inserts, const audit::Follows& follows, Content& content);

}  // namespace rettesnor::ledger
