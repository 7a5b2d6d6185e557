// The complete check behind the prefix rules. See late_check.h.
#include "validate/prefix/late_check.h"

#include "validate/check.h"

namespace nines::validate {

bool meets_complete_check(const PrefixProgram& program, std::string_view text) {
  if (program.complete_check == nullptr) return true;
  return check_json(program.complete_check->impl(), text).misses.empty();
}

PrefixFailure late_failure(const PrefixProgram& program, std::string_view text, std::size_t begin) {
  PrefixFailure out;
  out.earliest = false;
  const Check check = check_json(program.complete_check->impl(), text);
  if (check.misses.items.empty()) return out;
  const Finding& first = check.misses.items.front();
  out.code = first.code;
  out.byte = begin + first.span.to;
  out.message = first.message;
  out.expected = first.expected;
  out.found = first.found;
  out.pointer = first.pointer;
  out.schema_pointer = first.schema_pointer;
  return out;
}

}  // namespace nines::validate
