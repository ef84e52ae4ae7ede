// Whom to trust: each combination of settings, status and signatures, and what is said of it.
#include "tests/engine_publish/publish_support.hpp"

namespace rettesnor {
namespace {

using namespace testing_publish;
using namespace publish;

Settings naming(std::vector<std::pair<char, std::string>> keys, bool require = false) {
  Settings out;
  out.require_signed = require;
  for (const auto& [letter, role] : keys) out.trusted.push_back({role, std::string("known ") + letter, key(letter).open});
  return out;
}

struct Row {
  const char* what;
  std::string status;
  std::vector<std::pair<char, std::string>> signatures;
  Settings settings;
  std::string refused;
};

TEST(Trust, Table) {
  const std::vector<std::pair<char, std::string>> both{{'1', "author"}, {'2', "approver"}};
  const std::vector<Row> rows{
      {"a draft without a signature, nothing required", "draft", {}, {}, "-"},
      {"a draft without a signature, one required", "draft", {}, naming(both, true), "P012"},
      {"required, nobody named", "draft", both, naming({}, true), "P013"},
      {"signed by a stranger, required", "draft", {{'3', "author"}}, naming(both, true), "P013"},
      {"signed by a stranger, not required", "draft", {{'3', "author"}}, naming(both), "-"},
      {"signed by one who is named", "draft", {{'1', "author"}}, naming(both, true), "-"},
      {"a named key in another role", "draft", {{'1', "approver"}}, naming(both, true), "P014"},
      {"a named key in another role, beside good ones", "published", {{'1', "author"}, {'2', "approver"}, {'2', "author"}}, naming(both, true), "P014"},
      {"in force by both", "published", both, naming(both, true), "-"},
      {"in force by both, nobody named", "published", both, {}, "-"},
      {"in force without a signature, nothing required", "published", {}, {}, "P016"},
      {"in force by its author alone", "published", {{'1', "author"}}, naming(both), "P016"},
      {"in force by its approver alone", "udgivet", {{'2', "approver"}}, naming(both), "P016"},
      {"in force, approved by a stranger", "in_force", {{'1', "author"}, {'3', "approver"}}, naming(both), "P016"},
      {"one key in both roles", "published", {{'1', "author"}, {'1', "approver"}}, {}, "P015"},
      {"one key in both roles, named in both", "published", {{'1', "author"}, {'1', "approver"}}, naming({{'1', "author"}, {'1', "approver"}}, true), "P015"},
      {"two authors of whom one approves", "published", {{'1', "author"}, {'3', "author"}, {'1', "approver"}}, {}, "-"},
  };
  for (const Row& row : rows) {
    Bundle bundle = small(row.status);
    for (const auto& [letter, role] : row.signatures) bundle = with_signature(bundle, letter, role);
    const auto refused = refusal(read_bundle(written(bundle).value()).value(), row.settings);
    EXPECT_EQ(refused ? number_of(refused->code) : "-", row.refused) << row.what;
    if (refused) {
      EXPECT_FALSE(row_of(refused->code).help_danish.empty()) << row.what << ": no way out";
    }
  }
}

TEST(Trust, NamesThePersonAsTheReaderKnowsThem) {
  const Bundle bundle = with_signature(small(), '1', "author");
  EXPECT_EQ(trusted_as(bundle.signatures.front(), naming({{'1', "author"}})), "known 1");
  EXPECT_FALSE(trusted_as(bundle.signatures.front(), naming({{'1', "approver"}})));
}

}  // namespace
}  // namespace rettesnor
