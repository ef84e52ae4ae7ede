#include "engine/store/tree_builder.hpp"

#include <algorithm>

#include "engine/store/text_check.hpp"

namespace rettesnor {

namespace {

constexpr std::size_t few_keys = 16;  // up to here a walk through the map is cheaper than a set

}  // namespace

const DataNode* DataNode::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &DataEntry::key);
  return found == entries.end() ? nullptr : &found->value;
}

bool DataTreeBuilder::expects_key() const {
  return !frames_.empty() && frames_.back().node.kind == DataNode::Kind::map && !frames_.back().has_key;
}

bool DataTreeBuilder::begin(DataNode::Kind kind, Span span) {
  if (!count(span)) return false;
  if (frames_.size() >= limits_.max_depth) {
    problems_.add(Code::case_too_deep, span, {std::to_string(limits_.max_depth)});
    return false;
  }
  const bool is_key = expects_key();
  if (is_key) problems_.add(Code::case_bad_key, span);
  frames_.push_back({.node = {.kind = kind, .span = span}, .is_key = is_key});
  return !problems_.full();
}

bool DataTreeBuilder::end() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  if (frame.is_key) return drop_key();
  return put(std::move(frame.node));
}

bool DataTreeBuilder::scalar(std::string_view text, DataNode::Style style, Span span) {
  if (!count(span)) return false;
  const bool clean = check_text(text, span);
  if (expects_key()) return clean ? put_key(text, span) : drop_key();
  if (!clean) return put({.kind = DataNode::Kind::broken, .span = span});
  return put({.kind = DataNode::Kind::scalar, .style = style, .span = span, .text = std::string(text)});
}

bool DataTreeBuilder::null(Span span) {
  if (!count(span)) return false;
  if (expects_key()) return bad_key(span);
  return put({.kind = DataNode::Kind::null, .span = span});
}

bool DataTreeBuilder::broken(Span span) {
  if (!count(span)) return false;
  if (expects_key()) return drop_key();
  return put({.kind = DataNode::Kind::broken, .span = span});
}

bool DataTreeBuilder::count(Span span) {
  if (++values_ <= limits_.max_values) return true;
  problems_.add(Code::case_too_many_values, span, {std::to_string(limits_.max_values)});
  return false;
}

bool DataTreeBuilder::put(DataNode node) {
  if (frames_.empty()) {
    root_ = std::move(node);
    return !problems_.full();
  }
  Frame& frame = frames_.back();
  frame.node.span = cover(frame.node.span, node.span);
  if (frame.node.kind == DataNode::Kind::list) {
    frame.node.items.push_back(std::move(node));
    return !problems_.full();
  }
  frame.has_key = false;
  if (std::exchange(frame.drop, false)) return !problems_.full();
  frame.pending.value = std::move(node);
  frame.node.entries.push_back(std::exchange(frame.pending, {}));
  return !problems_.full();
}

bool DataTreeBuilder::put_key(std::string_view text, Span span) {
  if (text.empty()) return bad_key(span);
  Frame& frame = frames_.back();
  frame.has_key = true;
  frame.pending = {.key = std::string(text), .key_span = span};
  if (const Span* first = earlier(frame, frame.pending.key)) {
    Diagnostic& problem = problems_.add(Code::case_duplicate_key, span, {frame.pending.key});
    problem.labels.push_back({.span = *first, .danish = "stod først her", .english = "stood here first"});
    frame.drop = true;
  }
  if (frame.node.entries.size() == few_keys) {
    for (const DataEntry& entry : frame.node.entries) frame.keys.insert(entry.key);
  }
  if (frame.node.entries.size() >= few_keys) frame.keys.insert(frame.pending.key);
  return !problems_.full();
}

bool DataTreeBuilder::bad_key(Span span) {
  problems_.add(Code::case_bad_key, span);
  return drop_key();
}

bool DataTreeBuilder::drop_key() {
  frames_.back().has_key = true;
  frames_.back().drop = true;
  return !problems_.full();
}

const Span* DataTreeBuilder::earlier(const Frame& frame, const std::string& key) const {
  if (frame.node.entries.size() > few_keys && !frame.keys.contains(key)) return nullptr;
  const auto found = std::ranges::find(frame.node.entries, key, &DataEntry::key);
  return found == frame.node.entries.end() ? nullptr : &found->key_span;
}

bool DataTreeBuilder::check_text(std::string_view text, Span span) {
  const auto fault = find_text_fault(text);
  if (!fault) return true;
  problems_.add(fault->code, span, {fault->character});
  return false;
}

}  // namespace rettesnor
