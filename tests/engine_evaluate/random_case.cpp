#include "tests/engine_evaluate/random_case.hpp"

#include <algorithm>
#include <set>

namespace rettesnor::testing {
namespace {

class Drawer {
 public:
  Drawer(const Model& model, const std::vector<Date>& days, const Habits& habits, Random& random)
      : model_(model), days_(days), habits_(habits), random_(random) {
    anchor_ = days_[static_cast<std::size_t>(draw(static_cast<int>(days_.size())))];
  }

  std::unique_ptr<Element> element(ConceptId kind, const Element* parent, int depth) {
    auto out = std::make_unique<Element>();
    out->concept_id = kind;
    out->parent = parent;
    const Concept& decl = model_.concepts[kind];
    out->cells.resize(decl.fields.size());
    out->lists.resize(decl.fields.size());
    if (percent(10)) out->recorded_at = moment(day());
    for (const FieldId id : decl.fields) {
      const FieldDecl& field = model_.fields[id];
      if (field.kind == FieldKind::list) {
        auto list = std::make_unique<ListCell>();
        const int count = depth > 2 ? 0 : draw(habits_.most_elements + 1);
        for (int i = 0; i < count; ++i) {
          list->elements.push_back(element(field.element, out.get(), depth + 1));
          list->elements.back()->in_list = id;
          list->elements.back()->id = std::to_string(i + 1);
        }
        if (percent(3)) list->complete_to = moment(day());
        if (percent(1)) list->unmapped = true;
        out->lists[field.index] = std::move(list);
      } else if (field.kind != FieldKind::state) {
        out->cells[field.index] = cell(field);
        for (const FieldId part : field.parts) {
          if (percent(30)) break;  // the parts that follow are not there
          out->cells[field.index].parts.push_back(cell(model_.fields[part]));
        }
      }
    }
    return out;
  }

  Moment moment(Date d) { return Moment{start_of_day(d).micros + draw(24 * 60) * micros_per_minute}; }
  Date day() {
    // Most things of a case lie near each other; some lie where the law changes.
    if (percent(75)) return Date{anchor_.days + draw(60) - 30};
    if (percent(50)) return Date{days_[static_cast<std::size_t>(draw(static_cast<int>(days_.size())))].days + draw(3) - 1};
    return Date{anchor_.days + draw(800) - 600};
  }
  bool percent(int p) { return draw(100) < p; }
  int draw(int n) { return below(random_, n); }

 private:
  Cell cell(const FieldDecl& field) {
    Cell out;
    if (percent(8)) out.recorded_at = moment(day());
    if (percent(habits_.unknown_percent)) {
      switch (draw(8)) {
        case 0: out.state = CellState::asked_unknown; break;
        case 1: out.state = CellState::withheld; break;
        case 2: out.state = CellState::does_not_exist; break;
        case 3:
          out.state = CellState::conflicting;
          out.alternatives = {{value(field), "a"}, {value(field), "b"}};
          break;
        case 4: out.not_by = moment(day()); break;
        case 5: out.unmapped = percent(50); break;
        default: break;
      }
      return out;
    }
    out.state = CellState::value;
    out.value = value(field);
    return out;
  }

  Value value(const FieldDecl& field) {
    switch (field.type.kind) {
      case TypeKind::yes_no: return draw(2) == 1;
      case TypeKind::number: case TypeKind::amount: return Decimal{(draw(12) - 1) * millionths_per_one / (percent(10) ? 2 : 1)};
      case TypeKind::text: return std::string(percent(50) ? "x" : "0751");
      case TypeKind::code: {
        const auto n = static_cast<int>(model_.code_sets[field.type.codes].codes.size());
        if (!field.type.list) return CodeValue{static_cast<std::uint32_t>(draw(n))};
        std::vector<CodeValue> codes;
        for (int c = 0; c < n; ++c) {
          if (draw(3) == 0) codes.push_back({static_cast<std::uint32_t>(c)});
        }
        return codes;
      }
      case TypeKind::date: {
        const Date d = day();
        return DateInterval{d, percent(habits_.longer_percent) ? Date{d.days + draw(10)} : d};
      }
      case TypeKind::moment: {
        const Date d = day();
        if (percent(habits_.longer_percent)) return MomentInterval{start_of_day(d), Moment{end_of_day(Date{d.days + draw(5)}).micros - 1}};
        if (percent(habits_.coarse_percent)) return MomentInterval{start_of_day(d), Moment{end_of_day(d).micros - 1}};
        const Moment m = moment(d);
        return MomentInterval{m, m};
      }
      case TypeKind::duration: return Duration{.count = 1 + draw(6), .unit = Unit::months};
      case TypeKind::periods: {
        std::vector<Period> out;
        Date d = day();
        for (int i = draw(3); i >= 0; --i) {
          const Date until{d.days + 1 + draw(40)};
          out.push_back({d, i == 0 && percent(40) ? std::nullopt : std::optional(until)});
          d = Date{until.days + 1 + draw(40)};
        }
        return out;
      }
      case TypeKind::invalid: break;
    }
    return {};
  }

  const Model& model_;
  const std::vector<Date>& days_;
  const Habits& habits_;
  Random& random_;
  Date anchor_;
};

}  // namespace

int below(Random& random, int n) { return n <= 0 ? 0 : static_cast<int>(random() % static_cast<unsigned>(n)); }

std::vector<Date> telling_days(const Model& model, Date now) {
  std::set<Date> out{now, Date{now.days - 30}, Date{now.days - 200}, Date{now.days + 20}};
  for (const Mentions& m : model.reach.rows()) {
    for (const Date d : m.law_days) {
      if (d.days > first_date.days + 1000 && d.days < last_date.days - 1000) out.insert(d);
    }
  }
  for (const OverlayDecl& o : model.overlays.rows()) {
    if (o.from) out.insert(*o.from);
    if (o.until) out.insert(*o.until);
  }
  return {out.begin(), out.end()};
}

Case random_case(const Model& model, ConceptId root, const std::vector<Date>& days, const Habits& habits, Random& random) {
  Drawer drawer(model, days, habits, random);
  Case out;
  out.id = "drawn";
  out.root = drawer.element(root, nullptr, 0);
  if (drawer.percent(10)) out.extraction_time = drawer.moment(drawer.day());
  if (!drawer.percent(15)) {
    static constexpr const char* codes[] = {"0751", "0101", "0999", "0851", "0751x", "751"};
    out.municipality.push_back({codes[drawer.draw(6)], std::nullopt});
    if (drawer.percent(10)) out.municipality.push_back({codes[drawer.draw(6)], drawer.day()});
  }
  return out;
}

}  // namespace rettesnor::testing
