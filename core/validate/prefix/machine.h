// The prefix machine: one byte in, and either the text can still meet the contract or it is known why not. Depth lives
// in a vector, not on the stack. Used by prefix.cpp; bytes are kept only where a late keyword will need them.
#pragma once

#include <optional>
#include <set>

#include "validate/prefix/rule.h"

namespace nines::validate {

enum class PrefixPhase : std::uint8_t {
  value,       // a value must come
  first_item,  // a value or ']'
  first_key,   // a key or '}'
  key,         // a key must come
  colon,
  after_value,  // ',' or the closer
  in_literal,
  in_number,
  in_string,
  in_key,
  done,
};

struct PrefixFrame {
  std::uint32_t rule = kAnyRule;
  bool object = false;
  std::uint64_t count = 0;  // items that have begun; members with different keys
  std::uint32_t required_left = 0;
  std::vector<bool> seen_required;  // by index of the property
  std::set<std::u32string> seen;    // only where names are counted
  std::size_t begin = 0;
  std::string key;                 // of the member being read, decoded
  std::uint32_t child = kAnyRule;  // rule of the value to come
};

class PrefixMachine {
 public:
  explicit PrefixMachine(std::shared_ptr<const PrefixProgram> program);
  // False: the text has failed; failure() says why.
  bool feed(unsigned char c);
  [[nodiscard]] bool is_complete() const;
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] const PrefixFailure& failure() const { return failure_; }
  [[nodiscard]] std::size_t bytes() const { return at_; }
  void count_unread(std::size_t bytes) { at_ += bytes; }
  // A suffix that might make the text whole; the caller checks it.
  [[nodiscard]] std::optional<std::string> suffix() const;

 private:
  friend struct SuffixWriter;

  bool structure(unsigned char c);
  bool begin_value(unsigned char c);
  bool begin_container(bool object);
  bool begin_key(unsigned char c);
  bool literal(unsigned char c);
  bool number(unsigned char c);
  bool string(unsigned char c);
  bool end_key();
  bool end_string();
  bool comma();
  bool close(unsigned char c);
  bool end_value(std::size_t end);
  bool check_length();
  bool check_listed();
  void take_character(char32_t c);
  void begin_late(unsigned char c);
  bool judge_late(const PrefixRule& rule, std::size_t begin, std::size_t end);

  [[nodiscard]] const PrefixRule& rule(std::uint32_t id) const { return program_->rules[id]; }
  [[nodiscard]] const PrefixRule& value_rule() const { return rule(value_rule_); }
  [[nodiscard]] std::uint32_t next_item_rule(const PrefixFrame& frame) const;
  [[nodiscard]] ListedText allowed_keys(const PrefixFrame& frame) const;
  [[nodiscard]] std::string pointer() const;

  bool fail_syntax(const char* code, unsigned char c, const char* expected);
  bool fail(const char* code, std::string message, std::string expected, std::string found, std::string schema_pointer);
  bool fail_type(unsigned char c);

  std::shared_ptr<const PrefixProgram> program_;
  PrefixPhase phase_ = PrefixPhase::value;
  std::vector<PrefixFrame> frames_;
  std::uint32_t value_rule_ = kAnyRule;  // of the scalar being read or the value to come
  std::size_t value_begin_ = 0;
  std::size_t at_ = 0;  // of the byte being read

  std::string_view literal_;
  std::size_t literal_at_ = 0;
  std::optional<NumberScan> number_;
  StringScan string_;
  ListedText listed_;  // keys of closed objects, listed strings
  bool is_listed_ = false;
  ListedText names_;    // declared keys
  std::u32string key_;  // only where names are counted
  std::string text_;    // decoded: keys; strings with a pattern
  bool keeps_text_ = false;

  // The outermost value that a late keyword judges: where it began, at which depth, its bytes so far.
  static constexpr std::size_t kNotLate = ~std::size_t{0};
  std::size_t late_from_ = kNotLate;
  std::size_t late_depth_ = 0;
  std::string kept_;

  bool failed_ = false;
  PrefixFailure failure_;
};

}  // namespace nines::validate
