#include "grammar/format/shape.hpp"

#include <algorithm>
#include <utility>

namespace rettesnor::format_detail {
namespace {

using Kind = NodeKind;

constexpr std::uint8_t between_clauses = 3;
constexpr std::uint8_t between_attributes = 2;

bool is_block(Kind kind) {
  static constexpr Kind blocks[] = {Kind::calendar, Kind::concept_,  Kind::define,         Kind::parameter,
                                    Kind::rule,     Kind::exception, Kind::recommendation, Kind::suggest,
                                    Kind::table,    Kind::indicator, Kind::overlay,        Kind::test};
  return std::ranges::find(blocks, kind) != std::end(blocks);
}

bool is_bullet_list(Kind kind) {
  static constexpr Kind lists[] = {Kind::all_of,      Kind::any_of,   Kind::none_of,
                                   Kind::at_least_of, Kind::all_acts, Kind::any_acts};
  return std::ranges::find(lists, kind) != std::end(lists);
}

/// Belongs to the heading of its block and is not set off from it.
bool is_heading(Kind kind) {
  static constexpr Kind headings[] = {Kind::name,        Kind::title,        Kind::qualified_name, Kind::exception_to,
                                      Kind::define_case, Kind::table_inputs, Kind::table_outputs,  Kind::version_number,
                                      Kind::list_of,     Kind::error};
  return std::ranges::find(headings, kind) != std::end(headings);
}

/// What stands between a member's name and its title.
bool is_type(Kind kind) {
  static constexpr Kind types[] = {Kind::type_name, Kind::one_of, Kind::ordered_one_of, Kind::list_of, Kind::norm,
                                   Kind::name,      Kind::from,   Kind::until,          Kind::by_actor};
  return std::ranges::find(types, kind) != std::end(types);
}

/// A clause after which a Danish sentence has its verb before its actor.
bool is_fronted(Kind kind) {
  return kind == Kind::for_each || kind == Kind::when || kind == Kind::while_ || kind == Kind::unless;
}

/// Words that a line may begin with when it goes on from a long one.
bool begins_clause(Keyword keyword) {
  static constexpr Keyword first_words[] = {
      Keyword::and_,         Keyword::or_,           Keyword::when,         Keyword::while_,
      Keyword::unless,       Keyword::where,         Keyword::if_,          Keyword::for_each,
      Keyword::cite,         Keyword::instead,       Keyword::because,      Keyword::url,
      Keyword::within,       Keyword::no_later_than, Keyword::before,       Keyword::after,
      Keyword::at_once,      Keyword::first_time,    Keyword::then,         Keyword::every_time,
      Keyword::at_least,     Keyword::in_every,      Keyword::in_any,       Keyword::as_soon_as_possible,
      Keyword::rolling_to,   Keyword::not_rolling,   Keyword::paused_while, Keyword::as_far_as_possible,
      Keyword::review_by,    Keyword::missing,       Keyword::decided_by,   Keyword::counting_first_day,
      Keyword::with_reasons, Keyword::complete_to,   Keyword::observed_for, Keyword::otherwise_record};
  return std::ranges::find(first_words, keyword) != std::end(first_words);
}

/// How the lines of a node relate to the line that it begins on.
enum class Manner : std::uint8_t { inherit, clause };

class Shaper {
 public:
  Shaper(const Syntax& syntax, const Gaps& gaps, const std::vector<bool>& broken)
      : syntax_(syntax), tree_(syntax.tree), gaps_(gaps), broken_(broken) {
    shapes_.resize(tree_.tokens().size());
    for (std::uint32_t i = 0; i < shapes_.size(); ++i) {
      shapes_[i].shown = i;
      shapes_[i].first_on_line = i == 0 || begins_line(i);
    }
  }

  std::vector<TokenShape> run() {
    separate_declarations();
    visit(syntax_.root, 0, Manner::inherit, 0);
    set_gaps();
    note_breakable();
    return std::move(shapes_);
  }

 private:
  const Token& token(std::size_t i) const { return tree_.tokens()[i]; }
  bool begins_line(std::size_t i) const {
    return token(i).has(TokenFlag::first_on_line) || (!broken_.empty() && broken_[i]);
  }
  bool is_end(std::size_t i) const { return token(i).keyword == Keyword::end; }

  std::vector<NodeId> children_in_text_order(NodeId id) const {
    std::vector<NodeId> children;
    for (NodeId child : tree_.children(id)) {
      const Node& node = tree_.node(child);
      if (node.token_end > node.first_token) children.push_back(child);
    }
    std::ranges::stable_sort(children, {}, [&](NodeId child) { return tree_.node(child).first_token; });
    return children;
  }

  // ---- lines
  // ---------------------------------------------------------------------------------------------------------

