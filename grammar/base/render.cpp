#include "grammar/base/render.hpp"

#include <algorithm>
#include <functional>

#include "grammar/base/utf8.hpp"

namespace rettesnor {

namespace {

constexpr std::size_t widest_line = 160;  // longer lines are cut around the caret

struct Mark {
  Span span;
  std::string text;
  bool primary;
};

std::string_view level_word(Level level, Language language) {
  bool const danish = language == Language::danish;
  switch (level) {
    case Level::error: return danish ? "fejl" : "error";
    case Level::warning: return danish ? "advarsel" : "warning";
    case Level::note: return danish ? "bemærkning" : "note";
  }
  return {};
}

std::string_view level_colour(Level level) {
  switch (level) {
    case Level::error: return "\x1b[1;31m";
    case Level::warning: return "\x1b[1;33m";
    case Level::note: return "\x1b[1;36m";
  }
  return {};
}

// Text that is safe and single-width on a terminal: tabs become a blank, control and broken bytes a dot.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const point = decode_utf8(text, at);
    bool const control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
    bool const turns_text = (point.value >= 0x202A && point.value <= 0x202E) || (point.value >= 0x2066 && point.value <= 0x2069);
    if (point.value == '\t') {
      out += ' ';
    } else if (!point.valid || control || turns_text) {
      out += "·";
    } else {
      out += text.substr(at, point.size);
    }
    at += point.size;
  }
  return out;
}

// With the keywords that it quotes in the file's own language, whatever the language of the message.
std::string catalogue_text(const Diagnostic& diagnostic, std::string_view text) {
  return diagnostic.keywords == nullptr ? std::string(text) : fill_keywords(text, diagnostic.keywords);
}

class Picture {
 public:
  Picture(const Diagnostic& diagnostic, const std::function<const Source*(FileId)>& find, RenderOptions options)
      : diagnostic_(diagnostic), find_(find), options_(options) {}

  std::string draw() {
    CodeRow const& row = row_of(diagnostic_.code);
    paint(level_colour(level_of(diagnostic_)), std::string(level_word(level_of(diagnostic_), options_.language)) + "[" +
                                       std::string(row.number) + "]");
    out_ += ": " + printable(message_text(diagnostic_, options_.language)) + "\n";
    if (Source const* source = find_(diagnostic_.file)) excerpts(*source);
    footer(row);
    return std::move(out_);
  }

 private:
  void paint(std::string_view colour, const std::string& text) {
    if (!options_.colour) {
      out_ += text;
      return;
    }
    out_ += colour;
    out_ += text;
    out_ += "\x1b[0m";
  }

