#include "tests/engine_evaluate/drawn_vocabulary.hpp"

#include <algorithm>

namespace rettesnor::testing {

namespace {

using Kind = DrawnField::Kind;

std::string type_text(const Vocabulary& words, const DrawnField& f) {
  const auto one_of = [&] {
    const DrawnCodes& set = words.code_sets[f.code_set];
    std::string out = "one of ";
    for (std::size_t i = 0; i < set.codes.size(); ++i) out += (i == 0 ? "" : set.ordered ? " < " : ", ") + set.codes[i];
    return out;
  };
  switch (f.sort) {
    case Sort::yes_no: return "yes/no";
    case Sort::number: return "number";
    case Sort::amount: return "amount";
    case Sort::text: return "text";
    case Sort::code: return one_of();
    case Sort::codes: return "list of " + one_of();
    case Sort::date: return "date";
    case Sort::moment: return "moment";
    case Sort::duration: return "duration";
    case Sort::periods: return "periods";
  }
  return {};
}

/// Draws the fields of one concept.
struct Fields {
  DrawnConcept& into;
  Random& random;
  std::string letter = into.name.substr(0, 1);
  int number = 0;

  bool chance(int percent) { return below(random, 100) < percent; }
  DrawnField& add(Kind kind, Sort sort, std::size_t code_set = 0) {
    const char* stem = kind == Kind::event ? "_e" : kind == Kind::state ? "_s" : kind == Kind::judgement ? "_j" : "_f";
    into.fields.push_back({letter + stem + std::to_string(++number), kind, sort, code_set, {}});
    return into.fields.back();
  }
  void event(Sort sort) {
    DrawnField& e = add(Kind::event, sort);
    constexpr std::pair<const char*, Sort> parts[] = {{"note", Sort::text}, {"ok", Sort::yes_no}, {"size", Sort::number},
                                                      {"next", Sort::duration}, {"later", Sort::date}, {"when_exactly", Sort::moment}};
    for (const auto& [name, part_sort] : parts) {
      if (chance(part_sort == Sort::duration ? 3 : 8)) e.parts.push_back({name, Kind::part, part_sort, 0, {}});
    }
  }
  void judgement(Sort sort, std::size_t code_set = 0) {
    add(Kind::judgement, sort, code_set).parts = {{"by", Kind::part, Sort::text, 0, {}},
                                                  {"on", Kind::part, Sort::date, 0, {}},
                                                  {"reasons", Kind::part, Sort::text, 0, {}}};
  }
};

}  // namespace

Sight::Sight(const Vocabulary& words, std::size_t about) : words_(&words), about_(about) {
  std::size_t root = about;
  while (words.concepts[root].owner) root = *words.concepts[root].owner;
  frames_.push_back({root, {}, std::nullopt});
  if (root != about) frames_.push_back({about, {}, std::nullopt});
}

Seat Sight::normal(Seat seat) const {
  while (seat.up > 0 && frames_[seat.frame].outer) {
    const Seat outer = *frames_[seat.frame].outer;
    seat = {outer.frame, outer.up + seat.up - 1};
  }
  std::optional<std::size_t> at = frames_[seat.frame].of;
  for (std::size_t up = 0; at && up < seat.up; ++up) at = words_->concepts[*at].owner;
  return at && *at == root() ? Seat{} : seat;
}

std::optional<std::size_t> Sight::concept_at(Seat seat) const {
  const Seat least = normal(seat);
  std::optional<std::size_t> at = frames_[least.frame].of;
  for (std::size_t up = 0; at && up < least.up; ++up) at = words_->concepts[*at].owner;
  return at;
}

std::vector<Seat> Sight::seats() const {
  std::vector<Seat> out;
  for (std::size_t frame = frames_.size(); frame-- > 0;) {
    for (std::size_t up = 0; concept_at({frame, up}); ++up) {
      const Seat seat = normal({frame, up});
      if (std::ranges::find(out, seat) == out.end()) out.push_back(seat);
      if (seat.frame == 0) break;
    }
  }
  return out;
}

std::size_t Sight::count(std::size_t of) const {
  const auto all = seats();
  return static_cast<std::size_t>(std::ranges::count_if(all, [&](Seat s) { return concept_at(s) == of; }));
}

std::vector<Sight::Named> Sight::fields(const std::function<bool(const DrawnField&)>& wanted) const {
  std::vector<Named> out;
  const auto add = [&](const std::string& before, std::size_t of) {
    for (const DrawnField& f : words_->concepts[of].fields) {
      if (wanted(f)) out.push_back({before + f.name, &f});
      for (const DrawnField& part : f.parts) {
        if (wanted(part)) out.push_back({before + f.name + "." + part.name, &part});
      }
    }
  };
  for (const Seat seat : seats()) {
    const std::size_t of = *concept_at(seat);
    if (count(of) == 1) add("", of);
  }
  for (const Frame& frame : frames_) {
    if (!frame.variable.empty()) add(frame.variable + ".", frame.of);
  }
  return out;
}

std::vector<Sight::NamedList> Sight::lists() const {
  std::vector<NamedList> out;
  for (const Seat seat : seats()) {
    const std::size_t of = *concept_at(seat);
    if (count(of) != 1) continue;
    for (const DrawnList& list : words_->concepts[of].lists) out.push_back({list.name, &list, seat});
  }
  for (std::size_t i = 0; i < frames_.size(); ++i) {
    if (frames_[i].variable.empty()) continue;
    for (const DrawnList& list : words_->concepts[frames_[i].of].lists) {
      out.push_back({frames_[i].variable + "." + list.name, &list, normal({i, 0})});
    }
  }
  return out;
}

Sight Sight::with(const NamedList& list, std::string variable) const {
  Sight out = *this;
  out.frames_.push_back({list.list->of, std::move(variable), list.owner});
  return out;
}

Vocabulary draw_vocabulary(Random& random) {
  Vocabulary out;
  out.code_sets = {{{"red", "green", "blue"}, false}, {{"low", "middle", "high"}, true}, {{"north", "south"}, false}};
  out.concepts.resize(4);
  out.concepts[0] = {"matter", std::nullopt, {}, {{"items", 1}, {"visits", 3}}};
  out.concepts[1] = {"item", 0, {}, {{"leaves", 2}}};
  out.concepts[2] = {"leaf", 1, {}, {}};
  out.concepts[3] = {"visit", 0, {}, {}};
  if (below(random, 100) < 25) out.concepts[0].lists.push_back({"others", 1});
  if (below(random, 100) < 25) out.concepts.push_back({"person", std::nullopt, {}, {}});

  for (std::size_t c = 0; c < out.concepts.size(); ++c) {
    Fields fields{out.concepts[c], random};
    const bool whole = c == 0;
    fields.event(c == 3 || fields.chance(20) ? Sort::moment : Sort::date);
    fields.event(Sort::date);
    if (whole) fields.event(Sort::date);
    if (whole || fields.chance(30)) fields.event(Sort::moment);
    if (whole) fields.event(fields.chance(50) ? Sort::moment : Sort::date);
    fields.add(Kind::fact, Sort::yes_no);
    for (const Sort sort : {Sort::yes_no, Sort::number, Sort::amount, Sort::text, Sort::date, Sort::moment}) {
      if (fields.chance(whole ? 60 : 20)) fields.add(Kind::fact, sort);
    }
    for (const Sort sort : {Sort::duration, Sort::periods}) {
      if (fields.chance(whole ? 30 : 10)) fields.add(Kind::fact, sort);
    }
    for (std::size_t set = 0; set < out.code_sets.size(); ++set) {
      // Which codes key a parameter must be one fact's alone to say, so each set has one in the case.
      if (whole || fields.chance(25)) fields.add(Kind::fact, Sort::code, set);
    }
    if (fields.chance(whole ? 60 : 15)) fields.add(Kind::fact, Sort::codes, 0);
    if (fields.chance(whole ? 60 : 30)) fields.judgement(Sort::yes_no);
    if (fields.chance(15)) fields.judgement(Sort::code, 1);
    if (fields.chance(10)) fields.judgement(Sort::number);
    if (whole || fields.chance(40)) fields.add(Kind::state, Sort::yes_no);
    if (whole && fields.chance(50)) fields.add(Kind::state, Sort::yes_no);
    if (whole && fields.chance(25)) out.concepts[c].fields.push_back({"open", Kind::state, Sort::yes_no, 0, {}});
  }
  return out;
}

std::string concepts_text(const Vocabulary& words, Random& random) {
  const auto chance = [&](int percent) { return below(random, 100) < percent; };
  std::string out;
  for (std::size_t c = words.concepts.size(); c-- > 0;) {
    const DrawnConcept& kind = words.concepts[c];
    Sight own(words, c);
    const auto times = own.fields([&](const DrawnField& f) { return is_time(f.sort) && f.kind != Kind::part; });
    const auto a_time = [&] { return times[static_cast<std::size_t>(below(random, static_cast<int>(times.size())))].text; };
    out += "concept " + kind.name + " \"" + kind.name + "\"\n";
    for (const DrawnField& f : kind.fields) {
      switch (f.kind) {
        case Kind::event: {
          out += "  event " + f.name + " " + type_text(words, f) + " verb make";
          for (const DrawnField& part : f.parts) out += " with " + part.name + " " + type_text(words, part);
          out += "\n";
          break;
        }
        case Kind::state: {
          out += "  state " + f.name + " from " + a_time() + (chance(15) ? " + 3 days" : "");
          if (!chance(20)) out += " until " + a_time() + (chance(10) ? " + 1 month" : "");
          out += "\n";
          break;
        }
        case Kind::judgement:
          out += "  judgement " + f.name + (f.sort == Sort::yes_no ? "" : " " + type_text(words, f)) + " by office" +
                 (chance(30) ? " with reasons" : "") + "\n";
          break;
        case Kind::fact:
        case Kind::part: out += "  fact " + f.name + " " + type_text(words, f) + "\n"; break;
      }
    }
    for (const DrawnList& list : kind.lists) {
      out += "  list " + list.name + " of " + words.concepts[list.of].name;
      if (chance(15)) out += " complete to extraction_time";
      else if (chance(2)) out += " complete to " + a_time();
      out += "\n";
    }
    out += "end\n";
  }
  return out;
}

}  // namespace rettesnor::testing
