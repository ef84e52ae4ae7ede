#include "apps/cli/options.hpp"

namespace rettesnor::cli {

namespace {

void add_reading_options(CLI::App& app, Raw& raw, Arguments& out) {
  app.add_option("--rules", raw.rules)->allow_extra_args(false);
  app.add_option("--overlay", raw.overlays)->allow_extra_args(false);
  app.add_option("--as-of", raw.as_of);
  app.add_option("--known-at", raw.known_at);
  app.add_option("--extraction-time", raw.extraction_time);
  app.add_option("--municipality", out.municipality);
  app.add_option("--pin", raw.pins)->allow_extra_args(false);
  app.add_option("--concept", out.concept_name);
  app.add_flag("--verified-only", out.verified_only);
}

}  // namespace

void add_options(CLI::App& app, Command command, Raw& raw, Arguments& out) {
  app.add_option("input", raw.positional);
  app.add_option("--lang", raw.lang);
  app.add_flag("--verbose,-v", out.verbose);
  app.add_option("--config", raw.config);
  switch (command) {
    case Command::check:
      add_reading_options(app, raw, out);
      app.add_option("--format", raw.format);
      app.add_option("--codes", raw.codes)->allow_extra_args(false);
      app.add_flag("--summary", out.summary);
      app.add_flag("--all", out.all);
      break;
    case Command::explain:
      add_reading_options(app, raw, out);
      app.add_option("--format", raw.format);
      app.add_option("--codes", raw.codes)->allow_extra_args(false);
      app.add_option("--instance", out.instance);
      app.add_flag("--all", out.all);
      break;
    case Command::ask:
      add_reading_options(app, raw, out);
      app.add_option("--format", raw.format);
      app.add_option("--most", raw.most);
      break;
    case Command::due:
      add_reading_options(app, raw, out);
      app.add_option("--format", raw.format);
      app.add_option("--within", raw.within);
      app.add_flag("--ics", out.ics);
      break;
    case Command::test:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--filter", out.filter);
      app.add_option("--format", raw.format);
      app.add_flag("--coverage", out.coverage);
      app.add_flag("--propose", out.propose);
      app.add_flag("--bless", out.bless);
      app.add_flag("--all", out.all);
      app.add_option("--threshold", raw.threshold);
      app.add_option("-o,--out", raw.out);
      break;
    case Command::mutate:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--filter", out.filter);
      app.add_option("--format", raw.format);
      app.add_flag("--all", out.all);
      app.add_option("--threshold", raw.threshold);
      app.add_option("-o,--out", raw.out);
      break;
    case Command::diff:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--format", raw.format);
      app.add_flag("--all", out.all);
      break;
    case Command::plan:
      add_reading_options(app, raw, out);
      app.add_option("--cases", raw.cases)->expected(1);
      app.add_option("--map", raw.map);
      app.add_option("--pin-new", raw.pins_new)->allow_extra_args(false);
      app.add_option("--overlay-new", raw.overlays_new)->allow_extra_args(false);
      app.add_option("--as-of-new", raw.as_of_new);
      app.add_option("--threads", raw.threads);
      app.add_option("--format", raw.format);
      app.add_flag("--all", out.all);
      break;
    case Command::docs:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--as-of", raw.as_of);
      app.add_option("-o,--out", raw.out);
      break;
    case Command::lint:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--as-of", raw.as_of);
      app.add_option("--cases", raw.cases)->allow_extra_args(false);
      app.add_option("--extraction-time", raw.extraction_time);
      app.add_option("--concept", out.concept_name);
      app.add_option("--format", raw.format);
      break;
    case Command::analyze:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--overlay", raw.overlays)->allow_extra_args(false);
      app.add_option("--same", out.same)->expected(2);
      app.add_option("--format", raw.format);
      break;
    case Command::fmt:
      app.add_flag("--check", out.check_only);
      app.add_flag("--diff", out.diff);
      break;
    case Command::translate:
      app.add_option("--to", raw.to);
      app.add_flag("--write", out.write);
      break;
    case Command::audit:
      add_reading_options(app, raw, out);
      app.add_option("-o,--out", raw.out);
      app.add_option("--map", raw.map);
      app.add_option("--codes", raw.codes)->allow_extra_args(false);
      app.add_option("--period", raw.period);
      app.add_option("--key-file", raw.key_file);
      app.add_option("--threads", raw.threads);
      app.add_option("--shard", raw.shard);
      app.add_flag("--resume", out.resume);
      app.add_flag("--keep-ids", out.keep_ids);
      app.add_flag("--keep-days", out.keep_days);
      app.add_option("--format", raw.format);
      break;
    case Command::map:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--concept", out.concept_name);
      break;
    case Command::import:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--known-at", raw.known_at);
      app.add_option("--extraction-time", raw.extraction_time);
      app.add_option("--concept", out.concept_name);
      app.add_option("--map", raw.map);
      app.add_option("--codes", raw.codes)->allow_extra_args(false);
      app.add_option("-o,--out", raw.out);
      app.add_option("--format", raw.format);
      break;
    case Command::verify:
      app.add_option("--head", out.head);
      app.add_option("--format", raw.format);
      break;
    case Command::sample:
      app.add_option("--rule", raw.rule);
      app.add_option("--size", raw.size);
      app.add_option("--seed", raw.seed);
      app.add_option("--strata", raw.strata);
      app.add_option("--latest-before", raw.latest_before);
      app.add_option("--format", raw.format);
      app.add_option("--out", raw.out);
      break;
    case Command::review:
      app.add_option("--format", raw.format);
      break;
    case Command::report:
      app.add_option("--rule", raw.rule);
      app.add_option("--format", raw.format);
      app.add_option("--threshold", raw.threshold);
      app.add_option("--after", raw.after)->allow_extra_args(false);
      app.add_option("--need", raw.need);
      app.add_option("--municipality", out.municipality);
      app.add_option("--register", raw.reg);
      app.add_option("-o,--out", raw.out);
      break;
    case Command::cases:
      app.add_option("--rule", raw.rule);
      app.add_option("--municipality", out.municipality);
      app.add_option("--month", raw.month);
      app.add_option("--verdict", raw.verdicts)->allow_extra_args(false);
      app.add_option("--format", raw.format);
      app.add_option("-o,--out", raw.out);
      break;
    case Command::lsp:
      app.add_flag("--stdio");  // what editors pass to say which way they speak; there is no other
      break;
    case Command::bundle:
      app.add_option("--rules", raw.rules)->allow_extra_args(false);
      app.add_option("--previous", raw.previous)->allow_extra_args(false);
      app.add_option("-o,--out", raw.out);
      break;
    case Command::sign:
      app.add_option("--key", raw.key_file);
      app.add_option("--role", out.role);
      app.add_option("--name", out.signer);
      app.add_option("--at", out.at);
      break;
    case Command::invest:
      app.add_option("--seed", raw.seed);
      app.add_option("--format", raw.format);
      app.add_option("-o,--out", raw.out);
      break;
    case Command::implementation:
      app.add_option("--audit", raw.audit);
      app.add_option("--after", raw.after)->allow_extra_args(false);
      app.add_option("--by", raw.by);
      app.add_option("--as-of", raw.as_of);
      app.add_option("--threshold", raw.threshold);
      app.add_option("--format", raw.format);
      app.add_option("-o,--out", raw.out);
      break;
    case Command::key:
    case Command::explain_code:
    case Command::help:
    case Command::version: break;
  }
}

}  // namespace rettesnor::cli
