// check: from syntax trees to one model, with every mistake an author can make found and said.
#pragma once

#include <span>
#include <vector>

#include "engine/check/uses.hpp"
#include "engine/model/model.hpp"
#include "grammar/base/diagnostic.hpp"
#include "grammar/parser.hpp"

namespace rettesnor {

/// The model of all packages of one load, and what is wrong with it.
struct Checked {
  Model model;
  std::vector<Diagnostic> diagnostics;  ///< by file and place; those of the parser are not repeated
  std::vector<Use> uses;                ///< by file and place, each once; in broken files what could be made out

  /// No error. A model with errors is partial and must not be evaluated.
  bool ok() const { return !has_errors(diagnostics); }
};

/// Whether the packages' own tests are read too. They are half of a package's text; whoever judges a case needs none.
enum class Tests : bool { left_out, read };

/// Resolves and checks the packages of one load. One file is one package; their order does not matter.
/// A file whose parse has errors is checked as far as it goes: nothing is reported about what the parser reported.
/// Cost: near linear in the text.
Checked check(std::span<const Syntax> files, Tests tests = Tests::read);

/// Findings about sources, binding and evidence (LANGUAGE.md §8) in a model that checked without errors.
/// @param files  those that the model was made of
std::vector<Diagnostic> lint(const Model& model, std::span<const Syntax> files);

}  // namespace rettesnor
