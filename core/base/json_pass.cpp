// The grammar of JSON with a stack of closers and nothing else. See json_pass.h.
#include "base/json_pass.h"

#include <algorithm>
#include <string>

#include "base/json_scan.h"
#include "base/text.h"

namespace nines::base {

namespace {

class Passer {
 public:
  Passer(std::string_view text, std::size_t at, const JsonLimits& limits) : text_(text), at_(at), limits_(limits) {}

  JsonPass run() {
    if (text_.size() > limits_.max_bytes) return {false, limits_.max_bytes};
    while (true) {
      if (!value()) return {false, at_};
      if (is_open_) continue;  // the first element of an array or the value of a first member
      if (!after_value()) return {false, at_};
      if (stack_.empty()) return {true, at_};
    }
  }

 private:
  [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip() { at_ = skip_json_space(text_, at_); }

  bool take(const TokenScan& scan) {
    at_ = scan.end;
    return scan.ok;
  }

  // A scalar or an empty container is read whole; of any other container its opener and first key.
  bool value() {
    is_open_ = false;
    skip();
    if (values_++ >= limits_.max_nodes) return false;
    const char c = here();
    switch (c) {
      case '"': return take(scan_json_string(text_, at_));
      case '{':
      case '[': return open(c);
      case 't':
      case 'f':
      case 'n': return take(scan_json_literal(text_, at_));
      default: return (c == '-' || is_ascii_digit(c)) && take(scan_json_number(text_, at_));
    }
  }

  bool open(char c) {
    if (stack_.size() >= limits_.max_depth) return false;
    const char close = c == '{' ? '}' : ']';
    ++at_;
    skip();
    if (here() == close) {
      ++at_;
      return true;
    }
    stack_ += close;
    is_open_ = true;
    return close == ']' || key();
  }

  bool key() {
    skip();
    if (here() != '"' || !take(scan_json_string(text_, at_))) return false;
    skip();
    if (here() != ':') return false;
    ++at_;
    return true;
  }

  // Closers, then a comma with the key that follows it.
  bool after_value() {
    while (!stack_.empty()) {
      skip();
      const char c = here();
      if (c == ',') {
        ++at_;
        return stack_.back() == ']' || key();
      }
      if (c != stack_.back()) return false;
      ++at_;
      stack_.pop_back();
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_;
  const JsonLimits& limits_;
  std::string stack_;  // the closers owed
  std::size_t values_ = 0;
  bool is_open_ = false;
};

}  // namespace

JsonPass pass_json_value(std::string_view text, std::size_t from, const JsonLimits& limits) {
  return Passer(text, std::min(from, text.size()), limits).run();
}

bool is_json(std::string_view text, const JsonLimits& limits) {
  const JsonPass pass = pass_json_value(text, 0, limits);
  return pass.ok && skip_json_space(text, pass.end) >= text.size();
}

}  // namespace nines::base
