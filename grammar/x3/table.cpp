// Tables, indicators and overlays.
#include "grammar/x3/blocks.hpp"
#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

namespace {

constexpr auto is_bar = [](const Token* at) { return at->kind == TokenKind::bar || at->kind == TokenKind::double_bar; };

// `-` alone in its cell.
constexpr auto any_value = terminal([](ParseState&, Token*& at) {
  bool const alone = (at->kind == TokenKind::minus || at->kind == TokenKind::bullet) && is_bar(at + 1);
  if (alone) ++at;
  return alone;
});

constexpr auto comparison = terminal([](ParseState&, Token*& at) {
  if (at->kind < TokenKind::equal || at->kind > TokenKind::greater_equal) return false;
  ++at;
  return true;
});

constexpr auto cell_check = terminal([](ParseState& state, Token*& at) {
  if (is_bar(at)) {
    state.report_span(at->span(), at, Code::empty_cell, {});
    throw Broken{at};
  }
  return true;
});

// Every word in a heading is a name.
constexpr auto heading_word = terminal([](ParseState&, Token*& at) {
  if (at->kind != TokenKind::word && at->kind != TokenKind::quoted_name) return false;
  take_name(at);
  return true;
});

constexpr auto heading_dot = tk(TokenKind::dot);

constexpr auto bar_before_row = terminal([](ParseState&, Token*& at) {
  if (at->kind != TokenKind::bar) return false;
  ++at;
  return true;
});

constexpr auto count_in = terminal([](ParseState& state, Token*&) { return ++state.columns_in > 0; });
constexpr auto count_out = terminal([](ParseState& state, Token*&) { return ++state.columns_out > 0; });
constexpr auto no_columns = terminal([](ParseState& state, Token*&) {
  state.columns_in = state.columns_out = 0;
  return true;
});

// Another output column, and not the first bar of the next row.
constexpr auto another_output = terminal([](ParseState&, Token*& at) {
  return !is_bar(at) && !at->has(TokenFlag::first_on_line) && at->kind != TokenKind::end_of_file;
});

}  // namespace

// ---- tables --------------------------------------------------------------------------------------------------------
auto const name_leaf = leaf(NodeKind::name, heading_word);
x3::rule<struct heading_tag> const heading = "heading";
auto const heading_def =
    cell_check >> need(with_tail(name_leaf, wrap(NodeKind::path, +(heading_dot >> need(name_leaf, Code::missing_name)))),
                       Code::missing_name);

auto const bar = soft_mark(TokenKind::bar, "|");
x3::rule<struct table_header_tag> const header = "header";
auto const header_def =
    node(NodeKind::table_header,
         bar_before_row >> no_columns >>
             node(NodeKind::table_inputs, heading >> count_in >> *(tk(TokenKind::bar) >> heading >> count_in)) >>
             soft_mark(TokenKind::double_bar, "||") >>
             node(NodeKind::table_outputs, heading >> count_out >> bar >> *(another_output >> heading >> count_out >> bar)));

auto const range_to = tk(TokenKind::range);
auto const one_value = need(term, Code::missing_expression);
auto const values = node(NodeKind::cell_values, one_value >> *(tk(TokenKind::comma) >> one_value));
x3::rule<struct cell_tag> const cell = "cell";
auto const cell_def =
    cell_check >> (node(NodeKind::cell_any, any_value) | leaf(NodeKind::cell_otherwise, kw(Keyword::otherwise)) |
                   node(NodeKind::cell_compare, main(comparison) >> one_value) |
                   node(NodeKind::cell_range_open, term >> main(range_to) >> tk(TokenKind::less) >> one_value) |
                   node(NodeKind::cell_range, term >> main(range_to) >> one_value) | values);
x3::rule<struct output_tag> const output = "output";
auto const output_def = cell_check >> values;

namespace {

// The row is whole: has it as many cells as the heading?
template <class Subject>
struct row_directive : silent_unary<Subject, row_directive<Subject>> {
  explicit constexpr row_directive(const Subject& inner) : silent_unary<Subject, row_directive<Subject>>(inner) {}

  template <class RCtx, class Attr>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RCtx& rcontext, Attr&) const {
    ParseState& state = state_of(context);
    std::uint32_t const in = state.columns_in, out = state.columns_out;
    Token* const begin = first;
    state.columns_in = state.columns_out = 0;
    struct Restore {
      ParseState& state;
      std::uint32_t in, out;
      ~Restore() { state.columns_in = in, state.columns_out = out; }
    } const restore{state, in, out};
    if (!this->subject.parse(first, last, context, rcontext, x3::unused)) return false;
    if (state.columns_in != in || state.columns_out != out) {
      auto const total = [](std::uint32_t a, std::uint32_t b) { return std::to_string(a) + "+" + std::to_string(b); };
      state.report_span({begin->begin, first[-1].end}, begin, Code::row_width,
                        {total(state.columns_in, state.columns_out), total(in, out)});
    }
    return true;
  }
};

