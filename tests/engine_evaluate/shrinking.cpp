#include "tests/engine_evaluate/shrinking.hpp"

#include <algorithm>
#include <sstream>

#include "engine/model/case_copy.hpp"
#include "engine/model/transfer.hpp"

namespace rettesnor::testing {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

/// Words, quoted texts and marks of a line, each with the blanks before it.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i;
    while (end < line.size() && line[end] == ' ') ++end;
    if (end == line.size()) break;
    const auto mark = [](char c) { return c == '(' || c == ')' || c == ','; };
    if (line[end] == '"') {
      end = std::min(line.find('"', end + 1), line.size() - 1) + 1;
    } else if (mark(line[end])) {
      ++end;
    } else {
      while (end < line.size() && line[end] != ' ' && !mark(line[end])) ++end;
    }
    out.push_back(line.substr(i, end - i));
    i = end;
  }
  return out;
}

char mark_of(const std::string& word) { return word.empty() ? ' ' : word.back(); }

/// Applies one of the ways in which a case may be made simpler: the `which`-th that applies.
struct Simpler {
  const Model& model;
  std::size_t which;
  bool done = false;

  template <class Apply>
  void option(bool applies, Apply apply) {
    if (done || !applies) return;
    if (which-- == 0) {
      apply();
      done = true;
    }
  }

  void time(Value& v) {
    if (auto* d = std::get_if<DateInterval>(&v)) {
      option(d->first != d->last, [&] { d->last = d->first; });
      for (const char* day : {"2026-03-01", "2026-02-01", "2026-01-01"}) {
        const Date plain = local_day(at(std::string(day) + " 00:00"));
        option(d->first == d->last && to_string(d->first).substr(8) != "01", [&] { *d = {plain, plain}; });
      }
    }
    if (auto* m = std::get_if<MomentInterval>(&v)) {
      option(m->first != m->last, [&] { m->last = m->first; });
      for (const char* hour : {" 12:00", " 00:00"}) {
        const Moment plain = at(to_string(local_day(m->first)) + hour);
        const bool is_plain = m->first == plain || m->first == at(to_string(local_day(m->first)) + " 12:00");
        option(m->first == m->last && !is_plain, [&] { *m = {plain, plain}; });
      }
      for (const char* day : {"2026-03-01", "2026-02-01"}) {
        const Moment plain = at(std::string(day) + " 12:00");
        option(m->first == m->last && to_string(m->first).substr(8, 2) != "01", [&] { *m = {plain, plain}; });
      }
    }
  }

  void cell(Cell& c, bool part) {
    option(c.recorded_at.has_value(), [&] { c.recorded_at.reset(); });
    option(c.not_by.has_value(), [&] { c.not_by.reset(); });
    option(c.unmapped, [&] { c.unmapped = false; });
    option(c.state != CellState::not_recorded, [&] { c = Cell{}; });
    option(!c.parts.empty(), [&] { c.parts.pop_back(); });
    option(c.state != CellState::not_recorded && c.state != CellState::value && c.state != CellState::asked_unknown, [&] {
      c.state = CellState::asked_unknown;
      c.alternatives.clear();
    });
    if (c.state == CellState::value) {
      time(c.value);
      if (auto* periods = std::get_if<std::vector<Period>>(&c.value)) {
        option(!periods->empty(), [&] { periods->pop_back(); });
        option(periods->size() > 1, [&] { periods->erase(periods->begin()); });
      }
      if (auto* codes = std::get_if<std::vector<CodeValue>>(&c.value)) option(!codes->empty(), [&] { codes->pop_back(); });
      if (auto* number = std::get_if<Decimal>(&c.value)) {
        option(number->millionths != 0 && number->millionths != millionths_per_one, [&] { *number = Decimal{millionths_per_one}; });
      }
    }
    if (!part) {
      for (Cell& inner : c.parts) cell(inner, true);
    }
  }

  void element(Element& e) {
    option(e.recorded_at.has_value(), [&] { e.recorded_at.reset(); });
    for (auto& list : e.lists) {
      if (!list) continue;
      option(list->complete_to.has_value(), [&] { list->complete_to.reset(); });
      option(list->unmapped, [&] { list->unmapped = false; });
      for (std::size_t i = 0; i < list->elements.size() && !done; ++i) {
        option(true, [&] { list->elements.erase(list->elements.begin() + static_cast<std::ptrdiff_t>(i)); });
      }
      if (done) return;
      for (auto& inner : list->elements) element(*inner);
    }
    for (Cell& c : e.cells) cell(c, false);
  }

