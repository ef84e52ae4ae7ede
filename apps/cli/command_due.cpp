// due: what falls due, as a list or a calendar.
#include "apps/cli/commands.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/page.hpp"

namespace rettesnor::cli {

namespace {

class Due {
 public:
  Due(const Arguments& arguments, const Console& console, const Rules& rules)
      : arguments_(arguments), console_(console), rules_(rules), question_(question_of(arguments, false)) {}

  Exit run() {
    CaseInputs inputs = read_inputs(arguments_, console_, rules_);
    std::size_t read = 0;
    for (const Opened& opened : inputs.cases) {
      if (!opened.file->read) continue;
      ++read;
      add(*opened.file->read, question_);
    }
    for (const auto& path : inputs.bulk) read += stream(path, inputs);
    sort_due(rules_.model, items_);
    write();
    return exit_with(inputs, read, Exit::in_order);
  }

 private:
  void add(const Case& subject, const Question& question) {
    const auto prober = open_case(rules_, subject, question);
    const Report report = make_report(*prober, {.missing = false, .decisive = false, .questions = 0});
    for (DueItem& item : find_due(report, arguments_.within_days)) items_.push_back(std::move(item));
  }

  std::size_t stream(const std::filesystem::path& path, CaseInputs& inputs) {
    BulkOptions options;
    options.root = concept_of(arguments_, rules_);
    options.extraction_time = arguments_.extraction_time;
    Question question = question_;
    question.trust_as_of_watermark = false;
    std::size_t read = 0;
    const auto totals = read_cases(rules_.model, path, options, [&](std::uint64_t, std::expected<Case, BadRecord>&& record) {
      if (record) {
        ++read;
        add(*record, question);
      } else {
        ++inputs.unreadable;
        console_.note(render(record.error(), path.generic_string(), arguments_.language));
      }
      return true;
    });
    if (!totals) {
      console_.error(describe(totals.error(), arguments_.language));
      inputs.usage_error = true;
    }
    return read;
  }

  void write() const {
    if (arguments_.ics) {
      console_.write(to_icalendar(rules_.model, items_, question_.as_of, arguments_.language));
    } else if (arguments_.format == Format::text) {
      console_.write(due_page(console_, rules_.model, items_, question_.as_of, arguments_.within_days));
    } else if (arguments_.format == Format::json) {
      JsonWriter json;
      json.begin_array();
      for (const DueItem& item : items_) write_due_item(json, rules_.model, item, arguments_.language);
      console_.write(json.end_array().written() + "\n");
    } else {
      for (const DueItem& item : items_) {
        JsonWriter line(0);
        write_due_item(line, rules_.model, item, arguments_.language);
        console_.write(line.written() + "\n");
      }
    }
  }

  const Arguments& arguments_;
  const Console& console_;
  const Rules& rules_;
  Question question_;
  std::vector<DueItem> items_;
};

}  // namespace

Exit run_due(const Arguments& arguments, const Console& console) {
  auto rules = load_rules(arguments, console);
  if (!rules || !check_choices(arguments, console, *rules)) return Exit::usage;
  return Due(arguments, console, *rules).run();
}

}  // namespace rettesnor::cli