  /// Declarations begin lines of their own, but several actors may share one; blocks of several lines are set apart.
  void separate_declarations() {
    const std::vector<NodeId> children = children_in_text_order(syntax_.root);
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Node& node = tree_.node(children[i]);
      const bool shares_line = i > 0 && node.kind == Kind::actor && tree_.kind(children[i - 1]) == Kind::actor;
      if (!shares_line || node.broken) shapes_[node.first_token].first_on_line = true;
      shapes_[node.token_end].first_on_line |= node.broken;
      if (node.broken) shapes_[node.first_token].copy_end = node.token_end;
      if (i > 0 && (is_set_apart(children[i]) || is_set_apart(children[i - 1])))
        shapes_[node.first_token].blank_line_before = true;
    }
  }

  bool is_set_apart(NodeId id) const {
    const Node& node = tree_.node(id);
    if (!is_block(node.kind) || node.broken) return false;
    for (std::uint32_t i = node.first_token + 1; i < node.token_end; ++i) {
      if (begins_line(i)) return true;
    }
    return false;
  }

  // ---- indentation
  // ---------------------------------------------------------------------------------------------------

  void place(std::uint32_t i, std::int32_t level) {
    if (!shapes_[i].first_on_line) return;
    shapes_[i].level = level + groups_;
    line_level_ = level + groups_;
  }

  /// @param own     the level of the node's first token where it begins a line
  /// @param manner  clause: its further lines are one step in
  /// @param depth   of the node, the file's being 0
  void visit(NodeId id, std::int32_t own, Manner manner, std::uint16_t depth) {
    const Node& node = tree_.node(id);
    if (shapes_[node.first_token].copy_end != 0) return;
    if (depth == 1) groups_ = 0;
    note(id);
    const bool own_parentheses = node.kind == Kind::given_element || node.kind == Kind::given_fields;
    // Both languages of a title are parts of what it is the title of.
    const auto inner_depth = static_cast<std::uint16_t>(node.kind == Kind::title && depth > 0 ? depth - 1 : depth);
    const Levels levels = levels_of(id, own, manner);
    const std::vector<NodeId> children = children_in_text_order(id);
    auto child = children.begin();
    std::uint32_t clause =
        node.first_token;  // where the next child's clause begins: at its keyword, if that is the node's own
    for (std::uint32_t i = node.first_token; i < node.token_end;) {
      while (child != children.end() && tree_.node(*child).first_token < i) ++child;
      if (child != children.end() && tree_.node(*child).first_token == i) {
        const bool leads = i == node.first_token;
        if (!leads) shapes_[i].depth = inner_depth;
        if (!leads && tree_.kind(*child) == Kind::title) shapes_[i].breakable = true;
        if (!leads && levels.holds_clauses && !is_heading(tree_.kind(*child))) shapes_[clause].gap = between_clauses;
        const bool inherits = leads && !levels.holds_clauses;
        // `a and b and c` is a chain: its links are equally deep.
        const bool chain = leads && tree_.kind(*child) == node.kind;
        visit(*child, leads ? own : levels.children, inherits ? Manner::inherit : levels.manner,
              static_cast<std::uint16_t>(chain ? depth : depth + 1));
        i = clause = tree_.node(*child).token_end;
        continue;
      }
      if (i != node.first_token) shapes_[i].depth = inner_depth;
      if (!own_parentheses && token(i).kind == TokenKind::close) --groups_;
      place(i, i == node.first_token                            ? own
               : is_end(i) || token(i).kind == TokenKind::close ? levels.closing
                                                                : levels.tokens);
      if (!own_parentheses && token(i).kind == TokenKind::open) ++groups_;
      if (node.kind == Kind::package && token(i).keyword == Keyword::version) shapes_[i].gap = between_attributes;
      if (token(i++).keyword == Keyword::none) clause = i;
    }
  }

  struct Levels {
    std::int32_t tokens = 0;   ///< of the node's own tokens after its first
    std::int32_t closing = 0;  ///< of `end` and `)`
    std::int32_t children = 0;
    Manner manner = Manner::inherit;  ///< of the children
    bool holds_clauses = false;
  };

  Levels levels_of(NodeId id, std::int32_t own, Manner manner) const {
    const Node& node = tree_.node(id);
    const std::int32_t base = shapes_[node.first_token].first_on_line ? own : line_level_;
    if (node.kind == Kind::file || node.kind == Kind::package) return {1, 0, 0, Manner::clause, true};
    if (is_block(node.kind)) return {base + 1, base, base + 1, Manner::clause, true};
    if (node.kind == Kind::version) {
      const std::int32_t inner = versions_beside_ > 1 ? own + 1 : own;
      return {inner, own, inner, Manner::clause, true};
    }
    if (node.kind == Kind::title) return {own, own, own, Manner::inherit, false};
    if (is_bullet_list(node.kind)) return {base + 1, base, base + 1, Manner::clause, false};
    if (node.kind == Kind::given_element || node.kind == Kind::given_fields)
      return {base + 1, base, base + 1, Manner::inherit, false};
    if (manner == Manner::clause) return {own + 1, own, own + 1, Manner::inherit, false};
    return {own, own, own, Manner::inherit, false};
  }

