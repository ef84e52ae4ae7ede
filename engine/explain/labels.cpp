#include "engine/explain/labels.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/explain/names.hpp"

namespace rettesnor {

namespace {

bool is_year(const DateInterval& days) { return days.first != days.last; }

struct QualityWords {
  std::string_view code, danish, english;
};

// In the order of Quality.
constexpr std::array quality_words{
    QualityWords{"", "", ""},
    QualityWords{"case_information", "sagsoplysning", "case information"},
    QualityWords{"reasons", "begrundelse", "reasons"},
    QualityWords{"assessment", "vurdering", "assessment"},
    QualityWords{"legal_basis", "hjemmel", "legal basis"},
    QualityWords{"hearing", "partshøring", "hearing of the party"},
    QualityWords{"complaint_guidance", "klagevejledning", "complaint guidance"},
    QualityWords{"deadline", "sagsbehandlingstid", "case processing time"},
    QualityWords{"plan", "handleplan", "action plan"},
    QualityWords{"holistic_assessment", "helhedsvurdering", "holistic assessment"},
    QualityWords{"none", "ingen kategori", "no category"},
};
static_assert(quality_words.size() == std::to_underlying(Quality::none) + 1);

}  // namespace

std::string text_of_code(const Cite& cite) {
  if (!cite.text_of) return {};
  return is_year(*cite.text_of) ? std::to_string(year_month_day(cite.text_of->first).year) : to_string(cite.text_of->first);
}

std::string text_of_label(const Cite& cite, Language language) {
  if (!cite.text_of) return {};
  return say(Saying::text_label, language, {is_year(*cite.text_of) ? text_of_code(cite) : day_text(cite.text_of->first, language)});
}

std::string text_of_note(const Model& model, const Cite& cite, Language language) {
  if (!cite.text_of) return {};
  const Norm norm = cite.source ? model.sources[cite.source].norm : Norm::law;
  const std::string what(phrase(norm == Norm::law || norm == Norm::order ? Saying::text_of_law : Saying::text_of_other, language));
  if (is_year(*cite.text_of)) return say(Saying::text_note_year, language, {what, text_of_code(cite)});
  return say(Saying::text_note_day, language, {what, day_text(cite.text_of->first, language)});
}

std::string cites_labelled(const Model& model, const std::vector<const Cite*>& cites, std::size_t max, bool unverified, Language language) {
  const std::string label(phrase(Saying::unverified_label, language));
  std::string out;
  bool said = false;
  for (const Cite* cite : std::vector(cites.begin(), cites.begin() + static_cast<std::ptrdiff_t>(std::min(max, cites.size())))) {
    if (!out.empty()) out += "; ";
    out += cite_text(model, *cite);
    if (cite->unverified) out += ", " + label;
    said = said || cite->unverified;
    if (cite->text_of) out += ", " + say(Saying::text_label, language, {std::to_string(year_month_day(cite->text_of->first).year)});
  }
  if (unverified && !said) out += (out.empty() ? "" : ", ") + label;
  return out;
}

std::string labels_of(const std::vector<const Cite*>& cites, bool unverified, Language language) {
  std::vector<std::string> labels;
  if (unverified) labels.emplace_back(phrase(Saying::unverified_label, language));
  for (const Cite* cite : cites) {
    std::string label = text_of_label(*cite, language);
    if (!label.empty() && std::ranges::find(labels, label) == labels.end()) labels.push_back(std::move(label));
  }
  std::string out;
  for (const std::string& label : labels) out += (out.empty() ? "" : ", ") + label;
  return out;
}

std::string_view code_of(Quality quality) { return quality_words.at(std::to_underlying(quality)).code; }

std::string quality_text(const RuleDecl& rule, Language language) {
  if (rule.quality == Quality::unstated) return {};
  const QualityWords& words = quality_words.at(std::to_underlying(rule.quality));
  return std::string(language == Language::danish ? words.danish : words.english) +
         (rule.material ? ", " + std::string(phrase(Saying::quality_material, language)) : "");
}

}  // namespace rettesnor
