// Random edits of open files with random questions in between: no edit may crash the server, no answer may be an internal
// error, every place that is named as one of the same name has that name, and after any edits the server says of what is wrong
// with a text what one says that meets it for the first time.
//
// RETTESNOR_ROUNDS=1000 makes a million edits instead of a thousand; RETTESNOR_SEED draws others.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "apps/lsp/server.hpp"
#include "grammar/translate.hpp"

namespace rettesnor::lsp {
namespace {

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* const value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

constexpr std::array requests{"hover", "definition", "references", "documentHighlight", "prepareRename", "rename", "completion",
                              "codeAction", "formatting", "documentSymbol", "foldingRange", "semanticTokens/full", "codeLens",
                              "inlayHint", "documentLink"};

struct Text {
  std::string uri, original, now;
};

class Editing {
 public:
  explicit Editing(std::uint64_t seed) : chance_(seed) {
    texts_.push_back({"untitled:permits.regel", file_text("samples/permits/permits.regel"), {}});
    const Source permits{"permits.regel", texts_[0].original, {}};
    std::string danish = translate(permits, KeywordLanguage::danish).text;
    danish.replace(danish.find("samples.permits"), 15, "danish.permits");
    texts_.push_back({"untitled:danish.regel", danish, {}});
    texts_.push_back({"untitled:guide.regel.md", "# Prose\n\n```regel\nlanguage en\npackage guide version 1\nuses samples.permits 1\n\n"
                      "define slow \"Langsom\" \"Slow\" as ended has happened after deadline\n\nrule quick \"Hurtig\" \"Quick\"\n  cite LOG \"x\" unverified\n"
                      "  when not slow\n  all of\n  - received has happened\n  - department = \"x\"\n  end\n  municipality must finish ended within 2 weeks of received\nend\n```\n", {}});
    for (const KeywordRow& row : keyword_rows()) {
      for (const KeywordLanguage language : {KeywordLanguage::english, KeywordLanguage::danish}) words_.emplace_back(spelling(row.keyword, language));
    }
    for (const char* const word : {"(", ")", ".", ",", "|", "||", "-", "--", "\"", "`", "§", "\n", "\r\n", "\r", "```", "```regel\n", "2026-03-02", "2026-02-30", "9:99",
                                   "12", "0.5", "=", "<", ">=", "..", "events", "received", "e", "æøå", "😀", "e\u0301", "\u0000x", "ended_by_day", "%", "kr"}) {
      words_.emplace_back(word);
    }
    message({{"id", 0}, {"method", "initialize"}, {"params", {{"capabilities", Json::object()}}}});
    for (Text& text : texts_) open(text);
  }

  void edit() {
    const std::size_t which = draw(texts_.size());
    if (texts_[which].now.size() > 3 * texts_[which].original.size() + 4000 || draw(400) == 0) {
      message({{"method", "textDocument/didClose"}, {"params", {{"textDocument", {{"uri", texts_[which].uri}}}}}});
      std::rotate(texts_.begin() + static_cast<std::ptrdiff_t>(which), texts_.begin() + static_cast<std::ptrdiff_t>(which) + 1, texts_.end());
      open(texts_.back());  // it is the last one now, for the server too
    }
    Text& text = texts_[draw(texts_.size())];
    // Byte offsets, moved to the beginning of a letter.
    std::size_t begin = boundary(text.now, draw(text.now.size() + 1));
    std::size_t const reach = draw(20) == 0 ? 400 : 12;
    std::size_t const end = draw(3) == 0 ? begin : boundary(text.now, std::min(text.now.size(), begin + draw(reach)));
    if (end < begin) begin = end;
    std::string fresh;
    std::size_t const pieces = draw(4);
    for (std::size_t i = 0; i < pieces; ++i) fresh += (draw(2) == 0 ? " " : "") + words_[draw(words_.size())];
    if (draw(30) == 0) fresh = text.now.substr(begin, end - begin) + text.now.substr(begin, end - begin);
    const Lines lines(text.now);
    Json range = lines.range(text.now, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, Encoding::utf16);
    text.now.replace(begin, end - begin, fresh);
    message({{"method", "textDocument/didChange"}, {"params", {{"textDocument", {{"uri", text.uri}}}, {"contentChanges", {{{"range", range}, {"text", fresh}}}}}}});
  }

  void question() {
    const Text& text = texts_[draw(texts_.size())];
    const auto place = [&] { return Json{{"line", draw(140)}, {"character", draw(60)}}; };
    const char* const method = requests[draw(requests.size())];
    message({{"id", 1}, {"method", std::string("textDocument/") + method},
             {"params", {{"textDocument", {{"uri", text.uri}}}, {"position", place()}, {"range", {{"start", place()}, {"end", place()}}},
                         {"newName", words_[draw(words_.size())]}, {"context", Json::object()}}}});
  }