  /// What must be known of a node before its children are visited.
  void note(NodeId id) {
    const Kind kind = tree_.kind(id);
    if (is_block(kind)) {
      versions_beside_ =
          std::ranges::count(tree_.children(id), Kind::version, [&](NodeId child) { return tree_.kind(child); });
      after_fronted_ = fronted_before_versions_ = false;
      seen_version_ = false;
    }
    if (kind == Kind::version) {  // what stands before the first version is said of all, what stands in one is not
      if (!std::exchange(seen_version_, true)) fronted_before_versions_ = after_fronted_;
      after_fronted_ = fronted_before_versions_;
    }
    if (kind == Kind::instead || (is_fronted(kind) && tree_.node(id).first_token >= duty_end_)) after_fronted_ = true;
    if (kind == Kind::duty) {
      order_duty(id);
      duty_end_ = tree_.node(id).token_end;
    }
    note_row(id);
    note_attributes(id);
  }

  // ---- Danish word order
  // -----------------------------------------------------------------------------------------------

  void order_duty(NodeId id) {
    const NodeId actor = tree_.child_at(id, 0);
    const NodeId modal = tree_.child_at(id, 1);
    if (!actor || !modal || tree_.kind(actor) != Kind::actor_ref) return;
    const std::uint32_t subject = tree_.node(actor).first_token;
    const std::uint32_t verb = tree_.node(modal).main;
    if (verb >= shapes_.size()) return;
    const bool verb_first = syntax_.language == KeywordLanguage::danish && after_fronted_;
    if ((verb < subject) == verb_first) return;
    const std::uint32_t early = std::min(subject, verb);
    const std::uint32_t late = std::max(subject, verb);
    if (late != early + 1) return;
    for (const GapPart& part : gaps_.before(late)) {
      if (part.kind != GapKind::line_break) return;
    }
    std::swap(shapes_[early].shown, shapes_[late].shown);
  }

  // ---- columns
  // -----------------------------------------------------------------------------------------------------------

  /// Rows of one parent and one number are aligned with each other.
  void begin_row(NodeId id, NodeId parent, std::uint32_t number) {
    const Node& node = tree_.node(id);
    shapes_[node.first_token].group = parent.value * 4 + number + 1;
    shapes_[node.first_token].row_end = node.token_end;
  }

  void note_row(NodeId id) {
    const Kind kind = tree_.kind(id);
    if (kind == Kind::concept_ || kind == Kind::table) parent_ = id;
    if (kind == Kind::source || kind == Kind::actor) {
      parent_ = syntax_.root;
      return note_declaration(id, kind == Kind::source ? 0 : 1, 0);
    }
    if (kind == Kind::event || kind == Kind::fact || kind == Kind::list || kind == Kind::state)
      return note_declaration(id, 0, 1);
    if (kind == Kind::judgement) return note_declaration(id, 1, 0);
    if (kind == Kind::table_header || kind == Kind::table_row) note_table_row(id);
  }

  /// `event`, name, type, title: each in its column. The keyword shares the name's where it is always the same.
  void note_declaration(NodeId id, std::uint32_t number, std::uint8_t name_column) {
    begin_row(id, parent_, number);
    const Node& node = tree_.node(id);
    for (std::uint32_t i = node.main; i < node.token_end; ++i) shapes_[i].column = name_column;
    std::uint32_t read = node.main + 1;  // up to where the columns are known
    for (NodeId child : children_in_text_order(id)) {
      const bool type = is_type(tree_.kind(child));
      const auto column = static_cast<std::uint8_t>(name_column + (type ? 1 : 2));
      for (std::uint32_t i = phrase_start(child, read); i < node.token_end; ++i) shapes_[i].column = column;
      if (!type) break;
      read = tree_.node(child).token_end;
    }
    const NodeId url = node.kind == Kind::source ? tree_.child(id, Kind::url) : NodeId{};
    if (!url) return;
    for (std::uint32_t i = phrase_start(url, read); i < node.token_end; ++i) shapes_[i].column = 3;
  }

  /// The child's first token, or the keyword before it that leads to it (`of visit`).
  std::uint32_t phrase_start(NodeId child, std::uint32_t least) const {
    std::uint32_t start = tree_.node(child).first_token;
    while (start > least && token(start - 1).keyword != Keyword::none) --start;
    return start;
  }

