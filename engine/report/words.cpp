#include "engine/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace rettesnor::report {

namespace {

struct Phrase {
  std::string_view danish, english;
};

constexpr std::array phrases{
#define RSN_WORD(name, danish, english) Phrase{danish, english},
#include "engine/report/words.def"
#undef RSN_WORD
};

}  // namespace

std::string word(Word which, Language language, std::initializer_list<std::string> fills) {
  const Phrase& p = phrases[static_cast<std::size_t>(which)];
  return said(language, p.danish, p.english, fills);
}

std::string said(Language language, std::string_view danish, std::string_view english, std::initializer_list<std::string> fills) {
  const std::vector<std::string> all(fills);
  return fill(language == Language::danish ? danish : english, all);
}

std::string grouped(std::int64_t n, Language language) {
  std::string out = std::to_string(n);
  const std::size_t least = n < 0 ? 4 : 3;
  for (std::size_t at = out.size(); at > least; at -= 3) out.insert(at - 3, 1, language == Language::danish ? '.' : ',');
  return out;
}

std::string decimal(double value, int digits, Language language) {
  std::string out = fmt::format("{:.{}f}", value, digits);
  if (language == Language::danish) std::ranges::replace(out, '.', ',');
  return out;
}

std::string plain(double value, Language language) {
  constexpr int most = 6;
  std::string out = fmt::format("{:.{}f}", value, most);
  out.erase(out.find_last_not_of('0') + 1);
  if (!out.ends_with('.')) return decimal(value, static_cast<int>(out.size() - out.find('.') - 1), language);
  return grouped(std::llround(value), language);
}

std::string percent(double share, Language language, bool unit) { return decimal(share * 100, 1, language) + (unit ? " %" : ""); }

}  // namespace rettesnor::report
