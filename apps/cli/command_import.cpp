// import: what another system reports, as cases in JSON lines.
#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "apps/cli/code_lists.hpp"
#include "apps/cli/commands.hpp"
#include "apps/cli/ffb_page.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/mapped.hpp"
#include "apps/cli/put_out.hpp"
#include "apps/cli/replace_file.hpp"

namespace rettesnor::cli {

namespace {

namespace fs = std::filesystem;

/// Cases that the rules can read, one a line; the others are said and counted.
class Import {
 public:
  Import(const Arguments& arguments, const Console& console, const Rules& rules, const CodeLists& lists, MappedSource& source, std::function<void(const std::string&)> put)
      : arguments_(arguments), console_(console), model_(rules.model), lists_(lists), source_(source), put_(std::move(put)) {}

  /// @return false: said why not
  bool run() {
    constexpr std::size_t most_bytes = DataLimits{}.max_bytes;
    const auto feed = source::CaseFeed::open(source_.mapping, *source_.tables, 0, most_bytes);
    if (!feed) {
      complain(console_, arguments_.inputs.front(), feed.error());
      return false;
    }
    RecordReader reader(model_, {.root = source_.mapping.root, .extraction_time = arguments_.extraction_time, .limits = {}});
    for (Record record; (*feed)->next(record);) {
      if (!record.faults.empty()) {
        for (const RecordFault& f : record.faults) refused(record, f.code, f.spot);
        ++kept_out_;
        continue;
      }
      const auto found = reader.read(record.number, record.text, record.too_long);
      if (!found) {
        ++kept_out_;
        for (const Diagnostic& d : found.error().problems) {
          if (shown_refused_++ < most_shown) said(d, place_of(record, d.at.begin));
        }
        continue;
      }
      for (const Diagnostic& d : doubts(*found)) {
        if (shown_doubts_++ < most_shown) said(d, place_of(record, d.at.begin));
        ++doubts_[d.code];
      }
      // A line stands for itself, also where the rules know several kinds of case.
      put_("{\"concept\":" + source::json_text(model_.concepts[source_.mapping.root].name) + "," + record.text.substr(1) + '\n');
      ++cases_;
    }
    return true;
  }

  std::uint64_t cases() const { return cases_; }
  std::uint64_t kept_out() const { return kept_out_; }
  const std::map<Code, std::uint64_t>& doubtful() const { return doubts_; }

 private:
  static constexpr std::size_t most_shown = 20;

  std::vector<Diagnostic> doubts(const Case& subject) const {
    std::vector<Diagnostic> out = quality_findings(model_, subject);
    // A municipality's code has no place in a bundle: it stands in the mapping, once for all.
    std::erase_if(out, [](const Diagnostic& d) { return d.code == Code::case_no_such_municipality; });
    const std::vector<Diagnostic> unlisted = code_findings(model_, subject, lists_.use);
    out.insert(out.end(), unlisted.begin(), unlisted.end());
    return out;
  }

  ffb::Place place_of(const Record& record, std::uint32_t at) const {
    auto after = std::ranges::upper_bound(record.origins, at, {}, &RecordOrigin::begin);
    if (after == record.origins.begin()) return {};
    const RecordSpot& spot = std::prev(after)->spot;
    return source_.bundles->place(spot.table, spot.line);
  }
  void said(const Diagnostic& what, const ffb::Place& place) {
    console_.note(finding_line(source_.bundles->tidings().files[place.file], place, what, console_.language()));
  }
  /// A mistake of a row. What was wrong with its bundle has been said already.
  void refused(const Record&, const std::string& code, const RecordSpot& spot) {
    const auto known = find_code(code);
    const bool of_bundle = source_.bundles->tidings().findings.counts().contains(known.value_or(Code::case_empty));
    if (!known || of_bundle || shown_refused_++ >= most_shown) return;
    std::string column;
    const auto columns = source_.tables->columns(spot.table);
    if (columns && spot.column > 0 && spot.column <= columns->size()) column = (*columns)[spot.column - 1];
    const ffb::Place place = source_.bundles->place(spot.table, spot.line);
    console_.note(text(console_.language(), "{0}:{1}:{2}: fejl[{3}]: `{4}`: {5}\n", "{0}:{1}:{2}: error[{3}]: `{4}`: {5}\n",
                       {source_.bundles->tidings().files[place.file], std::to_string(place.line), std::to_string(place.column), code, spot.table + (column.empty() ? "" : "." + column),
                        report::meaning_of(code, console_.language())}));
  }

