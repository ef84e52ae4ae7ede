// The tables of an investment model's result, in the order that they are read. Internal to engine/invest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/invest/calculate.hpp"
#include "engine/report/table.hpp"

namespace rettesnor::invest {

std::string payer_name(Payer payer, Language language);
std::string kind_name(EstimateKind kind, Language language);
/// What a number of the model is called: `success` is `succes` in Danish.
std::string estimate_name(const std::string& name, Language language);
/// Whole kroner, thousands set apart.
std::string kroner(double amount, Language language);

/// The net result by payer.
report::Table payer_table(const InvestmentModel& model, const Result& result, Language language);
/// What is known of the citizens, with its source.
report::Table citizen_table(const InvestmentModel& model, Language language);
/// By year and payer, not discounted, with the running present value.
report::Table year_table(const InvestmentModel& model, const Result& result, Language language);
/// What decides the sign.
report::Table key_table(const InvestmentModel& model, const Result& result, Language language);
report::Table tornado_table(const Result& result, Language language);
report::Table simulation_table(const Result& result, Language language);
/// Measured, literature, guess.
report::Table basis_table(const Result& result, Language language);
/// Every number with source and owner.
report::Table estimate_table(const InvestmentModel& model, const Result& result, Language language);

/// What must be said with every result.
std::vector<std::string> cautions(const Result& result, Language language);

}  // namespace rettesnor::invest
