// What the passes of the checker share: files, the model so far, the names, the messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/check/scope.hpp"
#include "engine/check/symbols.hpp"
#include "engine/check/uses.hpp"
#include "engine/model/model.hpp"
#include "grammar/base/diagnostic.hpp"
#include "grammar/parser.hpp"

namespace rettesnor::checking {

/// One file of the load: its tree, and the package that it is.
struct File {
  const Syntax* syntax = nullptr;
  FileId id{};
  PackageId package{};

  const Tree& tree() const { return syntax->tree; }
  Origin at(NodeId node) const { return {id, tree().span(node)}; }
  /// The declared name, or whatever the node's main token is.
  Origin name_at(NodeId node) const { return {id, tree().main_span(node)}; }
};

/// A declaration whose meaning is worked out when first asked for.
struct Declared {
  enum class Progress : std::uint8_t { waiting, running, finished };
  const File* file = nullptr;
  NodeId node;
  Progress progress = Progress::waiting;
};

/// Shared by all passes of one `check`. Passes run one after another; nothing here is thread-safe.
struct Context {
  Model model;
  Symbols symbols;
  std::vector<Diagnostic> diagnostics;
  std::vector<File> files;             ///< filled before any pass keeps a pointer to one
  std::vector<Declared> concepts;      ///< by ConceptId, and so on
  std::vector<Declared> parameters;
  std::vector<Declared> defines;
  std::vector<Declared> tables;
  std::vector<Declared> rules;
  std::vector<Declared> exceptions;
  std::vector<Declared> calendars;
  std::vector<std::vector<RuleId>> exception_targets;  ///< by ExceptionId
  std::vector<Scope> rule_scopes;      ///< by RuleId: what an exception sees
  std::vector<Use> uses;               ///< in the order of reading; a clause read for several versions gives each again

  /// The reference holds until the next report.
  Diagnostic& report(Code code, Origin at, std::vector<std::string> arguments = {});
  ExprId add(ExprNode node, Type type, Origin at);
  /// Notes what the name at a place stands for.
  void use(Origin at, Meant meant, bool declares = false) { uses.push_back({at.file, at.span, meant, declares}); }
  void use(Origin at, const Symbol& symbol) { use(at, meant(symbol)); }
  /// Stands for what could not be understood: of type invalid, so that nothing more is said about it.
  ExprId broken(Origin at) { return add(expr::YesNo{false}, Type{}, at); }
  const Expr& operator[](ExprId id) const { return model.exprs[id]; }
  Type type_of(ExprId id) const { return id ? model.exprs[id].type : Type{}; }
  Origin origin_of(ExprId id) const { return {model.exprs[id].file, model.exprs[id].span}; }
  /// The code set with these codes; one id for equal sets.
  CodeSetId code_set(CodeSet set);
  /// How the type is written in that file's keyword language.
  std::string describe(Type type, const File& file) const;
  std::string describe(Type type, FileId file) const;
};

/// How the type is written with the keywords of that language; of codes the first four.
std::string described(const Model& model, Type type, KeywordLanguage language);

/// A remark at a place, in both languages.
Label label(Origin at, std::string danish, std::string english);

/// Fills the help text with the nearest of `candidates`, and offers the edit; without one, help is left out.
void suggest(Diagnostic& diagnostic, std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace rettesnor::checking
