#include "engine/check/read.hpp"

#include <algorithm>
#include <limits>

#include "engine/values/parse.hpp"
#include "grammar/base/one_line.hpp"

namespace rettesnor::checking {

namespace {

std::optional<Unit> unit_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::minute:
    case Keyword::minutes: return Unit::minutes;
    case Keyword::hour:
    case Keyword::hours: return Unit::hours;
    case Keyword::day:
    case Keyword::days: return Unit::days;
    case Keyword::week:
    case Keyword::weeks: return Unit::weeks;
    case Keyword::month:
    case Keyword::months: return Unit::months;
    case Keyword::years: return Unit::years;
    default: return std::nullopt;
  }
}

Wording wording(const File& file) {
  return file.syntax->language == KeywordLanguage::danish ? Wording::danish : Wording::english;
}

std::optional<Duration> read_part(Context& ctx, const File& file, NodeId node) {
  const Tree& tree = file.tree();
  auto const number = parse_decimal(tree.text(node));
  if (!number || number->millionths % millionths_per_one != 0 || number->millionths < 0 ||
      number->millionths / millionths_per_one > std::numeric_limits<std::int32_t>::max() / 2) {
    ctx.report(Code::bad_count, file.name_at(node), {std::string(tree.text(node))});
    return std::nullopt;
  }
  Duration out;
  out.count = static_cast<std::int32_t>(number->millionths / millionths_per_one);
  NodeId const unit = tree.child_at(node, 0);
  if (!unit) return std::nullopt;
  if (tree.kind(unit) == NodeKind::unit) {
    auto const known = unit_of(tree.keyword(unit));
    if (!known) return std::nullopt;
    out.unit = *known;
    return out;
  }
  const Symbol* calendar = find_symbol(ctx, file, unit, Family::calendar);
  if (calendar == nullptr) return std::nullopt;
  out.unit = Unit::calendar_days;
  out.calendar = calendar->index;
  return out;
}

// The day or the year of `text of`; four digits, so that 201 is no year.
std::optional<DateInterval> read_text_of(Context& ctx, const File& file, NodeId node) {
  const Tree& tree = file.tree();
  NodeId const day = node ? tree.child_at(node, 0) : NodeId{};
  if (!day || (tree.kind(day) != NodeKind::date && tree.kind(day) != NodeKind::number)) return std::nullopt;
  std::string const text(tree.text(day));
  auto const range = parse_date(text);
  if (!range) {
    ctx.report(Code::bad_date, file.at(day), {text, describe(range.error(), wording(file))});
    return std::nullopt;
  }
  return DateInterval{range->first, range->last};
}

}  // namespace

Text read_text(const File& file, NodeId node) {
  Text out;
  if (!node) return out;
  const Tree& tree = file.tree();
  std::size_t n = 0;
  for (NodeId const child : tree.children(node, NodeKind::string)) {
    (n++ == 0 ? out.danish : out.english) = tree.string(child);
  }
  return out;
}

Text read_text_child(const File& file, NodeId parent, NodeKind kind) {
  return read_text(file, file.tree().child(parent, kind));
}

std::optional<Date> read_date(Context& ctx, const File& file, NodeId node) {
  const Tree& tree = file.tree();
  if (!node || tree.kind(node) == NodeKind::error) return std::nullopt;
  if (tree.kind(node) != NodeKind::date) return std::nullopt;  // the parser asks for a date
  auto const range = parse_date(tree.text(node));
  if (!range) {
    ctx.report(Code::bad_date, file.at(node), {std::string(tree.text(node)), describe(range.error(), wording(file))});
    return std::nullopt;
  }
  return range->first;
}

std::optional<MomentRange> read_moment(Context& ctx, const File& file, NodeId node) {
  const Tree& tree = file.tree();
  if (!node || tree.kind(node) == NodeKind::error) return std::nullopt;
  std::string text(tree.whole_text(node));
  // Between the day and the time there may be any layout; the reader of moments takes one blank.
  if (auto const blank = text.find_first_of(" \t\r\n"); blank != std::string::npos) {
    auto const rest = text.find_first_not_of(" \t\r\n", blank);
    text = text.substr(0, blank) + ' ' + text.substr(rest);
  }
  auto const range = parse_moment(text);
  if (!range) {
    ctx.report(Code::bad_date, file.at(node), {text, describe(range.error(), wording(file))});
    return std::nullopt;
  }
  return *range;
}

std::optional<Date> read_date_child(Context& ctx, const File& file, NodeId parent, NodeKind kind) {
  const Tree& tree = file.tree();
  NodeId const node = tree.child(parent, kind);
  return node ? read_date(ctx, file, tree.child_at(node, 0)) : std::nullopt;
}

std::optional<Decimal> read_number(Context& ctx, const File& file, NodeId node) {
  const Tree& tree = file.tree();
  auto number = parse_decimal(tree.text(node));
  if (number && tree.kind(node) == NodeKind::percent) {
    if (number->millionths % 100 == 0) return Decimal{number->millionths / 100};
    ctx.report(Code::bad_number, file.at(node), {std::string(tree.whole_text(node))});
    return std::nullopt;
  }
  if (number && (tree.kind(node) != NodeKind::amount || number->millionths % (millionths_per_one / 100) == 0)) return *number;
  ctx.report(Code::bad_number, file.at(node), {std::string(tree.whole_text(node))});
  return std::nullopt;
}

