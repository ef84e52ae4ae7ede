#include "engine/store/source/mapping.hpp"

#include <algorithm>

#include "engine/store/cell_reader.hpp"
#include "engine/store/schema.hpp"
#include "engine/store/source/formats.hpp"
#include "engine/store/value_reader.hpp"

namespace rettesnor::source {

namespace {

using Kind = DataNode::Kind;
using Names = std::vector<std::string_view>;

bool given(const DataNode* node) { return node != nullptr && node->kind != Kind::null; }

class MappingReader {
 public:
  MappingReader(const Model& model, Problems& problems) : model_(model), schema_(model), problems_(problems) {}

  Mapping read(const DataNode& node, ConceptId root) {
    if (!is_map(node)) return {};
    known(node, "map", {"concept", "source", "ffb", "encoding", "delimiter", "decimal", "time_zone", "dates", "moments", "codes", "unmapped", "case", "lists"});
    root_concept(node, root);
    if (!out_.root) return {};
    csv(node);
    ffb(node);
    decimal_ = decimal(node, '.');
    zone_ = zone(node, {});
    dates_ = format(node.find("dates"), "dates");
    moments_ = format(node.find("moments"), "moments");
    if (const DataNode* lists = node.find("codes"); given(lists)) code_lists(*lists);
    if (const DataNode* names = node.find("unmapped"); given(names)) out_.unmapped = texts(*names, "unmapped");
    const DataNode* subject = node.find("case");
    if (!given(subject)) {
      missing(node, "case");
      return {};
    }
    case_table(*subject);
    if (const DataNode* lists = node.find("lists"); given(lists) && is_map(*lists)) {
      for (const DataEntry& entry : lists->entries) list_table(entry);
    }
    for (const TableMap& table : out_.tables) leave_open(table);
    return std::move(out_);
  }

 private:
  /// What no column fills may have happened all the same.
  void leave_open(const TableMap& table) {
    const std::string before = table.path.empty() ? "" : table.path + ".";
    const ConceptId owner = concept_at(table.path);
    if (!owner) return;  // periods
    for (const FieldId id : model_.concepts[owner].fields) {
      const FieldDecl& f = model_.fields[id];
      const bool filled = f.kind == FieldKind::event ? std::ranges::find(table.members, f.name, &Member::name) != table.members.end()
                                                     : std::ranges::find(out_.tables, before + f.name, &TableMap::path) != out_.tables.end();
      if (f.kind != FieldKind::event && f.kind != FieldKind::list) continue;
      out_.everything.push_back(before + f.name);
      if (!filled) out_.unmapped.push_back(before + f.name);
    }
  }

  bool is_map(const DataNode& node) {
    if (node.kind != Kind::map) report_other(Code::case_not_a_map, {}, node, problems_);
    return node.kind == Kind::map;
  }
  void missing(const DataNode& node, std::string name) { problems_.add(Code::map_missing, {node.span.begin, node.span.begin}, {std::move(name)}); }
  void bad(std::string name, const DataNode& node, std::string wanted) {
    if (node.kind != Kind::broken) problems_.add(Code::map_bad_value, node.span, {std::move(name), shown(node)}).help = {{std::move(wanted)}};
  }
  void known(const DataNode& node, std::string_view owner, const Names& names) {
    for (const DataEntry& entry : node.entries) {
      if (std::ranges::find(names, entry.key) == names.end()) report_unknown_name(entry, owner, names, problems_);
    }
  }
  /// A scalar's text, whatever its style; empty and reported for anything else.
  Written text(const DataNode& node, std::string_view name) {
    if (node.kind == Kind::scalar && !node.text.empty()) return {node.text, node.span};
    bad(std::string(name), node, "`" + std::string(name) + ": …`");
    return {};
  }
  std::vector<std::string> texts(const DataNode& node, std::string_view name) {
    std::vector<std::string> out;
    if (node.kind != Kind::list) return {text(node, name).text};
    for (const DataNode& item : node.items) {
      if (item.kind == Kind::scalar) out.push_back(item.text); else bad(std::string(name), item, "`[…]`");
    }
    return out;
  }

