#include "engine/explain/used.hpp"

namespace rettesnor {

void write_used(JsonWriter& json, const RulesUsed& used) {
  json.key("packages").begin_array();
  for (const RulesUsed::Package& package : used.packages) {
    json.begin_object().member("id", package.name).member("version", package.version).member("hash", package.hash).end_object();
  }
  json.end_array().key("bundles").begin_array();
  for (const RulesUsed::Bundle& bundle : used.bundles) {
    json.begin_object().member("id", bundle.id).key("signatures").begin_array();
    for (const RulesUsed::Signer& s : bundle.signers) {
      json.begin_object().member("role", s.role).member("name", s.name).member("at", s.at).member("key", s.key).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace rettesnor
