// Used: the rules an answer rests on, so that whoever keeps the answer can tell which they were.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/json_writer.hpp"

namespace rettesnor {

struct RulesUsed {
  struct Package {
    std::string name;
    std::string version;
    std::string hash;  ///< SHA-256 of its text, hexadecimal
  };
  struct Signer {
    std::string role;  ///< `author` or `approver`
    std::string name;  ///< whom the signer called himself
    std::string at;    ///< the day or moment, as the signer gave it
    std::string key;   ///< the public half
  };
  struct Bundle {
    std::string id;  ///< SHA-256 of its manifest
    std::vector<Signer> signers;
  };
  std::vector<Package> packages;  ///< all that were loaded, in the order of the files
  std::vector<Bundle> bundles;    ///< that any of them came from; none: all came from folders
};

/// Writes the members `packages` and `bundles` of an object that is begun.
void write_used(JsonWriter& json, const RulesUsed& used);

}  // namespace rettesnor
