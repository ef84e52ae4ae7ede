// Fingerprints against the published examples of FIPS 180-4 and RFC 4231.
#include "engine/values/digest.hpp"

#include <gtest/gtest.h>

namespace rettesnor {
namespace {

TEST(Digest, Sha256OfThePublishedExamples) {
  EXPECT_EQ(hexadecimal(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hexadecimal(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hexadecimal(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, PiecesGiveTheSameAsTheWholeAndMayGoOn) {
  Sha256 sum;
  sum.add("ab");
  EXPECT_EQ(sum.digest(), sha256("ab"));
  sum.add("c");
  EXPECT_EQ(sum.digest(), sha256("abc"));
}

TEST(Digest, TheKeyedFormOfRfc4231Case2) {
  EXPECT_EQ(hexadecimal(keyed_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace rettesnor