  void subject(Case& c, Question& q) {
    option(q.known_at.has_value(), [&] { q.known_at.reset(); });
    option(q.municipality.has_value(), [&] { q.municipality.reset(); });
    option(!q.trust_as_of_watermark, [&] { q.trust_as_of_watermark = true; });
    option(!q.pins.empty(), [&] { q.pins.erase(q.pins.begin()); });
    option(c.extraction_time.has_value(), [&] { c.extraction_time.reset(); });
    option(!c.municipality.empty(), [&] { c.municipality.pop_back(); });
    element(*c.root);
  }
};

class Shrinker {
 public:
  Shrinker(Specimen& specimen, const Fails& fails, int most_tries) : now_(specimen), fails_(fails), tries_left_(most_tries) {}

  void run() {
    for (bool changed = true; changed && tries_left_ > 0;) {
      changed = blocks();
      changed = concepts() || changed;
      changed = cases() || changed;
      changed = lines() || changed;
      changed = words() || changed;
    }
  }

 private:
  bool try_texts(std::vector<std::string> texts) {
    if (tries_left_-- <= 0) return false;
    auto loaded = load(texts);
    if (!loaded->problems.empty()) return false;
    auto subject = transfer(now_.loaded->model, now_.subject, loaded->model);
    if (!subject || !fails_(loaded->model, *subject, now_.question)) return false;
    now_.texts = std::move(texts);
    now_.loaded = std::move(loaded);
    now_.subject = std::move(*subject);
    return true;
  }

  bool try_lines(std::size_t text, const std::vector<std::string>& lines) {
    std::vector<std::string> texts = now_.texts;
    texts[text] = joined(lines);
    return try_texts(std::move(texts));
  }

  /// Leaves out runs of pieces, long runs first. `pieces` says how lines are grouped.
  bool runs(std::size_t text, const std::function<std::vector<std::vector<std::string>>(const std::vector<std::string>&)>& pieces) {
    bool changed = false;
    auto all = pieces(lines_of(now_.texts[text]));
    for (std::size_t size = std::max<std::size_t>(all.size() / 2, 1); size > 0; size /= 2) {
      for (std::size_t i = 0; i < all.size() && tries_left_ > 0;) {
        auto rest = all;
        const auto from = rest.begin() + static_cast<std::ptrdiff_t>(i);
        rest.erase(from, from + static_cast<std::ptrdiff_t>(std::min(size, rest.size() - i)));
        std::vector<std::string> lines;
        for (const auto& piece : rest) lines.insert(lines.end(), piece.begin(), piece.end());
        if (try_lines(text, lines)) {
          all = std::move(rest);
          changed = true;
        } else {
          i += size;
        }
      }
    }
    return changed;
  }

  bool blocks() {
    bool changed = false;
    if (now_.texts.size() > 1) {
      std::vector<std::string> fewer(now_.texts.begin(), now_.texts.end() - 1);
      changed = try_texts(std::move(fewer));
    }
    for (std::size_t text = now_.texts.size(); text-- > 0;) {
      changed = runs(text, [](const std::vector<std::string>& lines) {
                  std::vector<std::vector<std::string>> out;
                  for (const std::string& line : lines) {
                    const bool begins = !line.starts_with(" ") && line != "end";
                    if (begins || out.empty()) out.emplace_back();
                    out.back().push_back(line);
                  }
                  return out;
                }) || changed;
    }
    return changed;
  }

  /// A concept together with the lists of its elements: neither can go alone.
  bool concepts() {
    bool changed = false;
    for (std::size_t text = now_.texts.size(); text-- > 0;) {
      for (const std::string& head : lines_of(now_.texts[text])) {
        if (!head.starts_with("concept ")) continue;
        const std::string named = words_of(head)[1];
        std::vector<std::string> kept;
        bool inside = false;
        for (const std::string& line : lines_of(now_.texts[text])) {
          inside = inside || line == head;
          const auto words = words_of(line);
          const bool list_of = words.size() > 3 && words[0] == "  list" && words[3] == named;
          if (!inside && !list_of) kept.push_back(line);
          inside = inside && line != "end";
        }
        changed = try_lines(text, kept) || changed;
      }
    }
    return changed;
  }

