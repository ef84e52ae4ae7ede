#include "engine/store/ffb/read_bundle.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/store/ffb/shape.hpp"

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

/// `ddmmyynnnn` anywhere in it, perhaps with a hyphen, a blank or a percent-escape between: may be a civil registration number,
/// which is no pseudonym. The day of a replacement number is 60 higher.
bool like_civil_number(std::string_view id) {
  constexpr std::size_t front = 6, back = 4;
  const auto digits = [&](std::size_t at, std::size_t count) { return at + count <= id.size() && std::ranges::all_of(id.substr(at, count), is_digit); };
  const auto two = [&](std::size_t at) { return (id[at] - '0') * 10 + (id[at + 1] - '0'); };
  if (is_uuid(id)) return false;
  for (std::size_t at = 0; at + front + back <= id.size(); ++at) {
    if (!digits(at, front)) continue;
    const int day = two(at), month = two(at + 2);
    if (!((day >= 1 && day <= 31) || (day >= 61 && day <= 91)) || month < 1 || month > 12) continue;
    std::size_t behind = at + front;
    if (id[behind] == '-' || id[behind] == ' ') ++behind;
    else if (id[behind] == '%' && behind + 2 < id.size() && is_hex(id[behind + 1]) && is_hex(id[behind + 2])) behind += 3;
    if (digits(behind, back)) return true;
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
    if (out.id.empty() || like_civil_number(out.id)) return bad(node, "id");
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
    if (like_civil_number(out.value(Field::case_number))) return bad(node, "valueIdentifier.value");
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