  void root_concept(const DataNode& node, ConceptId wanted) {
    const DataNode* name = node.find("concept");
    if (!given(name)) {
      out_.root = wanted || model_.roots.size() != 1 ? wanted : model_.roots.front();
      if (!out_.root) missing(node, "concept");
      return;
    }
    Names names;
    for (const ConceptId id : model_.roots) names.push_back(model_.concepts[id].name);
    out_.root = schema_.root(name->text);
    if (!out_.root) bad("concept", *name, join(names));
    if (out_.root && wanted && out_.root != wanted) {
      problems_.add(Code::case_other_concept, name->span, {name->text, model_.concepts[wanted].name});
      out_.root = {};
    }
  }

  void csv(const DataNode& node) {
    if (const DataNode* name = node.find("encoding"); given(name)) {
      if (const auto found = encoding_of(name->text)) out_.encoding = *found; else bad("encoding", *name, "utf-8, latin-1, windows-1252");
    }
    if (const DataNode* sign = node.find("delimiter"); given(sign)) {
      if (sign->text == "tab") out_.delimiter = '\t';
      else if (sign->text == ";" || sign->text == "," || sign->text == "|") out_.delimiter = sign->text.front();
      else bad("delimiter", *sign, "\";\", \",\", \"|\", tab");
    }
  }
  void ffb(const DataNode& node) {
    if (const DataNode* kind = node.find("source"); given(kind)) {
      if (kind->text == "ffb") out_.ffb.emplace(); else bad("source", *kind, "ffb");
    }
    const DataNode* codes = node.find("ffb");
    if (!given(codes) || !is_map(*codes)) return;
    known(*codes, "ffb", {"expected_level", "goal_type", "scored"});
    if (!out_.ffb) return missing(node, "source");
    for (const auto& [name, into] : {std::pair{"expected_level", &out_.ffb->expected_level}, {"goal_type", &out_.ffb->goal_type}, {"scored", &out_.ffb->scored}}) {
      if (const DataNode* code = codes->find(name); given(code)) *into = text(*code, name).text;
    }
  }
  char decimal(const DataNode& node, char otherwise) {
    const DataNode* sign = node.find("decimal");
    if (!given(sign)) return otherwise;
    if (sign->text == "," || sign->text == ".") return sign->text.front();
    bad("decimal", *sign, "\",\", \".\"");
    return otherwise;
  }
  std::string zone(const DataNode& node, std::string otherwise) {
    const DataNode* name = node.find("time_zone");
    if (!given(name)) return otherwise;
    if (const auto found = zone_suffix(name->text)) return *found;
    bad("time_zone", *name, "Europe/Copenhagen, UTC, +01:00");
    return otherwise;
  }
  std::string format(const DataNode* node, std::string_view name) {
    if (!given(node)) return {};
    if (is_time_format(node->text)) return node->text;
    bad(std::string(name), *node, "dd-mm-yyyy HH:MM");
    return {};
  }

  void code_lists(const DataNode& node) {
    if (!is_map(node)) return;
    for (const DataEntry& entry : node.entries) {
      CodeList& list = out_.code_lists[entry.key];
      if (!is_map(entry.value)) continue;
      for (const DataEntry& row : entry.value.entries) {
        if (row.value.kind == Kind::scalar) list[row.key] = row.value.text; else bad(entry.key + "." + row.key, row.value, "`" + row.key + ": …`");
      }
    }
  }

  void case_table(const DataNode& node) {
    TableMap table;
    if (!is_map(node)) return;
    known(node, "case", {"table", "id", "municipality", "extraction_time", "fields"});
    head(node, table, true);
    // A bundle that cannot be used keeps its citizen's case out, and only the table of citizens knows whose case that is.
    if (out_.ffb && !table.table.text.empty() && table.table.text != "citizens") bad("table", *node.find("table"), "citizens");
    if (out_.ffb && !table.id.text.empty() && table.id.text != "id") bad("id", *node.find("id"), "id");
    role(node, "municipality", {TypeKind::text}, table);
    role(node, "extraction_time", {TypeKind::moment}, table);
    if (!table.id.text.empty()) add("case", {}, {.column = table.id, .type = {TypeKind::text}}, table);
    fields(node, out_.root, {}, table);
    out_.tables.push_back(std::move(table));
  }