  /// All places of a name have that name, whatever was half typed around them since the rules had no mistakes.
  void one_name() {
    const Text& text = texts_[draw(texts_.size())];
    const Lines lines(text.now);
    const Json position = lines.position(text.now, static_cast<std::uint32_t>(boundary(text.now, draw(text.now.size()))), Encoding::utf16);
    Json found;
    for (const Json& answer : message({{"id", 1}, {"method", "textDocument/references"},
                                       {"params", {{"textDocument", {{"uri", text.uri}}}, {"position", position}, {"context", {{"includeDeclaration", true}}}}}})) {
      if (answer.contains("result")) found = answer["result"];
    }
    if (!found.is_array()) return;
    std::string name;
    for (const Json& place : found) {
      const auto in = std::ranges::find(texts_, place["uri"].get<std::string>(), &Text::uri);
      ASSERT_NE(in, texts_.end());
      const Span span = Lines(in->now).span(in->now, place["range"], Encoding::utf16);
      std::string word = in->now.substr(span.begin, span.size());
      std::erase(word, '`');
      if (name.empty()) name = word;
      ASSERT_EQ(word, name);
      ASSERT_FALSE(word.empty());
    }
    places_ += found.size();
  }
  std::size_t places() const { return places_; }

  /// What a server says of these texts that has seen nothing before them.
  void compare() {
    const std::string mine = diagnostics(server_, texts_);
    Server fresh{ServerOptions{.today = Date{20000}}};
    fresh.receive(written({{"id", 0}, {"method", "initialize"}, {"params", {{"capabilities", Json::object()}}}}));
    for (const Text& text : texts_) fresh.receive(opening(text));
    while (fresh.work()) {}
    fresh.take();
    const std::string first_sight = diagnostics(fresh, texts_);
    const auto differs = static_cast<std::size_t>(std::ranges::mismatch(mine, first_sight).in1 - mine.begin());
    const std::size_t around = differs < 200 ? 0 : differs - 200;
    ASSERT_TRUE(mine == first_sight) << "edited: …" << mine.substr(around, 400) << "\nat first sight: …" << first_sight.substr(around, 400);
  }

  void rest() {
    server_.rest();
    server_.take();
  }

 private:
  static std::size_t boundary(const std::string& text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) --at;
    if (at > 0 && at < text.size() && text[at] == '\n' && text[at - 1] == '\r') --at;  // editors have no place between the two
    return at;
  }
  std::size_t draw(std::size_t below) { return below == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, below - 1)(chance_); }

  static std::string opening(const Text& text) {
    return written({{"method", "textDocument/didOpen"}, {"params", {{"textDocument", {{"uri", text.uri}, {"text", text.now}}}}}});
  }
  void open(Text& text) {
    text.now = text.original;
    server_.receive(opening(text));
    run();
  }
  std::vector<Json> message(const Json& json) {
    server_.receive(written(json));
    return run();
  }
  std::vector<Json> run() {
    std::vector<Json> answers;
    while (server_.work()) {}
    for (const std::string& out : server_.take()) {
      answers.push_back(Json::parse(out));
      const Json* const error = find(answers.back(), {"error", "code"});
      EXPECT_TRUE(error == nullptr || *error != internal_error) << out;
    }
    return answers;
  }

  // Every file's messages as the server would send them to an editor that has none: outlines too, so that trees are compared.
  static std::string diagnostics(Server& server, const std::vector<Text>& texts) {
    std::string out;
    for (const Text& text : texts) {
      for (const char* const method : {"textDocument/documentSymbol", "textDocument/semanticTokens/full", "textDocument/inlayHint"}) {
        server.receive(written({{"id", 5}, {"method", method}, {"params", {{"textDocument", {{"uri", text.uri}}}}}}));
      }
      // Edits and remarks of all messages of the file.
      const Json everything{{"start", {{"line", 0}, {"character", 0}}}, {"end", {{"line", 100000}, {"character", 0}}}};
      server.receive(written({{"id", 6}, {"method", "textDocument/codeAction"}, {"params", {{"textDocument", {{"uri", text.uri}}}, {"range", everything}, {"context", {{"only", {"quickfix"}}}}}}}));
    }
    while (server.work()) {}
    for (const std::string& message : server.take()) out += message + "\n";
    return out;
  }

  std::mt19937_64 chance_;
  Server server_{ServerOptions{.today = Date{20000}}};
  std::vector<Text> texts_;
  std::vector<std::string> words_;
  std::size_t places_ = 0;
};

TEST(Edits, NoneIsTooMuch) {
  const std::uint64_t wanted = 1000 * number_from("RETTESNOR_ROUNDS", 1);
  const std::uint64_t seed = number_from("RETTESNOR_SEED", 1);
  Editing editing(seed);
  for (std::uint64_t made = 1; made <= wanted; ++made) {
    editing.edit();
    if (made % 4 == 0) editing.question();
    if (made % 4 == 2) editing.one_name();
    if (made % 7 == 0) editing.rest();
    if (made % 500 == 0) editing.compare();
    if (::testing::Test::HasFailure()) FAIL() << "after " << made << " edits, RETTESNOR_SEED=" << seed;
    if (made % 100000 == 0) std::printf("%llu edits\n", static_cast<unsigned long long>(made)), std::fflush(stdout);
  }
  EXPECT_GT(editing.places(), wanted / 100) << "names were looked for and hardly any found";
}

}  // namespace
}  // namespace rettesnor::lsp
