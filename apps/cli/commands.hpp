// The commands: each takes the arguments and gives the exit code.
#pragma once

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"

namespace rettesnor::cli {

Exit run_check(const Arguments& arguments, const Console& console);
Exit run_explain(const Arguments& arguments, const Console& console);
Exit run_ask(const Arguments& arguments, const Console& console);
Exit run_due(const Arguments& arguments, const Console& console);
Exit run_test(const Arguments& arguments, const Console& console);
Exit run_mutate(const Arguments& arguments, const Console& console);
Exit run_docs(const Arguments& arguments, const Console& console);
Exit run_diff(const Arguments& arguments, const Console& console);
Exit run_plan(const Arguments& arguments, const Console& console);
Exit run_lint(const Arguments& arguments, const Console& console);
Exit run_analyze(const Arguments& arguments, const Console& console);
Exit run_fmt(const Arguments& arguments, const Console& console);
Exit run_translate(const Arguments& arguments, const Console& console);
Exit run_explain_code(const Arguments& arguments, const Console& console);
Exit run_lsp(const Arguments& arguments, const Console& console);
Exit run_audit(const Arguments& arguments, const Console& console);
Exit run_import(const Arguments& arguments, const Console& console);
Exit run_map(const Arguments& arguments, const Console& console);
Exit run_verify(const Arguments& arguments, const Console& console);
Exit run_bundle(const Arguments& arguments, const Console& console);
Exit run_sign(const Arguments& arguments, const Console& console);
Exit run_key(const Arguments& arguments, const Console& console);
/// `verify` of a bundle.
Exit verify_bundle(const Arguments& arguments, const Console& console);
Exit run_sample(const Arguments& arguments, const Console& console);
Exit run_review(const Arguments& arguments, const Console& console);
Exit run_report(const Arguments& arguments, const Console& console);
Exit run_invest(const Arguments& arguments, const Console& console);
Exit run_implementation(const Arguments& arguments, const Console& console);
Exit run_cases(const Arguments& arguments, const Console& console);

}  // namespace rettesnor::cli
