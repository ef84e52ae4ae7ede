// Bundles made and read again.
#include <gmock/gmock.h>

#include "engine/values/digest.hpp"
#include "tests/engine_publish/publish_support.hpp"

namespace rettesnor {
namespace {

using namespace testing_publish;
using namespace publish;

TEST(Bundle, TheSameFilesGiveTheSameBytesInAnyOrder) {
  const auto made = make_bundle({{"a/one.regel", "language en\n"}, {"a/two.regel", "language da\n"}}, {{"p.two", "1", "draft", "a/two.regel"}, {"p.one", "1", "draft", "a/one.regel"}}, "rettesnor 0");
  ASSERT_TRUE(made);
  EXPECT_EQ(written(*made).value(), written(small()).value());
}

TEST(Bundle, HoldsManifestFirstThenFilesByName) {
  const auto entries = entries_of(with_signature(small(), '1', "author"));
  std::vector<std::string> paths;
  for (const Entry& e : entries) paths.push_back(e.path);
  EXPECT_THAT(paths, testing::ElementsAre("manifest.json", "rules/a/one.regel", "rules/a/two.regel", testing::StartsWith("signatures/author-")));
}

// The form is part of what is signed, so it is written out here by hand.
TEST(Bundle, ManifestIsJsonWithSortedNamesAndNoBlanks) {
  const std::string one = hexadecimal(sha256("language en\n")), two = hexadecimal(sha256("language da\n"));
  EXPECT_EQ(entries_of(small()).front().bytes,
            R"({"files":[{"bytes":12,"path":"a/one.regel","sha256":")" + one + R"("},{"bytes":12,"path":"a/two.regel","sha256":")" + two +
                R"("}],"format":1,"packages":[{"file":"a/one.regel","name":"p.one","status":"draft","version":"1"},)"
                R"({"file":"a/two.regel","name":"p.two","status":"draft","version":"1"}],"tool":"rettesnor 0"})");
}

// No time, no owner: the same on every machine and every day.
TEST(Bundle, HeadersHaveNeitherTimeNorOwner) {
  const std::string bytes = written(small()).value();
  EXPECT_EQ(bytes.substr(0, 13), "manifest.json");
  EXPECT_EQ(bytes.substr(136, 11), "00000000000") << "modified";
  EXPECT_EQ(bytes.substr(108, 6), "000000") << "user";
  EXPECT_EQ(bytes[265], '\0') << "user's name";
}

TEST(Bundle, SigningChangesNeitherContentsNorTheirFingerprint) {
  const Bundle plain = small();
  const auto read = read_bundle(written(with_signature(with_signature(plain, '1', "author"), '2', "approver")).value());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id, plain.id);
  EXPECT_EQ(read->files, plain.files);
  ASSERT_EQ(read->signatures.size(), 2U);
  EXPECT_EQ(read->signatures[0].role, "approver");
  EXPECT_EQ(read->signatures[1].name, "signer 1");
}

TEST(Bundle, SigningAgainReplacesTheSignature) {
  const Bundle once = with_signature(small(), '1', "author");
  EXPECT_EQ(written(with_signature(once, '1', "author")).value(), written(once).value());
}

TEST(Bundle, AVersionThatIsPublishedStaysAsItIs) {
  const Bundle first = small(), other = small("draft", "language en\n-- changed\n");
  EXPECT_FALSE(taken_version(first, first));
  const auto taken = taken_version(other, first);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->code, Code::bundle_version_taken);
  EXPECT_THAT(taken->arguments, testing::ElementsAre("p.one", "1"));
  const Bundle next = make_bundle({{"a/one.regel", "language en\n-- changed\n"}}, {{"p.one", "2", "draft", "a/one.regel"}}, "rettesnor 0").value();
  EXPECT_FALSE(taken_version(next, first));
}

// RFC 8032 §7.1, test 2: a secret half, its public half, and the signature of the one byte 72.
TEST(Signature, IsEd25519) {
  const auto pair = key_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->open, "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const std::string signature = sign(*pair, "\x72");
  EXPECT_EQ(signature, "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  EXPECT_TRUE(is_genuine(pair->open, "\x72", signature));
  EXPECT_FALSE(is_genuine(pair->open, "\x73", signature));
}

TEST(Signature, KeysAreWrittenInOneWay) {
  EXPECT_FALSE(key_of(""));
  EXPECT_FALSE(key_of(std::string(64, 'A')));
  EXPECT_FALSE(key_of(std::string(63, 'a')));
  EXPECT_NE(new_key().secret, new_key().secret);
}

}  // namespace
}  // namespace rettesnor
