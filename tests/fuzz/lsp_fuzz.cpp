// Any bytes on the standard input of the language server: they are answered or end the session. What comes out is messages of
// the protocol and nothing else, none says that the server itself failed, and the exit code is 0 or 1.
//
// Lines that begin with `{` are messages and get their heading; whatever else stands there is sent as it is.
#include <sys/mman.h>
#include <unistd.h>

#include <sstream>

#include "apps/lsp/frames.hpp"
#include "apps/lsp/json.hpp"
#include "apps/lsp/serve.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace rettesnor;
using fuzz::require;
using lsp::Json;

// Addresses of files become others: what lies on the disk is not what is tried here.
void without_files(Json& json, int depth = 0) {
  if (json.is_string() && json.get_ref<const std::string&>().starts_with("file:")) json = "untitled:" + json.get<std::string>();
  if (!json.is_structured() || depth > 100) return;
  for (Json& part : json) without_files(part, depth + 1);
}

class File {
 public:
  File() : number_(::memfd_create("lsp_fuzz", 0)) { require(number_ >= 0); }
  ~File() { ::close(number_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int number() const { return number_; }
  void write(std::string_view bytes) const { require(::pwrite(number_, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size())); }
  std::string read() const {
    std::string out(static_cast<std::size_t>(::lseek(number_, 0, SEEK_END)), '\0');
    require(::pread(number_, out.data(), out.size(), 0) == static_cast<ssize_t>(out.size()));
    return out;
  }

 private:
  int number_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream in(fuzz::text_of(data, size));
  std::string bytes;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with('{')) {
      // A heading in here may make a message of what follows: no file may be named in it.
      if (line.find("file") == std::string::npos && line.find("\\u") == std::string::npos) bytes += line + "\n";
      continue;
    }
    Json message = Json::parse(line, nullptr, false);
    if (!message.is_discarded()) {
      without_files(message);
      line = lsp::written(message);
    }
    bytes += lsp::framed(line);
  }
  const File input, output;
  input.write(bytes);
  const int code = lsp::serve(input.number(), output.number(), {.version = "0", .today = Date{20000}});
  require(code == 0 || code == 1);
  lsp::Frames frames;
  const std::string written = output.read();
  frames.feed(written);
  std::size_t whole = 0;
  while (const auto answer = frames.next()) {
    whole += lsp::framed(*answer).size();
    const Json json = Json::parse(*answer, nullptr, false);
    require(json.is_object() && lsp::text_at(json, {"jsonrpc"}) == "2.0");
    const Json* const error = lsp::find(json, {"error", "code"});
    require(error == nullptr || *error != lsp::internal_error);
  }
  require(whole == written.size());
  return 0;
}
