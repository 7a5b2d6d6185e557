// Records from JSON Lines, or from one JSON array of objects (nines/disagree.h). A line that cannot
// be read becomes an issue with line, column and pointer, and the next line is read. Called by
// `call` and tests; gets bytes, never opens files.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/sha256.h"
#include "base/text.h"
#include "corpus/issue_log.h"
#include "corpus/record_fields.h"
#include "nines/disagree.h"

namespace nines {
namespace {

using base::JsonReadResult;
using base::LineColumn;
using corpus::FieldIssue;
using corpus::IssueLog;

constexpr std::size_t kSniffedBytes = 4'096;  // a NUL this early means: not text

const char* syntax_code(const base::JsonSyntaxError& error) {
  return error.too_deep ? "too_deep" : error.too_large ? "too_large" : "bad_json";
}

class CorpusReader {
 public:
  CorpusReader(std::string_view bytes, std::string_view name) : bytes_(bytes), log_(std::string(name)) {
    corpus_.name = std::string(name);
    corpus_.sha256 = base::sha256_hex(bytes);
  }

  Corpus read() {
    const std::size_t begin = base::bom_bytes(bytes_);
    const std::size_t first = bytes_.find_first_not_of(" \t\r\n", begin);
    if (first == std::string_view::npos) {
      log_.add(Severity::error, "empty_input", "the file is empty: there are no records", {});
    } else if (is_text()) {
      if (bytes_[first] == '[')
        read_array(first);
      else
        read_lines(begin);
    }
    corpus_.issues = log_.take();
    return std::move(corpus_);
  }

 private:
  bool is_text() {
    if (bytes_.starts_with("\xFF\xFE") || bytes_.starts_with("\xFE\xFF")) {
      return refuse_bytes("the file is UTF-16; save it as UTF-8");
    }
    const std::size_t nul = bytes_.substr(0, kSniffedBytes).find('\0');
    if (nul == std::string_view::npos) return true;
    return refuse_bytes("the file is not text: byte " + std::to_string(nul) + " is zero");
  }

  bool refuse_bytes(std::string message) {
    message += "; none of its " + std::to_string(bytes_.size()) + " bytes were read";
    log_.add(Severity::error, "not_text", std::move(message), {});
    return false;
  }

  void read_lines(std::size_t begin) {
    for (std::size_t line = 1; begin < bytes_.size(); ++line) {
      const std::size_t end = std::min(bytes_.find('\n', begin), bytes_.size());
      const std::string_view text = bytes_.substr(begin, end - begin);
      if (!base::trim_ascii(text).empty()) {
        ++corpus_.lines;
        read_line(text, begin, line, end == bytes_.size());
      }
      begin = end + 1;
    }
  }

  void read_line(std::string_view text, std::size_t begin, std::size_t line, bool is_last) {
    if (text.size() > kMaxLineBytes) {
      reject("too_large",
             "the line has " + std::to_string(text.size()) + " bytes; the limit is " + std::to_string(kMaxLineBytes),
             {"", "", begin, line, 1});
      return;
    }
    const JsonReadResult read = base::read_json(text);
    if (!read.ok) {
      if (!log_.is_open()) return count_reject();
      const bool is_cut = is_last && read.error.byte >= base::trim_ascii(text).size();
      reject(is_cut ? "truncated_line" : syntax_code(read.error),
             is_cut ? "the last line is cut short (" + read.error.message + "): was the file still being written?"
                    : read.error.message,
             {"", read.error.pointer, begin + read.error.byte, line, base::line_column(text, read.error.byte).column});
      return;
    }
    std::vector<FieldIssue> issues;
    keep(corpus::record_from_json(read.tree, 0, issues), line);
    for (FieldIssue& issue : issues) {
      if (!log_.is_open()) {
        log_.count_only(issue.severity);
        continue;
      }
      const std::size_t byte = read.tree.node(issue.node).begin;
      log_.add(issue.severity, std::move(issue.code), std::move(issue.message),
               {"", read.tree.pointer(issue.node), begin + byte, line, base::line_column(text, byte).column});
    }
  }

  // Element by element, so that a large array needs no tree of the whole; the first broken element
  // ends the reading.
  void read_array(std::size_t open) {
    base::LineCursor cursor(bytes_);
    std::size_t at = skip_space(open + 1);
    for (std::size_t index = 0; at < bytes_.size() && bytes_[at] != ']'; ++index) {
      const JsonReadResult read = base::read_json_value_at(bytes_, at);
      ++corpus_.lines;
      if (!read.ok) return stop_array(read.error.message, read.error.byte, index, cursor, syntax_code(read.error));
      read_element(read, index, cursor);
      at = skip_space(read.tree.node(0).end);
      if (at < bytes_.size() && bytes_[at] == ']') break;
      if (at >= bytes_.size() || bytes_[at] != ',') {
        return stop_array("expected ',' or ']' after a record, found " + base::describe_found(bytes_, at), at, index,
                          cursor);
      }
      at = skip_space(at + 1);
      if (at < bytes_.size() && bytes_[at] == ']')
        return stop_array("expected a record after ',', found ']'", at, index + 1, cursor);
    }
    if (at >= bytes_.size()) return stop_array("the array is cut short", at, corpus_.lines, cursor);
    at = skip_space(at + 1);
    if (at < bytes_.size())
      stop_array("something follows the array: " + base::describe_found(bytes_, at), at, corpus_.lines, cursor);
  }

  void read_element(const JsonReadResult& read, std::size_t index, base::LineCursor& cursor) {
    std::vector<FieldIssue> issues;
    keep(corpus::record_from_json(read.tree, 0, issues), cursor.at(read.tree.node(0).begin).line);
    for (FieldIssue& issue : issues) {
      const std::size_t byte = read.tree.node(issue.node).begin;
      const LineColumn place = cursor.at(byte);
      log_.add(issue.severity, std::move(issue.code), std::move(issue.message),
               {"", "/" + std::to_string(index) + read.tree.pointer(issue.node), byte, place.line, place.column});
    }
  }

  void stop_array(const std::string& message, std::size_t byte, std::size_t index, base::LineCursor& cursor,
                  const char* element_code = nullptr) {
    if (element_code != nullptr) ++corpus_.rejected;
    const LineColumn place = cursor.at(std::min(byte, bytes_.size()));
    log_.add(Severity::error, element_code != nullptr ? element_code : "bad_json",
             message + "; the " + std::to_string(bytes_.size() - byte) + " bytes from here on were not read",
             {"", "/" + std::to_string(index), byte, place.line, place.column});
  }

  std::size_t skip_space(std::size_t at) const {
    while (at < bytes_.size() && base::is_json_space(bytes_[at])) ++at;
    return at;
  }

  void keep(std::optional<Record> record, std::size_t line) {
    if (!record) {
      ++corpus_.rejected;
      return;
    }
    record->line = line;
    corpus_.records.push_back(std::move(*record));
  }

  void reject(std::string code, std::string message, Where where) {
    ++corpus_.rejected;
    log_.add(Severity::error, std::move(code), std::move(message), std::move(where));
  }

  void count_reject() {
    ++corpus_.rejected;
    log_.count_only(Severity::error);
  }

  std::string_view bytes_;
  Corpus corpus_;
  IssueLog log_;
};

}  // namespace

Corpus read_records(std::string_view bytes, std::string_view name) { return CorpusReader(bytes, name).read(); }

}  // namespace nines
