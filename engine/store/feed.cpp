#include "engine/store/feed.hpp"

namespace rettesnor {

bool LineFeed::next(Record& record) {
  record = {};
  while (lines_.next(record.text)) {
    last_ = lines_.number();
    record.number = lines_.number();
    record.too_long = lines_.too_long();
    if (record.too_long || !is_blank_line(record.text)) return true;
  }
  return false;
}

}  // namespace rettesnor
