#include "engine/store/ffb/read_bundle.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/store/ffb/shape.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor::ffb {

namespace {

/// Lines and columns of places that come in the order of the text. Cost: O(bytes) for all of them.
class Cursor {
 public:
  explicit Cursor(const Source& text) : text_(text.text) {}
  Place place(std::uint32_t at, std::uint32_t file) {
    for (; at_ < at && at_ < text_.size(); ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '\n') ++line_, column_ = 1;
      else if ((byte & 0xC0U) != 0x80U) ++column_;
    }
    return {file, line_, column_};
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
};

/// `http://fhir.kl.dk/…/kl-reporting-ffb-careEvaluation|1.0` → `careevaluation`.
std::string short_profile(std::string_view url) {
  url = url.substr(0, url.find('|'));
  url = url.substr(url.rfind('/') + 1);
  std::string out;
  for (const char c : url) {
    if (c != '-') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const std::size_t guide = out.rfind("ffb");
  return guide == std::string::npos ? out : out.substr(guide + 3);
}

std::optional<Kind> kind_of_profile(const std::string& name) {
  static constexpr std::pair<std::string_view, Kind> names[] = {
      {"citizen", Kind::citizen}, {"servicerequest", Kind::request}, {"informationgathering", Kind::gathering}, {"condition", Kind::condition},
      {"targetgroup", Kind::target_group}, {"interventiongoal", Kind::goal}, {"careplan", Kind::plan}, {"careevaluation", Kind::evaluation},
      {"careplanevaluation", Kind::evaluation}, {"intervention", Kind::intervention}, {"serviceperformer", Kind::performer},
      {"followup", Kind::follow_up}, {"followupencounter", Kind::encounter}};
  for (const auto& [known, kind] : names) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// A UUID of any version: drawn or computed, and now and then with ten digits in a row by chance.
bool is_uuid(std::string_view id) {
  constexpr std::string_view form = "xxxxxxxx-xxxx-Vxxx-Rxxx-xxxxxxxxxxxx";
  if (id.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool fits = form[i] == '-'   ? id[i] == '-'
                      : form[i] == 'V' ? id[i] >= '1' && id[i] <= '8'
                      : form[i] == 'R' ? std::string_view("89abAB").find(id[i]) != std::string_view::npos
                                       : is_hex(id[i]);
    if (!fits) return false;
  }
  return true;
}

/// Bytes of what may stand between the parts of a number: a sign, a blank, a dash of any length, a percent-escape. 0: none.
std::size_t separator_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2])) return 3;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return std::string_view("-_.,:/\\ +").find(text[at]) != std::string_view::npos ? 1 : 0;
  const CodePoint point = decode_utf8(text, at);
  const bool parts = point.value == 0xA0 || point.value == 0xAD || point.value == 0xB7 || (point.value >= 0x2000 && point.value <= 0x206F) || point.value == 0x2212;
  return parts ? point.size : 0;
}

/// `ddmmyynnnn` anywhere in it, perhaps with a sign or a blank after the day, the month or the year (`010190_1234`, `01.01.90-1234`): may be
/// a civil registration number, which is no pseudonym. The day of a replacement number is 60 higher.
bool like_civil_number(std::string_view id) {
  constexpr std::size_t parts[] = {2, 2, 2, 4};
  if (is_uuid(id)) return false;
  for (std::size_t from = 0; from < id.size(); ++from) {
    std::string number;
    bool divided = false;  ///< inside the day, month and year
    std::size_t at = from;
    for (const std::size_t size : parts) {
      const std::size_t sign = number.empty() ? 0 : separator_at(id, at);
      divided = divided || (sign > 0 && number.size() < 6);
      at += sign;
      if (at + size > id.size() || !std::ranges::all_of(id.substr(at, size), is_digit)) break;
      number += id.substr(at, size);
      at += size;
    }
    // `2026-01-10-1234` is a day and a running number, though it holds `26-01-10-1234`.
    if (number.size() != 10 || (divided && from > 0 && is_digit(id[from - 1]))) continue;
    const auto two = [&](std::size_t place) { return (number[place] - '0') * 10 + (number[place + 1] - '0'); };
    const int day = two(0), month = two(2);
    if (((day >= 1 && day <= 31) || (day >= 61 && day <= 91)) && month >= 1 && month <= 12) return true;
  }
  return false;
}

class BundleReader {
 public:
  BundleReader(const Source& text, std::uint32_t file, const Settings& settings, Problems& problems)
      : text_(text), file_(file), settings_(settings), problems_(problems), cursor_(text) {}

