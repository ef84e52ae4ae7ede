// What stands beside a rule or a citation wherever it is shown: how far the source was followed, and what the duty is measured as.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/words.hpp"
#include "engine/model/model.hpp"

namespace rettesnor {

/// The day or the year of the text that was read, for programs: `2016-05-01`, `2016`; empty if none is stated.
std::string text_of_code(const Cite& cite);
/// `tekst af 1. maj 2016`, `tekst af 2016`; empty if none is stated.
std::string text_of_label(const Cite& cite, Language language);
/// `efter lovteksten, som den stod 1. maj 2016: kontrollér, at den stadig gælder`; empty if none is stated.
std::string text_of_note(const Model& model, const Cite& cite, Language language);
/// Each once, in order, over the citations: `ikke efterprøvet, tekst af 2016`.
std::string labels_of(const std::vector<const Cite*>& cites, bool unverified, Language language);
/// For one line: at most `max` citations, each with its own labels, the text's year alone: `AH pkt. 2, tekst af 2019; SEL § 9`.
/// @param unverified  of the rule: said last where no citation shown says it
std::string cites_labelled(const Model& model, const std::vector<const Cite*>& cites, std::size_t max, bool unverified, Language language);

/// For programs: `deadline`, `none`; empty where the rule does not say.
std::string_view code_of(Quality quality);
/// `sagsbehandlingstid, væsentlig`; empty where the rule does not say.
std::string quality_text(const RuleDecl& rule, Language language);

}  // namespace rettesnor
