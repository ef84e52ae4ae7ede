// Whole sentences about rules, made from the checked tree: what a caseworker reads beside the rule's own text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/names.hpp"
#include "engine/model/model.hpp"
#include "grammar/base/source.hpp"

namespace rettesnor::document {

/// Writes rules, conditions and terms in one language. What has a title is named by it, in quotation marks; what has none,
/// by its name. Every part of the tree is said: nothing that changes a verdict is left out. Not thread-safe; cheap to make.
class Sentences {
 public:
  /// @param sources  the rules' texts, for `15 %` and `at once`, which the tree does not tell apart
  /// @param day      the day whose parameter values are told; none: the latest
  Sentences(const Model& model, const Sources& sources, Language language, std::optional<Date> day)
      : model_(model), sources_(sources), language_(language), day_(day) {}

  Language language() const { return language_; }

  /// What a version of the rule demands, in one sentence or a few. @param reading  which of its duties; 0: the main text
  std::string rule(const RuleDecl& rule, const Version& version, std::size_t reading = 0) const;
  /// When the exception applies, and what then.
  std::string exception(const ExceptionDecl& exception, std::size_t version, std::size_t reading = 0) const;
  /// A condition as it stands behind `når` or `when`. @param no  that it does not hold
  std::string clause(ExprId id, bool no = false) const;
  /// Something that is not a condition: a field, a date, a number.
  std::string term(ExprId id) const;
  /// `ja, når …; ellers nej`.
  std::string branches(const std::vector<Branch>& branches) const;
  /// `6 hverdage`, the calendar by its title.
  std::string duration(const Duration& duration) const;
  /// The value that a parameter has on the day, or whose choice it is; empty if neither is written.
  std::string parameter_value(const ParameterDecl& parameter, const std::string& key) const;

 private:
  struct Predicate {
    std::string modal;
    std::string rest;
    std::string after;  ///< further sentences
  };
  std::string in(std::string_view danish, std::string_view english, std::initializer_list<std::string> fills = {}) const;
  std::string named(std::string_view title) const { return quoted(title, language_); }
  std::string field(const Place& place, FieldId field, FieldId part) const;
  std::string whose(const Place& place, ConceptId owner) const;
  std::string selection(const Selection& selection) const;
  std::string comparison(const expr::Binary& binary, bool no) const;
  std::string happened(const expr::Happened& happened, bool no) const;
  std::string quantifier(const expr::Quantifier& quantifier, bool no) const;
  std::string group(const expr::Group& group, bool no) const;
  /// A clause whose parts cannot be taken for those of what is around it: `både …, og …`, `enten …, eller …`.
  std::string held(ExprId id) const;
  std::string joined(const std::vector<ExprId>& parts, bool all) const;
  std::string is_so(const std::string& what, bool no) const;
  /// `på`, `ved` or nothing, before what a bound names.
  std::string point(ExprId id) const;
  std::string code(ExprId of, std::uint32_t number) const;
  bool says(FileId file, Span span, std::string_view danish, std::string_view english) const;

  Predicate predicate(const Duty& duty) const;
  std::string doing(const Duty& duty) const;   ///< verb and what is done
  std::string timing(const Clock& clock) const;
  std::string clock_notes(const Clock& clock) const;
  std::string front(const RuleDecl& rule) const;
  std::string duty_sentence(const std::string& front, DutyId duty, const std::string& conditions) const;
  std::string conditions(const Version& version) const;

  const Model& model_;
  const Sources& sources_;
  Language language_;
  std::optional<Date> day_;
  /// The elements of a list that is looked through, and the slot they stand in.
  struct Inner {
    ConceptId kind{};
    std::uint8_t slot = 0;
  };
  mutable std::vector<Inner> inner_;  ///< lists that the clause is within
};

}  // namespace rettesnor::document
