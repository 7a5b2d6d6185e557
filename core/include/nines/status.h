// What can go wrong, as data: error codes with one table of titles and hints, Result for "no value at all",
// Issues for "carried on", NINES_ASSERT for bugs. Used by every layer. No exception ever leaves the core.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nines {

enum class ErrorCode : std::uint8_t {
  bad_json,
  too_deep,
  too_large,
  empty_input,
  unknown_op,
  unknown_field,
  missing_field,
  wrong_type,
  out_of_range,
  unknown_kind,
  bad_value,
  bad_pattern,
  bad_link,
  bad_version,
  mixed_p,
  nested_latent,
  unknown_step,
  unknown_variable,
  limit_exceeded,
  not_supported,
  not_found,
  no_records,
  unreadable,
  cancelled,
  out_of_memory,
  internal,
};

// One row per code. `id` is the JSON spelling, `title` what happened, `hint` what to do about it.
struct ErrorInfo {
  ErrorCode code;
  const char* id;
  const char* title;
  const char* hint;
};
std::span<const ErrorInfo> error_table();
const ErrorInfo& error_info(ErrorCode code);

// A place in an input. `source` names the file or request part ("" = the request), `pointer` is an RFC 6901 JSON
// pointer, `byte` is 0-based, `line` and `column` are 1-based (column in code points); line 0 means "no place in text".
struct Where {
  std::string source;
  std::string pointer;
  std::size_t byte = 0;
  std::size_t line = 0;
  std::size_t column = 0;
  bool operator==(const Where&) const = default;
};

// Why there is no value. `message` quotes the offending value; the hint comes from the table.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  Where where;
};

enum class Severity : std::uint8_t { note, warning, error };

// Something noticed while carrying on. `code` is a stable id such as "assumed_rho" or "duplicate_key".
struct Issue {
  Severity severity = Severity::warning;
  std::string code;
  std::string message;
  Where where;
};
using Issues = std::vector<Issue>;

// Either a value or the reason there is none. Never both, never neither.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&state_); }
  [[nodiscard]] T& value() & { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }
  const T& operator*() const& { return value(); }

 private:
  std::variant<T, Error> state_;
};

// Stops the program with the broken condition and its place: for bugs in Nines, never for bad input. Always on.
[[noreturn]] void assert_failed(const char* condition, const char* file, int line);
#define NINES_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::nines::assert_failed(#condition, __FILE__, __LINE__))

}  // namespace nines