  void list_table(const DataEntry& entry) {
    TableMap table{.path = entry.key};
    const std::size_t dot = entry.key.rfind('.');
    const std::string around = dot == std::string::npos ? "" : entry.key.substr(0, dot);
    table.name = dot == std::string::npos ? entry.key : entry.key.substr(dot + 1);
    const auto found = std::ranges::find(out_.tables, around, &TableMap::path);
    if (found == out_.tables.end()) {
      problems_.add(Code::map_missing, entry.key_span, {"lists." + around});
      return;
    }
    table.around = static_cast<std::size_t>(found - out_.tables.begin());
    const ConceptId owner = concept_at(around);
    const FieldDecl* declared = schema_.field(owner, table.name);
    const bool periods = declared != nullptr && declared->kind == FieldKind::fact && declared->type.kind == TypeKind::periods;
    if (declared == nullptr || (declared->kind != FieldKind::list && !periods)) {
      report_unknown_name({.key = table.name, .key_span = entry.key_span}, model_.concepts[owner].name, list_names(owner), problems_);
      return;
    }
    if (!is_map(entry.value)) return;
    if (!around.empty() && found->id.text.empty()) problems_.add(Code::map_missing, entry.key_span, {"lists." + around + ".id"});
    known(entry.value, entry.key, periods ? Names{"table", "parent", "fields"} : Names{"table", "parent", "id", "recorded_at", "fields"});
    head(entry.value, table, false);
    if (periods) {
      fields(entry.value, {}, {"from", "until"}, table);
    } else {
      role(entry.value, "recorded_at", {TypeKind::moment}, table);
      if (!table.id.text.empty()) add("id", {}, {.column = table.id, .type = {TypeKind::text}}, table);
      fields(entry.value, declared->element, {}, table);
    }
    out_.tables.push_back(std::move(table));
  }

