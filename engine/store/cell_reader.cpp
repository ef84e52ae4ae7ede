#include "engine/store/cell_reader.hpp"

#include <algorithm>

#include "engine/store/plain_value.hpp"
#include "engine/store/value_reader.hpp"
#include "engine/values/parse.hpp"

namespace rettesnor {

namespace {

using Kind = DataNode::Kind;

/// A text that is the reason, or yes where none was given.
std::optional<std::string> read_reason(const DataEntry& entry, Problems& problems) {
  const DataNode& node = entry.value;
  if (node.kind == Kind::scalar && node.style != DataNode::Style::number) {
    const auto answer = node.style == DataNode::Style::quoted ? std::nullopt : yes_or_no(node.text);
    if (answer == true) return std::string();
    if (!answer && !node.text.empty()) return node.text;
  }
  report_other(Code::case_bad_reason, entry.key, node, problems);
  return std::nullopt;
}

/// Reads the long form of one cell: `{at: …, source: …}`.
class LongForm {
 public:
  LongForm(const Model& model, const FieldDecl& field, Problems& problems)
      : model_(model),
        field_(field),
        problems_(problems),
        value_key_(field.kind == FieldKind::event ? "at" : "value") {}

  void read(const DataNode& node, Cell& cell) {
    for (const DataEntry& entry : node.entries) {
      if (problems_.full()) return;
      if (!part(entry, cell) && !state(entry, cell) && !about(entry, cell))
        report_unknown_name(entry, field_.name, names(), problems_);
    }
    if (not_by_ != nullptr && state_ != nullptr)
      problems_.add(Code::case_both_given, not_by_->key_span, {"not_by", state_->key});
  }

  void value(const DataNode& node, Cell& cell) {
    if (node.kind == Kind::null) return;
    auto found = read_value(model_, {field_.name, field_.type}, node, problems_);
    if (!found) return;
    cell.state = CellState::value;
    cell.value = std::move(*found);
  }

 private:
  bool part(const DataEntry& entry, Cell& cell) {
    for (std::size_t i = 0; i < field_.parts.size(); ++i) {
      const FieldDecl& declared = model_.fields[field_.parts[i]];
      if (declared.name != entry.key) continue;
      cell.parts.resize(field_.parts.size());
      cell.parts[i] = read_cell(model_, declared, entry.value, problems_);
      return true;
    }
    return false;
  }

  bool is_time() const { return field_.type.kind == TypeKind::date || field_.type.kind == TypeKind::moment; }

  /// What is known of the value: exactly one of these may stand.
  bool state(const DataEntry& entry, Cell& cell) {
    if (entry.key == value_key_) {
      if (only(entry)) value(entry.value, cell);
    } else if (entry.key == "between" && is_time()) {
      if (only(entry)) value({.kind = Kind::map, .span = entry.value.span, .entries = {entry}}, cell);
    } else if (entry.key == "unknown") {
      const bool asked = entry.value.kind == Kind::scalar && entry.value.text == "asked";
      if (!asked) report_other(Code::case_bad_unknown, {}, entry.value, problems_);
      if (only(entry) && asked) cell.state = CellState::asked_unknown;
    } else if (entry.key == "withheld" || entry.key == "does_not_exist") {
      const auto reason = read_reason(entry, problems_);
      if (!only(entry) || !reason) return true;
      cell.state = entry.key == "withheld" ? CellState::withheld : CellState::does_not_exist;
      cell.reason = *reason;
    } else if (entry.key == "conflicting") {
      if (only(entry)) conflict(entry.value, cell);
    } else {
      return false;
    }
    return true;
  }

  bool only(const DataEntry& entry) {
    if (state_ == nullptr) {
      state_ = &entry;
      return true;
    }
    problems_.add(Code::case_both_given, entry.key_span, {entry.key, state_->key});
    return false;
  }