  void excerpts(const Source& source) {
    std::vector<Mark> marks{{diagnostic_.at, {}, true}};
    for (Label const& label : diagnostic_.labels) {
      if (label.file && label.file != diagnostic_.file) continue;
      std::string const& text = options_.language == Language::danish ? label.danish : label.english;
      if (label.span == diagnostic_.at) {
        marks.front().text = text;
      } else {
        marks.push_back({label.span, text, false});
      }
    }
    std::uint32_t last_line = 0;
    for (Mark const& mark : marks) last_line = std::max(last_line, source.position(mark.span.begin).line);
    gutter_ = std::to_string(last_line).size();
    std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return mark.span.begin; });
    Position const place = source.position(diagnostic_.at.begin);
    out_ += std::string(gutter_, ' ') + "--> " + printable(source.name) + ":" + std::to_string(place.line) + ":" +
            std::to_string(place.column) + "\n";
    blank_bar();
    std::uint32_t shown = 0;
    for (Mark const& mark : marks) {
      std::uint32_t const line = source.position(mark.span.begin).line;
      if (shown != 0 && line > shown + 1) out_ += std::string(gutter_, ' ') + "...\n";
      draw_mark(source, mark, line, line != shown);
      shown = line;
    }
    other_files();
  }

  void blank_bar() { out_ += std::string(gutter_, ' ') + " |\n"; }

  void draw_mark(const Source& source, const Mark& mark, std::uint32_t line, bool with_text) {
    Span const whole = source.line_span(mark.span.begin);
    std::string_view text = source.slice(whole);
    std::uint32_t const from = std::min(mark.span.begin, whole.end);
    std::uint32_t const to = std::clamp(mark.span.end, from, whole.end);
    Span shown = whole;
    if (text.size() > widest_line) {
      shown = cut(source, whole, from);
      text = source.slice(shown);
    }
    if (with_text || shown != whole) {
      std::string const number = std::to_string(line);
      std::string const body = printable(text);
      out_.append(gutter_ - number.size(), ' ').append(number).append(body.empty() ? " |" : " | ").append(body) += '\n';
    }
    std::size_t const indent = display_width(source.slice({shown.begin, from}));
    std::size_t const width = std::max<std::size_t>(1, display_width(source.slice({from, std::min(to, shown.end)})));
    out_ += std::string(gutter_, ' ') + " | " + std::string(indent, ' ');
    std::string carets(width, mark.primary ? '^' : '-');
    if (!mark.text.empty()) (carets += ' ') += printable(mark.text);
    paint(mark.primary ? level_colour(level_of(diagnostic_)) : "\x1b[1;34m", carets);
    out_ += "\n";
  }

  // At most `widest_line` bytes around `at`, cut between code points.
  static Span cut(const Source& source, Span line, std::uint32_t at) {
    auto const continues = [&](std::uint32_t i) {
      return i < line.end && (static_cast<unsigned char>(source.text[i]) & 0xC0) == 0x80;
    };
    std::uint32_t begin = at - line.begin > widest_line / 2 ? at - static_cast<std::uint32_t>(widest_line / 2) : line.begin;
    while (begin < at && continues(begin)) ++begin;
    std::uint32_t end = std::min(line.end, begin + static_cast<std::uint32_t>(widest_line));
    while (end < line.end && continues(end)) ++end;
    return {begin, end};
  }

  void other_files() {
    for (Label const& label : diagnostic_.labels) {
      if (!label.file || label.file == diagnostic_.file) continue;
      Source const* source = find_(label.file);
      if (source == nullptr) continue;
      Position const place = source->position(label.span.begin);
      out_ += std::string(gutter_, ' ') + "::: " + printable(source->name) + ":" + std::to_string(place.line) + ":" +
              std::to_string(place.column) + " " +
              printable(options_.language == Language::danish ? label.danish : label.english) + "\n";
    }
  }

  void footer(const CodeRow& row) {
    bool const danish = options_.language == Language::danish;
    std::string const indent(gutter_, ' ');
    if (std::string const help = help_text(diagnostic_, options_.language); !help.empty()) {
      out_ += indent + (danish ? " = ret: " : " = help: ") + printable(help) + "\n";
    }
    out_ += indent + (danish ? " = se: " : " = see: ") + "docs/codes/" + std::string(row.number) + ".md\n";
  }

  const Diagnostic& diagnostic_;
  const std::function<const Source*(FileId)>& find_;
  RenderOptions options_;
  std::string out_;
  std::size_t gutter_ = 1;
};

}  // namespace

std::string message_text(const Diagnostic& diagnostic, Language language) {
  return fill(catalogue_text(diagnostic, row_of(diagnostic.code).text(language)), diagnostic.arguments);
}

std::string help_text(const Diagnostic& diagnostic, Language language) {
  std::string text = catalogue_text(diagnostic, row_of(diagnostic.code).help(language));
  if (diagnostic.help) return fill(text, *diagnostic.help);
  return text.find('{') == std::string::npos ? text : std::string();
}

std::string render(const Diagnostic& diagnostic, const Sources& sources, RenderOptions options) {
  std::function<const Source*(FileId)> const find = [&](FileId file) { return sources.find(file); };
  return Picture(diagnostic, find, options).draw();
}

std::string render(const Diagnostic& diagnostic, const Source& source, RenderOptions options) {
  std::function<const Source*(FileId)> const find = [&](FileId file) {
    return file == source.file ? &source : nullptr;
  };
  return Picture(diagnostic, find, options).draw();
}

std::string render_all(const std::vector<Diagnostic>& diagnostics, const Sources& sources, RenderOptions options) {
  std::string out;
  for (Diagnostic const& diagnostic : diagnostics) {
    if (!out.empty()) out += "\n";
    out += render(diagnostic, sources, options);
  }
  return out;
}

}  // namespace rettesnor
