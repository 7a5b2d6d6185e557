// One function over everything Nines can do: request JSON in, response JSON out. The command line,
// the desktop's job threads, the browser's workers and any embedder call the same Engine, so a
// request saved on the web replays in a terminal.
//
//   page / CLI / tests
//     -> Engine::call(request)     {"op": "simulate", "v": 1, "args": {…}}
//        -> op table (call/ops)    the only reader of requests
//        -> one family             plain structs in and out
//     <- response                  the answer's fields with "issues": […], or {"error": {"code",
//     "message", "where", "hint"}}
//
// It does not read files, keep a clock, start threads or remember anything but blobs. Not
// thread-safe: one Engine a thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "nines/run_context.h"
#include "nines/status.h"

namespace nines {

inline constexpr const char* kVersion = "0.1.0";
inline constexpr std::size_t kMaxRequestBytes = std::size_t{1} << 30;

// One row per op: id, what it answers, its arguments as "name: type, …".
struct OpInfo {
  const char* id;
  const char* help;
  const char* args;
};
std::span<const OpInfo> op_table();

class Engine {
 public:
  // Keeps immutable bytes for later requests ({"blob": sha}). Returns their sha-256. Cost:
  // O(bytes).
  std::string put_blob(std::string bytes);
  void drop_blob(const std::string& sha256) { blobs_.erase(sha256); }
  [[nodiscard]] const std::string* find_blob(const std::string& sha256) const;

  // Never throws, never fails to answer. In: any bytes. Out: one JSON object, compact, no newline.
  std::string call(std::string_view request, RunContext& run) const;

 private:
  std::map<std::string, std::string, std::less<>> blobs_;
};

// {"code", "title", "message", "hint", "where"}: how every shell writes an error. Out: compact JSON
// of {"error": {…}}.
std::string error_response(const Error& error);
// Text that cannot drive a terminal: controls (but the line break), marks that turn the direction of text, and bytes
// that are no UTF-8 are written as \x1B, \u202E. Linear.
std::string printable(std::string_view text);
// A JSON pointer for people: a very long one as its two ends with "…" between.
std::string short_pointer(const std::string& pointer);
// "refunds.json:3:14: /pipeline/steps/0/p: ": a place for people, "" when there is none.
std::string where_text(const Where& where);
// The place, the message, and the hint on a second line.
std::string error_text(const Error& error);

}  // namespace nines
