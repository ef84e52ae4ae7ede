// What readers of small YAML files have in common: named entries of a map, texts, numbers, words out of a list. Every mistake is
// reported where it stands, and reading goes on.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/problems.hpp"
#include "engine/store/tree.hpp"
#include "engine/values/date.hpp"

namespace rettesnor {

/// A word of a file and what it stands for; several words may stand for the same.
template <class T>
struct WordFor {
  std::string_view word;
  T value;
};

/// Why something is asked for, and the way out: stands at the place of the mistake.
struct Reason {
  std::string danish, english;
};

/// The same with small letters, of English and of Danish.
std::string in_small_letters(std::string_view text);
/// Fewer than two letters, one letter again and again, or a word that stands for none yet: `-`, `?`, `xxx`, `TODO`, `n/a`, `ukendt`.
bool names_nobody(std::string_view text);

class EntryReader {
 public:
  explicit EntryReader(Problems& problems) : problems_(problems) {}

  Problems& problems() { return problems_; }

  /// The root of a YAML text; none when it cannot be read or is no map, which is reported. @param first  what an empty text lacks first
  std::optional<DataNode> root(const Source& text, std::string_view first);

  /// Reports entries of a map with other names. @return is it a map?
  bool map(const DataNode& node, std::string_view owner, const std::vector<std::string_view>& names);
  /// The items of the list under `name`; an absent list is empty, anything else than a list is reported.
  std::span<const DataNode> list(const DataNode& node, std::string_view name);
  /// An entry with a value; null if it is absent or empty.
  const DataNode* given(const DataNode& node, std::string_view name) const;
  /// Where an entry stands: its name, or the beginning of the map it should stand in.
  Span place(const DataNode& node, std::string_view name) const;

  /// A text without blanks around it; empty if absent. A number is read as text too.
  std::string text(const DataNode& node, std::string_view name);
  /// The same; reported if absent or blank.
  std::string needed_text(const DataNode& node, std::string_view name);
  /// Who or what answers for something: the text, or empty where it is a placeholder (see names_nobody).
  std::string answering(const DataNode& node, std::string_view name);
  /// A number from `low` to `high`. @param called  its name in messages. None: reported
  std::optional<double> number(const DataNode& value, const std::string& called, double low, double high);
  /// A whole number from `low` to `high`; reported if absent.
  std::optional<int> whole(const DataNode& node, std::string_view name, int low, int high);
  /// One day; none if absent, or reported.
  std::optional<Date> day(const DataNode& node, std::string_view name);

  /// The value of a word; reported, with all words, if it is another or absent.
  template <class T, std::size_t n>
  std::optional<T> word(const DataNode& node, std::string_view name, const WordFor<T> (&words)[n]) {
    const DataNode* value = given(node, name);
    if (value == nullptr) {
      missing(node, name);
      return std::nullopt;
    }
    std::string all;
    for (const WordFor<T>& w : words) {
      if (value->kind == DataNode::Kind::scalar && value->text == w.word) return w.value;
      all += (all.empty() ? "" : ", ") + std::string(w.word);
    }
    bad(*value, name, all);
    return std::nullopt;
  }

  /// @param called  its name in messages; empty: `name`
  Diagnostic& missing(const DataNode& node, std::string_view name, const std::string& called = {}, const Reason& reason = {});
  /// @param wanted  what may stand there
  void bad(const DataNode& value, std::string_view name, std::string wanted, const Reason& reason = {});

 private:
  Problems& problems_;
};

}  // namespace rettesnor
