#include "engine/store/source/code_file.hpp"

#include <sstream>

#include "engine/store/problems.hpp"
#include "engine/store/source/csv_reader.hpp"
#include "engine/store/text_check.hpp"
#include "engine/store/tree.hpp"

namespace rettesnor::source {

namespace {

constexpr std::size_t most_problems = 3;  // of a file that is no list, every line is wrong

/// A text in quotes; none for anything else.
const std::string* text_of(const DataNode* node) {
  return node != nullptr && node->kind == DataNode::Kind::scalar && node->style == DataNode::Style::quoted && !node->text.empty() ? &node->text : nullptr;
}

class Reader {
 public:
  explicit Reader(Problems& problems) : problems_(problems) {}

  /// The concepts of a list, and those below each. Depth is bounded by the tree's.
  void concepts(const DataNode& list, const std::string& parent) {
    if (list.kind != DataNode::Kind::list) return bad(list.span);
    for (const DataNode& node : list.items) {
      if (problems_.full()) return;
      const std::string* code = text_of(node.find("code"));
      const std::string* title = text_of(node.find("display"));
      if (code == nullptr || title == nullptr) {
        bad(node.span);
        continue;
      }
      if (!add(*code, *title, parent)) twice(*code, node.find("code")->span);
      if (const DataNode* below = node.find("concept"); below != nullptr) concepts(*below, *code);
    }
  }

  void lines(std::string_view text) {
    std::istringstream in{std::string(text.substr(byte_order_mark(text)))};
    const std::string_view first = text.substr(0, text.find('\n'));
    const char delimiter = first.find(';') != std::string_view::npos ? ';' : first.find('\t') != std::string_view::npos ? '\t' : ',';
    CsvReader csv(in, {.delimiter = delimiter});
    CsvRecord record;
    while (csv.next(record) && !problems_.full()) {
      if (record.fault || record.fields.size() != 2 || record.fields[0].empty() || record.fields[1].empty()) {
        bad(line_span(text, record.line));
        continue;
      }
      if (!add(record.fields[0], record.fields[1], {})) twice(record.fields[0], line_span(text, record.line));
    }
  }

  /// Of a list that is not whole, nobody can say which codes are not there.
  void whole(const DataNode& root) {
    const DataNode* content = root.find("content");
    const std::string* word = text_of(content);
    if (word == nullptr || *word == "complete") return;
    problems_.add(Code::code_list_bad, content->span).labels.push_back({.span = content->span, .danish = "listen er ikke hele kodesystemet", .english = "the list is not the whole code system"});
  }

  void bad(Span at) { problems_.add(Code::code_list_bad, at); }
  CodeTable take() { return std::move(out_); }

 private:
  bool add(const std::string& code, std::string title, std::string parent) {
    return out_.codes.try_emplace(code, CodeTable::Entry{std::move(title), std::move(parent)}).second;
  }
  void twice(const std::string& code, Span at) { problems_.add(Code::code_list_twice, at, {code}); }
  /// Cost: O(bytes before it), for the few lines that are wrong.
  static Span line_span(std::string_view text, std::uint64_t line) {
    std::size_t at = 0;
    while (--line > 0 && at < text.size()) at = std::min(text.find('\n', at), text.size() - 1) + 1;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()))};
  }

  Problems& problems_;
  CodeTable out_;
};

}  // namespace

std::expected<CodeTable, std::vector<Diagnostic>> read_codes(const Source& text) {
  Problems problems(text.file, most_problems);
  Reader reader(problems);
  std::string url;
  const std::string_view written = std::string_view(text.text).substr(byte_order_mark(text.text));
  const std::size_t first = written.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && written[first] == '{') {
    DataTree tree = read_tree(text, DataFormat::json, {.max_bytes = largest_code_file});
    if (has_errors(tree.diagnostics)) return std::unexpected(std::move(tree.diagnostics));
    const std::string* type = text_of(tree.root->find("resourceType"));
    const DataNode* list = tree.root->find("concept");
    if (type == nullptr || *type != "CodeSystem" || list == nullptr) reader.bad(tree.root->span);
    else reader.concepts(*list, {});
    reader.whole(*tree.root);
    if (const std::string* found = text_of(tree.root->find("url"))) url = *found;
  } else if (check_text(text.text, problems)) {
    reader.lines(text.text);
  }
  CodeTable out = reader.take();
  if (out.codes.empty() && problems.empty()) reader.bad({});
  if (problems.has_errors()) return std::unexpected(problems.take());
  out.name = text.name;
  out.url = std::move(url);
  return out;
}

}  // namespace rettesnor::source
