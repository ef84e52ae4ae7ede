#include "tests/engine_invest/invest_support.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/store/files.hpp"

namespace rettesnor::testing_invest {

std::string text_of(const std::string& path) {
  const auto text = read_file(path, 1'000'000);
  EXPECT_TRUE(text.has_value()) << path;
  return text.value_or("");
}

namespace {

constexpr std::size_t most = 50;

}  // namespace

InvestmentModel accepted(const std::string& text) {
  const Source source{.name = "model.yaml", .text = text};
  Problems problems({}, most);
  auto out = read_investment(source, problems);
  EXPECT_TRUE(out.has_value()) << text;
  return std::move(out).value_or(InvestmentModel{});
}

std::vector<std::string> refused(const std::string& text) {
  const Source source{.name = "model.yaml", .text = text};
  Problems problems({}, most);
  const auto read = read_investment(source, problems);
  std::vector<std::string> out;
  for (const Diagnostic& d : problems.take()) {
    const auto at = source.position(d.at.begin);
    out.push_back(fmt::format("{} {}:{}", number_of(d.code), at.line, at.column));
  }
  EXPECT_EQ(read.has_value(), out.empty());
  return out;
}

std::string changed(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from << " stands twice";
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace rettesnor::testing_invest
