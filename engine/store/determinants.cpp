#include "engine/store/determinants.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/store/cell_reader.hpp"
#include "engine/store/entry_reader.hpp"
#include "engine/store/value_reader.hpp"

namespace rettesnor {

namespace {

using Kind = Rating::Kind;
using Of = DeterminantLevel;

constexpr WordFor<Of> level_words[] = {{"individual", Of::individual},       {"interpersonal", Of::interpersonal},   {"institutional", Of::institutional},   {"infrastructural", Of::infrastructural},
                                          {"individuelt", Of::individual},      {"interpersonelt", Of::interpersonal},  {"institutionelt", Of::institutional},  {"infrastrukturelt", Of::infrastructural}};
constexpr WordFor<Rating> rating_words[] = {{"-2", {Kind::number, -2}}, {"-1", {Kind::number, -1}}, {"0", {Kind::number, 0}}, {"1", {Kind::number, 1}}, {"2", {Kind::number, 2}}, {"+1", {Kind::number, 1}}, {"+2", {Kind::number, 2}},
                                            {"mixed", {Kind::mixed}}, {"missing", {Kind::missing}}, {"not_applicable", {Kind::not_applicable}}, {"blandet", {Kind::mixed}}, {"mangler", {Kind::missing}}, {"ikke_relevant", {Kind::not_applicable}}};
constexpr WordFor<Degree> degree_words[] = {{"low", Degree::low}, {"middle", Degree::middle}, {"high", Degree::high}, {"lav", Degree::low}, {"middel", Degree::middle}, {"høj", Degree::high}};

class RegisterReader {
 public:
  explicit RegisterReader(Problems& problems) : read_(problems) {}

  void read(const DataNode& node, DeterminantRegister& out) {
    read_.map(node, "register", {"register", "determinants", "ratings", "implementation"});
    out.title = read_.needed_text(node, "register");
    for (const DataNode& item : read_.list(node, "determinants")) determinant(item, out);
    if (out.determinants.empty()) read_.missing(node, "determinants");
    for (const DataNode& item : read_.list(node, "ratings")) rating(item, out);
    for (const DataNode& item : read_.list(node, "implementation")) implementing(item, out);
  }

 private:
  void determinant(const DataNode& node, DeterminantRegister& out) {
    if (!read_.map(node, "determinants", {"name", "title", "level", "explains"})) return;
    Determinant d{.name = read_.needed_text(node, "name"), .title = read_.needed_text(node, "title"), .explains = {}};
    d.level = read_.word(node, "level", level_words).value_or(Of::individual);
    for (const DataNode& rule : read_.list(node, "explains")) {
      if (rule.kind == DataNode::Kind::scalar) d.explains.push_back(rule.text); else report_other(Code::case_expects_text, "explains", rule, read_.problems());
    }
    const bool again = !d.name.empty() && std::ranges::find(out.determinants, d.name, &Determinant::name) != out.determinants.end();
    if (again) read_.problems().add(Code::case_duplicate_element, read_.given(node, "name")->span, {d.name});
    out.determinants.push_back(std::move(d));
  }

  std::string municipality(const DataNode& node) {
    const DataNode* value = read_.given(node, "municipality");
    if (value == nullptr) {
      read_.missing(node, "municipality");
      return {};
    }
    const bool digits = value->kind == DataNode::Kind::scalar && value->text.size() == 4 && std::ranges::all_of(value->text, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) report_other(Code::case_bad_municipality, {}, *value, read_.problems());
    return value->text;
  }

  /// Its place; reported if the register declares none of the name.
  std::size_t place_of(const DataNode& node, const DeterminantRegister& out) {
    const std::string name = read_.needed_text(node, "determinant");
    const auto found = std::ranges::find(out.determinants, name, &Determinant::name);
    if (found != out.determinants.end()) return static_cast<std::size_t>(found - out.determinants.begin());
    std::vector<std::string_view> names;
    for (const Determinant& d : out.determinants) names.push_back(d.name);
    if (!name.empty()) report_unknown_name({.key = name, .key_span = read_.given(node, "determinant")->span}, "determinants", names, read_.problems());
    return 0;
  }

