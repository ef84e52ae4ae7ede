#include "engine/author/rename.hpp"

#include <algorithm>

#include "engine/author/places.hpp"
#include "grammar/lexer.hpp"

namespace rettesnor::author {

namespace {

// The name as it must be written; empty if it cannot be one.
std::string written(std::string_view name) {
  if (name.starts_with("`")) return std::string(name);
  return word_number(name) != 0 ? "`" + std::string(name) + "`" : std::string(name);
}

bool is_name(std::string_view name) {
  const Lexed lexed = lex(name);
  if (!lexed.diagnostics.empty() || lexed.tokens.size() != 2) return false;
  const Token& token = lexed.tokens[0];
  bool const whole = token.begin == 0 && token.end == name.size();
  return whole && (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name);
}

std::string_view bare(std::string_view text) {
  return text.size() >= 2 && text.front() == '`' ? text.substr(1, text.size() - 2) : text;
}

std::string apply(std::string text, std::vector<TextEdit> edits) {
  std::ranges::sort(edits, std::ranges::greater{}, [](const TextEdit& e) { return e.at.begin; });
  for (const TextEdit& edit : edits) text.replace(edit.at.begin, edit.at.size(), edit.text);
  return text;
}

// What each name stands for, in the texts' order. Ids are given in the order of the texts too, so they may be compared;
// a variable's is a place, which moves.
std::vector<Meant> meanings(const Desk& desk) {
  std::vector<Meant> out;
  for (const Use& use : desk.uses()) {
    bool const moves = use.meant.kind == Named::variable;
    out.push_back(moves ? Meant{Named::variable, 0, use.declares} : use.meant);
  }
  return out;
}

}  // namespace

std::expected<Span, Refusal> may_rename(const Desk& desk, FileId file, std::uint32_t offset) {
  const Use* const use = use_at(desk, file, offset);
  if (use == nullptr) return std::unexpected(Refusal{"her står intet navn, der kan ændres", "there is no name here that can be changed"});
  if (use->meant.kind == Named::code) {
    return std::unexpected(Refusal{"koder står også i sagernes data og ændres ikke herfra", "codes stand in the cases' data too and are not changed from here"});
  }
  if (use->meant.kind == Named::package) {
    return std::unexpected(Refusal{"en pakkes navn ændres ikke herfra", "the name of a package is not changed from here"});
  }
  auto const declared = declaration_of(desk, use->meant);
  std::string const name = card_of(desk.model(), use->meant).name;
  bool const written_here = declared && desk.has(declared->file) &&
                            (use->meant.kind == Named::variable || bare(desk.source(declared->file).slice(declared->span)) == name);
  if (!written_here) return std::unexpected(Refusal{"navnet er bygget ind i sproget", "the name is built into the language"});
  return use->at;
}

std::expected<std::vector<TextEdit>, Refusal> rename(const Desk& desk, FileId file, std::uint32_t offset, std::string_view name) {
  if (auto const may = may_rename(desk, file, offset); !may) return std::unexpected(may.error());
  if (!is_name(name)) {
    return std::unexpected(Refusal{"`" + std::string(name) + "` kan ikke være et navn: ét ord af bogstaver, cifre og _",
                                   "`" + std::string(name) + "` cannot be a name: one word of letters, digits and _"});
  }
  std::string const replacement = written(name);
  std::vector<TextEdit> edits;
  for (const Use& use : uses_of(desk, *thing_at(desk, file, offset), true)) edits.push_back({use.file, use.at, replacement});
  Desk changed;
  for (const Syntax& old : desk.files()) {
    std::vector<TextEdit> here;
    std::ranges::copy_if(edits, std::back_inserter(here), [&](const TextEdit& e) { return e.file == old.source->file; });
    changed.put(old.source->name, apply(old.source->text, std::move(here)));
  }
  changed.refresh();
  // The copy numbers its files anew, in the same order as long as none was taken away; then the order by file may differ.
  auto before = meanings(desk);
  auto after = meanings(changed);
  std::ranges::sort(before);
  std::ranges::sort(after);
  if (before != after || changed.all_diagnostics().size() > desk.all_diagnostics().size()) {
    return std::unexpected(Refusal{"`" + std::string(name) + "` betyder allerede noget andet et af de steder, hvor navnet står",
                                   "`" + std::string(name) + "` already means something else at one of the places where the name stands"});
  }
  return edits;
}

}  // namespace rettesnor::author