  const Arguments& arguments_;
  const Console& console_;
  const Model& model_;
  const CodeLists& lists_;
  MappedSource& source_;
  std::function<void(const std::string&)> put_;
  std::map<Code, std::uint64_t> doubts_;
  std::uint64_t cases_ = 0, kept_out_ = 0;
  std::size_t shown_doubts_ = 0, shown_refused_ = 0;
};

void say_sums(const Arguments& arguments, const Console& console, const ffb::Tidings& tidings, const Import& import) {
  const Language l = console.language();
  if (arguments.format == Format::json && !arguments.out.empty()) {
    JsonWriter json;
    json.begin_object().member("out", arguments.out.generic_string()).key("cases").number(static_cast<std::int64_t>(import.cases()));
    json.key("kept_out").number(static_cast<std::int64_t>(import.kept_out()));
    json.key("doubtful").begin_object();
    for (const auto& [code, n] : import.doubtful()) json.key(number_of(code)).number(static_cast<std::int64_t>(n));
    json.end_object();
    write_tidings(json, tidings, l);
    console.write(json.end_object().written() + "\n");
    return;
  }
  std::string page;
  for (const auto& [code, n] : import.doubtful()) {
    page += text(l, "  {0}: {1} – {2}\n", "  {0}: {1} – {2}\n", {std::string(number_of(code)), std::to_string(n), report::meaning_of(std::string(number_of(code)), l)});
  }
  page += text(l, "sager: {0}", "cases: {0}", {std::to_string(import.cases())});
  if (import.kept_out() > 0) page += text(l, " · holdt ude: {0}", " · kept out: {0}", {std::to_string(import.kept_out())});
  page += arguments.out.empty() ? "\n" : text(l, " · skrevet i {0}\n", " · written to {0}\n", {arguments.out.generic_string()});
  if (arguments.out.empty()) console.note(page); else console.write(page);
}

}  // namespace

Exit run_import(const Arguments& arguments, const Console& console) {
  const Language l = console.language();
  const auto rules = load_rules(arguments, console);
  if (!rules || !check_choices(arguments, console, *rules)) return Exit::usage;
  const auto lists = read_code_lists(arguments, console, *rules);
  if (!lists) return Exit::usage;
  const auto source = open_mapped(arguments, console, *rules, &lists->use);
  if (!source) return Exit::usage;
  const ffb::Tidings& tidings = source->bundles->tidings();
  if (is_one_of(arguments, console, std::vector<fs::path>(tidings.files.begin(), tidings.files.end()))) return Exit::usage;
  std::optional<OutFile> file;
  const auto cannot_write = [&] {
    console.error(text(l, "`{0}` kan ikke skrives", "`{0}` cannot be written", {arguments.out.generic_string()}));
    return Exit::usage;
  };
  if (!arguments.out.empty()) {
    file.emplace(arguments.out);
    if (!file->is_open()) return cannot_write();
  }
  Import import(arguments, console, *rules, *lists, *source, [&](const std::string& line) {
    if (file) file->stream() << line; else console.write(line);
  });
  if (!import.run()) return Exit::usage;
  if (file && !file->put_in_place()) return cannot_write();
  say_sums(arguments, console, tidings, import);
  return import.kept_out() > 0 || tidings.bad > 0 ? Exit::partial : Exit::in_order;
}

}  // namespace rettesnor::cli
