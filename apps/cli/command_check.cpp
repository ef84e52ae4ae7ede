// check: verdicts, missing facts, suggestions; one case, several, or many.
#include <filesystem>

#include "apps/cli/bulk_page.hpp"
#include "apps/cli/code_lists.hpp"
#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/page.hpp"

namespace rettesnor::cli {

namespace {

constexpr std::size_t findings_shown = 20;

class Check {
 public:
  Check(const Arguments& arguments, const Console& console, Rules rules, CodeLists lists)
      : arguments_(arguments), console_(console), rules_(std::move(rules)), lists_(std::move(lists)), question_(question_of(arguments, false)),
        sums_(rules_.model, arguments.language, !arguments.summary, arguments.all ? SIZE_MAX : findings_shown), used_(used_by(rules_)) {}

  Exit run() {
    CaseInputs inputs = read_inputs(arguments_, console_, rules_);
    if (arguments_.format == Format::json && !arguments_.summary) {
      json_ = std::make_unique<JsonWriter>();
      const bool one = inputs.cases.size() == 1 && inputs.bulk.empty();
      if (!one) json_->begin_array();
      for (Opened& opened : inputs.cases) single(opened);
      for (const auto& path : inputs.bulk) bulk(path, inputs);
      if (!one) json_->end_array();
      console_.write(json_->written() + "\n");
    } else {
      for (Opened& opened : inputs.cases) single(opened);
      for (const auto& path : inputs.bulk) bulk(path, inputs);
      if (counting()) {
        console_.write(arguments_.format == Format::text ? sums_.page(console_, question_.as_of, inputs.unreadable)
                                                         : sums_.json(question_.as_of, used_, inputs.unreadable));
      }
    }
    const bool found = found_ || sums_.has_findings();
    return exit_with(inputs, read_, found ? Exit::findings : Exit::in_order);
  }

 private:
  // Counts are printed with --summary, and as text for files of many cases.
  bool counting() const { return arguments_.summary || (bulk_seen_ && arguments_.format == Format::text); }

  void single(Opened& opened) {
    if (!opened.file->read) {
      if (arguments_.format != Format::text && !arguments_.summary) unreadable(errors_of(*opened.file, arguments_.language));
      return;
    }
    ++read_;
    for (const Diagnostic& d : code_findings(rules_.model, *opened.file->read, lists_.use)) {
      console_.note(render(d, opened.file->source, {arguments_.language, console_.colour_on_error()}));
    }
    judge(*opened.file->read, question_);
  }

  void count(Prober& prober) {
    std::vector<InstanceResult> judged = prober.judge_all();
    second_look(prober.question()).hold(prober.subject(), judged);
    sums_.add(prober, std::move(judged));
  }

  // Plans are made once for each of the two questions that a run may ask.
  SecondLook& second_look(const Question& question) {
    auto& look = question.trust_as_of_watermark ? look_at_one_ : look_at_many_;
    if (!look) look = std::make_unique<SecondLook>(rules_.model, question);
    return *look;
  }

  void judge(const Case& subject, const Question& question) {
    const auto prober = open_case(rules_, subject, question);
    prober->name_codes(&lists_.use);
    if (arguments_.summary) {
      count(*prober);
      return;
    }
    const Report report = make_report(*prober, {.second_look = &second_look(question)});
    found_ = found_ || report.has_findings();
    if (arguments_.format == Format::text) {
      std::string page = report_page(console_, *prober, report, {.all = arguments_.all, .as_of_is_now = !arguments_.as_of});
      console_.write((pages_++ > 0 ? "\n\n" : "") + page);
    } else if (json_) {
      write_report(*json_, *prober, used_, report, {}, arguments_.language);
    } else {
      JsonWriter line(0);
      write_report(line, *prober, used_, report, {}, arguments_.language);
      console_.write(line.written() + "\n");
    }
  }

  void unreadable(const std::vector<ReportError>& errors) {
    JsonWriter own(0);
    JsonWriter& json = json_ ? *json_ : own;
    json.begin_object().key("case").null().key("errors").begin_array();
    for (const ReportError& e : errors) {
      json.begin_object().member("code", e.code).member("message", e.message).member("file", e.file);
      json.key("line").number(e.line).key("column").number(e.column).end_object();
    }
    json.end_array().end_object();
    if (!json_) console_.write(own.written() + "\n");
  }

  void bulk(const std::filesystem::path& path, CaseInputs& inputs) {
    bulk_seen_ = true;
    const Question question = question_of_bulk();
    Progress progress(console_, path);
    BulkOptions options;
    options.root = concept_of(arguments_, rules_);
    options.extraction_time = arguments_.extraction_time;
    std::uint64_t seen = 0;
    const auto totals = read_cases(rules_.model, path, options, [&](std::uint64_t line, std::expected<Case, BadRecord>&& record) {
      progress.at(++seen, line);
      if (!record) {
        ++inputs.unreadable;
        bad_record(path, record.error());
        return true;
      }
      ++read_;
      if (arguments_.summary || arguments_.format == Format::text) {
        count(*open_case(rules_, *record, question));
      } else {
        judge(*record, question);
      }
      return true;
    });
    if (!totals) {
      console_.error(describe(totals.error(), arguments_.language));
      inputs.usage_error = true;
    }
  }

  Question question_of_bulk() const {
    Question out = question_;
    out.trust_as_of_watermark = false;
    return out;
  }

  void bad_record(const std::filesystem::path& path, const BadRecord& record) {
    const std::string name = path.generic_string();
    // A broken file must not flood the terminal.
    constexpr std::size_t most = 20;
    if (bad_shown_ < most) console_.note(render(record, name, arguments_.language));
    if (++bad_shown_ == most) console_.error(in(arguments_.language, "flere linjer kunne ikke læses; resten tælles kun", "more lines could not be read; the rest are only counted"));
    if (arguments_.format != Format::ndjson || arguments_.summary) return;
    std::vector<ReportError> errors;
    for (const Diagnostic& d : record.problems) {
      const RecordPlace at = place(record, d);
      errors.push_back({std::string(number_of(d.code)), line_text(d, arguments_.language), name, static_cast<std::uint32_t>(at.line), at.column});
    }
    unreadable(errors);
  }

  const Arguments& arguments_;
  const Console& console_;
  Rules rules_;
  CodeLists lists_;
  Question question_;
  BulkSums sums_;
  RulesUsed used_;
  std::unique_ptr<SecondLook> look_at_one_, look_at_many_;
  std::unique_ptr<JsonWriter> json_;
  std::size_t read_ = 0;
  std::size_t pages_ = 0;
  std::size_t bad_shown_ = 0;
  bool bulk_seen_ = false;
  bool found_ = false;
};

}  // namespace

Exit run_check(const Arguments& arguments, const Console& console) {
  auto rules = load_rules(arguments, console);
  if (!rules || !check_choices(arguments, console, *rules)) return Exit::usage;
  auto lists = read_code_lists(arguments, console, *rules);
  if (!lists) return Exit::usage;
  return Check(arguments, console, std::move(*rules), std::move(*lists)).run();
}

}  // namespace rettesnor::cli
