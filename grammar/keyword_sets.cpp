// Which keywords begin a clause or may follow one, block by block.
#include <array>

#include "grammar/parse_state.hpp"

namespace rettesnor {

namespace {

using enum Keyword;

// Tables behind functions: other files ask for them before `main`.
struct Tables {
  KeywordSet const declarations{package, uses,      actor,          source,  calendar, concept_,  define,  parameter,
                                rule,    exception, recommendation, suggest, table,    indicator, overlay, test};

  KeywordSet const rule_clauses{cite,   for_each,       when,     while_,  unless,  reading,  transition,
                                remedy, accept_reasons, evidence, because, instead, in_force, quality};

  KeywordSet const times_of_duties{within,
                                   no_later_than,
                                   before,
                                   after,
                                   as_soon_as_possible,
                                   at_once,
                                   as_far_as_possible,
                                   otherwise_record,
                                   first_time,
                                   then,
                                   every_time,
                                   at_least,
                                   counting_first_day,
                                   rolling_to,
                                   not_rolling,
                                   paused_while};

  std::array<KeywordSet, 9> const starts{
      declarations | KeywordSet{title, owner, status, review_by},
      KeywordSet{calendar_days, reading, cite},
      KeywordSet{event, fact, list, state, judgement},
      KeywordSet{value, national_range, national_value_none, municipality_may_set, lower_is_stricter,
                 higher_is_stricter, per, cite, review_by},
      rule_clauses,
      KeywordSet{},
      KeywordSet{from_rule, population, share_where, average_of, meaningful, observed_for, per, higher_is_better,
                 lower_is_better, cite, evidence, when, unless},
      KeywordSet{in_force, decided_by, set, pin, cite, review_by},
      KeywordSet{given, at, known_at, expect},
  };

  KeywordSet const anywhere{and_, or_, where};

  std::array<KeywordSet, 9> const follows_of{
      anywhere |
          KeywordSet{when, otherwise, from, until, unverified, text_of, in_force},  // declarations begin lines: see `follows`
      starts[1] | KeywordSet{except},
      starts[2] | KeywordSet{verb, ask, with, complete_to, until_event, by_actor},
      starts[3] | anywhere | KeywordSet{from, until, unverified, text_of, for_key},
      starts[4] | times_of_duties | anywhere | KeywordSet{only, if_, from, until, unverified, text_of},
      KeywordSet{},
      starts[6] | anywhere | KeywordSet{in_period, of_event},
      starts[7] | KeywordSet{from, until},
      starts[8] | KeywordSet{due, late_by, missing},
  };
};

const Tables& tables() {
  static Tables const once;
  return once;
}

}  // namespace

const KeywordSet& declaration_starts() { return tables().declarations; }
const KeywordSet& clause_starts(Block block) { return tables().starts[static_cast<std::size_t>(block)]; }
const KeywordSet& follow_set(Block block) { return tables().follows_of[static_cast<std::size_t>(block)]; }

namespace {

WordFacts make_facts(KeywordLanguage language) {
  WordFacts out{};
  auto const mark = [&](const KeywordSet& set, WordFact fact) {
    for (KeywordRow const& row : keyword_rows()) {
      if (!set.has(row.keyword)) continue;
      for (Phrase const& phrase : phrases(row.keyword, language)) {
        out[phrase.words[0]] |= static_cast<std::uint16_t>(fact);
      }
    }
  };
  for (std::size_t block = 0; block < tables().follows_of.size(); ++block) {
    auto const here = static_cast<Block>(block);
    mark(follow_set(here) | declaration_starts() | KeywordSet{end}, follows_in(here));
  }
  mark(modals, WordFact::modal);
  for (std::string_view const text : reserved_words()) {
    out[word_number(text)] |= static_cast<std::uint16_t>(WordFact::reserved);
  }
  return out;
}

}  // namespace

const WordFacts& word_facts(KeywordLanguage language) {
  static std::array<WordFacts, 2> const facts{make_facts(KeywordLanguage::english), make_facts(KeywordLanguage::danish)};
  return facts[static_cast<std::size_t>(language)];
}

}  // namespace rettesnor
