// The error table and the assertion that stops the program. Titles say what happened, hints what to do next.
#include "nines/status.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace nines {
namespace {

constexpr std::array kErrors{
    ErrorInfo{ErrorCode::bad_json, "bad_json", "This is not valid JSON", "Fix the text at the place named."},
    ErrorInfo{ErrorCode::too_deep, "too_deep", "Nested too deeply",
              "Flatten the value; the limit stands in the message."},
    ErrorInfo{ErrorCode::too_large, "too_large", "Too large", "Split the input; the limit stands in the message."},
    ErrorInfo{ErrorCode::empty_input, "empty_input", "There is nothing to read", "Give a file or text with content."},
    ErrorInfo{ErrorCode::unknown_op, "unknown_op", "No such operation", "`nines catalog` lists the operations."},
    ErrorInfo{ErrorCode::unknown_field, "unknown_field", "No such field",
              "Check the spelling; the message lists what is known."},
    ErrorInfo{ErrorCode::missing_field, "missing_field", "A required field is missing", "Add the field named."},
    ErrorInfo{ErrorCode::wrong_type, "wrong_type", "The value has the wrong type",
              "Write the type the message asks for."},
    ErrorInfo{ErrorCode::out_of_range, "out_of_range", "The value is out of range",
              "Choose a value inside the range named."},
    ErrorInfo{ErrorCode::unknown_kind, "unknown_kind", "No such kind", "`nines catalog` lists the kinds."},
    ErrorInfo{ErrorCode::bad_value, "bad_value", "The value cannot be used", "See the message for what is accepted."},
    ErrorInfo{ErrorCode::bad_pattern, "bad_pattern", "The pattern is not a valid regular expression",
              "Mend the pattern; the message says where it breaks and whose rules it follows."},
    ErrorInfo{ErrorCode::bad_link, "bad_link", "This link does not hold a document",
              "Copy the whole link again, or open the file instead."},
    ErrorInfo{ErrorCode::bad_version, "bad_version", "Written by another version",
              "Use a Nines that knows this version."},
    ErrorInfo{ErrorCode::mixed_p, "mixed_p", "One hidden cause cannot drive steps of different success rates",
              "Give each step a retry of its own, or write \"rho\": 0."},
    ErrorInfo{ErrorCode::nested_latent, "nested_latent", "A step answers to two hidden causes",
              "Keep rho on one of the blocks, or use the item latent alone."},
    ErrorInfo{ErrorCode::unknown_step, "unknown_step", "No step has this id",
              "Give the step an \"id\", or leave the list empty for all."},
    ErrorInfo{ErrorCode::unknown_variable, "unknown_variable", "No variable has this name",
              "Give it a value under \"vars\"."},
    ErrorInfo{ErrorCode::limit_exceeded, "limit_exceeded", "Beyond a limit", "The limit stands in the message."},
    ErrorInfo{ErrorCode::not_supported, "not_supported", "Not supported by this version", "See CHANGELOG for what is."},
    ErrorInfo{ErrorCode::not_found, "not_found", "Not found", "Check the name, or give the file again."},
    ErrorInfo{ErrorCode::no_records, "no_records", "No usable records",
              "One JSON object a line, with at least item and output or score."},
    ErrorInfo{ErrorCode::unreadable, "unreadable", "The input could not be read",
              "Check the path and its permissions."},
    ErrorInfo{ErrorCode::cancelled, "cancelled", "Cancelled", "Run it again to get the answer."},
    ErrorInfo{ErrorCode::out_of_memory, "out_of_memory", "Not enough memory", "Use a smaller input."},
    ErrorInfo{ErrorCode::internal, "internal", "A bug in Nines", "Please report it with the request."},
};

}  // namespace

std::span<const ErrorInfo> error_table() { return kErrors; }

const ErrorInfo& error_info(ErrorCode code) {
  for (const ErrorInfo& row : kErrors) {
    if (row.code == code) return row;
  }
  return kErrors.back();
}

void assert_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "nines: assertion failed: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace nines
