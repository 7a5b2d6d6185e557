// Why a prefix has failed, in words and pointers. See machine.h.
#include "validate/finding.h"
#include "validate/prefix/machine.h"

namespace nines::validate {

namespace {

constexpr const char* kIdentity[] = {"type", "enum", "const", "additionalProperties", nullptr};

const char* kind_begun_by(unsigned char c) {
  switch (c) {
    case '{': return "an object";
    case '[': return "an array";
    case '"': return "a string";
    case 't': return "true";
    case 'f': return "false";
    case 'n': return "null";
    default: return "a number";
  }
}

std::string kinds_of(const PrefixRule& rule) {
  std::string out;
  const auto add = [&out](bool allowed, const char* name) {
    if (allowed) out += (out.empty() ? "" : " or ") + std::string(name);
  };
  add(rule.object_ok, "an object");
  add(rule.array_ok, "an array");
  add(rule.string_ok, "a string");
  add(rule.number_ok, "a number");
  add(rule.true_ok, "true");
  add(rule.false_ok, "false");
  add(rule.null_ok, "null");
  return out.empty() ? "nothing" : out;
}

}  // namespace

std::string PrefixMachine::pointer() const {
  std::string out;
  for (const PrefixFrame& frame : frames_) {
    if (frame.object)
      out += frame.key.empty() && frame.count == 0 ? "" : '/' + base::pointer_escape(frame.key);
    else
      out += frame.count == 0 ? "" : '/' + std::to_string(frame.count - 1);
  }
  return out;
}

bool PrefixMachine::fail(const char* code, std::string message, std::string expected, std::string found,
                         std::string schema_pointer) {
  failed_ = true;
  failure_.code = code;
  failure_.byte = at_;
  failure_.earliest = true;
  failure_.message = std::move(message);
  failure_.expected = std::move(expected);
  failure_.found = std::move(found);
  failure_.pointer = pointer();
  failure_.schema_pointer = std::move(schema_pointer);
  return false;
}

bool PrefixMachine::fail_syntax(const char* code, unsigned char c, const char* expected) {
  const char byte = static_cast<char>(c);
  const std::string found = base::describe_found(std::string_view(&byte, 1), 0);
  return fail(code, std::string("expected ") + expected + ", found " + found, expected, found, "");
}

bool PrefixMachine::fail_type(unsigned char c) {
  const std::string kinds = kinds_of(value_rule());
  return fail("C4", "expected " + kinds + ", found the start of " + kind_begun_by(c), kinds, kind_begun_by(c),
              keyword_pointer(*program_, value_rule(), kIdentity));
}

}  // namespace nines::validate
