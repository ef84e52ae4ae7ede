#include "engine/report/table.hpp"

namespace rettesnor::report {

namespace {

struct Show {
  Language language;
  std::string operator()(Nothing) const { return nothing_mark; }
  std::string operator()(Hidden) const { return hidden_mark; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t n) const { return grouped(n, language); }
  std::string operator()(ShareValue v) const { return percent(v.share, language); }
  std::string operator()(Number n) const { return decimal(n.value, n.digits, language); }
  std::string operator()(const statistics::Interval& i) const {
    return percent(i.low, language, false) + "–" + percent(i.high, language);
  }
};

}  // namespace

CellValue cell(Maybe count) {
  if (count) return *count;
  return Hidden{};
}

std::string shown(const CellValue& cell, Language language) { return std::visit(Show{language}, cell); }

}  // namespace rettesnor::report
