#include "grammar/translate.hpp"

#include <algorithm>
#include <set>

#include "grammar/format/compare.hpp"
#include "grammar/format/gaps.hpp"

namespace rettesnor {
namespace {

using namespace format_detail;

using Words = std::set<std::string_view>;

/// Leaving out back-ticks one word at a time costs a parse each; files with more such words keep them all.
constexpr std::size_t most_words_tried = 32;

/// The alternative of a spelling (`times|time`) that fits the number before it.
std::string_view spelling_after(Keyword keyword, KeywordLanguage to, std::string_view before) {
  const std::string_view all = row_of(keyword).spellings(to);
  const std::size_t bar = all.find('|');
  const bool counts = keyword == Keyword::times || keyword == Keyword::years;
  if (counts && before == "1" && bar != std::string_view::npos) return all.substr(bar + 1);
  return all.substr(0, bar);
}

/// Writes a file with other keywords, layout and all.
class Writer {
 public:
  Writer(const Syntax& syntax, KeywordLanguage to) : syntax_(syntax), tree_(syntax.tree), to_(to) {
    const std::size_t size = tree_.tokens().size();
    shown_.resize(size);
    for (std::uint32_t i = 0; i < size; ++i) shown_[i] = i;
    fixed_.resize(size);
    visit(syntax.root);
  }

  /// Words that stand as names and occur in a keyword of the language.
  Words doubtful() const {
    std::set<std::uint16_t> keyword_words;
    for (const KeywordRow& row : keyword_rows()) {
      for (const Phrase& phrase : phrases(row.keyword, to_))
        keyword_words.insert(phrase.words, phrase.words + phrase.size);
    }
    Words words;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      if (may_be_quoted(i) && keyword_words.contains(tree_.tokens()[i].word))
        words.insert(tree_.text(tree_.tokens()[i]));
    }
    return words;
  }

  std::string write(const Words& quoted) const {
    const auto tokens = tree_.tokens();
    const std::string& text = syntax_.source->text;
    std::string out;
    std::size_t copied = 0;
    bool in_comment = false;  // the last thing written is a comment without its line break
    const auto write_gap = [&](std::string_view gap) {
      if (in_comment && gap.find_first_not_of(" \t\r") != gap.find('\n')) out += '\n';
      in_comment = false;
      out += gap;
    };
    for (std::size_t place = 0; place + 1 < tokens.size(); ++place) {
      const std::uint32_t i = shown_[place];
      const std::string_view gap = std::string_view(text).substr(copied, tokens[place].begin - copied);
      copied = tokens[place].end;
      const bool inside_phrase = tokens[i].keyword != Keyword::none && tokens[i].has(TokenFlag::continues);
      if (inside_phrase) {
        if (gap.contains("--")) {  // moves behind the phrase
          write_gap(gap.substr(0, gap.find_last_not_of(" \t\r\n") + 1));
          in_comment = true;
        }
        continue;
      }
      write_gap(gap);
      write_token(out, i, quoted);
    }
    write_gap(std::string_view(text).substr(copied));
    return out;
  }

 private:
  void write_token(std::string& out, std::uint32_t i, const Words& quoted) const {
    const Token& token = tree_.tokens()[i];
    const std::string_view text = tree_.text(token);
    if (i == language_word_) {
      out += to_ == KeywordLanguage::danish ? "da" : "en";
    } else if (token.keyword != Keyword::none) {
      out += spelling_after(token.keyword, to_, i > 0 ? tree_.text(tree_.tokens()[i - 1]) : std::string_view());
    } else if (may_be_quoted(i) && quoted.contains(text)) {
      ((out += '`') += text) += '`';
    } else {
      out += text;
    }
  }

  bool may_be_quoted(std::size_t i) const {
    const Token& token = tree_.tokens()[i];
    return token.kind == TokenKind::word && token.keyword == Keyword::none && !fixed_[i];
  }

  /// Finds words that are not names, and puts every actor before its verb: `format` then finds the natural order.
  void visit(NodeId id) {
    const Node& node = tree_.node(id);
    if (node.kind == NodeKind::language) language_word_ = node.main;
    if (node.kind == NodeKind::language || node.kind == NodeKind::locator_part || node.kind == NodeKind::status ||
        node.kind == NodeKind::practice_kind) {
      for (std::uint32_t i = node.first_token; i < node.token_end; ++i) fixed_[i] = true;
    }
    if (node.kind == NodeKind::duty) put_actor_first(id);
    for (NodeId child : tree_.children(id)) visit(child);
  }

  void put_actor_first(NodeId duty) {
    const NodeId actor = tree_.child_at(duty, 0);
    const NodeId modal = tree_.child_at(duty, 1);
    if (!actor || !modal) return;
    const std::uint32_t subject = tree_.node(actor).first_token;
    const std::uint32_t verb = tree_.node(modal).main;
    if (verb + 1 == subject) std::swap(shown_[verb], shown_[subject]);
  }

  const Syntax& syntax_;
  const Tree& tree_;
  KeywordLanguage to_;
  std::vector<std::uint32_t> shown_;  // the token written at each place
  std::vector<bool> fixed_;           // words that are no names
  std::uint32_t language_word_ = NodeId::none;
};

/// Compares with the file that is translated.
class Judge {
 public:
  explicit Judge(const Syntax& syntax) : syntax_(syntax), gaps_(syntax), tree_(comparable_tree(syntax)) {}

  bool accepts(const Source& made, KeywordLanguage to) const {
    const Syntax read_back = parse(made);
    const Gaps gaps(read_back);
    return read_back.ok() && read_back.language == to && comparable_tree(read_back) == tree_ &&
           asides(read_back, gaps) == asides(syntax_, gaps_);
  }

 private:
  const Syntax& syntax_;
  Gaps gaps_;
  std::string tree_;
};

FormatResult refuse(const Syntax& syntax, Code code) {
  std::vector<Diagnostic> diagnostics = syntax.diagnostics;
  diagnostics.push_back({.code = code, .at = {}, .file = syntax.source->file});
  sort_by_place(diagnostics);
  return {syntax.source->text, false, std::move(diagnostics)};
}

}  // namespace

FormatResult translate(const Source& source, KeywordLanguage to) {
  const Syntax syntax = parse(source);
  if (!syntax.ok()) return refuse(syntax, Code::translate_needs_correct_file);
  if (syntax.language == to) return format(syntax);

  const Writer writer(syntax, to);
  const Judge judge(syntax);
  const auto make = [&](const Words& quoted) { return Source{source.name, writer.write(quoted), source.file}; };
  Words quoted;
  Source made = make(quoted);
  if (!judge.accepts(made, to)) {
    quoted = writer.doubtful();
    made = make(quoted);
    if (!judge.accepts(made, to)) return refuse(syntax, Code::translate_changes_tree);
    const Words all = quoted.size() <= most_words_tried ? quoted : Words{};
    for (const std::string_view word : all) {
      quoted.erase(word);
      Source fewer = make(quoted);
      if (judge.accepts(fewer, to))
        made = std::move(fewer);
      else
        quoted.insert(word);
    }
  }
  FormatResult result = format(made);
  if (!result.ok || !judge.accepts({source.name, result.text, source.file}, to))
    return refuse(syntax, Code::translate_changes_tree);
  return result;
}

}  // namespace rettesnor