std::optional<std::uint32_t> read_count(Context& ctx, const File& file, NodeId node, std::uint32_t least) {
  const Tree& tree = file.tree();
  constexpr std::int64_t most = 1'000'000;
  if (tree.kind(node) == NodeKind::number) {
    auto const number = parse_decimal(tree.text(node));
    if (number && number->millionths % millionths_per_one == 0) {
      std::int64_t const count = number->millionths / millionths_per_one;
      if (count >= least && count <= most) return static_cast<std::uint32_t>(count);
    }
  }
  ctx.report(Code::bad_count, file.at(node), {std::string(tree.whole_text(node))});
  return std::nullopt;
}

std::vector<Duration> read_duration_parts(Context& ctx, const File& file, NodeId node) {
  std::vector<Duration> out;
  for (NodeId const part : file.tree().children(node, NodeKind::duration_part)) {
    auto const read = read_part(ctx, file, part);
    if (!read) return {};
    out.push_back(*read);
  }
  return out;
}

std::optional<Duration> read_duration(Context& ctx, const File& file, NodeId node) {
  auto const parts = read_duration_parts(ctx, file, node);
  if (parts.empty()) return std::nullopt;
  if (parts.size() == 1) return parts.front();
  // The finer unit of the same family: minutes for hours, days for weeks, months for years.
  auto const factor = [](Unit unit, Unit fine) -> std::int64_t {
    if (unit == fine) return 1;
    if (unit == Unit::hours && fine == Unit::minutes) return 60;
    if (unit == Unit::weeks && fine == Unit::days) return 7;
    if (unit == Unit::years && fine == Unit::months) return 12;
    return 0;
  };
  Duration total = parts.back();
  std::int64_t sum = 0;
  for (const Duration& part : parts) {
    std::int64_t const times = factor(part.unit, total.unit);
    if (times == 0 || part.calendar != total.calendar) {
      ctx.report(Code::mixed_units, file.at(node));
      return std::nullopt;
    }
    sum += times * part.count;
  }
  if (sum > std::numeric_limits<std::int32_t>::max()) {
    ctx.report(Code::bad_count, file.at(node), {std::string(file.tree().whole_text(node))});
    return std::nullopt;
  }
  total.count = static_cast<std::int32_t>(sum);
  return total;
}

std::vector<std::string> path_words(const File& file, NodeId node) {
  const Tree& tree = file.tree();
  std::vector<std::string> out;
  if (tree.kind(node) == NodeKind::path || tree.kind(node) == NodeKind::qualified_name) {
    for (NodeId const part : tree.children(node)) out.emplace_back(tree.text(part));
  } else {
    out.emplace_back(tree.text(node));
  }
  return out;
}

std::string path_text(const File& file, NodeId node) {
  std::string out;
  for (const std::string& word : path_words(file, node)) out += (out.empty() ? "" : ".") + word;
  return out;
}

const Symbol* find_named(Context& ctx, const File& file, std::string_view name, Origin at, Family family) {
  auto const found = ctx.symbols.find(ctx.model, file.package, family, name);
  if (found.size() == 1) {
    ctx.use(at, *found.front());
    return found.front();
  }
  std::string const text(name);
  if (found.size() > 1) {
    Diagnostic& d = ctx.report(Code::ambiguous_name, at, {text});
    for (const Symbol* symbol : found) {
      const std::string& package = ctx.model.packages[symbol->package].name;
      d.labels.push_back(label(symbol->origin, "erklæret i `" + package + "`", "declared in `" + package + "`"));
    }
    return nullptr;
  }
  if (const Symbol* hidden = ctx.symbols.find_anywhere(family, name)) {
    const PackageDecl& package = ctx.model.packages[hidden->package];
    Diagnostic& d = ctx.report(Code::name_in_unused_package, at, {text, package.name});
    d.help = std::vector<std::string>{package.name + ' ' + package.version};
    d.labels.push_back(label(hidden->origin, "erklæret her", "declared here"));
    return nullptr;
  }
  suggest(ctx.report(family == Family::source ? Code::unknown_source : Code::unknown_name, at, {text}), name,
          ctx.symbols.names(ctx.model, file.package, family));
  return nullptr;
}

const Symbol* find_symbol(Context& ctx, const File& file, NodeId node, Family family) {
  if (!node || file.tree().kind(node) == NodeKind::error) return nullptr;
  return find_named(ctx, file, path_text(file, node), file.at(node), family);
}

void read_cite(Context& ctx, const File& file, NodeId cite, std::vector<Cite>& out) {
  const Tree& tree = file.tree();
  for (NodeId const node : tree.children(cite, NodeKind::citation)) {
    Cite read;
    if (const Symbol* source = find_named(ctx, file, tree.text(node), file.name_at(node), Family::source)) {
      read.source = source->as<SourceId>();
    }
    if (NodeId const locator = tree.child(node, NodeKind::locator)) {
      NodeId const first = tree.child_at(locator, 0);
      bool const quoted = first && tree.kind(first) == NodeKind::string;
      read.locator = quoted ? tree.string(first) : on_one_line(tree.whole_text(locator));
    }
    read.from = read_date_child(ctx, file, node, NodeKind::from);
    read.until = read_date_child(ctx, file, node, NodeKind::until);
    if (read.from && read.until && *read.until < *read.from) {
      ctx.report(Code::ends_before_it_begins, file.at(node));
    }
    read.unverified = tree.has(node, NodeKind::unverified);
    read.text_of = read_text_of(ctx, file, tree.child(node, NodeKind::text_of));
    read.origin = file.at(node);
    out.push_back(std::move(read));
  }
}

std::vector<Cite> read_cites(Context& ctx, const File& file, NodeId parent) {
  const Tree& tree = file.tree();
  std::vector<Cite> out;
  for (NodeId const child : tree.children(parent)) {
    NodeKind const kind = tree.kind(child);
    if (kind == NodeKind::cite || kind == NodeKind::because) read_cite(ctx, file, child, out);
  }
  return out;
}

}  // namespace rettesnor::checking