  /// What is known about the record.
  bool about(const DataEntry& entry, Cell& cell) {
    const bool blank = entry.value.kind == Kind::null;
    if (entry.key == "source") {
      if (!blank) cell.source = read_text(entry.key, entry.value, problems_).value_or("");
    } else if (entry.key == "recorded_at") {
      if (!blank) cell.recorded_at = read_recorded_at(entry.value, problems_);
    } else if (entry.key == "not_by" && field_.kind == FieldKind::event) {
      not_by_ = &entry;
      if (!blank) cell.not_by = read_watermark(entry.key, entry.value, DayClaim::begins, problems_);
    } else {
      return false;
    }
    return true;
  }

  void conflict(const DataNode& node, Cell& cell) {
    if (node.kind == Kind::broken) return;
    if (node.kind != Kind::list || node.items.size() < 2) {
      problems_.add(Code::case_bad_conflict, node.span);
      return;
    }
    bool whole = true;
    for (const DataNode& item : node.items) {
      auto found = alternative(item);
      if (problems_.full()) return;
      whole = whole && found.has_value();
      if (found) cell.alternatives.push_back(std::move(*found));
    }
    if (whole) cell.state = CellState::conflicting;
  }

  std::optional<Cell::Alternative> alternative(const DataNode& node) {
    Cell::Alternative found;
    const DataNode* what = &node;
    if (node.kind == Kind::map && node.find("between") == nullptr) {
      what = nullptr;
      for (const DataEntry& entry : node.entries) {
        if (entry.key == value_key_) {
          what = &entry.value;
        } else if (entry.key == "source") {
          found.source = read_text(entry.key, entry.value, problems_).value_or("");
        } else {
          report_unknown_name(entry, "conflicting", {value_key_, "source"}, problems_);
        }
      }
    }
    if (what == nullptr || what->kind == Kind::null) {
      problems_.add(Code::case_bad_conflict, node.span);
      return std::nullopt;
    }
    auto value = read_value(model_, {field_.name, field_.type}, *what, problems_);
    if (!value) return std::nullopt;
    found.value = std::move(*value);
    return found;
  }

  std::vector<std::string_view> names() const {
    std::vector<std::string_view> all{value_key_,       "unknown", "withheld",   "conflicting",
                                      "does_not_exist", "source",  "recorded_at"};
    if (is_time()) all.push_back("between");
    if (field_.kind == FieldKind::event) all.push_back("not_by");
    for (const FieldId id : field_.parts) all.push_back(model_.fields[id].name);
    return all;
  }

  const Model& model_;
  const FieldDecl& field_;
  Problems& problems_;
  std::string_view value_key_;
  const DataEntry* state_ = nullptr;
  const DataEntry* not_by_ = nullptr;
};

}  // namespace

Cell read_cell(const Model& model, const FieldDecl& field, const DataNode& node, Problems& problems) {
  Cell cell;
  cell.span = node.span;
  LongForm form(model, field, problems);
  if (node.kind == Kind::map) {
    form.read(node, cell);
  } else if (node.kind != Kind::broken) {
    form.value(node, cell);
  }
  return cell;
}

std::optional<Moment> read_recorded_at(const DataNode& node, Problems& problems) {
  const auto moment = read_moment("recorded_at", node, problems);
  if (!moment) return std::nullopt;
  return moment->last;
}

std::optional<Moment> read_watermark(std::string_view name, const DataNode& node, DayClaim day, Problems& problems) {
  const auto moment = read_moment(name, node, problems);
  if (!moment) return std::nullopt;
  const bool days = parse_date(node.text).has_value();
  return days && day == DayClaim::whole ? moment->last : moment->first;
}

void report_unknown_name(const DataEntry& entry, std::string_view owner, const std::vector<std::string_view>& names,
                         Problems& problems) {
  Diagnostic& problem = problems.add(Code::case_unknown_name, entry.key_span, {entry.key, std::string(owner)});
  const auto near = nearest_name(entry.key, names);
  if (!near) return;
  problem.help = {{*near}};
  problem.edit = Edit{inside_quotes(entry.key_span, entry.key), *near, false};
}

}  // namespace rettesnor