  /// Every bar and every cell is a column.
  void note_table_row(NodeId id) {
    begin_row(id, parent_, 2);
    const Node& node = tree_.node(id);
    std::uint8_t column = 0;
    for (std::uint32_t i = node.first_token; i < node.token_end; ++i) {
      const bool bar = token(i).kind == TokenKind::bar || token(i).kind == TokenKind::double_bar;
      if (bar && i > node.first_token) ++column;
      shapes_[i].in_table_row = i > node.first_token;
      shapes_[i].column = column;
      if (bar) ++column;
    }
  }

  // ---- blanks
  // ----------------------------------------------------------------------------------------------------------

  void note_attributes(NodeId id) {
    const Kind kind = tree_.kind(id);
    const bool attribute = kind == Kind::verb || kind == Kind::ask || kind == Kind::called || kind == Kind::with_field || kind == Kind::url ||
                           kind == Kind::with_reasons;
    if (attribute && in_declaration_ != 0 && tree_.node(id).first_token < in_declaration_) {
      shapes_[leading_keyword(id)].gap = between_attributes;
    }
    if (kind == Kind::event || kind == Kind::fact || kind == Kind::source || kind == Kind::judgement)
      in_declaration_ = tree_.node(id).token_end;
    if (kind == Kind::calendar_except) shapes_[leading_keyword(id)].gap = between_clauses;
    if (kind == Kind::locator_part || kind == Kind::month_day || kind == Kind::negate) keep_glue(id);
  }

  /// The node's keyword, whether it belongs to the node or stands before it.
  std::uint32_t leading_keyword(NodeId id) const {
    const std::uint32_t first = tree_.node(id).first_token;
    return token(first).keyword == Keyword::none && first > 0 && token(first - 1).keyword != Keyword::none ? first - 1
                                                                                                           : first;
  }

  void keep_glue(NodeId id) {
    const Node& node = tree_.node(id);
    for (std::uint32_t i = node.first_token + 1; i < node.token_end; ++i)
      shapes_[i].gap = token(i).has(TokenFlag::glued) ? 0 : 1;
  }

  void set_gaps() {
    for (std::uint32_t i = 1; i < shapes_.size(); ++i) {
      const TokenKind here = token(i).kind;
      const TokenKind before = token(i - 1).kind;
      const bool joined = here == TokenKind::comma || here == TokenKind::close || here == TokenKind::dot ||
                          before == TokenKind::open || before == TokenKind::dot;
      const bool yes_no = token(i).keyword == Keyword::yes_no && token(i).has(TokenFlag::continues);
      if (joined || yes_no) shapes_[i].gap = 0;
    }
  }

  // ---- breaks
  // ----------------------------------------------------------------------------------------------------------

  /// A long line may be broken before `and`, `or`, a clause or a title, and behind a comma; never inside a table's row.
  void note_breakable() {
    for (std::uint32_t i = 1; i + 1 < shapes_.size(); ++i) {
      const Token& here = token(i);
      const Token& before = token(i - 1);
      const bool wide = shapes_[i].gap >= between_attributes;
      const bool titles = here.kind == TokenKind::string && before.kind == TokenKind::string;
      shapes_[i].breakable |= wide || titles || before.kind == TokenKind::comma || begins_clause(here.keyword);
      const bool in_phrase = here.keyword != Keyword::none && here.has(TokenFlag::continues);
      const bool fixed = here.kind == TokenKind::bullet || here.kind == TokenKind::minus ||
                         here.kind == TokenKind::comma || here.kind == TokenKind::bar ||
                         here.kind == TokenKind::double_bar;
      if (in_phrase || fixed || shapes_[i].gap == 0 || shapes_[i].in_table_row) shapes_[i].breakable = false;
    }
  }

  const Syntax& syntax_;
  const Tree& tree_;
  const Gaps& gaps_;
  const std::vector<bool>& broken_;
  std::vector<TokenShape> shapes_;
  std::int32_t line_level_ = 0;
  std::int32_t groups_ = 0;  // parentheses of expressions that are open
  std::ptrdiff_t versions_beside_ = 0;
  std::uint32_t in_declaration_ = 0;  // one past the declaration being visited
  NodeId parent_;                     // of the rows being visited
  std::uint32_t duty_end_ = 0;        // one past the last duty visited
  bool after_fronted_ = false;
  bool fronted_before_versions_ = false;
  bool seen_version_ = false;
};

}  // namespace

std::vector<TokenShape> shape_of(const Syntax& syntax, const Gaps& gaps, const std::vector<bool>& broken) {
  return Shaper(syntax, gaps, broken).run();
}

}  // namespace rettesnor::format_detail
