#include "engine/store/source/draft.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "grammar/base/utf8.hpp"

namespace rettesnor::source {

namespace {

using Names = std::vector<std::string>;

const char* needs(const Type& type) {
  switch (type.kind) {
    case TypeKind::date: return "date";
    case TypeKind::moment: return "moment";
    case TypeKind::yes_no: return "yes/no";
    case TypeKind::number: return "number";
    case TypeKind::amount: return "amount";
    case TypeKind::duration: return "duration";
    case TypeKind::periods: return "periods";
    case TypeKind::code: return "code";
    case TypeKind::text:
    case TypeKind::invalid: return "text";
  }
  return "text";
}

bool alike_any(std::string_view of_source, const std::string& name, const Text& title) {
  return alike(of_source, name) || alike(of_source, title.danish) || alike(of_source, title.english);
}

/// A name as YAML: always in quotes, so that no name can be anything else.
std::string yaml(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// For a remark: on one line.
std::string remark(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

class Drafter {
 public:
  Drafter(const Model& model, Tables& tables) : model_(model), tables_(tables), left_(tables.names()) {}

  std::expected<std::string, Unusable> draft(ConceptId root, const Writing& writing) {
    // Also tables that nothing is found in say how the source is written.
    for (const std::string& name : left_) {
      if (const auto columns = tables_.columns(name); !columns && columns.error().code == Code::source_bad_encoding) return std::unexpected(columns.error());
    }
    const Concept& subject = model_.concepts[root];
    out_ = "# TODO: hold every line against the source before it is used; see docs/sources.md\n";
    const std::string sign = writing.delimiter == '\t' ? "tab" : "\"" + std::string(1, writing.delimiter) + "\"";
    out_ += "concept: " + subject.name + (writing.encoding == Encoding::utf8 ? "\n# encoding: utf-8" : "\nencoding: " + std::string(name_of(writing.encoding)));
    out_ += (writing.delimiter == ';' ? "\n# delimiter: " : "\ndelimiter: ") + sign + "\n# decimal: \",\"\n# dates: dd-mm-yyyy\n# moments: dd-mm-yyyy HH:MM\ncase:\n";
    const auto table = take_table([&](const std::string& t) { return alike_any(t, subject.name, subject.title); });
    Names columns = columns_of(table);
    const std::string id = key_of(columns, table.value_or(""));
    line(2, "table", table, "the table of cases");
    line(2, "id", found(id), "the column of the case's id");
    role(columns, "municipality", {"municipality", "kommune", "kommunekode", "kommunenummer", "municipality_code"});
    role(columns, "extraction_time", {"extraction_time", "udtrukket", "udtraekstidspunkt", "udtraeksdato"});
    fields(2, root, columns);
    out_ += "lists:\n";
    lists(root, "", id);
    for (const std::string& name : left_) out_ += "# TODO: table " + remark(name) + " is not used\n";
    if (trouble_) return std::unexpected(*trouble_);
    return std::move(out_);
  }

 private:
  template <class Fits>
  std::optional<std::string> take_table(Fits fits) {
    const auto at = std::ranges::find_if(left_, fits);
    if (at == left_.end()) return std::nullopt;
    std::string name = *at;
    left_.erase(at);
    return name;
  }
  Names columns_of(const std::optional<std::string>& table) {
    if (!table) return {};
    auto columns = tables_.columns(*table);
    if (columns) return std::move(*columns);
    trouble_ = columns.error();
    return {};
  }
  static std::optional<std::string> found(const std::string& name) { return name.empty() ? std::nullopt : std::optional(name); }

  /// Takes the first column that names an id, or the table followed by one.
  static std::string key_of(Names& columns, const std::string& table) {
    static const Names ids{"id", "case", "sag", "nummer", "nr", "number", "sagsid", "sagsnummer", "sagsnr", "caseid", "casenumber"};
    const auto at = std::ranges::find_if(columns, [&](const std::string& c) {
      const std::string name = folded(c);
      return std::ranges::find(ids, name) != ids.end() || (!table.empty() && (name == folded(table) + "id" || name == folded(table) + "nr"));
    });
    if (at == columns.end()) return {};
    std::string out = *at;
    columns.erase(at);
    return out;
  }

  void line(std::size_t indent, const std::string& name, const std::optional<std::string>& value, const std::string& what) {
    out_ += std::string(indent, ' ') + (value ? name + ": " + yaml(*value) : "# TODO " + name + ": " + what) + "\n";
  }
  void role(Names& columns, const std::string& name, const Names& known) {
    const auto at = std::ranges::find_if(columns, [&](const std::string& c) { return std::ranges::any_of(known, [&](const std::string& k) { return folded(c) == folded(k); }); });
    line(2, name, at == columns.end() ? std::nullopt : std::optional(*at), "a column, or {constant: …}");
    if (at != columns.end()) columns.erase(at);
  }
  void fields(std::size_t indent, ConceptId owner, Names& columns) {
    out_ += std::string(indent, ' ') + "fields:\n";
    for (const FieldId id : model_.concepts[owner].fields) {
      const FieldDecl& f = model_.fields[id];
      if (f.kind == FieldKind::list || f.kind == FieldKind::state || f.type.kind == TypeKind::periods) continue;
      auto at = std::ranges::find_if(columns, [&](const std::string& c) { return folded(c) == folded(f.name) || folded(c) == folded(f.title.danish); });
      if (at == columns.end()) at = std::ranges::find_if(columns, [&](const std::string& c) { return alike_any(c, f.name, f.title); });
      line(indent + 2, f.name, at == columns.end() ? std::nullopt : std::optional(*at), needs(f.type) + std::string(f.title.danish.empty() ? "" : ", ") + remark(f.title.danish));
      if (at != columns.end()) columns.erase(at);
    }
    for (const std::string& c : columns) out_ += std::string(indent + 2, ' ') + "# TODO: column " + remark(c) + " is not used\n";
  }
  void lists(ConceptId owner, const std::string& around, const std::string& around_id) {
    for (const FieldId field : model_.concepts[owner].fields) {
      const FieldDecl& f = model_.fields[field];
      if (f.kind != FieldKind::list) continue;
      const Concept& element = model_.concepts[f.element];
      const std::string path = around + f.name;
      const auto table = take_table([&](const std::string& t) { return alike_any(t, f.name, f.title) || alike_any(t, element.name, element.title); });
      if (!table) {
        out_ += "  # TODO " + path + ": no table found; if none is to fill it: unmapped: [" + path + "]\n";
        continue;
      }
      Names columns = columns_of(table);
      std::string parent;
      if (const auto at = std::ranges::find_if(columns, [&](const std::string& c) { return !around_id.empty() && folded(c) == folded(around_id); }); at != columns.end()) {
        parent = *at;
        columns.erase(at);
      }
      const std::string id = key_of(columns, *table);
      out_ += "  " + path + ":\n";
      line(4, "table", table, "");
      line(4, "parent", found(parent), "the column that holds the id of what the list belongs to");
      line(4, "id", found(id), "the column of the record's own id; needed for a list inside it");
      fields(4, f.element, columns);
      lists(f.element, path + ".", id);
    }
  }

  const Model& model_;
  Tables& tables_;
  Names left_;
  std::string out_;
  std::optional<Unusable> trouble_;
};

}  // namespace

std::string folded(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint point = decode_utf8(name, at);
    at += point.size;
    const char32_t c = point.value;
    if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) out += static_cast<char>(c);
    else if (c >= U'A' && c <= U'Z') out += static_cast<char>(c - U'A' + U'a');
    else if (c == U'æ' || c == U'Æ') out += "ae";
    else if (c == U'ø' || c == U'Ø') out += "oe";
    else if (c == U'å' || c == U'Å') out += "aa";
  }
  return out;
}

bool alike(std::string_view of_source, std::string_view of_rules) {
  const std::string a = folded(of_source), b = folded(of_rules);
  if (a.empty() || b.empty()) return false;
  const auto& [shorter, longer] = a.size() < b.size() ? std::tie(a, b) : std::tie(b, a);
  constexpr std::size_t least = 3, ending = 3;  // `sag` and `sager`, but not `sag` and `sagsnr`
  return a == b || (shorter.size() >= least && longer.starts_with(shorter) && longer.size() - shorter.size() <= std::min(ending, shorter.size() - 1));
}

char guess_delimiter(const std::filesystem::path& source) {
  constexpr std::string_view signs = ";,\t|";
  std::array<std::size_t, signs.size()> found{};
  std::error_code error;
  if (!std::filesystem::is_directory(source, error)) return signs.front();
  for (std::filesystem::directory_iterator it(source, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->path().extension() != ".csv" || it->symlink_status(ignored).type() != std::filesystem::file_type::regular) continue;
    std::ifstream in(it->path(), std::ios::binary);
    std::string line(std::size_t{1} << 16U, '\0');
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(in.gcount()));
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (!quoted && (c == '\n' || c == '\r')) break;
      if (const std::size_t at = signs.find(c); !quoted && at != std::string_view::npos) ++found[at];
    }
  }
  return signs[static_cast<std::size_t>(std::ranges::max_element(found) - found.begin())];
}

std::expected<std::string, Unusable> draft(const Model& model, ConceptId root, Tables& tables, const Writing& writing) {
  return Drafter(model, tables).draft(root, writing);
}

}  // namespace rettesnor::source
