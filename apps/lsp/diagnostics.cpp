#include "apps/lsp/diagnostics.hpp"

#include <functional>
#include <set>

#include "apps/lsp/uri.hpp"

namespace rettesnor::lsp {

namespace {

int severity(Level level) {
  switch (level) {
    case Level::error: return 1;
    case Level::warning: return 2;
    case Level::note: return 3;
  }
  return 1;
}

}  // namespace

Json Publisher::diagnostic(Documents& documents, const Diagnostic& d) const {
  const Language language = documents.language;
  const std::string help = help_text(d, language);
  const std::string number(number_of(d.code));
  Json out{{"range", documents.range(d.file, d.at)},
           {"severity", severity(level_of(d.code))},
           {"code", number},
           {"source", "rettesnor"},
           {"message", message_text(d, language) + (help.empty() ? "" : "\n" + help)}};
  if (!docs_.empty()) out["codeDescription"] = {{"href", uri_of(docs_ / "codes" / (number + ".md"))}};
  for (const Label& label : d.labels) {
    const FileId file = label.file ? label.file : d.file;
    if (!documents.desk.has(file)) continue;
    out["relatedInformation"].push_back({{"location", documents.location(file, label.span)},
                                         {"message", language == Language::danish ? label.danish : label.english}});
  }
  if (d.edit) {
    out["data"] = {{"range", documents.range(d.file, d.edit->span)}, {"newText", d.edit->replacement}, {"safe", d.edit->safe}};
  }
  return out;
}

std::vector<Json> Publisher::changed(Documents& documents) {
  if (documents.revision() == revision_) return {};
  revision_ = documents.revision();
  documents.desk.refresh();
  std::vector<Json> out;
  std::map<std::string, std::size_t> now;
  const auto send = [&](const std::string& uri, Json list) { out.push_back({{"uri", uri}, {"diagnostics", std::move(list)}}); };
  std::map<FileId, Json> lists;
  for (const Diagnostic& d : documents.desk.all_diagnostics()) {
    if (documents.desk.has(d.file)) lists[d.file].push_back(diagnostic(documents, d));
  }
  for (auto& [file, list] : lists) {
    const std::string uri = documents.uri(file);
    const std::size_t hash = std::hash<Json>{}(list);
    const auto before = sent_.find(uri);
    if (before == sent_.end() || before->second != hash) send(uri, std::move(list));
    now.emplace(uri, hash);
  }
  for (const auto& [uri, hash] : sent_) {
    if (!now.contains(uri)) send(uri, Json::array());
  }
  sent_ = std::move(now);
  return out;
}

}  // namespace rettesnor::lsp
