// Strict JSON (RFC 8259) that remembers where everything stood. One flat array of nodes in document
// order; no recursion, so depth is bounded by a limit and not by the stack. Used by validate,
// corpus and codec. Never repairs anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "nines/status.h"

namespace nines::base {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };
const char* json_kind_name(JsonKind kind);  // "null", "boolean", "number", "string", "array", "object"

inline constexpr std::uint32_t kNoNode = 0xffffffffU;

// A value. [begin, end) are byte offsets in the text, quotes and brackets included. For a member of
// an object the key's span (quotes included) is [key_begin, key_end), else both are 0. Children are
// linked by first_child / next_sibling.
struct JsonNode {
  JsonKind kind = JsonKind::null;
  bool has_key = false;
  std::uint32_t parent = kNoNode;
  std::uint32_t first_child = kNoNode;
  std::uint32_t next_sibling = kNoNode;
  std::uint32_t child_count = 0;
  std::uint32_t index_in_parent = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t key_begin = 0;
  std::size_t key_end = 0;
};

// A text past a limit is an error, never a crash: `max_nodes` bounds memory (a node is at most 56
// bytes).
struct JsonLimits {
  std::size_t max_depth = 1'000;
  std::size_t max_bytes = std::size_t{1} << 30;
  std::size_t max_nodes = 10'000'000;
};

// Where strict reading stopped. `byte` is the first byte that cannot continue any JSON text
// (text.size() = cut short). `pointer` is the innermost value being read; `open` are the closers
// still owed, innermost last ("}]").
struct JsonSyntaxError {
  std::size_t byte = 0;
  std::string message;   // "expected ',' or '}' after a member, found 'x'"
  std::string expected;  // "',' or '}'"
  std::string found;     // "'x'" or "end of text"
  std::string pointer;
  std::string open;
  bool too_deep = false;
  bool too_large = false;  // more bytes or values than the limits allow
};

// The text must outlive the tree. nodes[0] is the root.
class JsonTree {
 public:
  std::string_view text;
  std::vector<JsonNode> nodes;
  std::vector<std::uint32_t> duplicate_keys;  // members whose key stood earlier in the same object

  [[nodiscard]] const JsonNode& node(std::uint32_t i) const { return nodes[i]; }
  [[nodiscard]] std::string_view source(std::uint32_t i) const {  // exact bytes of a value
    return text.substr(nodes[i].begin, nodes[i].end - nodes[i].begin);
  }
  [[nodiscard]] std::string key(std::uint32_t i) const;                     // decoded; "" without key
  [[nodiscard]] std::string string_value(std::uint32_t i) const;            // decoded (lone surrogates as U+FFFD)
  [[nodiscard]] std::optional<double> number_value(std::uint32_t i) const;  // nullopt: overflow to infinity
  [[nodiscard]] bool bool_value(std::uint32_t i) const;
  [[nodiscard]] std::string pointer(std::uint32_t i) const;  // RFC 6901
  // Last member with this decoded key (JSON readers keep the last), or kNoNode.
  [[nodiscard]] std::uint32_t member(std::uint32_t object, std::string_view key) const;
};

struct JsonReadResult {
  bool ok = false;
  JsonTree tree;          // complete when ok; the part read so far otherwise
  JsonSyntaxError error;  // when !ok
};

// Reads exactly one JSON value with white space around. UTF-8 is checked (bad bytes inside strings
// are errors; a BOM is an error at byte 0). Duplicate keys are kept and listed. Linear time, no
// recursion.
JsonReadResult read_json(std::string_view text, const JsonLimits& limits = {});

// Reads one JSON value that starts at `from` (white space before it is skipped) and stops right
// after it: what follows is not looked at. Offsets are those of `text`. Linear in the value.
JsonReadResult read_json_value_at(std::string_view text, std::size_t from, const JsonLimits& limits = {});

// As an Error (bad_json / too_deep / empty_input / too_large) with line, column and pointer.
Error json_error(const JsonSyntaxError& error, std::string_view text, std::string_view source);

// What stands at `byte`, for messages: "'x'", "end of text", "line break", "control character
// U+0001", "byte 0xFF".
std::string describe_found(std::string_view text, std::size_t byte);

// What Python writes where JSON has no word for it (NaN, Infinity, None, True, single quotes), as a sentence; "" for
// anything else.
std::string foreign_word(std::string_view text, std::size_t byte);

// "\"a\\nb\"": a JSON string literal. Escapes ", \\ and controls; bad UTF-8 becomes U+FFFD.
std::string json_quote(std::string_view utf8);
// The reverse: decodes a literal that the reader has accepted, quotes included. Lone surrogates
// become U+FFFD.
std::string json_unquote(std::string_view literal);
// One step of a pointer: ~ -> ~0, / -> ~1.
std::string pointer_escape(std::string_view key);
// Values a pointer with '*' wildcards names, in document order ("" = the root; '*' = every child of
// array or object).
std::vector<std::uint32_t> select_nodes(const JsonTree& tree, std::string_view pointer);

}  // namespace nines::base
