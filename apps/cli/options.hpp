// Which options each command takes. Internal to the reading of arguments.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "apps/cli/arguments.hpp"

namespace rettesnor::cli {

/// The raw texts that CLI11 collects; their meaning is read afterwards, with messages of our own.
struct Raw {
  std::vector<std::string> positional, rules, overlays, pins, after, verdicts, previous, cases, codes, pins_new, overlays_new;
  std::string as_of, known_at, extraction_time, lang, format, within, to, most, out, key_file, threads, shard, rule, threshold, map, period, size, seed, strata, latest_before, month, need, config, as_of_new, by, audit, reg;
};

/// Declares the options of a command.
void add_options(CLI::App& app, Command command, Raw& raw, Arguments& out);

}  // namespace rettesnor::cli
