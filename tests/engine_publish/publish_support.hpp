// A small bundle, keys that are the same every time, and bundles put together by hand.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/publish/trust.hpp"

namespace rettesnor::testing_publish {

/// Keys of known seeds, so that nothing here is left to chance.
inline publish::KeyPair key(char letter) { return publish::key_of(std::string(64, letter)).value(); }

inline publish::Bundle small(const std::string& status = "draft", const std::string& text = "language en\n") {
  auto made = publish::make_bundle({{"a/two.regel", "language da\n"}, {"a/one.regel", text}}, {{"p.one", "1", status, "a/one.regel"}, {"p.two", "1", "draft", "a/two.regel"}}, "rettesnor 0");
  EXPECT_TRUE(made);
  return *made;
}

inline publish::Bundle with_signature(publish::Bundle bundle, char letter, const std::string& role) {
  publish::add_signature(bundle, key(letter), role, std::string("signer ") + letter, "2026-11-26");
  return bundle;
}

/// The entries as they stand in a bundle's bytes.
inline std::vector<publish::Entry> entries_of(const publish::Bundle& bundle) { return publish::unpack(publish::written(bundle).value()).value(); }

/// The code of a refusal, `-` if there is none.
template <class Result>
std::string number_of(const Result& read) {
  return read ? "-" : std::string(rettesnor::number_of(read.error().code));
}

}  // namespace rettesnor::testing_publish
