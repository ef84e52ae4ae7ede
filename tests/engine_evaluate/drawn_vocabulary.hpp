// Drawn packages, first part: what a case consists of, and which names reach what from where a condition stands.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/engine_evaluate/random_case.hpp"

namespace rettesnor::testing {

/// What a drawn name gives. `codes` is a list of codes.
enum class Sort : std::uint8_t { yes_no, number, amount, text, code, codes, date, moment, duration, periods };

inline bool is_time(Sort s) { return s == Sort::date || s == Sort::moment; }

struct DrawnField {
  enum class Kind : std::uint8_t { event, fact, state, judgement, part };
  std::string name;
  Kind kind = Kind::fact;
  Sort sort = Sort::yes_no;
  std::size_t code_set = 0;       ///< of Vocabulary::code_sets; sort code and codes
  std::vector<DrawnField> parts;  ///< of an event or a judgement
};

struct DrawnList {
  std::string name;
  std::size_t of = 0;  ///< the concept of its elements
};

/// Names of fields begin with the concept's letter, so that each is declared in one concept only.
struct DrawnConcept {
  std::string name;
  std::optional<std::size_t> owner;  ///< none: a root
  std::vector<DrawnField> fields;
  std::vector<DrawnList> lists;
};

struct DrawnCodes {
  std::vector<std::string> codes;
  bool ordered = false;
};

struct Vocabulary {
  std::vector<DrawnConcept> concepts;  ///< [0] is the case that most rules are about
  std::vector<DrawnCodes> code_sets;
};

/// Where a name is looked up: a bound element, or one around it. The counterpart of the checker's Place.
struct Seat {
  std::size_t frame = 0;
  std::size_t up = 0;
  friend bool operator==(const Seat&, const Seat&) = default;
};

/// What is in sight where a condition stands: the case, and the elements bound so far.
class Sight {
 public:
  explicit Sight(const Vocabulary& words, std::size_t about);

  struct Named {
    std::string text;
    const DrawnField* field = nullptr;
  };
  struct NamedList {
    std::string text;
    const DrawnList* list = nullptr;
    Seat owner;
  };

  /// Everything that a name may say here, parts included: bare where it means one thing, else behind a bound element.
  std::vector<Named> fields(const std::function<bool(const DrawnField&)>& wanted) const;
  std::vector<NamedList> lists() const;
  /// How many elements of a concept are in sight: a rule or definition about it may be named where it is one.
  std::size_t count(std::size_t of) const;
  /// The same with an element of a list bound, by a name or by none.
  Sight with(const NamedList& list, std::string variable) const;

  std::size_t about() const { return about_; }
  std::size_t root() const { return frames_.front().of; }

 private:
  struct Frame {
    std::size_t of = 0;
    std::string variable;
    std::optional<Seat> outer;
  };
  std::optional<std::size_t> concept_at(Seat seat) const;
  Seat normal(Seat seat) const;
  std::vector<Seat> seats() const;

  const Vocabulary* words_;
  std::vector<Frame> frames_;
  std::size_t about_ = 0;
};

/// Concepts with every kind of field: the case, lists in it, and a list in a list.
Vocabulary draw_vocabulary(Random& random);

/// The concepts as rule text, each field on a line of its own.
std::string concepts_text(const Vocabulary& words, Random& random);

}  // namespace rettesnor::testing