  bool lines() {
    bool changed = false;
    for (std::size_t text = now_.texts.size(); text-- > 0;) {
      changed = runs(text, [](const std::vector<std::string>& lines) {
                  std::vector<std::vector<std::string>> out;
                  for (const std::string& line : lines) out.push_back({line});
                  return out;
                }) || changed;
    }
    return changed;
  }

  /// Within a line: runs of words with balanced parentheses, a pair of parentheses, and a parenthesis for a plain word.
  bool words_of_line(std::size_t text, std::size_t number) {
    bool changed = false;
    const auto attempt = [&](const std::vector<std::string>& words) {
      auto lines = lines_of(now_.texts[text]);
      lines[number].clear();
      for (const std::string& word : words) lines[number] += word;
      if (lines[number].starts_with(" ") && !words.front().starts_with(" ")) return false;
      return try_lines(text, lines);
    };
    auto words = words_of(lines_of(now_.texts[text])[number]);
    const auto partner = [&](std::size_t open) {
      int depth = 0;
      for (std::size_t i = open; i < words.size(); ++i) {
        depth += mark_of(words[i]) == '(' ? 1 : mark_of(words[i]) == ')' ? -1 : 0;
        if (depth == 0) return i;
      }
      return words.size();
    };
    for (std::size_t i = 1; i < words.size() && tries_left_ > 0; ++i) {
      if (mark_of(words[i]) == '(') {
        const std::size_t close = partner(i);
        if (close == words.size()) continue;
        for (const char* plain : {" yes", " 2026-01-01", " 1", ""}) {
          auto fewer = words;
          if (*plain == '\0') {
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(close));
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (i < fewer.size() && !fewer[i].starts_with(" ")) fewer[i] = " " + fewer[i];
          } else {
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i), fewer.begin() + static_cast<std::ptrdiff_t>(close + 1));
            fewer.insert(fewer.begin() + static_cast<std::ptrdiff_t>(i), plain);
          }
          if (attempt(fewer)) {
            words = std::move(fewer);
            changed = true;
            break;
          }
        }
        if (i >= words.size()) break;
      }
      for (std::size_t length = std::min<std::size_t>(words.size() - i, 30); length > 0; --length) {
        int depth = 0;
        bool balanced = true;
        for (std::size_t k = i; k < i + length; ++k) {
          depth += mark_of(words[k]) == '(' ? 1 : mark_of(words[k]) == ')' ? -1 : 0;
          balanced = balanced && depth >= 0;
        }
        if (!balanced || depth != 0) continue;
        auto fewer = words;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i), fewer.begin() + static_cast<std::ptrdiff_t>(i + length));
        if (attempt(fewer)) {
          words = std::move(fewer);
          changed = true;
          --i;
          break;
        }
      }
    }
    return changed;
  }

  bool words() {
    bool changed = false;
    for (std::size_t text = now_.texts.size(); text-- > 0;) {
      for (std::size_t line = lines_of(now_.texts[text]).size(); line-- > 0;) {
        if (tries_left_ > 0) changed = words_of_line(text, line) || changed;
      }
    }
    return changed;
  }

  bool cases() {
    bool changed = false;
    for (std::size_t which = 0; tries_left_ > 0; --tries_left_) {
      Case fewer = clone(now_.subject);
      Question question = now_.question;
      Simpler simpler{now_.loaded->model, which};
      simpler.subject(fewer, question);
      if (!simpler.done) break;
      if (fails_(now_.loaded->model, fewer, question)) {
        now_.subject = std::move(fewer);
        now_.question = std::move(question);
        changed = true;
      } else {
        ++which;
      }
    }
    return changed;
  }

  Specimen& now_;
  const Fails& fails_;
  int tries_left_;
};

}  // namespace

void shrink(Specimen& specimen, const Fails& fails, int most_tries) { Shrinker(specimen, fails, most_tries).run(); }

}  // namespace rettesnor::testing
