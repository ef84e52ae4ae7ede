// Any bytes as a bundle, a manifest, a signature and settings: refused, or read so that writing gives the same bytes again;
// never more in memory than the bytes that there are.
#include "engine/publish/trust.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rettesnor;
  using fuzz::require;
  const std::string text = fuzz::text_of(data, size);
  if (const auto entries = publish::unpack(text)) {
    std::size_t total = 0;
    for (const publish::Entry& entry : *entries) {
      require(publish::is_inner_path(entry.path) && entry.bytes.size() <= publish::largest_entry(entry.path));
      total += entry.bytes.size();
    }
    require(total <= size && entries->size() <= publish::most_entries);
    const auto again = publish::pack(*entries);
    require(again && publish::unpack(*again).value() == *entries);
  }
  if (const auto bundle = publish::read_bundle(text)) {
    require(publish::written(*bundle).value() == text);
    (void)publish::refusal(*bundle, {});
  }
  if (const auto manifest = publish::read_manifest(text)) require(publish::written(*manifest) == text);
  if (const auto signature = publish::read_signature(text)) require(publish::written(*signature) == text);
  if (const auto settings = read_settings(text); !settings) require(settings.error().code == Code::settings_unreadable);
  return 0;
}
