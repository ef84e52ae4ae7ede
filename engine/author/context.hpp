// Context: what names are in sight at a place that may be half written, worked out from the tokens in front of it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/author/desk.hpp"

namespace rettesnor::author {

/// The tokens of a declaration in front of a place, and what they put in sight. Reading is generous: a name too many in
/// a list of proposals does less harm than one that lacks.
class Context {
 public:
  /// @param before  from the declaration's first token up to the place
  /// @param model  of any version of the texts: what is not declared in it is not in sight
  Context(const Model& model, const Syntax& syntax, std::span<const Token> before);

  PackageId package() const { return package_; }
  bool sees(PackageId other) const;
  /// The concepts whose fields may be named bare: of the cases, of the element the declaration is about, of lists behind `where`.
  const std::vector<ConceptId>& concepts() const { return concepts_; }
  /// Names that stand for an element, with its concept.
  const std::vector<std::pair<std::string, ConceptId>>& variables() const { return variables_; }
  /// A field in sight by name; none if there is none.
  FieldId field(std::string_view name) const;
  /// What a word, or a word behind an element's name and a point, is: its type; invalid if it is nothing known.
  Type type_of(std::size_t token) const;

  /// Inside `given`: whose fields are given where the place is (a concept, or an event with parts), and the field whose value is being written.
  struct Given {
    ConceptId concept_id{};
    FieldId event{};
    FieldId field{};
  };
  Given given() const;
  /// The names given to elements of lists so far.
  std::vector<std::string> elements() const;

  std::span<const Token> before() const { return before_; }
  std::string_view text(std::size_t token) const;
  /// Does the keyword stand at the token? Number of its words, 0 if not.
  std::size_t stands(Keyword keyword, std::size_t token) const;

 private:
  void about();
  void bound();
  void add(ConceptId concept_id);
  template <class Visit>
  void walk_given(Visit visit) const;

  const Model& model_;
  const Syntax& syntax_;
  std::span<const Token> before_;
  PackageId package_{};
  std::vector<ConceptId> concepts_;
  std::vector<std::pair<std::string, ConceptId>> variables_;
};

}  // namespace rettesnor::author
