// Drawn packages, second part: well-typed terms and conditions over what is in sight.
#pragma once

#include <algorithm>
#include <utility>

#include "tests/engine_evaluate/drawn_vocabulary.hpp"

namespace rettesnor::testing {

/// Whether a length is hours or minutes. `perhaps`: it depends on the case.
enum class Elapsed : std::uint8_t { no, yes, perhaps };

struct DrawnTime {
  std::string text;
  Sort sort = Sort::date;
};

struct DrawnLength {
  std::string text;
  Elapsed elapsed = Elapsed::no;
  bool of_days = false;  ///< its unit is certainly days or working days
};

/// A definition, or an output of a table.
struct DrawnDefine {
  std::string name;
  std::size_t about = 0;
  Sort sort = Sort::yes_no;
  std::optional<std::size_t> code_set;  ///< sort code: none, it has words of its own
  std::vector<std::string> own_codes;
};

struct DrawnParameter {
  std::string name;
  Sort sort = Sort::duration;
  DrawnLength length;               ///< sort duration: its kind; the text is the name
  std::optional<std::size_t> keys;  ///< by the facts with this code set
};

struct DrawnRule {
  enum class Due : std::uint8_t { none, day, moment, many };
  std::string name;
  std::size_t about = 0;   ///< the concept of its instances
  Due due = Due::none;
  bool readable = true;    ///< has a verdict that another rule may ask for
  bool joined = false;     ///< a duty of several: its due is not read by its own exceptions
  int layer = 0;           ///< one more than that of the rules it reads
  Sight sight;
};

/// What is declared so far.
struct DrawnNames {
  Vocabulary words;
  std::vector<DrawnDefine> defines;
  std::vector<DrawnParameter> parameters;
  std::vector<DrawnRule> rules;
};

/// Rules that read rules: more layers make evaluation of one rule slow and show nothing new.
inline constexpr int highest_layer = 1;

/// Draws terms of a type. Every compound term stands in parentheses, so that they may stand anywhere.
class Terms {
 public:
  Terms(const DrawnNames& names, Random& random) : names_(names), random_(random) {}

  /// What a condition may be about where it stands.
  struct Where {
    const Sight& sight;
    bool recorded = false;                ///< `is recorded` may be asked of anything
    bool recorded_reasons = false;        ///< of `reasons` only
    bool on_a_day = false;                ///< nothing that looks at T alone
    const DrawnRule* exception_to = nullptr;  ///< its due may be read, its verdict not
  };

  std::string condition(const Where& w, int depth);
  std::string state(const Where& w, int depth);
  DrawnTime time(const Where& w, int depth);
  DrawnTime time_of(const Where& w, int depth, Sort sort);
  DrawnLength length(const Where& w, int depth, bool no_hours);
  std::string number(const Where& w, int depth);
  std::string amount(const Where& w, int depth);
  std::string code_field(const Where& w, std::size_t code_set);
  std::string date_literal();
  std::string moment_literal();
  /// A code set's words, comma between them: one to all but one.
  std::string some_codes(const std::vector<std::string>& codes);
  /// One more than the highest layer of the rules read since this was last asked.
  int take_layer() { return std::exchange(layer_, 0); }
  std::string new_variable() { return "x" + std::to_string(++variables_); }

  int draw(int n) { return below(random_, n); }
  bool chance(int percent) { return draw(100) < percent; }
  template <class List>
  auto pick(const List& list) {
    return list[static_cast<std::size_t>(draw(static_cast<int>(list.size())))];
  }
  /// A field of a sort; none in sight: nothing.
  std::optional<Sight::Named> field(const Where& w, const std::function<bool(const DrawnField&)>& wanted);

 private:
  std::optional<std::string> comparison(const Where& w, int depth);
  std::optional<std::string> of_codes(const Where& w);
  std::optional<std::string> of_list(const Where& w, int depth);
  std::optional<std::string> of_rule(const Where& w);
  std::string happened(const Where& w, int depth);
  std::string group(const Where& w, int depth);
  std::optional<std::string> define(const Where& w, Sort sort);
  std::string compared() { return pick(std::vector<std::string>{" = ", " <> ", " < ", " <= ", " > ", " >= "}); }

  const DrawnNames& names_;
  Random& random_;
  int variables_ = 0;
  int layer_ = 0;
};

}  // namespace rettesnor::testing
