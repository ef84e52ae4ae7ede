// A folder of CSV files: one a table.
#include <algorithm>
#include <fstream>
#include <map>

#include "engine/store/files.hpp"
#include "engine/store/source/csv_reader.hpp"
#include "engine/store/source/tables.hpp"
#include "engine/store/text_check.hpp"

namespace rettesnor::source {

namespace {

namespace fs = std::filesystem;

class Folder final : public Tables {
 public:
  Folder(std::map<std::string, fs::path> files, Encoding encoding, char delimiter)
      : files_(std::move(files)), encoding_(encoding), delimiter_(delimiter) {}

  std::vector<std::string> names() const override {
    std::vector<std::string> out;
    for (const auto& [name, file] : files_) out.push_back(name);
    return out;
  }
  std::string shown(const std::string& table) const override { return table + ".csv"; }

  std::expected<std::vector<std::string>, Unusable> columns(const std::string& table) override {
    std::ifstream in;
    std::vector<std::string> out;
    CsvReader reader(in, {.delimiter = delimiter_});
    if (const auto trouble = begin(table, in, reader, out)) return std::unexpected(*trouble);
    return out;
  }

  std::expected<void, Unusable> read(const std::string& table, const std::function<void(Row&&)>& take) override {
    std::ifstream in;
    std::vector<std::string> columns;
    CsvReader reader(in, {.delimiter = delimiter_});
    if (const auto trouble = begin(table, in, reader, columns)) return std::unexpected(*trouble);
    CsvRecord record;
    while (reader.next(record)) {
      Row row{.line = record.line, .cells = {}, .fault = record.fault, .column = record.column};
      if (!record.fault && record.fields.size() != columns.size()) {
        row.fault = Code::source_ragged;
        // A stray quote draws whole records into one: they are read again, each by itself.
        if (std::ranges::any_of(record.fields, [](const std::string& f) { return f.find_first_of("\r\n") != std::string::npos; })) {
          reader.read_again_after(record);
        }
      }
      for (const std::string& field : record.fields) row.cells.push_back({to_utf8(field, encoding_)});
      take(std::move(row));
    }
    if (in.bad()) return std::unexpected(Unusable{.arguments = {shown(table), "I/O"}});
    return {};
  }

  std::expected<std::pair<Digest, std::uint64_t>, Unusable> fingerprint(const std::vector<std::string>& tables) const override {
    std::string all;
    std::uint64_t bytes = 0;
    for (const std::string& table : tables) {
      const auto print = rettesnor::fingerprint(files_.at(table));
      if (!print) return std::unexpected(Unusable{.arguments = {shown(table), "I/O"}});
      all += table + '\0' + hexadecimal(print->sha256);
      bytes += print->bytes;
    }
    return std::pair(sha256(all), bytes);
  }

 private:
  /// Opens the file and reads its first line.
  std::optional<Unusable> begin(const std::string& table, std::ifstream& in, CsvReader& reader, std::vector<std::string>& columns) const {
    in.open(files_.at(table), std::ios::binary);
    std::string mark(3, '\0');
    in.read(mark.data(), 3);
    mark.resize(static_cast<std::size_t>(in.gcount()));
    in.clear();
    const Unusable other{Code::source_bad_encoding, {shown(table), std::string(name_of(encoding_))}};
    const bool utf8_mark = mark == "\xEF\xBB\xBF";
    if (mark.starts_with("\xFF\xFE") || mark.starts_with("\xFE\xFF") || (utf8_mark && encoding_ != Encoding::utf8)) return other;
    in.seekg(utf8_mark ? 3 : 0);
    CsvRecord head;
    if (!reader.next(head) || head.fault) return Unusable{.arguments = {shown(table), std::string(head.fault ? number_of(*head.fault) : "0 byte")}};
    for (const std::string& field : head.fields) {
      columns.push_back(to_utf8(field, encoding_));
      if (find_text_fault(columns.back())) return other;
      if (!field.empty() && std::ranges::count(columns, columns.back()) > 1) return Unusable{Code::source_bad_header, {shown(table), columns.back()}};
    }
    return std::nullopt;
  }

  std::map<std::string, fs::path> files_;
  Encoding encoding_;
  char delimiter_;
};

}  // namespace

std::expected<std::unique_ptr<Tables>, Unusable> open_folder(const fs::path& path, Encoding encoding, char delimiter) {
  std::map<std::string, fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    const fs::path& file = it->path();
    // A link may lead anywhere: only files that lie in the folder itself are its tables.
    std::error_code ignored;
    if (file.extension() == ".csv" && fs::symlink_status(file, ignored).type() == fs::file_type::regular) files[file.stem().string()] = file;
  }
  if (error) return std::unexpected(Unusable{.arguments = {path.generic_string(), error.message()}});
  return std::make_unique<Folder>(std::move(files), encoding, delimiter);
}

}  // namespace rettesnor::source
