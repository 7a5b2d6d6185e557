// Reading JSON into structs with a place for every complaint. A ReadContext collects issues and the first error; an
// ObjectReader hands out members by name with type and range checks and reports members nobody asked for. Used by
// codec/ and call/ only. Readers carry on with defaults after an error, so the caller checks `error` once, at the end.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "codec/enum_names.h"
#include "nines/status.h"

namespace nines::codec {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

inline constexpr double kAny = std::numeric_limits<double>::max();  // a number without a range
inline constexpr std::int64_t kManyCounts = std::int64_t{1} << 53;  // whole numbers that JSON carries exactly

// "a short quote of the value": at most 60 bytes of source, cut on a code point.
std::string quote_source(std::string_view source);

struct ReadContext {
  const JsonTree& tree;
  std::string source;  // file name for messages, "" for a request
  Issues issues{};
  std::optional<Error> error{};

  [[nodiscard]] Where where(std::uint32_t node) const;
  void fail(ErrorCode code, std::uint32_t node, std::string message);
  void warn(const char* code, std::uint32_t node, std::string message);
  [[nodiscard]] std::string quote(std::uint32_t node) const { return quote_source(tree.source(node)); }
};

// Completes an error whose `where` has only a pointer relative to `root` (as the families give): adds source, line,
// column.
Error placed(const ReadContext& context, std::uint32_t root, Error error);
// The node a pointer names below root, or the deepest one that exists on the way.
std::uint32_t resolve_pointer(const JsonTree& tree, std::uint32_t root, std::string_view pointer);

enum class UnknownMembers : std::uint8_t { fail, warn };

class ObjectReader {
 public:
  ObjectReader(ReadContext& context, std::uint32_t node, std::string what);

  [[nodiscard]] std::uint32_t node() const { return node_; }
  [[nodiscard]] bool has(std::string_view name) { return member(name) != kNoNode; }
  std::uint32_t member(std::string_view name);         // kNoNode when absent
  void allow(std::string_view name) { member(name); }  // another function reads it
  std::uint32_t required(std::string_view name);       // fails missing_field
  std::string text(std::string_view name, std::string fallback = {});
  double number(std::string_view name, double fallback, double min, double max);
  double any_number(std::string_view name) { return number(name, 0, -kAny, kAny); }  // 0 when absent
  std::optional<double> optional_number(std::string_view name, double min = -kAny, double max = kAny);
  std::int64_t whole(std::string_view name, std::int64_t fallback, std::int64_t min, std::int64_t max);
  bool boolean(std::string_view name, bool fallback);
  std::vector<std::uint32_t> array(std::string_view name);  // children; empty when absent

  template <class Table, class E>
  E choice(std::string_view name, const Table& table, E fallback) {
    const std::uint32_t at = member(name);
    if (at == kNoNode) return fallback;
    if (const auto found = find_enum(table, string_at(at, name))) return *found;
    if (!context_.error) {
      context_.fail(ErrorCode::bad_value, at,
                    std::string(name) + " is " + context_.quote(at) + "; expected " + enum_choices(table));
    }
    return fallback;
  }

  // Reports members that were never asked for. Call last.
  void finish(UnknownMembers policy);

 private:
  std::string string_at(std::uint32_t at, std::string_view name);

  ReadContext& context_;
  std::uint32_t node_;
  std::string what_;
  std::vector<std::string> known_;
};

double number_at(ReadContext& context, std::uint32_t node, std::string_view name, double min, double max);
std::int64_t whole_at(ReadContext& context, std::uint32_t node, std::string_view name, std::int64_t min,
                      std::int64_t max);
// Whole numbers up to 2^53 by value, as text in messages.
std::string number_text(double value);

}  // namespace nines::codec
