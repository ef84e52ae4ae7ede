// The words that name a verdict, of law and of recommendations.
#pragma once

#include "grammar/x3/rules.hpp"

namespace rettesnor::x3_grammar {

inline constexpr KeywordSet verdicts{Keyword::fulfilled,
                                     Keyword::late,
                                     Keyword::pending,
                                     Keyword::breached,
                                     Keyword::followed,
                                     Keyword::explained,
                                     Keyword::deviation,
                                     Keyword::followed_late,
                                     Keyword::open,
                                     Keyword::for_judgement,
                                     Keyword::verdict_not_applicable};

}  // namespace rettesnor::x3_grammar
