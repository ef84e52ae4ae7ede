// YAML into a DataTree, from yaml-cpp's events. Its node tree is never used: it keeps duplicate keys, reads 0123 as
// octal and follows aliases.
#include "engine/store/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "engine/store/fault_words.hpp"
#include "engine/store/text_check.hpp"
#include "engine/store/tree_builder.hpp"

namespace rettesnor {

namespace {

/// Thrown through the parser to end it early; what ended it is reported already.
struct Stop {};

constexpr std::string_view plain_tag = "?";
constexpr std::string_view quoted_tag = "!";

/// The library's exceptions differ in their text alone: it is compared with the library's own constants, never shown.
FaultWords words_of(std::string_view message) {
  using namespace YAML::ErrorMsg;
  struct Row {
    std::string_view begins;
    FaultWords words;
  };
  constexpr FaultWords unclosed{"en parentes, `[` eller `{`, lukkes ikke", "a bracket, `[` or `{`, is not closed"};
  constexpr FaultWords indentation{"indrykningen passer ikke med linjerne ovenfor",
                                   "the indentation does not fit the lines above"};
  constexpr FaultWords in_text{"dette tegn kan ikke stå i en tekst uden anførselstegn",
                               "this character cannot stand in a text without quotes"};
  constexpr FaultWords escape{"efter `\\` står et tegn, der ikke har nogen betydning der",
                              "behind `\\` stands a character that means nothing there"};
  constexpr FaultWords block{"teksten efter `|` eller `>` begynder forkert",
                             "the text behind `|` or `>` begins in the wrong way"};
  constexpr FaultWords directive{"en linje med `%` først er en anvisning, der ikke kan læses",
                                 "a line with `%` first is a directive that cannot be read"};
  constexpr FaultWords mark{"`&`, `*` eller `!` står her uden det, der skal følge",
                            "`&`, `*` or `!` stands here without what must follow"};
  const Row rows[] = {
      {END_OF_MAP_FLOW, unclosed},
      {END_OF_SEQ_FLOW, unclosed},
      {FLOW_END, {"en parentes lukker noget, der ikke er åbnet", "a bracket closes what was not opened"}},
      {END_OF_MAP, indentation},
      {END_OF_SEQ, indentation},
      {TAB_IN_INDENTATION, {"en tabulator rykker ind; brug mellemrum", "a tab indents; use blanks"}},
      {BLOCK_ENTRY, {"et punkt, `- `, kan ikke stå her", "an item, `- `, cannot stand here"}},
      {MAP_KEY, {"et navn kan ikke begynde her", "a name cannot begin here"}},
      {MAP_VALUE, {"et kolon står, hvor intet navn er foran", "a colon stands where no name is before it"}},
      {EOF_IN_SCALAR, {"teksten har intet slut-anførselstegn", "the text has no closing quote"}},
      {DOC_IN_SCALAR, {"`---` eller `...` står inde i en tekst", "`---` or `...` stands inside a text"}},
      {CHAR_IN_SCALAR, in_text},
      {UNKNOWN_TOKEN, {"ingen værdi begynder med dette tegn", "no value begins with this character"}},
      {INVALID_HEX, escape},
      {INVALID_UNICODE, escape},
      {INVALID_ESCAPE, escape},
      {ZERO_INDENT_IN_BLOCK, block},
      {CHAR_IN_BLOCK, block},
      {YAML_DIRECTIVE_ARGS, directive},
      {YAML_VERSION, directive},
      {YAML_MAJOR_VERSION, directive},
      {REPEATED_YAML_DIRECTIVE, directive},
      {TAG_DIRECTIVE_ARGS, directive},
      {REPEATED_TAG_DIRECTIVE, directive},
      {CHAR_IN_TAG_HANDLE, mark},
      {TAG_WITH_NO_SUFFIX, mark},
      {END_OF_VERBATIM_TAG, mark},
      {MULTIPLE_TAGS, mark},
      {MULTIPLE_ANCHORS, mark},
      {MULTIPLE_ALIASES, mark},
      {ALIAS_CONTENT, mark},
      {ALIAS_NOT_FOUND, mark},
      {ANCHOR_NOT_FOUND, mark},
      {CHAR_IN_ALIAS, mark},
      {CHAR_IN_ANCHOR, mark},
      {UNKNOWN_ANCHOR, mark},
  };
  // The longest that fits: `end of map` begins `end of map flow` too.
  const Row* best = nullptr;
  for (const Row& row : rows) {
    if (message.starts_with(row.begins) && (best == nullptr || row.begins.size() > best->begins.size())) best = &row;
  }
  return best == nullptr ? FaultWords{"en af YAML's regler er brudt her", "a rule of YAML is broken here"} : best->words;
}

/// Turns the parser's events into the builder's, and its marks into spans.
class Events final : public YAML::EventHandler {
 public:
  Events(std::string_view text, std::size_t base, DataTreeBuilder& builder, Problems& problems)
      : text_(text), base_(base), builder_(builder), problems_(problems) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    problems_.add(Code::case_several_documents, place(mark));
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    go(refused(mark, plain_tag, anchor) ? builder_.broken(place(mark)) : builder_.null(place(mark)));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    problems_.add(Code::case_alias, place(mark));
    go(builder_.broken(place(mark)));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (refused(mark, tag, anchor)) return go(builder_.broken(place(mark)));
    const bool quoted = tag == quoted_tag;
    go(builder_.scalar(value, quoted ? DataNode::Style::quoted : DataNode::Style::plain, extent(mark, value)));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    begin(DataNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { go(builder_.end()); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    begin(DataNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { go(builder_.end()); }

  Span place(const YAML::Mark& mark) const { return span(offset(mark), 1); }

 private:
  static void go(bool on) {
    if (!on) throw Stop{};
  }

  void begin(DataNode::Kind kind, const YAML::Mark& mark, std::string_view tag, YAML::anchor_t anchor) {
    refused(mark, tag, anchor);  // reported; what stands inside is still read, for its own mistakes
    go(builder_.begin(kind, place(mark)));
  }

  /// Reports an anchor or a tag. The mark of a value with one stands on the `&` or the `!`, whatever came of the tag.
  bool refused(const YAML::Mark& mark, std::string_view tag, YAML::anchor_t anchor) {
    const std::size_t at = offset(mark);
    const char first = at < text_.size() ? text_[at] : '\0';
    const bool tagged = first == '!' || !(tag.empty() || tag == plain_tag || tag == quoted_tag);
    if (tagged) problems_.add(Code::case_tag, place(mark), {std::string(tag == plain_tag || tag.empty() ? "!" : tag)});
    if (!tagged && anchor != YAML::NullAnchor) problems_.add(Code::case_alias, place(mark));
    return tagged || anchor != YAML::NullAnchor;
  }

  std::size_t offset(const YAML::Mark& mark) const {
    return mark.pos < 0 ? 0 : std::min(static_cast<std::size_t>(mark.pos), text_.size());
  }

  Span span(std::size_t at, std::size_t size) const {
    const std::size_t end = std::min(at + size, text_.size());
    return {static_cast<std::uint32_t>(base_ + at), static_cast<std::uint32_t>(base_ + std::max(at, end))};
  }

  /// Where a scalar stands: its own text, its quotes, or else the rest of the line it begins on.
  Span extent(const YAML::Mark& mark, std::string_view value) const {
    const std::size_t at = offset(mark);
    const std::string_view rest = text_.substr(at);
    if (!value.empty() && rest.starts_with(value)) return span(at, value.size());
    if (rest.empty()) return span(at, 0);
    const char quote = rest.front();
    if (quote == '"' || quote == '\'') return span(at, quoted_size(rest, quote));
    return span(at, std::min(rest.find_first_of("\r\n"), rest.size()));
  }

  static std::size_t quoted_size(std::string_view rest, char quote) {
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (quote == '"' && rest[i] == '\\') {
        ++i;
      } else if (rest[i] == quote) {
        const bool doubled = quote == '\'' && i + 1 < rest.size() && rest[i + 1] == quote;
        if (!doubled) return i + 1;
        ++i;
      }
    }
    return rest.size();
  }

  std::string_view text_;  ///< without byte order mark
  std::size_t base_;       ///< what was cut off before it
  DataTreeBuilder& builder_;
  Problems& problems_;
  int documents_ = 0;
};

}  // namespace

std::optional<DataNode> read_yaml_tree(std::string_view text, const DataLimits& limits, Problems& problems) {
  const std::size_t base = byte_order_mark(text);
  text.remove_prefix(base);
  DataTreeBuilder builder(limits, problems);
  Events events(text, base, builder, problems);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    add_fault(problems, Code::case_not_yaml, events.place(error.mark), words_of(error.msg));
    return std::nullopt;
  }
  return builder.take();
}

}  // namespace rettesnor
