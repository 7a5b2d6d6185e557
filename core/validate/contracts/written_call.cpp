// Name(arg=value, …) as Python or JavaScript writes a call, turned into {"name", "arguments"}. See
// call_shape.h.
#include <algorithm>

#include "base/json_scan.h"
#include "base/text.h"
#include "validate/contracts/call_shape.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

class CallReader {
 public:
  explicit CallReader(std::string_view text) : text_(text) {}
  std::optional<WrittenCall> read();

 private:
  void skip() {
    while (at_ < text_.size() && base::is_ascii_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string_view word();
  std::optional<std::string> literal();
  std::optional<std::string> quoted_text();

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view CallReader::word() {
  skip();
  const std::size_t from = at_;
  const auto is_word = [](char c) {
    return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == '_' || c == '.' || c == '-';
  };
  while (at_ < text_.size() && is_word(text_[at_])) ++at_;
  return text_.substr(from, at_ - from);
}

// Single quotes as Python has them; only escapes that JSON reads alike, and \'.
std::optional<std::string> CallReader::quoted_text() {
  std::string content = "\"";
  for (++at_; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '\'') {
      ++at_;
      content += '"';
      return base::scan_json_string(content, 0).ok ? std::optional(content) : std::nullopt;
    }
    if (c == '\\' && at_ + 1 < text_.size()) {
      ++at_;
      if (text_[at_] != '\'') content += '\\';
      content += text_[at_];
    } else if (c == '"') {
      content += "\\\"";
    } else {
      content += c;
    }
  }
  return std::nullopt;
}

std::optional<std::string> CallReader::literal() {
  skip();
  if (at_ >= text_.size()) return std::nullopt;
  if (text_[at_] == '\'') return quoted_text();
  const base::JsonReadResult read = base::read_json_value_at(text_, at_, json_limits());
  if (read.ok) {
    at_ = read.tree.node(0).end;
    return std::string(read.tree.source(0));
  }
  const std::string_view name = word();
  if (name == "True") return "true";
  if (name == "False") return "false";
  if (name == "None") return "null";
  return std::nullopt;
}

std::optional<WrittenCall> CallReader::read() {
  WrittenCall out;
  out.name = word();
  if (out.name.empty() || base::is_ascii_digit(out.name[0]) || !take('(')) return std::nullopt;
  std::string arguments;
  bool closed = take(')');
  while (!closed) {
    const std::string_view key = word();
    if (key.empty() || !(take('=') || take(':'))) return std::nullopt;
    const std::optional<std::string> value = literal();
    if (!value) return std::nullopt;
    arguments += (arguments.empty() ? "" : ", ") + base::json_quote(key) + ": " + *value;
    if (!take(',')) {
      if (!take(')')) return std::nullopt;
      closed = true;
    } else {
      closed = take(')');
    }
  }
  take(';');
  skip();
  if (at_ < text_.size()) return std::nullopt;
  out.json = "{\"name\": " + base::json_quote(out.name) + ", \"arguments\": {" + arguments + "}}";
  return out;
}

}  // namespace

std::optional<WrittenCall> read_written_call(std::string_view text) { return CallReader(text).read(); }

}  // namespace nines::validate