  Read read() {
    Read out;
    const DataTree tree = read_tree(text_, DataFormat::json);
    for (const Diagnostic& d : tree.diagnostics) problems_.add(d.code, d.at) = d;
    if (!tree.root || has_errors(tree.diagnostics)) return out;
    const DataNode& root = *tree.root;
    Shape shape(problems_);
    const std::string type = root.kind == DataNode::Kind::map ? shape.text(root, "resourceType") : std::string();
    out.other_file = !type.empty() && type != "Bundle";
    if (type != "Bundle") {
      problems_.add(Code::ffb_not_bundle, {root.span.begin, root.span.begin + 1});
      return out;
    }
    Bundle bundle;
    gather(root, shape);
    out.citizen = one_citizen(root);
    if (shape.text(root, "type") != "collection") problems_.add(Code::ffb_not_bundle, {root.span.begin, root.span.begin + 1});
    timestamp(root, shape, bundle);
    bundle.citizen = out.citizen;
    for (const DataNode* node : resources_) {
      if (problems_.full()) break;
      resource(*node, shape, bundle);
    }
    twice(bundle);
    if (!problems_.has_errors()) out.bundle = std::move(bundle);
    else named(out);
    return out;
  }

 private:
  void bad(const DataNode& node, std::string name) { problems_.add(Code::ffb_bad_resource, {node.span.begin, node.span.begin + 1}, {std::move(name)}); }

  /// Without the number: messages are passed on.
  void like_a_person(const DataNode& node, std::string name) {
    const Span at{node.span.begin, node.span.begin + 1};
    problems_.add(Code::ffb_bad_resource, at, {std::move(name)})
        .labels.push_back({.span = at, .danish = "ligner et CPR-nummer, og det er intet pseudonym", .english = "looks like a civil registration number, which is no pseudonym"});
  }

  void gather(const DataNode& root, Shape& shape) {
    const DataNode* entries = shape.list(root, "entry");
    if (entries == nullptr) return;
    for (const DataNode& entry : entries->items) {
      const DataNode* resource = entry.kind == DataNode::Kind::map ? entry.find("resource") : nullptr;
      if (resource == nullptr || resource->kind != DataNode::Kind::map) {
        bad(entry, "resource");
        continue;
      }
      resources_.push_back(resource);
      // What others say of a condition tells it from a target group, where neither says its profile.
      const std::string type = quiet_.text(*resource, "resourceType");
      if (type == "CarePlan") mention(*resource, "addresses", {}, target_groups_);
      if (type == "Goal") mention(*resource, "addresses", {}, conditions_);
      if (type == "ClinicalImpression") mention(*resource, "finding", "itemReference", conditions_);
    }
  }
  void mention(const DataNode& resource, std::string_view list, std::string_view inside, std::set<std::string>& into) {
    const DataNode* all = resource.find(list);
    if (all == nullptr) return;
    for (const DataNode& one : all->items) {
      const DataNode* reference = inside.empty() ? &one : one.find(inside);
      if (reference != nullptr && reference->kind == DataNode::Kind::map) into.insert(quiet_.reference(*reference, "Condition"));
    }
  }

  std::string one_citizen(const DataNode& root) {
    std::string id;
    std::size_t count = 0;
    for (const DataNode* node : resources_) {
      if (quiet_.text(*node, "resourceType") != "Patient") continue;
      ++count;
      id = quiet_.text(*node, "id");
    }
    if (count == 1) return id;
    problems_.add(Code::ffb_one_citizen, {root.span.begin, root.span.begin + 1}, {std::to_string(count)});
    return {};
  }

  /// Something of each citizen whom a bundle names is lost with it.
  void named(Read& out) {
    std::set<std::string> all;
    for (const DataNode* node : resources_) {
      const std::string type = quiet_.text(*node, "resourceType");
      if (type == "Organization") continue;
      const DataNode* subject = node->find("subject");
      std::string id = type == "Patient" ? quiet_.text(*node, "id") : subject != nullptr ? quiet_.reference(*subject, "Patient") : std::string();
      if (!id.empty() && id.find('/') == std::string::npos) all.insert(std::move(id));
      else out.unread = out.unread || type.empty() || std::ranges::find(kind_rows(), type, &KindRow::resource_type) != kind_rows().end();
    }
    all.erase(out.citizen);
    out.others.assign(all.begin(), all.end());
  }

