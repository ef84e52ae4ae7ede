// Small readers from tree to values: titles, dates, moments, numbers, names, cites.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/check/context.hpp"

namespace rettesnor::checking {

/// The texts of a title, ask, remedy, owner … node: Danish, then perhaps English. Empty for none.
Text read_text(const File& file, NodeId node);
/// The texts of the first child of that kind.
Text read_text_child(const File& file, NodeId parent, NodeKind kind);

/// A date node. Nothing, with a message, if there is no such day.
std::optional<Date> read_date(Context& ctx, const File& file, NodeId node);
/// A date or moment node as the instants it may mean.
std::optional<MomentRange> read_moment(Context& ctx, const File& file, NodeId node);
/// The date under a `from`, `until`, `review_by` … child of `parent`; nothing if there is none.
std::optional<Date> read_date_child(Context& ctx, const File& file, NodeId parent, NodeKind kind);
/// A number, percent or amount node (a percent is divided by 100).
std::optional<Decimal> read_number(Context& ctx, const File& file, NodeId node);
/// A whole number of at least `least`.
std::optional<std::uint32_t> read_count(Context& ctx, const File& file, NodeId node, std::uint32_t least);
/// A duration node. Several parts must be of one kind: `1 hour 30 minutes`, `2 weeks 3 days`.
std::optional<Duration> read_duration(Context& ctx, const File& file, NodeId node);
/// Each part of a duration node by itself.
std::vector<Duration> read_duration_parts(Context& ctx, const File& file, NodeId node);

/// The words of a name or path node, in order.
std::vector<std::string> path_words(const File& file, NodeId node);
/// The one word of a name, or of a path of one part; of a longer path all of it.
std::string path_text(const File& file, NodeId node);

/// Looks a declared name up; says so and gives nullptr when it is unknown, ambiguous or in a package that is not used.
const Symbol* find_symbol(Context& ctx, const File& file, NodeId node, Family family);
const Symbol* find_named(Context& ctx, const File& file, std::string_view name, Origin at, Family family);

/// All cites under the `cite` or `because` children of `parent`, in order.
std::vector<Cite> read_cites(Context& ctx, const File& file, NodeId parent);
/// The citations of one cite node.
void read_cite(Context& ctx, const File& file, NodeId cite, std::vector<Cite>& out);

}  // namespace rettesnor::checking