  void rating(const DataNode& node, DeterminantRegister& out) {
    if (!read_.map(node, "ratings", {"municipality", "package", "determinant", "rater", "date", "rating", "evidence", "action", "owner", "due", "done"})) return;
    Rated r{.municipality = municipality(node), .package = read_.needed_text(node, "package"), .determinant = place_of(node, out), .rater = read_.needed_text(node, "rater")};
    if (read_.given(node, "date") == nullptr) read_.missing(node, "date");
    r.date = read_.day(node, "date").value_or(Date{});
    r.rating = read_.word(node, "rating", rating_words).value_or(Rating{});
    r.evidence = read_.text(node, "evidence");
    r.action = read_.text(node, "action");
    r.owner = read_.answering(node, "owner");
    r.due = read_.day(node, "due");
    r.done = read_.day(node, "done");
    if (read_.given(node, "date") != nullptr && r.date != Date{}) {
      not_before(node, "due", r.due, r.date, {"tiltaget skal være gjort, før der blev vurderet", "the action is due before there was a rating"});
      not_before(node, "done", r.done, r.date, {"tiltaget er gjort, før der blev vurderet", "the action was done before there was a rating"});
    }
    // What nobody owns and has no day is a wish.
    const bool acts = !r.action.empty() || r.due || r.done;
    if (acts && r.action.empty()) read_.missing(node, "action");
    if (acts && r.owner.empty()) read_.missing(node, "owner");
    if (acts && read_.given(node, "due") == nullptr) read_.missing(node, "due");
    const bool says_something = r.rating.kind == Kind::number || r.rating.kind == Kind::mixed;
    const std::string& name = out.determinants.empty() ? r.municipality : out.determinants[r.determinant].name;
    if (says_something && r.evidence.empty()) {
      read_.missing(node, "evidence", "evidence (" + name + ")", {"hvad bygger vurderingen på? ved ingen det, så vurdér som `missing`", "what does the rating rest on? if nobody knows, rate as `missing`"}).level = rettesnor::Level::warning;
    }
    who_rated(node, r, name);
    out.ratings.push_back(std::move(r));
  }

  void not_before(const DataNode& node, std::string_view name, const std::optional<Date>& day, Date rated, const Reason& reason) {
    if (day && *day < rated) read_.bad(*read_.given(node, name), name, to_string(rated) + " …", reason);
  }

  void who_rated(const DataNode& node, const Rated& r, const std::string& name) {
    std::set<std::string>& raters = raters_[{r.municipality, r.package, r.determinant}];
    const DataNode* rater = read_.given(node, "rater");
    if (rater == nullptr) return;
    // One person in two spellings would be two raters, and agree with herself.
    const std::string& spelling = spellings_.try_emplace(in_small_letters(r.rater), r.rater).first->second;
    if (spelling != r.rater) {
      read_.bad(*rater, "rater", spelling, {"skrives `" + spelling + "` et andet sted; én bedømmer har ét navn, og to har hver sit", "is written `" + spelling + "` elsewhere; one rater has one name, and two have one each"});
      return;
    }
    const bool again = !raters.insert(r.rater).second;
    if (again) read_.bad(*rater, "rater", "1 × " + r.rater, {"har allerede vurderet `" + name + "` i denne kommune og pakke", "has already rated `" + name + "` in this municipality and package"});
    if (!again && raters.size() > 2) read_.bad(*rater, "rater", *raters.begin() + ", " + *std::next(raters.begin()), {"den tredje bedømmer af `" + name + "` her; enighed måles mellem to", "the third rater of `" + name + "` here; agreement is measured between two"});
  }

  void implementing(const DataNode& node, DeterminantRegister& out) {
    if (!read_.map(node, "implementation", {"municipality", "package", "degree", "source"})) return;
    Implementing i{.municipality = municipality(node), .package = read_.needed_text(node, "package"), .source = read_.answering(node, "source")};
    i.degree = read_.word(node, "degree", degree_words).value_or(Degree::middle);
    if (i.source.empty()) read_.missing(node, "source", {}, {"hvem siger, hvor langt kommunen er?", "who says how far the municipality has come?"});
    const bool twice = std::ranges::any_of(out.implementing, [&](const Implementing& o) { return o.municipality == i.municipality && o.package == i.package; });
    if (twice) read_.problems().add(Code::case_duplicate_element, read_.place(node, "municipality"), {i.municipality + ", " + i.package});
    out.implementing.push_back(std::move(i));
  }

  EntryReader read_;
  std::map<std::tuple<std::string, std::string, std::size_t>, std::set<std::string>> raters_;
  std::map<std::string, std::string> spellings_;  ///< raters in small letters, as they were written first
};

}  // namespace

std::optional<DeterminantRegister> read_determinants(const Source& text, Problems& problems) {
  const auto root = EntryReader(problems).root(text, "register");
  if (!root) return std::nullopt;
  DeterminantRegister out;
  RegisterReader(problems).read(*root, out);
  if (problems.has_errors()) return std::nullopt;
  return out;
}

}  // namespace rettesnor