  void timestamp(const DataNode& root, Shape& shape, Bundle& bundle) {
    const std::string written = shape.text(root, "timestamp");
    const auto read = fhir_instant(written);
    const DataNode* node = root.find("timestamp");
    if (read) bundle.timestamp = *read;
    else problems_.add(Code::ffb_no_timestamp, node != nullptr ? node->span : Span{root.span.begin, root.span.begin + 1});
  }

  std::optional<Kind> kind_of(const DataNode& node, const std::string& type, const std::string& id, Shape& shape) {
    if (const DataNode* meta = node.find("meta"); meta != nullptr && meta->kind == DataNode::Kind::map) {
      if (const DataNode* profiles = shape.list(*meta, "profile")) {
        for (const DataNode& profile : profiles->items) {
          const auto kind = kind_of_profile(short_profile(profile.text));
          if (kind) return row_of(*kind).resource_type == type ? kind : std::nullopt;
        }
      }
    }
    if (type == "Condition") {
      if (target_groups_.contains(id)) return Kind::target_group;
      const bool condition = conditions_.contains(id) || node.find("clinicalStatus") != nullptr || node.find("severity") != nullptr;
      return condition ? std::optional(Kind::condition) : std::nullopt;
    }
    if (type == "CarePlan") return node.find("basedOn") != nullptr ? Kind::intervention : Kind::plan;
    if (type == "Observation") return node.find("focus") != nullptr ? Kind::follow_up : Kind::evaluation;
    for (const KindRow& row : kind_rows()) {
      if (row.resource_type == type) return row.kind;
    }
    return std::nullopt;
  }

  void resource(const DataNode& node, Shape& shape, Bundle& bundle) {
    const std::string type = shape.text(node, "resourceType");
    if (type == "Organization") return;  // who delivers is no news of the citizen
    Resource out;
    out.id = shape.text(node, "id");
    if (out.id.empty()) return bad(node, "id");
    if (like_civil_number(out.id)) return like_a_person(node, "id");
    const auto kind = kind_of(node, type, out.id, shape);
    if (!kind) return bad(node, type.empty() ? "resourceType" : "meta.profile");
    out.kind = *kind;
    out.place = cursor_.place(node.span.begin, file_);
    if (const DataNode* meta = node.find("meta"); meta != nullptr && meta->kind == DataNode::Kind::map) out.updated = shape.text(*meta, "lastUpdated");
    if (out.kind != Kind::citizen) {
      const DataNode* subject = node.find("subject");
      const std::string citizen = subject != nullptr ? shape.reference(*subject, "Patient") : std::string();
      if (citizen.empty()) return bad(node, "subject");
      if (citizen != bundle.citizen) {
        problems_.add(Code::ffb_other_citizen, {node.span.begin, node.span.begin + 1});
        return;
      }
    }
    shape.fill(node, settings_, out);
    if (like_civil_number(out.value(Field::case_number))) return like_a_person(node, "valueIdentifier.value");
    bundle.resources.push_back(std::move(out));
    spans_.push_back({node.span.begin, node.span.begin + 1});
  }

  /// One resource twice in a bundle: the same is dropped, something else is a mistake.
  void twice(Bundle& bundle) {
    std::vector<Resource> once;
    std::map<std::pair<std::string_view, std::string>, std::size_t> seen;
    for (std::size_t i = 0; i < bundle.resources.size(); ++i) {
      Resource& r = bundle.resources[i];
      const auto [at, fresh] = seen.try_emplace({row_of(r.kind).resource_type, r.id}, once.size());
      if (fresh) once.push_back(std::move(r));
      else if (!once[at->second].says_the_same(r)) problems_.add(Code::ffb_two_versions, spans_[i]);
    }
    bundle.resources = std::move(once);
  }

  const Source& text_;
  std::uint32_t file_;
  const Settings& settings_;
  Problems& problems_;
  Problems ignored_{{}, 0};
  Shape quiet_{ignored_};  ///< for a first look: what is wrong is said when the resource is read
  Cursor cursor_;
  std::vector<const DataNode*> resources_;
  std::vector<Span> spans_;                        ///< of the bundle's resources
  std::set<std::string> target_groups_, conditions_;  ///< ids of conditions that others say are one or the other
};

}  // namespace

Read read_bundle(const Source& text, std::uint32_t file, const Settings& settings, Problems& problems) {
  return BundleReader(text, file, settings, problems).read();
}

}  // namespace rettesnor::ffb