template <class P>
constexpr auto counted(const P& p) {
  return row_directive<parser_of<P>>(x3::as_parser(p));
}

}  // namespace

x3::rule<struct row_tag> const row = "row";
auto const row_def = node(
    NodeKind::table_row,
    counted(bar_before_row >>
            node(NodeKind::table_inputs, cell >> count_in >> *(tk(TokenKind::bar) >> cell >> count_in)) >>
            soft_mark(TokenKind::double_bar, "||") >>
            node(NodeKind::table_outputs, output >> count_out >> bar >> *(another_output >> output >> count_out >> bar))));

auto const of_concept =
    node(NodeKind::of_concept, of_for >> need(main(leaf(NodeKind::name, used_name)), Code::missing_name));
auto const declared = need(main(declared_name), Code::missing_name);
auto const table_def =
    node(NodeKind::table, head(Keyword::table) >> declared >>
                              *(title | of_concept | cite | node(NodeKind::exhaustive, kw(Keyword::exhaustive))) >>
                              need(header, Code::missing_name) >> clauses(Block::table, Keyword::table, row) >>
                              block_end(Keyword::table));

// ---- indicators ----------------------------------------------------------------------------------------------------
auto const value = need(condition, Code::missing_expression);
auto const in_period = node(NodeKind::in_period, kw(Keyword::for_event) >> need(term, Code::missing_expression) >>
                                                     soft(Keyword::in_period));
x3::rule<struct indicator_clause_tag> const indicator_clause = "indicator_clause";
auto const indicator_clause_def =
    node(NodeKind::from_rule, kw(Keyword::from_rule) >> need(main(path), Code::missing_name) >> -in_period) |
    node(NodeKind::population, kw(Keyword::population) >> need(path, Code::missing_name) >> -where_) |
    node(NodeKind::share_where, kw(Keyword::share_where) >> value) | node(NodeKind::average_of, kw(Keyword::average_of) >> value) |
    node(NodeKind::meaningful, kw(Keyword::meaningful) >> need(term, Code::missing_expression)) |
    node(NodeKind::observed_for, kw(Keyword::observed_for) >> need(term, Code::missing_expression) >>
                                     soft(Keyword::of_event) >> need(term, Code::missing_expression)) |
    leaf(NodeKind::better, kw_of({Keyword::higher_is_better, Keyword::lower_is_better})) | by_names | cite | evidence |
    when_clause;
auto const indicator_def =
    node(NodeKind::indicator, head(Keyword::indicator) >> declared >> -title >>
                                  clauses(Block::indicator, Keyword::indicator, indicator_clause) >>
                                  block_end(Keyword::indicator));

// ---- overlays ------------------------------------------------------------------------------------------------------
auto const key = node(NodeKind::for_key, kw(Keyword::for_key) >>
                                             need(main(leaf(NodeKind::name, used_name)), Code::missing_name));
auto const equals = soft_mark(TokenKind::equal, "=");
x3::rule<struct overlay_clause_tag> const overlay_clause = "overlay_clause";
auto const overlay_clause_def =
    title | in_force | node(NodeKind::decided_by, kw(Keyword::decided_by) >> main(texts)) |
    node(NodeKind::set, kw(Keyword::set) >> need(path, Code::missing_name) >> -key >> equals >>
                            need(term, Code::missing_expression) >> *(from_date | until_date)) |
    node(NodeKind::pin, kw(Keyword::pin) >> need(path, Code::missing_name) >> equals >>
                            need(leaf(NodeKind::yes, kw(Keyword::yes)) | leaf(NodeKind::no, kw(Keyword::no)),
                                 Code::missing_expression)) |
    cite | review_by;
auto const overlay_code = tk(TokenKind::number) | tk(TokenKind::string) | declared_name;
auto const overlay_def =
    node(NodeKind::overlay, head(Keyword::overlay) >> need(leaf(NodeKind::name, declared_name), Code::missing_name) >>
                                need(main(overlay_code), Code::missing_number) >>
                                clauses(Block::overlay, Keyword::overlay, overlay_clause) >> block_end(Keyword::overlay));

BOOST_SPIRIT_DEFINE(heading, header, cell, output, row, table, indicator_clause, indicator, overlay_clause, overlay)
RSN_LEND(table)
RSN_LEND(indicator)
RSN_LEND(overlay)

}  // namespace rettesnor::x3_grammar
