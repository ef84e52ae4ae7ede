// What the parts of the page share. Internal to engine/document.
#pragma once

#include <set>

#include "engine/document/document.hpp"
#include "engine/document/html.hpp"
#include "engine/document/sentences.hpp"
#include "engine/model/law_changes.hpp"

namespace rettesnor::document {

/// One document being written.
struct Weave {
  const Asked& asked;
  const Model& model;
  Language language;
  bool pages;                    ///< one a package
  std::set<PackageId> included;
  Sentences sentences;
  std::vector<LawChange> law_changes;

  Weave(const Asked& a, bool one_a_package)
      : asked(a), model(a.model), language(a.language), pages(one_a_package), included(a.packages.begin(), a.packages.end()), sentences(a.model, a.sources, a.language, a.as_of), law_changes(rettesnor::law_changes(a.model)) {}

  std::string say(std::string_view danish, std::string_view english, std::initializer_list<std::string> fills = {}) const {
    return fill(language == Language::danish ? danish : english, std::span(fills.begin(), fills.size()));
  }
  const std::string& text(const Text& t, const std::string& name) const { return text_in(t, language, name); }
};

std::string page_name(const Model& model, PackageId package);
/// Where the rule stands; empty if its package is not part of the document.
std::string address_of(const Weave& weave, RuleId rule);
/// A link to the rule, or its title where there is none.
std::string link_to(const Weave& weave, RuleId rule);

/// `1. januar 2024 – 31. december 2025`, `fra 1. januar 2024`; empty: always.
std::string period_text(const Weave& weave, const std::optional<Date>& from, const std::optional<Date>& until);
/// `Barnets lov …, § 20 stk. 3`, linked, with its days and *ikke efterprøvet*. HTML.
std::string cite_html(const Weave& weave, const Cite& cite);
/// As a list; empty if there are none.
std::string cites_html(const Weave& weave, const std::vector<Cite>& cites);
/// `Revideres senest …`, marked when the day has passed. HTML.
std::string review_html(const Weave& weave, Date review_by);

bool holds_on(const Version& version, Date day);
/// The version in force on the document's day; the last one if none is. @pre there is one
const Version& version_now(const Weave& weave, const std::vector<Version>& versions);

enum class Binding : std::uint8_t { must, should, may, suggestion };
Binding binding_of(const Model& model, RuleId rule);
std::string binding_html(const Weave& weave, Binding binding);
std::string binding_word(const Weave& weave, Binding binding);

/// Cards: one declaration each. `level` is that of its heading.
std::string rule_card(const Weave& weave, RuleId rule, int level);
std::string exception_card(const Weave& weave, ExceptionId exception, int level);
std::string parameter_card(const Weave& weave, const ParameterDecl& parameter, int level);
std::string table_card(const Weave& weave, const TableDecl& table, int level);
std::string calendar_card(const Weave& weave, const CalendarDecl& calendar, int level);
std::string concept_card(const Weave& weave, ConceptId concept_id, int level);
std::string define_card(const Weave& weave, const DefineDecl& define);
std::string indicator_card(const Weave& weave, const IndicatorDecl& indicator, int level);
std::string overlay_card(const Weave& weave, const OverlayDecl& overlay, int level);

/// The exception's title, sentence and sources, as it stands beneath its rule.
std::string exception_html(const Weave& weave, ExceptionId exception);
/// The rule's tests, one row an expectation; empty if it has none.
std::string examples_html(const Weave& weave, RuleId rule);
/// What is to be registered for the rule to be judged.
std::string data_html(const Weave& weave, RuleId rule);
/// A time limit on a line, with an example worked out; empty where the limit is not a length of time.
std::string timeline_html(const Weave& weave, RuleId rule, const Version& version);
/// The text from the declaration's first word to its `end`, comments before it included. @param at  where its name stands
std::string source_html(const Weave& weave, const Origin& at);

/// Owner, version, status, fingerprint, counts, sources, what is unverified.
std::string front_html(const Weave& weave, int level);
/// Prose and cards of a package, in the file's order.
std::string package_html(const Weave& weave, PackageId package, int level);

/// What a field holds, in words: `dato`, `ja/nej`, `en af: a, b`.
std::string type_text(const Weave& weave, const FieldDecl& field);

}  // namespace rettesnor::document