  ConceptId concept_at(std::string_view path) const {
    ConceptId at = out_.root;
    while (!path.empty()) {
      const std::size_t dot = std::min(path.find('.'), path.size());
      at = schema_.field(at, path.substr(0, dot))->element;
      path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return at;
  }
  Names list_names(ConceptId owner) const {
    Names out;
    for (const FieldId id : model_.concepts[owner].fields) {
      if (model_.fields[id].kind == FieldKind::list || model_.fields[id].type.kind == TypeKind::periods) out.push_back(model_.fields[id].name);
    }
    return out;
  }

  void head(const DataNode& node, TableMap& table, bool is_case) {
    for (const auto& [name, into, needed] : {std::tuple{"table", &table.table, true}, {"id", &table.id, is_case}, {"parent", &table.parent, !is_case}}) {
      const DataNode* written = node.find(name);
      if (given(written)) *into = text(*written, name);
      else if (needed) missing(node, name);
    }
  }
  void role(const DataNode& node, const std::string& name, Type type, TableMap& table) {
    if (const DataNode* written = node.find(name); given(written)) {
      if (auto from = column(name, type, *written)) add(name, {}, std::move(*from), table);
    }
  }

  /// The columns of a concept, or of the given names, which are dates.
  void fields(const DataNode& node, ConceptId owner, const Names& own, TableMap& table) {
    const DataNode* all = node.find("fields");
    if (!given(all) || !is_map(*all)) return;
    for (const DataEntry& entry : all->entries) {
      if (!own.empty()) {
        if (std::ranges::find(own, entry.key) == own.end()) report_unknown_name(entry, table.path, own, problems_);
        else if (auto from = column(entry.key, {TypeKind::date}, entry.value)) add(entry.key, {}, std::move(*from), table);
        continue;
      }
      const std::size_t dot = entry.key.find('.');
      const std::string base = entry.key.substr(0, dot);
      const FieldDecl* declared = schema_.field(owner, base);
      if (declared == nullptr || declared->kind == FieldKind::list || declared->kind == FieldKind::state || declared->type.kind == TypeKind::periods) {
        Names names;
        for (const FieldId id : model_.concepts[owner].fields) {
          const FieldDecl& f = model_.fields[id];
          if (f.kind != FieldKind::list && f.kind != FieldKind::state && f.type.kind != TypeKind::periods) names.push_back(f.name);
        }
        report_unknown_name(entry, model_.concepts[owner].name, names, problems_);
        continue;
      }
      const std::string own_key = declared->kind == FieldKind::event ? "at" : "value";
      const std::string key = dot == std::string::npos ? own_key : entry.key.substr(dot + 1);
      const auto type = key == own_key ? std::optional(declared->type) : part_type(*declared, key, entry);
      if (!type) continue;
      if (auto from = column(entry.key, *type, entry.value)) add(base, key, std::move(*from), table, key == own_key);
    }
    for (const Member& m : table.members) {
      if (m.parts.size() > 1 && m.parts.front().key != "at" && m.parts.front().key != "value") missing(*all, m.name);
    }
  }
  std::optional<Type> part_type(const FieldDecl& declared, const std::string& key, const DataEntry& entry) {
    if (key == "recorded_at") return Type{TypeKind::moment};
    if (key == "source") return Type{TypeKind::text};
    Names names{"recorded_at", "source"};
    for (const FieldId id : declared.parts) {
      if (model_.fields[id].name == key) return model_.fields[id].type;
      names.push_back(model_.fields[id].name);
    }
    report_unknown_name({.key = key, .key_span = entry.key_span}, declared.name, names, problems_);
    return std::nullopt;
  }
  static void add(const std::string& name, std::string key, ColumnMap from, TableMap& table, bool first = false) {
    auto found = std::ranges::find(table.members, name, &Member::name);
    if (found == table.members.end()) found = table.members.insert(table.members.end(), {.name = name, .parts = {}});
    found->parts.insert(first ? found->parts.begin() : found->parts.end(), {std::move(key), std::move(from)});
  }

  std::optional<ColumnMap> column(const std::string& name, Type type, const DataNode& node) {
    ColumnMap out;
    out.type = type;
    out.zone = zone_;
    out.decimal = decimal_;
    if (type.kind == TypeKind::date) out.format = dates_;
    if (type.kind == TypeKind::moment) out.format = moments_;
    if (node.kind != Kind::map) {
      out.column = text(node, name);
      return out.column.text.empty() ? std::nullopt : std::optional(out);
    }
    known(node, name, {"column", "constant", "unknown", "format", "time_zone", "decimal", "split", "codes"});
    const DataNode* from = node.find("column");
    const DataNode* fixed = node.find("constant");
    if (given(from) == given(fixed)) {
      missing(node, "column");
      return std::nullopt;
    }
    if (given(from)) out.column = text(*from, "column"); else out.constant = text(*fixed, "constant").text;
    if (const DataNode* codes = node.find("unknown"); given(codes)) out.unknown = texts(*codes, "unknown");
    if (const DataNode* form = node.find("format"); given(form)) out.format = format(form, "format");
    out.zone = zone(node, out.zone);
    out.decimal = decimal(node, out.decimal);
    if (const DataNode* sign = node.find("split"); given(sign)) out.split = text(*sign, "split").text;
    if (const DataNode* list = node.find("codes"); given(list)) code_list(name, type, *list, out);
    return out;
  }
  void code_list(const std::string& name, Type type, const DataNode& node, ColumnMap& out) {
    const auto found = out_.code_lists.find(node.text);
    if (node.kind != Kind::scalar || found == out_.code_lists.end()) {
      Names names;
      for (const auto& [known_name, list] : out_.code_lists) names.push_back(known_name);
      bad("codes", node, join(names));
      return;
    }
    out.list_name = found->first;
    out.codes = &found->second;  // a map's elements stay where they are, also when it is moved
    if (type.kind != TypeKind::code) return;
    const std::vector<std::string>& codes = model_.code_sets[type.codes].codes;
    for (const auto& [from, to] : found->second) {
      if (std::ranges::find(codes, to) != codes.end()) continue;
      problems_.add(Code::case_unknown_code, node.span, {name, "`" + to + "`"}).help = {{join(Names(codes.begin(), codes.end()))}};
    }
  }

  const Model& model_;
  Schema schema_;
  Problems& problems_;
  Mapping out_;
  char decimal_ = '.';
  std::string zone_, dates_, moments_;
};

}  // namespace

std::optional<Mapping> read_mapping(const Model& model, const Source& text, ConceptId root, Problems& problems) {
  const DataTree tree = read_tree(text, DataFormat::yaml);
  for (const Diagnostic& d : tree.diagnostics) problems.add(d.code, d.at, d.arguments) = d;
  if (!tree.root) {
    if (!problems.has_errors()) problems.add(Code::case_empty, {});
    return std::nullopt;
  }
  auto out = MappingReader(model, problems).read(*tree.root, root);
  if (problems.has_errors()) return std::nullopt;
  return out;
}

}  // namespace rettesnor::source
